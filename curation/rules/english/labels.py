"""Labels that standards put in front of a sentence: `GOVERN 1.1:`, `PR.AC-1:`, `Goal A1:`, `Requirement:`, `Discussion:`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from curation.rules.english.verb_forms import third_person
from curation.text.phrases import alternatives, table, words
from curation.text.rule_words import labels as wording

Kind = Literal["code", "demand", "advice", "remark"]


class Label(NamedTuple):
    """A label, and where the words behind it begin."""

    kind: Kind
    end: int


_NO_CODE = (
    r"(?!(?:TABLE|FIGURE|FIG|SECTION|SEC|ARTICLE|ART|CHAPTER|PART|ANNEX|APPENDIX|SCHEDULE|BOX|NOTE|EXAMPLE|STEP|PHASE"
    r"|LEVEL|STAGE|VOLUME|VOL|NO|PAGE|DAY|WEEK|YEAR|COVID|ISO|IEC|EN|RULE|TITLE|ITEM|FORM|CASE|VERSION)\b)"
)
_CODE = (
    rf"{_NO_CODE}(?:[A-Z]{{1,9}}(?:[.-][A-Z]{{1,5}}){{0,3}}[.-]?\d{{1,3}}(?:[.-][A-Z]?\d{{1,3}}){{0,4}}[a-z]?(?:\(\d{{1,2}}\))?(?:\s?[:|\u2014\u2013.-])?"
    r"|[A-Z]{2,9} \d{1,2}(?:[.-]\d{1,3})*(?:(?<=[.-]\d)|(?<=[.-]\d\d)|\s?[:|\u2014\u2013]))"
)
"""A code with its number: `A1.1`, `PR.AC-1:`, `AC-2(1)`, `MS-2.11-001 |`, `GOVERN 1.1:`."""
_BEHIND = r"\s+(?=[\"'\u201c(\[]?[A-Z])"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    named = "|".join(
        f"(?P<{kind}>{alternatives(*table('en', name))})"
        for kind, name in (
            ("demand", "label_demands"),
            ("advice", "label_advice"),
            ("remark", "label_remarks"),
        )
    )
    number = r"(?:\s+[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3}){0,3})"
    ahead = r"(?:[A-Z][a-z]{2,}(?: [a-z]{2,}){0,3}:\s+)?"
    return (
        re.compile(rf"{wording.MARKS}{_CODE}{_BEHIND}"),
        re.compile(
            rf"{wording.MARKS}(?i:{named})(?:{number}?\s*[:\u2014]\s*|{number}\s+)(?=[\"'\u201c(\[]?[A-Z])"
        ),
        wording.PATTERNS,
        re.compile(rf"{wording.MARKS}{ahead}(?i:{wording.LABEL_NOUNS}){number}\s?:?\s+(?=[A-Z])"),
    )


_LONGEST = 80
"""Code points in which a label ends."""


def label(text: str, start: int, end: int) -> Label | None:
    """The label that `text[start:end]` begins with; None without one."""
    head = text[start : min(end, start + _LONGEST)]
    if not any(mark in head for mark in ":\u2014\u2013") and not any(char.isdigit() for char in head):
        return None
    code, *others = _patterns()
    for pattern in others:
        if (match := pattern.match(head)) is not None:
            if pattern is others[1] and not third_person(match["demand"].split()[0].lower()):
                continue  # "The Minister of Health – Parliament may …": a name, and no title such as "Reviews Risks – …"
            kind: Kind = match.lastgroup  # type: ignore[assignment]
            return Label(kind, start + match.end())
    if (match := code.match(head)) is None or _names(match[0], text[start + match.end() : end][:_LONGEST]):
        return None
    return Label("code", start + match.end())


_FIRST_WORD = re.compile(r"\W*([A-Z][a-z]+)\b")


def _names(code: str, behind: str) -> bool:
    """Whether a code without a mark belongs to the words behind it: `CO2 Sensors must …`, `A4 Paper`, `PM2.5 Levels`."""
    code = code.strip(" \t\n>*_|\u2022\u25aa\u00b7-")
    if code.endswith((":", "\u2014", "\u2013", ".")) or "|" in code:
        return False
    if code.startswith("PM2.5"):
        return True
    if "." in code:
        return False
    if "-" in code or "(" in code:
        return wording.HAS_MODAL.match(behind) is not None  # "F-16 Pilots must …"
    first = _FIRST_WORD.match(behind)
    verb = first is not None and first[1].lower() in words("en", "imperatives") | words(
        "en", "doubtful_imperatives"
    )
    return not verb or wording.HAS_VERB.match(behind) is not None


_CAPITALS = re.compile(r"\W*(?:(?:[A-Z][A-Z/&-]+|\(\d{1,2}\)|AND|OF|[|/,\u2014-])\s+){2,14}(?=[A-Z][a-z]+ )")


def title_in_capitals(text: str, start: int, end: int) -> int:
    """Where the sentence begins behind a title in capitals: `RELEASE CONTROL | MEDIA Scan the media …`; `start` without one."""
    match = _CAPITALS.match(text, start, min(end, start + 4 * _LONGEST))
    if match is None or match.end() >= end or _NO_TITLE.search(match[0]):
        return start
    if not _MARKED.search(match[0]) and wording.HAS_VERB.match(text, match.end(), end):
        return start  # "UK AND EU Residents must register": the capitals belong to the subject
    return match.end()


_MARKED = re.compile(r"[|/\u2014]|\(\d")
_NO_TITLE = re.compile(
    r"\b(?:SHALL|MUST|MAY|SHOULD|WILL|WOULD|CAN|CANNOT|COULD|OUGHT|NEED|NEEDS|IS|ARE|WAS|WERE|BE|BEEN|HAS|HAVE|HAD|DO|DOES|DID"
    r"|NOT|NO|NEVER|NOBODY|NONE|NOTHING|NEITHER|NOR|WITHOUT|ONLY|IF|UNLESS|UNTIL|WHEN|WHERE|WHENEVER|WHILE|PROVIDED|DESPITE"
    r"|REFRAIN|AVOID|ENSURE|STOP|YOU|WE|IT|THEY|WHO|THAT|WHICH|UNLAWFUL|ILLEGAL|FORBID[A-Z]*|PROHIBIT[A-Z]*|BAN|BANS|BANNED|DISALLOW[A-Z]*"
    r"|EXCEPT[A-Z]*|EXEMPT[A-Z]*|EXCLUD[A-Z]*|PERMIT|PERMITS|PERMITTED|ALLOW|ALLOWS|ALLOWED|REQUIRE|REQUIRES|REQUIRED|OBLIGED|ENTITLED|MUSTN|DON|SHAN|WON)\b"
    r"|\b(?:AND|OR|OF|TO|THE|AN?|FOR|IN|ON|BY|AT|FROM|WITH|UNDER|ANY|ALL|EACH|EVERY)\s+$"
)
"""Words in capitals that are a part of the sentence: a command, a denial, a limit, or the beginning of a phrase that goes on."""
