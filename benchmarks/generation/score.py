"""Counts the verdicts: accepted as they stand, and after one edit, with intervals, by draw and kind of question.

python benchmarks/generation/score.py
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from curation.intervals import wilson

HERE = Path(__file__).parent
RESULTS = HERE.parent / "RESULTS.md"
START, END = "<!-- generation -->", "<!-- /generation -->"


def table(rows: list[dict[str, str]]) -> list[str]:
    """Lines of a Markdown table."""
    lines = ["| draw | kind | n | as it stands | after one edit |", "|---|---|---|---|---|"]
    for draw in sorted({row["draw"] for row in rows}):
        kinds = ["all", *sorted({row["kind"] for row in rows if row["draw"] == draw})]
        for kind in kinds:
            found = Counter(
                row["verdict"] for row in rows if row["draw"] == draw and kind in ("all", row["kind"])
            )
            n = found.total()
            once = found["accept"] + found["edit"]
            lines.append(f"| {draw} | {kind} | {n} | {wilson(found['accept'], n)} | {wilson(once, n)} |")
    return lines


def main() -> None:
    with (HERE / "verdicts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    body = [
        START, "## generation", "", "`python benchmarks/generation/score.py`; rubric and limits: `generation/RUBRIC.md`.",
        "Read once, by the builder of the generator: not blind, and no agreement between readers yet.", "",
        *table(rows), END,
    ]  # fmt: skip
    print("\n".join(body))
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else "# Results\n"
    if START in text and END in text:
        text = text[: text.index(START)] + "\n".join(body) + text[text.index(END) + len(END) :]
    else:
        text = text.rstrip() + "\n\n" + "\n".join(body) + "\n"
    RESULTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
