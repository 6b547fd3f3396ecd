"""Where a quote stands in a text: what copying changes does not matter, and the span is always the text's own words."""

from __future__ import annotations

import unicodedata

import pytest
from curation.text.quotes import find_span
from hypothesis import given
from hypothesis import strategies as st

CLAUSE = "Where compressed air is used to clean clothing, the person’s eyes\nshall be “protected” – see café rules (b)."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("compressed air is used", "compressed air is used"),
        ("COMPRESSED  air\nis used", "compressed air is used"),
        ('the person\'s eyes shall be "protected"', "the person’s eyes\nshall be “protected”"),
        ("“where compressed air”", "Where compressed air"),
        ("(a) Where compressed air", "Where compressed air"),
        ("to clean clothing.", "to clean clothing"),
        ("protected” - see cafe\u0301 rules", "protected” – see café rules"),
        ("Where compressed air … eyes shall be", "Where compressed air is used to clean clothing, the person’s eyes\nshall be"),
        ("compressed air is [...] the person's eyes", "compressed air is used to clean clothing, the person’s eyes"),
        ("ompressed air is used to cle", "compressed air is used to clean"),
        ("shall\u00ad be\u200b “protected", "shall be “protected"),
    ],
)  # fmt: skip
def test_a_quote_is_found_as_the_words_of_the_text(quote, words):
    span = find_span(CLAUSE, quote)
    assert span is not None
    assert CLAUSE[slice(*span)] == words


@pytest.mark.parametrize(
    "quote",
    ["", "  ", "…", '"', "ompressed air", "compressed ai", "clothing the person", "eyes … compressed air is", "the … shall"],
)  # fmt: skip
def test_other_words_cut_words_and_another_order_are_not_found(quote):
    assert find_span(CLAUSE, quote) is None


def test_a_script_without_spaces_may_be_quoted_anywhere():
    assert find_span("事業者は、労働者に保護具を使用させなければならない。", "保護具を使用") == (9, 15)


LETTERS = st.sampled_from([*"abcdeéßﬁ½'“”–-", "e\u0301", "a\u00ad", " "])
WORDS = st.lists(st.lists(LETTERS, min_size=1, max_size=8).map("".join), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_what_is_copied_out_of_a_text_is_found_in_it(words, data):
    text = " ".join(words)
    tokens = text.split()
    if not tokens:
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    quote = " ".join(tokens[first : last + 1])
    changed = (
        unicodedata.normalize("NFD", quote).replace("“", '"').replace("”", '"').replace("–", "-").upper()
    )
    for each in (quote, changed):
        span = find_span(text, each)
        if span is None:
            # Only where the words fold to nothing that could be looked for.
            assert not any(c.isalnum() for c in unicodedata.normalize("NFKC", quote))
        else:
            assert text[slice(*span)].strip()


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_span_is_never_outside_the_text(text, quote):
    span = find_span(text, quote)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
