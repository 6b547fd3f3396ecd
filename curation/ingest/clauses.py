"""From a tree of parts to the canonical text and its clauses.

The canonical text is the document's words in order, one paragraph a line. Every clause is a slice of it:
`canonical_text[clause.start:clause.end] == clause.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from curation.digests import text_digest
from curation.ingest import citations
from curation.ingest.blocks import Node, Parsed
from curation.ingest.language import detect
from curation.ingest.modality import modality
from curation.records import Clause, Document, Modality

Scope = Literal["own", "whole"]


@dataclass(frozen=True)
class Reading:
    """A document read: what was found about it, its canonical text and its clauses in document order."""

    document: Document
    canonical_text: str
    clauses: list[Clause]


@dataclass(slots=True)
class _Place:
    """A clause to be: a node (or the words after its sub-parts) and where its words stand."""

    node: Node
    segment: str
    kind: str
    start: int
    own: int
    """End of its own words, before the first sub-part."""
    end: int
    """End of everything below it."""
    parent: _Place | None
    path: list[str]
    tail: bool = False


class _Lines(list[str]):
    """Lines of text that know where the next one begins."""

    offset = 0

    def append(self, line: str) -> None:
        """Adds a line."""
        super().append(line)
        self.offset += len(line) + 1


def reading(document: Document, parsed: Parsed, scope: Scope = "own") -> Reading:
    """The canonical text and the clauses of a parsed document.

    `own`: a clause holds its own words, those before its first sub-part, and words after a sub-part are clauses of
    their own, so that every word is in one clause. `whole`: a provision of a law holds everything below it, as one
    reads it in the law; items of lists and of frameworks hold their own words in both.
    """
    lines, places = _Lines(), list[_Place]()
    _lay(parsed.root, None, [], lines, places)
    text = "\n".join(lines)
    language = document.language or parsed.language or detect(text)
    title = document.title or parsed.title
    act = document.citation or parsed.citation or title
    filled = document.model_copy(update={"language": language, "citation": act, "title": title})
    return Reading(filled, text, _clauses(filled, parsed.family, places, text, scope))


def _lay(node: Node, parent: _Place | None, path: list[str], lines: _Lines, places: list[_Place]) -> None:
    """Puts the words of `node` and of everything below it on lines, and notes where each part stands."""
    here = [*path, node.heading] if node.heading else path
    start = lines.offset
    place = _Place(node, node.segment, node.kind, start, start, start, parent, here)
    if node.unlisted:
        inner = parent
    else:
        inner = place
        places.append(place)
    tail: _Place | None = None
    below, tails = False, 0
    for part in node.parts:
        if isinstance(part, Node):
            _lay(part, inner, here, lines, places)
            below, tail = True, None
        elif part:
            at = lines.offset
            lines.append(part)
            end = at + len(part)
            if not below:
                place.own = end
            elif tail is not None:
                tail.own = tail.end = end
            elif not node.unlisted:
                tails += 1
                tail = _Place(node, f"wrapup_{tails}", "text", at, end, end, place, here, True)
                places.append(tail)
    place.end = max(place.own, lines.offset - 1 if lines.offset > start else start)


def _clauses(document: Document, family: str, places: list[_Place], text: str, scope: Scope) -> list[Clause]:
    """The clauses of the places, with unique identifiers."""
    out: list[Clause] = []
    eids: dict[int, str] = {}
    modes: dict[int, Modality] = {}
    taken: dict[str, int] = {}
    key = f"{document.slug}@{document.edition}#"
    for place in places:
        above = eids[id(place.parent)] if place.parent is not None else ""
        wanted = (
            place.segment
            if (place.node.absolute and not place.tail) or not above
            else f"{above}__{place.segment}"
        )
        taken[wanted] = count = taken.get(wanted, 0) + 1
        eid = wanted if count == 1 else f"{wanted}_{count}"
        eids[id(place)] = eid
        whole = scope == "whole" and place.kind not in _OWN_ALWAYS
        if (
            place.tail
            and scope == "whole"
            and place.parent is not None
            and place.parent.kind not in _OWN_ALWAYS
        ):
            continue
        end = place.end if whole else place.own
        own = text[place.start : place.own]
        mode = modes[id(place)] = _mode(place, own, modes, document.language)
        if end <= place.start or (
            scope == "own" and not place.tail and own == place.node.marker and place.end > place.own
        ):
            continue
        words = text[place.start : end]
        out.append(
            Clause(
                id=key + eid,
                document=document.slug,
                edition=document.edition,
                eid=eid,
                kind=place.kind,
                citation=citations.write(
                    document.citation, eid, family, document.language, "" if place.tail else place.node.marker
                ),
                path=place.path,
                marker="" if place.tail else place.node.marker,
                text=words,
                start=place.start,
                end=end,
                page=place.node.page,
                parent=above or None,
                modality=mode,
                language=document.language,
                sha256=text_digest(words),
            )
        )
    return out


def _mode(place: _Place, own: str, modes: dict[int, Modality], language: str) -> Modality:
    """What the words do; where they say nothing, what the words that introduce their list or the heads above them say."""
    if place.kind in _SILENT:
        return "other"
    if (found := modality(own, language)) != "other" and not (found == "permission" and place.node.lead):
        return found
    if place.node.lead and (led := modality(place.node.lead, language)) != "other":
        return led
    if found == "other" and place.parent is not None and place.kind in _LISTED:
        above = modes.get(id(place.parent), "other")
        return above if above != "other" or place.kind != "item" else _tone(place.parent, language)
    return found


def _tone(place: _Place | None, language: str) -> Modality:
    """`prohibition` for what stands below a head such as "Prohibited uses", however many heads lie between."""
    while place is not None:
        line = place.node.heading
        if place.kind in _HEADS and line and modality(line, language) == "prohibition":
            return "prohibition"
        place = place.parent
    return "other"


_HEADS = frozenset({"heading", "section"})
_OWN_ALWAYS = frozenset(
    {
        "item",
        "text",
        "heading",
        "contact",
        "contents",
        "row",
        "function",
        "requirement",
        "chapter",
        "division",
        "part",
        "subpart",
        "subchapter",
        "title",
    }
)
_SILENT = frozenset({"heading", "chapter", "title", "part", "subpart", "recital", "contents", "contact"})
_LISTED = frozenset({"point", "item", "paragraph"})
