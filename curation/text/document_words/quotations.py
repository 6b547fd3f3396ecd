"""Words and patterns: quotations of several paragraphs in an act that amends another."""

from __future__ import annotations

import re

ANNOUNCED = re.compile(r"(?:[:—–]-?|\bfollow(?:s|ing)[.:]?)\s*$")
"""The end of words behind which an amendment quotes."""
CLOSED = re.compile(r"[”»][\s.,;:)]{0,20}(?:and|or|und|oder|et|ou|y|e|en|of)?\s{0,20}$")
"""The end of the paragraph that closes a quotation."""
