"""The release commands as people type them, against a Hub on loopback: diff, publish, verify, withdraw, publish again, pull."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from curation import release

from hub_server import Fault, HubServer
from lazy_modules import need
from release_world import CANARY, settings, world

need("huggingface_hub", 'needs the "hub" extra')
pytestmark = pytest.mark.slow
REPO = "lab/toy-set"
SETTINGS = f"""
name = "a store room"

[[dataset]]
name = "toy-set"
kind = "question"
taxonomy = "lab-safety"
canary = "{CANARY}"
"""


class Desk:
    """A workspace with releases 1.0.0 and 1.1.0, and the commands run in it."""

    def __init__(self, place: Path, hub: HubServer) -> None:
        self.place, self.hub = place, hub
        (place / "curation.toml").write_text(SETTINGS)
        self.root = place / "releases"
        self.first = release.cut(world(6), "1.0.0", self.root, validate=False)
        self.second = release.cut(world(8, previous=self.first), "1.1.0", self.root, validate=False)

    def run(self, *arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        whole = {
            **os.environ, "HF_ENDPOINT": self.hub.url, "HF_TOKEN": "hf_test", "HF_HOME": str(self.place / "home"),
            "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_OFFLINE": "0", "NO_COLOR": "1", "COLUMNS": "200", **env,
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "curation", *arguments],
            cwd=cwd or self.place,
            env=whole,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def json(self, *arguments: str, code: int = 0, cwd: Path | None = None) -> dict:
        done = self.run(*arguments, "--json", cwd=cwd)
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def desk(tmp_path):
    with HubServer() as hub:
        yield Desk(tmp_path, hub)


def test_a_dataset_lives_on_the_hub_by_commands_alone(desk, tmp_path):
    changed = desk.json("release", "diff", str(desk.first), str(desk.second))
    assert (changed["asks_for"], changed["least_version"], changed["counts"]["added"]) == (
        "minor",
        "1.1.0",
        2,
    )

    for version in ("1.0.0", "1.1.0"):
        done = desk.json("release", "publish", "toy-set", version, "--to", REPO)
        assert (done["did"], done["tag"]) == ("published", f"v{version}")
    assert desk.json("release", "publish", "toy-set", "1.0.0", "--to", REPO)["did"] == "nothing"
    assert desk.json("release", "verify", f"{REPO}@1.0.0")["whole"]

    held = desk.json("release", "withdraw", "toy-set", "q-000004", "--reason", "two options are right")
    assert held["held_by"] == ["1.0.0", "1.1.0"]
    again = desk.run("release", "withdraw", "toy-set", "q-000004", "--reason", "so it is")
    assert (again.returncode, again.stdout) == (1, "")
    assert "withdraw-twice" in again.stderr

    out = release.withdrawals(desk.place, "toy-set")
    release.cut(world(8, previous=desk.second, withdrawals=out), "2.0.0", desk.root, validate=False)
    assert desk.json("release", "publish", "toy-set", "2.0.0", "--to", REPO)["errata"] == ["1.0.0", "1.1.0"]
    assert "q-000004" in (desk.first / "ERRATUM.md").read_text("utf-8")
    told = desk.json("release", "verify", str(desk.first))
    assert told["whole"]
    assert [w["id"] for w in told["withdrawn_since"]] == ["q-000004"]

    got = desk.json("release", "pull", f"{REPO}@v1.0.0", "--out", str(tmp_path / "pulled"))
    assert got["version"] == "1.0.0"
    assert "q-000004" in Path(got["erratum"]).read_text("utf-8")
    newest = desk.json("release", "pull", f"{REPO}@2.0.0", cwd=tmp_path)
    assert (newest["path"], newest["erratum"]) == ("toy-set/2.0.0", None)
    assert len(desk.hub.releases(REPO)) == 3


def test_what_fails_says_why_and_leaves_nothing_half_done(desk, tmp_path):
    missing = desk.run("release", "publish", "toy-set", "3.0.0", "--to", REPO)
    assert missing.returncode == 1
    assert "curation release cut toy-set 3.0.0" in missing.stderr
    desk.hub.faults = [Fault("POST .*/commit/")]
    failed = desk.run("release", "publish", "toy-set", "1.0.0", "--to", REPO)
    assert failed.returncode == 3
    assert desk.json("release", "publish", "toy-set", "1.0.0", "--to", REPO)["did"] == "published"
    unknown = desk.run("release", "pull", f"{REPO}@9.9.9", "--out", str(tmp_path / "x"))
    assert unknown.returncode == 1
    assert "v1.0.0" in unknown.stderr
    assert not (tmp_path / "x").exists()
    gone = desk.run("release", "pull", f"{REPO}@1.0.0", "--out", "y", HF_ENDPOINT="http://127.0.0.1:9")
    assert gone.returncode == 3
    assert desk.run("release", "verify", "nowhere").returncode == 1


def test_a_damaged_release_is_listed_in_json_and_in_words(desk):
    path = desk.first / "items" / "test-00000-of-00001.parquet"
    path.write_bytes(path.read_bytes().replace(b"shelf 3 hold", b"shelf 8 hold"))
    found = desk.json("release", "verify", str(desk.first), code=1)
    assert not found["whole"]
    assert any("q-000003" in issue["message"] for issue in found["issues"])
    said = desk.run("release", "verify", str(desk.first))
    assert said.returncode == 1
    assert "row 4" in said.stdout


def test_a_private_half_stays_at_home_when_the_release_travels(desk, tmp_path):
    halves = settings(splits={"test": 0.5, "heldout": 0.5}, private=["heldout"])
    release.cut(world(16, dataset=halves, previous=desk.second), "2.0.0", desk.root, validate=False)
    part = desk.place / "private" / "toy-set" / "2.0.0"
    assert release.verify(part) == []
    told = desk.run("release", "verify", str(part))
    assert told.returncode == 0 and "no differences" in told.stdout

    desk.json("release", "publish", "toy-set", "2.0.0", "--to", REPO)
    there = desk.hub.repos[REPO].at("v2.0.0").files
    hidden = next(part.glob("private/*.parquet")).read_bytes()
    assert not any("heldout-" in name or "private/" in name for name in there)
    assert hidden not in there.values()

    shown = desk.run("release", "pull", f"{REPO}@2.0.0", "--out", str(tmp_path / "pulled"))
    assert "not among these files: private, not published, pinned in release.json: heldout" in shown.stderr
    body = json.loads((tmp_path / "pulled" / "release.json").read_text("utf-8"))
    assert body["private"]["files"] == release.manifest.files(part)
