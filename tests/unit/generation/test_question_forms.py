"""The forms of offline questions, on rules written for the tests."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest
from curation.checks import warnings_of
from curation.core import tables
from curation.core.items.derivation import right, shifted, within
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.run import Outside
from curation.generation.settings import Settings
from curation.generation.template.cases.bounds import Bound, scale_of
from curation.generation.template.cases.people import plain_day
from curation.generation.template.generator import MOST_COPIED, longest_common_run
from curation.generation.template.questions.gap_texts import GAP
from curation.generation.template.questions.numeric_distractors import values
from curation.generation.template.questions.value_items import readings
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


def made(*texts: str, first: int = 1, **settings):
    clauses = [clause(f"art_{i}", text) for i, text in enumerate(texts, first)]
    result = generate(
        *frames(clauses), "d", Settings(kinds=("question",), per_category=500, per_rule=8, recall_share=1, **{"forms_off": ("verdict-limit", "verdict-time", "nearest-limit", "nearest-time"), **settings}), [Tax()],
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
    for text, verb in (
        ("A mast shall be not less than 3 metres high.", "shall be"),
        ("The height of a mast shall not exceed 3 metres.", "shall [be]"),
    ):
        (one,) = made(text)[0]
        assert f"{verb} {GAP}" in one.stem


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A licence shall be issued for a term not exceeding five years.", "a licence is issued for a term of "),
        ("The keeper shall inspect each hoist at least once every month.", "a keeper inspects a hoist every "),
        ("No person shall carry a basket that is less than 40 cm wide.", "a person carries a basket that is "),
        ("A complaint shall be filed within 60 days after the leak is found.", "a complaint is filed "),
        ("A cart shall not travel at speeds exceeding 40 kilometres per hour.", "a cart travels at a speed of "),
    ],
)  # fmt: skip
def test_a_case_tells_the_act_that_its_number_is_of(text, told):
    (one,) = of(made(text)[0], "gap-frequency" if "every" in text else "gap-measure")
    assert told in one.stem.partition("\u201d")[2]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The Office shall prepare statements of its accounts annually.", "trivial-interval"),
        ("The vehicle must not travel faster than 40 kilometres per hour.", "unnamed-thing"),
        ("Doors of a kiln must overlap sides by at least 20 mm.", "unnamed-thing"),
        ("No person shall carry a log, a chart or a plan that is more than 40 days old.", "untold"),
    ],
)
def test_what_cannot_be_asked_well_is_told_with_its_reason(text, reason):
    candidates, skipped = made(text)
    assert candidates == [] and skipped == {"act@1#art_1": reason}


def test_a_term_of_office_is_no_matter_of_safety():
    candidates, skipped = made("A member shall be appointed for a term not exceeding five years.")
    assert candidates == [] and skipped == {"act@1#art_1": "not-safety"}


def test_a_deadline_that_is_counted_from_an_event_is_judged_by_a_case_that_names_it():
    (one,) = of(made("A provider shall answer a complaint in writing within 30 days.")[0], "gap-measure")
    assert " days." in one.stem.partition("\u201d")[2]
    (one,) = of(made("A complaint shall be filed within 60 days after the leak is found.")[0], "gap-measure")
    assert " after the leak is found" in one.stem.partition("\u201d")[2]


def test_a_least_amount_is_not_asked_about_as_a_limit():
    (one,) = of(made("A lamp shall be hung at a height of at least 3 metres.")[0], "gap-measure")
    assert "limit?" not in one.stem and "least that is allowed" in key(one)


def test_a_schedule_that_reproduces_a_treaty_gives_no_gap():
    one = clause("art_1", "A licence shall be issued for a term not exceeding five years.").model_copy(
        update={"path": ["Lamp Act", "Schedule 1", "Constitution of the Lamp Organization"]}
    )
    result = generate(
        *frames([one]),
        "d",
        Settings(
            kinds=("question",), forms_off=("verdict-limit", "verdict-time", "nearest-limit", "nearest-time")
        ),
        [Tax()],
        rules=ruled([one]),
    )
    assert [
        c for c in tables.rows(result.candidates, Candidate) if c.origin.template.startswith("gap-")
    ] == []
    assert result.skipped["reason"].to_list() == ["treaty"]


@given(st.sampled_from([20, 25, 40, 60, 89, 150, 12500]), st.integers(0, 500), st.booleans())
def test_no_figure_of_the_options_tells_which_is_right(number, seed, guessable):
    (written,) = values(f"at most {number:,} kg")
    bound = Bound("upper", False, number, "figure", False, written, guessable=guessable)
    planned, rows = readings(bound, scale_of(bound), str(seed))
    shown = Counter(figure for _, figure, _ in rows)
    assert set(shown.values()) == ({1} if guessable else {2}) and rows[0][1] == number
    assert sum(within(planned, figure, side, False) for side, figure, _ in rows) == 2


def test_the_limit_has_every_place_among_the_figures():
    (written,) = values("at most 40 kg")
    bound = Bound("upper", False, 40, "figure", False, written)
    places = Counter(
        sorted(figure for _, figure, _ in rows).index(40)
        for _, rows in (readings(bound, scale_of(bound), str(seed)) for seed in range(200))
    )
    assert set(places) == {0, 1, 2, 3} and min(places.values()) > 25


def test_options_about_a_round_limit_are_round():
    (written,) = values("at most 12,500 kg")
    bound = Bound("upper", False, 12_500, "figure", False, written)
    assert all(n % 2_500 == 0 for n in scale_of(bound))


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
        assert text.startswith(re.sub(r" \[?be\]?$", "", before.rstrip())) and text.endswith(after.lstrip())
        assert one.book == "open"


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
    assert "Every tank exceeding [\u2026] shall be fitted with a gauge." in one.stem


def test_a_number_of_things_is_one_short_or_enough():
    candidates, _ = made("Every boat shall be provided with four buckets.", told_cases=True)
    (one,) = of(candidates, "case-count")
    assert ("three buckets" in one.stem) != one.derivation["claims"][key(one)]["complies"]
    assert "four buckets are needed" in key(one)


def test_two_things_of_one_subject_take_a_plural_verb():
    candidates, _ = made(
        "A ladder and a lamp shall be tested within 10 days.",
        told_cases=True,
        forms_off=("nearest-time", "nearest-limit"),
    )
    (one,) = candidates
    assert "a ladder and a lamp are tested" in one.stem


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


@pytest.mark.slow
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
    result = generate(
        *frames([one]),
        "d",
        Settings(
            kinds=("question",), forms_off=("verdict-limit", "verdict-time", "nearest-limit", "nearest-time")
        ),
        [Tax()],
        rules=ruled([one]),
    )
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
