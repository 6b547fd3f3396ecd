"""The points of a list told as a case: what a paper holds, what somebody does, or what is so.

The words of each point stay as they are printed, but for the form of its verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from curation.generation.template.cases.people import person
from curation.generation.template.cases.telling import inflected
from curation.generation.template.provisions.checklists import Checklist
from curation.text import grammar, whole
from curation.text.template_words.provisions import checklists as wording
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.provisions.worth_asking import REGULATED
from curation.text.verbs import base, only_verb, third_person

_INTRO = 22
"""Most words of what goes on in each point."""
_SUBJECT = 7
"""Most words of a subject that a case repeats."""


@dataclass(frozen=True)
class Told:
    """A list in words that a case can use."""

    before: str
    """What stands before the points: a condition as a sentence, a time, or the act that the points allow; or empty."""
    intro: str
    """The words that go on in each point: `the record contains`, `a carrier`; empty where each point is a clause."""
    yes: tuple[str, ...]
    """Each point as it is when met."""
    things: bool
    """Whether the points are things, of which a part can be missing."""


def told(one: Checklist) -> Told | None:
    """The points as a case; None where they cannot be told in clean English."""
    if any(wording.OPEN.search(point) for point in one.points):
        return None
    if (circumstances := wording.CIRCUMSTANCES.match(one.lead)) is not None:
        return _circumstances(one, circumstances)
    lead = f"{one.lead} "
    modal = MODAL.search(lead)
    if modal is None or modal["not"] or (modal["must"] or "").lower().startswith("may"):
        return None
    if MODAL.search(lead[modal.end() :]) is not None:
        return None
    front, tail = lead[: modal.start()].strip(), lead[modal.end() :].strip()
    parted = None if wording.REST.search(front) else _who(front)
    if parted is None:
        return None
    before, who = parted
    if (aside := wording.ASIDE.match(tail)) is not None and not before:
        before, tail = f"{grammar.upper_first(aside['aside'])}, ", tail[aside.end() :]
    tail = wording.ANNOUNCED.sub("", tail).strip(" ,")
    if wording.REST.search(tail):
        return None
    if (
        wording.STEPS.fullmatch(tail) is not None
        and wording.ANNOUNCED.search(lead[modal.end() :].strip()) is not None
    ):
        tail = ""
    haste = f"{tail} " if wording.HASTE.fullmatch(tail) is not None else ""
    if haste:
        tail = ""
    if (time := wording.WITHIN.match(tail)) is not None and not before:
        before, tail = f"{grammar.upper_first(time['time'])}, ", ""
    things = all(map(_thing, one.points))
    if things and (paper := _paper(who, tail)) is not None:
        verb = _holding(tail)
        return (
            None
            if verb is None
            else Told(before if "it " not in before else "", f"{paper} {verb}", one.points, True)
        )
    return _phrases(one, before, who, (tail, haste), things)


def _who(front: str) -> tuple[str, str] | None:
    """What stands before the subject, and the subject as it acts in a case."""
    before, subject = "", front
    if (match := wording.FRONT.match(front)) is not None:
        subject, lead = match["who"], match["front"]
        if (case := wording.CONDITION.match(lead)) is not None:
            before = f"Suppose that {grammar.lower_first(case['case'])}. "
        elif wording.MOMENT.match(lead) is not None:
            before = f"{grammar.upper_first(lead)}, "
        else:
            return None
    if (
        ("," in subject and not wording.SEVERAL.match(subject))
        or wording.NOBODY.match(subject)
        or wording.BARE.match(subject)
    ):
        return None
    subject = wording.REFERENCES.sub("", subject).strip(" ,")
    core = wording.BEHIND_NOUN.split(subject)[0].strip()
    many = grammar.plural(subject)
    if many is None or (not many and wording.PLURAL_NOUN.search(core) and " or " not in core):
        return None
    if many:
        return before, grammar.lower_first(wording.ALL_OF.sub("", subject))
    subject = wording.ONE_OF_TWO.sub("", subject)
    bare = wording.DETERMINED.sub("", subject)
    if wording.OWN_ARTICLE.match(subject):
        return before, grammar.lower_first(subject)
    if wording.DETERMINER.match(subject) is None:
        return before, grammar.lower_first(subject)
    if len(subject.split()) > _SUBJECT:
        noun = wording.DETERMINED.sub("", core)
        kind = "to whom this applies" if grammar.head(noun) in ("person", "individual") else "of this kind"
        return before, f"{grammar.article(noun)} {noun} {kind}"
    return before, f"{grammar.article(bare)} {grammar.lower_first(bare)}"


def _paper(who: str, tail: str) -> str | None:
    """The paper whose content a list gives, as a subject; None where the list is of something else."""
    if wording.HOLDS.fullmatch(tail) is not None:
        return who if wording.PAPERS.search(wording.BEHIND_NOUN.split(who)[0].strip()) else None
    match = wording.HOLDER.search(tail)
    if match is None or not wording.PAPERS.search(match["noun"]):
        return None
    return f"the {wording.DETERMINED.sub('', match['paper'])}"


def _holding(tail: str) -> str | None:
    """What a paper does, in the third person: `sets out` of `keep a record that sets out` and of `set out`."""
    match = wording.HOLDING_VERB.search(tail)
    if match is None:
        return _verb_phrase(tail)
    return wording.PARTICIPLES[match["participle"].lower()] if match["participle"] else match["verb"].lower()


def _thing(point: str) -> bool:
    return (
        wording.THING.match(point) is not None
        and wording.NO_THING.match(point) is None
        and grammar.verb_first(point) is None
    )


def _phrases(one: Checklist, before: str, who: str, words: tuple[str, str], things: bool) -> Told | None:
    """Points that go on from the words above them: `keep a record`, `that the lid is closed`, `a shield or screen`."""
    tail, haste = words
    many = grammar.plural(who) is True
    if not tail:
        said = [_verb_phrase(f"{haste}{point}", many) for point in one.points]
        whole_points = tuple(text for text in said if text)
        return Told(before, who, whole_points, False) if len(whole_points) == len(said) else None
    if wording.ENDS_OPEN.search(tail) or not all(_goes_on(tail, point, things) for point in one.points):
        return None
    done = _verb_phrase(tail, many)
    if done is None or len(f"{who} {done}".split()) > _INTRO:
        return None
    return Told(before, f"{who} {done}", one.points, things)


def _verb_phrase(phrase: str, many: bool = False) -> str | None:
    """A verb phrase of one or of several who act; None where it is none."""
    if phrase.startswith("not "):
        rest = phrase[4:]
        if grammar.verb_first(rest) is None:
            return None
        be = "are" if many else "is"
        return f"{be} not {rest[3:]}" if rest.startswith("be ") else f"{'do' if many else 'does'} not {rest}"
    if wording.NO_POINT.match(phrase) or grammar.verb_first(phrase) is None:
        return None
    if phrase.startswith("be "):
        said: str | None = f"{'are' if many else 'is'} {phrase[3:]}"
    else:
        said = phrase if many else inflected(phrase, third_person)
    if said is None or many:
        return said
    left = any(
        only_verb(m["word"]) and base(m["word"]) == m["word"] for m in wording.JOINED_WORD.finditer(said)
    )
    return None if left or wording.LEFT_VERB.search(said) else said


def _goes_on(tail: str, point: str, things: bool) -> bool:
    """Whether a point goes on from the words above it without a break."""
    last = tail.split()[-1].lower()
    if last == "that":
        plural = grammar.verb_first(point) is not None and tail.endswith("s that")
        return plural or wording.PREDICATE.match(point) is not None or wording.CLAUSE.match(point) is not None
    if wording.NO_POINT.match(point):
        return False
    return things or (not _thing(point) and wording.PHRASE.match(point) is not None)


def _circumstances(one: Checklist, found: re.Match[str]) -> Told | None:
    """An act that a list of points allows or makes a breach: it is done or left undone, and some of the points are met."""
    ban = bool(found["no"]) != bool(found["not"])
    someone = wording.ANYBODY.fullmatch(wording.DETERMINED.sub("", found["who"])) is not None
    bare = wording.DETERMINED.sub("", found["who"])
    if "," in found["who"] or grammar.plural(bare) is not False or wording.BARE.match(found["who"]):
        return None
    if someone:
        who = again = person(one.rules[0].id)
    elif found["who"].lower().startswith("the "):
        who = again = grammar.lower_first(found["who"])
    else:
        who = f"{grammar.article(bare)} {bare}"
        again = f"the {wording.BEHIND_NOUN.split(bare)[0].strip()}"
    act = found["act"].strip(" ,")
    done = _verb_phrase(act if ban else f"not {act}")
    if done is None or MODAL.search(f"{act} ") or whole.points_away(act, one.lead):
        return None
    subject = (found["subject"] or "").strip()
    if wording.DENIED.search(act) or (subject.lower() == "it" and REGULATED.search(who)):
        # "It" of somebody who acts is the thing of the act.
        return None
    yes = []
    for point in one.points:
        said = f"{subject} {point}".strip()
        if subject and wording.PREDICATE.match(point) is None:
            return None
        if not subject and wording.CLAUSE.match(point) is None:
            return None
        named = wording.AGAIN.sub(again, said) if someone or wording.PRONOUN.match(said) else said
        if wording.BARE.match(named):
            return None
        yes.append(wording.THEY_ARE.sub("is ", named) if subject.lower() == "they" else named)
    return Told(f"{grammar.upper_first(who)} {done}. ", "", tuple(yes), False)
