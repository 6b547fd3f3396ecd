"""The letters of options: `A` for the first, and none after `Z`."""

from __future__ import annotations

LETTERS = 26
"""Options that a letter can tell."""

_NONE = "\x00"
"""What stands for the letter of an option after the 26th: a sign that no answer holds, and that means nothing in a pattern."""


def letter_of(index: int) -> str:
    """The letter of an option.

    Args:
        index: the option, 0 first.

    Returns:
        `A` to `Z`; for an option after the 26th, which only its words can tell, a sign that stands in no answer.
    """
    return chr(ord("A") + index) if index < LETTERS else _NONE
