"""Steps: run once, find again, and leave nothing half done."""

import errno
import os
from pathlib import Path

import pytest
from curation.core import stage, tables
from curation.core.errors import InputError, StateError
from curation.core.files import disk
from curation.core.records import Cluster
from curation.core.stage import Loss, Output, Stage

STEP = Stage("cluster", 1, {"clusters": Cluster}, ())


def output(n: int = 1) -> Output:
    rows = [
        Cluster(kept="a", member=f"m{i}", method="exact", score=1.0, path=[f"m{i}", "a"]) for i in range(n)
    ]
    return Output({"clusters": tables.frame(rows, Cluster)}, Loss(n + 1, 1, {"exact": n}), {"n": n})


def test_a_step_runs_once_and_is_found_again(tmp_path: Path):
    calls = []

    def work() -> Output:
        calls.append(1)
        return output()

    first = stage.run(tmp_path, STEP, {"in": "1"}, work)
    again = stage.run(tmp_path, STEP, {"in": "1"}, work)
    assert calls == [1]
    assert first == again
    assert again.table("clusters", Cluster)["member"].to_list() == ["m0"]


def test_another_input_or_version_is_another_key(tmp_path: Path):
    stage.run(tmp_path, STEP, {"in": "1"}, output)
    assert stage.find(tmp_path, STEP, stage.key_of(STEP, {"in": "2"})) is None
    assert stage.key_of(Stage("cluster", 2, STEP.records, ()), {"in": "1"}) != stage.key_of(STEP, {"in": "1"})


def test_a_failed_run_leaves_no_artifact(tmp_path: Path):
    def fail() -> Output:
        raise InputError.one("x", "bad", "is bad")

    with pytest.raises(InputError):
        stage.run(tmp_path, STEP, {}, fail)
    assert stage.latest(tmp_path, STEP) is None
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_run_killed_while_writing_is_not_taken_for_finished(tmp_path: Path):
    key = stage.key_of(STEP, {})
    part = tmp_path / "cluster" / key[:24]
    part.mkdir(parents=True)
    (part / "clusters.parquet").write_bytes(b"half")
    assert stage.find(tmp_path, STEP, key) is None
    assert stage.run(tmp_path, STEP, {}, output).loss.lost == {"exact": 1}


def test_what_a_killed_run_left_beside_an_artifact_is_swept_by_the_next_run(
    tmp_path: Path, dead_process: int
):
    left = tmp_path / "cluster" / f".{stage.key_of(STEP, {})[:24]}.{dead_process}-{'0' * 32}"
    left.mkdir(parents=True)
    (left / "clusters.parquet").write_bytes(b"half")
    pointer = left.with_name(f".latest.{dead_process}-{'1' * 32}")
    pointer.write_text("half", "ascii")
    stage.run(tmp_path, STEP, {}, output)
    assert not left.exists()
    assert not pointer.exists()


def test_a_run_replaces_what_another_process_finished_while_it_wrote(tmp_path: Path, monkeypatch):
    whole = Path.rename

    def late(part: Path, path: Path) -> Path:
        monkeypatch.setattr(Path, "rename", whole)
        stage.run(tmp_path, STEP, {}, output)
        return whole(part, path)

    monkeypatch.setattr(Path, "rename", late)
    made = stage.run(tmp_path, STEP, {}, output)
    assert made.table("clusters", Cluster).height == 1
    assert [p.name for p in (tmp_path / "cluster").iterdir() if p.name != "latest"] == [made.key[:24]]


def test_a_folder_is_replaced_though_another_process_takes_its_place_while_the_old_one_is_removed(
    tmp_path: Path, monkeypatch
):
    place, own, others = (tmp_path / name for name in ("place", "own", "others"))
    for folder in (place, own, others):
        folder.mkdir()
        (folder / "file").write_text(folder.name, "ascii")
    whole = os.rmdir

    def late(path, **more):
        monkeypatch.setattr(os, "rmdir", whole)
        others.rename(place)
        return whole(path, **more)

    monkeypatch.setattr(os, "rmdir", late)
    disk.replaced_folder(own, place)
    assert (place / "file").read_text("ascii") == "own"
    assert not own.exists()
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_of_a_layer_that_renames_none_is_removed_and_replaced(tmp_path: Path, monkeypatch):
    place, own = tmp_path / "place", tmp_path / "own"
    for folder in (place, own):
        folder.mkdir()
    (own / "file").write_text("own", "ascii")
    whole = Path.rename

    def fixed(part: Path, path: Path) -> Path:
        if part == place:
            raise OSError(errno.EXDEV, "another layer")
        return whole(part, path)

    monkeypatch.setattr(Path, "rename", fixed)
    disk.replaced_folder(own, place)
    assert [path.name for path in place.iterdir()] == ["file"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("harm", [cut, flip, Path.unlink, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("file", ["clusters.parquet", "report.json"])
def test_a_damaged_artifact_is_not_served_and_is_made_again(tmp_path: Path, file: str, harm):
    first = stage.run(tmp_path, STEP, {}, output)
    harm(first.folder / file)
    assert stage.find(tmp_path, STEP, first.key) is None
    assert stage.latest(tmp_path, STEP) is None
    fault = stage.damage(tmp_path, STEP, first.key)
    assert (fault is None) == (not (first.folder / "report.json").exists())
    assert fault is None or fault.startswith(file)
    again = stage.run(tmp_path, STEP, {}, output)
    assert again.digests == first.digests
    assert stage.damage(tmp_path, STEP, first.key) is None


def test_an_edited_table_is_found_out_though_it_is_a_sound_table(tmp_path: Path):
    first = stage.run(tmp_path, STEP, {}, output)
    tables.write(output(2).tables["clusters"], first.folder / "clusters.parquet", Cluster)
    assert stage.find(tmp_path, STEP, first.key) is None
    assert stage.damage(tmp_path, STEP, first.key) == "clusters.parquet was changed after it was written"


def test_an_edited_count_of_a_report_is_found_out(tmp_path: Path):
    first = stage.run(tmp_path, STEP, {}, output)
    report = first.folder / "report.json"
    report.write_text(report.read_text().replace('"exact": 1', '"exact": 7'))
    assert stage.damage(tmp_path, STEP, first.key) == "report.json was changed after it was written"


def test_the_artifact_of_one_key_does_not_stand_in_for_another(tmp_path: Path):
    first = stage.run(tmp_path, STEP, {"in": "1"}, output)
    other = stage.key_of(STEP, {"in": "2"})
    first.folder.rename(first.folder.with_name(other[:24]))
    assert stage.find(tmp_path, STEP, other) is None


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe", b"../..", b"0" * 64])
def test_a_broken_pointer_to_the_last_run_points_to_nothing(tmp_path: Path, pointer: bytes):
    stage.run(tmp_path, STEP, {}, output)
    (tmp_path / "cluster" / "latest").write_bytes(pointer)
    assert stage.latest(tmp_path, STEP) is None


def test_a_step_must_give_the_tables_it_declares(tmp_path: Path):
    with pytest.raises(StateError, match="gave"):
        stage.run(tmp_path, STEP, {}, lambda: Output({}, Loss(0, 0)))


def test_staleness_names_the_parts_that_changed(tmp_path: Path):
    old = stage.run(tmp_path, STEP, {"settings": "1", "input": "1"}, output)
    assert stage.stale_because(old, {"settings": "2", "input": "1"}) == ["settings"]
    assert stage.stale_because(old, {"settings": "1", "input": "1"}) == []


def test_the_same_rows_have_the_same_digest_whatever_the_key(tmp_path: Path):
    one = stage.run(tmp_path, STEP, {"settings": "1"}, output)
    two = stage.run(tmp_path, STEP, {"settings": "2"}, output)
    assert one.key != two.key
    assert one.digests == two.digests


def test_a_run_with_work_pending_is_kept_but_done_again(tmp_path: Path):
    runs = []

    def work() -> Output:
        runs.append(1)
        pending = {"unreachable": "2 requests unreachable: nobody listens"} if len(runs) == 1 else {}
        made = output()
        return Output(made.tables, made.loss, made.figures, pending)

    first = stage.run(tmp_path, STEP, {}, work)
    assert first.pending == {"unreachable": "2 requests unreachable: nobody listens"}
    assert stage.latest(tmp_path, STEP) == first
    assert stage.run(tmp_path, STEP, {}, work).pending == {}
    stage.run(tmp_path, STEP, {}, work)
    assert len(runs) == 2
