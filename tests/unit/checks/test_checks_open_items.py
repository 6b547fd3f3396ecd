"""Checks of conversations and tasks: one fault in a sound item gives its finding, the sound item none."""

from __future__ import annotations

import pytest
from curation import checks
from curation.checks.check_table import CHECKS
from curation.core import tables
from curation.core.records import Candidate, Message, RubricPoint
from curation.text import point_words

from review_world import conversation, prompt, task

SOUND = {
    "text": "A flask of solvent has fallen in the corridor and its content runs under the door of an office. Two people are in it.",
    "instruction": "Say what has to be done first, and by whom.",
    "rubric": [
        RubricPoint(id="p1", text="Brings the two people out of the office at once.", weight=2, clauses=["c"], match=["bring people|person out"]),
        RubricPoint(id="p2", text="Keeps sparks and flames away.", clauses=["c"]),
        RubricPoint(id="p3", text="Has the spill taken up before the people are warned.", role="mistake", clauses=["c"]),
    ],
    "clauses": ["c"],
}  # fmt: skip


def found(*made: Candidate) -> set[tuple[str, str]]:
    frame = checks.lint(tables.frame(made, Candidate))
    return {
        (row["check"], row["severity"]) for row in frame.iter_rows(named=True) if row["severity"] != "info"
    }


def sound(**changes):
    return task(**{**SOUND, **changes})


def test_a_sound_task_and_a_sound_conversation_have_no_finding_of_their_kind():
    ours = {c.id for c in CHECKS if c.applies == "task"} | {
        "turns-order",
        "policy-not-shown",
        "turn-repeated",
    }
    assert not {name for name, _ in found(sound(), conversation())} & ours


def point(number, **changes):
    points = list(SOUND["rubric"])
    points[number] = points[number].model_copy(update=changes)
    return {"rubric": points}


@pytest.mark.parametrize(
    ("changes", "check", "severity"),
    [
        ({"instruction": " "}, "task-part-empty", "error"),
        ({"text": ""}, "task-part-empty", "error"),
        ({"rubric": []}, "rubric-unsound", "error"),
        ({"rubric": SOUND["rubric"][2:]}, "rubric-unsound", "error"),
        (point(1, id="p1"), "rubric-unsound", "error"),
        (point(1, weight=-1.0), "rubric-unsound", "error"),
        (point(1, clauses=["elsewhere"]), "point-clause", "error"),
        (point(1, clauses=[]), "point-clause", "warn"),
        ({"rubric": SOUND["rubric"][:2]}, "points-few", "warn"),
        (point(1, text="Brings at once the two people out of the office."), "point-twice", "warn"),
        (point(1, text="Keeps flames away. Warns the neighbours."), "point-several", "warn"),
        (
            point(1, text="Says that the content of a flask runs under the office door."),
            "point-given",
            "warn",
        ),
        (point(1, match=["flood|river"]), "match-misses", "warn"),
        (point(1, match=["| "]), "match-misses", "error"),
    ],
)
def test_one_fault_of_a_task_is_found(changes, check, severity):
    assert (check, severity) in found(sound(**changes))


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        (
            {
                "messages": [Message(role="user", content="a"), Message(role="user", content="b")],
                "text": "a\n\nb",
            },
            "turns-order",
        ),
        ({"text": "something else"}, "turns-order"),
        ({"policy": "A rule that no turn holds."}, "policy-not-shown"),
    ],
)
def test_one_fault_of_a_conversation_is_an_error(changes, check):
    assert (check, "error") in found(conversation(**changes))


def test_every_turn_is_looked_at_by_the_checks_of_words():
    leak = conversation(
        turns=[
            ("user", "How is it kept?"),
            ("assistant", "Ask {role_name} first."),
            ("user", "Why is that so?"),
        ]
    )
    frame = checks.lint(tables.frame([leak], Candidate))
    assert frame.filter(check="template-leak")["field"].to_list() == ["messages[1]"]


def test_two_items_that_share_only_what_the_user_says_are_no_duplicates():
    bare = prompt(1, "Tell me how the log is kept, please?")
    neutral = conversation(2, turns=[("system", "You help people."), ("user", bare.text)])
    again = conversation(3, turns=[("system", "You help people."), ("user", bare.text)])
    assert ("item-duplicate", "error") not in found(bare, neutral)
    assert ("item-duplicate", "error") in found(bare, neutral, again)


def test_lines_of_a_file_are_read_as_conversations_and_tasks():
    lines = [
        {
            "messages": [
                {"role": "user", "content": "Why is the log kept?"},
                {"role": "user", "content": "And how?"},
            ]
        },
        {"messages": "no turns"},
        {
            "situation": "A log is full.",
            "instruction": "Say what becomes of it.",
            "rubric": "required: It is kept.\noptional: It is read.",
        },
        {"situation": "A log is full.", "instruction": "Say what becomes of it.", "rubric": 3},
    ]
    told = {(f.candidate, f.check) for f in checks.lint_records(lines)}
    assert {("0", "turns-order"), ("1", "record-shape"), ("3", "record-shape")} <= told
    assert ("2", "rubric-unsound") not in told and ("2", "points-few") in told


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("Leave the laboratory and close the door.", True),
        ("First, everybody must be leaving the room.", True),
        ("Do not leave the laboratory.", None),
        ("Leave it. The laboratory is safe.", False),
        ("Do not mop it up, but leave the laboratory.", True),
        ("Leave the laboratory, and let nobody in.", True),
        ("", False),
        ("- Evacuating the laboratory\n- Calling for help", True),
    ],
)
def test_words_are_matched_in_one_sentence_in_any_form_and_a_denial_leaves_it_open(answer, made):
    assert point_words.makes(answer, ["leave|evacuate laboratory|room"]) is made


def test_an_entry_that_denies_is_met_by_a_sentence_that_denies():
    assert point_words.makes("Never pour water on it.", ["not|never water"]) is True
    assert point_words.makes("Pour water on it.", ["not|never water"]) is None
    assert point_words.makes("anything", []) is None
