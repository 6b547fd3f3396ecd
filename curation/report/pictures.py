"""The pictures of items on a page: their bytes in the page itself, with their alternative texts."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from curation.report.data import ReportData
from curation.report.html import Child, Html, tag


def address(one: Mapping[str, Any], images: Mapping[str, bytes]) -> str:
    """The bytes of a picture as an address that a page can show; empty where they are not at hand or too large for a page."""
    data = images.get(one["sha256"])
    return "" if data is None else f"data:{one['media_type']};base64,{base64.b64encode(data).decode('ascii')}"


def by_item(data: ReportData) -> dict[str, list[Mapping[str, Any]]]:
    """The pictures of each candidate that has some, by its id."""
    if data.candidates is None or "pictures" not in data.candidates.columns:
        return {}
    rows = data.candidates.select("id", "pictures").iter_rows()
    return {name: list(pictures) for name, pictures in rows if pictures}


def figures(pictures: Sequence[Mapping[str, Any]], images: Mapping[str, bytes]) -> list[Html]:
    """Each picture above its alternative text, which stands alone where the page does not hold the bytes."""
    return [
        tag("figure", _image(one, images), tag("figcaption", caption(one), class_="quiet"))
        for one in pictures
    ]


def caption(one: Mapping[str, Any]) -> str:
    """What stands below a picture: its alternative text, or that it has none."""
    return str(one["alt"]).strip() or "a picture without an alternative text"


def _image(one: Mapping[str, Any], images: Mapping[str, bytes]) -> Child:
    source = address(one, images)
    return tag("img", src=source, alt=caption(one)) if source else None
