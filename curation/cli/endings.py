"""How a command ends that does not reach its end: one line and a documented exit code; never a traceback on the terminal.

A situation of the user (wrong data, a full disk, no permission, Ctrl-C) is one line that names place and cure. Anything else is
a fault of this package: a short report, and a file with the details that the user may send.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from curation._version import __version__
from curation.core.errors import CurationError, visible
from curation.core.files import disk
from curation.core.files.io import cure

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""
FAULT = 4
"""Exit code of a fault of this package, so that a script can tell it from wrong input."""
KEPT = 20
"""Files of details that are kept; the oldest is removed for a new one."""
_SECRETS = ("token", "key", "password", "secret")


@contextmanager
def answered() -> Iterator[None]:
    """Runs the block; whatever ends it early becomes lines on stderr and a `SystemExit`.

    An exit stack sees every exception without a broad `except`: what is raised for the interpreter itself passes.
    """
    with ExitStack() as stack:
        stack.push(_end)
        yield
        sys.stdout.flush()  # what a full disk refuses of the last lines is said here, not while the interpreter ends


def _end(kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
    if error is None or isinstance(error, (SystemExit, GeneratorExit)):
        return False
    if isinstance(error, BrokenPipeError):
        # The reader of our stdout went away (`curation … | head`): not an error of ours.
        _let_go_of_stdout()
        raise SystemExit(0) from None
    line, code = situation(error)
    if line is None:
        line, code = report(error), FAULT
    if isinstance(error, OSError):
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        _let_go_of_stdout()
    if line:
        _say(line)
    raise SystemExit(code) from None


def situation(error: BaseException) -> tuple[str | None, int]:
    """The lines and the exit code of what is no fault of this package; no lines (None) for what is one."""
    if isinstance(error, CurationError):
        return str(error), error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return "", INTERRUPTED
    if isinstance(error, MemoryError) or _without_memory(error):
        return (
            "the memory of this machine or the limit of this process is used up; free some, or work on a smaller file",
            1,
        )
    # Polars reports what the disk refuses as an error of its own, with the number in its words.
    if isinstance(error, OSError) or type(error).__module__.startswith("polars"):
        return cure(error), 1
    return None, FAULT


def _without_memory(error: BaseException) -> bool:
    """Whether a library written in Rust gave up since it got neither memory nor a thread."""
    return type(error).__name__ == "PanicException" and "could not spawn threads" in str(error)


def report(error: BaseException) -> str:
    """The lines that say what failed, where the details are, and how to tell us. Writes the details."""
    place = _place(error)
    lines = [
        f"curation {__version__} has a fault: {type(error).__name__} at {place}. Nothing that was recorded is lost.",
        f"command: {_command()}",
    ]
    details = _write_details(error)
    lines.append(f"details: {details}" if details else "details: no folder could be written")
    lines.append(
        "please report it to the issue tracker of this project with these lines; the details may quote your files, so read them first"
    )
    return "\n".join(lines)


def _place(error: BaseException) -> str:
    """The last line of ours that ran: `curation/pipeline/reports/lineage.py:92`."""
    root = Path(__file__).resolve().parents[1]
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(root)]
    if not ours:
        return "an unknown place"
    return f"{Path(ours[-1].filename).relative_to(root.parent).as_posix()}:{ours[-1].lineno}"


def _command() -> str:
    """The command line without what may be a secret."""
    words = ["curation", *sys.argv[1:]]
    hidden = [
        "…" if number and any(secret in words[number - 1].lower() for secret in _SECRETS) else word
        for number, word in enumerate(words)
    ]
    return visible(" ".join(hidden))[:400]


def _write_details(error: BaseException) -> Path | None:
    from curation.core import resources
    from curation.core.files.io import write_atomic

    now = datetime.now(UTC)
    text = "\n".join(
        [
            f"curation {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: {_command()}",
            f"time: {now.isoformat(timespec='seconds')}",
            "",
            "".join(traceback.format_exception(error)),
        ]
    )
    with suppress(OSError, CurationError):
        folder = resources.cache_folder() / "faults"
        path = folder / f"{now:%Y%m%dT%H%M%S}-{os.getpid()}.txt"
        write_atomic(path, text.encode("utf-8", "backslashreplace"))
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            disk.removed(old)
        return path
    return None


def _let_go_of_stdout() -> None:
    """Points stdout nowhere: the interpreter flushes it while it ends and would fail again."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(lines: str) -> None:
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("\n".join(visible(line) for line in lines.split("\n")) + "\n")
        sys.stderr.flush()
