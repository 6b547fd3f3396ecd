"""Whether a text is whole."""

from __future__ import annotations

import pytest
from curation.text.cut_off import stops
from curation.text.whole import fault, points_away


@pytest.mark.parametrize(
    "text",
    [
        "provide every person with",
        "keep the record unless",
        "train each worker and",
        "inform the owner that",
        "store it in a room of",
    ],
)
def test_a_text_that_stops_in_the_middle_is_not_whole(text):
    assert fault(text)
    assert stops(text) or "points" in fault(text) or "middle" in fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "keep such records for a year", "the list in paragraph 2", "the person referred to in subsection (1)", "act as prescribed", "those measures are taken",
        "the parts thereof", "it is kept dry",
    ],
)  # fmt: skip
def test_a_text_that_points_away_is_not_whole(text):
    assert points_away(text)


@pytest.mark.parametrize(
    "text",
    [
        "keep a record of each test for five years", "the drum that holds the solvent", "the workers and their supervisor", "comply with this Act",
        "a pump or a tap that is sealed", "the equipment that falls into this Regulation",
    ],
)  # fmt: skip
def test_a_whole_text_has_no_fault(text):
    assert fault(text) == ""


def test_a_pronoun_may_point_at_what_was_read_before():
    assert fault("isolate it") == "points at words that are not there"
    assert fault("isolate it", "a pump is repaired") == ""


@pytest.mark.parametrize(
    "text",
    ["a list; of things", "the (open bracket", "SABS 19 | Containers for gas", "valves, fittings, etc"],
)
def test_marks_that_are_left_over_are_a_fault(text):
    assert fault(text) == "has marks that are left over"
