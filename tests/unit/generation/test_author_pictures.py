"""Hand-written items with pictures: from a table beside a folder of pictures into `raw/images`, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from curation.cli.main import app
from curation.core.digests import sha256
from PIL import Image
from typer.testing import CliRunner

SETTINGS = """name = "pictures"
[[dataset]]
name = "quiz"
kind = "question"
taxonomy = "lab-safety"
"""
HEAD = "question,options,answer,image,alt text,image licence,image credit,topic,level\n"


def line(number: int, image: str, alt: str = "A bench with two bottles.") -> str:
    return f"What is missing in drawing {number}?,The label | The cap | The tray,A,{image},{alt},CC0-1.0,own drawing,labels,application\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "curation.toml").write_text(SETTINGS, "utf-8")
    folder = tmp_path / "mine"
    (folder / "a").mkdir(parents=True)
    (folder / "b").mkdir()
    for number, name in enumerate(("a/one.png", "a/same.png", "b/same.png", "two.jpg")):
        image = Image.new("RGB", (64, 48), (40 * number, 120, 200))
        image.putpixel((3, 3), (255, 255, 255))
        image.save(folder / name)
    (folder / "drawing.svg").write_text("<svg><script>x()</script></svg>", "utf-8")
    return tmp_path


def bring_in(place: Path, rows: list[str], *more: str, file: str = "mine/quiz.csv") -> tuple[int, str]:
    (place / "mine" / "quiz.csv").write_text(HEAD + "".join(rows), "utf-8")
    result = CliRunner().invoke(
        app, ["author", "import", str(place / file), "--dataset", "quiz", "-w", str(place), *more]
    )
    return result.exit_code, f"{result.output}{result.exception or ''}"


def kept(place: Path) -> list[dict]:
    return [
        json.loads(text) for text in (place / "raw/authored/quiz/quiz.jsonl").read_text("utf-8").splitlines()
    ]


@pytest.mark.slow
def test_a_table_with_a_column_of_paths_brings_its_pictures_along(place):
    code, said = bring_in(place, [line(1, "a/one.png"), line(2, "two.jpg"), line(3, "a\\one.png")])
    assert code == 0, said
    assert "2 pictures, 2 of them new in raw/images" in said
    one = kept(place)[0]["pictures"][0]
    assert one["sha256"] == sha256((place / "mine/a/one.png").read_bytes())
    told = {
        "media_type": "image/png",
        "width": 64,
        "height": 48,
        "alt": "A bench with two bottles.",
        "name": "one.png",
    }
    assert told | {"source": "own drawing", "licence": "CC0-1.0"} == {
        k: v for k, v in one.items() if k != "sha256"
    }
    assert {p.name for p in (place / "raw/images").iterdir()} == {
        f"{one['sha256']}.png", f"{sha256((place / 'mine/two.jpg').read_bytes())}.jpg",
    }  # fmt: skip


def test_a_folder_is_brought_in_with_the_tables_and_pictures_below_it(place):
    assert bring_in(place, [line(1, "one.png")], file="mine", *["--name", "quiz"])[0] == 0
    assert kept(place)[0]["pictures"][0]["name"] == "one.png"


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("gone.png", "picture-missing"),
        ("same.png", "picture-ambiguous"),
        ("drawing.svg", "picture-svg"),
        ("../curation.toml", "picture-outside"),
        ("/etc/hostname", "picture-outside"),
        ("C:\\pictures\\one.png", "picture-outside"),
        ("quiz.csv", "picture-kind"),
    ],
)
def test_a_picture_that_cannot_be_used_is_listed_and_nothing_is_written(place, image, code):
    exit_code, said = bring_in(place, [line(1, "a/one.png"), line(2, image), line(3, "nowhere.png")])
    assert exit_code == 1
    assert f"[{code}]" in said
    assert "line 2" in said
    assert "line 3" in said  # every fault at once
    assert not (place / "raw").exists() or not [p for p in (place / "raw").rglob("*") if p.is_file()]


def test_a_picture_that_is_linked_from_outside_of_the_folder_is_refused(place):
    (place / "mine" / "link.png").symlink_to(place / "secret.png")
    Image.new("RGB", (8, 8)).save(place / "secret.png")
    code, said = bring_in(place, [line(1, "link.png")])
    assert (code, "picture-outside" in said) == (1, True)


def test_a_picture_that_was_exchanged_since_the_table_was_written_is_named(place):
    digest = sha256((place / "mine/a/one.png").read_bytes())
    table = {
        "question": "What is missing?",
        "options": ["The label", "The cap"],
        "answer": "A",
        "image": "a/one.png",
        "sha256": digest,
    }
    (place / "mine" / "quiz.jsonl").write_text(json.dumps(table) + "\n", "utf-8")
    assert bring_in(place, [], file="mine/quiz.jsonl")[0] == 0
    Image.new("RGB", (9, 9)).save(place / "mine/a/one.png")
    code, said = bring_in(place, [], file="mine/quiz.jsonl")
    assert (code, "picture-swapped" in said) == (1, True)


def test_the_same_words_with_another_picture_are_another_item(place):
    rows = [line(1, "a/one.png"), line(1, "two.jpg")]
    assert bring_in(place, rows)[0] == 0
    code, said = bring_in(place, [*rows, line(1, "two.jpg")])
    assert (code, "item-duplicate" in said) == (1, True)


def test_an_item_may_show_several_pictures_each_with_its_own_text(place):
    text = "A bottle with a label. | A bottle without one."
    code, said = bring_in(place, [line(1, "a/one.png;two.jpg", text)])
    assert code == 0, said
    assert [one["alt"] for one in kept(place)[0]["pictures"]] == [
        "A bottle with a label.",
        "A bottle without one.",
    ]
    code, said = bring_in(place, [line(1, "a/one.png;two.jpg", "One text.")])
    assert (code, "picture-count" in said) == (1, True)


def test_brought_in_items_are_candidates_with_pictures_topic_and_level(place):
    from curation.generation.authored import items

    assert bring_in(place, [line(1, "a/one.png")])[0] == 0
    (one,) = items.load(place / "raw/authored/quiz", "quiz", {})
    assert (one.topic, one.level, one.pictures[0].licence) == ("labels", "application", "CC0-1.0")


def test_a_published_set_whose_rows_hold_the_bytes_of_pictures_is_brought_in(place):
    import polars as pl

    data = (place / "mine/a/one.png").read_bytes()
    table = {
        "question": ["What is missing?"],
        "options": [["The label", "The cap"]],
        "answer": ["A"],
        "image": [{"bytes": data, "path": "x/one.png"}],
    }
    pl.DataFrame(table).write_parquet(place / "mine/quiz.parquet")
    code, said = bring_in(place, [], file="mine/quiz.parquet")
    assert code == 0, said
    assert kept(place)[0]["pictures"][0] == {
        "sha256": sha256(data),
        "media_type": "image/png",
        "width": 64,
        "height": 48,
        "name": "one.png",
    }


def test_a_dry_run_writes_nothing(place):
    code, said = bring_in(place, [line(1, "a/one.png")], "--dry-run")
    assert code == 0, said
    assert not (place / "raw").exists()


def test_a_column_given_for_one_field_is_not_taken_for_the_field_of_its_name():
    from curation.generation.authored.items import columns_of

    found = columns_of(
        ["question", "why", "topic"], {"stem": "question", "explanation": "why", "category": "topic"}
    )
    assert found == {"stem": ["question"], "explanation": ["why"], "category": ["topic"]}
