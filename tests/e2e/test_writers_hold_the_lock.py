"""Every write below `raw/`, `releases/` and `schemas/` of a workspace happens while its lock is held by the thread that writes."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

import pytest
from curation.core.files import io

from offline_world import answered, call

pytestmark = pytest.mark.slow
GUARDED = ("raw", "releases", "schemas")
CHANGING = {"os.rename": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "os.link": 2, "os.truncate": 1}


class Watch:
    """Notes the writes of guarded files that happen without the lock. The hook stays for the life of the process."""

    def __init__(self) -> None:
        self.place: Path | None = None
        self.bare: set[str] = set()
        self.writes = 0
        sys.addaudithook(self.note)

    def note(self, event: str, told: tuple[object, ...]) -> None:
        if self.place is None:
            return
        if event == "open":
            mode, flags = told[1], told[2]
            writes = (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)) or "w" in str(mode or "")
            paths = told[:1] if writes else ()
        else:
            paths = told[: CHANGING.get(event, 0)]
        for path in paths:
            if isinstance(path, (str, bytes, os.PathLike)) and self._guarded(Path(os.fsdecode(path))):
                self.writes += 1
                lock = (self.place / ".curation" / io.LOCK).resolve()
                if (lock, threading.get_ident()) not in io._held:
                    self.bare.add(f"{event} {os.fsdecode(path)}")

    def _guarded(self, path: Path) -> bool:
        here = path if path.is_absolute() else Path.cwd() / path
        try:
            return here.relative_to(self.place).parts[0] in GUARDED  # type: ignore[arg-type]
        except (ValueError, IndexError):
            return False


@pytest.fixture(scope="module")
def watch():
    return Watch()


def test_no_command_writes_what_git_holds_without_the_lock(tmp_path, watch):
    place = tmp_path / "w"

    def done(*words: object, code: int = 0) -> str:
        ended = call(*words, "-w", place)
        assert ended.exit_code == code, ended.output
        return ended.stdout

    assert call("init", place, "--example", "lab-safety").exit_code == 0
    text = tmp_path / "rule.txt"
    text.write_text("1. A worker shall wear goggles.\n2. A visitor shall sign the book.\n", "utf-8")
    codes = tmp_path / "own.csv"
    codes.write_text("code,level,name,parent\n1,1,Goggles,\n2,1,Visitors,\n", "utf-8")
    items = tmp_path / "items.jsonl"
    items.write_text(
        json.dumps({"stem": "Who signs the book?", "options": ["Visitors", "Cats"], "answer": "A"}) + "\n"
    )
    watch.place = place
    try:
        done("source", "add", "rule", text, "--title", "A rule")
        (place / "raw" / "sources.lock").touch()
        done("source", "fetch", "rule")
        done("taxonomy", "import", codes, "--name", "own", "--version", "1.0")
        done("schema", "export")
        done("run")
        done("review", "gold", "--planted", "2")
        done("review", "people", "--add", "ann@example.org", "--add", "bob@example.org")
        done("review", "push", "--freeze-only", "--size", "4")
        told = json.loads(done("review", "export", "--out", tmp_path / "out", "--json", "--reviewer", "ann@example.org", "--reviewer", "bob@example.org"))  # fmt: skip
        done("review", "import", *[answered(Path(line["file"]), tmp_path) for line in told])
        done("review", "adjudicate", "--freeze-only")
        done("run")
        done("release", "cut", "lab-safety", "0.1.0", "--preview")
        first = (place / "releases" / "lab-safety" / "0.1.0-preview" / "rows.sha256").read_text("utf-8")
        row = next(line for line in first.splitlines() if "  items/" in line).rsplit("/", 1)[1]
        done("release", "withdraw", "lab-safety", row, "--reason", "for this test")
        done("author", "import", items, "--dataset", "lab-safety", "--category", "lab-safety@1.0:1.1")
        release = place / "releases" / "lab-safety" / "0.1.0-preview"
        assert call("release", "keygen", tmp_path / "key").exit_code == 0
        assert call("release", "sign", release, "--key", tmp_path / "key").exit_code == 0
    finally:
        watch.place = None
    assert watch.writes > 30
    assert not watch.bare
