"""What `curation clauses` prints is read again as clauses, and no JSON is read as the text of a document."""

from __future__ import annotations

import json

import curation
import polars as pl
import pytest
import typer
from curation import readers
from curation.cli.files import documents, mapping
from curation.core.errors import InputError
from curation.readers import clause_rows, detection
from typer.testing import CliRunner

LAW = """<html><body><h1>Store Act</h1><h2>1 Stores</h2>
<p>(1) The keeper must:</p><p>(a) test every valve every 3 months;</p><p>(b) keep the report for 5 years.</p>
<p>(2) Nobody may smoke in a store.</p></body></html>"""
APP = typer.Typer()
documents.register(APP)
mapping.register(APP)


def call(*arguments):
    result = CliRunner().invoke(APP, [*map(str, arguments)])
    if isinstance(result.exception, Exception):
        raise result.exception
    return result.stdout


@pytest.fixture
def law(tmp_path):
    path = tmp_path / "store-act.html"
    path.write_text(LAW)
    return path


@pytest.fixture(params=["whole", "own"])
def printed(law, tmp_path, request):
    path = tmp_path / "clauses.jsonl"
    path.write_text(call("clauses", law, "--scope", request.param))
    return path


def test_rules_of_printed_clauses_are_those_of_the_document(law, printed):
    assert call("rules", printed, "--json") == call("rules", law, "--json") != ""
    frame = pl.read_ndjson(printed)
    assert curation.read_rules(frame).to_dicts() == curation.read_rules(law).to_dicts()


def test_a_whole_provision_is_cut_at_its_parts_and_words_behind_them_stand_alone():
    text = "The keeper must:\n(a) test valves;\n(b) keep reports.\nThis counts from 1 May."
    row = {"document": "act", "edition": "2", "citation": "Act, s. 1", "path": [], "language": "en"}
    rows = [
        {
            **row,
            "eid": "s1",
            "text": text,
            "start": 10,
            "end": 10 + len(text),
            "marker": "",
            "kind": "section",
        }
    ]
    for eid, words in (("a", "(a) test valves;"), ("b", "(b) keep reports.")):
        at = 10 + text.index(words)
        rows.append({**row, "eid": eid, "text": words, "start": at, "end": at + len(words), "parent": "s1"})
    found = clause_rows.of_rows(rows, "rows")
    assert [(c.id, c.text) for c in found] == [
        ("act@2#s1", "The keeper must:"),
        ("act@2#a", "(a) test valves;"),
        ("act@2#b", "(b) keep reports."),
        ("act@2#s1__wrapup_1", "This counts from 1 May."),
    ]


def test_categories_of_printed_clauses_keep_the_names_of_the_clauses(law, printed, tmp_path):
    names = [
        json.loads(line)["id"]
        for line in call("map", printed, "--embedder", "none", "--top", "1").splitlines()
    ]
    assert names == [c.id for c in readers.clauses_of_file(law)]
    older = tmp_path / "older.jsonl"
    older.write_text(json.dumps({"document": "act", "eid": "s1", "text": "No smoking."}) + "\n")
    assert json.loads(call("map", older, "--embedder", "none"))["id"] == "act#s1"


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.json", "rows.txt"])
@pytest.mark.parametrize("command", ["clauses", "rules"])
def test_a_table_of_something_else_is_never_read_as_a_text(tmp_path, name, command):
    path = tmp_path / name
    path.write_text('{"stem": "The keeper must test every valve."}\n{"stem": "Nobody may smoke."}\n')
    with pytest.raises(InputError, match=r"curation clauses|curation rules") as caught:
        call(command, path)
    assert name in str(caught.value)


def test_a_text_in_braces_stays_a_text():
    assert detection.reader_of(b'{Draft} "The keeper": must test.\n') == "markdown"


def test_a_long_name_of_a_law_is_cited_whole_and_another_long_heading_is_cut(tmp_path):
    law = "Keeping of Kites and Other Tethered Objects near Harbours, Roads and Railways of the Realm Regulations, 1986"
    other = "Everything that the keepers of kites and other tethered objects near harbours and railways should know today"
    for title, cited in ((law, law), (other, other[:79].rsplit(" ", 1)[0] + "\u2026")):
        path = tmp_path / "act.md"
        path.write_text(f"# {title}\n\n**1** The keeper shall haul in a kite at dusk.\n", "utf-8")
        assert readers.clauses_of_file(path)[-1].citation.startswith(f"{cited}, ")
