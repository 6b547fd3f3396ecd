"""Licences, terms, policies and standards in flat text: headings, numbered sections, lists and paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from curation.readers.eurlex import part_names
from curation.readers.structure import (
    numbered_lists,
    numbering,
    quotations,
    section_lines,
    section_style,
    segments,
)
from curation.readers.structure.blocks import Block, Node, marked, root
from curation.readers.structure.flat_lists import relist
from curation.readers.structure.numbered_lists import Lists
from curation.readers.structure.section_style import HAN_NUMBER, Style, shown
from curation.text.document_words import policy as wording
from curation.text.document_words import section_style as section_style_wording
from curation.text.document_words.section_style import WORDED

_NUMBER = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,3}){0,4})[.):、．]?\s*(?=\D|$)", re.I)
_LATE = re.compile(r"^(\d{1,3})([A-Z]{0,2})(?:\.\s+(?=\S)|\s+(?=[A-Z]))")
"""A heading whose number has three digits or a letter: `117A. Title`, `5A Title`."""
_BRACKETED = re.compile(r"\d+[A-Z]{0,2}")
"""A number in brackets, and one that was put in later: `(2)`, `(1A)`."""
_ORDER = re.compile(r"Sec\. 2\. ")
_PRINTED = 7
"""The level of a heading that only its print shows."""
_FEW = 3
"""Sections up to which a number may be that of an item."""
_DATE = re.compile(r"\d{1,2}\.?\s+[^\W\d]{3,}\.?,?\s+\d{4}\b")
_ADDRESS = re.compile(r":\s*(?:https?://\S+|\S+@\S+\.\w+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)\.?$", re.I)


_LINE, _MARGINAL, _DIVISION_LEVEL = 100, 8, 1
"""Most characters of a title; the level of the title of one section, below all printed headings, and that of divisions, to which their ranks are added."""
_DIVISION_LINE = re.compile(
    r"\W*(?:[^\W\d_]+\W+(?:[IVXLC]+|\d{1,3}[A-Za-z]?|[A-Z])|\d{1,3}\.?\s+[^\W\d_]+|[^\W\d_]+\s+[^\W\d_]+)(?:\W+[^\W\d_a-z].*)?\W*"
)
_ARTICLE = -1
"""The depth of an article or a chapter that numbers its sections anew."""
_CONTAINERS = {"article": "art", "chapter": "chp", "part": "part", "title": "title"}
_KINDS = {"art": "article", "chp": "chapter", "part": "part", "title": "title"}


def tree(blocks: list[Block], law: bool = False, lists: Lists = "printed") -> Node:
    """The tree of a document that is no law of a known sort.

    `law`: its sections are known to be those of a law. `lists`: what names the items of lists below headings of words. `counted`, as
    web pages do: their place in the document, and their citation says the number of the list; `printed`: the number itself;
    `lettered`: the letters below a heading with a number too (`2.1(a)`).
    """
    blocks = numbered_lists.between(quotations.marked_off(numbered_lists.titled(blocks)))
    return _Policy(relist(blocks, shown=True, below=lists == "lettered"), law, lists).tree()


class _Policy:
    """Licences, terms, policies and standards: headings, numbered sections, lists and paragraphs."""

    def __init__(self, blocks: list[Block], law: bool, lists: Lists) -> None:
        self.blocks = blocks
        self.lists: Lists = lists
        self.top = root()
        self.sections: list[tuple[int, Node]] = []
        """Numbered sections that are open, with the depth of their numbers."""
        self.headings: list[tuple[int, Node]] = []
        self.attachment: Node | None = None
        self.items: list[tuple[int, Node]] = []
        self.list_id = 0
        self.counts: dict[int, dict[str, int]] = {}
        self.lead = ""
        self.styles = section_style.styles(blocks)
        """How sections are numbered, in the document and then in each of its attachments."""
        self.style: Style = self.styles[0]
        self.title: Node | None = None
        """The heading that is the title of the document; it does not begin the identifiers of what stands below it."""
        self.alone = section_style.numbers_alone(blocks)
        """Whether headings that are nothing but a number are sections: `### 4`."""
        self.apart = law or self.alone or any(block.number for block in blocks)
        """Whether the print sets the numbers of sections apart, as in a law."""
        self.last = 0
        """The number of the last section of the first level."""
        self.letter = ""
        """The letter behind that number: `A` in 5A."""
        self.notes = 0
        """The level of the heading of the notes that are open, 0 for none."""
        self.executive = any(_ORDER.match(block.text) for block in blocks)
        """Whether sections are called `Sec. 2.` after the first, `Section 1.`, as in orders of the United States."""
        self.division: Node | None = None
        """The division that the last line opened."""
        self.marginal = section_style.titles_above(self.blocks)
        """The lines, by identity, that are titles of the sections below them."""
        self.lawlike = self.apart or bool(self.marginal) or any(s.worded or s.numbered for s in self.styles)
        """Whether sections are numbered, so that a line that names a part or a chapter is one of its divisions."""
        self.anew = numbered_lists.anew(self.blocks, lists)
        """The segments, by identity, of items below headings that keep their printed number."""
        self.printed: set[tuple[int, str]] = set()
        """The printed numbers of the items right below each part, the part by its identity."""
        self.american: set[int] = set()
        """Sections of an American law, whose paragraphs are all called so: (a), (1), (A), (i)."""

    def tree(self) -> Node:
        """The tree."""
        for place, block in enumerate(self.blocks):
            if block.number:
                self._apart(block)
            elif block.kind == "heading":
                titled = self._marginal(block, self.blocks[place + 1 : place + 2])
                self._leaf(block, "hcontainer", "heading") if titled else self._heading(block)
            elif block.kind == "item":
                self._item(block)
            elif block.kind == "contents":
                self._leaf(replace(block, text=marked(replace(block, kind="item"))), "toc", "contents")
            elif block.kind == "row":
                self._leaf(block, "row", "row", block.heads)
            else:
                self._text(block)
        return self.top

    def _here(self) -> Node:
        """The part that things belong to now."""
        if self.sections:
            return self.sections[-1][1]
        return self.attachment or (self.headings[-1][1] if self.headings else self.top)

    def _home(self) -> Node:
        """The part whose name begins the identifiers of items here: a section or an attachment, else the document."""
        return self.sections[-1][1] if self.sections else self.attachment or self.top

    def _next(self, home: Node, segment: str) -> str:
        count = self.counts.setdefault(id(home), {})
        count[segment] = count.get(segment, 0) + 1
        return f"{segment}_{count[segment]}"

    def _heading(self, block: Block) -> None:
        self.items = []
        text = f"{block.marker} {block.text}".strip()
        if self._attachment(block, text):
            return
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        if self._notes(block.level, text):
            pass
        elif self._named_section(text, block.page) or self._numbered_section(text, block.page):
            self.headings.append((block.level, self.sections[-1][1]))
            return
        self.sections = [one for one in self.sections if one[0] == _ARTICLE]
        if self.attachment is not None and block.level <= 2:
            self.attachment = None
        outer = self.sections[-1][1] if self.sections else self.attachment
        parent = outer or (self.headings[-1][1] if self.headings else self.top)
        title = not self.top.parts and block.level <= 2
        node = Node(
            "heading",
            self._next(self.top, "hcontainer")
            if title
            else segments.of_words(text) or self._next(self.top, "hcontainer"),
            block.marker,
            text,
            absolute=True,
            parts=[text],
            page=block.page,
        )
        if title:
            self.title = node
        parent.add(node)
        self.headings.append((block.level, node))
        self.lead = text

    def _notes(self, level: int, text: str) -> bool:
        """Whether a heading is that of the notes behind an act, which numbers no section, or stands below it."""
        if (self.last or self.attachment) and wording.NOTES.fullmatch(text):
            self.sections, self.attachment, self.notes = [], None, level
        elif level <= self.notes:
            self.notes = 0
        return self.notes > 0

    def _marginal(self, block: Block, below: list[Block]) -> bool:
        """Whether a heading that only print shows is the title of the next numbered paragraph of the open section: above `(2) …`."""
        if block.level != _PRINTED or not self.sections or not below or below[0].kind != "item":
            return False
        if any(named.match(block.text) for named in (_NUMBER, WORDED, section_style_wording.CONTAINER)):
            return False
        match = re.fullmatch(r"\((\d{1,2})\)", below[0].marker)
        section = self.sections[-1][1]
        before = f"para_{int(match[1]) - 1}" if match else ""
        return any(node.segment == before for node in section.nodes())

    def _numbered_section(self, text: str, page: int | None) -> bool:
        """Opens a section when `text` is a heading that begins with its number."""
        found = _NUMBER.match(text)
        late = _LATE.match(text)
        number = found[1] if found is not None else ""
        if late is not None and (found is None or late[2]):
            value = int(late[1])
            after = (
                segments.is_later((self.last, self.letter), (value, late[2]))
                if late[2]
                else segments.is_late(self.last, str(value))
            )
            found, number = (late, f"{late[1]}{late[2]}") if after else (found, number)
        alone = found is not None and found.end() == len(text)
        if found is None or (alone and not self.alone) or _DATE.match(text):
            return False
        if text[found.end() :].startswith(("%", "/")):
            return False
        self._section(number, text, page)
        return True

    def _apart(self, block: Block) -> None:
        """A provision whose section number the print sets apart: `**2** **(1)** A keeper …`."""
        self.items = []
        listed = block.kind == "item"
        line = block.number if listed else f"{block.number} {block.text}"
        self._section(block.number, line, block.page, titled=False)
        if listed:
            self._item(block)

    def _attachment(self, block: Block, text: str) -> bool:
        found = section_style.attachment(block)
        if found is None:
            return False
        self.sections, self.headings, self.items = [], [], []
        self.styles = self.styles[1:]
        self.style = self.styles[0]
        self.attachment = self.top.add(
            Node("annex", found.segment, found.marker, text, absolute=True, parts=[text], page=block.page)
        )
        self.lead = text
        return True

    def _named_section(self, text: str, page: int | None) -> bool:
        """Opens a section that says what it is, or one with a Chinese number, when `text` is the line that names it."""
        if self.style.han and (match := HAN_NUMBER.match(text)):
            self._section(str(numbering.han(match[1])), text, page)
            return True
        nested = self.style.nested
        container = section_style_wording.CONTAINER.match(text) if nested else None
        if container is not None and container["word"].lower() == nested:
            segment = f"{_CONTAINERS[nested]}_{numbering.clean(container['number'])}"
            if self.sections and self.sections[0][1].segment == segment:
                return False  # a running head says again which one is open
            self._section(container["number"], text, page, _CONTAINERS[nested])
            return True
        match = WORDED.match(text) if self.style.worded else None
        if match is None or not (self.style.roman or match["number"][0].isdecimal()):
            return False
        kind = "art" if match["word"].lower().startswith("art") else "sec"
        self._section(match["number"], text, page, kind)
        words = ("SEC.", "Sec.", "SECTION", "Section") if self.executive else ("SEC.", "Sec.", "SECTION")
        if match["word"] in words and match["end"].strip() == ".":
            self.american.add(id(self.sections[-1][1]))
        return True

    def _section(
        self, number: str, text: str, page: int | None, kind: str = "sec", titled: bool = True
    ) -> None:
        """Opens a numbered section: `3`, or `3.2` inside it; not `titled` when its words may be all it says."""
        nested = self.style.nested
        outer = bool(nested) and kind == _CONTAINERS[nested]
        depth = _ARTICLE if outer else number.count(".")
        if depth <= 0 and (digits := re.match(r"\d+", number)):
            self.last, self.letter = int(digits[0]), number[digits.end() :]
        while self.sections and segments.is_closed(self.sections[-1], depth, number, self.last):
            self.sections.pop()
        for around in (self.sections, self.headings) if depth > 0 else ():
            while (
                around
                and around[-1][1].kind == "section"
                and segments.is_beside(around[-1][1].marker, number)
            ):
                around.pop()
        while depth <= 0 and self.headings and segments.is_behind(self.headings[-1][1], number):
            self.headings.pop()
        if depth > 0 and not self.sections and not (self.style.numbered or self.style.dotted):
            depth = 0
        heading = text if len(text) < 120 else number
        if not titled and len(text) < 120 and wording.SENTENCE.search(text):
            heading = ""  # a provision: what it stands under is the heading above it
        segment = f"{kind}_{numbering.clean(number)}"
        scope = self.attachment
        if nested and not outer and self.sections and self.sections[0][0] == _ARTICLE:
            scope = self.sections[0][1]
        node = Node(
            _KINDS.get(kind, "section"),
            segment,
            number,
            heading,
            absolute=scope is None,
            parts=[text],
            page=page,
            scope=scope,
        )
        where = (
            self.sections[-1][1]
            if self.sections
            else self.attachment or (self.headings[-1][1] if self.headings else self.top)
        )
        where.add(node)
        self.sections.append((depth, node))
        self.items = []
        self.lead = text

    def _item(self, block: Block) -> None:
        text = block.text
        bare = block.marker.strip("().、．")
        style = self.style
        titled = (style.headed or bool(style.bare)) and bool(self.sections)
        deep = (style.dotted or titled) and re.fullmatch(r"\d{1,2}(\.\d{1,3}){1,4}", bare)
        below = bool(self.sections) and bare.startswith(f"{self.sections[0][1].marker}.")
        if style.han and self._named_section(shown(block), block.page):
            return
        if id(block) in style.titled:
            self._section(bare, f"{block.marker} {text}", block.page)
            return
        counted = style.numbered and (
            re.fullmatch(r"\d{1,2}(\.\d{1,3}){0,4}", bare) or segments.is_late(self.last, bare)
        )
        if (
            (block.level == 1 or below or self._follows(block, bare))
            and (deep or counted)
            and not segments.is_listed(block.marker, self.sections)
        ):
            self._section(bare, f"{block.marker} {text}", block.page, titled=False)
            return
        if len(text) < 300 and _ADDRESS.search(text):
            self._leaf(block, "contact", "contact")
            return
        if block.list_id != self.list_id or not self.items:
            self.items, self.list_id = [], block.list_id
        while self.items and self.items[-1][0] >= block.level:
            self.items.pop()
        node = Node("item", "", block.marker, parts=[text], page=block.page)
        if self.items:
            parent = self.items[-1][1]
            node.segment = self._named(block, parent)
            parent.add(node)
        else:
            self._outermost(node, block)
        if not (node.cited or node.absolute) and node.segment.startswith("item_"):
            node.cited = numbered_lists.cited(block.marker, nested=bool(self.items))
        self.items.append((block.level, node))

    def _outermost(self, node: Node, block: Block) -> None:
        """Adds an item that stands in no other: to the part around it, or to the paragraph above a list whose numbers that part has already."""
        own, here, home = self._numbered_below_heading(block), self._here(), self._home()
        counted = self.lists == "counted" and home is self.top and not numbered_lists.numbers(here.heading)
        printed = own or numbered_lists.cited(block.marker)
        above = here.parts[-1] if here.parts else None
        lead = above if isinstance(above, Node) and above.kind == "text" else None
        again = (id(here), printed) in self.printed or (lead is not None and any(lead.nodes()))
        if lead is not None and printed and again:
            here, home, own = lead, self.top if counted else lead, ""
            node.cited = printed
        self.printed.add((id(here), printed))
        if own and counted:
            node.cited, own = own, ""
        node.segment = own or self._named(block, home)
        node.lead = self.lead
        node.absolute = home is self.top and (not own or here in (self.title, self.top))
        here.add(node)

    def _follows(self, block: Block, bare: str) -> bool:
        """Whether an item that stands in a list has the number of the next section, and no list of such numbers is open."""
        if not (bare.isdecimal() and block.marker.endswith(".") and int(bare) == self.last + 1 > _FEW):
            return False
        return not any(
            item.marker.strip("().").isdecimal() and item.marker.endswith(".") for _, item in self.items
        )

    def _numbered_below_heading(self, block: Block) -> str:
        """The segment of an item with its printed number or letter, where it stands right below a heading; empty for another."""
        heading = self._here()
        outermost = heading in (self.title, self.top)
        if (heading.kind != "heading" and not outermost) or (outermost and self.lists == "counted"):
            return ""
        return self.anew.get(id(block), "")

    def _named(self, block: Block, home: Node) -> str:
        """`para_1` for a number in brackets right below a section, `point_a` for what is lettered, else the item by its place."""
        bare = block.marker.strip("().")
        bracketed = _BRACKETED.fullmatch(bare) is not None and block.marker.endswith(")")
        if block.marker[-1:] in "°º" and home.kind in ("section", "article"):
            return f"point_{bare.strip('°º ')}"
        style = self.style
        sectioned = (
            style.numbered or style.dotted or style.worded or self.apart or bool(style.bare or style.titled)
        )
        paragraph = bracketed and block.marker.startswith("(") and home.kind == "section"
        named = paragraph or (self.lists == "lettered" and home.segment.startswith(("sec_", "point_")))
        sectioned = sectioned or (style.headed and named) or home.segment.startswith("para_")
        lettered = bare.isalpha() and len(bare) <= 5
        if not (
            sectioned and home.kind in ("section", "article", "item", "text") and (lettered or bracketed)
        ):
            return self._next(home, "item")
        if block.marker[-1:] not in ")." or (home.kind == "item" and not self.sections):
            return self._next(home, "item")
        american = bool(self.sections) and id(self.sections[-1][1]) in self.american
        if american or (bracketed and block.marker.startswith("(") and home.kind in ("section", "article")):
            segments.free(home)
            self.counts.setdefault(id(home), {})["numbered"] = 1
            return f"para_{bare}"
        return f"point_{bare}"

    def _text(self, block: Block) -> None:
        while len(self.items) > 1 and 1 < block.level <= self.items[-1][0] and block.list_id == self.list_id:
            self.items.pop()
        if self.items and block.level > self.items[-1][0] and block.list_id == self.list_id:
            parent = self.items[-1][1]
            numbered = parent.segment.startswith("para_")  # `para_1` in it would be its first numbered one
            american = self.sections and id(self.sections[-1][1]) in self.american
            named = "al" if numbered or american else "para"
            parent.add(Node("text", self._next(parent, named), parts=[block.text], page=block.page))
            return
        self.items = []
        if block.quoted:
            self._leaf(block, "para", "text")
            return
        if self._attachment(block, block.text) or self._line_heading(block) or self._title_below(block):
            return
        if self._counted(block) or self._named_section(block.text, block.page) or self._repeated(block):
            return
        if id(block) in self.style.bare and (bare := section_style.BARE_NUMBER.match(block.text)):
            self._section(bare[1], block.text, block.page)
            return
        match = _NUMBER.match(block.text)
        style = self.style
        if (style.numbered or style.headed or style.dotted or style.bare) and match and match[1].count("."):
            self._section(match[1], block.text, block.page, titled=False)
            return
        self._leaf(block, "para", "text")
        self.lead = block.text

    def _line_heading(self, block: Block) -> bool:
        """Takes a line that names a division (`PART 2`, `1. peatükk`) or is the title of the section below it, where print shows no heading."""
        if id(block) in self.marginal:
            self._heading(replace(block, kind="heading", level=_MARGINAL))
            return True
        text, division = block.text, self.division
        self.division = None
        plain = len(text) < _LINE and not text.endswith((".", ";", ",", ":"))
        if (
            self.style.nested
            or not self.lawlike
            or not plain
            or not (text[:1].isupper() or text[:1].isdecimal())
        ):
            return False
        if division is not None and text.isupper() and self.headings and self.headings[-1][1] is division:
            division.parts.append(text)  # the name of the division, below its number
            division.heading = f"{division.heading} {text}"
            return True
        named = part_names.division(text)
        if named is None or not _DIVISION_LINE.fullmatch(text):
            return False
        self._heading(replace(block, kind="heading", level=_DIVISION_LEVEL + named[0][2]))
        self.division = self.headings[-1][1]
        return True

    def _title_below(self, block: Block) -> bool:
        """Takes the title of a section whose number stands alone on the line above: `§ 5`, then `Fees`."""
        section = self.sections[-1][1] if self.sections else None
        if section is None or not section_lines.titles(section, self.lead, block.text):
            return False
        self.lead = block.text
        return True

    def _counted(self, block: Block) -> bool:
        """Takes a paragraph of a Danish section, which says its number in words: `Stk. 2. …`."""
        node = section_lines.danish(block) if self.sections else None
        if node is None:
            return False
        self.sections[-1][1].add(node)
        self.lead = block.text
        return True

    def _repeated(self, block: Block) -> bool:
        """Takes a paragraph that prints the number of its section before its own: `49.1(2) …`."""
        section = section_lines.repeated(self.sections, block) if self.sections else None
        if section is None:
            return False
        self.counts.setdefault(id(section), {})["numbered"] = 1
        self.lead = block.text
        return True

    def _leaf(self, block: Block, segment: str, kind: str, heading: str = "") -> None:
        """A part without parts of its own, named within its section or heading so that what stands elsewhere does not move it."""
        home = self._here()
        if home is self.title:
            home = self.top
        if segment == "para" and self.counts.get(id(home), {}).get("numbered"):
            segment = "al"
        name = self._next(home, segment)
        node = Node(kind, name, block.marker, heading, home is self.top, [block.text], block.page)
        self._here().add(node)
