"""Formex 4, the format in which the Publications Office keeps the Official Journal."""

from __future__ import annotations

from collections.abc import Iterator

from curation.core.records import DropReason
from curation.readers import markup
from curation.readers.eurlex.act import Act, append, item
from curation.readers.markup import Element, words
from curation.readers.structure.blocks import LeftOut, Node, Parsed, listed, squeeze
from curation.readers.xml.hierarchy import iso, place, spaced

_SKIPPED = frozenset({"NOTE", "BIB.INSTANCE", "BIB.DATA", "GR.NOTES", "TOC"})
_WRAPPERS = frozenset(
    listed(
        "DIVISION GR.SEQ CONTENTS ACT ENACTING.TERMS PREAMBLE GR.CONSID ANNEX PROLOG DOC FINAL CONS.ACT CONS.DOC CONS.ANNEX GENERAL"
    )
)
_LEFT_OUT: dict[str, DropReason] = {
    **dict.fromkeys(listed("BIB.INSTANCE BIB.DATA BIB.DOC BIB.OJ FMX PAPER PDF PUBLICATION.REF OJ INFO.CONSLEG INFO.PROD"), "metadata"),
    **dict.fromkeys(listed("TOC ITEM.VOLUME"), "contents"),
    **dict.fromkeys(listed("PREAMBLE.INIT GR.VISA VISA GR.CONSID.INIT PREAMBLE.FINAL"), "preamble"),
    **dict.fromkeys(listed("SIGNATURE PL.DATE"), "closing"),
    "GR.NOTES": "editorial",
}  # fmt: skip
_LINES = frozenset(
    listed(
        "P ALINEA NP NO.P TXT TI.ART STI.ART NO.PARAG PARAG ARTICLE LIST ITEM TI STI TITLE CELL ROW TERM DEFINITION TBL"
    )
)
"""Elements that stand on lines of their own, so that the words around them are apart."""
_QUOTES = {"QUOT.START": "‘", "QUOT.END": "’"}


def read(data: bytes) -> Parsed:
    """The act or the annex of a Formex file."""
    page = markup.parse_xml(data)
    act = Act()
    language = (page.findtext(".//LG.DOC") or page.findtext(".//LG.OJ") or "").lower()
    _fill_quotes(page)
    ledger = _Ledger()
    if page.tag in _LEFT_OUT or page.tag in ("PUBLICATION", "TOC"):
        ledger.leave(page, _LEFT_OUT.get(page.tag, "metadata"))
    else:
        _walk(page, act, ledger)
    parsed = act.parsed(language)
    ledger.settle()
    parsed.left_out = ledger.left_out
    said = page.find(".//BIB.INSTANCE/DATE")
    parsed.published = iso((said.get("ISO") or "") if said is not None else "")
    return parsed


class _Ledger:
    """What is left out of an act, and its footnotes with the parts that call them."""

    def __init__(self) -> None:
        self.left_out: list[LeftOut] = []
        self.notes: list[tuple[Node, Element]] = []

    def leave(self, element: Element, reason: DropReason) -> None:
        """Leaves an element out, with its reason."""
        if text := spaced(element):
            self.left_out.append(LeftOut(text, reason, place(element)))

    def call(self, element: Element, where: Node | None) -> None:
        """Takes the footnotes in an element: they belong to `where`, or are left out where there is no such part."""
        for note in element.iter("NOTE"):
            if where is None:
                self.leave(note, "editorial")
            else:
                self.notes.append((where, note))

    def settle(self) -> None:
        """Adds each footnote to the part that calls it, after everything else in it."""
        for order, (where, note) in enumerate(self.notes, 1):
            if text := _said(note):
                where.add(Node("note", f"note_{order}", str(order), parts=[text]))


def _said(element: Element) -> str:
    """The words of an element, those of lines apart, without the footnotes in it."""
    return squeeze("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag != "NOTE":
            yield from (" ", *_pieces(child), " ") if child.tag in _LINES else _pieces(child)
        yield child.tail or ""


def _fill_quotes(page: Element) -> None:
    """Writes the quotation marks, which Formex has as empty elements, into the text."""
    for element in page.iter("QUOT.START", "QUOT.END"):
        code = element.get("CODE") or ""
        try:
            element.text = chr(int(code, 16))
        except (ValueError, OverflowError):
            element.text = _QUOTES[element.tag]


def _skip(element: Element) -> bool:
    return element.tag in _SKIPPED


def _walk(element: Element, act: Act, ledger: _Ledger) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag in _LEFT_OUT:
            ledger.leave(child, _LEFT_OUT[tag])
        elif tag == "CONSID":
            _recital(child, act, ledger)
        elif tag == "TITLE":
            _title(child, act, ledger)
        elif tag == "ARTICLE":
            _article(child, act, ledger)
        elif tag in _WRAPPERS:
            _walk(child, act, ledger)
        elif act.annex is not None:
            _content(child, act.block or act.annex, act, ledger)
        elif tag != "NOTE":
            where = act.article or (act.divisions[-1][1] if act.divisions else None)
            if where is None or element.tag in ("ACT", "PREAMBLE", "PROLOG", "FINAL"):
                ledger.leave(child, "closing" if element.tag == "FINAL" else "preamble")
            else:
                _content(child, where, act, ledger)


def _recital(element: Element, act: Act, ledger: _Ledger) -> None:
    number = element.find(".//NO.P")
    text = " ".join(_said(part) for part in element.iter("TXT")) or _said(element)
    act.recital("" if number is None else words(number), text)
    last = act.root.parts[-1]
    ledger.call(element, last if isinstance(last, Node) else None)


def _title(element: Element, act: Act, ledger: _Ledger) -> None:
    """The title of the act, of a division, of an annex or of a group in an annex."""
    parent = element.getparent().tag
    first, second = element.find("TI"), element.find("STI")
    text = "" if first is None else words(first, _skip)
    below = "" if second is None else words(second, _skip)
    lines = [] if first is None else [words(line, _skip) for line in first.findall("P")]
    if parent in ("ANNEX", "DIVISION", "GR.SEQ") and len(lines) > 1 and not below:
        text, below = lines[0], " ".join(lines[1:])
    if parent == "ANNEX":
        if not act.open_annex(text):
            act.open_annex(f"ANNEX {text}")
        if below:
            act.annex_heading(below)
    elif parent == "DIVISION":
        act.division(text)
        if below:
            act.division_heading(below)
    elif parent == "GR.SEQ":
        number = element.find("TI/NP/NO.P")
        joined = text if number is None else " ".join(words(part, _skip) for part in element.find("TI/NP"))
        act.group(f"{joined} {below}".strip())
    else:
        act.name(text)
        ledger.leave(element, "title")
        return
    ledger.call(element, act.place() or (act.divisions[-1][1] if act.divisions else None))


def _article(element: Element, act: Act, ledger: _Ledger) -> None:
    label = words(element.find("TI.ART"), _skip) if element.find("TI.ART") is not None else ""
    heading = element.find("STI.ART")
    if not act.open_article(label):
        ledger.leave(element, "unreadable")
        return
    if heading is not None:
        act.article_heading(words(heading, _skip))
    article = act.article
    if article is None:
        return
    for child in element:
        if child.tag == "PARAG":
            _parag(child, article, act, ledger)
        elif child.tag not in ("TI.ART", "STI.ART"):
            _content(child, article, act, ledger)
        else:
            ledger.call(child, article)


def _parag(element: Element, article: Node, act: Act, ledger: _Ledger) -> None:
    number = element.find("NO.PARAG")
    marker = "" if number is None else words(number)
    node = Node("paragraph", f"para_{marker.strip('().').replace(' ', '')}", marker, parts=[marker])
    article.add(node)
    for child in element:
        if child.tag != "NO.PARAG":
            _content(child, node, act, ledger)


def _content(element: Element, where: Node, act: Act, ledger: _Ledger) -> None:
    """Text and lists below a paragraph, article, point or annex."""
    tag = element.tag
    if not isinstance(tag, str):
        return
    if tag in _SKIPPED:
        if tag == "NOTE":
            ledger.notes.append((where, element))
        else:
            ledger.leave(element, _LEFT_OUT.get(tag, "metadata"))
    elif tag == "NP":
        _numbered(element, where, act, ledger)
    elif tag == "LIST":
        for entry in element:
            _entry(entry, where, act, ledger)
    elif tag == "DLIST":
        for entry in element:
            _say(entry, where, ledger)
    elif tag == "TBL":
        _table(element, where, ledger)
    elif (
        tag in ("ALINEA", "P", "TXT", "ITEM", "CONTENTS", "GR.SEQ", "GR.TBL")
        and element.find("./*") is not None
        and _has_blocks(element)
    ):
        if (element.text or "").strip():
            append(where, words_before(element))
        for child in element:
            _content(child, where, act, ledger)
            if (child.tail or "").strip():
                append(where, squeeze(child.tail))
    else:
        _say(element, where, ledger)


def _say(element: Element, where: Node, ledger: _Ledger) -> None:
    """Adds the words of an element to a part, and its footnotes."""
    if isinstance(element.tag, str):
        append(where, _said(element))
        ledger.call(element, where)


def _table(element: Element, where: Node, ledger: _Ledger) -> None:
    """A table: a clause for each row, with the heads of its columns; what stands around the rows is text."""
    heads = ""
    for part in element.iter("TITLE", "ROW", "GR.NOTES", "NOTE"):
        if part.tag == "TITLE" and next(part.iterancestors("ROW"), None) is None:
            append(where, _said(part))
        elif part.tag == "ROW" and next(part.iterancestors("ROW"), None) is None:
            cells = " | ".join(filter(None, (_said(cell) for cell in part if isinstance(cell.tag, str))))
            order = 1 + sum(node.kind == "row" for node in where.nodes())
            if cells:
                header = part.get("TYPE") in ("HEADER", "ALIAS")
                where.add(Node("row", f"row_{order}", heading="" if header else heads, parts=[cells]))
                heads = cells if header else heads
        elif part.tag == "NOTE":
            ledger.notes.append((where, part))


def _has_blocks(element: Element) -> bool:
    return any(
        child.tag in ("LIST", "P", "NP", "QUOT.S", "ALINEA", "GR.SEQ", "TBL", "DLIST", "GR.TBL")
        for child in element
    )


def words_before(element: Element) -> str:
    """The text of an element before its first block."""
    return " ".join((element.text or "").split())


def _entry(entry: Element, where: Node, act: Act, ledger: _Ledger) -> None:
    """An item of a list, numbered or by its dash."""
    numbered = entry.find("NP")
    if numbered is not None:
        _numbered(numbered, where, act, ledger)
        for child in entry:
            if child is not numbered:
                _content(child, where, act, ledger)
    else:
        node = where.add(item("—", "", where))
        if len(entry) and squeeze(entry.text or ""):
            append(node, squeeze(entry.text or ""))
        for child in entry:
            _content(child, node, act, ledger)
        if len(entry) == 0:
            append(node, words(entry, _skip))


def _numbered(element: Element, where: Node, act: Act, ledger: _Ledger) -> None:
    number = element.find("NO.P")
    marker = "" if number is None else words(number)
    node = where.add(item(marker, "", where)) if marker else where
    for child in element:
        if child.tag != "NO.P":
            _content(child, node, act, ledger)
