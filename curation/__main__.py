"""`python -m curation`, and what the `curation` script starts: light, so that Ctrl-C is answered from the first moment."""

from __future__ import annotations

import os
import signal
from types import FrameType

INTERRUPTED = 130


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


def main() -> None:
    """Runs the command line. While it is being imported nothing is held, so an interrupt ends the process at once."""
    signal.signal(signal.SIGINT, _leave)
    from curation.cli.main import main as command

    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command()
    finally:
        # The interpreter puts the system's own handler back while it ends, and that one kills without an exit code.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
