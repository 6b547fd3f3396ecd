"""What a careful judge of the best twenty leaves gains, and how often a further category is right.

    python benchmarks/mapping_judge.py [--learned] [--write]

The 100 clauses of `benchmarks/mapping/two-readers.csv`, each read by two readers apart. One reader is taken as the judge, who puts
what he chose among the best twenty of a method first; the labels are the other reader's, so that no label judges itself. Both ways
round, and the mean. Without `--learned` the method is BM25 over names, definitions and cues, of which nothing is learned and no
embedding is needed; with it, words learned with the clause's source left out (minutes).

Further categories: what stands at rank 1, 2, 3 and 4-5 of the method, how often both readers chose it, and how often where the clause
holds words of its own for it (`curation.mapping.confirm`), which is what an item has to show to keep it.
"""

from __future__ import annotations

import argparse
import csv

import mapping_gold as gold
import numpy as np
import results
from curation import taxonomy
from curation.core.digests import text_digest
from curation.mapping import features
from curation.mapping.confirm import confirmed
from curation.stats.intervals import wilson
from mapping_train import table
from mapping_two_readers import LABELS, ROUNDS

from mapping import left_out

BEST = 20


def reranked(order, chosen):
    """The ranks with what is `chosen` among the best twenty put first."""
    best = order[:BEST]
    return np.concatenate([best[chosen[best]], best[~chosen[best]], order[BEST:]])


def found(order, real, group):
    """Labels among the best 5 and 10, groups among those of the best 5 leaves, labels, groups."""
    groups = set(group[real])
    return [
        real[order[:5]].sum(),
        real[order[:10]].sum(),
        len(groups & set(group[order[:5]])),
        real.sum(),
        len(groups),
    ]


def shares(total):
    """R@5, R@10, group R@5 of summed counts."""
    return np.array([total[0] / total[3], total[1] / total[3], total[2] / total[4]])


def told(before, after, sources):
    """Each rate before and after, and the gain with an interval by bootstrap over sources."""
    names = sorted(set(sources))
    pairs = [(before[sources == name].sum(0), after[sources == name].sum(0)) for name in names]
    first, second = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    draws = np.random.default_rng(0).integers(0, len(names), (ROUNDS, len(names)))
    gains = [shares(second[d].sum(0)) - shares(first[d].sum(0)) for d in draws]
    low, high = np.percentile(gains, (2.5, 97.5), axis=0)
    was, now = shares(first.sum(0)), shares(second.sum(0))
    return [
        (name, f"{was[i]:.3f}", f"{now[i]:.3f}", f"{now[i] - was[i]:+.3f} [{low[i]:+.3f}, {high[i]:+.3f}]")
        for i, name in enumerate(("R@5", "R@10", "group R@5"))
    ]


def rate(right):
    """A share with its interval."""
    if not len(right):
        return "none"
    share = wilson(int(sum(right)), len(right))
    return f"{np.mean(right):.2f} [{share.low:.2f}, {share.high:.2f}] (n={len(right)})"


def further(orders, both, clauses, air):
    """By rank: how often both readers chose what stands there, for what has words of its own in the clause and for the rest."""
    codes = [leaf.code for leaf in air.leaves()]
    seen = {"1": ([], []), "2": ([], []), "3": ([], []), "4-5": ([], [])}
    for order, real, clause in zip(orders, both, clauses, strict=True):
        best = [f"{air.id}:{codes[leaf]}" for leaf in order[:5]]
        kept = set(confirmed(clause.text, "en", best, air)[0])
        for rank, leaf in enumerate(order[:5], 1):
            right, rest = seen[str(rank) if rank < 4 else "4-5"]
            (right if best[rank - 1] in kept else rest).append(bool(real[leaf]))
    return [(rank, rate([*own, *rest]), rate(own), rate(rest)) for rank, (own, rest) in seen.items()]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--learned", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with LABELS.open(encoding="utf-8") as file:
        read = {(row["source"], row["sha256"]): row for row in csv.DictReader(file)}
    air = taxonomy.load("air-2024")
    everything = gold.positives()
    space = features.space(air)
    keys = [(clause.source, text_digest(clause.text)[:16]) for clause in everything]
    known = [key in read and key not in keys[:place] for place, key in enumerate(keys)]
    clauses = [clause for clause, there in zip(everything, known, strict=True) if there]
    inputs, _, wanted = table(space, everything if given.learned else clauses, None)
    if given.learned:
        scores = left_out(
            space, inputs, wanted, [c.source for c in everything], list(range(len(everything)))
        )[np.array(known)]
    else:
        scores = inputs[..., space.names.index("words")]
    place = {leaf.code: n for n, leaf in enumerate(air.leaves())}
    marks = np.zeros((2, len(clauses), len(place)), bool)
    for row, clause in enumerate(clauses):
        line = read[clause.source, text_digest(clause.text)[:16]]
        for reader in (0, 1):
            marks[reader, row, [place[code] for code in line[f"reader_{reader + 1}"].split()]] = True
    orders = np.argsort(-scores, 1, kind="stable")
    sources = np.array([clause.source for clause in clauses])
    before, after = [], []
    for judge in (0, 1):
        for row, order in enumerate(orders):
            before.append(found(order, marks[1 - judge, row], space.group))
            after.append(found(reranked(order, marks[judge, row]), marks[1 - judge, row], space.group))
    rows = told(np.array(before), np.array(after), np.concatenate([sources, sources]))
    ranks = further(orders, marks[0] & marks[1], clauses, air)
    method = "words learned, source left out" if given.learned else "BM25, nothing learned"
    body = "\n".join([
        "## mapping-judge", f"`python benchmarks/mapping_judge.py{' --learned' * given.learned} --write`", "",
        f"{len(clauses)} clauses of {len(set(sources))} sources; method: {method}. The judge is one reader, the labels are the other's, both ways "
        "round; readers are runs of a language model, no people, and may be one model, so the gain is an upper bound. "
        "Intervals: bootstrap over sources; Wilson for shares.", "",
        results.table(("rate", "method alone", "best 20 judged", "gain"), rows), "",
        results.table(("rank", "chosen by both readers", "with words of its own in the clause", "without"), ranks),
    ])  # fmt: skip
    print(body)
    if given.write:
        results.replace("mapping-judge", body)


if __name__ == "__main__":
    main()
