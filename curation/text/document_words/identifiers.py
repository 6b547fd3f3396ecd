"""Words and patterns: identifiers as a lawyer writes them, in the tradition and language of the document, and back again."""

from __future__ import annotations

import re

from curation.text.han_numerals import CHINESE as HAN

PLAIN = {
    "subsec": "subsection", "subpara": "subparagraph", "point": "point", "letter": "letter", "pream": "preamble", "list": "list", "table": "table",
    "level": "level", "clause": "clause", "subclause": "subclause", "indent": "indent", "rule": "rule", "proviso": "proviso", "sentence": "sentence",
    "crosshead": "cross-heading", "transitional": "transitional provision", "tome": "Tome", "subrule": "subrule", "subitem": "subitem",
}  # fmt: skip

ZH_UNIT = {"part": "编", "subpart": "分编", "chp": "章", "art": "条", "para": "款"}
ZH_WORD = {"annex": "附件", "wrapup": "末段", "hcontainer": "标题", "row": "表行", "toc": "目录", "contact": "联系方式", "att": "附录", "al": "段落", "def": "定义"}  # fmt: skip
ZH_BACK = {
    "编": "part",
    "分编": "subpart",
    "章": "chp",
    "节": "sec",
    "款": "para",
    "项": "item",
    "目": "subitem",
}

ZH_TOKEN = re.compile(
    rf"第[（(]?(?P<number>[{HAN}]+|[\w.-]+?)[）)]?(?P<unit>分编|[编章节条款项目])(?:之(?P<after>[{HAN}]+))?"
    rf"|(?P<word>{'|'.join(ZH_WORD.values())})(?P<order>[\dA-Z]\w*)|（(?P<bracket>\w+)）"
)

DE_WORD = {
    "sec": "§", "art": "Art.", "note": "Fußnote", "pream": "Eingangsformel", "subpart": "Unterteil", "form": "Muster", "para": "Abs.", "point": "Nr.", "letter": "Buchst.", "sentence": "Satz", "chp": "Abschnitt", "annex": "Anhang", "part": "Teil",
    "book": "Buch", "title": "Titel", "subchp": "Unterabschnitt", "wrapup": "Schlusssatz", "hcontainer": "Überschrift", "item": "Spiegelstrich",
    "row": "Zeile", "al": "Textabsatz",
}  # fmt: skip
DE_BACK = {word: key for key, word in DE_WORD.items()} | {"Anlage": "annex", "Kapitel": "chp"}
DE_TOKEN = re.compile(
    rf"(?P<word>{'|'.join(map(re.escape, sorted(DE_BACK, key=len, reverse=True)))})(?:(?<=§) ?| )(?P<number>\w+(?:[.-]\w+)*)(?: |$)"
)

NATIONAL = re.compile(
    r", (?:sec\.|regulation|rule|s|art|Schedule|Doc\.|div\.|title) \w|^[Aa]rt\. \w+ (?:Abs\.|al\.|cpv\.|Bst\.|let\.|lett\.) "
)
"""What only the citations of `national` have; what the other traditions write in the same way they read first."""
JAPANESE = re.compile(r"^(?!《)[^第]+(?:第[^款项]+|附則.*|別表.*)$")

HOLDING_POINTS = frozenset(("sec", "art", "item", "point", "letter", "para", "al"))
"""The parts of a policy behind which a point is written in brackets: `Section 5(a)`, `para. 2(a)`."""
