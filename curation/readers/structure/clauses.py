"""From a tree of parts to the canonical text and its clauses.

The canonical text is the document's words in order, one paragraph a line. Every clause is a slice of it:
`canonical_text[clause.start:clause.end] == clause.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from curation.core.digests import text_digest
from curation.core.errors import Issue
from curation.core.records import Clause, Document, Dropped, Modality, Placement
from curation.readers.citations import identifiers
from curation.readers.structure.blocks import LeftOut, Node, Parsed
from curation.readers.visible.words import words_of
from curation.readers.xml.streaming import Piece
from curation.text.document_words import clauses as wording
from curation.text.language import language_of
from curation.text.modality import modality

Scope = Literal["own", "whole"]


@dataclass(frozen=True)
class Reading:
    """A document read: what was found about it, its canonical text and its clauses in document order."""

    document: Document
    canonical_text: str
    clauses: list[Clause]
    dropped: list[Dropped] = field(default_factory=list)
    """Every piece of visible text that is in no clause, with its reason."""
    faults: list[Issue] = field(default_factory=list)
    """What could not be read, or only by a guess."""
    placements: list[Placement] = field(default_factory=list)
    """Where the clauses stand on the pages, for formats that have pages."""
    kept: list[str] = field(default_factory=list)
    """The own words and printed numbers of every part of the document, each once, whatever the scope of the clauses."""
    visible: int = 0
    """Words that the document shows, by an extraction that its reader does not share; 0 where there is none."""


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
    eid: str = ""
    mode: Modality = "other"


class _Lines(list[str]):
    """Lines of text that know where the next one begins."""

    def __init__(self, offset: int = 0) -> None:
        super().__init__()
        self.offset = offset

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
    _lay_out(parsed.root, None, [], lines, places)
    text = "\n".join(lines)
    filled = _filled(document, parsed, document.language or parsed.language or language_of(text))
    naming = _Naming(filled, parsed.family, scope)
    clauses = list(_clauses(naming, places, text, 0, naming.taken))
    boxes = {place.eid: place.node.boxes for place in places if place.node.boxes and not place.tail}
    return Reading(
        filled,
        text,
        clauses,
        [_dropped(filled, piece) for piece in parsed.left_out],
        parsed.faults,
        [
            Placement(clause=clause.id, page=int(page), left=left, bottom=bottom, right=right, top=top)
            for clause in clauses
            for page, left, bottom, right, top in boxes.get(clause.eid, ())
        ],
        [_kept(place, text[place.start : place.own]) for place in places],
    )


def _kept(place: _Place, own: str) -> str:
    """The own words of a place with its printed number, which may not be among them."""
    marker = "" if place.tail else place.node.marker
    begun = own.startswith(marker) and not (marker[-1:].isalnum() and own[len(marker) :][:1].isalnum())
    if not marker or begun or _names(own, marker, place.kind):
        return own
    return f"{marker} {own}"


def _names(own: str, marker: str, kind: str) -> bool:
    """Whether the line of an article, a section or an annex has its number in it (`Article 5`, number `5`)."""
    return kind not in _NUMBERED_APART and set(words_of(marker)) <= set(words_of(own[:80])[:8])


def _dropped(document: Document, piece: LeftOut) -> Dropped:
    return Dropped(
        document=document.slug,
        edition=document.edition,
        reason=piece.reason,
        place=piece.place or (f"page {piece.page}" if piece.page else ""),
        page=piece.page,
        box=list(piece.box or ()),
        words=len(words_of(piece.text)),
        text=piece.text,
    )


def stream(
    document: Document, parsed: Parsed, pieces: Iterable[Piece], scope: Scope = "own"
) -> Iterator[Clause]:
    """The clauses of a document that is read in pieces, each piece forgotten when its clauses are given.

    The same clauses as `reading` makes of the whole tree. `parsed` is what is known of the document beforehand.
    """
    naming = _Naming(_filled(document, parsed, document.language or parsed.language), parsed.family, scope)
    divisions: dict[int, tuple[Node, _Place]] = {}
    base = 0
    for piece in pieces:
        divisions = {key: divisions[key] for node in piece.around if (key := id(node)) in divisions}
        parent = divisions[id(piece.around[-1])][1] if piece.around else None
        lines, places = _Lines(base), list[_Place]()
        _lay_out(piece.node, parent, parent.path if parent else [], lines, places)
        if places:
            divisions[id(piece.node)] = piece.node, places[0]
        yield from _clauses(naming, places, "\n".join(lines), base, {})
        base = lines.offset


def _filled(document: Document, parsed: Parsed, language: str) -> Document:
    """The document with what the reader found where nothing was given."""
    title = document.title or parsed.title
    guessed = not parsed.citation or parsed.citation == parsed.title
    act = document.citation or (title if guessed else parsed.citation)
    if not document.citation and guessed:
        name = act if document.title else _called(act)
        act = _short(name, _TITLE if document.title or wording.NAME_OF_A_LAW.search(name) else _GUESS)
    published = document.published or parsed.published
    return document.model_copy(
        update={"language": language, "citation": act, "title": title, "published": published}
    )


_TITLE, _GUESS = 120, 80
"""Most characters of a title in a citation: of one that a maintainer gave or that ends as the name of a law, and of a heading taken for one."""


_CALLED = re.compile(r"^.{50,}\((?P<name>[^\W\d_][^()]{3,60})\)$", re.DOTALL)


def _called(title: str) -> str:
    """The short name that a long title gives itself at its end (`Law of … on safety at work (Safety Act)`), else the title."""
    named = _CALLED.match(title)
    return title if named is None or wording.NOTICE.search(named["name"]) else named["name"]


def _short(title: str, most: int) -> str:
    """A title cut at a word where it is too long for a citation."""
    if len(title) <= most:
        return title
    return f"{title[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:-–—')}…"


_Note = tuple[Node, "_Place | None", list[str]]


def _lay_out(node: Node, parent: _Place | None, path: list[str], lines: _Lines, places: list[_Place]) -> None:
    """Puts the words of `node` and of everything below it on lines; notes come after all other words.

    So the text of a whole provision is that of its parts, as the law prints it, without the notes at the foot of the page.
    """
    notes: list[_Note] = []
    _lay(node, parent, path, lines, places, notes)
    while notes:
        waiting, notes = notes, []
        for note, caller, around in waiting:
            _lay(note, caller, around, lines, places, notes)


def _lay(
    node: Node,
    parent: _Place | None,
    path: list[str],
    lines: _Lines,
    places: list[_Place],
    notes: list[_Note],
) -> None:
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
        if isinstance(part, Node) and part.kind == "note":
            notes.append((part, inner, here))
        elif isinstance(part, Node):
            _lay(part, inner, here, lines, places, notes)
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


@dataclass(slots=True)
class _Naming:
    """What all clauses of a document share, and the identifiers given so far."""

    document: Document
    family: str
    scope: Scope
    cited: dict[str, str] = field(default_factory=dict)
    """Identifiers that citations are written from instead of those of the parts, by these."""
    said: dict[str, int] = field(default_factory=dict)
    """How often each of these was wanted."""
    taken: dict[str, int] = field(default_factory=dict)
    """How often an identifier was wanted; of a document read in pieces, only that of each piece itself."""


def _clauses(
    naming: _Naming, places: list[_Place], text: str, base: int, taken: dict[str, int]
) -> Iterator[Clause]:
    """The clauses of the places, with unique identifiers; `text` begins at offset `base` of the document.

    `taken` counts the identifiers below the first place.
    """
    document, scope = naming.document, naming.scope
    key = f"{document.slug}@{document.edition}#"
    for order, place in enumerate(places):
        place.eid = _eid(place, naming.taken if order == 0 else taken)
        own = text[place.start - base : place.own - base]
        place.mode = _mode(place, own, document.language)
        cited = _cited(place, naming)
        end = place.end if scope == "whole" and place.kind not in _OWN_ALWAYS else place.own
        if end <= place.start or _untold(place, own, scope):
            continue
        words = text[place.start - base : end - base]
        marker = "" if place.tail else place.node.marker
        yield Clause(
            id=key + place.eid,
            document=document.slug,
            edition=document.edition,
            eid=place.eid,
            kind=place.kind,
            citation=identifiers.write(
                document.citation,
                cited,
                naming.family,
                document.language,
                marker,
                _around(place, naming.family),
                _listed(place, naming),
            ),
            path=place.path,
            marker=marker,
            text=words,
            start=place.start,
            end=end,
            page=place.node.page,
            parent=place.parent.eid if place.parent is not None else None,
            modality=place.mode,
            language=document.language,
            sha256=text_digest(words),
        )


def _listed(place: _Place | None, naming: _Naming) -> list[str]:
    """The numbers, as printed, of the items and paragraphs that a place is or stands in, the outermost first; not of those cited by other words."""
    found: list[str] = []
    while place is not None:
        segment = naming.cited.get(place.eid, place.segment).rpartition("__")[2]
        if segment.startswith(("item_", "para_")):
            found.insert(0, place.node.marker if place.node.kind == "item" else "")
        place = place.parent
    return found


def _around(place: _Place | None, family: str) -> str:
    """The printed number of the section that a place is or stands in, in a German law that of an annex too; empty elsewhere."""
    kinds = ("section", "annex", "chapter") if family == "de" else ("section",)
    while place is not None and place.kind not in kinds:
        place = place.parent
    return place.node.marker if place is not None else ""


def _eid(place: _Place, taken: dict[str, int]) -> str:
    """The identifier of a place: below that of the part around it unless it is numbered through, and never one already taken."""
    parent = place.parent
    while place.node.scope is not None and not place.tail and parent is not None:
        if parent.node is place.node.scope:
            break
        parent = parent.parent
    above = parent.eid if parent is not None else ""
    alone = (place.node.absolute and not place.tail) or not above
    wanted = place.segment if alone else f"{above}__{place.segment}"
    taken[wanted] = count = taken.get(wanted, 0) + 1
    return wanted if count == 1 else f"{wanted}_{count}"


def _cited(place: _Place, naming: _Naming) -> str:
    """The identifier that the citation of a place is written from: its own, unless an item that it is or stands in is cited by its printed number.

    No two places have the same.
    """
    node, said = place.node, naming.said
    if place.parent is not None and place.parent.eid and not place.tail:
        wanted = f"{place.parent.eid}__{node.cited}" if node.cited else place.eid
        free = wanted not in said and (wanted == place.eid or wanted not in naming.taken)
        if not free:
            said[place.eid] = said.get(place.eid, 0) + 1
            if said[place.eid] > 1:
                naming.cited[place.eid] = f"{place.eid}_{said[place.eid]}"
        elif node.cited:
            said[wanted] = 1
            if not identifiers.in_brackets(node.marker, place.segment.partition("_")[2]):
                naming.cited[place.eid] = wanted
    above: _Place | None = place
    while above is not None and above.eid not in naming.cited:
        above = above.parent
    if above is None or not place.eid.startswith(above.eid):
        return place.eid
    return naming.cited[above.eid] + place.eid.removeprefix(above.eid)


def _untold(place: _Place, own: str, scope: Scope) -> bool:
    """Whether a place is no clause: nothing but its number, or words at the end that the provision around it holds already."""
    if scope == "own":
        return not place.tail and own == place.node.marker and place.end > place.own
    return place.tail and place.parent is not None and place.parent.kind not in _OWN_ALWAYS


def _mode(place: _Place, own: str, language: str) -> Modality:
    """What the words do; where they say nothing, what the words that introduce their list or the heads above them say."""
    if place.kind in _SILENT:
        return "other"
    if (found := modality(own, language)) != "other" and not (found == "permission" and place.node.lead):
        return found
    if place.node.lead and (led := modality(place.node.lead, language)) != "other":
        return led
    if found == "other" and place.parent is not None and place.kind in _LISTED:
        above = place.parent.mode
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


_NUMBERED_APART = frozenset({"item", "text", "note", "point", "paragraph", "row", "contents", "contact"})
_HEADS = frozenset({"heading", "section"})
_OWN_ALWAYS = frozenset(
    {
        "item",
        "text",
        "note",
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
