"""The sentences that all forms share: how a provision is shown, a plan is told and a verdict is given."""

from __future__ import annotations

import re

from curation.generation.template.norms import Norm
from curation.generation.template.people import reviewer
from curation.generation.template.question_drafts import pick
from curation.text import whole
from curation.text.grammar import lower_first, upper_first


def shown(norm: Norm) -> str:
    """The provision with its place, as the beginning of a stem."""
    return f"From {norm.place}: \u201c{norm.provision}\u201d"


_FINDS = (
    "{who} checks a draft procedure. It says: \u201c{plan}\u201d",
    "A draft procedure says: \u201c{plan}\u201d {name} has to approve it.",
    "{who} is asked to approve this instruction: \u201c{plan}\u201d",
    "In the papers for an audit, {name} reads: \u201c{plan}\u201d",
)
_JUDGE = (
    "How is it to be judged under the provision?",
    "How does it stand against the provision?",
    "Measured by the provision alone, what is right?",
    "What is the right answer under the provision?",
)


def plan(norm: Norm, sentence: str) -> str:
    """The sentence of a plan, told as what somebody has to judge."""
    who = reviewer(norm.rule.id)
    frame = _FINDS[pick(f"{norm.rule.id}|frame", len(_FINDS))]
    return upper_first(
        frame.format(who=who.rstrip(",") + ",", name=who.split(",")[0], plan=sentence)
    ).replace(", is asked", ", is asked")


def judge(norm: Norm) -> str:
    """The question after a plan or a case."""
    return _JUDGE[pick(f"{norm.rule.id}|judge", len(_JUDGE))]


def planned(norm: Norm, action: str, subject: str = "") -> str:
    """`The employer is to arrange a fit test every 18 months.`"""
    lead = f"{norm.lead}, " if norm.lead else ""
    return upper_first(f"{lead}{subject or norm.subject} {norm.be} to {action}").rstrip(" .") + "."


def verdict(kept: bool, reason: str) -> str:
    """`It complies, because …`"""
    return f"{'It complies' if kept else 'It does not comply'}, because {reason.rstrip('.')}."


def supposed(norm: Norm) -> str | None:
    """`Where the alarm sounds, ` as the beginning of a stem; empty where the duty names no circumstance, None where it cannot be said."""
    turns = [turn for turn in norm.conditions if turn.word not in ("before", "after", "prior to")]
    if norm.lead:
        return None if turns else f"{upper_first(norm.lead)}, "
    if not turns:
        return ""
    if (
        len(turns) > 1
        or not turns[0].clause
        or whole.fault(upper_first(turns[0].body))
        or _MODAL.search(turns[0].body)
    ):
        return None
    return f"Where {lower_first(turns[0].body.rstrip(' .,;'))}, "


def after(lead: str, rest: str) -> str:
    """A lead and what follows it, as one sentence."""
    return f"{lead}{lower_first(rest)}" if lead else rest


_MODAL = re.compile(r"\b(?:shall|must)\b")
