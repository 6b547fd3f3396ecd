"""How work is cut: into parts of so many items and so many bytes, never by workers, so that no result depends on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

BYTES = 1 << 20
"""Bytes of text a part, at most, unless one text alone is longer: what bounds the memory where texts are long."""


def portions(sizes: NDArray[Any], most: int, total: int = BYTES) -> Sequence[tuple[int, int]]:
    """The ranges that cover the items: at most `most` of them and, unless one alone is larger, `total` of their sizes."""
    ends = np.cumsum(sizes, dtype=np.int64)
    ranges: list[tuple[int, int]] = []
    start = 0
    while start < len(ends):
        before = int(ends[start - 1]) if start else 0
        stop = int(np.searchsorted(ends, before + total, side="right"))
        ranges.append((start, min(max(stop, start + 1), start + most)))
        start = ranges[-1][1]
    return ranges
