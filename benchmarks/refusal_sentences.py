"""What a sentence of an answer does: the two models of `curation/measure/refusal_sentences.py`, cross-validated and by language left out.

The sentences were written for this (`schemas/measure/decline-sentences.tsv`). `--write` fits the packaged weights on all of them.
Run: python benchmarks/refusal_sentences.py [--write]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import results
from curation.core.digests import digest
from curation.measure import refusal_sentences
from curation.measure.refusal_training import fit_binary
from curation.services.embeddings import load
from curation.stats.intervals import wilson

WEIGHTS = Path(__file__).resolve().parents[1] / "schemas" / "measure" / "decline-sentences.json"
RIDGE = 0.3
FOLDS = 10


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights of a logistic model without limits of sign."""
    return fit_binary(x, y.astype(float), np.ones(len(y)), np.zeros(x.shape[1], dtype=np.int64), RIDGE)


def main() -> None:
    """Prints and records the table."""
    rows = refusal_sentences.examples()
    encoder = load("use")
    texts = [text for *_, text in rows]
    x = refusal_sentences.features(texts, encoder.embed(texts))
    labels = np.array([label for _, label, _ in rows])
    languages = np.array([language for language, *_ in rows])
    folds = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    lines = []
    weights: dict[str, list[float]] = {}
    for name in ("declines", "around"):
        y = labels == name
        used = np.ones(len(rows), dtype=bool) if name == "declines" else labels != "declines"

        def right(tested: np.ndarray, y: np.ndarray = y, used: np.ndarray = used) -> list[bool]:
            train, test = used & ~tested, used & tested
            return list(((x[test] @ fitted(x[train], y[train])) > 0) == y[test])

        crossed = [ok for fold in range(FOLDS) for ok in right(folds == fold)]
        lines.append((f"{name}: all, ten folds", wilson(sum(crossed), len(crossed))))
        for language in sorted(set(languages)):
            hits = right(languages == language)
            lines.append((f"{name}: {language} left out", wilson(sum(hits), len(hits))))
        weights[name] = [round(float(v), 5) for v in fitted(x[used], y[used])]
    for line in lines:
        print(*line)
    if "--write" in sys.argv:
        value = {"embedder": encoder.fingerprint, "sentences_sha256": digest(rows), **weights}
        WEIGHTS.write_text(json.dumps(value) + "\n", "utf-8")
        results.write(
            "decline-sentences",
            "python benchmarks/refusal_sentences.py --write",
            ("sentences", "read rightly"),
            lines,
            "`declines`: whether a sentence declines; `around`: whether one that does not decline is talk around a refusal (a reason, sympathy, an offer, a place to turn to) and not the matter asked for. Sentences by two authors, so these are figures of two hands.",
        )


if __name__ == "__main__":
    main()
