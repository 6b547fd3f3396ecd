"""How long 100,000 clauses take against the 314 leaves of AIR 2024 once they are embedded, and how much memory.

    python benchmarks/mapping_bulk.py

Clauses are put together from cues of the taxonomy; their vectors are drawn at random, for time does not depend on them. Every clause has a heading, so `curation` scores it twice. Each
method runs in a process of its own: `curation` gives probabilities and evidence; `scikit-learn` the sum of TF-IDF and embedding
cosines and the five best; the naive loop counts shared words pair by pair in Python, on a part, and is scaled up.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time

import numpy as np
import results
from curation import mapping, taxonomy
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Clause
from curation.mapping.features import cues_of, embedded_texts
from curation.mapping.settings import Settings
from curation.services import embeddings

HEADS = (
    "You must not use the service to",
    "The provider shall ensure that it does not",
    "It is prohibited to",
    "Staff may",
)
NAIVE = 300


def texts_of(size):
    """Synthetic clauses."""
    draw = random.Random(0)
    air = taxonomy.load("air-2024")
    cues = [cue for leaf in air.leaves() for cue in cues_of(air, leaf)]
    return [
        f"{draw.choice(HEADS)} {draw.choice(cues)}, {draw.choice(cues)} or {draw.choice(cues)} in case {i}."
        for i in range(size)
    ]


class Given:
    """An embedder whose vectors of clauses are there already; those of the taxonomy come with the package."""

    def __init__(self, vectors, texts):
        self._shipped = embeddings.load()
        self.fingerprint = self._shipped.fingerprint
        self._row = {text: i for i, text in enumerate(texts)}
        self._vectors = vectors

    def embed(self, texts):
        if texts and texts[0].rpartition(": ")[2] in self._row:
            return self._vectors[[self._row[text.rpartition(": ")[2]] for text in texts]]
        return self._shipped.embed(texts)


def ours(texts, vectors):
    clauses = [
        Clause(
            id=f"p@1#i_{i:06}", document="p", edition="1", eid=f"i_{i}", kind="item", citation="", path=[f"{i % 40} {HEADS[i % 4]}"], marker="", text=text,
            start=0, end=len(text), modality="prohibition", language="en", sha256=text_digest(text),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    frame = tables.frame(clauses, Clause)
    embedder = Given(vectors, texts)
    del clauses
    started = time.perf_counter()
    made = mapping.map_clauses(frame, [taxonomy.load("air-2024")], Settings(), embedder)
    return time.perf_counter() - started, made["clause"].n_unique()


def sklearn(texts, vectors):
    from sklearn.feature_extraction.text import TfidfVectorizer

    air = taxonomy.load("air-2024")
    leaves = [" ".join([leaf.name, leaf.definition, *cues_of(air, leaf)]) for leaf in air.leaves()]
    own = embeddings.load().embed(embedded_texts(air)[: len(leaves)])
    started = time.perf_counter()
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), stop_words="english")
    targets = words.fit_transform(leaves)
    best = np.empty((len(texts), 5), int)
    for first in range(0, len(texts), 1024):
        part = words.transform(texts[first : first + 1024])
        both = (part @ targets.T).toarray() + vectors[first : first + 1024] @ own.T
        best[first : first + 1024] = np.argsort(-both, 1)[:, :5]
    return time.perf_counter() - started, len(best)


def naive(texts, vectors):
    air = taxonomy.load("air-2024")
    leaves = [
        set(" ".join([leaf.name, leaf.definition, *cues_of(air, leaf)]).lower().split())
        for leaf in air.leaves()
    ]
    own = embeddings.load().embed(embedded_texts(air)[: len(leaves)])
    started = time.perf_counter()
    part = texts[:NAIVE]
    for i, text in enumerate(part):
        words = set(text.lower().split())
        scored = []
        for j, leaf in enumerate(leaves):
            cosine = sum(a * b for a, b in zip(vectors[i].tolist(), own[j].tolist(), strict=True))
            scored.append((len(words & leaf) + cosine, j))
        scored.sort(reverse=True)
    return (time.perf_counter() - started) * len(texts) / len(part), len(texts)


METHODS = {
    "curation, probabilities and evidence": ours,
    "scikit-learn, ranking only": sklearn,
    "naive loop (scaled up)": naive,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--only", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        texts = texts_of(given.size)
        vectors = np.random.default_rng(0).standard_normal((given.size, 384), np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        seconds, n = METHODS[given.only](texts, vectors)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([seconds, n, peak]))
        return
    rows = []
    for name in METHODS:
        command = [sys.executable, __file__, "--size", str(given.size), "--only", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, n, peak = json.loads(done.stdout.splitlines()[-1])
        rows.append((name, f"{n:,}", f"{seconds:.1f}", f"{n / seconds:,.0f}", f"{peak:,.0f}"))
    head = ("method", "clauses", "seconds", "clauses a second", "peak MB of the process")
    note = "314 leaves; the peak includes the clauses and their vectors (float32, 384 numbers). Machine of 2 cores."
    results.write("mapping-bulk", f"python benchmarks/mapping_bulk.py --size {given.size}", head, rows, note)
    print(results.table(head, rows))


if __name__ == "__main__":
    main()
