"""What commands say of a name, a file or a folder that is not there: what is wrong, and what there is instead."""

from __future__ import annotations

import json

import pytest
from curation.cli.main import app
from curation.core.errors import CurationError, InputError
from curation.release.verification import signing
from typer.testing import CliRunner


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "rows.jsonl").write_text(
        json.dumps({"id": "q1", "options": ["a", "b"], "answer": "A", "response": "A"}) + "\n"
    )
    assert CliRunner().invoke(app, ["init", str(folder / "w")]).exit_code == 0
    return folder


def said(place, *words: str) -> str:
    given = [word.replace("HERE", str(place)) for word in words]
    done = CliRunner().invoke(app, given)
    assert isinstance(done.exception, CurationError), done.output
    assert done.exception.exit_code == 1
    return str(done.exception)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("release pull ORG/NAME", "is not ORG/NAME@VERSION, such as acme/lab-safety@1.0.0"),
        ("release verify ORG/NAME", "is neither a folder nor ORG/NAME@VERSION"),
        ("release diff HERE/w HERE/w", "w > release.json: error[release-absent]"),
        ("release keygen HERE/w", "a key is never overwritten"),
        ("release cut nope 1.0.0 -w HERE/w", "no dataset called 'nope' in curation.toml; there are: none"),
        ("release withdraw nope q-1 --reason x -w HERE/w", "no dataset called 'nope'"),
        ("author import HERE/rows.jsonl --dataset nope -w HERE/w", "no dataset called 'nope'"),
        ("author list --dataset nope -w HERE/w", "no dataset called 'nope'"),
        ("source pictures nope -w HERE/w", "see: curation source list"),
        ("source add ab HERE/missing.pdf --title T -w HERE/w", "missing.pdf"),
        ("source add ab HERE/rows.jsonl --title T -w HERE/w", "curation rules FILE"),
        ("taxonomy show nope -w HERE/w", "there are ailuminate, air-2024"),
        ("taxonomy show air-2024 99.99 -w HERE/w", "see: curation taxonomy show air-2024"),
        ("taxonomy import HERE/rows.jsonl --name x -w HERE/w", "give a table (.csv, .tsv)"),
        ("taxonomy crosswalk nope -w HERE/w", "there are air-2024.ailuminate"),
        ("coverage --taxonomy nope -w HERE/w", "there are ailuminate, air-2024"),
        ("impact a@1 a@2 -w HERE/w", "there are: none"),
        ("models allow ftp://x", "give one like https://llm.example.org"),
        ("review push -w HERE/w", "run: curation run route"),
        ("review import HERE/nofile.json -w HERE/w", "there is no such file"),
        ("review import HERE/rows.jsonl -w HERE/w", "is not a file of answers that a review page saved"),
        ("review gold x -w HERE/w", "is neither accepted nor rejected now"),
        ("show lint nope -w HERE/w", "has this id"),
        ("diff nope nope2 -w HERE/w", "name a folder, a branch, a tag"),
        ("measure pack HERE HERE/rows.jsonl", "name a folder releases/<dataset>/<version>"),
        ("measure label-sheet HERE/rows.jsonl --out HERE/sheet", "holds no answer to a prompt"),
        ("measure label-collect HERE/no.json --sheet HERE/w", "write one with: curation measure label-sheet"),
        ("measure validate HERE/rows.jsonl --judge judge", "there are answer, id, options, response"),
        ("site HERE/rows.jsonl --out HERE/s", "is neither a release (release.json) nor a workspace"),
        ("status -w HERE", "make a workspace with: curation init"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_what_there_is(place, words, told):
    assert told in said(place, *words.split())


def test_a_key_that_is_not_there_is_no_broken_key(place):
    pytest.importorskip("minisign", reason="the signing extra is not installed")
    with pytest.raises(InputError, match="there is no such file"):
        signing._signature(b"release", place / "no.key", None, "a release")
    (place / "broken.key").write_text("no key")
    with pytest.raises(InputError, match="curation release keygen"):
        signing._signature(b"release", place / "broken.key", None, "a release")


def test_a_modality_that_is_none_is_refused_and_one_that_is_chooses(place):
    rules = place / "rules.md"
    rules.write_text("# Rules\n\n## Doors\n\nStaff must close the door.\n\nVisitors must not smoke.\n")
    wrong = CliRunner().invoke(app, ["rules", str(rules), "--modality", "duty"], env={"COLUMNS": "300"})
    assert wrong.exit_code == 2 and "prohibition, obligation" in wrong.output
    right = CliRunner().invoke(app, ["rules", str(rules), "--modality", "prohibition", "--json"])
    assert [json.loads(line)["modality"] for line in right.stdout.splitlines()] == ["prohibition"]
