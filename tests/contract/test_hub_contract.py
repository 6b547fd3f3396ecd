"""The Hub port against a Hub on loopback, with a client in a process of its own: commits, tags, faults."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
from pathlib import Path

import pytest
from curation import release
from hub_client import Clients, alone

from hub_server import Fault, HubServer
from lazy_modules import need
from release_world import world

need("huggingface_hub", 'needs the "hub" extra')
pytestmark = pytest.mark.slow
REPO = "lab/toy-set"


@pytest.fixture(scope="module")
def clients():
    """The process that the clients of this module are forked from."""
    forking = Clients()
    yield forking
    forking.close()


@pytest.fixture
def client(clients):
    """Does steps in a client of its own and gives what it says of each."""
    clients.forget()

    def act(hub, *steps, **env):
        return clients.start(hub if isinstance(hub, str) else hub.url, *steps, **env).said()

    return act


@pytest.fixture
def hub():
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


def test_publishing_makes_one_commit_of_exactly_the_folder_and_one_tag_and_may_be_repeated(client, hub, cut):
    first, second = client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[0]), REPO])
    assert (first["did"], second["did"]) == ("published", "nothing")
    assert len(hub.releases(REPO)) == 1
    assert hub.repos[REPO].tags == {"v1.0.0": first["commit"]}
    assert held(hub, "v1.0.0") == files(cut[0])


def test_the_next_version_leaves_exactly_its_own_files_and_the_old_tag_where_it_was(client, hub, cut):
    first, second = client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    assert hub.repos[REPO].tags == {"v1.0.0": first["commit"], "v1.1.0": second["commit"]}
    assert held(hub, "main") == files(cut[1])
    assert held(hub, "v1.0.0") == files(cut[0])


def test_a_tag_that_holds_something_else_is_refused_and_not_moved(client, hub, cut, tmp_path):
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


def test_a_damaged_release_is_not_published(client, hub, cut, tmp_path):
    broken = tmp_path / "1.0.0"
    shutil.copytree(cut[0], broken)
    (broken / "README.md").write_text("other words")
    (said,) = client(hub, ["publish", str(broken), REPO])
    assert "README.md: error[file-changed]" in said["message"]
    assert hub.repos == {}


def test_an_older_version_is_not_published_over_a_newer_one(client, hub, cut):
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
    client, hub, cut, endpoint, after
):
    hub.faults.append(Fault(endpoint, after=after))
    first, second = client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[0]), REPO])
    assert hub.faults[0].times == 0, f"{endpoint} was never called"
    assert first["ok"] or first["kind"] == "ServiceError", first
    assert second["ok"], second
    assert len(hub.releases(REPO)) == 1
    assert hub.repos[REPO].tags == {"v1.0.0": hub.repos[REPO].head().oid}
    assert held(hub, "v1.0.0") == files(cut[0])


def test_the_faults_are_tried_at_every_endpoint_that_publishing_calls(client, hub, cut):
    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[0]), REPO])
    ours = [
        line for line in hub.log if re.search(r" (/api/(datasets|repos|validate)|/datasets|/lfs|/blob)", line)
    ]
    untried = {line for line in ours if not any(re.search(e, line) for e in ENDPOINTS)}
    assert untried == set()


def test_a_head_that_moved_meanwhile_is_a_service_error_and_changes_nothing(client, hub, cut, tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("a")
    (made,) = client(hub, ["commit", REPO, str(tmp_path / "files"), None])
    (tmp_path / "files" / "b.txt").write_text("b")
    stale = hub.repos[REPO].commits[0].oid
    (said,) = client(hub, ["commit", REPO, str(tmp_path / "files"), stale])
    assert (said["ok"], said["kind"]) == (False, "HeadMoved")
    assert "somebody else changed it meanwhile; run the same command again" in said["message"]
    assert "412" not in said["message"]
    assert hub.repos[REPO].head().oid == made["oid"]


def test_nothing_asks_for_the_chunk_store_though_its_client_is_installed(hub, cut, tmp_path):
    pytest.importorskip("hf_xet")
    steps = (["publish", str(cut[0]), REPO], ["pull", f"{REPO}@1.0.0", str(tmp_path / "pulled")])
    published, pulled = alone(hub.url, *steps, home=tmp_path / "home")
    assert published["ok"] and pulled["ok"]
    assert [line for line in hub.log if "xet" in line] == []


def test_two_publishers_at_once_end_with_one_commit_and_one_tag_and_both_are_told_so(clients, hub, cut):
    both = [clients.start(hub.url, ["publish", str(cut[0]), REPO]) for _ in range(2)]
    found = [running.said()[0] for running in both]
    assert all(f["ok"] for f in found), found
    assert len(hub.releases(REPO)) == 1
    assert hub.repos[REPO].tags == {"v1.0.0": hub.repos[REPO].head().oid}


def test_a_publisher_who_finds_the_head_moved_reads_it_again(client, hub, cut):
    """Somebody commits the same files between our reading of the head and our commit."""

    def intrude(number, line):
        if "/commit/" in line and len(hub.releases(REPO)) == 0:
            hub.repos[REPO].add("somebody else", {"README.md": b"theirs"})

    hub.before = intrude
    (said,) = client(hub, ["publish", str(cut[0]), REPO])
    assert said["ok"], said
    assert [c.message for c in hub.releases(REPO)] == ["somebody else", "toy-set 1.0.0"]
    assert held(hub, "v1.0.0") == files(cut[0])


def test_a_first_publish_that_fails_says_that_the_repository_is_empty_and_what_to_do(client, hub, cut):
    hub.faults.append(Fault("POST .*/preupload/", times=50))
    (said,) = client(hub, ["publish", str(cut[0]), REPO])
    assert said["kind"] == "ServiceError"
    assert "was made and may still be empty: run the same command again, which fills it" in said["message"]
    hub.faults.clear()
    (pulled,) = client(hub, ["pull", f"{REPO}@1.0.0", "nowhere"])
    assert "it holds no release (none was published, or publishing did not finish)" in pulled["message"]


EVERY_REQUEST = os.environ.get("CURATION_KILL_AT_EVERY_REQUEST") == "1"
SAMPLE = 8


def kill_points(requests: int) -> list[int]:
    """The numbers of the requests to kill at: all of them if asked for, else the first, the last and some drawn by a fixed seed."""
    every = range(1, requests + 1)
    if EVERY_REQUEST or requests <= SAMPLE:
        return list(every)
    return sorted({1, requests, *random.Random(14).sample(every, SAMPLE - 2)})


def test_killed_at_a_request_a_second_run_ends_with_one_commit_and_one_tag(clients, client, cut, tmp_path):
    """Odd requests are killed before they take effect, even ones after it and before the answer.

    `CURATION_KILL_AT_EVERY_REQUEST=1` tries every request of a publication.
    """
    with HubServer() as server:
        client(server, ["publish", str(cut[0]), REPO])
        points = kill_points(len(server.log))
    for number in points:
        clients.forget()
        pid = tmp_path / f"pid-{number}"
        with HubServer() as server:

            def kill(n, line, number=number, pid=pid):
                if n == number:
                    os.kill(int(pid.read_text()), signal.SIGKILL)

            setattr(server, "before" if number % 2 else "after", kill)
            killed = clients.start(server.url, ["publish", str(cut[0]), REPO], RELEASE_TEST_PID=str(pid))
            assert killed.wait() == -signal.SIGKILL, (number, killed.out.read_text())
            (again,) = client(server, ["publish", str(cut[0]), REPO])
            assert again["ok"], (number, again)
            assert len(server.releases(REPO)) == 1, number
            assert server.repos[REPO].tags == {"v1.0.0": server.repos[REPO].head().oid}, number
            assert held(server, "v1.0.0") == files(cut[0]), number


def test_a_signature_made_before_publishing_is_in_the_commit_and_one_made_after_it_stands_beside_the_tag(
    client, hub, cut, tmp_path
):
    pytest.importorskip("minisign", reason='needs the "signing" extra')
    folder = shutil.copytree(cut[0], tmp_path / "1.0.0")
    old, new = (release.signing.new_key(tmp_path / name) for name in ("old", "new"))
    (first,) = client(hub, ["publish", str(folder), REPO])
    assert first["did"] == "published"
    release.signing.sign(folder, tmp_path / "old")
    late, again = client(hub, ["publish", str(folder), REPO], ["publish", str(folder), REPO])
    assert (late["did"], again["did"]) == ("signed", "nothing")
    release.signing.sign(folder, tmp_path / "new")  # another key: the newer signature takes the place
    (other,) = client(hub, ["publish", str(folder), REPO])
    assert other["did"] == "signed"
    assert len(hub.releases(REPO)) == 1
    assert hub.repos[REPO].tags == {"v1.0.0": first["commit"]}
    good, bad = client(
        hub,
        ["pull", f"{REPO}@1.0.0", str(tmp_path / "good"), [new]],
        ["pull", f"{REPO}@1.0.0", str(tmp_path / "bad"), [old]],
    )
    assert good["ok"], good
    assert "signature-wrong" in bad["message"]
    assert not (tmp_path / "bad").exists()
    second = shutil.copytree(cut[1], tmp_path / "1.1.0")
    release.signing.sign(second, tmp_path / "new")
    said, pulled = client(
        hub, ["publish", str(second), REPO], ["pull", f"{REPO}@1.1.0", str(tmp_path / "x"), [new]]
    )
    assert (said["did"], pulled["ok"]) == ("published", True)
    assert "release.json.minisig" in held(hub, "v1.1.0")


def test_a_tag_is_never_moved(client, hub, tmp_path):
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.txt").write_text("a")
    (one,) = client(hub, ["commit", REPO, str(tmp_path / "f"), None])
    first = hub.repos[REPO].commits[0].oid
    same, moved = client(hub, ["tag", REPO, "v1", one["oid"]], ["tag", REPO, "v1", first])
    assert same["ok"]
    assert moved["kind"] == "StateError"
    assert hub.repos[REPO].tags == {"v1": one["oid"]}


def test_an_absent_repository_has_no_head_and_no_tags(client, hub):
    assert client(hub, ["head", "lab/nothing"]) == [{"ok": True, "head": None, "tags": {}}]


def test_pulling_gives_exactly_the_version_asked_for_verified(client, hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    old, new = client(
        hub,
        ["pull", f"{REPO}@1.0.0", str(tmp_path / "old")],
        ["pull", f"{REPO}@v1.1.0", str(tmp_path / "new")],
    )
    assert old["ok"] and new["ok"]
    assert files(tmp_path / "old") == files(cut[0])
    assert files(tmp_path / "new") == files(cut[1])


def test_an_unknown_version_is_an_error_that_names_the_known_ones(client, hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO])
    (said,) = client(hub, ["pull", f"{REPO}@9.9.9", str(tmp_path / "x")])
    assert "there are: v1.0.0" in said["message"]
    assert not (tmp_path / "x").exists()


def test_a_moved_tag_is_noticed_when_pulling(client, hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO], ["publish", str(cut[1]), REPO])
    hub.repos[REPO].tags["v1.0.0"] = hub.repos[REPO].tags["v1.1.0"]
    (said,) = client(hub, ["pull", f"{REPO}@1.0.0", str(tmp_path / "x")])
    assert "holds version 1.1.0, not 1.0.0" in said["message"]
    assert not (tmp_path / "x").exists()


def test_a_file_changed_on_the_hub_is_noticed_when_pulling(client, hub, cut, tmp_path):
    client(hub, ["publish", str(cut[0]), REPO])
    commit = hub.repos[REPO].at("v1.0.0")
    commit.files["audit.json"] += b" "
    (said,) = client(hub, ["pull", f"{REPO}@1.0.0", str(tmp_path / "x")])
    assert "audit.json: error[file-changed]" in said["message"]
    assert not (tmp_path / "x").exists()


def test_without_the_hub_a_version_pulled_before_is_given_and_another_one_is_an_error(
    client, hub, cut, tmp_path
):
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


def test_a_gated_dataset_asks_for_consent_before_its_first_file(client, hub, cut):
    [done] = client(hub, ("publish", str(cut[0]), REPO), RELEASE_TEST_GATED="manual")
    assert done["ok"], done
    assert hub.repos[REPO].gated == "manual"
    order = [line for line in hub.log if "/settings" in line or "/commit/" in line]
    assert "/settings" in order[0]
