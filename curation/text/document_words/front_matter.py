"""Words: the keys by which the front matter of a file names its document."""

from __future__ import annotations

import re

TITLE = re.compile(
    r"^(?:title|Title|TITLE)\s*+:\s*+(?:[>|][+-]?\d?[ \t]*+\n[ \t]++)?([^\n]++(?:\n[ \t]++[^\s:][^\n]*+)*+)",
    re.MULTILINE,
)
OF_POLICY = re.compile(r"^name\s*:\s*(.{2,200}?)\s*$", re.MULTILINE)
LONG_TITLE = re.compile(r"^long[_-]title\s*:\s*(.{2,300}?)\s*$", re.MULTILINE)
"""The title of a law that gives no shorter one."""
NAME = re.compile(r"^(?:jurabk|short_title|short-title|abbreviation)\s*:\s*(.{2,60}?)\s*$", re.MULTILINE)
"""The name by which a law says that it is cited."""
