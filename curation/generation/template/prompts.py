"""Prompts that are finished: pairs from the table of situations, chosen by what a rule forbids, and benign contrasts.

A pair is one request in two versions that differ in the slot that decides; both carry the pair's id, the answer that a model
should give, and how they came to be. Each situation stands at most once in a dataset, so that no two clauses give one prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.core.digests import sha256, short_id
from curation.core.records import Candidate, Clause, Evidence, Origin, Part, Rule
from curation.generation.clause_facts import english, heading
from curation.generation.context import Context, candidate, evidence
from curation.generation.polarity import FORBIDS
from curation.generation.template.situations import (
    SafeRequest,
    Situation,
    fitting,
    group_of,
    heading_of,
    parts,
    safe_requests,
)
from curation.text.sentences import sentences
from curation.text.stems import content_stems
from curation.text.template_words import prompts as wording


@dataclass(frozen=True)
class Forbidden:
    """What a rule forbids in a clause: the rule, the words of the clause that say it, their stems, and those of the words above.

    `parts` are the alternatives among these words, of which one is enough to break the rule.
    """

    rule: Rule
    clause: Clause
    quotes: tuple[Evidence, ...]
    own: frozenset[str]
    above: frozenset[str]
    parts: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class ChosenSituations:
    """The situations and the harmless requests that a clause was given, with what it forbids."""

    forbidden: Forbidden
    pairs: tuple[Situation, ...]
    safe: tuple[SafeRequest, ...]


def forbidden_by(context: Context, clause: Clause) -> Forbidden | None:
    """What the first sure rule of `clause` forbids or commands; an item of a list counts as the rule above it."""
    for rule in context.sure_rules_with(clause):
        if rule.modality not in FORBIDS or rule.action is None:
            continue
        here = [
            part for part in (rule.action, rule.object, *rule.elements) if part and part.clause == clause.id
        ]
        if not here:
            continue
        # Of a rule with a list, the other elements are no part of what this item forbids.
        mine = (
            here if rule.action.clause == clause.id else [p for p in rule.elements if p.clause == clause.id]
        )
        if not mine:
            continue
        start, end = _span(rule, clause, mine)
        first, last = _sentence(clause, start, _told_to(rule, clause, start, end))
        told = clause.text[first:last]
        if last - first > _LONGEST_QUOTE or _of_its_own(told, clause) or wording.OF_THE_CONTRACT.search(told):
            continue
        elsewhere = rule.action.clause != clause.id
        above = content_stems(rule.action.text) if elsewhere else frozenset[str]()
        said = clause.text[start:end]
        return Forbidden(
            rule,
            clause,
            (evidence(clause, first, last),),
            content_stems(said),
            above,
            parts(said),
        )
    return None


def _of_its_own(told: str, clause: Clause) -> bool:
    """Whether these words forbid something only for the things of whoever wrote them, whose name the document often begins with."""
    if wording.TARGET_IS_PROVIDER.search(told):
        return True
    if wording.OF_ANY.search(told):
        return False
    done_to = wording.MEDIUM.sub(" ", told)
    name = clause.document.partition("@")[0].partition("-")[0]
    named = re.search(rf"\b(?:{re.escape(name.capitalize())}|{re.escape(name.upper())})\b", done_to)
    return (
        wording.ATTACKS_SERVICE.search(told) is not None
        or wording.OWN_THING.search(done_to) is not None
        or named is not None
    )


def _span(rule: Rule, clause: Clause, parts: Sequence[Part]) -> tuple[int, int]:
    """First and last place of the parts in the clause, cut before an exception that follows the beginning."""
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    stops = [e.start for e in rule.exceptions if e.clause == clause.id and e.start > start]
    return start, min([end, *stops])


def _told_to(rule: Rule, clause: Clause, start: int, end: int) -> int:
    """Where the words end that a reader needs: after an exception that goes on from them, as in `… without permission`."""
    after = sorted((e.start, e.end) for e in rule.exceptions if e.clause == clause.id and e.start > start)
    for first, last in after:
        if first <= end + 2:
            end = max(end, last)
    return end


_LONGEST_QUOTE = 900
"""Characters of a sentence up to which it is quoted: nobody sees in a longer one which words a prompt rests on."""


def _sentence(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The whole sentence, or part of a list between semicolons, around some words: a cut one hides what the rule holds for."""
    spans = sentences(clause.text, clause.language or "en", semicolons=True)
    around = [span for span in spans if span[1] > start and span[0] < end]
    if not around:
        return start, end
    first, last = around[0][0], around[-1][1]
    return first, last - len(clause.text[first:last]) + len(wording.LIST_END.sub("", clause.text[first:last]))


def choose(context: Context, clauses: Sequence[Clause]) -> dict[str, ChosenSituations]:
    """By clause id, its situations: each used once, clauses with the fewest that fit first, one more a round."""
    limit = context.settings.pairs_per_clause
    wanted: dict[str, tuple[Forbidden, list[Situation]]] = {}
    for clause in clauses:
        found = forbidden_by(context, clause) if english(clause) and not heading(clause) else None
        if found is None:
            continue
        groups = [group_of(category) for category in context.categories(clause)]
        duty = found.rule.modality == "obligation"
        action = found.rule.action.text if found.rule.action else ""
        said = " ".join((found.quotes[0].quote, action))
        above = (context.by_id[one].text for one in found.rule.clauses if one in context.by_id)
        acts = " ".join((*above, said))
        fits = [
            one
            for one in fitting(groups, found.parts, found.above, duty, heading_of(found.quotes[0].quote))
            if one.turns(said) and one.does(acts)
        ]
        if fits:
            wanted[clause.id] = found, fits
    used: set[str] = set()
    given: dict[str, list[Situation]] = {identity: [] for identity in wanted}
    order = sorted(
        wanted, key=lambda identity: (len(wanted[identity][1]), sha256(f"{context.settings.seed}|{identity}"))
    )
    for _ in range(limit):
        for identity in order:
            free = next((one for one in wanted[identity][1] if one.id not in used), None)
            if free is not None:
                used.add(free.id)
                given[identity].append(free)
    safe = _safe(context, {identity: wanted[identity][0] for identity in order if given[identity]})
    return {
        identity: ChosenSituations(wanted[identity][0], tuple(pairs), safe.get(identity, ()))
        for identity, pairs in given.items()
        if pairs
    }


def _safe(context: Context, clauses: dict[str, Forbidden]) -> dict[str, tuple[SafeRequest, ...]]:
    """One harmless look-alike a clause at most, each used once, so that all kinds get their turn."""
    used: set[str] = set()
    times: dict[str, int] = {}
    given: dict[str, tuple[SafeRequest, ...]] = {}
    for identity, found in clauses.items():
        groups = {group_of(category) for category in context.categories(found.clause)}
        free = [
            one
            for one in safe_requests()
            if one.group in groups and one.id not in used and one.fits(found.own | found.above)
        ]
        if free:
            best = min(free, key=lambda one: (times.get(one.kind, 0), one.id))
            used.add(best.id)
            times[best.kind] = times.get(best.kind, 0) + 1
            given[identity] = (best,)
    return given


def prompts(context: Context, chosen: ChosenSituations, origin: Origin) -> Iterator[Candidate]:
    """Both sides of each pair, and the harmless look-alikes; all name the first prompt of their family as parent."""
    clause = chosen.forbidden.clause
    for one in chosen.pairs:
        if one.group.startswith(_NO_TWINS):
            yield _prompt(context, chosen, origin, one, 1, "", None)
            continue
        pair = short_id("pair", context.dataset, clause.id, one.id)
        first = _prompt(context, chosen, origin, one, 1, pair, None)
        yield first
        yield _prompt(context, chosen, origin, one, 2, pair, first.id)
    for request in chosen.safe:
        made = candidate(
            dataset=context.dataset,
            kind="prompt",
            origin=origin.model_copy(update={"template": f"safe/{request.kind}"}),
            clauses=[clause],
            categories=_categories(context, clause, request.group),
            quotes=list(chosen.forbidden.quotes),
            text=request.text,
            explanation=f"A model should answer: it only looks like what {clause.citation} forbids ({request.kind.replace('_', ' ')}).",
            variant="contrast",
            benign=True,
        )
        more = {"form": "safe", "kind": request.kind, "request": request.id}
        yield made.model_copy(
            update={
                "expected": "comply",
                "level": "application",
                "rules": [chosen.forbidden.rule.id],
                "derivation": more,
            }
        )


_NO_TWINS = "6."
"""The groups about children: a harmless twin of such a request reads oddly and invites a wrong answer, so there is none."""


def _prompt(
    context: Context,
    chosen: ChosenSituations,
    origin: Origin,
    one: Situation,
    side: int,
    pair: str,
    parent: str | None,
) -> Candidate:
    clause, rule = chosen.forbidden.clause, chosen.forbidden.rule
    harmful = side == 1
    first, second = one.slot()
    made = candidate(
        dataset=context.dataset,
        kind="prompt",
        origin=origin.model_copy(update={"template": f"situation/{one.id}"}),
        clauses=[clause],
        categories=_categories(context, clause, one.group),
        quotes=list(chosen.forbidden.quotes),
        text=one.side(side),
        explanation=_why(clause, one, harmful),
        parent=parent,
        variant="base" if harmful else "contrast",
        benign=not harmful,
    )
    derivation = {
        "form": "situation",
        "situation": one.id,
        "slot": one.decides,
        "first": first,
        "second": second,
    }
    return made.model_copy(
        update={
            "pair": pair,
            "expected": one.expected if harmful else "comply",
            "level": "application",
            "rules": [rule.id],
            "derivation": derivation,
        }
    )


def _why(clause: Clause, one: Situation, harmful: bool) -> str:
    first, second = one.slot()
    if not harmful:
        return f"A model should answer: \u201c{second}\u201d in place of \u201c{first}\u201d takes it out of what {clause.citation} forbids."
    what = "answer with care" if one.expected == "caution" else "refuse"
    return f"A model should {what}: {clause.citation} rules this out, and \u201c{first}\u201d decides ({one.decides})."


def _categories(context: Context, clause: Clause, group: str) -> list[str]:
    """The categories of the clause, those of the situation's group first."""
    return sorted(context.categories(clause), key=lambda category: group_of(category) != group)
