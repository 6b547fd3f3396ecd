"""Fails every operation of a command on the file system or the network once, runs the command again, and compares.

For each scenario the command is first run undisturbed, and its operations are counted by the interpreter's audit events: files
opened, renamed, removed, folders made and removed, modes changed, connections made; each `fsync`, where a full disk shows; and each
sending to and receiving from a test server. Then, for every point and every fault, a copy of the workspace (and of what the server
holds) gets the command with that fault at that point, and then the command without one. The faults are a full disk, a disk error, no
permission (at a point of the network: a connection reset, one that times out, a host without a route), a kill, a clock that is set
back by a day from there on, and another process that runs the same command to its end while this one stands still. Whatever the first
run left, the files at the end, and what the server holds, must be those of the undisturbed run, with nothing doubled and no leftover,
and what the first run printed must be lines for a person.

`python tests/fault_suite.py --sample 8` tries eight points of each scenario; without it (`make faults`), all are tried. What was
tried is kept in `.faults/` under a digest of the package, of the tests' helpers and of the pinned libraries: a run that is ended
goes on at the trial where it stood, a scenario that is finished on the same tree is not run again, and `--table` prints what came
of all that were. `--minutes` ends after so long, with code 0 where nothing was wrong so far.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import faulthandler
import functools
import hashlib
import importlib
import io as text_io
import json
import os
import pkgutil
import re
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import ModuleType
from typing import Any

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS.parent), str(TESTS), str(TESTS / "contract"), str(TESTS / "unit" / "generation")]

import curation  # noqa: E402
import typer  # noqa: E402
from curation.cli import main as command_line  # noqa: E402
from curation.core.files import io, limited  # noqa: E402
from curation.pipeline import keys  # noqa: E402

FAULTS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "kill": 0, "clock": 0, "other": 0}
ON_THE_NETWORK = {"ENOSPC": errno.ECONNRESET, "EIO": errno.ETIMEDOUT, "EACCES": errno.EHOSTUNREACH}
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
    ".curation/locks/",
    ".curation/offline/lock",
    "report.html",
    "/report.json",
    ".curation/import_graph.json",
    ".curation/cache",
    ".curation/journal",
)


STANDS_STILL = 120
"""Seconds after which a command is taken to wait for ever: it ends with code 1 and says where it stood."""
UNDISTURBED = 900
"""The same for a command without a fault, which tells how long one takes on this machine while others work on it."""
SLOWER = 20
"""How many times longer than without a fault a command may take, where that is more than `STANDS_STILL`."""
KEPT = TESTS.parent / ".faults"
"""What finished and interrupted runs of the whole suite found, by tree and scenario."""


class Shim:
    """Counts the operations below `root` and makes one of them fail. An audit hook stays for the life of its process."""

    def __init__(self, root: Path, point: int, fault: str, aside: Callable[[], None]) -> None:
        self.root, self.point, self.fault, self.aside = str(root), point, fault, aside
        self.count = 0
        self.sync = os.fsync
        os.fsync = self.fsync  # type: ignore[assignment]
        for name in ("send", "sendall", "recv", "recv_into"):
            self.wrap(name)
        sys.addaudithook(self.note)

    def wrap(self, name: str) -> None:
        """Makes a method of a socket a point; sockets of this machine alone (pipes of workers) are none."""
        whole = getattr(socket.socket, name)

        def method(sock: socket.socket, *told: Any) -> Any:
            if sock.family != socket.AF_UNIX:
                try:
                    self.meet("socket")
                except OSError:  # the connection is gone for both sides: nobody waits for the rest
                    with contextlib.suppress(OSError):
                        sock.shutdown(socket.SHUT_RDWR)
                    raise
            return whole(sock, *told)

        setattr(socket.socket, name, method)

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
        match self.fault:
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "clock":
                set_back(timedelta(days=1))
            case "other":
                self.aside()
            case _:
                number = (ON_THE_NETWORK if place == "socket" else FAULTS)[self.fault]
                raise OSError(number, os.strerror(number), None if place in ("fsync", "socket") else place)


def set_back(by: timedelta) -> None:
    """Lets every module of the package, and `time.time`, read a clock that is behind."""

    class Behind(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - by

    whole = time.time
    time.time = lambda: whole() - by.total_seconds()
    for name, module in list(sys.modules.items()):
        if (
            name.startswith("curation.")
            and isinstance(module, ModuleType)
            and getattr(module, "datetime", None) is datetime
        ):
            module.datetime = Behind  # type: ignore[attr-defined]


def forked(
    root: Path,
    words: list[str],
    point: int = 0,
    fault: str = "",
    beside: Callable[[], None] = lambda: None,
    limit: float = UNDISTURBED,
) -> tuple[int, str, int]:
    """Exit code (minus the signal), what was printed for people, and operations met, of a command line in a fork of this process.

    `beside` is called here while the command stands still, for the fault `other`. A command that takes longer than `limit` seconds ends
    with code 1 and says where it stood.
    """
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as counted:
        ours, theirs = Pipe()
        child = os.fork()
        if not child:
            code = 99
            try:
                ours.close()
                os.chdir(root)
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(told.fileno(), 2)
                sys.stdout = text_io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8")
                sys.stderr = text_io.TextIOWrapper(
                    os.fdopen(2, "wb", closefd=False), encoding="utf-8", write_through=True
                )
                faulthandler.dump_traceback_later(limit, exit=True, file=told)
                limited._inside = True  # the worker that reads documents would count for itself
                sys.argv = ["curation", *words]

                def aside() -> None:
                    theirs.send_bytes(b"still")
                    theirs.recv_bytes()

                shim = Shim(root, point, fault, aside)
                try:
                    command_line.main()
                    code = 0
                except SystemExit as end:
                    code = end.code if isinstance(end.code, int) else 0
                shim.point = 0
                os.write(counted.fileno(), str(shim.count).encode())
            finally:
                os._exit(code)
        theirs.close()
        with ours:
            try:
                while ours.recv_bytes():
                    beside()
                    ours.send_bytes(b"on")
            except (EOFError, ConnectionError):
                pass
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told.seek(0), counted.seek(0)
        return code, told.read().decode("utf-8", "replace"), int(counted.read() or 0)


# --- servers ------------------------------------------------------------------------------------------------------


class Server:
    """A test server in a process of its own, which keeps what it holds, puts it back and tells it."""

    def __init__(self, serve: Callable[[Connection], None]) -> None:
        self.pipe, theirs = Pipe()
        self.process = os.fork()
        if not self.process:
            self.pipe.close()
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 2)  # a client that is killed is no news
            os.dup2(
                nothing, 1
            )  # whoever waits for the end of the suite's output does not wait for the server
            try:
                serve(theirs)
            except EOFError:
                pass
            finally:
                os._exit(0)
        theirs.close()
        self.url: str = self.pipe.recv()

    def ask(self, *words: Any) -> Any:
        self.pipe.send(words)
        return self.pipe.recv()

    def end(self) -> None:
        self.pipe.close()
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def desk(pipe: Connection) -> None:
    """A desk that people judge at."""
    from desk_server import DeskServer

    with DeskServer() as server:
        pipe.send(server.url)
        kept = server.kept()
        while True:
            word, *told = pipe.recv()
            if word == "keep":
                kept = server.kept()
            elif word == "put back":
                server.put_back(kept)
            elif word == "judge":
                server.judge(*told)
            pipe.send(server.state() if word == "state" else None)


def hub(pipe: Connection) -> None:
    """A Hub of datasets."""
    import copy

    from hub_server import HubServer

    with HubServer() as server:
        pipe.send(server.url)
        kept = copy.deepcopy((server.repos, server.blobs))
        while True:
            (word,) = pipe.recv()
            with server.lock:
                if word == "keep":
                    kept = copy.deepcopy((server.repos, server.blobs))
                elif word == "put back":
                    server.repos, server.blobs = copy.deepcopy(kept)
                found = {}
                for name, repo in server.repos.items() if word == "state" else ():
                    head = repo.head()
                    found |= {
                        f"hub:{name}/{path}": hashlib.sha256(MOMENT.sub(b"", data)).hexdigest()
                        for path, data in head.files.items()
                    }
                    found[f"hub:{name} releases"] = str([c.message for c in server.releases(name)])
                    found[f"hub:{name} tags"] = str(
                        {tag: oid == head.oid for tag, oid in sorted(repo.tags.items())}
                    )
            pipe.send(found)


def model(pipe: Connection) -> None:
    """A model played by code."""
    from model_player import Player
    from openai_server import Step, serve

    with serve(Step(Player())) as server:
        pipe.send(server.url)
        while True:
            pipe.recv()
            pipe.send({})


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
                data = b"\n".join(sorted(data.splitlines()))  # a log is a set of lines, read by their moments
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
    planned: int = 0
    """How many trials there are to be; fewer `trials` mean that the run was ended."""
    seconds: float = 0
    """Time that the trials took, all runs together."""


class Ledger:
    """Keeps what came of each scenario of one tree, written after every trial, so that a run can be ended at any moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / tree()

    def path(self, scenario: Scenario) -> Path:
        return self.folder / f"{scenario.name.replace(' ', '-')}.json"

    def known(self, scenario: Scenario) -> Outcome | None:
        path = self.path(scenario)
        return Outcome(**json.loads(path.read_text("utf-8"))) if path.is_file() else None

    def keep(self, scenario: Scenario, outcome: Outcome) -> None:
        path = self.path(scenario)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(vars(outcome)), "utf-8")
        beside.replace(path)


def tree() -> str:
    """A digest of everything that decides what comes of a trial: the package, its schemas, the helpers of the tests, pins and Python's version."""
    total = hashlib.sha256(sys.version.encode())
    files = [*(TESTS.parent / "curation").rglob("*"), *(TESTS.parent / "schemas").rglob("*")]
    files += [*TESTS.glob("*.py"), TESTS.parent / "constraints.txt"]
    files += [
        *(TESTS / "contract").glob("*_server.py"),
        *(TESTS / "unit" / "generation").glob("model_player.py"),
    ]
    for path in sorted(p for p in files if p.is_file() and "__pycache__" not in p.parts):
        total.update(f"{path.relative_to(TESTS.parent).as_posix()}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


@dataclass(frozen=True)
class Scenario:
    """A command, the workspace that it is run in, and the server that it talks to: `URL` in the words is its address."""

    name: str
    words: list[str]
    prepare: Callable[[Path], None]
    serve: Callable[[Connection], None] | None = None
    environment: dict[str, str] = field(default_factory=dict)


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


def sent(root: Path) -> None:
    """A batch of prompts lies at the desk, where two people judged every item; the judgements of one were pulled."""
    from offline_world import workspace

    root.mkdir(parents=True)
    workspace(root, questions=0)
    call(root, "review", "push", "--batch", "put", "--to", SERVING[0].url)
    SERVING[0].ask("judge", 2)
    call(root, "review", "pull", "--batch", "put", "--to", SERVING[0].url)  # makes the secret of the team
    SERVING[0].ask("judge", 3)


def frozen(root: Path) -> None:
    """A batch of questions and one of prompts that nobody has seen."""
    from offline_world import workspace

    root.mkdir(parents=True)
    workspace(root)


def released(root: Path) -> None:
    from curation import release

    from release_world import world

    root.mkdir(parents=True)
    (root / "curation.toml").write_text(
        'name = "toy"\n\n[[dataset]]\nname = "toy-set"\nkind = "question"\ntitle = "Toy"\ntaxonomy = "lab-safety"\nlicence = "MIT"\n',
        "utf-8",
    )
    release.cut(world(6), "1.0.0", root / "releases", validate=False)


def written_by_a_model(root: Path) -> None:
    """Rules whose questions a model is to write."""
    from kite_world import RULES, SETTINGS

    root.mkdir(parents=True)
    models = f'[models]\nembedder = "none"\ncompleter = "{SERVING[0].url}"\nmodel = "m"\nprovider = "chat"\n[models.options]\nattempts = 1\nconcurrency = 1\n'
    text = SETTINGS.replace('[models]\nembedder = "none"\n', models).replace('"prompt"', '"question"')
    text = text.replace('method = "lexical"\n', 'method = "lexical"\nthreshold = 0.0\n')
    (root / "curation.toml").write_text(text + '\n[generate]\ngenerators = ["llm"]\n', "utf-8")
    (root / "kites.md").write_text(RULES, "utf-8")
    call(root, *ADD)
    call(root, "run", "map")


SERVING: list[Server] = []
"""The server of the scenario that is tried."""
AT_THE_DESK = {"LABEL_STUDIO_API_KEY": "a-token-of-the-tests"}
AT_THE_HUB = {"HF_TOKEN": "hf_test", "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_OFFLINE": "0"}
SCENARIOS = [
    Scenario("source add", ADD, plain),
    Scenario("run", ["run"], listed),
    Scenario("push", ["review", "push", "--freeze-only", "--batch", "first"], has_run),
    Scenario("cut", ["release", "cut", "bench-safety", "0.1.0", "--preview"], has_run),
    Scenario("pull", ["review", "import", "answers-1.json", "answers-2.json"], asked),
    Scenario("decide", ["review", "decide"], judged),
    Scenario(
        "push to a desk", ["review", "push", "--batch", "asked", "--to", "URL"], frozen, desk, AT_THE_DESK
    ),
    Scenario(
        "pull from a desk", ["review", "pull", "--batch", "put", "--to", "URL"], sent, desk, AT_THE_DESK
    ),
    Scenario(
        "publish", ["release", "publish", "toy-set", "1.0.0", "--to", "org/toy"], released, hub, AT_THE_HUB
    ),
    Scenario("generate", ["run", "generate"], written_by_a_model, model),
]


def tried(
    scenario: Scenario,
    folder: Path,
    sample: int | None,
    ledger: Ledger | None = None,
    ends: float | None = None,
) -> Outcome:
    """All trials of a scenario, or `sample` of them spread over its points.

    With a `ledger`, the trials that it knows are not tried again, and the moment `ends` (of `time.monotonic`) ends the run.
    """
    os.environ |= scenario.environment
    if scenario.serve is not None:
        SERVING[:] = [Server(scenario.serve)]
        os.environ["HF_ENDPOINT"] = SERVING[0].url
        if scenario.serve is hub:
            importlib.import_module("huggingface_hub.hf_api")  # reads the address once, when it is loaded
    try:
        return _tried(scenario, folder, sample, ledger, ends)
    finally:
        while SERVING:
            SERVING.pop().end()


def _tried(
    scenario: Scenario, folder: Path, sample: int | None, ledger: Ledger | None, ends: float | None
) -> Outcome:
    base, done = folder / "base", Outcome()
    words = [SERVING[0].url if word == "URL" else word for word in scenario.words]
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
    for server in SERVING:
        server.ask("keep")

    def fresh() -> None:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(base, root)
        for server in SERVING:
            server.ask("put back")

    def reached() -> dict[str, str]:
        told = state(root)
        for server in SERVING:
            told |= server.ask("state")
        return told

    goals = []
    slowest = 0.0
    for _ in range(2):
        fresh()
        began = time.monotonic()
        code, told, done.operations = forked(root, words)
        assert code == 0, f"{scenario.name}: {code} {told}"
        slowest = max(slowest, time.monotonic() - began)
        goals.append(reached())
    assert goals[0] == goals[1], f"{scenario.name} gives different files each time: {differing(*goals)}"
    trials = [(point, fault) for point in range(1, done.operations + 1) for fault in FAULTS]
    chosen = (
        trials
        if sample is None
        else [trials[(2 * n + 1) * len(trials) // (2 * sample)] for n in range(sample)]
    )
    if sample is not None:  # the faults take turns, whatever the step between the points is
        chosen = [(point, [*FAULTS][n % len(FAULTS)]) for n, (point, _) in enumerate(chosen)]
    limit = max(STANDS_STILL, SLOWER * slowest)
    known = ledger.known(scenario) if ledger else None
    if known is not None and (known.operations, known.planned) == (done.operations, len(chosen)):
        done = known
    done.planned = len(chosen)
    for point, fault in chosen[done.trials :]:
        began = time.monotonic()
        if ends is not None and began > ends:
            break
        fresh()
        where = f"{scenario.name}, {fault} at operation {point}"

        def beside(where: str = where) -> None:
            """The same command by another process, which finds the lock free or says who holds it."""
            os.environ["CURATION_LOCK_WAIT"] = "0.1"
            code, told, _ = forked(root, words, limit=limit)
            os.environ["CURATION_LOCK_WAIT"] = "2"
            if code not in (0, 1, 3) or no_line(told):
                done.wrong.append(f"{where}: the other process ends with {code}: {told[:2600]}")

        code, told, _ = forked(root, words, point, fault, beside, limit)
        done.trials += 1
        done.killed += code == -signal.SIGKILL
        done.tolerated += code == 0
        done.refused += code in (1, 3)
        if code not in (0, 1, 3, -signal.SIGKILL) or no_line(told):
            done.wrong.append(f"{where}: exit code {code}: {told[:2600]}")
        again, told, _ = forked(root, words, limit=limit)
        if again not in (0, 1) or no_line(told):
            done.wrong.append(f"{where}: the second run ends with {again}: {told[:2600]}")
        now = reached()
        if now != goals[0]:
            done.wrong.append(
                f"{where}: after the second run ({again}: {told.strip()[-200:]}) {differing(goals[0], now)}"
            )
        if left := leftovers(root):
            done.wrong.append(f"{where}: left {left}")
        done.seconds += time.monotonic() - began
        if ledger:
            ledger.keep(scenario, done)
    return done


def no_line(told: str) -> bool:
    """Whether what was printed is not for a person: a traceback, a report of a fault, or where a command stood still."""
    return any(sign in told for sign in ("Traceback", "has a fault", "Timeout ("))


def differing(one: dict[str, str], other: dict[str, str]) -> str:
    missing, more = sorted(one.keys() - other.keys()), sorted(other.keys() - one.keys())
    changed = sorted(name for name in one.keys() & other.keys() if one[name] != other[name])
    return f"missing {missing[:5]}, more {more[:5]}, changed {changed[:5]}"


def table(ledger: Ledger) -> str:
    """What came of the scenarios that were tried on this tree, as Markdown."""
    lines = [
        "| scenario | operations | trials | of | first run refused | ended well | killed | wrong | seconds a trial |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for scenario in SCENARIOS:
        if (o := ledger.known(scenario)) is not None:
            each = f"{o.seconds / o.trials:.1f}" if o.trials else ""
            numbers = (
                o.operations,
                o.trials,
                o.planned,
                o.refused,
                o.tolerated,
                o.killed,
                len(o.wrong),
                each,
            )
            lines.append(f"| {scenario.name} | {' | '.join(map(str, numbers))} |")
    return "\n".join(lines)


def warm() -> None:
    """Loads what each trial would load again: the words of every language pack, the table of verb forms, large libraries."""
    from curation.text import language, packs, verbs

    for name in packs.languages():
        packs.pack(name)
    language.detect(
        "The operator keeps a record of each inspection and shows it to the authority on request."
    )
    verbs.base("inspecting")
    for name in ("rich.progress", "rich.table", "httpx", "mlcroissant", "lxml.etree", "PIL.Image"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    with tempfile.TemporaryDirectory() as place:
        os.environ["CURATION_CACHE"] = place  # the import graph is kept there
        for step in keys.WORK:
            keys._code(step)
            keys.library_versions(keys.code_below(step).libraries)
        for adapter in ("_completer", "_embedder", "_refused"):
            keys._adapter_code(adapter)
            keys.library_versions(keys._below_adapter(adapter).libraries)
    from kite_world import RULES

    given, limited._inside = sys.argv, True
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "kites.md").write_text(RULES * 3, "utf-8")
        for command in ("clauses", "rules"):
            with contextlib.redirect_stdout(text_io.StringIO()), contextlib.suppress(SystemExit):
                sys.argv = ["curation", command, str(Path(place) / "kites.md"), "--json"]
                command_line.main()
    sys.argv, limited._inside = given, False
    built = functools.cache(typer.main.get_command)
    typer.main.get_command = built
    built(command_line.app)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--sample", type=int, help="try only so many of a scenario's points, spread over all"
    )
    arguments.add_argument("--only", help="one scenario", action="append")
    arguments.add_argument("--minutes", type=float, help="end after so many minutes; the next run goes on")
    arguments.add_argument(
        "--table",
        action="store_true",
        help="print as Markdown what came of the trials of this tree, and run none",
    )
    given = arguments.parse_args()
    names = [scenario.name for scenario in SCENARIOS]
    if unknown := [name for name in given.only or () if name not in names]:
        arguments.error(
            f"no scenario is called {', '.join(map(repr, unknown))}; there are: {', '.join(names)}"
        )
    if given.table:
        print(table(Ledger(KEPT)))
        return 0
    ledger = Ledger(KEPT) if given.sample is None else None
    ends = time.monotonic() + 60 * given.minutes if given.minutes else None
    os.environ["CURATION_LOCK_WAIT"] = "2"
    for module in pkgutil.walk_packages(curation.__path__, "curation."):
        if not module.name.endswith(("inspect_tasks", "kernels.loops", "__main__")):
            importlib.import_module(module.name)  # a trial is a fork and imports nothing again
    with contextlib.suppress(ImportError):
        import lxml.etree  # noqa: F401
    import polars  # noqa: F401

    warm()
    wrong = 0
    for scenario in SCENARIOS:
        if (given.only and scenario.name not in given.only) or (ends is not None and time.monotonic() > ends):
            continue
        known = ledger.known(scenario) if ledger else None
        if known is not None and known.trials == known.planned:
            wrong += len(known.wrong)
            print(json.dumps({"scenario": scenario.name, "before": True} | vars(known)), flush=True)
            continue
        with tempfile.TemporaryDirectory() as place:
            os.environ["CURATION_CACHE"] = str(Path(place) / "cache")
            os.environ["HOME"] = place
            done = tried(scenario, Path(place).resolve(), given.sample, ledger, ends)
        wrong += len(done.wrong)
        print(json.dumps({"scenario": scenario.name} | vars(done)), flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
