"""Bulk work on this machine, in processes: for work that is Python's own, which threads cannot do side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from curation.core.errors import ServiceError

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 2
"""Items in flight for each worker: bounds what is held at a time."""
STARTS = 4
"""Most pools that one `map` starts: a worker that is killed costs its items a second try, and the fourth is an error."""


class ProcessEngine:
    """The engine of one machine with a process for each worker. Functions must be importable, items and results picklable."""

    in_processes = True
    """Whether work leaves this process, so that the steps of a workspace are worth sending out in parts."""

    def __init__(self, workers: int | None = None, address: str | None = None) -> None:
        """Takes `address` as every engine does, and has no use for one."""
        self.workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in the order given; the first error of an item is raised as it was.

        An item is asked for when it is sent, so a sequence that makes its items holds few at a time. Items of a worker that
        ended are tried again, which is right because every function given is pure.

        Raises: ServiceError when workers keep ending.
        """
        results: dict[int, B] = {}
        for _ in range(STARTS):
            try:
                self._fill(results, function, items)
                return [results[place] for place in range(len(items))]
            except BrokenProcessPool:
                self._pool = None
        raise ServiceError(
            f"a worker process ended {STARTS} times (out of memory?); run it again with fewer workers"
        )

    def _fill(self, results: dict[int, B], function: Callable[[A], B], items: Sequence[A]) -> None:
        """Adds the results that are missing."""
        pool = self._opened()
        waiting: dict[Future[B], int] = {}
        try:
            for place in range(len(items)):
                if place in results:
                    continue
                while len(waiting) >= AHEAD * self.workers:
                    _collect(waiting, results)
                waiting[pool.submit(function, items[place])] = place
            while waiting:
                _collect(waiting, results)
        finally:
            for future in waiting:
                future.cancel()

    def _opened(self) -> ProcessPoolExecutor:
        """The workers, kept from one `map` to the next: what they have loaded stays loaded. They end with this engine."""
        from multiprocessing import get_context

        if self._pool is None:
            # A fork would copy the locks of threads that run; a fresh interpreter has none.
            self._pool = ProcessPoolExecutor(self.workers, get_context("spawn"), _begin)
        return self._pool


def _collect(waiting: dict[Future[B], int], results: dict[int, B]) -> None:
    """Takes the finished items out of `waiting`."""
    done, _ = wait(list(waiting), return_when=FIRST_COMPLETED)
    for future in done:
        results[waiting.pop(future)] = future.result()


def _begin() -> None:
    """Prepares a worker: the matrix library keeps to one core, since the workers share them."""
    from curation.core.blas_threads import one_core_each

    one_core_each().__enter__()
