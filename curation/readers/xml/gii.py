"""The XML of gesetze-im-internet.de: German federal laws and ordinances, a `norm` for each section, division and annex."""

from __future__ import annotations

import re

from curation.core.records import DropReason
from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.structure.german_law import division_number
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary, iso
from curation.text.document_words import gii as wording

_ROLES = {
    **dict.fromkeys(listed("text Content P table tgroup thead tbody tfoot Title Subtitle Split pre LA DD textdaten Group Document Footnotes"), "block"),
    **dict.fromkeys(listed("F B I U SUP SUB SMALL NB SP small small-caps noindex ABWFORMAT QuoteL QuoteR FnZ Accolade span a FILE Strike"), "inline"),
    **dict.fromkeys(listed("TOC"), "contents"),
    **dict.fromkeys(listed("fussnoten kommentar Revision"), "editorial"),
    **dict.fromkeys(listed("metadaten colspec spanspec IMG"), "metadata"),
    "AnnexPart": "part", "FnR": "note", "Footnote": "read", "row": "row", "BR": "break", "DL": "part", "norm": "part", "Ident": "inline",
}  # fmt: skip
_PARAGRAPH = re.compile(r"^\((\d+[a-z]*)\)\s*")


def read(data: bytes) -> Parsed:
    """The sections, divisions and annexes of a law or an ordinance."""
    page = markup.parse_xml(data)
    top = root()
    reader = _Reader(page, top)
    tree = Tree(reader.vocabulary())
    for element in page:
        if isinstance(element.tag, str):
            tree.take(element, tree.role(element, top) or "block", top)
    tree.flush(top)
    tree.settle(top)
    day = _field(page, "norm/metadaten/ausfertigung-datum")
    return Parsed(
        top, "de", reader.short or reader.title, "de", reader.title, tree.left_out, published=iso(day)
    )


def _field(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else squeeze(" ".join(found.itertext()))


class _Reader:
    """A law being read: the divisions that are open, by the length of their key."""

    def __init__(self, page: Element, top: Node) -> None:
        head = page.find("norm/metadaten")
        head = page if head is None else head
        self.short = _field(head, "amtabk") or _field(head, "jurabk")
        self.title = _field(head, "langue") or _field(head, "kurzue") or self.short
        self.divisions: list[tuple[str, Node]] = [("", top)]
        self.footnotes: dict[str, Element] = {}

    def vocabulary(self) -> Vocabulary:
        """The vocabulary of GII."""
        return Vocabulary(_ROLES, self.part, self.special, self.note, joined=frozenset({"point", "letter"}))

    def special(self, tree: Tree, element: Element, where: Node) -> str:
        """A paragraph that begins with its number is a part; a list is a part for each of its terms."""
        tag = name(element)
        if (
            tag == "P"
            and where.kind in ("section", "article", "annex")
            and _PARAGRAPH.match(_opening(element))
        ):
            return "part"
        if tag == "DT":
            return "part"
        if tag == "DD":
            return (
                "read"
                if element.getprevious() is not None and name(element.getprevious()) == "DT"
                else "block"
            )
        return ""

    def note(self, tree: Tree, element: Element) -> tuple[str, str]:
        """The mark and the words of a footnote that is called."""
        key = element.get("ID") or ""
        found = self.footnotes.get(key)
        return ("", "") if found is None else self._told(tree, key, found)

    def _told(self, tree: Tree, key: str, note: Element) -> tuple[str, str]:
        """The mark and the words of a footnote, which stands once however often it is called."""
        del self.footnotes[key]
        mark = f"{note.get('Prefix') or ''}{note.get('FnZ') or ''}{note.get('Postfix') or ''}"
        return squeeze(mark), tree.line(note)

    def part(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """The part that an element opens."""
        tag = name(element)
        if tag == "norm":
            return self._norm(tree, element)
        if tag == _PART:
            line = squeeze(element.get("title") or "")
            word, _, number = line.partition(" ")
            segment = f"{wording.PARTS[word]}_{numbering.clean(number.split(' ')[0])}"
            marker = f"{word} {number.split(' ')[0]}".rstrip(" :.–-")
            return tree.add(where, Node("part", segment, marker, line)), ()
        if tag == "P":
            return self._paragraph(tree, element, where)
        if tag == "DL":
            return None, ()
        return self._term(tree, element, where)

    # --- a norm ----------------------------------------------------------------------------------------------------

    def _norm(self, tree: Tree, element: Element) -> MadePart:
        head = element.find("metadaten")
        top = self.divisions[0][1]
        if head is None:
            return None, ()
        self.footnotes = {e.get("ID") or "": e for e in element.iter("Footnote")}
        label, title = head.find("enbez"), head.find("titel")
        shown, text = tree.line(label), tree.line(title)
        group = head.find("gliederungseinheit")
        parent = top if group is None else self._division(tree, group, top, own=not shown)
        self._leave(tree, head, label, title, group)
        contents = element.find("textdaten")
        if not shown:
            if contents is not None:
                tree.walk(contents, parent)
                tree.flush(parent)
                self._uncalled(tree, parent)
                tree.settle(parent)
            return None, None
        if not_law := _not_law(shown):
            for piece in (label, title, contents):
                if piece is not None:
                    tree.leave(piece, not_law)
            return None, None
        node = self._section(shown, squeeze(f"{shown} {text}"), parent, tree)
        tree.add(parent, node)
        if contents is not None:
            if node.kind == "annex":
                _group_parts(contents)
            tree.walk(contents, node)
            tree.flush(node)
        self._uncalled(tree, node)
        tree.settle(node)
        return None, None

    def _uncalled(self, tree: Tree, node: Node) -> None:
        """Adds the notes that nothing read here calls, such as one to the title of the law, to the part they stand in."""
        for key in list(self.footnotes):
            found = self.footnotes.get(key)
            if found is not None:
                tree.called.append(self._told(tree, key, found))
        tree.carry(node)

    def _leave(self, tree: Tree, head: Element, *read: Element | None) -> None:
        """Leaves out what the head of a norm says, but what is read into a part."""
        for child in head:
            if not any(child is other for other in read):
                tree.leave(child, "title" if child.tag in ("langue", "kurzue") else "metadata")

    def _section(self, shown: str, text: str, parent: Node, tree: Tree) -> Node:
        """The part for a section, an article, an annex or a preamble."""
        if found := wording.SIGNS.match(shown):
            inside = parent.kind == "article"
            kind, segment = ("section", f"sec_{found[1]}") if found[1] else ("article", f"art_{found[2]}")
            return Node(kind, segment, shown, text, absolute=not inside, parts=[text])
        if found := wording.ANNEX.match(shown):
            number = numbering.clean(found[2] or "")
            segment = f"annex_{number}" if number else tree.next(parent, "annex")
            return Node("annex", segment, shown, text, absolute=True, parts=[text])
        if wording.SAID.match(shown):
            return Node("preamble", tree.next(parent, "pream"), shown, text, absolute=True, parts=[text])
        return Node("section", tree.next(parent, "hcontainer"), shown, text, absolute=True, parts=[text])

    def _division(self, tree: Tree, group: Element, top: Node, own: bool) -> Node:
        """The division that a norm opens or stands in; the words of one already open are left out as repeated."""
        key = _field(group, "gliederungskennzahl")
        named, title = _field(group, "gliederungsbez"), _field(group, "gliederungstitel")
        while len(self.divisions) > 1 and not (
            key.startswith(self.divisions[-1][0]) and key != self.divisions[-1][0]
        ):
            if self.divisions[-1][0] == key:
                tree.leave(group, "metadata" if not named.strip("-") else "repeated")
                return self.divisions[-1][1]
            self.divisions.pop()
        text = squeeze(f"{named} {title}")
        parent = self.divisions[-1][1]
        if not text.strip("- "):
            tree.leave(group, "metadata")
            return parent
        tree.leave(group.find("gliederungskennzahl"), "metadata")
        found = division_number(named)
        segment, kind = (
            (f"{found[0]}_{found[1]}", found[0]) if found else (tree.next(parent, "hcontainer"), "heading")
        )
        kind = "article" if kind == "art" else "chapter" if kind != "heading" else kind
        node = Node(kind, segment, named, text, absolute=kind == "article" or parent is top, parts=[text])
        tree.add(parent, node)
        self.divisions.append((key, node))
        return node

    # --- what stands in a norm -------------------------------------------------------------------------------------

    def _paragraph(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """A numbered paragraph (Absatz)."""
        found = _PARAGRAPH.match(_opening(element))
        number = found[1] if found else ""
        return tree.add(where, Node("paragraph", f"para_{number}", f"({number})")), ()

    def _term(self, tree: Tree, element: Element, where: Node) -> MadePart:
        """An item of a list: a number, a letter or a dash, with its description."""
        shown = tree.line(element)
        cleaned = numbering.clean(shown)
        if cleaned[:1].isdigit():
            kind, segment = "point", f"point_{cleaned}"
        elif cleaned and cleaned.isalpha() and len(cleaned) <= 4:
            kind, segment = "letter", f"letter_{cleaned}"
        else:
            kind, segment = "point", tree.next(where, "item")
        node = Node(kind, segment, shown, parts=[shown] if shown else [])
        tree.add(where, node)
        if shown:
            tree.fresh.add(id(node))
        text = element.getnext()
        if text is not None and name(text) == "DD":
            tree.walk(text, node)
            tree.flush(node)
        tree.settle(node)
        tree.fresh.discard(id(node))
        return None, None


_PART = "AnnexPart"
"""The element that `_group_parts` puts around a part of an annex."""


def _group_parts(contents: Element) -> None:
    """Puts what follows a title such as `Teil B – Zeugnisse` in an annex into an element of its own, since such parts number anew."""
    for content in list(contents.iter("Content")):
        holder: Element | None = None
        for child in list(content):
            if child.tag == "P" and (title := _part_title(child)):
                holder = content.makeelement(_PART, {"title": title})
                content.append(holder)
            if holder is not None:
                holder.append(child)


def _part_title(paragraph: Element) -> str:
    """The title of a part of an annex that a paragraph begins with or is, empty for another paragraph."""
    first = paragraph[0] if len(paragraph) and not (paragraph.text or "").strip() else None
    printed = name(first) in ("SP", "B", "F") if first is not None else False
    text = squeeze("".join(first.itertext() if printed and first is not None else paragraph.itertext()))
    whole = printed or len(text) < 160
    return text if whole and wording.ANNEX_PART.match(text) and not text.endswith((".", ";", ",")) else ""


def _not_law(shown: str) -> DropReason | None:
    """Why a norm that is called `shown` is left out: the list of contents, the formula at the end."""
    if wording.NOT_LAW_INHALTS_BERSICHT.match(shown):
        return "contents"
    return "closing" if wording.NOT_LAW_SCHLU_SS.match(shown) else None


def _opening(element: Element) -> str:
    """The first words of an element."""
    for text in element.itertext():
        if text.strip():
            return str(text).lstrip()
    return ""
