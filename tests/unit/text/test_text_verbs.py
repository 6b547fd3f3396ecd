"""English verb forms."""

import pytest
from curation.text import verbs


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("licensing", "license"), ("trafficking", "traffic"), ("prescribing", "prescribe"), ("bullying", "bully"),
        ("lying", "lie"), ("Using", "use"), ("submitting", "submit"), ("exercising", "exercise"), ("fulfilling", "fulfill"),
        ("jailbreaking", "jailbreak"), ("misclassifying", "misclassify"), ("seizing", "seize"), ("agreeing", "agree"),
    ],
)  # fmt: skip
def test_a_word_in_ing_has_its_base_form(word, base):
    assert verbs.base_of_ing(word) == base


@pytest.mark.parametrize(
    "word",
    ["during", "thing", "according", "king", "following", "evening", "prescribe", "étaing", "x" * 99 + "ing"],
)
def test_what_is_no_verb_in_ing_has_none(word):
    assert verbs.base_of_ing(word) is None


@pytest.mark.slow
def test_other_forms():
    assert verbs.ing("prescribe") == "prescribing"
    assert verbs.third_person("notify") == "notifies"
    assert verbs.past_participle("write") == "written"
    assert verbs.base("kept") == "keep"
    assert verbs.base("gloves") != "keep"


@pytest.mark.parametrize(
    "verb", ["keep", "notify", "submit", "prescribe", "traffic", "die", "store", "wear", "pass"]
)
def test_the_form_in_ing_leads_back_to_the_verb(verb):
    assert verbs.base_of_ing(verbs.ing(verb)) == verb
