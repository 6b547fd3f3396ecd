"""Words and patterns: what a heading says of the list below it: "Prohibited uses" forbids what stands there, "Responsibilities" demands it."""

from __future__ import annotations

import re

ISSUER = re.compile(
    r"\b(?:our|we|exceptions? to|violations?|reporting)\b.{0,40}\b(?:enforce|report|monitor|respond)"
)

POLARITY = re.compile(r"\b(?:not|un|dis)[ -]?\w+|prohibited")
