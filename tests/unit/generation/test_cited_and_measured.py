"""Which provisions an offline question may cite, and limits whose case is a measured value."""

from __future__ import annotations

import re

import pytest
from curation import rules
from curation.checks import warnings_of
from curation.core import tables
from curation.core.records import Candidate
from curation.generation.run import Outside, generate
from curation.generation.settings import Settings
from curation.generation.template.forms import Sources
from curation.generation.template.provisions.citing import place
from curation.generation.template.provisions.norms import own_text
from curation.generation.template.questions.numeric_distractors import values
from curation.text import grammar
from generate_fixtures import Tax, clause, frames, ruled


def made(*texts):
    clauses = [clause(f"art_{n}", text) for n, text in enumerate(texts, 1)]
    result = generate(
        *frames(clauses), "d", Settings(kinds=("question",), per_category=500, recall_share=1, forms_off=("verdict-limit", "verdict-time", "nearest-limit", "nearest-time")), [Tax()],
        rules=ruled(clauses), more=Outside(faults=warnings_of),
    )  # fmt: skip
    return list(tables.rows(result.candidates, Candidate))


def cited(citation, eid="s_1"):
    return clause(eid, "The lid must be shut.").model_copy(update={"citation": citation})


def test_a_law_may_have_a_schedule_in_its_title():
    one = cited("Schedule 1 Chemicals Regulations, s 5")
    assert place(one, {one.id: one}) == "section 5 of the Schedule 1 Chemicals Regulations"


def test_a_provision_below_a_heading_of_a_schedule_is_cited_where_its_number_stands_there_once():
    first = cited("Kite Regulations, Schedule 2, heading 1, s 1(1)", "a")
    other = cited("Kite Regulations, Schedule 2, heading 2, s 7", "b")
    by_id = {one.id: one for one in (first, other)}
    assert place(first, by_id) == "section 1(1) of Schedule 2 to the Kite Regulations"
    again = cited("Kite Regulations, Schedule 2, heading 2, s 1(1)", "c")
    assert place(first, {**by_id, again.id: again}) is None


@pytest.mark.parametrize(
    "printed",
    [
        "(2)The keeper must",
        "53.\u2014(1)The keeper must",
        "\u2014(1) The keeper must",
        "(2A) The keeper must",
    ],
)
def test_the_number_of_a_subsection_is_no_word_of_it(printed):
    assert own_text(clause("a", f"{printed} shut the lid.")) == "The keeper must shut the lid."


CLEARANCE = "There must be a clearance of at least {} around the rim of the brake wheel of a hoist."


def test_a_limit_whose_act_cannot_be_told_has_a_measured_value():
    items = [one for one in made(CLEARANCE.format("40 mm")) if one.origin.template == "gap-measure"]
    assert len(items) == 1
    said = re.search(r"(\d+) mm", items[0].stem.partition("\u201d")[2])
    assert said is not None
    key = items[0].options[items[0].answer]
    assert key.startswith("Yes" if int(said[1]) >= 40 else "No") and "40 mm is the least" in key


def test_words_that_come_again_with_another_number_are_not_asked_about():
    # Only a heading says which of them is meant.
    assert made(CLEARANCE.format("40 mm"), CLEARANCE.format("60 mm")) == []


def test_words_that_come_again_are_asked_about_once():
    assert len(made(CLEARANCE.format("40 mm"), CLEARANCE.format("40 mm"))) == 1


def test_a_length_that_was_turned_from_inches_stands_beside_others_that_were():
    (value,) = values("The edge must have a radius of at least 6.4 mm")
    assert {"4.8 mm", "7.9 mm", "9.5 mm"} <= set(value.scale) and "7.4 mm" not in value.scale


def test_health_and_safety_are_one_subject():
    assert grammar.plural("the health and safety programme") is False
    assert grammar.plural("the keeper and the owner") is True


def test_days_before_an_event_that_come_no_later_are_the_least():
    (one,) = made("A keeper must give the Office a written notice of any relevant work no later than 20 working days before the work begins.")  # fmt: skip
    said = re.search(r"(\d+) working days before", one.stem.partition("\u201d")[2])
    assert said is not None
    key = one.options[one.answer]
    assert key.startswith("Yes" if int(said[1]) >= 20 else "No") and "20 working days is the least" in key


def test_an_interval_that_a_case_gives_stands_behind_of():
    found = made("Each keeper of a quay shall revise the mooring plan of the quay from time to time at intervals no greater than 5 years.")  # fmt: skip
    assert [one.stem for one in found if "at intervals of" in one.stem] == [one.stem for one in found] != []


def test_how_often_behind_that_is_no_case():
    text = "The keeper must ensure that, at least once every five years, a review of the quay is carried out and a report is given to the Office."
    assert [one for one in made(text) if one.origin.template == "gap-frequency"] == []


@pytest.mark.parametrize("dash", ["\u2014", "---", "--"])
def test_words_that_a_dash_leaves_open_are_not_shown(dash):
    # What is sent stands in a list that is no part of the rule, or in the line below an entry.
    head = clause(
        "art_1", f"The keeper shall within 30 days after an accident send to the Harbour Office{dash}"
    )
    below = clause("art_2", "a copy of the log of the crane.")
    (rule,) = rules.extract([head])
    sources = Sources({head.id: [rule]}, {one.id: one for one in (head, below)})
    assert sources.printed(rule) == "incomplete"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The keepers shall, within 7 days after their appointment, and before they meet, appoint a person to act as chair.", "gap-measure"),
        ("When a crane is moved, the keeper shall complete, not later than 30 days after the move, a declaration that names the new quay.", "gap-measure"),
        ("Every keeper of a crane in the harbour or at a quay shall keep, for 10 years, records that contain", "gap-measure"),
    ],
)  # fmt: skip
def test_a_case_has_a_verb_and_a_provision_does_not_break_off(text, form):
    assert [one.stem for one in made(text) if one.origin.template == form] == []


def test_both_verbs_of_a_case_are_in_the_third_person():
    (one,) = made("The keeper of the quay shall fix the day of the drill and give notice of the drill not later than 4 weeks before that day.")  # fmt: skip
    assert "and gives notice of the drill" in one.stem.partition("\u201d")[2]


def test_the_number_of_things_is_one_number():
    (one,) = made("In any lot, the number of fenders that are affected by light or moderate rot shall not exceed 10 per cent of the total number of fenders in the lot.")  # fmt: skip
    assert "the number of fenders is" in one.stem.partition("\u201d")[2]


def test_a_schedule_without_a_number_has_its_article():
    one = clause("s_4", "The lid must be shut.").model_copy(
        update={"citation": "Harbours Act 1985, Schedule, s 4", "path": ("Schedule",)}
    )
    assert place(one, {one.id: one}) == "section 4 of the Schedule to the Harbours Act 1985"


@pytest.mark.parametrize("title", ["Harbours Act 1985", "Harbours Act, 1985", "Harbour Regulations"])
def test_a_provision_that_only_its_law_names_is_not_shown(title):
    one = clause("item_4", "The keeper must keep the log of the crane for 10 years.").model_copy(
        update={"citation": f"{title}, item 4"}
    )
    (rule,) = rules.extract([one])
    assert Sources({one.id: [rule]}, {one.id: one}).printed(rule) == "no-title"
