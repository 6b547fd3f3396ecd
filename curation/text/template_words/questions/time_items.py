"""Words and patterns: questions about a provision whose time is left out: before or after its event, how long, at once or as soon as can be."""

from __future__ import annotations

import re

COUNTED = re.compile(r"\b(?:after|following|of|from|on|upon|before|prior to|in advance of)$")

ABOUT = re.compile(r"\b(?:shall|must|may|it|he|she|them|him|a notice|if|unless)\b")
