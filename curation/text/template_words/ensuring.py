"""Words and patterns: duties to ensure, told of the thing itself, and the words that leave a duty open."""

from __future__ import annotations

import re

OPEN = re.compile(r"\b(?:practicab|reasonabl|feasibl|restricted visibility|as far as|so far as)\w*", re.I)
"""Words that leave a duty open: a finding that does not say them may be lawful after all."""

ENSURES = re.compile(
    r"(?:ensure|make sure|see to it|see)(?P<aside>,? (?:with respect to|in respect of|at|in|on) (?P<about>[^,]{3,120}),?)? that (?P<who>[a-z][^,;]{2,90}?|it|they) (?P<be>is|are|has|have) (?P<not>not )?(?P<rest>[^;]{4,})$",
    re.I,
)

ENSURED_THAT_WHICH = re.compile(
    r"\b(?:that|which|who|whom|where|if|when|unless|while|there|only|either|as|such|same)\b"
)

ENSURED_ANY_EACH = re.compile(
    r"(?:any|each|every|all) (?P<noun>[a-z -]+?)(?= (?:used|at|under|that|which|in|on|installed|located)\b|$)"
)

ENSURED_THE_ITS = re.compile(r"(?:the|its|their|his|her|this|these)\b")

ENSURED_IT_ITS = re.compile(r"\b(?:it|its|they|their|them|he|she)\b")
