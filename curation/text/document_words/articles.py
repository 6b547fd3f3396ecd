"""Words and patterns: acts in articles as flat text (a PDF or a Word file of an act of the European Union, a treaty, a code)."""

from __future__ import annotations

import re

WHEREAS = re.compile(
    r"^(whereas|having regard|in erwägung|overwegende|considérant|considerando|visto|gezien|gestützt|vu le)\b",
    re.I,
)
