"""Words of rules: roles, verbs, numbers."""

from __future__ import annotations

import pytest
from curation.generation.template.provisions.bearers import kin, role
from curation.generation.template.questions.numeric_distractors import values
from curation.text.sentences import sentences
from curation.text.verbs import base_of_ing


def test_sentences_keep_abbreviations_whole():
    text = "See Art. 5 of the Act. The owner, e.g. Smith, pays. It ends."
    assert [text[a:b] for a, b in sentences(text)] == [
        "See Art. 5 of the Act.",
        "The owner, e.g. Smith, pays.",
        "It ends.",
    ]


def test_the_head_of_an_actor_is_what_counts():
    assert role("Providers of large systems") == "provider"
    assert role("Any person") is None
    assert kin("worker", "employee")
    assert not kin("worker", "employer")


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("using", "use"), ("making", "make"), ("planning", "plan"), ("harassing", "harass"), ("developing", "develop"),
        ("creating", "create"), ("selling", "sell"), ("encouraging", "encourage"), ("distributing", "distribute"),
        ("soliciting", "solicit"), ("impersonating", "impersonate"), ("denying", "deny"), ("exploiting", "exploit"),
        ("promoting", "promote"), ("attacking", "attack"), ("tracking", "track"), ("disclosing", "disclose"),
        ("deceiving", "deceive"), ("operating", "operate"), ("circumventing", "circumvent"), ("stalking", "stalk"),
        ("evading", "evade"), ("running", "run"), ("producing", "produce"), ("infringing", "infringe"),
        ("misleading", "mislead"), ("spreading", "spread"), ("uploading", "upload"), ("invading", "invade"),
    ],
)  # fmt: skip
def test_the_base_form_of_a_verb(word, base):
    assert base_of_ing(word) == base


@pytest.mark.parametrize("word", ["during", "nothing", "thing", "according"])
def test_a_word_in_ing_that_is_no_verb_has_no_base_of_ing(word):
    assert base_of_ing(word) is None


def test_values_are_found_and_references_are_not():
    found = [
        v.shown for v in values("Article 5 says within 72 hours or ten days, not in 2016/679 and not 30 x.")
    ]
    assert found == ["72 hours", "ten days"]
