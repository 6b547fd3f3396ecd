"""Releases of items with pictures: the bytes in Parquet as `datasets` reads them, and an exchanged one named."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from curation import release
from curation.core import tables
from curation.core.digests import sha256
from curation.core.errors import InputError
from curation.core.items import item_content, released
from curation.core.records import Candidate, Picture
from curation.release import Inputs
from curation.release.files import manifest
from PIL import Image

from release_world import document, world


def drawing(number: int) -> bytes:
    image = Image.new("RGB", (40 + number, 30), (number * 7 % 255, 90, 180))
    image.putpixel((1, 1), (255, 255, 255))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def shown(inputs: Inputs, every: int = 2, **more: object) -> Inputs:
    """The inputs, every second question with a drawing of its own (the first of them with two)."""
    told, held = [], {}
    for number, one in enumerate(tables.rows(inputs.candidates, Candidate)):
        if number % every:
            told.append(one)
            continue
        pictures = []
        for data in [drawing(number), drawing(number + 100)][: 2 if number == 0 else 1]:
            held[sha256(data)] = data
            size = {"width": Image.open(io.BytesIO(data)).width, "height": 30}
            facts = {"alt": f"Bench {number}.", "licence": "CC0-1.0", "name": f"{number}.png"} | more
            pictures.append(Picture(sha256=sha256(data), media_type="image/png", **size, **facts))
        one = one.model_copy(update={"pictures": pictures, "topic": "benches"})
        told.append(one.model_copy(update={"fingerprint": item_content.of(one)}))
    return replace(inputs, candidates=tables.frame(told, Candidate), pictures=held)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return release.cut(shown(world(12)), "1.0.0", tmp_path)


@pytest.mark.slow
def test_a_release_with_pictures_is_verified_without_differences(folder):
    assert release.verify(folder) == []


@pytest.mark.slow
def test_the_files_hold_the_bytes_and_the_rows_their_digests(folder):
    import polars as pl

    files = list((folder / "items").glob("*.parquet"))
    data = pl.concat(pl.read_parquet(path) for path in files)
    for images, pictures in data.select("images", "pictures").iter_rows():
        assert [sha256(one["bytes"]) for one in images] == [one["sha256"] for one in pictures]
        assert [one["path"] for one in images] == [f"{one['sha256']}.png" for one in pictures]
    rows = pl.concat(
        released.read(p, json.loads((folder / "release.json").read_text())["constant"]) for p in files
    )
    assert "images" not in rows.columns
    assert sorted(map(len, rows["pictures"].to_list())) == [0] * 6 + [1] * 5 + [2]


@pytest.mark.slow
def test_the_card_counts_the_pictures_and_names_their_column(folder):
    card = (folder / "README.md").read_text("utf-8")
    assert "6 of 12 rows show pictures: 7 different ones, each with an alternative text." in card
    assert "| CC0-1.0 | 7 |" in card
    assert "list: image" in card


@pytest.mark.slow
def test_an_exchanged_byte_of_a_picture_is_named_with_its_row(folder):
    (path,) = (folder / "items").glob("test*.parquet")
    data = bytearray(path.read_bytes())
    mark = data.index(b"IDAT")
    data[mark + 6] ^= 1
    path.write_bytes(bytes(data))
    issues = {issue.code: issue for issue in release.verify(folder)}
    assert set(issues) == {"file-changed", "picture-swapped"}
    assert "images[0]" in issues["picture-swapped"].where
    assert "row q-" in issues["picture-swapped"].message


@pytest.mark.slow
def test_a_picture_exchanged_by_somebody_who_seals_the_release_again_is_named(folder):
    import polars as pl
    from curation.release.files import manifest, parquet

    (path,) = (folder / "items").glob("test*.parquet")
    data = pl.read_parquet(path)
    cells = data["images"].to_list()
    changed = next(i for i, cell in enumerate(cells) if cell)
    cells[changed][0]["bytes"] = drawing(77)
    body = manifest.load(folder)
    about = {"dataset": body["dataset"], "version": body["version"], "canary": body["canary"]}
    parquet.write(data.with_columns(pl.Series("images", cells, dtype=data.schema["images"])), path, about)
    whole = {k: v for k, v in body.items() if k != "digest"} | {"files": manifest.files(folder)}
    (folder / "release.json").write_text(manifest.seal(whole))
    codes = {issue.code for issue in release.verify(folder)}
    assert "picture-swapped" in codes


def test_a_picture_whose_bytes_are_gone_stops_the_cut_and_leaves_nothing(tmp_path):
    inputs = shown(world(12))
    missing = sorted(inputs.pictures)[0]
    held = {k: v for k, v in inputs.pictures.items() if k != missing}
    with pytest.raises(InputError, match="picture-missing"):
        release.cut(replace(inputs, pictures=held), "1.0.0", tmp_path)
    assert not list(tmp_path.rglob("*.parquet"))


@pytest.mark.slow
def test_a_picture_out_of_a_document_that_may_not_be_passed_on_keeps_its_row_out(tmp_path):
    inputs = shown(world(12), document="closed@1", page=3)
    closed = tables.frame([document("closed", redistribute=False)], type(document("closed")))
    inputs = replace(inputs, documents=inputs.documents.vstack(closed), dataset=inputs.dataset)
    folder = release.cut(inputs, "1.0.0", tmp_path)
    assert json.loads((folder / "release.json").read_text())["counts"]["lost"] == {"licence": 6}
    assert release.verify(folder) == []


@pytest.mark.slow
def test_the_same_words_over_two_pictures_are_two_rows_and_over_one_picture_a_repeat(tmp_path):
    def twice(inputs: Inputs) -> Inputs:
        first, *rest = tables.rows(inputs.candidates, Candidate)
        rest[1] = rest[1].model_copy(
            update={"stem": first.stem, "options": first.options, "answer": first.answer}
        )
        told = [one.model_copy(update={"fingerprint": item_content.of(one)}) for one in (first, *rest)]
        return replace(inputs, candidates=tables.frame(told, Candidate))

    assert release.cut(twice(shown(world(12))), "1.0.0", tmp_path, validate=False)
    with pytest.raises(InputError, match="gate-duplicates"):
        release.cut(twice(world(12)), "2.0.0", tmp_path, validate=False)


@pytest.mark.slow
def test_another_picture_is_a_reworded_row_in_the_next_version(tmp_path):
    first = release.cut(shown(world(12)), "1.0.0", tmp_path)
    inputs = shown(world(12), alt="Another text.")
    second = release.cut(replace(inputs, previous=first), "2.0.0", tmp_path)
    assert json.loads((second / "release.json").read_text())["changes"]["reworded"] == 6
    assert release.verify(second) == []


@pytest.mark.slow
def test_datasets_reads_pictures_back(folder, tmp_path):
    datasets = pytest.importorskip("datasets")
    data = datasets.load_dataset(str(folder), "items", cache_dir=str(tmp_path / "cache"))
    rows = [row for split in data.values() for row in split]
    assert isinstance(next(iter(data.values())).features["images"].feature, datasets.Image)
    assert sorted(len(row["images"]) for row in rows) == [0] * 6 + [1] * 5 + [2]
    for row in rows:
        for image, known in zip(row["images"], row["pictures"], strict=True):
            assert (image.width, image.height) == (known["width"], known["height"])
            assert known["alt"].startswith("Bench")


@pytest.mark.slow
def test_a_file_alone_says_that_it_holds_pictures(folder, tmp_path):
    datasets = pytest.importorskip("datasets")
    (path,) = (folder / "items").glob("test*.parquet")
    data = datasets.load_dataset(
        "parquet", data_files={"test": str(path)}, cache_dir=str(tmp_path / "cache")
    )["test"]
    shown = [row["images"] for row in data if row["images"]]
    assert shown[0][0].height == 30


@pytest.mark.slow
def test_the_task_of_the_harness_puts_a_mark_for_each_picture(folder):
    import yaml

    task = yaml.safe_load((folder / "lm_eval" / "toy_set.yaml").read_text("utf-8").replace("!function ", ""))
    assert task["doc_to_image"] == "images"
    assert task["doc_to_text"].startswith("{% for image in images %}<image>{% endfor %}")
    assert task["output_type"] == "generate_until"


@pytest.mark.slow
def test_the_task_of_the_harness_reads_choices_with_the_parser_and_no_capital_word(folder):
    import yaml
    from curation.measure import lm_eval_metrics

    task = yaml.safe_load((folder / "lm_eval" / "toy_set.yaml").read_text("utf-8").replace("!function ", ""))
    assert "filter_list" not in task
    assert task["process_results"] == "curation_metrics.choices"
    assert "import choices" in (folder / "lm_eval" / "curation_metrics.py").read_text("utf-8")
    question = {"options": ["a glove", "a goggle", "a coat"], "answer": 1}
    told = lm_eval_metrics.choices(question, ["A splash may reach the eyes, so the answer is B."])
    assert told == {"accuracy": 1.0, "unreadable": 0.0}


@pytest.mark.slow
def test_a_release_cut_before_is_held_against_the_tasks_of_its_time(folder):
    body = {k: v for k, v in json.loads((folder / "release.json").read_text()).items() if k != "digest"}
    assert body.pop("parsed_choices") is True
    (folder / "lm_eval" / "curation_metrics.py").unlink()
    body["files"] = manifest.files(folder)
    (folder / "release.json").write_text(manifest.seal(body))
    # The task itself is not the one that was written without the flag; nothing else differs.
    files = {issue.where.split(" > ")[1] for issue in release.verify(folder)}
    assert files == {"lm_eval/toy_set.yaml"}


@pytest.mark.slow
def test_croissant_with_pictures_is_valid_and_gives_the_bytes(folder):
    mlcroissant = pytest.importorskip("mlcroissant")
    data = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    names = {name for record in data.metadata.record_sets for name in [field.name for field in record.fields]}
    assert {"images", "pictures"} <= names
