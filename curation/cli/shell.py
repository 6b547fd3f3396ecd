"""What every command shares: where the workspace is, and how results, progress and notes are shown.

stdout is for results, stderr for everything else.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curation.core.errors import StateError, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

LINE = 100
"""Most columns of what `run` and `status` print."""
WIDE = 240
"""Columns of a table that is not shown in a terminal, unless `COLUMNS` says otherwise."""
WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="The workspace (default: the nearest parent with curation.toml).",
        show_default=False,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON value (or JSON Lines) on stdout, nothing else.")
]


def workspace(given: Path | None) -> Path:
    """The workspace: the one given, else the nearest parent of the current folder with a `curation.toml`.

    Raises: StateError when there is none.
    """
    if given is not None:
        if not (given / "curation.toml").is_file():
            raise StateError(f"{given} has no curation.toml; make a workspace with: curation init {given}")
        return given.resolve()
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "curation.toml").is_file():
            return folder
    raise StateError("no curation.toml here or above; make a workspace with: curation init DIR")


def console() -> Console:
    """A console on stderr, for progress and notes."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """A note for the person at the keyboard, on stderr."""
    typer.echo("\n".join(visible(line) for line in message.split("\n")), err=True)


def show(message: str = "") -> None:
    """A line of the result, on stdout, control characters escaped."""
    typer.echo("\n".join(visible(line) for line in message.split("\n")))


def on_screen() -> bool:
    """Whether the result goes to a terminal, where a person reads it, and neither into a file nor to another program."""
    return sys.stdout.isatty()


def emit_json(value: Any) -> None:
    """One JSON value on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def emit_jsonl(values: Iterable[Any]) -> None:
    """One JSON value a line on stdout."""
    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n")


def table(
    title: str, columns: Iterable[str], rows: Iterable[Iterable[object]], width: int | None = None
) -> None:
    """A table on stdout; cell text is shown as it is, never as markup.

    `width` is the most columns of the terminal that it takes, where cells may be wrapped.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table()
    for column in columns:
        grid.add_column(column)
    for row in rows:
        grid.add_row(*(Text("" if cell is None else _lines(cell)) for cell in row))
    # Into a pipe or a file a table is as wide as its cells: nobody's window cuts it.
    wide = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE
    if title:
        show(title)
    console = Console(highlight=False, width=wide)
    if width is not None:
        console.width = min(width, console.width)
    console.print(grid)


def _lines(cell: object) -> str:
    """The text of a cell: its lines stay lines, other control characters are shown as escapes."""
    return "\n".join(visible(line) for line in str(cell).split("\n"))


def wrapped(text: str, indent: str = "") -> None:
    """A text on stdout in lines of at most `LINE` columns, those after the first indented; no word is broken."""
    import textwrap

    lines = textwrap.wrap(
        visible(text), LINE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    typer.echo("\n".join(lines))


def show_next(what: str, why: str, given: Path | None) -> None:
    """The line about what to do next, with its reason; `given` is the workspace where one was named on the command line."""
    place = ""
    if given is not None and given.resolve() not in (here := Path.cwd().resolve(), *here.parents):
        place = f", in {given}"
    wrapped(f"next{place}: {what}", "  ")
    if why:
        wrapped(f"  ({why})", "  ")


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress display on stderr with rate and time left; silent when stderr is not a terminal."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(), transient=True, disable=not sys.stderr.isatty()) as bar:
        yield bar


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Says on stderr what is being done, for work that cannot tell how far it is; silent when stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with console().status(visible(what)):
        yield


TOLD_EVERY = 30.0
"""Seconds between two lines about how far a longer piece of work is, where stderr is no terminal."""


def watcher(bar: Progress) -> Callable[[str, int, int], None]:
    """A function that keeps one line of `bar` for each kind of work: what, how much is done, of how much.

    Where stderr is no terminal there is no bar; then a line with rate and time left is written every `TOLD_EVERY` seconds.
    """
    if bar.disable:
        return _teller()
    lines: dict[str, TaskID] = {}

    def watch(what: str, done: int, total: int) -> None:
        kind = what.partition(" ")[0]
        if kind not in lines:
            lines[kind] = bar.add_task(visible(what), total=total)
        bar.update(lines[kind], description=visible(what), completed=done, total=total, visible=done < total)

    return watch


def _teller() -> Callable[[str, int, int], None]:
    """A watch function that writes a line about work that takes long, and nothing about work that does not."""
    begun: dict[str, tuple[float, int]] = {}
    told = time.monotonic()

    def watch(what: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        kind = what.partition(" ")[0]
        started, first = begun.setdefault(kind, (now, done))
        if done >= total:
            begun.pop(kind)
        if now - told < TOLD_EVERY or done <= first:
            return
        told = now
        rate = (done - first) / max(now - started, 1e-9)
        say(f"{what}: {done:,} of {total:,}, {rate:,.1f}/s, {(total - done) / rate:,.0f} s left")

    return watch
