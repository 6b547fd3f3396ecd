"""From a flat run of blocks to the tree of a law, a licence or a policy.

Formats without markup of their own law (Markdown, web pages, PDF, DOCX) all come here, so that the same text gets the
same identifiers from each of them.
"""

from __future__ import annotations

import re

from curation.ingest import numbering
from curation.ingest.blocks import MAX_BLOCKS, Block, Node, Parsed, root, too_many
from curation.ingest.language import detect

_ZH_ARTICLE = re.compile(r"^第([〇零一二三四五六七八九十百千两\d]+)条(?:之([一二三四五六七八九十]+))?[\s　]*")
_ZH_DIVISION = re.compile(r"^第([〇零一二三四五六七八九十百\d]+)([编章节])(?=[\s　]|$)[\s　]*(.*)$")
_ZH_ITEM = re.compile(r"^[（(]([一二三四五六七八九十百]+)[）)]\s*")
_ZH_SUBITEM = re.compile(r"^(?:[（(](\d{1,2})[）)]|(\d{1,2})[.．、])\s*")
_DE_SECTION = re.compile(r"^§+\s*(\d+[a-z]{0,2})\b\.?\s*(.*)$")
_DE_CHAPTER = re.compile(
    r"^(?:(Abschnitt|Kapitel|Teil)\s+([\dIVX]+[a-z]?)|(\w+er)\s+(Abschnitt|Teil)|(\d+)\.\s+(Abschnitt|Teil))\b",
    re.I,
)
_DE_ANNEX = re.compile(r"^(?:Anhang|Anlage)\s*([IVX]+|\d+[a-z]?)?\b")
_DE_PARAGRAPH = re.compile(r"^\((\d+[a-z]?)\)\s+")
_ORDINALS = (
    "erster",
    "zweiter",
    "dritter",
    "vierter",
    "fünfter",
    "sechster",
    "siebter",
    "achter",
    "neunter",
    "zehnter",
)
_ATTACHMENT = re.compile(
    r"^(attachment|appendix|annex|exhibit|schedule|addendum)\s+([A-Z]|\d{1,2}|[IVX]{1,5})\b(.{0,100})$", re.I
)
_ATTACH = {
    "attachment": "att",
    "addendum": "att",
    "appendix": "app",
    "annex": "annex",
    "exhibit": "exh",
    "schedule": "sch",
}
_NUMBER = re.compile(r"^(?:section\s+)?(\d{1,2}(?:\.\d{1,3}){0,4})[.):、．]?\s*(?=\D|$)", re.I)
_ADDRESS = re.compile(r":\s*(?:https?://\S+|\S+@\S+\.\w+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)\.?$", re.I)
_LEVELS = ("point", "point", "point", "point")


def outline(blocks: list[Block], title: str = "", language: str = "") -> Parsed:
    """The tree of a flat document, by the tradition its own numbering shows."""
    if len(blocks) > MAX_BLOCKS:
        raise too_many()
    language = language or detect(" ".join(block.text for block in blocks[:400]))
    texts = [block.text for block in blocks]
    title = title or next((b.text for b in blocks if b.kind == "heading"), "")
    if sum(bool(_ZH_ARTICLE.match(text)) for text in texts) >= 3:
        return _zh_law(blocks, title)
    if sum(
        bool(_DE_SECTION.match(b.text)) for b in blocks if b.kind == "heading" or len(b.text) < 160
    ) >= 3 and language in ("de", ""):
        return _de_law(blocks, title)
    return Parsed(_Policy(blocks).tree(), "policy", title, language, title)


# --- Chinese laws: chapters, articles, unnumbered paragraphs, items ------------------------------------------------


def _marked(block: Block) -> str:
    """The text of a block with its marker in front, as printed."""
    gap = "" if block.marker.endswith(("）", "、")) else " "
    return (
        f"{block.marker}{gap}{block.text}"
        if block.kind == "item" and block.marker not in "-*+•▪◦‣·–—"
        else block.text
    )


def _zh_law(blocks: list[Block], title: str) -> Parsed:
    top = root()
    chapter = section = article = para = item = None
    for block in blocks:
        text = _marked(block)
        if found := _ZH_DIVISION.match(text):
            number, unit = numbering.han(found[1]), found[2]
            if unit == "节" and chapter is not None:
                section = chapter.add(
                    Node("division", f"sec_{number}", f"第{found[1]}节", text, parts=[text])
                )
            else:
                chapter = top.add(
                    Node(
                        "chapter",
                        f"{'chp' if unit == '章' else 'part'}_{number}",
                        f"第{found[1]}{unit}",
                        text,
                        absolute=True,
                        parts=[text],
                    )
                )
                section = None
            article = para = item = None
        elif found := _ZH_ARTICLE.match(text):
            name = f"{numbering.han(found[1])}" + (f"-{numbering.han(found[2])}" if found[2] else "")
            label = found[0].strip()
            article = (section or chapter or top).add(
                Node("article", f"art_{name}", label, label, absolute=True, parts=[label])
            )
            para = (
                article.add(Node("paragraph", "para_1", parts=[text[found.end() :]]))
                if text[found.end() :]
                else None
            )
            item = None
        elif article is None:
            continue
        elif (found := _ZH_ITEM.match(text)) and (para is not None):
            item = para.add(Node("item", f"item_{numbering.han(found[1])}", found[0].strip(), parts=[text]))
        elif (found := _ZH_SUBITEM.match(text)) and item is not None:
            item.add(Node("item", f"subitem_{found[1] or found[2]}", found[0].strip(), parts=[text]))
        elif block.kind != "heading":
            order = 1 + sum(node.kind == "paragraph" for node in article.nodes())
            para = article.add(Node("paragraph", f"para_{order}", parts=[text]))
            item = None
    return Parsed(top, "zh", title, "zh", title)


# --- German laws: §§ and Absätze -----------------------------------------------------------------------------------


def _de_law(blocks: list[Block], title: str) -> Parsed:
    top = root()
    chapter: Node | None = None
    section: Node | None = None
    para: Node | None = None
    annex: Node | None = None
    stack: list[tuple[int, Node]] = []
    short = re.search(r"\(([A-ZÄÖÜ][\w-]{2,})(?:\s+\d{4})?\)\s*$", title)
    for block in blocks:
        text = _marked(block)
        if (
            (found := _DE_SECTION.match(text))
            and (block.kind == "heading" or len(text) < 160)
            and not (block.kind != "heading" and section is not None and text.endswith((".", ";", ",")))
        ):
            section = (chapter or top).add(
                Node("section", f"sec_{found[1]}", f"§ {found[1]}", text, absolute=True, parts=[text])
            )
            para = annex = None
            stack = []
        elif block.kind == "heading" and (found := _DE_CHAPTER.match(text)):
            number = (
                found[2]
                or found[5]
                or str(1 + _ORDINALS.index(found[3].lower()) if found[3].lower() in _ORDINALS else 0)
            )
            chapter = top.add(Node("chapter", f"chp_{number}", found[0], text, absolute=True, parts=[text]))
            section = para = annex = None
        elif block.kind == "heading" and (found := _DE_ANNEX.match(text)):
            annex = top.add(
                Node("annex", f"annex_{found[1] or 1}", found[0], text, absolute=True, parts=[text])
            )
            section = para = chapter = None
            stack = []
        elif annex is not None:
            if block.kind == "heading":
                order = 1 + sum(node.kind == "heading" for node in annex.nodes())
                stack = [(0, annex.add(Node("heading", f"hcontainer_{order}", heading=text, parts=[text])))]
            else:
                _de_part(block, text, annex, stack)
        elif section is not None:
            if found := _DE_PARAGRAPH.match(text):
                para = section.add(Node("paragraph", f"para_{found[1]}", f"({found[1]})", parts=[text]))
                stack = []
            else:
                _de_part(block, text, para or section, stack)
    return Parsed(top, "de", short[1] if short else title, "de", title)


def _de_part(block: Block, text: str, where: Node, stack: list[tuple[int, Node]]) -> None:
    """A number, a letter or further text of an Absatz."""
    if block.kind != "item" or not block.marker.strip("().").isalnum():
        (stack[-1][1] if stack and block.level > stack[-1][0] > 0 else where).parts.append(text)
        return
    while stack and stack[-1][0] >= block.level:
        stack.pop()
    number = numbering.clean(block.marker)
    segment = f"letter_{number}" if number.isalpha() else f"point_{number}"
    node = (stack[-1][1] if stack else where).add(Node("point", segment, block.marker, parts=[text]))
    stack.append((block.level, node))


# --- everything else: licences, terms, policies, standards ---------------------------------------------------------


class _Policy:
    """Licences, terms, policies and standards: headings, numbered sections, lists and paragraphs."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.top = root()
        self.sections: list[tuple[int, Node]] = []
        """Numbered sections that are open, with the depth of their numbers."""
        self.headings: list[tuple[int, Node]] = []
        self.attachment: Node | None = None
        self.items: list[tuple[int, Node]] = []
        self.list_id = 0
        self.counts: dict[int, dict[str, int]] = {}
        self.lead = ""
        self.numbered = _numbered(blocks)
        self.headed = (
            sum(
                b.kind == "heading" and bool(re.match(r"^\d{1,2}[.\s]", f"{b.marker} {b.text}".strip()))
                for b in blocks
            )
            >= 2
        )

    def tree(self) -> Node:
        """The tree."""
        for block in self.blocks:
            if block.kind == "heading":
                self._heading(block)
            elif block.kind == "item":
                self._item(block)
            elif block.kind == "contents":
                self._leaf(block, "toc", "contents")
            elif block.kind == "row":
                self._leaf(block, "row", "row")
            else:
                self._text(block)
        return self.top

    def _here(self) -> Node:
        """The part that things belong to now."""
        if self.sections:
            return self.sections[-1][1]
        return self.attachment or (self.headings[-1][1] if self.headings else self.top)

    def _home(self) -> Node:
        """The part whose name begins the identifiers here: a section or an attachment, else the document."""
        return self.sections[-1][1] if self.sections else self.attachment or self.top

    def _next(self, home: Node, segment: str) -> str:
        count = self.counts.setdefault(id(home), {})
        count[segment] = count.get(segment, 0) + 1
        return f"{segment}_{count[segment]}"

    def _add(self, node: Node) -> Node:
        """Puts a node here; its identifier begins with a section or an attachment when it stands in one."""
        node.absolute = self._home() is self.top
        return self._here().add(node)

    def _heading(self, block: Block) -> None:
        self.items = []
        text = f"{block.marker} {block.text}".strip()
        if self._attachment(text):
            return
        if (
            (found := _NUMBER.match(text))
            and found.end() < len(text)
            and not text[found.end() :].startswith(("%", "/"))
        ):
            self._section(found[1], text, block.page)
            return
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        self.sections = []
        if self.attachment is not None and block.level <= 2:
            self.attachment = None
        parent = self.attachment or (self.headings[-1][1] if self.headings else self.top)
        node = Node(
            "heading",
            self._next(self.top, "hcontainer"),
            block.marker,
            text,
            absolute=True,
            parts=[text],
            page=block.page,
        )
        parent.add(node)
        self.headings.append((block.level, node))
        self.lead = text

    def _attachment(self, text: str) -> bool:
        found = _ATTACHMENT.match(text)
        if found is None or len(text) > 120 or text.endswith((".", ";", ",")):
            return False
        self.sections, self.headings, self.items = [], [], []
        segment = f"{_ATTACH[found[1].lower()]}_{found[2].upper()}"
        self.attachment = self.top.add(Node("annex", segment, found[2], text, absolute=True, parts=[text]))
        self.lead = text
        return True

    def _section(self, number: str, text: str, page: int | None) -> None:
        """Opens a numbered section: `3`, or `3.2` inside it."""
        depth = number.count(".")
        while self.sections and self.sections[-1][0] >= depth:
            self.sections.pop()
        if depth and not self.sections and not self.numbered:
            depth = 0
        segment = f"sec_{numbering.clean(number)}"
        node = Node(
            "section",
            segment,
            number,
            text if len(text) < 120 else number,
            absolute=self.attachment is None,
            parts=[text],
            page=page,
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
        deep = self.headed and bool(self.sections) and re.fullmatch(r"\d{1,2}(\.\d{1,3}){1,4}", bare)
        if (
            block.level == 1
            and (deep or (self.numbered and re.fullmatch(r"\d{1,2}(\.\d{1,3}){0,4}", bare)))
            and not block.marker.startswith("(")
            and self.attachment is None
        ):
            self._section(bare, f"{block.marker} {text}", block.page)
            return
        if _ADDRESS.search(text) and len(text) < 300:
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
            node.segment = self._named(block, self._home())
            node.lead = self.lead
            self._add(node)
        self.items.append((block.level, node))

    def _named(self, block: Block, home: Node) -> str:
        """`point_a` for a lettered item of a numbered section, else the item by its place in the list."""
        bare = block.marker.strip("().")
        if (
            self.numbered
            and home.kind in ("section", "item")
            and bare.isalpha()
            and block.marker[-1:] in ")."
        ):
            return f"point_{bare}"
        return self._next(home, "item")

    def _text(self, block: Block) -> None:
        if self.items and block.level > self.items[-1][0] and block.list_id == self.list_id:
            parent = self.items[-1][1]
            parent.add(Node("text", self._next(parent, "para"), parts=[block.text], page=block.page))
            return
        self.items = []
        if len(block.text) < 120 and self._attachment(block.text):
            return
        found = _NUMBER.match(block.text)
        if (self.numbered or self.headed) and found and found[1].count(".") and self.attachment is None:
            self._section(found[1], block.text, block.page)
            return
        self._leaf(block, "para", "text")
        self.lead = block.text

    def _leaf(self, block: Block, segment: str, kind: str) -> None:
        self._add(
            Node(kind, self._next(self._home(), segment), block.marker, parts=[block.text], page=block.page)
        )


def _numbered(blocks: list[Block]) -> bool:
    """Whether the numbers 1, 2, 3 … that open lines name the sections of the document rather than items of a list.

    They do when they run through once, and text or numbers of a second level (3.1) stand between them.
    """
    run, between, below, last = 0, False, False, 0
    apart = False
    for block in blocks:
        bare = block.marker.strip("().、．")
        if (
            block.kind == "item"
            and block.level == 1
            and bare.isdecimal()
            and not block.marker.startswith("(")
        ):
            value = int(bare)
            if value == last + 1:
                run, last, apart = run + 1, value, apart or (between and value > 1)
            elif value <= last:
                return False
            between = False
        elif (block.kind == "item" and re.fullmatch(r"\d+\.\d+", bare)) or (
            block.kind == "text" and re.match(r"^\d+\.\d+[.\s]", block.text)
        ):
            below = True
        elif block.kind in ("text", "heading") and block.level <= 1:
            if block.kind == "text" and _ATTACHMENT.match(block.text):
                break
            between = True
    return (run >= 3 and (apart or below)) or (below and run >= 1)
