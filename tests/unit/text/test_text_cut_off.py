"""Whether a text is cut off: one answer for generators and checks."""

from __future__ import annotations

import pytest
from curation.text import cut_off
from curation.text.whole import fault

from growth import is_linear


@pytest.mark.parametrize("word", ["the", "my", "your", "whose", "although", "whether", "because", "every", "must", "and"])  # fmt: skip
def test_a_word_that_ends_nothing_is_surely_an_end_in_the_middle(word):
    assert cut_off.stops(f"The baker keeps the oven {word}") == "surely"


@pytest.mark.parametrize("word", ["my", "your", "every", "whose", "because", "and", "than"])
def test_what_ends_no_option_ends_no_sentence_of_a_prompt_either(word):
    assert cut_off.broken_sentence(f"I bake {word}. Write a list of cakes") is not None


@pytest.mark.parametrize("text", ["a drum they are not rated for", "the shelf that they reach with"])
def test_a_preposition_at_the_end_is_doubtful(text):
    assert cut_off.stops(text) == "perhaps"


@pytest.mark.parametrize(
    "text",
    ["the kiln they work in", "certainly not, unless asked, and then not", "no more than they can", "as long as they should"],
)  # fmt: skip
def test_an_option_may_end_in_an_adverb_or_in_a_verb_that_is_left_out(text):
    assert cut_off.stops(text) == ""


@pytest.mark.parametrize(
    "text",
    ["The bakers clean more ovens than they must.", "The bakers clean more ovens than they should.", "Clean the oven if you can.", "They bake all they can"],
)  # fmt: skip
def test_a_sentence_may_end_with_a_verb_whose_other_half_was_said(text):
    assert cut_off.stops(text) == "" and not cut_off.may_stop(text)


@pytest.mark.parametrize(
    "text", ["The oven is cleaned if the baker can.", "The baker knows that the ovens must."]
)
def test_a_verb_that_nothing_before_it_completes_is_an_end_in_the_middle(text):
    assert cut_off.may_stop(text)


@pytest.mark.parametrize("word", ["can", "was", "within", "not", "this", "should", "without"])
def test_what_an_option_may_end_with_a_sentence_of_a_rule_does_not(word):
    text = f"the baker cleans the oven {word}"
    assert cut_off.may_stop(text) and fault(text)


@pytest.mark.parametrize(
    "text", ["wie weit es ankommt auf an", "man fange damit sofort an", "kwaliteit per of"]
)
def test_a_text_in_another_language_is_not_judged_by_english_words(text):
    assert cut_off.stops(text, "de") == ""


@pytest.mark.parametrize("word", ["of", "with", "under", "must", "will", "the", "via", "about"])
def test_a_question_without_its_mark_is_cut_behind_the_same_words(word):
    assert cut_off.open_question(f"What does the baker clean {word}")
    assert not cut_off.open_question(f"What does the baker clean {word}?")


def test_a_question_that_ends_in_a_noun_or_an_object_is_whole():
    assert not cut_off.open_question("Which oven does the baker clean with her")
    assert not cut_off.open_question("Which oven does the baker clean every evening")
    assert not cut_off.open_question("Who may read the baker's letter and sign a will")


@pytest.mark.parametrize(
    ("stem", "lacks"),
    [
        ("After a fire the baker must, within five days", True),
        ("After a fire the baker must call the owner within five days", False),
    ],
)
def test_a_modal_verb_without_its_verb_is_no_whole_stem(stem, lacks):
    assert cut_off.lacks_verb(stem) is lacks


@pytest.mark.slow
def test_a_long_text_is_read_once_for_sentences_that_begin_too_early():
    assert is_linear(lambda n: cut_off.run_on("it ends at the In the X " * n), 3000)
