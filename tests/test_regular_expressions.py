"""No regular expression of the package takes long on a hostile text: none explodes, and none is quadratic."""

from __future__ import annotations

import re

import pytest

import regular_expressions as hard
from regular_expressions import SLOW, STEEP, Expression

pytestmark = pytest.mark.slow  # imports the whole package and searches tens of thousands of texts

BOUNDED: dict[str, str] = {
    "curation.text.answer_words.response_text.END": "searched for in the last 200 signs of an answer",
    "curation.text.legibility._SOUND": "matched in words of at most 60 signs",
    "curation.readers.structure.policy._ADDRESS": "searched for in texts of less than 300 signs",
    "curation.rules.english.operators._after_measure": "searched for in the 40 signs before an operator",
    "curation.rules.other_languages.subjects.barred_words": "searched for in the 30 signs before a person or body",
    "curation.rules.other_languages.present._verbs": "matched at one place, right behind a person or body",
    "curation.rules.numbers.patterns.comparator": "searched for in the 60 signs before a number and matched in the 40 behind it",
    "curation.rules.numbers.patterns.time": "searched for in a unit of time that a pattern has matched",
}
"""Patterns that are quadratic and meet short texts only, with what bounds the text."""


def test_no_pattern_explodes():
    """Nested repeats that can part one text in many ways: a few hundred signs would take for ever."""
    found = [
        f"{e.place}: {e.pattern.pattern[:80]!r} on {text}"
        for e in hard.expressions()
        if (text := hard.explodes(e))
    ]
    assert found == []


def test_no_pattern_is_quadratic():
    """Growth is compared and no time: a text four times as long may take eight times as long, where a quadratic search takes 16."""
    found = []
    for each in hard.expressions():
        if each.place in BOUNDED:
            continue
        seconds, times, text = hard.steep(each)
        if seconds > SLOW and times > STEEP:
            # Twice: on a busy machine a single measurement can lie.
            seconds, times, text = hard.steep(each)
            if seconds > SLOW and times > STEEP:
                found.append(f"{each.place}: {each.pattern.pattern[:80]!r}: ×{times:.0f} on {text}")
    assert found == []


def test_what_bounds_a_text_is_said_of_patterns_that_are_there():
    assert BOUNDED.keys() <= {each.place for each in hard.expressions()}


def test_the_search_for_hard_texts_finds_known_bad_patterns():
    """The control: without it, an empty list could mean that nothing was tried."""
    exploding = Expression("test", re.compile(r"(?:[A-Z][\w-]* ?)+\d"), True)
    assert hard.explodes(exploding)
    for bad in (r"\s*(?:of|for)\b", r"(\d+)\s*-", r"\[[^\]]*\]x", r"a.*b.*c"):
        seconds, times, _ = hard.steep(Expression("test", re.compile(bad), False))
        assert seconds > SLOW / 4 and times > STEEP, bad
    for good in (r"\bof\b", r"(?<!\d)\d++\s*+-", r"\s+"):
        assert not hard.explodes(Expression("test", re.compile(good), False))
        assert hard.steep(Expression("test", re.compile(good), False))[0] < SLOW
