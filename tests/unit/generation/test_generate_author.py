"""Hand-written items: any file that people keep them in, the same lineage as all others."""

from __future__ import annotations

import json
import zipfile

import polars as pl
import pytest
from curation.cli.main import app
from curation.core import tables
from curation.core.errors import InputError
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.authored import files, items
from curation.generation.settings import Settings
from generate_fixtures import CLAUSES, Tax, frames
from typer.testing import CliRunner

LINE = {
    "Frage": "Who keeps the register?",
    "A": "The provider",
    "B": "The importer",
    "C": "The owner",
    "richtig": "A",
}
MAP = {"stem": "Frage", "options": "A,B,C", "answer": "richtig"}
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path, rows, inline=False):
    """A workbook as small as one can be: shared strings or inline ones."""
    words = sorted({cell for row in rows for cell in row})
    cell = (
        (lambda r, c, v: f'<c r="{"ABCDEFGH"[c]}{r}" t="inlineStr"><is><t>{v}</t></is></c>')
        if inline
        else (lambda r, c, v: f'<c r="{"ABCDEFGH"[c]}{r}" t="s"><v>{words.index(v)}</v></c>')
    )
    body = "".join(
        f'<row r="{r}">' + "".join(cell(r, c, v) for c, v in enumerate(row) if v) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData></worksheet>',
        )
        if not inline:
            strings = "".join(f"<si><t>{w}</t></si>" for w in words)
            book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET}">{strings}</sst>')


def written(path, kind):
    head, row = list(LINE), list(LINE.values())
    if kind == "csv":
        path.write_text(",".join(head) + "\n" + ",".join(row) + "\n", "utf-8")
    elif kind == "semicolon":
        path.write_text(";".join(head) + "\n" + ";".join(row) + "\n", "utf-8-sig")
    elif kind == "tsv":
        path.write_text("\t".join(head) + "\n" + "\t".join(row) + "\n", "utf-8")
    elif kind == "jsonl":
        path.write_text(json.dumps(LINE) + "\n\n", "utf-8")
    elif kind == "json":
        path.write_text(json.dumps([LINE]), "utf-8")
    elif kind == "parquet":
        pl.DataFrame([LINE]).write_parquet(path)
    else:
        workbook(path, [head, row], inline=kind == "inline")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("csv", "a.csv"), ("semicolon", "a.csv"), ("tsv", "a.tsv"), ("jsonl", "a.jsonl"), ("json", "a.json"), ("parquet", "a.parquet"), ("xlsx", "a.xlsx"), ("inline", "a.xlsx")],
)  # fmt: skip
def test_one_question_is_the_same_from_every_kind_of_file(tmp_path, kind, name):
    path = tmp_path / name
    written(path, kind)
    (one,) = items.bring_in(files.lines(path), "d", MAP)
    assert (one.stem, one.options, one.answer) == (
        LINE["Frage"],
        ["The provider", "The importer", "The owner"],
        0,
    )
    folder = items.bring_in(files.lines(tmp_path), "d", MAP)
    assert folder == [one]


def test_usual_column_names_are_known():
    lines = [
        {"Question": "Who?", "Choices": ["I", "You", "They"], "Correct answer": "B", "Rationale": "So it is."}
    ]
    (one,) = items.bring_in(lines, "d")
    assert (one.stem, one.answer, one.explanation) == ("Who?", 1, "So it is.")


@pytest.mark.parametrize(
    "options",
    [{"label": ["A", "B", "C"], "text": ["I", "You", "They"]}, {"A": "I", "B": "You", "C": "They"}, "I | You | They", "I\nYou\nThey"],
)  # fmt: skip
def test_options_are_read_as_people_and_datasets_write_them(options):
    (one,) = items.bring_in([{"stem": "Who?", "options": options, "answer": "C"}], "d")
    assert one.options[one.answer] == "They"


def test_a_number_counts_from_one_unless_it_is_said_to_count_from_nought():
    line = {"stem": "Who?", "options": ["I", "You", "They"], "answer": 1}
    assert items.bring_in([line], "d")[0].answer == 0
    assert items.bring_in(items.normalised([line], {}, zero_based=True), "d")[0].answer == 1


def test_a_clause_is_cited_by_its_id_or_its_citation():
    clauses = {c.id: c for c in CLAUSES}
    for name in (CLAUSES[0].id, "act, ART_1"):
        (one,) = items.bring_in(
            [{"text": "Help.", "clause": name, "quote": "keep the register"}], "d", clauses=clauses
        )
        assert one.clauses == [CLAUSES[0].id]
        assert one.evidence[0].quote == "keep the register"


def test_a_bare_category_becomes_the_datasets_and_an_unknown_one_is_told():
    (one,) = items.bring_in([{"text": "Help.", "category": "1"}], "d", leaves=["t@1:1"])
    assert one.categories == ["t@1:1"]
    with pytest.raises(InputError, match="category-unknown"):
        items.bring_in([{"text": "Help.", "category": "9"}], "d", leaves=["t@1:1"])


@pytest.mark.parametrize(
    ("columns", "code"),
    [({"colour": "x"}, "field-unknown"), ({"stem": "nowhere"}, "column-missing")],
)
def test_a_wrong_mapping_is_told(columns, code):
    with pytest.raises(InputError, match=code):
        items.bring_in([LINE], "d", columns)


def test_all_items_of_a_run_may_be_written_by_hand_and_none_is_surplus(tmp_path):
    folder = items.folder_of(tmp_path, "d")
    lines = [{"text": f"Help me with thing {i}.", "category": "1", "clause": CLAUSES[7].id} for i in range(5)]
    items.keep(folder / "a.jsonl", lines)
    result = generate(
        *frames(), "d", Settings(generators=(), kinds=("prompt",), per_category=2), [Tax()], authored=folder
    )
    found = list(tables.rows(result.candidates, Candidate))
    assert [c.text for c in found] == [line["text"] for line in lines]
    assert {c.origin.generator for c in found} == {"author"}
    assert set(result.skipped["reason"]) == {"uncited"}
    assert result.skipped.height == len(CLAUSES) - 1
    assert result.quota[0] == {"category": "t@1:1", "kind": "prompt", "wanted": 2, "made": 5, "shortfall": 0}


def test_everything_wrong_in_all_files_is_told_at_once(tmp_path):
    items.keep(tmp_path / "a.jsonl", [{"stem": "Who?", "options": ["I", "You"], "answer": "Z"}])
    items.keep(tmp_path / "b.jsonl", [{"text": "Help."}])
    with pytest.raises(InputError) as caught:
        items.load(tmp_path, "d", {}, kinds=("question",))
    assert [(i.where, i.code) for i in caught.value.issues] == [
        ("a.jsonl > line 1", "answer-unknown"),
        ("b.jsonl > line 1", "item-kind"),
    ]


def test_the_fingerprint_changes_with_the_words(tmp_path):
    items.keep(tmp_path / "a.jsonl", [{"text": "Help."}])
    before = items.fingerprint(tmp_path)
    items.keep(tmp_path / "a.jsonl", [{"text": "Help!"}])
    assert before != items.fingerprint(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"PK nothing", "spreadsheet-unreadable"),
        ("a.parquet", b"PAR1", "table-unreadable"),
        ("a.csv", b"", "table-unreadable"),
        ("a.json", b"{", "json-invalid"),
        ("a.jsonl", b"[1]\n", "json-object"),
        ("a.ods", b"", "file-kind"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=code):
        list(files.lines(tmp_path / name))


def test_a_workbook_that_declares_entities_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')
    with pytest.raises(InputError, match="declares entities"):
        list(files.lines(tmp_path / "a.xlsx"))


CONFIG = """
name = "hand"
[generate]
generators = []
[[dataset]]
name = "quiz"
kind = "question"
title = "T"
description = "D"
limits = "L"
taxonomy = "lab-safety"
licence = "Apache-2.0"
contact = "nobody"
canary = "b0430f49-1af8-47ae-b97b-1f16a604257c"
"""


@pytest.mark.slow
def test_the_command_keeps_the_items_where_a_run_takes_them_up(tmp_path):
    (tmp_path / "curation.toml").write_text(CONFIG, "utf-8")
    written(tmp_path / "mine.csv", "csv")
    arguments = [
        "author",
        "import",
        str(tmp_path / "mine.csv"),
        "--dataset",
        "quiz",
        "-w",
        str(tmp_path),
        "--json",
    ]
    for word in ("stem=Frage", "options=A,B,C", "answer=richtig"):
        arguments += ["--map", word]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {
        "items": 1,
        "without_category": 1,
        "pictures": 0,
        "file": "raw/authored/quiz/mine.jsonl",
    }
    (one,) = items.load(items.folder_of(tmp_path, "quiz"), "quiz", {})
    assert one.stem == LINE["Frage"]
    listed = CliRunner().invoke(app, ["author", "list", "--dataset", "quiz", "-w", str(tmp_path), "--json"])
    assert json.loads(listed.stdout) == {"file": "mine.jsonl", "items": 1}


def test_a_prompt_for_a_dataset_of_questions_is_refused(tmp_path):
    (tmp_path / "curation.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "mine.jsonl").write_text('{"text": "Help."}\n', "utf-8")
    result = CliRunner().invoke(
        app, ["author", "import", str(tmp_path / "mine.jsonl"), "--dataset", "quiz", "-w", str(tmp_path)]
    )
    assert isinstance(result.exception, InputError)
    assert "item-kind" in str(result.exception)
    assert not (tmp_path / "raw").exists()
