"""Words and patterns: whether a case meets a provision that is a list."""

from __future__ import annotations

STEMS = (
    "{Place} reads: \u201c{text}\u201d {case} {asks}",
    "\u201c{text}\u201d These are the words of {place}. {case} {asks}",
    "Take {place}: \u201c{text}\u201d {case} {asks}",
    "This is {place}: \u201c{text}\u201d {case} {asks}",
)
STEMS_IN_PART = (
    "{Place} reads in part: \u201c{text}\u201d {case} {asks}",
    "\u201c{text}\u201d These words stand in {place}, which has further points. {case} {asks}",
    "Take these points of {place}: \u201c{text}\u201d {case} {asks}",
)
CASES = ("{Body}. {all}", "In one case, {body}. {all}", "Suppose that {body}. {all}")
ALL = ("That is all.", "There is nothing else.", "Nothing more is told of it.")
ASKS = ("Is the provision met?", "Does this meet the provision?", "Is that enough?", "Is the duty kept?")
ASKS_IN_PART = ("Are the points that are shown met?", "As far as it is shown, is the provision met?")
ALLOWED = ("Is this allowed?", "Is that lawful?")
BROKEN = ("Is the provision broken?", "Is there a breach?")
EVERY = "Yes, because every point is met"
EVERY_SHOWN = "Yes, because every point that is shown is met"
ONE = "Yes, because one of the points is enough"
LACKS = "No, because point {letter} is not met"
WHY_EVERY = "The points are joined by \u201cand\u201d, and each of {letters} is met."
WHY_ONE = "The points are joined by \u201cor\u201d, so that one is enough, and point {letter} is met: \u201c{point}\u201d."
WHY_LACKS = "The points are joined by \u201cand\u201d, so that each is needed, and the case says nothing of point {letter}, \u201c{point}\u201d."
WHY_PART = "The points are joined by \u201cand\u201d; point {letter} reads \u201c{point}\u201d, and in the case it is \u201c{left}\u201d."
NOT_EVERY = "Point {letter} is not met."
NOT_ONLY = "Only point {letter} is met, and that is enough."
NOT_ONE = "The points are joined by \u201cand\u201d, so that one is not enough."
NOT_NEEDED = "The points are joined by \u201cor\u201d, so that point {letter} is not needed beside {met}."
IS_THERE = "Point {letter} is met: \u201c{point}\u201d."
MISSING = "a point of the list is overlooked"
COUNTED = "a point that is met is taken to be missing"
AND_FOR_OR = "points of which one is enough are taken to be needed together"
OR_FOR_AND = "one of several points that are needed together is taken to be enough"
