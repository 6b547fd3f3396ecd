import numpy as np
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
