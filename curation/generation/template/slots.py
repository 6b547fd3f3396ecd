"""The parts of a duty that a plan can get wrong: each with its right words, wrong ones, and what the provision asks there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from curation.core.digests import sha256
from curation.generation.template.bearers import may_be_one, role
from curation.generation.template.norms import Norm
from curation.generation.template.question_drafts import pick
from curation.generation.template.value_items import bound_of, other_number, replaced
from curation.text import grammar
from curation.text.phrases import table
from curation.text.verbs import plural_of, singular

Place = Literal["subject", "action", "tail"]


@dataclass(frozen=True)
class Slot:
    """A part of a duty and one way to get it wrong."""

    name: str
    """`value`, `manner`, `quantity`, `order`, `bearer` or `recipient`."""
    label: str
    """What a question calls it: `the time`, `who acts`."""
    place: Place
    start: int
    """First character of the words in the norm's subject, action or tail."""
    end: int
    right: str
    wrong: str
    need: str
    """What the provision asks there, as a sentence."""
    demand: str = ""
    """The same in a few words, as an option: `done in writing`."""
    others: tuple[str, ...] = ()
    """Demands of the same sort that the provision does not make, as options."""


def tail_of(norm: Norm) -> str:
    """The step before or after which a duty has to be done, with its word; empty where it names none."""
    turns = [turn for turn in norm.conditions if turn.word in ("before", "after", "prior to")]
    return turns[0].whole if len(turns) == 1 else ""


def sentence(norm: Norm, changed: Sequence[Slot] = ()) -> str:
    """The duty as a plan states it (`The employer is to …`), with some of its slots got wrong."""
    parts = {"subject": norm.subject, "action": norm.action, "tail": tail_of(norm)}
    for slot in sorted(changed, key=lambda s: -s.start):
        text = parts[slot.place]
        parts[slot.place] = text[: slot.start] + slot.wrong + text[slot.end :]
    many = grammar.plural(parts["subject"])
    be = "are" if (norm.many if many is None else many) else "is"
    words = f"{norm.lead}, {parts['subject']}" if norm.lead else parts["subject"]
    words = f"{words} {be} to {parts['action']} {parts['tail']}"
    return grammar.upper_first(" ".join(words.split())).rstrip(" .,;") + "."


def slots(norm: Norm, bearers: Sequence[str]) -> list[Slot]:
    """The slots of a duty that do not overlap, the most telling first."""
    if norm.force != "duty" or norm.elements:
        return []
    found: list[Slot] = []
    for slot in (
        *_value(norm),
        *_order(norm),
        *_manner(norm),
        *_recipient(norm, bearers),
        *_count(norm),
        *_series(norm),
        *_bearer(norm, bearers),
        *_quantity(norm),
    ):
        if not any(
            other.place == slot.place and other.start < slot.end and slot.start < other.end for other in found
        ):
            found.append(slot)
    return found


def _value(norm: Norm) -> Iterator[Slot]:
    bound = bound_of(norm)
    if bound is None or (number := other_number(norm, bound, broken=True)) is None:
        return
    changed = replaced(bound, norm, number)
    # The words that differ, so that a second change can stand beside it.
    start = next((i for i, (a, b) in enumerate(zip(norm.action, changed, strict=False)) if a != b), 0)
    tail = next(
        (i for i, (a, b) in enumerate(zip(reversed(norm.action), reversed(changed), strict=False)) if a != b),
        0,
    )
    start, tail = min(start, len(norm.action) - tail), min(tail, len(changed) - start)
    while start > 0 and norm.action[start - 1] != " ":
        start -= 1
    end = len(norm.action) - tail
    wrong = changed[start : len(changed) - tail]
    label = "the time" if bound.long else "the figure"
    yield Slot(
        "value",
        label,
        "action",
        start,
        end,
        norm.action[start:end],
        wrong,
        grammar.upper_first(bound.reading(bound.side)) + ".",
    )


def _order(norm: Norm) -> Iterator[Slot]:
    tail = tail_of(norm)
    match = re.match(r"(?:before|after|prior to)\b", tail)
    if match is None:
        return
    turned = "before" if match[0] == "after" else "after"
    yield Slot(
        "order",
        "the order of events",
        "tail",
        0,
        match.end(),
        match[0],
        f"only {turned}" if turned == "after" else turned,
        f"It has to be done {tail}.",
    )


@lru_cache(maxsize=1)
def _changes() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    rows = [tuple(part.strip() for part in entry.split("|")) for entry in table("en", "changes")]
    return tuple(
        (
            re.compile(
                rf"(?<![\w-]){re.escape(row[0])}(?![\w-])(?! (?:to the|before|after|following|preceding|upon|on|adjacent|above|below|next|prior)\b)",
                re.I,
            ),
            row[1:],
        )
        for row in rows
    )


def _manner(norm: Norm) -> Iterator[Slot]:
    for pattern, (instead, label, need, *others) in _changes():
        matches = list(pattern.finditer(norm.action))
        if len(matches) == 1 and not re.search(
            r"\b(?:not|unless|if|or|until|which|who|whose|can|may|means)\b", norm.action
        ):
            start, end = matches[0].span()
            if re.search(r"\bbe $", norm.action[:start]) and label == "the form":
                continue
            if start == 0 and label == "the time":
                # "immediately notify" becomes "notify … by the end of the week": the whole action is the slot.
                rest = norm.action[end:].strip()
                yield Slot(
                    "manner",
                    label,
                    "action",
                    0,
                    len(norm.action),
                    norm.action,
                    f"{rest} {instead}",
                    f"It has to be {need}.",
                    need,
                    tuple(others),
                )
                continue
            yield Slot(
                "manner",
                label,
                "action",
                start,
                end,
                matches[0][0],
                instead,
                f"It has to be {need}.",
                need,
                tuple(others),
            )


_EVERY = re.compile(
    r"\b(?:each|every) (?P<np>(?:[a-z-]+ )??(?P<noun>[a-z-]{3,}))(?= (?:of|in|for|at|by|with|that|who|which|on|before|after|from|to|is|are)\b|,|$)",
    re.I,
)
_TIME = re.compile(
    r"\b(?:each|every) (?:\w+ )?(?:second|minute|hour|day|week|month|year|shift|quarter|time|other|such|effort|case|reasonable|of|one|precaution|person|employer|employee|provider|owner|operator)s?\b",
    re.I,
)


def _quantity(norm: Norm) -> Iterator[Slot]:
    texts: Mapping[Place, str] = {"action": norm.action, "subject": norm.subject}
    for place, text in texts.items():
        match = next((m for m in _EVERY.finditer(text) if not _TIME.match(m[0])), None)
        if match is None or (many := _plural(match["np"])) is None or " that " in text[: match.start()]:
            continue
        yield Slot(
            "quantity",
            "how many are covered",
            place,
            *match.span(),
            match[0],
            f"most {many}",
            f"It covers all {many}.",
        )
        return


def _plural(noun_phrase: str) -> str | None:
    *before, noun = noun_phrase.split()
    many = plural_of(noun)
    return None if many is None else " ".join((*before, many))


TYPICAL = (
    "the manufacturer",
    "the supplier",
    "the external auditor",
    "the maintenance contractor",
    "the insurer",
    "the importer",
    "the carrier",
)


def strangers(norm: Norm, bearers: Sequence[str], actor: str) -> list[str]:
    """People who are plainly somebody else than `actor` and whom the provision does not name: of its document first."""
    own, said = role(actor), norm.provision.lower()
    found: list[str] = []
    for other in (*_drawn(norm, bearers), *_drawn(norm, TYPICAL)):
        named = role(other)
        if (
            named is None
            or (own is not None and may_be_one(named, own))
            or _share_part(other, actor)
            or named.split()[-1][:-1] in said
        ):
            continue
        if not any(may_be_one(named, role(o) or "") for o in found):
            found.append(other)
    return found


def _share_part(a: str, b: str) -> bool:
    """Whether two lists of people have a member in common: `the permittee or lessee` and `a lessee`."""
    parts = [{role(part) or part.strip() for part in re.split(r",| or | and ", text)} for text in (a, b)]
    return bool(parts[0] & parts[1])


def _drawn(norm: Norm, names: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda name: sha256(f"{norm.rule.id}|{name}"))


def _bearer(norm: Norm, bearers: Sequence[str]) -> Iterator[Slot]:
    named = role(norm.subject)
    if (
        not norm.agent
        or named is None
        or len(norm.subject.split()) > 8
        or re.search(rf"\b{named.split()[-1]}", norm.action, re.I)
    ):
        return
    if re.search(r"\b(?:they|them|he|she|it|his|her|its|their)\b", norm.action) or re.match(
        r"(?:have|be|comply)\b", norm.action
    ):
        return
    for other in strangers(norm, bearers, norm.subject)[:1]:
        yield Slot(
            "bearer",
            "who acts",
            "subject",
            0,
            len(norm.subject),
            norm.subject,
            other,
            f"The duty is one of {norm.subject}.",
        )


_NP = r"(?:the|an?|each|every|his|their) [a-z-]+(?: [a-z-]+)?(?: in charge(?: of (?:the|an?) [a-z-]+(?: [a-z-]+)?)?)?"
_AFTER = r"(?= (?:of|that|about|in|within|without|before|when|immediately|promptly|forthwith|at|by|as|and|on|for|with|if|to)\b|,|$)"
_TELLS = re.compile(
    rf"^(?:(?:immediately|promptly|forthwith|also) )?(?:notify|inform|consult|advise|warn)\s+(?P<who>{_NP}){_AFTER}"
    rf"|\b(?:report|submit|send|give|deliver|provide|furnish|hand|forward)\b[^,;]{{3,70}}? to (?P<to>{_NP}){_AFTER}"
)


def recipient_of(norm: Norm) -> tuple[int, int, str] | None:
    """Where the action names whom something is told or given to, and the words; None where it names nobody."""
    match = _TELLS.search(norm.action)
    if match is None:
        return None
    group = "who" if match["who"] else "to"
    return None if role(match[group]) is None else (*match.span(group), match[group])


def _recipient(norm: Norm, bearers: Sequence[str]) -> Iterator[Slot]:
    named = recipient_of(norm)
    if named is None:
        return
    start, end, who = named
    own = role(norm.subject)
    others = [o for o in strangers(norm, bearers, who) if own is None or not may_be_one(role(o) or "", own)]
    if others:
        other = others[pick(f"{norm.rule.id}|recipient", min(2, len(others)))]
        demands = tuple(others[:3]) if len(others) >= 3 else ()
        yield Slot(
            "recipient",
            "who receives it",
            "action",
            start,
            end,
            who,
            other,
            f"It is owed to {who}.",
            who,
            demands if other not in demands else tuple(o for o in others if o != other)[:3],
        )


_COUNT = re.compile(
    r"\b(?P<number>two|three|four|five|six) (?P<noun>(?:[a-z-]+ )?[a-z]+s)\b(?! (?:of age|before|after|prior))"
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")
_NO_COUNT = re.compile(
    r"(?:seconds|minutes|hours|days|weeks|months|years|thirds|times|metres|meters|feet|inches)$"
)


def _count(norm: Norm) -> Iterator[Slot]:
    matches = [m for m in _COUNT.finditer(norm.action) if not _NO_COUNT.search(m["noun"])]
    if len(matches) != 1 or re.search(
        r"\b(?:who|which|that|between|if|more than|exceeding)\b", norm.action[: matches[0].start()]
    ):
        return
    match = matches[0]
    fewer = _NUMBERS[_NUMBERS.index(match["number"]) - 1]
    noun = match["noun"] if fewer != "one" else _single(match["noun"])
    if noun is None:
        return
    yield Slot(
        "count", "the number", "action", *match.span(), match[0], f"{fewer} {noun}", f"It takes {match[0]}."
    )


def _single(noun_phrase: str) -> str | None:
    *before, noun = noun_phrase.split()
    one = singular(noun)
    return None if one is None else " ".join((*before, one))


_SERIES = re.compile(
    r"(?P<first>[a-z][a-z' -]{2,40}), (?P<middle>(?:[a-z][a-z' -]{2,40}, ){0,20})(?P<last>[a-z][a-z' -]{2,40}?),? and (?P<end>(?:the |an? )?[a-z][a-z' -]{2,40})$"
)


def _series(norm: Norm) -> Iterator[Slot]:
    """The last member of a series at the end of the action: `a, b and c` without `c`."""
    match = _SERIES.search(norm.action)
    if (
        match is None
        or re.search(r"\b(?:is|are|be|must|shall|that|which|who|or)\b", match[0])
        or re.search(r" (?:in|of|for|at|with|to|on|by|from|under) ", match["end"])
        or len(match["end"].split()) > 7
    ):
        return
    if (
        grammar.verb_first(match["last"]) is not None
        and grammar.verb_first(match["end"]) is not None
        and not re.match(r"(?:the|an?) ", match["end"])
    ):
        return
    behind = norm.action[: match.start("last")].rstrip(" ,")
    if behind.count(",") < 1 and not match["middle"]:
        yield Slot(
            "series",
            "what is covered",
            "action",
            match.start("first"),
            match.end(),
            match[0],
            f"{match['first']} and {match['last']}",
            f"It also takes {match['end']}.",
        )
        return
