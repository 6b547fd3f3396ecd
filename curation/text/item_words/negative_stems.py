"""Words by which a stem asks for what is not so."""

from __future__ import annotations

import re

DENIED_NEGATIVE_ADJECTIVE = re.compile(
    r"\b(?:not|never|nor|hardly|cannot) (?:an? |be |to be |considered |deemed |entirely |at all )*(?:im|in|il|ir|un|dis|non-?)(?:permissible|possible|lawful|legal|admissible|allowed|acceptable|regular|proper|valid|eligible|usual|common|necessary|authori[sz]ed|able|likely|true|correct|complete|sufficient|adequate|consistent|compatible|appropriate|approved|compliant|safe|fit|suitable|required|covered|important|advisable|wise|aware|known|licensed|qualified)\b"
    r"|\b(?:not|never) (?:be )?(?:forbidden|prohibited|banned|excluded|omitted|left out|waived|absent|lacking|missing|refused|denied)\b",
    re.I,
)
"""A denial of an adjective that denies already: `not impermissible`."""
APART_NOT = re.compile(
    r"\b(?:which|what|who|whom|when|where|how)\b[^?]{0,120}?\b(?:need|does|do|did|is|are|was|were|should|can|will|has|have|may|must) (?:(?!if\b|when\b|where\b|who\b|that\b|which\b|whose\b|because\b|but\b|and\b|or\b|although\b|unless\b|even\b)[\w'\u2019-]+ ){1,12}not\b(?! (?:[a-z]+ing|more|less|later|exceed\w*|fewer|only|yet|earlier|longer|before|until))[^?]*\?\s*$",
    re.I,
)
"""A question whose `not` stands apart from its verb: `at which value need bathers not leave`."""
TWICE_NEGATIVE = re.compile(
    r"\b(?:not|never|cannot|without)\b[^?.,;]{0,40}\b(?:not|never|no|un(?!der|it|ion|iv|til|less)\w{4,})\b",
    re.I,
)
NEGATIVE_WORD = re.compile(r"\b(?:not|except|never|least|false|incorrect|without|unlikely)\b", re.I)


NEGATIONS = {"not", "never", "no", "cannot", "don't", "doesn't"}


ASKS_EXCEPTION = re.compile(
    r"\b(?:which|what|who|all)\b(?:(?!\b(?:so|such) that\b|\bwhose\b|, (?:who|which)\b).){0,80}?(?:\b(?:is|are|does|do|did|would|should|can|must|was|were|may|will)\s+not\b|\bexcept\b|\b(?:false|incorrect|untrue)\b)|\bexcept\b\W*$",
    re.I,
)


BANNED = re.compile(r"\b(?:must|may)\s+not$", re.I)


STRESSED = re.compile(
    r"\b(?:NOT|EXCEPT|LEAST|FALSE|INCORRECT)\b|(?<![*_])[*_]++(?:not|except|false|incorrect)"
)

ASKS_FOR_CHOICE = re.compile(r"\b(?:which|what)\b", re.I)
"""The word with which a stem asks to choose among options."""
