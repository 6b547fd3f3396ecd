"""Rows of tables drawn with bars, in Markdown and plain text."""

from __future__ import annotations

import re

ROW = re.compile(r"^\s*\|(.+)\|\s*$")
"""A whole row: a line between two bars."""
_ROW_LINES = 30
"""Most lines of one row of a table."""


def whole_rows(lines: list[str]) -> list[str]:
    """The lines, a row of a table that a break in one of its cells has cut as one line."""
    out: list[str] = []
    place = 0
    while place < len(lines):
        line, end = lines[place], place + 1
        if line.lstrip().startswith("|") and not line.rstrip().endswith("|") and out and ROW.match(out[-1]):
            for ahead in range(end, min(end + _ROW_LINES, len(lines))):
                following = lines[ahead].strip()
                if not following or following.startswith("|"):
                    break
                if following.endswith("|"):
                    line, end = " ".join(map(str.strip, lines[place : ahead + 1])), ahead + 1
                    break
        out.append(line)
        place = end
    return out
