"""The Hub port against a Hub on loopback, with a client in a process of its own: commits, tags, faults."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("huggingface_hub", reason='needs the "hub" extra')

from curation import release

from hub_server import Fault, HubServer
from release_world import world

pytestmark = pytest.mark.slow
REPO = "lab/toy-set"
CLIENT = """
import json, os, sys
from pathlib import Path
from curation import release
from curation.services.hub import HuggingFaceHub
from curation.core.errors import CurationError
url, *steps = json.loads(sys.argv[1])
hub = HuggingFaceHub(endpoint=url, token="hf_test", gated=os.environ.get("RELEASE_TEST_GATED", ""))
said = []
for step, *given in steps:
    try:
        if step == "publish":
            done = release.publish(Path(given[0]), given[1], hub)
            said.append({"ok": True, "did": done.did, "commit": done.commit})
        elif step == "pull":
            said.append({"ok": True, "path": str(release.pull(given[0], Path(given[1]), hub))})
        elif step == "commit":
            said.append({"ok": True, "oid": hub.commit(given[0], Path(given[1]), "m", given[2])})
        elif step == "tag":
            hub.tag(*given)
            said.append({"ok": True})
        elif step == "head":
            said.append({"ok": True, "head": hub.head(given[0]), "tags": hub.tags(given[0])})
    except CurationError as error:
        said.append({"ok": False, "kind": type(error).__name__, "message": str(error)})
print(json.dumps(said))
"""


def client(hub: HubServer | str, *steps: list, **env: str) -> list[dict]:
    url = hub if isinstance(hub, str) else hub.url
    home = Path(os.environ["RELEASE_TEST_HOME"])
    environment = {
        **os.environ, "HF_ENDPOINT": url, "HF_HOME": str(home), "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_OFFLINE": "0", "PYTHONPATH": str(Path(__file__).parents[2]), **env,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", CLIENT, json.dumps([url, *steps])],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def hub(tmp_path, monkeypatch):
    monkeypatch.setenv("RELEASE_TEST_HOME", str(tmp_path / "home"))
    with HubServer() as server:
        yield server


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """Releases 1.0.0 and 1.1.0."""
    root = tmp_path_factory.mktemp("releases")
    first = release.cut(world(6), "1.0.0", root, validate=False)
    second = release.cut(world(8, previous=first), "1.1.0", root, validate=False)
    return first, second


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def held(hub: HubServer, commit: str) -> dict[str, bytes]:
    found = hub.repos[REPO].at(commit)
    return {n: d for n, d in found.files.items() if n != ".gitattributes"}


def test_publishing_makes_one_commit_of_exactly_the_folder_and_one_tag_and_may_be_repeated(hub, cut):
    first, second = client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[0]), REPO])
    assert (first["did"], second["did"]) == ("published", "nothing")
    assert len(hub.releases(REPO)) == 1
    assert hub.repos[REPO].tags == {"v1.0.0": first["commit"]}
    assert held(hub, "v1.0.0") == files(cut[0])


def test_the_next_version_leaves_exactly_its_own_files_and_the_old_tag_where_it_was(hub, cut):
    first, second = client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    assert hub.repos[REPO].tags == {"v1.0.0": first["commit"], "v1.1.0": second["commit"]}
    assert held(hub, "main") == files(cut[1])
    assert held(hub, "v1.0.0") == files(cut[0])


def test_a_tag_that_holds_something_else_is_refused_and_not_moved(hub, cut, tmp_path):
    other = tmp_path / "1.0.0"
    client(hub, ["publish", str(cut[0]), REPO])
    before = dict(hub.repos[REPO].tags)
    forged = release.cut(world(7), "1.0.0", tmp_path / "forged", validate=False)
    shutil.copytree(forged, other)
    (said,) = client(hub, ["publish", str(other), REPO])
    assert (said["ok"], said["kind"]) == (False, "InputError")
    assert "publish-differs" in said["message"]
    assert hub.repos[REPO].tags == before
    assert len(hub.releases(REPO)) == 1


def test_a_damaged_release_is_not_published(hub, cut, tmp_path):
    broken = tmp_path / "1.0.0"
    shutil.copytree(cut[0], broken)
    (broken / "README.md").write_text("other words")
    (said,) = client(hub, ["publish", str(broken), REPO])
    assert "README.md: error[file-changed]" in said["message"]
    assert hub.repos == {}


def test_an_older_version_is_not_published_over_a_newer_one(hub, cut):
    _, said = client(hub, ["publish", str(cut[1]), REPO], ["publish", str(cut[0]), REPO])
    assert "publish-old" in said["message"]
    assert set(hub.repos[REPO].tags) == {"v1.1.0"}


# Every endpoint that publishing calls, in the order of the first call; found in the server's log.
ENDPOINTS = (
    r"POST /api/repos/create", r"GET /api/datasets/[^/]+/[^/]+$", r"POST /api/validate-yaml", r"POST .*/preupload/",
    r"POST .*/objects/batch", r"PUT /lfs/", r"POST /lfs/.*/verify", r"POST .*/commit/", r"POST .*/tag/", r"GET .*/refs",
    r"GET .*/tree/", r"(GET|HEAD) .*/resolve/", r"(GET|HEAD) /blob/",
)  # fmt: skip


@pytest.mark.parametrize("after", [False, True], ids=["failed", "answer lost"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_whatever_endpoint_fails_once_a_second_run_ends_with_one_commit_and_one_right_tag(
    hub, cut, endpoint, after
):
    hub.faults.append(Fault(endpoint, after=after))
    first, second = client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[0]), REPO])
    assert hub.faults[0].times == 0, f"{endpoint} was never called"
    assert first["ok"] or first["kind"] == "ServiceError", first
    assert second["ok"], second
    assert len(hub.releases(REPO)) == 1
    assert hub.repos[REPO].tags == {"v1.0.0": hub.repos[REPO].head().oid}
    assert held(hub, "v1.0.0") == files(cut[0])


def test_the_faults_are_tried_at_every_endpoint_that_publishing_calls(hub, cut):
    import re

    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[0]), REPO])
    ours = [
        line for line in hub.log if re.search(r" (/api/(datasets|repos|validate)|/datasets|/lfs|/blob)", line)
    ]
    untried = {line for line in ours if not any(re.search(e, line) for e in ENDPOINTS)}
    assert untried == set()


def test_a_head_that_moved_meanwhile_is_a_service_error_and_changes_nothing(hub, cut, tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("a")
    (made,) = client(hub, ["commit", REPO, str(tmp_path / "files"), None])
    (tmp_path / "files" / "b.txt").write_text("b")
    stale = hub.repos[REPO].commits[0].oid
    (said,) = client(hub, ["commit", REPO, str(tmp_path / "files"), stale])
    assert (said["ok"], said["kind"]) == (False, "ServiceError")
    assert hub.repos[REPO].head().oid == made["oid"]


def test_a_tag_is_never_moved(hub, tmp_path):
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.txt").write_text("a")
    (one,) = client(hub, ["commit", REPO, str(tmp_path / "f"), None])
    first = hub.repos[REPO].commits[0].oid
    same, moved = client(hub, ["tag", REPO, "v1", one["oid"]], ["tag", REPO, "v1", first])
    assert same["ok"]
    assert moved["kind"] == "StateError"
    assert hub.repos[REPO].tags == {"v1": one["oid"]}


def test_an_absent_repository_has_no_head_and_no_tags(hub):
    assert client(hub, ["head", "lab/nothing"]) == [{"ok": True, "head": None, "tags": {}}]


def test_pulling_gives_exactly_the_version_asked_for_verified(hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    old, new = client(
        hub,
        ["pull", f"{REPO}@1.0.0", str(tmp_path / "old")],
        ["pull", f"{REPO}@v1.1.0", str(tmp_path / "new")],
    )
    assert old["ok"] and new["ok"]
    assert files(tmp_path / "old") == files(cut[0])
    assert files(tmp_path / "new") == files(cut[1])


def test_an_unknown_version_is_an_error_that_names_the_known_ones(hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO])
    (said,) = client(hub, ["pull", f"{REPO}@9.9.9", str(tmp_path / "x")])
    assert "there are: v1.0.0" in said["message"]
    assert not (tmp_path / "x").exists()


def test_a_moved_tag_is_noticed_when_pulling(hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    hub.repos[REPO].tags["v1.0.0"] = hub.repos[REPO].tags["v1.1.0"]
    (said,) = client(hub, ["pull", f"{REPO}@1.0.0", str(tmp_path / "x")])
    assert "holds version 1.1.0, not 1.0.0" in said["message"]
    assert not (tmp_path / "x").exists()


def test_a_file_changed_on_the_hub_is_noticed_when_pulling(hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO])
    commit = hub.repos[REPO].at("v1.0.0")
    commit.files["audit.json"] += b" "
    (said,) = client(hub, ["pull", f"{REPO}@1.0.0", str(tmp_path / "x")])
    assert "audit.json: error[file-changed]" in said["message"]
    assert not (tmp_path / "x").exists()


def test_without_the_hub_a_version_pulled_before_is_given_and_another_one_is_an_error(hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    client(hub, ["pull", f"{REPO}@1.0.0", str(tmp_path / "here")])
    gone = "http://127.0.0.1:9"
    here, other, absent = client(
        gone,
        ["pull", f"{REPO}@1.0.0", str(tmp_path / "here")],
        ["pull", f"{REPO}@1.1.0", str(tmp_path / "here")],
        ["pull", f"{REPO}@1.1.0", str(tmp_path / "absent")],
    )
    assert here["ok"]
    assert "holds version 1.0.0, not 1.1.0" in other["message"]
    assert absent["kind"] == "ServiceError"
    assert not (tmp_path / "absent").exists()


def test_a_gated_dataset_asks_for_consent_before_its_first_file(hub, cut):
    [done] = client(hub, ("publish", str(cut[0]), REPO), RELEASE_TEST_GATED="manual")
    assert done["ok"], done
    assert hub.repos[REPO].gated == "manual"
    order = [line for line in hub.log if "/settings" in line or "/commit/" in line]
    assert "/settings" in order[0]
