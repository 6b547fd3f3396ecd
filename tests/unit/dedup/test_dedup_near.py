"""Shingles, signatures and proposals against plain Python."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from curation.dedup.corpus import Corpus, Serial, Tools, _wide_form, normal_form
from curation.dedup.kernels import buckets
from curation.dedup.kernels.ascii_normalize import plain_form
from curation.dedup.kernels.shingles import NONE, flat, hashes, jaccard, padded, windows
from curation.dedup.methods import near
from curation.dedup.methods.near import bucket_keys, signatures
from curation.dedup.settings import Settings
from curation.services.local_engine import LocalEngine

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


def plain_jaccard(a: str, b: str) -> float:
    return len(plain(a) & plain(b)) / len(plain(a) | plain(b))


def listed(texts: list[str]) -> list[list[int]]:
    values, offsets = windows(flat(padded(pl.Series(texts))))
    return [[int(v) for v in values[a:b] if v != NONE] for a, b in pairwise(offsets)]


def test_a_text_has_as_many_shingles_as_in_plain_python() -> None:
    assert [len(set(found)) for found in listed(TEXTS)] == [len(plain(text)) for text in TEXTS]


def test_a_latin_shingle_is_its_five_bytes() -> None:
    assert listed(["abcde"]) == [[int.from_bytes(b"abcde", "little")]]
    assert listed(["gr\xf6\xdfe"]) == [[int.from_bytes(b"gr\xf6\xdfe", "little")]]


def test_shingles_do_not_depend_on_the_company() -> None:
    assert [listed([text])[0] for text in TEXTS] == listed(TEXTS)


def test_a_slice_has_the_bytes_of_its_texts() -> None:
    part = flat(pl.Series(TEXTS)[3:5])
    assert part.data.tobytes().decode() == TEXTS[3] + TEXTS[4]
    assert part.offsets.tolist() == [0, len(TEXTS[3]), len(TEXTS[3]) + len(TEXTS[4])]


def test_jaccard_is_that_of_plain_sets() -> None:
    both = [(a, b) for k, a in enumerate(TEXTS) for b in TEXTS[k:]]
    found = jaccard(flat(padded(pl.Series([text for pair in both for text in pair]))))
    assert found.tolist() == pytest.approx([plain_jaccard(*pair) for pair in both])


@pytest.mark.slow
def test_the_share_of_equal_signature_values_estimates_the_jaccard() -> None:
    rng = np.random.default_rng(1)
    words = ["".join(rng.choice(list("abcdefgh"), 6)) for _ in range(400)]
    for length in (6, 30):  # fewer shingles than ranges, and more
        base = [" ".join(rng.choice(words, length)) for _ in range(300)]
        other = [text[: len(text) // 2] + " ".join(rng.choice(words, length // 2)) for text in base]
        a, b = (signatures(flat(padded(pl.Series(texts))), 32, 5, 5) for texts in (base, other))
        true = np.mean([plain_jaccard(*pair) for pair in zip(base, other, strict=True)])
        # The mean of 300 estimates of 160 values each: standard error below .01, were all values independent.
        assert abs(float((a == b).mean()) - true) < 0.03


def test_every_range_has_a_value() -> None:
    found = signatures(flat(padded(pl.Series(TEXTS))), 32, 5, 5)
    assert (found != 0xFFFFFFFF).all()


def pairs_of(packed: np.ndarray) -> list[tuple[int, int]]:
    left, right = buckets.unpack(packed)
    return list(zip(left.tolist(), right.tolist(), strict=True))


def test_a_bucket_gives_every_pair_up_to_the_limit() -> None:
    keys = np.array([[7, 9, 7, 7], [1, 2, 3, 4]], np.uint32)
    packed, large = buckets.proposals(keys, 10, Serial())
    assert pairs_of(packed) == [(0, 2), (0, 3), (2, 3)]
    assert large == 0


def test_pairs_among_the_others_are_not_proposed() -> None:
    packed, _ = buckets.proposals(np.full((1, 4), 7, np.uint32), 10, Serial(), split=1)
    assert pairs_of(packed) == [(0, 1), (0, 2), (0, 3)]


def test_a_crowded_bucket_costs_no_more_than_its_rows_and_keeps_the_nearest() -> None:
    rng = np.random.default_rng(2)
    n = 2_000
    keys = np.vstack([np.full(n, 7), rng.integers(0, 500, (3, n))]).astype(np.uint32)
    keys[:, 1501] = keys[:, 900]  # the same in every band
    packed, large = buckets.proposals(keys, 8, Serial())
    assert large >= 1
    assert len(packed) < 4 * n * (8 + 4 * buckets.LEADERS)
    assert (900, 1501) in pairs_of(packed)
    assert {(0, k) for k in range(1, n)} <= set(pairs_of(packed))  # everyone meets the first


def test_ranges_of_keys_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = np.random.default_rng(4).integers(0, 1 << 32, (4, 300), np.uint64).astype(np.uint32)
    keys[:, 100:200] = keys[:, :100]
    keys[0, 40:90] = 5
    whole = buckets.proposals(keys, 8, Serial())
    monkeypatch.setattr(buckets, "RANGE", 50)
    parts = buckets.proposals(keys, 8, LocalEngine(3))
    assert parts[0].tolist() == whole[0].tolist()
    assert parts[1] == whole[1]


def test_keys_in_a_file_are_those_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = padded(pl.Series(TEXTS * 3))
    tools = Tools(Settings(), Serial())
    inside = near._keys(texts, tools)
    monkeypatch.setattr(near, "SPILL", 0)
    in_file = near._keys(texts, tools)
    assert isinstance(in_file, np.memmap)
    assert (inside == in_file).all()


def test_a_shingle_has_one_hash_in_latin_and_in_other_texts() -> None:
    plain_text, wide_text = (
        hashes(flat(pl.Series([text])))[0] for text in ("the red shed", "the red shed 湖")
    )
    assert len(plain_text) == 8
    assert plain_text.tolist() == wide_text[:8].tolist()


def test_keys_do_not_depend_on_the_texts_beside() -> None:
    together = bucket_keys(flat(padded(pl.Series(TEXTS))), 32, 5, 5)
    alone = [bucket_keys(flat(padded(pl.Series([text]))), 32, 5, 5) for text in TEXTS]
    assert (together == np.hstack(alone)).all()


def test_comparing_signatures_first_loses_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(6)
    words = ["".join(rng.choice(list("abcdefghij"), 7)) for _ in range(40)]
    texts = pl.Series([" ".join(rng.choice(words, 4)) for _ in range(400)])
    monkeypatch.setattr(Settings, "bands", 64)
    monkeypatch.setattr(Settings, "rows", 2)
    corpus, tools = Corpus(texts, normal_form(texts)), Tools(Settings(), Serial())
    compared = near.pairs(corpus, tools)
    monkeypatch.setattr(near, "CROWD", 1_000_000)
    every = near.pairs(corpus, tools)
    assert compared.figures["verified"] < 0.7 * every.figures["verified"]
    assert every.figures["verified"] == every.figures["proposed"] > 2 * len(texts)
    assert compared.left.tolist() == every.left.tolist()
    assert compared.right.tolist() == every.right.tolist()


@pytest.mark.slow
def test_many_texts_of_one_template_are_bounded() -> None:
    rng = np.random.default_rng(3)
    words = ["".join(rng.choice(list("abcdefghij"), 7)) for _ in range(3_000)]
    texts = pl.Series(
        [
            f"please tell me how the {a} keeper opens the {b} shed by the lake"
            for a, b in rng.choice(words, (3_000, 2))
        ]
    )
    found = near.pairs(Corpus(texts, normal_form(texts)), Tools(Settings(), Serial()))
    assert found.figures["large_buckets"] > 0
    assert found.figures["proposed"] < 3_000 * 300


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
    assert normal_form(pl.Series(given)).to_list() == [
        "c++ or c#", "abc de", "1.5 m 1.000 kg", "dont stop", "zerowidth", "?!", "", "50 % of 1.2.3",
    ]  # fmt: skip


def test_the_form_of_plain_texts_is_that_of_any_text() -> None:
    rng = random.Random(1)
    texts = pl.Series(
        ["".join(rng.choices("ab Z'.,19!?-_$+ \n\t/\0\x7f", k=rng.randint(0, 14))) for _ in range(5_000)]
    )
    assert plain_form(texts).to_list() == _wide_form(texts).to_list()
