"""A number with its noun, as a sentence says it."""

from __future__ import annotations


def counted(n: int, one: str, many: str = "") -> str:
    """The number with its noun: `1 finding`, `1,200 findings`; `many` is the plural where it is not `one` with an s."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
