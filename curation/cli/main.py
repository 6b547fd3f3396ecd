"""The `curation` command: gathers the commands of every area and turns errors into lines and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Annotated, Any

import typer

from curation._version import __version__
from curation.cli import endings
from curation.cli.help_page import GroupedCommands
from curation.core.errors import StateError

AREAS = (
    "workspace.commands",
    "files.documents",
    "workspace.sources",
    "workspace.taxonomies",
    "files.items",
    "workspace.candidates",
    "workspace.author",
    "files.duplicates",
    "review.commands",
    "files.agreement",
    "workspace.releases",
    "measure.commands",
    "measure.export",
    "measure.label",
    "measure.rubric",
    "workspace.report",
    "workspace.site",
    "installation.plugins",
    "installation.models",
    "installation.agents",
    "installation.doctor",
)
"""Modules of `curation.cli` that register commands, in the order in which `--help` shows them."""

app = typer.Typer(
    name="curation",
    cls=GroupedCommands,
    help="Regulation text in, expert-audited and versioned safety-benchmark datasets out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"curation {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    offline: Annotated[
        bool,
        typer.Option("--offline", envvar="CURATION_OFFLINE", help="Open no socket: any attempt is an error."),
    ] = False,
) -> None:
    """Regulation text in, expert-audited and versioned safety-benchmark datasets out."""
    if offline:
        context.call_on_close(close_the_network())


def close_the_network() -> Callable[[], None]:
    """Makes every attempt of this process to reach a network an error, by the interpreter's audit events.

    An audit hook cannot be removed. Returns a function that lets this one pass everything again: a program that calls a command
    inside its own process has its network back when the command ends.
    """
    before = os.environ.get("HF_HUB_OFFLINE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    closed = True

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if not closed or event not in (
            "socket.connect",
            "socket.sendto",
            "socket.getaddrinfo",
            "socket.bind",
        ):
            return
        # A Unix socket's address is a path, not a (host, port) pair: it never leaves the machine.
        if event == "socket.getaddrinfo" or isinstance(arguments[-1], tuple):
            raise StateError(
                "a network connection was attempted in offline mode; run again without --offline if that is meant"
            )

    def open_again() -> None:
        nonlocal closed
        closed = False
        if before is None:
            os.environ.pop("HF_HUB_OFFLINE", None)
        else:
            os.environ["HF_HUB_OFFLINE"] = before

    sys.addaudithook(refuse)
    return open_again


for _area in AREAS:
    importlib.import_module(f"curation.cli.{_area}").register(app)


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def name_the_shell(words: list[str]) -> None:
    """Lets `--show-completion zsh` mean zsh: the library guesses the shell it runs in unless told not to."""
    asked = pairwise(words)
    if any(
        option in ("--show-completion", "--install-completion") and name in SHELLS for option, name in asked
    ):
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"


def main() -> None:
    """Runs the command line; what goes wrong becomes lines on stderr and an exit code."""
    with endings.answered():
        name_the_shell(sys.argv[1:])
        app(prog_name="curation")


if __name__ == "__main__":
    main()
