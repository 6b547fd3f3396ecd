"""Questions about two cases under a rule with a condition, an exception or a list: which of them is a breach."""

from __future__ import annotations

from collections import Counter

import pytest
from curation import rules
from curation.core import tables
from curation.core.items.derivation import right
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.settings import Settings
from curation.generation.template.cases.cells import broken, early_of, late_of, near_misses, table_of
from curation.generation.template.cases.list_cells import table_of_elements, table_of_points
from curation.generation.template.forms import Sources
from generate_fixtures import Tax, clause, frames, ruled


def sources_of(*clauses):
    by_clause = {}
    for rule in rules.extract(clauses):
        by_clause.setdefault(rule.id.rpartition("!")[0], []).append(rule)
    return Sources(by_clause, {one.id: one for one in clauses}, 0.6), [
        one for found in by_clause.values() for one in found
    ]


def table(text):
    sources, (rule, *_) = sources_of(clause("art_1", text))
    norm = sources.norm(rule)
    assert not isinstance(norm, str), norm
    return table_of(norm)


def ways(text):
    found = table(text)
    return (
        {}
        if found is None
        else {cell.way: (cell, broken(found.norm, found.needs, cell)) for cell in found.cells}
    )


def listed(head, *entries):
    points = [
        clause(f"art_1__point_{chr(97 + n)}", f"({chr(97 + n)}) {entry}", parent="art_1", marker=f"({chr(97 + n)})", kind="point")
        for n, entry in enumerate(entries)
    ]  # fmt: skip
    return [clause("art_1", head), *points]


def made(*clauses, **more):
    chosen = Settings(kinds=("question",), per_category=500, recall_share=1, **{"forms_off": (), **more})
    result = generate(*frames(list(clauses)), "d", chosen, [Tax()], rules=ruled(list(clauses)))
    return [
        one for one in tables.rows(result.candidates, Candidate) if one.origin.template.startswith("two-")
    ]


BAN = "No worker shall light a stove on a quay unless the warden has given approval in writing."


def test_an_exception_is_told_as_met_as_missing_and_as_nearly_met():
    cells = ways(BAN)
    assert {way: cell.fact for way, (cell, _) in cells.items()} == {
        "free": "the warden has given approval in writing",
        "bare": "the warden has not given approval in writing",
        "early": "the warden gave approval in writing on the day before",
        "late": "the warden gives approval in writing only on the next day",
        "asked": "the warden has been asked for approval, but has not answered yet",
        "oral": "the warden has given approval, but only orally",
    }
    assert {way for way, (_, breach) in cells.items() if not breach} == {"free", "early"}
    assert all(cell.act == "a worker lights a stove on a quay" for cell, _ in cells.values())


@pytest.mark.parametrize(
    ("fact", "late", "early"),
    [
        ("the crane has been inspected", "the crane is inspected only on the next day", "the crane was inspected on the day before"),
        ("the owner has informed the foreman", "the owner informs the foreman only on the next day", "the owner informed the foreman on the day before"),
        ("the owner holds a licence for tanks", "the owner receives a licence for tanks only on the next day", None),
        ("the lamp is sealed", None, None),
    ],
)  # fmt: skip
def test_what_comes_late_or_early_is_told_in_the_form_of_its_verb(fact, late, early):
    assert late_of(fact) == late
    assert early_of(fact) == early


def test_a_circumstance_of_two_clauses_has_no_near_miss():
    assert not list(near_misses("the pump has been tested and the valve is shut"))
    assert not list(near_misses("the owner holds a licence or a permit"))


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        ("the owner also holds a licence for tanks", "the owner has applied for a licence for tanks, but has not received it yet"),
        ("a permit issued by the warden covers the act", "a permit issued by the warden has been applied for, but has not been granted yet"),
    ],
)  # fmt: skip
def test_what_is_only_applied_for_is_told_of_licences_and_permits(fact, asked):
    assert {way: told for way, told, _ in near_misses(fact)}["asked"] == asked


def test_a_duty_with_a_condition_is_kept_broken_in_part_or_does_not_hold():
    cells = ways(
        "If a worker works alone at night, the employer must provide a radio and test the battery each week."
    )
    told = {way: (cell.act, cell.fact, breach) for way, (cell, breach) in cells.items()}
    alone = "a worker works alone at night"
    assert told["kept"] == ("the employer provides a radio and tests the battery each week", alone, False)
    assert told["part"] == (
        "the employer provides a radio, but does not test the battery each week",
        alone,
        True,
    )
    assert told["bare"] == (
        "the employer does not provide a radio and test the battery each week",
        alone,
        True,
    )


def test_an_act_that_is_due_at_once_is_told_done_late():
    cells = ways("If a driver finds a leak of gas, the driver must immediately inform the foreman.")
    cell, breach = cells["slow"]
    assert (cell.act, breach) == ("the driver informs the foreman a week later", True)
    assert cells["bare"][0].act == "the driver does not inform the foreman"
    assert "\u201cimmediately\u201d" in cell.why


@pytest.mark.parametrize(
    "text",
    [
        "Where rats have entered a store, the employer must catch the rats before the next shift.",
        "If a hatch is open, the employer must place a rail around it.",
        "If the workers have chosen a speaker, the employer must hear that speaker each month.",
    ],
)
def test_an_act_on_what_the_circumstance_brings_in_is_never_told_without_it(text):
    assert "free" not in ways(text)


@pytest.mark.parametrize(
    "text",
    [
        "An employer must put a mat in each hall where most visitors walk.",
        "A worker must not open a hatch unless it is reasonably practicable to close the valve.",
        "An employer must test a pump before the pump is used.",
    ],
)
def test_a_place_a_judgement_and_a_time_are_no_circumstance_that_a_case_meets(text):
    assert table(text) is None


def test_a_second_demand_keeps_a_duty_from_being_told_as_kept():
    cells = ways("If a tank leaks oil, the owner must close the valve and the owner must call the warden.")
    assert "kept" not in cells


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("It is prohibited for a person to run a crane on a quay unless the crane has been inspected.", "the crane has been inspected"),
        ("It shall not be lawful for the owner of a vessel to store fuel on a quay unless the fuel is kept in a tank.", "the fuel is kept in a tank"),
        ("Except in accordance with a permit issued by the warden, no worker shall dive in the dock.", "a permit issued by the warden covers the act"),
        ("No worker shall dive in the dock except with the prior written consent of the warden.", "the warden has given consent in writing"),
        ("A worker, other than a pilot, must not enter the control room.", "the worker is a pilot"),
    ],
)  # fmt: skip
def test_bans_without_a_modal_permits_consents_and_those_taken_out_are_read(text, fact):
    assert ways(text)["free"][0].fact == fact


POINTS = (
    "the hold has been aired;",
    "the air has been tested; {joint}",
    "a second worker stands at the hatch.",
)


@pytest.mark.parametrize(
    ("joint", "breaches"),
    [
        ("and", {"one-missing": True, "other-missing": True, "all-points": False}),
        ("or", {"one-point": False, "other-point": False}),
    ],
)
def test_points_of_an_exception_are_needed_together_or_one_by_one(joint, breaches):
    clauses = listed("A worker must not enter a hold unless", *(one.format(joint=joint) for one in POINTS))
    sources, (rule, *_) = sources_of(*clauses)
    points = sources.points(rule)
    assert not isinstance(points, str), points
    assert points.joint == joint
    found = table_of_points(points)
    assert {cell.way: broken(found.norm, found.needs, cell) for cell in found.cells} == breaches
    assert all("\u201c" + joint + "\u201d" in cell.why for cell in found.cells)


def test_a_list_that_does_not_say_how_it_is_joined_has_no_cases():
    clauses = listed("A worker must not enter a hold unless", *(one.format(joint="") for one in POINTS))
    sources, (rule, *_) = sources_of(*clauses)
    assert sources.points(rule) == "incomplete"


def test_a_duty_that_is_a_list_is_broken_by_each_element_that_is_left_out():
    clauses = listed(
        "The employer must ensure that each ladder is", "tested by a joiner; and", "kept in a dry place."
    )
    sources, (rule, *_) = sources_of(*clauses)
    elements = sources.elements(rule)
    assert not isinstance(elements, str), elements
    found = table_of_elements(elements)
    assert {cell.way: broken(found.norm, found.needs, cell) for cell in found.cells} == {
        "one-missing": True,
        "other-missing": True,
        "all-points": False,
    }


WHO = ("warden", "inspector", "employer", "keeper")
ACTS = (
    "light a stove on a quay", "run a crane at night", "store fuel in a shed", "repair a vessel in the dock", "open the door of a kiln",
    "fly a drone over a mine", "cut a tree beside a line", "blast rock near a road", "move a tank of acid", "enter a silo alone",
    "drive a truck through a tunnel", "feed a bear in a park", "weld a pipe of gas", "test a brake on a slope", "mix two poisons in a barn",
    "lift a beam above a school", "empty a basin into a river", "wash a filter in a well",
)  # fmt: skip
MANY = [
    clause(
        f"art_{n}",
        f"No worker shall {act} unless the {WHO[n % 4]} has given {('approval', 'consent')[n % 2]} in writing.",
    )
    for n, act in enumerate(ACTS, 1)
]


@pytest.mark.slow
def test_each_answer_is_right_about_as_often_and_follows_from_its_derivation():
    items = made(*MANY)
    assert len(items) >= 12
    keys = Counter(one.options[one.answer].partition(",")[0] for one in items)
    assert max(keys.values()) <= len(items) / 2
    for one in items:
        assert right(one.derivation, one.options) == [one.answer]
        assert [option.split()[0] for option in one.options] == ["The", "The", "Both,", "Neither,"]
        assert len(set(one.why)) == len(one.why)


def test_two_cases_are_asked_about_only_where_a_setting_turns_their_forms_on():
    off = Settings().forms_off
    assert not made(clause("art_1", BAN), forms_off=off)
    assert len(made(clause("art_1", BAN), forms_off=[form for form in off if form != "two-exception"])) == 1


def test_a_question_shows_its_provision_and_each_wrong_answer_has_its_misreading():
    (one,) = made(clause("art_1", BAN))
    assert f"\u201c{BAN}\u201d" in one.stem
    assert one.level == "application"
    assert one.book == "open"
    assert all(bool(name) == (n != one.answer) for n, name in enumerate(one.misconceptions))
