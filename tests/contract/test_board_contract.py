"""The Board port: one suite on the board in memory, on files, and on a real Label Studio."""

from __future__ import annotations

import threading
import uuid

import httpx
import pytest
from curation import taxonomy
from curation.core.errors import ServiceError
from curation.review.board import layout, pull, push
from curation.review.judgements import batches
from curation.services.label_studio import LabelStudio
from curation.services.offline_board import Given, OfflineBoard

import live_label_studio as live
from review_world import MemoryBoard, item, prompt, result

TREE = taxonomy.load("lab-safety")


@pytest.fixture(scope="module")
def server():
    return live.shared()


class InMemory:
    def __init__(self, request):
        self.board = MemoryBoard()

    def judge(self, project, of, parts):
        self.board.annotate(project, of, "admin@example.com", parts)


class OnFiles:
    def __init__(self, request):
        self.board = OfflineBoard(request.getfixturevalue("tmp_path") / "offline")

    def judge(self, project, of, parts):
        self.board.receive(project, "admin@example.com", [Given(of.id, parts, 3.5)])


class Real:
    def __init__(self, request):
        self.server = request.getfixturevalue("server")
        self.board = LabelStudio(self.server.url, self.server.token)

    def judge(self, project, of, parts):
        task = self.board.tasks(project)[of.id][0].partition("@")[0]
        self.board._call("POST", f"/api/tasks/{task}/annotations/", json={"result": parts, "lead_time": 3.5})


@pytest.fixture(
    params=[
        InMemory,
        pytest.param(OnFiles, marks=pytest.mark.slow),
        pytest.param(Real, marks=[pytest.mark.server, pytest.mark.slow]),
    ]
)
def world(request):
    return request.param(request)


@pytest.fixture
def batch(tmp_path):
    screen = layout.build("prompt", TREE)
    name = f"b-{uuid.uuid4().hex[:8]}"
    head = batches.freeze(tmp_path, name, [item(prompt(n), name) for n in range(1, 301)], screen, TREE.id)
    return tmp_path, head, batches.items(tmp_path, name), screen


def paths(code):
    return [c.code for c in TREE.path(code)]


def bring(world, batch):
    _, head, items, screen = batch
    return push.push(world.board, head, items, screen, paths)


def take(world, batch, project):
    place, head, items, _ = batch
    with batches.talking(place, head.name):
        found = pull.pull(
            world.board, project, head, items, batches.log(place, head.name), lambda who: f"r-{who[:3]}", {},
            {c.code: c.code for c in TREE.leaves()},
        )  # fmt: skip
        batches.record(place, head.name, found.new)
    return found


@pytest.mark.slow
def test_a_project_is_found_again_by_its_mark(world, batch):
    first = bring(world, batch)
    again = bring(world, batch)
    assert first.project == again.project
    assert (first.added, again.added, again.present) == (300, 0, 300)
    assert {len(copies) for copies in world.board.tasks(first.project).values()} == {1}


@pytest.mark.slow
def test_the_layout_comes_back_as_it_was_sent(world, batch):
    project = bring(world, batch).project
    assert layout.digest_of(world.board.layout(project)) == batch[1].layout


@pytest.mark.slow
def test_copies_go_unless_somebody_worked_on_them(world, batch):
    project = bring(world, batch).project
    world.board.add(project, [push.task_of(i) for i in batch[2][:4]])
    assert bring(world, batch).mended == 4
    assert {len(copies) for copies in world.board.tasks(project).values()} == {1}


@pytest.mark.slow
def test_a_copy_that_somebody_worked_on_stays_and_the_untouched_one_goes(world, batch):
    project = bring(world, batch).project
    first, second = batch[2][:2]
    world.board.add(project, [push.task_of(first), push.task_of(second)])
    world.judge(project, first, result(first))
    copies = [t for i in (first, second) for t in world.board.tasks(project)[i.id]]
    assert world.board.count(project) == 302 and len(copies) == 4
    gone = world.board.remove(project, copies)
    assert len(gone) == 3 and world.board.count(project) == 299
    assert len(world.board.tasks(project)[first.id]) == 1 and second.id not in world.board.tasks(project)
    assert [a.item for a in world.board.annotations(project)] == [first.id]


@pytest.mark.slow
def test_annotations_come_back_whole_and_once(world, batch):
    project = bring(world, batch).project
    first, second = batch[2][:2]
    world.judge(project, first, result(first))
    world.judge(project, second, [{"foo": 1}])
    found = take(world, batch, project)
    assert sorted(j.status for j in found.new) == ["active", "invalid"]
    active = next(j for j in found.new if j.status == "active")
    assert (active.item, active.verdict, active.labels) == (first.id, "accept", ["lab-safety@1.0:1.1"])
    assert active.reviewer == "r-adm" and active.seconds is not None
    assert take(world, batch, project).new == ()


@pytest.mark.slow
def test_two_pulls_at_once_write_each_judgement_once(world, batch):
    project = bring(world, batch).project
    for one in batch[2][:5]:
        world.judge(project, one, result(one))
    threads = [threading.Thread(target=take, args=(world, batch, project)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(batches.log(batch[0], batch[1].name)) == 5


@pytest.mark.server
@pytest.mark.slow
def test_the_table_shows_no_column_of_words_or_of_other_peoples_work(server, request):
    board = LabelStudio(server.url, server.token)
    screen = layout.build("question", TREE).xml
    project = board.ensure_project(f"columns {uuid.uuid4().hex}", "columns", screen, 2, "")
    (tab,) = board._call("GET", f"/api/dm/views/?project={project}").entries()
    hidden = set(tab["data"]["hiddenColumns"]["explore"])
    columns = board._call("GET", f"/api/dm/columns/?project={project}").json()["columns"]
    shown = {f"{c['target']}:{c['id']}" for c in columns} - hidden
    assert {"tasks:data.marked", "tasks:data.explanation", "tasks:annotations_results"} <= hidden
    assert not any("result" in name or name.startswith("tasks:data") for name in shown)


@pytest.mark.server
@pytest.mark.slow
def test_only_the_owner_reads_the_servers_folder_and_database(server):
    modes = {p.name: p.stat().st_mode & 0o777 for p in server.folder.iterdir() if p.is_file()}
    assert server.folder.stat().st_mode & 0o777 == 0o700
    assert modes["label_studio.sqlite3"] == 0o600 and set(modes.values()) == {0o600}


@pytest.mark.server
@pytest.mark.slow
def test_a_wrong_token_is_one_line_that_does_not_repeat_it(server):
    secret = "0" * 40
    with pytest.raises(ServiceError) as caught:
        LabelStudio(server.url, secret).find_project("x")
    assert secret not in str(caught.value) and "session" not in str(caught.value)


@pytest.mark.slow
def test_a_server_that_is_not_there_is_a_service_error():
    with pytest.raises(ServiceError, match="not to be reached"):
        LabelStudio("http://127.0.0.1:9", "x" * 40).find_project("x")


@pytest.mark.server
@pytest.mark.slow
def test_nothing_is_sent_elsewhere(server):
    page = httpx.get(f"{server.url}/user/login/", trust_env=False).text
    assert "collect_analytics = true" not in page
