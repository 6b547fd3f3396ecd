"""Two printed lines as one: the hyphens of line ends, and line breaks between signs of Chinese and Japanese."""

from __future__ import annotations

import re

from curation.readers.pdf.lines import Line
from curation.readers.structure.blocks import squeeze
from curation.text.document_words import hyphens as wording

_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def join(above: str, below: str) -> str:
    """Two lines as one; a hyphen that the setter put at the end goes with the next step, a printed one stays without a space.

    Between two characters of Chinese or Japanese a line break is no space.
    """
    if above.endswith("\xad"):
        return f"{above}{below}"
    if re.search(r"\w-$", above) and below[:1].isalnum():
        return f"{above}{below}"
    if _CJK.match(above[-1:]) and _CJK.match(below[:1]):
        return f"{above}{below}"
    return f"{above}{below}" if below[:1] in ",.;:)" else f"{above} {below}"


def unbroken(text: str, compounds: frozenset[str]) -> str:
    """`text` with the hyphens of line ends gone, or printed where they belong to the word."""
    if "\xad" not in text:
        return text
    return squeeze(
        _BROKEN.sub(lambda found: _mended(found[1], found[2], compounds), text).replace("\xad", "")
    )


_BROKEN = re.compile(r"(?<![\w-])([\w-]*\w)\xad\s*(\w[\w-]*)")


def _mended(left: str, right: str, compounds: frozenset[str]) -> str:
    """A word broken at the end of a line: with its hyphen when it has one elsewhere in the document, or cannot be without."""
    if f"{left}-{right}".lower() in compounds:
        return f"{left}-{right}"
    apart = right[:1].isupper() or left[-2:].isupper() or left[-1:].isdigit() or right in wording.JOINS
    return f"{left}-{right}" if apart else f"{left}{right}"


def compounds_of(lines: list[Line]) -> frozenset[str]:
    """The words with a hyphen inside a line."""
    return frozenset(word.lower() for line in lines for word in _COMPOUND.findall(line.text))


_COMPOUND = re.compile(r"(?<!\w)\w++(?:-\w++)++")
