"""A sentence of a rule taken apart: force, subject, action, and the conditions and exceptions around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curation.core.records import Rule
from curation.generation.template.provisions.bearers import role
from curation.text import cut_off, grammar, whole
from curation.text.sentences import sentences
from curation.text.stems import content_stems
from curation.text.template_words.provisions import parsing as wording
from curation.text.words import squeeze_marks

Force = Literal["duty", "ban"]


@dataclass(frozen=True)
class Turn:
    """A condition or an exception: the word that opens it, and what has to be so."""

    word: str
    """`if`, `where`, `when`, `before`, `after`, `unless` …, in lower case."""
    body: str
    """What stands behind the word: a clause, or a phrase after `before` and `after`."""
    clause: bool
    """Whether the body is a clause with a finite verb, so that it can be said and denied."""

    @property
    def whole(self) -> str:
        """Word and body."""
        return f"{self.word} {self.body}"


_Parts = tuple[Force, str, str, tuple[Turn, ...], tuple[Turn, ...], str]


def parsed(provision: str, rule: Rule) -> _Parts | None:
    """Force, subject, action, conditions, exceptions and lead of a sentence `[condition,] subject modal action [condition]`."""
    text = wording.SUBJECT_REFERENCE_TO_RULE.sub("", wording.RESERVED.sub("", provision))
    placed = wording.PLACED.match(text)
    in_front = ""
    if placed is not None and wording.MODAL.search(placed["lead"]) is None:
        in_front, text = grammar.lower_first(placed["lead"]), text[placed.end() :]
    text = with_modal(text)
    conditions: list[Turn] = []
    exceptions: list[Turn] = []
    for pattern in (wording.LEADING_CONSENT, wording.LEADING_PERMIT):
        if (leading := pattern.match(text)) is not None:
            exceptions.append(_licence(leading))
            text = text[leading.end() :]
    lead = wording.LEAD_WORD.match(text)
    if lead is not None:
        cut = _lead_end(text, rule)
        if cut is None:
            return None
        turn = _turn(text[:cut])
        if turn is None:
            return None
        (exceptions if turn.word.startswith(("unless", "except")) else conditions).append(turn)
        text = text[cut:].lstrip(" ,")
    modal = next((m for m in wording.MODAL.finditer(text) if not _in_relative(text[: m.start()])), None)
    if modal is None:
        return None
    subject, rest = text[: modal.start()].strip(" ,"), text[modal.end() :]
    if (aside := _ASIDE.match(rest if rest.startswith(",") else "")) is not None:
        # "shall, without delay, inform …": the words between the commas go to the end.
        behind = rest[aside.end() :].rstrip(" .;")
        if cut_off.stops(behind) or cut_off.WANTS_OBJECT.search(behind):
            return None
        joint = ", " if wording.LEAD_WORD.match(aside["aside"]) and "," in behind else " "
        rest = f"{behind}{joint}{aside['aside']}"
    if ("," in subject and not _listed(subject)) or wording.PREPOSITION.match(subject):
        return None
    negative = wording.NEGATIVE_SUBJECT.match(subject)
    ban = bool(modal["not"]) != bool(negative)
    if (modal["must"] or "").lower().startswith("may") and not negative:
        return None
    if ban != (rule.modality == "prohibition"):
        return None
    if negative:
        who = wording.PARSED.sub("person", negative["who"])
        subject = who if grammar.plural(who) or grammar.uncountable(who) else f"{grammar.article(who)} {who}"
    # A second demand of the sentence ("and shall be closed") is another rule; a second sentence too.
    if (demand := _first_demand(rest)) is None:
        return None
    action, tail = _tails(demand, rule)
    if (
        subject.lower() in ("it", "they")
        and (named := _named_before(conditions, subject.lower())) is not None
    ):
        subject = named
    if tail is None or subject.lower() in wording.NO_SUBJECT:
        return None
    if not exceptions and (besides := wording.OTHER_THAN.match(subject)) is not None:
        exceptions.append(Turn("unless", f"the {besides['noun']} is {besides['other']}", True))
        subject = besides["who"]
    if (
        not conditions
        and (scoped := wording.RELATIVE.match(subject)) is not None
        and (body := _scope(scoped)) is not None
    ):
        conditions.append(Turn("where", body, True))
        subject = f"the {scoped['noun']}"
    for pattern in (wording.CONSENT, wording.PERMIT):
        if (consent := pattern.search(action)) is not None and not exceptions and not tail:
            exceptions.append(_licence(consent))
            action = action[: consent.start()]
    for turn in [_named(turn, subject, action) for turn in tail]:
        (exceptions if turn.word.startswith(("unless", "except")) else conditions).append(turn)
    for part in (*rule.conditions, *rule.exceptions):
        words = squeeze_marks(part.text).strip(" ,;.")
        if (
            words
            and words.split()[-1].strip(",;.") in action
            and words in action
            and wording.LEAD_WORD.match(words)
            and not words.lower().startswith(wording.DURATION_WORDS)
        ):
            return None
    if in_front and whole.fault(in_front):
        return None
    force: Force = "ban" if ban else "duty"
    return (
        force,
        grammar.lower_first(subject),
        action.strip(" ,;"),
        tuple(conditions),
        tuple(exceptions),
        in_front,
    )


def with_modal(text: str) -> str:
    """A provision with a modal verb in the place of an impersonal ban: `a person must not` of `it is prohibited for a person to`."""

    def personal(match: re.Match[str]) -> str:
        who = match["who"] or match["whom"]
        return f"{grammar.upper_first(who) if match.start() == 0 else who} must not "

    return wording.IMPERSONAL.sub(personal, text, count=1)


def _licence(match: re.Match[str]) -> Turn:
    """A consent or a permit as an exception: `the inspector has given written consent`, `a permit covers the act`."""
    found = match.groupdict()
    if "permit" in found:
        return Turn("unless", f"{found['permit']} covers the act", True)
    what = f"{'an ' if found['what'].lower() in ('approval', 'agreement', 'authorization', 'authorisation') else ''}{found['what'].lower()}"
    written = " in writing" if re.search(r"\bwrit", match[0]) else ""
    return Turn("unless", f"{found['giver']} has given {what}{written}", True)


def _listed(subject: str) -> bool:
    """Whether the commas of a subject part the members of a list or a relative clause, and no other words."""
    if wording.LIST_CONJUNCTION.search(subject) and not wording.CIRCUMSTANCE_WORD.search(subject):
        return True
    return subject.count(",") == 1 and wording.CLAUSE_BEHIND_COMMA.search(subject) is not None


def _named_before(conditions: Sequence[Turn], pronoun: str) -> str | None:
    """What `it` is after one condition that begins with a noun phrase: `the cover` after `a cover is fitted in a hold`."""
    if len(conditions) != 1 or not conditions[0].clause:
        return None
    match = wording.CONDITION_SUBJECT.match(conditions[0].body)
    bare = match or wording.PLURAL_CONDITION_SUBJECT.match(conditions[0].body)
    if bare is None or wording.NOUN_WITH_COMPLEMENT.search(bare["noun"]):
        return None
    named = f"the {bare['noun'].lower()}"
    return named if grammar.plural(named) == (pronoun == "they") else None


def _named(turn: Turn, subject: str, action: str) -> Turn:
    """A circumstance that begins with a pronoun, with the subject of the rule in its place."""
    # "It" is no person: below "no person shall import an animal unless it is tagged" it is the animal.
    someone = re.search(r"\bpersons?\b", subject) is not None or role(subject) is not None
    match = (wording.PERSON_AGAIN if someone else wording.THING_AGAIN).match(turn.body)
    participle = wording.PARTICIPLE_START.match(turn.body)
    if (
        turn.word not in wording.TIME_WORDS
        and participle is not None
        and grammar.participle(participle[0])
        and not wording.FINITE_WORD.search(turn.body)
        and (be := grammar.is_are(subject)) is not None
    ):
        named = wording.SUBJECT_DETERMINER.sub("the ", grammar.lower_first(subject))
        return Turn(turn.word, f"{named} {be} {turn.body}", True)
    if match is None or not turn.clause:
        return turn
    if (match[0].startswith("they") and grammar.plural(subject) is False) or (
        match[0].startswith("it") and not action.lstrip().startswith("be ")
    ):
        # "They" of one person may be the things that the person takes, and "it" the object of the act.
        return turn
    named = wording.SUBJECT_DETERMINER.sub("the ", grammar.lower_first(subject))
    return Turn(turn.word, f"{named} {turn.body[match.end() :]}", turn.clause)


def _first_demand(rest: str) -> str | None:
    """The words up to a second demand of the same sentence or a second sentence; None where the two cannot be parted."""
    sentence = next((rest[:end] for _, end in sentences(rest)), rest)
    sentence = sentence if len(sentence.rstrip()) == len(rest.rstrip()) else sentence.rstrip(".")
    first, _, behind = sentence.partition(";")
    if wording.FIRST_DEMAND.match(behind):
        return None
    second = wording.SECOND.search(first)
    if second is None:
        return first
    cut = max(first.rfind(" and ", 0, second.start()), first.rfind(" but ", 0, second.start()))
    return first[:cut].rstrip(" ,") if cut > 0 else None


_ASIDE = re.compile(r"^,\s*(?P<aside>[^,]{3,90}),\s*")


def _scope(match: re.Match[str]) -> str | None:
    """`any person who enters a hold` as the circumstance `the person enters a hold`; None where that is no clause."""
    body = f"the {match['noun']} {match['rest']}"
    if content_stems(match["noun"]) & content_stems(match["rest"]):
        return None
    if wording.SCOPE.match(match["rest"]) or re.match(r"[a-z]+s\b", match["rest"]):
        return body
    return None


def _in_relative(before: str) -> bool:
    """Whether the words before a modal verb open a relative clause that it may belong to."""
    match = wording.IN_RELATIVE.search(before)
    return match is not None and len(match["rest"].split()) <= 2


def _lead_end(text: str, rule: Rule) -> int | None:
    """Where the condition at the front ends: behind the comma before the subject."""
    for part in (*rule.conditions, *rule.exceptions):
        words = squeeze_marks(part.text).strip(" ,;.")
        if (
            len(words) > 8
            and text.lower().startswith(words.lower())
            and text[len(words) : len(words) + 1] == ","
        ):
            return len(words) + 1
    modal = wording.MODAL.search(text)
    if modal is None:
        return None
    commas = [m.end() for m in re.finditer(r",", text[: modal.start()])]
    return commas[-1] if len(commas) == 1 else None


def _turn(text: str) -> Turn | None:
    """A condition or an exception taken apart; None for one that names no circumstance of its own."""
    plain = squeeze_marks(text).strip(" ,;.")
    match = re.match(
        rf"({'|'.join(sorted(wording.TURNS, key=len, reverse=True))})\s+(.+)$", plain, re.I | re.S
    )
    if match is None:
        return None
    word, body = match[1].lower(), match[2]
    if wording.STOCK.match(body) and len(body.split()) < 5:
        return None
    if wording.TURN.search(body):
        return None
    finite = (
        _finite(body)
        if word in wording.TIME_WORDS
        else wording.FINITE_VERB.search(body) is not None or not wording.PARTICIPIAL.match(body)
    )
    return Turn(word, body, finite)


def _finite(body: str) -> bool:
    return wording.FINITE_VERB.search(body) is not None and not re.match(r"[a-z]+ing\b", body)


def _tails(rest: str, rule: Rule) -> tuple[str, list[Turn] | None]:
    """The action without the conditions and exceptions behind it, and these; None for turns that cannot be taken off whole."""
    known = [squeeze_marks(part.text).strip(" ,;.") for part in (*rule.conditions, *rule.exceptions)]
    for match in wording.INNER.finditer(rest):
        word = match["word"].lower()
        behind = rest[match.start("word") :]
        if word in wording.TIME_WORDS and _measured(rest[: match.start()]):
            # "within 15 days after it is received": the event belongs to the period before it.
            return rest, []
        ours = word.startswith(("unless", "except")) or any(
            behind.lower().startswith(words.lower()[:25]) for words in known if words
        )
        if not ours:
            continue
        if word in wording.TAILS:
            return rest, []
        if wording.STOCK.match(behind[len(match["word"]) :].strip()) and len(behind.split()) < 7:
            return rest, []
        if wording.RELATED.search(rest[: match.start()]) and not rest[: match.start() + 1].rstrip().endswith(
            ","
        ):
            # "a lamp that lights when the door opens": the circumstance may belong to the relative clause.
            return rest, None
        turn = _turn(behind)
        if turn is None or ("," in turn.body and wording.INNER.search(f" {turn.body}")):
            return rest, None
        inner = wording.INNER.search(f" {turn.body}")
        if inner is not None and inner["word"].lower() in wording.LIFTING_WORDS:
            return rest, None
        return rest[: match.start()], [turn]
    return rest, []


def _measured(before: str) -> bool:
    return wording.MEASURED.search(before) is not None
