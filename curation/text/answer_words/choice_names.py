"""Words and patterns: the option that a short text names: a letter, a number or ordinal, an option's own words."""

from __future__ import annotations

import re

from curation.text.answer_words import choice_places as choice_places_wording

NAMED = re.compile(
    rf"(?:the\s{{1,3}})?(?:final\s{{1,3}})?(?:option|choice|answer|letter|number|no\.?|{choice_places_wording.NOUN})\W{{1,4}}(\w{{1,3}})",
    re.IGNORECASE,
)
SURE = re.compile(
    r"\W{0,4}(?:definitely|clearly|certainly|surely|obviously|probably|most likely|likely|must be|yes)[\s,:]{1,3}(?:it'?s\s|it is\s)?",
    re.IGNORECASE,
)

ORDINAL = re.compile(
    r"\W{0,4}(?:(?:my answer|the (?:correct |right |best )?answer|it|i(?:'d| would)? (?:choose|pick|go with|select))(?:\s(?:is|would be))?\s{1,3})?the (first|second|third|fourth|fifth|last) (?:option|choice|answer|one)"
    r"(?:\s{1,3}(?:is|seems) (?:the )?(?:correct|right|best)(?: (?:one|answer|choice|option))?)?(?:[.!]|;[^\n]{0,300}|,? (?:because|since|as)\b[^\n]{0,300})?\W{0,4}",
    re.IGNORECASE,
)

ONE_NOT_OTHER = re.compile(r"\W{0,4}([A-Z])\W{1,4}(?:not|nicht|pas|and not|rather than)\s([A-Z])\W{0,4}")
