"""Acts of the European Union, put together the same way whatever format the parts were read from."""

from __future__ import annotations

import re

from curation.readers.eurlex import part_names
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, root, squeeze
from curation.text.document_words import act as wording

_PARAGRAPH = re.compile(r"^\(?(\d{1,3}[a-z]{0,2})(?:\.|\))\s+(?=\S)", re.I)
_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)\.?\s+(?=\S)")
OPEN, CLOSE = "‘“„«\"'", "’”“»\"'"
_DASHES = "—–-−•·"
_PROPOSAL = re.compile(r"\b(COM|JOIN|SWD)\s?\((\d{4})\)\s?(\d+)\b")


_NAMED_EARLY = 80
"""Most characters of a title before what the act is called in it; a sentence that names another act does so later."""


def append(where: Node, text: str) -> None:
    """Adds text to a point; the first text goes on the line of its marker."""
    if not text:
        return
    if len(where.parts) == 1 and where.parts[0] == where.marker:
        where.parts[0] = f"{where.marker} {text}"
    else:
        where.parts.append(text)


class Act:
    """An act being read. Its methods take the parts in the order of the text."""

    def __init__(self) -> None:
        self.root = root()
        self.divisions: list[tuple[int, Node]] = []
        self.article: Node | None = None
        self.annex: Node | None = None
        self.block: Node | None = None
        """The paragraph, group or section that text and lists belong to now."""
        self.groups = 0
        self.quoted = False
        self.recitals = 0
        """How many recitals were read."""
        self.anew = False
        """Whether each chapter numbers its sections anew, so that their identifiers begin with its own."""
        self.attached: Node | None = None
        """The agreement or other act that is attached and being read: its articles are named after it."""
        self.citation = ""
        self.proposal = ""
        """The number of the proposal, for a text that is no act yet: `COM(2021) 206`."""
        self.title = ""

    def parsed(self, language: str = "") -> Parsed:
        """What was read."""
        return Parsed(self.root, "eu", self.citation or self.proposal, language, self.title)

    def put(self, inside: Node | None, text: str) -> None:
        """Puts text in the open point, else in the act."""
        if inside is not None:
            append(inside, text)
        else:
            self.text(text)

    def place(self) -> Node | None:
        """The part that text and lists belong to now, None in the preamble."""
        return self.block or self.article or self.annex

    def name(self, text: str) -> None:
        """Takes the act's title: what it is called in a citation."""
        if re.search(r"[^\W\d_]{3}", text):  # no number of a page or of a database
            self.title = self.title or text
        if not self.citation and (match := wording.ACT.search(text)) and match.start() <= _NAMED_EARLY:
            self.citation = _named(match)
        else:
            self.proposed(text)

    def proposed(self, text: str) -> None:
        """Takes the number of a proposal from a text that names it."""
        if not self.proposal and (match := _PROPOSAL.search(text)):
            self.proposal = f"{match[1]}({match[2]}) {int(match[3])}"

    def recital(self, number: str, text: str) -> None:
        """A recital; one without a number is counted."""
        self.recitals += 1
        segment = f"rec_{numbering.clean(number) if number else self.recitals}"
        line = f"{number} {text}".strip()
        self.root.add(Node("recital", segment, number, absolute=True, parts=[line]))

    def division(self, text: str) -> bool:
        """Opens a chapter, section, title or part when `text` is the line that names one."""
        found = part_names.division(text)
        if found is None:
            return False
        (name, segment, rank), number = found
        while self.divisions and self.divisions[-1][0] >= rank:
            self.divisions.pop()
        node = Node(name, f"{segment}_{number}", number, text, absolute=not self.divisions, parts=[text])
        (self.divisions[-1][1] if self.divisions else self.root).add(node)
        self.divisions.append((rank, node))
        self.article = self.annex = self.block = None
        return True

    def division_heading(self, text: str) -> None:
        """The heading of the division just opened."""
        if self.divisions and self.article is None:
            node = self.divisions[-1][1]
            node.parts[0] = node.heading = f"{node.parts[0]} {text}"

    def open_article(self, text: str, heading: str = "") -> bool:
        """Opens an article when `text` is the line that names one (`Article 5`)."""
        named = part_names.article(text)
        if named is None:
            return False
        number, rest = named
        heading = heading or squeeze(rest)
        label = squeeze(text.removesuffix(rest)) if rest else text
        segment = f"{'sec' if '§' in label else 'art'}_{numbering.clean(number)}"
        scoped = self.anew and bool(self.divisions)
        scope = None if self.anew else self.attached
        free = not scoped and scope is None
        node = Node("article", segment, number, label, absolute=free, parts=[label], scope=scope)
        (self.divisions[-1][1] if self.divisions else self.root).add(node)
        self.article, self.annex, self.block, self.quoted = node, None, None, False
        if heading:
            self.article_heading(heading)
        return True

    def article_heading(self, text: str) -> None:
        """The heading of the article just opened."""
        if self.article is not None:
            self.article.parts.append(text)
            self.article.heading = f"{self.article.heading} {text}"

    def open_annex(self, text: str) -> bool:
        """Opens an annex when `text` is the line that names one (`ANNEX III`)."""
        found = part_names.annex(text)
        if found is None:
            return False
        number = found[0].upper()
        segment = f"annex_{number}" if number else "annex_1"
        self.annex = self.root.add(Node("annex", segment, number, text, absolute=True, parts=[text]))
        self.article = self.block = self.attached = None
        self.divisions, self.groups, self.quoted = [], 0, False
        return True

    def attach(self, text: str) -> None:
        """Opens an agreement or another act that is attached, with the line that names it."""
        named = part_names.annex(text)
        count = 1 + sum(node.kind == "annex" for node in self.root.nodes())
        number = named[0].upper() if named else ""
        node = Node("annex", f"annex_{number or count}", number, text, absolute=True, parts=[text])
        self.attached = self.root.add(node)
        self.divisions = [(0, node)]
        self.article = self.annex = self.block = None
        self.quoted = False

    def annex_heading(self, text: str) -> None:
        """The heading of the annex just opened."""
        if self.annex is not None:
            self.annex.parts.append(text)
            self.annex.heading = f"{self.annex.heading} {text}"

    def group(self, text: str) -> None:
        """A heading inside an annex: a lettered section, or a numbered heading with its own point."""
        if self.annex is None:
            return
        if self.block is not None and self.block.kind == "section" and _bare_group(self.block):
            self.block.parts.append(text)
            self.block.heading = f"{self.block.heading} {text}"
            return
        if named := part_names.group(text):
            node = self.annex.add(Node("section", named[0], named[1], text, parts=[text]))
        else:
            self.groups += 1
            node = self.annex.add(Node("section", f"hcontainer_{self.groups}", heading=text))
            if match := _NUMBER.match(text):
                node.marker = match[1]
                node.add(Node("point", f"point_{numbering.clean(match[1])}", match[1], parts=[text]))
            else:
                node.parts.append(text)
        self.block = node

    def amendment(self, text: str) -> bool:
        """Opens an amendment of the Parliament when `text` is the line that names one (`Amendment 12`)."""
        match = wording.AMENDMENT.match(text)
        if match is None or self.article is not None or self.annex is not None:
            return False
        self.block = self.root.add(
            Node("amendment", f"am_{match[1]}", match[1], text, absolute=True, parts=[text])
        )
        return True

    def text(self, text: str) -> None:
        """A paragraph of text: a numbered paragraph, a further subparagraph, or words quoted from another act."""
        where = self.place()
        if where is None or not text:
            return
        if self.annex is None and not self.quoted and wording.FINAL.match(text) and not self._has_no_words():
            self.article = self.block = None
            return
        if self._quotes(text):
            where.parts.append(text)
        elif self.article is not None and (match := _PARAGRAPH.match(text)):
            number = numbering.clean(match[1])
            marker = text[: match.end()].strip()
            self.block = self.article.add(
                Node("paragraph", f"para_{number}", marker, parts=[f"{marker} {text[match.end() :]}"])
            )
        elif self.annex is not None and (match := _NUMBER.match(text)):
            parent = self.block if self.block is not None and self.block.kind == "section" else self.annex
            parent.add(point(match[1], text[: match.end()].strip(), text[match.end() :]))
        else:
            where.parts.append(text)

    def _has_no_words(self) -> bool:
        """Whether the open article is no more than its name yet, so that what else closes an act is its words (`… is addressed to …`)."""
        return self.article is not None and len(self.article.parts) == 1

    def _quotes(self, text: str) -> bool:
        """Whether `text` is quoted from another act: from an opening quote that is not soon closed to the closing one."""
        if not self.quoted:
            if text[0] not in OPEN or re.search(rf"[{CLOSE}]", text[1:90]) or self.annex is not None:
                return False
            self.quoted = True
        if closes(text):
            self.quoted = False
            return True
        return True


def closes(text: str) -> bool:
    """Whether a block ends with a mark that closes a quotation, a sign of the editors behind it included (`(NR)`: new wording)."""
    return bool(re.search(rf"[{CLOSE}](?:\s?\([A-Z]{{1,4}}\))?[\W\d]{{0,6}}$", text))


def _named(found: re.Match[str]) -> str:
    """How an act is cited, from the line that names it."""
    if found["old"]:
        return f"{found['kind2'].capitalize()} {found['old'].upper()}"
    number = f"{found['no'].strip().capitalize()} {found['number']}" if found["no"] else found["number"]
    return f"{found['kind'].capitalize()} ({found['union'].upper().replace('EURATOM', 'Euratom')}) {number}"


def is_final(text: str) -> bool:
    """Whether a line is one of those that close an act: that it binds, and where and when it was done."""
    return wording.FINAL.match(text) is not None


def is_article(text: str) -> str:
    """The number of the article that a line of its own names (`Article 5`, `Article 5 - Scope`), else nothing."""
    found = part_names.article(text)
    if found is None:
        return ""
    number, rest = found
    if text.startswith("제"):
        return number
    sentence = wording.GOES_ON.match(rest)
    return "" if sentence or rest.endswith((".", ";", ",")) else number


def _bare_group(node: Node) -> bool:
    """Whether a lettered section has nothing yet but the line that names it."""
    if len(node.parts) != 1 or not isinstance(node.parts[0], str):
        return False
    line = node.parts[0]
    return part_names.group(line) is not None and len(line.split()) == 2


def point(number: str, marker: str, text: str) -> Node:
    """A point of a list: `(a)`, `1.`, `3.1.`."""
    node = Node("point", f"point_{numbering.clean(number)}", marker)
    node.parts.append(f"{marker} {text}" if text else marker)
    return node


def item(marker: str, text: str, where: Node) -> Node:
    """The next point of a list in `where`: a numbered point, or by its place when the marker is a dash."""
    if marker.strip()[:1] in _DASHES:
        order = 1 + sum(node.kind == "item" for node in where.nodes())
        return Node("item", f"item_{order}", marker, parts=[text] if text else [])
    return point(marker, marker, text)


def is_marker(text: str) -> bool:
    """Whether `text` is the number or dash of a list: `(a)`, `1.`, `3.1.`, `iv)`, `—`."""
    return bool(
        re.fullmatch(
            rf"[{_DASHES}]|\(?[0-9]{{1,3}}[a-z]?(\.[0-9]{{1,3}})*[.)]{{0,2}}|\(?[a-z]{{1,6}}[.)]{{1,2}}",
            text,
            re.I,
        )
    )
