"""Questions about a provision that is a list: whether a case meets it, and which point it lacks."""

from __future__ import annotations

from collections import Counter

import pytest
from curation import rules
from curation.core import tables
from curation.core.items.derivation import right
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.settings import Settings
from curation.generation.template.cases.points_told import told
from curation.generation.template.forms import Sources
from curation.generation.template.questions.checklist_items import _nearly, _Point
from generate_fixtures import Tax, clause, frames, ruled


def listed(head, *entries, eid="art_1", **more):
    points = [
        clause(f"{eid}__point_{chr(97 + n)}", f"({chr(97 + n)}) {entry}", parent=eid, marker=f"({chr(97 + n)})", kind="point")
        for n, entry in enumerate(entries)
    ]  # fmt: skip
    return [clause(eid, head, **more), *points]


def checklist(clauses, of=0):
    by_clause = {}
    for rule in rules.extract(clauses):
        by_clause.setdefault(rule.id.rpartition("!")[0], []).append(rule)
    return Sources(by_clause, {one.id: one for one in clauses}, 0.6).checklist(clauses[of])


def said(head, *entries):
    one = checklist(listed(head, *entries))
    assert not isinstance(one, str), one
    found = told(one)
    assert found is not None
    return found


def made(clauses, forms_off=()):
    chosen = Settings(kinds=("question",), per_category=500, recall_share=1, forms_off=forms_off)
    result = generate(*frames(list(clauses)), "d", chosen, [Tax()], rules=ruled(list(clauses)))
    return [one for one in tables.rows(result.candidates, Candidate) if one.origin.template == "list-check"]


LOG = (
    "Every operator of a kiln must keep a firing log that sets out",
    "the date and time of each firing;",
    "the name of the person in charge of the kiln; and",
    "the highest temperature of the kiln.",
)


def test_a_list_is_printed_with_its_letters_and_joined_as_it_is():
    one = checklist(listed(*LOG))
    assert one.joint == "and"
    assert one.printed == (
        "Every operator of a kiln must keep a firing log that sets out (a) the date and time of each firing; "
        "(b) the name of the person in charge of the kiln; and (c) the highest temperature of the kiln."
    )


@pytest.mark.parametrize(
    ("head", "entries", "intro", "first"),
    [
        (LOG[0], LOG[1:], "the firing log sets out", "the date and time of each firing"),
        ("An operator of a kiln must", ("close the lid; and", "record the time."), "an operator of a kiln", "closes the lid"),
        ("The employer must ensure that", ("the lid is closed; and", "the log is signed."), "the employer ensures that", "the lid is closed"),
        ("A kiln must", ("be fenced; and", "have a hood."), "a kiln", "is fenced"),
        ("The employer must provide", ("a hood for each kiln; or", "a mask for each worker."), "the employer provides", "a hood for each kiln"),
        ("The employer must take all of the following steps:", ("close the lid; and", "sign the log."), "the employer", "closes the lid"),
    ],
)  # fmt: skip
def test_points_are_told_in_the_words_of_the_list(head, entries, intro, first):
    found = said(head, *entries)
    assert (found.intro, found.yes[0]) == (intro, first)


def test_a_condition_above_a_list_is_told_first():
    found = said("If a kiln leaks, the employer must", "close the lid; and", "warn each worker.")
    assert (found.before, found.intro) == ("Suppose that a kiln leaks. ", "the employer")


def test_a_ban_that_points_lift_is_told_with_its_act_done():
    found = said(
        "A worker must not open a kiln unless the worker", "wears a mask; and", "has cooled the kiln."
    )
    assert found.before == "A worker opens a kiln. "
    assert found.yes == ("the worker wears a mask", "the worker has cooled the kiln")


def test_earlier_words_of_the_section_are_printed_where_the_list_speaks_of_them():
    above = clause("art_1", "Records", kind="section")
    first = clause(
        "art_1__para_1", "(1) An employer must keep a log of each kiln.", parent="art_1", marker="(1)"
    )
    points = listed("(2) The log must contain", "the date of each firing; and", "the name of the worker.", eid="art_1__para_2", parent="art_1", marker="(2)")  # fmt: skip
    one = checklist([above, first, *points], of=2)
    assert one.printed.startswith(
        "(1) An employer must keep a log of each kiln. (2) The log must contain (a)"
    )


@pytest.mark.parametrize(
    ("head", "entries"),
    [
        ("The log must contain", ("the date; and", "the time.")),  # which log?
        ("Subject to section 4, an employer must", ("close the lid; and", "sign the log.")),
        ("An employer must", ("close the lid; or sign the log; and", "warn each worker.")),
        ("An employer must", ("close the lid", "sign the log")),  # nobody can tell how they are joined
        ("An employer must", ("follow paragraph (b); and", "sign the log.")),
        ("An employer must keep records, including", ("the date; and", "the time.")),
    ],
)
def test_a_list_that_cannot_be_judged_by_its_words_is_left_out(head, entries):
    assert isinstance(checklist(listed(head, *entries)), str)


@pytest.mark.parametrize(
    "entries",
    [
        ("if a kiln leaks, close the lid; and", "sign the log."),
        ("close the lid as far as is reasonable; and", "sign the log."),
        ("for an old kiln, the date; and", "the time."),
    ],
)
def test_points_that_hold_in_some_cases_alone_are_not_told(entries):
    one = checklist(listed("An employer must", *entries))
    assert isinstance(one, str) or told(one) is None


@pytest.mark.parametrize(
    ("text", "things", "left"),
    [
        ("stands at least 5 m from the door", False, ("stands 3 m from the door", "stands 4 m from the door")),
        ("immediately closes the lid", False, ("closes the lid a week later",)),
        ("has the consent of the owner in writing", False, ("has the consent of the owner orally",)),
        ("the date and time of each firing", True, ("the date of each firing", "the time of each firing")),
        ("is marked in a legible and durable manner", False, ("is marked in a durable manner", "is marked in a legible manner")),
        ("all lids are closed", False, ("most lids are closed",)),
        ("is cleaned at least once a month", False, ("is cleaned once every two months",)),
        ("keeps the log for three years after the firing", False, ("keeps the log for 2 years after the firing",)),
        ("covers soot, ash and grit from the kiln", False, ("covers soot and grit from the kiln",)),
        ("has a hood or a fan and a filter", False, (None,)),
        ("is fenced and shored by a worker", False, ("is fenced by a worker", "is shored by a worker")),
        ("closes the lid", False, (None,)),
    ],
)  # fmt: skip
def test_a_point_is_missed_by_a_little(text, things, left):
    found = _nearly(_Point(0, text), things, "seed")
    assert (found.left if found else None) in left


def test_the_key_follows_from_the_points_of_the_case():
    facts = {"joint": "and", "points": ["0", "1"], "present": ["0"]}
    claims = {
        "a": {"lacks": ["0"]},
        "b": {"lacks": ["1"]},
        "both": {"lacks": ["0", "1"]},
        "neither": {"lacks": []},
    }
    allowed = {"a": {"by": ["0"]}, "b": {"by": ["1"]}, "neither": {"by": []}, "both": {"by": None}}

    def key(said, **changed):
        return right({"form": "points", "facts": {**facts, **changed}, "claims": said}, list(said))

    assert key(claims) == [1]
    assert key(claims, present=["0", "1"]) == [3]
    assert key(claims, present=[]) == [2]
    assert key(allowed, joint="or") == [0]
    assert key(allowed, joint="or", present=[]) == [2]


def test_a_question_is_asked_of_a_list_with_the_rules_that_it_holds():
    (one,) = made(listed(*LOG))
    assert "the date of each firing" in one.stem or "the time of each firing" in one.stem
    assert [option.split()[1] for option in one.options] == ["in", "in", "both", "neither"]
    assert len(one.evidence) == 4
    assert one.book == "open"


def test_two_points_without_a_near_miss_are_not_asked_about():
    assert made(listed("An operator of a kiln must", "close the lid; and", "fence the kiln.")) == []


def test_a_long_list_is_shown_in_part_without_what_cannot_be_told():
    points = (
        "close the lid;",
        "if it rains, cover the kiln;",
        "clean the kiln at least once a month;",
        "immediately report a crack; and",
        "mark the kiln.",
    )
    (one,) = made(listed("An operator of a kiln must", *points))
    assert "(a) close the lid; [\u2026]; (c) clean the kiln" in one.stem
    assert "rains" not in one.stem


def test_of_two_ways_one_is_enough():
    ban = "A worker must not open a kiln unless the worker"
    keys = Counter()
    for noun in ("kiln", "press", "saw", "lathe", "drill", "crane", "winch", "boiler"):
        head = ban.replace("kiln", noun)
        points = listed(head, "has the consent of the owner in writing; or", f"has trained on the {noun} for at least 30 hours.", eid=f"art_{noun}")  # fmt: skip
        for one in made(points):
            assert one.options[3] == "No, because both points are needed"
            keys[one.answer] += 1
    assert set(keys) == {0, 1, 2}


def test_every_answer_is_right_for_some_lists():
    nouns = (
        "kiln",
        "press",
        "saw",
        "lathe",
        "drill",
        "crane",
        "winch",
        "boiler",
        "mixer",
        "hoist",
        "oven",
        "pump",
    )
    keys = Counter()
    for noun in nouns:
        head = f"An operator of a {noun} must"
        points = (
            f"immediately fence the {noun};",
            f"keep at least 5 m from the {noun};",
            f"clean the {noun}; and",
            f"mark the {noun}.",
        )
        for one in made(listed(head, *points, eid=f"art_{noun}")):
            keys[one.answer] += 1
    assert set(keys) == {0, 1, 2, 3}


def test_lists_are_asked_about_only_where_a_setting_turns_their_form_on():
    off = Settings().forms_off
    assert made(listed(*LOG), forms_off=off) == []
    assert len(made(listed(*LOG), forms_off=[form for form in off if form != "list-check"])) == 1
