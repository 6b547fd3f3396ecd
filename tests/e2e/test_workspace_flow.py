"""The bundled workspace from documents to review queue, through the command line, without a model."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_line import curation

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow  # each step is a process of its own, as a user starts it


def copy_of_the_bundled_workspace(folder: Path) -> Path:
    shutil.copytree(ROOT / "raw", folder / "raw")
    kept = [
        line
        for line in (ROOT / "curation.toml").read_text("utf-8").splitlines()
        if not line.startswith(("completer = ", "model = ", "recording = "))
    ]
    text = (
        "\n".join(kept)
        .replace('embedder = "minilm"', 'embedder = "none"')
        .replace('generators = ["llm"]', 'generators = ["template"]')
        .replace(', "semantic"', "")
    )
    (folder / "curation.toml").write_text(text)
    return folder


def test_the_bundled_workspace_runs_from_its_recordings_and_asks_nobody(tmp_path):
    """As it stands in the repository: every request has its recorded answer, no key is set and no socket is opened."""
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    shutil.copy(ROOT / "curation.toml", tmp_path / "curation.toml")
    curation("--offline", "run", "generate", cwd=tmp_path)
    found = json.loads(curation("recordings", "prune", "--dry-run", "--json", cwd=tmp_path).stdout)
    assert not found["missing"] and not found["stale"]
    made = [
        json.loads(line)
        for line in curation("show", "generate", "--limit", "0", "--json", cwd=tmp_path).stdout.splitlines()
    ]
    by_maker = {name: [c for c in made if c["origin"]["generator"] == name] for name in ("llm", "author")}
    assert sum(map(len, by_maker.values())) == len(made)
    assert all(c["passes"]["check"] == "passed" for c in by_maker["llm"])
    assert sum(bool(c["pictures"]) for c in by_maker["author"]) >= 24
    tasks = [c for c in by_maker["author"] if c["kind"] == "task"]
    assert len(tasks) >= 30 and all(any(p["role"] == "required" for p in c["rubric"]) for c in tasks)


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> Path:
    """A workspace on which every step has run once."""
    folder = copy_of_the_bundled_workspace(tmp_path_factory.mktemp("ws"))
    curation("run", "route", cwd=folder)
    return folder


def test_the_documents_give_at_least_150_clauses_and_every_step_gives_something(ran: Path):
    steps = {s["step"]: s for s in json.loads(curation("status", "--json", cwd=ran).stdout)["steps"]}
    assert all(s["state"] == "fresh" for s in steps.values())
    assert steps["ingest"]["given"] >= 150
    assert min(s["given"] for s in steps.values()) > 0


def test_a_second_run_finds_everything_again(ran: Path):
    told = json.loads(curation("run", "route", "--json", cwd=ran).stdout)
    assert all(entry["reused"] for entry in told)


def test_losses_add_up(ran: Path):
    for step in json.loads(curation("status", "--json", cwd=ran).stdout)["steps"]:
        if step["step"] in ("map", "lint", "dedup"):
            assert step["taken"] - step["given"] == sum(step["lost"].values()), step


def test_every_clause_is_where_it_says_it_is(ran: Path):
    for line in curation("show", "ingest", "--limit", "0", "--json", cwd=ran).stdout.splitlines():
        clause = json.loads(line)
        assert clause["end"] - clause["start"] == len(clause["text"])


def test_lineage_leads_from_a_candidate_to_its_clause(ran: Path):
    first = json.loads(curation("show", "generate", "--limit", "1", "--json", cwd=ran).stdout)
    found = json.loads(curation("show", "generate", first["id"], "--json", cwd=ran).stdout)
    assert {c["id"] for c in found["clauses"]} == set(first["clauses"])
    for evidence in first["evidence"]:
        clause = next(c for c in found["clauses"] if c["id"] == evidence["clause"])
        assert clause["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_an_id_that_nobody_has_is_an_error(ran: Path):
    done = curation("show", "generate", "no-such-id", cwd=ran, check=False)
    assert done.returncode == 1
    assert "id-unknown" in done.stderr


@pytest.mark.slow
def test_two_runs_of_the_same_workspace_make_the_same_tables(ran: Path, tmp_path: Path):
    other = copy_of_the_bundled_workspace(tmp_path)
    subprocess.run(
        [sys.executable, "-m", "curation", "run", "route"],
        cwd=other, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1"}, timeout=300,
    )  # fmt: skip

    def digests(folder: Path) -> dict[str, dict[str, str]]:
        reports = sorted((folder / ".curation" / "steps").glob("*/*/report.json"))
        return {json.loads(r.read_text())["stage"]: json.loads(r.read_text())["digests"] for r in reports}

    assert digests(other) == digests(ran)


def test_changed_bytes_of_a_source_stop_everything_with_its_place(ran: Path, tmp_path: Path):
    folder = copy_of_the_bundled_workspace(tmp_path)
    document = folder / "raw" / "documents" / "model-use-policy.md"
    document.write_text(document.read_text() + "\nOne more line.\n")
    done = curation("run", "ingest", cwd=folder, check=False)
    assert done.returncode == 1
    assert "model-use-policy" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((folder / ".curation").rglob("*.parquet"))


def test_an_unknown_setting_names_its_path(ran: Path, tmp_path: Path):
    folder = copy_of_the_bundled_workspace(tmp_path)
    (folder / "curation.toml").write_text((folder / "curation.toml").read_text() + "\n[lint]\ncolour = 1\n")
    done = curation("run", cwd=folder, check=False)
    assert done.returncode == 1
    assert "lint.colour" in done.stderr


def test_a_changed_setting_makes_only_what_follows_stale(ran: Path, tmp_path: Path):
    folder = tmp_path / "copy"
    shutil.copytree(ran, folder)
    (folder / "curation.toml").write_text(
        (folder / "curation.toml").read_text() + "\n[lint]\noptions_max = 9\n"
    )
    steps = {s["step"]: s for s in json.loads(curation("status", "--json", cwd=folder).stdout)["steps"]}
    assert [s for s in steps if steps[s]["state"] == "fresh"] == ["ingest", "rules", "map", "generate"]
    assert steps["lint"]["why"] == ["settings"]


@pytest.mark.slow
def test_a_run_killed_at_any_moment_goes_on(tmp_path: Path, ran: Path):
    folder = copy_of_the_bundled_workspace(tmp_path)
    for seconds in (0.8, 1.6, 2.4):
        process = subprocess.Popen(
            [sys.executable, "-m", "curation", "run", "route"],
            cwd=folder,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for report in (folder / ".curation").glob("steps/*/*/report.json"):
            json.loads(report.read_text())
    curation("run", "route", cwd=folder)
    assert {s["state"] for s in json.loads(curation("status", "--json", cwd=folder).stdout)["steps"]} == {
        "fresh"
    }


def test_offline_refuses_a_connection(ran: Path):
    script = "from curation.cli.main import close_the_network; close_the_network(); import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "offline mode" in done.stderr


@pytest.mark.slow
def test_a_run_works_offline(ran: Path):
    curation("--offline", "run", "route", cwd=ran)
