"""From documents to a dataset that loads, with real people's screens in the middle: prompts and questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_review_browser import PASSWORD, Person
from test_workspace_flow import copy_of_the_bundled_workspace

import live_label_studio as live

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
JUDGED = 2


@pytest.fixture(scope="module")
def desk(label_studio, tmp_path_factory):
    """A workspace that has run, and the way to call commands on it against the live server."""
    folder = copy_of_the_bundled_workspace(tmp_path_factory.mktemp("life"))
    # Both stages of a question on one page: the stages apart have browser tests of their own.
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text().replace("[review]\n", '[review]\nstages = "merged"\n', 1))
    secret = {"LABEL_STUDIO_URL": label_studio.url, "LABEL_STUDIO_API_KEY": label_studio.token}

    def call(*arguments: str) -> list[dict]:
        done = subprocess.run(
            [sys.executable, "-m", "curation", *arguments, "--json"],
            cwd=folder, env=os.environ | secret, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert label_studio.token not in done.stdout + done.stderr
        return json.loads(done.stdout)

    call("run", "route")
    people = ["first@example.com", "second@example.com"]
    for person in people:
        live.join(label_studio, person, PASSWORD)
    return folder, call, people


def answers(browser, server, email, project, items):
    """Answers `items` questions from the first option on: without the provision, with it, then the key is called right and accepted."""
    person = Person(browser, server, email)
    person.stream(project)
    for _ in range(items):
        person.choose("A. ")
        person.choose("A. ")
        person.choose("right")
        person.choose("accept")
        person.submit()
    person.context.close()


def load(folder: Path, config: str) -> dict:
    script = (
        "import json, sys, datasets\n"
        "found = datasets.load_dataset(sys.argv[1], sys.argv[2])\n"
        "split = next(iter(found.values()))\n"
        "split = split.remove_columns([c for c in split.column_names if c == 'images'])\n"
        "print(json.dumps({'n': split.num_rows, 'columns': split.column_names, 'rows': split.to_list()}))\n"
    )
    cache = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(folder.parent / "hf")}
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), config],
        env=os.environ | cache,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_questions_are_judged_in_a_browser_and_loaded_as_a_dataset(desk, label_studio, browser):
    """The prompts of the bundled workspace are briefs, which an author writes first: `test_review_browser.py` has that queue."""
    dataset, kind = "lab-safety", "question"
    folder, call, people = desk
    batch = f"{dataset}-pilot"
    (pushed,) = call("review", "push", "--batch", batch, "--dataset", dataset, "--kind", kind, "--size", "4")
    assert pushed["added"] == 4
    (again,) = call("review", "push", "--batch", batch)
    assert (again["added"], again["present"]) == (0, 4)
    for person in people:
        answers(browser, label_studio, person, pushed["project"], JUDGED)

    assert sum(line["new"] for line in call("review", "pull", "--batch", batch)) == 2 * JUDGED
    assert sum(line["new"] for line in call("review", "pull", "--batch", batch)) == 0
    log = (folder / "raw" / "review" / batch / "judgements.jsonl").read_text()
    assert not any(person in log for person in people)

    call("run", "route")
    cut = call("release", "cut", dataset, "0.1.0", "--preview")
    release = Path(cut["path"])
    found = load(release, "items")
    assert found["n"] == cut["counts"]["rows"] > 0
    # A column that says the same of every row stands in the manifest.
    constant = json.loads((release / "release.json").read_text())["constant"]
    rows = [constant | row for row in found["rows"]]
    assert {r["kind"] for r in rows} == {kind}
    assert sum(r["judgements"] for r in rows) == 2 * JUDGED
    texts = clause_texts(release)
    assert all(any(quote in text for text in texts) for row in rows for quote in row["quotes"])
    card = (release / "README.md").read_text()
    assert f"{2 * JUDGED} judgements" in card
    subprocess.run(
        [sys.executable, "-m", "curation", "release", "verify", str(release)], check=True, timeout=120
    )


def clause_texts(release: Path) -> list[str]:
    return [r["text"] for r in load(release, "clauses")["rows"]]
