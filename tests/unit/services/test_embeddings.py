import numpy as np
import pytest
from curation.services import minilm
from curation.services.embeddings import CachedEmbedder


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


def test_a_new_part_sweeps_what_killed_runs_left(tmp_path, dead_process):
    inner = Counting()
    folder = tmp_path / inner.fingerprint[:16]
    folder.mkdir()
    left = folder / f".{'a' * 32}.npy.{dead_process}-{'0' * 32}"
    left.write_bytes(b"half")
    CachedEmbedder(inner, tmp_path).embed(["a kite"])
    assert not left.exists()
    assert sorted(path.suffix for path in folder.iterdir()) == [".npy", ".txt"]


def test_many_parts_hold_no_file_open(tmp_path):
    from pathlib import Path

    def held():
        return len(list(Path("/proc/self/fd").iterdir()))

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc")
    cached = CachedEmbedder(Counting(), tmp_path)
    before = held()
    for k in range(40):
        cached.embed([f"text {k}", "every time"])
    assert len(list(tmp_path.rglob("*.npy"))) == 40
    made = CachedEmbedder(Counting(), tmp_path).embed([f"text {k}" for k in range(40)])
    assert made.shape == (40, 2)
    assert held() == before


@pytest.mark.model
def test_the_vectors_are_those_of_sentence_transformers():
    pytest.importorskip("sentence_transformers")
    from curation.services.embeddings import MiniLM, _open

    texts = [
        "Do not write malware.", "x", "-", "Größe — „Zitat“ 你好", "word " * 400, "A clause, with (a) and; punctuation!",
    ]  # fmt: skip
    folder = MiniLM().folder
    want = _open(str(folder), "cpu").encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(minilm.embed(folder, texts), want, atol=1e-5)


@pytest.mark.model
def test_a_vector_hardly_depends_on_the_texts_beside():
    from curation.services.embeddings import MiniLM

    texts = ["clause " * k for k in range(1, 300, 7)]
    model = MiniLM()
    alone = np.concatenate([model.embed([text]) for text in texts])
    np.testing.assert_allclose(model.embed(texts), alone, atol=1e-5)
    assert model.embed([]).shape == (0, 384)
