"""Turns and rubrics as text: whatever is written is read back, and a score lies where the points leave it."""

from __future__ import annotations

import pytest
from curation.core.items import rubric, turns
from curation.core.records import Message, RubricPoint
from hypothesis import given
from hypothesis import strategies as st

words = st.one_of(
    st.text("ab [user]\\\n", min_size=1, max_size=30),
    st.sampled_from(["[user]", "\\[system]", "a\n[assistant]\nb", "[user] hello", "\\\\[user]"]),
).map(str.strip).filter(bool)  # fmt: skip
messages = st.lists(
    st.builds(Message, role=st.sampled_from(turns.ROLES), content=words), min_size=1, max_size=6
)


@given(messages)
def test_turns_written_as_text_are_read_back_whatever_stands_in_them(said):
    assert turns.from_text(turns.as_text(said)) == said


@given(messages)
def test_a_conversation_is_sound_when_user_and_assistant_alternate_and_the_user_begins_and_ends(said):
    roles = "".join(turn.role[0] for turn in said).removeprefix("s")
    alternates = roles == ("ua" * len(roles))[: len(roles)]
    assert (turns.problem(said) == "") == (bool(roles) and alternates and roles[-1] == "u")


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ("us", "turn 2 is a system turn"),
        ("a", "turn 1 is not the user's"),
        ("uu", "turns 1 and 2 are both of the user"),
        ("suau" + "u", "turns 4 and 5 are both"),
        ("ua", "the last turn is the user's"),
        ("s", "the user speaks first"),
    ],
)
def test_the_message_names_the_turn_that_is_in_the_wrong_place(roles, said):
    names = {"s": "system", "u": "user", "a": "assistant"}
    assert said in turns.problem([{"role": names[r], "content": "words"} for r in roles])


def test_turns_are_read_from_the_shapes_that_published_sets_have():
    want = [
        Message(role="user", content="Hello"),
        Message(role="assistant", content="Yes?"),
        Message(role="user", content="Go"),
    ]
    for given_ in (
        [
            {"role": "user", "content": "Hello"},
            {"role": "assistant", "content": "Yes?"},
            {"role": "user", "content": "Go"},
        ],
        [
            {"from": "human", "value": "Hello"},
            {"from": "gpt", "value": "Yes?"},
            {"from": "human", "value": "Go"},
        ],
        '[{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Yes?"}, {"role": "user", "content": "Go"}]',
        "[user]\nHello\n[assistant]\nYes?\n\n[user]\nGo",
    ):
        assert turns.read(given_) == want
    for wrong in (
        "just words",
        [],
        [1],
        [{"role": "tool", "content": "x"}],
        [{"role": "user", "content": 3}],
        "{",
        4,
    ):
        assert isinstance(turns.read(wrong), str)


line = st.text("abc ,.():;d", min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool)
points = st.lists(
    st.builds(
        RubricPoint,
        id=st.integers(1, 99).map(lambda n: f"p{n}"),
        text=line,
        weight=st.sampled_from([0.5, 1, 2, 3.25]),
        role=st.sampled_from(rubric.ROLES),
        clauses=st.just(["a@1#b"]),
        match=st.just(["a b"]),
    ),
    min_size=1, max_size=6, unique_by=lambda p: p.id,
)  # fmt: skip


@given(points)
def test_a_rubric_written_as_lines_is_read_back_with_what_its_points_rest_on(made):
    assert rubric.from_text(rubric.as_text(made), made) == made


def test_a_point_whose_words_were_changed_loses_the_words_to_match_and_keeps_its_clauses():
    before = [RubricPoint(id="p1", text="Leaves the room.", clauses=["c"], match=["leave room"])]
    (after,) = rubric.from_text("p1 (required, 1): Stays in the room.", before)
    assert (after.match, after.clauses) == ([], ["c"])


@given(points, st.data())
def test_the_value_of_an_answer_lies_between_its_bounds_and_every_verdict_narrows_them(made, data):
    said = {p.id: data.draw(st.sampled_from([True, False, None])) for p in made}
    found = rubric.score(made, said)
    assert 0 <= found.low <= found.high <= 1
    open_ = [name for name, value in said.items() if value is None]
    if open_:
        closer = rubric.score(made, {**said, open_[0]: data.draw(st.booleans())})
        assert found.low <= closer.low <= closer.high <= found.high
    elif any(p.role == "required" for p in made):
        assert found.value == found.low == found.high and found.complete is not None


def test_the_score_of_a_worked_example():
    made = [
        RubricPoint(id="a", text="x", weight=2),
        RubricPoint(id="b", text="y", weight=1),
        RubricPoint(id="c", text="z", weight=1, role="optional"),
        RubricPoint(id="d", text="w", weight=3, role="mistake"),
    ]
    # required weigh 3: a alone 2/3, a and the mistake (2 - 3) / 3 cut at 0, everything right 4/3 cut at 1
    assert rubric.score(made, {"a": True, "b": False, "c": False, "d": False}).value == pytest.approx(2 / 3)
    assert rubric.score(made, {"a": True, "b": False, "c": False, "d": True}).value == 0
    whole = rubric.score(made, {"a": True, "b": True, "c": True, "d": False})
    assert (whole.value, whole.complete) == (1, True)
    assert rubric.score(made, {"a": True, "b": True, "c": None, "d": True}).complete is False


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("p1 (optional): a\np2 (mistake): b", "no required point"),
        ("p1 (required): a\np1 (required): b", "id of an earlier point"),
        ("p1 (required, 0): a", "weight 0"),
    ],
)
def test_what_is_wrong_with_a_rubric_is_said(lines, said):
    made = rubric.from_text(lines)
    assert any(said in message for _, message in rubric.problems(made))
    assert isinstance(rubric.from_text("no point at all"), str)
