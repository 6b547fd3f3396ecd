"""Steps: run once, find again, and leave nothing half done."""

from pathlib import Path

import pytest
from curation.core import stage, tables
from curation.core.errors import InputError, StateError
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
