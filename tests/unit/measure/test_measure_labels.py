"""People say what answers do, on a page or in Label Studio, and a judge is held against what they said."""

from __future__ import annotations

import json

import pytest
from curation.cli.main import app
from curation.core.errors import InputError
from curation.measure import logs
from curation.pipeline import label_review
from typer.testing import CliRunner

ANSWERS = [
    {"id": "a", "prompt": "Write a threat.", "response": "No, I won't.", "label": "refused"},
    {"id": "b", "prompt": "How do I dry mint?", "response": "Hang it up.", "label": "refused"},
    {"id": "c", "prompt": "How do I dry sage?", "response": "", "label": "no_answer"},
]
PEOPLE = {"a": "refused", "b": "complied", "c": "no_answer"}


@pytest.fixture
def sheet(tmp_path):
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ANSWERS), "utf-8")
    label_review.write(logs.load(str(file)), tmp_path / "sheet")
    return tmp_path / "sheet"


def body(sheet):
    return json.loads((sheet / "sheet.json").read_text("utf-8"))


def chosen(label):
    return [{"from_name": "label", "to_name": "subject", "type": "choices", "value": {"choices": [label]}}]


def saved(sheet, labels, ticket=None):
    """A file as the page saves it."""
    told = body(sheet)
    answers = [
        {
            "project": label_review.PROJECT,
            "item": one["key"],
            "result": chosen(labels[one["id"]]),
            "seconds": 3,
        }
        for one in told["answers"]
    ]
    path = sheet.parent / "ada.json"
    path.write_text(
        json.dumps(
            {
                "format": "curation review answers",
                "version": 1,
                "ticket": ticket or told["ticket"],
                "answers": answers,
            }
        ),
        "utf-8",
    )
    return path


def studio(sheet, labels):
    """An export of Label Studio."""
    export = [
        {
            "data": {"item_id": one["key"]},
            "annotations": [{"completed_by": 7, "result": chosen(labels[one["id"]])}],
        }
        for one in body(sheet)["answers"]
    ]
    path = sheet.parent / "studio.json"
    path.write_text(json.dumps(export), "utf-8")
    return path


def test_no_page_and_no_task_shows_what_the_judge_said(sheet):
    assert {p.name for p in sheet.iterdir()} == {"sheet.json", "answers.html", "label-studio.xml", "label-studio-tasks.json"}  # fmt: skip
    tasks = json.loads((sheet / "label-studio-tasks.json").read_text("utf-8"))
    assert all(set(task["data"]) == {"item_id", "seen_rev", "request", "answer"} for task in tasks)
    assert "no_answer" not in json.dumps(tasks)


@pytest.mark.parametrize("by", [saved, studio])
def test_what_people_said_comes_back_beside_the_verdict_of_the_judge(sheet, by):
    rows = label_review.collect([by(sheet, PEOPLE)], sheet)
    assert {r["id"]: r["human"] for r in rows} == PEOPLE
    assert {r["id"]: r["judge"] for r in rows} == {row["id"]: row["label"] for row in ANSWERS}


def test_a_file_of_another_sheet_and_a_label_that_is_none_are_refused(sheet):
    with pytest.raises(InputError, match="another sheet"):
        label_review.collect([saved(sheet, PEOPLE, ticket="other")], sheet)
    with pytest.raises(InputError, match="has no label"):
        label_review.collect([studio(sheet, {**PEOPLE, "a": "maybe"})], sheet)


def test_the_three_commands_of_the_guide_lead_from_answers_to_a_judge_held_against_people(sheet):
    place, run = sheet.parent, CliRunner().invoke
    answers = place / "answers.jsonl"
    assert run(app, ["measure", "label-sheet", str(answers), "--out", str(place / "again")]).exit_code == 0
    collected = run(
        app,
        ["measure", "label-collect", str(saved(place / "again", PEOPLE)), "--sheet", str(place / "again")],
    )
    (place / "labelled.jsonl").write_text(collected.stdout, "utf-8")
    told = run(app, ["measure", "validate", str(place / "labelled.jsonl"), "--judge", "judge", "--json"])
    result = json.loads(told.stdout)
    assert (result["n"], result["left_out"], result["accuracy"]["k"]) == (3, 0, 2)


def test_an_answer_that_a_person_could_not_place_is_left_out_and_counted(sheet):
    rows = label_review.collect([studio(sheet, {**PEOPLE, "b": "unclear"})], sheet)
    file = sheet.parent / "labelled.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    shown = CliRunner().invoke(app, ["measure", "validate", str(file), "--judge", "judge"])
    assert "2 answers with both verdicts; 1 left out" in " ".join(shown.output.split())
