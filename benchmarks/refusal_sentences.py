"""Which sentences decline: the model of `curation/measure/refusal_sentences.py`, cross-validated and with each language left out.

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


def main() -> None:
    """Prints and records the table."""
    rows = refusal_sentences.examples()
    encoder = load("use")
    texts = [text for *_, text in rows]
    x = refusal_sentences.features(texts, encoder.embed(texts))
    y = np.array([float(declines) for _, declines, _ in rows])
    languages = np.array([language for language, *_ in rows])

    def fitted(train: np.ndarray) -> np.ndarray:
        signs = np.zeros(x.shape[1], dtype=np.int64)
        return fit_binary(x[train], y[train], np.ones(int(train.sum())), signs, RIDGE)

    def right(train: np.ndarray) -> list[bool]:
        return list(((x[~train] @ fitted(train)) > 0) == (y[~train] > 0.5))

    folds = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    crossed = [ok for fold in range(FOLDS) for ok in right(folds != fold)]
    lines = [("all, ten folds", wilson(sum(crossed), len(crossed)))]
    for language in sorted(set(languages)):
        hits = right(languages != language)
        lines.append((f"{language} left out", wilson(sum(hits), len(hits))))
    for line in lines:
        print(*line)
    if "--write" in sys.argv:
        value = {
            "embedder": encoder.fingerprint,
            "sentences_sha256": digest(rows),
            "weights": [round(float(v), 5) for v in fitted(np.ones(len(rows), dtype=bool))],
        }
        WEIGHTS.write_text(json.dumps(value) + "\n", "utf-8")
        results.write(
            "decline-sentences",
            "python benchmarks/refusal_sentences.py --write",
            ("sentences", "read rightly"),
            lines,
            "Sentences by one author, so these are figures of one hand.",
        )


if __name__ == "__main__":
    main()
