"""One reader for every table in a file: the same rows from every format, the same issue for the same fault in every command."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest
from curation.cli.main import app
from curation.core.errors import InputError
from curation.core.files import table_files
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda t: t.strip()
)
NAMES = st.lists(st.sampled_from(["id", "text", "label", "größe"]), min_size=1, max_size=4, unique=True)


@st.composite
def tables(draw) -> list[dict[str, str]]:
    names = draw(NAMES)
    return [{name: draw(TEXTS) for name in names} for _ in range(draw(st.integers(1, 6)))]


def as_csv(rows: list[dict[str, str]], end: str = "\n") -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    lines = [rows[0].keys(), *(row.values() for row in rows)]
    return "".join(",".join(map(cell, line)) + end for line in lines).encode()


def read(folder: Path, name: str, data: bytes) -> list[dict]:
    (folder / name).write_bytes(data)
    return list(table_files.rows(folder / name))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(rows=tables(), mark=st.booleans(), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_table_is_the_same_rows_in_every_format_with_every_line_end(rows, mark, end, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    start = b"\xef\xbb\xbf" if mark else b""
    lines = end.join(json.dumps(row, ensure_ascii=mark) for row in rows).encode()
    parquet = io.BytesIO()
    pl.DataFrame(rows).write_parquet(parquet)
    assert read(folder, "a.csv", start + as_csv(rows, end)) == rows
    assert read(folder, "a.jsonl", start + lines) == rows
    assert read(folder, "a.json", start + json.dumps(rows).encode()) == rows
    assert read(folder, "a.parquet", parquet.getvalue()) == rows


FAULTS = {
    "latin.jsonl": (b'{"id": "1", "text": "a"}\n{"id": "2", "text": "caf\xe9"}\n', "latin.jsonl > line 2", "file-encoding"),
    "latin.csv": (b"id,text\n1,caf\xe9\n", "latin.csv > line 2", "file-encoding"),
    "nan.jsonl": (b'{"id": "1", "text": NaN}\n', "nan.jsonl > line 1", "number-not-finite"),
    "infinity.jsonl": (b'{"id": "1", "text": "a", "x": -Infinity}\n', "infinity.jsonl > line 1", "number-not-finite"),
    "large.jsonl": (b'{"id": "1", "text": "a", "x": 1e400}\n', "large.jsonl > line 1", "number-not-finite"),
    "surrogate.jsonl": (b'{"id": "1", "text": "a\\ud800b"}\n', "surrogate.jsonl > line 1", "text-surrogate"),
    "deep.jsonl": (b'{"id": "1", "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "deep.jsonl > line 1", "json-deep"),
    "deeper.jsonl": (b'{"a":' * 100 + b"1" + b"}" * 100 + b"\n", "deeper.jsonl > line 1", "json-deep"),
    "twice.jsonl": (b'{"id": "1", "text": "a", "text": "b"}\n', "twice.jsonl > line 1", "column-duplicate"),
    "twice.csv": (b"id,text,text\n1,a,b\n", "twice.csv", "column-duplicate"),
    "wide.csv": (b"id,text\n1,a,b\n", "wide.csv > row 2", "row-width"),
    "quote.csv": (b'id,text\n1,"a\n', "quote.csv > line 2", "table-unreadable"),
    "list.jsonl": (b"[1]\n", "list.jsonl > line 1", "json-object"),
    "broken.jsonl": (b'{"id": \n', "broken.jsonl > line 1", "json-invalid"),
    "digits.jsonl": (b'{"id": ' + b"9" * 5000 + b"}\n", "digits.jsonl > line 1", "json-invalid"),
    "utf16.jsonl": ('{"id": "1", "text": "a"}\n'.encode("utf-16"), "utf16.jsonl", "file-encoding"),
    "none.parquet": (b"PAR1", "none.parquet", "table-unreadable"),
    "headless.csv": (b"", "headless.csv", "table-unreadable"),
}  # fmt: skip
COMMANDS = {
    "lint": "lint {}",
    "map": "map {} --taxonomy air-2024 --embedder none",
    "dedup": "dedup {} --text text --methods exact --json",
    "agreement": "agreement {}",
    "refusal": "measure refusal {} --quick",
    "accuracy": "measure accuracy {}",
    "author": "author import {} --dataset bench-safety",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_an_issue_with_its_place_and_cure(name, tmp_path):
    data, where, code = FAULTS[name]
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, data)
    (issue,) = caught.value.issues
    assert (issue.where, issue.code) == (where, code)
    assert issue.message and "caf" not in issue.message


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_the_same_about_the_same_file(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if command == "author":
        assert CliRunner().invoke(app, ["init", ".", "--example", "by-hand"]).exit_code == 0
    for name, (data, _, code) in FAULTS.items():
        Path(name).write_bytes(data)
        done = CliRunner().invoke(app, COMMANDS[command].format(name).split())
        assert isinstance(done.exception, InputError), (command, name, done.output, done.exception)
        assert [issue.code for issue in done.exception.issues] == [code], (command, name)


def test_every_fault_of_a_file_is_listed_and_a_flood_is_counted(tmp_path):
    data = b'{"id": 1}\n' + b"x\n" * 3 + b'{"id": 2}\n' + b'{"a": NaN}\n'
    with pytest.raises(InputError) as caught:
        read(tmp_path, "a.jsonl", data)
    assert [i.where for i in caught.value.issues] == [f"a.jsonl > line {n}" for n in (2, 3, 4, 6)]
    with pytest.raises(InputError) as caught:
        read(tmp_path, "b.jsonl", b"x\n" * 500)
    assert len(caught.value.issues) == table_files.LISTED + 1
    assert "450 more issues" in caught.value.issues[-1].message


def test_a_column_without_finite_numbers_is_named_once_with_a_count(tmp_path):
    lines = [f'{{"id": "{n}", "NaN": "NaN", "score": {"NaN" if n % 2 else 1}}}\n' for n in range(40)]
    with pytest.raises(InputError) as caught:
        read(tmp_path, "a.jsonl", "".join([*lines, '{"x": {"y": [1e999]}}\n', "x\n"]).encode())
    column, large, broken = caught.value.issues
    assert (column.where, column.code) == ("a.jsonl > line 2", "number-not-finite")
    assert "NaN in column 'score'" in column.message and "20 lines" in column.message
    assert "too large for any program in column 'x'" in large.message and "lines" not in large.message
    assert broken.code == "json-invalid"


def test_a_line_without_end_needs_no_more_memory_than_a_long_one(tmp_path, monkeypatch):
    monkeypatch.setattr(table_files, "LONGEST", 100_000)
    with pytest.raises(InputError, match=r"line 2: error\[line-long\]"):
        read(tmp_path, "a.jsonl", b'{"id": 1}\n{"id": "' + b"x" * 1_000_000 + b'"}\n{"id": 3}\n')
    with pytest.raises(InputError, match="line-long"):
        read(tmp_path, "a.csv", b"id,text\n1," + b"x" * 1_000_000 + b"\n")


def test_a_float_that_is_no_number_is_found_in_parquet_with_its_row(tmp_path):
    pl.DataFrame({"id": [1, 2, 3], "x": [0.5, None, float("nan")]}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"a.parquet > row 3: error\[number-not-finite\].*'x'"):
        list(table_files.rows(tmp_path / "a.parquet"))


@pytest.mark.slow
def test_a_workbook_cannot_ask_for_more_cells_than_a_table_has(tmp_path):
    """A cell in the last column makes 16,383 empty ones before it."""
    row = '<row><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "xl/worksheets/sheet1.xml",
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + row * 2000 + "</sheetData></worksheet>",
        )  # fmt: skip
    with pytest.raises(InputError, match="more than 5,000,000 cells"):
        list(table_files.rows(tmp_path / "a.xlsx"))


@settings(deadline=None)
@given(
    data=st.binary(max_size=300),
    suffix=st.sampled_from([".jsonl", ".json", ".csv", ".tsv", ".parquet", ".xlsx", ""]),
)
def test_any_bytes_are_rows_or_issues(data, suffix, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bytes")
    try:
        for row in read(folder, f"a{suffix}", data):
            json.dumps(row, ensure_ascii=False, allow_nan=False, default=str).encode("utf-8")
    except InputError as error:
        assert all(issue.message and issue.where.startswith("a") for issue in error.issues)


BROKEN = Path(__file__).parent / "broken_tables"


@pytest.mark.parametrize("path", sorted(BROKEN.iterdir()), ids=lambda path: path.name)
def test_what_fuzzing_found_stays_an_issue(path):
    with pytest.raises(InputError, match=r"(table|spreadsheet)-unreadable"):
        list(table_files.rows(path))


def test_a_folder_is_called_a_folder(tmp_path):
    with pytest.raises(InputError, match="is a folder; name a file in it"):
        list(table_files.rows(tmp_path))
