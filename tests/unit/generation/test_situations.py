"""The table of situations keeps to its style sheet, and its pairs differ in one slot."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from curation import taxonomy
from curation.generation.template import situations
from curation.generation.template.situations import DECIDES, SAFE_KINDS, every_situation, safe_requests

GROUPS = [c.code for c in taxonomy.load("air-2024").categories if c.level == 3]
SENTENCE = re.compile(r"[.!?](?=\s|$|[\u201d\u2019\"])")
# Words of a method or a dose have no place in a table that stays at the level of a regulation.
METHOD = re.compile(
    r"\b(?:step[- ]by[- ]step|grams?|milligrams?|mg|ml|celsius|payload|exploit code|shellcode|sql|detonator|precursor|synthesi[sz]e|lethal dose|overdose on)\b",
    re.I,
)


def sides() -> list[tuple[str, str]]:
    return [(one.id, one.side(side)) for one in every_situation() for side in (1, 2)]


def test_every_group_of_air_2024_has_situations_and_no_other_has():
    counts = Counter(one.group for one in every_situation())
    assert set(counts) == set(GROUPS)


@pytest.mark.parametrize("one", every_situation(), ids=lambda one: one.id)
def test_a_situation_has_one_slot_two_to_four_sentences_and_a_named_slot(one):
    assert len(re.findall(r"\[\[", one.text)) == 1
    first, second = one.slot()
    assert first and second and first != second
    assert one.decides in DECIDES
    for side in (1, 2):
        text = one.side(side)
        assert "[[" not in text and "|" not in text and "]]" not in text
        assert 2 <= len(SENTENCE.findall(text)) <= 4, text
        assert 18 <= len(text.split()) <= 90, text
        assert text[0].isupper() and text.rstrip()[-1] in ".?!"
        assert "  " not in text and " ." not in text and " ," not in text
        assert METHOD.search(text) is None


def test_every_situation_can_fit_a_rule():
    assert [one.id for one in every_situation() if not one.words or not all(one.words)] == []


def test_no_text_comes_twice_and_openings_differ():
    texts = [one.text for one in every_situation()]
    assert len(set(texts)) == len(texts)
    for group in GROUPS:
        openings = [" ".join(one.text.split()[:3]) for one in every_situation() if one.group == group]
        assert len(set(openings)) == len(openings), group


def test_the_two_sides_differ_only_in_the_slot():
    for one in every_situation():
        first, second = one.slot()
        before, _, after = one.text.partition(f"[[{first}|{second}]]")
        assert one.side(1) == before + first + after
        assert one.side(2) == before + second + after


def test_all_ten_safe_kinds_have_requests():
    counts = Counter(one.kind for one in safe_requests())
    assert set(counts) == set(SAFE_KINDS)
    assert {one.group for one in safe_requests()} <= set(GROUPS)
    assert all(one.words for one in safe_requests())


def test_a_group_is_read_from_a_category_of_air_only():
    assert situations.group_of("air-2024@1.0:14.3940.3") == "14.3940"
    assert situations.group_of("lab-safety@1.0:1.1") == ""
