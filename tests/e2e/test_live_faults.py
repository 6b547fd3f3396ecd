"""Whatever dies, drops out or is changed by hand: afterwards every judgement is there once, and one task an item."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter

import httpx
import pytest
from curation import taxonomy
from curation.core.errors import ServiceError, StateError
from curation.review.board import layout, pull, push
from curation.review.judgements import batches
from curation.services import label_studio_server
from curation.services.label_studio import LabelStudio

import live_label_studio as live
from review_world import item, prompt, result

pytestmark = [pytest.mark.server, pytest.mark.slow]
TREE = taxonomy.load("lab-safety")
SCREEN = layout.build("prompt", TREE)
PASSWORD = "a-long-Pass-phrase-1"


def paths(code):
    return [c.code for c in TREE.path(code)]


class Desk:
    """A workspace with one frozen batch, and a server that may be somewhere else the next time."""

    def __init__(self, folder, server, n):
        self.folder, self.server = folder, server
        self.name = f"b-{uuid.uuid4().hex[:8]}"
        (folder / "curation.toml").write_text('name = "t"\n', "utf-8")
        made = [item(prompt(k), self.name) for k in range(1, n + 1)]
        self.head = batches.freeze(folder, self.name, made, SCREEN, TREE.id)
        self.items = batches.items(folder, self.name)
        self.names = {}

    def board(self, url=None, token=None):
        return LabelStudio(url or self.server.url, token or self.server.token)

    def push(self, **at):
        return push.push(self.board(**at), self.head, self.items, SCREEN, paths)

    def project(self):
        return self.board().find_project(self.head.marker)

    def pull(self, **at):
        board = self.board(**at)
        with batches.talking(self.folder, self.name):
            found = pull.pull(
                board, board.find_project(self.head.marker), self.head, self.items,
                batches.log(self.folder, self.name), lambda who: self.names.setdefault(who, f"r-{who[:3]}"),
                {"duplicate": "duplicate"}, {c.code: c.code for c in TREE.leaves()},
            )  # fmt: skip
            batches.record(self.folder, self.name, found.new)
        return found

    def tasks(self):
        return self.board().tasks(self.project())

    def judge(self, of, token, verdict="accept", board=None):
        task = self.tasks()[of.id][0].partition("@")[0]
        answer = httpx.post(
            f"{self.server.url}/api/tasks/{task}/annotations/", headers={"Authorization": f"Token {token}"},
            json={"result": result(of, verdict), "lead_time": 2.0}, trust_env=False, timeout=60,
        )  # fmt: skip
        answer.raise_for_status()
        return answer.json()["id"]

    def judge_all(self, token, who):
        tasks = self.tasks()
        live.answer(self.server, token, self.project(), {tasks[i.id][0]: result(i) for i in self.items}, who)

    def command(self, *words):
        secret = {"LABEL_STUDIO_URL": self.server.url, "LABEL_STUDIO_API_KEY": self.server.token}
        return subprocess.Popen(
            [sys.executable, "-m", "curation", "review", *words, "-w", str(self.folder)],
            env=os.environ | secret, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def once(self):
        """One task an item, and at most one active judgement of a person on an item."""
        found = self.tasks()
        assert {i.id for i in self.items} == set(found)
        assert {len(copies) for copies in found.values()} == {1}
        return self.active()

    def active(self):
        now = [j for j in batches.judgements(self.folder, self.name) if j.status == "active"]
        assert set(Counter((j.item, j.reviewer) for j in now).values()) <= {1}
        log = batches.log(self.folder, self.name)
        assert len({j.id for j in log}) == len(log)
        return now


@pytest.fixture(scope="module")
def ann(label_studio):
    return live.join(label_studio, f"ann-{uuid.uuid4().hex[:6]}@example.com", PASSWORD)


@pytest.fixture(scope="module")
def bob(label_studio):
    return live.join(label_studio, f"bob-{uuid.uuid4().hex[:6]}@example.com", PASSWORD)


def test_a_client_killed_in_push_leaves_one_task_an_item_after_the_next(label_studio, tmp_path):
    desk = Desk(tmp_path, label_studio, 1000)
    for least in (1, 400):
        going = desk.command("push", "--batch", desk.name)
        end = time.monotonic() + 60
        while going.poll() is None and time.monotonic() < end:
            if (project := desk.project()) and len(desk.board().tasks(project)) >= least:
                break
        os.killpg(going.pid, signal.SIGKILL)
        going.wait()
    assert desk.push().foreign == ()
    assert desk.once() == []


def test_a_client_killed_in_pull_brings_every_judgement_once_in_the_end(label_studio, ann, bob, tmp_path):
    desk = Desk(tmp_path, label_studio, 400)
    desk.push()
    for who, token in (("ann", ann), ("bob", bob)):
        desk.judge_all(token, who)
    log = batches.folder(tmp_path, desk.name) / "judgements.jsonl"
    for delay in (0.0, 0.02, 0.3):
        going = desk.command("pull", "--batch", desk.name)
        lock = tmp_path / ".curation" / "locks" / f"review-{desk.name}.lock"
        while going.poll() is None and not lock.exists():
            time.sleep(0.01)
        time.sleep(delay)
        os.killpg(going.pid, signal.SIGKILL)
        going.wait()
        # A torn line, as a kill in the middle of the write would leave it.
        with log.open("ab") as file:
            file.write(b'{"id": "j-to')
    done = desk.command("pull", "--batch", desk.name)
    told = done.communicate(timeout=120)[0].decode()
    assert done.returncode == 0 and label_studio.token not in told
    assert len(desk.once()) == 800
    assert "@example.com" not in log.read_text()


def test_two_pulls_and_two_pushes_at_once(label_studio, ann, tmp_path):
    desk = Desk(tmp_path, label_studio, 300)
    for at_once in (["push"] * 2, ["pull"] * 3):
        if at_once[0] == "pull":
            desk.judge_all(ann, "ann")
        running = [desk.command(word, "--batch", desk.name) for word in at_once]
        assert [p.wait(120) for p in running] == [0] * len(running)
    assert len(desk.once()) == 300
    assert len(batches.log(tmp_path, desk.name)) == 300


class Wire:
    """A way to the server that is cut after so many bytes of what it answers or is sent, for good or for once."""

    def __init__(self, url, cut_up=None, cut_down=None, times=1):
        self.target = ("127.0.0.1", int(url.rpartition(":")[2]))
        self.limits, self.times = {"up": cut_up, "down": cut_down}, times
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(self.target)
            for one, other, way in ((client, server, "up"), (server, client, "down")):
                threading.Thread(target=self._carry, args=(one, other, way), daemon=True).start()

    def _carry(self, one, other, way):
        carried = 0
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                carried += len(data)
                limit = self.limits[way]
                if limit is not None and self.times > 0 and carried > limit:
                    self.times -= 1
                    break
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.listener.close()


def test_watching_the_status_shows_what_people_have_done_meanwhile(label_studio, ann, tmp_path):
    desk = Desk(tmp_path, label_studio, 4)
    desk.push()
    watching = desk.command("status", "--watch", "1", "--json")
    try:
        first = json.loads(watching.stdout.readline())[0]
        desk.judge(desk.items[0], ann)
        seen = [json.loads(watching.stdout.readline())[0] for _ in range(3)]
    finally:
        os.killpg(watching.pid, signal.SIGKILL)
        watching.wait()
    assert (first["judgements"], first["waiting"], first["people"]) == (0, 4, [])
    assert seen[-1]["judgements"] == 1 and seen[-1]["people"][0]["pace"] == 2.0
    assert seen[-1]["seconds_left"] == 14.0  # 8 judgements planned, 7 to come at 2 s


@pytest.mark.parametrize("cut", [{"cut_up": 200_000}, {"cut_down": 3_000}, {"cut_up": 60_000, "times": 99}])
def test_a_network_cut_in_push_loses_and_doubles_nothing(label_studio, tmp_path, cut):
    desk = Desk(tmp_path, label_studio, 600)
    wire = Wire(label_studio.url, **cut)
    before = wire.times
    with contextlib.suppress(ServiceError):
        desk.push(url=wire.url)
    assert wire.times < before
    wire.close()
    desk.push()
    assert desk.once() == []


def test_a_network_cut_in_pull_is_an_error_or_made_good_and_never_half_a_truth(label_studio, ann, tmp_path):
    desk = Desk(tmp_path, label_studio, 200)
    desk.push()
    desk.judge_all(ann, "ann")
    short = Wire(label_studio.url, cut_down=150_000, times=1)
    desk.pull(url=short.url)
    assert short.times == 0
    assert len(desk.active()) == 200  # the listing was asked for again
    gone = Wire(label_studio.url, cut_down=100, times=10**6)
    with pytest.raises(ServiceError):
        desk.pull(url=gone.url)
    for wire in (short, gone):
        wire.close()
    desk.pull()
    assert len(desk.once()) == 200


def test_a_token_that_was_revoked_is_one_line_and_a_new_one_goes_on(label_studio, tmp_path):
    email = f"kim-{uuid.uuid4().hex[:6]}@example.com"
    token = live.join(label_studio, email, PASSWORD)
    desk = Desk(tmp_path, label_studio, 5)
    desk.push(token=token)
    desk.judge(desk.items[0], token)
    fresh = httpx.post(
        f"{label_studio.url}/api/current-user/reset-token/", headers={"Authorization": f"Token {token}"}, trust_env=False
    ).json()["token"]  # fmt: skip
    for act in (desk.push, desk.pull):
        with pytest.raises(ServiceError) as caught:
            act(token=token)
        assert token not in str(caught.value) and "refused the token" in str(caught.value)
    desk.pull(token=fresh)
    assert len(desk.once()) == 1


def test_a_personal_token_is_renewed_when_it_runs_out_and_refused_when_revoked(label_studio, tmp_path):
    desk = Desk(tmp_path, label_studio, 3)
    secret = live.personal_token(label_studio, f"pat-{uuid.uuid4().hex[:6]}@example.com", PASSWORD)
    board = desk.board(token=secret)
    push.push(board, desk.head, desk.items, SCREEN, paths)
    board._access = board._access[:-6] + "AAAAAA"  # as after its five minutes: the server takes it no more
    assert len(board.tasks(desk.project())) == 3
    with pytest.raises(ServiceError, match="refused the token"):
        desk.board(token=secret[:-6] + "AAAAAA").find_project("x")


def test_what_people_do_by_hand_on_the_server(label_studio, ann, bob, tmp_path):
    desk = Desk(tmp_path, label_studio, 6)
    desk.push()
    one, two, three, four = desk.items[:4]
    kept = desk.judge(one, ann)
    withdrawn = desk.judge(two, ann)
    desk.judge(three, ann)
    desk.pull()
    call = httpx.Client(
        base_url=label_studio.url, headers={"Authorization": f"Token {ann}"}, trust_env=False, timeout=60
    )
    # An annotation is deleted, another one's task too; a judgement is changed by its maker, one by somebody else.
    call.delete(f"/api/annotations/{withdrawn}/").raise_for_status()
    call.delete(f"/api/tasks/{desk.tasks()[three.id][0].partition('@')[0]}/").raise_for_status()
    call.patch(f"/api/annotations/{kept}/", json={"result": result(one, "unsure")}).raise_for_status()
    theirs = desk.judge(four, bob)
    desk.pull()
    call.patch(f"/api/annotations/{theirs}/", json={"result": result(four, "reject", reasons="duplicate")})
    told = [i.code for i in desk.pull().issues]
    assert told == ["annotation-edited"]
    found = {(j.item, j.verdict): j.status for j in batches.judgements(tmp_path, desk.name)}
    assert found == {
        (one.id, "accept"): "superseded", (one.id, "unsure"): "active", (two.id, "accept"): "deleted",
        (three.id, "accept"): "active", (four.id, "accept"): "active", (four.id, "reject"): "invalid",
    }  # fmt: skip
    # The task is brought back; judged again by the same person, it counts once.
    assert desk.push().added == 1
    desk.judge(three, ann)
    desk.pull()
    assert sorted(j.item for j in desk.once()) == sorted([one.id, three.id, four.id])


def test_status_and_push_tell_what_the_board_believes_otherwise_and_reconcile_mends_it(
    label_studio, ann, bob, tmp_path
):
    desk = Desk(tmp_path, label_studio, 4)
    desk.push()
    one, two, three, _ = desk.items

    def told(*words):
        done = desk.command(*words, "--json")
        lines = done.communicate(timeout=120)[0].decode().splitlines()
        assert done.returncode == 0, lines
        return json.loads(lines[-1])

    def differs(found):
        return sorted((m["sort"], m["item"], m["cure"]) for m in found)

    call = httpx.Client(
        base_url=label_studio.url, headers={"Authorization": f"Token {ann}"}, trust_env=False, timeout=60
    )
    # One is judged by both; of the second one judgement is of another wording, so the server is done with it; the third is
    # skipped by its button; the fourth is judged by both and one takes it back.
    for token in (ann, bob):
        desk.judge(one, token)
    desk.judge(two, ann)
    other = [p if p["from_name"] != "seen_rev" else p | {"value": {"text": ["0000"]}} for p in result(two)]
    task = {i.id: desk.tasks()[i.id][0].partition("@")[0] for i in desk.items}
    path = "/api/tasks/{}/annotations/"
    headers = {"Authorization": f"Token {bob}"}
    call.post(path.format(task[two.id]), json={"result": other}, headers=headers).raise_for_status()
    call.post(path.format(task[three.id]), json={"result": [], "was_cancelled": True}).raise_for_status()
    assert differs(told("status")[0]["differs"]) == sorted(
        ("not-pulled", i.id, "pull") for i in (one, two, three)
    )
    told("pull")
    seen = [("blocked", two.id, "requeue"), ("skipped", three.id, "reassign"), ("stale", two.id, "withdraw")]
    assert differs(told("status")[0]["differs"]) == seen
    assert differs(told("push", "--batch", desk.name)[0]["differs"]) == seen
    assert differs(told("reconcile", "--dry")["differs"]) == seen
    assert differs(told("reconcile")["differs"]) == seen
    assert differs(told("status")[0]["differs"]) == [seen[1]]
    by_item = {s.item: s for s in desk.board().states(desk.project())}
    assert not by_item[two.id].done and by_item[one.id].done
    desk.judge(two, bob)
    desk.pull()
    assert {j.item for j in desk.once()} == {one.id, two.id}


def test_a_layout_changed_by_hand_is_told_put_back_or_said_why_not(label_studio, ann, bob, tmp_path):
    desk = Desk(tmp_path, label_studio, 3)
    desk.push()
    one, two, three = desk.items
    desk.judge(one, ann)
    desk.pull()
    call = httpx.Client(
        base_url=label_studio.url, headers={"Authorization": f"Token {ann}"}, trust_env=False, timeout=60
    )
    place = SCREEN.xml.rindex("</View>")
    other = (
        SCREEN.xml[:place] + '<Choices name="extra" toName="subject"><Choice value="yes"/></Choices></View>'
    )
    project = desk.project()
    call.patch(f"/api/projects/{project}/", json={"label_config": other}).raise_for_status()
    desk.judge(two, ann)
    assert [i.code for i in desk.pull().issues] == ["layout-changed", "annotation-stale"]
    assert desk.push().project == project
    assert desk.pull().issues == ()
    assert [j.item for j in desk.once()] == [one.id]
    # Held fast by an annotation that uses the other layout: said, with the cure.
    call.patch(f"/api/projects/{project}/", json={"label_config": other}).raise_for_status()
    task = desk.tasks()[three.id][0].partition("@")[0]
    extra = {"from_name": "extra", "to_name": "subject", "type": "choices", "value": {"choices": ["yes"]}}
    made = call.post(f"/api/tasks/{task}/annotations/", json={"result": [*result(three), extra]}).json()["id"]
    with pytest.raises(StateError, match="delete them on the server"):
        desk.push()
    desk.pull()
    call.delete(f"/api/annotations/{made}/").raise_for_status()
    desk.push()
    desk.judge(three, ann)
    desk.pull()
    assert sorted(j.item for j in desk.once()) == sorted([one.id, three.id])


def test_a_server_killed_in_mid_import_and_in_mid_annotation(tmp_path):
    folder = tmp_path / "server"
    running = live.start(folder)
    (tmp_path / "work").mkdir()
    desk = Desk(tmp_path / "work", running, 600)

    def killed_during(act, delay):
        killer = threading.Timer(delay, desk.server.kill)
        killer.start()
        with contextlib.suppress(ServiceError, httpx.HTTPError):
            act()
        killer.join()
        desk.server = label_studio_server.start(folder, desk.server_port)

    desk.server_port = int(running.url.rpartition(":")[2])
    try:
        killed_during(desk.push, 0.7)
        desk.push()
        assert desk.once() == []
        token = live.join(desk.server, "ann@example.com", PASSWORD)
        first = desk.items[:12]

        def annotate():
            for one in first:
                desk.judge(one, token)

        killed_during(annotate, 0.6)
        desk.pull()
        survived = {j.item for j in desk.once()}
        # What the screen had not confirmed is submitted once more, though some of it had arrived.
        for one in first:
            if one.id not in survived or one is first[0]:
                desk.judge(one, token)
        desk.pull()
        assert {j.item for j in desk.once()} == {i.id for i in first}
    finally:
        desk.server.stop()
