"""The loop: inputs are made one after the other in a process with limits, and what a family cannot bear is kept.

Guided by coverage where the interpreter can say cheaply which lines ran (`sys.monitoring`, Python 3.12): an input that reaches a
new line joins the beginnings of later ones. Without it the beginnings are the seeds alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import CodeType
from typing import Any

from fuzzing.mutations import mutated

SECONDS = 10
"""Processor seconds that one input may take."""
MEMORY = 1_500_000_000
"""Bytes that an input may make the process grow by."""
PACKAGE = str(Path(__file__).resolve().parents[2] / "curation") + os.sep
MOST = 4000
"""Beginnings that are kept."""

Run = Callable[[bytes], str]
"""Takes an input and gives how it ended in one word (`read`, `refused`); raises what is a fault."""


@dataclass(frozen=True)
class Family:
    """Inputs of one kind: what mutations begin with, and what is done with an input."""

    name: str
    seeds: Callable[[], list[bytes]]
    start: Callable[[Path], Run]
    """Prepares a folder and gives what runs an input; called in the process that runs them."""
    mutate: Callable[[Random, bytes, list[bytes]], bytes] = mutated


@dataclass
class Outcome:
    """What came of a family."""

    inputs: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    """How many inputs ended in which way."""
    faults: dict[str, str] = field(default_factory=dict)
    """Fault to the file of the first input that showed it."""
    beginnings: int = 0
    lines: int = 0
    slowest: float = 0.0
    memory_mb: int = 0
    guided: bool = False


class Coverage:
    """Tells whether an input ran a line of the package that none had run before."""

    def __init__(self) -> None:
        self.lines = 0
        self.on = sys.version_info >= (3, 12)
        if self.on:
            monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
            self._disable = monitoring.DISABLE
            monitoring.use_tool_id(monitoring.COVERAGE_ID, "fuzzing")
            monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, self._line)
            monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)

    def _line(self, code: CodeType, line: int) -> Any:
        self.lines += code.co_filename.startswith(PACKAGE)
        return self._disable


def inputs(family: Family, seed: str, beginnings: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Inputs without end, each of a generator that the seed and its number decide; `beginnings` may grow meanwhile."""
    number = 0
    while True:
        random = Random(f"{family.name} {seed} {number}")
        data = (
            random.choice(beginnings)
            if random.random() < 0.7
            else beginnings[-1 - random.randrange(min(50, len(beginnings)))]
        )
        yield number, family.mutate(random, data, beginnings)
        number += 1


def fuzz(family: Family, count: int, seed: str, folder: Path) -> Outcome:
    """`count` inputs of a family; what showed a fault is written to `folder/found`."""
    found = folder / "found"
    found.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    attempt = 0
    while outcome.inputs < count:
        part = _in_child(family, count - outcome.inputs, f"{seed}.{attempt}", folder)
        attempt += 1
        for end, times in part["ends"].items():
            outcome.ends[end] = outcome.ends.get(end, 0) + times
        outcome.inputs += part["inputs"]
        outcome.beginnings, outcome.lines = (
            max(outcome.beginnings, part["beginnings"]),
            max(outcome.lines, part["lines"]),
        )
        outcome.guided = part["guided"]
        outcome.slowest = max(outcome.slowest, part["slowest"])
        outcome.memory_mb = max(outcome.memory_mb, part["memory_mb"])
        for name, data in part["faults"].items():
            if name not in outcome.faults:
                path = found / f"{family.name}-{hashlib.sha256(data).hexdigest()[:12]}"
                path.write_bytes(data)
                outcome.faults[name] = str(path)
    return outcome


def _in_child(family: Family, count: int, seed: str, folder: Path) -> dict[str, Any]:
    """What a forked process made of up to `count` inputs; it ends early when one kills it."""
    now, told, kept = folder / "now", folder / "told.json", folder / "kept"
    kept.mkdir(exist_ok=True)
    for path in (now, told, *kept.iterdir()):
        path.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        try:
            _serve(family, count, seed, folder, now, told, kept)
        except BaseException:  # noqa: BLE001  (the process ends here, and says why)
            traceback.print_exc()
            os._exit(98)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 98 or not told.exists():
        raise RuntimeError(f"{family.name}: the process could not begin")
    part: dict[str, Any] = json.loads(told.read_text("utf-8"))
    part["faults"] = {
        json.loads((kept / p.name.replace(".data", ".name")).read_text()): p.read_bytes()
        for p in kept.glob("*.data")
    }
    part["memory_mb"] = used.ru_maxrss // 1024
    if code:
        how = {-signal.SIGVTALRM: f"more than {SECONDS} s"}.get(code, f"the process ended with {code}")
        part["faults"][how] = now.read_bytes()
        part["inputs"] += 1
        part["ends"]["killed"] = part["ends"].get("killed", 0) + 1
    return part


def _serve(family: Family, count: int, seed: str, folder: Path, now: Path, told: Path, kept: Path) -> None:
    work = folder / "work"
    work.mkdir(exist_ok=True)
    beginnings = [data for data in family.seeds() if data]
    run = family.start(work)
    seed_ends = [
        run(data) for data in beginnings
    ]  # a seed that ends in a fault is a fault of the seed: it ends the process
    assert "read" in seed_ends, f"no seed of {family.name} is read"
    coverage = Coverage()
    _limit()
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    ends: dict[str, int] = {}
    names: set[str] = set()
    slowest, last = 0.0, 0.0
    done = 0

    def tell() -> None:
        report = {"inputs": done, "ends": ends, "beginnings": len(beginnings), "lines": coverage.lines, "slowest": round(slowest, 2), "guided": coverage.on}  # fmt: skip
        part = told.with_name("told.part")
        part.write_text(json.dumps(report), "utf-8")
        part.replace(told)

    tell()
    file = os.open(now, os.O_CREAT | os.O_RDWR)
    for _, data in inputs(family, seed, beginnings):
        if done >= count:
            break
        os.pwrite(file, data, 0)
        os.ftruncate(file, len(data))
        before, began = coverage.lines, time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            end = run(data)
        except BaseException as error:  # noqa: BLE001  (any fault at all is what is looked for)
            end = "fault"
            name = fault_name(error)
            if name not in names:
                names.add(name)
                stem = hashlib.sha256(name.encode()).hexdigest()[:16]
                (kept / f"{stem}.name").write_text(json.dumps(name))
                (kept / f"{stem}.data").write_bytes(data)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        slowest = max(slowest, time.process_time() - began)
        ends[end] = ends.get(end, 0) + 1
        done += 1
        if coverage.lines > before and len(data) < 20_000:
            beginnings.append(data)
            if len(beginnings) > MOST:
                del beginnings[0]
        if time.monotonic() - last > 0.5 or end == "fault":
            last = time.monotonic()
            tell()
    tell()


def _limit() -> None:
    """Growth of the data of this process by more than `MEMORY` is refused."""
    with open("/proc/self/status") as status:
        base = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
    resource.setrlimit(resource.RLIMIT_DATA, (base + MEMORY, base + MEMORY))


def fault_name(error: BaseException) -> str:
    """The kind of an error and the last line of the package that ran."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(PACKAGE)]
    place = f"{frames[-1].filename.removeprefix(PACKAGE)}:{frames[-1].lineno}" if frames else "outside"
    return (
        f"{type(error).__name__} at {place}: {str(error)[:120]}"
        if not frames
        else f"{type(error).__name__} at {place}"
    )
