"""Whether a question gives a duty to somebody who can bear it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.question_words import DUTILESS, PERSONS, THINGS

_ASKS_DUTY = re.compile(
    r"\bwhat (?:must|shall|should) (?:the|an?|every|each|any) ((?:[\w'’-]+ ){0,3}?[\w'’-]+) (?:do|ensure|provide|keep|report|maintain|submit|record|notify|establish|carry)\b",
    re.I,
)
_DOES = (
    "do|ensure|provide|keep|report|maintain|submit|record|notify|establish|carry out|carry|write|enter|inform|consult|check|inspect|train|appoint|apply|pay|answer|sign|decide|file|send|hand over|name|draw up|put up|store|label|verify|examine|investigate|order|request|"
    "obtain|seek|give notice|arrange|take care|see to|issue|warn|tell|instruct|assess|review|approve|allow|permit|refuse|make sure|see that|comply|document|publish|disclose|delete|return|register|test|measure|wear|stop work"
)
_MUST_DO = re.compile(
    rf"\b(?:must|shall|should|has to|have to|is (?:required|obliged) to|are (?:required|obliged) to)(?: (?:the|an?|every|each|any) (?P<inverted>(?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+))? (?:{_DOES})\b|(?<!for )(?<!of )(?<!in )(?<!on )(?<!by )(?<!with )(?<!to )(?<!at )(?<!from )(?<!under )\b(?:the|an?|every|each) (?P<plain>(?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+) (?:must|shall|has to|have to|is (?:required|obliged) to) (?:{_DOES})\b|\b(?:is|are) (?P<bound>(?:the|an?|every|each) (?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+) (?:obliged|bound|under a duty)\b|(?:^|[,.] )(?P<bare>[^,.?]{{3,90}}?) (?:is|are) (?:obliged|bound|under a duty) to (?:{_DOES})\b",
    re.I,
)
_WHO = re.compile(
    r"^\W*(?:[^?]{0,80}, )?(?:who|whom|which (?:person|body|party|role|officer|authority))\b", re.I
)
_LAID_ON = re.compile(
    r"\b(?:dut(?:y|ies)|obligations?|tasks?|responsibilit(?:y|ies))\b[^?.]{0,120}?\b(?:on|upon) (?P<on>(?:the|an?|every|each) [\w'\u2019-]+(?: [\w'\u2019-]+){0,3})|\bwhat (?:dut(?:y|ies)|obligations?) (?:does|do|has|have) (?P<has>(?:the|an?|every|each) [\w'\u2019-]+(?: [\w'\u2019-]+){0,2}) (?:have|bear|owe)\b",
    re.I,
)


def _is_thing(phrase: str) -> bool:
    if re.search(r"\b(?:responsible|answerable|in charge)\b", phrase, re.I):
        return False
    noun = head(phrase).lower()
    names = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    compound = any(
        noun.removesuffix("s").endswith(end) and len(noun) > len(end) + 2
        for end in (
            "room",
            "store",
            "box",
            "book",
            "board",
            "line",
            "plant",
            "ware",
            "gear",
            "graph",
            "meter",
            "scope",
            "phone",
        )
    )
    return (bool(names & (THINGS | DUTILESS)) or compound) and not names & PERSONS


_BEARS = re.compile(
    r"^(?:the|an?|every|each) ((?:[\w'’-]+ ){0,2}?[\w'’-]+) (?:must|shall) (?:keep|report|notify|ensure|submit|provide|train|record|establish|maintain|inform|consult)\b",
    re.I,
)


def absurd_bearer(item: Item, settings: Settings) -> Iterator[Hit]:
    """A thing that is asked for a duty: `what must the ladder do`."""
    for name, text, pattern in [
        ("stem", item.stem, _ASKS_DUTY),
        *((f"options[{i}]", o, _BEARS) for i, o in enumerate(item.options)),
    ]:
        for match in pattern.finditer(text):
            noun = match[1].split()[-1].lower()
            known = {noun, noun.removesuffix("s")}
            if known & (THINGS | DUTILESS) and not known & PERSONS:
                yield Hit(name, "gives a duty to a thing; name who bears it", *match.span(1))
                return
    for match in _MUST_DO.finditer(item.stem):
        for group in ("inverted", "plain", "bare", "bound"):
            if match[group] and _is_thing(match[group]) and not re.search(r"\b(?:be|not)\b", match[group]):
                yield Hit("stem", "gives a duty to a thing; name who bears it", *match.span(group))
                return
    if (laid := _LAID_ON.search(item.stem)) and _is_thing(laid["on"] or laid["has"]):
        yield Hit("stem", "gives a duty to a thing; name who bears it", *laid.span())
        return
    if (
        item.key is not None
        and _WHO.match(item.stem)
        and re.search(
            r"\b(?:must|shall|should|has to|have to|is (?:responsible|required|obliged)|bears?|responsible|duty)\b",
            item.stem,
            re.I,
        )
    ):
        for i, option in enumerate(item.options):
            if (
                len(option.split()) <= 6
                and re.match(r"^(?:the|an?|every|each|its)\b", option, re.I)
                and _is_thing(option)
            ):
                yield Hit(f"options[{i}]", "gives a duty to a thing; name who bears it")
                return
