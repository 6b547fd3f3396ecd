"""Who must do what, and when: rules read out of a sentence with patterns, without a tagger.

    [condition or introduction,] actor MODAL [not] action [condition].

A sentence that does not fit is left alone: for questions it is worse to misread a rule than to miss one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from curation.core.records import Clause
from curation.text.sentences import sentences
from curation.text.words import squeeze_marks

_MARK = re.compile(r"^\s*(?:\(?[a-z0-9]{1,4}[.)]|\u2022|[-*])\s+", re.I)


def sentences_of(clause: Clause) -> Iterator[tuple[int, int]]:
    """Start and end in the clause's text of each of its sentences, without the clause's own mark."""
    text = clause.text
    lead = len(text) - len(text.lstrip())
    skip = lead
    if clause.marker and text.startswith(clause.marker, lead):
        skip = lead + len(clause.marker)
    else:
        found = _MARK.match(text)
        skip = found.end() if found and clause.marker else lead
    for start, end in sentences(text[skip:], clause.language or "en", semicolons=True):
        yield skip + start, skip + end


@dataclass(frozen=True)
class Rule:
    """A sentence that obliges, forbids or permits."""

    actor: str
    """As it stands: `Providers of high-risk AI systems`, `The controller`."""
    modal: str
    """shall, must, may, should, with ` not` where it is negated."""
    action: str
    """From the verb on, without the final mark: `notify the authority without delay`."""
    lead: str
    """Condition before the actor, lower case first, without its comma; empty when there is none."""
    tail: str
    """Condition at the end of the action, which `action` then does not hold; empty when there is none."""

    @property
    def negative(self) -> bool:
        """Whether the action is forbidden or need not be done."""
        return self.modal.endswith("not")


_MODAL = re.compile(r"\b(shall|must|may|should)( not)?\b")
_CONDITION = r"(?:if|when|whenever|where|wherever|before|after|as soon as|in the event (?:of|that)|in case of|upon|prior to|once|while|during)\b"
_LEAD = re.compile(rf"^{_CONDITION}", re.I)
_TAIL = re.compile(
    r"(?:,\s++|(?<![\s,])\s++)((?:if|when|whenever|before|after|as soon as|in the event (?:of|that)|prior to|once)\s+\w.*)$"
)
# "where applicable" and its like look like conditions and say nothing.
_PSEUDO = re.compile(
    r"^(?:if|when|where|wherever|as)\s+(?:\w+\s+)?(?:applicable|appropriate|necessary|possible|relevant|required|needed|feasible|practicable|available|so|requested)\b",
    re.I,
)
_INTRODUCTION = re.compile(
    r"^(?:in addition|in particular|furthermore|for (?:the|that) purposes? of [^,]+|without prejudice to [^,]+|to that end"
    r"|in order to [^,]+|as a general rule|at all times)$",
    re.I,
)
_NOT_ACTOR = re.compile(
    r"[,;:()\u201c\u201d\"]|\b(?:which|that|who|whom|whose|is|are|was|were|has|have|had|it|they|he|she|this|these|those|such|there"
    r"|what|nothing|shall|must|may|should|and/or|paragraphs?|article|section|point|referred|concerned|following)\b",
    re.I,
)


def parse(sentence: str) -> Rule | None:
    """The rule that a sentence states, None when it is not plainly one."""
    text = squeeze_marks(_MARK.sub("", sentence)).rstrip(".;:, ")
    modals = list(_MODAL.finditer(text))
    # A second modal in the action is let pass ("ensure that users may object"); one in the lead would be misread.
    if not modals:
        return None
    first = modals[0]
    before, action = text[: first.start()].strip(), text[first.end() :].strip()
    lead, actor = _split_lead(before)
    if actor is None or not action or not 1 <= len(actor.split()) <= 9 or _NOT_ACTOR.search(actor):
        return None
    action, tail = _split_tail(action)
    modal = first[1].lower() + (" not" if first[2] else "")
    return Rule(actor, modal, action, lead, tail)


def _split_lead(before: str) -> tuple[str, str | None]:
    if "," not in before:
        return ("", before) if not _LEAD.match(before) else ("", None)
    lead, _, actor = before.rpartition(",")
    lead, actor = lead.strip(), actor.strip()
    if _LEAD.match(lead) and not _PSEUDO.match(lead) and "," not in lead:
        return lead[:1].lower() + lead[1:], actor
    if _INTRODUCTION.match(lead):
        return "", actor
    return "", None


_MEASURE = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|immediately|directly|shortly|long|soon|sooner|later|earlier|only|even|and|or)\s*,?$",
    re.I,
)


def _split_tail(action: str) -> tuple[str, str]:
    found = _TAIL.search(action)
    if found and "," in found[1]:
        return action, ""
    if found and _MEASURE.search(action[: found.start()]):
        # "within 15 days after …": the condition belongs to the period before it.
        return action, ""
    if found and not _PSEUDO.match(found[1]) and 3 <= len(found[1].split()) <= 25 and found.start() > 8:
        return action[: found.start()].strip(" ,"), found[1].strip()
    return action, ""


_DANGLING = re.compile(
    r"\b(?:such(?! as\b)|those|these|thereof|therein|thereto|thereby|hereby|herein|hereinafter|aforementioned|said|the former|the latter"
    r"|(?:the )?same|thereon|therefrom|foregoing|above|below|following|preceding|(?:sub-?)?paragraphs?|sub-?sections?|points?|indents?"
    # "This Regulation" is the document that the stem names; any other "this" points at words that are not there.
    r"|this (?!regulation|directive|act|by-law|law|policy|standard|chapter|part|agreement|licen[cs]e)"
    r"|that (?:article|section|paragraph|period|date|fact|day|event|time|part|distance|decision|notice|request|case|provision|purpose|end|effect|information|list)|referred to|respectively|as specified|as prescribed"
    r"|mentioned|accordingly|so (?=notif|inform|advis)|otherwise|also|in turn|first subparagraph|set out in|laid down in|provided for in|under article|pursuant to|in accordance with (?:article|section|annex|§))\b"
    r"|\u00a7|\((?:[a-z]|[ivx]+|\d+)\)|\bFR\b|\d{4}/\d+|\bD\.?C\.? \d|\bAnnex [IVX]+",
    re.I,
)
_STARTS_BADLY = re.compile(
    r"^(?:it|they|he|she|this|that|these|those|such|there|then|thus|however|therefore|otherwise|moreover|nevertheless|and|or|but|provided)\b",
    re.I,
)


@lru_cache(maxsize=200_000)
def self_contained(text: str) -> bool:
    """Whether a passage can be understood alone: it points at nothing outside it and does not begin in the middle."""
    return not (_DANGLING.search(text) or _STARTS_BADLY.match(text)) and balanced(text)


def balanced(text: str) -> bool:
    """Whether brackets and quotation marks pair up."""
    return (
        text.count("(") == text.count(")")
        and text.count("\u201c") == text.count("\u201d")
        and text.count('"') % 2 == 0
        and text.count("[") == text.count("]")
    )


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard similarity in [0, 1]; 0 for two empty sets."""
    return len(a & b) / len(a | b) if a or b else 0.0


_KEPT_CAPITAL = re.compile(r"^(?:[A-Z]{2,}|[A-Z][a-z]+ (?:[A-Z]|of the [A-Z])|I\b)")


def lower_first(text: str) -> str:
    """`text` with a small first letter, unless its first word looks like a name."""
    if re.match(r"^(?:The|A|An|Any|Each|Every|All|No)\b", text):
        return text[0].lower() + text[1:]
    return text if _KEPT_CAPITAL.match(text) else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]
