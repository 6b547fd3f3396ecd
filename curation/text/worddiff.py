"""What an edit changed, word by word: the one word diff of the package.

Source: the matching blocks are those of `difflib.SequenceMatcher`; equal words at both ends are set aside first, since the
comparison takes the square of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from pydantic import JsonValue

LONGEST = 4000
"""Tokens of both sides together, without the equal ends, beyond which the middle is one replacement."""
_WORD = re.compile(r"\S+|\n")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE = re.compile(rf"\s+|[{_CJK}]|[^\W{_CJK}]+|[^\w\s]")

Change = Literal["equal", "replace", "delete", "insert"]


class Operation(NamedTuple):
    """A stretch of both texts: `old[a:b]` became `new[c:d]`."""

    kind: Change
    a: int
    b: int
    c: int
    d: int


def pieces(text: str) -> list[str]:
    """`text` as words, single CJK characters, marks and runs of white space; joined they are `text` again."""
    return _PIECE.findall(text)


def operations(old: Sequence[str], new: Sequence[str], longest: int = LONGEST) -> list[Operation]:
    """The stretches that turn `old` into `new`, in order; together they cover both.

    Args:
        old: Tokens of the text before.
        new: Tokens of the text after.
        longest: Most tokens that are compared; a longer middle counts as replaced as a whole.
    """
    head = 0
    shorter = min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    stop, end = len(old) - tail, len(new) - tail
    stretches = [Operation("equal", 0, head, 0, head)] if head else []
    stretches += _middle(old, new, (head, stop), (head, end), longest)
    if tail:
        stretches.append(Operation("equal", stop, len(old), end, len(new)))
    return stretches


def _middle(
    old: Sequence[str], new: Sequence[str], a: tuple[int, int], b: tuple[int, int], longest: int
) -> list[Operation]:
    left, right = old[slice(*a)], new[slice(*b)]
    if not left and not right:
        return []
    if not left or not right or len(left) + len(right) > longest:
        kind: Change = "insert" if not left else "delete" if not right else "replace"
        return [Operation(kind, *a, *b)]
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [Operation(kind, i + a[0], j + a[0], k + b[0], m + b[0]) for kind, i, j, k, m in opcodes]


def ratio(old: Sequence[str], new: Sequence[str], least: float = 0.0, frequent: bool = True) -> float:
    """The similarity of two sequences in [0, 1]: twice the matching tokens over all tokens.

    Args:
        old: Tokens before, or a text, which is compared by its characters.
        new: Tokens after, or a text.
        least: Where the sequences cannot be as similar as this, 0 is returned without a comparison.
        frequent: Whether tokens that make up more than 1 % of a long sequence may begin a match; False is faster.
    """
    if 2 * min(len(old), len(new)) < least * (len(old) + len(new)):
        return 0.0
    matcher = SequenceMatcher(None, old, new, autojunk=not frequent)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """The stretches that both have, in the order of both: start in `old`, start in `new`, number of tokens (1 or more)."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def longest_match(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """The longest stretch that both have: start in `old`, start in `new`, number of tokens (0 when they share none)."""
    match = SequenceMatcher(None, old, new, autojunk=False).find_longest_match()
    return match.a, match.b, match.size


def words(before: str, after: str, around: int | None = None) -> str:
    """`after` with removed words as `[-…-]` and added words as `{+…+}`; equal texts come back with single spaces.

    Args:
        before: The text before the edit.
        after: The text after the edit.
        around: How many unchanged words are shown on either side of each change; None shows all.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > LONGEST:
        return after if old == new else f"[-{before}-] {{+{after}+}}"
    parts: list[str] = []
    for kind, a, b, c, d in operations(old, new):
        if kind == "equal":
            if around is not None and d - c > 2 * around:
                parts += [*new[c : c + around], "…", *new[d - around : d]]
            else:
                parts += new[c:d]
            continue
        if a < b:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(parts)


def fields(before: dict[str, JsonValue], edited: dict[str, JsonValue]) -> dict[str, str]:
    """The word diff of every edited field against the text that was shown, by field."""
    return {name: words(_text(before.get(name)), _text(edited[name])) for name in sorted(edited)}


def _text(value: JsonValue) -> str:
    if isinstance(value, list):
        return "\n".join(_text(v) for v in value)
    return "" if value is None else str(value)
