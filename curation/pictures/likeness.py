"""How alike two pictures look: the share of the places where either has an edge at which both have the same edge."""

from __future__ import annotations

from collections.abc import Sequence

ALIKE = 0.9
"""From this likeness on two pictures are taken for one: saved again as JPEG, scaled, or in another format."""


def likeness(first: bytes, second: bytes) -> float:
    """Likeness of two looks (`decoding.Seen.look`) in [0, 1]: Jaccard's of their bits, 1 for two without any edge."""
    a, b = int.from_bytes(first, "big"), int.from_bytes(second, "big")
    either = (a | b).bit_count()
    return (a & b).bit_count() / either if either else 1.0


def of_items(first: Sequence[bytes], second: Sequence[bytes]) -> float:
    """Likeness of the pictures of two items, one by one in order: the least of all; 0 where one has more than the other."""
    if len(first) != len(second):
        return 0.0
    return min((likeness(a, b) for a, b in zip(first, second, strict=True)), default=1.0)
