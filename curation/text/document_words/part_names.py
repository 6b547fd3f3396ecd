"""Words and patterns: what the parts of an act are called in the languages of the European Union, and where the number stands."""

from __future__ import annotations

import re

from curation.text.document_words import national_parts

ARTICLES = (
    "article artikel artículo articolo artigo artykuł článek článok člen članak artikkel artikolu articolul airteagal άρθρο член art. art "
    f"artikla straipsnis pants cikk {national_parts.ARTICLES}"
)
ANNEXES = (
    "annex anhang bijlage annexe anexo allegato załącznik bilaga bilag liite lisa priedas pielikums melléklet priloga prilog anexa anness "
    "iarscríbhinn παράρτημα приложение příloha príloha"
)
DIVISIONS = {
    ("part", "part", 1): "part teil deel partie parte část časť część del osa dalis daļa rész dio partea parti μέρος част "
    f"{national_parts.PARTS}",
    ("book", "book", 2): "book buch boek livre libro livro księga kniha "
    f"{national_parts.BOOKS}",
    ("title", "title", 3): "title titel titre título titolo tytuł hlava titlul naslov cím τίτλος дял jaotis osasto avdelning afsnit titolu "
    f"{national_parts.TITLES}",
    ("chapter", "chp", 4): "chapter kapitel hoofdstuk chapitre capítulo capo rozdział kapitola luku peatükk skyrius nodaļa fejezet poglavje "
    "poglavlje capitolul kapitolu caibidil κεφάλαιο глава "
    f"{national_parts.CHAPTERS}",
    ("division", "sec", 5): "section abschnitt afdeling sección sezione secção sekcja oddíl oddiel jakso jagu skirsnis iedaļa szakasz oddelek "
    "odjeljak secțiunea taqsima τμήμα раздел avsnitt "
    f"{national_parts.SECTIONS}",
}  # fmt: skip

SOLE = re.compile(
    r"(?:sole article|article unique|einziger artikel|enig artikel|artículo único|articolo unico|artigo único|article únic)$",
    re.I,
)
"""The name of an article that has no number since it is the only one."""

BEFORE = frozenset(
    [
        "artikla",
        "straipsnis",
        "pants",
        "cikk",
        "člen",
        "liite",
        "priedas",
        "pielikums",
        "melléklet",
        "luku",
        "jakso",
        "osa",
        "osasto",
        "skyrius",
        "skirsnis",
        "dalis",
        "nodaļa",
        "sadaļa",
        "iedaļa",
        "daļa",
        "fejezet",
        "cím",
        "rész",
        "szakasz",
        "poglavje",
        "oddelek",
        *national_parts.DIVISIONS_AFTER_NUMBER.split(),
    ]
)
"""Words that the number comes before: `5 artikla`, `5. cikk`, `I LUKU`."""

ORDINALS = {
    word: place
    for words in (
        "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo",
        "primera segunda tercera cuarta quinta sexta séptima octava novena décima",
        "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
        "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
        "primer segon tercer quart cinquè sisè setè vuitè novè desè",
        *national_parts.ORDINALS,
    )
    for place, word in enumerate(words.split(" "), 1)
}
"""Numbers written as words: `Artículo primero`, `Capítulo segundo`."""

ARTICLE_NUMBERS = r"(?:[LRDA]\*?\.?\s?)?\d+(?:-\d+)+(?:\s(?:bis|ter|quater)|[a-z])?|[LRDA]\*?\.?\s?\d+"
"""The number of an article of a code: `68-19`, `L4121-1`, `R. 4323-1`."""
DIVISION_NUMBERS = (
    r"[IVXLC]+(?:\s(?:bis|ter|quater))?|\d+[a-z]?|[A-Z]|[Α-Ω]{1,3}['’΄´]|premier|première|1er|Ier|1re|Ire"
)
"""The number of a division: `IV bis`, `2a`, `Α'`, `première`."""
