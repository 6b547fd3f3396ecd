from functools import cache

import pytest
from curation import taxonomy
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Clause, Mapping
from curation.mapping import features, map_clauses, map_texts
from curation.mapping.evidence import span
from curation.mapping.settings import Settings
from curation.text.stems import stem, stem_tokens
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
    for _, start, end in stem_tokens(text):
        assert 0 <= start < end <= len(text)


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_is_never_empty(word):
    assert stem(word)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_probabilities_are_in_range_and_follow_the_ranking(texts):
    for candidates in map_texts(texts, taxonomy.load("lab-safety"), Settings(method="lexical"), None, 10):
        scores = [c["score"] for c in candidates if c["code"] != "none"]
        assert all(0 <= s <= 1 for s in scores)
        assert scores == sorted(scores, reverse=True)


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.lists(TEXT.filter(bool), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_clauses_changes_no_mapping(texts, draw):
    made = [
        Clause(
            id=f"d@1#{i}", document="d", edition="1", eid=str(i), kind="text", citation="", path=["1 Waste"], marker="",
            text=text, start=0, end=len(text), modality="other", language="en", sha256=text_digest(text),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    shuffled = made.copy()
    draw.shuffle(shuffled)
    tax = [taxonomy.load("lab-safety")]
    frames = [
        map_clauses(tables.frame(c, Clause), tax, Settings(method="lexical"), None) for c in (made, shuffled)
    ]
    assert frames[0].equals(frames[1])
    assert frames[0].schema == tables.schema(Mapping)
    assert set(frames[0]["clause"]) == {c.id for c in made}
