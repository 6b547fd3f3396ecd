"""Draws finished prompts of documents for a reader, and scores what the reader wrote.

    python benchmarks/generation/prompts.py draw FOLDER N SEED OUT    reads every document of FOLDER; OUT/sheet.md and OUT/readings.csv
    python benchmarks/generation/prompts.py pairs FOLDER N SEED OUT   the same for whole pairs: OUT/sheet.md and OUT/key.csv
    python benchmarks/generation/prompts.py flaws                     planted flaws that lint finds, and sound prompts that it warns of
    python benchmarks/generation/prompts.py score                     the rates of prompt-readings.csv, into RESULTS.md

A sheet shows the words of the rule and the prompt, not which side of a pair it is nor how it came to be. A reading is `accept` (fit as
it stands: a person could write it, it asks for what the rule forbids or, on the harmless side, for what it does not forbid),
`edit` (one small change) or `reject`, with a reason. `prompt-readings.csv` keeps the readings; the documents, which belong to others,
are not here: `prompt-readings.md` says where they stood.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import results  # noqa: E402
from curation import mapping, readers, rules, taxonomy  # noqa: E402
from curation.checks import lint_records  # noqa: E402
from curation.core import tables  # noqa: E402
from curation.core.records import Candidate, Clause, Rule  # noqa: E402
from curation.generation import diversity, generate  # noqa: E402
from curation.generation.settings import Settings  # noqa: E402
from curation.mapping.settings import Settings as MapSettings  # noqa: E402
from curation.services import embeddings  # noqa: E402
from curation.stats.intervals import wilson  # noqa: E402

READINGS = Path(__file__).with_name("prompt-readings.csv")
FLAWS = Path(__file__).with_name("prompt-flaws.jsonl")
VERDICTS = ("accept", "edit", "reject")


def made(folder: Path) -> list[Candidate]:
    """The finished prompts of all documents of a folder, as one dataset without a quota."""
    clauses = [clause for file in sorted(folder.iterdir()) for clause in readers.clauses_of_file(file)]
    read = rules.extract(clauses)
    frame = tables.frame(rules.relabel(clauses, read), Clause)
    tree = taxonomy.load("air-2024")
    embedder = embeddings.load(cache=ROOT / ".curation" / "vectors")
    mapped = mapping.map_clauses(frame, [tree], MapSettings(), embedder)
    settings = Settings(kinds=("prompt",), per_category=1_000_000)
    result = generate(frame, mapped, "drawn", settings, [tree], rules=tables.frame(read, Rule))
    found = [one for one in tables.rows(result.candidates, Candidate) if one.status != "needs_authoring"]
    told = diversity.by_dataset(found).get("drawn", {}).get("prompt")
    bans = sum(rule.modality == "prohibition" and rule.certainty >= settings.min_certainty for rule in read)
    asked = len({one.clauses[0] for one in found})
    print(
        f"{len(clauses)} clauses, {bans} sure bans, {asked} clauses with prompts, {len(found)} prompts, {told}"
    )
    return found


def draw(folder: Path, n: int, seed: int, out: Path) -> None:
    """Writes a sheet of `n` prompts that a model should not simply answer, and the table to fill in."""
    found = sorted((one for one in made(folder) if not one.benign), key=lambda one: one.id)
    chosen = random.Random(seed).sample(found, min(n, len(found)))
    out.mkdir(parents=True, exist_ok=True)
    parts = [
        f"## {number}\nRule: {one.evidence[0].quote}\n\n{one.text}\n" for number, one in enumerate(chosen, 1)
    ]
    (out / "sheet.md").write_text("\n".join(parts), "utf-8")
    with (out / "readings.csv").open("w", newline="", encoding="utf-8") as file:
        rows = ((number, one.derivation.get("situation", ""), "", "") for number, one in enumerate(chosen, 1))
        csv.writer(file).writerows([("number", "situation", "verdict", "reason"), *rows])


def draw_pairs(folder: Path, n: int, seed: int, out: Path) -> None:
    """Writes a sheet of `n` whole pairs with what their rule says, and the situations behind them."""
    pairs: dict[str, list[Candidate]] = {}
    for one in made(folder):
        if one.pair:
            pairs.setdefault(one.pair, []).append(one)
    chosen = random.Random(seed).sample(sorted(pairs), min(n, len(pairs)))
    out.mkdir(parents=True, exist_ok=True)
    parts = []
    for number, pair in enumerate(chosen, 1):
        first, second = sorted(pairs[pair], key=lambda one: one.benign)
        rule = " | ".join(one.quote for one in first.evidence)
        parts.append(f"## {number}\n> Rule: {rule}\n\nFirst: {first.text}\n\nSecond: {second.text}\n")
    (out / "sheet.md").write_text("\n".join(parts), "utf-8")
    with (out / "key.csv").open("w", newline="", encoding="utf-8") as file:
        rows = ((i, pairs[pair][0].derivation["situation"]) for i, pair in enumerate(chosen, 1))
        csv.writer(file).writerows([("number", "situation"), *rows])
    print(f"{len(pairs)} pairs, {len(chosen)} drawn with seed {seed}")


def score() -> None:
    """Puts the rates of each draw into RESULTS.md."""
    with READINGS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = []
    for name in dict.fromkeys((row["draw"], row["side"]) for row in rows):
        verdicts = Counter(row["verdict"] for row in rows if (row["draw"], row["side"]) == name)
        n = verdicts.total()
        told = []
        for wanted in (("accept",), ("accept", "edit")):
            count = sum(verdicts[verdict] for verdict in wanted)
            rate = wilson(count, n)
            told.append(f"{count}/{n} = {rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]")
        lines.append((*name, *told, verdicts["reject"]))
    note = (
        "Draws 1 to 5: one strict reading, model-assisted, by whoever wrote the situations. Draws 6 to 13: two readers, models too, who knew neither maker nor each other; draws 14 and 16: one such reader; draw 15: as far as its readers are listed; a reading is of the pair, and of draws 15 and 16 of the first side too. No expert has read any. Each draw is the first reading of documents that nobody had "
        "seen; the choice of situations was changed after draws 1, 2, 3, 5, 6 to 12, 14, 15 and 16, so only a draw that comes after a change measures it."
    )
    head = ("draw", "side", "as it stands", "or with one small edit", "rejected")
    results.write("prompts", "python benchmarks/generation/prompts.py score", head, lines, note)


def flaws() -> None:
    """Puts into RESULTS.md what lint finds at warn or error among prompts with a planted flaw and among sound ones."""
    lines = []
    kept = [json.loads(line) for line in FLAWS.read_text("utf-8").splitlines()]
    for number in sorted({one["set"] for one in kept}):
        rows = [one for one in kept if one["set"] == number]
        items = (
            {"id": str(i), "kind": "prompt", "text": one["text"], "language": "en"}
            for i, one in enumerate(rows)
        )
        told = {f.candidate for f in lint_records(items) if f.severity in ("warn", "error")}
        for name, planted in (("planted", True), ("sound", False)):
            of = [str(i) for i, one in enumerate(rows) if bool(one["flaw"]) == planted]
            rate = wilson(sum(i in told for i in of), len(of))
            lines.append((number, name, len(of), f"{rate.value:.2f} [{rate.low:.2f}, {rate.high:.2f}]"))
    note = (
        "Sets 1 and 2 were written by whoever mended the checks. First scores: set 1 23/40 and 1/40, before the checks were changed for it; set 2, "
        "written afterwards, 26/30 and 4/20, before they were changed again; set 3, by a blind writer who knew the kinds of flaw and no check, "
        "14/30 (0.47 [0.30, 0.64]) and 1/20 (0.05 [0.01, 0.24]), before they were changed once more; set 4, by another blind writer, 19/30 (0.63 [0.46, 0.78]) and 1/20 (0.05 [0.01, 0.24]). "
        "Sets 5 and 6, of 40 and 30, by two more blind writers: set 5 19/40 (0.47 [0.33, 0.63]) and 3/30 (0.10 [0.03, 0.26]) before the checks were changed for it; set 6, first scored "
        "on the checks as changed, 34/40 (0.85 [0.71, 0.93]) and 3/30 (0.10 [0.03, 0.26]); they were changed once more after it. What stands below is a training score of all six sets."
    )
    head = ("set", "prompts", "n", "warned of")
    results.write("prompt-flaws", "python benchmarks/generation/prompts.py flaws", head, lines, note)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["draw", folder, n, seed, out]:
            draw(Path(folder), int(n), int(seed), Path(out))
        case ["pairs", folder, n, seed, out]:
            draw_pairs(Path(folder), int(n), int(seed), Path(out))
        case ["flaws"]:
            flaws()
        case ["score"]:
            score()
        case _:
            sys.exit(__doc__)
