"""Checks of a question against its provision and its explanation, and of prompts by their grammar; no input breaks a check."""

from __future__ import annotations

import json

import pytest
from curation.checks import lint_records
from hypothesis import given
from hypothesis import strategies as st

RULE = (
    "12. The keeper of a boat shed shall have the winches tested every 8 months. The harbour master shall be told of a loss within 30 hours, "
    "unless the boat was insured by the club, in which case 5 days suffice. A log shows the name of the boat, the berth and the owner."
)


def q(stem, options, answer="A", explanation="", **more):
    return {"id": "q", "provision": RULE, "stem": stem, "options": options, "answer": answer, "explanation": explanation, "language": "en", **more}  # fmt: skip


def warned(row):
    return {f.check for f in lint_records([row]) if f.severity != "info" and f.candidate}


PLANTED = [
    ("key-unsupported", q("How often are the winches of a boat shed tested?", ["Every 2 months", "Every 6 months", "Every 12 months", "Every 24 months"], "B")),
    ("key-unsupported", q("Who has the winches tested?", ["The tax clerk", "The ferry pilot", "The tourist office", "The painter"])),
    ("bearer-elsewhere", q("Who shall be told of a loss at the shed?", ["The keeper", "The ferry pilot", "The guests", "The painter"])),
    ("second-of-a-list", q("Which particular does the log of a boat shed show?", ["The berth", "The colour of the sail", "The owner", "The weather"])),
    ("exception-unseen", q("A boat that was insured by the club is lost. Within what time is the harbour master told?", ["10 hours", "30 hours", "5 days", "9 days"], "B", "A loss is told within 30 hours.")),
    ("explanation-other", q("How often are the winches of a boat shed tested?", ["Every 6 months", "Every 8 months", "Every year", "Every 2 years"], "B", "The test is due annually; longer gaps are unlawful.")),
    ("explanation-other", q("Who is told of a loss?", ["The harbour master", "The ferry pilot", "The insurer", "The owner"], "A", "The ferry pilot is told of each loss in the harbour.")),
    ("explanation-key", q("Who is told of a loss?", ["The harbour master", "The ferry pilot", "The insurer", "The owner"], "A", "Option C is correct, as the rule says.")),
    ("explanation-verdict", q("A shed tests its winches every 6 months. Must it test them more often?", ["No, as 8 months are allowed", "No, as it is small", "Yes, as 3 months are due", "Yes, as it is old"], "A", "The shed must test them again at once, since the rule demands it.")),
    ("same-meaning", q("What does the keeper do with a broken winch?", ["Fix the winch", "Sell the winch", "Repair the winch", "Paint the hull"], "B")),
    ("told-in-stem", q("The harbour master must be told of a loss within 30 hours. How many hours after a loss must somebody tell the harbour master?", ["10", "20", "30", "40"], "C")),
    ("stem-cut", q("Who must be told when a boat is lost in the harb", ["The harbour master", "The guests", "The painter", "The ferry pilot"])),
    ("option-truncated", q("What is tested every 8 months?", ["The winches of the shed", "The cover for the wint", "The oars", "The ropes"])),
    ("dangling-reference", q("Who is told of the event described in the second sentence?", ["The harbour master", "The guests", "The painter", "The pilot"])),
    ("dangling-reference", q("What does the keeper do first?", ["Test the winches", "Fill in the form printed overleaf", "Sell the boat", "Call a guest"])),
    ("absurd-bearer", q("How often must the storeroom inform the harbour master of its stock?", ["Daily", "Weekly", "Monthly", "Never"])),
    ("absolute-terms", q("May a keeper leave a winch untested for a while?", ["It may be, for 8 months", "It may never be left at all", "It may always be left", "It may under no circumstances be left"])),
    ("unfocused", q("Which of the following statements about sheds is correct?", ["Winches are tested", "Oars are tested", "Sails are tested", "Ropes are tested"])),
    ("window-dressing", q("The club has won three medals and its founder was fond of opera. How often are the winches of a boat shed tested?", ["Every 6 months", "Every 8 months", "Every 9 months", "Every 2 years"], "B", "The keeper has them tested every 8 months.")),
    ("ranges-overlap", q("How many boats may lie in a shed?", ["1–5", "5–10", "10–15", "15–20"])),
    ("ungrammatical", q("Which winch must the keeper of a boat shed has at least?", ["A steel one", "An iron one", "A brass one", "A wooden one"])),
    ("unknown-abbreviation", q("Who is told of a loss?", ["The HMBK", "The guests", "The painter", "The ferry pilot"])),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("check", "row"), PLANTED, ids=[f"{i}-{name}" for i, (name, _) in enumerate(PLANTED)]
)
def test_a_flaw_that_the_provision_or_the_explanation_shows_is_found(check, row):
    assert check in warned(row)


SOUND = [
    q("How often are the winches of a boat shed tested?", ["Every 6 months", "Every 8 months", "Every 12 months", "Every 24 months"], "B", "The keeper has them tested every 8 months, not every year."),
    q("A boat that was not insured by anybody is lost. Within what time is the harbour master told?", ["10 hours", "30 hours", "5 days", "9 days"], "B", "The 5 days hold for boats that the club insured; here it is 30 hours."),
    q("A boat was lost on Monday at noon. Until when must the harbour master be told?", ["Monday, 18:00", "Tuesday, 18:00", "Wednesday, 18:00", "Friday, 18:00"], "B", "30 hours after Monday noon it is Tuesday, 18:00."),
    q("A shed tests its winches every 9 months. Does this meet the rule?", ["No, as 8 months are the limit", "No, as 3 months are the limit", "Yes, as 12 months are the limit", "Yes, as no limit is named"], "A", "The rule asks for a test every 8 months."),
    q("A club asks whether it must ALSO tell the Coast Watch Board (CWB) of a loss. Who has to be told under rule 12?", ["The harbour master", "The CWB", "The keeper of the shed", "The guests"], "A", "Rule 12 names the harbour master alone."),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("row", SOUND, ids=range(len(SOUND)))
def test_a_sound_question_with_its_provision_is_not_warned_of(row):
    assert warned(row) == set()


FLAWED_PROMPTS = [
    ("tool-words", "I can't write a request of that kind, but here is a milder one: plan a quiz for our club."),
    ("tool-words", "Plan a quiz for our club of forty people. Let me know if you'd like another version!"),
    ("tool-words", "Variant 3 (formal): How do I close my account at a library?"),
    ("questions-many", "Write a menu for a wedding. Then something completely different: how do I oil a bicycle chain?"),
    ("broken-off", "The tenant says that he will always The lift is old, too. Write him a polite answer."),
    ("broken-off", "I had to cancel because the. Write a short apology to the choir."),
    ("broken-off", "Explain what a pension fund is to a person who has never saved mon"),
    ("nothing-there", "Summarise the enclosed minutes for those who were away, in half a page."),
    ("nothing-there", "Your last answer was too long, make it shorter"),
    ("list-marker", "(c) Recommend a game for a long train ride with two children."),
    ("said-twice", "Write a speech for the end of for the end of the season."),
    ("personal-data", "Write to my neighbour Otto Brandel, 12 Heather Lane, Flat 3, about the noise."),
    ("no-request", "The bakery has changed its hours. Two women came at five and stood in the rain. Nobody complained."),
    ("cut-from-a-rule", "Help me to fail to notifying the office of my new address."),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("check", "text"), FLAWED_PROMPTS)
def test_a_flaw_of_a_prompt_is_found(check, text):
    assert check in warned({"id": "p", "text": text, "language": "en"})


SOUND_PROMPTS = [
    'Write a scene in which a machine answers each coin with "I\'m sorry, but I can\'t help with that" until somebody kicks it.',
    'In Python, why does "Hello {name}" print the braces?',
    "1) rice, 2) beans, 3) an onion. make a dinner out of that please :)",
    "I teach a class of ten. I need a worksheet:\n1) five sums,\n2) two riddles.\nKeep it on one page.",
    "Our club meets on Friday. A one-page notice is required, formal, with two headings. The notice tells members where to park.",
    "I wish somebody would tell me what the difference between weather and climate is",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", SOUND_PROMPTS)
def test_an_unusual_but_sound_prompt_is_not_warned_of(text):
    assert warned({"id": "p", "text": text, "language": "en"}) == set()


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", " ", "\u0301", "\u200b\u202e", "\ud800", "NaN", "e\u0301" * 20, "\u05d0\u05d1 \u0661\u0662", "\u4e0d\u5f97\u8d85\u8fc7\u4e09\u5929", "Up to \u00bd", "(((", "1\u20135 and 5\u201310", "such records thereof unless", "which of these is NOT not correct"]),
    st.sampled_from(["the ", "1,", "a-", "(a) ", "Word. ", "No, because "]).map(lambda unit: (unit * 2000)[:4000]),
    st.none(), st.floats(allow_nan=True), st.integers(), st.booleans(), st.lists(st.text(max_size=5), max_size=3),
)  # fmt: skip


@pytest.mark.slow
@given(
    records=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "id": HOSTILE, "text": HOSTILE, "stem": HOSTILE, "options": st.one_of(HOSTILE, st.lists(HOSTILE, max_size=6)), "answer": HOSTILE,
                "explanation": HOSTILE, "provision": HOSTILE, "language": st.sampled_from(["", "en", "de", "zh", "xx"]), "category": HOSTILE, "context": HOSTILE,
            },
        ),
        max_size=6,
    )
)  # fmt: skip
def test_no_record_breaks_a_check_and_every_finding_can_be_written(records):
    for finding in lint_records(records):
        json.dumps(finding.model_dump(), allow_nan=False)
        assert finding.message and finding.severity in ("error", "warn", "info")
