"""The standard XML of Japanese laws (e-Gov): acts, orders and rules with their supplementary provisions and tables."""

from __future__ import annotations

import re

from curation.core.errors import InputError
from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary, iso

_DIVISIONS = {
    "Part": ("part", "part"), "Chapter": ("chapter", "chp"), "Section": ("division", "sec"), "Subsection": ("division", "subsec"),
    "Division": ("division", "div"),
}  # fmt: skip
_SUBITEMS = {f"Subitem{level}": level for level in range(1, 11)}
_ANNEXES = {
    "AppdxTable": "annex", "AppdxNote": "app", "AppdxStyle": "form", "AppdxFormat": "form", "Appdx": "app", "AppdxFig": "figure", "SupplProvisionAppdxTable": "annex",
    "SupplProvisionAppdxStyle": "form", "SupplProvisionAppdx": "app",
}  # fmt: skip
_ROLES = {
    **dict.fromkeys((*_DIVISIONS, *_SUBITEMS, *_ANNEXES, "Article", "Paragraph", "Item", "SupplProvision", "Class", "Preamble"), "part"),
    **dict.fromkeys(
        listed(
            "LawBody MainProvision ParagraphSentence ItemSentence TableStruct Table TableHeaderColumn Remarks NoteStruct Note StyleStruct Style FormatStruct Format "
            "FigStruct Fig ArithFormula List Sublist1 Sublist2 Sublist3 ListSentence Sublist1Sentence Sublist2Sentence Sublist3Sentence AmendProvision "
            "AmendProvisionSentence SupplNote ParagraphCaption ArticleCaption RelatedArticleNum TableStructTitle ClassSentence ClassTitle RemarksLabel"
        )
        + [f"{level}Sentence" for level in _SUBITEMS],
        "block",
    ),
    **dict.fromkeys(listed("Sentence Column Line Ruby Sup Sub ArithFormulaNum QuoteStruct"), "inline"),
    **dict.fromkeys(("TableRow", "TableHeaderRow"), "row"),
    **dict.fromkeys(("TOC",), "contents"),
    **dict.fromkeys(("LawTitle",), "title"),
    **dict.fromkeys(("LawNum", "Result", "LawId", "law_info", "revision_info", "attached_files_info"), "metadata"),
    "EnactStatement": "preamble", "NewProvision": "quote", "Rt": "repeated", "TableColumn": "block",
}  # fmt: skip


def read(data: bytes) -> Parsed:
    """The articles, paragraphs and items of a law, its supplementary provisions and tables."""
    page = markup.parse_xml(data)
    laws = [page] if name(page) == "Law" else [e for e in page.iter() if name(e) == "Law"]
    if not laws:
        raise InputError.one(
            "xml",
            "document-no-clauses",
            "there is no <Law> in the answer of e-Gov; fetch the whole text of the law",
        )
    law = laws[0]
    title = law.find(".//LawTitle")
    name_ = "" if title is None else squeeze("".join(_plain(title)))
    tree = Tree(VOCABULARY)
    top = root()
    tree.walk(page, top)
    tree.flush(top)
    tree.settle(top)
    language = (law.get("Lang") or "ja").lower()
    return Parsed(
        top, "ja" if language == "ja" else "akn", name_, language, name_, tree.left_out, published=_day(law)
    )


_ERAS = {"Meiji": 1867, "Taisho": 1911, "Showa": 1925, "Heisei": 1988, "Reiwa": 2018}
"""The year before the first of an era."""


def _day(law: Element) -> str:
    """The day of promulgation, from the era and its year."""
    era, year = _ERAS.get(law.get("Era") or ""), law.get("Year") or ""
    month, day = law.get("PromulgateMonth") or "", law.get("PromulgateDay") or ""
    return iso(f"{era + int(year[:3])}-{month.zfill(2)}-{day.zfill(2)}") if era and year.isdecimal() else ""


def _plain(element: Element) -> list[str]:
    """The words of an element without the readings of its characters."""
    out = [element.text or ""]
    for child in element:
        if name(child) != "Rt":
            out += _plain(child)
        out.append(child.tail or "")
    return out


def _special(tree: Tree, element: Element, where: Node) -> str:
    """The second and later columns of a sentence, and its second and later sentences, stand apart from those before."""
    if name(element) == "Column" and element.getprevious() is not None:
        tree.run.append("　")
    return ""


def _heads(tree: Tree, element: Element, *names: str) -> tuple[list[str], list[Element]]:
    """The words of the first sub-elements of some names, and these elements."""
    found = [next((child for child in element if name(child) == wanted), None) for wanted in names]
    return [tree.line(head) for head in found], [head for head in found if head is not None]


def _number(element: Element, shown: str) -> str:
    """A number as it stands in an identifier: `3_2` is `3-2`, an article of the third that was inserted; `3:5` is `3to5`."""
    value = (element.get("Num") or "").replace("_", "-").replace(":", "to")
    if re.fullmatch(r"[\d-]+(?:to[\d-]+)?", value) and value != "0":
        return value
    match = re.search(r"第?([〇一二三四五六七八九十百千]+)", shown)
    number = numbering.han(match[1]) if match else None
    return str(number) if number else numbering.clean(shown)[:40]


def _part(tree: Tree, element: Element, where: Node) -> MadePart:
    tag = name(element)
    if tag in _DIVISIONS:
        (title,), heads = _heads(tree, element, f"{tag}Title")
        kind, segment = _DIVISIONS[tag]
        node = Node(
            kind, f"{segment}_{_number(element, title)}", title, title, parts=[title] if title else []
        )
        return tree.add(where, node), heads
    if tag == "Article":
        (caption, title), heads = _heads(tree, element, "ArticleCaption", "ArticleTitle")
        text = squeeze(f"{title} {caption}")
        node = Node(
            "article",
            f"art_{_number(element, title)}",
            title,
            text,
            absolute=not _supplement(element),
            parts=[text] if text else [],
        )
        return tree.add(where, node), heads
    if tag == "Paragraph":
        return _paragraph(tree, element, where)
    if tag == "Item":
        (title,), heads = _heads(tree, element, "ItemTitle")
        number = _number(element, title)
        node = Node(
            "item",
            f"item_{number}" if number else tree.next(where, "item"),
            title,
            parts=[title] if title else [],
        )
        return tree.add(where, node), heads
    if tag in _SUBITEMS:
        (title,), heads = _heads(tree, element, f"{tag}Title")
        cleaned = numbering.clean(title)
        segment = "subitem" if cleaned and not cleaned.isascii() else "point"
        node = Node(
            "point",
            f"{segment}_{cleaned}" if cleaned else tree.next(where, "point"),
            title,
            parts=[title] if title else [],
        )
        return tree.add(where, node), heads
    if tag == "SupplProvision":
        (label,), heads = _heads(tree, element, "SupplProvisionLabel")
        law = element.get("AmendLawNum") or ""
        text = squeeze(label)
        node = Node(
            "supplement",
            tree.next(where, "suppl"),
            label,
            f"{text}（{law}）" if law else text,
            absolute=True,
            parts=[text] if text else [],
        )
        return tree.add(where, node), heads
    if tag == "Preamble":
        return tree.add(where, Node("preamble", tree.next(where, "pream"), absolute=True)), ()
    if tag == "Class":
        (title,), heads = _heads(tree, element, "ClassTitle")
        return tree.add(
            where, Node("point", tree.next(where, "point"), title, parts=[title] if title else [])
        ), heads
    return _annex(tree, element, where)


def _supplement(element: Element) -> bool:
    return next(element.iterancestors("SupplProvision"), None) is not None


def _paragraph(tree: Tree, element: Element, where: Node) -> MadePart:
    """A paragraph; the only one of an article is the article itself."""
    (shown, caption), heads = _heads(tree, element, "ParagraphNum", "ParagraphCaption")
    parent = element.getparent()
    alone = parent is not None and sum(name(child) == "Paragraph" for child in parent) == 1
    if alone and name(parent) == "Article" and not caption:
        return None, heads
    number = _number(element, shown)
    first = squeeze(f"{shown} {caption}")
    node = Node("paragraph", f"para_{number}", shown, parts=[first] if first else [], absolute=where.unlisted)
    return tree.add(where, node), heads


def _annex(tree: Tree, element: Element, where: Node) -> MadePart:
    """A table, a form or a figure at the end of a law."""
    tag = name(element)
    (title, related), heads = _heads(tree, element, f"{tag}Title", "RelatedArticleNum")
    text = squeeze(f"{title} {related}")
    match = re.search(r"第([〇一二三四五六七八九十百千]+)(?:号)?(?:の([〇一二三四五六七八九十]+))?", title)
    number = (numbering.han(match[1]) if match else None) or 0
    after = f"-{numbering.han(match[2])}" if match and match[2] else ""
    segment = f"{_ANNEXES[tag]}_{number}{after}" if number else tree.next(where, _ANNEXES[tag])
    node = Node(
        "annex", segment, title, text, absolute=not _supplement(element), parts=[text] if text else []
    )
    return tree.add(where, node), heads


VOCABULARY = Vocabulary(_ROLES, _part, _special, joined=frozenset({"paragraph", "item", "point"}))
