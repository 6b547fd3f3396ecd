"""A case of a provision whose number is left out, told with the act itself: `a member is appointed for a term of five years`.

`The time is five years` does not say of what. Where the act cannot be told in clean English, there is no case.
"""

from __future__ import annotations

import re
from dataclasses import replace

from curation.generation.template.cases import plain_words
from curation.generation.template.cases.telling import actor, done, own_words
from curation.generation.template.provisions.norms import Norm
from curation.text import cut_off, grammar, whole
from curation.text.template_words.cases import bounds as bounds_wording
from curation.text.template_words.cases import gap_cases as wording
from curation.text.template_words.provisions.parsing import MODAL

_MOST_WORDS = 34
_MOST_BEHIND = 16
"""Words behind the number that are told with it: its event, and no more."""


def told(printed: Norm, start: int, end: int, number: str, *, often: bool = False) -> str | None:
    """The act of a printed provision with `number` in the place of what stands from `start` to `end`; without a full stop.

    `often` says that `number` is how often something is done (`every two weeks`); it then stands at the end of the act.
    Returns None where the act cannot be told.

    Args:
        printed: The provision as it is quoted.
        start: Where what is replaced begins in the provision, in code points.
        end: Where it ends.
        number: What stands in its place, with its unit.
        often: Whether `number` is how often something is done.
    """
    text = printed.provision.rstrip(" .")
    modal = MODAL.search(text)
    if printed.force == "ban" and wording.LIMIT_OF_BAN.search(text[:start]):
        # "Must not start it before the fan has run for five minutes": what is told of the number is no ban.
        return None
    if modal is None or (start < modal.end() and not wording.NEGATED_OR_EXCEED.match(text[modal.end() :])):
        return None
    subject = subject_of(text[: modal.start()])
    if subject is None:
        return None
    before, left_out, behind = text[modal.end() : max(start, modal.end())], text[start:end], text[end:]
    if before.rstrip().endswith(",") and wording.OBJECT_BEHIND.match(behind):
        # "Shall complete, within 30 days after the grading, a declaration": what is completed stands behind what is told.
        return None
    action = _often(before, number, behind) if often else _measured(before, left_out, number, behind)
    if action is None or grammar.verb_first(action) is None:
        # "Shall, within seven days after their appointment, appoint …": the verb stands behind what is told.
        return None
    action = wording.SECOND_VERB_OF_PAIR.sub(r"\1 ", action)
    action = re.sub(
        r"\beach (?P<noun>[A-Za-z]+)\b", lambda m: f"{grammar.article(m['noun'])} {m['noun']}", action
    )
    many = grammar.plural(subject)
    if many is None or wording.SUBJECT_POINTS_BACK.search(subject):
        return None
    norm = replace(
        printed, force="duty", subject=subject, many=many, agent=not action.startswith("be "), action=action
    )
    who = actor(norm) or actor(replace(norm, subject=grammar.core(subject)))
    act = None if who is None else done(norm, who, action)
    if act is None or len(act.split()) > _MOST_WORDS or number not in act:
        return None
    act = wording.A_NUMBER.sub("the ", own_words(act))
    if who is not None and who.person:
        # A name has nothing to do with a provision that is shown as it is printed.
        act = act.replace(who.words, "a person", 1)
    act = wording.SPEEDS_BEFORE_NUMBER.sub("at a speed of ", act)
    # "Every two weeks" is fine where it says how often.
    words = act.replace(number, "", 1)
    faulty = (
        whole.fault(grammar.upper_first(act), text)
        or plain_words.badly_joined(words)
        or plain_words.broken_denial(words)
        or wording.NOT_TOLD.search(words)
    )
    return None if faulty else act


def one_of(printed: Norm, subject: str) -> str | None:
    """One of those whom a provision is about: `an operator` of `every operator`; None where no clean phrase comes of it."""
    many = grammar.plural(subject)
    if many is None or wording.SUBJECT_POINTS_BACK.search(subject) or re.search(r"\band\b", subject):
        return None
    norm = replace(printed, force="duty", subject=subject, many=many, agent=True, action="act")
    who = actor(norm) or actor(replace(norm, subject=grammar.core(subject)))
    if who is None or who.many:
        return None
    return "a person" if who.person else who.words


def subject_of(front: str) -> str | None:
    """Who or what the act is about: the last noun phrase before the modal, with a small first letter."""
    led = wording.LED.match(front)
    front = (front[led.end() :] if led else front).strip(" ,")
    if re.search(r"[,;.:\u2014]", front) or not front or len(front.split()) > 18:
        return None
    front = re.sub(
        r"^no (?P<noun>[a-z]+)", lambda m: f"{grammar.article(m['noun'])} {m['noun']}", front, flags=re.I
    )
    if wording.STARTS_WITH_PREPOSITION.match(front):
        return None
    subject = grammar.lower_first(front)
    # What is added to a noun of the provision is left out of a case that stands right behind it.
    return wording.RELATIVE_CLAUSE.sub("", subject) if len(subject.split()) > 9 else subject


def _measured(before: str, left_out: str, number: str, behind: str) -> str | None:
    before = wording.ADVERB_BEFORE_VERB.sub("", before)
    first = left_out.lower()
    if first.startswith("of "):
        before += "of "
    elif first.startswith(wording.STARTS_WITH_BE):
        before += "be "
    elif (does := wording.AUXILIARY_AT_END.search(before)) is not None and wording.EXCEED.match(first):
        # "Shall ensure that the interval does not exceed 14 hours".
        before = f"{before[: does.start()]}{'is' if does['does'] == 'does' else 'are'} "
    elif wording.EXCEED.match(first):
        # "Shall not exceed 3 m" and "for a term not exceeding three years".
        before += "be " if not before.strip() else "of "
    elif first.startswith("exceeds"):
        before += "is "
    elif first.startswith("in excess"):
        before = f"{before.rstrip()} of " if wording.SIZED.search(before) else before
    elif first.startswith(wording.STARTS_WITH_VERB_OR_PREPOSITION):
        before += first.split()[0] + " "
    elif wording.DISTANCE.match(first) and wording.A_TIME.search(number) is None:
        before += "at a distance of "
        behind = wording.FROM_WHAT.sub(" from", behind)
    elif wording.LATEST_TIME.match(first):
        before += "" if wording.EVENT.match(behind) else "in "
        behind = bounds_wording.STARTS_LATER.sub(" after", behind)
    elif wording.SIZED.search(before):
        before = f"{before.rstrip()} of "
    elif first.startswith("faster"):
        before += "at "
    elif wording.OF_A_THING.match(first) and wording.A_TIME.search(number) is None:
        return None  # "lifts a load 8 kg"
    if before.startswith("be ") and wording.QUALIFIES.match(behind):
        return None  # "is 90 cm tall to use a seat"
    tail = _tail(behind)
    if tail is None:
        return None
    return f"{before.rstrip(' ,')} {number}{tail}".strip().replace("  ", " ")


def _often(before: str, number: str, behind: str) -> str | None:
    act = wording.JOINT_BEFORE_FREQUENCY.sub("", before.rstrip())
    if len(act.split()) < 2 or cut_off.stops(act) or wording.SECOND_CLAUSE.search(act):
        return None
    return f"{act} {number}"


def _tail(behind: str) -> str | None:
    """What is told behind the number; None where it would be cut in the middle."""
    cut = wording.BEHIND_ENDS.search(behind)
    tail = behind[: cut.start()] if cut else behind
    if len(tail.split()) > _MOST_BEHIND or cut_off.stops(tail.strip()):
        return None
    return tail
