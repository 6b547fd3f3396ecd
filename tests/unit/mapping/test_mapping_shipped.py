"""Headings that speak with their clause, shipped vectors, and the ceiling of probabilities."""

import numpy as np
import pytest
from curation import taxonomy
from curation.mapping import features, fit, weights
from curation.mapping.clauses import with_heading
from curation.services import embeddings


def test_the_nearest_heading_stands_before_its_clause_without_its_number():
    assert (
        with_heading("Replace when torn.", ["Standard", "7.2 Use of gloves"])
        == "Use of gloves: Replace when torn."
    )
    assert (
        with_heading("Replace when torn.", [])
        == with_heading("Replace when torn.", None)
        == "Replace when torn."
    )
    assert with_heading("Gloves are worn.", ["§ 3 Gloves"]) == "Gloves are worn."
    assert (
        with_heading("A.", ["one two three four five six seven eight nine ten eleven twelve thirteen"])
        == "A."
    )
    assert with_heading("Text.", ["IV. Duties"]) == "Duties: Text."


def test_every_text_of_a_bundled_taxonomy_has_a_shipped_vector():
    listing = set(embeddings.shipped_listing())
    for name in ("air-2024", "lab-safety"):
        missing = [
            t
            for t in features.embedded_texts(taxonomy.load(name))
            if embeddings.shipped_key(t) not in listing
        ]
        assert not missing, f"run benchmarks/mapping_vectors.py: {missing[:3]}"


class Other:
    """An embedder that must be asked for what was not shipped."""

    fingerprint = "other"

    def embed(self, texts):
        return np.full((len(texts), 384), 1 / np.sqrt(384), np.float32)


def test_vectors_of_another_model_are_never_mixed_in():
    made = embeddings.ShippedEmbedder(Other()).embed(["malware", "never seen"])
    np.testing.assert_array_equal(made, Other().embed(["malware", "never seen"]))


@pytest.mark.model
def test_shipped_vectors_are_the_models_own():
    model = embeddings.MiniLM()
    texts = features.embedded_texts(taxonomy.load("lab-safety"))[::20]
    shipped = embeddings.ShippedEmbedder(Other.__new__(Other))
    shipped.fingerprint = model.fingerprint
    np.testing.assert_allclose(shipped.embed(texts), model.embed(texts), atol=2e-3)


@pytest.mark.slow
def test_the_curve_finds_the_ceiling_of_labels_with_gaps():
    # Acceptance rises with the score to 0.8 and no further: the plainest match must not be called certain.
    draw = np.random.default_rng(0)
    scores = draw.normal(size=(2000, 10)).astype(np.float32)
    strength = draw.uniform(0, 20, 2000)
    rows, columns = np.arange(2000), draw.integers(0, 10, 2000)
    scores[rows, columns] = strength
    wanted = np.zeros(scores.shape, bool)
    wanted[rows, columns] = draw.random(2000) < 0.8 / (1 + np.exp(6 - strength))
    clause = np.zeros((2000, len(weights.CLAUSE) - 3), np.float32)
    found = fit.curve(scores, clause, wanted)
    assert found["ceiling"] in (0.8, 0.85)
    plain = weights.probabilities(scores, clause, found)[rows, columns][strength > 15]
    assert abs(float(plain.mean()) - 0.8) < 0.05
