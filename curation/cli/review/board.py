"""The board that the review commands speak to, and the words that may come back from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from curation.cli.shell import say
from curation.core.errors import Issue, StateError
from curation.core.files import disk
from curation.core.remote.addresses import is_loopback

if TYPE_CHECKING:
    from curation.services.label_studio import LabelStudio

UrlOption = Annotated[
    str | None,
    typer.Option("--to", envvar="LABEL_STUDIO_URL", help="Address of a Label Studio (default: the one that `curation review serve` started)."),
]  # fmt: skip
BatchOption = Annotated[
    str | None, typer.Option("--batch", help="Only the batch of this name (default: all batches).")
]


SHOWN = 10
"""Most lines of one sort that are shown to a person; machine output has them all."""


def tell(lines: Iterable[Issue | str], before: str = "") -> None:
    """Says issues on stderr, the first few of each code and how many more there are."""
    by_code: dict[str, list[str]] = {}
    for line in map(str, lines):
        by_code.setdefault(line.partition("[")[2].partition("]")[0], []).append(line)
    for code, found in by_code.items():
        for line in found[:SHOWN]:
            say(f"{before}{line}")
        if len(found) > SHOWN:
            say(f"{before}and {len(found) - SHOWN} more of {code}")


def local(place: Path) -> Path:
    """Where the server of this workspace keeps its data."""
    return place / ".curation" / "label-studio"


@contextmanager
def board(place: Path, url: str | None) -> Iterator[LabelStudio]:
    """The board at `url`, or the one that `serve` runs here, whose token only the owner can read.

    Raises: StateError when there is neither, or no token for it.
    """
    import json
    import os

    from curation.services import label_studio

    running = local(place) / "server.json"
    if url is None:
        if not running.is_file():
            raise StateError(
                "no Label Studio is known here; start one with: curation review serve, or name one elsewhere with --to URL; "
                "then go on in another terminal (a batch that was frozen is kept: curation review push --batch NAME uploads it); "
                "without a server, a page for each reviewer: curation review export --reviewer ADDRESS"
            )
        url = str(json.loads(disk.text(running))["url"])
        own = disk.text(local(place) / "credentials").split()[1]
        # The address is a file of the workspace, which may come from anybody: the account's own token goes to this machine alone.
        here = is_loopback(urlsplit(url).hostname or "")
        token = (os.environ.get(label_studio.TOKEN_VARIABLE) if here else None) or own
    else:
        token = label_studio.token_from_environment()
    opened = label_studio.LabelStudio(url, token)
    try:
        yield opened
    finally:
        opened.close()


def words(place: Path, taxonomy_id: str) -> tuple[dict[str, str], dict[str, str]]:
    """What may come back for a reason and for a category, code or shown name, to the code."""
    from curation import taxonomy
    from curation.review.judgements import reasons

    given = {key: r.code for r in reasons.load(place) for key in (r.label, r.code)}
    leaves = taxonomy.load(taxonomy_id.partition("@")[0], place).leaves()
    counts: dict[str, int] = {}
    for leaf in leaves:
        counts[leaf.name] = counts.get(leaf.name, 0) + 1
    names = {c.name: c.code for c in leaves if counts[c.name] == 1}
    return given, names | {c.code: c.code for c in leaves}
