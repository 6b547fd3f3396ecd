"""What a list below an English lead-in holds: whole actions, elements, conditions, exceptions, …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.core.records import Modality
from curation.rules.english.limits import short
from curation.rules.english.operators import Operator, noun_phrase, operators
from curation.rules.english.verb_forms import third_person
from curation.rules.parts.drafts import Role
from curation.text.phrases import fold, hide_asides
from curation.text.rule_words import english_roles as wording

_ENDS_OPEN = re.compile(r"(?:[^.!?;]|\bfollowing[.;])\Z")


def opens(
    folded: str, ops: Sequence[Operator], place: int, modality: Modality, needs_verb: bool = False
) -> Role:
    """What a list below the sentence holds; `needs_verb`: its command is a modal verb.

    Args:
        folded: The sentence in small letters.
        ops: Its operators in order.
        place: Where the list begins in `folded`.
        modality: What the sentence demands.
        needs_verb: Whether its command is a modal verb, which an action has to follow.
    """
    if not _ENDS_OPEN.search(folded):
        return ""
    if any(op.word == "subject to" and wording.NAMES_EXCEPTIONS.match(folded, op.end) for op in ops):
        return "exception"
    rest = folded[place:]
    open_ops = [
        op
        for op in ops
        if op.start >= place and op.kind in ("exception", "condition", "purpose") and _still_open(folded, op)
    ]
    if open_ops and needs_verb and wording.NOTHING.match(folded[place : open_ops[0].start]):
        return "action"  # "the board shall during the hearing:": the verbs stand in the list
    if open_ops and not wording.LISTS.search(folded):
        return _last_role(folded, open_ops)
    if modality == "definition":
        return "definition"
    if wording.NOTHING.match(rest):
        return "action"
    return "clause" if wording.THAT.search(rest) else "element"


def _last_role(folded: str, open_ops: Sequence[Operator]) -> Role:
    """What the operators that are open at the end of a lead-in hand to the list below it.

    `unless` and `except where` take a clause, which may hold conditions of its own; `other than first aid if` ends at the `if`.
    """
    last = open_ops[-1]
    if wording.NAMES_EXCEPTIONS.match(folded, last.end):
        return "exception"
    if any(op.kind == "exception" and (op is last or not noun_phrase(op.word)) for op in open_ops):
        return "exception"
    return "purpose" if last.kind == "purpose" else "condition"


def _still_open(folded: str, op: Operator) -> bool:
    """Whether a list at the end of the sentence goes on with what the operator opened."""
    rest = folded[op.end :].rstrip(" ,:\u2014-")
    if short(rest) or ";" in rest or wording.ANNOUNCES.search(rest) or op.word.startswith(("as ", "on ")):
        return False
    if folded.rstrip(" :\u2014-").endswith(",") and folded[: op.start].rstrip().endswith(","):
        return False  # "must ensure that, while the ladder is in use,": two commas set it off
    tail = rest.rpartition(",")[2] if "," in rest else ""
    if "conditions" in tail or "criteria" in tail or wording.NAMES_EXCEPTIONS.match(tail):
        return True
    if (
        "," in rest
        and tail.strip(" :\u2014")
        and (not folded[: op.start].strip() or folded[: op.start].rstrip().endswith(","))
    ):
        return False  # set off by commas: ", except in an emergency, each worker"
    return not wording.STILL_OPEN.match(tail)


def closed_by_colon(text: str, start: int, end: int) -> bool:
    """Whether a lead-in is a whole condition that a colon closes: `If you dive for the club:`, and not `If the owner is:`."""
    match = wording.BY_COLON.match(fold(text[start:end]))
    if match is None or "," in match["clause"][-2:]:
        return False
    words = re.findall(r"[a-z'-]+", match["clause"])
    return len(words) > 2 and words[-1] not in wording.LEFT_OPEN and not third_person(words[-1])


def closes_condition(text: str, start: int, end: int) -> bool:
    """Whether a lead-in is a condition that a comma closes, so that the items below it are what it is a condition of."""
    return wording.CLOSED.match(fold(text[start:end])) is not None


def tail_role(text: str, start: int, end: int) -> Role:
    """What the last operator of a sentence without a command opens for the list below it; empty when nothing is open."""
    folded = hide_asides(fold(text[start:end]))
    if wording.CLOSED.match(folded):
        return ""
    ops = [
        op
        for op in operators(folded)
        if op.kind in ("exception", "condition", "purpose") and _still_open(folded, op)
    ]
    return _last_role(folded, ops) if ops else ""
