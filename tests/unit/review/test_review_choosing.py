"""What an adjudicator's choice between two versions comes to."""

from curation.review.decisions.choosing import Chosen, choose

from review_world import item, prompt

SHOWN, OTHER, THIRD = (f"lab-safety@1.0:{code}" for code in ("1.1", "2.1", "3.1"))


def disputed(*versions):
    one = item(prompt(1), "court")
    return one.model_copy(update={"shown": {**one.shown, "versions": list(versions)}})


KEEP = {"verdict": "accept", "labels": [SHOWN], "edited": {}, "reasons": []}
EDIT = {
    "verdict": "revise", "labels": [OTHER], "edited": {"text": "Other words."}, "reasons": ["unclear"], "also_right": [1, "x"],
}  # fmt: skip


def test_a_version_is_taken_whole():
    case = disputed(KEEP, EDIT)
    assert choose(case, "first") == Chosen("accept", [SHOWN])
    assert choose(case, "second") == Chosen("revise", [OTHER], {"text": "Other words."}, ["unclear"], [1])


def test_categories_of_the_adjudicators_own_screen_win_where_they_are_not_those_shown():
    case = disputed(KEEP, EDIT)
    assert choose(case, "second", labels=[THIRD]).labels == [THIRD]
    assert choose(case, "second", labels=[SHOWN]).labels == [OTHER]
    assert choose(case, "new", edited={"text": "Third words."}, labels=[THIRD]).labels == [THIRD]
    assert choose(case, "new", edited={"text": "Third words."}).labels == [SHOWN]


def test_a_mix_takes_the_categories_of_the_version_that_was_named():
    case = disputed(KEEP, EDIT)
    assert choose(case, "mix", {"labels": 1}) == Chosen("revise", [OTHER], {}, ["wrong-category"])
    assert choose(case, "mix", {"labels": 0}) == Chosen("accept", [SHOWN])
    assert choose(case, "mix", {"labels": 1, "text": 1}) == Chosen(
        "revise", [OTHER], {"text": "Other words."}
    )
    assert choose(case, "mix", {"labels": 0, "text": 1}) == Chosen(
        "revise", [SHOWN], {"text": "Other words."}
    )
    assert choose(case, "mix", {"labels": 1}, labels=[THIRD]).labels == [THIRD]


def test_a_mix_keeps_what_is_shown_where_a_version_says_nothing():
    case = disputed(KEEP, {**EDIT, "labels": None})
    assert choose(case, "mix", {"text": 1}) == Chosen("revise", [SHOWN], {"text": "Other words."})
    assert choose(case, "mix", {"labels": 1}).problems == ["a mix that takes nothing"]
    assert choose(case, "mix", {"text": 0}).problems == ["a mix that takes nothing"]
    assert choose(case, "mix", {"text": 2}).problems == ["takes text from a version that is not there"]
    assert choose(case, "mix", {"text": -1}).problems == ["takes text from a version that is not there"]


def test_a_version_that_decides_nothing_cannot_be_taken():
    case = disputed({**KEEP, "verdict": "unsure"})
    assert choose(case, "first").problems == ["takes a version that decides nothing"]
    assert choose(case, "second").problems == ["takes a version that is not there"]
    assert choose(case, "new", edited={"text": case.shown["text"]}).problems == [
        "gives new words that are the old ones"
    ]


def test_a_mix_of_no_field_and_a_mix_of_words_as_they_are_shown_take_nothing():
    case = disputed(KEEP, EDIT)
    assert choose(case, "mix").problems == ["a mix that takes nothing"]
    same = disputed(KEEP, {**EDIT, "edited": {"text": case.shown["text"]}})
    assert choose(same, "mix", {"text": 1}).problems == ["a mix that takes nothing"]


def test_a_mix_takes_the_turns_of_a_conversation_with_its_text_and_no_field_that_a_version_left_alone():
    turns = [{"role": "user", "content": "Other words."}]
    case = disputed(
        KEEP, {**EDIT, "edited": {"text": "Other words.", "messages": turns, "policy": "Be brief."}}
    )
    assert choose(case, "mix", {"text": 1}).edited == {"text": "Other words.", "messages": turns}
    assert choose(case, "mix", {"text": 1, "policy": 1}).edited["policy"] == "Be brief."
    assert choose(case, "mix", {"policy": 0, "text": 1}).edited == {"text": "Other words.", "messages": turns}
