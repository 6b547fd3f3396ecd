"""Words and patterns: a choice told by the words of the options and not by a letter: elimination, a number, a part of an option, yes and no."""

from __future__ import annotations

import re

DENIES = r"(?:not|isn['’]t|never|neither|nor|nicht|pas|non|no es|não|niet)"
FALSE = r"(?:wrong|incorrect|false|out|not|ruled out|excluded|falsch|fausse?|falsa|incorrecta)"
TELLS = r"(?:answer(?:\s+is|:)?|leaves(?:\s+us\s+with)?|so|therefore|thus|hence|it(?:['’]s|\s+is)|must\s+be|(?:thing|choice|option|step|gas|word)\s+is(?:\s+to)?|that\s+is|also|donc|daher|por\s+eso)"
CORRECTS = re.compile(r"\b(?:wait|actually|correction|hmm|scratch that|on second thought)\b", re.IGNORECASE)
HEDGES = re.compile(r"\b(?:maybe|perhaps|could be|might be|not sure|either|depends|or)\b|\?", re.IGNORECASE)

NO = re.compile(
    r"\W*(?:no|nope|nah|never|(?:definitely|certainly|absolutely|of course|surely) not|nein|non|não)\b",
    re.IGNORECASE,
)
YES = re.compile(
    r"\W*(?:yes|yep|yeah|sure|certainly|definitely|absolutely|of course|ja|oui|sí|sim)\b(?! not\b)",
    re.IGNORECASE,
)
IS = r"(?:is|are|ist|est|es)"
BEFORE_OPTION = r"(?:to\s+|the\s+|an?\s+)?"
