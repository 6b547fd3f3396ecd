"""Bulk work as Ray core tasks: on this machine, or on a cluster by address.

Only tasks are used: a lost node's tasks are run again elsewhere, which is right because every function given is pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from curation.core.errors import MissingExtra, ServiceError

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 2
"""Tasks in flight for each worker: bounds what the object store holds."""
RETRIES = 8


class RayEngine:
    """The engine of a Ray cluster. Joins the one that this process is already part of, if any."""

    in_processes = True

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        """Joins the cluster at `address`, else starts one on this machine that ends with this process.

        Raises: MissingExtra without Ray; ServiceError when no cluster answers at `address`.
        """
        try:
            import ray
        except ImportError as error:
            raise MissingExtra("ray", "--engine ray") from error
        if not ray.is_initialized():
            options: dict[str, Any] = {"log_to_driver": False, "configure_logging": False}
            if address is None:
                options |= {"include_dashboard": False, "num_cpus": workers}
            try:
                ray.init(address=address, **options)
            except (ConnectionError, ValueError) as error:
                raise ServiceError(f"no Ray cluster answers at {address}: {type(error).__name__}") from error
        self.workers = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in the order given; the first error of an item is raised as it was.

        Raises: ServiceError when a task is lost more often than it is retried.
        """
        import ray

        if not items:
            return []
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(_call)
        shared = ray.put(function)
        results: dict[int, B] = {}
        waiting: dict[Any, int] = {}
        try:
            # By number, as the other engines: a sequence of parts may answer beyond its length, and would never end as an iterable.
            for place in range(len(items)):
                while len(waiting) >= AHEAD * self.workers:
                    _collect(waiting, results)
                waiting[task.remote(shared, items[place])] = place
            while waiting:
                _collect(waiting, results)
        except ray.exceptions.RayTaskError as error:
            raise error.as_instanceof_cause() from None
        except ray.exceptions.RayError as error:
            raise ServiceError(
                f"the Ray cluster lost a task: {type(error).__name__}; run it again"
            ) from error
        return [results[place] for place in range(len(items))]


def _call(function: Callable[[A], B], item: A) -> B:
    return function(item)


def _collect(waiting: dict[Any, int], found: dict[int, Any]) -> None:
    """Takes one finished task out of `waiting`; its result leaves the object store with its reference."""
    import ray

    done, _ = ray.wait(list(waiting), num_returns=1)
    for reference in done:
        found[waiting.pop(reference)] = ray.get(reference)
