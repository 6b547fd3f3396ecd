"""Headings that name a part that any document may have, or the gazette that prints it, so that they are not what the document is called."""

from __future__ import annotations

import re

_WORDS = """
abstract|about this document|acknowledgements|approval|approvals|authority|background|change history|contents|definitions|disclaimer|document control|
document history|document information|executive summary|foreword|general|glossary|instructions|introduction|notice|objective|objectives|overview|preamble|
preface|prepared by|prepared for|purpose|purpose and scope|references|revision history|scope|scope and purpose|summary|table of contents|version history|who should use this document
allgemeines|anwendungsbereich|eingangsformel|inhaltsübersicht|schlussformel|begriffsbestimmungen|definitionen|einleitung|geltungsbereich|hintergrund|inhalt|inhaltsverzeichnis|präambel|überblick|vorwort|
zusammenfassung|zweck|ziel
avant-propos|champ d'application|contexte|définitions|généralités|introduction|objectif|objet|portée|préambule|résumé|sommaire|table des matières
aanleiding|achtergrond|begrippen|definities|doel|inhoudsopgave|inleiding|reikwijdte|samenvatting|toepassingsgebied|voorwoord
alcance|ámbito de aplicación|antecedentes|definiciones|índice|introducción|objetivo|objeto|preámbulo|resumen
âmbito|âmbito de aplicação|apresentação|definições|introdução|objetivo|preâmbulo|resumo|sumário
ambito di applicazione|definizioni|indice|introduzione|oggetto|premessa|scopo|sommario
bakgrund|definitioner|inledning|innehåll|omfattning|sammanfattning|syfte
cel|definicje|spis treści|streszczenie|wprowadzenie|wstęp|zakres
введение|определения|область применения|общие положения|содержание|цель
一般规定|前言|概述|引言|总则|摘要|目的|目录|范围|适用范围|定义|术语和定义
はじめに|目的|概要|適用範囲|定義|目次|総則|用語の定義
개요|목적|목차|서문|적용 범위|정의
bundesgesetzblatt|federal register|government gazette|journal officiel|official gazette|official journal of the european union|gazzetta ufficiale|
boletín oficial del estado|diário oficial da união|diário da república|staatsblad|官報|관보
"""
_GENERIC = frozenset(
    word.strip() for line in _WORDS.strip().splitlines() for word in line.split("|") if word.strip()
)


_SERIES = re.compile(
    r"(?:the )?(?:(?:revised )?(?:laws|statutes|acts) of (?:the )?[^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,4}|(?:[^\W\d_]{2,20} ){0,4}gazette(?: of [^\W\d_]{2,20})?(?: supplement| extraordinary)?|"
    r"presidential documents|rules and regulations|proposed rules|public law|warta kerajaan(?: persekutuan)?|federal government|lembaran negara(?: republik indonesia)?|"
    r"republic of [^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,3})"
)
"""A series of laws, or the gazette in which one appeared, printed above the name of each."""


def is_generic(heading: str) -> bool:
    """Whether a heading, its number aside, is one of those that any document may have (`1. Introduction`, `Geltungsbereich`, `Laws of Ruritania`)."""
    words = re.sub(r"^[\W\d_]+|\W+$", "", heading).lower().replace("’", "'")
    return words in _GENERIC or _SERIES.fullmatch(words) is not None


_COUNTED = re.compile(
    r"(?:(?:republic|public|private|central|federal|local|executive|legislative|presidential|government)\s+)?[^\W\d_]+\.?\s+"
    r"(?:(?:no\.?|nº)\s*\d{1,5}|\d{1,3}|[ivxlc]{1,7})(?:\s+of\s+\d{4})?",
    re.IGNORECASE,
)
"""The number of a document: behind one word for its kind, since behind two stands a name, `Kites Act 5 of 2031`."""


def is_number_of_document(line: str) -> bool:
    """Whether a line says which document of a series it is, and not what it is called: `Act 35`, `Bill No. 7 of 2031`."""
    return _COUNTED.fullmatch(line.strip()) is not None


_DOCUMENT = re.compile(
    r"\b(?:acts?|agreement|assessment|bill|by-?laws?|charter|circular|code|conditions|constitution|decree|directive|framework|guidance|guidelines?|handbook|law|licen[cs]e|"
    r"manual|notice|order|ordinance|plan|policy|policies|principles|procedures?|protocol|regulations?|report|resolution|rules|standards?|statement|statutes?|terms|"
    r"abkommen|anweisung|gesetz|grundsätze|handbuch|leitfaden|leitlinien?|nutzungsbedingungen|ordnung|satzung|vereinbarung|vertrag|vorschriften|"
    r"charte|conditions|convention|décret|loi|règlement|règles|politique|statuts|guide|"
    r"beleid|besluit|gedragscode|huisregels|reglement|regeling|richtlijn(?:en)?|voorwaarden|wet|"
    r"acuerdo|código|condiciones|decreto|estatutos?|ley|manual|normas|política|reglamento|términos|"
    r"código|decreto|estatuto|lei|política|regimento|regulamento|termos|"
    r"codice|condizioni|decreto|legge|linee guida|politica|regolamento|statuto|"
    r"regulamin|statut|ustawa|polityka|rozporządzenie|lag|förordning|policy|riktlinjer|stadgar)\b"
    r"|(?:gesetz|verordnung|ordnung|richtlinie|satzung|bedingungen)\b"
    r"|закон|положение|правила|политика|устав|法|条例|規則|规定|办法|规范|指南|ガイドライン|규정|법|지침",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:university|college|institute|school|ministry|department|office|agency|council|authority|bank|commission|committee|corporation|company|society|"
    r"association|foundation|federation|union|government|republic|state|city|county|town|inc|ltd|llc|plc|gmbh|ag|s\.?a|b\.?v|"
    r"universität|hochschule|ministerium|bundesamt|behörde|stadt|gemeinde|verein|verband|stiftung|"
    r"université|ministère|mairie|société|association|fondation|"
    r"universiteit|ministerie|gemeente|vereniging|stichting|"
    r"universidad|universidade|ministerio|ministério|ayuntamiento|sociedad|fundación|università|ministero|comune|"
    r"uniwersytet|ministerstwo|universitet|kommun|министерство|университет)\b|(?:大学|公司|委员会|银行|部|会社|庁|省|대학교)$",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\s(?:in|at|by|with|im|bei|beim|dans|chez|bij)\s", re.IGNORECASE)
"""What stands between a subject and an organisation: `Chatbots at the university`."""
_NOTICE = re.compile(
    r"^(?:(?:last|date)\s+)?(?:revised|updated|amended|adopted|approved|effective|published|version|revision|draft|stand|fassung|gültig|versie|versión|versione|versão|"
    r"mis à jour|actualizado|aggiornato|data|date|datum|fecha)\b.{0,60}$"
    r"|\b(?:unofficial|courtesy|machine|automatic|convenience|inofficial|non-?binding|inoffizielle|maschinelle|automatische|no oficial|automática|non officielle|"
    r"automatique|officieuze)\b.{0,40}\b(?:translat\w{2,6}|übersetz\w{2,4}|traduc\w{3,6}|vertaling)\b",
    re.IGNORECASE,
)


def names_document(line: str) -> bool:
    """Whether a line has a word for a kind of document (`policy`, `Gesetz`, `règlement`), as titles have."""
    return _DOCUMENT.search(line) is not None


def is_letterhead(line: str) -> bool:
    """Whether a line names an organisation and no document, as the head of its paper does (`University of the Harbour`)."""
    return _ORGANISATION.search(line) is not None and not names_document(line) and _TOPIC.search(line) is None


_TO_FILL = re.compile(r"[\[<{][^\]>}]+[\]>}]")


def is_blank_to_fill(line: str) -> bool:
    """Whether a line is a blank of a form, which is no title: `[NAME OF INSTITUTION]`."""
    return _TO_FILL.fullmatch(line) is not None


def is_notice(line: str) -> bool:
    """Whether a line says when a document was made or that it is a translation, so that it is not its title."""
    return _NOTICE.search(line) is not None


_SAID = re.compile(
    r"^\w+:\s|\b(?:our|we|you|your|unsere?r?|wir|notre|nos|nous|nuestr[ao]s?|onze)\b", re.IGNORECASE
)


_FIELD = re.compile(r"[A-Za-zÀ-ÿ]\w{0,30}(?: \w{1,20}){0,3}:\s+(?P<value>\S.*)")
_TITLE_FIELD = re.compile(
    r"(?:title|name|subject|titel|bezeichnung|titre|título|titulo|titolo)\b", re.IGNORECASE
)


def is_field(line: str) -> bool:
    """Whether a line is a field of a form that says no name: `REGULATION: kite_act`; `Title: Kite Act` and `Policy: Use of Kites Policy` do."""
    found = _FIELD.match(line)
    return found is not None and not (_TITLE_FIELD.match(line) or names_document(found["value"]))


def speaks_to_reader(line: str) -> bool:
    """Whether a line speaks of its reader or its writer, or is a field of a form, and so is no title."""
    return _SAID.search(line) is not None


def titled(lines: list[str]) -> list[str]:
    """The lines at the head of a document that are its title: without notices, and without letterheads where another line names a document."""
    plain = [line for line in lines if not is_notice(line)] or lines
    if not any(map(names_document, plain)):
        return plain
    kept = [
        line
        for before, line, after in zip(["", *plain], plain, [*plain[1:], ""], strict=False)
        if not is_letterhead(line) or goes_on(before) or (names_document(after) and " " not in after)
    ]
    return kept or plain


def goes_on(line: str) -> bool:
    """Whether a line of a title ends with a word that the next line goes on from (`Guide for`)."""
    return _OPEN_END.search(line) is not None


_OPEN_END = re.compile(
    r"\b(?:of|of the|for|for the|der|des|für|de|du|van|voor|del|della|da|do)$", re.IGNORECASE
)
"""The end of a line whose title goes on with the name of the organisation: `By-laws of`, `the Town of Harbour`."""
