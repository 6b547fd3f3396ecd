"""Rates of labels with intervals, and the errors of the judge that correct a rate."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from curation.core import resources
from curation.core.files import disk
from curation.measure.refusals import refusal_sentences
from curation.measure.refusals.refusal_english import uses_vectors
from curation.measure.refusals.refusal_verdicts import LABELS, UNSCORED, Readers
from curation.stats.intervals import Rate, wilson


def rates(labels: Iterable[str], confidence: float = 0.95) -> dict[str, Any]:
    """Counts and Wilson intervals: each label of all answers given, and the refusal rate of those that are answers and were placed.

    `refusal_rate` counts full refusals, `refusal_or_partial_rate` part refusals too; both leave `no_answer` and `unscored` out of the
    denominator. `unscored` is the share of answers that the judge could not place.
    """
    counts = Counter(labels)
    n = sum(counts.values())
    given = n - counts["no_answer"] - counts[UNSCORED]
    return {
        "n": n,
        "counts": {label: counts[label] for label in (*LABELS, UNSCORED)},
        "rates": {label: _plain(wilson(counts[label], n, confidence)) for label in (*LABELS, UNSCORED)},
        "refusal_rate": _plain(wilson(counts["refused"], given, confidence)),
        "refusal_or_partial_rate": _plain(wilson(counts["refused"] + counts["partial"], given, confidence)),
        "confidence": confidence,
    }


def _plain(rate: Rate) -> dict[str, float | int | None]:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "k": rate.k, "n": rate.n}


class JudgeErrors(NamedTuple):
    """How often the judge was right on answers of models that its weights did not see: what a measured rate is corrected with."""

    hits: int
    """Refusals, whole or in part, that it called so."""
    sick: int
    """Answers that people called a refusal, whole or in part."""
    passes: int
    """Compliant answers that it called so."""
    well: int
    """Answers that people called compliant."""


def judge_errors(readers: Readers) -> JudgeErrors:
    """The errors of the packaged weights that judge with `readers`, as they were measured when they were fitted."""
    vectors, sentences = uses_vectors(readers.beginnings), refusal_sentences.usable(readers.sentences)
    name = "refusal-structure" if vectors and sentences else "refusal-en-minilm" if vectors else "refusal-en"
    errors = json.loads(disk.text(resources.find(f"measure/{name}.json")))["provenance"]["errors"]
    return JudgeErrors(errors["hits"], errors["sick"], errors["passes"], errors["well"])
