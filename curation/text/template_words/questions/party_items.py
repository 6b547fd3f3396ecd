"""Words and patterns: who else of a document could stand where somebody is left out of one of its provisions."""

from __future__ import annotations

import re

TO = r"(?:to|of|by|from)"
JOINS = r"\b(?:and|or|and/or|as well as|together with|jointly with) (?:(?:also|either|both) )?"
BESIDE = re.compile(
    rf"(?:,? {JOINS}|, (?=(?:{TO} )?(?:the|an?|any|every|each) [^,.;]{{2,50}}(?:, | (?:and|or) )))(?:{TO} )?(?P<article>(?:the|an?|any|every|each|his|her|its|their) )?(?P<next>[A-Za-z]+)"
)
"""What stands behind one of several who are named together."""

NOBODY_IN_PARTICULAR = frozenset(
    ["both government", "holder", "applicant", "governor", "owner or operator", "team", "leader", "administration", "delegate", "complainant", "subject", "expert", "chair", "officer", "official", "enterprise"]
)  # fmt: skip
"""Roles that are known only by what is held or applied for, or by what stands elsewhere."""

AS_KNOWN = re.compile(r"(?:the|an?) (?P<rest>.+)$")

OFFICE = re.compile(
    r"(?:the|an?) (?:[A-Z]|(?:\w+ )?(?:inspector|authority|officer|director|agency|commission|board|minister|registrar|office|administration|secretary|administrator|governor|police|council|department|ministry|government|court|tribunal|state|crown|parliament|arbitrator|judge|justice)\b)"
)
