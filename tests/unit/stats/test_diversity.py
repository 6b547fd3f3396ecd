"""Figures of wording: their bounds, what they are for known sets, and where they are shown and gated."""

from __future__ import annotations

import math
import time

import pytest
from curation.core.records import Origin
from curation.generation.context import candidate
from curation.generation.diversity import by_dataset
from curation.stats.diversity import _brevity, bleus, diversity
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from(["the", "cat", "sat", "on", "a", "mat", "and", "saw", "two", "dogs"]), max_size=12
)


@given(st.lists(WORDS, max_size=12))
def test_every_figure_lies_between_zero_and_one(texts):
    found = diversity(texts)
    for value in (found.self_bleu, found.distinct_2, found.first_words):
        assert value is None or 0 <= value <= 1
    assert found.n == sum(bool(text) for text in texts)


@given(st.lists(WORDS.filter(bool), min_size=2, max_size=8), st.randoms())
def test_the_order_of_texts_changes_nothing(texts, random):
    before = diversity(texts)
    random.shuffle(texts)
    after = diversity(texts)
    assert abs((before.self_bleu or 0) - (after.self_bleu or 0)) < 1e-9
    assert (before.distinct_2, before.first_words) == (after.distinct_2, after.first_words)


def test_equal_texts_have_a_self_bleu_of_one_and_texts_without_a_common_word_nearly_none():
    assert diversity([["a", "b", "c", "d", "e"]] * 3).self_bleu == 1.0
    apart = [[f"{name}{n}" for n in range(20)] for name in "abcd"]
    assert (diversity(apart).self_bleu or 0) < 0.02


def test_bleu_is_that_of_the_definition():
    # "a b c d e" against "a b c x y": 3/5 words, 2/4 pairs, 1/3 triples, none of 2 fours (counted 0.1): the fourth root of
    # 0.6 * 0.5 * 0.3333 * 0.05 is 0.2659; both have five words, so there is no penalty.
    assert [round(value, 4) for value in bleus([list("abcde"), list("abcxy")])] == [0.2659, 0.2659]


def test_a_short_text_is_punished_against_the_closest_other():
    short, long = bleus([list("ab"), list("abcdefgh")])
    assert short < 0.06 and long < short * 10


def prompt(text, **more):
    one = candidate(
        dataset="d", kind="prompt", origin=Origin(generator="x", version="1", seed=0), clauses=[], categories=[], quotes=[], text=text
    )  # fmt: skip
    return one.model_copy(update=more)


@given(lengths=st.lists(st.integers(1, 12), min_size=2, max_size=12), place=st.integers(0, 11))
def test_the_closest_other_is_that_of_all_others(lengths, place):
    length = lengths[place % len(lengths)]
    others = sorted(lengths)
    others.remove(length)
    closest = min(others, key=lambda other: (abs(other - length), other))
    expected = 1.0 if length >= closest else math.exp(1 - closest / length)
    assert _brevity(length, sorted(lengths)) == expected


@pytest.mark.slow
def test_the_time_to_measure_texts_does_not_grow_with_their_square():
    texts = [("shelf", str(i), "holds", str(i % 97)) for i in range(20_000)]
    before = time.process_time()
    diversity(texts)
    assert time.process_time() - before < 20


def test_one_text_a_pair_is_measured_and_no_brief():
    same = "Write a note to the board about the roof."
    made = [
        prompt(same, pair="p"), prompt(same + " ", pair="p", benign=True), prompt("Another request, quite unlike."),
        prompt("A brief.", status="needs_authoring"), prompt("A variant.", parent="x"),
    ]  # fmt: skip
    assert by_dataset(made)["d"]["prompt"].n == 2
