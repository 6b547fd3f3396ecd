"""Words and patterns: open tasks from several rules of one section: who plans something, what is asked, and a point of the rubric for each rule."""

from __future__ import annotations

import re

SITUATIONS = (
    "{who} has to write the instructions on {matter} for a new site. So far nothing has been written, and the people there have worked "
    "by habit. The first of them starts next week.",
    "{who} takes over a site at which nobody can say what holds for {matter}. The staff do as their predecessors did. Before the next "
    "inspection this has to be put in order.",
    "{who} is asked by a new colleague what has to be observed about {matter}. The colleague has worked in the field before, but under "
    "other rules. The answer is to be complete, and to be used as a checklist.",
)
ASKS = (
    "Say what has to be done and what must not be done under {place}, and by whom.",
    "Draw up the list of what {place} demands, each entry with who has to see to it.",
)

DANGLING = re.compile(r"(?:that|this|these|those|such|it|they)\b", re.I)
"""The beginning of a circumstance that speaks of something said before it."""

PLACE = re.compile(r"^(?P<head>[\w.]+ [\dA-Z]+(?:\.\d+)*)(?P<rest>.*?)(?P<of> of .+)?$")
