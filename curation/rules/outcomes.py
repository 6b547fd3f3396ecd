"""What a standard states as done instead of demanding it: `Policies are in place`, `The organization documents its controls.`.

Framework sub-categories and control catalogues oblige by the present tense. A sentence without a label is one only when it is the
whole clause, speaks to nobody, and what it says something of is what an organisation sets up (`policies`, `roles`); behind a code
(`PR.AC-1:`) the subject may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from curation.rules.commands import Command
from curation.rules.decision import head
from curation.rules.drafts import Draft, Span, trimmed
from curation.rules.english_limits import action_end, set_parts
from curation.rules.english_subjects import agent, object_of, subject_of
from curation.rules.operators import Operator, operators
from curation.rules.subordinate_clauses import hangs
from curation.rules.verb_forms import third_person
from curation.text import verbs
from curation.text.phrases import alternatives, fold, hide_asides, table, words
from curation.text.rule_words import outcomes as wording

_LONGEST = 70
"""Words of the longest sentence that is read as an outcome."""


@lru_cache(maxsize=1)
def _states() -> re.Pattern[str]:
    participle = alternatives(*table("en", "outcome_participles"))
    state = alternatives(*table("en", "outcome_states"))
    written = alternatives(*table("en", "outcome_written"))
    return re.compile(
        rf"{wording.STATE_OPENS}\s+(?:(?P<participle>{participle})(?!\s+{written})|(?P<state>{state}))(?![\w-])"
    )


def stated(text: str, start: int, end: int, labelled: bool) -> Draft | None:
    """The duty that a sentence states as done; None for a sentence that only tells.

    Args:
        labelled: whether a code or a label such as `Requirement:` stands in front of it.
    """
    folded = hide_asides(fold(text[start:end]))
    if folded.rstrip().endswith("?") or len(folded.split()) > _LONGEST:
        return None
    if not labelled and (
        wording.SPEAKS.search(folded)
        or wording.POINTS.match(folded)
        or wording.TELLS.search(folded)
        or not _whole(text, start, end)
    ):
        return None
    ops = operators(folded)
    for match in _states().finditer(folded):
        if hangs(folded, ops, match.start()):
            continue
        subject = subject_of(folded, ops, 0, match.start())
        noun = folded[slice(*subject)]
        if not noun.strip() or not (labelled or _asks(folded, match, head(noun))):
            return None
        verb = match.start("participle") if match["participle"] else match.start("state")
        command = Command("outcome", match.start(), verb, bool(match["not"]), False)
        return _draft(text, start, folded, ops, command, subject, done=True)
    return _done_by(text, start, folded, ops, labelled)


def _asks(folded: str, state: re.Match[str], noun: str) -> bool:
    """Whether a sentence without a label asks for a state: of a control always, of people only on their duties and rules.

    A denied one tells what somebody does not do: `Information is not disclosed`.
    """
    participle = state["participle"]
    if state["not"] or not _set_up(noun, participle):
        return False
    if noun in words("en", "outcome_people"):
        return wording.ON_RULES.search(folded, state.end()) is not None
    return participle is None or participle in words("en", "outcome_demanded")


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
        rf"\W*{wording.DETERMINER}{who}(?:,? and (?:the )?{who})?{wording.OF_WHAT}(?:'s [a-z]+(?: [a-z]+)?)?(?=\s+[a-z])"
    )


def _done_by(text: str, base: int, folded: str, ops: Sequence[Operator], labelled: bool) -> Draft | None:
    """What somebody does in the present tense: `The organization develops, documents and shares a plan.`."""
    start = _behind_front(folded, ops)
    who = _actors().match(folded, start)
    if who is None:
        return None
    verb = wording.DONE_BY.match(folded, who.end())
    standard = re.search(alternatives(*table("en", "standard_actors")) + "$", who[0]) is not None
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
