"""The rules that keep a pair apart, one example a rule."""

from __future__ import annotations

import pytest
from curation.dedup.contrast.rules import judge, misspelt, opposed, read

BASE = "How long may a tenant keep the spare key of the shared garden in Oslo"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Wait 3 days before painting the shed", "Wait 4 days before painting the shed", "number"),
        ("Wait three days before painting the shed", "Wait 4 days before painting the shed", "number"),
        ("Wait 1,000 days before painting", "Wait 1.000 days before painting", "number"),
        ("Add 5 mg of salt to the soup", "Add 5 kg of salt to the soup", "unit"),
        ("It costs $ 5 to enter", "It costs € 5 to enter", "unit"),
        ("The gate should be locked", "The gate should not be locked", "negation"),
        ("The gate is locked", "The gate isn't locked", "negation"),
        ("Does the rule allow cycling", "Does the rule forbid cycling", "antonym"),
        ("It is legal to fish here", "It is illegal to fish here", "antonym"),
        ("A careful driver stops", "A careless driver stops", "antonym"),
        ("Members must wear a badge", "Members may wear a badge", "modality"),
        ("All members pay a fee", "Some members pay a fee", "quantity"),
        ("Is it wrong to sink a ship", "Is it wrong to sink a ship in a video game", "scope"),
        ("Where is the museum in Oslo", "Where is the museum in Lisbon", "entity"),
        ("The dog chased the cat", "The cat chased the dog", "order"),
        ("Who mends the ladder", "Who mends the kettle", "swap"),
        (
            "What were the benefits of the long drought",
            "What were the effects of the long drought",
            "valence",
        ),
        ("How was the shed opened by night", "How do I open the shed by night", "question"),
    ],
)
def test_a_change_of_meaning_is_named(a: str, b: str, kind: str) -> None:
    assert judge(read(a), read(b)).kind == kind
    assert judge(read(b), read(a)).kind == kind


@pytest.mark.parametrize(
    "other",
    [
        BASE.lower() + "?",
        "Please, " + BASE + "? Thanks!",
        BASE.replace("garden", "gardne"),
        BASE.replace("tenant", "tennant"),
        BASE.replace("key", "keys"),
        BASE.replace("long may", "may long"),
        "In Oslo how long may a tenant keep the spare key of the shared garden",
    ],
)
def test_a_change_of_form_is_no_contrast(other: str) -> None:
    assert judge(read(BASE), read(other)).kind == ""


def test_numbers_are_equal_in_digits_and_in_words() -> None:
    assert judge(read("wait two days"), read("wait 2 days")).kind == ""
    assert judge(read("pay 1,000 euros"), read("pay 1000 euros")).kind == ""


def test_words_common_in_the_set_are_no_slips_of_each_other() -> None:
    a, b = read("who keeps the farms"), read("who keeps the forms")
    assert judge(a, b).kind == ""
    assert judge(a, b, {"farms": 9, "forms": 30}.__getitem__).kind == "swap"


def test_a_rare_form_of_a_frequent_word_is_a_slip_though_many_make_it() -> None:
    a, b = read("who keeps the garden"), read("who keeps the gadren")
    assert judge(a, b, {"garden": 900, "gadren": 4}.__getitem__).kind == ""


def test_the_evidence_holds_the_differing_words() -> None:
    assert judge(read("keep 2 keys here"), read("keep 5 keys here")).evidence == "2 | 5"


def test_opposites_are_symmetric_and_not_reflexive() -> None:
    assert opposed("hypotension", "hypertension")
    assert opposed("hypertension", "hypotension")
    assert not opposed("legal", "legal")


def test_an_exchange_of_neighbours_is_one_slip() -> None:
    assert misspelt("garden", "gadren")
    assert not misspelt("cat", "bat")
