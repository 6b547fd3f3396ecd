"""Checks against what can be worked out from a provision, on questions written for the tests."""

from __future__ import annotations

import pytest
from curation.checks import lint_records

KITES = "Rule 4. (1) A flyer shall lodge the plan of a flight not later than {span} before the day of the flight. (2) {more}"
DAYS = [f"{day} March 2026" for day in (3, 10, 13, 24)]  # fmt: skip


def told(check, **record):
    return [f for f in lint_records([record]) if f.check == check]


@pytest.mark.parametrize(
    ("span", "answer", "wrong"),
    [
        ("three weeks", "B", False),
        ("21 days", "B", False),
        ("three weeks", "C", True),
        ("two weeks", "A", True),
    ],
)
def test_a_key_that_no_period_leads_to_is_told(span, answer, wrong):
    stem = (
        "A flight is planned for 31 March 2026. By what day does rule 4 of the Kite Rules ask for the plan?"
    )
    found = told(
        "date-unreached",
        stem=stem,
        options=DAYS,
        answer=answer,
        provision=KITES.format(span=span, more="The office may refuse it."),
    )
    assert bool(found) == wrong


def test_a_period_in_working_days_may_have_any_length_that_holidays_give_it():
    stem = (
        "The plan came in on 2 March 2026. By what day must the office answer under rule 4 of the Kite Rules?"
    )
    options = ["13 March 2026", "17 March 2026", "30 April 2026", "9 March 2026"]
    provision = KITES.format(span="three weeks", more="The office shall answer within ten working days.")
    assert told("date-unreached", stem=stem, options=options, answer="B", provision=provision) == []
    assert told("date-unreached", stem=stem, options=options, answer="C", provision=provision)


BEARERS = "Rule 9. The launch master shall ensure that each line of a kite is tested before a flight. The owner shall keep the kite dry. The flyer may stop a test."


@pytest.mark.parametrize(("answer", "wrong"), [("A", True), ("B", False)])
def test_a_key_beside_the_one_whom_the_provision_names_is_told(answer, wrong):
    stem = (
        "Who shall ensure that each line of a kite is tested before a flight under rule 9 of the Kite Rules?"
    )
    options = ["The owner", "The launch master", "The flyer", "The inspector"]
    found = told("bearer-named", stem=stem, options=options, answer=answer, provision=BEARERS)
    assert bool(found) == wrong


@pytest.mark.parametrize(
    ("provision", "wrong"),
    [
        ("Rule 2. A flyer who flies a kite by night without two lights on its line is barred from the field until the end of the month.", True),
        ("Rule 2. A flyer who flies a kite by night without two lights on its line pays \u20ac200 for the first flight and twice as much for each other.", False),
    ],
)  # fmt: skip
def test_a_sum_that_is_asked_of_a_provision_without_any_is_told(provision, wrong):
    stem = "What is the fine for a flight by night without lights under rule 2 of the Kite Rules?"
    options = ["\u20ac100", "\u20ac200", "\u20ac400", "\u20ac800"]
    found = told("not-asked-of", stem=stem, options=options, answer="B", provision=provision)
    assert bool(found) == wrong


@pytest.mark.parametrize(
    ("stem", "wrong"),
    [
        ("For how long must the owner keep the record of a test under rule 9 of the Kite Rules?", True),
        ("For how long must the owner keep children out of the field under rule 9 of the Kite Rules?", False),
    ],
)
def test_a_time_of_keeping_that_is_asked_of_a_provision_without_any_is_told(stem, wrong):
    options = ["1 day", "2 days", "3 days", "4 days"]
    provision = "Rule 9. The owner shall test each kite every 3 days and shall close the field for 2 days after a fall of a kite."
    assert bool(told("not-asked-of", stem=stem, options=options, answer="B", provision=provision)) == wrong


@pytest.mark.parametrize(
    ("stem", "wrong"),
    [
        ("Rule 7 of the Kite Rules asks for a yearly test of each line. How often must a line be tested?", True),
        ("Rule 7 of the Kite Rules asks for tests of each line. How often must a line be tested?", False),
        ("Rule 7 of the Kite Rules replaced the monthly test of lines. How often must a line be tested?", False),
    ],
)  # fmt: skip
def test_a_stem_that_says_how_often_before_it_asks_is_told(stem, wrong):
    options = ["Once every 3 months", "Once every 6 months", "Once every 12 months", "Once every 24 months"]
    assert bool(told("often-told", stem=stem, options=options, answer="C")) == wrong


def test_a_key_in_the_middle_of_its_copies_is_told_and_crossed_options_are_not():
    stem = "How does rule 5 of the Kite Rules have the plan of a flight sent?"
    middle = ["By post to the office within ten days", "By post to the owner within ten days",
              "By wire to the office within ten days", "By post to the office within two days"]  # fmt: skip
    crossed = ["By post to the office within ten days", "By post to the owner within ten days",
               "By wire to the office within ten days", "By wire to the owner within ten days"]  # fmt: skip
    assert told("centre-of-copies", stem=stem, options=middle, answer="A")
    assert told("centre-of-copies", stem=stem, options=middle, answer="B") == []
    assert told("centre-of-copies", stem=stem, options=crossed, answer="A") == []


def test_one_option_in_another_language_is_told():
    stem = "What has to stand on the label of a kite under rule 3 of the Kite Rules?"
    options = ["The name of the owner of the kite", "The date of the last test of it", "Le nom et la ville du fabricant", "The weight of the kite and its line"]  # fmt: skip
    (found,) = told("option-language", stem=stem, options=options, answer="A", language="en")
    assert found.field == "options[2]"
    same = [*options[:2], "The name and the town of its maker", options[3]]
    assert told("option-language", stem=stem, options=same, answer="A", language="en") == []


def test_whoever_speaks_in_a_quotation_is_this_employee_behind_it():
    stem = "\u201cI have lost my kite over the sea.\u201d What must this employee do first under rule 8 of the Kite Rules?"
    options = ["Tell the office of it", "Look for it by boat", "Wait for the owner", "Pay for the kite"]
    assert told("dangling-reference", stem=stem, options=options, answer="A") == []
    assert told("dangling-reference", stem=stem.replace("this employee", "such persons"), options=options, answer="A")  # fmt: skip


def test_a_question_for_what_applies_to_a_subject_asks_nothing():
    stem = "Which of the following applies to rule 8 of the Kite Rules and lost kites?"
    options = ["The office is told of it", "The kite is sold", "The owner flies it", "The flyer is paid"]
    assert told("unfocused", stem=stem, options=options, answer="A")


SIGNED = "Rule 6. The plan shall be signed by the launch master or, where there is none, by the eldest flyer. The owner shall keep the plan."


def test_a_provision_that_says_by_whom_and_names_no_option_is_told():
    stem = "Who shall sign the plan, where there is no launch master?"
    wrong = ["The owner", "The mayor", "The harbour office", "The insurer"]
    assert told("bearer-named", stem=stem, options=wrong, answer="A", provision=SIGNED)
    right = ["The owner", "The eldest flyer", "The harbour office", "The insurer"]
    assert told("bearer-named", stem=stem, options=right, answer="B", provision=SIGNED) == []


@pytest.mark.parametrize(
    ("check", "record"),
    [
        ("unknown-abbreviation", {"stem": "A flyer pays EUR 900 for a licence. What does rule 2 of the Kite Rules ask for besides?", "options": ["A test of sight", "A test of wind", "A test of rope", "A test of sea"]}),
        ("heterogeneous", {"stem": "A kite falls at 10:30 p.m. on a Friday. By when must it be fetched under rule 2 of the Kite Rules?", "options": ["11:30 p.m. on Friday", "12:30 a.m. on Saturday", "7 a.m. on Saturday", "9 a.m. on Saturday"]}),
        ("absurd-bearer", {"stem": "A platform learns of a lost kite. What must the platform do under rule 3 of the Kite Rules?", "options": ["Tell the office", "Wait a day", "Ask the owner", "Close the field"], "provision": "Rule 3. A platform that learns of a lost kite shall tell the office of it within two days."}),
    ],
)  # fmt: skip
def test_sound_wordings_are_not_told(check, record):
    assert told(check, answer="A", **record) == []


def test_a_thing_that_no_provision_binds_is_told_all_the_same():
    options = ["Tell the office", "Wait a day", "Ask the owner", "Close the field"]
    provision = "Rule 3. An owner who learns of a lost ladder shall tell the office of it within two days."
    assert told("absurd-bearer", stem="What must the ladder do under rule 3 of the Kite Rules?", options=options, answer="A", provision=provision)  # fmt: skip


def test_an_option_that_names_an_entry_by_its_letter_alone_is_told():
    stem = "Who may fly a kite by night under rule 12 of the Kite Rules?"
    options = ["A person mentioned in paragraph (a)", "A flyer with a lamp", "The owner", "The launch master"]
    assert told("dangling-reference", stem=stem, options=options, answer="A")
    whole = ["A person mentioned in paragraph (a) of section 4", *options[1:]]
    assert told("dangling-reference", stem=stem, options=whole, answer="A") == []
