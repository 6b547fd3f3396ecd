"""EUR-Lex HTML of consolidated texts: grids for lists, numbers of paragraphs in spans, no recitals."""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.eurlex import account
from curation.readers.eurlex.act import Act, append, item
from curation.readers.markup import Element, words
from curation.readers.structure.blocks import Node, Parsed

_ASIDE = ("modref", "arrow", "hd-", "disclaimer", "reference", "footnote", "separator", "note", "signatory")


def read(data: bytes) -> Parsed:
    """The act of a consolidated page: divisions, articles, paragraphs, points, annexes."""
    page = markup.parse_html(data)
    act = Act()
    body = page.find("body")
    _walk(page if body is None else body, act, None)
    heading = page.findtext(".//title") or ""
    language = re.search(r"—\s*([A-Z]{2})\s*—", heading)
    return account.complete(
        page, act.parsed(language[1].lower() if language else (page.get("lang") or "")), _note
    )


def _note(element: Element) -> bool:
    if element.tag == "a":
        href = element.get("href") or ""
        return bool(re.match(r"#(E\d|src\.|note|ntr)", href))
    return element.tag in ("script", "style", "noscript")


def _words(element: Element) -> str:
    return re.sub(r"(?<!\s)\s*+\(\s*+\)", "", words(element, _note))


def _walk(element: Element, act: Act, inside: Node | None) -> None:
    for child in element:
        tag = child.tag
        style = child.get("class") or "" if isinstance(tag, str) else ""
        if style.startswith(_ASIDE) or tag in ("script", "style", "hr", "head", "nav", "footer"):
            continue
        if tag == "p":
            _paragraph(child, style, act, inside)
        elif "grid-container" in style:
            _grid(child, act, inside)
        elif tag == "div" and (number := child.find("span[@class='no-parag']")) is not None:
            _numbered(child, number, act, inside)
        elif tag == "div" and not any(e.tag in ("p", "div", "table") for e in child) and _words(child):
            act.put(inside, _words(child))
        elif tag == "span" and inside is not None:
            append(inside, _words(child))
        elif tag == "table":
            for row in child.iter("tr"):
                text = " ".join(filter(None, (_words(cell) for cell in row)))
                act.put(inside, text)
        elif isinstance(tag, str):
            _walk(child, act, inside)


def _paragraph(element: Element, style: str, act: Act, inside: Node | None) -> None:
    text = _words(element)
    if not text:
        return
    if style.startswith("title-division-1"):
        if not act.division(text):
            act.text(text)
    elif style.startswith("title-division-2"):
        act.division_heading(text)
    elif style.startswith("title-article"):
        if not act.open_article(text):
            act.text(text)
    elif style.startswith("stitle-article"):
        act.article_heading(text)
    elif style.startswith("title-annex-1"):
        act.open_annex(text)
    elif style.startswith("title-annex"):
        act.annex_heading(text)
    elif style.startswith("title-gr-seq"):
        act.group(text)
    elif style.startswith("title-doc"):
        act.name(text)
    elif inside is not None:
        append(inside, text)
    else:
        act.text(text)


def _numbered(element: Element, number: Element, act: Act, inside: Node | None) -> None:
    """A paragraph: its number in a span, its words in the block beside it."""
    label = words(number)
    rest = [child for child in element if child is not number]
    if inside is not None:
        append(inside, _words(element))
        return
    if act.article is None or not re.match(r"^\d", label):
        act.text(_words(element))
        return
    node = act.article.add(
        Node("paragraph", f"para_{re.sub(r'[^0-9a-z]', '', label.lower())}", label, parts=[label])
    )
    act.block = node
    for child in rest:
        if len(child):
            _walk(child, act, node)
        else:
            append(node, _words(child))


def _grid(element: Element, act: Act, inside: Node | None) -> None:
    """An item of a list: the marker in the first column, the words in the second."""
    first = element.find("*[@class='list grid-list-column-1']")
    second = element.find("*[@class='grid-list-column-2']")
    where = inside or act.place()
    if second is None or where is None:
        _walk(element, act, inside)
        return
    label = "" if first is None else words(first)
    node = where.add(item(label, "", where)) if label else where
    if second.text and second.text.strip():
        append(node, second.text.strip() if not len(second) else " ".join(second.text.split()))
    _walk(second, act, node)
    if node.parts == [node.marker] or not node.parts:
        append(node, _words(second))
