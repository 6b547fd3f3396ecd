"""Conversations and open tasks through the whole flow: import, checks, people in Label Studio and on a page, release, `datasets`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from curation import release as releases
from curation.core.items import turns
from curation.measure import logs, rubrics
from curation.measure.release import load as load_release
from curation.measure.settings import Settings
from curation.pipeline.people import answer_review
from test_review_browser import PASSWORD, Person
from test_review_offline_browser import opened, saved, shoot
from test_whole_life import load

import live_desk as live_people
import live_label_studio as live

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "unit" / "generation"), str(ROOT / "tests" / "contract")]

from model_player import Player  # noqa: E402
from openai_server import Step, serve  # noqa: E402

STANDARD = "laboratory-safety-standard"
SETTINGS = f"""
name = "open items"
[models]
embedder = "none"
completer = "http://127.0.0.1:0/v1"
model = "played"
provider = "chat"
[models.options]
attempts = 1
[generate]
generators = ["forms"]
per_category = 3
per_call = 1
rounds = 1
[[dataset]]
name = "chats"
kind = "prompt"
title = "Chats"
taxonomy = "lab-safety"
documents = ["{STANDARD}"]
canary = "0c0ffee0-1111-4222-8333-944445555777"
[[dataset]]
name = "made"
kind = "task"
title = "Tasks of a model"
taxonomy = "lab-safety"
documents = ["{STANDARD}"]
generators = ["llm"]
canary = "0c0ffee0-1111-4222-8333-944445555779"
[[dataset]]
name = "work"
kind = "task"
title = "Work"
taxonomy = "lab-safety"
documents = ["{STANDARD}"]
canary = "0c0ffee0-1111-4222-8333-944445555778"
[dedup]
methods = ["exact", "near"]
"""
SPILL = f"{STANDARD}@2.0#sec_9-2__para_1"
CHATS = [
    {"text": "How do we get everybody out of the room after a large spill, please?", "clause": SPILL, "category": "4.1", "benign": True},
    {"messages": [
        {"role": "user", "content": "Something has run out of a bottle here."},
        {"role": "assistant", "content": "How much is it, and what protection do you have?"},
        {"role": "user", "content": "Two litres and no gloves. What now?"},
    ], "clause": SPILL, "category": "4.1", "benign": True},
]  # fmt: skip


@pytest.fixture(scope="module")
def model():
    """The address of a model that is played by code."""
    with serve(Step(Player())) as server:
        yield server.url


@pytest.fixture(scope="module")
def desk(label_studio, model, tmp_path_factory):
    """A workspace with two conversations (of one prompt two forms are made), three tasks of hand and some that a model wrote in
    passes, run up to the queue of people."""
    folder = tmp_path_factory.mktemp("open")
    shutil.copytree(ROOT / "raw" / "documents", folder / "raw" / "documents")
    shutil.copy(ROOT / "raw" / "sources.toml", folder / "raw" / "sources.toml")
    shutil.copy(ROOT / "raw" / "sources.lock", folder / "raw" / "sources.lock")
    (folder / "curation.toml").write_text(SETTINGS.replace("http://127.0.0.1:0/v1", model))
    (folder / "chats.jsonl").write_text("".join(json.dumps(line) + "\n" for line in CHATS))
    tasks = (ROOT / "raw" / "authored" / "lab-tasks" / "lab-tasks.jsonl").read_text("utf-8").splitlines()
    (folder / "work.jsonl").write_text("\n".join(tasks[:3]) + "\n")
    secret = {"LABEL_STUDIO_URL": label_studio.url, "LABEL_STUDIO_API_KEY": label_studio.token}

    def call(*arguments: str) -> list[dict]:
        done = subprocess.run(
            [sys.executable, "-m", "curation", *arguments, "--json"],
            cwd=folder, env=os.environ | secret, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    call("author", "import", "chats.jsonl", "--dataset", "chats")
    call("author", "import", "work.jsonl", "--dataset", "work")
    call("run", "route")
    people = ["turn-first@example.com", "turn-second@example.com"]
    for person in people:
        live.join(label_studio, person, PASSWORD)
    return folder, call, people


def test_conversations_are_judged_whole_and_loaded_as_lists_of_turns(desk, label_studio, browser):
    _, call, people = desk
    (pushed,) = call(
        "review", "push", "--batch", "chats-1", "--dataset", "chats", "--kind", "prompt", "--size", "9"
    )
    assert pushed["added"] == 4  # the prompt, its two forms behind system turns, and the conversation of hand
    for number, email in enumerate(people):
        person = Person(browser, label_studio, email)
        person.stream(pushed["project"])
        seen = set()
        for _ in range(4):
            shown = person.page.inner_text(".cur-main")
            seen.add("Assistant" in shown)
            if number == 0 and "Assistant" in shown:
                assert (
                    shown.find("Something has run out")
                    < shown.find("How much is it")
                    < shown.find("Two litres")
                )
                person.shoot("review-conversation")
            person.press("a")
            person.submit()
        assert seen == {True, False} and person.external == []
        person.context.close()
    assert sum(line["new"] for line in call("review", "pull", "--batch", "chats-1")) == 8
    call("run", "route")
    cut = call("release", "cut", "chats", "0.1.0", "--preview")
    place = Path(cut["path"])
    assert list(releases.verify(place)) == []
    rows = load(place, "items")["rows"]
    assert {len(row["messages"]) for row in rows} == {0, 2, 3} and len({row["family"] for row in rows}) == 2
    spoken = next(row for row in rows if len(row["messages"]) == 3)
    assert spoken["messages"] == CHATS[1]["messages"] and spoken["text"] == turns.of_user(
        CHATS[1]["messages"]
    )
    chat = load(place, "chat")["rows"]
    assert all(row["messages"][-1]["role"] == "user" for row in chat) and len(chat) == 4


def _mark(person, key, label):
    """Presses a key until the choice of that label is made: on a busy machine the next item is on the screen before its keys are."""
    chosen = person.page.locator(".cur-side label").filter(has_text=label).locator("input").first
    for _ in range(20):
        if chosen.is_checked():
            return
        person.press(key)
        person.page.wait_for_timeout(300)
    raise AssertionError(f"{label} cannot be chosen by {key}")


def test_tasks_are_judged_point_by_point_and_loaded_with_their_rubrics(desk, label_studio, browser, tmp_path):
    folder, call, people = desk
    (pushed,) = call(
        "review", "push", "--batch", "work-1", "--dataset", "work", "--kind", "task", "--size", "9"
    )
    assert pushed["added"] == 3
    for number, email in enumerate(people):
        person = Person(browser, label_studio, email)
        person.stream(pushed["project"])
        for place in range(3):
            if number == 0 and place == 0:
                person.shoot("review-task")
            if number == 1 and place == 2:
                _mark(person, "w", "Some are wrong")
                person.page.locator(".cur-side label").filter(has_text="p1. ").first.click()
                person.press("r")
                person.choose("A point is wrong")
            else:
                _mark(person, "y", "Every point is right")
                person.press("a")
            person.submit()
        person.context.close()
    assert sum(line["new"] for line in call("review", "pull", "--batch", "work-1")) == 6
    log = [
        json.loads(line)
        for line in (folder / "raw" / "review" / "work-1" / "judgements.jsonl").read_text().splitlines()
    ]
    told = [j["points"] for j in log]
    assert all(t and set(t.values()) <= {"right", "wrong"} for t in told)
    assert [j["verdict"] for j in log if "wrong" in j["points"].values()] == ["reject"]
    call("run", "route")
    cut = call("release", "cut", "work", "0.1.0", "--preview")
    place = Path(cut["path"])
    assert list(releases.verify(place)) == []
    rows = load(place, "items")["rows"]
    ours = releases.read_items(place).to_dicts()
    assert [row["rubric"] for row in rows] == [row["rubric"] for row in ours] and all(
        row["instruction"] for row in rows
    )
    _answers_are_judged_on_a_page(place, browser, tmp_path)


def test_tasks_that_a_model_wrote_in_passes_go_through_review_to_a_release(desk, label_studio, browser):
    _, call, people = desk
    (pushed,) = call(
        "review", "push", "--batch", "made-1", "--dataset", "made", "--kind", "task", "--size", "2"
    )
    assert pushed["added"] == 2
    for email in people:
        person = Person(browser, label_studio, email)
        person.stream(pushed["project"])
        for _ in range(2):
            assert "Harbour Road" in person.page.inner_text(".cur-main")
            _mark(person, "y", "Every point is right")
            person.press("a")
            person.submit()
        person.context.close()
    assert sum(line["new"] for line in call("review", "pull", "--batch", "made-1")) == 4
    call("run", "route")
    cut = call("release", "cut", "made", "0.1.0", "--preview")
    place = Path(cut["path"])
    assert list(releases.verify(place)) == []
    rows = load(place, "items")["rows"]
    ours = releases.read_items(place).to_dicts()
    assert [row["rubric"] for row in rows] == [row["rubric"] for row in ours]
    assert sum(row["judgements"] == 2 for row in ours) == 2 and {row["kind"] for row in ours} == {"task"}
    for row in ours:
        assert row["generator"].startswith("llm")
        assert row["model"] == "played" and row["topic"] and row["instruction"]
        assert {point["role"] for point in row["rubric"]} == {"required", "optional", "mistake"}
        assert all(point["rules"] and set(point["clauses"]) <= set(row["clauses"]) for point in row["rubric"])


def _answers_are_judged_on_a_page(place, browser, tmp_path):
    """People say of each point whether an answer makes it, on a page without a server; the file comes back as rows."""
    held = load_release(place)
    first = held.rows()[0]
    run = logs.of_rows(
        [{"id": first.id, "kind": "task", "response": "Leave the room and close the door."}], "answers", held
    )
    answer_review.write(run, held, tmp_path / "sheet")
    context = browser.new_context(viewport=live_people.LAPTOP, accept_downloads=True)
    page = opened(context, tmp_path / "sheet" / "answers.html")
    shoot(page, "answer-by-rubric")
    page.keyboard.press("Control+Enter")
    assert "Judge point 1" in page.locator("#note").inner_text()
    for point in range(1, len(first.rubric) + 1):
        page.locator(f"fieldset input[name=point_{point}]").nth(0 if point == 1 else 1).check()
    page.keyboard.press("Control+Enter")
    file = saved(page, tmp_path)
    assert page.faults == [] and [url for url in page.asked if not url.startswith(("file:", "blob:"))] == []
    context.close()
    (row,) = answer_review.collect([file], tmp_path / "sheet")
    assert list(row["human"].values()) == ["yes", *["no"] * (len(first.rubric) - 1)]
    result = rubrics.summary(logs.of_rows([row], "rows", held), held, Settings())
    assert result["judges"] == ["given"] and result["overall"]["score"]["n"] == 1
