"""Words and patterns: what a heading says of the list below it: "Prohibited uses" forbids what stands there, "Responsibilities" demands it."""

from __future__ import annotations

import re

ISSUER = re.compile(
    r"\b(?:our|we|exceptions? to|violations?|reporting)\b.{0,40}\b(?:enforce|report|monitor|respond)"
)

POLARITY = re.compile(r"\b(?:not|un|dis)[ -]?\w+|prohibited")

GOES_ON = re.compile(
    r"[a-z]|[ -](?!(?:and|or|for|of|on|to|in|under|by|at|with|from|that|which|you|we|the|when|if|before|after|during|as|per|is|are|must|shall|should|all|any|every|apply|regarding|concerning|relating|checklist|statements?|steps?|section|list|edition|version|part|chapter)\b)(?![a-z]{1,6}-?\d)[a-z]"
)
"""What stands behind a word for duties that only says which thing the heading names: `Control families`, `Requirements coverage`."""
OBJECT_OF = re.compile(
    r"\b(?:with|about|against|into|between|beyond|versus|customs and|excise and)\s(?:[\w'/-]+\s){0,4}$"
)
"""What stands before a word for duties that the heading is not about: `Complying with safety requirements`."""
WHO_ACTS = re.compile(
    r"who|roles?|responsible(?: (?:party|person|role|team))?|actors?|performed by|parties|function"
)
"""The head of a column that names who acts."""
WHAT_IS_DONE = re.compile(
    r"what|tasks?|actions?|activit(?:y|ies)|responsibilit(?:y|ies)|dut(?:y|ies)|instructions?|what to do"
)
"""The head of a column that says what is done."""
WORD = re.compile(r"terms?|words?|expressions?|abbreviations?|acronyms?")
MEANING = re.compile(r"definitions?|meanings?|explanations?|stands for")
"""The heads of the two columns of a list of words."""
