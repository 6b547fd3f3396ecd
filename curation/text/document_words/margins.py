"""Words and patterns: the numbers that bills, drafts and pleadings print beside each line, which are no words of theirs."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\s*(?P<word>line\s+)?(?P<number>\d{1,2})(?=\s|$)\s*", re.I)
