"""What makes a long table fast gives what the plain way gives, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from curation import mapping, taxonomy
from curation.mapping import combine, lexical
from curation.mapping.settings import Settings
from curation.mapping.terms import headed_stems, term_stems
from curation.text.category_words import UNTELLING
from curation.text.stems import plain_text, stem_tokens
from hypothesis import given
from hypothesis import strategies as st

texts = st.text(st.sampled_from("abcXYZ sS'’.,-19äßİΣς\u0301不得吸烟禁止で\n"), max_size=40) | st.text(
    max_size=20
)


@given(texts)
def test_the_stems_of_a_text_are_those_of_its_tokens(text):
    assert term_stems(text) == [token.word for token in stem_tokens(plain_text(text), leave_out=UNTELLING)]


@given(texts, texts)
def test_the_stems_of_a_headed_text_do_not_depend_on_how_they_are_found(heading, text):
    headed = f"{heading}: {text}"
    assert headed_stems(headed, text, term_stems(text)) == term_stems(headed)


@pytest.mark.parametrize("size", [1, 2, 7, 8, 9, 10, 16, 17, 40, 129, 130, 131, 300])
def test_rows_are_added_in_the_order_in_which_numpy_adds_them(size):
    table = np.random.default_rng(size).standard_normal((400, 5)).astype(np.float32)
    rows = list(range(size))
    expected = np.add.reduceat(table[rows], [0], 0)[0]
    assert (lexical._summed(table, [rows, [], rows]) == np.stack([expected, 0 * expected, expected])).all()


def test_a_phrase_is_found_where_it_begins_and_only_whole():
    words = lexical.build([[(1.0, "x")]] * 2, [["acid", "acid store"], ["acid store keeper", "valve"]])
    row = words.phrases
    clause = term_stems("acid store valve acid")
    assert lexical.phrases_in(words, clause) == sorted(row[phrase] for phrase in row if len(phrase) < 3)
    assert [length for length, _ in lexical.phrases_at(words, clause, 0)] == [1, 2]
    assert [length for length, _ in lexical.phrases_at(words, clause, 3)] == [1]


def test_a_taxonomy_is_made_ready_once_for_calls_with_the_same_objects():
    lab, words = taxonomy.load("lab-safety"), Settings(method="lexical")
    first = combine.mappers(lab, words, None)
    assert combine.mappers(lab, words, None) is first
    assert combine.mappers(lab, words.model_copy(update={"top": 1}), None) is not first
    assert mapping.map_texts(["Wear goggles."], lab, words, None)[0]
