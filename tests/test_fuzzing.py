"""A sample of the fuzzer, and that it finds what it looks for; `make fuzz` tries 20,000 inputs of each family."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from fuzzing import loop
from fuzzing.families import FAMILIES
from fuzzing.loop import Family, Run, fuzz

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_no_damaged_input_is_a_fault(name, tmp_path, monkeypatch):
    for variable in ("HOME", "CURATION_CACHE"):
        monkeypatch.setenv(variable, str(tmp_path))
    outcome = fuzz(FAMILIES[name], int(os.environ.get("CURATION_FUZZ", "80")), "sample", tmp_path)
    assert outcome.faults == {}
    assert outcome.ends.get("read", 0) > 0


def fails_on(what: str):
    def start(_: Path) -> Run:
        def run(data: bytes) -> str:
            if b"X" not in data:
                return "read"
            if what == "error":
                raise KeyError("x")
            if what == "memory":
                return str(len(b"x" * 1_600_000_000))
            while what == "time":
                time.process_time()
            os._exit(11)

        return run

    return Family(what, lambda: [b"a"], start, lambda random, data, others: random.choice((b"a", b"X")))


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("error", "KeyError"),
        ("memory", "MemoryError"),
        ("time", "more than 1 s"),
        ("death", "ended with 11"),
    ],
)
def test_the_loop_keeps_the_input_of_every_kind_of_fault(what, told, tmp_path, monkeypatch):
    """A check that cannot fail is no check."""
    monkeypatch.setattr(loop, "SECONDS", 1)
    outcome = fuzz(fails_on(what), 8 if what in ("error", "memory") else 2, "1", tmp_path)
    (fault, path), *more = outcome.faults.items()
    assert told in fault and Path(path).read_bytes() == b"X" and not more
