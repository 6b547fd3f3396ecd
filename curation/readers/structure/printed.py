"""Text that is set line by line with spaces, as in plain text and `<pre>`: paragraphs by empty lines, indents and numbers."""

from __future__ import annotations

import re

from curation.readers.structure.blocks import Block, squeeze

_MARKER = re.compile(
    r"[（(]\w{1,4}[）)]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[A-Z]{3,}\.?\s+\d{1,4}[A-Z]?\.\s|§+\s*\d|[•▪◦‣●–—-]\s"
)
_PAGE = re.compile(r"\[\[Page [^\]]*\]\]")


def blocks(raw: str) -> list[Block]:
    """The paragraphs of printed text; a list is told by its numbers later, from the paragraphs that begin with them."""
    out: list[Block] = []
    lines: list[str] = []
    indent = 0

    def close() -> None:
        text = squeeze(" ".join(lines))
        lines.clear()
        if text:
            out.append(Block("text", text, 0))

    for line in raw.expandtabs().splitlines():
        here = len(line) - len(line.lstrip())
        stripped = line.strip()
        if not stripped or _PAGE.fullmatch(stripped):
            close()
            if stripped:
                out.append(Block("text", stripped, 0))
            continue
        if lines and (_MARKER.match(f"{stripped} ") or here > indent + 2):
            close()
        if not lines:
            indent = here
        else:
            indent = min(indent, here) if len(lines) == 1 else indent
        lines.append(stripped)
    close()
    return out
