"""What a text quotes, apart from what it says itself."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    "\u201c[^\u201d]{0,2000}\u201d|\"[^\"\n]{0,2000}\"|(?<!\\w)'[^'\n]{3,600}'(?!\\w)|\u2018[^\u2019\n]{3,600}\u2019(?!\\w)|\u00ab[^\u00bb]{0,2000}\u00bb|`[^`]{0,2000}`"
)


def unquoted(text: str) -> str:
    """A text with what stands in quotation marks blanked, each character in its place; a text that is quoted as a whole is not."""
    inner = text.strip()
    if len(inner) > 2 and _QUOTED.fullmatch(inner):
        return text
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)
