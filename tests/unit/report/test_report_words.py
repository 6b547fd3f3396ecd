"""Word differences are markup around words, never a change of words."""

import re
from html import unescape

from curation.report.words import difference
from hypothesis import given
from hypothesis import strategies as st

# Printable text only: other characters are shown as escapes.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), max_size=40)


def plain(markup: str) -> str:
    return unescape(re.sub(r"</?(?:ins|del)>", "", markup))


@given(WORDS, WORDS)
def test_without_its_marks_the_difference_is_the_two_texts(old, new):
    left, right = difference(old, new)
    assert (plain(left), plain(right)) == (old, new)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    left, right = difference(text, text)
    assert left == right
    assert "<del>" not in left


def test_the_word_that_changed_is_marked():
    assert difference("within 10 days", "within 20 days") == (
        "within <del>10</del> days",
        "within <ins>20</ins> days",
    )


def test_markup_in_a_text_stays_text():
    left, _ = difference("<ins>x</ins>", "")
    assert left == "<del>&lt;ins&gt;x&lt;/ins&gt;</del>"
