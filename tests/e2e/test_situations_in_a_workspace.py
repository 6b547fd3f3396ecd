"""What a user's machine can refuse: each command answers with one line and a documented exit code, and never a traceback.

The file systems are real where this account may mount one (a namespace of its own, so nothing outside it is touched).
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
WRITING = (
    "run",
    "report",
    "release cut lab-safety 0.1.0 --preview",
    "source add extra extra.md --edition 1 --title Extra",
    "review push --freeze-only --batch first",
    "schema export",
)
READING = ("status", "check", "review status", "show generate", "show ingest --dropped")


# Imports the command line once and runs each line in a fork of its own: what a process would do, without a second's start each.
DRIVER = """
import json, os, sys, tempfile
from curation.cli import main
told = {}
for line in sys.argv[1:]:
    out, err = tempfile.TemporaryFile(dir="/dev/shm"), tempfile.TemporaryFile(dir="/dev/shm")
    child = os.fork()
    if not child:
        os.dup2(out.fileno(), 1), os.dup2(err.fileno(), 2)
        sys.argv = ["curation", *line.split()]
        try:
            main.main()
        except SystemExit as end:
            sys.stdout.flush()
            os._exit(end.code or 0)
        os._exit(99)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out.seek(0), err.seek(0)
    told[line] = [code, out.read().decode(), err.read().decode()]
    after = [os.path.join(place, name) for place, _, names in os.walk(".") for name in names]
    told[line].append(after)
os.write(1, json.dumps(told).encode())
"""


def run_all(
    lines: Sequence[str], cwd: Path, mount: str = "", before: Sequence[str] = (), **env: str
) -> dict[str, tuple[int, str, str, set[str]]]:
    """Exit code, stdout, stderr and the files afterwards of each command line, one after the other in `cwd`.

    `mount` prepares file systems in a mount namespace; `before` are words before the command, as `setpriv`.
    """
    command = [*before, sys.executable, "-c", DRIVER, *lines]
    if mount:
        command = ["unshare", "-m", "bash", "-c", f'{mount}\ncd "$0" && exec "$@"', str(cwd), *command]
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "CURATION_LOCK_WAIT": "1"} | env,
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = {
        line: (code, out, err, set(after))
        for line, (code, out, err, after) in json.loads(done.stdout).items()
    }
    for line, (code, _, err, _) in told.items():
        assert code in (0, 1), f"{line}: {code}\n{err}"
        assert "Traceback" not in err and "has a fault" not in err, f"{line}: {err}"
    return told


def call(line: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs `curation LINE` in `cwd` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "curation", *line.split()], cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | env,
        capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


def answered(done: subprocess.CompletedProcess[str], codes: tuple[int, ...] = (0, 1)) -> str:
    assert "Traceback" not in done.stderr and "has a fault" not in done.stderr, done.stderr
    assert done.returncode in codes, (done.returncode, done.stderr)
    return done.stderr


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("situations") / "ws"
    answered(call(f"init {folder} --example lab-safety", folder.parent), (0,))
    answered(call("run", folder), (0,))
    (folder / "extra.md").write_text("# Extra\n\nYou must not run.\n")
    return folder


def may_mount() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
    )


needs_mount = pytest.mark.skipif(not may_mount(), reason="this account may not mount a file system")


@needs_mount
def test_a_read_only_workspace_is_read_and_every_write_names_the_cure(workspace, tmp_path):
    copy = tmp_path / "ws"
    shutil.copytree(workspace, copy)
    before = {f"./{p.relative_to(copy)}" for p in copy.rglob("*") if p.is_file()}
    mount = f"mount --bind '{copy}' '{copy}' && mount -o remount,ro,bind '{copy}'"
    for line, (code, _, err, after) in run_all([*WRITING, *READING], copy, mount).items():
        assert after == before
        if line in WRITING:
            assert code == 1, line
            assert "the file system is read-only" in err and str(copy) in err, (line, err)
        else:
            assert code == 0, line


@needs_mount
def test_a_full_disk_is_named_and_nothing_half_written_stays(workspace, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = (
        f"mount -t tmpfs -o size=4m tmpfs '{disk}' && cp -r '{workspace}' '{disk}/ws' && "
        f"(cat /dev/zero > '{disk}/full' || true) 2>/dev/null; cd '{disk}/ws'; shift 0"
    )
    script = f'{mount}\nexec "$@"'
    before = {f"./{p.relative_to(workspace)}" for p in workspace.rglob("*") if p.is_file()}
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", script, "bash", sys.executable, "-c", DRIVER, *WRITING], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for line, (code, _, err, after) in json.loads(done.stdout).items():
        assert code == 1, (line, err)
        assert "the disk is full; free some space" in err and "Traceback" not in err, (line, err)
        assert set(after) - before <= {"./.curation/writer.lock"}, line


def test_a_locale_of_another_age_changes_nothing(workspace, tmp_path):
    copy = tmp_path / "Büro 実験"
    shutil.copytree(workspace, copy)
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for line in ("show map", "check"):
        plain, done = call(line, copy), call(line, copy, **old)
        assert "has a fault" not in done.stderr
        assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)


def test_a_home_that_cannot_be_written_is_no_obstacle(workspace):
    (workspace / "extra.csv").write_text("id,text\n1,do not run\n2,do not run\n")
    lines = ("run", "status", "dedup extra.csv --text text --json", "doctor")
    told = run_all(lines, workspace, HOME="/proc", XDG_CACHE_HOME="")
    assert {code for code, *_ in told.values()} == {0}


@pytest.mark.parametrize("line", ["show map", "status"])
def test_a_full_device_behind_stdout_is_one_line(workspace, line):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "curation", *line.split()], cwd=workspace, stdout=full, stderr=subprocess.PIPE,
            text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=300, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "the file system: the disk is full; free some space and run the same command again",
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_fault(workspace, closed):
    done = subprocess.run(
        ["bash", "-c", f'"$0" -m curation status {closed}', sys.executable], cwd=workspace, capture_output=True,
        text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=300, check=False,
    )  # fmt: skip
    answered(done, (0,))


def test_a_limit_on_the_size_of_files_is_named(workspace, tmp_path):
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    done = subprocess.run(
        [sys.executable, "-m", "curation", "report", "--out", str(tmp_path / "r.html")], cwd=workspace, preexec_fn=small,
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=300, check=False,
    )  # fmt: skip
    assert "ulimit -f" in answered(done, (1,))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("setpriv") is None, reason="needs another account")
def test_an_account_without_permission_is_told_which_file(workspace, tmp_path):
    """Another account, which has no home, reads what it may and is told about the rest."""
    copy = tmp_path / "ws"
    shutil.copytree(workspace, copy)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if subprocess.run([*other, sys.executable, "-c", "import curation.cli.main"], cwd=copy, capture_output=True, check=False,
                      env=os.environ | {"PYTHONPATH": str(ROOT)}).returncode:  # fmt: skip
        pytest.skip("the other account may not read this checkout")
    for line, (code, _, err, _) in run_all(
        [*WRITING, *READING], copy, before=other, HOME="/nonexistent"
    ).items():
        if line in WRITING:
            assert code == 1 and "permission denied" in err and str(copy) in err, (line, code, err)
        else:
            assert code == 0 or (f"{copy}/raw" in err and "permission denied" in err), (line, err)
