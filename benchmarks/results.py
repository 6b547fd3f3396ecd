"""Keeps `RESULTS.md`: one section a benchmark, replaced when the benchmark runs again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PATH = Path(__file__).with_name("RESULTS.md")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows])


def write(
    name: str, command: str, head: Sequence[str], rows: Iterable[Sequence[object]], note: str = ""
) -> None:
    """Replaces the section `name`: the command that made it, a note, and the table."""
    body = [f"## {name}", f"`{command}`", "", *([note, ""] if note else []), table(head, rows)]
    replace(name, "\n".join(body))


def replace(name: str, body: str) -> None:
    """Puts `body` in the place of the section `name`, or at the end when there is none."""
    section = f"<!-- {name} -->\n{body.strip()}\n<!-- /{name} -->"
    old = PATH.read_text("utf-8") if PATH.exists() else "# Results\n"
    pattern = re.compile(rf"<!-- {re.escape(name)} -->.*?<!-- /{re.escape(name)} -->", re.DOTALL)
    new = pattern.sub(lambda _: section, old) if pattern.search(old) else f"{old.rstrip()}\n\n{section}\n"
    PATH.write_text(new, "utf-8")
