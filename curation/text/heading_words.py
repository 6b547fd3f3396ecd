"""Headings that name a part that any document may have, or the gazette that prints it, so that they are not what the document is called."""

from __future__ import annotations

import re

_WORDS = """
abstract|about this document|acknowledgements|approval|approvals|authority|background|change history|contents|definitions|disclaimer|document control|
document history|document information|executive summary|foreword|general|glossary|instructions|introduction|notice|objective|objectives|overview|preamble|
preface|prepared by|prepared for|purpose|purpose and scope|references|revision history|scope|scope and purpose|summary|table of contents|version history|who should use this document
allgemeines|anwendungsbereich|begriffsbestimmungen|definitionen|einleitung|geltungsbereich|hintergrund|inhalt|inhaltsverzeichnis|präambel|überblick|vorwort|
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


def is_generic(heading: str) -> bool:
    """Whether a heading, its number aside, is one of those that any document may have (`1. Introduction`, `Geltungsbereich`)."""
    words = re.sub(r"^[\W\d_]+|\W+$", "", heading).lower().replace("’", "'")
    return words in _GENERIC
