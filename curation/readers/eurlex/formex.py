"""Formex 4, the format in which the Publications Office keeps the Official Journal."""

from __future__ import annotations

from curation.readers import markup
from curation.readers.eurlex.act import Act, append, item
from curation.readers.markup import Element, words
from curation.readers.structure.blocks import Node, Parsed

_SKIPPED = frozenset({"NOTE", "BIB.INSTANCE", "BIB.DATA", "GR.NOTES", "TOC"})
_QUOTES = {"QUOT.START": "‘", "QUOT.END": "’"}


def read(data: bytes) -> Parsed:
    """The act or the annex of a Formex file."""
    page = markup.parse_xml(data)
    act = Act()
    language = (page.findtext(".//LG.DOC") or page.findtext(".//LG.OJ") or "").lower()
    _fill_quotes(page)
    _walk(page, act)
    return act.parsed(language)


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


def _walk(element: Element, act: Act) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == "CONSID":
            number = child.find(".//NO.P")
            text = " ".join(words(part, _skip) for part in child.iter("TXT"))
            act.recital("" if number is None else words(number), text)
        elif tag == "TITLE":
            _title(child, act)
        elif tag == "ARTICLE":
            _article(child, act)
        elif (
            tag == "DIVISION"
            or tag == "GR.SEQ"
            or tag == "CONTENTS"
            or tag in ("ACT", "ENACTING.TERMS", "PREAMBLE", "GR.CONSID", "ANNEX", "PROLOG", "DOC", "FINAL")
        ):
            _walk(child, act)
        elif act.annex is not None:
            where = act.block or act.annex
            _content(child, where, act)


def _title(element: Element, act: Act) -> None:
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


def _article(element: Element, act: Act) -> None:
    label = words(element.find("TI.ART"), _skip) if element.find("TI.ART") is not None else ""
    heading = element.find("STI.ART")
    if not act.open_article(label):
        return
    if heading is not None:
        act.article_heading(words(heading, _skip))
    article = act.article
    if article is None:
        return
    for child in element:
        if child.tag == "PARAG":
            _parag(child, article, act)
        elif child.tag not in ("TI.ART", "STI.ART"):
            _content(child, article, act)


def _parag(element: Element, article: Node, act: Act) -> None:
    number = element.find("NO.PARAG")
    marker = "" if number is None else words(number)
    node = Node("paragraph", f"para_{marker.strip('().').replace(' ', '')}", marker, parts=[marker])
    article.add(node)
    for child in element:
        if child.tag != "NO.PARAG":
            _content(child, node, act)


def _content(element: Element, where: Node, act: Act) -> None:
    """Text and lists below a paragraph, article, point or annex."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        return
    if tag == "QUOT.S":
        append(where, words(element, _skip))
    elif tag == "NP":
        _numbered(element, where, act)
    elif tag == "LIST":
        for entry in element:
            _entry(entry, where, act)
    elif (
        tag in ("ALINEA", "P", "TXT", "ITEM", "CONTENTS", "GR.SEQ")
        and element.find("./*") is not None
        and _has_blocks(element)
    ):
        if (element.text or "").strip():
            append(where, words_before(element))
        for child in element:
            _content(child, where, act)
    else:
        append(where, words(element, _skip))


def _has_blocks(element: Element) -> bool:
    return any(
        child.tag in ("LIST", "P", "NP", "QUOT.S", "ALINEA", "GR.SEQ", "TBL", "DLIST") for child in element
    )


def words_before(element: Element) -> str:
    """The text of an element before its first block."""
    return " ".join((element.text or "").split())


def _entry(entry: Element, where: Node, act: Act) -> None:
    """An item of a list, numbered or by its dash."""
    numbered = entry.find("NP")
    if numbered is not None:
        _numbered(numbered, where, act)
        for child in entry:
            if child is not numbered:
                _content(child, where, act)
    else:
        node = where.add(item("—", "", where))
        for child in entry:
            _content(child, node, act)
        if len(entry) == 0:
            append(node, words(entry, _skip))


def _numbered(element: Element, where: Node, act: Act) -> None:
    number = element.find("NO.P")
    marker = "" if number is None else words(number)
    node = where.add(item(marker, "", where)) if marker else where
    for child in element:
        if child.tag != "NO.P":
            _content(child, node, act)
