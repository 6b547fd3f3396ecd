"""Who looked and who did not, from the evidence; and that nothing acts on it."""

import ast
from pathlib import Path

import curation
import pytest
from curation.review.standing import attention
from curation.review.standing.evidence import ReviewEvidence

from review_world import item, judgement, prompt, question

PEOPLE = ["a", "b"]
LONG = "This question asks for two years although the article says three for units of that sort."


def of(evidence):
    return {one.reviewer: one for one in attention.of(evidence)}


def raised(one):
    return {sign.name for sign in one.raised}


def test_faults_found_and_sound_items_passed_come_with_exact_intervals_by_person():
    bad = [
        item(question(n), reviewers=PEOPLE, gold={"fault": "key", "verdict": "reject"}) for n in range(1, 5)
    ]
    good = [item(question(n), reviewers=PEOPLE, gold={"verdict": "accept", "answer": 1}) for n in range(5, 9)]
    given = [judgement(i, "a", "reject", reasons=["wrong-key"]) for i in bad]
    given += [judgement(i, "b") for i in bad] + [judgement(i, w) for i in good for w in PEOPLE]
    found = of(ReviewEvidence([*bad, *good], given))
    assert (found["a"].sensitivity.k, found["a"].sensitivity.n, found["a"].specificity.k) == (4, 4, 4)
    assert (found["b"].sensitivity.k, found["b"].sensitivity.n) == (0, 4)
    assert round(found["a"].sensitivity.low, 4) == 0.3976 and found["a"].sensitivity.high == 1.0
    assert found["b"].by_fault == {"key": (0, 4)}


def test_who_clicks_through_is_named_for_speed_one_option_and_one_verdict():
    asked = [item(question(n), reviewers=PEOPLE) for n in range(1, 21)]
    given = []
    for n, one in enumerate(asked):
        wrong = n % 3 == 0
        verdict = {"verdict": "reject", "reasons": ["wrong-key"]} if wrong else {}
        given.append(judgement(one, "a", seconds=1.0, answer=3))
        given.append(judgement(one, "b", **({"seconds": 40.0} | verdict)))
    found = of(ReviewEvidence(asked, given))
    assert raised(found["a"]) == {"speed", "same-option", "same-verdict"}
    assert raised(found["b"]) == set()


def test_an_answer_given_in_a_task_of_its_own_is_timed_by_the_question_and_the_verdict_by_the_explanation():
    asked = [item(question(n), reviewers=["a"]) for n in range(1, 13)]
    blind = [judgement(i, "a", "none", stage="open", seconds=9.0, answer=1) for i in asked]
    # The question has seventeen words, the explanation five: one second is enough for the one, not for the other.
    found = of(ReviewEvidence(asked, [*blind, *(judgement(i, "a", seconds=1.0) for i in asked)]))
    assert raised(found["a"]) == set()
    hasty = [j.model_copy(update={"seconds": 1.0}) for j in blind]
    found = of(ReviewEvidence(asked, [*hasty, *(judgement(i, "a", seconds=1.0) for i in asked)]))
    assert raised(found["a"]) == {"speed"}


def test_the_same_long_words_of_two_people_are_told_of_both_and_short_ones_of_nobody():
    one, two = (item(prompt(n), reviewers=PEOPLE) for n in (1, 2))
    given = [judgement(one, "a", "unsure", comment=LONG), judgement(one, "b", "reject", comment=LONG.upper())]
    given += [judgement(two, w, "reject", comment="same as before") for w in PEOPLE]
    found = of(ReviewEvidence([one, two], given))
    assert {who: raised(one) for who, one in found.items()} == {"a": {"same-words"}, "b": {"same-words"}}
    assert str(found["a"].raised[0]) == "the same long text with b in 1 of 1 items where both wrote"


def test_the_same_mistakes_are_no_sign_where_the_key_itself_was_found_wrong():
    asked = [item(question(n), reviewers=PEOPLE) for n in range(1, 16)]
    same = [judgement(i, w, answer=2) for i in asked for w in PEOPLE]
    assert "same-mistakes" in raised(of(ReviewEvidence(asked, same))["a"])
    objected = [j.model_copy(update={"verdict": "reject", "reasons": ["wrong-key"]}) for j in same]
    assert "same-mistakes" not in raised(of(ReviewEvidence(asked, objected))["a"])


@pytest.mark.slow
def test_only_commands_ask_for_signs_so_nothing_acts_on_them():
    root = Path(curation.__file__).parent
    asking = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if any(f"{module}.{n}".endswith("attention") for n in names) or module.endswith(".attention"):
                asking.add(path.relative_to(root).as_posix())
    assert asking == {"cli/review/standing.py", "review/standing/attention.py"}
