"""XML whose elements are the parts of a law, read so that every word goes to a part or to what is left out.

A vocabulary says what each element is (`Vocabulary.roles`) and makes the parts; this module keeps the words: text between elements,
notes called inside a sentence, rows of tables, provisions quoted from another act.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from curation.core.records import DropReason
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import LeftOut, Node, label, squeeze

Role = Literal["inline", "block", "part", "quote", "note", "row", "break", "read"]
"""What an element is: words of a sentence, a paragraph or a wrapper of paragraphs, a part that is cited, provisions of another act that
are quoted, a note, a row of a table, the end of a line, what has been read elsewhere. Any other role is a reason to leave it out."""

MadePart = tuple[Node | None, Iterable[Element] | None]
"""The part that an element opens and the elements that its first line is made of. No part: an element that only wraps others. No elements
(None): the vocabulary has read the whole element itself."""

_REASONS = frozenset(get_args(DropReason))
_CELLS = frozenset(
    {"td", "th", "entry", "TableColumn", "TableHeaderColumn", "TD", "TH", "ENT", "CHED", "CELL"}
)


@dataclass(frozen=True)
class Vocabulary:
    """What the elements of a vocabulary are."""

    roles: Mapping[str, str]
    """Element name to role, or to the reason for which it is left out."""
    part: Callable[[Tree, Element, Node], MadePart]
    """Makes the part that an element opens in the part around it, and adds it."""
    special: Callable[[Tree, Element, Node], str] = lambda _tree, _element, _where: ""
    """The role of an element that its name does not decide; empty when the name does."""
    note: Callable[[Tree, Element], tuple[str, str]] | None = None
    """The mark and the words of a note."""
    texts: frozenset[str] = frozenset()
    """Kinds of part whose paragraphs are clauses of their own (`al_1`) and not further lines of the part."""
    joined: frozenset[str] = frozenset()
    """Kinds of part whose first words stand on the line of their number."""


@dataclass(slots=True)
class Tree:
    """A document, or a piece of one, being read."""

    vocabulary: Vocabulary
    left_out: list[LeftOut] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    """The pieces of the paragraph being read."""
    called: list[tuple[str, str]] = field(default_factory=list)
    """The notes called in it: mark and words."""
    waiting: dict[int, list[Node]] = field(default_factory=dict)
    """Notes of a part that are added to it before its next sub-part, or at its end."""
    counts: dict[int, dict[str, int]] = field(default_factory=dict)
    """Of each part, the numbers given in it."""
    fresh: set[int] = field(default_factory=set)
    """Parts that have only their number so far."""

    # --- words -------------------------------------------------------------------------------------------------

    def walk(self, element: Element, where: Node, without: Iterable[Element] = ()) -> None:
        """Reads everything in `element` into the part `where`, except the elements in `without`."""
        skipped = list(without)
        if element.text:
            self.run.append(element.text)
        mixed: bool | None = None
        for child in element:
            if isinstance(child.tag, str) and not (skipped and any(child is other for other in skipped)):
                role = self.role(child, where)
                if not role:
                    mixed = _mixed(element) if mixed is None else mixed
                    role = "inline" if mixed else "block"
                self.take(child, role, where)
                if role == "note":
                    self._part_words(child.tail)
            if child.tail:
                self.run.append(child.tail)

    def role(self, element: Element, where: Node) -> str:
        """What an element is; empty when its vocabulary does not know it."""
        return self.vocabulary.special(self, element, where) or self.vocabulary.roles.get(name(element), "")

    def take(self, element: Element, role: str, where: Node) -> None:
        """Reads an element in a role into the part `where`."""
        if role == "inline":
            self.run.append(element.get("startQuote") or "")
            self.walk(element, where)
            self.run.append(element.get("endQuote") or "")
        elif role == "break":
            self.run.append(" ")
            self.walk(element, where)
        elif role == "note":
            self._note(element)
        elif role == "read":
            return
        elif role in _REASONS:
            self.run.append(" " if role != "note-mark" else "")
            self.leave(element, cast(DropReason, role))
        else:
            self.flush(where)
            if role == "part":
                self.part(element, where)
            elif role == "quote":
                self._quote(element, where)
            elif role == "row":
                self._row(element, where)
            else:
                self.walk(element, where)
                self.flush(where)

    def line(self, element: Element | None) -> str:
        """The words of an element on one line, as the number or the heading of a part; its notes are those of the part."""
        if element is None:
            return ""
        outer, self.run = self.run, []
        self._inline(element)
        text, self.run = squeeze("".join(self.run)), outer
        return text

    def _inline(self, element: Element) -> None:
        """Puts the words of an element and of all in it into the run, blocks apart from each other."""
        self.run.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                role = self.role(child, _NOWHERE)
                if role == "note":
                    self._note(child)
                    self._part_words(child.tail)
                elif role in _REASONS:
                    self.leave(child, cast(DropReason, role))
                elif role == "inline":
                    self._inline(child)
                else:
                    self.run.append(" ")
                    self._inline(child)
                    self.run.append(" ")
            self.run.append(child.tail or "")

    def _part_words(self, tail: str | None) -> None:
        """Parts the word before a note from the word that follows its mark: nothing else stands between them on the page."""
        if (tail or "")[:1].isalnum() and self.run and self.run[-1][-1:].isalnum():
            self.run.append(" ")

    def flush(self, where: Node) -> None:
        """Ends the paragraph being read: its words go to `where`."""
        text = squeeze("".join(self.run))
        self.run.clear()
        home = self.put(where, text) if text else where
        self._wait(home)
        if home is not where:
            self.settle(home)

    def put(self, where: Node, text: str) -> Node:
        """Adds a paragraph to a part; the part that has it."""
        if id(where) in self.fresh:
            self.fresh.discard(id(where))
            number = where.marker
            if number and where.parts[0] == number and _repeats(number, text):
                self.left_out.append(LeftOut(number, "repeated"))  # the words begin with the number once more
                where.parts[0] = text
            else:
                where.parts[0] = f"{where.parts[0]} {text}"
            return where
        if where.unlisted or where.kind in self.vocabulary.texts:
            return self.add(where, Node("text", self.next(where, "al"), parts=[text]))
        where.parts.append(text)
        return where

    def leave(self, element: Element | None, reason: DropReason) -> None:
        """Leaves an element out, with its reason; None is no element."""
        text = "" if element is None else spaced(element)
        if text:
            self.left_out.append(LeftOut(text, reason, place(element)))

    # --- parts -------------------------------------------------------------------------------------------------

    def next(self, where: Node, segment: str) -> str:
        """`segment` with the next number in `where`: `al_1`, `al_2`."""
        given = self.counts.setdefault(id(where), {})
        given[segment] = given.get(segment, 0) + 1
        return f"{segment}_{given[segment]}"

    def forget(self, but: Iterable[Node]) -> None:
        """Forgets the numbers given in all parts `but` those that go on."""
        going = {id(node) for node in but}
        self.counts = {key: given for key, given in self.counts.items() if key in going}

    def add(self, where: Node, node: Node) -> Node:
        """`node`, now the last sub-part of `where`, after the notes that `where` has."""
        if where is not _NOWHERE:
            self.settle(where)
            self.fresh.discard(id(where))
        return where.add(node)

    def _wait(self, node: Node) -> None:
        """Lets the notes called so far wait for the end of the words of `node`."""
        for mark, words in self.called:
            number = numbering.clean(mark)[:20]
            segment = f"note_{number}" if number else self.next(node, "note")
            note = Node("note", segment, mark, parts=[squeeze(f"{mark} {words}")])
            self.waiting.setdefault(id(node), []).append(note)
        self.called.clear()

    def carry(self, node: Node) -> None:
        """Adds the notes called so far to `node`, whose words have been read."""
        self._wait(node)
        self.settle(node)

    def settle(self, node: Node) -> None:
        """Adds the notes of a part to it."""
        for note in self.waiting.pop(id(node), ()):
            node.add(note)

    def part(self, element: Element, where: Node) -> None:
        """Reads an element that opens a part."""
        node, heads = self.vocabulary.part(self, element, where)
        if heads is None:
            return
        if node is None:
            self.walk(element, where, heads)
            self.flush(where)
            return
        if node.kind in self.vocabulary.joined and len(node.parts) == 1 and isinstance(node.parts[0], str):
            self.fresh.add(id(node))
        self._wait(node)
        self.walk(element, node, heads)
        self.flush(node)
        self.settle(node)
        self.fresh.discard(id(node))

    def _note(self, element: Element) -> None:
        if self.vocabulary.note is not None:
            mark, text = self.vocabulary.note(self, element)
            if text:
                self.called.append((mark, text))

    def _quote(self, element: Element, where: Node) -> None:
        """Quoted provisions: further lines of the part that quotes them, a line for each of their paragraphs."""
        held = Node("quote", "quote", unlisted=True)
        inner = Tree(self.vocabulary, self.left_out)
        inner.walk(element, held)
        inner.flush(held)
        inner.settle(held)
        lines = list(_lines(held))
        opening, closing = element.get("startQuote") or "", element.get("endQuote") or ""
        if lines and (opening or closing):
            lines[0] = lines[0] if lines[0].startswith(opening) else f"{opening}{lines[0]}"
            lines[-1] = lines[-1] if lines[-1].endswith(closing) else f"{lines[-1]}{closing}"
        home = where
        for order, line in enumerate(lines):
            if where.unlisted or where.kind in self.vocabulary.texts:
                if order == 0:
                    last = where.parts[-1] if where.parts else None
                    home = (
                        last
                        if isinstance(last, Node) and last.kind == "text"
                        else self.add(where, Node("text", self.next(where, "al")))
                    )
                home.parts.append(line)
            else:
                self.fresh.discard(id(where))
                where.parts.append(line)

    def _row(self, element: Element, where: Node) -> None:
        """A row of a table: its cells with a bar between them; the heads of the columns are its heading."""
        cells = [cell for cell in element if isinstance(cell.tag, str)]
        outer, self.run = self.run, []
        texts = [self.line(cell) for cell in cells]
        self.run = outer
        heads = _heads(element)
        if any(texts):
            text = " | ".join(filter(None, _with_labels(element, cells, texts)))
            heading = "" if element in heads else " | ".join(spaced(head, " | ") for head in heads)
            node = Node("row", self.next(where, "row"), heading=heading, parts=[text])
            self.add(where, node)
            self.carry(node)


def _repeats(number: str, text: str) -> bool:
    """Whether the words of a part begin with its number once more: `III. – III (nouveau). – In article 5 …`."""
    bare = number.rstrip(" .–—-")
    again = re.match(rf"{re.escape(number)}(?!\w)", text)
    return again is not None or (
        bare.isalnum() and re.match(rf"{re.escape(bare)}\s\(\w{{1,20}}\)", text) is not None
    )


_NOWHERE = Node("document", "", unlisted=True)


def _mixed(element: Element) -> bool:
    """Whether words stand directly in an element, beside its sub-elements."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _lines(node: Node) -> Iterator[str]:
    for part in node.parts:
        if isinstance(part, Node):
            yield from _lines(part)
        elif part:
            yield part


def _heads(row: Element) -> list[Element]:
    """The rows that name the columns of the table of `row`, all of its head when `row` is one of them; one of numbers names nothing."""
    parent = row.getparent()
    if parent is None:
        return []
    if name(parent) in ("thead", "THEAD"):
        return [row]
    group = parent.getparent() if name(parent) in ("tbody", "tfoot", "TBODY") else parent
    if group is None:
        return []
    head = next((child for child in group if name(child) in ("thead", "THEAD", "TableHeaderRow")), None)
    if head is None or name(head) == "TableHeaderRow":
        return [] if head is None else [head]
    rows = [child for child in head if isinstance(child.tag, str)]
    named = [one for one in rows if any(char.isalpha() for text in one.itertext() for char in text)]
    return named if any(cell.get("morerows") for one in named for cell in one) else (named or rows)[-1:]


_ROWS = 60
"""Most rows that a label stands beside."""


def _with_labels(row: Element, cells: Sequence[Element], texts: Sequence[str]) -> list[str]:
    """The texts of the cells of a row, with the labels of rows above that reach down to it (`morerows`), in the order of the columns."""
    if any(_column(cell) is None for cell in cells):
        return list(texts)
    placed = [(cast(int, _column(cell)), text) for cell, text in zip(cells, texts, strict=True)]
    above = row.getprevious()
    for down in range(1, _ROWS):
        if above is None or not isinstance(above.tag, str):
            break
        for cell in above:
            reach = cell.get("morerows") if isinstance(cell.tag, str) else None
            column = _column(cell) if reach else None
            if column is not None and reach is not None and reach.isdecimal() and int(reach) >= down:
                placed.append((column, label(squeeze(" ".join(cell.itertext())))))
        above = above.getprevious()
    return [text for _, text in sorted(placed, key=lambda one: one[0])]


def _column(cell: Element) -> int | None:
    """The number of the first column of a cell, as far as the cell says."""
    match = re.search(r"\d{1,3}$", cell.get("colname") or cell.get("namest") or "")
    return int(match[0]) if match else None


def spaced(element: Element, between: str = " ") -> str:
    """All the words in an element, those of different elements with `between` them where they are cells or blocks."""
    if not between.isspace():
        return squeeze(
            between.join(
                filter(None, (squeeze(_apart(cell)) for cell in element if isinstance(cell.tag, str)))
            )
        )
    return squeeze(_apart(element))


_LINE_ENDS = frozenset({"br", "eol", "lb"})


def _apart(element: Element) -> str:
    """The words of an element, a space around each sub-element that has words of its own line."""
    out = [element.text or ""]
    mixed = _mixed(element)
    for child in element:
        if isinstance(child.tag, str):
            ends = name(child).lower() in _LINE_ENDS
            out.append(" " if ends else _apart(child) if mixed else f" {_apart(child)} ")
        out.append(child.tail or "")
    return "".join(out)


def iso(text: str) -> str:
    """The date that a text begins with (`2030-01-02`, `20300102`), in ISO form; empty when it is none."""
    match = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)", text)
    return "-".join(match.groups()) if match and "00" < match[2] < "13" and "00" < match[3] < "32" else ""


def place(element: Element) -> str:
    """Where an element stands: the names of the elements around it, with the identifier of the last one that has one."""
    names: list[str] = []
    here: Element | None = element
    while here is not None and len(names) < 6:
        key = here.get("identifier") or here.get("eId") or here.get("id") or here.get("doknr") or ""
        names.append(f"{name(here)}[{key}]" if key else name(here))
        if key:
            break
        here = here.getparent()
    return "/".join(reversed(names))
