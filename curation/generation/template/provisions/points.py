"""A rule whose condition or exception is a list of points: the rule with each point alone, and how the points are joined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from curation.core.records import Clause, Rule
from curation.generation.template.provisions.norms import (
    Norm,
    heading_off,
    own_text,
    provision_of,
    taken_apart,
)
from curation.text import cut_off, whole
from curation.text.template_words.provisions import points as wording
from curation.text.words import squeeze_marks

_MOST = 7
"""Most points of a list."""


@dataclass(frozen=True)
class Points:
    """The points of a condition or an exception."""

    norms: tuple[Norm | None, ...]
    """The rule with each point as its only condition or exception; None for a point that cannot be told by itself."""
    joint: Literal["or", "and"]
    lifts: bool
    """Whether the points lift the rule; else it holds where they are met."""
    provision: str
    """The whole provision with letters for its points."""


def points_of(rule: Rule, by_id: Mapping[str, Clause], home: Clause) -> Points | str:
    """The points of a rule, or the code of the reason why it has none that can be told."""
    lists = [
        parts
        for parts in (rule.exceptions, rule.conditions)
        if len({part.clause for part in parts} - {home.id}) >= 2
    ]
    if rule.modality not in ("obligation", "prohibition") or len(lists) != 1:
        return "no-slot"
    entries = list(dict.fromkeys(part.clause for part in lists[0] if part.clause != home.id))
    if len(entries) > _MOST or any(each not in by_id for each in entries):
        return "incomplete"
    if not _whole_list(entries, by_id, home):
        return "incomplete"
    texts, joint = _joined([own_text(by_id[each]) for each in entries])
    if joint is None:
        return "incomplete"
    read = provision_of(
        rule, by_id, home, [each for each in rule.clauses if each not in entries] or [home.id]
    )
    if isinstance(read, str):
        return read
    sentence, where = read
    head = wording.HEAD.match(heading_off(sentence))
    if head is None:
        return "unread"
    stem = f"{head['stem']} " if head["stem"] else ""
    if wording.FINITE.search(stem) and any(wording.CLAUSE.match(text) for text in texts):
        # "If the product is for packaging and (a) the product contains …": two conditions, and only one a list.
        return "unread"
    front = f"{head['base']} {head['word']} {stem}"
    if any(_loose(text, f"{front} {' '.join(texts[:i])}") for i, text in enumerate(texts)):
        return "points-elsewhere"
    read_norms = [taken_apart(rule, home, f"{front}{text}", where) for text in texts]
    norms = tuple(
        norm if not isinstance(norm, str) and len(norm.conditions) + len(norm.exceptions) == 1 else None
        for norm in read_norms
    )
    first = next((norm for norm in norms if norm is not None), None)
    if first is None:
        return next((norm for norm in read_norms if isinstance(norm, str)), "unread")
    letters = "; ".join(f"({chr(97 + i)}) {text}" for i, text in enumerate(texts[:-1]))
    shown = f"{front.strip()} {letters}; {joint} ({chr(96 + len(texts))}) {texts[-1]}."
    return Points(norms, joint, bool(first.exceptions), shown[:1].upper() + shown[1:])


@dataclass(frozen=True)
class Elements:
    """The elements of a duty or a ban that is a list."""

    norms: tuple[Norm | None, ...]
    """The rule with each element as its only act; None for an element that cannot be told by itself."""
    joint: Literal["or", "and"]
    provision: str
    """The whole provision with letters for its elements."""


def elements_of(rule: Rule, by_id: Mapping[str, Clause], home: Clause) -> Elements | str:
    """The elements of a rule, or the code of the reason why it has none that can be told."""
    if rule.modality not in ("obligation", "prohibition") or len(rule.elements) < 2:
        return "no-slot"
    entries = list(dict.fromkeys(part.clause for part in rule.elements))
    if (
        not 2 <= len(entries) <= _MOST
        or home.id in entries
        or any(each not in by_id for each in entries)
        or any(part.clause in entries for part in (*rule.conditions, *rule.exceptions))
        or not _whole_list(entries, by_id, home)
    ):
        return "incomplete"
    texts, joint = _joined([own_text(by_id[each]) for each in entries])
    if joint is None:
        return "incomplete"
    read = provision_of(
        rule, by_id, home, [each for each in rule.clauses if each not in entries] or [home.id]
    )
    if isinstance(read, str):
        return read
    front, where = heading_off(read[0]).rstrip(" :,\u2014\u2013-"), read[1]
    if any(_loose(text, f"{front} {' '.join(texts[:i])}") for i, text in enumerate(texts)):
        return "points-elsewhere"
    alone = rule.model_copy(update={"elements": [], "conjunction": ""})
    read_norms = [taken_apart(alone, home, f"{front} {text}", where) for text in texts]
    norms = tuple(None if isinstance(norm, str) else norm for norm in read_norms)
    if not any(norms):
        return next((norm for norm in read_norms if isinstance(norm, str)), "unread")
    letters = "; ".join(f"({chr(97 + i)}) {text}" for i, text in enumerate(texts[:-1]))
    shown = f"{front} {letters}; {joint} ({chr(96 + len(texts))}) {texts[-1]}."
    return Elements(norms, joint, shown[:1].upper() + shown[1:])


def _loose(text: str, before: str) -> bool:
    """Whether a point cannot be read where it stands: it is cut off, or points at words of another provision."""
    return bool(cut_off.stops(text)) or not whole.balanced(text) or whole.points_away(text, before)


def _whole_list(entries: list[str], by_id: Mapping[str, Clause], home: Clause) -> bool:
    """Whether the points stand one behind the other below their rule, and nothing else belongs to the list."""
    order = list(by_id)
    places = [order.index(each) for each in entries]
    if places != list(range(places[0], places[0] + len(places))) or order.index(home.id) + 1 != places[0]:
        return False
    parents = {by_id[each].parent for each in entries}
    after = by_id[order[places[-1] + 1]] if places[-1] + 1 < len(order) else None
    if len(parents) != 1:
        return False
    if after is None or after.document != home.document:
        return True
    within = {by_id[each].eid for each in entries}
    return after.parent not in within and not (after.parent in parents and after.parent == home.eid)


def _joined(texts: list[str]) -> tuple[list[str], Literal["or", "and"] | None]:
    """The points without the conjunction behind them, and the conjunction; None where there is none or two."""
    found: set[str] = set()
    bare: list[str] = []
    for text in texts:
        text = squeeze_marks(text).strip(" ;,.")
        if (match := wording.JOINT.search(text)) is not None:
            found.add(match["joint"].lower())
            text = text[: match.start()].strip(" ;,.")
        bare.append(text)
    if any(re.search(r"[;:]", text) or not text for text in bare):
        return bare, None
    if found == {"or"}:
        return bare, "or"
    return bare, "and" if found == {"and"} else None
