"""What a question's case is made of: what its provision bears, and nothing on which no option and no rule depends."""

from __future__ import annotations

import pytest
from curation.checks.items import from_candidate
from curation.checks.passes import idle_details
from curation.checks.settings import Settings as CheckSettings
from curation.core import tables
from curation.core.records import Candidate, Rule
from curation.generation.model import check_options, design
from curation.generation.model.check_options import QUESTION as CHECKED
from curation.generation.model.write import PROMPT, QUESTION
from curation.services import model_answers
from curation.services.dialects import form
from curation.services.model_answers import mismatches
from generate_fixtures import clause, ruled
from test_generate_llm import BANS, DUTIES, PROMPTS, passes, played

IDLE = "It is her first week and the weather is fine."


def frames(text, slots=12):
    """The designs of so many questions on a provision."""
    rules = list(tables.rows(ruled([clause("art_1", text, kind="article")]), Rule))
    return [design.of_rules("question", slot, 0, rules) for slot in range(slots)]


def test_a_case_turns_only_on_what_its_rule_has_and_is_about_whom_it_binds():
    plain = frames("The keeper shall clean the tank.")
    assert {one["bearer"] for one in plain} == {"The keeper"}
    turns = {one["turn"] for one in plain}
    assert any("who has to act" in turn for turn in turns)
    assert not any(word in turn for turn in turns for word in ("number", "exception", "condition"))
    limited = {
        one["turn"] for one in frames("The keeper shall clean the tank within 14 days, unless it is empty.")
    }
    assert any("number" in turn for turn in limited) and any("exception" in turn for turn in limited)


def test_a_clause_without_a_rule_still_has_a_case():
    assert [set(design.of_rules("question", slot, 0, [])) for slot in range(3)] == [{"turn"}] * 3


@pytest.mark.parametrize("nobody", ["No keeper shall", "Nobody may", "No one must", "They shall", "It must"])
def test_nobody_is_nobody_whom_a_rule_binds(nobody):
    assert not any("bearer" in one for one in frames(f"{nobody} clean the tank with acid."))


def test_a_question_names_no_person_place_or_occasion_that_was_drawn():
    seen = []
    played(clauses=DUTIES[:1], write_question=lambda text, answer: seen.append(text) or answer)
    (text,) = seen
    offered = next(line for line in text.splitlines() if line.startswith("- What the case could turn on"))
    assert "turn: " in offered and offered.endswith("bearer: The provider")


def test_what_the_writer_left_out_of_the_design_is_told_and_no_part_of_it():
    def without(text, answer):
        return {**answer, "left_out": "purpose; persona (no such person meets this)"}

    candidates, failures, _, _ = played(PROMPTS, BANS[:1], write_prompt=without)
    assert failures == [] and candidates
    for one in candidates:
        assert set(one.derivation["design"]) == {"artefact", "register"}
        assert one.derivation["passes"]["write"]["left_out"].startswith("purpose")


@pytest.mark.parametrize("said", ["", "none", "Nothing."])
def test_a_writer_who_used_all_left_nothing_out(said):
    candidates, _, _, _ = played(PROMPTS, BANS[:1], write_prompt=lambda t, a: {**a, "left_out": said})
    assert len(candidates[0].derivation["design"]) == 4 and "write" not in candidates[0].derivation["passes"]


def test_what_was_left_out_is_named_by_whole_words():
    drawn = {"persona": "a nurse", "register": "formal", "artefact": "a table"}
    assert design.kept(drawn, "an informal tone; a nurses' table") == drawn
    assert set(design.kept(drawn, "The  Formal register; a table")) == {"persona"}


def hits(candidate):
    """What reviewers are told of the idle details of a candidate."""
    row = tables.frame([candidate], Candidate).row(0, named=True)
    return list(idle_details(from_candidate(row, None), CheckSettings()))


def told(text, answer):
    """The answer of a writer who begins with a detail on which nothing depends."""
    return {**answer, "stem": f"{IDLE} {answer['stem']}"}


def found(text, answer):
    """The answer of a checker who sees the detail."""
    return {**answer, "idle": [IDLE] if IDLE in text else []}


def test_an_idle_detail_is_taken_out_and_the_question_is_solved_and_checked_again():
    candidates, failures, asked, _ = played(clauses=DUTIES[:1], write_question=told, check_question=found)
    (one,) = candidates
    assert failures == [] and IDLE not in one.stem and one.stem.startswith("A worker asks")
    assert one.passes["trim"] == one.passes["solve"] == one.passes["check"] == "passed"
    assert one.derivation["passes"]["trim"]["taken_out"] == [IDLE]
    assert (asked["trim-question"], asked["solve"], asked["check-question"]) == (1, 4, 2)
    assert not hits(one)


def test_a_question_without_an_idle_detail_is_not_sent_back():
    candidates, _, asked, _ = played(clauses=DUTIES[:1], check_question=lambda t, a: {**a, "idle": []})
    assert "trim" not in candidates[0].passes and asked["trim-question"] == 0


@pytest.mark.parametrize("said", ["", None, False, 3, {"none": []}, [["It rains."]]])
def test_idle_details_of_a_wrong_form_leave_the_rest_of_the_check_good(said):
    candidates, failures, asked, _ = played(
        clauses=DUTIES[:1], check_question=lambda t, a: {**a, "idle": said}
    )
    assert failures == [] and candidates[0].passes["check"] == "passed"
    assert (asked["check-question"], asked["trim-question"]) == (1, 0)


def test_one_idle_detail_without_its_list_is_taken_out_like_any():
    candidates, _, _, _ = played(
        clauses=DUTIES[:1],
        write_question=told,
        check_question=lambda t, a: {**a, "idle": IDLE if IDLE in t else ""},
    )
    assert candidates[0].passes["trim"] == "passed" and IDLE not in candidates[0].stem


def test_a_field_that_is_needed_is_not_left_out_for_its_form():
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    assert model_answers.without_misfits({"a": 3}, schema) == {"a": 3}
    assert model_answers.without_misfits([1], schema) == [1]


def test_words_that_are_not_in_the_question_are_no_detail_of_it():
    candidates, _, asked, _ = played(
        clauses=DUTIES[:1], check_question=lambda t, a: {**a, "idle": ["It rains.", ""]}
    )
    assert asked["trim-question"] == 0 and "idle" not in candidates[0].derivation["passes"]["check"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"possible": False, "why_not": "It decides.", "stem": ""}, "It decides."),
        (
            {
                "possible": True,
                "why_not": "",
                "stem": "A wholly new question stands here, which nobody planned?",
            },
            "words",
        ),
        ({"possible": True, "why_not": "", "stem": ""}, "nothing was taken out"),
        (
            {"possible": True, "why_not": "", "stem": f"{IDLE} What follows?"},
            "none of the details was taken out",
        ),
    ],
)
def test_a_question_whose_details_stay_is_as_it_was_and_reviewers_are_told(answer, why):
    candidates, failures, asked, _ = played(
        clauses=DUTIES[:1], write_question=told, check_question=found, trim_question=lambda text, _: answer
    )
    (one,) = candidates
    assert failures == [] and one.stem.startswith(IDLE) and one.passes["trim"] == "failed"
    assert (asked["solve"], asked["check-question"]) == (2, 1)
    (hit,) = hits(one)
    assert IDLE in hit.message and why in hit.message


def test_a_shorter_question_that_does_not_hold_gives_way_to_the_one_before():
    def solved(text, answer):
        return answer if IDLE in text else {**answer, "letters": []}

    candidates, failures, _, _ = played(
        clauses=DUTIES[:1], write_question=told, check_question=found, solve=solved
    )
    (one,) = candidates
    assert failures == [] and one.stem.startswith(IDLE) and one.passes["solve"] == "passed"
    assert "without the details: solve" in one.derivation["passes"]["trim"]["why_not"]


@pytest.mark.parametrize(("name", "silent"), [("solve", "solve"), ("check", "check_question")])
def test_a_shorter_question_that_no_answer_judges_gives_way_to_the_one_that_was_judged(name, silent):
    whole = {"check_question": found}

    def mute(text, answer):
        return whole.get(silent, lambda _, a: a)(text, answer) if IDLE in text else "no JSON"

    candidates, failures, _, _ = played(clauses=DUTIES[:1], write_question=told, **{**whole, silent: mute})
    (one,) = candidates
    assert failures == [] and one.stem.startswith(IDLE)
    assert (one.passes["solve"], one.passes["check"], one.passes["trim"]) == ("passed", "passed", "skipped")
    assert f"without the details: {name}: invalid" in one.derivation["passes"]["trim"]["not_done"]
    assert [IDLE in hit.message for hit in hits(one)] == [True]


def test_a_pass_that_is_switched_off_holds_no_shorter_question_back():
    candidates, _, _, _ = played(
        passes(solve=False), clauses=DUTIES[:1], write_question=told, check_question=found
    )
    assert IDLE not in candidates[0].stem
    assert (candidates[0].passes["trim"], candidates[0].passes["solve"]) == ("passed", "skipped")


def test_only_details_that_are_gone_are_told_as_taken_out():
    stays = "A worker asks"

    def both(text, answer):
        return {**answer, "idle": [IDLE, stays, f"{IDLE.upper()} ", "what follows"] if IDLE in text else []}

    def one_only(text, answer):
        return {**answer, "stem": f"{stays} about the Act: what follows?"}

    candidates, _, _, _ = played(
        clauses=DUTIES[:1], write_question=told, check_question=both, trim_question=one_only
    )
    (one,) = candidates
    assert one.passes["trim"] == "passed" and one.stem.startswith(stays)
    assert one.derivation["passes"]["trim"]["taken_out"] == [IDLE]


def test_details_stay_where_the_pass_is_switched_off():
    candidates, _, asked, _ = played(
        passes(trim=False), clauses=DUTIES[:1], write_question=told, check_question=found
    )
    assert candidates[0].passes["trim"] == "skipped" and asked["trim-question"] == 0


def test_an_answer_without_the_newer_fields_is_still_one_and_a_strict_mode_asks_for_them():
    for schema in (QUESTION, PROMPT, CHECKED):
        optional = set(schema["properties"]) - set(schema["required"])
        assert len(optional) == 1
        wired = form.wire_schema(schema)
        assert set(wired["required"]) == set(wired["properties"]) and form.is_strict(wired)
    old = {
        "text": "One asks.",
        "expected": "refuse",
        "twin": "One asks well.",
        "changed": "It is.",
        "quote": "ab",
        "why": "As.",
    }
    assert not list(mismatches(old, PROMPT, "answer"))
    assert not list(mismatches({**old, "left_out": ""}, PROMPT, "answer"))
    assert list(mismatches({**old, "left_out": 3}, PROMPT, "answer"))


@pytest.mark.parametrize(
    ("words", "stands"),
    [("the weather is fine", True), ("The WEATHER is  fine", True), ("it rains", False), ("", False),
     ("Her oven is new and the weather is fine. Who cleans it?", False)],
)  # fmt: skip
def test_a_detail_stands_in_the_words_of_the_question_and_is_not_all_of_it(words, stands):
    stem = "Her oven is new and the weather is fine. Who cleans it?"
    assert check_options._stands_in(stem, words) is stands


def test_a_detail_of_nine_tenths_of_the_question_is_no_detail():
    stem = "a" * 100
    assert [check_options._stands_in(stem, "a" * n) for n in (89, 90, 91)] == [True, False, False]
