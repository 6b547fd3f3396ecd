"""Reading rules and conduct out of sentences."""

from __future__ import annotations

import pytest
from curation.generation.template.actors import agent, kin
from curation.generation.template.numeric_distractors import from_words, in_words, values
from curation.generation.template.rule_parser import parse, self_contained
from curation.text.sentences import sentences
from curation.text.verbs import base_of_ing


def test_a_rule_is_read_into_actor_modal_action_and_condition():
    rule = parse("Where a defect is found, the operator shall stop the machine and call the owner.")
    assert rule is not None
    assert (rule.lead, rule.actor, rule.modal, rule.action) == (
        "where a defect is found", "the operator", "shall", "stop the machine and call the owner",
    )  # fmt: skip


def test_a_condition_at_the_end_is_split_off():
    rule = parse("The operator must inform the owner before the machine is started again.")
    assert rule is not None
    assert (rule.action, rule.tail) == ("inform the owner", "before the machine is started again")


def test_a_condition_that_belongs_to_a_period_stays_with_it():
    rule = parse("The operator must inform the owner within 3 days after the defect was found.")
    assert rule is not None
    assert rule.tail == ""


def test_a_negation_is_kept():
    rule = parse("Workers must not eat in the workshop.")
    assert rule is not None
    assert rule.negative


@pytest.mark.parametrize(
    "sentence",
    ["It shall be kept.", "A report that is late, which shall be rare, is void.", "This is so.", "Where applicable, the owner shall act."],
)  # fmt: skip
def test_a_sentence_that_is_not_plainly_a_rule_is_left_alone(sentence):
    assert parse(sentence) is None


def test_sentences_keep_abbreviations_whole():
    text = "See Art. 5 of the Act. The owner, e.g. Smith, pays. It ends."
    assert [text[a:b] for a, b in sentences(text)] == [
        "See Art. 5 of the Act.",
        "The owner, e.g. Smith, pays.",
        "It ends.",
    ]


@pytest.mark.parametrize(
    "text",
    ["such measures", "the list in paragraph 2", "the rules (a)", "It is so", "as referred to in the list"],
)
def test_words_that_point_elsewhere_are_not_self_contained(text):
    assert not self_contained(text)


def test_the_head_of_an_actor_is_what_counts():
    assert agent("The membership of the board") is None
    assert agent("Providers of large systems") == "provider"
    assert agent("Any person") is None
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


def test_numbers_are_read_and_written_in_words():
    assert [from_words(in_words(n)) for n in range(100)] == list(range(100))


def test_values_are_found_and_references_are_not():
    found = [
        v.shown for v in values("Article 5 says within 72 hours or ten days, not in 2016/679 and not 30 x.")
    ]
    assert found == ["72 hours", "ten days"]
