"""What judgements buy: recall on sources never judged after 0, 50, 100 and 200 judgements, chosen at random or actively.

    python benchmarks/mapping_learning.py

Each draw deals the sources into two halves. Clauses of the first are judged (by their labels; an unlabelled clause is judged
`none`), in random order or in that of `curation.mapping.active`, asked again after every 50; recall is measured on the
labelled clauses of the second. The mapper starts with no weights learned: words and meaning added up.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import mapping_gold as gold
import numpy as np
import results
from curation import taxonomy
from curation.mapping import features, fit, weights
from curation.mapping.active import entropy
from curation.mapping.learn import CURVE_FROM
from curation.mapping.settings import Settings
from curation.services import embeddings
from mapping_train import table

from mapping import hits, rates

ROOT = Path(__file__).resolve().parent.parent
SIZES = (0, 50, 100, 200)
START = weights.MappingWeights({"words": 1.5, "leaf_cos": 0.7}, {}, {"share": 1.0})


def moved(space, inputs, clause, wanted, judged):
    """The weights after judging the rows `judged`, as `curation.mapping.learn` learns."""
    positive = [row for row in judged if wanted[row].any()]
    if not positive:
        return START
    found = fit.rank_weights(space, inputs[positive], wanted[positive], start=START)
    if len(judged) < CURVE_FROM:
        return found
    ranked = fit.scores_of(space, inputs[judged], found)
    return weights.MappingWeights(
        found.features, found.bias, fit.curve(ranked, clause[judged], wanted[judged])
    )


def telling(space, inputs, clause, pool, now):
    """What `curation.mapping.active.priority` gives for the rows `pool`."""
    ranked = fit.scores_of(space, inputs[pool], now)
    best = -np.sort(-weights.probabilities(ranked, clause[pool], now.curve), 1)[:, : Settings().top]
    kept = best >= Settings().threshold
    kept[:, 0] = True
    return (entropy(best) * kept).sum(1)


def run(space, inputs, clause, wanted, pool, test, active, draw):
    """R@5 and R@10 on `test` after each of SIZES."""
    order = list(draw.permutation(pool))
    judged, found, now = [], [], START
    while True:
        if len(judged) in SIZES:
            found.append(rates(hits(fit.scores_of(space, inputs[test], now), wanted[test], space.group))[:2])
        if len(judged) >= SIZES[-1]:
            return found
        rest = [row for row in order if row not in set(judged)]
        if active and judged:
            bits = telling(space, inputs, clause, np.array(rest), now)
            rest = [rest[i] for i in np.argsort(-bits, kind="stable")]
        judged += rest[:50]
        now = moved(space, inputs, clause, wanted, judged)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".curation" / "vectors")
    parser.add_argument("--draws", type=int, default=10)
    given = parser.parse_args()
    embedder = embeddings.load(cache=given.cache)
    space = features.space(taxonomy.load("air-2024"), embedder)
    clauses = gold.positives() + gold.sample(gold.unlabelled(), 500)
    inputs, clause, wanted = table(space, clauses, embedder)
    sources = np.array([c.source for c in clauses])
    names = sorted(set(sources))
    curves = {"random": [], "active": []}
    for number in range(given.draws):
        first = np.random.default_rng(number).permutation(names)[: len(names) // 2]
        inside = np.isin(sources, first)
        pool, test = np.flatnonzero(inside), np.flatnonzero(~inside & wanted.any(1))
        for kind in curves:
            draw = np.random.default_rng(1000 + number)
            curves[kind].append(run(space, inputs, clause, wanted, pool, test, kind == "active", draw))
    rows = []
    for kind, found in curves.items():
        values = np.array(found)
        for i, size in enumerate(SIZES):
            rows.append((size, kind, *(told(values[:, i, k]) for k in range(2))))
    gap = np.array(curves["active"]) - np.array(curves["random"])
    for i, size in enumerate(SIZES[1:], 1):
        rows.append((size, "active less random", *(told(gap[:, i, k]) for k in range(2))))
    head = ("judgements", "order", "R@5", "R@10")
    note = f"{given.draws} draws of half of {len(names)} sources as the pool; mean with a 95 % interval of the mean over draws, which share sources."
    results.write("mapping-learning", "python benchmarks/mapping_learning.py", head, rows, note)
    print(results.table(head, rows))


def told(values):
    """Mean with a normal 95 % interval."""
    half = 1.96 * values.std(ddof=1) / np.sqrt(len(values))
    return f"{values.mean():.3f} [{values.mean() - half:.3f}, {values.mean() + half:.3f}]"


if __name__ == "__main__":
    main()
