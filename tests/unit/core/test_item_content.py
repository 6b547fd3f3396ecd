"""The fingerprint of an item: what it was before an item could show pictures, and that a picture is part of it."""

from __future__ import annotations

from typing import Any

import pytest
from curation.core import tables
from curation.core.digests import digest
from curation.core.items import item_content
from curation.core.records import Candidate, Origin, Picture
from curation.generation.context import candidate
from curation.review.board import presentation
from curation.review.decisions import content as judged


def picture(**more: Any) -> Picture:
    return Picture(
        **{"sha256": "a" * 64, "media_type": "image/png", "width": 4, "height": 3, "alt": "A flask.", **more}
    )


def question(*images: Picture) -> Candidate:
    return candidate(
        dataset="d", kind="question", origin=Origin(generator="author", version="1"), clauses=(), categories=(), quotes=(),
        stem="What is missing?", options=["a", "b"], answer=1, explanation="So.", pictures=images,
    )  # fmt: skip


def test_an_item_without_pictures_keeps_the_fingerprint_that_it_always_had():
    assert question().fingerprint == digest("question", "", "What is missing?", ["a", "b"], 1, "So.")


def test_an_item_without_pictures_keeps_the_content_that_people_judged():
    words = digest("question", "What is missing?", ["a", "b"], 1, "So.")[:20]
    assert judged.of_candidate(question(), []).partition("-")[0] == words


@pytest.mark.parametrize("changed", [{"sha256": "b" * 64}, {"alt": "A burner."}])
def test_another_picture_or_another_alternative_text_is_another_content(changed):
    one, other = question(picture()), question(picture(**changed))
    assert one.fingerprint != other.fingerprint
    assert one.id != other.id
    assert not judged.same(judged.of_candidate(one, []), judged.of_candidate(other, []))


@pytest.mark.parametrize(
    "changed", [{"source": "drawn"}, {"licence": "CC0-1.0"}, {"name": "flask.png"}, {"page": 3}]
)
def test_where_a_picture_comes_from_is_no_part_of_what_is_judged(changed):
    one, other = question(picture()), question(picture(**changed))
    assert one.fingerprint == other.fingerprint
    assert judged.of_candidate(one, []) == judged.of_candidate(other, [])


def test_what_is_shown_tells_the_same_content_as_the_candidate():
    one = question(picture())
    item = presentation.freeze(
        "b", "question", one.id, "d", presentation.of_candidate(one, [], []), 1, 0.0, []
    )
    assert judged.same(judged.of_item(item), judged.of_candidate(one, []))


def test_pictures_travel_through_a_table_and_records_and_dictionaries_have_one_fingerprint():
    one = question(picture(page=2, box=[1.0, 2.0, 3.0, 4.0]))
    (back,) = tables.rows(tables.frame([one], Candidate), Candidate)
    assert back == one
    assert item_content.of(one) == item_content.fingerprint(one.model_dump()) == one.fingerprint
