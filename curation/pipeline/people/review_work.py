"""What the next review batches are made of, and the evidence of a workspace by name: the review commands call these functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from curation import taxonomy
from curation.core import stage, tables
from curation.core.errors import InputError, Issue, StateError
from curation.core.records import Candidate, ReviewItem
from curation.pipeline import assembly, running
from curation.pipeline.running import Run

if TYPE_CHECKING:
    from curation.review.planning.making import Material
    from curation.review.standing.evidence import ReviewEvidence


def evidence(workspace: Path) -> ReviewEvidence:
    """What the standing of the review is a function of; reads the documents first where they are not read yet."""
    return assembly.evidence(running.open_run(workspace))


def material(workspace: Path) -> Material:
    """What new batches are made of."""
    from curation.review.planning.making import Material
    from curation.review.standing import state

    run = running.open_run(workspace)
    seen = assembly.evidence(run)
    return Material(
        workspace, seen, partial(_candidates, run, seen), state.authors(seen, _parents(run, seen)), names(workspace)
    )  # fmt: skip


def queue(workspace: Path) -> list[ReviewItem]:
    """What the route step queued.

    Raises: StateError when it has not run.
    """
    artifact = stage.latest(workspace / ".curation" / "steps", running.ROUTE)
    if artifact is None:
        raise StateError("nothing is queued for review yet; run: curation run route")
    return list(tables.rows(artifact.table("items", ReviewItem), ReviewItem))


MOST_SHOWN = 4_000_000
"""Most bytes of a picture that is put before people: it travels inside the task, to every browser that opens it."""


def images_of(workspace: Path, items: Sequence[ReviewItem]) -> dict[str, bytes] | None:
    """The bytes of the pictures that items show, by digest; None where none shows one.

    Raises: InputError listing every picture that is missing, was exchanged since the item was frozen, or is too large.
    """
    from curation.pictures import files
    from curation.review.board.tasks import pictures_of

    shown = [one for item in items for one in pictures_of(item.shown)]
    if not shown:
        return None
    issues = [issue for _, issue in files.problems(workspace, shown)]
    held = files.held(workspace, shown)
    issues += [
        Issue(
            f"{files.FOLDER}/{one.file_name}",
            "picture-too-large",
            f"has {len(held[one.sha256]):,} bytes, more than the {MOST_SHOWN:,} that are put before people; save it smaller and bring the item in again",
        )
        for one in {one.sha256: one for one in shown}.values()
        if len(held.get(one.sha256, b"")) > MOST_SHOWN
    ]
    if issues:
        raise InputError(issues)
    return held


def names(workspace: Path) -> Callable[[str], str]:
    """A function from the code of a reason or category to its name."""
    from curation.pipeline import config
    from curation.review.judgements import reasons

    known = {r.code: r.label for r in reasons.load(workspace)}
    for each in sorted({d.taxonomy for d in config.load(workspace).dataset}):
        tree = taxonomy.load(each.partition("@")[0], workspace)
        known |= {tree.qualified(c.code): c.name for c in tree.categories}
    return lambda code: known.get(code, code)


def _candidates(run: Run, seen: ReviewEvidence, ids: set[str]) -> list[Candidate]:
    """The candidates behind some subjects: as they were frozen, else from the last generation, else as decided."""
    from curation.review.standing import state

    known = {c.id: c for c in state.revisions(seen)}
    data = running.last_table(run.workspace, "generate", "candidates")
    if data is not None:
        known |= {c.id: c for c in tables.rows(data.filter(data["id"].is_in(sorted(ids))), Candidate)}
    known |= {c.id: c for c in seen.candidates}
    return [known[id] for id in sorted(ids & known.keys())]


def _parents(run: Run, seen: ReviewEvidence) -> dict[str, str]:
    """The parent of every revision, from the last generation and the frozen batches."""
    parents = {c.id: c.parent for c in seen.candidates if c.variant == "revision" and c.parent is not None}
    data = running.last_table(run.workspace, "generate", "candidates")
    if data is not None:
        chosen = data.filter((data["variant"] == "revision") & data["parent"].is_not_null())
        parents |= dict(chosen.select("id", "parent").rows())
    return parents


def dataset_of(workspace: Path, name: str | None) -> str:
    """The dataset called `name`, or the only one there is.

    Raises: StateError when there are several to choose from.
    """
    from curation.pipeline import config

    if name is not None:
        return name
    known = [d.name for d in config.load(workspace).dataset]
    if len(known) != 1:
        raise StateError(f"say which of {known} with --dataset")
    return known[0]


def gold_of_decided(workspace: Path, subjects: Sequence[str]) -> list[ReviewItem]:
    """Makes gold items of decided subjects; gives those that are new.

    Raises: InputError naming every subject that is not decided.
    """
    from curation import review
    from curation.review.planning import golden

    seen = evidence(workspace)
    have = {g.subject for g in golden.known(workspace)}
    asked = [s for s in subjects if s not in have]
    return golden.add(workspace, golden.of_decided(asked, review.decisions(seen), seen.items))


def import_gold(workspace: Path, files: Sequence[Path]) -> list[ReviewItem]:
    """Takes in the gold items of files that a maintainer wrote; gives those that are new.

    Raises: InputError naming every line that cannot be used; StateError without a file. Nothing is taken in then.
    """
    from curation.review.planning import gold_files, golden

    if not files:
        raise StateError("name the file: curation review gold import FILE")
    known = names(workspace)
    items = [item for file in files for item in gold_files.read(file, known)]
    issues = _unknown(workspace, items)
    if issues:
        raise InputError(issues)
    return golden.add(workspace, items)


def _unknown(workspace: Path, items: Sequence[ReviewItem]) -> list[Issue]:
    """Items of a dataset that the settings do not declare, or under a category that its taxonomy does not have."""
    from curation.pipeline import config

    trees = {d.name: taxonomy.load(d.taxonomy, workspace) for d in config.load(workspace).dataset}
    trees |= {tree.id: tree for tree in trees.values()}
    issues = []
    for number, item in enumerate(items, 1):
        tree = trees.get(item.dataset)
        where = f"item {number}"
        if tree is None:
            issues.append(
                Issue(where, "gold-invalid", f"no dataset {item.dataset!r}; there are {sorted(trees)}")
            )
            continue
        codes = {tree.qualified(c.code) for c in tree.categories}
        shown, labels = item.shown.get("categories"), (item.gold or {}).get("labels")
        for code in [
            *(shown if isinstance(shown, list) else []),
            *(labels if isinstance(labels, list) else []),
        ]:
            if code not in codes:
                issues.append(Issue(where, "gold-invalid", f"no category {code!r} in {tree.id}"))
    return issues


def plant_gold(workspace: Path, number: int) -> list[ReviewItem]:
    """Plants faults into copies of items that are queued or frozen; gives the gold items that are new."""
    from curation.review.planning import golden, planting

    seen = evidence(workspace)
    queued = queue(workspace) if stage.latest(workspace / ".curation" / "steps", running.ROUTE) else []
    met = {i.subject for i in seen.items}
    # Copies of items that nobody has met come first: a fault in a known item is seen by comparing.
    fresh = [i for i in queued if i.subject not in met]
    planted = planting.plant(fresh, number, seen.settings.seed)
    if len(planted) < number:
        planted = planting.plant([*seen.items, *queued], number, seen.settings.seed)
    return golden.add(workspace, planted)
