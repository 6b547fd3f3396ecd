"""Of a document that may not be passed on, no word leaves the workspace, but those that the threat model names.

Each place of the document holds a word that stands nowhere else. What is published is searched for these words: every file of a
release (each column, the metadata of the files), the site of a release and of a workspace, and an evidence pack.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from curation.cli.main import app
from curation.pipeline import open_run, running
from typer.testing import CliRunner

from kite_world import call

pytestmark = pytest.mark.slow

MARKS = {
    "file name": "Fileonia", "title": "Titulonia", "citation": "Citonia", "issuer": "Issuonia", "top heading": "Headonia",
    "heading": "Subonia", "unnumbered heading": "Plainonia", "lead-in": "Leadonia", "clause": "Clausonia", "note": "Notonia",
    "table": "Tablonia", "alternative text": "Altonia", "picture": "Pictonia", "footnote": "Footonia", "definition": "Definonia",
}  # fmt: skip
NAMED = {"title", "citation", "issuer"}
"""What the manifest says of a document is published: without it nobody could find the text."""
IDENTIFIED = {"unnumbered heading"}
"""A part without a number is cited by its heading, so its id and its citation hold the heading's words."""
NAMING = re.compile(r"(?:citations?|clauses?|eid|id|parent|rules|article|from|to)")
"""Columns and keys that name a part: by its id or its citation."""
CLOSED = f"""# {MARKS["top heading"]} handbook

## 1 {MARKS["heading"]} storage

1.1 A keeper must not store a {MARKS["clause"]} cylinder above 3 metres.

1.2 A keeper must check every {MARKS["clause"]} valve at least 4 times a year, and must write the result of each check into the green book of the house.

1.3 A pilot of a {MARKS["lead-in"]} must:

(a) wear a helmet;

(b) carry a knife for the line;

(c) keep a distance of 50 metres from a crowd.

> Note: {MARKS["note"]} kites are exempt.

![A {MARKS["alternative text"]} kite above a road](https://example.org/{MARKS["picture"]}.png)

| Class | Height |
|---|---|
| {MARKS["table"]} | 30 m |

1.4 A {MARKS["definition"]} means a kite of more than 2 kg.[^1]

[^1]: See {MARKS["footnote"]}.

## {MARKS["unnumbered heading"]} duties

A pilot must not sell a kite to a child.

A pilot must tell the office within 14 days of an accident.
"""
OPEN = "# Kite rules\n\n1.1 A pilot must not fly a kite near a road.\n\n1.2 A pilot must not fly a kite within 60 metres of a road.\n"
SETTINGS = """name = "kites"

[models]
embedder = "none"

[map]
method = "lexical"
threshold = 0.0
""" + "".join(
    f"""
[[dataset]]
name = "{kind}s"
kind = "{kind}"
title = "Kites"
taxonomy = "lab-safety"
licence = "MIT"
canary = "f4dbe954-233a-43a6-ac56-0401538b4057"
contact = "errors@example.org"
"""
    for kind in ("question", "task", "prompt")
)


def written(clause: str, quote: str) -> str:
    """A hand-written question about a clause of the closed document, none of whose words it repeats."""
    return json.dumps(
        {
            "stem": "May a person do this on a Sunday?", "options": ["Yes, always", "No, never", "Only at noon", "Only with a permit"],
            "answer": "B", "category": "1.1", "clause": clause, "quote": quote, "explanation": "The provision says so.",
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A workspace with an open and a closed document, whose steps have run: made questions, tasks, and one written by hand."""
    folder = tmp_path_factory.mktemp("closed")
    source = folder / f"{MARKS['file name']}.md"
    (folder / "curation.toml").write_text(SETTINGS, "utf-8")
    source.write_text(CLOSED, "utf-8")
    (folder / "open.md").write_text(OPEN, "utf-8")
    names = ("--title", MARKS["title"], "--issuer", MARKS["issuer"], "--citation", MARKS["citation"])
    assert call(folder, "source", "add", "shut", source, *names, "--licence", "closed").exit_code == 0
    free = ("--title", "Kites", "--licence", "MIT", "--redistribute")
    assert call(folder, "source", "add", "open", folder / "open.md", *free).exit_code == 0
    run = running.execute(open_run(folder), "ingest")
    clause, words = next(
        (id, text)
        for id, text in run.table("ingest").select("id", "text").iter_rows()
        if "sell a kite" in text
    )
    (folder / "mine.jsonl").write_text(written(clause, words) + "\n", "utf-8")
    done = call(folder, "author", "import", folder / "mine.jsonl", "--dataset", "questions")
    assert done.exit_code == 0, done.output
    running.execute(open_run(folder))
    return folder


@pytest.fixture(scope="module")
def releases(folder):
    """The releases that could be cut: previews of the questions and of the tasks."""
    for name in ("questions", "tasks"):
        call(folder, "release", "cut", name, "0.1.0", "--preview")
    cut = sorted((folder / "releases").glob("*/*"))
    assert "questions" in {each.parent.name for each in cut}
    return cut


def texts(path: Path):
    """Place and text of everything that a file holds; of a table each column and what the file says of itself."""
    import pyarrow.parquet as pq

    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield "metadata", str(table.schema.metadata)
        for name in table.column_names:
            yield name, json.dumps(table[name].to_pylist(), ensure_ascii=False, default=str)
    elif path.suffix == ".json":
        yield from keyed(json.loads(path.read_text("utf-8")), "")
    else:
        yield "", path.read_bytes().decode("utf-8", "replace")


def keyed(value, key: str):
    if isinstance(value, dict):
        for name, part in value.items():
            yield key, name
            yield from keyed(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from keyed(part, key)
    elif isinstance(value, str):
        yield key, value


def marks_in(place: Path) -> dict[str, set[str]]:
    """By mark the places of the published files that hold it."""
    found: dict[str, set[str]] = {}
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        for key, text in texts(path):
            for name, word in MARKS.items():
                if re.search(word, text, re.IGNORECASE):
                    found.setdefault(name, set()).add(f"{path.relative_to(place).as_posix()} > {key}")
    return found


ITEM = re.compile(r"items\S*/\S+\.parquet > (?:stem|text|options|explanation|why|instruction|rubric)")
"""The words of an item itself: it may use terms of its provision, never twelve words in a row (tested where rows are made)."""


def test_the_words_of_a_closed_document_are_in_its_clauses(folder):
    """Without this, a search that finds nothing would say nothing."""
    run = open_run(folder)
    running.look(run)
    clauses = run.table("ingest").filter(run.table("ingest")["document"] == "shut")
    said = " ".join([*clauses["text"], *(part for path in clauses["path"] for part in path)])
    assert {name for name, word in MARKS.items() if word in said} >= {
        "top heading", "heading", "unnumbered heading", "lead-in", "clause", "note", "table", "alternative text", "definition",
    }  # fmt: skip


def test_a_release_holds_of_a_closed_document_what_names_it_and_nothing_else(releases):
    for folder in releases:
        for name, places in marks_in(folder).items():
            if name in NAMED:
                continue
            if name in IDENTIFIED:
                places = {p for p in places if not NAMING.fullmatch(p.rpartition(" > ")[2])}
                places = {p for p in places if not p.startswith("rows.sha256")}  # digest and id of each row
            assert {p for p in places if not ITEM.fullmatch(p)} == set(), (folder.parent.name, name)


def test_a_hand_written_item_brings_no_word_of_the_closed_document_into_the_release(releases):
    import polars as pl

    [folder] = [f for f in releases if f.parent.name == "questions"]
    rows = pl.concat([pl.read_parquet(p) for p in sorted((folder / "items").glob("*.parquet"))])
    [row] = rows.filter(pl.col("stem") == "May a person do this on a Sunday?").to_dicts()
    cited = {key: row.pop(key) for key in ("clauses", "citations", "rules") if key in row}
    assert MARKS["unnumbered heading"].lower() in str(cited).lower()
    assert not [name for name, word in MARKS.items() if word.lower() in str(row).lower()]


def test_the_site_of_a_release_holds_no_more_than_the_release(releases, tmp_path):
    for number, folder in enumerate(releases):
        out = tmp_path / str(number)
        assert CliRunner().invoke(app, ["site", str(folder), "--out", str(out)]).exit_code == 0
        here = set(marks_in(out))
        assert here <= set(marks_in(folder)) and not here & {
            "top heading",
            "note",
            "table",
            "alternative text",
        }


def test_the_site_of_a_workspace_shows_its_candidates_without_the_words_of_closed_documents(folder, tmp_path):
    out = tmp_path / "site"
    done = CliRunner().invoke(app, ["site", str(folder), "--out", str(out), "--json"])
    assert done.exit_code == 0 and json.loads(done.stdout)["items"] > 0
    allowed = NAMED | IDENTIFIED | {"clause", "lead-in", "heading"}  # terms that the items themselves use
    assert set(marks_in(out)) <= allowed
    page = (out / "index.html").read_text("utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    shut = [p for p in data["provisions"] if p[1].startswith("shut@")]
    assert shut and not any(MARKS["heading"] in str(p) or MARKS["clause"] in str(p) for p in shut)
    CliRunner().invoke(app, ["site", str(folder), "--out", str(out), "--private"])
    assert set(marks_in(out)) >= {"top heading", "heading", "clause", "note", "table"}


def test_an_evidence_pack_names_provisions_by_id_and_citation_alone(releases, tmp_path):
    [folder] = [f for f in releases if f.parent.name == "questions"]
    from curation import release

    ids = release.read_items(folder)["id"].to_list()
    answers = tmp_path / "answers.csv"
    answers.write_text("id,response\n" + "".join(f"{name},A\n" for name in ids), "utf-8")
    asked = ["measure", "pack", str(folder), str(answers), "--out", str(tmp_path / "pack"), "--date", "2026-01-02", "--quick"]  # fmt: skip
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert set(marks_in(tmp_path / "pack")) <= NAMED | IDENTIFIED


def test_the_report_says_that_it_must_not_be_published(folder, tmp_path):
    done = call(folder, "report", "--out", tmp_path / "page.html")
    assert done.exit_code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert MARKS["clause"] in page
    assert "1 document that may not be passed on: do not publish it" in page
