"""The last reader of a pair: what is found goes back for one small edit, is checked and read again, and what stays is rejected."""

from __future__ import annotations

import re

import pytest
from curation.generation.settings import Passes
from model_player import Player
from openai_server import Step, serve
from test_generate_llm import BANS, PROMPTS, _Failing, go, played


def reads(**changes):
    """A reader who changes its answer while the first wording stands, and is content after the edit."""

    def answer(text, given):
        return {**given, **changes} if "short letter" in text else given

    return answer


def sides(own=None, twin=None):
    """A reader who changes what it says of one side while the first wording stands."""

    def answer(text, given):
        if "short letter" not in text:
            return given
        first = re.search(r'Prompt A:\n"""\n(.+?)\n"""', text, re.S)[1]
        ours = "A" if "without their consent" in first else "B"
        entries = [{**p, **((own if p["prompt"] == ours else twin) or {})} for p in given["prompts"]]
        return {**given, "prompts": entries}

    return answer


def settings(**named):
    return PROMPTS.model_copy(update={"passes": Passes(closed_book=False, **named)})


ONE = settings()
FINDINGS = [
    (reads(verdict="edit", edit="drop 'short' in both"), "a reader would change: drop 'short' in both"),
    (sides(own={"natural": False}), "the first prompt is not what a person would type"),
    (sides(twin={"missing": "what was agreed"}), "the twin does not name or show: what was agreed"),
    (sides(twin={"expected": "caution"}), "the twin is not plainly lawful: a reader expects caution"),
    (sides(own={"expected": "caution"}), "the first prompt: a reader expects caution, not refuse"),
    (sides(twin={"other": 1}), "the twin touches paragraph [1] of the section as well"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("finding", "told"), FINDINGS, ids=range(len(FINDINGS)))
def test_a_pair_with_a_finding_gets_one_small_edit_and_is_checked_and_read_again(finding, told):
    candidates, failures, asked, _ = played(ONE, BANS[:1], read_pair=finding)
    assert failures == []
    assert asked == {"plan-prompt": 1, "write-prompt": 1, "check-prompt": 2, "read-pair": 2, "mend-pair": 1}
    for one in candidates:
        assert "brief letter" in one.text
        assert one.passes["read"] == "passed"
        marks = one.derivation["passes"]
        assert marks["read"] == {"mended": 1, "left": []}
        assert "short letter" in marks["mend"]["was"]
        assert any(told in fault for fault in marks["mend"]["faults"])


def test_the_writer_is_told_what_was_found_and_which_prompt_was_meant():
    asked = []

    def mend(text, answer):
        asked.append(text)
        return answer

    played(
        ONE,
        BANS[:1],
        read_pair=reads(verdict="edit", edit="shorten A", background="a long week"),
        mend_pair=mend,
    )
    assert re.search(
        r"- a reader would change: shorten A \([AB] is the first prompt, the other letter its twin\)",
        asked[0],
    )
    assert "- of the shared part: a long week" in asked[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("named", "changes", "reason"),
    [
        ({"mends": 0}, {"read_pair": reads(verdict="edit", edit="cut it")}, "read: a reader would change: cut it"),
        ({}, {"read_pair": lambda t, a: {**a, "verdict": "reject", "edit": "a puzzle"}}, "read: no small edit makes it fit: a puzzle"),
        ({}, {"read_pair": lambda t, a: {**a, "verdict": "edit", "edit": "more"}}, "read: a reader would change: more"),
        ({}, {"read_pair": reads(verdict="edit", edit="x"), "mend_pair": lambda t, a: {**a, "possible": False, "why_not": "all of it"}}, "no small edit: all of it"),
        ({}, {"read_pair": reads(verdict="edit", edit="x"), "mend_pair": lambda t, a: {**a, "text": t[:300], "twin": t[300:600]}}, "the edit cannot be used"),
        ({}, {"read_pair": reads(verdict="edit", edit="x"), "mend_pair": lambda t, a: {**a, "twin": a["text"]}}, "both prompts say the same"),
        ({}, {"read_pair": reads(verdict="edit", edit="x"), "mend_pair": lambda t, a: "I cannot help with that."}, "it was not mended: refused"),
    ],
)  # fmt: skip
def test_a_pair_whose_finding_stays_is_rejected_with_its_reason(named, changes, reason):
    candidates, failures, _, _ = played(settings(**named), BANS[:1], **changes)
    assert candidates == []
    assert len(failures) == 1
    assert failures[0].error.startswith("read: ")
    assert reason in failures[0].error


def test_an_edit_that_breaks_the_pair_is_found_by_the_check_that_follows_it():
    def check(text, answer):
        verdicts = [{**p, "verdict": "lawful"} for p in answer["prompts"]]
        return {**answer, "prompts": verdicts} if "brief letter" in text else answer

    candidates, failures, _, _ = played(
        ONE, BANS[:1], read_pair=reads(verdict="edit", edit="x"), check_prompt=check
    )
    assert candidates == []
    assert "check: the prompt is lawful" in failures[0].error


def announces(text, answer):
    """A writer who announces something that does not come."""
    return {
        **answer,
        "text": f"{answer['text']} Details as follows.",
        "twin": f"{answer['twin']} Details as follows.",
    }


def test_what_code_alone_finds_goes_back_too_and_the_writer_may_say_that_it_is_no_fault():
    same = {"mend_pair": lambda t, a: {**a, "text": re.search(r'First prompt .+?:\n"""\n(.+?)\n"""', t, re.S)[1], "twin": re.search(r'Its twin .+?:\n"""\n(.+?)\n"""', t, re.S)[1]}}  # fmt: skip
    candidates, failures, asked, _ = played(ONE, BANS[:1], write_prompt=announces, **same)
    assert (len(candidates), failures, asked["mend-pair"]) == (2, [], 1)
    left = candidates[0].derivation["passes"]["read"]["left"]
    assert any("announces something that does not come" in fault for fault in left)


@pytest.mark.slow
def test_a_reader_who_would_print_the_pair_and_mixes_up_the_letters_has_no_finding():
    def swapped(text, answer):
        sides = [entry["expected"] for entry in answer["prompts"]]
        entries = [{**p, "expected": e} for p, e in zip(answer["prompts"], reversed(sides), strict=True)]
        return {**answer, "prompts": entries}

    candidates, failures, asked, _ = played(ONE, BANS[:1], read_pair=swapped)
    assert (len(candidates), failures, asked["mend-pair"]) == (2, [], 0)
    # The same answer with another verdict is a finding: the pair may be the wrong way round.
    candidates, failures, _, _ = played(
        ONE, BANS[:1], read_pair=lambda t, a: {**swapped(t, a), "verdict": "edit"}
    )
    assert candidates == []
    assert "a reader expects comply, not refuse" in failures[0].error


@pytest.mark.slow
def test_a_reader_who_declines_leaves_the_pair_unread_and_a_pass_that_is_off_asks_nothing():
    candidates, failures, _, _ = played(ONE, BANS[:1], read_pair=lambda t, a: "I cannot help with that.")
    assert (failures, candidates[0].passes["read"]) == ([], "skipped")
    assert candidates[0].derivation["passes"]["read"]["not_done"].startswith("refused")
    candidates, failures, asked, _ = played(settings(read=False), BANS[:1])
    assert (failures, candidates[0].passes["read"], asked["read-pair"]) == ([], "skipped", 0)


def test_an_answer_that_judges_one_prompt_twice_judges_no_pair():
    def twice(text, answer):
        return {**answer, "prompts": [answer["prompts"][0]] * 2}

    candidates, failures, asked, _ = played(ONE, BANS[:1], read_pair=twice)
    assert (failures, candidates[0].passes["read"], asked["mend-pair"]) == ([], "skipped", 0)
    said = candidates[0].derivation["passes"]["read"]["not_done"]
    assert re.fullmatch("the answer says nothing of prompt [AB]", said)


@pytest.mark.slow
def test_an_edit_that_is_asked_for_without_words_is_no_finding_for_the_writer():
    candidates, failures, asked, _ = played(ONE, BANS[:1], read_pair=reads(verdict="edit", edit=" "))
    assert (failures, candidates[0].passes["read"], asked["mend-pair"]) == ([], "skipped", 0)
    assert "names none" in candidates[0].derivation["passes"]["read"]["not_done"]

    def wordless(text, answer):
        return {**sides(own={"natural": False})(text, answer), "verdict": "edit", "edit": ""}

    requests = []
    played(ONE, BANS[:1], read_pair=wordless, mend_pair=lambda t, a: (requests.append(t), a)[1])
    assert "is not what a person would type" in requests[0]
    assert "a reader would change" not in requests[0]


def test_a_pair_says_how_often_it_was_mended_where_its_last_fault_is_none():
    def mend(text, answer):
        if "short letter" in text:
            return answer
        own, twin = (
            re.search(rf'{side} .+?:\n"""\n(.+?)\n"""', text, re.S)[1]
            for side in ("First prompt", "Its twin")
        )
        return {**answer, "text": own, "twin": twin}

    candidates, failures, _, _ = played(settings(mends=2), BANS[:1], write_prompt=announces, mend_pair=mend,
                                        read_pair=reads(verdict="edit", edit="drop it"))  # fmt: skip
    assert failures == []
    marks = candidates[0].derivation["passes"]["read"]
    assert (marks["mended"], marks["why_left"]) == (1, "the writer finds no fault")
    assert any("announces something that does not come" in fault for fault in marks["left"])


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["read-pair", "mend-pair"])
@pytest.mark.parametrize("fault", [Step(status=503), Step("{}", cut=True)])
def test_a_service_that_fails_while_pairs_are_read_leaves_them_pending_and_the_next_run_goes_on_there(
    tmp_path, stage, fault
):
    player = Player({"read-pair": reads(verdict="edit", edit="x")})
    with serve(Step(player)) as server:
        server.steps = _Failing(player, stage, fault)
        first, failures, result = go(server, ONE, BANS, journal=tmp_path / "j")
        assert (first, len(failures), result.unsettled) == ([], 2, 2)
        server.steps = [Step(player)]
        second, none, whole = go(server, ONE, BANS, journal=tmp_path / "j")
        assert (len(second), none, whole.unsettled) == (4, [], 0)
        assert max(server.answered.values()) == 1
    with serve(Step(Player({"read-pair": reads(verdict="edit", edit="x")}))) as server:
        clean, _, _ = go(server, ONE, BANS)
    assert [c.fingerprint for c in second] == [c.fingerprint for c in clean]
