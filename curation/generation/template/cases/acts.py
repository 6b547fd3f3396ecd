"""The cases of a rule: its act done or left undone, its circumstance met or not, and the words around a case that make it a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curation.generation.template.cases.plain_words import introduced
from curation.generation.template.cases.telling import (
    Actor,
    actor,
    done,
    named,
    one_case,
    own_words,
    plain,
    undone,
)
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.parsing import Turn
from curation.generation.template.questions.question_drafts import pick
from curation.text import whole
from curation.text.grammar import denied, lower_first, upper_first
from curation.text.stems import content_stems
from curation.text.template_words.cases import acts as wording

_CLAUSE = 18
"""Words of a circumstance in an option."""


@dataclass(frozen=True)
class Case:
    """The act of a rule in one case, done and left undone."""

    who: Actor
    done: str
    undone: str | None


def case_of(norm: Norm) -> Case | None:
    """The act of a rule told of one of those whom it is about; None where it cannot be told."""
    if norm.elements or wording.EMPTY.match(norm.action) or len(norm.action.split()) < 3:
        return None
    who = actor(norm)
    action = plain(norm.action, norm.rule.id) if norm.force == "ban" else norm.action
    if who is None or action is None:
        return None
    yes = done(norm, who, action)
    no = undone(norm, who, action)
    told = yes if norm.force == "ban" else no
    if told is None or whole.fault(upper_first(told), norm.lead):
        return None
    return Case(who, yes or "", no)


def turned(norm: Norm) -> bool:
    """Whether the question asks for the breach, so that `Yes` and `No` change places; half of the rules are asked so."""
    return pick(f"{norm.rule.id}|turned", 2) == 1


def asked(norm: Norm) -> str:
    """The question after a case."""
    place, many = norm.place, norm.says[1] == ""
    if norm.force == "ban":
        forms: tuple[str, ...] = (
            f"Is this allowed under {place}?",
            f"{'Do' if many else 'Does'} {place} allow this?",
        )
        if turned(norm):
            forms = (f"Is this forbidden by {place}?", f"{'Do' if many else 'Does'} {place} forbid this?")
    else:
        forms = (f"Is this in line with {place}?", f"Does this meet {place}?")
        if turned(norm):
            forms = (f"Is this a breach of {place}?",)
    return forms[pick(f"{norm.rule.id}|asked", len(forms))]


def scene(norm: Norm, case: str) -> str:
    """A case and the question. Who found it is left out: readers call it noise, and a safety adviser fits few acts."""
    return f"{introduced(case)} {asked(norm)}"


def verdict(norm: Norm, kept: bool) -> str:
    """`Yes` or `No`, as the question is put."""
    return "Yes" if kept != turned(norm) else "No"


def opens(norm: Norm) -> bool:
    """Whether the clause may lift its own rule, as far as its words tell, or is subject to another one."""
    texts = (norm.home.text, norm.provision)
    return (
        bool(norm.exceptions)
        or not norm.shown
        or any(wording.EXCEPTION.search(text) is not None for text in texts)
    )


def circumstance(turn: Turn, who: Actor | None) -> tuple[str, str] | None:
    """A circumstance as a short sentence about one case, and its contrary; None where either cannot be said."""
    body = turn.body.strip(" ,.;")
    body = body if who is None else named(body, who)
    if (
        not turn.clause
        or len(body.split()) > _CLAUSE
        or wording.STARTS_WITH_PRONOUN.match(body)
        or wording.NEEDS_ITS_RULE.search(body)
        or whole.fault(upper_first(body))
        or ("," in body and wording.JOINED_BY_COMMA.search(body))
    ):
        return None
    no = denied(body)
    if no is None:
        return None
    return lower_first(own_words(one_case(body))), lower_first(own_words(one_case(no)))


def leans(norm: Norm, turn: Turn) -> bool:
    """Whether the act names a thing that only the circumstance provides: without a platform there is no flat platform."""
    if (norm.subject.startswith("the ") and not norm.agent) or re.search(r"\bonly\b", turn.body):
        return True
    first = wording.FIRST_FINITE_VERB.split(turn.body)[0]
    if not wording.INDEFINITE_START.match(first.strip()):
        return False
    return bool(content_stems(first) & content_stems(f"{norm.subject} {norm.action}"))
