"""`python -m curation`, and what the `curation` script starts: light, so that Ctrl-C is answered from the first moment."""

from __future__ import annotations

import io
import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def _speak_utf8() -> None:
    """Starts this process again in UTF-8 mode where the locale has another encoding: names of files and all output are UTF-8.

    Output that is no text in UTF-8 (a lone surrogate of somebody's JSON) is written as its escape, which JSON reads as the same.
    """
    if sys.getfilesystemencoding().lower().replace("-", "") != "utf8" and hasattr(os, "execve"):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | {"PYTHONUTF8": "1"})
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: what is written to it goes nowhere
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main() -> None:
    """Runs the command line. While it is being imported nothing is held, so an interrupt ends the process at once."""
    signal.signal(signal.SIGINT, _leave)
    _speak_utf8()
    from curation.cli.main import main as command

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command()
    finally:
        # The interpreter puts the system's own handler back while it ends, and that one kills without an exit code.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
