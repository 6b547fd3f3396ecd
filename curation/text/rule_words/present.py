"""Words and patterns: what law lays down by the present tense alone, in languages without a whole grammar here."""

from __future__ import annotations

import re

IS = re.compile(r"\b(?:est|sont|soit|comme|es|son|sea|como|ist|sind|als|is|zijn)\s+$")
"""What a description stands behind: `is a person …` names no subject."""
TURNED = re.compile(
    r"(?:^|[\s,)])(?P<verb>[a-zäöüß]{3,}[^n\s]t|(?:leiten|treffen|stellen|prüfen|unterrichten|übermitteln|informieren|benennen|ernennen|wählen|bestellen|erlassen|sorgen|melden|erstellen|vereinbaren|entscheiden))\s+$"
)
"""A finite verb of the third person right before its subject: `zorgt de werkgever`."""

PAST = {
    "de": re.compile(
        r"\b(?:hat|haben)\s(?:[^\s,.;]{1,40}\s){0,25}?(?:[a-zäöüß]{0,12}ge[a-zäöüß]{2,20}|(?:be|ver|er|ent|zer|über|unter|an|auf|ein|aus|vor)[a-zäöüß]{3,20})(?:t|en)(?=\s*(?:[,.;]|$))"
    ),
    "nl": re.compile(
        r"\b(?:heeft|hebben)\s(?:[^\s,.;]{1,40}\s){0,25}?(?:[a-z]{0,12}ge[a-z]{2,20}|(?:be|ver|er|ont|her|over|onder)[a-z]{3,20})(?:d|t|en)(?=\s*(?:[,.;]|$))"
    ),
}
"""What has been done, in the perfect tense: `haben die Staaten Regeln eingeführt`."""
SUBORDINATED = {
    "nl": re.compile(
        r"(?<![\w-])(?:die|dat|wie|wat|waar[a-z]{0,9}|indien|wanneer|nadat|voordat|zodra|zolang|als|omdat|of|hoe|tenzij|zoals)(?![\w-])[^,;]{0,200}$"
    ),
}
"""A word that opens a subordinate clause, whose verbs stand behind it up to the end of what is looked at."""
DENIED = {
    "de": re.compile(r"\b(?:nicht|kein\w*)\b"),
    "fr": re.compile(r"\b(?:ne |n')[\w' ]{1,30}? (?:pas|jamais|aucune?)\b"),
    "es": re.compile(r"^\s*no\b"),
    "nl": re.compile(r"\b(?:niet|geen)\b"),
}

RELATIVE = re.compile(r"(?<!\w)(?:qui|que|die|welche[rs]?|dat)(?:\s(?:ne|n'|no|nicht|niet))?\s*$")
"""What a relative clause that no comma sets off begins with, right before its verb."""
PRONOUNS = r"(?:(?:se|le|les|lo|la|los|las) ){0,3}"
"""Pronouns of Romance languages before a verb."""
