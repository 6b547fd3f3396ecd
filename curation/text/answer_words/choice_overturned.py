"""Words and patterns: whether something in an answer overturns the choice that was read from it: a correction, a denial, a condition, words of somebody else, a contradiction."""

from __future__ import annotations

import re

REASON = re.compile(
    r"[.!?;:\n。！？；：(—–।]|\b(?:because|since|weil|denn|parce|car|porque|perché|omdat|want|bo|ponieważ|потому|так как)\b|因为|ので|から|이므로|때문|لأن|क्योंकि",
    re.IGNORECASE,
)
CONTRASTS = re.compile(
    r"\b(?:but|however|yet|although|aber|jedoch|doch|(?-i:\bMais)|(?<=, )mais|cependant|pero|sin embargo|ma|però|tuttavia|mas|porém|maar|echter|ale|lecz|jednak|но|однако)\b|但是?|然而|しかし|ですが|ますが|が、|でも|하지만|그러나|لكن|ولكن|लेकिन|परंतु|किंतु",
    re.IGNORECASE,
)
LABELS = (
    "ABCDEFGH", "АБВГДЕЖЗ", "أبجدهو", "ابجدهو", "कखगघङ", "अबसद", "12345678", "ⅠⅡⅢⅣⅤⅥ", "甲乙丙丁戊己", "가나다라마바", "アイウエオカ",
)  # fmt: skip

BESIDE = re.compile(
    r"(?<![\w'’])[(\[*]{0,3}([B-Z]|A(?=\W{0,3},))[)\]*_]{0,3}\s?[,(–—-]\s?(?:(?:the|an?|der|die|das|le|la|les|el|los|las|il|lo|i|gli|o|os|as|de|het)\s|l['’])?[\"“«*]{0,2}\Z",
    re.IGNORECASE,
)
COUNTS = re.compile(
    r"\b(?:step|line|stage|phase|round|part|day|page|schritt|zeile|seite|tag|étape|ligne|paso|línea|passo|riga|stap|regel|krok|шаг|adım)\s\Z",
    re.IGNORECASE,
)
"""A word before a number that counts something else than options."""
