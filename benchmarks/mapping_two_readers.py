"""The mapper against labels that two readers gave apart to 100 clauses, from candidates pooled over four methods.

    python benchmarks/mapping_two_readers.py

`benchmarks/mapping/two-readers.csv` holds no text: the source, the digest of the clause, the candidates both readers chose from (the best
ten of the shipped kind of mapper with its source left out, the best six of three other methods, the published labels) and what each
chose. Scores are those of `benchmarks/mapping.py`: weights never saw the clause's source.
"""

from __future__ import annotations

import csv
from pathlib import Path

import mapping_gold as gold
import numpy as np
import results
from curation import taxonomy
from curation.core.digests import text_digest
from curation.mapping import features
from curation.services import embeddings
from mapping_train import table

from mapping import ROOT, left_out

LABELS = Path(__file__).resolve().parent / "mapping" / "two-readers.csv"
ROUNDS = 1000


def kappa(first, second):
    """Raw agreement and Cohen's kappa of two arrays of yes and no."""
    agreed = (first == second).mean()
    luck = first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean())
    return agreed, (agreed - luck) / (1 - luck)


def counts(scores, wanted, group):
    """Labels among the best 5, 10 and max(5, n) leaves, groups among the best 5 groups, labels, groups: one row a clause."""
    order = np.argsort(-scores, 1, kind="stable")
    rows = []
    for line, best in enumerate(order):
        real = wanted[line]
        groups = set(group[real])
        lead = {g: scores[line][group == g].max() for g in set(group)}
        top = set(sorted(lead, key=lambda g: -lead[g])[:5])
        most = max(5, int(real.sum()))
        rows.append(
            [
                real[best[:5]].sum(),
                real[best[:10]].sum(),
                real[best[:most]].sum(),
                len(groups & top),
                real.sum(),
                len(groups),
            ]
        )
    return np.array(rows)


def rates(total):
    return np.array([total[0] / total[4], total[1] / total[4], total[2] / total[4], total[3] / total[5]])


def main() -> None:
    with LABELS.open(encoding="utf-8") as file:
        read = {(row["source"], row["sha256"]): row for row in csv.DictReader(file)}
    air = taxonomy.load("air-2024")
    clauses = gold.positives()
    sources = [clause.source for clause in clauses]
    embedder = embeddings.load(cache=ROOT / ".curation" / "vectors")
    space = features.space(air, embedder)
    inputs, _, wanted = table(space, clauses, embedder)
    at = {name: i for i, name in enumerate(space.names)}
    words = features.space(air)
    everything = list(range(len(clauses)))
    methods = {
        "learned, words and meaning (shipped kind)": left_out(space, inputs, wanted, sources, everything),
        "learned, words only": left_out(
            words, inputs[..., : len(features.WORDS)], wanted, sources, everything
        ),
        "BM25 over names, definitions, cues": inputs[..., at["words"]],
        "MiniLM, nearest definition": inputs[..., at["leaf_cos"]],
    }
    place = {leaf.code: n for n, leaf in enumerate(air.leaves())}
    chosen, labels, pairs = [], {"first": [], "second": []}, ([], [])
    for number, clause in enumerate(clauses):
        row = read.pop((clause.source, text_digest(clause.text)[:16]), None)
        if row is None:
            continue
        chosen.append(number)
        mine = [set(row[name].split()) for name in ("reader_1", "reader_2")]
        for name, codes in zip(labels, mine, strict=True):
            marks = np.zeros(len(place), bool)
            marks[[place[code] for code in codes]] = True
            labels[name].append(marks)
        for code in row["candidates"].split():
            pairs[0].append(code in mine[0])
            pairs[1].append(code in mine[1])
    first, second = (np.array(labels[name]) for name in labels)
    raw, value = kappa(np.array(pairs[0]), np.array(pairs[1]))
    sets = {
        "both readers": first & second,
        "either reader": first | second,
        "published labels": wanted[chosen],
    }
    rows = []
    for name, marks in sets.items():
        known = marks.any(1)
        for method, scores in methods.items():
            each = counts(scores[chosen][known], marks[known], space.group)
            names = np.array([sources[n] for n in chosen])[known]
            by_source = np.array([each[names == source].sum(0) for source in sorted(set(names))])
            draws = np.random.default_rng(0).integers(0, len(by_source), (ROUNDS, len(by_source)))
            low, high = np.percentile([rates(by_source[d].sum(0)) for d in draws], (2.5, 97.5), axis=0)
            values = zip(rates(each.sum(0)), low, high, strict=True)
            rows.append(
                (
                    name,
                    int(known.sum()),
                    int(marks.sum()),
                    method,
                    *(f"{v:.3f} [{a:.3f}, {b:.3f}]" for v, a, b in values),
                )
            )
    agreed = (first & second & wanted[chosen]).sum()
    note = (
        f"{len(chosen)} of the 260 labelled clauses, drawn with a seed; {len(pairs[0])} pairs of clause and candidate. Two readers apart (runs of a language "
        f"model, no people): raw agreement {raw:.3f}, kappa {value:.3f}. Of {int(wanted[chosen].sum())} published labels both readers "
        f"kept {int(agreed)}. Labels come from the candidates alone, ten of which are the shipped kind's own, so its R@10 is an upper bound. "
        "Intervals: bootstrap over sources."
    )  # fmt: skip
    head = ("labels of", "clauses", "labels", "method", "R@5", "R@10", "R@max(5, n)", "group R@5")
    results.write("mapping-two-readers", "python benchmarks/mapping_two_readers.py", head, rows, note)
    print(note, results.table(head, rows), sep="\n")


if __name__ == "__main__":
    main()
