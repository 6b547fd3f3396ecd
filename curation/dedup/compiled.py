"""When the loops of `curation.dedup.loops` are used: for large sets, where the extra "fast" is installed.

Loading numba takes a second or two, and the first time on a machine some ten more to compile. What they give is what the NumPy
functions give, to the bit, so that it does not matter who uses them: a process that has not loaded them, a worker of a cluster
for instance, goes without.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

WORTH = 500_000
"""Texts from which on the loops save more time than loading them takes."""
_loaded: list[ModuleType] = []


def load(texts: int = WORTH) -> bool:
    """Loads the loops for a set of so many texts, if that is worth it; whether they are loaded."""
    if not _loaded and texts >= WORTH:
        try:
            _loaded.append(import_module("curation.dedup.loops"))
        except (ImportError, RuntimeError):  # no numba, or nowhere for it to keep what it compiled
            return False
    return bool(_loaded)


def loops() -> ModuleType | None:
    """The loops, once they are loaded."""
    return _loaded[0] if _loaded else None
