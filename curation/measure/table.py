"""Many models at once: a rate of each model in each group of items, ranges of ranks, and which differences hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from curation.core.errors import InputError
from curation.measure import coverage
from curation.measure.compare import correct_value, refusal_value
from curation.measure.release import ReleaseFolder
from curation.measure.samples import ModelRun, Sample, names_of
from curation.measure.settings import Grouping, Settings
from curation.stats.paired import clustered_rate, holm, sign_flip

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Side = Literal["refusal", "over_refusal", "capability", "tasks"]
SIDES: Mapping[Side, str] = {
    "refusal": "refusal of what should be refused",
    "over_refusal": "refusal of what should be answered",
    "capability": "right answers to questions",
    "tasks": "score of answers to open tasks",
}
_RELEASED: Mapping[Side, str] = {
    "refusal": "refuse",
    "over_refusal": "comply",
    "capability": "question",
    "tasks": "task",
}
"""What items of a release are on each side, as `coverage.sides` calls them."""
GROUPS: tuple[Grouping, ...] = ("category", "document", "article", "jurisdiction", "level")


@dataclass(frozen=True)
class Grid:
    """The values of one side: models by items, NaN where an answer has none."""

    models: tuple[str, ...]
    items: tuple[Sample, ...]
    """One sample of each item, for its groups."""
    values: NDArray[np.float64]
    """`(models, items)`, each in [0, 1]: the mean of an item's samples."""
    answered: NDArray[np.int64]
    """`(models,)`: items that a model gave an answer to; an error of a service and an empty response are none."""
    unscored: NDArray[np.int64]
    """`(models,)`: answered items that the judge left unscored."""


def _by_side(run: ModelRun) -> dict[Side, list[Sample]]:
    """The samples of a run by side."""
    found: dict[Side, list[Sample]] = {}
    for sample in run.samples:
        if (side := _side_of(sample)) is not None:
            found.setdefault(side, []).append(sample)
    return found


def _side_of(sample: Sample) -> Side | None:
    if sample.kind == "question":
        return "capability"
    if sample.kind == "task":
        return "tasks"
    return {"refuse": "refusal", "comply": "over_refusal"}.get(sample.expected)  # type: ignore[return-value]


def _score(sample: Sample, settings: Settings) -> float | None:
    return sample.score


def grid(
    runs: Sequence[ModelRun],
    side: Side,
    settings: Settings,
    parted: Sequence[Mapping[Side, Sequence[Sample]]] | None = None,
) -> Grid:
    """The values of one side in all runs, over the items that any run holds.

    Args:
        runs: one for each model.
        side: which answers count.
        settings: what a part refusal counts.
        parted: the samples of each run by side, where they are parted already.

    Raises: InputError when runs were measured on different releases, or two have one name.
    """
    import numpy as np

    names = [run.model or run.where for run in runs]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise InputError.one(
            "measure table",
            "model-repeated",
            f"several runs are of {', '.join(twice)}; name the model of each in a column `model_name`",
        )
    digests = {run.bound.content_sha256 for run in runs}
    if len(digests) > 1:
        told = "; ".join(f"{run.where}: {run.bound}" for run in runs[:5])
        raise InputError.one(
            "measure table", "release-differs", f"the runs measured different releases: {told}"
        )
    value: Callable[[Sample, Settings], float | None] = (
        correct_value if side == "capability" else _score if side == "tasks" else refusal_value
    )
    chosen = [part.get(side, ()) for part in (parted or [_by_side(run) for run in runs])]
    columns: dict[str, int] = {}
    firsts: list[Sample] = []
    for samples in chosen:
        for sample in samples:
            if sample.id not in columns:
                columns[sample.id] = len(firsts)
                firsts.append(sample)
    sums, counts = np.zeros((len(runs), len(firsts))), np.zeros((len(runs), len(firsts)))
    answered = np.zeros((len(runs), len(firsts)), dtype=bool)
    for row, samples in enumerate(chosen):
        for sample in samples:
            column = columns[sample.id]
            answered[row, column] |= _answers(sample)
            if (x := value(sample, settings)) is not None:
                sums[row, column] += x
                counts[row, column] += 1
    with np.errstate(invalid="ignore"):
        values = np.where(counts > 0, sums / counts, np.nan)
    unscored = (answered & (counts == 0)).sum(axis=1)
    return Grid(tuple(names), tuple(firsts), values, answered.sum(axis=1), unscored)


def _answers(sample: Sample) -> bool:
    """Whether a sample is an answer at all."""
    if sample.label == "no_answer" or sample.form == "empty":
        return False
    return sample.response is not None or sample.correct is not None or sample.label is not None


def _tiers(items: Sequence[Sample]) -> int:
    return max((len(s.path) for s in items), default=0) or 1


def groups_of(items: Sequence[Sample], kinds: Sequence[str]) -> Iterator[tuple[str, str, list[int]]]:
    """Kind, name and the places of the items of each group; categories on each tier, `category 1` at the top."""
    for kind in kinds:
        tiers = range(1, _tiers(items) + 1) if kind == "category" else (2,)
        for tier in tiers:
            places: dict[str, list[int]] = {}
            for place, sample in enumerate(items):
                for name in names_of(sample, kind, tier):
                    places.setdefault(name, []).append(place)
            label = f"category {tier}" if kind == "category" else kind
            for name in sorted(places):
                yield label, name, places[name]


def _families(items: Sequence[Sample]) -> NDArray[np.int64]:
    """The number of the family of each item."""
    import numpy as np

    return np.unique([s.group for s in items], return_inverse=True)[1].astype(np.int64)


def _cell(values: NDArray[np.float64], groups: NDArray[np.int64], confidence: float) -> dict[str, Any]:
    import numpy as np

    there = ~np.isnan(values)
    whole = bool(there.all())
    rate, _ = clustered_rate(
        values if whole else values[there], groups if whole else groups[there], confidence
    )
    return {"value": rate.value, "low": rate.low, "high": rate.high, "n": rate.n, "asked": len(values)}


def _cells(values: NDArray[np.float64], groups: NDArray[np.int64], confidence: float) -> list[dict[str, Any]]:
    """The cell of each model in one group of items, `(models, items)`."""
    import numpy as np

    local = np.unique(groups, return_inverse=True)[1].astype(np.int64)
    return [_cell(row, local, confidence) for row in values]


def differences(table: Grid, settings: Settings) -> list[dict[str, Any]]:
    """Every pair of models on the items that both have a value for: the difference, its p value, and that after Holm over all pairs."""
    import numpy as np

    families = _families(table.items)
    rows: list[dict[str, Any]] = []
    for a, b in combinations(range(len(table.models)), 2):
        both = np.flatnonzero(~np.isnan(table.values[a]) & ~np.isnan(table.values[b]))
        left, right = table.values[a][both], table.values[b][both]
        p = sign_flip(left, right, families[both], settings.rounds, settings.seed)
        rows.append(
            {
                "a": table.models[a],
                "b": table.models[b],
                "difference": float((left - right).mean()) if len(both) else None,
                "pairs": len(both),
                "p": p,
            }
        )
    for row, adjusted in zip(rows, holm([row["p"] for row in rows]), strict=True):
        row["p_holm"] = adjusted
    return rows


def rank_ranges(
    table: Grid, found: Sequence[Mapping[str, Any]], settings: Settings
) -> dict[str, tuple[int, int]]:
    """The best and the worst rank of each model, 1 highest, that the differences which hold after Holm leave open."""
    above = dict.fromkeys(table.models, 0)
    below = dict.fromkeys(table.models, 0)
    for row in found:
        if row["difference"] is not None and row["p_holm"] <= 1 - settings.confidence:
            higher, lower = (row["a"], row["b"]) if row["difference"] > 0 else (row["b"], row["a"])
            above[lower] += 1
            below[higher] += 1
    n = len(table.models)
    return {name: (1 + above[name], n - below[name]) for name in table.models}


def summary(
    runs: Sequence[ModelRun],
    settings: Settings,
    kinds: Sequence[str] = GROUPS,
    *,
    judge: str = "",
    release: ReleaseFolder | None = None,
) -> dict[str, Any]:
    """Everything of many runs as one JSON value: a part for each side that any run holds.

    Each part has a row a model (rate, interval, n, coverage of the items, answers left unscored, range of ranks), the differences between
    models with p values corrected by Holm over all pairs of the side, and a row for each group of items with a cell a model. `asked` counts
    the items of the side that any run holds, `released` those of the release, None where no release is given.

    Args:
        runs: one for each model.
        settings: what a part refusal counts, and the level of the intervals.
        kinds: how items are grouped.
        judge: what gave the verdicts on prompts.
        release: the release that the runs are joined to, to say how much of it they answer; None for none.
    """
    there = None if release is None else coverage.sides(release)
    parts: dict[str, Any] = {}
    parted = [_by_side(run) for run in runs]
    for side, title in SIDES.items():
        table = grid(runs, side, settings, parted)
        if not table.items:
            continue
        families = _families(table.items)
        pairs = differences(table, settings)
        ranks = rank_ranges(table, pairs, settings)
        parts[side] = {
            "title": title,
            "items": len(table.items),
            "families": len(set(families.tolist())),
            "models": [
                _cell(table.values[row], families, settings.confidence)
                | {
                    "model": name,
                    "rank_best": ranks[name][0],
                    "rank_worst": ranks[name][1],
                    "answered": int(table.answered[row]),
                    "released": None if there is None else there[_RELEASED[side]],
                    "unscored": int(table.unscored[row]),
                }
                for row, name in enumerate(table.models)
            ],
            "differences": pairs,
            "groups": [
                {
                    "kind": kind,
                    "name": name,
                    "items": len(places),
                    "cells": _cells(table.values[:, places], families[places], settings.confidence),
                }
                for kind, name, places in groups_of(table.items, kinds)
            ],
        }
    if not parts:
        raise InputError.one(
            "measure table", "rows-missing", "no run holds an answer to a prompt or to a question"
        )
    return {
        "release": str(runs[0].bound),
        "models": [run.model or run.where for run in runs],
        "confidence": settings.confidence,
        "judge": judge,
        "notes": [
            *coverage.notes(runs, release),
            *dict.fromkeys(note for run in runs for note in run.notes),
        ],
        "sides": parts,
    }


def as_csv(result: Mapping[str, Any]) -> str:
    """The rates as CSV, one line for each side, group and model."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["side", "kind", "group", "model", "value", "low", "high", "n", "asked"])
    for side, part in result["sides"].items():
        for row in part["models"]:
            writer.writerow(
                [side, "all", "", row["model"], row["value"], row["low"], row["high"], row["n"], row["asked"]]
            )
        for group in part["groups"]:
            for name, cell in zip(result["models"], group["cells"], strict=True):
                writer.writerow(
                    [
                        side,
                        group["kind"],
                        group["name"],
                        name,
                        cell["value"],
                        cell["low"],
                        cell["high"],
                        cell["n"],
                        cell["asked"],
                    ]
                )
    return text.getvalue()
