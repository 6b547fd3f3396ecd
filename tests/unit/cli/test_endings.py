"""How a command ends early: situations in one line, faults as a short report with a file of details."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from curation.cli import endings
from curation.core.errors import InputError, ServiceError

ROOT = Path(__file__).resolve().parents[3]


def ended(error: BaseException, capsys) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end, endings.answered():
        raise error
    return end.value.code, capsys.readouterr().err


@pytest.fixture(autouse=True)
def stdout_stays(monkeypatch):
    monkeypatch.setattr(endings, "_let_go_of_stdout", lambda: None)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (InputError.one("a.csv > row 2", "x", "is empty"), 1, "a.csv > row 2: error[x] is empty\n"),
        (ServiceError("the Hub did not answer"), 3, "the Hub did not answer\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
        (PermissionError(errno.EACCES, "x", "/a/b"), 1, "/a/b: permission denied; give your account access to it, or name another place\n"),
    ],
)  # fmt: skip
def test_a_situation_of_the_user_is_one_line_and_the_documented_code(error, code, line, capsys):
    assert ended(error, capsys) == (code, line)


def test_a_lack_of_memory_is_said(capsys):
    code, line = ended(MemoryError(), capsys)
    assert code == 1 and "memory" in line and line.count("\n") == 1


def test_a_fault_is_a_short_report_whose_details_are_in_a_file(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CURATION_CACHE", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["curation", "show", "--token", "s3cret", "\u202ex"])
    code, told = ended(KeyError("words of a document"), capsys)
    assert code == endings.FAULT
    assert "Traceback" not in told and "words of a document" not in told and "s3cret" not in told
    assert "\u202e" not in told
    assert "KeyError" in told and "command: curation show --token …" in told and "report it" in told
    (details,) = (tmp_path / "faults").iterdir()
    assert str(details) in told
    text = details.read_text("utf-8")
    assert "Traceback" in text and "s3cret" not in text


def test_only_the_newest_details_are_kept(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CURATION_CACHE", str(tmp_path))
    monkeypatch.setattr(endings, "KEPT", 2)
    (tmp_path / "faults").mkdir()
    for number in range(4):
        (tmp_path / "faults" / f"2000010{number}T000000-1.txt").write_text("x")
    ended(KeyError("x"), capsys)
    assert len(list((tmp_path / "faults").iterdir())) == 2


def test_a_fault_where_nothing_can_be_written_is_still_a_report(capsys, monkeypatch):
    monkeypatch.setenv("CURATION_CACHE", "/proc/none")
    code, told = ended(RecursionError(), capsys)
    assert code == endings.FAULT and "no folder could be written" in told


def test_a_block_that_ends_well_ends_nothing():
    with endings.answered():
        pass


def test_a_lone_surrogate_is_printed_as_the_escape_that_json_reads(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "forge a document \\ud800"}\n')
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from curation.__main__ import _speak_utf8; _speak_utf8(); print('\\ud800é')"],
        capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    assert done.stdout.decode("utf-8") == "\\ud800é\n"


def test_the_exit_codes_are_those_that_the_page_promises():
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    (codes,) = re.findall(r"Exit codes: (.*?)\. `--offline`", page)
    assert (
        f"{endings.FAULT} a fault of this package" in codes and f"{endings.INTERRUPTED} interrupted" in codes
    )
