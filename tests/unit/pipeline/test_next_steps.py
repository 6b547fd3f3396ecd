"""Every command that a message of the package names: it exists, its options exist, and it runs or says what is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from curation.cli.main import app
from typer.testing import CliRunner

import kite_world

ROOT = Path(__file__).resolve().parents[3]
MENTION = re.compile(
    r"(?<![\w/-])curation ((?:[a-z][a-z-]*|--?[a-z-]+|[A-Z][A-Z/@.]*|\{\w+\}(?:@\{\w+\})?|\d+)(?: (?:[a-z][a-z-]*|--?[a-z-]+|[A-Z][A-Z/@.]*|\{\w+\}(?:@\{\w+\})?|\d+))*)"
)
PROGRAM: Any = typer.main.get_command(app)


def texts(tree: ast.Module) -> Iterator[str]:
    """The text of every message: constants and formatted texts, `{value}` where a value is filled in; no docstrings."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{value}" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the first words name, and the words after it; None where there is no such command."""
    command = PROGRAM
    while words and words[0] in getattr(command, "commands", {}):
        command, words = command.commands[words[0]], words[1:]
    return (None if command is PROGRAM else command), words


@cache
def mentions() -> dict[str, str]:
    """Each command line that a message names, with the file of the first message."""
    lines: dict[str, str] = {}
    for path in sorted((ROOT / "curation").rglob("*.py")):
        source = path.read_text("utf-8")
        if "curation " not in source:
            continue
        for text in texts(ast.parse(source)):
            for line in MENTION.findall(text):
                command, rest = command_of(line.split())
                if command is not None:
                    lines.setdefault(cut(line, command, rest), path.relative_to(ROOT).as_posix())
    return lines


def cut(line: str, command: Any, rest: list[str]) -> str:
    """The command line without the words of the sentence that follow it."""
    head = line.split()[: len(line.split()) - len(rest)]
    kept: list[str] = []
    for word in rest:
        takes_steps = command.name == "run" or (command.name == "show" and not kept)
        is_value = bool(kept) and kept[-1].startswith("-")
        if word[0] in "-{" or word.isupper() or is_value or (takes_steps and word in STEPS):
            kept.append(word)
        else:
            break
    return " ".join([*head, *kept])


STEPS = ("ingest", "rules", "map", "generate", "lint", "dedup", "route")


@pytest.mark.slow
def test_the_search_finds_the_commands_of_messages():
    lines = mentions()
    assert len(lines) > 40
    assert {"source add SLUG FILE --title TITLE", "run map", "review pull", "status"} & set(lines)
    assert "review status" in lines and "show generate --dropped" in lines


@pytest.mark.slow
def test_every_command_and_option_that_a_message_names_exists():
    wrong = []
    for line, file in mentions().items():
        command, rest = command_of(line.split())
        if hasattr(command, "commands") and not rest:
            continue  # a group: `curation models`
        known = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
        wrong += [
            f"{file}: curation {line}: {word}" for word in rest if word.startswith("-") and word not in known
        ]
        if hasattr(command, "commands"):
            wrong.append(f"{file}: curation {line}: no such command in this group")
    assert wrong == []


VALUES = {
    "SLUG": "kites", "FILE": "kites.md", "TITLE": "Kites", "NAME": "first", "VERSION": "0.1.0", "DATASET": "kites", "DIR": "other",
    "TO": "nobody/kites", "ORG/NAME@VERSION": "nobody/kites@0.1.0", "URL": "http://127.0.0.1:9",
}  # fmt: skip
ENDLESS = ("review serve", "mcp")
"""Commands that serve until they are stopped."""


@pytest.mark.slow
def test_every_command_that_a_message_names_works_or_says_what_to_do(tmp_path, monkeypatch):
    """A person types each of them in a workspace that was run and has no board: it works, or ends with a line that helps."""
    place = kite_world.make(tmp_path / "w")
    monkeypatch.chdir(place)
    monkeypatch.setenv("CURATION_OFFLINE", "1")
    wrong, answered = [], []
    for line, file in sorted(mentions().items()):
        command, _ = command_of(line.split())
        if hasattr(command, "commands") or line.startswith(ENDLESS):
            continue
        words = [
            VALUES.get(word, {"{value}@{value}": "kites@1"}.get(word, "kites") if word[0] == "{" else word)
            for word in line.split()
        ]
        done = CliRunner().invoke(app, words)
        error = done.exception
        said = done.output + (str(error) if error is not None and not isinstance(error, SystemExit) else "")
        code = (
            done.exit_code
            if error is None or isinstance(error, SystemExit)
            else getattr(error, "exit_code", 4)
        )
        needs_more = code == 2 and re.search(
            r"Missing (argument|option)|name one release, or say --all", said
        )
        if code not in (0, 1, 3) and not needs_more:
            wrong.append(f"{file}: curation {line}: ends with {code}: {said[-300:]}")
        if code and len(said.strip()) < 20:
            wrong.append(f"{file}: curation {line}: ends with {code} and says nothing")
        answered.append(line)
    assert wrong == []
    assert len(answered) > 30
