"""Bulk work on this machine, on threads: NumPy lets them run side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


class LocalEngine:
    """The engine of one machine."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in the order given; the first error of an item is raised.

        An item is asked for by the thread that works on it, so a sequence that makes its items holds few at a time.
        """
        if self.workers == 1 or len(items) < 2:
            return [function(items[place]) for place in range(len(items))]
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(lambda place: function(items[place]), range(len(items))))
