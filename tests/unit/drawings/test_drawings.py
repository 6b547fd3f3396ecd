"""The picture questions of the bundled set: what the script draws is what is kept, and each question is sound."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from curation.pictures import files
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "raw" / "drawings"


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(FOLDER))
    import draw

    yield draw
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def kept():
    path = ROOT / "raw" / "authored" / "lab-safety" / "drawings.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_there_are_enough_of_them_and_each_has_a_clause_a_key_and_a_reason_for_each_option(kept):
    assert len(kept) >= 24
    for line in kept:
        assert len(line["options"]) == len(line["why"]) == len(set(line["options"])) == 4
        assert line["clause"].startswith("laboratory-safety-standard@")
        assert line["quote"]
        assert line["topic"]
        (picture,) = line["pictures"]
        assert picture["alt"]
        assert picture["licence"] == "Apache-2.0"
    assert {line["answer"] for line in kept} == set("ABCD")


def test_each_cites_its_clause_in_the_words_of_the_standard(kept):
    from curation import readers
    from curation.sources import manifest

    (standard,) = [d for d in manifest.load(ROOT) if d.slug == "laboratory-safety-standard"]
    texts = {c.id: c.text for c in readers.read(standard, manifest.bytes_of(ROOT, standard))}
    assert [line["stem"] for line in kept if line["quote"] not in texts[line["clause"]]] == []


def test_the_pictures_are_kept_under_their_digests_and_no_other_is_there(kept):
    from curation.core.records import Picture

    pictures = [Picture.model_validate(one) for line in kept for one in line["pictures"]]
    assert list(files.problems(ROOT, pictures)) == []
    assert {p.name for p in (ROOT / files.FOLDER).iterdir()} == {one.file_name for one in pictures}


@pytest.mark.slow
def test_the_script_draws_what_is_kept(script, kept):
    for line, one in zip(kept, script.questions(), strict=True):
        (picture,) = line["pictures"]
        path = ROOT / files.FOLDER / f"{picture['sha256']}.png"
        again, there = (
            Image.open(io.BytesIO(data)).convert("L") for data in (one.draw().png(), path.read_bytes())
        )
        difference = ImageChops.difference(again, there).histogram()
        # Another version of Pillow may smooth an edge otherwise; it draws no other line.
        assert sum(difference[40:]) < 0.01 * again.width * again.height, one.name
