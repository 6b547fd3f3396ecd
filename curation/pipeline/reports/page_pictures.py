"""Which pictures a page that is one file holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from curation.pipeline import run_tables

if TYPE_CHECKING:
    import polars as pl

    from curation.pipeline.running import Run

MOST_SHOWN, MOST_IN_ALL = 400_000, 30_000_000
"""Most bytes of a picture on a page, and of all of them: a page that is one file has to open in a browser."""
MOST_IN_REPORT = 6_000_000
"""Most bytes of all pictures of the report, which is sent by mail more often than the site."""


def small(images: Mapping[str, bytes], in_all: int | None = None) -> dict[str, bytes]:
    """The pictures that a page holds, in order of their digests: of the others it shows the alternative text."""
    kept: dict[str, bytes] = {}
    total = 0
    for digest in sorted(images):
        size = len(images[digest])
        if size <= MOST_SHOWN and total + size <= (MOST_IN_ALL if in_all is None else in_all):
            kept[digest] = images[digest]
            total += size
    return kept


def of_workspace(run: Run, candidates: pl.DataFrame | None, in_all: int | None = None) -> dict[str, bytes]:
    """The pictures of a workspace's candidates that a page holds, by digest."""
    from curation.pictures import files

    return (
        {}
        if candidates is None
        else small(files.held(run.workspace, run_tables.pictures_of(candidates)), in_all)
    )
