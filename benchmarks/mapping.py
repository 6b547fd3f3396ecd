"""How well the mapper finds the leaves that people gave, leaving one source out at a time.

    python benchmarks/mapping.py

Needs the labelled policies beside the repository. Recall is micro (labels found of labels given) over evidence spans and
reviewed clauses; intervals are percentile bootstraps over sources. ECE is over the ten best leaves of every clause,
unlabelled clauses of the same policies included, ten bins of equal width; the curve never saw the source. Beside it stands the ECE among
probabilities of 0.2 and more, which most leaves do not reach, and what luck alone would make of perfect ones at that size.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import mapping_gold as gold
import numpy as np
import results
from curation import taxonomy
from curation.mapping import features, fit, weights
from curation.services import embeddings
from mapping_train import curve_of, table

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 1000


def hits(scores, wanted, group):
    """Labels found in the best 5 and 10, groups found in the best 5 groups, labels and groups: `(clauses, 5)`."""
    order = np.argsort(-scores, 1, kind="stable")
    groups = int(group.max()) + 1
    best, real = np.full((len(scores), groups), -np.inf), np.zeros((len(scores), groups), bool)
    for column, g in enumerate(group):
        best[:, g] = np.maximum(best[:, g], scores[:, column])
        real[:, g] |= wanted[:, column]
    top = np.argsort(-best, 1, kind="stable")[:, :5]
    return np.stack(
        [
            np.take_along_axis(wanted, order[:, :5], 1).sum(1),
            np.take_along_axis(wanted, order[:, :10], 1).sum(1),
            np.take_along_axis(real, top, 1).sum(1),
            wanted.sum(1),
            real.sum(1),
        ],
        1,
    )


def rates(counts):
    """R@5, R@10 and group R@5 of summed counts."""
    total = counts.sum(0)
    return np.array([total[0] / total[3], total[1] / total[3], total[2] / total[4]])


def bootstrap(counts, sources):
    """Rates with 95 % percentile intervals over sources: `(3, 3)` value, low, high."""
    names = sorted(set(sources))
    by_source = np.array([counts[[s == n for s in sources]].sum(0) for n in names])
    draws = np.random.default_rng(0).integers(0, len(names), (ROUNDS, len(names)))
    drawn = np.array([rates(by_source[d]) for d in draws])
    return np.stack([rates(counts), *np.percentile(drawn, (2.5, 97.5), axis=0)], 1)


def left_out(space, inputs, wanted, sources, rows, biased=True):
    """Scores of every clause by weights that never saw its source."""
    scores = np.zeros(wanted.shape, np.float32)
    for source in sorted(set(sources)):
        out = np.array([s == source for s in sources])
        train = np.array([r for r in rows if sources[r] != source])
        found = fit.rank_weights(space, inputs[train], wanted[train], biased=biased)
        scores[out] = fit.scores_of(space, inputs[out], found)
    return scores


def offered(chance, scores, wanted):
    """Probabilities and truth of the ten best leaves of each clause."""
    best = np.argsort(-scores, 1, kind="stable")[:, :10]
    return np.take_along_axis(chance, best, 1).ravel(), np.take_along_axis(wanted, best, 1).ravel()


def ece(p, y):
    """Expected calibration error in ten bins of equal width, and what each bin said and found."""
    bins = np.minimum((p * 10).astype(int), 9)
    lines = [
        (int((bins == b).sum()), float(p[bins == b].mean()), float(y[bins == b].mean()))
        for b in range(10)
        if (bins == b).any()
    ]
    return sum(n * abs(a - b) for n, a, b in lines) / max(1, len(p)), lines


def ece_by_luck(p):
    """The calibration error that perfect probabilities would show at this size: the mean of 200 draws."""
    draws = np.random.default_rng(0).random((200, len(p))) < p
    return float(np.mean([ece(p, y)[0] for y in draws]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".curation" / "vectors")
    cache = parser.parse_args().cache
    started = time.perf_counter()
    air = taxonomy.load("air-2024")
    clauses = gold.positives() + gold.sample(gold.unlabelled(), 500)
    sources = [c.source for c in clauses]
    rows = [i for i, c in enumerate(clauses) if c.codes]
    policies = [i for i, c in enumerate(clauses) if c.codes and c.set == "policies"]
    embedder = embeddings.load(cache=cache)
    space = features.space(air, embedder)
    inputs, clause, wanted = table(space, clauses, embedder)
    words = features.space(air)
    word_inputs = inputs[..., : len(features.WORDS)]
    at = {name: i for i, name in enumerate(space.names)}
    both = inputs[..., at["words"]] / inputs[..., at["words"]].std() + inputs[..., at["leaf_cos"]]
    methods = {
        "BM25 over names, definitions, cues": inputs[..., at["words"]],
        "MiniLM, nearest definition": inputs[..., at["leaf_cos"]],
        "sum of both, nothing learned": both,
        "learned, words only": left_out(words, word_inputs, wanted, sources, rows),
        "learned, words and meaning, no leaf biases": left_out(
            space, inputs, wanted, sources, rows, biased=False
        ),
        "learned, words and meaning (shipped kind)": left_out(space, inputs, wanted, sources, rows),
    }
    lines = ["| method | set | R@5 | R@10 | group R@5 |", "|---|---|---|---|---|"]
    for name, scores in methods.items():
        counts = hits(scores, wanted, space.group)
        for label, chosen in (("all", rows), ("policies", policies)):
            found = bootstrap(counts[chosen], [sources[i] for i in chosen])
            cells = " | ".join(f"{v:.3f} [{low:.3f}, {high:.3f}]" for v, low, high in found)
            lines.append(f"| {name} | {label} | {cells} |")
    names = sorted(set(sources))
    real = np.array([bool(c.codes) for c in clauses])
    lines += [
        "",
        "| probabilities | clauses | ECE | ECE of p ≥ 0.2 | by luck alone | n |",
        "|---|---|---|---|---|---|",
    ]
    told = []
    for name in (
        "sum of both, nothing learned",
        "learned, words only",
        "learned, words and meaning (shipped kind)",
    ):
        scores, chance = methods[name], np.zeros(wanted.shape, np.float32)
        for source in names:
            out = np.array([s == source for s in sources])
            curve = curve_of(scores[~out], clause[~out], wanted[~out])
            chance[out] = weights.probabilities(scores[out], clause[out], curve)
        for label, chosen in (("all", slice(None)), ("labelled only", real)):
            p, y = offered(chance[chosen], scores[chosen], wanted[chosen])
            likely = p >= 0.2
            (error, _), (among, bins) = ece(p, y), ece(p[likely], y[likely])
            lines.append(
                f"| {name} | {label} | {error:.3f} | {among:.3f} | {ece_by_luck(p[likely]):.3f} | {likely.sum()} |"
            )
            if label == "all":
                cells = ", ".join(f"{a:.2f}→{b:.2f} (n={n})" for n, a, b in bins)
                top = chance.max(1)
                kept = f"at 0.2 it proposes something for {np.mean(top[real] >= 0.2):.2f} of labelled and {np.mean(top[~real] >= 0.2):.2f} of unlabelled clauses"
                told += ["", f"{name}: said→found {cells}; {kept}."]
    lines += told
    labels = int(wanted[rows].sum())
    head = (
        f"`python benchmarks/mapping.py`: {len(rows)} labelled clauses ({len(policies)} evidence spans of policies), {labels} labels, "
        f"{len({sources[i] for i in rows})} sources left out one at a time, {len(clauses) - len(rows)} unlabelled clauses for calibration. "
        "The definitions and cues were written by someone who had seen a part of these labels, so figures on unseen policies may be lower."
    )
    text = f"## mapping\n\n{head}\n\n" + "\n".join(lines) + "\n"
    print(text, f"{time.perf_counter() - started:.0f} s")
    results.replace("mapping", text)


if __name__ == "__main__":
    main()
