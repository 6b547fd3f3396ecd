"""Reading in a process of its own with limits on memory, time and result: a document or picture from outside cannot take the machine along.

One worker is forked from this process at the first document and reads one document after the other; it is replaced when it dies
or when plugins could have changed. The limits grow with the document, so that a kilobyte cannot ask for a gigabyte. Where
processes cannot be forked, and inside a worker, the function is called here and nothing is limited.
"""

from __future__ import annotations

import atexit
import gc
import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any, TypeVar

from curation.core.errors import CurationError, InputError

T = TypeVar("T")

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one document may use: bytes of memory beyond what the worker has at its start, seconds of CPU, bytes of result."""

    memory: int
    seconds: float
    result: int


def limits_of(size: int, most_memory: int, most_seconds: float) -> Limits:
    """The limits of a document of `size` bytes: 400 MB and 60 s, plus 60 bytes a byte and 30 s a megabyte, up to the two given."""
    return Limits(
        min(400 * MB + 60 * size, most_memory),
        min(60 + 30 * size / MB, most_seconds),
        min(64 * MB + 60 * size, most_memory),
    )


def call(
    function: Callable[..., T], arguments: tuple[Any, ...], limits: Limits, state: object, where: str
) -> T:
    """`function(*arguments)` by the worker; `state` stands for what it was forked with, another one means another worker.

    Args:
        function: A function at the top of a module; it is pickled too.
        arguments: Positional arguments of the function; they and the result are pickled.
        limits: The most memory in bytes and time in seconds that one call may take.
        state: What the worker has to know of this process, such as plugins; compared by `==`.
        where: The name of the document for messages.

    Raises: what the function raises; InputError when the document needs more than the limits allow, or ends the worker.
    """
    if _inside or not hasattr(os, "fork"):
        return function(*arguments)
    with _lock:
        worker = _worker_for(state)
        done = False
        try:
            outcome, value = worker.ask(function, arguments, limits)
            done = outcome in ("result", "error")
        finally:
            if not done:
                _drop()
    if outcome == "result":
        result: T = value
        return result
    if outcome == "error":
        raise value
    raise InputError.one(where, *_told(outcome, value, limits))


def _told(outcome: str, value: object, limits: Limits) -> tuple[str, str]:
    """Code and words of the issue."""
    if outcome == "memory":
        return (
            "document-memory",
            f"needs more than {limits.memory // MB:,} MB to be read, far more than a document of its size; "
            "look at where it comes from, or save it in another format",
        )
    if outcome == "time":
        return (
            "document-time",
            f"needs more than {limits.seconds:.0f} s to be read; look at where it comes from, or save it in another format",
        )
    if outcome == "size":
        return (
            "document-result",
            f"would become more than {limits.result // MB:,} MB of text; look at where it comes from",
        )
    return (
        "document-crash",
        f"ended the program that reads it ({value}); save it in another format, and please report it",
    )


# --- the side that asks -------------------------------------------------------------------------------------------

_lock = threading.Lock()
_inside = False


class _Worker:
    """A forked process that answers over a pipe."""

    def __init__(self, state: object) -> None:
        self.state = state
        self.owner = os.getpid()
        ours, theirs = Pipe()
        self.process = os.fork()
        if not self.process:
            _serve(theirs)
        theirs.close()
        self.pipe = ours

    def ask(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits
    ) -> tuple[str, Any]:
        """What came of it: result, error, memory, time, size, or crash, with its value."""
        try:
            self.pipe.send_bytes(pickle.dumps((function, arguments, limits), 5))
            # A stopped machine must not stop the command for ever: the worker's own limit is on CPU time.
            if not self.pipe.poll(20 * limits.seconds):
                return "time", None
            data = self.pipe.recv_bytes(limits.result + MB)
        except (EOFError, ConnectionError):
            return self._end()
        except OSError:  # longer than was allowed
            return "size", None
        gc.disable()  # thousands of records come into being at once: looking for cycles meanwhile costs as much as reading them
        try:
            outcome, value = pickle.loads(data)
        finally:
            gc.enable()
        return outcome, value

    def _end(self) -> tuple[str, Any]:
        """How the process ended that answers no more."""
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            return "time", None
        # Libraries in C and C++ abort when they get no memory.
        if code in (_NO_MEMORY, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP):
            return "memory", None
        return "crash", signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        self.pipe.close()
        if self.process and self.owner == os.getpid():
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)
        self.process = 0


_current: list[_Worker] = []


def _worker_for(state: object) -> _Worker:
    if _current and (_current[0].state != state or _current[0].owner != os.getpid()):
        _drop()
    if not _current:
        _current.append(_Worker(state))
    return _current[0]


def _drop() -> None:
    while _current:
        _current.pop().end()


atexit.register(_drop)

# --- the worker ---------------------------------------------------------------------------------------------------

_NO_MEMORY = 77


def _serve(pipe: Connection) -> None:
    """Answers until the other side is gone; never returns."""
    global _inside
    try:
        _inside = True
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks ends this one
        _let_go(pipe.fileno())
        gc.freeze()
        base = _data()
        while True:
            function, arguments, limits = pickle.loads(pipe.recv_bytes())
            _limit(base, limits)
            pipe.send_bytes(_answer(function, arguments, limits))
    except MemoryError:
        os._exit(_NO_MEMORY)
    except (EOFError, OSError):
        os._exit(0)
    finally:
        os._exit(1)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> bytes:
    answer: list[tuple[str, Any]] = []

    def failed(_kind: object, error: BaseException | None, _trace: object) -> bool:
        if error is not None:
            answer.append(("error", error if isinstance(error, CurationError) else _portable(error)))
        return True

    with ExitStack() as stack:  # sees every error without a broad `except`: none may end the worker
        stack.push(failed)
        answer.append(("result", function(*arguments)))
    data = pickle.dumps(answer[0], 5)
    if len(data) > limits.result:
        return pickle.dumps(("size", None), 5)
    return data


def _portable(error: BaseException) -> BaseException:
    """A fault of a reader with the place where it happened in its note.

    Raises: MemoryError when it is one: that is no fault.
    """
    if isinstance(error, MemoryError):
        raise error
    error.add_note("in the process that reads documents:\n" + "".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except (TypeError, AttributeError, ValueError, pickle.PickleError):
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _let_go(kept: int) -> None:
    """Closes what the other process has open: its locks would outlive it."""
    most = min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 65536)
    os.closerange(3, kept)
    os.closerange(kept + 1, most)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)


def _data() -> int:
    """Bytes of data of this process; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123
            line = next(line for line in status if line.startswith("VmData"))
        return int(line.split()[1]) * 1024
    return 0


def _limit(base: int, limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    if base and sys.platform == "linux":
        with suppress(ValueError, OSError):
            resource.setrlimit(
                resource.RLIMIT_DATA, (base + limits.memory, resource.getrlimit(resource.RLIMIT_DATA)[1])
            )
