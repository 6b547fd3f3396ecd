"""Whether the provisions that an item names are there: every number it cites is looked up among the document's clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curation.core.records import Clause
from curation.text.document_words import citations as wording

_CITED = re.compile(
    rf"(?<![\w-])(?:{wording.UNITS})\s*(?P<number>\(?(?:\d+[a-z]?(?:[.\-]\d+)*|[IVXLC]{{1,6}}|[A-Z])\)?(?:\s?\([\da-zA-Z]{{1,5}}\))*)(?![\w])",
    re.I,
)
_TOKEN = re.compile(r"\d+[a-z]?(?:[.\-]\d+)*|[ivxlc]+|[a-z]{1,2}", re.I)


def unknown(text: str, numbers: frozenset[str], said: str) -> list[str]:
    """The citations in a text that name no provision of the document.

    Args:
        text: What is asked, as it would be published.
        numbers: Those of the document's provisions (`numbers_of`).
        said: The section as it was shown: a citation that it holds itself, of whatever document, is known.
    """
    shown = " ".join(said.split()).casefold()
    missing: list[str] = []
    for match in _CITED.finditer(text):
        words = " ".join(match.group().split())
        head = _TOKEN.search(match["number"])
        if head is None or words.casefold() in shown or not any(c.isdigit() for c in match["number"]):
            continue
        if head.group().casefold().replace("-", ".") not in numbers:
            missing.append(words)
    return missing


def numbers_of(clauses: Iterable[Clause]) -> frozenset[str]:
    """The numbers by which the provisions of a document can be cited."""
    found: set[str] = set()
    for clause in clauses:
        found.add(clause.marker.strip("().§ ").casefold())
        found |= {token.casefold() for token in re.findall(r"\d+[a-z]?(?:[.\-]\d+)*", clause.citation, re.I)}
    return frozenset(number.replace("-", ".") for number in found if number)
