"""When the loops of `curation.dedup.kernels.loops` are used: for large sets, where the extra "fast" is installed.

Loading numba takes a second or two, and the first time on a machine some ten more to compile. What they give is what the NumPy
functions give, to the bit, so that it does not matter who uses them: a worker of a cluster where numba is missing goes without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from curation.core.ports import Engine

A = TypeVar("A")
B = TypeVar("B")
WORTH = 500_000
"""Texts from which on the loops save more time than loading them takes."""
_loaded: list[ModuleType] = []


def load(texts: int = WORTH) -> bool:
    """Loads the loops for a set of so many texts, if that is worth it; whether they are loaded."""
    if not _loaded and texts >= WORTH:
        try:
            from curation.dedup.kernels import loops

            _loaded.append(loops)
        except (ImportError, RuntimeError):  # no numba, or nowhere for it to keep what it compiled
            return False
    return bool(_loaded)


def loaded_loops() -> ModuleType | None:
    """The loops, once they are loaded."""
    return _loaded[0] if _loaded else None


class Loaded:
    """An engine whose workers, which may be processes of their own, load the loops too."""

    def __init__(self, inner: Engine) -> None:
        self._inner = inner
        self.workers = inner.workers

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in order."""
        return self._inner.map(partial(_with_loops, function), items)


def _with_loops(function: Callable[[A], B], item: A) -> B:
    load()
    return function(item)
