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
    "pt": "artigo|considerando|anexo|capítulo|título|parte|secção|item|documento anexo|apêndice|tabela anexa|prova|epígrafe|sumário|linha|contacto|"
    "frase final|parágrafo não numerado|livro|subparte|subcapítulo|subtítulo|divisão|alteração|definição|prefácio|parágrafo",
    "sv": "artikel|skäl|bilaga|kapitel|avdelning|del|avsnitt|punkt|bifogad handling|tillägg|förteckning|bevis|rubrik|innehåll|rad|kontakt|slutord|"
    "onumrerat stycke|bok|underdel|underkapitel|undertitel|huvudavdelning|ändring|definition|förord|stycke",
    "pl": "artykuł|motyw|załącznik|rozdział|tytuł|część|sekcja|podpunkt|dodatek|aneks|wykaz|dowód|nagłówek|spis treści|wiersz|kontakt|"
    "zdanie końcowe|nienumerowany akapit|księga|podczęść|podrozdział|podtytuł|dział|poprawka|definicja|przedmowa|akapit",
    "ru": "статья|пункт преамбулы|приложение|глава|титул|часть|раздел|пункт|вложение|дополнение|перечень|подтверждающий документ|заголовок|содержание|"
    "строка|контакт|заключительные слова|ненумерованный абзац|книга|подчасть|подглава|подзаголовок|отдел|поправка|определение|предисловие|абзац",
    "ja": "条|前文|附属書|章|編|部|節|項目|添付|付録|別表|証拠|見出し|目次|行|連絡先|末文|番号なし段落|巻|小部|小章|副題|款|修正|定義|序文|段落",
    "ko": "조|전문|부속서|장|편|부|절|항목|첨부|부록|별표|증거|제목|목차|행|연락처|맺음말|번호 없는 문단|권|소부|소장|부제|관|수정|정의|서문|문단",
}  # fmt: skip
WORDS: dict[str, dict[str, str]] = {
    language: dict(zip(_KEYS, words.split("|"), strict=True)) for language, words in _BY_LANGUAGE.items()
}
"""By language, the word of each part of an identifier."""


@dataclass(frozen=True)
class CitationStyle:
    """How the parts below an article are written: each with its word, or all in brackets."""

    between: str
    para: str
    number: str
    letter: str
    deeper: str
    """What comes before a number below a lettered point."""
    close: str
    """What comes after the letter of a point."""


STYLES: dict[str, CitationStyle] = {
    "de": CitationStyle(" ", "Abs.", "Nr.", "Buchst.", "Ziff.", ""),
    "nl": CitationStyle(", ", "lid", "punt", "onder", "", ")"),
    "fr": CitationStyle(", ", "paragraphe", "point", "point", "", ")"),
    "it": CitationStyle(", ", "paragrafo", "punto", "lettera", "", ")"),
    "es": CitationStyle(", ", "apartado", "punto", "letra", "", ")"),
    "pt": CitationStyle(", ", "n.º", "ponto", "alínea", "", ")"),
    "pl": CitationStyle(" ", "ust.", "pkt", "lit.", "", ")"),
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
