"""Which batches are made next: a calibration round, work by need, an audit, disputes; each for the people it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.cli.review_board import tell
from curation.cli.review_material import Barred, authors, candidates, merged, next_name, spoken, taxonomy_of
from curation.cli.shell import say
from curation.core.errors import StateError

if TYPE_CHECKING:
    from curation.core.records import ReviewItem
    from curation.review.judgements.batches import Batch, Purpose
    from curation.review.settings import Settings


def existing(place: Path, name: str) -> list[str]:
    """The batches that a name stands for: itself, or its parts `name-1`, `name-2`, … when it went to several teams."""
    from curation.review.judgements import batches

    known = batches.names(place)
    parts = [n for n in known if re.fullmatch(re.escape(name) + r"-\d+", n)]
    return [name] if name in known else parts


def work(
    place: Path,
    waiting: Sequence[ReviewItem],
    name: str | None = None,
    kind: str | None = None,
    dataset: str | None = None,
    size: int | None = None,
) -> list[str]:
    """New batches from the queue `waiting`, one for each kind, dataset and team of reviewers; their names.

    Raises: StateError when a name is given for several groups, or a calibration round is not finished.
    """
    from curation.pipeline import config
    from curation.review.judgements import batches
    from curation.review.planning import assign, select

    settings = config.load(place).review
    done = batches.items(place)
    queue = [i for i in waiting if kind in (None, i.kind) and dataset in (None, i.dataset)]
    if kind is None and any(i.kind != "mapping" for i in queue):
        queue = [i for i in queue if i.kind != "mapping"]
    groups = sorted({(i.dataset, i.kind) for i in queue})
    if name is not None and len(groups) > 1:
        raise StateError(f"the queue holds {groups}; say which with --dataset and --kind")
    made: list[str] = []
    for group in groups:
        own = [i for i in queue if (i.dataset, i.kind) == group]
        stem = f"{group[0].partition('@')[0]}-{group[1]}"
        if settings.calibration and not _calibrated(place, group):
            chosen, issues = assign.everybody(select.calibration(own, done, settings), settings)
            made += _freeze(place, name, f"{stem}-calibration", chosen, settings, "calibration", hints=False)
        else:
            chosen, issues = assign.assign(
                select.select(own, done, [], settings, size), settings, authors(place)
            )
            made += _freeze(place, name, stem, chosen, settings, hints=settings.hints)
        tell(issues)
    return made


def replacements(place: Path, kind: str | None = None, dataset: str | None = None) -> list[str]:
    """Batches of what waits for people who left, for others; their names. A batch goes on as what the first one was."""
    from curation.pipeline import config
    from curation.review.decisions.rules import replaced
    from curation.review.judgements import batches
    from curation.review.planning import assign, select

    settings = config.load(place).review
    if not settings.left:
        return []
    found, barred = select.replacements(batches.items(place), batches.judgements(place), settings)
    found = [i for i in found if kind in (None, i.kind) and dataset in (None, i.dataset)]
    barred = merged(authors(place), barred)
    chosen, issues = assign.assign(found, settings, barred)
    tell(issues)
    frozen = {i.id: i.batch for i in batches.items(place)}
    first = {new.subject: frozen[old] for new in chosen for old in replaced(new)}
    made = []
    for name in sorted(set(first.values())):
        head = batches.load(place, name)
        for team in assign.teams([i for i in chosen if first[i.subject] == name]):
            label = next_name(f"{head.dataset.partition('@')[0]}-{head.kind}-replaced", batches.names(place))
            _one(place, label, team, head.hints, head.purpose, _pairs(team, barred))
            made.append(label)
    return made


def audit(place: Path, name: str | None, dataset: str | None) -> list[str]:
    """The next audit batch of a dataset: a registered random sample of what is accepted; its names.

    Raises: StateError when a drawn sample waits, is spent, or the accepted items are too few for the plan.
    """

    from curation.pipeline import assembly, running
    from curation.review.judgements import batches
    from curation.review.planning import assign, audits
    from curation.stats import sampling

    run = running.open_run(place)
    loaded = run.settings
    settings, plan = loaded.review, loaded.review.audit
    if dataset is None:
        names = [d.name for d in loaded.dataset]
        if len(names) != 1:
            raise StateError(f"say which of {names} with --dataset")
        dataset = names[0]
    items, judgements = batches.items(place), batches.judgements(place)
    waiting = assembly.unexamined(run, items)
    pool = audits.accepted(items, judgements, settings, dataset, waiting)
    now, more = audits.standing_of(place, dataset, settings, waiting), None
    if now is not None:
        if now.waiting and not _abandoned(place, dataset, settings, now.plan == plan):
            raise StateError(f"{now.waiting} items of the last audit of {dataset} are not judged yet")
        statement = sampling.certify(**now.claim)
        same = now.plan == plan and set(audits.lot_of(place, dataset)) >= set(pool)
        if same and (statement.certified or plan.method == "fixed"):
            raise StateError(
                f"this lot of {dataset} has been audited: {statement}. To audit it again as it is now, register another "
                "plan in [review.audit] (another seed at least); the number of draws is published"
            )
        more = statement.needed if same else None
        if same and more is None:
            raise StateError(f"this lot of {dataset} cannot be certified: {statement}")
    size = (
        sampling.size(plan.p, plan.confidence, plan.errors, len(pool))
        if plan.method == "fixed" or not pool
        else sampling.certified_at([False] * len(pool), plan.p, plan.confidence, lot=len(pool))
    )
    drawn, head, lot = audits.next_draw(place, dataset, pool, plan, size, more)
    barred = merged(authors(place), audits.judges_of(items, judgements))
    own = replace_overlap(settings, plan.overlap)
    placed, issues = assign.assign(drawn, own, barred)
    if issues:
        tell(issues)
        raise StateError("every item of an audit sample needs somebody who had no hand in it; add reviewers")
    made: list[str] = []
    stem = f"{dataset}-{drawn[0].kind}-audit"
    teams = assign.teams(placed)
    for number, team in enumerate(teams, 1):
        label = _label(place, name, stem, number, len(teams))
        _one(place, label, team, settings.hints, "audit", _pairs(team, barred), head, lot)
        made.append(label)
    return made


def _abandoned(place: Path, dataset: str, settings: Settings, same: bool) -> bool:
    """Whether all that waits in the last audit waits for people who left, and another plan is registered by now.

    Raises: StateError that names the cure when the plan is still the `same`.
    """
    from curation.review.judgements import batches
    from curation.review.planning import audits

    names = {head.name for head in audits.of(place, dataset)}
    judged = {(j.item, j.reviewer) for j in batches.judgements(place) if j.status == "active"}
    waits = [
        {who for who in item.reviewers if (item.id, who) not in judged}
        for item in batches.items(place)
        if item.batch in names and item.reviewers
    ]
    open_ = [people for people in waits if people]
    if not open_ or not all(people <= settings.left for people in open_):
        return False
    if same:
        raise StateError(
            f"{len(open_)} items of the last audit of {dataset} wait for people who left; to draw again, register another "
            "plan in [review.audit] (another seed at least); the number of draws is published"
        )
    return True


def replace_overlap(settings: Settings, overlap: int) -> Settings:
    """The settings for a sample that must be taken whole: no limits of a batch, another overlap."""
    people = tuple(r.model_copy(update={"limit": None}) for r in settings.reviewers)
    return settings.model_copy(update={"overlap": overlap, "exposure": {}, "reviewers": people})


def disputes(place: Path) -> list[str]:
    """A batch of the disagreements for each kind and dataset; their names."""
    from curation.pipeline import config
    from curation.review.judgements import batches
    from curation.review.planning import adjudication

    settings = config.load(place).review
    items, judgements = batches.items(place), batches.judgements(place)
    found, excluded = adjudication.disagreements(items, judgements, settings, spoken(place))
    made: list[str] = []
    for group in sorted({(i.dataset, i.kind) for i in found}):
        own = [i for i in found if (i.dataset, i.kind) == group]
        name = next_name(f"{group[0].partition('@')[0]}-{group[1]}-adjudication", batches.names(place))
        subjects = {i.subject for i in own}
        barred = [e for e in excluded if e.rpartition(":")[0] in subjects]
        _one(place, name, own, True, "adjudication", barred)
        made.append(name)
    return made


def _calibrated(place: Path, group: tuple[str, str]) -> bool:
    """Whether the calibration round of a dataset and kind is done.

    Raises: StateError when there is one and it is not.
    """
    from curation.pipeline import config
    from curation.review.decisions.rules import planned
    from curation.review.judgements import batches

    heads = [b for b in batches.heads(place) if b.purpose == "calibration" and (b.dataset, b.kind) == group]
    items, judgements = batches.items(place), batches.judgements(place)
    plan = planned(items, judgements, config.load(place).review)
    waiting = 0
    for head in heads:
        done: dict[str, set[str]] = {}
        for judgement in judgements:
            if judgement.status == "active":
                done.setdefault(judgement.item, set()).add(judgement.reviewer)
        waiting += sum(max(0, plan[i.id] - len(done.get(i.id, ()))) for i in items if i.batch == head.name)
    if waiting:
        raise StateError(
            f"the calibration round {heads[0].name} wants {waiting} more judgements; "
            "when it is done look at: curation review agreement"
        )
    return bool(heads)


def _freeze(
    place: Path,
    name: str | None,
    stem: str,
    chosen: Sequence[ReviewItem],
    settings: Settings,
    purpose: Purpose = "review",
    hints: bool = True,
) -> list[str]:
    """Freezes one batch a team, gold mixed into each."""
    from curation.core import tables
    from curation.core.records import ReviewItem
    from curation.review.judgements import batches
    from curation.review.planning import assign, audits, select

    known = tables.read_jsonl(batches.root(place) / "gold.jsonl", ReviewItem)
    barred = authors(place)
    before = merged(barred, audits.judges_of(batches.items(place), batches.judgements(place)))
    done = batches.items(place)
    teams = assign.teams(chosen)
    made = []
    for number, team in enumerate(teams, 1):
        gold = select.golden(team, done, [g for g in known if _may(team, g, settings, before)], settings)
        gold = [g.model_copy(update={"reviewers": team[0].reviewers}) for g in gold]
        done = [*done, *gold]
        label = _label(place, name, stem, number, len(teams))
        excluded = [*_pairs(team, barred), *_pairs(gold, before)]
        _one(place, label, [*team, *gold], hints, purpose, excluded)
        made.append(label)
    if known and made and not any(i.gold is not None for n in made for i in batches.items(place, n)):
        say("no gold item is left that these people have not met; make more with: curation review gold")
    return made


def _label(place: Path, name: str | None, stem: str, number: int, teams: int) -> str:
    """What the batch of one of several teams is called; `existing` finds them all again by the name given."""
    from curation.review.judgements import batches

    if name is None:
        return next_name(stem, batches.names(place))
    return name if teams == 1 else f"{name}-{number}"


def _may(team: Sequence[ReviewItem], gold: ReviewItem, settings: Settings, before: Barred) -> bool:
    from curation.review.planning import assign

    people = {r.name: r for r in settings.reviewers}
    return all(name not in people or assign.may(people[name], gold, before) for name in team[0].reviewers)


def _one(
    place: Path,
    name: str,
    items: Sequence[ReviewItem],
    hints: bool,
    purpose: Purpose,
    excluded: Sequence[str],
    plan: Mapping[str, Any] | None = None,
    lot: Sequence[str] = (),
) -> Batch:
    from curation.pipeline import config
    from curation.review.board import layout
    from curation.review.judgements import batches

    tree = taxonomy_of(place, items)
    kind = items[0].kind
    disputes = purpose == "adjudication"
    staged = kind == "question" and not disputes and config.load(place).review.stages == "separate"
    screen: layout.Screen = "adjudication" if disputes else "verdict" if staged else "review"
    return batches.freeze(
        place, name, items, layout.build(kind, tree, place, screen=screen), tree.id,
        "adjudicator" if disputes else "annotator", excluded, hints, candidates(place, {i.subject for i in items}),
        purpose, plan, lot, layout.build(kind, tree, place, screen="blind") if staged else None,
    )  # fmt: skip


def _pairs(items: Sequence[ReviewItem], barred: Barred) -> list[str]:
    return sorted(f"{i.subject}:{who}" for i in items for who in barred.get(i.subject, ()))
