"""The model path: context pack, plan, write, repeats, solve, check, trim, read, options only, twins, rewriting, closed book; each one batch.

Every run goes through the stages from the start and takes what is in the journal from there, so a run that was stopped goes on
where it stopped, and two runs with the same answers give the same items. An item that waits for an answer leaves the others
alone. A further round is begun only when the one before it is settled, some category lacks items, and the round brought
more than repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from curation.core.records import Candidate, CandidateKind, Failure
from curation.generation import polarity
from curation.generation.context import Context, Generator, Job, Outcome, job
from curation.generation.model import finished
from curation.generation.model.check_options import check
from curation.generation.model.closed_book import closed_book
from curation.generation.model.context_pack import Packs
from curation.generation.model.finished import NAME, VERSION
from curation.generation.model.items import Brief, ModelItem
from curation.generation.model.options_only import options_only, rewrite
from curation.generation.model.plan import PlannedItems, plan
from curation.generation.model.read_pair import read
from curation.generation.model.repeats import repeats
from curation.generation.model.sections import Section, most_of, targets, units_of
from curation.generation.model.solve import solve
from curation.generation.model.task_complete import complete
from curation.generation.model.trim import trim
from curation.generation.model.twins import twins
from curation.generation.model.work import Work, asker_of
from curation.generation.model.write import write

PASSES: Mapping[CandidateKind, Sequence[Callable[[Work, Sequence[ModelItem]], list[ModelItem]]]] = {
    # A twin comes before new wrong options: a strong reader finds the key among new ones too.
    "question": (solve, check, trim, options_only, twins, rewrite, closed_book),
    "prompt": (solve, check, read, options_only, twins, closed_book),
    # Answers to a task are judged by its rubric: first what stands in that is settled.
    "task": (check, complete, solve, closed_book),
}
"""What the items of a kind go through once they are written and are no repeats, in order."""
SPARE = 1.3
"""How many more items are planned than a category lacks: some are rejected."""


@dataclass
class _Result:
    """What the rounds of one kind of item gave."""

    accepted: list[ModelItem] = field(default_factory=list)
    lost: list[ModelItem] = field(default_factory=list)
    planned: list[PlannedItems] = field(default_factory=list)
    saturated: set[str] = field(default_factory=set)
    """Categories in which further items would say what others say."""


class Model:
    """The `llm` generator."""

    name = NAME
    version = VERSION
    paid = True
    keeps_answers = True

    def plan(self, context: Context) -> Iterator[Job]:
        """A job for each clause that items may be made from, by kind, the best mapped clause first."""
        for kind in context.settings.kinds:
            for clause in targets(context, kind):
                yield job(self, context, clause, context.categories(clause)[0], kind)

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """One outcome a job, in order; the items of a section are with the clause that each of them rests on."""
        results: dict[CandidateKind, _ByClause] = {
            kind: _by_clause(context, kind, rounds(context, kind)) for kind in context.settings.kinds
        }
        for each in jobs:
            kind = next(kind for kind in context.settings.kinds if kind == each.slot)
            yield _outcome(context, each, results[kind])


def rounds(context: Context, kind: CandidateKind) -> _Result:
    """The items of a kind, round by round."""
    work = Work(context, asker_of(context), Packs(context))
    left = units_of(context, kind)
    places = len(left)
    result = _Result()
    for _ in range(1 if context.pilot else context.settings.rounds):
        lacking = _lacking(context, result)
        units = chosen_sections(context, kind, left, lacking)
        if not units:
            units = chosen_sections(context, kind, _bear_more(result, places), lacking)
        if not units:
            break
        taken = {place for place, _ in units}
        left = [unit for unit in left if unit[0] not in taken]
        before = len(result.accepted), len(result.lost)
        one_round(work, kind, units, result)
        if any(p.pending for p in result.planned) or any(i.state == "pending" for i in result.lost):
            break
        _saturate(context, result, *before)
    return result


def one_round(work: Work, kind: CandidateKind, units: Sequence[tuple[int, Section]], result: _Result) -> None:
    """Takes sections through all passes and adds to the result what came of them."""
    # A question on a picture asks of what is seen there: a text question on the same provision is no repeat of it.
    exist = [one for one in work.context.bases if one.kind == kind and not one.pictures]
    earlier = [c for item in result.accepted for c in finished.candidates(work.context, item)]
    planned = plan(work, kind, units, [*exist, *earlier], result.planned)
    result.planned += planned
    items = write(work, _briefs(work.context, planned))
    items = [_polarity(work.context, item) for item in items]
    items = repeats(work, items, exist, result.accepted)
    items = _enough(work.context, items, _lacking(work.context, result))
    for one_pass in PASSES[kind]:
        items = one_pass(work, items)
    result.accepted += [item for item in items if item.live]
    result.lost += [item for item in items if not item.live]


def _briefs(context: Context, planned: Sequence[PlannedItems]) -> list[Brief]:
    briefs = [brief for one in planned for brief in one.briefs]
    if context.pilot is None or len(briefs) <= context.pilot:
        return briefs
    # A trial takes the first brief of every section before the second of any.
    turns = sorted((place, number) for number, one in enumerate(planned) for place in range(len(one.briefs)))
    return [planned[number].briefs[place] for place, number in turns[: context.pilot]]


def _enough(context: Context, items: Sequence[ModelItem], lacking: Mapping[str, int]) -> list[ModelItem]:
    """The items without those that the quota would leave out even if some others are rejected: no more is spent on them."""
    if context.pilot is not None:
        return list(items)
    taken: Counter[str] = Counter()
    done = []
    for item in items:
        main = _main(item)
        if item.live and main:
            taken[main] += 1
            if taken[main] > SPARE * lacking.get(main, 0) + 1:
                item = item.rejected("quota", "its category has enough items already")
        done.append(item)
    return done


def _polarity(context: Context, item: ModelItem) -> ModelItem:
    """A pair whose prompt quotes no ban and no duty is rejected: nobody may be asked to refuse it."""
    if not item.live or item.brief.kind != "prompt":
        return item
    if polarity.wrong(context, finished.candidates(context, item)[0]):
        return item.rejected("write", "what is quoted forbids nothing")
    return item


def _bear_more(result: _Result, places: int) -> list[tuple[int, Section]]:
    """The sections whose last plan was as long as it was allowed to be, in their order, each in a place of the design of its own.

    A planner that used all of its allowance was cut short, one that used less has said what there is. `places` is how many
    sections there are.
    """
    last = {one.section.id: one for one in result.planned}
    turns = Counter(one.section.id for one in result.planned)
    return [
        (one.rank + turns[name] * places, one.section)
        for name, one in sorted(last.items(), key=lambda entry: entry[1].rank)
        if one.full
    ]


def chosen_sections(
    context: Context, kind: CandidateKind, left: Sequence[tuple[int, Section]], lacking: Mapping[str, int]
) -> list[tuple[int, Section]]:
    """The sections of a round: the first ones that hold clauses of categories which lack items, until enough are planned."""
    planned: Counter[str] = Counter()
    units: list[tuple[int, Section]] = []
    for unit in left:
        mains = [context.categories(clause)[0] for clause in unit[1].targets]
        if not any(planned[code] < SPARE * lacking.get(code, 0) for code in mains):
            continue
        planned.update(mains[: most_of(context, kind, unit[1])])
        units.append(unit)
        if context.pilot is not None and len(units) >= context.pilot:
            break
    return units


def _lacking(context: Context, result: _Result) -> dict[str, int]:
    """How many items each category lacks that is not saturated."""
    units = [item for item in result.accepted if item.first is None]
    have: Counter[str] = Counter(item.categories[0] for item in units if item.categories)
    most = context.settings.per_category
    return {
        code: most - have[code]
        for code in context.leaves
        if have[code] < most and code not in result.saturated
    }


def _saturate(context: Context, result: _Result, accepted: int, lost: int) -> None:
    """Marks the categories in which most of what a round wrote was a repeat."""
    fresh = Counter(_main(item) for item in result.accepted[accepted:])
    again = Counter(_main(item) for item in result.lost[lost:] if item.reason.startswith("repeats:"))
    for code, n in again.items():
        if n > context.settings.saturation * (n + fresh[code]):
            result.saturated.add(code)


def _main(item: ModelItem) -> str:
    return item.categories[0] if item.categories else ""


@dataclass(frozen=True)
class _ByClause:
    """A result, by the clause that each part of it belongs to."""

    accepted: Mapping[str, Sequence[ModelItem]]
    lost: Mapping[str, Sequence[ModelItem]]
    planned: Mapping[str, Sequence[PlannedItems]]
    """The plans of the sections in which a clause is marked."""
    saturated: frozenset[str]
    few: frozenset[str] = frozenset()
    """Clauses of sections with too few rules for an item of the kind."""


def _by_clause(context: Context, kind: CandidateKind, result: _Result) -> _ByClause:
    planned: dict[str, list[PlannedItems]] = {}
    for one in result.planned:
        for clause in one.section.targets:
            planned.setdefault(clause.id, []).append(one)
    enough = {clause.id for _, section in units_of(context, kind) for clause in section.targets}
    few = frozenset(clause.id for clause in targets(context, kind) if clause.id not in enough)
    return _ByClause(
        _grouped(result.accepted), _grouped(result.lost), planned, frozenset(result.saturated), few
    )


def _grouped(items: Sequence[ModelItem]) -> dict[str, list[ModelItem]]:
    found: dict[str, list[ModelItem]] = {}
    for item in items:
        found.setdefault(item.brief.clause.id, []).append(item)
    return found


def _outcome(context: Context, each: Job, result: _ByClause) -> Outcome:
    lost = result.lost.get(each.clause, ())
    plans = result.planned.get(each.clause, ())
    own = result.accepted.get(each.clause, ())
    candidates: list[Candidate] = [c for item in own for c in finished.candidates(context, item)]
    failures = [finished.failure(item) for item in lost]
    # What is said of a section is told once, with its first clause.
    for one in plans:
        if one.section.targets[0].id == each.clause:
            failures += _plan_failures(each, one)
    reason = "" if candidates else _skipped(lost, plans, each, result)
    return Outcome(each, tuple(candidates), tuple(failures), reason)


def _plan_failures(each: Job, one: PlannedItems) -> list[Failure]:
    where = f"{one.section.id} > plan > {each.slot}"
    told: list[tuple[str, str, str | None]] = [("invalid", f"plan: {why}", None) for why in one.unusable]
    told += [("not-passed", f"plan: was planned already: {fact}", None) for fact in one.again]
    if one.answer is not None:
        told.append(
            (
                one.answer.kind or "invalid",
                f"plan: {one.answer.status}: {one.answer.error}",
                one.answer.text or None,
            )
        )
    elif one.why_not:
        told.append(("not-passed", f"plan: bears no item: {one.why_not}", None))
    return [
        Failure.model_validate(
            {
                "step": "generate",
                "id": each.key[:16],
                "kind": kind,
                "where": where,
                "error": error,
                "raw": raw,
            }
        )
        for kind, error, raw in told
    ]


def _skipped(lost: Sequence[ModelItem], plans: Sequence[PlannedItems], each: Job, result: _ByClause) -> str:
    """The code of the reason why a clause gave no candidate."""
    if any(p.pending for p in plans) or any(item.state == "pending" for item in lost):
        return "pending"
    if any(item.state == "rejected" for item in lost):
        return "rejected"
    if lost or any(p.answer is not None or p.unusable for p in plans):
        return "failed"
    if plans:
        return "other-clauses" if any(p.briefs for p in plans) else "no-item"
    if each.clause in result.few:
        return "few-rules"
    return "saturated" if each.category in result.saturated else "not-tried"


def make() -> Generator:
    """The generator."""
    return Model()
