"""The `curation` command: gathers the commands of every area and turns errors into lines and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from itertools import pairwise
from typing import Annotated, Any

import typer

from curation import __version__
from curation.cli.help_page import GroupedCommands
from curation.cli.shell import say
from curation.core.errors import CurationError, StateError
from curation.core.io import cure

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""
AREAS = (
    "workspace",
    "documents",
    "sources",
    "taxonomies",
    "items",
    "author",
    "duplicates",
    "review",
    "agreement",
    "releases",
    "measure",
    "report",
    "site",
    "plugins",
    "models",
    "agents",
    "doctor",
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
        close_the_network()


def close_the_network() -> None:
    """Makes every attempt of this process to reach a network an error, by the interpreter's audit events.

    An audit hook cannot be removed, so no library can open the network again behind it.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind"):
            return
        # A Unix socket's address is a path, not a (host, port) pair: it never leaves the machine.
        if event == "socket.getaddrinfo" or isinstance(arguments[-1], tuple):
            raise StateError(
                "a network connection was attempted in offline mode; run again without --offline if that is meant"
            )

    sys.addaudithook(refuse)


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
    """Runs the command line; an expected error becomes its lines on stderr and its exit code."""
    name_the_shell(sys.argv[1:])
    try:
        app()
    except CurationError as error:
        say(str(error))
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our stdout went away (`curation … | head`): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        # What the machine refuses (a full disk, no permission) is the user's situation; any other OSError is a bug of ours.
        line = cure(error)
        if line is None:
            raise
        say(line)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
