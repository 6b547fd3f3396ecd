"""The forms of offline questions, on rules written for the tests."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from curation.checks import warnings_of
from curation.core import tables
from curation.core.derivation import kept, right
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.run import Outside
from curation.generation.settings import Settings
from curation.generation.template.generator import MOST_COPIED, longest_common_run
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


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


@pytest.mark.slow
@pytest.mark.parametrize("text", LIMITS)
def test_a_case_with_another_number_is_judged_by_the_bound(text):
    limited = [c for c in made(text)[0] if c.origin.template in ("case-limit", "case-frequency")]
    assert limited
    for one in limited:
        facts = one.derivation["facts"]
        upper = facts["side"] == "upper"
        kept = facts["planned"] <= facts["bound"] if upper else facts["planned"] >= facts["bound"]
        assert one.derivation["claims"][key(one)]["complies"] == kept
        assert verdicts(one) == {"Yes": 2, "No": 2}


def verdicts(one: Candidate) -> dict[str, int]:
    return dict(Counter(option.split(",")[0] for option in one.options))


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


def test_an_amount_above_which_a_rule_begins_gives_a_case_below_or_above_it():
    candidates, _ = made("Every tank exceeding 200 litres shall be fitted with a gauge.")
    (one,) = of(candidates, "case-threshold")
    below = "150 litres" in one.stem
    assert below or "300 litres" in one.stem
    assert one.derivation["claims"][key(one)] == {"complies": below, "side": "upper", "bound": 200}


def test_a_number_of_things_is_one_short_or_enough():
    candidates, _ = made("Every boat shall be provided with four buckets.")
    (one,) = of(candidates, "case-count")
    assert ("three buckets" in one.stem) != one.derivation["claims"][key(one)]["complies"]
    assert "four buckets are needed" in key(one)


def test_a_plain_rule_is_left_out_as_trivial():
    candidates, skipped = made("Every gate shall be fitted with a steel lock.")
    assert candidates == []
    assert skipped == {"act@1#art_1": "trivial-rule"}


INSPECTED = (
    "The keeper shall inspect each hoist at least every 12 months.",
    "The height of a stack shall not exceed 3 metres.",
    "Every boat shall be provided with four buckets.",
    "Every tank exceeding 200 litres shall be fitted with a gauge.",
    "The keeper shall store the paint in a locker that is at least 40 cm above the floor.",
    "No person shall enter the kiln unless the fire is out.",
    "No person shall lift the shutter unless the barrier is closed.",
    "If the lamp fails, the keeper shall close the north gate with a chain.",
    "Every drawer shall be fitted with a steel lock.",
    "The keeper shall retain each certificate for at least five years.",
    "The keeper shall drain the cistern before the frost season begins.",
)


def test_four_findings_are_of_four_rules_and_one_of_them_is_the_odd_one():
    found = of(made(*INSPECTED)[0], "findings")
    assert found
    for one in found:
        cases = [one.derivation["claims"][option] for option in one.options]
        lawful = [kept(case) for case in cases]
        asked = one.derivation["facts"]["asked"] == "lawful"
        assert lawful.count(asked) == 1 and lawful.index(asked) == one.answer
        assert len(set(one.rules)) == 4 and one.level == "combined"
        assert {quote.clause for quote in one.evidence} >= {rule.rpartition("!")[0] for rule in one.rules}
        assert right(one.derivation, one.options) == [one.answer]


def test_no_rule_stands_in_more_findings_than_allowed():
    found = of(made(*INSPECTED)[0], "findings")
    beside = Counter(rule for one in found for rule in one.rules[1:])
    assert beside and max(beside.values()) == 1


def test_an_exception_is_never_the_only_option_with_a_denial():
    for one in of(made(*INSPECTED)[0], "findings"):
        denied = [re.search(r"\b(?:not|no|cannot|without)\b", option) is not None for option in one.options]
        others = [each for i, each in enumerate(denied) if i != one.answer]
        assert denied[one.answer] in others


def test_a_finding_tells_nothing_of_a_rule_that_has_a_question_of_its_own_as_its_key():
    candidates, _ = made(*INSPECTED)
    asked = {one.rules[0] for one in candidates if one.origin.template != "findings"}
    assert not asked & {one.rules[0] for one in of(candidates, "findings")}


def test_a_permission_that_is_told_makes_no_finding():
    candidates, _ = made(*INSPECTED, "No person shall open the vault unless the keeper has given permission.")
    assert not [one for one in candidates if any("permission" in option for option in one.options)]


def test_a_pronoun_of_an_exception_that_may_mean_two_things_gives_nothing():
    candidates, _ = made(*INSPECTED, "No person shall carry lamps into the kiln unless they are necessary.")
    assert not [one for one in candidates if any("necessary" in option for option in one.options)]


def test_a_record_is_kept_up_to_a_computed_day():
    candidates, _ = made(
        "The keeper shall retain the log for at least five years after the day on which the kiln is shut."
    )
    (one,) = of(candidates, "last-day")
    assert "The kiln is shut on" in one.stem and "up to what day at least" in one.stem
    assert right(one.derivation, one.options) == [one.answer]


def test_a_heading_in_the_same_line_is_no_part_of_the_rule():
    for heading in (
        "Care of hoists The keeper",
        "Care of hoists Each keeper",
    ):
        candidates, _ = made(f"{heading} shall inspect each hoist at least every 12 months.")
        assert candidates and all("Care" not in one.stem for one in candidates)


def test_a_duty_to_ensure_is_told_of_the_thing_itself():
    candidates, _ = made(
        "Every keeper shall ensure, at each works, that any hoist is inspected at least every 12 months."
    )
    assert [one for one in candidates if re.search(r"[Aa] hoist is inspected every", one.stem)]


@pytest.mark.slow
@given(
    st.sampled_from(["gate", "hatch", "lid", "vent"]),
    st.integers(2, 9),
    st.sampled_from(["litres", "metres", "kg"]),
)
def test_no_key_copies_more_words_of_its_provision_than_are_allowed(thing, number, unit):
    text = f"If the {thing} is open, the keeper shall store at most {number} {unit} of the green paint in the store."
    for one in made(text)[0]:
        assert longest_common_run(key(one), text) <= MOST_COPIED


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


@pytest.mark.slow
def test_no_place_among_the_dates_is_the_likely_one():
    things = [
        "leak",
        "fire",
        "spill",
        "flood",
        "theft",
        "fall",
        "shock",
        "burn",
        "crash",
        "jam",
        "crack",
        "blast",
    ]
    texts = [
        f"The owner shall report the {thing} within {n} days after the {thing} is found."
        for thing in things
        for n in (10, 21)
    ]
    dates = of(made(*texts)[0], "last-day")
    places = Counter(one.answer for one in dates)
    assert len(dates) >= 20 and len(places) == 4 and max(places.values()) <= len(dates) / 2
