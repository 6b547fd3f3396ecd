"""Counts the verdicts: accepted as they stand, and after one edit, with intervals, by draw and kind; and how readings agree.

python benchmarks/generation/score.py
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from curation.stats.intervals import wilson

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from results import write  # noqa: E402

Row = dict[str, str]


def rates(rows: list[Row]) -> tuple[str, str, int]:
    """Share accepted as it stands and after one edit, with 95 % intervals, and the number of verdicts."""
    found = Counter(row["verdict"] for row in rows)
    n = found.total()
    return str(wilson(found["accept"], n)), str(wilson(found["accept"] + found["edit"], n)), n


def table(rows: list[Row]) -> list[list[str]]:
    """A line a draw, reading and kind of question."""
    lines = []
    for draw, reader in sorted({(row["draw"], row["reader"]) for row in rows}):
        mine = [row for row in rows if (row["draw"], row["reader"]) == (draw, reader)]
        for kind in ["all", *sorted({row["kind"] for row in mine})]:
            stands, once, _ = rates([row for row in mine if kind in ("all", row["kind"])])
            lines.append([draw, reader, kind, stands, once])
    return lines


def agreement(rows: list[Row]) -> list[str]:
    """Lines that say how often two readings of a draw gave the same verdict, raw and as Cohen's kappa."""
    lines = []
    for draw in sorted({row["draw"] for row in rows}):
        given: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows:
            if row["draw"] == draw:
                given[row["reader"]][row["candidate"]] = row["verdict"]
        for a, b in combinations(sorted(given), 2):
            both = sorted(set(given[a]) & set(given[b]))
            n = len(both)
            same = sum(given[a][i] == given[b][i] for i in both)
            verdicts = {v for reader in (a, b) for v in given[reader].values()}
            chance = sum(
                sum(given[a][i] == v for i in both) * sum(given[b][i] == v for i in both) for v in verdicts
            ) / (n * n)
            kappa = (
                f"{(same / n - chance) / (1 - chance):.3f}" if chance < 1 else "undefined (one verdict only)"
            )
            lines.append(f"Draw {draw}, {a} and {b}: raw agreement {wilson(same, n)}, kappa {kappa}.")
    return lines


def main() -> None:
    with (HERE / "verdicts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    note = [
        "Rubric, draws and limits: `generation/RUBRIC.md`. The readings are model-assisted, not those of experts; pass-a and",
        "pass-b are two readings by one model in different orders, not two persons.",
        "",
        *(f"- {line}" for line in agreement(rows)),
    ]
    head = ("draw", "reading", "kind", "as it stands", "after one edit")
    write("generation", "python benchmarks/generation/score.py", head, table(rows), "\n".join(note))


if __name__ == "__main__":
    main()
