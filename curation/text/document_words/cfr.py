"""Words and patterns: the annual Code of Federal Regulations in XML, and the paragraphs of its sections for the other CFR dialects."""

from __future__ import annotations

import re

RANGE = re.compile(r"[\s\x03]*(?:[-–—]|through|to)[\s\x02]*\(\s*(\w{1,4})\s*\)\s*\[?\x02?\[?Reserved", re.I)

APPENDIX = re.compile(r"appendix\s+([A-Z0-9-]+)\b(?!\s*to\s+part)?", re.I)
