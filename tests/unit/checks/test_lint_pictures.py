"""Checks of pictures: each fires on what it is for and not on a sound item."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from curation.checks import lint
from curation.core import tables
from curation.core.errors import Issue
from curation.core.records import Candidate, Origin, Picture
from curation.generation.context import candidate
from curation.pictures.decoding import Seen
from hypothesis import given
from hypothesis import strategies as st

SHA = "a" * 64
SOUND = Seen("image/png", 640, 480, 1, b"\0" * 128, 40, False)


def found(picture: dict[str, Any] | None = None, look: object = SOUND, **more: Any) -> dict[str, str]:
    """The findings about pictures of a question with one picture: message by check."""
    facts = {"sha256": SHA, "media_type": "image/png", "width": 640, "height": 480, "name": "tap.png"}
    facts |= {"alt": "A bottle on a bench with a white label.", "licence": "CC0-1.0"} | (picture or {})
    one = candidate(
        dataset="d", kind="question", origin=Origin(generator="author", version="1"), clauses=(), categories=(), quotes=(),
        stem="Which entry does the label need?", options=["The filling date", "The supplier", "The volume", "The room"],
        answer=0, explanation="So says the clause.", pictures=[Picture(**facts)],
    ).model_copy(update=more)  # fmt: skip
    rows = lint(tables.frame([one], Candidate), looks={SHA: look}).iter_rows(named=True)
    return {row["check"]: row["message"] for row in rows if row["check"].startswith("picture")}


def test_a_sound_picture_has_no_finding():
    assert found() == {}


@pytest.mark.parametrize(
    "code", ["picture-missing", "picture-swapped", "picture-unreadable", "picture-too-large"]
)
def test_a_picture_that_cannot_be_looked_at_stops_its_item(code):
    told = found(look=Issue("raw/images/x.png", code, "what is wrong"))
    assert told == {"picture-file": "picture 1 (tap.png): what is wrong"}


@pytest.mark.parametrize(
    ("picture", "look", "check"),
    [
        ({"alt": " "}, SOUND, "picture-alt"),
        ({"licence": ""}, SOUND, "picture-licence"),
        ({"width": 9000}, SOUND, "picture-sight"),
        ({}, Seen("image/png", 640, 480, 1, b"\0" * 128, 1, False), "picture-sight"),
        ({}, Seen("image/jpeg", 640, 480, 1, b"\0" * 128, 40, True), "picture-located"),
        ({"alt": "A label on which the filling date is not there."}, SOUND, "picture-alt-key"),
    ],
)
def test_each_fault_of_a_picture_has_its_check(picture, look, check):
    assert set(found(picture, look)) == {check}


def test_an_alternative_text_that_names_what_all_options_name_tells_no_key():
    text = "A label with the filling date, the supplier, the volume and the room."
    assert found({"alt": text}) == {}


@pytest.mark.parametrize(
    "alt", ["The list has 2 litres beside the bottle.", "The list has 2 litres beside bottle 7."]
)
def test_a_number_in_an_alternative_text_tells_the_key_where_no_other_option_has_it(alt):
    options = ["2 litres", "5 litres", "7 litres"]
    assert ("picture-alt-key" in found({"alt": alt}, options=options)) is not ("7" in alt)


def test_letters_of_a_drawing_tell_the_key_only_where_no_other_letter_stands():
    options = ["Bottle A", "Bottle B", "Bottle C"]
    assert set(found({"alt": "Three bottles; bottle A has no label."}, options=options)) == {
        "picture-alt-key"
    }
    assert found({"alt": "Bottle A has a label, bottle B has one, bottle C too."}, options=options) == {}
    assert found({"alt": "A bottle on a bench, with a label."}, options=options) == {}


@pytest.mark.parametrize(
    "picture",
    [
        {"name": "filling_date.png"},
        {"name": "FillingDate2.PNG"},
        {"name": "label without its filling date (3).jpg"},
        {"source": "Label without a filling date, drawn for this set"},
    ],
)
def test_a_file_name_or_a_source_with_the_words_of_the_key_is_reported(picture):
    assert set(found(picture)) == {"picture-text-key"}


@pytest.mark.parametrize("text", ["The filling date", "Filling date is not there: see 3.1"])
def test_a_text_inside_the_file_with_the_words_of_the_key_is_reported(text):
    look = replace(SOUND, texts=("made with a drawing program", text))
    assert "inside its file" in found(look=look)["picture-text-key"]


WRONG = ("The supplier", "The volume", "The room")


@pytest.mark.slow
@given(words=st.lists(st.sampled_from([*WRONG, "bench", "label 7", "a white bottle"]), max_size=5))
def test_texts_with_the_words_of_other_options_alone_tell_no_key(words):
    text = " ".join(words)
    look = replace(SOUND, texts=(text,))
    assert not {"picture-text-key", "picture-alt-key"} & set(
        found({"name": text + ".png", "source": text, "alt": text or "-"}, look)
    )


@pytest.mark.slow
@given(others=st.lists(st.sampled_from(WRONG), max_size=3, unique=True), place=st.integers(0, 3))
def test_a_text_tells_the_key_as_long_as_it_names_no_other_option(others, place):
    named = [*others]
    named.insert(place, "The filling date")
    told = found({"source": ", ".join(named)})
    assert ("picture-text-key" in told) is not bool(others)


def test_a_picture_that_models_do_not_need_is_reported():
    told = {"derivation": {"passes": {"closed-book": {"right": 3, "of": 3}}}}
    assert set(found(**told)) == {"picture-not-needed"}
    told = {"derivation": {"passes": {"closed-book": {"right": 2, "of": 3}}}}
    assert found(**told) == {}


def test_the_same_question_over_two_pictures_has_no_conflict():
    def over(number: int, answer: int) -> Candidate:
        picture = Picture(
            sha256=str(number) * 64,
            media_type="image/png",
            width=9,
            height=9,
            alt="A shelf.",
            licence="CC0-1.0",
        )
        return candidate(
            dataset="d", kind="question", origin=Origin(generator="author", version="1"), clauses=(), categories=(), quotes=(),
            stem="Which bottle stands where it may not stand?", options=["Bottle one", "Bottle two", "Bottle three"],
            answer=answer, explanation="So says the clause.", pictures=[picture],
        )  # fmt: skip

    def checks(*items: Candidate) -> set[str]:
        return {row["check"] for row in lint(tables.frame(items, Candidate)).iter_rows(named=True)}

    assert not {"stem-conflict", "item-duplicate"} & checks(over(1, 0), over(2, 1))
    assert "stem-conflict" in checks(over(1, 0), over(1, 1))
