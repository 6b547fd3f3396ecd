import numpy as np
import pytest
from curation.adapters import minilm
from curation.adapters.embeddings import CachedEmbedder


class Counting:
    """An embedder that counts the texts it was asked for."""

    fingerprint = "counting"

    def __init__(self):
        self.asked = []

    def embed(self, texts):
        self.asked += texts
        return np.array([[len(t) % 7, 1.0] for t in texts], np.float32).reshape(len(texts), 2)


def test_a_text_is_embedded_once_whatever_its_typography(tmp_path):
    inner = Counting()
    cached = CachedEmbedder(inner, tmp_path)
    cached.embed(["one text", "one  text", "two"])
    assert len(inner.asked) == 2
    again = Counting()
    made = CachedEmbedder(again, tmp_path).embed(["two", "one text"])
    assert again.asked == []
    np.testing.assert_array_equal(made, cached.embed(["two", "one text"]))


def test_a_vector_file_without_its_list_is_not_read(tmp_path):
    cached = CachedEmbedder(Counting(), tmp_path)
    cached.embed(["a"])
    for listing in tmp_path.rglob("*.txt"):
        listing.unlink()
    again = Counting()
    CachedEmbedder(again, tmp_path).embed(["a"])
    assert again.asked == ["a"]


@pytest.mark.model
def test_a_few_texts_get_the_same_vectors_without_the_heavy_libraries():
    from curation.adapters.embeddings import _minilm_folder, _open

    texts = [
        "Do not write malware.", "x", "-", "Größe — „Zitat“ 你好", "word " * 400, "A clause, with (a) and; punctuation!",
    ]  # fmt: skip
    folder = _minilm_folder()
    want = _open(str(folder), "cpu", offline=True).encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(minilm.embed(folder, texts), want, atol=1e-5)
