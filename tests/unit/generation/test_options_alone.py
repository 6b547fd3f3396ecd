"""What is concluded from rankings of the options alone, and from their form, by numbers that can be done by hand."""

from types import SimpleNamespace

import pytest
from curation.core.ports import Completion
from curation.generation.model import options_only
from curation.generation.model.items import ModelItem, Wrong

KEY = "Within ten days of the test"


def question(key, *wrong, language="en"):
    brief = SimpleNamespace(kind="question", clause=SimpleNamespace(language=language))
    return ModelItem(brief=brief, key=key, wrong=tuple(Wrong(text, "", "") for text in wrong))


def ranks(*order):
    return {option: n for n, option in enumerate(order)}


def test_the_key_is_found_where_it_comes_before_every_shown_option_and_a_tie_is_shared():
    item = question("k", "x", "y", "z")
    assert options_only._found(item, (0, 1), [ranks("k", "x", "y", "z")]) == 1
    assert options_only._found(item, (0, 1), [ranks("z", "k", "x", "y")]) == 1  # z is not shown
    assert options_only._found(item, (1, 2), [ranks("z", "k", "x", "y")]) == 0
    assert options_only._found(item, (0, 1), [{"k": 0, "x": 0, "y": 0, "z": 1}]) == pytest.approx(1 / 3)
    assert options_only._found(item, (0, 1), [ranks("k", "x", "y"), ranks("x", "k", "y")]) == 0.5


def test_an_option_that_a_ranking_leaves_out_comes_last():
    assert options_only._ranking(["w", "x", "y", "z"], ["C", "A"]) == {"w": 1, "x": 2, "y": 0, "z": 2}


@pytest.mark.parametrize(
    ("key", "wrong", "cues"),
    [
        ("aaaa", ("bbbb", "cccc", "dddd"), 0),
        ("a" * 13, ("b" * 10, "c" * 10, "d" * 10), 1),  # alone at the top by more than a fifth
        ("a" * 12, ("b" * 10, "c" * 10, "d" * 10), 0),  # by a fifth and no more
        ("a" * 8, ("b" * 10, "c" * 10, "d" * 10), 1),  # alone at the bottom
        ("a" * 9, ("b" * 10, "c" * 10, "d" * 10), 0),
        ("a" * 13, ("b" * 12, "c" * 10, "d" * 10), 0),  # another is long as well
        ("red clay", ("red mud", "wet clay", "dry sand"), 1),  # shares a word with each of two others
        ("red clay", ("red mud", "red sand", "red clod"), 0),  # all share the one word
    ],
)
def test_form_counts_the_key_alone_at_the_top_of_shared_words_or_at_an_end_of_length(key, wrong, cues):
    assert int(options_only.form(question(key, *wrong), range(len(wrong)))) == cues


def test_options_are_chosen_by_the_form_that_gives_least_away_and_the_others_follow():
    item = question("red clay", "red mud", "wet clay", "dry sand", "old wood")
    chosen = options_only.by_form(item, 3)
    shown = [w.text for w in chosen.wrong[:3]]
    assert options_only.form(chosen, range(3)) < 1  # of the four, not both that share a word with the key
    assert not {"red mud", "wet clay"} <= set(shown)
    assert sorted(w.text for w in chosen.wrong) == sorted(w.text for w in item.wrong)


@pytest.mark.parametrize(("finds", "outcome"), [(0, "passed"), (1, "passed"), (2, "failed")])
def test_a_question_fails_where_more_of_the_rankings_find_the_key_than_may(finds, outcome):
    item = question("k", "x", "y", "z")
    work = SimpleNamespace(
        passes=SimpleNamespace(guessable=0.5), context=SimpleNamespace(settings=SimpleNamespace(options=4))
    )
    order = ["k", "x", "y", "z"]
    answers = [
        Completion(
            "ok",
            data={"order": ["A", "B", "C", "D"] if n < finds else ["B", "C", "D", "A"], "why": f"why {n}"},
        )
        for n in range(2)
    ]
    done = options_only._chosen(work, item, [order, order], answers)
    assert done.passes["options-only"] == outcome
    marks = done.marks["options-only"]
    assert (marks["found"], marks["of"]) == (finds / 2, 2)
    assert marks["given_away"] == [f"why {n}" for n in range(finds)]  # only of those that found it
