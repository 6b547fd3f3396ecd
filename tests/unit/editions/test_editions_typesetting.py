"""What two printings of one text have in common, and how paragraphs that are broken elsewhere are found."""

import pytest
from curation.editions import typesetting


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the fire-proof door", "the fireproof door"),
        ("a “closed” door", 'a "closed" door'),
        ("the of\ufb01ce", "the office"),
        ("keep  the\u00a0door shut", "keep the door shut"),
        ("• the door", "the door"),
        ("others – for example", "others—for example"),
    ],
)
def test_spaces_hyphens_quotes_ligatures_and_bullets_are_no_words(one, other):
    assert typesetting.key(one).replace(typesetting._DASH, "") == typesetting.key(other).replace(
        typesetting._DASH, ""
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5-6 days", "56 days"), ("5 6", "56"), ("5-6", "5 6"), ("keep - the door", "keepthe door"), ("Door", "door"),
        ("the door.", "the door"), ("10 % of it", "10 of it"), ("a < b", "a > b"),
    ],
)  # fmt: skip
def test_digits_that_are_kept_apart_dashes_between_words_case_stops_and_signs_are_told_apart(one, other):
    assert typesetting.key(one) != typesetting.key(other)


def test_a_dash_between_words_is_a_dash_with_one_stroke_or_two():
    assert typesetting.key("keep - the") == typesetting.key("keep -- the") == f"keep{typesetting._DASH}the"
    assert (
        typesetting.key("5-6") == f"5{typesetting._RANGE}6"
        and typesetting.key("5  6") == f"5{typesetting._APART}6"
    )


@pytest.mark.parametrize(
    ("text", "marker", "words"),
    [
        ("1. Keep off.", "1.", " Keep off."),
        ("1.", "1.", "1."),  # a clause of its number alone keeps it
        ("Keep off.", "1.", "Keep off."),
        ("(a) Keep off.", "", "Keep off."),  # the reader took the mark for words
        ("2.4.1 Keep off.", "", "Keep off."),
        ("12 months later", "", "12 months later"),
        ("1. Keep off. 2. Stay out.", "", "Keep off. 2. Stay out."),
    ],
)
def test_the_number_in_front_of_a_text_is_left_out_whether_it_is_known_for_one_or_not(text, marker, words):
    assert typesetting.bare(text, marker) == words


def test_the_whole_of_a_clause_has_its_number_and_every_bullet_is_the_same_one():
    assert typesetting.full("Keep off.", "1.") == typesetting.full("1. Keep off.", "1.") == "1.Keepoff."
    assert typesetting.full("Keep off.", "") == "Keepoff."
    assert typesetting.full("Keep off.", "▪") == typesetting.full("• Keep off.", "•") == "•Keepoff."
    assert typesetting.full("one ▪ two ● three", "") == "one•two•three"


def joined(old, new, free_old=None, free_new=None):
    return list(
        typesetting.joined(
            old, new,
            set(range(len(old))) if free_old is None else free_old,
            set(range(len(new))) if free_new is None else free_new,
        )
    )  # fmt: skip


def test_neighbours_that_are_one_text_broken_elsewhere_are_found_in_both_directions():
    assert joined(["keepthe", "doorshut"], ["keepthedoorshut"]) == [([0, 1], [0])]
    assert joined(["keepthedoorshut"], ["keepthe", "doorshut"]) == [([0], [0, 1])]
    assert joined(["keepth", "edoorsh", "ut"], ["keepthedo", "orshut"]) == [([0, 1, 2], [0, 1])]
    assert joined(["keepthe", "doorshut", "x"], ["keepthe", "windowshut"]) == [([0], [0])]
    assert joined(["keepthe", "doorshut"], ["keepthedooropen"]) == []


def test_only_paragraphs_that_have_no_pair_yet_are_joined_and_each_once():
    old, new = ["keepthe", "doorshut"], ["keepthedoorshut", "keepthedoorshut"]
    assert joined(old, new) == [([0, 1], [0])]
    assert joined(old, new, free_old={0}) == []
    assert joined(old, new, free_new={1}) == [([0, 1], [1])]
    assert joined(["keepthedoorshut"] * 2, new) == [([0], [0]), ([1], [1])]
    assert joined([""], [""]) == []
    # The paragraph behind a run is free for a run of its own, those inside it are not.
    assert joined(["abcdef", "ghi", "abcdefghi"], ["abcdefghi", "abcdef", "ghi"]) == [
        ([0, 1], [0]),
        ([2], [1, 2]),
    ]


def test_a_run_ends_where_too_many_paragraphs_would_make_one(monkeypatch):
    monkeypatch.setattr(typesetting, "_MOST", 3)
    letters = ["abcde", "f", "g", "h", "i"]
    assert joined(letters[:4], ["abcdefgh"]) == [([0, 1, 2, 3], [0])]
    assert joined(letters, ["abcdefghi"]) == [] == joined(["abcdefghi"], letters)
