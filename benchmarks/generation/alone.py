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


NOTE = "TODO"
COST_NOTE = "TODO"

if __name__ == "__main__":
    main()
