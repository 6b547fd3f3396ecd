"""Words and patterns: what a server of a model says when it does not answer: its own words, what they mean, and what to do about it."""

from __future__ import annotations

import re

FILTER_WORDS = re.compile(
    r"content (?:management )?policy|content filter|usage polic|flagged (?:as|by|for)|moderation", re.I
)

NOT_TAKEN = re.compile(
    r"unsupported|not (?:be )?support|does not support|unrecogni[sz]ed|unknown|unexpected|extra (?:inputs|fields)|deprecated|"
    r"not permitted|not allowed|only the default|invalid|incompatible|may not be|cannot be|must be|not compatible",
    re.I,
)
