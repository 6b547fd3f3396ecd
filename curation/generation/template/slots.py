"""The parts of a printed provision that a case can meet or miss without a number: when, to whom, by whom, in what form.

A part is found with the words that stand for it, so that they can be cut out and nothing else of the provision is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from curation.core.records import Clause
from curation.generation.template.bearers import role
from curation.text.numbers import SMALL

Name = Literal["time", "recipient", "giver", "form"]


@dataclass(frozen=True)
class Part:
    """Words of a provision that say when, to whom, by whom or how."""

    name: Name
    start: int
    """Where its words begin in the provision."""
    end: int
    words: str
    """What it names: `the Minister`; empty for a time and a form."""
    low: float | None = None
    """Of a time: the earliest day on the line whose zero is the event; None without one."""
    high: float | None = None
    """Of a time: the latest day; None without one."""
    unit: str = "day"
    """Of a time: the unit that its number has, `hour`, `day`, `week`, `month` or `year`."""
    soonest: bool = False
    """Of a time: whether it asks for as soon as can be."""
    act: str = ""
    """Of a giver: what is given, `approval`, or the participle of what is done, `signed`; of a recipient the verb."""


DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "working day": 1.4,
    "business day": 1.4,
    "week": 7.0,
    "month": 30.0,
    "year": 365.0,
}
"""How long a unit is, in days: enough to tell which of two spans is longer."""
SOON = 1 / 24
"""The latest that `immediately` may be, in days."""

_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(SMALL[1:])}|thirty|forty|sixty|ninety)(?: \((?:\d+|[a-z]+)\))?"
_UNIT = r"(?P<unit>(?:working |business |calendar )?(?:hour|day|week|month|year))s?[\u2019']?"
_MORE = {"thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_AFTER = r"(?:after|following|from|of)"
_TIMES = (
    ("within", re.compile(rf"\b(?:within|(?:not|no) later than|(?:not|no) more than) (?:a period of )?{_NUMBER} {_UNIT} {_AFTER}\b", re.I)),
    ("least-before", re.compile(rf"\b(?:at least|not less than|(?:not|no) later than) {_NUMBER} {_UNIT} (?:before|prior to|in advance of)\b", re.I)),
    ("most-before", re.compile(rf"\b(?:within|(?:not|no) more than|(?:not|no) earlier than) {_NUMBER} {_UNIT} (?:before|prior to)\b", re.I)),
    ("soon-after", re.compile(r"\b(?:immediately|forthwith|without (?:undue )?delay) (?:after|on|upon|following)\b", re.I)),
    ("before", re.compile(r"(?<!day )(?<!days )(?<!immediately )(?<!or )(?<!shortly )(?<!month )(?<!months )(?<!hours )(?<!year )(?<!years )\b(?:before|prior to|in advance of)\b(?! (?:the |a |an )?(?:court|judge|board|committee|tribunal|commission|justice|magistrate|panel|january|february|march|april|may|june|july|august|september|october|november|december|\d))", re.I)),
)  # fmt: skip
_AT_ONCE = re.compile(r"\b(?:immediately|forthwith|without (?:undue )?delay)\b(?! (?:after|before|on|upon|following|prior|adjacent|above|below|dangerous|accessible|available|preceding))", re.I)  # fmt: skip
_OTHER_TIMES = re.compile(r"\b(?:before|prior to|after|within|until|as soon as|at the time|during|when required|following|immediately|forthwith|without (?:undue )?delay|promptly|at least once|annually|monthly|daily)\b", re.I)  # fmt: skip


def time_of(text: str, acts: int) -> Part | None:
    """When the act has to be done, as the only time that the provision names; None where it names none or several.

    Args:
        text: The provision.
        acts: Where its modal ends.
    """
    parts: list[Part] = []
    for kind, pattern in _TIMES:
        for match in pattern.finditer(text):
            if any(match.start() < part.end and part.start < match.end() for part in parts):
                continue
            parts.append(_time(kind, match))
    if len(parts) == 1 and not _OTHER_TIMES.search(
        text[: parts[0].start] + " " + _event_off(text[parts[0].end :])
    ):
        return parts[0]
    if (
        not parts
        and (at_once := list(_AT_ONCE.finditer(text)))
        and len(at_once) == 1
        and at_once[0].start() >= acts - 1
    ):
        rest = text[: at_once[0].start()] + text[at_once[0].end() :]
        if _OTHER_TIMES.search(rest) or not _OCCASION.search(text):
            return None
        return Part("time", at_once[0].start(), at_once[0].end(), "", 0.0, SOON)
    return None


_SOONEST = re.compile(
    rf"\b(?P<words>as soon as (?:is )?(?:reasonably )?(?:feasible|practicable|possible))(?: (?:after|following)\b)?(?P<limit>,? (?:but|and)(?:,? in any (?:case|event),?)? (?:(?:not|no) later than|within) {_NUMBER} {_UNIT} {_AFTER}\b)?",
    re.I,
)


def soonest_of(text: str) -> Part | None:
    """Where a provision asks for something as soon as can be, with its latest day where it names one; None where it does not."""
    found = list(_SOONEST.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    rest = text[: match.start()] + " " + (_event_off(text[match.end() :]) if match.end() < len(text) else "")
    counted = match["limit"] is not None or re.search(r"(?:after|following)$", match[0], re.I) is not None
    if _OTHER_TIMES.search(rest) or not (counted or _OCCASION.search(text)):
        return None
    if match["limit"] is None:
        return Part("time", match.start(), match.end(), match["words"], 0.0, None, "day", soonest=True)
    limited = _time("within", match)
    return Part(
        "time", match.start(), match.end(), match["words"], 0.0, limited.high, limited.unit, soonest=True
    )


_OCCASION = re.compile(r"^(?:If|Where|When|Whenever|On|Upon|In the event of)\b|\b(?:who|that) (?:discovers?|becomes? aware|learns?|finds?|receives?|detects?|suspects?|loses?)\b|\b(?:if|when|where|on|upon) (?:a|an|the|any|there|it|they|its|becoming|discovering|receiving|learning)\b", re.I)  # fmt: skip
"""Words that name what `immediately` is counted from."""


def _event_off(text: str) -> str:
    """The words behind a time without its event: `the day on which …` up to the next comma."""
    return text[text.find(",") + 1 :] if "," in text else ""


def _time(kind: str, match: re.Match[str]) -> Part:
    groups = match.groupdict()
    length = 0.0
    unit = (groups.get("unit") or "day").lower().removeprefix("calendar ")
    if groups.get("n"):
        number = groups["n"].lower()
        count = int(number) if number.isdigit() else _MORE.get(number) or SMALL.index(number)
        length = count * DAYS[unit]
    low, high = {
        "within": (0.0, length), "least-before": (None, -length), "most-before": (-length, 0.0), "soon-after": (0.0, SOON), "before": (None, 0.0),
    }[kind]  # fmt: skip
    return Part("time", match.start(), match.end(), "", low, high, unit)


# --- who gets it, who gives it -----------------------------------------------------------------------------------------

_WHO = (
    r"(?P<who>(?:the|an?) (?:[A-Z][a-z]+(?: (?:of (?:the )?)?[A-Z][a-z]+){0,4}|[a-z]+(?:[ -][a-z]+){0,2}?))"
)
_ENDS = r"(?=[,.;]| (?:in writing|of|that|if|when|where|within|before|after|on|upon|at|as|for|in|with|and|or|who|by|about|immediately|without|under|not|no|for)\b|$)"
_TELL = re.compile(rf"\b(?P<verb>notify|inform|advise|notifies|informs) (?:in writing )?{_WHO}{_ENDS}")
_SEND = re.compile(
    rf"\b(?P<verb>submit(?:ted)?|sen[dt]|give[n]?|provided?|report(?:ed)?|deliver(?:ed)?|furnish(?:ed)?|forward(?:ed)?|transmit(?:ted)?|file[d]?|present(?:ed)?|returned?|appl(?:y|ied)|made|make)\b(?: [^,;.]{{0,120}}?)? to {_WHO}{_ENDS}"
)
_GIVE_WITH = re.compile(rf"\b(?P<verb>provide|furnish|supply) {_WHO} with\b")
_CONSENT = re.compile(
    rf"\b(?P<act>approval|consent|permission|authorization|authorisation|agreement) (?:in writing )?(?:of|from|by) {_WHO}{_ENDS}"
)
_DONE_BY = re.compile(
    rf"\b(?P<act>authori[sz]ed|approved|signed|certified|countersigned|witnessed|verified|inspected|examined|supervised|calibrated|tested|reviewed|conducted|carried out|performed|prepared|appointed|designated) (?:in writing )?by {_WHO}{_ENDS}"
)
_WRITTEN = re.compile(r"\bin writing\b|\bwritten(?= (?:notice|notification|approval|consent|permission|authorization|authorisation|agreement|report)\b)")  # fmt: skip


def _named(words: str) -> str | None:
    """The role that words name in the singular; None for a thing, anybody, or a word that points elsewhere."""
    if re.search(
        r"\b(?:person|persons|other|another|same|public|party|parties|such|said|following|relevant|appropriate|applicable|member|individual|following|and|or)\b",
        words,
    ):
        return None
    return role(words)


def recipients(text: str) -> Iterator[Part]:
    """Whom somebody has to tell or to send something."""
    for pattern in (_TELL, _SEND, _GIVE_WITH):
        for match in pattern.finditer(text):
            if _named(match["who"]) is not None:
                yield Part(
                    "recipient", match.start("who"), match.end("who"), match["who"], act=match["verb"].lower()
                )


def givers(text: str) -> Iterator[Part]:
    """Who has to consent, or to do what is done."""
    for pattern in (_CONSENT, _DONE_BY):
        for match in pattern.finditer(text):
            if _named(match["who"]) is not None:
                yield Part(
                    "giver", match.start("who"), match.end("who"), match["who"], act=match["act"].lower()
                )


def written(text: str) -> Part | None:
    """Where a provision asks for writing, once."""
    found = list(_WRITTEN.finditer(text))
    return Part("form", found[0].start(), found[0].end(), "") if len(found) == 1 else None


def way(verb: str) -> str:
    """In what way somebody gets to know something: he is told, asked, or sent it."""
    if verb.startswith(("notif", "inform", "advis", "report")):
        return "tell"
    return "ask" if verb.startswith(("appl", "ma")) else "send"


# --- who else there is in a document -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Roles:
    """Those who are told, consent or act in one document, as they are printed, the most frequent first."""

    recipients: Mapping[str, int] = field(default_factory=dict)
    """By way and words: `tell|the Minister`."""
    givers: Mapping[str, int] = field(default_factory=dict)
    bearers: Mapping[str, int] = field(default_factory=dict)
    """By words and the verb of a duty: `the employer|keep`."""


def roles_of(clauses: Iterable[Clause], bearers: Iterable[str]) -> Roles:
    """The roles of one document."""
    told: dict[str, int] = {}
    giving: dict[str, int] = {}
    for clause in clauses:
        for part in recipients(clause.text):
            named = f"{way(part.act)}|{part.words}"
            told[named] = told.get(named, 0) + 1
        for part in givers(clause.text):
            giving[part.words] = giving.get(part.words, 0) + 1
    bound: dict[str, int] = {}
    for words in bearers:
        bound[words] = bound.get(words, 0) + 1
    return Roles(_ranked(told), _ranked(giving), _ranked(bound))


def _ranked(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
