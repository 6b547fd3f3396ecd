"""Fails every operation of a command on the file system or the network once, runs the command again, and compares.

For each scenario the command is first run undisturbed, and its operations are counted by the interpreter's audit events: files
opened, renamed, removed, folders made and removed, modes changed, connections made; and each `fsync`, where a full disk shows.
Then, for every point and every fault (disk full, disk error, no permission, killed), a copy of the workspace gets the command with
that fault at that point, and then the command without one. Whatever the first run left, the files at the end must be those of the
undisturbed run, with nothing doubled and no leftover, and what the first run printed must be lines for a person.

`python tests/fault_suite.py --sample 8` tries eight points of each scenario; without it (`make faults`), all are tried.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import importlib
import io as text_io
import json
import os
import pkgutil
import re
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

import curation  # noqa: E402
from curation.cli import main as command_line  # noqa: E402
from curation.core import io, limited  # noqa: E402

FAULTS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "kill": 0}
EVENTS = {
    "open",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
    "socket.connect",
}
# What names a moment or a process and is no part of a result.
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)|\"seconds\": ?[\d.]+")
VOLATILE = (
    ".curation/writer.lock",
    "report.html",
    "/report.json",
    ".curation/import_graph.json",
    ".curation/cache",
)


class Shim:
    """Counts the operations below `root` and makes one of them fail. An audit hook stays for the life of its process."""

    def __init__(self, root: Path, point: int, fault: str) -> None:
        self.root, self.point, self.fault = str(root), point, fault
        self.count = 0
        self.sync = os.fsync
        os.fsync = self.fsync  # type: ignore[assignment]
        sys.addaudithook(self.note)

    def note(self, event: str, told: tuple[object, ...]) -> None:
        if event not in EVENTS or not told:
            return
        place = told[0]
        if event == "socket.connect":
            self.meet("socket")
        elif isinstance(place, str | bytes | os.PathLike):
            name = os.path.abspath(os.fsdecode(place))
            if name.startswith(self.root):
                self.meet(name)

    def fsync(self, descriptor: int) -> None:
        self.meet("fsync")
        self.sync(descriptor)

    def meet(self, place: str) -> None:
        self.count += 1
        if self.count != self.point:
            return
        if self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = FAULTS[self.fault]
        raise OSError(number, os.strerror(number), None if place in ("fsync", "socket") else place)


def forked(root: Path, words: list[str], point: int = 0, fault: str = "") -> tuple[int, str, int]:
    """Exit code (minus the signal), what was printed for people, and operations met, of a command line in a fork of this process."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as counted:
        child = os.fork()
        if not child:
            code = 99
            try:
                os.chdir(root)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(told.fileno(), 2)
                sys.stdout = text_io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8")
                sys.stderr = text_io.TextIOWrapper(
                    os.fdopen(2, "wb", closefd=False), encoding="utf-8", write_through=True
                )
                limited._inside = True  # the worker that reads documents would count for itself
                sys.argv = ["curation", *words]
                shim = Shim(root, point, fault)
                try:
                    command_line.main()
                    code = 0
                except SystemExit as end:
                    code = end.code if isinstance(end.code, int) else 0
                sys.addaudithook
                shim.point = 0
                os.write(counted.fileno(), str(shim.count).encode())
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told.seek(0), counted.seek(0)
        return code, told.read().decode("utf-8", "replace"), int(counted.read() or 0)


def state(root: Path) -> dict[str, str]:
    """Digest of every file of a workspace, moments left out. Found in a fork: Polars starts threads, and no fork has them."""
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if not child:
            code = 1
            try:
                told.write(json.dumps(digests(root)).encode())
                told.flush()
                code = 0
            finally:
                if code:
                    traceback.print_exc()
                os._exit(code)
        assert os.waitpid(child, 0)[1] == 0
        told.seek(0)
        found: dict[str, str] = json.loads(told.read())
        return found


def digests(root: Path) -> dict[str, str]:
    """Digest of every file below a folder; a table by its rows."""
    import polars as pl
    from curation.core import tables

    found = {}
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        name = path.relative_to(root).as_posix()
        if any(part in name for part in VOLATILE):
            continue
        if path.suffix == ".parquet":
            found[name] = tables.content_digest(pl.read_parquet(path))
        else:
            data = MOMENT.sub(b"", path.read_bytes())
            if path.name == "judgements.jsonl":  # the id of a judgement is a digest that its moment goes into
                data = re.sub(rb'"(id|supersedes)":"[^"]*"', b"", data)
            found[name] = hashlib.sha256(data).hexdigest()
    return found


def leftovers(root: Path) -> list[str]:
    return [
        p.relative_to(root).as_posix()
        for p in root.rglob(".*")
        if io._is_leftover(p) or re.search(r"\.[0-9a-f]{32}", p.name)
    ]


@dataclass
class Outcome:
    """What came of a scenario."""

    operations: int = 0
    trials: int = 0
    refused: int = 0
    """First runs that ended with a line and a code."""
    tolerated: int = 0
    """First runs that ended well although an operation failed."""
    killed: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scenario:
    """A command and the workspace that it is run in."""

    name: str
    words: list[str]
    prepare: Callable[[Path], None]


def call(root: Path, *words: str) -> None:
    """A command of the preparation, which must end well."""
    code, told, _ = forked(root, list(words))
    assert code == 0, f"{words}: {code} {told}"


def plain(root: Path) -> None:
    from kite_world import RULES, SETTINGS

    root.mkdir(parents=True)
    (root / "curation.toml").write_text(SETTINGS.replace('"prompt"', '"question"'), "utf-8")
    (root / "kites.md").write_text(RULES * 3, "utf-8")


ADD = ["source", "add", "kites", "kites.md", "--title", "Kites", "--licence", "MIT", "--redistribute"]


def listed(root: Path) -> None:
    plain(root)
    call(root, *ADD)


def has_run(root: Path) -> None:
    """The example of questions written by hand: few rows, no model."""
    root.mkdir(parents=True)
    call(root, "init", ".", "--example", "by-hand")
    settings = (root / "curation.toml").read_text("utf-8")
    settings = re.sub(r"(?m)^\[models\]\n(embedder.*\n)?", "", settings)
    (root / "curation.toml").write_text(settings + '\n[models]\nembedder = "none"\n', "utf-8")
    call(root, "run")


def asked(root: Path) -> None:
    """A batch of questions and prompts was sent to two people, whose answers lie in files of the workspace."""
    from offline_world import answered, export, workspace

    root.mkdir(parents=True)
    workspace(root)
    pages = export(root)
    for number, page in enumerate(sorted(pages.values()), 1):
        answered(page, root).rename(root / f"answers-{number}.json")
    (root / "out").rename(root.parent / "pages")


def judged(root: Path) -> None:
    asked(root)
    files = sorted(p.name for p in root.glob("answers-*.json"))
    call(root, "review", "import", *files)


SCENARIOS = [
    Scenario("source add", ADD, plain),
    Scenario("run", ["run"], listed),
    Scenario("push", ["review", "push", "--freeze-only", "--batch", "first"], has_run),
    Scenario("cut", ["release", "cut", "bench-safety", "0.1.0", "--preview"], has_run),
    Scenario("pull", ["review", "import", "answers-1.json", "answers-2.json"], asked),
    Scenario("decide", ["review", "decide"], judged),
]


def tried(scenario: Scenario, folder: Path, sample: int | None) -> Outcome:
    """All trials of a scenario, or `sample` of them spread over its points."""
    base, done = folder / "base", Outcome()
    prepare = os.fork()  # what a preparation starts in this process would be forked with every trial
    if not prepare:
        code = 1
        try:
            scenario.prepare(base)
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    assert os.waitpid(prepare, 0)[1] == 0, f"{scenario.name} could not be prepared"
    root = folder / "ws"

    def fresh() -> None:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(base, root)

    goals = []
    for _ in range(2):
        fresh()
        code, told, done.operations = forked(root, scenario.words)
        assert code == 0, f"{scenario.name}: {code} {told}"
        goals.append(state(root))
    assert goals[0] == goals[1], f"{scenario.name} gives different files each time: {differing(*goals)}"
    trials = [(point, fault) for point in range(1, done.operations + 1) for fault in FAULTS]
    chosen = (
        trials
        if sample is None
        else [trials[(2 * n + 1) * len(trials) // (2 * sample)] for n in range(sample)]
    )
    if sample is not None:  # the faults take turns, whatever the step between the points is
        chosen = [(point, [*FAULTS][n % len(FAULTS)]) for n, (point, _) in enumerate(chosen)]
    for point, fault in chosen:
        fresh()
        code, told, _ = forked(root, scenario.words, point, fault)
        where = f"{scenario.name}, {fault} at operation {point}"
        done.trials += 1
        done.killed += code == -signal.SIGKILL
        done.tolerated += code == 0
        done.refused += code in (1, 3)
        if code not in (0, 1, 3, -signal.SIGKILL) or "Traceback" in told or "has a fault" in told:
            done.wrong.append(f"{where}: exit code {code}: {told[-600:]}")
        again, told, _ = forked(root, scenario.words)
        if again not in (0, 1) or "Traceback" in told or "has a fault" in told:
            done.wrong.append(f"{where}: the second run ends with {again}: {told[-600:]}")
        now = state(root)
        if now != goals[0]:
            done.wrong.append(
                f"{where}: after the second run ({again}: {told.strip()[-200:]}) {differing(goals[0], now)}"
            )
        if left := leftovers(root):
            done.wrong.append(f"{where}: left {left}")
    return done


def differing(one: dict[str, str], other: dict[str, str]) -> str:
    missing, more = sorted(one.keys() - other.keys()), sorted(other.keys() - one.keys())
    changed = sorted(name for name in one.keys() & other.keys() if one[name] != other[name])
    return f"missing {missing[:5]}, more {more[:5]}, changed {changed[:5]}"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--sample", type=int, help="try only so many of a scenario's points, spread over all"
    )
    arguments.add_argument("--only", help="one scenario")
    given = arguments.parse_args()
    os.environ["CURATION_LOCK_WAIT"] = "2"
    for module in pkgutil.walk_packages(curation.__path__, "curation."):
        if not module.name.endswith(("inspect_tasks", "kernels.loops", "__main__")):
            importlib.import_module(module.name)  # a trial is a fork and imports nothing again
    with contextlib.suppress(ImportError):
        import lxml.etree  # noqa: F401
    import polars  # noqa: F401

    wrong = 0
    for scenario in SCENARIOS:
        if given.only and scenario.name != given.only:
            continue
        with tempfile.TemporaryDirectory() as place:
            os.environ["CURATION_CACHE"] = str(Path(place) / "cache")
            os.environ["HOME"] = place
            done = tried(scenario, Path(place).resolve(), given.sample)
        wrong += len(done.wrong)
        print(json.dumps({"scenario": scenario.name} | vars(done)), flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
