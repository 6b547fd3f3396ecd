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
CASES = ("{Body}.", "In one case, {body}.", "Suppose that {body}.")
FALLS_SHORT = (
    "In which of points {first} and {second} does the case fall short?",
    "Of points {first} and {second}, where does the case fall short?",
)
ALONE = "Only in point {letter}"
BOTH = "In both of them"
NEITHER = "In neither of them"
ASKS = ("Is the provision met?", "Does this meet the provision?", "Is the duty kept?")
ALLOWED = ("Is this allowed?", "Is that lawful?")
BROKEN = ("Is the provision broken?", "Is there a breach?")
BY_ONE = "Yes, because point {letter} is met"
BY_NONE = "No, because neither point is met"
NEEDS_BOTH = "No, because both points are needed"
MET = "Point {letter} is met."
NOT_MET = "Point {letter} is not met."
IS_MET = "Point {letter} is met: \u201c{case}\u201d."
IS_KEPT = "Point {letter} is met: it reads \u201c{point}\u201d, and the case has \u201c{case}\u201d."
IS_MISSED = "Point {letter} is not met: it reads \u201c{point}\u201d, and the case has \u201c{case}\u201d."
IS_LEFT_OUT = "Point {letter} is not met: the case says nothing of \u201c{point}\u201d."
OR_ONE = "The points are joined by \u201cor\u201d. {why}"
NOT_BOTH = "The points are joined by \u201cor\u201d, so that one of them would be enough."
OVERLOOKED = "a point that is missed by a little is taken for met"
COUNTED = "a point that is met is taken to be missing"
AND_FOR_OR = "points of which one is enough are taken to be needed together"
