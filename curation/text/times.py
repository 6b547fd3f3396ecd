"""When an act is due, as an English provision says it: a span of days about an event, and how soon in it.

Days are counted on a line whose zero is the event; what comes before it is negative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from curation.text.function_words import MONTHS
from curation.text.numerals import SMALL, TENS, from_words


@dataclass(frozen=True)
class Span:
    """Words of a provision that say when something is due."""

    start: int
    """Where they begin in the provision."""
    end: int
    words: str
    """How it says that it is due at once or as soon as can be, `without delay`, `as soon as feasible`; else empty."""
    low: float | None
    """The earliest day; None without one."""
    high: float | None
    """The latest day; None without one."""
    unit: str = "day"
    """The unit that its number has, `hour`, `day`, `week`, `month` or `year`."""
    soonest: bool = False
    """Whether it asks for as soon as can be."""

    @property
    def at_once(self) -> bool:
        """Whether it asks for something at once. Its length does not tell: `within one hour` is as long."""
        return bool(self.words) and not self.soonest


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

_NUMBER = rf"(?P<n>\d{{1,3}}|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(SMALL[1:10])}))?|{'|'.join(SMALL[1:])})(?: \((?:\d+|[a-z-]+)\))?"
_UNIT = r"(?P<unit>(?:working |business |calendar )?(?:hour|day|week|month|year))s?[\u2019']?"
_AFTER = r"(?:after|following|from|of)"
_TIMES = (
    ("within", re.compile(rf"\b(?:within|(?:not|no) later than|(?:not|no) more than) (?:a period of )?{_NUMBER} {_UNIT} {_AFTER}\b", re.I)),
    ("least-before", re.compile(rf"\b(?:at least|not less than|(?:not|no) later than) {_NUMBER} {_UNIT} (?:before|prior to|in advance of)\b", re.I)),
    ("most-before", re.compile(rf"\b(?:within|(?:not|no) more than|(?:not|no) earlier than) {_NUMBER} {_UNIT} (?:before|prior to)\b", re.I)),
    ("soon-after", re.compile(r"\b(?:immediately|forthwith|without (?:undue )?delay) (?:after|on|upon|following)\b", re.I)),
    ("before", re.compile(rf"\b(?:before|prior to|in advance of)\b(?! (?:the |a |an )?(?:court|judge|board|committee|tribunal|commission|justice|magistrate|panel|{'|'.join(MONTHS)}|\d))", re.I)),
)  # fmt: skip
_MEASURED = re.compile(
    r"(?:\b(?:immediately|shortly|just|soon|long|well|directly|or|(?:second|minute|min|hour|hr|day|night|week|weekend|fortnight|month|quarter|season|year|decade)s?(?:[\u2019\']s?)?\)?(?:,? (?:or (?:more|longer|earlier)|at (?:the )?(?:least|latest|most)|in advance|ahead|clear))?)"
    r"|\b(?:minute|hour|day|week|fortnight|month|quarter|year)s?(?:[\u2019\']s?)?\)? (?:[a-z]+ ){0,2}(?:notice|warning)\b[^.;]*),?\s*$",
    re.I,
)
"""How words end before `before` when it is not the whole time: `two full weeks`, `14 days\u2019 notice in writing`, `on or`."""
_AT_ONCE = re.compile(r"\b(?:immediately|forthwith|without (?:undue )?delay)\b(?! (?:after|before|on|upon|following|prior|adjacent|above|below|dangerous|accessible|available|preceding))", re.I)  # fmt: skip
_OTHER_TIMES = re.compile(r"\b(?:before|prior to|after|within|until|as soon as|at the time|during|when required|following|immediately|forthwith|without (?:undue )?delay|promptly|at least once|annually|monthly|daily)\b", re.I)  # fmt: skip


def time_of(text: str, acts: int) -> Span | None:
    """When the act has to be done, as the only time that the provision names; None where it names none or several.

    Args:
        text: The provision.
        acts: Where its modal ends.
    """
    parts: list[Span] = []
    for kind, pattern in _TIMES:
        for match in pattern.finditer(text):
            if any(match.start() < part.end and part.start < match.end() for part in parts):
                continue
            if kind == "before" and _MEASURED.search(text[: match.start()]):
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
        return Span(at_once[0].start(), at_once[0].end(), at_once[0][0].lower(), 0.0, SOON)
    return None


_SOONEST = re.compile(
    rf"\b(?P<words>as soon as (?:is )?(?:reasonably )?(?:feasible|practicable|possible))(?: (?:after|following)\b)?(?P<limit>,? (?:but|and)(?:,? in any (?:case|event),?)? (?:(?:not|no) later than|within) {_NUMBER} {_UNIT} {_AFTER}\b)?",
    re.I,
)


def soonest_of(text: str) -> Span | None:
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
        return Span(match.start(), match.end(), match["words"], 0.0, None, "day", soonest=True)
    limited = _time("within", match)
    return Span(match.start(), match.end(), match["words"], 0.0, limited.high, limited.unit, soonest=True)


_OCCASION = re.compile(r"^(?:If|Where|When|Whenever|On|Upon|In the event of)\b|\b(?:who|that) (?:discovers?|becomes? aware|learns?|finds?|receives?|detects?|suspects?|loses?)\b|\b(?:if|when|where|on|upon) (?:a|an|the|any|there|it|they|its|becoming|discovering|receiving|learning)\b", re.I)  # fmt: skip
"""Words that name what `immediately` is counted from."""


def _event_off(text: str) -> str:
    """The words behind a time without its event: `the day on which …` up to the next comma."""
    return text[text.find(",") + 1 :] if "," in text else ""


def _time(kind: str, match: re.Match[str]) -> Span:
    groups = match.groupdict()
    length = 0.0
    unit = (groups.get("unit") or "day").lower()
    unit = unit if unit in DAYS else unit.split()[-1]
    if groups.get("n"):
        number = groups["n"].lower()
        count = int(number) if number.isdigit() else from_words(number)
        length = (count or 0) * DAYS[unit]
    low, high = {
        "within": (0.0, length), "least-before": (None, -length), "most-before": (-length, 0.0), "soon-after": (0.0, SOON), "before": (None, 0.0),
    }[kind]  # fmt: skip
    said = re.sub(r" (?:after|on|upon|following)$", "", match[0].lower()) if kind == "soon-after" else ""
    return Span(match.start(), match.end(), said, low, high, unit)


def read(words: str) -> Span | None:
    """The span that words cut out of a provision say; None for words that say none. They begin and end with their time."""
    for pattern, kind in (
        (_SOONEST, ""),
        *((pattern, kind) for kind, pattern in _TIMES),
        (_AT_ONCE, "soon-after"),
    ):
        match = pattern.fullmatch(words.strip(" ,"))
        if match is None:
            continue
        if kind:
            return _time(kind, match)
        latest = _time("within", match).high if match["limit"] is not None else None
        return Span(0, len(words), match["words"], 0.0, latest, soonest=True)
    return None
