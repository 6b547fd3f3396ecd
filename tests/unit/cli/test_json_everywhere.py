"""Every command that tells something can tell it to a program."""

import pytest
from curation.cli.main import app
from typer.main import get_command


def commands(name, command):
    if hasattr(command, "commands"):
        for inner, part in command.commands.items():
            yield from commands(f"{name} {inner}".strip(), part)
    else:
        yield name, command


SPEAKS_ANOTHER_PROTOCOL = {"mcp"}
"""A server of another protocol prints no result of its own."""


@pytest.mark.parametrize("named", list(commands("", get_command(app))), ids=lambda named: named[0])
def test_every_command_has_json_and_says_what_each_word_means(named):
    name, command = named
    assert name in SPEAKS_ANOTHER_PROTOCOL or any("--json" in option.opts for option in command.params)
    assert [p.name for p in command.params if not getattr(p, "help", "")] == []
