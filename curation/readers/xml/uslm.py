"""United States Legislative Markup: bills, resolutions, public laws, compilations, the U.S. Code, the CFR and the Federal Register.

Sections are read one at a time, and so is everything that stands outside of them, so that a title of any length needs little memory.
"""

from __future__ import annotations

import html
import re
from typing import cast

from curation.core.records import DropReason
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import LeftOut, Node, Parsed, listed, squeeze
from curation.readers.xml import streaming
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary, iso
from curation.text.document_words import uslm as wording

_DIVISIONS = {
    "title": ("title", "title"), "subtitle": ("title", "subtitle"), "chapter": ("chapter", "chp"), "subchapter": ("subchapter", "subchp"),
    "part": ("part", "part"), "subpart": ("subpart", "subpart"), "division": ("title", "div"), "article": ("title", "artl"),
}  # fmt: skip
_GROUPS = frozenset({"level", "appropriations", "rule", "notice", "presidentialDoc", "proposedRule"})
"""Parts that have no number: what a heading groups, and the documents of an issue of the Federal Register."""
_PARAGRAPHS = frozenset(
    listed("subsection paragraph subparagraph clause subclause item subitem subsubitem listItem")
)
_OWN_ROLES = {
    **dict.fromkeys(("section", "appendix", "recital", *_DIVISIONS, *_GROUPS, *_PARAGRAPHS), "part"),
    **dict.fromkeys(
        listed("inline ref date term quotedText entity headingText shortTitle amendingAction addedText proviso i b u sup sub em strong span a def "
        "organization committee sponsor cosponsor elided marker target num label designator math property docNumber citableAs"),
        "inline",
    ),
    **dict.fromkeys(
        listed("content chapeau continuation p text main collection component list listContent statement rulePreamble table thead tbody tfoot caption "
        "amendmentInstruction amendmentContent amendMain block figure backMatter heading subheading crossHeading wordsOfIssuance preamble "
        "enrolledDateline notes colgroup foreign"),
        "block",
    ),
    **dict.fromkeys(("page",), "page-number"),
    **dict.fromkeys(("toc", "index", "referenceItem", "groupItem"), "contents"),
    **dict.fromkeys(("meta", "amendMeta", "col"), "metadata"),
    **dict.fromkeys(("preface", "amendPreface", "longTitle", "coverPage"), "title"),
    **dict.fromkeys(("enactingFormula", "resolvingClause"), "preamble"),
    **dict.fromkeys(("signatures", "signature", "attestation", "endorsement", "endMarker", "autograph", "action"), "closing"),
    **dict.fromkeys(("leftRunningHead", "rightRunningHead", "ear", "slugLine"), "running-head"),
    **dict.fromkeys(
        listed("sidenote authority source sourceCredit editorialNote effectiveDateNote crossReference findingAidsNote billingCode frDocId "
        "editionNote organizationNote explanationNote"),
        "editorial",
    ),
    "legislativeHistory": "page-history", "deletedText": "deleted", "quotedContent": "quote", "footnote": "note", "note": "part",
    "tr": "row", "br": "break",
}  # fmt: skip
_HISTORY = frozenset({"amendments", "codification", "priorProvisions", "references", "referencesInText", "derivation", "revision"})  # fmt: skip
"""Topics of the notes of the U.S. Code in which its editors tell the history of a section."""


def read(data: bytes) -> Parsed:
    """The divisions, sections and paragraphs of a USLM document, whatever its kind."""
    left_out: list[LeftOut] = []
    parsed = about(data[:HEAD], streaming.tree(data, DIALECT, left_out))
    parsed.left_out = left_out
    return parsed


# --- what a document says of itself --------------------------------------------------------------------------------


def about(head: bytes, top: Node) -> Parsed:
    """What the beginning of a file says of it, around its tree: the name that it is cited by, its title and language."""
    said = head[: head.find(b"</meta>") + 1 or len(head)].decode("utf-8", "replace")
    title = _field(said, "title")
    language = _field(said, "language").lower() or _attribute(said, "xml:lang") or "en"
    kind = re.search(r"<(?:\w+:)?([A-Za-z]+)[\s>]", re.sub(r"<[?!][^>]*+(?:>|\Z)", "", said))
    root = kind[1] if kind else ""
    number = _field(said, "docNumber")
    if root == "cfrDoc" or (root in ("uslm", "lawDoc") and "/us/cfr/" in said):
        act, family = f"{_digits(number) or _digits(title)} CFR".strip(), "cfr"
    elif root == "uscDoc" or (root in ("uslm", "lawDoc") and "/us/usc/" in said):
        act, family = f"{_digits(number) or _digits(title)} U.S.C.".strip(), "cfr"
    else:
        act, family = _cited(said, root, number) or title, "us"
    day = (
        iso(_field(said, "date"))
        or iso(_field(said, "approvedDate"))
        or iso(_field(said, "currentThroughDate"))
    )
    return Parsed(top, family, act, language.split("-")[0][:2], title, published=day)


def _cited(said: str, root: str, number: str) -> str:
    """What a bill, a resolution, a law, a compilation or an issue of the Federal Register is cited as."""
    if named := _field(said, "citableAs"):
        return re.sub(r",? as amended$", "", named)
    kind = wording.KINDS.get(_field(said, "type").lower(), "")
    congress = _field(said, "congress")
    if root == "frDoc":
        day = _field(said, "date")
        return squeeze(f"{_field(said, 'volume')} FR") + (f" ({day})" if day else "")
    if kind.endswith("Law") and number:
        return f"{kind} {number if '-' in number or '–' in number else f'{congress}-{number}'}"
    return squeeze(f"{congress} {kind} {number}") if kind and number else ""


def _field(said: str, element: str) -> str:
    """The words of the first element of a name, tags left out."""
    match = re.search(rf"<(?:\w+:)?{element}(?:\s[^>]*)?>(.*?)</(?:\w+:)?{element}\s*>", said, re.DOTALL)
    return squeeze(html.unescape(re.sub(r"<[^>]*+(?:>|\Z)", "", match[1]))) if match else ""


def _attribute(said: str, attribute: str) -> str:
    match = re.search(rf"""\b{attribute}\s*=\s*["']([^"']*)["']""", said)
    return match[1].lower() if match else ""


def _digits(text: str) -> str:
    match = re.search(r"\d+[A-Za-z]?\b", text)
    return match[0] if match else ""


# --- parts ---------------------------------------------------------------------------------------------------------


def _special(tree: Tree, element: Element, where: Node) -> str:
    """What an element is by its attributes: struck out, a mark of a footnote, a heading of no part."""
    if element.get("changed") == "deleted":
        return "deleted"
    tag = name(element)
    if tag == "ref" and (element.get("idref") or "footnoteRef" in (element.get("class") or "")):
        return "inline" if next(element.iterancestors("{*}footnote"), None) is not None else "note-mark"
    if tag == "note" and (element.get("topic") in _HISTORY or element.get("role") == "editorialNote"):
        return "editorial"
    return ""


def _head(tree: Tree, element: Element) -> tuple[str, str, str, list[Element]]:
    """The number as data and as printed, the heading, and the elements that these are."""
    number = heading = None
    below: list[Element] = []
    for child in element:
        tag = name(child)
        if tag == "num" and number is None:
            number = child
        elif tag == "heading" and heading is None:
            heading = child
        elif tag == "subheading":
            below.append(child)
        elif tag in _AFTER_HEADS:
            break
    shown, title = tree.line(number), tree.line(heading)
    value = (number.get("value") or shown) if number is not None else ""
    heads = [head for head in (number, heading) if head is not None]
    for line in below if name(element) != "note" else ():
        title = squeeze(f"{title} {tree.line(line)}")
        heads.append(line)
    return value, shown, title, heads


_AFTER_HEADS = frozenset(("content", "chapeau", "section", *_DIVISIONS, *_PARAGRAPHS))
"""What stands after the number and the heading of a part."""


def _child(element: Element, tag: str) -> Element | None:
    return next((child for child in element if name(child) == tag), None)


def _part(tree: Tree, element: Element, where: Node) -> MadePart:
    tag = name(element)
    if tag == "section":
        return _section(tree, element, where)
    if tag in _DIVISIONS:
        value, shown, title, heads = _head(tree, element)
        node = division(element, value, squeeze(f"{shown} {title}"))
        return (tree.add(where, node), heads) if node is not None else (None, heads)
    if tag in _PARAGRAPHS:
        return _paragraph(tree, element, where)
    if tag == "recital":
        return tree.add(where, Node("recital", tree.next(where, "rec"), absolute=True)), ()
    if tag in _GROUPS:
        return _group(tree, element, where)
    if tag == "note":
        _, shown, title, heads = _head(tree, element)
        text = squeeze(f"{shown} {title}")
        node = Node("note", tree.next(where, "note"), heading=text, parts=[text] if text else [])
        return tree.add(where, node), heads
    value, shown, title, heads = _head(tree, element)
    text = squeeze(f"{shown} {title}")
    letter = numbering.clean(value) or str(tree.next(where, "app").partition("_")[2])
    node = Node("appendix", f"app_{letter[:40]}", value, text, parts=[text] if text else [])
    return tree.add(where, node), heads


def division(element: Element, value: str, text: str) -> Node | None:
    """The part for a title, a chapter, a part …; None for one that has neither a number nor a heading."""
    kind, segment = _DIVISIONS[name(element)]
    if not text:
        return None
    segment, absolute = _scoped(element, f"{segment}_{numbering.clean(value)[:40] or 1}")
    absolute = absolute and name(element) not in ("subpart", "subchapter", "subtitle")
    return Node(
        kind,
        segment if absolute else segment.rpartition("__")[2],
        value,
        text,
        absolute=absolute,
        parts=[text],
    )


def _section(tree: Tree, element: Element, where: Node) -> MadePart:
    value, shown, title, heads = _head(tree, element)
    text = squeeze(f"{shown} {title}")
    printed = re.match(r"(?:§+|sec(?:tion|\.)?)?\s*([\w.–-]*\w)", text, re.IGNORECASE)
    if printed and printed[1].startswith(value):
        value = printed[1]  # the attribute leaves out the letter of `§ 478.39a` in some conversions
    number = squeeze(
        re.sub(r"^(?:[§\s■]+|sec(?:tion|\.)?\s+)", "", value, flags=re.IGNORECASE).rstrip(". \t\r\n")
    )
    cleaned = numbering.clean(number)[:60]
    around = element.getparent()
    if (
        not (cleaned or text)
        and around is not None
        and sum(name(child) == "section" for child in around) == 1
    ):
        return (
            None,
            (),
        )  # the only provision of a resolution is text of the part around it; the first of several is section 1
    segment = f"sec_{cleaned}" if cleaned else tree.next(where, "sec")
    marker = f"§ {number}" if cleaned and shown.startswith("§") else shown
    segment, absolute = _scoped(element, segment)
    node = Node("section", segment, marker, text, absolute=absolute, parts=[text] if text else [])
    if text and not title:
        tree.fresh.add(id(node))  # `SEC. 101. None of the funds …`: its words stand on the line of its number
    return tree.add(where, node), heads


def _scoped(element: Element, segment: str) -> tuple[str, bool]:
    """The identifier of a part, and whether it is the whole one: sections are numbered anew in each division of a law."""
    for above in element.iterancestors():
        tag = name(above)
        if tag in _RENUMBERED:
            return segment, False
        if tag == "division":
            number = next((child for child in above if name(child) == "num"), None)
            value = "" if number is None else numbering.clean(number.get("value") or "")
            return (f"div_{value[:20]}__{segment}", True) if value else (segment, False)
    return segment, True


_RENUMBERED = frozenset({"rule", "notice", "presidentialDoc", "proposedRule", "appendix", "section"})


def _paragraph(tree: Tree, element: Element, where: Node) -> MadePart:
    number = _child(element, "num")
    if number is None or not (number.get("value") or squeeze("".join(number.itertext()))):
        return None, ()  # text of the part around it
    value, shown, title, heads = _head(tree, element)
    cleaned = numbering.clean(value)[:40]
    segment = f"para_{cleaned}" if cleaned else tree.next(where, "para")
    first = squeeze(f"{shown} {title}")
    node = Node("paragraph", segment, shown, parts=[first] if first else [])
    return tree.add(where, node), heads


def _group(tree: Tree, element: Element, where: Node) -> MadePart:
    """A group of sections under a heading, an item of appropriations, a document of the Federal Register."""
    if number := _document_number(element):
        return tree.add(where, Node("document-part", f"doc_{number}", number, absolute=True)), ()
    value, shown, title, heads = _head(tree, element)
    text = squeeze(f"{shown} {title}")
    if not text:
        return None, heads
    node = Node("heading", tree.next(where, "hcontainer"), value, text, absolute=_scoped(element, "")[1], parts=[text])  # fmt: skip
    return tree.add(where, node), heads


def _document_number(element: Element) -> str:
    """The number that the Office of the Federal Register gave a document."""
    if name(element) not in _GROUPS - {"level", "appropriations"}:
        return ""
    match = re.search(r"frdoc([\w-]+)", element.get("identifier") or "")
    return numbering.clean(match[1]) if match else numbering.clean(element.get("id") or "1")[:40]


def _note(tree: Tree, element: Element) -> tuple[str, str]:
    """The mark and the words of a footnote; the mark is what its first reference or its number shows."""
    mark = next((squeeze("".join(e.itertext())) for e in element.iter("{*}num", "{*}ref") if e.get("idref") or name(e) == "num"), "")  # fmt: skip
    text = tree.line(element)
    return mark, text[len(mark) :].strip() if mark and text.startswith(mark) else text


VOCABULARY = Vocabulary(
    _OWN_ROLES,
    _part,
    _special,
    _note,
    texts=frozenset(
        {"section", "document-part", "heading", "title", "part", "chapter", "subpart", "subchapter"}
    ),
    joined=frozenset({"paragraph"}),
)

# --- in pieces -----------------------------------------------------------------------------------------------------


_WRAPPERS = frozenset(
    listed(
        "uslm lawDoc cfrDoc uscDoc pLaw bill resolution statuteCompilation engrossedAmendment amendment frDoc main collection component amendMain backMatter "
        "preamble notes notices rules proposedRules presidentialDocs"
    )
)
_HEADS = frozenset({"num", "heading", "subheading"})
_SAID = frozenset({"docNumber", "citableAs", "congress", "session", "docStage", "currentChamber"})
"""What a file says of itself, where it stands outside of `meta`."""


def _role(element: Element) -> streaming.Role:
    tag = name(element)
    if element.get("changed") == "deleted":
        return "leaf"
    if tag in _DIVISIONS or tag in _GROUPS:
        return "division"
    if tag in _WRAPPERS or element.getparent() is None:
        return ""
    if tag in _HEADS:
        above = name(element.getparent())
        return "head" if above in _DIVISIONS or above in _GROUPS else "leaf"
    if tag in _SAID:
        return "aside"
    role = _OWN_ROLES.get(tag, "block")
    return "leaf" if role in ("part", "block", "inline", "quote", "note", "row", "break") else "aside"


def _aside(element: Element) -> DropReason:
    tag = name(element)
    return "metadata" if tag in _SAID else cast(DropReason, _OWN_ROLES.get(tag, "editorial"))


def _division(element: Element, tree: Tree, where: Node) -> Node | None:
    node, _ = _part(tree, element, where)
    if node is not None:
        tree.carry(node)
    return node


DIALECT = streaming.StreamedDialect(VOCABULARY, _role, _division, streaming.walk, _aside)
HEAD = 1 << 18
"""Bytes in which a file says what it is."""
