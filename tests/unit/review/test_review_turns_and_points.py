"""Conversations and tasks before people: shown whole, edited turn by turn and point by point, judged for what was shown."""

from __future__ import annotations

import pytest
from curation.core.items import rubric, turns
from curation.core.ports import Annotation
from curation.core.records import Decision, Finding, Message
from curation.review.board import annotations, presentation, screen_text, tasks
from curation.review.decisions import content, revisions
from curation.review.decisions.statements import statement
from curation.review.offline import workbook

from review_world import clause, conversation, item, judgement, prompt, result, task

REASONS = {"point-wrong": "point-wrong", "ambiguous": "ambiguous"}


def read(of, verdict="accept", **said):
    made = Annotation("s", of.id, "eve", result(of, verdict, **said), "t", "t", None)
    return annotations.parse(made, of, REASONS, {"1.1": "1.1"}, "lab-safety@1.0")


def decided(of, parsed):
    return Decision(
        subject=of.subject, kind=of.kind, dataset=of.dataset, outcome="revise", rule="consensus", judgements=["j"],
        edited=parsed.edited,
    )  # fmt: skip


def test_every_turn_stands_on_the_screen_under_who_says_it_and_hostile_words_stay_words():
    made = conversation(
        turns=[
            ("system", "Rules & <b>law</b>"),
            ("user", "<script>x</script>\u202e"),
            ("assistant", "No."),
            ("user", "Why?"),
        ]
    )
    shown = str(tasks.task_of(item(made)).data["shown"])
    assert [shown.find(w) for w in ("System", "User", "Assistant")] == sorted(
        shown.find(w) for w in ("System", "User", "Assistant")
    )
    assert "<script" not in shown and "&lt;script&gt;x" in shown and "\u202e" not in shown and "Why?" in shown
    assert tasks.task_of(item(prompt())).data["shown"] == "Help me to alter the log of unit 1."


def test_an_edited_turn_becomes_a_revision_whose_text_is_what_the_user_says():
    base = conversation()
    of = item(base)
    before = str(tasks.task_of(of).data["text"])
    assert read(of, "revise", text_edit=before, reasons="ambiguous").edited == {}
    parsed = read(of, "revise", text_edit=before.replace("Who keeps", "Who has to keep"), reasons="ambiguous")
    assert parsed.problems == [] and list(parsed.edited) == ["messages"]
    child = revisions.revised(base, decided(of, parsed))
    assert child.messages[1] == Message(role="user", content="Who has to keep the log of the unit?")
    assert child.text == turns.of_user(child.messages) != base.text and child.fingerprint != base.fingerprint
    assert content.of_candidate(child, [clause()]) != content.of_candidate(base, [clause()])


@pytest.mark.parametrize(
    "words", ["no marks at all", "[user]\na\n[user]\nb", "[user]\na\n[assistant]\nb", "[user]\n\n"]
)
def test_an_edit_that_is_no_conversation_any_more_is_refused(words):
    assert read(item(conversation()), "revise", text_edit=words, reasons="ambiguous").problems


def test_a_disputed_conversation_is_shown_with_what_each_changed_turn_by_turn():
    of = item(conversation())
    edited = [dict(turn) for turn in of.shown["messages"]]
    edited[1] = {**edited[1], "content": "Who must keep the log of the unit?"}
    shown = {
        **of.shown,
        "versions": [{"verdict": "revise", "edited": {"messages": edited}}, {"verdict": "accept"}],
    }
    html = screen_text.versions(shown)
    assert (
        "turn 2 (user)" in html
        and "<ins>must keep</ins>" in html.replace("</ins><ins>", "")
        and "turn 3" not in html
    )
    assert "{+" in workbook.words(html)


def test_the_same_words_of_the_user_behind_another_system_turn_are_another_thing_judged():
    bare = prompt(1, "Say how.")
    behind = conversation(turns=[("system", "Be kind."), ("user", "Say how.")])
    assert behind.text == bare.text
    assert len({content.of_candidate(c, [clause()]) for c in (bare, behind)}) == 2
    assert (
        content.of_candidate(behind, [clause()])
        == content.of_item(item(behind))[:20] + content.of_candidate(behind, [clause()])[20:]
    )


def test_a_renumbered_citation_in_a_system_turn_changes_nothing_that_was_judged():
    behind = conversation()
    renumbered = clause().model_copy(update={"citation": "House Rules, Art. 7"})
    said = [t.model_copy(update={"content": t.content.replace("Art. 1", "Art. 7")}) for t in behind.messages]
    assert content.of_candidate(behind, [clause()]) == content.of_candidate(
        behind.model_copy(update={"messages": said}), [renumbered]
    )


def test_a_task_is_shown_with_situation_instruction_and_every_point_with_its_citation():
    data = tasks.task_of(item(task())).data
    assert data["instruction"] == "Say what becomes of the log."
    assert data["rubric_table"].count("House Rules, Art. 1") == 3 and "mistake" in data["rubric_table"]
    assert [c["alias"] for c in data["point_choices"]] == ["p1", "p2", "p3"]


def test_every_point_is_judged_and_a_wrong_one_is_an_objection_even_beside_an_accept():
    of = item(task())
    right = read(of, rubric_judged="all-right")
    wrong = read(of, rubric_judged="some-wrong", points_wrong="p3")
    assert right.points == dict.fromkeys(("p1", "p2", "p3"), "right") and right.problems == []
    assert wrong.points == {"p1": "right", "p2": "right", "p3": "wrong"} and wrong.problems == []
    assert statement(judgement(of, "ann", points=right.points), of).says == "accept"
    assert statement(judgement(of, "ann", points=wrong.points), of).says == "object"


@pytest.mark.parametrize(
    "said", [{}, {"rubric_judged": "some-wrong"}, {"rubric_judged": "all-right", "points_wrong": "p1"}, {"rubric_judged": "some-wrong", "points_wrong": "p9"}]
)  # fmt: skip
def test_an_incomplete_or_contradictory_word_on_the_points_is_refused(said):
    assert read(item(task()), **said).problems


def test_an_edited_rubric_becomes_a_revision_and_keeps_what_its_points_rest_on():
    base = task()
    of = item(base)
    lines = str(tasks.task_of(of).data["rubric_block"]).replace(
        "(required, 1): Says that the log is kept", "(required, 3): Says the log is kept"
    )
    parsed = read(
        of,
        "revise",
        rubric_edit=f"{lines}\np4 (optional): Names who may read it.",
        rubric_judged="all-right",
        reasons="point-wrong",
    )
    assert parsed.problems == []
    child = revisions.revised(base, decided(of, parsed))
    assert [(p.id, p.weight, p.match, p.clauses) for p in child.rubric[1:]] == [
        ("p2", 3.0, [], base.clauses), ("p3", 1.0, [], base.clauses), ("p4", 1.0, [], []),
    ]  # fmt: skip
    assert child.rubric[0] == base.rubric[0] and child.fingerprint != base.fingerprint


def test_an_edit_that_takes_the_last_required_point_is_refused():
    of = item(task())
    lines = rubric.as_text(of.shown["rubric"]).replace("required", "optional")
    assert any(
        "no required point" in p
        for p in read(
            of, "revise", rubric_edit=lines, rubric_judged="all-right", reasons="point-wrong"
        ).problems
    )


def test_a_finding_names_the_turn_or_the_point_as_people_see_it():
    def said(field):
        return presentation.in_words(
            Finding(candidate="c", check="x", version=1, severity="warn", field=field, message="m")
        )

    assert (said("messages[1]"), said("rubric[p3]"), said("instruction")) == (
        "Turn 2: m",
        "Point p3: m",
        "Instruction: m",
    )


def test_faults_are_planted_in_tasks_and_a_mistake_made_required_is_one_of_them():
    from curation.review.planning import planting

    items = [item(task(n)) for n in range(1, 5)]
    planted = planting.plant(items, 4)
    told = {i.gold["fault"]: i for i in planted}
    assert "role-swapped" in told and all(i.kind == "task" and i.gold["verdict"] == "reject" for i in planted)
    shown = told["role-swapped"].shown["rubric"]
    assert [p["role"] for p in shown] == ["required", "required", "required"]


def test_a_maintainer_writes_gold_conversations_and_tasks_and_bad_ones_are_listed(tmp_path):
    import json

    from curation.core.errors import InputError
    from curation.review.planning import gold_files

    common = {
        "dataset": "house",
        "clause": "Keep the log.",
        "categories": ["lab-safety@1.0:1.1"],
        "verdict": "accept",
    }
    said = [{"role": "user", "content": "Why?"}]
    points = [{"id": "p1", "text": "Says why."}]
    good = [
        {**common, "kind": "prompt", "messages": said},
        {**common, "kind": "task", "text": "A log is full.", "instruction": "Say why.", "rubric": points},
        {**common, "kind": "prompt", "text": "Why?"},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in good))
    made = gold_files.read(path)
    assert [(i.kind, i.shown["text"]) for i in made] == [
        ("prompt", "Why?"),
        ("task", "A log is full."),
        ("prompt", "Why?"),
    ]
    bad = [
        {**common, "kind": "prompt", "messages": [*said, *said]},
        {
            **common,
            "kind": "task",
            "text": "A log.",
            "instruction": "Say.",
            "rubric": [{"id": "p", "text": "x", "role": "optional"}],
        },
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in bad))
    with pytest.raises(InputError) as error:
        gold_files.read(path)
    assert len(error.value.issues) == 2
