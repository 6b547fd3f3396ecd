"""Duplicates among items with pictures: words and pictures have to be alike, and one picture is one family."""

from __future__ import annotations

import io

import polars as pl
import pytest
from curation.core.digests import sha256
from curation.dedup import pictures
from curation.dedup.settings import Settings
from curation.pictures import decoding
from curation.pipeline.steps import duplicates
from PIL import Image, ImageDraw


def saved(fault: bool = False, kind: str = "PNG", scale: float = 1) -> bytes:
    image = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle([40, 60, 160, 260], fill="orange", outline="black", width=4)
    draw.rectangle([230, 60, 350, 260], fill="orange", outline="black", width=4)
    if not fault:
        draw.rectangle([250, 120, 330, 220], fill="white", outline="black", width=3)
    file = io.BytesIO()
    image.resize((round(400 * scale), round(300 * scale))).save(file, kind)
    return file.getvalue()


SOUND, AGAIN, FAULT = saved(), saved(kind="JPEG", scale=0.7), saved(fault=True)
LOOKS = {sha256(data): decoding.look_at(data, "x").look for data in (SOUND, AGAIN, FAULT)}


def run(*items: tuple[str, str, bytes | None]):
    shown = {name: [sha256(data)] for name, _, data in items if data}
    group = pictures.groups(shown, LOOKS)
    table = pl.DataFrame(
        [(name, text, "d|question|safe|c", name, 0) for name, text, _ in items],
        schema=["id", "text", "label", "family", "rank"], orient="row",
    )  # fmt: skip
    return duplicates.deduplicated(table, group, Settings(methods=("exact", "near")))


WORDS = (
    "What has to be put right about the two bottles on the shelf of the store room in the drawing?\nThe label"
)


def relations(result) -> dict[tuple[str, str], tuple[str, str]]:
    return {(a, b): (relation, why) for a, b, _, _, relation, why in result.edges.iter_rows()}


def test_the_same_words_over_a_picture_saved_again_are_a_duplicate():
    result = run(("a", WORDS, SOUND), ("b", WORDS, AGAIN))
    assert result.clusters["member"].to_list() == ["b"]


def test_the_same_words_over_another_picture_are_kept_as_a_contrast():
    result = run(("a", WORDS, SOUND), ("b", WORDS, FAULT))
    assert result.kept == ["a", "b"]
    assert relations(result) == {("a", "b"): ("contrast", pictures.DIFFER)}


@pytest.mark.slow
def test_nearly_the_same_words_over_another_picture_are_kept_as_a_contrast():
    result = run(("a", WORDS, SOUND), ("b", WORDS.replace("two bottles", "2 bottles"), FAULT))
    assert result.kept == ["a", "b"]
    assert relations(result).get(("a", "b"), ("contrast", ""))[0] == "contrast"


def test_the_same_words_with_and_without_a_picture_are_kept_apart():
    assert run(("a", WORDS, SOUND), ("b", WORDS, None)).kept == ["a", "b"]


def test_two_questions_over_one_picture_are_one_family():
    result = run(("a", WORDS, SOUND), ("b", "How many bottles stand on the shelf?\nTwo", AGAIN))
    assert relations(result) == {("a", "b"): ("family", "they show the same picture")}


def test_a_picture_that_cannot_be_looked_at_is_like_itself_alone():
    assert pictures.groups({"a": ["1" * 64], "b": ["1" * 64], "c": ["2" * 64]}, {}) == {
        "a": "1" * 12, "b": "1" * 12, "c": "2" * 12,
    }  # fmt: skip


def test_the_groups_do_not_depend_on_the_order_of_the_items():
    shown = {str(n): [sha256(data)] for n, data in enumerate((SOUND, AGAIN, FAULT))}
    turned = dict(reversed(shown.items()))
    assert pictures.groups(shown, LOOKS) == pictures.groups(turned, LOOKS)


def test_items_without_pictures_are_left_as_they_are():
    result = run(("a", WORDS, None), ("b", WORDS, None))
    assert result.clusters["member"].to_list() == ["b"]
