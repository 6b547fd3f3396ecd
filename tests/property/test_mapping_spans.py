from functools import cache

from curation import taxonomy
from curation.mapping import features, map_texts
from curation.mapping.evidence import span
from curation.mapping.settings import Settings
from curation.mapping.words import stem, tokens
from hypothesis import given, settings
from hypothesis import strategies as st


@cache
def lab():
    return features.space(taxonomy.load("lab-safety"))


TEXT = st.text(max_size=200) | st.lists(
    st.sampled_from(["wear", "gloves", "İ", "spill,", "waste.", "废物", "Laser\n"])
).map(" ".join)


@given(TEXT.filter(bool), st.integers(0, 9))
def test_evidence_is_a_span_of_any_text(text, leaf):
    start, end = span(lab(), text, leaf)
    assert 0 <= start < end <= len(text)


@given(TEXT)
def test_tokens_stand_where_they_say(text):
    for _, start, end in tokens(text):
        assert 0 <= start < end <= len(text)


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_is_never_empty(word):
    assert stem(word)


@settings(max_examples=20, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_probabilities_are_in_range_and_follow_the_ranking(texts):
    for candidates in map_texts(texts, taxonomy.load("lab-safety"), Settings(method="lexical"), None, 10):
        scores = [c["score"] for c in candidates if c["code"] != "none"]
        assert all(0 <= s <= 1 for s in scores)
        assert scores == sorted(scores, reverse=True)
