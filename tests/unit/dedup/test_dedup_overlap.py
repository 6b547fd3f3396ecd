"""Shared runs of words against plain Python sets."""

from __future__ import annotations

import random

import polars as pl
import pytest
from curation.dedup.corpus import Corpus, Serial, Tools
from curation.dedup.methods import overlap
from curation.dedup.settings import Settings
from curation.services.local_engine import LocalEngine


def plain(text: str, n: int) -> set[str]:
    words = text.split(" ")
    return {" ".join(words[i : i + n]) for i in range(max(1, len(words) - n + 1))}


def expected(
    texts: list[str], n: int, least: float, common: int, split: int | None
) -> dict[tuple[int, int], float]:
    sets = [plain(text, n) for text in texts]
    usual = {g for g in set().union(*sets) if sum(g in s for s in sets) > common}
    found = {}
    for a in range(len(texts)):
        for b in range(a + 1, len(texts)):
            both = sets[a] & sets[b]
            score = len(both) / min(len(sets[a]), len(sets[b]))
            if both - usual and score >= least and (split is None or a < split):
                found[a, b] = score
    return found


def texts(seed: int) -> list[str]:
    rng = random.Random(seed)
    made = [" ".join(rng.choices(["a", "bb", "ß", "d", "1.5"], k=rng.randint(1, 9))) for _ in range(60)]
    return [*made, "", "", made[0], made[1] + " " + made[2]]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("split", [None, 20])
def test_pairs_are_those_of_sets(monkeypatch: pytest.MonkeyPatch, seed: int, split: int | None) -> None:
    monkeypatch.setattr(overlap, "COMMON", 3)
    monkeypatch.setattr(overlap, "TEXTS", 7)
    monkeypatch.setattr(overlap, "PAIRS", 11)
    given = texts(seed)
    settings = Settings(ngram=3, overlap_threshold=0.5)
    want = expected(given, 3, 0.5, 3, split)
    for engine in (Serial(), LocalEngine(3)):
        found = overlap.pairs(Corpus(pl.Series(given), pl.Series(given), split), Tools(settings, engine))
        got = dict(zip(zip(found.left.tolist(), found.right.tolist(), strict=True), found.score, strict=True))
        assert got == pytest.approx(want)
        assert found.figures["common_ngrams"] > 0
    assert 0 < min(want.values()) < 1


def test_a_single_text_and_none_have_no_pairs() -> None:
    for given in ([], ["one text"]):
        series = pl.Series(given, dtype=pl.String)
        assert not len(overlap.pairs(Corpus(series, series), Tools(Settings(), Serial())).left)
