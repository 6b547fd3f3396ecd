"""Pictures in review: the layout has a place for them only where items show them, and what is shown is what was judged."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from curation import taxonomy
from curation.core.errors import InputError
from curation.core.items import item_content
from curation.core.records import Picture
from curation.pictures import decoding, files
from curation.pipeline.people import review_work
from curation.review.board import layout, tasks
from curation.review.offline import page
from curation.review.offline.screens import Screen
from PIL import Image

from review_world import item, question

SCREENS = ("review", "blind", "verdict", "adjudication")


def shown(number: int = 1) -> tuple[Picture, bytes]:
    file = io.BytesIO()
    Image.new("RGB", (60 + number, 40), "orange").save(file, "PNG")
    return decoding.facts(file.getvalue(), "x", alt='A label with "two" lines & a <sign>.', licence="CC0-1.0")


def picture_item(*pictures: Picture):
    one = question(1).model_copy(update={"pictures": list(pictures)})
    return item(one.model_copy(update={"fingerprint": item_content.of(one)}), "b")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_layout_has_a_place_for_pictures_only_where_items_show_them(screen):
    tree = taxonomy.load("lab-safety")
    plain = layout.build("question", tree, screen=screen)
    pictures = layout.build("question", tree, screen=screen, pictures=True)
    assert "Image" not in plain.xml
    (image,) = ET.fromstring(pictures.xml).iter("Image")
    assert image.get("zoom") == "true"
    assert layout.build("question", tree, screen=screen).digest == plain.digest


@pytest.mark.parametrize("stage", ["blind", "whole"])
def test_a_task_holds_the_bytes_that_were_judged_and_the_alternative_text(stage):
    picture, data = shown()
    seen = tasks.task_of(picture_item(picture), stage=stage, images={picture.sha256: data}).data["pictures"]
    assert base64.b64decode(seen[0]["src"].removeprefix("data:image/png;base64,")) == data
    assert seen[0]["alt"] == picture.alt


def test_a_task_of_a_batch_without_pictures_has_no_such_field():
    assert "pictures" not in tasks.task_of(item(question(1), "b")).data
    assert tasks.task_of(item(question(1), "b"), images={}).data["pictures"] == []


def test_a_picture_that_is_missing_or_was_exchanged_after_the_item_was_frozen_is_not_put_before_people(
    tmp_path: Path,
):
    (first, data), (second, _) = shown(1), shown(2)
    files.keep(tmp_path, [(first, data)])
    files.place(tmp_path, second).write_bytes(b"something else")
    third = shown(3)[0]
    items = [picture_item(first), picture_item(second, third)]
    with pytest.raises(InputError) as caught:
        review_work.images_of(tmp_path, items)
    assert sorted(i.code for i in caught.value.issues) == ["picture-missing", "picture-swapped"]
    assert review_work.images_of(tmp_path, items[:1]) == {first.sha256: data}
    assert review_work.images_of(tmp_path, [item(question(1), "b")]) is None


def test_a_page_without_a_server_holds_its_pictures_and_asks_nothing_of_a_network():
    picture, data = shown()
    task = tasks.task_of(picture_item(picture), images={picture.sha256: data})
    screen = layout.build("question", taxonomy.load("lab-safety"), pictures=True)
    text = page.page("Review", "t", [Screen("p", "title", screen.xml, screen.guidelines, [task.data])])
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "img-src data:" in policy
    assert "default-src 'none'" in policy
    assert base64.b64encode(data).decode() in text
    assert "<sign>" not in text.split('id="data">')[1].split("</script>")[0]
