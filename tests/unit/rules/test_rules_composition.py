"""Rules of several clauses, clause by clause as a reader of laws gives them: what a list hands down, and what closes it."""

import pytest
from curation import rules
from curation.core.digests import text_digest
from curation.core.records import Clause
from rules_fixtures import rules_of, texts


def listed(*rows, language="en", path=(), document="act"):
    """Clauses from rows of eid, parent, kind, marker and text."""
    return [
        Clause(
            id=f"{document}@1#{eid}", document=document, edition="1", eid=eid, parent=parent or None, kind=kind, marker=marker,
            citation=eid, path=list(path), text=text, start=0, end=len(text), sha256=text_digest(text), language=language,
        )
        for eid, parent, kind, marker, text in rows
    ]  # fmt: skip


def told(found):
    """Of each rule its force, the clauses it is made of, who, what, when and unless what."""
    return [
        (
            rule.modality, " ".join(clause.partition("#")[2] for clause in rule.clauses), rule.bearer.text if rule.bearer else "",
            rule.action.text if rule.action else "", texts(rule.conditions), texts(rule.exceptions),
        )
        for rule in found
    ]  # fmt: skip


CLOSED = (
    ("s", "", "paragraph", "1.", "The keeper shall:"),
    ("s__a", "s", "item", "(a)", "close the hall;"),
    ("s__b", "s", "item", "(b)", "call the owner,"),
)


def closed_by(words):
    return rules.extract(listed(*CLOSED, ("s__wrapup", "s", "closing", "", words)))


@pytest.mark.parametrize(
    ("words", "conditions", "exceptions"),
    [
        ("unless the tank is empty.", [], ["unless the tank is empty"]),
        ("if the tank is full.", ["if the tank is full"], []),
    ],
)
def test_a_limit_behind_a_list_is_one_of_every_rule_of_it_and_of_its_lead_in(words, conditions, exceptions):
    assert told(closed_by(words)) == [
        ("obligation", "s s__wrapup", "The keeper", "", conditions, exceptions),
        ("obligation", "s s__a s__wrapup", "The keeper", "close the hall", conditions, exceptions),
        ("obligation", "s s__b s__wrapup", "The keeper", "call the owner", conditions, exceptions),
    ]


@pytest.mark.parametrize(
    "words", ["Visitors may stay if the tank is full.", "If the tank is full, visitors may stay."]
)
def test_a_sentence_of_its_own_behind_a_list_is_a_rule_beside_those_of_the_list(words):
    *above, last = told(closed_by(words))
    assert [rule[1] for rule in above] == ["s", "s s__a", "s s__b"]
    assert not any(rule[4] or rule[5] for rule in above)
    assert last[:4] == ("permission", "s s__wrapup", "Visitors" if words[0] == "V" else "visitors", "stay")
    assert [words_.lower() for words_ in last[4]] == ["if the tank is full"]


def test_a_condition_in_items_waits_for_the_command_behind_them():
    found = rules.extract(listed(
        ("s", "", "paragraph", "1.", "Where a tank"),
        ("s__a", "s", "item", "(a)", "is open, or"),
        ("s__b", "s", "item", "(b)", "leaks,"),
        ("s__wrapup", "s", "closing", "", "the keeper shall close the hall."),
    ))  # fmt: skip
    assert told(found) == [
        (
            "obligation",
            "s s__a s__b s__wrapup",
            "the keeper",
            "close the hall",
            ["Where a tank", "is open, or", "leaks"],
            [],
        )
    ]


def test_words_behind_a_list_that_has_no_lead_in_are_rules_of_their_own():
    (rule,) = rules.extract(listed(("s__wrapup", "s", "closing", "", "The keeper shall close the hall.")))
    assert (rule.modality, texts(rule.conditions)) == ("obligation", [])


def test_what_a_german_lead_in_commands_behind_its_list_binds_whom_the_lead_in_names():
    rows = (
        ("s", "", "paragraph", "(1)", "Der Betreiber hat"),
        ("s__a", "s", "item", "1.", "den Tank"),
        ("s__b", "s", "item", "2.", "die Halle"),
        ("s__wrapup", "s", "closing", "", "zu schließen."),
    )
    (rule,) = rules.extract(listed(*rows, language="de"))
    assert (rule.modality, rule.bearer.text) == ("obligation", "Der Betreiber")
    assert {clause.partition("#")[2] for clause in rule.clauses} >= {"s", "s__a", "s__b"}


INCLUDES = """# Policy

## 1 Waste

1. Visitors must not leave waste in the yard. This includes:
    (a) bottles of glass;
    (b) paper and boxes.
"""
BESIDE = """# Policy

## 1 Waste

Visitors must not leave waste in the yard.

This includes:

- bottles of glass;
- paper and boxes.
"""


@pytest.mark.parametrize(("text", "lead"), [(INCLUDES, 1), (BESIDE, 2)])
def test_what_a_ban_includes_is_forbidden_to_the_same_people(text, lead):
    first, *items = rules_of(text)
    assert (first.modality, first.action.text) == ("prohibition", "leave waste in the yard")
    assert [(r.modality, r.bearer.text, r.action.text) for r in items] == [
        ("prohibition", "Visitors", "bottles of glass"), ("prohibition", "Visitors", "paper and boxes"),
    ]  # fmt: skip
    assert all(r.clauses[0] == first.clauses[0] and len(r.clauses) == lead + 1 for r in items)


def test_this_includes_behind_another_paragraph_goes_on_with_no_ban_before_that():
    between = BESIDE.replace("This includes:", "The yard is behind the hall.\n\nThis includes:")
    assert [r.modality for r in rules_of(between)] == ["prohibition"]


def test_items_below_an_exception_without_a_command_are_exempt():
    found = rules_of(
        "# Act\n\n## 1 Tanks\n\n1. Except where:\n    (a) the tank is empty;\n    (b) the owner agrees.\n"
    )
    assert [(r.modality, r.action.text) for r in found[1:]] == [
        ("exemption", "the tank is empty"), ("exemption", "the owner agrees"),
    ]  # fmt: skip


def test_what_items_say_of_an_actor_that_stands_alone_is_what_it_has_to_do():
    found = rules_of(
        "# Standard\n\n## 1 Logs\n\nThe organization:\n\n- keeps a log of each tank;\n- names a keeper.\n"
    )
    assert [(r.modality, r.bearer.text, r.action.text) for r in found] == [
        ("obligation", "The organization", "keeps a log of each tank"), ("obligation", "The organization", "names a keeper"),
    ]  # fmt: skip


def test_a_list_ends_with_the_next_sentence_of_its_own_and_a_heading_forbids_its_items_alone():
    following = """# Policy

## 1 Uses

You must not do any of the following:

- enter the pit;
- open the tank.

Visitors may use the stairs.

- Opening hours of the stairs
"""
    assert [(r.modality, r.action.text) for r in rules_of(following)] == [
        ("prohibition", "do any of the following"), ("prohibition", "enter the pit"), ("prohibition", "open the tank"),
        ("permission", "use the stairs"),
    ]  # fmt: skip
    headed = "# Policy\n\n## Prohibited uses\n\n- Entering the pit at night\n\n## Opening hours\n\n- Monday to Friday\n"
    assert [(r.modality, r.action.text, r.certainty) for r in rules_of(headed)] == [
        ("prohibition", "Entering the pit at night", 0.75)
    ]


@pytest.mark.parametrize("end", ["the following", "the following.", "the following:"])
def test_words_that_end_in_the_following_open_a_list_with_any_mark(end):
    text = f"# Act\n\n## 1 Uses\n\nYou must not do any of {end}\n\n- enter the pit;\n- open the tank.\n"
    assert [(r.modality, r.bearer.text, r.action.text) for r in rules_of(text)][1:] == [
        ("prohibition", "You", "enter the pit"), ("prohibition", "You", "open the tank"),
    ]  # fmt: skip


def test_documents_and_editions_are_put_together_apart():
    one, other = (listed(*CLOSED[:2], document=name) for name in ("act", "code"))
    mixed = [one[0], other[0], one[1], other[1]]
    assert told(rules.extract(mixed)) == told(rules.extract(one)) + told(rules.extract(other))
