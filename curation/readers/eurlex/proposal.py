"""EUR-Lex HTML of the Commission's proposals (COM documents), made from Word: the class says what a paragraph is."""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.eurlex import account
from curation.readers.eurlex.act import Act, item
from curation.readers.markup import Element, words
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, squeeze

_DEPTH = re.compile(r"(\d)")


def read(data: bytes) -> Parsed:
    """The proposed act: recitals, divisions, articles, paragraphs, points, annexes."""
    page = markup.parse_html(data)
    act = Act()
    stack: list[tuple[int, Node]] = []
    divided = False
    for element in page.iter("p"):
        style = (element.get("class") or "").strip()
        if not style or style.startswith("FootnoteText") or _inside_note(element):
            continue
        text = words(element, _note)
        if not text:
            continue
        name = style.removeprefix("li ").strip()
        if re.search(r"Consid", name):
            number = element.find("span[@class='num']")
            label = words(number) if number is not None else text.split(" ")[0]
            act.recital(label, squeeze(text[len(label) :]))
        elif name.startswith("Titrearticle"):
            lines = _lines(element)
            act.open_article(lines[0], " ".join(lines[1:]))
            stack, divided = [], False
        elif name.startswith("Annexetitre"):
            lines = _lines(element)
            if act.open_annex(lines[0]) and lines[1:]:
                act.annex_heading(" ".join(lines[1:]))
            stack = []
        elif re.match(r"(Section|Chapter|Part|Title|Partie|Sous)\w*(Title)?$", name) and act.annex is None:
            if act.division(text):
                divided = True
            elif divided:
                act.division_heading(text)
        elif re.match(r"(Section|Chapter|Part|Title)\w*Title$|Heading", name) and act.annex is not None:
            act.group(text)
            stack = []
        elif name.startswith(("Typedudocument", "Titreobjet", "Objetacteprincipal")) and act.article is None:
            act.name(text)
        elif act.place() is not None:
            _content(element, style, name, text, act, stack)
    act.proposed(words(page)[:20_000])
    return account.complete(page, act.parsed((page.get("lang") or "").split("-")[0]), _note)


def _inside_note(element: Element) -> bool:
    return any("footnote" in (a.get("class") or "").lower() for a in element.iterancestors("div", "dl", "dd"))


def _note(element: Element) -> bool:
    style = (element.get("class") or "").lower()
    return (
        element.tag == "a" and (element.get("href") or "").startswith("#footnote")
    ) or "footnotereference" in style


def _lines(element: Element) -> list[str]:
    """The words of a title, a line for each line break."""
    for line in element.iter("br"):
        line.tail = "\n" + (line.tail or "")
    text = "".join(element.itertext())
    return [squeeze(line) for line in text.split("\n") if squeeze(line)]


def _content(
    element: Element, style: str, name: str, text: str, act: Act, stack: list[tuple[int, Node]]
) -> None:
    """A paragraph, a point or further text of an article or an annex."""
    number = element.find("span[@class='num']")
    match = _DEPTH.search(name)
    depth = int(match[1]) if match else 0
    if not style.startswith("li") or number is None:
        if stack and name.startswith("Text") and depth > 0:
            stack[-1][1].parts.append(text)
        else:
            stack.clear()
            act.text(text)
        return
    label = words(number)
    rest = squeeze(text[len(label) :]) if text.startswith(label) else text
    numeric = re.fullmatch(r"\(?(\d{1,3}[a-z]?)[.)]", label)
    if act.article is not None and numeric and (depth == 0 or "NumPar" in name) and "Tiret" not in name:
        stack.clear()
        node = Node("paragraph", f"para_{numbering.clean(numeric[1])}", label, parts=[f"{label} {rest}"])
        act.block = act.article.add(node)
        return
    while stack and stack[-1][0] >= depth:
        stack.pop()
    where = stack[-1][1] if stack else act.place()
    if where is None:
        return
    node = item(label, rest, where)
    where.add(node)
    stack.append((depth, node))
