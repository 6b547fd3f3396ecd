"""Names that end in a path, whole writes, the lock of a workspace, and what the machine refuses in one line."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from curation.core.errors import InputError, StateError
from curation.core.files import io
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", "../x", "a/b", "a\\b", "/etc", "C:x", "con", "NUL.txt", "a\0b", "a\nb", ".hidden", "-x", "x.", "x ", "a" * 121,
     "a#b", "a@b", "\u202ex", "*"],
)  # fmt: skip
def test_a_name_that_could_lead_elsewhere_or_means_something_to_a_system_is_refused(name):
    with pytest.raises(InputError, match="name-unsafe"):
        io.safe_name(name, "edition")


@pytest.mark.parametrize("name", ["1", "2024-07-12", "v1.2", "Fassung 2024", "第2版", "final_b"])
def test_names_that_people_give_are_taken(name):
    assert io.safe_name(name, "edition") == name


@pytest.mark.slow
@given(st.text(max_size=40))
def test_whatever_name_is_taken_stays_in_its_folder(name):
    root = Path("/somewhere/root")
    try:
        io.safe_name(name, "x")
    except InputError:
        return
    path = Path(os.path.normpath(root / f"{name}.txt"))
    assert path.parent == root


def test_a_link_that_leads_out_of_the_workspace_is_not_written_through(tmp_path):
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "out").symlink_to(tmp_path)
    with pytest.raises(InputError, match="path-outside"):
        io.inside(tmp_path / "w", tmp_path / "w" / "out" / "x")
    assert io.inside(tmp_path / "w", tmp_path / "w" / "y" / "x")


def test_a_failed_write_leaves_neither_the_file_nor_a_part_of_it(tmp_path):
    with pytest.raises(RuntimeError), io.whole_folder(tmp_path / "f") as part:
        part.mkdir()
        (part / "x").write_text("x")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_dead_processes_are_swept_and_those_of_live_ones_are_not(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait()
    gone = tmp_path / f".x.toml.{dead.pid}-{'0' * 32}"
    live = tmp_path / f".y.toml.{os.getpid()}-{'0' * 32}"
    folder = tmp_path / f".1.0.0.{dead.pid}-{'1' * 32}"
    old, young = tmp_path / f".part-{'2' * 32}", tmp_path / f".part-{'3' * 32}"
    for path in (gone, live, tmp_path / ".gitignore", tmp_path / ".kept"):
        path.write_text("x")
    for path in (folder, old, young):
        path.mkdir()
    os.utime(old, (time.time() - 3600,) * 2)
    assert set(io.sweep(tmp_path)) == {gone, folder, old}
    assert {p.name for p in tmp_path.iterdir()} == {live.name, young.name, ".gitignore", ".kept"}


def test_a_leftover_that_is_a_link_goes_and_what_it_leads_to_stays(tmp_path, dead_process):
    (kept := tmp_path / "kept").mkdir()
    links = [tmp_path / f".{name}.{dead_process}-{'0' * 32}" for name in ("broken", "whole")]
    links[0].symlink_to(tmp_path / "nowhere")
    links[1].symlink_to(kept)
    assert io.sweep(tmp_path) == links
    assert list(tmp_path.iterdir()) == [kept]


def test_a_leftover_that_stays_is_not_told_as_removed(tmp_path, dead_process, monkeypatch):
    (stays := tmp_path / f".x.{dead_process}-{'0' * 32}").symlink_to(tmp_path / "nowhere")

    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "the disk is only read")

    monkeypatch.setattr(Path, "unlink", refused)
    assert io.sweep(tmp_path) == []
    assert stays.is_symlink()


def test_a_folder_that_is_not_there_or_cannot_be_read_is_not_swept(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "no entry")

    assert io.sweep(tmp_path / "nowhere") == []
    monkeypatch.setattr(os, "scandir", refused)
    assert io.sweep(tmp_path) == []
    monkeypatch.undo()


@pytest.mark.parametrize(
    "place", ["raw/review/first", "releases/set", ".curation", ".curation/offline/p-1", ".curation/journal"]
)
def test_whoever_takes_the_lock_sweeps_what_a_killed_writer_left_in_any_folder_of_the_workspace(
    tmp_path, place
):
    folder = tmp_path / place
    folder.mkdir(parents=True)
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    (folder / f".answers.json.{int(dead.stdout)}-{'0' * 32}").write_text("half")
    (folder / "answers.json").write_text("{}")
    with io.locked(tmp_path):
        assert {p.name for p in folder.iterdir() if p.name.startswith(".answers")} == set()
        assert (folder / "answers.json").is_file()


HOLD = """
import sys, time
from pathlib import Path
from curation.core.files import io
with io.locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(place: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place)], env=env, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.slow
def test_who_finds_the_lock_held_waits_and_then_says_who_holds_it(tmp_path):
    process = holder(tmp_path)
    try:
        with (
            pytest.raises(StateError, match=rf"process {process.pid} on .* for \d+ seconds; wait until"),
            io.locked(tmp_path, wait=0.2),
        ):
            raise AssertionError
    finally:
        process.kill()
        process.wait()


def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path):
    process = holder(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (
        json.loads((tmp_path / ".curation" / io.LOCK).read_text())["pid"] == process.pid
    )  # it never signed off
    with io.locked(tmp_path, wait=0):
        pass


def test_the_same_thread_takes_the_lock_twice(tmp_path):
    with io.locked(tmp_path), io.locked(tmp_path, wait=0):
        pass
    with io.locked(tmp_path, wait=0):
        pass


def test_what_the_machine_refuses_is_one_line_with_place_and_cure():
    full = OSError(errno.ENOSPC, "No space left on device", "/data/x")
    assert io.cure(full) == "/data/x: the disk is full; free some space and run the same command again"
    assert io.cure(OSError("failed: No space left on device (os error 28)")) is not None
    assert io.cure(OSError(errno.EINVAL, "Invalid argument", "x")) is None  # that would be a bug of ours


ADD = """
import sys, time
from pathlib import Path
from curation.core.records import Document
from curation.sources import manifest
place, slug, at = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
time.sleep(max(0, at - time.time()))
manifest.add(place, Document(slug=slug, title=slug), b"# " + slug.encode(), ".md")
"""


@pytest.mark.slow
def test_of_sources_added_at_the_same_moment_none_is_lost(tmp_path):
    from curation.sources import manifest

    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for trial in range(5):
        place = tmp_path / str(trial)
        at = str(time.time() + 3)
        names = [f"s{i}" for i in range(4)]
        processes = [subprocess.Popen([sys.executable, "-c", ADD, str(place), n, at], env=env) for n in names]
        assert [p.wait() for p in processes] == [0] * 4
        assert sorted(s.document.slug for s in manifest.entries(place)) == names
        assert manifest.verify(place) == []


def test_an_edition_that_leads_out_of_the_workspace_is_refused_and_nothing_is_written(tmp_path):
    from curation.core.records import Document
    from curation.sources import manifest

    place = tmp_path / "a" / "b"
    place.mkdir(parents=True)
    for edition in ("../../x", "..", "2016/679", "a\0"):
        with pytest.raises(InputError, match="name-unsafe"):
            manifest.add(place, Document(slug="law", title="t", edition=edition), b"x", ".md")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_taxonomy_is_not_imported_under_a_name_that_leads_elsewhere(tmp_path):
    from curation.taxonomy import importing

    for name in ("../x", "a/b", ""):
        with pytest.raises(InputError, match="name-unsafe"):
            importing.import_file(tmp_path / "f.csv", name, "1", tmp_path)


STARTED = "import sys, curation; print('here', flush=True); sys.argv = ['curation', 'doctor']; from curation.__main__ import main; main()"


@pytest.mark.slow
def test_an_interrupt_at_any_moment_ends_with_130_and_no_traceback(tmp_path):
    """From the import of the commands to the middle of one; only the interpreter's own start lies before our code."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    seen = 0
    for delay in (0.05, 0.3, 0.5, 0.8, 1.2, 2.0, 3.0):
        process = subprocess.Popen(
            [sys.executable, "-c", STARTED],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        if process.returncode not in (0, 1):
            assert process.returncode == 130, (delay, process.returncode, err)
            assert "Traceback" not in err, (delay, err)
            seen += 1
    assert seen


def test_an_output_sweeps_what_killed_writers_of_the_same_file_left(tmp_path, dead_process):
    left = tmp_path / f".report [1].html.{dead_process}-{'0' * 32}"
    other = tmp_path / f".page.html.{dead_process}-{'0' * 32}"
    for path in (left, other):
        path.write_text("half")
    io.write_output(tmp_path / "report [1].html", "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "report [1].html"]
