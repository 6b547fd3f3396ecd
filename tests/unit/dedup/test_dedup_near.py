"""Shingles, signatures and proposals against plain Python."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from curation.dedup import near
from curation.dedup.corpus import Corpus, Serial, Tools, normal_form
from curation.dedup.settings import Settings
from curation.dedup.shingles import jaccard, shingle_sets, shingles

TEXTS = [
    "",
    "abc",
    "abcde",
    "abcdef",
    "the red shed by the lake",
    "größe der Hütte am See",
    "湖のそばの赤い小屋です",
    "aaaaaaaaaa",
]


def plain(text: str) -> set[str]:
    return {text[i : i + 5] for i in range(len(text) - 4)} if len(text) >= 5 else {text}


def test_sets_have_as_many_members_as_in_plain_python() -> None:
    _, offsets = shingle_sets(TEXTS)
    assert np.diff(offsets).tolist() == [len(plain(text)) for text in TEXTS]


def test_a_latin_shingle_is_its_five_bytes() -> None:
    values, _ = shingles(["abcde"])
    assert values.tolist() == [int.from_bytes(b"abcde", "big")]


def test_shingles_do_not_depend_on_the_company() -> None:
    alone = [shingles([text])[0].tolist() for text in TEXTS]
    values, offsets = shingles(TEXTS)
    assert [values[a:b].tolist() for a, b in pairwise(offsets)] == alone


def test_jaccard_is_that_of_plain_sets() -> None:
    left, right = np.triu_indices(len(TEXTS), 1)
    found = jaccard(shingle_sets(TEXTS), left, right)
    sets = [plain(text) for text in TEXTS]
    want = [len(sets[a] & sets[b]) / len(sets[a] | sets[b]) for a, b in zip(left, right, strict=True)]
    assert found.tolist() == pytest.approx(want)


def test_the_share_of_equal_signature_values_estimates_the_jaccard() -> None:
    rng = np.random.default_rng(1)
    words = ["".join(rng.choice(list("abcdefgh"), 6)) for _ in range(400)]
    base = [" ".join(rng.choice(words, 30)) for _ in range(200)]
    other = [text[: len(text) // 2] + " ".join(rng.choice(words, 15)) for text in base]
    factors = near.multipliers(160, 5)
    (a, _), (b, _) = near.signatures(base, factors), near.signatures(other, factors)
    pairs = np.arange(200)
    true = jaccard(shingle_sets(base + other), pairs, pairs + 200)
    # The mean of 200 estimates of 160 values each: standard error below .004 at any Jaccard.
    assert abs(float((a == b).mean(axis=1).mean() - true.mean())) < 0.015


def test_a_bucket_gives_every_pair_up_to_the_limit() -> None:
    keys = np.array([7 << 40, 9 << 40, 7 << 40, 7 << 40], np.uint64)
    packed, large = near.proposals(keys, 10)
    assert sorted((int(p) >> 32, int(p) & 0xFFFFFFFF) for p in packed) == [(0, 2), (0, 3), (2, 3)]
    assert large == 0


def test_a_bucket_beyond_the_limit_is_counted() -> None:
    packed, large = near.proposals(np.full(10, 1 << 50, np.uint64), 2)
    assert large == 1
    assert len(packed) == 9 + 8  # distance one, then two


def test_every_pair_is_verified() -> None:
    texts = pl.Series(
        [
            "the keeper opens the red shed at noon",
            "the keeper opens the red shed at nine",
            "unrelated words about boats",
        ]
    )
    found = near.pairs(Corpus(texts, normal_form(texts)), Tools(Settings(), Serial()))
    sets = [plain(text) for text in texts]
    assert list(zip(found.left, found.right, strict=True)) == [(0, 1)]
    assert found.score[0] == pytest.approx(len(sets[0] & sets[1]) / len(sets[0] | sets[1]))


def test_normal_form_keeps_what_carries_meaning() -> None:
    given = [
        "C++ or C#?",
        "ＡＢＣ ｄｅ",
        "1.5 m, 1,000 kg.",
        "Don’t  stop",
        "zero\u200bwidth",
        "?!",
        "",
        "50 % of 1.2.3",
    ]
    point = "\ue000"
    assert normal_form(pl.Series(given)).to_list() == [
        "c++ or c#", "abc de", f"1{point}5 m 1{point}000 kg", "dont stop", "zerowidth", "?!", "", f"50 % of 1{point}2{point}3",
    ]  # fmt: skip
