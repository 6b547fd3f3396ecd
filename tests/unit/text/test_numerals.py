"""Numbers in words, of languages that join them in different ways."""

from __future__ import annotations

import re

import pytest
from curation.text import numerals


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("de", "fünfundzwanzig", 25), ("de", "zweihundertfünfzig", 250), ("de", "dreitausend", 3000),
        ("nl", "tweeëntwintig", 22), ("nl", "driehonderd", 300),
        ("fr", "vingt et un", 21), ("fr", "quatre-vingt-dix-sept", 97), ("fr", "deux cent cinquante", 250),
        ("es", "treinta y cinco", 35), ("es", "ciento veinte", 120),
        ("it", "trentacinque", 35), ("it", "ventuno", 21), ("it", "duemila", 2000),
        ("pt", "trinta e cinco", 35), ("pt", "cento e vinte", 120),
        ("pl", "trzydziestu pięciu", 35), ("ru", "ста двадцати", 120), ("sv", "tjugofem", 25),
        ("zh", "二百五十", 250), ("zh", "三百万", 3_000_000), ("ja", "二十五", 25), ("ko", "삼십", 30),
    ],
)  # fmt: skip
def test_a_number_in_words_is_one_number(language, words, value):
    match = re.search(numerals.pattern(language), words)
    assert match is not None and match[0] == words
    assert numerals.value(words, language) == value


def test_a_language_without_number_words_has_no_numbers_in_words():
    assert re.search(numerals.pattern("xx"), "one two") is None
    assert numerals.value("one", "xx") is None
