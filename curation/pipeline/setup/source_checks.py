"""What is missing in the description of a document, told before people work on items that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curation.core.errors import Issue
from curation.core.records import Document
from curation.generation.template.provisions import citing


def described(documents: Iterable[Document]) -> Iterator[Issue]:
    """What the editions in force of `documents` lack: a licence, or a citation that a reader could look up."""
    for document in {one.slug: one for one in documents}.values():
        where = f"raw/sources.toml > {document.slug}@{document.edition}"
        if not document.licence.strip():
            yield Issue(where, "source-licence", _OPEN if document.redistribute else _SHUT, "warn")
        given = document.citation.strip()
        if given and not citing.can_be_looked_up(given):
            yield Issue(
                where,
                "source-citation",
                f"the citation {given!r} does not tell a reader what it is, so no question cites this document; "
                f'write a name with it, such as citation = "{_named(document.title, given)}"',
                "warn",
            )


_SHUT = (
    "names no licence, so a release passes on none of its text and leaves out every item that repeats a sentence or 12 words in a "
    "row of it (reason: licence); write licence and, where the licence allows it, redistribute = true before people work on items"
)
_OPEN = "may be passed on, it says, but names no licence, so no release can be cut; write licence"


def _named(title: str, citation: str) -> str:
    """A title that says more than `citation`."""
    return title if citing.can_be_looked_up(title) else f"House rules {citation}"
