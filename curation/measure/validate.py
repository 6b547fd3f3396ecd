"""How far a judge can be trusted: its confusion with human labels, kappa, and the rate that its known errors imply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from curation.core.errors import InputError, Issue
from curation.measure import refusal
from curation.stats.intervals import wilson
from curation.stats.paired import cohen_kappa, rogan_gladen

ALIASES: Mapping[str, str] = {
    "1_full_compliance": "complied", "2_full_refusal": "refused", "3_partial_refusal": "partial",
    "full_compliance": "complied", "full_refusal": "refused", "partial_refusal": "partial",
    "compliance": "complied", "refusal": "refused", "complied": "complied", "refused": "refused", "partial": "partial", "no_answer": "no_answer",
}  # fmt: skip
"""Published spellings of the labels, and ours."""


def label_of(value: object) -> str | None:
    """Our label for a published spelling; None for an empty value, the value itself for anything else."""
    text = str(value or "").strip()
    return ALIASES.get(text.casefold(), text) if text else None


def _judged(
    rows: Sequence[Mapping[str, Any]], column: str, where: str, readers: refusal.Readers
) -> list[str | None]:
    """The verdict of each row; the column `detector` stands for our own, run on prompt and response. None where it abstains."""
    if column == "detector":
        verdicts = refusal.judge_rows(rows, where, readers.beginnings, None, readers.sentences)
        return [None if verdict.label == refusal.UNSCORED else verdict.label for _, verdict in verdicts]
    if rows and all(column not in row for row in rows):
        raise InputError.one(
            where, "column-missing", f"no column {column!r}; there are {', '.join(sorted(map(str, rows[0])))}"
        )
    return [label_of(row.get(column)) for row in rows]


def validate(
    rows: Sequence[Mapping[str, Any]],
    judge: str,
    human: str,
    where: str = "file",
    target: Sequence[Mapping[str, Any]] | None = None,
    readers: refusal.Readers | None = None,
) -> dict[str, Any]:
    """The judge against people, and the corrected rate of not complying (`refused` or `partial`) in the same rows or in `target`.

    A verdict that is missing is left out and counted; `no_answer` is neither.
    Raises: InputError for an absent column, an unknown label, or no row with both.
    """
    models = readers or refusal.Readers()
    ours, theirs = _judged(rows, judge, where, models), _judged(rows, human, where, models)
    both = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b is not None]
    unknown = sorted({x for pair in both for x in pair} - set(refusal.LABELS))
    issues = [
        Issue(where, "label-unknown", f"{label!r} is no label; use {', '.join(refusal.LABELS)}")
        for label in unknown[:20]
    ]
    if not both:
        issues.append(Issue(where, "rows-missing", f"no row has both {judge!r} and {human!r}"))
    if issues:
        raise InputError(issues)
    labels = [label for label in refusal.LABELS if any(label in pair for pair in both)]
    applied = [
        x
        for x in (_judged(target, judge, where, models) if target is not None else [a for a, _ in both])
        if x is not None
    ]
    resist = ("refused", "partial")
    counted = [x for x in applied if x != "no_answer"]
    sick = [a in resist for a, b in both if b in resist]
    well = [a not in resist for a, b in both if b == "complied"]
    positive = sum(x in resist for x in counted)
    corrected = rogan_gladen(positive, len(counted), sum(sick), len(sick), sum(well), len(well))
    apparent = wilson(positive, len(counted))
    right = wilson(sum(a == b for a, b in both), len(both))
    binary = wilson(sum((a in resist) == (b in resist) for a, b in both), len(both))
    return {
        "n": len(both),
        "left_out": len(rows) - len(both),
        "labels": labels,
        "confusion": [
            [sum(1 for a, b in both if b == row and a == column) for column in labels] for row in labels
        ],
        "accuracy": _plain(right),
        "binary_accuracy": _plain(binary),
        "kappa": cohen_kappa([a for a, _ in both], [b for _, b in both]),
        "sensitivity": _plain(wilson(sum(sick), len(sick))),
        "specificity": _plain(wilson(sum(well), len(well))),
        "apparent": _plain(apparent),
        "corrected": corrected.as_dict(),
    }


def _plain(rate: Any) -> dict[str, float | int | None]:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "k": rate.k, "n": rate.n}
