"""The page of `curation --help`: commands grouped by who needs them, one short line each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer.core

GROUPS: Mapping[str, Sequence[str]] = {
    "A dataset, day by day": (
        "init",
        "source",
        "run",
        "status",
        "show",
        "check",
        "report",
        "review",
        "release",
    ),
    "For maintainers, now and then": ("author", "taxonomy", "coverage", "impact", "recordings", "site"),
    "For researchers": ("measure",),
    "Alone, on any file": ("clauses", "rules", "compare-editions", "map", "lint", "dedup", "agreement"),
    "This installation": ("doctor", "models", "plugins", "schema", "mcp"),
}
"""Heading to the commands below it, in the order to show. A command that stands nowhere here is shown last, under `More`."""
LONGEST = 62
"""Most characters of a command's line."""


class GroupedCommands(typer.core.TyperGroup):
    """A group whose help page has headings."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the commands under their headings.

        `ctx` and `formatter` are of the copy of click that typer carries, which has no public name.
        """
        known = {
            name: command for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))
        }
        placed = {name for names in GROUPS.values() for name in names}
        sections = {**GROUPS, "More": [name for name in known if name not in placed]}
        width = max(map(len, known), default=0)
        for heading, names in sections.items():
            lines = [
                (name.ljust(width), short(known[name].help or ""))
                for name in names
                if name in known and not known[name].hidden
            ]
            if lines:
                with formatter.section(heading):
                    formatter.write_dl(lines)


def short(text: str) -> str:
    """The first sentence of a help text; a long one is cut at a colon, a semicolon or a bracket, then at a comma."""
    line = " ".join(text.strip().split("\n\n")[0].split()).split(". ")[0].rstrip(".")
    if len(line) > LONGEST:
        line = re.split(r": |; | \(", line)[0]
    if len(line) > LONGEST:
        head = line[:LONGEST]
        comma = head.rfind(", ")
        line = head[:comma] if comma > LONGEST // 2 else f"{head.rpartition(' ')[0]} …"
    return line
