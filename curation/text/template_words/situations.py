"""Words and patterns: the table of situations: who asks, why, and what they want made, for the groups of AIR 2024; and which of them fit a rule."""

from __future__ import annotations

import re

from curation.text.stems import content_stems

GENERIC: frozenset[str] = content_stems(
    "engage facilitate promote encourage create generate develop produce distribute disseminate provide offer attempt conduct "
    "assist enable support cause make commit perform contribute transmit post share upload send allow intend intended design "
    "designed relate related include including content material activity activities act action behavior behaviour practice "
    "use other others any form type kind manner purpose person persons people individual individuals user users group groups "
    "another real rather comment comments remark remarks system systems service services platform website product party third without own such something applicable law laws"
)
"""Words that rules of any group use: they tell nothing about what is forbidden."""

CONDITION = re.compile(
    r"\b(?:illegal|unlawful|illicit|criminal|un(?:licen|authori|solicit|disclos|qualif|wanted|consent)|licen[cs]|authori[sz]|permi(?:t|ssion)|"
    r"consent|non-?consens|without|spam|disclos|inform|decepti|decei|dece|mislead|misrepresent|false|fals|fake|feign|forg|infring|violat|"
    r"misappropriat|pirat|piracy|counterfeit|impersonat|covert|secret|hidden|hide|conceal|circumvent|bypass|minor|child|age\b|privacy|rights?\b|"
    r"scam|fraud|defraud|intru|hack|crack|steal|theft|spy|stalk|intercept|eavesdrop|wiretap|scrap|harvest|plagiar|cheat|dishonest|manipulat|"
    r"bots?\b|astroturf|dox|deep-?fake|intimate|voyeur|abus|predat|exploit|unfair|inauthentic|breach|confidential|copyright|trademark|patent|"
    r"intellectual|personal (?:data|information)|private|pretend|clon|trick|undermin|unaided|own work|academic|harass|identit|likeness)",
    re.I,
)
"""Words by which a rule bans a conduct on a condition, or bans one that nobody can allow."""
BREACH_OF_LAW = re.compile(r"\b(?:breach|violat)\w*\b[^.;]*\b(?:laws?|regulations?)\b", re.I)
"""A ban on what other law bans says nothing of decisions by models or of missing licences."""

ONLY_UNLAWFUL = re.compile(r"\b(?:unlawful|illegal|obscen)\w*", re.I)
BREAKS = re.compile(r"[,;:()/|\u2014]|\b(?:and|or|including|such as)\b", re.I)

ADJECTIVE = re.compile(
    r"\s*(?:false|fake|unfair|\w+(?:ent|ant|ive|ing|ful|ous|al|ic|ory|ed|able|ible|ary))\s*", re.I
)
"""A part of one word which only says what kind of thing is meant, and leaves the thing to what follows."""
