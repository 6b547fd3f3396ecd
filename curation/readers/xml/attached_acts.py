"""Agreements and other acts that an act in Akoma Ntoso has attached, whose articles are not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.readers.eurlex import part_names
from curation.readers.eurlex.act import is_article
from curation.readers.markup import Element, name
from curation.readers.structure.blocks import squeeze
from curation.text.document_words.attached_acts import ARTICLE_OF

_NUMBERED = re.compile(r"(\d{1,3})\.\s+(?=\S)")
_HEADING = 120
"""Most characters of the title of an article, and of the line that names what is attached."""


def gather(page: Element) -> None:
    """Puts the articles of an attached act together that the file has as attachments of their own, each with its text on plain lines.

    Args:
        page: the document; it is changed.
    """
    homes: dict[str, Element] = {}
    for attachment in list(page.iter("{*}attachment")):
        doc = next((child for child in attachment if name(child) == "doc"), None)
        match = ARTICLE_OF.fullmatch(squeeze(doc.get("name") or "")) if doc is not None else None
        line = _only_line(attachment) if match is not None else None
        before = attachment.getprevious()
        if match is None or line is None or doc is None:
            homes.clear()
            continue
        body = next(attachment.iter("{*}mainBody"))
        made = list(_parts(body, line.text or ""))
        if not any(name(part) == "article" for part in made):
            homes.clear()
            continue
        body[:] = made
        home = homes.get(match["act"])
        if home is None or before is None:
            homes = {match["act"]: body}
            doc.set("name", match["act"])
        else:
            home.extend(made)
            above = attachment.getparent()
            if above is not None:
                above.remove(attachment)


def _only_line(attachment: Element) -> Element | None:
    """The only element of an attachment with words, when it is a paragraph of plain text."""
    bodies = list(attachment.iter("{*}mainBody"))
    if len(bodies) != 1:
        return None
    lines = [element for element in bodies[0].iter() if isinstance(element.tag, str) and name(element) == "p"]
    told = sum(bool(squeeze("".join(element.itertext()))) for element in lines)
    if told != 1 or len(lines) != 1 or len(lines[0]):
        return None
    whole = squeeze("".join(attachment.itertext()))
    return lines[0] if whole == squeeze(lines[0].text or "") else None


def _parts(body: Element, text: str) -> Iterator[Element]:
    """The elements that the lines of `text` would have: what stands before the article, and the article with its paragraphs."""
    space = str(body.tag).rpartition("}")[0]

    def element(tag: str, words: str = "") -> Element:
        made = body.makeelement(f"{space}}}{tag}" if space else tag)
        made.text = words or None
        return made

    def paragraph(number: str, words: str) -> Element:
        made, content = element("paragraph"), element("content")
        if number:
            made.append(element("num", number))
        content.append(element("p", words))
        made.append(content)
        return made

    lines = [line for raw in text.splitlines() if (line := squeeze(raw))]
    first = next(
        (place for place, line in enumerate(lines) if len(line) < _HEADING and is_article(line)), None
    )
    if first is None:
        return
    for line in lines[:first]:
        yield element("p", line)
    named = part_names.article(lines[first])
    rest = named[1] if named is not None else ""
    article = element("article")
    article.append(element("num", squeeze(lines[first].removesuffix(rest))))
    words = ([rest] if rest else []) + lines[first + 1 :]
    if len(words) > 1 and len(words[0]) < _HEADING and not words[0].endswith((".", ":", ";", ",")):
        heading = [words.pop(0)]
        while (
            len(words) > 1
            and words[0][0].islower()
            and len(words[0]) < _HEADING
            and words[0][-1] not in ".:;"
        ):
            heading.append(words.pop(0))  # a title over two lines
        article.append(element("heading", " ".join(heading)))
    number, held = "", list[str]()
    for line in [*words, ""]:
        match = _NUMBERED.match(line)
        opens = match is not None and int(match[1]) == (int(number[:-1]) + 1 if number else 1)
        if (opens or not line) and held:
            article.append(paragraph(number, " ".join(held)))
            held = []
        if opens and match is not None:
            number, line = f"{match[1]}.", line[match.end() :]
        held += [line] if line else []
    yield article


def annexes(page: Element) -> dict[Element, str]:
    """The attachments that hold or stand beside an attached act with articles, where the act around them has provisions of its own.

    Returns: what each is called, empty where the file does not say.
    """
    found: dict[Element, str] = {}
    for around in page.iter("{*}attachments"):
        act = around.getparent()
        own = act is not None and any(name(child) == "body" for child in act)
        attached = [child for child in around if isinstance(child.tag, str) and name(child) == "attachment"]
        if own and any(_has_articles(attachment) for attachment in attached):
            found.update((attachment, _called(attachment)) for attachment in attached)
    return found


def _has_articles(attachment: Element) -> bool:
    return next(attachment.iter("{*}article"), None) is not None


def _called(attachment: Element) -> str:
    """What is attached: the name that the file gives it, else its first line where that is in capitals."""
    doc = next((child for child in attachment if name(child) == "doc"), None)
    said = squeeze(doc.get("name") or "") if doc is not None else ""
    if said:
        return said
    first = next(attachment.iter("{*}p"), None)
    line = "" if first is None else squeeze("".join(first.itertext()))
    return line if line.isupper() and len(line) < _HEADING else ""
