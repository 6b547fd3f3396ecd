"""The twin of a question: the same options for another case, in which another option is right."""

from __future__ import annotations

import json
import re

import pytest
from model_player import OPTION
from test_generate_llm import DUTIES, passes, played

TWIN_CASE = "In the other case"


def options(text: str) -> dict[str, str]:
    return dict(OPTION.findall(text))


def key_first(text: str, answer: dict) -> dict:
    """A guesser that always finds the key."""
    have = options(text)
    return {"order": sorted(have, key=lambda letter: not have[letter].startswith("Right")), "why": "careful"}


def written(changed: dict | None = None):
    """A writer of twins: one option is right for the first case, another for the second."""

    def twin(text: str, answer: dict) -> dict:
        quote = re.search(r"^\[\d+\]\* (.+)$", text, re.M)[1]
        options = [
            {
                "text": name,
                "misconception": f"takes {name}",
                "why_first": f"{name}, first.",
                "why_second": f"{name}, second.",
            }
            for name in (
                "Right by the limit",
                "Other by the exception",
                "Wrong by the actor",
                "Wrong by the moment",
            )
        ]
        return {
            "possible": True, "why_not": "", "first": "In the one case a worker asks: what follows?",
            "second": f"{TWIN_CASE} a worker asks: what follows?", "options": options, "key_first": 1, "key_second": 2,
            "quote_first": quote, "quote_second": quote, **(changed or {}),
        }  # fmt: skip

    return twin


def rightly(right: str):
    """Solver and checker for whom `right` is the right option of the twin and the old key is wrong there."""

    def is_right(text: str, option: str) -> bool:
        return option.startswith(right) if TWIN_CASE in text else option.startswith("Right")

    def solve(text: str, answer: dict) -> dict:
        return {**answer, "letters": [letter for letter, o in options(text).items() if is_right(text, o)]}

    def check(text: str, answer: dict) -> dict:
        verdicts = [
            {"letter": letter, "verdict": "true" if is_right(text, o) else "false", "quote": ""}
            for letter, o in options(text).items()
        ]
        return {**answer, "options": verdicts}

    return {"solve": solve, "check_question": check}


def played_with_twin(right: str = "Other", **changes):
    return played(
        passes(rewrites=0), clauses=DUTIES[:1], options_only=key_first, **{**rightly(right), **changes}
    )


@pytest.mark.slow
def test_a_question_whose_key_shows_and_its_twin_show_the_same_options_and_have_other_keys():
    candidates, failures, asked, _ = played_with_twin(twin_question=written())
    first, twin = candidates
    assert failures == []
    assert sorted(first.options) == sorted(twin.options)
    assert first.options[first.answer] != twin.options[twin.answer]
    assert (first.pair, twin.parent, twin.variant) == (twin.pair, first.id, "contrast") and first.pair
    assert first.passes["options-only"] == twin.passes["options-only"] == "passed"
    assert first.derivation["passes"]["options-only"]["found"] == 1.0, "what the guesser found stays told"
    assert first.why[first.answer] == "Right by the limit, first."
    assert twin.why[twin.options.index(first.options[first.answer])] == "Right by the limit, second."
    assert asked["twin-question"] == 1
    assert twin.passes["closed-book"] == "passed"


@pytest.mark.slow
def test_a_guesser_by_options_alone_finds_one_key_of_a_pair_at_most():
    (first, twin), *_ = played_with_twin(twin_question=written())
    for guess in first.options:
        assert (guess == first.options[first.answer]) + (guess == twin.options[twin.answer]) <= 1


@pytest.mark.slow
def test_both_questions_are_solved_and_checked_with_the_options_that_they_share():
    _, _, asked, _ = played_with_twin(twin_question=written())
    # The question as it was written, then both cases.
    assert (asked["check-question"], asked["solve"]) == (3, 6)


@pytest.mark.slow
def test_an_option_that_is_not_plainly_wrong_in_one_case_gives_no_pair():
    def doubtful(text: str, answer: dict) -> dict:
        shared = "Wrong by the actor" in text
        verdicts = [
            {
                **o,
                "verdict": "undecided"
                if shared and options(text)[o["letter"]].endswith("actor")
                else o["verdict"],
            }
            for o in answer["options"]
        ]
        return {**rightly("Other")["check_question"](text, answer), "options": verdicts}

    candidates, failures, _, _ = played_with_twin(twin_question=written(), check_question=doubtful)
    assert [c.pair for c in candidates] == [""]
    assert "plainly false" in candidates[0].derivation["passes"]["twins"]["why_not"]
    assert candidates[0].passes["options-only"] == "failed"
    assert failures == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"possible": False, "why_not": "Nobody meets such a case."}, "Nobody meets"),
        ({"quote_second": "words that stand nowhere in this section"}, "quote"),
        ({"key_second": 1}, "same option"),
        ({"second": ""}, "second case"),
        ({"second": "In the one case a worker asks: what follows?"}, "second case"),
        ({"options": []}, "four different options"),
    ],
)
def test_a_twin_that_cannot_be_used_leaves_the_question_as_it_was_and_says_why(changed, why):
    alone = played(passes(rewrites=0), clauses=DUTIES[:1], options_only=key_first)[0][0]
    candidates, failures, _, _ = played_with_twin(twin_question=written(changed=changed))
    assert [c.fingerprint for c in candidates] == [alone.fingerprint]
    assert re.search(why, candidates[0].derivation["passes"]["twins"]["why_not"])
    assert failures == []


def test_a_twin_whose_old_key_stays_right_falls():
    candidates, *_ = played_with_twin(right="Right", twin_question=written())
    assert len(candidates) == 1
    assert "the second question: solve" in candidates[0].derivation["passes"]["twins"]["why_not"]


@pytest.mark.parametrize("silent", ["solve", "check_question"])
def test_a_pair_that_no_answer_judges_falls(silent):
    judged = rightly("Other")[silent]

    def mute(text, answer):
        return "no JSON" if TWIN_CASE in text else judged(text, answer)

    candidates, failures, *_ = played_with_twin(twin_question=written(), **{silent: mute})
    (one,) = candidates
    assert failures == [] and one.passes["check"] == one.passes["solve"] == "passed"
    assert one.passes["twins"] == "skipped"
    told = one.derivation["passes"]["twins"]["not_done"]
    assert f"the second question: {silent.split('_')[0]}: invalid" in told


def test_new_wrong_options_that_no_answer_judges_leave_the_old_ones():
    def mute(text, answer):
        return "no JSON" if "Fresh" in text else answer

    candidates, failures, asked, _ = played(
        passes(rewrites=1, twins="never"),
        clauses=DUTIES[:1],
        options_only=key_first,
        check_question=mute,
        rewrite=lambda t, a: {"wrong": [{**w, "text": f"Fresh {w['text']}"} for w in a["wrong"]]},
    )
    (one,) = candidates
    assert failures == [] and asked["rewrite"] == 1
    assert one.passes["check"] == "passed" and not any("Fresh" in option for option in one.options)


def test_a_refusal_to_write_a_twin_is_no_twin_and_no_loss():
    candidates, failures, _, _ = played_with_twin(twin_question=lambda t, a: "I cannot help with that.")
    assert (len(candidates), failures) == (1, [])
    assert candidates[0].passes["twins"] == "skipped"


@pytest.mark.slow
def test_nothing_is_asked_when_twins_are_switched_off_or_the_key_does_not_show():
    _, _, asked, _ = played(
        passes(twins="never"), clauses=DUTIES[:1], options_only=key_first, twin_question=written()
    )
    assert asked["twin-question"] == 0
    assert played(clauses=DUTIES[:1], twin_question=written())[2]["twin-question"] == 0


@pytest.mark.slow
def test_every_question_is_asked_for_a_twin_where_the_settings_say_so():
    _, _, asked, _ = played(passes(twins="always"), clauses=DUTIES[:2])
    assert asked["twin-question"] == 2


def test_the_twin_counts_no_second_time_in_the_quota():
    from curation.generation import quota

    candidates, *_ = played_with_twin(twin_question=written())
    assert sum(quota.units(candidates).values()) == 1
    assert len(quota.select(candidates, 1)) == 2


def test_what_is_asked_tells_the_question_its_key_and_its_other_options():
    seen = []
    played_with_twin(twin_question=lambda t, a: seen.append(t) or json.dumps(a))
    (text,) = seen
    assert re.search(r"Right option: Right, ", text)
    assert text.split("Other options")[1].count("Wrong ") >= 3


@pytest.mark.slow
def test_new_wrong_options_are_asked_for_only_where_there_is_no_twin():
    stands = {"options_only": key_first, "twin_question": written(), **rightly("Other")}
    candidates, failures, asked, _ = played(passes(rewrites=2), clauses=DUTIES[:1], **stands)
    assert (len(candidates), failures, asked["rewrite"]) == (2, [], 0)
    falls = {**stands, **rightly("Right")}
    candidates, failures, asked, _ = played(passes(rewrites=2), clauses=DUTIES[:1], **falls)
    assert (len(candidates), failures, asked["twin-question"], asked["rewrite"]) == (1, [], 1, 2)
    assert candidates[0].passes["options-only"] == "failed"
    assert "the second question: solve" in candidates[0].derivation["passes"]["twins"]["why_not"]
