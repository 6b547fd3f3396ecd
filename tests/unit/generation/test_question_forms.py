"""The forms of offline questions, on rules written for the tests."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest
from curation.checks import warnings_of
from curation.core import tables
from curation.core.derivation import right, shifted
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.run import Outside
from curation.generation.settings import Settings
from curation.generation.template.gap_items import GAP
from curation.generation.template.generator import MOST_COPIED, longest_common_run
from curation.generation.template.people import plain_day
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


def made(*texts: str, first: int = 1, **settings):
    clauses = [clause(f"art_{i}", text) for i, text in enumerate(texts, first)]
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


def test_a_gap_leaves_the_verb_of_a_limit():
    for text in (
        "The mast shall be not less than 3 metres high.",
        "The height of a mast shall not exceed 3 metres.",
    ):
        (one,) = made(text)[0]
        assert f"shall be {GAP}" in one.stem


LIMITS = (
    "The keeper shall inspect each hoist at least every 12 months.",
    "The logs of a boiler shall be kept for at least 5 years.",
    "The height of a stack shall not exceed 3 metres.",
    "No person shall carry more than 40 kg of lamp oil in a cart.",
    "Every kiln door shall be locked within 2 hours after the fire is lit.",
)


@pytest.mark.slow
@pytest.mark.parametrize("text", LIMITS)
def test_a_provision_is_shown_as_it_is_printed_but_for_its_number(text):
    gapped = [c for c in made(text)[0] if c.origin.template.startswith("gap-")]
    assert gapped
    for one in gapped:
        shown = re.search("\u201c(.+)\u201d", one.stem)[1]
        before, after = shown.split(GAP)
        assert text.startswith(before.rstrip().removesuffix(" be")) and text.endswith(after.lstrip())
        assert one.book == "open"


def test_which_figure_stands_in_two_options_does_not_tell_the_key():
    things = ["gate", "hatch", "lid", "vent", "rail", "step", "beam", "pipe", "tank", "duct", "kiln", "crate"]
    asked = [
        one
        for i, thing in enumerate(things)
        for one in made(f"The height of a {thing} shall not exceed 30 metres.", first=i)[0]
    ]
    figures = [re.search(r"\d+ metres", key(one))[0] for one in asked]
    twice = [
        sum(figure in option for option in one.options) == 2
        for one, figure in zip(asked, figures, strict=True)
    ]
    others = [len({re.search(r"\d+ metres", option)[0] for option in one.options}) for one in asked]
    assert len(asked) == len(things) and {True, False} == set(twice)
    assert all(n in (2, 3) for n in others)


@pytest.mark.parametrize(
    "text",
    [
        "The record shall be kept for at least 5 years.",
        "The keeper shall, as far as is practicable, stand at least 3 metres from the kiln.",
        "The ladder shall be caged at least every 2 metres or with other approved equipment.",
        "A lamp shall be at least 3 metres but not more than 9 metres above the floor.",
        "If a cart weighs less than 40 kg, it may be pulled for at most 2 hours.",
    ],
)
def test_a_provision_that_rests_on_others_or_leaves_a_second_way_open_gives_no_gap(text):
    assert not [c for c in made(text)[0] if c.origin.template.startswith("gap-")]


@pytest.mark.parametrize("text", LIMITS)
def test_a_case_with_another_number_is_judged_by_the_bound(text):
    limited = made(text)[0]
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


def test_an_amount_from_which_a_rule_applies_gives_a_case_below_or_above_it():
    candidates, _ = made("Every tank exceeding 200 litres shall be fitted with a gauge.")
    (one,) = of(candidates, "gap-threshold")
    facts = one.derivation["facts"]
    assert (facts["bound"], facts["side"], facts["strict"]) == (200, "lower", True)
    assert one.derivation["claims"][key(one)]["complies"] == (facts["planned"] > 200)
    assert "Every tank [\u2026] shall be fitted with a gauge." in one.stem


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


def test_a_rule_without_a_number_gives_nothing():
    candidates, _ = made(*INSPECTED, "No person shall open the vault unless the keeper has given permission.")
    assert not [one for one in candidates if any("permission" in option for option in one.options)]


def test_a_record_is_kept_up_to_a_computed_day():
    candidates, _ = made(
        "The owner shall retain each log for at least five years after the day on which the kiln is shut."
    )
    (one,) = of(candidates, "last-day")
    assert "A kiln is shut on" in one.stem and "until what day at least" in one.stem
    assert right(one.derivation, one.options) == [one.answer]


def test_a_heading_in_the_same_line_is_no_part_of_the_rule():
    for heading in (
        "Care of hoists The keeper",
        "Care of hoists Each keeper",
    ):
        candidates, _ = made(f"{heading} shall inspect each hoist at least every 12 months.")
        assert candidates and all("Care" not in one.stem for one in candidates)


def test_the_last_day_is_a_working_day_everywhere():
    texts = [
        f"The owner shall report the leak within {n} days after the leak is found." for n in range(5, 40)
    ]
    dates = [one for i, text in enumerate(texts) for one in of(made(text, first=i)[0], "last-day")]
    assert len(dates) > 20
    for one in dates:
        facts = one.derivation["facts"]
        end = datetime.date.fromisoformat(shifted(facts["start"], facts["number"], facts["unit"], 1))
        assert (
            end.weekday() in (1, 2, 3)
            and plain_day(end)
            and plain_day(datetime.date.fromisoformat(facts["start"]))
        )
        assert "the day of" not in one.stem.lower()


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
    assert stems and all("ection 7(2) of the Hoist Rules" in stem and "344" not in stem for stem in stems)


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
        for n in (6, 10, 21, 30)
    ]
    dates = [one for i, text in enumerate(texts) for one in of(made(text, first=i)[0], "last-day")]
    places = Counter(one.answer for one in dates)
    assert len(dates) >= 20 and len(places) == 4 and max(places.values()) <= len(dates) / 2
