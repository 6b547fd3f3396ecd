"""What a Markdown file says of itself above its text: YAML between dashes, also without the first ones, or the title block of pandoc."""

from __future__ import annotations

import html
import re

from curation.readers.structure.blocks import squeeze
from curation.text.document_words import front_matter as wording

_FRONT = re.compile(r"\A\s*+---[^\S\n]*+\n.*?\n---\s*(?:\n|\Z)", re.DOTALL)
_OPEN_FRONT = re.compile(
    r"\A(?=[A-Za-z][\w-]{0,30}:)(?:(?:[A-Za-z][\w-]{0,30}+:|[ \t]|-[ ])[^\n]{0,300}+\n){2,40}+---[ \t]*+\n(?=\s*+#)"
)
"""Front matter that nothing opens, above the first heading."""
_TITLE_BLOCK = re.compile(r"\A(?:%[ \t]++\w[^\n]*+\n(?:[ \t]++\w[^\n]*+\n)*+){1,3}(?=\s*\n)")
"""The title, the authors and the date of a document as pandoc has them, each behind a per cent sign."""


def split(text: str) -> tuple[str, str]:
    """The front matter of a file, empty where there is none, and the rest."""
    if text.lstrip().startswith("---"):
        found = _FRONT.match(text)
    else:
        found = _TITLE_BLOCK.match(text) or _OPEN_FRONT.match(text)
    return ("", text) if found is None else (found[0], text[found.end() :])


def title(front: str) -> str:
    """The title that front matter gives, empty without one."""
    if front.startswith("%"):
        return squeeze(front.partition("\n")[0].lstrip("% "))
    found = wording.TITLE.search(front) or wording.LONG_TITLE.search(front)
    if found is None and not front.lstrip().startswith("---"):
        found = wording.OF_POLICY.search(front)
    return squeeze(html.unescape(found[1]).strip().strip("\"'")) if found else ""


def short_name(front: str) -> str:
    """The name by which a law says in its front matter that it is cited, empty without one."""
    name = wording.NAME.search(front)
    return squeeze(name[1].strip("\"'")) if name is not None else ""
