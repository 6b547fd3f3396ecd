"""The command line in a process of its own, as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def curation(*arguments: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """What the command prints, without colours and 200 columns wide; with `check` a failure shows its errors."""
    done = subprocess.run(
        [sys.executable, "-m", "curation", *arguments],
        cwd=cwd,
        env=os.environ | {"NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert not check or done.returncode == 0, done.stderr
    return done
