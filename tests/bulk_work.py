"""Work for processes of an engine: what a worker can import."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def killed_once(given: tuple[str, int]) -> int:
    """The number; the first worker that comes to 5 is killed, as by a system without memory."""
    mark, number = Path(given[0]), given[1]
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number
