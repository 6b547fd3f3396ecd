"""Pictures in the report: in the page itself, with their alternative texts, once for all items that show them."""

import base64
import json
import re

from curation.core.digests import sha256
from curation.core.records import Candidate, Cluster, Edge, Origin, Picture
from curation.core.tables import frame
from curation.generation.context import candidate
from curation.report.data import ReportData
from curation.report.page import render

BYTES = {sha256(data): data for data in (b"first picture", b"second picture")}


def shown(digest: str, alt: str) -> Candidate:
    picture = Picture(sha256=digest, media_type="image/png", width=9, height=9, alt=alt, licence="CC0-1.0")
    return candidate(
        dataset="d", kind="question", origin=Origin(generator="author", version="1"), clauses=(), categories=(), quotes=(),
        stem="Which bottle stands where it may not stand?", options=["One", "Two"], answer=0, explanation="So.", pictures=[picture],
    )  # fmt: skip


def page(images: dict[str, bytes]) -> tuple[str, list[Candidate]]:
    alts = ("A shelf </script><img src=x onerror=alert(1)>.", "")
    items = sorted(
        (shown(digest, alt) for digest, alt in zip(BYTES, alts, strict=True)), key=lambda one: one.id
    )
    edge = Edge(a=items[0].id, b=items[1].id, method="near", score=0.99, relation="contrast")
    data = ReportData(
        name="w", candidates=frame(items, Candidate), edges=frame([edge], Edge), clusters=frame([], Cluster), images=images
    )  # fmt: skip
    return render(data), items


def address(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


def test_an_item_and_a_pair_show_their_pictures_with_the_alternative_text():
    text, items = page(BYTES)
    lookup = json.loads(re.search(r'id="data">(.*?)</script>', text)[1])
    assert lookup["images"] == {digest: address(data) for digest, data in BYTES.items()}
    captions = {item[0]: item[5] for item in lookup["items"]}
    for item in items:
        (picture,) = item.pictures
        said = picture.alt or "a picture without an alternative text"
        assert captions[item.id] == [[said, picture.sha256]]
    body = text[: text.index('id="data">')]
    drawn = re.findall(r'<figure><img src="([^"]*)" alt="([^"]*)"><figcaption', body)
    assert {source for source, _ in drawn} == set(map(address, BYTES.values()))
    assert "a picture without an alternative text" in {alt for _, alt in drawn}
    assert "<img src=x" not in text
    assert "img-src data:" in text


def test_a_picture_whose_bytes_the_page_does_not_hold_leaves_its_alternative_text():
    text, _ = page({})
    assert json.loads(re.search(r'id="data">(.*?)</script>', text)[1])["images"] == {}
    assert "<img" not in text and text.count("<figcaption") == 2


def test_a_report_without_pictures_has_none():
    text = render(ReportData(name="empty"))
    assert "<figure><img" not in text
