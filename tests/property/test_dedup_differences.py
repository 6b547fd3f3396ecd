"""The contrast rules over arrays give the answers of the rules for two texts."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from curation.dedup.contrast import differences, rules, words
from curation.dedup.kernels.shingles import flat
from hypothesis import given
from hypothesis import strategies as st

VOCABULARY = (
    "must may not never don't can't cannot won't isn't all some only 3 three one first 1,000 1000 2.5 2:30 mg kg $ € %"
    " Oslo Lisbon Bergen legal illegal allow forbid allows careful careless hypotension hypertension purchase buys"
    " shed lake key gate farms forms garden gadren gardens database data base opens opnes keeper keepers please game"
    " how what is was with in the a of I Vitamin C ABC größe Größe 湖 の naïve un undo do benefits effects ' - . ! ?"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=9)
COUNTS = st.dictionaries(WORDS.map(str.lower), st.sampled_from([1, 3, 20, 400, 20_000]), max_size=12)


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same with a few words put in, left out or exchanged."""
    first = draw(TEXTS)
    second = list(first)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(second)))
        second[place : place + draw(st.integers(0, 2))] = draw(st.lists(WORDS, max_size=2))
    if len(second) > 2 and draw(st.booleans()):
        i, j = (draw(st.integers(0, len(second) - 1)) for _ in range(2))
        second[i], second[j] = second[j], second[i]
    return " ".join(first), draw(st.sampled_from([" ", ", ", ". "])).join(second)


@pytest.mark.slow
@given(st.lists(changed(), min_size=1, max_size=12), COUNTS)
def test_arrays_and_plain_rules_agree(pairs: list[tuple[str, str]], often: dict[str, int]) -> None:
    number = words.numbers(list(often)) if often else np.zeros(0, np.uint64)
    order = np.argsort(number)
    counts = words.Counts(number[order], np.array(list(often.values()), np.int64)[order])
    found = differences.judge(flat(pl.Series([text for pair in pairs for text in pair])), counts)
    for k, (a, b) in enumerate(pairs):
        want = rules.judge(rules.read(a), rules.read(b), lambda word: often.get(word, 0))
        assert (differences.KINDS[found.kind[k]], found.evidence[k]) == (want.kind, want.evidence), (a, b)
        assert bool(found.minimal[k]) == want.minimal


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_do_not_depend_on_the_company(one: str, other: str) -> None:
    together = words.read(flat(pl.Series([one, other])))
    for k, text in enumerate((one, other)):
        alone = words.read(flat(pl.Series([text])))
        mine = slice(together.bounds[k], together.bounds[k + 1])
        assert together.word[mine].tolist() == alone.word.tolist()
        assert together.capital[mine].tolist() == alone.capital.tolist()


@given(st.lists(st.text("abcäé湖", min_size=1, max_size=9), min_size=2, max_size=2))
def test_the_number_of_a_compound_follows_from_its_parts(parts: list[str]) -> None:
    one, other, both = words.numbers([*parts, "".join(parts)])
    assert words.joined(np.array([one]), np.array([len(parts[0])]), np.array([other]))[0] == both
