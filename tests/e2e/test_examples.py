"""Each example workspace, made by `curation init` and taken to a preview that verifies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation.release import read_items

from command_line import curation

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow
WRITTEN = ["--map", "stem=question", "--map", "options=A,B,C,D", "--map", "answer=key", "--map", "category=topic", "--map", "explanation=why"]  # fmt: skip


@pytest.mark.parametrize(
    ("example", "dataset", "kind"),
    [
        pytest.param("ai-policy", "ai-policy", "prompt", marks=pytest.mark.model),
        pytest.param("lab-safety", "lab-safety", "question", marks=pytest.mark.model),
        ("by-hand", "bench-safety", "question"),
    ],
)
def test_an_example_goes_from_init_to_a_preview_that_verifies(example, dataset, kind, tmp_path):
    folder = tmp_path / "mine"
    curation("init", str(folder), "--example", example, cwd=tmp_path)
    curation("check", cwd=folder)
    curation("run", cwd=folder)
    curation("release", "cut", dataset, "0.1.0", "--preview", cwd=folder)
    release = folder / "releases" / dataset / "0.1.0-preview"
    curation("release", "verify", str(release), cwd=folder)
    rows = read_items(release)
    assert rows.height >= (9 if example == "lab-safety" else 10)
    assert set(rows["kind"]) == {kind}


def test_every_workspace_gets_a_canary_of_its_own(tmp_path):
    texts = []
    for name in ("one", "two"):
        curation("init", str(tmp_path / name), "--example", "by-hand", cwd=tmp_path)
        texts.append((tmp_path / name / "curation.toml").read_text())
    assert texts[0] != texts[1]
    assert "00000000-0000" not in "".join(texts)


def test_hand_written_items_can_be_brought_in_from_a_spreadsheet_and_are_the_rows(tmp_path):
    folder = tmp_path / "mine"
    curation("init", str(folder), "--example", "by-hand", cwd=tmp_path)
    for old in (folder / "raw" / "authored").rglob("*.jsonl"):
        old.unlink()
    curation("author", "import", "items.csv", "--dataset", "bench-safety", *WRITTEN, cwd=folder)
    curation("run", cwd=folder)
    steps = {s["step"]: s for s in json.loads(curation("status", "--json", cwd=folder).stdout)["steps"]}
    assert steps["route"]["given"] == 12
    curation("release", "cut", "bench-safety", "0.1.0", "--preview", cwd=folder)
    card = (folder / "releases/bench-safety/0.1.0-preview/README.md").read_text()
    assert "12 of 12 rows rest on no clause" in card


def test_without_uncited_a_row_that_rests_on_no_clause_stops_the_release(tmp_path):
    folder = tmp_path / "mine"
    curation("init", str(folder), "--example", "by-hand", cwd=tmp_path)
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text().replace("uncited = true", "uncited = false"))
    curation("run", cwd=folder)
    done = curation("release", "cut", "bench-safety", "0.1.0", "--preview", cwd=folder, check=False)
    assert done.returncode == 1
    assert "gate-citations" in done.stderr
    assert "uncited = true" in done.stderr
