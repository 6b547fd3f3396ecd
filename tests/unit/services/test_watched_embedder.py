import numpy as np
import pytest
from curation.pipeline import composition
from curation.services.embeddings import CachedEmbedder


class Failing:
    """An embedder that is stopped at a text."""

    fingerprint = "failing"

    def __init__(self, at):
        self.at = at
        self.asked = []

    def embed(self, texts):
        if self.at in texts:
            raise KeyboardInterrupt
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], np.float32).reshape(-1, 2)


def test_what_was_embedded_before_a_stop_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(composition, "TOLD", 3)
    texts = [f"text {k}" for k in range(10)]
    told = []
    with pytest.raises(KeyboardInterrupt):
        composition.Watched(
            CachedEmbedder(Failing("text 7"), tmp_path), lambda *seen: told.append(seen)
        ).embed(texts)
    assert told[-1] == ("embedding texts", 6, 10)
    again = Failing(None)
    vectors = composition.Watched(CachedEmbedder(again, tmp_path), lambda *seen: None).embed(texts)
    assert again.asked == texts[6:]
    assert vectors[:, 0].tolist() == [len(text) for text in texts]


def test_many_texts_are_embedded_in_few_steps(monkeypatch):
    monkeypatch.setattr(composition, "TOLD", 1)
    monkeypatch.setattr(composition, "STEPS", 4)
    told = []
    composition.Watched(Failing(None), lambda *seen: told.append(seen)).embed(["x"] * 10)
    assert [done for _, done, _ in told] == [0, 3, 6, 9, 10]
