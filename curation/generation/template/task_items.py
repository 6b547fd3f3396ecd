"""Open tasks from several rules of one section: who plans something, what is asked, and a point of the rubric for each rule.

A point says what the rule demands in its own words, so that a judge can say yes or no to it. A ban gives a mistake as well: to allow
what it forbids. The situation names the matter of the section and nothing of what its rules demand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.core.records import Candidate, Clause, Evidence, Origin, RubricPoint
from curation.generation import topics
from curation.generation.context import Context, candidate, evidence
from curation.generation.model.sections import Section, sections
from curation.generation.polarity import FORBIDS
from curation.generation.template.cases.people import reviewer
from curation.generation.template.forms import Sources
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.question_drafts import pick
from curation.text import cut_off, whole
from curation.text.grammar import lower_first, upper_first
from curation.text.sentences import sentences
from curation.text.template_words import task_items as wording

FEWEST, MOST = 3, 8
"""How many rules a task rests on: with fewer the parts of an answer are not told apart, with more no answer is complete."""
WORDS = 45
"""Longest point, in words."""


def sections_of(context: Context) -> list[Section]:
    """The sections with rules that a task may rest on, in the order of the text."""
    wanted = [
        clause
        for clause in context.clauses
        if context.categories(clause) and any(rule.modality in FORBIDS for rule in context.sure_rules(clause))
    ]
    return sections(context, wanted)


def task(
    context: Context, section: Section, sources: Sources, origin: Origin
) -> tuple[Candidate | None, str]:
    """The task of a section; without one, the code of the reason."""
    norms = _norms(context, section, sources)
    if len(norms) < FEWEST:
        return None, "few-rules"
    matter, place = topics.of(section.targets[0]), _place(norms)
    if not matter or place is None:
        return None, "no-title"
    points: list[RubricPoint] = []
    for norm in norms:
        points += _points(norm, len(points))
    seed = f"{context.settings.seed}|{section.id}|task"
    who = upper_first(reviewer(seed))
    home = norms[0].home
    made = candidate(
        dataset=context.dataset,
        kind="task",
        origin=origin,
        clauses=list({clause.id: clause for norm in norms for clause in _clauses(context, norm)}.values()),
        categories=context.categories(section.targets[0]),
        quotes=[quote for norm in norms if (quote := _quote(context, norm)) is not None],
        text=wording.SITUATIONS[pick(f"{seed}|situation", len(wording.SITUATIONS))].format(who=who, matter=matter),
        instruction=wording.ASKS[pick(f"{seed}|asks", len(wording.ASKS))].format(place=place),
        rubric=points,
        rules=[norm.rule.id for norm in norms],
        level="combined",
        language=home.language or "en",
    )  # fmt: skip
    if context.faults is not None and context.faults(made):
        return None, "warned"
    return made, ""


def _norms(context: Context, section: Section, sources: Sources) -> list[Norm]:
    """The rules of a section that can be said as a point: who must do or leave what, each said once."""
    norms: list[Norm] = []
    said: set[str] = set()
    for clause in section.targets:
        for rule in context.sure_rules(clause):
            norm = sources.norm(rule) if rule.modality in FORBIDS else ""
            if isinstance(norm, str) or not norm.shown or (words := _demand(norm)) is None or words in said:
                continue
            said.add(words)
            norms.append(norm)
    return norms[:MOST]


def _demand(norm: Norm) -> str | None:
    """`where the alarm sounds, the user must leave`, with one circumstance before it; None where it is no whole text of its own."""
    turns = norm.conditions
    if len(turns) + bool(norm.lead) > 1 or any(
        wording.DANGLING.match(turn.body) for turn in (*turns, *norm.exceptions)
    ):
        return None
    front = f"{norm.lead}, " if norm.lead else f"{turns[0].whole}, " if turns else ""
    behind = "".join(f" {turn.whole}" for turn in norm.exceptions)
    words = " ".join(f"{front}{norm.subject} {norm.must} {norm.action}{behind}".rstrip(" .,;:").split())
    if (
        len(words.split()) > WORDS
        or whole.fault(upper_first(words))
        or cut_off.LOOSE_ADVERB.search(words)
        or ";" in words
        or not whole.balanced(words)
    ):
        return None
    return words


def _points(norm: Norm, before: int) -> list[RubricPoint]:
    """The point of a rule, and of a ban the mistake of allowing what it forbids."""
    clauses = list(dict.fromkeys([*norm.rule.clauses, norm.home.id]))
    words = _match(norm)
    made = [
        RubricPoint(
            id=f"p{before + 1}", text=f"Says that {lower_first(_demand(norm) or '')}.", rules=[norm.rule.id], clauses=clauses,
            match=[words] if words else [],
        )
    ]  # fmt: skip
    if norm.force == "ban" and norm.agent and not norm.conditions and not norm.exceptions:
        text = f"Allows {norm.subject} to {norm.action}".rstrip(" .,;:") + "."
        made.append(
            RubricPoint(id=f"p{before + 2}", text=text, role="mistake", rules=[norm.rule.id], clauses=clauses)
        )
    return made


def _match(norm: Norm) -> str:
    """The number that the rule sets with its unit, as words to match; empty where it sets none."""
    value = norm.value
    if value is None or value.upper is not None or not re.fullmatch(r"[A-Za-z]+", value.unit):
        return ""
    return f"{value.number:g} {value.unit}|{value.unit}s"


def _clauses(context: Context, norm: Norm) -> list[Clause]:
    names = dict.fromkeys([*norm.rule.clauses, norm.home.id])
    return [context.by_id[name] for name in names if name in context.by_id]


def _quote(context: Context, norm: Norm) -> Evidence | None:
    """The sentence of the rule's own clause that holds its action."""
    action = norm.rule.action
    clause = context.by_id.get(action.clause) if action else None
    if action is None or clause is None:
        return None
    span = next(((a, b) for a, b in sentences(clause.text) if a <= action.start < b), (0, len(clause.text)))
    return evidence(clause, *span)


def _place(norms: Sequence[Norm]) -> str | None:
    """How the section is cited: the words that the places of its rules begin with alike, as far as a whole number; None for none."""
    first = norms[0].place
    if all(norm.place == first for norm in norms):
        return first
    numbers = [wording.PLACE.match(norm.place) for norm in norms]
    heads = {found["head"] + (found["of"] or "") for found in numbers if found}
    return heads.pop() if len(heads) == 1 and all(numbers) else None
