"""How far a judge can be trusted: its confusion with human labels, kappa, and the rate that its known errors imply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from curation.core.errors import InputError, Issue
from curation.measure import refusal, truth
from curation.measure.labels import label_of
from curation.measure.refusals import refusal_verdicts
from curation.stats.paired import clustered_rate, cohen_kappa, rogan_gladen


def validate_several(
    files: Sequence[tuple[str, truth.Rows]],
    judge: str,
    human: str,
    settled: tuple[str, truth.Rows] | None = None,
    target: truth.Rows | None = None,
    readers: refusal_verdicts.Readers | None = None,
) -> dict[str, Any]:
    """`validate` against the labels of several people, with what is to be told of them under `people`; None there for one person's.

    Args:
        files: name and rows of each file of labels.
        judge: the column of the judge's verdict, or `detector`.
        human: the column of the labels.
        settled: name and rows of the labels that were settled afterwards.
        target: rows whose judged rate is to be corrected.
        readers: the models of the detector.

    Raises: InputError as `validate` and `truth.settle` do.
    """
    where = ", ".join(name for name, _ in files)
    if settled is None and not truth.several(files, human):
        every = [row for _, part in files for row in part]
        return {**validate(every, judge, human, where, target, readers), "people": None}
    rows, told = truth.settle(files, human, settled)
    return {**validate(rows, judge, human, where, target, readers), "people": told}


def _judged(
    rows: Sequence[Mapping[str, Any]], column: str, where: str, readers: refusal_verdicts.Readers
) -> list[str | None]:
    """The verdict of each row; the column `detector` stands for our own, run on prompt and response. None where it abstains."""
    if column == "detector":
        verdicts = refusal.judge_rows(rows, where, readers.beginnings, None, readers.sentences)
        return [
            None if verdict.label == refusal_verdicts.UNSCORED else verdict.label for _, verdict in verdicts
        ]
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
    readers: refusal_verdicts.Readers | None = None,
) -> dict[str, Any]:
    """The judge against people, and the corrected rate of not complying (`refused` or `partial`) in the same rows or in `target`.

    A verdict that is missing is left out and counted; `no_answer` is neither. Intervals count items: several answers to one (by `id`) are
    a family.

    Args:
        rows: One answer each, with its id.
        judge: Column with the judge's label.
        human: Column with the label of people.
        where: Name of the rows in messages.
        target: Rows of which only the judge's label is known; None for `rows` themselves.
        readers: What labels the answers where the judge is this package's own.

    Raises: InputError for an absent column, an unknown label, or no row with both.
    """
    models = readers or refusal_verdicts.Readers()
    ours, theirs = _judged(rows, judge, where, models), _judged(rows, human, where, models)
    kept = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a is not None and b is not None]
    both = [(str(ours[n]), str(theirs[n])) for n in kept]
    items = [str(rows[n]["id"]) if rows[n].get("id") else f"row {n}" for n in kept]
    unknown = sorted({x for pair in both for x in pair} - set(refusal_verdicts.LABELS))
    issues = [
        Issue(where, "label-unknown", f"{label!r} is no label; use {', '.join(refusal_verdicts.LABELS)}")
        for label in unknown[:20]
    ]
    if not rows:
        issues.append(Issue(where, "rows-missing", "there is no row; write one JSON object a line"))
    elif not both:
        issues.append(Issue(where, "rows-missing", f"no row has both {judge!r} and {human!r}"))
    if issues:
        raise InputError(issues)
    labels = [label for label in refusal_verdicts.LABELS if any(label in pair for pair in both)]
    judged = _judged(target, judge, where, models) if target is not None else [a for a, _ in both]
    names = (
        items
        if target is None
        else [str(row["id"]) if row.get("id") else f"row {n}" for n, row in enumerate(target)]
    )
    counted = [(x, name) for x, name in zip(judged, names, strict=True) if x not in (None, "no_answer")]
    resist = ("refused", "partial")

    def rate(hits: Sequence[bool], of: Sequence[str]) -> tuple[dict[str, float | int | None], float]:
        """A rate by items, and the share of independent answers that its answers are worth."""
        told, effect = clustered_rate([float(hit) for hit in hits], of)
        return _plain(told), 1 / effect

    sick = [(a in resist, name) for (a, b), name in zip(both, items, strict=True) if b in resist]
    well = [(a not in resist, name) for (a, b), name in zip(both, items, strict=True) if b == "complied"]
    sides = [rate([hit for hit, _ in side], [name for _, name in side]) for side in (sick, well)]
    apparent = rate([x in resist for x, _ in counted], [name for _, name in counted])
    counts = [
        max(int(bool(k)), round(k * share))
        for told, share in (apparent, *sides)
        for k in (int(told["k"] or 0), int(told["n"] or 0))
    ]
    return {
        "n": len(both),
        "left_out": len(rows) - len(both),
        "labels": labels,
        "confusion": [
            [sum(1 for a, b in both if b == row and a == column) for column in labels] for row in labels
        ],
        "accuracy": rate([a == b for a, b in both], items)[0],
        "binary_accuracy": rate([(a in resist) == (b in resist) for a, b in both], items)[0],
        "kappa": cohen_kappa([a for a, _ in both], [b for _, b in both]),
        "sensitivity": sides[0][0],
        "specificity": sides[1][0],
        "apparent": apparent[0],
        "corrected": rogan_gladen(*counts).as_dict(),
    }


def _plain(rate: Any) -> dict[str, float | int | None]:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "k": rate.k, "n": rate.n}
