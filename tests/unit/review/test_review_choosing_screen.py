"""An adjudicator's choice comes back from the screen as the words it stands for."""

from __future__ import annotations

import pytest
from curation.core.ports import Annotation
from curation.review.board import annotations, tasks

from review_world import item, question

CODE = "lab-safety@1.0:1.1"
FIRST = {
    "verdict": "revise", "labels": [CODE], "answer": 1, "edited": {"stem": "For how many years is it kept?"},
    "reasons": ["unclear-question"], "comment": "", "also_right": [], "explanation": "right",
}  # fmt: skip
SECOND = {
    "verdict": "reject", "labels": [CODE], "answer": 0, "edited": {"explanation": "Two years, the rules say."},
    "reasons": ["wrong-key"], "comment": "No.", "also_right": [2], "explanation": "wrong",
}  # fmt: skip


@pytest.fixture
def disputed():
    made = item(question())
    return made.model_copy(update={"shown": {**made.shown, "versions": [FIRST, SECOND]}})


def read(of, **chosen):
    parts = [
        {"from_name": name, "to_name": "subject", "type": "textarea" if name in annotations.TEXTS else "choices",
         "value": {"text" if name in annotations.TEXTS else "choices": [value]}}
        for name, value in chosen.items()
    ]  # fmt: skip
    parts.append(
        {
            "from_name": "category",
            "to_name": "subject",
            "type": "taxonomy",
            "value": {"taxonomy": [["1", "1.1"]]},
        }
    )
    made = Annotation("s", of.id, "eve", parts, "t", "t", None)
    return annotations.parse(
        made, of, {"wrong-key": "wrong-key"}, {"1.1": "1.1"}, "lab-safety@1.0", "verdict"
    )


def test_taking_a_version_takes_its_verdict_words_and_reasons(disputed):
    first, second = read(disputed, choice="Take 1"), read(disputed, choice="second")
    assert (first.choice, first.verdict, first.edited, first.reasons) == (
        "first", "revise", FIRST["edited"], ["unclear-question"],
    )  # fmt: skip
    assert (second.choice, second.verdict, second.reasons, second.also_right) == (
        "second",
        "reject",
        ["wrong-key"],
        [2],
    )
    assert first.problems == second.problems == [] and first.labels == [CODE]


def test_a_mix_takes_each_part_from_the_one_it_names(disputed):
    mixed = read(disputed, choice="mix", mix_stem="1", mix_explanation="2")
    assert (mixed.verdict, mixed.edited, mixed.problems) == (
        "revise", {**FIRST["edited"], **SECOND["edited"]}, [],
    )  # fmt: skip


def test_new_words_are_an_edit_and_the_old_ones_are_refused(disputed):
    assert read(disputed, choice="new", stem_edit="How long?").edited == {"stem": "How long?"}
    assert read(disputed, choice="new", stem_edit=str(disputed.shown["stem"])).problems


def test_an_own_verdict_is_read_as_any_other_and_a_version_that_is_not_there_is_refused(disputed):
    own = read(disputed, choice="own", verdict="reject", reasons="wrong-key")
    assert (own.choice, own.verdict, own.reasons, own.problems) == ("", "reject", ["wrong-key"], [])
    alone = disputed.model_copy(update={"shown": {**disputed.shown, "versions": [FIRST]}})
    assert read(alone, choice="second").problems


def test_the_screen_shows_both_versions_word_by_word_with_letters_and_no_code(disputed):
    names = {"wrong-key": "Marked answer is wrong"}
    html = tasks.task_of(disputed, words=lambda code: names.get(code, code)).data["versions"]
    assert "answered B" in html and "also right: C" in html and "Marked answer is wrong" in html
    assert "<del>" in html and "<ins>" in html and "options[" not in html and "[&#x27;" not in html
