"""How much of a release a run answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from curation.measure.release import ReleaseFolder
from curation.measure.samples import ModelRun

KINDS: Mapping[str, str] = {"prompt": "prompts", "question": "questions", "task": "tasks"}
"""The kinds of items, and what several of them are called."""


def items(release: ReleaseFolder) -> Counter[str]:
    """How many items of each kind a release holds, without those that were withdrawn."""
    return Counter(row.kind for row in release.rows() if row.id not in release.withdrawn)


def sides(release: ReleaseFolder) -> Counter[str]:
    """How many items a release holds on each side, without those that were withdrawn: of prompts what a model should do (`refuse`, `comply`,
    `caution`), of other items their kind."""
    return Counter(
        (getattr(row, "expected", "") or ("comply" if row.benign else "refuse"))
        if row.kind == "prompt"
        else row.kind
        for row in release.rows()
        if row.id not in release.withdrawn
    )


def part_told(answered: Mapping[str, int], items: str) -> list[str]:
    """A sentence where a run answers a part of its release only: `k` of `n` items; no sentence otherwise."""
    if answered["k"] >= answered["n"]:
        return []
    return [
        f"answered {answered['k']:,} of the release's {answered['n']:,} {items}: the figures are of this part only"
    ]


def notes(runs: Iterable[ModelRun], release: ReleaseFolder | None) -> list[str]:
    """A sentence for each run and each kind of items of which the run answers a part only; none where no release is known.

    Args:
        runs: joined to the release.
        release: None where the runs were measured without one.
    """
    if release is None:
        return []
    there = items(release)
    told = []
    for run in runs:
        for kind, name in KINDS.items():
            asked = len({sample.id for sample in run.samples if sample.kind == kind})
            if asked:
                told += [f"{run.where}: {line}" for line in part_told({"k": asked, "n": there[kind]}, name)]
    return told
