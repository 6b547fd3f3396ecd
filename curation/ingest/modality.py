"""What a clause does: prohibits, obliges, permits, defines, or something else. Words, no model."""

from __future__ import annotations

import re

from curation.records import Modality

_PATTERNS: dict[str, list[tuple[Modality, str]]] = {
    "en": [
        ("definition", r"^(\(?\w{1,4}[.)]\s*)?[‘“\"'][^’”\"']{1,80}[’”\"'](,? or [‘“\"'][^’”\"']+[’”\"'])?\s+(means?|refers? to|includes?|has the meaning)\b|^(the term )?\W?[\w -]{2,60}\W? means\b|\bshall have the meaning\b"),
        ("prohibition", r"\b(shall|must|may|will|should|can|could|do|does) not\b|\bno (person|one|provider|deployer|operator|\w+) (shall|may|must)\b|\b(is|are|be) (strictly )?(prohibited|forbidden|banned|disallowed|not (allowed|permitted))\b|\bprohibit(s|ed)? \w+ing\b|\bcannot\b|\bcan't\b|\bcan’t\b|\bdon['’]t\b|\b(agree|undertakes?) not to\b|\bit (is|shall be) unlawful\b|\bnever\b|^(prohibited|forbidden)\b|\bprohibited (uses?|practices?|activities)\b|\brefrain from\b"),
        ("obligation", r"\b(shall|must|(is|are) (required|obliged|responsible)|has to|have to|needs? to|ensure that|will be required)\b|\brequires? (that|the)\b"),
        ("permission", r"\b(may|(is|are) (allowed|permitted|entitled|authori[sz]ed)|has the right|have the right|hereby grants?)\b"),
        ("definition", r"\b(means|refers to|is defined as)\b"),
    ],
    "de": [
        ("definition", r"[„\"“][^“”\"]{1,80}[“”\"]\s*(:|bezeichnet|ist|sind|bedeutet)|\bim Sinne (dieser|dieses)\b.*\b(ist|sind)\b|\bbezeichnet der Ausdruck\b"),
        ("prohibition", r"\b(darf|dürfen) (\w+ ){0,14}?(nicht|nur|kein\w*)\b|\b(verboten|unzulässig|untersagt)\b|\bist nicht (zulässig|erlaubt|gestattet)\b"),
        ("obligation", r"\b(muss|müssen|hat|haben) (\w+[ ,]+){0,40}?\w*(zu \w+en|zu \w+|sicherzustellen)\b|\b(muss|müssen|ist verpflichtet|sind verpflichtet)\b|\b(ist|sind) (\w+ ){0,25}zu \w+en\b|\w+zustellen\b"),
        ("permission", r"\b(darf|dürfen|kann|können|berechtigt|ist zulässig)\b"),
    ],
    "nl": [
        ("definition", r"[„“\"‘][^”\"’]{1,80}[”\"’]\s*:"),
        ("prohibition", r"\b(verboden|(mag|mogen|kan|kunnen) (\w+ ){0,10}?(niet|geen))\b|\bniet (toegestaan|geoorloofd)\b"),
        ("obligation", r"\b(moet|moeten|dient|dienen|zorgen? (er ?voor|dat)|is verplicht|zijn verplicht|verplicht)\b|\bzorgt (er ?voor|ervoor)\b"),
        ("permission", r"\b(mag|mogen|kan|kunnen|is toegestaan|gerechtigd|bevoegd)\b"),
    ],
    "zh": [
        ("definition", r"是指|所称.{1,30}[，,]?是|的含义"),
        ("prohibition", r"不得|禁止|严禁|不应当?|不可|不准|不允许"),
        ("obligation", r"应当|必须|须|应|有义务|有责任|负责"),
        ("permission", r"可以|有权|允许|鼓励"),
    ],
}  # fmt: skip
_FLAGS = re.IGNORECASE | re.DOTALL
_RULES = {
    name: [(kind, re.compile(pattern, _FLAGS)) for kind, pattern in rules]
    for name, rules in _PATTERNS.items()
}
_LIMIT = 600


def modality(text: str, language: str = "en") -> Modality:
    """What the first 600 characters of `text` do; `other` when no word says so.

    The order settles ties: a definition that forbids is a definition, a duty not to is a prohibition.
    """
    rules = _RULES.get(language.split("-")[0] or "en", _RULES["en"])
    head = text[:_LIMIT]
    return next((kind for kind, pattern in rules if pattern.search(head)), "other")
