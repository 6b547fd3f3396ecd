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


def written(new: str = "", changed: dict | None = None):
    """A writer of twins: the option `early` becomes right, or a new one."""

    def twin(text: str, answer: dict) -> dict:
        wrong = sorted(options(text.split("Other options")[1]).values(), key=lambda o: "early" not in o)
        return {
            "possible": True, "why_not": "", "stem": f"{TWIN_CASE} a worker asks: what follows?",
            "key": new or wrong[0], "why_key": "The case is another.", "quote": re.search(r"^\[\d+\]\* (.+)$", text, re.M)[1],
            "misconception": "takes it for the other", "why_first": "It is the first case.", "why_old": "It is the other case.",
            "misconception_old": "takes it for the first",
            "wrong": [{"text": each, "misconception": "takes it so", "why": "It is not so."} for each in wrong[1:3]],
            **(changed or {}),
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


def played_with_twin(right: str = "Wrong early", **changes):
    return played(
        passes(rewrites=0), clauses=DUTIES[:1], options_only=key_first, **{**rightly(right), **changes}
    )


def test_a_question_whose_key_shows_and_its_twin_show_the_same_options_and_have_other_keys():
    candidates, failures, asked, _ = played_with_twin(twin_question=written())
    first, twin = candidates
    assert failures == []
    assert sorted(first.options) == sorted(twin.options)
    assert first.options[first.answer] != twin.options[twin.answer]
    assert (first.pair, twin.parent, twin.variant) == (twin.pair, first.id, "contrast") and first.pair
    assert first.passes["options-only"] == twin.passes["options-only"] == "passed"
    assert first.derivation["passes"]["options-only"]["found"] == 1.0, "what the guesser found stays told"
    assert twin.why[twin.options.index(first.options[first.answer])] == "It is the other case."
    assert asked["twin-question"] == 1
    assert twin.passes["closed-book"] == "passed"


def test_a_guesser_by_options_alone_finds_one_key_of_a_pair_at_most():
    (first, twin), *_ = played_with_twin(twin_question=written())
    for guess in first.options:
        assert (guess == first.options[first.answer]) + (guess == twin.options[twin.answer]) <= 1


def test_a_new_option_is_checked_with_the_first_question_too():
    new = "New case option"
    candidates, _, asked, _ = played_with_twin(right=new, twin_question=written(new))
    first, twin = candidates
    assert new in first.options and twin.options[twin.answer] == new
    # The first question, the twin, and the first question with the new option.
    assert asked["check-question"] == 3


def test_a_new_option_that_is_right_for_the_first_question_as_well_gives_no_twin():
    new = "Right as well"
    candidates, failures, _, _ = played_with_twin(right=new, twin_question=written(new))
    assert [c.pair for c in candidates] == [""]
    assert "first question" in candidates[0].derivation["passes"]["twins"]["why_not"]
    assert candidates[0].passes["options-only"] == "failed"
    assert failures == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"possible": False, "why_not": "Nobody meets such a case."}, "Nobody meets"),
        ({"quote": "words that stand nowhere in this section"}, "quote"),
        ({"key": "Right, "}, "of the twin|word by word|same option|key was found"),
        ({"stem": ""}, "asks what the question asks"),
        ({"wrong": []}, "word by word"),
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
    assert "the twin: solve" in candidates[0].derivation["passes"]["twins"]["why_not"]


def test_a_refusal_to_write_a_twin_is_no_twin_and_no_loss():
    candidates, failures, _, _ = played_with_twin(twin_question=lambda t, a: "I cannot help with that.")
    assert (len(candidates), failures) == (1, [])
    assert candidates[0].passes["twins"] == "skipped"


def test_nothing_is_asked_when_twins_are_switched_off_or_the_key_does_not_show():
    _, _, asked, _ = played(
        passes(twins="never"), clauses=DUTIES[:1], options_only=key_first, twin_question=written()
    )
    assert asked["twin-question"] == 0
    assert played(clauses=DUTIES[:1], twin_question=written())[2]["twin-question"] == 0


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
