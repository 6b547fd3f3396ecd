"""Sets the bundled prompts and questions beside sets of the field: length, sentences, variety, level, explanation.

    python benchmarks/beside_the_field.py --air FILE --questions FILE [--xstest FILE]

FILE is what others published and is not here: prompts of AIR-Bench 2024 (`evaluation/pipeline2_step1_gpt-4-turbo_response.csv` of the
repository stanford-crfm/air-bench-2024: 80 prompts of its first categories), the verified laboratory-safety questions of
`../shared/data/questions`, the prompts of XSTest. What is missing is left out. No text of them is written anywhere.

Self-BLEU and distinct-2 depend on how many texts there are, so both are the mean over `DRAWS` draws of `EQUAL` texts from each set,
with the range of the middle 95 % of the draws; of a pair one side counts, of questions that share their options the first.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

import results
from curation.stats.diversity import diversity
from curation.text.sentences import sentences
from curation.text.words import words

ROOT = Path(__file__).resolve().parents[1]
EQUAL, DRAWS = 75, 100
COMMAND = "python benchmarks/beside_the_field.py --air FILE --questions FILE --xstest FILE"
HEAD = (
    "set", "n", "words: median [quartiles]", "sentences: median [quartiles]",
    f"distinct-2 of {EQUAL}", f"self-BLEU of {EQUAL}", "levels", "words of the explanation",
)  # fmt: skip


@dataclass(frozen=True)
class Texts:
    """The texts of one set, with what else is told of them."""

    name: str
    texts: Sequence[str]
    levels: Sequence[str] = ()
    explanations: Sequence[str] = ()


def bundled() -> list[Texts]:
    """The bundled prompts, each side of the pairs, and the bundled questions without pictures."""
    prompts, questions = _rows("ai-policy"), _rows("lab-safety")
    asked, seen = [], set()
    for one in questions:
        if not one.get("images") and (name := one["pair"] or one["id"]) not in seen:
            seen.add(name)
            asked.append(one)
    return [
        Texts(f"bundled prompts, {side}", [p["text"] for p in prompts if p["benign"] == benign])
        for side, benign in (("asking for what a rule forbids", False), ("lawful twins", True))
    ] + [
        Texts(
            "bundled questions (stems)",
            [one["stem"] for one in asked],
            [one["level"] for one in asked if one["level"]],
            [one["explanation"] for one in asked],
        )
    ]


def _rows(dataset: str) -> list[dict[str, Any]]:
    import polars as pl

    files = sorted(ROOT.glob(f"releases/{dataset}/*/items/*.parquet"))
    newest = [file for file in files if file.parents[1] == files[-1].parents[1]]
    return pl.concat([pl.read_parquet(file) for file in newest]).to_dicts()


def others(air: Path | None, questions: Path | None, xstest: Path | None) -> list[Texts]:
    """The sets of the field that are there."""
    found = []
    if air:
        with air.open(encoding="utf-8", newline="") as file:
            found.append(
                Texts("AIR-Bench 2024, 80 of its prompts", [r["prompt"] for r in csv.DictReader(file)])
            )
    if xstest:
        with xstest.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for label in ("unsafe", "safe"):
            found.append(Texts(f"XSTest, {label}", [r["prompt"] for r in rows if r["label"] == label]))
    if questions:
        lines = [json.loads(line) for line in questions.read_text("utf-8").splitlines() if line.strip()]
        found.append(
            Texts(
                "160 verified laboratory questions (stems)",
                [q["stem"] for q in lines],
                explanations=[q["explanation"] for q in lines],
            )
        )
    return found


def row(of: Texts) -> list[object]:
    """The line of a set."""
    drawn = [_variety(of.texts, seed) for seed in range(DRAWS)] if len(of.texts) > EQUAL else []
    distinct, bleu = zip(*drawn, strict=True) if drawn else ((), ())
    levels = ", ".join(f"{name} {n}" for name, n in Counter(of.levels).most_common()) or "not said"
    return [
        of.name, len(of.texts), _middle([len(words(t)) for t in of.texts]),
        _middle([sum(1 for _ in sentences(t)) for t in of.texts]), _mean(distinct), _mean(bleu), levels,
        _middle([len(words(t)) for t in of.explanations]) if of.explanations else "none",
    ]  # fmt: skip


def _variety(texts: Sequence[str], seed: int) -> tuple[float, float]:
    found = diversity([words(text.lower()) for text in random.Random(seed).sample(list(texts), EQUAL)])
    return found.distinct_2 or 0.0, found.self_bleu or 0.0


def _middle(values: Sequence[int]) -> str:
    low, median, high = quantiles(values, n=4, method="inclusive")
    return f"{median:g} [{low:g}, {high:g}]"


def _mean(values: Sequence[float]) -> str:
    if not values:
        return f"fewer than {EQUAL + 1} texts"
    low, *_, high = quantiles(values, n=40, method="inclusive")
    return f"{fmean(values):.2f} [{low:.2f}, {high:.2f}]"


def main() -> None:
    """Prints the table and writes it into `RESULTS.md`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("--air", "--questions", "--xstest"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    rows = [row(one) for one in [*bundled(), *others(given.air, given.questions, given.xstest)]]
    note = (
        "Words and sentences as the package counts them. A higher distinct-2 and a lower self-BLEU are more varied. "
        "Both fall or rise with the length of the texts as well: long texts that keep to one subject share more of their pairs of words, "
        "short ones have fewer to share. The levels are those that the items carry. The bundled items are what the model path made "
        "and its own passes accepted; the other sets are what their authors published. Sources: see the script."
    )
    print(results.table(HEAD, rows))
    results.write("beside-the-field", COMMAND, HEAD, rows, note)


if __name__ == "__main__":
    main()
