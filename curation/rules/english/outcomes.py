"""What a standard states as done instead of demanding it: `Policies are in place`, `The organization documents its controls.`.

Framework sub-categories, control catalogues and procedures oblige by the present tense. What a sentence needs for it depends on where it
stands (`Place`): behind a code (`PR.AC-1:`) the subject may be anything; below the title of a policy, a standard or a procedure it speaks
to nobody and tells of nothing past or usual; elsewhere it is the whole clause too, and says something of what an organisation sets up
(`policies`, `roles`) or names when or how long it is done (`Passwords are changed every 90 days.`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from curation.rules.english.bearers import agentive, company
from curation.rules.english.commands import Command, commands
from curation.rules.english.decision import head
from curation.rules.english.limits import action_end, set_parts
from curation.rules.english.operators import Operator, operators
from curation.rules.english.subjects import agent, is_office, object_of, subject_of
from curation.rules.english.subordinate_clauses import hangs
from curation.rules.english.verb_forms import is_base, third_person
from curation.rules.numbers.values import numbers
from curation.rules.parts.drafts import Draft, Span, trimmed
from curation.text import verbs
from curation.text.phrases import alternatives, fold, hide_asides, table, words
from curation.text.rule_words import outcomes as wording

Place = Literal["", "telling", "practice", "label"]
"""Where a sentence stands: anywhere, below the title of an introduction or the like, below that of a policy or a procedure, or behind a
code or a label such as `Requirement:`."""
_LONGEST = 70
"""Words of the longest sentence that is read as an outcome."""


@lru_cache(maxsize=1)
def _states() -> re.Pattern[str]:
    participle = alternatives(*table("en", "outcome_participles"), *table("en", "outcome_timed"))
    state = alternatives(*table("en", "outcome_states"))
    written = alternatives(*table("en", "outcome_written"))
    return re.compile(
        rf"{wording.STATE_OPENS}\s+(?:(?P<participle>{participle})(?!\s+{written})|(?P<state>{state}))(?![\w-])"
    )


def stated(text: str, start: int, end: int, place: Place) -> Draft | None:
    """The duty that a sentence states as done; None for a sentence that only tells.

    Args:
        text: The text of the clause.
        start: where the sentence begins in it, in code points.
        end: where it ends.
        place: where the sentence stands.
    """
    whole = fold(text[start:end])
    folded = hide_asides(whole)
    if folded.rstrip().endswith("?") or len(folded.split()) > _LONGEST or wording.QUESTION.match(folded):
        return None
    if place != "label" and (
        wording.SPEAKS.search(whole)
        or wording.POINTS.match(folded)
        or wording.TELLS.search(folded)
        or wording.EXAMPLE.match(folded)
        or not (place == "practice" or _whole(text, start, end))
    ):
        return None
    ops = operators(folded)
    if place not in ("label", "telling") and (measure := wording.MEASURES.match(folded)) is not None:
        command = Command("outcome", measure.start("is"), measure.end("is"), False, False)
        return _draft(text, start, folded, ops, command, measure.span("what"), done=True)
    for match in _states().finditer(folded):
        if hangs(folded, ops, match.start()):
            continue
        subject = subject_of(folded, ops, 0, match.start())
        noun = folded[slice(*subject)]
        if wording.POINT_IN_TIME.search(noun):
            continue  # "the clock starts at the time the fault is confirmed"
        if not noun.strip() or not (place == "label" or _asks(folded, match, noun, place)):
            return _kept_to(text, start, folded, ops) if place == "practice" else None
        verb = match.start("participle") if match["participle"] else match.start("state")
        command = Command("outcome", match.start(), verb, bool(match["not"]), False)
        return _draft(text, start, folded, ops, command, subject, done=True)
    return (
        (_kept_to(text, start, folded, ops) if place in ("practice", "label") else None)
        or _done_by(text, start, folded, ops, place)
        or (_fragment(text, start, folded, ops) if place == "practice" else None)
        or _by_office(text, start, folded, ops, place)
    )


def _kept_to(text: str, start: int, folded: str, ops: Sequence[Operator]) -> Draft | None:
    """What a policy says is done within bounds, whatever its verb: `Shared accounts are only opened when needed`, `Use is limited to …`."""
    for match in wording.DONE_TO.finditer(folded):
        if hangs(folded, ops, match.start()):
            continue
        subject = subject_of(folded, ops, 0, match.start())
        noun = folded[slice(*subject)]
        bound = (
            match["only"] is not None
            or wording.BOUND_BY.match(folded, match.start("done")) is not None
            or any(op.start >= match.end() and op.word in wording.CASES for op in ops)
        )
        told = match["only"] is None and match["done"] in wording.NOT_DONE
        told = told or (
            match["not"] is not None and match["done"] == "limited"
        )  # "include but are not limited to"
        if not noun.strip() or not bound or told or wording.POINT_IN_TIME.search(noun):
            return None
        verb = match.start("done")
        command = Command("outcome", match.start(), verb, bool(match["not"]), False)
        return _draft(text, start, folded, ops, command, subject, done=True)
    return None


@lru_cache(maxsize=1)
def _without_be() -> re.Pattern[str]:
    participle = alternatives(*table("en", "outcome_participles"), *table("en", "outcome_timed"))
    return re.compile(wording.FRAGMENT.replace("PARTICIPLE", participle))


def _fragment(text: str, start: int, folded: str, ops: Sequence[Operator]) -> Draft | None:
    """What an item of a policy says is done, without a verb of being: `Visitor logs reviewed every month`."""
    found = _without_be().match(folded)
    if (
        found is None
        or wording.FINITE_VERB.search(folded)
        or head(found["what"]) in words("en", "outcome_people")
    ):
        return None
    command = Command("outcome", found.start("done"), found.start("done"), False, False)
    return _draft(text, start, folded, ops, command, found.span("what"), done=True)


def _asks(folded: str, state: re.Match[str], phrase: str, place: Place) -> bool:
    """Whether a sentence without a label asks for a state: of a control always, of people only on their duties and rules.

    A denied one tells what somebody does not do (`Information is not disclosed`), but where practice is set down.
    """
    if state["not"] and wording.BUT_RATHER.search(folded, state.end()):
        return False  # "it is not set there, but rather in the file": where it is done
    participle, noun = state["participle"], head(phrase)
    if wording.EMPOWERS.match(folded, state.start()) or (
        participle == "delegated" and wording.AUTHORITY.search(phrase)
    ):
        return False
    if place == "practice" and participle is not None and _in_practice(noun, participle):
        return True
    if state["not"]:
        return False
    if noun in words("en", "outcome_people"):
        return wording.ON_RULES.search(folded, state.end()) is not None
    if place != "practice" and wording.SOMEWHERE.match(folded, state.end()):
        return False  # "Data are stored in the EU."
    demanded = participle is None or participle in words("en", "outcome_demanded")
    if _set_up(noun, participle) and demanded:
        return True
    return place != "telling" and participle in words("en", "outcome_timed") and _timed(folded)


def _in_practice(noun: str, participle: str) -> bool:
    """Whether a passive below the title of a procedure says what is done: `Evidence is saved`, and not `Systems are used`."""
    return participle in words("en", "outcome_demanded") or (
        participle not in words("en", "told_participles") and noun not in words("en", "told_nouns")
    )


def _timed(folded: str) -> bool:
    """Whether a sentence says how often, until when or how long: `every 90 days`, `within a week`, `at all times`."""
    return wording.TIME_OF_DUTY.search(folded) is not None or any(
        number.kind in ("frequency", "deadline", "duration") for number in numbers(folded, "en")
    )


def _by_office(text: str, base: int, folded: str, ops: Sequence[Operator], place: Place) -> Draft | None:
    """What a procedure lets somebody do in the present tense: `If it is an event, the warden forwards it to the desk.`.

    Elsewhere than below its title, the sentence has a case in front, or says when, how often or until when.
    """
    if place == "telling" or wording.RECITAL.match(folded):
        return None
    for start in _starts(folded, ops):
        if (told := _office_at(text, base, folded, ops, start)) is None:
            continue
        if any(start > 0 or command.start <= told[1] for command in commands(folded, ops)):
            return None
        if place != "practice" and not (
            (start or _timed(folded))
            and wording.DEFINITE.match(folded, start)
            and not wording.RUNS.match(folded, told[1])
        ):
            return None
        command = Command("outcome", told[1], told[1], False, False)
        return _draft(text, base, folded, ops, command, (start, told[0]), done=False)
    return None


def _starts(folded: str, ops: Sequence[Operator]) -> list[int]:
    """Where the subject may begin: at the start, or behind a comma where a limit stands in front."""
    if not ops or folded[: ops[0].start].strip(" \"'([{"):
        return [0]
    commas = [match.end() for match in wording.COMMA.finditer(folded, ops[0].end)]
    return commas[:_COMMAS] or [0]


_COMMAS = 5
"""Commas behind which the subject of a sentence with limits in front is looked for."""


def _office_at(text: str, base: int, folded: str, ops: Sequence[Operator], start: int) -> Span | None:
    """Where an office that begins at `start` of the sentence `folded` ends, and where its verb begins; None for another subject or verb."""
    for match in wording.FINITE.finditer(folded, start, min(len(folded), start + _SUBJECT)):
        verb = match.start("verb")
        phrase = folded[start:verb].strip()
        plural = phrase.endswith("s") and not phrase.endswith("ss")
        lemma = (
            match["verb"] if plural else verbs.base(match["verb"]) if third_person(match["verb"]) else None
        )
        if lemma is None or match["verb"] in wording.HOLDS or not is_base(lemma):
            continue
        listed = lemma in words("en", "imperatives") or lemma in words("en", "doubtful_imperatives")
        if lemma in words("en", "told_verbs") or not (
            listed or wording.OBJECT.match(folded, match.end("verb"))
        ):
            continue
        if not wording.GOES_ON.match(folded, match.end("verb")) or text[base + verb].isupper():
            continue  # "Priority Service Plans.": a title
        if wording.NO_OFFICE.search(phrase) or wording.TOLD_OF_OFFICE.match(folded, verb):
            return None
        if wording.ONE_WORD.fullmatch(phrase) and wording.NOUN_BEHIND.match(folded, match.end("verb")):
            return None  # "vendor changes and changes in the law"
        if any(start <= op.start < verb for op in ops) or company(phrase) or wording.OUTSIDERS.search(phrase):
            continue
        if agentive(phrase) or is_office(text[base + start : base + verb].strip()):
            return start + len(folded[start:verb].rstrip()), verb
    return None


_SUBJECT = 120
"""Code points in which the verb of a subject begins."""


def _set_up(noun: str, participle: str | None) -> bool:
    """Whether a noun is what an organisation sets up, and the participle no word for what is merely so: `data are shared`."""
    if noun not in words("en", "outcome_nouns"):
        return False
    return participle not in words("en", "told_participles") or noun not in words("en", "told_nouns")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a sentence is all that its clause says."""
    return not any(map(str.isalnum, text[:start])) and not any(map(str.isalnum, text[end:]))


def _draft(
    text: str,
    base: int,
    folded: str,
    ops: Sequence[Operator],
    command: Command,
    subject: Span,
    done: bool,
) -> Draft:
    """The draft of an outcome; `done`: its subject undergoes what the verb says."""
    draft = Draft(
        "prohibition" if command.negated else "obligation", base, base + len(folded), 0.65, word="outcome"
    )
    stop = action_end(folded, ops, command.end)
    draft.action = trimmed(text, base + command.end, base + stop)
    set_parts(text, base, folded, ops, draft, subject, command, 0, command.end)
    named = trimmed(text, base + subject[0], base + subject[1])
    if done:
        draft.object = named
        if (who := agent(folded, command.end, stop)) is not None:
            draft.bearer = trimmed(text, base + who[0], base + who[1])
    else:
        draft.bearer, draft.object = named, object_of(text, base, folded, command.end, stop)
    draft.opens = "element"
    return draft


@lru_cache(maxsize=1)
def _actors() -> re.Pattern[str]:
    who = alternatives(*table("en", "outcome_actors"))
    return re.compile(
        rf"\W*{wording.DETERMINER}{who}(?:{wording.SECOND_ACTOR}{who})?{wording.OF_WHAT}(?:'s [a-z]+(?: [a-z]+)?)?(?=\s+[a-z])"
    )


def _done_by(text: str, base: int, folded: str, ops: Sequence[Operator], place: Place) -> Draft | None:
    """What somebody does in the present tense: `The organization develops, documents and shares a plan.`."""
    start = _behind_front(folded, ops)
    who = _actors().match(folded, start)
    if who is None:
        return None
    verb = wording.DONE_BY.match(folded, who.end())
    standard = re.search(alternatives(*table("en", "standard_actors")) + "$", who[0]) is not None
    labelled = place == "label"
    if verb is None or not _demanded(
        verb["verb"], who[0].rstrip().endswith("s") or " and " in who[0], labelled, standard
    ):
        return None
    if not labelled and not _on_control(folded, verb.end(), standard):
        return None
    command = Command("outcome", verb.start("verb"), verb.start("verb"), False, False)
    return _draft(text, base, folded, ops, command, (start, who.end()), done=False)


def _behind_front(folded: str, ops: Sequence[Operator]) -> int:
    """Where the subject begins: behind the comma of a limit in front, else at the start."""
    if ops and not folded[: ops[0].start].strip(" \"'([{"):
        comma = folded.find(", ", ops[0].end)
        return comma + 2 if comma > 0 else 0
    return 0


def _demanded(verb: str, plural: bool, labelled: bool, standard: bool) -> bool:
    """Whether a finite verb is one that standards command: `develops`, `documents`, and not `believes`.

    Args:
        standard: whether its subject is whom standards name, such as `the organization`.
    """
    if verb in wording.HOLDS:
        return False
    lemma = verb if plural else verbs.base(verb) if third_person(verb) else None
    if not labelled:
        return lemma in words("en", "outcome_verbs") or (standard and lemma in words("en", "standard_verbs"))
    return lemma in words("en", "imperatives") or lemma in words("en", "doubtful_imperatives")


def _on_control(folded: str, place: int, standard: bool) -> bool:
    """Whether the verb that ends at `place` has an object that an organisation sets up: `a plan`, `its controls`, and not `toys`.

    Of whom standards name also what it has to deal with: `risks`.
    """
    behind = folded[place : place + 160]
    stop = wording.OBJECT_ENDS.search(behind)
    listed = re.findall(r"[a-z0-9][a-z0-9-]*", behind[: stop.start()] if stop else behind)
    if not listed or any(word[0].isdigit() or word in wording.COUNTED for word in listed):
        return False
    return listed[-1] in words("en", "outcome_controls") or (
        standard and listed[-1] in words("en", "outcome_nouns")
    )
