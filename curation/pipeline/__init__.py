"""The steps of a workspace: settings, keys, running, and what a release is cut from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curation.pipeline.running import (
        MAIN_TABLE,
        ROUTE,
        STAGES,
        Adapters,
        Run,
        Standing,
        Watch,
        dedup_items,
        documents,
        execute,
        fresh,
        kept,
        last_table,
        look,
        migrated,
        open_run,
        unwatched,
    )

__all__ = [
    "MAIN_TABLE",
    "ROUTE",
    "STAGES",
    "Adapters",
    "Run",
    "Standing",
    "Watch",
    "dedup_items",
    "documents",
    "execute",
    "fresh",
    "kept",
    "last_table",
    "look",
    "migrated",
    "open_run",
    "unwatched",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: a command that reads settings needs no step."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from curation.pipeline import running

    return getattr(running, name)
