"""The forms of offline questions, on rules written for the tests."""

from __future__ import annotations

from collections import Counter

import pytest
from curation.checks import warnings_of
from curation.core import tables
from curation.core.derivation import right
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.run import Outside
from curation.generation.settings import Settings
from generate_fixtures import Tax, clause, frames, ruled


def made(*texts: str, **settings):
    clauses = [clause(f"art_{i}", text) for i, text in enumerate(texts, 1)]
    result = generate(
        *frames(clauses), "d", Settings(kinds=("question",), per_category=500, per_rule=8, recall_share=1, **settings), [Tax()],
        rules=ruled(clauses), more=Outside(faults=warnings_of),
    )  # fmt: skip
    return list(tables.rows(result.candidates, Candidate)), dict(
        result.skipped.select("clause", "reason").iter_rows()
    )


def of(candidates, form):
    return [c for c in candidates if c.origin.template == form]


def key(one: Candidate) -> str:
    return one.options[one.answer]


LIMITS = (
    "The keeper shall inspect each hoist at least every 12 months.",
    "The records of the tests shall be kept for at least 5 years.",
    "The height of a stack shall not exceed 3 metres.",
)


@pytest.mark.parametrize("text", LIMITS)
def test_a_plan_with_another_number_is_judged_by_the_bound(text):
    limited = [c for c in made(text)[0] if c.origin.template in ("plan-limit", "least-change")]
    assert limited
    for one in limited:
        facts = one.derivation["facts"]
        kept = (
            facts["planned"] <= facts["bound"]
            if facts["side"] == "upper"
            else facts["planned"] >= facts["bound"]
        )
        if one.origin.template == "least-change":
            assert not kept and str(int(facts["bound"])) in key(one)
        else:
            assert key(one).startswith("It complies" if kept else "It does not comply")


def test_the_last_day_of_a_deadline_is_computed():
    candidates, _ = made("The owner shall report the leak within 14 days after the leak is found.")
    (one,) = of(candidates, "last-day")
    assert len(set(one.options)) == 4
    facts = one.derivation["facts"]
    assert (facts["number"], facts["unit"], facts["direction"]) == (14, "day", 1)
    assert one.options == sorted(
        one.options,
        key=lambda shown: (int(shown.split()[2]), MONTHS.index(shown.split()[1]), int(shown.split()[0])),
    )


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def test_four_cases_differ_in_the_circumstance_and_the_act():
    candidates, _ = made("If respirators are required, the keeper shall lock the store.")
    (one,) = of(candidates, "case-condition")
    assert {o.split(",")[0] for o in one.options} == {
        "Respirators are required",
        "Respirators are not required",
    }
    assert sum("does not lock" in o for o in one.options) == 2
    assert one.book == "open" and "Respirators are required" not in one.stem


def test_the_question_decides_which_of_four_cases_is_the_key():
    """Over many rules each of the four cases is the key, so that the options alone tell nothing."""
    texts = [
        f"If the {thing} is open, the keeper shall lock the store."
        for thing in [
            "gate",
            "hatch",
            "door",
            "lid",
            "cover",
            "vent",
            "tap",
            "valve",
            "drawer",
            "window",
            "shutter",
            "barrier",
        ]
    ]
    cells = Counter(
        (claim["met"], claim["done"])
        for one in of(made(*texts)[0], "case-condition")
        for claim in [one.derivation["claims"][key(one)]]
    )
    assert len(cells) == 4


def test_an_exception_lifts_a_ban():
    candidates, _ = made("No person shall enter the store unless the keeper has given permission.")
    (one,) = of(candidates, "case-exception")
    assert right(one.derivation, one.options) == [one.answer]
    assert one.derivation["facts"]["needs"] == "denied"


def test_an_amount_above_which_a_rule_begins_gives_cases_on_both_sides():
    candidates, _ = made("Every tank exceeding 200 litres shall be fitted with a gauge.")
    (one,) = of(candidates, "case-threshold")
    assert sum("300 litres" in o for o in one.options) == sum("100 litres" in o for o in one.options) == 2


def test_two_slots_give_four_plans_and_each_differs_from_the_next():
    candidates, _ = made(
        "The keeper shall inform the owner in writing within 10 days.",
        "The warden shall lock the gate at night.",
        "The carrier shall cover the load with a sheet.",
    )
    (one,) = [c for c in of(candidates, "two-slots") if c.clauses == ["act@1#art_1"]]
    assert len(set(one.options)) == 4
    assert one.book == "closed" and "10 days" not in one.stem


def test_who_must_is_asked_against_others_of_the_document():
    others = (
        "The warden shall lock the gate at night.",
        "The carrier shall cover the load with a sheet.",
        "The owner shall paint the fence in spring.",
    )
    candidates, _ = made("The keeper shall sweep the floor of the store each evening.", *others)
    one = next(c for c in of(candidates, "who-must") if c.clauses == ["act@1#art_1"])
    assert key(one) == "The keeper"
    assert {"The warden", "The carrier", "The owner"} & set(one.options)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The keeper shall pay the fee within 30 days.", "not-safety"),
        ("The Minister shall inspect each hoist at least every 12 months.", "not-safety"),
        ("The hall shall be in use from 1 July 2028 at the latest.", "not-safety"),
        ("The keeper shall ensure that every member of the crew.", "incomplete"),
        (
            "The keeper shall inspect the hoist referred to in paragraph (2) every 12 months.",
            "points-elsewhere",
        ),
    ],
)
def test_what_is_cut_off_points_away_or_is_no_matter_of_safety_gives_nothing(text, reason):
    candidates, skipped = made(text)
    assert candidates == []
    assert skipped == {"act@1#art_1": reason}


def test_no_item_is_cited_by_a_number_that_the_reader_gave_it():
    one = clause("art_1", LIMITS[0]).model_copy(
        update={"citation": "Hoist Rules, item 344", "path": ["Hoist Rules", "7 Hoists"], "marker": "(2)"}
    )
    result = generate(*frames([one]), "d", Settings(kinds=("question",)), [Tax()], rules=ruled([one]))
    stems = [c.stem for c in tables.rows(result.candidates, Candidate)]
    assert stems and all("section 7(2) of the Hoist Rules" in stem and "344" not in stem for stem in stems)


def test_a_question_that_the_checks_warn_of_does_not_leave():
    clauses = [clause("art_1", LIMITS[0])]
    result = generate(
        *frames(clauses),
        "d",
        Settings(kinds=("question",)),
        [Tax()],
        rules=ruled(clauses),
        more=Outside(faults=lambda one: ["odd"]),
    )
    assert result.candidates.height == 0
    assert result.skipped["reason"].to_list() == ["warned"]


def test_recall_is_at_most_a_quarter_of_what_is_made():
    texts = [
        f"The {thing} shall be kept shut for at least {n} minutes."
        for n, thing in zip((10, 15, 20, 30, 45), ["gate", "hatch", "door", "lid", "cover"], strict=True)
    ]
    clauses = [clause(f"art_{i}", text) for i, text in enumerate(texts)]
    result = generate(
        *frames(clauses),
        "d",
        Settings(kinds=("question",), per_category=500, per_rule=8),
        [Tax()],
        rules=ruled(clauses),
    )
    levels = result.candidates["level"].to_list()
    assert 0 < levels.count("recall") <= len(levels) / 4
