"""Whether a question gives a duty to somebody who can bear it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.questions.flaws import is_person
from curation.checks.questions.reading import stems_of
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.item_words.computation import BINDS
from curation.text.item_words.duty_bearers import (
    ACTS,
    ANSWERABLE,
    ASKS_DUTY_OF,
    BEARS,
    BEHIND_PREPOSITION,
    DOES_WHAT,
    HAS_DUTY,
    IS_USED,
    LAID_ON,
    LEARNS,
    MAY_ORDER,
    MUST_DO,
    NO_NOUN,
    NOUN_PHRASE,
    OF_PREDICATE,
    THING_ENDS,
    WHO,
    WORKS,
)
from curation.text.question_words import DUTILESS, PERSONS, THINGS
from curation.text.sentences import parts
from curation.text.verbs import base


def is_thing(phrase: str) -> bool:
    """Whether a noun phrase names a thing, which bears no duty."""
    if ANSWERABLE.search(phrase):
        return False
    noun = head(phrase).lower()
    names = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    compound = any(noun.removesuffix("s").endswith(end) and len(noun) > len(end) + 2 for end in THING_ENDS)
    return (bool(names & (THINGS | DUTILESS)) or compound) and not names & PERSONS


def _bound_by(provision: str, noun: str) -> bool:
    """Whether a provision itself lays a duty on what is named so: a platform may be a company."""
    return re.search(BINDS.format(noun=re.escape(noun)), provision[:4_000], re.I) is not None


def _works(provision: str, noun: str) -> bool:
    """Whether a provision says what a thing does by itself: `a detector that shuts the valve`."""
    match = re.search(WORKS.format(noun=re.escape(noun)), provision[:4_000], re.I)
    return match is not None and base(match["verb"].lower()) not in (None, match["verb"].lower())


def absurd_bearer(item: Item, settings: Settings) -> Iterator[Hit]:
    """A thing that is asked for a duty: `what must the ladder do`. Whom the provision itself binds is no thing."""
    if (wrong := _in_the_wrong_place(item)) is not None:
        yield Hit(
            "stem",
            "asks one for a deed that the provision lays on another; name who bears it",
            *wrong.span("who"),
        )
        return
    if (asked := _nobody_bound(item)) is not None:
        yield Hit(
            "stem", "gives a duty to what the provision does not bind; name who bears it", *asked.span(1)
        )
        return
    for hit in _absurd(item):
        text = dict(item.fields()).get(hit.field, "")
        noun = head(text[hit.start : hit.end] if hit.end is not None else text)
        if not (
            noun and item.provision and (_bound_by(item.provision, noun) or _works(item.provision, noun))
        ):
            yield hit


def _nobody_bound(item: Item) -> re.Match[str] | None:
    """What a stem asks for a duty though the provision binds others and never it, and it is called like no person."""
    if len(item.provision.split()) < 12:
        return None
    if (owing := HAS_DUTY.search(item.stem)) is not None:
        return owing if _only_receives(item.provision, head(owing["who"]).lower()) else None
    asked = ASKS_DUTY_OF.search(item.stem)
    if asked is None:
        return None
    phrase = asked[1]
    noun = head(phrase).lower()
    told = item.provision[:4_000]
    places = list(re.finditer(rf"\b{re.escape(noun)}s?\b", told, re.I))
    behind = [IS_USED.search(told[: place.start()]) for place in places]
    tool = any(match["tool"] for match in behind if match is not None)
    if tool and all(behind) and not _bound_by(told, noun) and not _works(told, noun):
        return asked  # `a text drafted with an assistant`: a tool, whatever it is called
    if is_person(f"the {phrase}") or noun.removesuffix("s") in PERSONS or noun[:1].isupper():
        return None
    bound = re.search(BINDS.format(noun=r"[\w-]{2,30}"), item.provision[:4_000], re.I)
    mentioned = re.search(rf"\b{re.escape(noun.removesuffix('s'))}", item.provision, re.I)
    free = not _bound_by(item.provision, noun) and not _works(item.provision, noun)
    return asked if bound and mentioned and free else None


def _in_the_wrong_place(item: Item) -> re.Match[str] | None:
    """Whom a stem asks for a deed that the provision lays on others, and of whom it speaks there as a thing that is used or dealt with."""
    asked = DOES_WHAT.search(item.stem)
    if asked is None or len(item.provision.split()) < 12:
        return None
    noun, verb = head(asked["who"]).lower(), stems_of(asked["verb"])
    if not noun or not verb or _bound_by(item.provision, noun) or _works(item.provision, noun):
        return None
    named = rf"\b{re.escape(noun)}s?\b"
    for sentence in parts(item.provision[:4_000], item.language or "en", ";"):
        if verb <= stems_of(sentence) and (places := list(re.finditer(named, sentence, re.I))):
            dealt_with = [BEHIND_PREPOSITION.search(sentence[: place.start()]) for place in places]
            if all(dealt_with) and not any(
                verb & stems_of(other)
                for other in parts(item.provision[:4_000], item.language or "en", ";")
                if other != sentence
            ):
                return asked
    return None


def _only_receives(provision: str, noun: str) -> bool:
    """Whether a provision speaks of somebody and lays no duty on them, but on others."""
    text = provision[:4_000]
    return (
        re.search(rf"\b{re.escape(noun)}", text, re.I) is not None
        and re.search(ACTS.format(noun=re.escape(noun)), text, re.I) is None
        and re.search(ACTS.format(noun=r"[\w-]{2,30}"), text, re.I) is not None
    )


def _known_as_tool(provision: str, phrase: str) -> bool:
    """Whether a provision speaks of what a phrase names only as something that is used or dealt with."""
    noun = head(phrase).lower()
    if not noun or _bound_by(provision, noun):
        return False
    places = list(re.finditer(rf"\b{re.escape(noun.removesuffix('s'))}", provision[:4_000], re.I))
    return bool(places) and all(
        BEHIND_PREPOSITION.search(provision[: place.start()]) or IS_USED.search(provision[: place.start()])
        for place in places
    )


def _absurd(item: Item) -> Iterator[Hit]:
    for name, text, pattern in [
        ("stem", item.stem, ASKS_DUTY_OF),
        *((f"options[{i}]", o, BEARS) for i, o in enumerate(item.options)),
    ]:
        for match in pattern.finditer(text):
            if is_thing(match[1]):
                yield Hit(name, "gives a duty to a thing; name who bears it", *match.span(1))
                return
    if (power := MAY_ORDER.search(item.stem)) is not None and is_thing(power["who"]):
        yield Hit("stem", "gives a power to a thing; name who has it", *power.span("who"))
        return
    learns = LEARNS.search(item.stem)
    if learns is not None and (is_thing(learns["who"]) or _known_as_tool(item.provision, learns["who"])):
        yield Hit("stem", "gives a duty to a thing; name who bears it", *learns.span("who"))
        return
    for match in MUST_DO.finditer(item.stem):
        for group in ("inverted", "plain", "bare", "bound"):
            if match[group] and is_thing(match[group]) and not NO_NOUN.search(match[group]):
                yield Hit("stem", "gives a duty to a thing; name who bears it", *match.span(group))
                return
    if (laid := LAID_ON.search(item.stem)) and is_thing(laid["on"] or laid["has"]):
        yield Hit(
            "stem", "gives a duty to a thing; name who bears it", *laid.span("on" if laid["on"] else "has")
        )
        return
    if item.key is not None and WHO.match(item.stem) and OF_PREDICATE.search(item.stem):
        for i, option in enumerate(item.options):
            if len(option.split()) <= 6 and NOUN_PHRASE.match(option) and is_thing(option):
                yield Hit(f"options[{i}]", "gives a duty to a thing; name who bears it")
                return
