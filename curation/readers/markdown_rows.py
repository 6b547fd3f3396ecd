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


_ROWS, _TABS = 3, 2
"""Fewest lines in a row with so many tabs between words that are the rows of a table, as a spreadsheet writes them."""
_OTHER_MARK = re.compile(
    r"\s*(?:[-*+•▪◦‣·–—>#|(]|\d{1,4}(?:\.\d{1,4})*[.)、．]?[A-Za-z]?\s+\(|\d{1,4}(?:\.\d{1,4})+\s|[\da-zA-Z]{1,5}[.)、．]\s)"
)
"""What a line begins with that is an item, a section, a heading, a quotation or a row of a table drawn with bars."""
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")


def tabbed_rows(lines: list[str]) -> frozenset[int]:
    """The places of the lines that are rows of a table whose cells are parted by tabs.

    Lines of code between fences or set in, and lines that another mark makes something else, are none.
    """
    found: set[int] = set()
    run: list[int] = []
    fence = ""
    for number, line in enumerate([*lines, ""]):
        fenced = _FENCE.match(line)
        if fenced is not None and (not fence or fenced[1].startswith(fence)):
            fence = "" if fence else fenced[1]
        elif not fence and line.strip().count("\t") >= _TABS and _is_row(line):
            run.append(number)
            continue
        if len(run) >= _ROWS and 2 * sum(lines[place][:1].isspace() for place in run) < len(run):
            found.update(run)
        run = []
    return frozenset(found)


def _is_row(line: str) -> bool:
    """Whether a line with tabs may be a row of cells: no other mark begins it and no tab stands beside a bar."""
    return _OTHER_MARK.match(line) is None and "|\t" not in line and "\t|" not in line


_NO_CODE = frozenset({"", "text", "txt", "md", "markdown", "plain", "plaintext"})
"""What stands behind a fence around words that are no code."""


def fenced_lines(lines: list[str]) -> frozenset[int]:
    """The places of the lines of code between fences that name its language, the fences included: a comment in it is no heading.

    A fence that nothing closes is none; one without a language may stand around a form or a letter.
    """
    found: set[int] = set()
    begin, fence, code = -1, "", False
    for place, line in enumerate(lines):
        match = _FENCE.match(line)
        if match is None:
            continue
        if not fence:
            begin, fence = place, match[1]
            code = line.strip().strip("`~").strip().lower() not in _NO_CODE
        elif match[1].startswith(fence) and not line.strip().strip("`~"):
            found.update(range(begin, place + 1) if code else ())
            fence = ""
    return frozenset(found)
