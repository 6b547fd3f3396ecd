"""Questions whether a case complies under a provision without its limit, with four limits as reasons."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from curation.core import tables
from curation.core.items.derivation import right
from curation.core.records import Candidate
from curation.generation import generate
from curation.generation.quota import one_of_each_fact
from curation.generation.settings import Settings
from curation.generation.template.provisions.citing import place_of
from curation.generation.template.questions.gap_texts import GAP
from curation.generation.template.questions.limit_figures import figures, scale_of
from curation.generation.template.questions.numeric_distractors import values
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


def made(*texts):
    clauses = [clause(f"art_{n}", text) for n, text in enumerate(texts, 1)]
    chosen = Settings(kinds=("question",), per_category=500, recall_share=1)
    result = generate(*frames(clauses), "d", chosen, [Tax()], rules=ruled(clauses))
    return list(tables.rows(result.candidates, Candidate)), dict(
        result.skipped.select("clause", "reason").iter_rows()
    )


def case(one):
    return one.stem.partition("\u201d")[2]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Each carrier shall report a fault of a crane within 24 hours after it is found.", "reports a fault of a crane {} after it is found"),
        ("The keeper must keep a record of each fault of a crane for at least five years after the fault.", "a keeper keeps the record for {} after that and then destroys it"),
        ("No person shall weld within 150 feet of a fuel tank.", "a person welds at a distance of {} from a fuel tank"),
        ("The operator shall ensure that the interval between two drills does not exceed 14 hours.", "the interval between two drills is {}"),
        ("No person shall drive a cart at a speed faster than 15 miles per hour.", "drives a cart at a speed of {}"),
        ("No person shall drive a cart faster than 15 miles per hour in a shed.", "drives a cart at {} in a shed"),
        ("No person shall anchor a boat closer than 50 m to a water intake.", "anchors a boat at a distance of {} from a water intake"),
        ("No employer shall allow a young person to use a crane for more than 8 hours in a day.", "n employer allows a young person to use a crane for {} in a day"),
        ("No person shall carry any lamp that weighs less than 50 g.", "a lamp that weighs {}"),
    ],
)  # fmt: skip
def test_the_case_tells_the_act_with_another_figure(text, told):
    (one,) = made(text)[0]
    pattern = re.escape(told).replace(re.escape("{}"), r"[\w.-]+ (?:\w+ per hour|\w+)")
    assert re.search(pattern, case(one))
    assert one.origin.template in ("verdict-limit", "verdict-time")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Each carrier shall report a fault of a crane within 24 hours after it is found.", "longest time"),
        ("An operator shall report a move of a crane at least 30 days before the move.", "shortest notice"),
        ("The noise level in a workshop shall not exceed 80 dB.", "highest level"),
        ("An aisle between two racks shall be at least 900 mm wide.", "smallest width"),
        ("The keeper must keep a record of each fault of a crane for five years.", "shortest period"),
        (
            "The keeper must give the foreman at least 48 hours notice before blasting begins.",
            "shortest notice",
        ),
        (
            "A dealer must hold a firearm for at least 10 days before delivering it to a buyer.",
            "shortest time",
        ),
        ("An operator shall test a crane at least 24 hours before a move.", "shortest time"),
        ("A driver of a crane must be at least 21 years old.", "lowest age"),
        ("A lifeboat must be inspected at intervals not exceeding 14 days.", "longest interval"),
    ],
)
def test_two_answers_allow_the_case_and_two_do_not_and_each_names_what_is_limited(text, side):
    (one,) = made(text)[0]
    assert Counter(option.split(",")[0] for option in one.options) == {"Yes": 2, "No": 2}
    assert all(f"because the {side} allowed is " in option for option in one.options)
    assert right(one.derivation, one.options) == [one.answer]
    assert GAP in one.stem


def test_an_equivalent_in_brackets_is_left_out_with_the_figure():
    (one,) = made("No person shall drive a cart at a speed greater than 9.6 km/h (6 mph) in a shed.")[0]
    assert f"greater than {GAP} in a shed" in one.stem
    assert "mph" not in one.stem
    assert all(option.endswith("km/h") for option in one.options)


@pytest.mark.parametrize(
    "text",
    [
        "A carrier shall report a move of a crane at least 30 days before it or as agreed in writing by the inspector.",
        "Drums must be separated by a wall, or kept at least 5 m from a stove.",
        "A worker must not lift a load heavier than 20 kg.",
        "No person shall use a rope longer than 5 m to tow a child.",
        "A child must be at least 135 cm tall to use a seat of a crane.",
        "A hoist must carry no more than 6 persons or one vehicle.",
        "The master shall report a fire within 24 hours of the fire or two hours of the landing.",
        "The master shall hold a fire drill within 24 hours after the ship sails if half of the crew is new.",
    ],
)
def test_what_may_be_lawful_after_all_or_cannot_be_told_is_not_asked(text):
    assert made(text)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "The operator shall send each review to the inspector within 30 days after its end.",
        "A seller of lamps must give a written notice to each owner within 30 days after the sale.",
        "Each label of a drum shall be at least 25 mm in height.",
        "The licensee shall send the statement of sales and revenues within 10 days after each month.",
    ],
)
def test_a_paper_without_its_subject_and_a_detail_of_layout_are_not_asked(text):
    assert made(text)[0] == []


def test_a_citation_and_a_quotation_have_the_letter_of_the_paragraph():
    head = clause("s_7", "The master shall ensure that").model_copy(update={"citation": "Kite Act, s 7"})
    entry = clause("s_7_b", "(b) the lid is shut.", marker="(b)").model_copy(
        update={"citation": "Kite Act, s 7, item 2"}
    )
    by_id = {one.id: one for one in (head, entry)}
    assert place_of([head, entry], entry, by_id) == "section 7(b) of the Kite Act"
    assert place_of([head], head, by_id) == "section 7 of the Kite Act"


@pytest.mark.parametrize(
    "written", ["24 hours", "two years", "30 days", "500 g", "25 mm", "16.76 m", "3 feet", "48 kg"]
)
def test_the_limit_has_several_places_and_every_figure_is_as_round(written):
    (value,) = values(f"at most {written}")
    scale = scale_of(value)
    places = set()
    for n in range(60):
        planned, limits = figures(value.number, scale, f"{n}")
        assert limits == sorted(set(limits))
        assert len(limits) == 4
        assert limits[1] < planned < limits[2]
        assert value.number in limits
        places.add(limits.index(value.number))
    assert len(places) >= 2


@given(
    st.integers(1, 400), st.sampled_from(["days", "hours", "kg", "m", "persons", "feet"]), st.text(max_size=4)
)
def test_a_case_never_equals_a_limit(number, unit, seed):
    for value in values(f"at most {number} {unit}"):
        found = figures(value.number, scale_of(value), seed)
        if found is not None:
            assert found[0] not in found[1]


def test_a_short_time_is_told_in_natural_units():
    (value,) = values("at least two years")
    written = {scale_of(value).write(n) for n in scale_of(value).values}
    assert {"six months", "one year", "two years", "five years"} <= written
    assert not any("24 months" in text for text in written)


def test_a_half_of_a_long_time_is_told_in_its_own_unit():
    (value,) = values("at least two years")
    write = scale_of(value).write
    assert write(4.5) == "four and a half years"
    assert write(1.5) == "eighteen months"


def test_the_ages_of_a_limit_are_those_that_laws_ask_for():
    (one,) = made("A driver of a crane must be at least 21 years old.")[0]
    ages = [claim["bound"] for claim in one.derivation["claims"].values()]
    assert min(ages) >= 12
    assert max(ages) <= 75


def test_two_paragraphs_under_the_same_words_with_the_same_limit_are_one_fact():
    texts = (
        "The operator of a mine must keep documentation related to its fire plan for at least five years.",
        "The operator of a mine must keep documentation related to its gas survey for at least five years.",
    )
    both = made(*texts)[0]
    assert len(one_of_each_fact(both)) == 1
    assert one_of_each_fact(both[:1]) == both[:1]


def test_the_noun_of_what_is_counted_stays_beside_the_gap():
    (one,) = made("The operator must ensure that no more than 20 persons at a time are on a crane.")[0]
    assert f"no more than {GAP} persons at a time" in one.stem


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "In the case of a restricted area, no person shall escort more than 10 persons at one time.",
            "greatest number",
        ),
        (
            "The carrier must send the inspector the plan of each route changed in a notice of sale within 30 days after the change.",
            "longest time",
        ),
    ],
)
def test_a_word_that_does_not_fit_the_unit_names_no_measure(text, side):
    for one in made(text)[0]:
        assert all(f"the {side} allowed is " in option for option in one.options)


def test_levels_of_sound_lie_close_together():
    (value,) = values("at most 80 dB")
    for n in range(20):
        _, limits = figures(value.number, scale_of(value), f"{n}")
        assert max(limits) <= 130
        assert min(limits) >= 45


def test_intervals_stand_in_the_order_of_their_length():
    (one,) = [
        c
        for c in made("Every owner shall inspect each hoist every six months.")[0]
        if c.origin.template == "gap-frequency"
    ]
    lengths = [one.derivation["claims"][option]["bound"] for option in one.options]
    assert lengths == sorted(lengths)


def test_a_case_has_a_whole_number_where_one_lies_between_the_limits():
    (value,) = values("at least two years")
    for n in range(40):
        planned, limits = figures(value.number, scale_of(value), f"{n}")
        assert planned == int(planned) or limits[2] - limits[1] <= 1


def test_acts_that_copy_each_other_ask_for_one_fact():
    text = "Each carrier shall report a fault of a crane within 24 hours after it is found."
    first, second = (clause("art_1", text, document=name) for name in ("act", "code"))
    found = []
    for each in (first, second):
        result = generate(*frames([each]), "d", Settings(kinds=("question",)), [Tax()], rules=ruled([each]))
        found += list(tables.rows(result.candidates, Candidate))
    assert len(found) == 2
    assert len(one_of_each_fact(found)) == 1
