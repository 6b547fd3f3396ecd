"""The processor's cores, shared between our threads and those of the matrix library."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any


def one_core_each() -> AbstractContextManager[Any]:
    """While it holds, a matrix product keeps to its thread's core: for work whose threads each do products of their own.

    Without threadpoolctl (of the extra "embedding") nothing is changed, which is slower and gives the same.
    """
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return nullcontext()
    limited: AbstractContextManager[Any] = threadpool_limits(1, "blas")
    return limited
