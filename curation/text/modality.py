"""What a clause does: prohibits, obliges, permits, defines, or something else. Words, no model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curation.core.records import Modality

_LIMIT = 600


@dataclass(frozen=True, slots=True)
class _Rule:
    """A sort of clause, the pattern that tells it, and letters of which one stands in every text that the pattern matches."""

    kind: Modality
    letters: tuple[str, ...]
    pattern: re.Pattern[str]

    def holds(self, text: str) -> bool:
        """Whether the rule holds; looking for the letters first spares most of the searches."""
        for part in self.letters:
            if part in text:
                return self.pattern.search(text) is not None
        return False


def _rule(kind: Modality, letters: str, *patterns: str) -> _Rule:
    return _Rule(kind, tuple(letters.split("|")), re.compile("|".join(patterns), re.DOTALL))


_RULES: dict[str, tuple[_Rule, ...]] = {
    "en": (
        _rule(
            "definition",
            "mean|refer|include",
            r"^(\(?\w{1,4}[.)]\s*)?[‘“\"'][^’”\"']{1,80}[’”\"'](,? or [‘“\"'][^’”\"']+[’”\"'])?\s+(means?|refers? to|includes?|has the meaning)\b",
            r"^(the term )?\W?[\w -]{2,60}\W? means\b",
            r"\bshall have the meaning\b",
        ),
        _rule(
            "prohibition",
            "not|no |prohibit|forbidden|banned|disallowed|can't|can’t|don't|don’t|unlawful|never|refrain",
            r"\b(shall|must|may|will|should|can|could|do|does) not\b",
            r"\bno (person|one|provider|deployer|operator|\w+) (shall|may|must)\b",
            r"\b(is|are|be) (strictly )?(prohibited|forbidden|banned|disallowed|not (allowed|permitted))\b",
            r"\bprohibit(s|ed)? \w+ing\b",
            r"\bcannot\b|\bcan['’]t\b|\bdon['’]t\b|\b(agree|undertakes?) not to\b|\bit (is|shall be) unlawful\b|\bnever\b",
            r"^(prohibited|forbidden)\b|\bprohibited (uses?|practices?|activities)\b|\brefrain from\b",
        ),
        _rule(
            "obligation",
            "shall|must|require|obliged|responsible|has to|have to|need|ensure",
            r"\b(shall|must|(is|are) (required|obliged|responsible)|has to|have to|needs? to|ensure that|will be required)\b",
            r"\brequires? (that|the)\b",
        ),
        _rule(
            "permission",
            "may|allowed|permitted|entitled|authori|right|grant",
            r"\b(may(?! \d)|(is|are) (allowed|permitted|entitled|authori[sz]ed)|has the right|have the right|hereby grants?)\b",
        ),
        _rule("definition", "means|refers|defined", r"\b(means|refers to|is defined as)\b"),
    ),
    "de": (
        _rule(
            "definition",
            ":|bezeichnet|ist|sind|bedeutet",
            r"[„\"“][^“”\"]{1,80}[“”\"]\s*(:|bezeichnet|ist|sind|bedeutet)|\bim sinne (dieser|dieses)\b.*\b(ist|sind)\b",
            r"\bbezeichnet der ausdruck\b",
        ),
        _rule(
            "prohibition",
            "darf|dürfen|verboten|unzulässig|untersagt|nicht",
            r"\b(darf|dürfen) (\w+ ){0,14}?(nicht|nur|kein\w*)\b",
            r"\b(verboten|unzulässig|untersagt)\b|\bist nicht (zulässig|erlaubt|gestattet)\b",
        ),
        _rule(
            "obligation",
            "muss|müssen|hat|haben|verpflichtet|zu",
            r"\b(muss|müssen|hat|haben) (\w+[ ,]+){0,40}?\w*(zu \w+en|zu \w+|sicherzustellen)\b",
            r"\b(muss|müssen|ist verpflichtet|sind verpflichtet)\b|\b(ist|sind) (\w+ ){0,25}zu \w+en\b|\w+zustellen\b",
        ),
        _rule(
            "permission",
            "darf|dürfen|kann|können|berechtigt|zulässig",
            r"\b(darf|dürfen|kann|können|berechtigt|ist zulässig)\b",
        ),
    ),
    "nl": (
        _rule("definition", ":", r"[„“\"‘][^”\"’]{1,80}[”\"’]\s*:"),
        _rule(
            "prohibition",
            "verboden|mag|mogen|kan|kunnen|niet",
            r"\b(verboden|(mag|mogen|kan|kunnen) (\w+ ){0,10}?(niet|geen))\b|\bniet (toegestaan|geoorloofd)\b",
        ),
        _rule(
            "obligation",
            "moet|dient|dienen|zorg|verplicht",
            r"\b(moet|moeten|dient|dienen|zorgen? (er ?voor|dat)|is verplicht|zijn verplicht|verplicht)\b|\bzorgt (er ?voor|ervoor)\b",
        ),
        _rule(
            "permission",
            "mag|mogen|kan|kunnen|toegestaan|gerechtigd|bevoegd",
            r"\b(mag|mogen|kan|kunnen|is toegestaan|gerechtigd|bevoegd)\b",
        ),
    ),
    "fr": (
        _rule(
            "definition",
            ":|entend|désigne|signifie",
            r"[«“\"][^»”\"]{1,80}[»”\"]\s*(:|,? on entend|désigne|signifie)|\bon entend par\b",
        ),
        _rule(
            "prohibition",
            "pas|interdi|prohib|défendu|aucun",
            r"\b(ne|n['’])\s?(peut|peuvent|doit|doivent|sont|est|saurai(?:t|ent)|\w+) (\w+ ){0,3}?pas\b|\b(interdit|interdite|interdits|interdites|interdiction|prohibé\w*)\b",
            r"\bil est défendu\b|\baucun\w* .{1,80}\bne (peut|doit)\b",
        ),
        _rule(
            "obligation",
            "doit|doivent|tenu|oblig|veill",
            r"\b(doit|doivent|(est|sont) tenue?s?|obligatoire|a l['’]obligation|(est|sont) obligée?s?|veille(?:nt)?)\b",
        ),
        _rule(
            "permission",
            "peut|peuvent|autorisé|droit|permis",
            r"\b(peut|peuvent|(est|sont) autorisée?s?|a le droit|ont le droit|est permise?)\b",
        ),
    ),
    "zh": (
        _rule("definition", "是|含义", r"是指|所称.{1,30}[，,]?是|的含义"),
        _rule(
            "prohibition", "不|禁", r"不得|禁止|严禁|不应当?|不可|不准|不允许"
        ),
        _rule(
            "obligation", "应|须|有|负责", r"应当|必须|须|应|有义务|有责任|负责"
        ),
        _rule("permission", "可以|有权|允许|鼓励", r"可以|有权|允许|鼓励"),
    ),
}  # fmt: skip
"""By language, the rules in the order in which they are asked; letters and patterns are in lower case."""


def modality(text: str, language: str = "en") -> Modality:
    """What the first 600 characters of `text` do; `other` when no word says so.

    The order settles ties: a definition that forbids is a definition, a duty not to is a prohibition. Languages without rules of
    their own are asked the English ones.
    """
    rules = _RULES.get(language.split("-")[0] or "en", _RULES["en"])
    head = text[:_LIMIT].lower()
    for rule in rules:
        if rule.holds(head):
            return rule.kind
    return "other"
