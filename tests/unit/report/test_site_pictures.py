"""Pictures on the site of a release: shown from the page itself, with their text, source and licence."""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import replace

import pytest
from curation import release
from curation.core import tables
from curation.core.digests import sha256
from curation.core.items import item_content
from curation.core.records import Candidate, Picture
from curation.pipeline.reports import page_pictures, site_content
from curation.report.site.content import ITEM_COLUMNS
from curation.report.site.page import render
from PIL import Image

from release_world import world


def drawing() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "orange").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def folder(tmp_path):
    inputs, data = world(6), drawing()
    shown = Picture(
        sha256=sha256(data),
        media_type="image/png",
        width=30,
        height=20,
        alt="A shelf </script> & more.",
        source="drawn",
        licence="CC0-1.0",
    )
    first, *rest = tables.rows(inputs.candidates, Candidate)
    first = first.model_copy(update={"pictures": [shown], "topic": "shelves"})
    first = first.model_copy(update={"fingerprint": item_content.of(first)})
    inputs = replace(
        inputs, candidates=tables.frame([first, *rest], Candidate), pictures={sha256(data): data}
    )
    return release.cut(inputs, "1.0.0", tmp_path, validate=False)


@pytest.mark.slow
def test_a_picture_stands_in_the_page_with_its_text_and_licence(folder):
    site = site_content.of_release(folder)
    cells = [dict(zip(ITEM_COLUMNS, item, strict=True)) for item in site.items]
    (shown,) = [cell for cell in cells if cell["pictures"]]
    address, text, source, licence = shown["pictures"][0]
    assert base64.b64decode(address.removeprefix("data:image/png;base64,")) == drawing()
    assert (text, source, licence) == ("A shelf </script> & more.", "drawn", "CC0-1.0")
    assert shown["topic"] == "shelves"
    page = render(site)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert "img-src data:" in policy
    assert "</script> & more" not in page
    data = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])
    assert data["items"][0][ITEM_COLUMNS.index("pictures")] or any(
        item[ITEM_COLUMNS.index("pictures")] for item in data["items"]
    )


@pytest.mark.slow
def test_a_picture_that_is_too_large_for_a_page_leaves_its_text(folder, monkeypatch):
    monkeypatch.setattr(page_pictures, "MOST_SHOWN", 10)
    site = site_content.of_release(folder)
    (shown,) = [cell for item in site.items if (cell := item[ITEM_COLUMNS.index("pictures")])]
    assert shown[0][:2] == ["", "A shelf </script> & more."]


@pytest.mark.slow
def test_items_that_share_a_picture_hold_its_bytes_once(folder):
    site = site_content.of_release(folder)
    at = ITEM_COLUMNS.index("pictures")
    (shown,) = [item for item in site.items if item[at]]
    without = [*shown[:at], [["", "No bytes.", "", ""]], *shown[at + 1 :]]
    page = render(replace(site, items=[shown, shown, without]))
    data = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])
    assert data["images"] == [shown[at][0][0]]
    assert [item[at][0][0] for item in data["items"]] == [0, 0, None]
    assert page.count(shown[at][0][0]) == 1
