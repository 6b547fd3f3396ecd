"""The words of citations by language: what an article, an annex or an item of a list is called."""

from __future__ import annotations

from dataclasses import dataclass

_KEYS = (
    "art", "rec", "annex", "chp", "title", "part", "sec", "item", "att", "app", "sch", "exh", "hcontainer", "toc", "row", "contact", "wrapup", "al",
    "book", "subpart", "subchp", "subtitle", "div", "am", "def", "pre", "para",
)  # fmt: skip
_BY_LANGUAGE = {
    "en": "Art.|recital|Annex|Chapter|Title|Part|Section|item|Attachment|Appendix|Schedule|Exhibit|heading|contents|row|contact|final words|"
    "unnumbered paragraph|Book|Subpart|Subchapter|Subtitle|Division|Amendment|definition|preface|para.",
    "de": "Art.|Erwägungsgrund|Anhang|Kapitel|Titel|Teil|Abschnitt|Punkt|Beilage|Anlage|Verzeichnis|Beleg|Überschrift|Inhalt|Zeile|Kontakt|Schlusssatz|"
    "unbezifferter Absatz|Buch|Unterteil|Unterkapitel|Untertitel|Hauptteil|Änderung|Begriff|Vorspruch|Textabsatz",
    "nl": "artikel|overweging|bijlage|hoofdstuk|titel|deel|afdeling|streepje|aanhangsel|appendix|schema|bewijsstuk|kop|inhoud|rij|contact|slotzin|"
    "ongenummerde alinea|boek|onderdeel|onderhoofdstuk|ondertitel|hoofddeel|amendement|begrip|voorwoord|alinea",
    "fr": "article|considérant|annexe|chapitre|titre|partie|section|tiret|pièce jointe|appendice|barème|pièce|intitulé|sommaire|ligne|contact|"
    "phrase finale|alinéa non numéroté|livre|sous-partie|sous-chapitre|sous-titre|division|amendement|définition|préface|alinéa",
    "it": "articolo|considerando|allegato|capo|titolo|parte|sezione|trattino|documento|appendice|tabella|prova|rubrica|indice|riga|contatto|frase finale|"
    "capoverso non numerato|libro|sottoparte|sottocapo|sottotitolo|divisione|emendamento|definizione|prefazione|capoverso",
    "es": "artículo|considerando|anexo|capítulo|título|parte|sección|guion|adjunto|apéndice|lista|prueba|epígrafe|contenido|fila|contacto|frase final|"
    "párrafo sin numerar|libro|subparte|subcapítulo|subtítulo|división|enmienda|definición|prefacio|párrafo",
}  # fmt: skip
WORDS: dict[str, dict[str, str]] = {
    language: dict(zip(_KEYS, words.split("|"), strict=True)) for language, words in _BY_LANGUAGE.items()
}
"""By language, the word of each part of an identifier."""


@dataclass(frozen=True)
class Style:
    """How the parts below an article are written: each with its word, or all in brackets."""

    between: str
    para: str
    number: str
    letter: str
    deeper: str
    """What comes before a number below a lettered point."""
    close: str
    """What comes after the letter of a point."""


STYLES: dict[str, Style] = {
    "de": Style(" ", "Abs.", "Nr.", "Buchst.", "Ziff.", ""),
    "nl": Style(", ", "lid", "punt", "onder", "", ")"),
    "fr": Style(", ", "paragraphe", "point", "point", "", ")"),
    "it": Style(", ", "paragrafo", "punto", "lettera", "", ")"),
    "es": Style(", ", "apartado", "punto", "letra", "", ")"),
}
"""The languages in which each part has its word; all others write `Art. 5(1)(a)`."""

BACK: dict[str, str] = {word.lower(): key for words in WORDS.values() for key, word in words.items()} | {
    word.lower(): key
    for style in STYLES.values()
    for word, key in (
        (style.para, "para"),
        (style.number, "point"),
        (style.letter, "point"),
        (style.deeper, "point"),
    )
    if word
}
"""The part of an identifier that a word stands for, in any of the languages."""
