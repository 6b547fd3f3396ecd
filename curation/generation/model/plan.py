"""Pass 1, plan: which facts of a section bear an item, one brief for each; a section may bear none, with the reason.

A brief for an open task names several rules that bear on one situation, with the words of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from curation.core.ports import Completion
from curation.core.records import Candidate, CandidateKind, Evidence, Level
from curation.generation.model import design, quotes
from curation.generation.model.items import Brief, folded
from curation.generation.model.sections import Section, most_of
from curation.generation.model.work import FLAG, SAID, TEXT, Work, listed, obj, one_of

LEVELS: tuple[Level, ...] = ("recall", "comprehension", "application", "combined")
NONE = "none"
RULES = 2
"""Fewest rules that a task is planned on."""
PLAN_TASK = obj(
    bears=FLAG,
    why_not=TEXT,
    briefs=listed(
        obj(
            fact=SAID,
            rules=listed(obj(paragraph={"type": "integer", "minimum": 1}, quote=SAID), 1, 12),
            situation=TEXT,
            trap=TEXT,
            category=TEXT,
        ),
        most=20,
    ),
)
PLAN = obj(
    bears=FLAG,
    why_not=TEXT,
    briefs=listed(
        obj(
            paragraph={"type": "integer", "minimum": 1},
            fact=SAID,
            quote=SAID,
            level=one_of(*LEVELS),
            situation=TEXT,
            trap=TEXT,
            category=TEXT,
        ),
        most=20,
    ),
)


@dataclass(frozen=True)
class PlannedItems:
    """What was planned for a section."""

    section: Section
    briefs: tuple[Brief, ...] = ()
    answer: Completion | None = None
    """What came back, where nothing was planned because of it."""
    why_not: str = ""
    """Why the section bears nothing, in the planner's words."""
    unusable: tuple[str, ...] = ()
    """What was wrong with briefs that were left out."""
    again: tuple[str, ...] = ()
    """The facts that were planned before, for this section or with it: nothing is wrong with them."""
    rank: int = 0
    """The section's place among all sections."""
    full: bool = False
    """Whether the planner gave as many briefs as `per_call` allows, and new ones: the section may bear more."""

    @property
    def pending(self) -> bool:
        """Whether the plan waits for an answer."""
        return self.answer is not None and not self.answer.settled


def plan(
    work: Work,
    kind: CandidateKind,
    units: Sequence[tuple[int, Section]],
    exist: Sequence[Candidate],
    before: Sequence[PlannedItems] = (),
) -> list[PlannedItems]:
    """The briefs of each section, in the order given. A unit is a section with its place in the design.

    `before` are the plans so far. A section that is planned again is shown with all that was planned for it, and what it gives
    again is left out.

    Args:
        work: The models, the settings and the journal of a run.
        kind: The kind of the items that are planned.
        units: The place of each section in the design, and the section.
        exist: Candidates that are there already: a plan does not repeat them.
        before: The plans of this run so far.
    """
    earlier = [[one for one in before if one.section.id == section.id] for _, section in units]
    asks = [
        work.ask(
            f"plan-{kind}",
            PLAN_TASK if kind == "task" else PLAN,
            {
                "pack": work.packs.law(section),
                "categories": work.packs.described(work.packs.categories(section)),
                "nearest": _told(plans) or work.packs.nearest(section, exist),
                "most": most_of(work.context, kind, section),
            },
            work.passes.writer,
            turn=len(plans),
        )
        for (_, section), plans in zip(units, earlier, strict=True)
    ]
    answers = work.asker.batch("plan", asks)
    return [
        replace(_planned(work, kind, place, section, answer, plans), rank=plans[0].rank if plans else place)
        for (place, section), answer, plans in zip(units, answers, earlier, strict=True)
    ]


def _told(plans: Sequence[PlannedItems]) -> str:
    """What was planned for a section, one brief a line."""
    briefs = [brief for one in plans for brief in one.briefs]
    return "\n".join(
        f"- {brief.fact} ({brief.situation})" if brief.situation else f"- {brief.fact}" for brief in briefs
    )


def _planned(
    work: Work,
    kind: CandidateKind,
    place: int,
    section: Section,
    answer: Completion,
    earlier: Sequence[PlannedItems],
) -> PlannedItems:
    if answer.status != "ok":
        return PlannedItems(section, answer=answer)
    data = answer.data
    if not data["bears"] or not data["briefs"]:
        return PlannedItems(section, why_not=data["why_not"].strip() or "no reason given")
    briefs: list[Brief] = []
    unusable: list[str] = []
    again: list[str] = []
    slots = work.context.settings.per_call
    offered = set(work.packs.categories(section))
    seen = {(brief.clause.id, folded(brief.fact)) for one in earlier for brief in one.briefs}
    for entry in data["briefs"][: most_of(work.context, kind, section)]:
        rests = _rests(section, kind, entry)
        if not rests:
            unusable.append(f"{_NO_RULES if kind == 'task' else _NO_QUOTE}: {entry['fact']}")
            continue
        home = work.context.by_id[rests[0].clause]
        if (home.id, folded(entry["fact"])) in seen:
            again.append(entry["fact"])
            continue
        seen.add((home.id, folded(entry["fact"])))
        if entry["category"].strip().lower() == NONE:
            unusable.append(f"no category of the dataset fits: {entry['fact']}")
            continue
        category = entry["category"].strip() if entry["category"].strip() in offered else ""
        slot = place * slots + len(briefs)
        level = level_of(rests) if kind == "task" else entry["level"]
        briefs.append(
            Brief(
                section, home, kind, slot, entry["fact"].strip(), rests[0], level, entry["situation"].strip(),
                entry["trap"].strip(), category, design.of_rules(kind, slot, work.context.settings.seed, work.context.sure_rules_with(home)),
                tuple(rests[1:]),
            )
        )  # fmt: skip
    return PlannedItems(
        section,
        tuple(briefs),
        why_not="" if briefs else "no brief could be used",
        unusable=tuple(unusable),
        again=tuple(again),
        full=bool(briefs) and len(data["briefs"]) >= slots,
    )


_NO_QUOTE = "the quote is not in a marked paragraph"
_NO_RULES = f"fewer than {RULES} of its rules are quoted from marked paragraphs"


def _rests(section: Section, kind: CandidateKind, entry: Mapping[str, Any]) -> list[Evidence]:
    """The words of marked paragraphs that a brief rests on, each passage once; none where they are too few."""
    named = entry["rules"] if kind == "task" else [entry]
    found: dict[tuple[str, int], Evidence] = {}
    for one in named:
        clause = section.clause(one["paragraph"])
        # A quotation that stands in another marked paragraph says which one was meant.
        quote = quotes.find(
            [c for c in (clause, *section.targets) if c in section.targets and c], one["quote"]
        )
        if quote is not None:
            found.setdefault((quote.clause, quote.start), quote)
    return list(found.values()) if len(found) >= (RULES if kind == "task" else 1) else []


def level_of(rests: Sequence[Evidence]) -> Level:
    """The level of a task: whether it takes one provision or several."""
    return "combined" if len({quote.clause for quote in rests}) > 1 else "application"
