"""Words and patterns: the names of parts and schedules in legislation of the United Kingdom."""

from __future__ import annotations

import re

DIVISION_NAME = re.compile(r"^(?:part|chapter|group|title|section)\b", re.I)
"""The word in front of the number of a division."""
SCHEDULE_NAME = re.compile(r"^(?:the\s+)?(?:schedule|appendix|form|annex)s?\b", re.I)
"""The word in front of the number of a schedule, an appendix or a form."""
