"""Words and patterns: citations of national law, a table for each tradition: which word each part has, and which parts are written in brackets."""

from __future__ import annotations

import re

from curation.text.han_numerals import JAPANESE

COMMON = {
    "rec": "recital", "note": "note", "row": "row", "al": "unnumbered para.", "hcontainer": "heading", "wrapup": "final words", "def": "definition",
    "pream": "preamble", "app": "Appendix", "annex": "Annex", "form": "Form", "figure": "figure", "doc": "Doc.", "item": "item", "toc": "contents",
    "point": "point", "row_group": "rows",
}  # fmt: skip
US = COMMON | {
    "sec": "sec.", "title": "title", "subtitle": "subtitle", "div": "div.", "chp": "chapter", "subchp": "subchapter", "part": "part",
    "subpart": "subpart", "artl": "article", "para": "para.", "sch": "schedule", "annex": "annex", "app": "appendix",
}  # fmt: skip
UK = COMMON | {
    "sec": "section", "reg": "regulation", "rule": "rule", "art": "article", "sch": "Schedule", "para": "paragraph", "part": "Part", "chp": "Chapter",
    "div": "Division", "subsec": "subsection", "subpara": "sub-paragraph", "crosshead": "cross-heading", "group": "Group",
}  # fmt: skip
CA_EN = COMMON | {
    "sec": "s", "part": "Part", "div": "Division", "subdiv": "Subdivision", "chp": "Chapter", "sch": "Schedule", "prov": "provision",
    "subsec": "subsection", "para": "paragraph", "order": "order", "quoted": "quoted text", "subpara": "subparagraph", "clause": "clause", "subclause": "subclause",
}  # fmt: skip
CA_FR = COMMON | {
    "sec": "art", "part": "partie", "div": "section", "subdiv": "sous-section", "chp": "chapitre", "sch": "annexe", "prov": "disposition",
    "subsec": "paragraphe", "para": "alinéa", "note": "note", "row": "ligne", "al": "alinéa non numéroté", "hcontainer": "intertitre",
    "wrapup": "passage final", "def": "définition", "pream": "préambule", "app": "appendice", "annex": "annexe jointe", "form": "formule",
    "item": "élément", "order": "décret", "subpara": "sous-alinéa", "clause": "division", "subclause": "subdivision",
}  # fmt: skip
SWISS: dict[str, dict[str, str]] = {
    "de": {"art": "Art.", "para": "Abs.", "letter": "Bst.", "point": "Ziff.", "sec": "Abschn.", "chp": "Kap.", "title": "Tit.", "part": "Teil", "annex": "Anhang",
           "al": "Textabsatz", "note": "Fussnote", "row": "Zeile", "wrapup": "Schlusssatz", "hcontainer": "Gliederungstitel", "item": "Lemma", "book": "Buch", "pream": "Ingress", "level": "Gliederung", "sch": "Beilage", "div": "Abteilung", "subpara": "Unterabs.", "indent": "Strich"},
    "fr": {"art": "art.", "para": "al.", "letter": "let.", "point": "ch.", "sec": "sect.", "chp": "chap.", "title": "tit.", "part": "part.", "annex": "annexe",
           "al": "alinéa non numéroté", "note": "note", "row": "ligne", "wrapup": "phrase finale", "hcontainer": "intitulé", "item": "tiret", "book": "livre", "pream": "préambule", "level": "niveau", "sch": "appendice", "div": "division", "subpara": "sous-al.", "indent": "subdivision"},
    "it": {"art": "art.", "para": "cpv.", "letter": "lett.", "point": "n.", "sec": "sez.", "chp": "cap.", "title": "tit.", "part": "parte", "annex": "allegato",
           "al": "capoverso non numerato", "note": "nota", "row": "riga", "wrapup": "frase finale", "hcontainer": "titolo intermedio", "item": "trattino", "book": "libro", "pream": "preambolo", "level": "livello", "sch": "appendice", "div": "divisione", "subpara": "sottocpv.", "indent": "suddivisione"},
}  # fmt: skip

JA_UNIT = {
    "part": "編",
    "chp": "章",
    "sec": "節",
    "subsec": "款",
    "div": "目",
    "art": "条",
    "para": "項",
    "item": "号",
}
JA_WORD = {
    "suppl": "附則", "annex": "別表", "form": "様式", "app": "付録", "figure": "別図", "note": "注", "row": "表の行", "al": "段落", "pream": "前文", "wrapup": "末文",
    "hcontainer": "見出し", "formula": "算式", "remark": "備考",
}  # fmt: skip
JA_TOKEN = re.compile(
    rf"第(?P<number>[{JAPANESE}]+)(?P<unit>[{''.join(JA_UNIT.values())}])(?P<after>(?:の[{JAPANESE}]+)*)"
    rf"|(?P<word>{'|'.join(JA_WORD.values())})(?P<order>\d+(?:-\d+)*)?|（(?P<bracket>\w+)）|(?P<iroha>[ァ-ヺ])"
)
JA_OPENS = re.compile(r"第|附則|別表|様式")
"""Where the identifier of a Japanese citation can begin."""
