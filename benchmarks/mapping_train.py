"""Trains `schemas/mapping/weights.json`.

    python benchmarks/mapping_train.py [--kinds words meaning glossed foreign]

Reads labelled clauses of real policies (see mapping_gold.py); what is written holds weights, never a text. The file says
what it was trained on and how it does on sources left out.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import mapping_gold as gold
import mapping_lab as lab_gold
import numpy as np
from curation import taxonomy
from curation.core.tables import write_atomic
from curation.mapping import features, fit, weights
from curation.mapping.terms import term_stems
from curation.mapping.weights import with_modality
from curation.services import embeddings
from curation.text import glossaries
from curation.text.modality import modality

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 6
"""Sources are dealt to this many folds; the benchmark leaves out one source at a time."""
TARGET = ROOT / "schemas" / "mapping" / "weights.json"


def words_as(kind, text):
    """What is compared word for word: for `glossed` the words that a glossary could give, for `foreign` none."""
    if kind == "foreign":
        return ""
    return text if kind != "glossed" else " ".join(w for w in text.split() if known(w))


@lru_cache(maxsize=100_000)
def known(word):
    """Whether a word has a stem that the English side of a glossary has."""
    stems = term_stems(word)
    return bool(stems) and set(stems) <= vocabulary()


@lru_cache(maxsize=1)
def vocabulary():
    return {
        s for tag in glossaries.languages() for words in glossaries.glossary(tag) for s in term_stems(words)
    }


def table(space, clauses, embedder, kind="meaning"):
    """Features, clause inputs and wanted leaves of `clauses`, as the mapper of a kind sees them."""
    texts = [c.text for c in clauses]
    vectors = None if embedder is None else embedder.embed(texts)
    inputs, strong = features.features(space, [words_as(kind, text) for text in texts], vectors)
    clause = with_modality(strong, [modality(text) for text in texts])
    column = {leaf.code: i for i, leaf in enumerate(space.leaves)}
    wanted = np.zeros((len(clauses), len(column)), bool)
    for row, c in enumerate(clauses):
        wanted[row, [column[code] for code in c.codes]] = True
    return inputs, clause, wanted


LABELLED = 2
"""How often a labelled clause counts in the curve: once, probabilities are too low for clauses that speak of something (ECE .060
on labelled clauses alone); twice, they are as often right as they say (.047, and .012 over all)."""


DEFINES = -1.06
"""Log odds that a clause which defines a term loses. The rules read whole documents, so that no single text here is a definition to
them; this is what was learned while the modality of a text alone still told."""


def curve_of(scores, clause, wanted):
    """The curve with labelled clauses counted `LABELLED` times."""
    rows = np.concatenate([np.arange(len(wanted)), np.repeat(np.flatnonzero(wanted.any(1)), LABELLED - 1)])
    found = fit.curve(scores[rows], clause[rows], wanted[rows])
    at = weights.CLAUSE.index("definition") - 2
    return found if clause[:, at].any() else found | {"definition": DEFINES}


def left_out(space, inputs, clause, wanted, sources, biased):
    """Scores of every clause by weights that never saw its source, and the probabilities by curves fitted the same way."""
    scores = np.zeros(wanted.shape, np.float32)
    positive = wanted.any(1)
    folds = np.array([sorted(set(sources)).index(s) % FOLDS for s in sources])
    for fold in range(FOLDS):
        out = folds == fold
        rows = np.flatnonzero(~out & positive)
        found = fit.rank_weights(space, inputs[rows], wanted[rows], biased=biased)
        scores[out] = fit.scores_of(space, inputs[out], found)
    chance = np.zeros(wanted.shape, np.float32)
    for fold in range(FOLDS):
        out = folds == fold
        chance[out] = weights.probabilities(
            scores[out], clause[out], curve_of(scores[~out], clause[~out], wanted[~out])
        )
    return scores, chance


def of_lab(found, embedder, kind):
    """The weights of any taxonomy with the curve of the laboratory-safety gold; its ranking learns nothing from it."""
    space = features.space(taxonomy.load("lab-safety"), embedder)
    inputs, clause, wanted = lab_gold.table(
        space, *lab_gold.gold(), embedder, lambda text: words_as(kind, text)
    )
    return replace(found, curve=fit.curve(fit.scores_of(space, inputs, found), clause, wanted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".curation" / "vectors")
    parser.add_argument("--kinds", nargs="+", default=["words", "meaning", "glossed", "foreign"])
    given = parser.parse_args()
    both = embeddings.load(cache=given.cache)
    models_of = {
        "words": None,
        "meaning": both.of("en"),
        "glossed": both.of("und"),
        "foreign": both.of("und"),
    }
    air = taxonomy.load("air-2024")
    clauses = gold.positives() + gold.sample(gold.unlabelled(), 500)
    sources = [c.source for c in clauses]
    counts = {kind: sum(c.set == kind for c in clauses) for kind in ("policies", "clauses", "unlabelled")}
    print(counts)
    models = json.loads(TARGET.read_text("utf-8"))["models"]
    for kind in given.kinds:
        embedder = models_of[kind]
        space = features.space(air, embedder)
        inputs, clause, wanted = table(space, clauses, embedder, kind)
        rows = np.flatnonzero(wanted.any(1))
        for name, biased in (("air-2024", True), ("any", False)):
            scores, _ = left_out(space, inputs, clause, wanted, sources, biased)
            found = fit.rank_weights(space, inputs[rows], wanted[rows], biased=biased)
            # The curve is fitted on scores of weights that had not seen the clause: those of its own source flatter.
            found = replace(found, curve=curve_of(scores, clause, wanted))
            models[name][kind] = weights.to_json(found)
            print(
                kind,
                name,
                {k: round(v, 2) for k, v in found.features.items()},
                {k: round(v, 2) for k, v in found.curve.items()},
            )
        models["lab-safety"][kind] = weights.to_json(of_lab(found, embedder, kind))
    document = {
        "what": "Weights of the mapper: how much each feature counts, a bias for each leaf, the curve to a probability.",
        "trained_by": "benchmarks/mapping_train.py",
        "trained_on": {
            "labels": "AIR 2024 labels of 17 public AI-use policies by one maintainer, and reviewed clause labels; no text is kept here",
            "laboratory_safety": "the curve only: two model-assisted readings of the bundled standard, benchmarks/mapping/README.md",
            "sources": len(set(sources)),
            **counts,
        },
        "meaning": "the probability is that the labellers gave this leaf; they gave positives only, so it is a lower bound",
        "embedder_sha256": embeddings.MINILM_SHA256,
        "multilingual_sha256": embeddings.USE_SHA256["weights.npz"],
        "models": models,
    }
    write_atomic(TARGET, json.dumps(document, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
