"""Which batches are made next: a calibration round, work by need, an audit, disputes; each for the people it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import JsonValue

from curation import taxonomy
from curation.core.counting import counted
from curation.core.errors import InputError, Issue, StateError
from curation.core.records import Candidate, ReviewItem, ReviewRole
from curation.review.board import layout
from curation.review.decisions.items import WRITING, replaced
from curation.review.judgements import batches
from curation.review.judgements.batches import Purpose
from curation.review.planning import adjudication, assign, audits, golden, select
from curation.review.settings import Settings
from curation.review.standing import plan, state
from curation.review.standing.evidence import ReviewEvidence

Barred = Mapping[str, Sequence[str]]
"""Pseudonyms by subject of those who must not judge it."""


@dataclass(frozen=True)
class Material:
    """What batches are made of."""

    workspace: Path
    evidence: ReviewEvidence
    candidates: Callable[[set[str]], Sequence[Candidate]]
    """The candidates behind some subjects, from the last generation or an earlier batch."""
    authors: Barred = field(default_factory=dict)
    """By revision those who wrote it."""
    names: Callable[[str], str] = str
    """From the code of a reason or category to the name that people know it by."""

    @property
    def settings(self) -> Settings:
        """The settings of the review."""
        return self.evidence.settings


@dataclass
class PlannedBatches:
    """The names of the batches that were frozen, and what a maintainer should know of them."""

    names: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def existing(workspace: Path, name: str) -> list[str]:
    """The batches that a name stands for: itself or its parts `name-1`, `name-2`, …, and with them its briefs, `name-writing`."""
    known = batches.names(workspace)
    own = _one_or_parts(known, name)
    briefs = [
        n for n in _one_or_parts(known, f"{name}-writing") if batches.load(workspace, n).purpose == "writing"
    ]
    return own + briefs if own else []


def _one_or_parts(known: Sequence[str], name: str) -> list[str]:
    return [name] if name in known else [n for n in known if re.fullmatch(re.escape(name) + r"-\d+", n)]


def work(
    material: Material,
    waiting: Sequence[ReviewItem],
    name: str | None = None,
    kind: str | None = None,
    dataset: str | None = None,
    size: int | None = None,
) -> PlannedBatches:
    """New batches from the queue `waiting`, one for each kind, dataset, sort of work and team of reviewers.

    One that is alone is called `name`, several are `name-1`, `name-2`, …; briefs beside other work are `name-writing`, and so on.

    Clauses whose categories are to be checked are put into a batch only where `kind` asks for them.

    Args:
        material: What batches are made from.
        waiting: The queue, most urgent first.
        name: The name of a batch that is alone, or how the names of several begin; None names them after dataset and kind.
        kind: None takes all kinds but `mapping`.
        dataset: None takes all datasets.
        size: The most items of a batch; None takes that of the settings.

    Raises: StateError when a calibration round is not finished, a batch has such a name already, or only such clauses wait and
    `kind` does not ask for them. No batch is made then.
    """
    settings, done = material.settings, material.evidence.items
    queue = [i for i in waiting if kind in (None, i.kind) and dataset in (None, i.dataset)]
    if kind is None and any(i.kind != "mapping" for i in queue):
        queue = [i for i in queue if i.kind != "mapping"]
    elif kind is None and queue:
        raise StateError(
            f"no item waits for people, only {counted(len(queue), 'clause')} whose categories can be checked; ask for those with: "
            "curation review push --kind mapping; why a clause gave no item: curation show generate --dropped"
        )
    groups = sorted({(i.dataset, i.kind, WRITING in i.why) for i in queue})
    planned = PlannedBatches()
    drafts: list[_Draft] = []
    for group in groups:
        own = [i for i in queue if (i.dataset, i.kind, WRITING in i.why) == group]
        stem = f"{group[0].partition('@')[0]}-{group[1]}"
        purpose: Purpose = "review"
        if group[2]:
            stem, purpose = f"{stem}-writing", "writing"
            chosen, issues = assign.assign(
                select.select(own, done, settings, size), replace_overlap(settings, 1), material.authors
            )
        elif settings.calibration and not _calibrated(material, group[0], group[1]):
            stem, purpose = f"{stem}-calibration", "calibration"
            chosen, issues = assign.everybody(select.calibration(own, done, settings), settings)
        else:
            chosen, issues = assign.assign(
                select.select(own, done, settings, size), settings, material.authors
            )
        drafts += [_Draft(stem, team, purpose) for team in assign.teams(chosen)]
        planned.issues += issues
    _freeze(material, planned, drafts, _labels(material.workspace, name, drafts))
    return planned


@dataclass(frozen=True)
class _Draft:
    """A batch before it is frozen: the stem of its name, its items without gold, and what it is for."""

    stem: str
    items: Sequence[ReviewItem]
    purpose: Purpose


def _labels(workspace: Path, name: str | None, drafts: Sequence[_Draft]) -> list[str]:
    """What each new batch is called; `existing` finds them all again by the name that was given.

    Raises: StateError when there is a batch of such a name.
    """
    taken = batches.names(workspace)
    if name is None:
        labels: list[str] = []
        for draft in drafts:
            labels.append(next_name(draft.stem, [*taken, *labels]))
        return labels
    apart = len({draft.purpose == "writing" for draft in drafts}) > 1
    stems = [f"{name}-writing" if apart and draft.purpose == "writing" else name for draft in drafts]
    labels = [
        stem if stems.count(stem) == 1 else f"{stem}-{stems[:n].count(stem) + 1}"
        for n, stem in enumerate(stems)
    ]
    if again := sorted(set(labels) & set(taken)):
        raise StateError(f"there is a batch {again[0]!r} already; give another name than {name!r}, or none")
    return labels


def _calibrated(material: Material, dataset: str, kind: str) -> bool:
    """Whether the calibration round of a dataset and kind is done.

    Raises: StateError when there is one and it is not.
    """
    left = plan.calibration_left(material.evidence, dataset, kind)
    if left is not None and left[1]:
        raise StateError(
            f"the calibration round {left[0]} needs {left[1]} more judgements; "
            "when it is done look at: curation review agreement"
        )
    return left is not None


def replacements(material: Material, kind: str | None = None, dataset: str | None = None) -> PlannedBatches:
    """New batches that give the items still waiting for people who left or skipped them to others.

    Each keeps the purpose (review, calibration, writing) of the batch it replaces.
    """
    planned = PlannedBatches()
    again, barred = select.replacements(material.evidence)
    again = [i for i in again if kind in (None, i.kind) and dataset in (None, i.dataset)]
    kept_from = merged(material.authors, barred)
    chosen, planned.issues = assign.assign(again, material.settings, kept_from)
    if not material.settings.reviewers:
        # Anyone may take the first task of such an item, so the board gives it to others by itself.
        return planned
    frozen = {i.id: i.batch for i in material.evidence.items}
    first = {new.subject: frozen[old] for new in chosen for old in replaced(new)}
    for name in sorted(set(first.values())):
        head = batches.load(material.workspace, name)
        for team in assign.teams([i for i in chosen if first[i.subject] == name]):
            stem = f"{head.dataset.partition('@')[0]}-{head.kind}-replaced"
            label = next_name(stem, batches.names(material.workspace))
            _one(material, label, team, head.hints, head.purpose, _pairs(team, kept_from))
            planned.names.append(label)
    return planned


def audit(material: Material, name: str | None, dataset: str) -> PlannedBatches:
    """The next audit batch of a dataset: a registered random sample of what is accepted, with planted faults among it.

    Raises: StateError when a drawn sample waits, is spent, or the accepted items are too few for the plan.
    """
    settings = material.settings
    drawn, head, lot = audits.next_draw(material.evidence, dataset)
    barred = merged(material.authors, state.hands(material.evidence))
    placed, issues = assign.assign(drawn, replace_overlap(settings, settings.audit.overlap), barred)
    planned = PlannedBatches(issues=issues)
    if issues:
        raise InputError(
            [
                *issues,
                Issue(
                    dataset,
                    "audit-people",
                    "every item of an audit needs a person who neither wrote nor judged it; name more people under [[review.reviewers]]",
                ),
            ]
        )
    teams = assign.teams(placed)
    done = list(material.evidence.items)
    for number, team in enumerate(teams, 1):
        label = _label(material, name, f"{dataset}-{drawn[0].kind}-audit", number, len(teams))
        gold = golden.mixed(material.workspace, team, done, settings, barred)
        done += gold
        _one(
            material,
            label,
            [*team, *gold],
            settings.hints,
            "audit",
            _pairs([*team, *gold], barred),
            head,
            lot,
        )
        planned.names.append(label)
    return planned


def replace_overlap(settings: Settings, overlap: int) -> Settings:
    """The settings for a sample that must be taken whole: no limits of a batch, another overlap."""
    people = tuple(r.model_copy(update={"limit": None}) for r in settings.reviewers)
    return settings.model_copy(update={"overlap": overlap, "exposure": {}, "reviewers": people})


def disputes(material: Material) -> PlannedBatches:
    """A batch of the disagreements for each kind and dataset."""
    cases, excluded = adjudication.disagreements(material.evidence, material.names)
    planned = PlannedBatches()
    for group in sorted({(i.dataset, i.kind) for i in cases}):
        own = [i for i in cases if (i.dataset, i.kind) == group]
        stem = f"{group[0].partition('@')[0]}-{group[1]}-adjudication"
        name = next_name(stem, batches.names(material.workspace))
        subjects = {i.subject for i in own}
        wrote = _pairs(own, material.authors)
        barred = sorted({*wrote, *(e for e in excluded if e.rpartition(":")[0] in subjects)})
        _one(material, name, own, True, "adjudication", barred)
        planned.names.append(name)
    return planned


def _freeze(
    material: Material, planned: PlannedBatches, drafts: Sequence[_Draft], labels: Sequence[str]
) -> None:
    """Freezes the drafts under their names, gold mixed into each whose items are judged."""
    before = merged(material.authors, state.hands(material.evidence))
    done = list(material.evidence.items)
    for draft, label in zip(drafts, labels, strict=True):
        hints = draft.purpose != "calibration" and material.settings.hints
        gold = (
            []
            if draft.purpose == "writing"
            else golden.mixed(material.workspace, draft.items, done, material.settings, before)
        )
        done += gold
        excluded = [*_pairs(draft.items, material.authors), *_pairs(gold, before)]
        items = assign.side_by_side(draft.items) if draft.purpose == "writing" else [*draft.items, *gold]
        _one(material, label, items, hints, draft.purpose, excluded)
        planned.names.append(label)
        if draft.purpose != "writing" and not gold and golden.known(material.workspace):
            planned.issues.append(
                Issue(label, "gold-spent", "these people have met every gold item; import or plant more with: curation review gold", "info")
            )  # fmt: skip


def _label(material: Material, name: str | None, stem: str, number: int, teams: int) -> str:
    """What the batch of one of several teams is called; `existing` finds them all again by the name given."""
    if name is None:
        return next_name(stem, batches.names(material.workspace))
    return name if teams == 1 else f"{name}-{number}"


def _one(
    material: Material,
    name: str,
    items: Sequence[ReviewItem],
    hints: bool,
    purpose: Purpose,
    excluded: Sequence[str],
    registered: Mapping[str, JsonValue] | None = None,
    lot: Sequence[str] = (),
) -> None:
    place = material.workspace
    tree = taxonomy_of(place, items)
    kind = items[0].kind
    roles: dict[str, ReviewRole] = {"adjudication": "adjudicator", "writing": "author"}
    role = roles.get(purpose, "annotator")
    staged = kind == "question" and role == "annotator" and material.settings.stages == "separate"
    screens: dict[str, layout.Screen] = {"adjudication": "adjudication", "writing": "writing"}
    screen = screens.get(purpose, "verdict" if staged else "review")
    seen = any(i.shown.get("pictures") for i in items)
    batches.freeze(
        place, name, items, layout.build(kind, tree, place, screen=screen, pictures=seen), tree.id, role, excluded, hints,
        material.candidates({i.subject for i in items}), purpose, registered, lot,
        layout.build(kind, tree, place, screen="blind", pictures=seen) if staged else None,
    )  # fmt: skip


def _pairs(items: Sequence[ReviewItem], barred: Barred) -> list[str]:
    return sorted(f"{i.subject}:{who}" for i in items for who in barred.get(i.subject, ()))


def merged(first: Barred, second: Barred) -> dict[str, list[str]]:
    """Both, by subject."""
    return {s: sorted({*first.get(s, ()), *second.get(s, ())}) for s in sorted(first.keys() | second.keys())}


def next_name(stem: str, taken: Sequence[str]) -> str:
    """`stem-1`, or the first number after it that is free."""
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def taxonomy_of(workspace: Path, items: Sequence[ReviewItem]) -> taxonomy.Taxonomy:
    """The taxonomy of the categories that the items show.

    Raises: InputError when they show none, or more than one.
    """
    names = sorted(
        {str(c).partition(":")[0] for i in items for c in _listed(i.shown.get("categories"))}
        | {str(i.shown["taxonomy"]) for i in items if i.shown.get("taxonomy")}
    )
    if len(names) != 1:
        raise InputError.one("batch", "batch-taxonomy", f"one batch shows one taxonomy, not {names}")
    return taxonomy.load(names[0].partition("@")[0], workspace)


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
