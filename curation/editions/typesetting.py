"""What typesetting may change in a text without changing it: spaces, hyphens, quotes, ligatures, bullets, the breaks of paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from curation.core.digests import fold

_HELD = re.compile(r"(?<=\d)-(?=\d)|(?<=\d)\s+(?=\d)|(?<=\w) --? (?=\w)")
_RANGE, _APART, _DASH = "\ue000", "\ue001", "\ue002"
"""What is kept: between digits a hyphen (`5-6` is not `56`) and a space (`5 6` is not `56`), between words a dash with spaces."""
_TYPOGRAPHY = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn", "Cs", "Pd", "Pi", "Pf", "Pc", "So", "Sk"})
"""Categories of characters that typesetting may change: spaces, invisible characters, dashes, quotes, dingbats."""
_DROPPED = frozenset("\"'`*#|\\•·▪■◦‣●○∙")
"""Quotes and bullets that are in no such category, and the marks of Markdown."""
_BULLET = re.compile(r"(?:(?<=\s)|^)[•·▪■◦‣●○∙](?=\s|$)")
_MARK = re.compile(r"^(?:\(?[^\W_]{1,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s+(?=\S)")
"""A number or letter of a list at the beginning of a line, where a reader took it for words."""
_MOST = 400
"""Most paragraphs of one edition that are tried as one of the other."""


class _Letters(dict[int, str | None]):
    """For a character the character itself, or None for one that typesetting may change."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kept = char not in _DROPPED and unicodedata.category(char) not in _TYPOGRAPHY
        self[code] = char if kept else None
        return self[code]


_LETTERS = _Letters()


def key(text: str) -> str:
    """The letters, digits, signs and stops of a text, in order: equal for two printings of the same words. Letter case is kept."""
    plain = _HELD.sub(_held, fold(text))
    return plain.translate(_LETTERS)


def _held(found: re.Match[str]) -> str:
    return _RANGE if found[0] == "-" else _DASH if "-" in found[0] else _APART


def bare(text: str, marker: str) -> str:
    """A text without its number, whether the reader knew it for one or not."""
    if marker and text.startswith(marker) and len(text) > len(marker):
        return text[len(marker) :]
    return _MARK.sub("", text) if not marker else text


def full(text: str, marker: str) -> str:
    """The key of a text with its number or bullet in front, as it is printed; every bullet is the same one."""
    shown = text if not marker or text.startswith(marker) else f"{marker} {text}"
    if marker and not any(char.isalnum() for char in marker):
        shown = f"• {text.removeprefix(marker)}"
    parts = _BULLET.split(shown)
    return "•".join(map(key, parts))


def joined(
    old: Sequence[str], new: Sequence[str], free_old: set[int], free_new: set[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of neighbouring paragraphs of two editions that are the same text broken in other places, by their places.

    `old` and `new` are the keys of the paragraphs; only free ones are tried.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for n in sorted(free_new):
        starts[new[n][:5]].append(n)
    left_old, left_new = set(free_old), set(free_new)
    for o in sorted(free_old):
        if o not in left_old or not old[o]:
            continue
        for n in starts.get(old[o][:5], ())[:20]:
            if n not in left_new:
                continue
            run = _run(old, new, o, n, left_old, left_new)
            if run is not None:
                left_old.difference_update(run[0])
                left_new.difference_update(run[1])
                yield run
                break


def _run(
    old: Sequence[str], new: Sequence[str], o: int, n: int, free_old: set[int], free_new: set[int]
) -> tuple[list[int], list[int]] | None:
    """The shortest runs from `o` and `n` on that are the same text, None when there are none."""
    left, right = old[o], new[n]
    os, ns = [o], [n]
    while left != right:
        if len(os) > _MOST or len(ns) > _MOST or not (left.startswith(right) or right.startswith(left)):
            return None
        if len(left) < len(right):
            following = os[-1] + 1
            if following not in free_old:
                return None
            os.append(following)
            left += old[following]
        else:
            following = ns[-1] + 1
            if following not in free_new:
                return None
            ns.append(following)
            right += new[following]
    return os, ns
