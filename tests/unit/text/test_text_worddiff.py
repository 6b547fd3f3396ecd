"""The word diff covers both texts and marks what changed."""

from curation.text import worddiff
from hypothesis import given
from hypothesis import strategies as st

TOKENS = st.lists(st.sampled_from(["a", "b", "c", " "]), max_size=12)


@given(TOKENS, TOKENS, st.sampled_from([0, 5, 4000]))
def test_the_operations_turn_the_old_into_the_new(old, new, longest):
    made, old_end, new_end = [], 0, 0
    for kind, a, b, c, d in worddiff.operations(old, new, longest):
        assert (a, c) == (old_end, new_end)
        old_end, new_end = b, d
        assert (kind == "equal") == (old[a:b] == new[c:d])
        made += old[a:b] if kind == "equal" else new[c:d]
    assert (old_end, new_end) == (len(old), len(new))
    assert made == new


@given(st.text(max_size=40))
def test_pieces_joined_are_the_text(text):
    assert "".join(worddiff.pieces(text)) == text


def test_chinese_is_compared_by_characters():
    assert worddiff.pieces("不得abc吸烟") == ["不", "得", "abc", "吸", "烟"]


def test_words_that_went_and_came_are_marked():
    assert worddiff.words("within 10 days", "within 20 days") == "within [-10-] {+20+} days"


def test_a_long_unchanged_stretch_is_cut_around_the_changes():
    before = " ".join("abcdefghij")
    assert worddiff.words(before + " old", before + " new", around=2) == "a b … i j [-old-] {+new+}"


def test_what_two_sequences_share_is_told_by_its_places():
    old, new = ["a", "b", "c", "d", "e"], ["x", "b", "c", "y", "e"]
    assert worddiff.matches(old, new) == [(1, 1, 2), (4, 4, 1)]
    assert worddiff.longest_match(old, new) == (1, 1, 2)
    assert worddiff.matches(["a"], ["b"]) == []
    assert worddiff.longest_match(["a"], ["b"])[2] == 0


def test_sequences_that_cannot_be_alike_enough_have_no_similarity():
    assert worddiff.ratio("abcd", "abxy") == 0.5
    assert worddiff.ratio("abcd", "abxy", least=0.5) == 0.5
    assert worddiff.ratio("abcd", "abxy", least=0.51) == 0.0
