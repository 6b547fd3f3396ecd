"""Pictures out of source documents: page and box are known, only of documents that may be passed on, and they can be brought in."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from curation.cli.main import app
from curation.core.errors import InputError
from curation.readers import source_pictures
from PIL import Image
from typer.testing import CliRunner

SETTINGS = 'name = "p"\n[[dataset]]\nname = "quiz"\nkind = "question"\ntaxonomy = "lab-safety"\n'


def pdf_with_pictures() -> bytes:
    """Two pages of one picture each, as Pillow writes them: 72 points an inch."""
    pages = [Image.new("RGB", (200, 100), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=72)
    return file.getvalue()


def word_with_pictures() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (80, 80), "green").save(picture, "PNG")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/media/image1.png", picture.getvalue())
        package.writestr("word/media/drawing.emf", b"x")
    return file.getvalue()


def test_pictures_of_a_pdf_have_their_page_and_box():
    found = source_pictures.taken_from(pdf_with_pictures(), "doc")
    assert [(one.page, one.box) for one in found] == [
        (1, (0.0, 0.0, 200.0, 100.0)),
        (2, (0.0, 0.0, 200.0, 100.0)),
    ]
    assert all(Image.open(io.BytesIO(one.data)).size == (200, 100) for one in found)


def test_pictures_of_a_word_document_are_found_without_a_page():
    (one,) = source_pictures.taken_from(word_with_pictures(), "doc")
    assert (one.page, one.suffix) == (None, ".png")


@pytest.mark.parametrize("data", [b"<html>", b"PK\x03\x04 broken", b"%PDF-1.7 broken"])
def test_what_is_no_such_document_is_a_listed_issue(data):
    with pytest.raises(InputError):
        source_pictures.taken_from(data, "doc")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "curation.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def add(place: Path, passed_on: bool) -> None:
    folder = place / "raw" / "documents"
    folder.mkdir(parents=True)
    (folder / "doc.pdf").write_bytes(pdf_with_pictures())
    listed = f'[[source]]\nslug = "doc"\ntitle = "A sample"\nlicence = "CC0-1.0"\nedition = "1"\nredistribute = {str(passed_on).lower()}\nfile = "documents/doc.pdf"\n'
    (place / "raw" / "sources.toml").write_text(listed, "utf-8")


def test_they_are_written_beside_a_table_that_can_be_brought_in(place):
    add(place, True)
    done = CliRunner().invoke(
        app, ["source", "pictures", "doc", "--out", str(place / "mine"), "-w", str(place), "--json"]
    )
    assert done.exit_code == 0, f"{done.output}{done.exception}"
    table = place / "mine" / "questions.jsonl"
    first = json.loads(table.read_text("utf-8").splitlines()[0])
    first |= {"question": "What is the colour?", "options": ["Red", "Blue"], "answer": "A"}
    table.write_text(json.dumps(first) + "\n", "utf-8")
    brought = CliRunner().invoke(app, ["author", "import", str(table), "--dataset", "quiz", "-w", str(place)])
    assert brought.exit_code == 0, f"{brought.output}{brought.exception}"
    kept = json.loads((place / "raw/authored/quiz/questions.jsonl").read_text("utf-8"))["pictures"][0]
    assert (kept["page"], kept["box"], kept["licence"]) == (1, [0.0, 0.0, 200.0, 100.0], "CC0-1.0")
    assert kept["document"].startswith("doc@")


def test_pictures_of_a_document_that_may_not_be_passed_on_are_not_offered(place):
    add(place, False)
    done = CliRunner().invoke(
        app, ["source", "pictures", "doc", "--out", str(place / "mine"), "-w", str(place)]
    )
    assert "source-closed" in str(done.exception)
    assert not (place / "mine").exists()
