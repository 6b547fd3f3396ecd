"""How often the key of a question is named from its options alone, pass by pass, and what a run of the passes costs.

    python benchmarks/generation/alone.py    counts alone.csv and path-cost.csv into RESULTS.md

`alone.csv` has one line a question, stage and reader: which options were shown (all that were written, or the four of the item),
how many, whether the key was named first, and whether the reader says that it knew the rule. Readers saw no question.
`path-cost.csv` has the requests and tokens of each pass of one run (four letters counted as a token) and how many items it
accepted; prices are those of `schemas/models/prices.toml`.
"""

from __future__ import annotations

import csv
import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import results  # noqa: E402
from curation.services import prices  # noqa: E402
from curation.services.settings import Options  # noqa: E402
from curation.stats.intervals import wilson  # noqa: E402

COMMAND = "python benchmarks/generation/alone.py"
HEAD = ("stage", "options", "reader", "key named first", "says it knew the rule")
COSTS = ("pass", "requests", "tokens in", "tokens out")
MODELS = (
    ("https://api.anthropic.com/v1", "claude-opus-4-5"),
    ("https://api.anthropic.com/v1", "claude-sonnet-4-5"),
    ("https://api.anthropic.com/v1", "claude-haiku-4-5"),
    ("https://api.openai.com/v1", "gpt-5.1"),
    ("https://api.openai.com/v1", "gpt-5-mini"),
    ("https://generativelanguage.googleapis.com/v1beta/openai", "gemini-2.5-pro"),
)


def read(name: str) -> list[dict[str, str]]:
    """The lines of a data file beside this script."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def guesses(readings: list[dict[str, str]]) -> list[list[str]]:
    """One line a stage and reader, in the order of the file."""

    def place(one: dict[str, str]) -> tuple[str, str]:
        return one["stage"], one["reader"]

    table = []
    for (stage, reader), group in groupby(readings, place):
        rows = list(group)
        sizes = sorted({int(one["options"]) for one in rows})
        knew = str(wilson(sum(one["knew"] == "yes" for one in rows), len(rows)))
        shown = f"{sizes[0]}–{sizes[-1]}" if len(sizes) > 1 else str(sizes[0])
        named = sum(one["named"] == "yes" for one in rows)
        table.append([stage, shown, reader, str(wilson(named, len(rows))), knew])
    return table


def costs(passes: list[dict[str, str]], accepted: int) -> tuple[list[list[str]], list[list[str]]]:
    """What each pass asked and, by model, what the whole run and an accepted item cost."""
    total = [sum(int(one[name]) for one in passes) for name in ("requests", "input_tokens", "output_tokens")]
    table = [
        [one["pass"], *(f"{int(one[n]):,}" for n in ("requests", "input_tokens", "output_tokens"))]
        for one in passes
    ]
    table.append(["all", *(f"{n:,}" for n in total)])
    table.append(
        [
            "for an accepted item",
            *(f"{n / accepted:,.1f}" if n < 1000 else f"{n / accepted:,.0f}" for n in total),
        ]
    )
    money = []
    for host, model in MODELS:
        known = prices.known(host, model, Options(), ROOT)
        assert known is not None, model
        whole = known.money(total[1], total[2])
        money.append([model, f"{whole:.2f}", f"{whole / accepted:.3f}", known.as_of])
    return table, money


def main() -> None:
    """Prints the tables and writes them into `RESULTS.md`."""
    spent = read("path-cost.csv")
    accepted = int(spent[0]["accepted"])
    table, money = costs(spent, accepted)
    parts = [
        "## options-alone",
        f"`{COMMAND}`",
        "",
        NOTE,
        "",
        results.table(HEAD, guesses(read("alone.csv"))),
        "",
        COST_NOTE,
        "",
        results.table(COSTS, table),
        "",
        results.table(("model for all passes", "USD, the run", "USD, an accepted item", "price of"), money),
    ]
    body = "\n".join(parts)
    print(body)
    results.replace("options-alone", body)


NOTE = (
    "Twenty questions of an Irish act on dangerous substances that nothing here was built on (its doubled section numbers were taken out by "
    "hand), planned and written by one model run; solving, checking and every reader of options by others that saw neither key nor question. "
    "Chance is one in the number of options. Readers differ from stage to stage, and name the act of themselves; e gave shorter answers than d. "
    "Choosing three of the wrong options by two rankings leaves the key as plain as it was: 19 of 20 by a third reader, and 39 of 40 when one "
    "reader's ranking chooses and the other's is read. One rewriting of 18 questions (four new wrong options each, told what gave the key away) "
    "let 5 pass by the rankings of d and e; to a new reader the four shown still tell the key. Of 18 twins asked for 16 were written and all 32 "
    "questions held in solve and check; from the options alone one of two keys is named at most, by design. Without rankings: the wrong option "
    "that a reader ranks highest is among the three shown for 25 of 40 rankings by the writer's order, for 23 by length (chance 17). "
    "The rows of 19 hold the question that the check rejected. For one question the rankings d and e were read without an option that the "
    "check had struck. Before, on a nuclear regulation, another model named the key of 16 of 17 (0.941 [0.730, 0.990]) from all options, and said "
    "that it knew the regulation. `second act`: the two sets of *passes-confusion* on a Canadian act, written on the same facts with the request "
    "before and after wrong options were asked for as rules that could have been made instead, in combined readings; two readers of four options each. "
    "It made the options sounder to readers and the key no harder to name: all of 18, also those of which a reader says that the rule was "
    "not known (2 of 2 and 4 of 4). Twins stay what settles it."
)
COST_NOTE = (
    "The same answers, with twins before rewriting and at most one rewriting, two rankings and one solve a question, no closed book: 20 written, "
    "20 solved rightly, 1 rejected by the check, 19 accepted, of these 16 as pairs (35 questions). Three questions whose proposed category the "
    "checker struck were given another by the pass that asks for it. With rewriting before twins it took 271 requests, 386,967 tokens in and "
    "50,383 out for 12 pairs. The rejected question, read by its writer and so not blind: its key follows from another section of the act "
    "(any contravention is an offence) that the request did not show; one word mends it. Tokens are estimated at four letters each; thoughts of "
    "a model, which are paid as output, are not in them. On the second act, without options-only, twins and closed book: 75 requests, 151,688 tokens "
    "in and 32,626 out for 18 accepted of 20 written (plan 36,460 and 5,510; write 54,682 and 19,104; solve 26,102 and 1,017; check 34,444 and "
    "6,995), 8,427 and 1,813 for an accepted question."
)

if __name__ == "__main__":
    main()
