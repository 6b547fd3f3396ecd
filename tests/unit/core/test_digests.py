"""Folding and digests."""

from curation.core.digests import canonical_json, digest, fold, text_digest
from curation.core.errors import Issue, visible


def test_two_printings_of_the_same_words_have_one_digest():
    assert text_digest("the  “provider’s” duty – always\n") == text_digest('the "provider\'s" duty - always')


def test_case_and_numbers_are_kept():
    assert text_digest("Shall not exceed 5 l") != text_digest("shall not exceed 5 l")
    assert text_digest("within 15 minutes") != text_digest("within 5 minutes")


def test_soft_hyphens_and_zero_width_characters_vanish():
    assert fold("safe\u00adty\u200b first") == "safety first"


def test_digests_do_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    assert canonical_json({"b": "é", "a": None}) == '{"a":null,"b":"é"}'


def test_an_issue_is_one_line_whatever_it_holds():
    line = str(Issue("a\nb", "code", "x\u202ey\x1b[31m"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert visible("plain é 中") == "plain é 中"
