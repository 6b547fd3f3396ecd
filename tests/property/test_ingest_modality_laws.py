"""The letters that a rule of modality looks for first never hide a text that its pattern matches."""

import re

import pytest
from curation.text import modality
from hypothesis import given, settings
from hypothesis import strategies as st

RULES = [(language, rule) for language, rules in modality._RULES.items() for rule in rules]


@pytest.mark.parametrize(
    ("language", "rule"), RULES, ids=lambda value: value if isinstance(value, str) else value.kind
)
def test_every_text_that_a_pattern_matches_holds_its_letters(language, rule):
    @settings(max_examples=60)
    @given(st.from_regex(re.compile(rule.pattern.pattern, re.DOTALL)))
    def check(text):
        if rule.pattern.search(text):
            assert rule.holds(text)

    check()


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "It takes effect on May 1, 2030.", "other"),
        ("en", "An agency MAY buy systems.", "permission"),
        ("en", "You can’t resell it.", "prohibition"),
        ("fr", "Il est interdit de fumer.", "prohibition"),
        ("fr", "Le fournisseur doit tenir un registre.", "obligation"),
        ("fr", "L’État peut accorder une aide.", "permission"),
        ("nl", "Het is verboden te roken.", "prohibition"),
        ("de", "Es ist verboten, zu rauchen.", "prohibition"),
        ("zh", "任何人不得吸烟。", "prohibition"),
    ],
)
def test_what_a_sentence_does(language, text, wanted):
    assert modality.modality(text, language) == wanted
