"""Words and patterns: duties to ensure, told of the thing itself, and the words that leave a duty open."""

from __future__ import annotations

import re

OPEN = re.compile(r"\b(?:practicab|reasonabl|feasibl|restricted visibility|as far as|so far as)\w*", re.I)
"""Words that leave a duty open: a finding that does not say them may be lawful after all."""

ENSURES = re.compile(
    r"(?:ensure|make sure|see to it|see)(?P<aside>,? (?:with respect to|in respect of|at|in|on) (?P<about>[^,]{3,120}),?)? that (?P<who>[a-z][^,;]{2,90}?|it|they) (?P<be>is|are|has|have) (?P<not>not )?(?P<rest>[^;]{4,})$",
    re.I,
)

SUBJECT_WITH_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|where|if|when|unless|while|there|only|either|as|such|same)\b"
)
"""A relative clause, a circumstance or a comparison in the subject of what is ensured."""

PLACE_WITH_DETERMINER = re.compile(
    r"(?:any|each|every|all) (?P<noun>[a-z -]+?)(?= (?:used|at|under|that|which|in|on|installed|located)\b|$)"
)
"""The noun behind `any` or `each` in `ensure, at any …, that it is …`."""

DEFINITE_SUBJECT = re.compile(r"(?:the|its|their|his|her|this|these)\b")
"""A subject that names something told before."""

POINTS_BACK = re.compile(r"\b(?:it|its|they|their|them|he|she)\b")
"""Pronouns whose noun stands outside of what is ensured."""

ALL_OR_ANY = re.compile(r"^(?:all|any) ")
"""The determiner of a plural that stands for each of its things."""
