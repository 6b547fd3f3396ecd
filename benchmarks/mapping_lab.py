"""How well the mapper finds the laboratory-safety category of a clause, and how far two readings agree on it.

    python benchmarks/mapping_lab.py

The gold is benchmarks/mapping/lab-safety-gold.csv; its README says who the readers are. The ranking is learned on AIR 2024
only, so top-1 needs no leaving out; the curve to a probability leaves out one section of the standard at a time.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import results
from curation import taxonomy
from curation.mapping import features, fit, weights
from curation.mapping.clauses import with_heading
from curation.mapping.combine import HEADING
from curation.readers import read
from curation.services import embeddings
from curation.sources import manifest

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "benchmarks" / "mapping" / "lab-safety-gold.csv"
STANDARD = ROOT / "benchmarks" / "mapping" / "lab-safety-standard.html"
"""Edition 1.0 of the bundled standard, which the readings are of."""
DRAWS = 2000


def gold():
    """Clauses of the standard and the categories of both readings, in document order."""
    document = next(d for d in manifest.load(ROOT) if d.slug == "laboratory-safety-standard")
    first = document.model_copy(update={"edition": "1.0"})
    clauses = {c.id: c for c in read(first, STANDARD.read_bytes())}
    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    stale = [r["clause"] for r in rows if not clauses[r["clause"]].sha256.startswith(r["sha256"])]
    if stale:
        raise SystemExit(f"the gold is of another text: {', '.join(stale)}")
    return [clauses[r["clause"]] for r in rows], [(r["reader_1"], r["reader_2"]) for r in rows]


def evidence(space, texts, embedder, words=str):
    """Features and strength of texts; `words` gives what of a text is compared word for word."""
    vectors = None if embedder is None else embedder.embed(texts)
    return features.features(space, [words(text) for text in texts], vectors)


def table(space, clauses, pairs, embedder, words=str, headings=True):
    """Features, clause inputs and the share of readings that gave each category, `(clauses, 10)`."""
    inputs, strong = evidence(space, [c.text for c in clauses], embedder, words)
    if headings:  # scores are linear in the features, so mixing these mixes those
        theirs, strength = evidence(space, [with_heading(c.text, c.path) for c in clauses], embedder, words)
        inputs, strong = inputs + HEADING * (theirs - inputs), strong + HEADING * (strength - strong)
    column = {leaf.code: i for i, leaf in enumerate(space.leaves)}
    wanted = np.zeros((len(clauses), len(column)), np.float32)
    for row, pair in enumerate(pairs):
        for code in pair:
            wanted[row, column[code]] += 0.5
    return inputs, weights.with_modality(strong, [c.modality for c in clauses]), wanted


def kappa(pairs):
    """Raw agreement of the readings and Cohen's kappa."""
    raw = float(np.mean([a == b for a, b in pairs]))
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[c] * second[c] for c in first) / len(pairs) ** 2
    return raw, (raw - chance) / (1 - chance)


def interval(values):
    """Mean with a 95 % bootstrap interval."""
    values = np.asarray(values, float)
    draws = np.random.default_rng(0).integers(0, len(values), (DRAWS, len(values)))
    low, high = np.percentile(values[draws].mean(1), (2.5, 97.5))
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}] (n={len(values)})"


def main() -> None:
    clauses, pairs = gold()
    lab = taxonomy.load("lab-safety")
    sections = np.array([c.eid.split("__")[0].split("-")[0] for c in clauses])
    agreed = np.array([a == b for a, b in pairs])
    embedder = embeddings.load(cache=ROOT / ".curation" / "vectors")
    rows = []
    for name, model, headings in (
        ("words", None, True),
        ("words and meaning, no heading", embedder, False),
        ("words and meaning", embedder, True),
    ):
        space = features.space(lab, model)
        inputs, clause, wanted = table(space, clauses, pairs, model, headings=headings)
        scores = fit.scores_of(space, inputs, weights.shipped(lab, model is not None))
        chance = np.zeros_like(wanted)
        for section in sorted(set(sections)):
            out = sections == section
            found = fit.curve(scores[~out], clause[~out], wanted[~out])
            chance[out] = weights.probabilities(scores[out], clause[out], found)
        top = scores.argmax(1)
        codes = [space.leaves[i].code for i in top]
        right = np.array([code == a for code, (a, _) in zip(codes, pairs, strict=True)])
        either = [code in pair for code, pair in zip(codes, pairs, strict=True)]
        every, likely = error(chance, wanted, 0.0), error(chance, wanted, 0.2)
        rows.append((name, interval(right[agreed]), interval(either), f"{every:.3f}", f"{likely:.3f}"))
    raw, value = kappa(pairs)
    note = (
        f"{len(pairs)} clauses of edition 1.0 of the bundled standard, two model-assisted readings (no human experts): raw agreement {raw:.3f}, "
        f"Cohen's kappa {value:.3f}. Ranking weights learned on AIR 2024, the curve on the other sections of the standard. "
        "Standard, definitions and cues were written for this project: expect less on a standard by others."
    )
    head = ("method", "top-1 where the readings agree", "top-1 against either", "ECE", "ECE of p ≥ 0.2")
    results.write("mapping-lab", "python benchmarks/mapping_lab.py", head, rows, note)
    print(note, results.table(head, rows), sep="\n")


def error(chance, wanted, least):
    """Expected calibration error of the probabilities from `least` on, ten bins."""
    p, y = chance.ravel(), wanted.ravel()
    p, y = p[chance.ravel() >= least], y[chance.ravel() >= least]
    bins = np.minimum((p * 10).astype(int), 9)
    return sum(abs((p - y)[bins == b].sum()) for b in range(10)) / len(p)


if __name__ == "__main__":
    main()
