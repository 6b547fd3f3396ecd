"""Documents are read in a process of its own: limits on memory, time and result, and nothing else changes."""

from __future__ import annotations

import os
import pickle
import signal
import time
from pathlib import Path

import pytest
from curation.core.errors import ConfigError, InputError, MissingExtra, PluginError
from curation.core.files import io, limited
from curation.core.files.limited import MB, Limits
from curation.readers import reading

SMALL = Limits(memory=200 * MB, seconds=0.5, result=2 * MB)


def ask(function, *arguments, limits: Limits = SMALL, state: object = "test"):
    return limited.call(function, arguments, limits, state, "doc")


def use_memory(amount: int) -> int:
    return len(bytearray(amount))


def use_time(seconds: float) -> float:
    while time.process_time() < seconds + 100:
        pass
    return seconds


def give(amount: int) -> bytes:
    return os.urandom(amount)


def end(how: int) -> None:
    os.kill(os.getpid(), how) if how else os._exit(3)


def whoami() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def fail(error: Exception) -> None:
    raise error


def speak() -> None:
    os.write(1, b"words of a library")


@pytest.mark.parametrize(
    ("function", "argument", "code"),
    [
        pytest.param(use_memory, 900 * MB, "document-memory", marks=pytest.mark.slow),
        (use_time, 60, "document-time"),
        (give, 3 * MB, "document-result"),
        (end, 0, "document-crash"),
        (end, signal.SIGSEGV, "document-crash"),
        (end, signal.SIGABRT, "document-memory"),
    ],
)
def test_whoever_asks_for_too_much_is_a_listed_issue_and_the_next_document_is_read(function, argument, code):
    with pytest.raises(InputError) as caught:
        ask(function, argument)
    (issue,) = caught.value.issues
    assert (issue.where, issue.code) == ("doc", code)
    assert ask(use_memory, 10 * MB) == 10 * MB


def test_one_worker_reads_one_document_after_the_other():
    first, second = ask(whoami), ask(whoami)
    assert first == second
    assert first[0] != os.getpid() == first[1]


def test_another_state_is_another_worker():
    assert ask(whoami, state=1)[0] != ask(whoami, state=2)[0]


@pytest.mark.parametrize(
    "error",
    [
        InputError.one("a > b", "code", "words"),
        ConfigError([]),
        PluginError("reader", "mine", "doc", "failed"),
        MissingExtra("documents", "reading PDF"),
    ],
)
def test_an_error_of_a_reader_comes_across_as_it_is(error):
    with pytest.raises(type(error)) as caught:
        ask(fail, error)
    assert str(caught.value) == str(error)
    assert vars(caught.value) == vars(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_fault_of_a_reader_is_raised_with_the_place_where_it_happened():
    with pytest.raises(KeyError) as caught:
        ask(fail, KeyError("x"))
    assert "in fail" in "".join(caught.value.__notes__)


def test_what_a_library_prints_does_not_get_among_the_results(capfd):
    ask(speak)
    assert capfd.readouterr().out == ""


def test_a_small_file_may_ask_for_less_than_a_large_one():
    small, large = limited.limits_of(1000, 4000 * MB, 1800), limited.limits_of(10 * MB, 4000 * MB, 1800)
    assert small.memory < 500 * MB < 900 * MB < large.memory <= 4000 * MB
    assert small.seconds < large.seconds


def test_the_worker_keeps_no_lock_of_the_process_that_asks(tmp_path):
    with io.locked(tmp_path):
        ask(whoami, state="forked while the lock is held")
    child = os.fork()
    if not child:
        try:
            with io.locked(tmp_path, wait=0.5):
                os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("name", ["regulation.md", "page.html"])
def test_a_document_is_read_as_it_is_without_the_worker(name, tmp_path, monkeypatch):
    pytest.importorskip("lxml")
    texts = {
        "regulation.md": "# Rules\n\n1. You must not run.\n2. You must not eat.\n",
        "page.html": "<h1>R</h1><ul><li>Do not run.</li></ul>",
    }
    path: Path = tmp_path / name
    path.write_text(texts[name])
    by_worker = reading.parse_file(path)
    monkeypatch.setattr(limited, "_inside", True)
    assert reading.parse_file(path) == by_worker
