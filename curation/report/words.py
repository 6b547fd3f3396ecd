"""The words in which two texts differ, for showing them side by side."""

from __future__ import annotations

from curation.report.html import Html, join, tag
from curation.text import worddiff

MOST = 600
"""Longer texts are cut for the diff: it takes quadratic time."""


def difference(old: str, new: str) -> tuple[Html, Html]:
    """Both texts as markup, words only in the old one in `<del>`, words only in the new one in `<ins>`."""
    before, after = worddiff.pieces(old[: MOST * 8])[:MOST], worddiff.pieces(new[: MOST * 8])[:MOST]
    left: list[Html | str] = []
    right: list[Html | str] = []
    for op, a, b, c, d in worddiff.operations(before, after):
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if op == "equal":
            left.append(gone)
            right.append(come)
            continue
        if gone:
            left.append(tag("del", gone))
        if come:
            right.append(tag("ins", come))
    return join(left), join(right)


def side_by_side(old: str, new: str) -> Html:
    """Two texts beside each other with their differing words marked."""
    left, right = difference(old, new)
    return tag("div", tag("div", left), tag("div", right), class_="pair")
