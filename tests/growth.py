"""How the time of a function grows with the size of its input, measured so that a slow or busy machine does not matter."""

import gc
from collections.abc import Callable
from time import process_time


def growth(work: Callable[[int], object], size: int, times: int = 8, rounds: int = 3) -> float:
    """How many times as long `work(times * size)` takes as `work(size)`: about `times` when linear, its square when quadratic.

    CPU time of this process, the least of `rounds` measurements of each size, taken in turn. The garbage collector rests
    meanwhile: a collection looks at every object of the test session, however small the input.
    """
    work(1)
    small = large = float("inf")
    collected = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            small = min(small, _seconds(work, size))
            large = min(large, _seconds(work, times * size))
    finally:
        if collected:
            gc.enable()
    return large / max(small, 1e-3)


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Whether eight times the input takes less than 24 times the CPU time; eight is linear, 64 quadratic."""
    return growth(work, size) < 24


def _seconds(work: Callable[[int], object], size: int) -> float:
    begin = process_time()
    work(size)
    return process_time() - begin
