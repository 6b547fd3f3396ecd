"""What the parts of laws are called outside the European Union, and the words of its members that stand behind a number.

The words of the Union's languages stand with the reader of its acts, which uses these too.
"""

from __future__ import annotations

import re

ARTICLES = "articulo статья стаття чл αρθρο madde điều pasal المادة مادة มาตรา artikulli нийтлэг"
"""Words for an article, the number behind them: Russian, Ukrainian, Bulgarian, Turkish, Vietnamese, Indonesian, Arabic, Thai, Albanian."""
NUMBERED_BEFORE = "§ gr"
"""What follows the number of an article or section and never comes before it there: `2 §`, `2. §` (Swedish, Finnish, Hungarian), `2. gr.` (Icelandic)."""
RUN_IN = f"art artículo articulo artigo article articolo artikel artykuł articolul člen čl член {ARTICLES}"
"""Words for an article whose text may stand on the same line."""

WORDED = "artículo articulo artigo article"
"""Words for an article whose number may be a word: `Artículo Primero.- …`."""

PARTS = "частина phần kısım μερος"
BOOKS = "kitap"
TITLES = "titulo τιτλος"
CHAPTERS = "capitulo κεφαλαιο розділ bölüm chương bab الفصل الباب หมวด kap kafli"
SECTIONS = "seccion τμημα mục bagian القسم ส่วนที่ параграф"
DIVISIONS_AFTER_NUMBER = "kap kafli"
"""Words for a chapter that the number comes before: `2 kap.` (Swedish), `II. kafli` (Icelandic)."""

ORDINALS = (
    "първа втора трета четвърта пета шеста седма осма девета десета",
    "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
    "первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая",
    "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
    "kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh",
    "prvá druhá tretia štvrtá piata šiesta siedma ôsma deviata desiata",
    "první druhá třetí čtvrtá pátá šestá sedmá osmá devátá desátá",
    "prva druga treća četvrta peta šesta sedma osma deveta deseta",
    "pirmasis antrasis trečiasis ketvirtasis penktasis šeštasis septintasis aštuntasis devintasis dešimtasis",
)
"""Numbers written as words, first to tenth, that stand before or behind the word for a part: `Глава първа`, `BİRİNCİ BÖLÜM`."""

ROMAN_ARTICLES = "artikel|čl\\.|článek|článok|articolul|artículo|articulo|artigo|articolo"
"""Words for an article of an amending act, whose number may be Roman: `Artikel II`, `Čl. I`."""
LATER = "bis|ter|quater|quinquies|sexies|septies|octies|novies|decies"
"""What tells an article that was put in later: `2 bis`, `2-ter`."""
CLOSING = re.compile(
    r"(?:disposición (?:adicional|transitoria|derogatoria|final)|disposiciones (?:adicionales|transitorias|derogatorias|finales)|transitorios|artículos transitorios|"
    r"disposição (?:transitória|final)|disposições (?:transitórias|finais)(?: e transitórias)?|"
    r"disposició (?:addicional|transitòria|derogatòria|final)|disposicions (?:addicionals|transitòries|derogatòries|finals))"
    r"(?:\s+(?:[^\W\d_]{5,12}|\d{1,2}\.?[ªa]?))?(?=[.:]|\s*$)",
    re.I,
)
"""A provision behind the last article, which has a name and at most an ordinal."""
REFERS = re.compile(r"(?:[,;)]|(?:и|та|ve|dan|va|og|och|ja|és|und|e|y|et|or|and|of|to|shall|is|are)\b)")
"""What follows the number of an article in a sentence that speaks of it: `Art. 5 and 6 apply`."""
DANISH_PARAGRAPH = re.compile(r"Stk\.\s(\d{1,2})\.\s")
"""A further paragraph of a Danish section."""
KOREAN = r"제\s?(?P<korean>\d{1,4})조(?:의\s?(?P<later>\d{1,3}))?(?:\s?[(（][^()（）]{1,90}[)）])?"
"""The name of a Korean article, its title in brackets."""
KOREAN_DIVISION = re.compile(r"제\s?(?P<number>\d{1,3})(?P<word>[편장절])(?=\s|$)")
KOREAN_KINDS = {"편": ("part", "part", 1), "장": ("chapter", "chp", 4), "절": ("division", "sec", 5)}
"""Kind, segment and rank of the divisions of a Korean law."""
ORDINAL_O = re.compile(r"(?:art\.|artículo|articulo|artigo)\s+\d+o\b", re.I)
"""An ordinal whose raised letter became a plain one: `Artículo 2o`."""
ENDS_SENTENCE = re.compile(r"[.;:,—–]\W{0,2}$|다\.?$")
