"""Conversations and tasks of hand, and the forms of one prompt behind system turns."""

from __future__ import annotations

import json

import pytest
from curation.core import tables
from curation.core.errors import InputError
from curation.core.items import turns
from curation.core.records import Candidate, Document
from curation.generation import generate
from curation.generation.authored import items
from curation.generation.run import Outside
from curation.generation.settings import Settings
from generate_fixtures import CLAUSES, Tax, frames

BY_ID = {clause.id: clause for clause in CLAUSES}
FIRST = CLAUSES[0]
TURNS = [
    {"role": "system", "content": "You help."},
    {"role": "user", "content": "What is the register?"},
    {"role": "assistant", "content": "A list."},
    {"role": "user", "content": "Who keeps it?"},
]
TASK = {
    "situation": "A new owner takes over a provider and finds no register.",
    "instruction": "Say what the owner has to do.",
    "rubric": [
        {"text": "Says that a register is to be kept.", "weight": 2, "clause": FIRST.id, "quote": FIRST.text[:12], "match": ["register"]},
        {"text": "Says that it may wait.", "role": "mistake", "clauses": [FIRST.citation]},
    ],
}  # fmt: skip


def brought(*lines, clauses=BY_ID):
    return items.bring_in(lines, "d", clauses=clauses, where="file")


def codes(*lines):
    with pytest.raises(InputError) as error:
        brought(*lines)
    return {issue.code for issue in error.value.issues}


def test_a_conversation_is_a_prompt_whose_text_is_what_the_user_says():
    (one,) = brought({"messages": TURNS, "clause": FIRST.id})
    assert (one.kind, one.text, len(one.messages)) == ("prompt", "What is the register?\n\nWho keeps it?", 4)
    (same,) = brought({"messages": json.dumps(TURNS), "clause": FIRST.id})
    (text,) = brought({"messages": turns.as_text(TURNS), "clause": FIRST.id})
    assert one.id == same.id == text.id


def test_a_single_text_keeps_the_id_and_fingerprint_that_it_always_had():
    (one,) = brought({"text": "Who keeps it?"})
    assert (
        one.messages == []
        and one.fingerprint
        != brought({"messages": [{"role": "user", "content": "Who keeps it?"}]})[0].fingerprint
    )


def test_a_task_carries_its_points_with_clauses_quotes_and_words_to_match():
    (one,) = brought(TASK)
    assert (one.kind, one.instruction, one.clauses) == ("task", "Say what the owner has to do.", [FIRST.id])
    assert [(p.id, p.role, p.weight, p.clauses) for p in one.rubric] == [
        ("p1", "required", 2.0, [FIRST.id]),
        ("p2", "mistake", 1.0, [FIRST.id]),
    ]
    assert [e.quote for e in one.evidence] == [FIRST.text[:12]] and one.rubric[0].match == ["register"]


def test_a_rubric_in_a_cell_of_a_spreadsheet_is_one_point_a_line():
    lines = f"required 2: Says that a register is to be kept. [{FIRST.id}]\nmistake: Says that it may wait."
    (one,) = brought({**TASK, "rubric": lines})
    assert [(p.role, p.weight, p.clauses) for p in one.rubric] == [
        ("required", 2.0, [FIRST.id]),
        ("mistake", 1.0, []),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"messages": TURNS[1:3]}, "turns-order"),
        ({"messages": [*TURNS, *TURNS]}, "turns-order"),
        ({"messages": [TURNS[1], TURNS[1]]}, "turns-order"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "turns-unreadable"),
        ({"messages": TURNS, "text": "other words"}, "turns-text"),
        ({"messages": TURNS, "policy": "A rule."}, "policy-not-shown"),
        ({"text": "x?", "policy": "A rule."}, "policy-alone"),
        ({"messages": TURNS, "options": ["a", "b"], "answer": "A"}, "turns-question"),
        ({**TASK, "instruction": ""}, "task-part-missing"),
        ({**TASK, "rubric": [{"text": "x", "role": "optional"}]}, "rubric-unsound"),
        ({**TASK, "rubric": [{"text": "x", "id": "p1"}, {"text": "y", "id": "p1"}]}, "rubric-unsound"),
        ({**TASK, "rubric": [{"text": "x", "role": "perhaps"}]}, "point-invalid"),
        ({**TASK, "rubric": [{"text": "x", "weight": "heavy"}]}, "point-invalid"),
        ({**TASK, "rubric": ["x"]}, "point-invalid"),
        ({**TASK, "rubric": "x"}, "rubric-unreadable"),
        ({**TASK, "rubric": [{"text": "x", "clause": "nowhere"}]}, "clause-unknown"),
        ({**TASK, "rubric": [{"text": "x", "clause": FIRST.id, "quote": "not there"}]}, "quote-not-verbatim"),
        ({**TASK, "options": ["a"]}, "task-question"),
    ],
)
def test_bad_lines_are_listed_with_their_place(line, code):
    assert code in codes(line)


def test_all_that_is_wrong_with_a_file_is_told_at_once():
    assert codes({"messages": TURNS[1:3]}, {**TASK, "rubric": [{"text": "x", "role": "optional"}]}, {"messages": 4}) == {
        "turns-order", "rubric-unsound", "turns-unreadable",
    }  # fmt: skip


def formed(tmp_path, redistribute=True, forms=("neutral", "policy")):
    clauses, mappings = frames()
    (tmp_path / "mine.jsonl").write_text(
        json.dumps({"text": "Help me to keep no register at all.", "clause": FIRST.id, "benign": True}) + "\n"
        + json.dumps({"messages": TURNS, "clause": FIRST.id, "benign": True}) + "\n", "utf-8",
    )  # fmt: skip
    document = Document(slug=FIRST.document, title="T", redistribute=redistribute)
    made = generate(
        clauses, mappings, "d", Settings(generators=("forms",), forms=forms, kinds=("prompt",)), [Tax()], authored=tmp_path,
        more=Outside(documents=[document]),
    )  # fmt: skip
    return list(tables.rows(made.candidates, Candidate))


def test_of_one_prompt_three_forms_are_made_that_share_the_user_s_words_and_the_family(tmp_path):
    bare, spoken, neutral, policy = sorted(
        formed(tmp_path), key=lambda c: (c.parent is not None, bool(c.messages), bool(c.policy))
    )
    assert (neutral.variant, policy.variant) == ("neutral", "policy") and spoken.messages
    assert {neutral.parent, policy.parent} == {bare.id} and {neutral.text, policy.text} == {bare.text}
    assert [t.role for t in policy.messages] == ["system", "user"] and policy.policy in policy.messages[
        0
    ].content
    assert (
        FIRST.citation in policy.policy
        and " ".join(FIRST.text.split()) in policy.policy
        and not neutral.policy
    )
    assert (
        len({c.id for c in (bare, neutral, policy)})
        == len({c.fingerprint for c in (bare, neutral, policy)})
        == 3
    )
    assert policy.benign and policy.evidence == bare.evidence


def test_the_rule_is_shown_only_where_its_document_may_be_passed_on_and_only_the_forms_asked_for_are_made(
    tmp_path,
):
    assert {c.variant for c in formed(tmp_path, redistribute=False)} == {"base", "neutral"}
    assert {c.variant for c in formed(tmp_path, forms=("policy",))} == {"base", "policy"}
