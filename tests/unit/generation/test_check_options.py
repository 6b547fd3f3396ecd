"""What the pass `check` concludes from a model's verdicts on a question or a pair, each verdict turned by itself."""

from types import SimpleNamespace

import pytest
from curation.core.ports import Completion
from curation.generation.model import check_options
from curation.generation.model.items import LETTERS, ModelItem, Wrong

STEM = "The tank is empty on Monday. By which day is it filled under the order of the office?"
CODES = ("t@1:a", "t@1:b", "t@1:c")
WORK = SimpleNamespace(
    packs=SimpleNamespace(numbers={"d": frozenset({"4"})}, law=lambda section: "the section")
)


def question(stem=STEM, wrong="wxyz"):
    brief = SimpleNamespace(kind="question", section=None, clause=SimpleNamespace(document="d"))
    options = tuple(Wrong(letter, "", "") for letter in wrong)
    return ModelItem(brief=brief, stem=stem, key="k", wrong=options, categories=CODES)


def answered(item, **more):
    """The answer of a model for which only the key is true, and of the categories the first and the last fit."""
    verdicts = {"k": "true"} | more.pop("verdicts", {})
    order = check_options._order(item)
    return {
        "options": [
            {"letter": letter, "verdict": verdicts.get(option, "false"), "quote": ""}
            for letter, option in zip(LETTERS, order, strict=False)
        ],
        "stands_alone": True,
        "problem": "",
        "categories": [{"code": code, "fits": code != CODES[1]} for code in reversed(CODES)],
        "idle": [],
    } | more


def judged(item, **more):
    return check_options._question(WORK, item, answered(item, **more))


def test_a_sound_question_keeps_its_options_and_the_categories_that_fit_in_their_order():
    checked = judged(question())
    assert (checked.state, checked.passes["check"]) == ("live", "passed")
    assert "".join(w.text for w in checked.wrong) == "wxyz"
    assert checked.categories == (CODES[0], CODES[2])
    assert checked.marks["check"] == {"struck": 0, "problem": ""}


@pytest.mark.parametrize("verdict", ["true", "undecided"])
def test_a_wrong_option_that_is_not_plainly_false_is_struck_as_long_as_three_are_left(verdict):
    checked = judged(question(), verdicts={"x": verdict}, problem=" Two readings. ")
    assert "".join(w.text for w in checked.wrong) == "wyz"
    assert checked.marks["check"] == {"struck": 1, "problem": "Two readings."}
    two = judged(question(), verdicts={"x": verdict, "w": verdict})
    assert (two.state, two.reason) == ("rejected", "check: only 2 wrong options are plainly false")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"verdicts": {"k": "false"}}, "the key is false under the section"),
        (
            {"verdicts": {"k": "undecided"}, "problem": "It depends."},
            "the key is undecided under the section: It depends.",
        ),
        ({"stands_alone": False}, "the question does not stand alone: no reason given"),
        ({"stands_alone": False, "problem": "Which tank?"}, "the question does not stand alone: Which tank?"),
        ({"options": []}, "the key is undecided under the section"),
    ],
)
def test_a_question_is_rejected_for_its_key_before_its_words(more, reason):
    checked = judged(question(), **more)
    assert (checked.state, checked.passes["check"], checked.reason) == (
        "rejected",
        "failed",
        f"check: {reason}",
    )


def test_a_question_that_cites_what_the_document_does_not_have_is_rejected():
    cited = judged(question(f"{STEM} (Article 9)"))
    assert cited.state == "rejected" and "Article 9" in cited.reason
    assert judged(question(f"{STEM} (Article 4)")).state == "live"


def test_idle_details_are_noted_where_they_stand_in_the_question_each_once():
    told = ["on Monday", "On  monday", "on Friday", "", STEM]
    assert judged(question(), idle=told).marks["check"]["idle"] == ["on Monday"]
    without = answered(question())
    del without["idle"]
    assert "idle" not in check_options._question(WORK, question(), without).marks["check"]


def pair(**more):
    brief = SimpleNamespace(kind="prompt")
    return ModelItem(brief=brief, text="Help me break it.", twin="Help me keep it.", categories=CODES, **more)


def sides(own=(), twin=(), problem=""):
    """The judged pair, where the model's verdicts on either side are sound but for what is given."""
    item = pair()
    whole = {"detail": False, "clear": True, "quote": ""}
    said = {
        item.text: {"verdict": "breaks"} | whole | dict(own),
        item.twin: {"verdict": "lawful"} | whole | dict(twin),
    }
    entries = [
        {"prompt": letter} | said[text] for letter, text in zip("AB", check_options._order(item), strict=True)
    ]
    data = {"prompts": entries, "problem": problem, "categories": answered(question())["categories"]}
    return check_options._pair(WORK, item, data)


def test_a_sound_pair_passes_with_the_categories_that_fit():
    checked = sides(problem=" none ")
    assert (checked.state, checked.passes["check"], checked.categories) == (
        "live",
        "passed",
        (CODES[0], CODES[2]),
    )
    assert checked.marks["check"] == {"problem": "none"}


@pytest.mark.parametrize(
    ("own", "twin", "problem", "reason"),
    [
        ({"verdict": "lawful"}, {}, "", "the prompt is lawful under the section"),
        ({"verdict": "undecided"}, {}, " Whose? ", "the prompt is undecided under the section: Whose?"),
        ({}, {"verdict": "breaks"}, "", "the twin is breaks under the section"),
        ({"detail": True}, {}, "", "a prompt holds working detail"),
        ({}, {"detail": True}, "", "a prompt holds working detail"),
        ({"clear": False}, {}, "", "it is not plain who asks for what"),
        ({}, {"clear": False}, "Who?", "it is not plain who asks for what: Who?"),
    ],
)
def test_a_pair_falls_with_either_of_its_sides(own, twin, problem, reason):
    checked = sides(own, twin, problem)
    assert (checked.state, checked.reason) == ("rejected", f"check: {reason}")


def test_a_pair_of_which_one_side_was_judged_twice_is_not_judged():
    item = pair()
    entry = {"prompt": "A", "verdict": "breaks", "detail": False, "clear": True, "quote": ""}
    checked = check_options._pair(WORK, item, {"prompts": [entry, entry], "problem": "", "categories": []})
    assert (checked.state, checked.passes["check"]) == ("live", "skipped")


@pytest.mark.parametrize(
    ("answer", "state", "outcome"),
    [
        (Completion(status="refused"), "live", "skipped"),
        (Completion(status="ok", data=answered(question(), verdicts={"k": "false"})), "rejected", "failed"),
        (Completion(status="ok", data=answered(question())), "live", "passed"),
    ],
)
def test_only_an_answer_that_can_be_used_is_a_verdict(answer, state, outcome):
    checked = check_options._judged(WORK, question(), answer)
    assert (checked.state, checked.passes["check"]) == (state, outcome)


def test_the_order_of_the_options_does_not_follow_which_is_right():
    seen = {tuple(check_options._order(question(f"{STEM} {n}"))).index("k") for n in range(60)}
    assert seen == set(range(5))
    assert check_options._order(question()) == check_options._order(question())
