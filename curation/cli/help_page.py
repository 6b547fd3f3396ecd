"""The page of `curation --help`: commands grouped by who needs them, one short line each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer.core

DAILY = "For maintainers, every day: from a document to a release"
GROUPS: Mapping[str, Sequence[str]] = {
    DAILY: (
        "init",
        "source add",
        "run",
        "status",
        "show",
        "check",
        "report",
        "review push",
        "review pull",
        "review decide",
        "release cut",
        "release publish",
    ),
    "For maintainers, now and then": (
        "source",
        "review",
        "release",
        "author",
        "taxonomy",
        "coverage",
        "impact",
        "diff",
        "recordings",
        "site",
    ),
    "For researchers": ("measure",),
    "Alone, on any file": ("clauses", "rules", "compare-editions", "map", "lint", "dedup", "agreement"),
    "This installation": ("doctor", "models", "plugins", "schema", "mcp"),
}
"""Heading to the commands below it, in the order to show; a command of a group is named with its group.
A command that stands nowhere here is shown last, under `More`."""
_SIGNED = ("--key", "--identity", "--digest")
"""What the release must show: options of `release verify` and `release pull` that the commands of `measure` take, too."""
RARE: Mapping[str, Sequence[str]] = {
    "author import": ("--zero-based", "--name"),
    "clauses": ("--scope",),
    "coverage": ("--level",),
    "dedup": ("--contrast", "--workers"),
    "diff": ("--most",),
    "lint": ("--rebalance",),
    "map": ("--method", "--judge-model"),
    "measure accuracy": _SIGNED,
    "measure compare": _SIGNED,
    "measure export": (*_SIGNED, "--date"),
    "measure models": (*_SIGNED, "--limit", "--max-tokens"),
    "measure pack": ("--identity", "--digest", "--date"),
    "measure refusal": _SIGNED,
    "measure rubric": _SIGNED,
    "measure rubric-sheet": _SIGNED,
    "measure table": _SIGNED,
    "measure tasks": _SIGNED,
    "plugins": ("--all",),
    "review export": ("--html",),
    "review gold": ("--planted",),
    "review push": ("--size",),
    "review serve": ("--install-only",),
    "review status": ("--board",),
    "source add": ("--allow-private",),
    "source fetch": ("--allow-private",),
    "taxonomy gaps": ("--embedder",),
    "taxonomy import": ("--version", "--language"),
}
"""Options that work and that the help pages do not show: no guide's way needs them (docs/guides/rare-settings.md lists them)."""
GONE: Mapping[str, Mapping[str, str]] = {
    "agreement": {
        "--resamples": "intervals are computed without draws",
        "--seed": "intervals are computed without draws",
    },
    "review agreement": {"--resamples": "intervals are computed without draws"},
    "coverage": {"--min-score": "every category that a clause was given counts"},
    "lint": {"--seed": "the new order of the options follows from the items"},
    "taxonomy show": {"--depth": "name a code to see what is below it: curation taxonomy show NAME CODE"},
}
"""Options of earlier versions that nobody needed, by command, with what is so without them: who still types one is told."""
ANNOTATORS = "You work in a browser, on a server or in a page that you are sent"
LONGEST = 62
"""Most characters of a command's line."""


def _refuse_gone(words: Sequence[str]) -> None:
    """Refuses an option of an earlier version.

    Args:
        words: The command line behind `curation`.

    Raises: BadParameter that says what is so without the option.
    """
    plain = [word for word in words if not word.startswith("-")]
    given = {word.partition("=")[0] for word in words}
    for name, gone in GONE.items():
        if plain[: len(name.split())] == name.split():
            for option in sorted(given & gone.keys()):
                raise typer.BadParameter(
                    f"there is no such option any more; {gone[option]}", param_hint=option
                )


class GroupedCommands(typer.core.TyperGroup):
    """A group whose help page has headings, and whose commands do not show the options of `RARE`."""

    def __init__(self, **settings: Any) -> None:
        """Takes what `typer` gives; all commands are there already."""
        super().__init__(**settings)
        for name, options in RARE.items():
            for parameter in getattr(_command(self, name), "params", ()):
                if set(options) & set(parameter.opts):
                    parameter.hidden = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the command line, and refuses options that are gone."""
        _refuse_gone(args)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the commands under their headings.

        `ctx` and `formatter` are of the copy of click that typer carries, which has no public name.
        """
        known = {
            name: command for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))
        }
        placed = {name for names in GROUPS.values() for name in names}
        sections = {**GROUPS, "More": [name for name in known if name not in placed]}
        width = max((len(name) for names in sections.values() for name in names), default=0)
        for heading, names in sections.items():
            lines = [
                (name.ljust(width), short(command.help or ""))
                for name in names
                if (command := _command(self, name)) is not None and not command.hidden
            ]
            if lines:
                with formatter.section(heading):
                    formatter.write_dl(lines)
        with formatter.section("For annotators"):
            formatter.write_dl([("no command".ljust(width), ANNOTATORS)])


def _command(group: Any, name: str) -> Any:
    """The command of a group by its full name (`review push`); None where there is none."""
    command = group
    for word in name.split():
        command = getattr(command, "commands", {}).get(word)
    return command


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
