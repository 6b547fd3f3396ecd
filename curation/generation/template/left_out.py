"""What questions about a part of a provision share: the provision as it is printed with a gap, a case, and four readings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from curation.generation.template.citing import without_numbers
from curation.generation.template.norms import BREAKS_OFF, Norm
from curation.generation.template.parsing import FINITE_WORD, MODAL
from curation.generation.template.plain_words import unnamed
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.slots import Part
from curation.text import whole
from curation.text.grammar import upper_first, verb_first
from curation.text.phrases import pattern
from curation.text.times import Span
from curation.text.verbs import only_verb

GAP = "[\u2026]"
"""What stands where a part is left out."""
_WORDS = (8, 80)
_REFERENCE = re.compile(
    r",? ?\b(?:under|in accordance with|in compliance with|pursuant to|required by|required under|for the purposes? of|set out in|specified in|described in|prescribed (?:by|in|under)|listed in|meets? the requirements of|by|of|in|granted under|issued under|made under)"
    r" (?:[Ss]ections?|[Ss]ubsections?|[Pp]aragraphs?|[Pp]arts?|[Ss]chedules?|[Aa]rticles?|[Aa]nnex(?:es)?|[Cc]hapters?|[Rr]egulations?|[Rr]ules?) (?:[\dIVX][\dIVX.]*(?:\([\w.]+\))*)(?:(?:,| and| or| to) [\dIVX][\d.IVX]*(?:\([\w.]+\))*)*(?: (?:of|to) (?:the|this) [A-Z][A-Za-z]*(?: [A-Z][a-z]+)*)?"
)
"""A reference that a reader need not look up to see what is asked: who is bound, to do what, is said without it."""
_POINTS = re.compile(
    r"\b(?:subject to|notwithstanding|despite|without limiting|referred to|mentioned in|following|such (?!as\b)|this (?:section|subsection|paragraph|part|schedule)|these (?!regulations\b|rules\b)|that (?:subsection|section|paragraph|person|notice|period|report|case|information|order|application)\b|those|said|aforesaid|thereof|therein|thereto|hereby|herein|above|the foregoing|as the case may be|paragraphs?|subsections?|items? \d|columns?)\b|;|:|\||\bwhere applicable\b",
    re.I,
)
OPEN = re.compile(
    r"\b(?:unless|except|other than|otherwise|or (?:at|within) (?:such|any)|as soon as|or (?:an?y?|such|some|the) (?:longer|shorter|other)|whichever|practicab|reasonabl|feasibl|(?:where|if|when) possible|alternative|if so|at the latest|also|may)\b",
    re.I,
)
"""Words with which a case that misses the part may be lawful after all."""
LIST_OPENS = re.compile(
    r"(?:,? (?:that |which |and )?(?:must |shall )?(?:contain|includ|set|bear|specif|stat|indicat|identif|describ|show|giv|compris)\w*(?: out)?)?(?: at least)?(?: all(?: of)?)?(?: the following(?: [a-z]+){0,4})?$",
    re.I,
)
"""The last words above a list of what a paper holds."""


_CLEAR = re.compile(
    r" (?:of that fact|to that effect|(?:when required|authorization|permission|authority|unable|able) to do so|afterwards)\b",
    re.I,
)
"""Words that point at what the same sentence says."""


def readable(norm: Norm) -> bool:
    """Whether a provision can be read by itself, references apart that say by what something is done."""
    text = norm.provision
    plain = _CLEAR.sub("", _REFERENCE.sub("", text)).rstrip(" .")
    if text.endswith("\u2026"):
        # The words above a list break off where it begins.
        plain = LIST_OPENS.sub("", plain.rstrip(" .\u2026")).rstrip(" ,")
    modal = MODAL.search(text)
    return (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and text[:1].isupper()
        and modal is not None
        and modal.start() > 0
        and not modal[0].lower().startswith("may")
        and not whole.fault(plain)
        and not _POINTS.search(plain)
        and not unnamed(text, printed=True)
        and not re.match(r"(?:It|They|He|She)\b", text)
        and not _of_the_state(text[: modal.start()])
    )


def quotable(norm: Norm) -> bool:
    """Whether a provision can be quoted where only who, to whom, how or when is asked: numbered references may stand in it."""
    text = norm.provision
    if not acts(text):
        return False
    modal = MODAL.search(text)
    plain = without_numbers(text).rstrip(" .")
    return readable(norm) or (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and text[:1].isupper()
        and modal is not None
        and not modal[0].lower().startswith("may")
        and not whole.fault(upper_first(plain))
        and not _POINTS.search(plain)
        and not unnamed(text, printed=True)
        and not re.match(r"(?:It|They|He|She|And|Or)\b", text)
        and not _of_the_state(text[: modal.start()])
    )


_ASIDE = re.compile(r"^, [^,]{2,160}, (?=[a-z])")
_LAST_CLAUSE = re.compile(r"\b(?:if|where|when|unless|that) (?P<rest>[^,;]{2,200})$")


def acts(text: str) -> bool:
    """Whether somebody stands before the modal and a verb behind it, and the last clause has a verb of its own."""
    text = text.rstrip(" .\u2026")
    modal = MODAL.search(text)
    if modal is None or not text[: modal.start()].strip():
        return False
    rest = _ASIDE.sub("", text[modal.end() :]).strip(" ,")
    last = _LAST_CLAUSE.search(rest)
    if last is not None and not _has_verb(last["rest"]):
        return False
    return verb_first(rest) is not None and BREAKS_OFF.search(rest) is None


def _has_verb(words: str) -> bool:
    return FINITE_WORD.search(words) is not None or any(
        only_verb(word) and not word.endswith(("ing", "ed")) for word in re.findall(r"[a-z]+", words)[1:]
    )


def _of_the_state(front: str) -> bool:
    """Whether the words before the modal end with an organ of the state: its duties are no matter of conduct."""
    found = pattern("en", "process_bearers")
    return found is not None and found.search(front.rpartition(",")[2].lower()) is not None


ASKS = ("Is that in time?", "Is the duty kept?", "Does that meet the provision?")
_STEMS = (
    "{Place} says, with its {part} left out: \u201c{text}.\u201d In one case {told}. {asks}",
    "\u201c{text}.\u201d So reads {place} without its {part}. In the case at hand {told}. {asks}",
    "Here is {place} without its {part}: \u201c{text}.\u201d Suppose that {told}. {asks}",
    "Under {place} (its {part} omitted), \u201c{text}.\u201d Now {told}. {asks}",
    "\u201c{text}.\u201d The gap stands for the {part} in {place}. This time {told}. {asks}",
    "But for its {part}, {place} runs: \u201c{text}.\u201d Assume that {told}. {asks}",
    "A gap hides the {part} in {place}: \u201c{text}.\u201d On one occasion {told}. {asks}",
)


def stem_of(norm: Norm, part: str, gapped: str, told: str, asks: str) -> str:
    """The question, in one of several wordings: the provision with its gap, what was done, and what is asked."""
    form = _STEMS[pick(f"{norm.rule.id}|{part}", len(_STEMS))]
    stem = form.format(
        Place=upper_first(norm.place), place=norm.place, part=part, text=gapped, told=told, asks=asks
    )
    return stem.replace("\u2026.\u201d", "\u2026\u201d")


def cut(text: str, parts: Sequence[Part | Span]) -> str:
    """The provision with its parts left out."""
    for part in sorted(parts, key=lambda p: -p.start):
        text = f"{text[: part.start]}{GAP}{text[part.end :]}"
    # "Shall, without delay, inform": the commas go with the words that they enclose.
    text = re.sub(rf"\b(?P<modal>shall|must),? {re.escape(GAP)},(?= [a-z])", rf"\g<modal> {GAP}", text)
    return re.sub(rf"{re.escape(GAP)}(?: {re.escape(GAP)})+", GAP, text)


def draft_of(
    form: str,
    norm: Norm,
    slot: str,
    stem: str,
    rows: Sequence[Choice],
    case: Mapping[str, Any],
    parts: Sequence[Part | Span],
) -> Draft:
    """The draft of four readings, the first of which is that of the provision."""
    text = norm.provision
    facts = {
        "parts": rows[0].claim["parts"], "case": dict(case), "slots": [text[p.start : p.end] for p in parts],
    }  # fmt: skip
    return Draft(form, norm, slot, stem, tuple(rows), "application", True, "parts", facts)
