"""Questions whose provision says nothing of what they ask: a person, a fact, a reason or a rank; and exceptions that the rules show."""

from __future__ import annotations

import pytest
from curation.checks import lint_records
from curation.pipeline.provisions import rules_of

PROVISION = (
    "4.1 The keeper of the aviary shall feed each parrot every 9 days. 4.2 A parrot that has lost 40 grams is moved to the warm room and the loss is "
    "reported. 4.3 Visitors stay behind the rail. 4.4 A keeper in the inner ring may wear the mesh hood without gloves. "
    "4.5 A keeper who handles a parrot shall wear gloves."
)


def told(check, stem, options, answer="A", explanation="", provision=PROVISION):
    row = {"id": "1", "stem": stem, "options": options, "answer": answer, "explanation": explanation, "provision": provision, "language": "en"}  # fmt: skip
    return [finding for finding in lint_records([row], read_rules=rules_of) if finding.check == check]


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        ("To whom is the loss of 40 grams reported under rule 4.2?", ["To the county veterinarian", "To the mayor", "To the press", "To the painter"]),
        ("Why does clause 4.3 keep visitors behind the rail?", ["Parrots bite strangers there", "Coins fall down", "The rail is new", "The floor is wet"]),
        ("Which of the duties in rule 4 carries the greatest weight?", ["Feeding each parrot", "Reporting a loss", "Staying behind the rail", "Wearing the hood"]),
        ("What does a visitor get who crosses the rail under rule 4.3?", ["A written caution and a fine", "A free drink", "A blue badge", "A seat"]),
    ],
)  # fmt: skip
def test_a_key_of_which_the_provision_says_nothing_is_told(stem, options):
    assert told("key-unsupported", stem, options)


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        ("Who feeds the parrots under rule 4.1?", ["The keeper", "The mayor", "The press", "The painter"]),
        ("Who may wear the mesh hood under rule 4.4?", ["Nobody, as hoods are out of use", "The mayor", "The press", "The painter"]),
        ("For whom is the rail meant under rule 4.3?", ["A family on a tour", "A cook", "A clerk", "A pilot"]),
        ("A keeper feeds a parrot every fortnight. How is this to be judged?", ["A breach, since every 9 days are due", "Fine", "Odd", "Unclear"]),
    ],
)  # fmt: skip
def test_a_key_that_names_somebody_of_the_provision_or_judges_a_case_is_not(stem, options):
    assert not told("key-unsupported", stem, options)


CASE = "A keeper in the inner ring handles a parrot. She wears the mesh hood and no gloves. Does this comply with rule 4?"
VERDICTS = [
    "No, because a keeper who handles a parrot wears gloves",
    "No, because the ring is closed",
    "Yes, because the bird is tame",
    "Yes, because it is summer",
]


def test_a_permission_that_the_parser_reads_is_an_exception_that_a_breach_may_overlook():
    why = "Rule 4.5 has everyone who handles a parrot wear gloves, and she wore none; tameness and season do not matter."
    assert told("exception-unseen", CASE, VERDICTS, explanation=why)
    assert not told(
        "exception-unseen",
        CASE,
        VERDICTS,
        explanation=f"{why} The mesh hood of the inner ring does not help her.",
    )
    assert not told("exception-unseen", CASE, VERDICTS, answer="C", explanation=why), (
        "the key calls it no breach"
    )


def test_without_a_parser_no_permission_is_read():
    row = {"id": "1", "stem": CASE, "options": VERDICTS, "answer": "A", "explanation": "Rule 4.5 asks for gloves.", "provision": PROVISION, "language": "en"}  # fmt: skip
    assert not [f for f in lint_records([row]) if f.check == "exception-unseen"]


def test_the_rules_of_a_provision_are_read_paragraph_by_paragraph():
    assert [rule.modality for rule in rules_of(PROVISION)].count("permission") == 1
    assert rules_of("Nothing here.") == ()


def test_the_unless_of_another_rule_in_an_explanation_is_no_knowledge_of_the_exception():
    provision = (
        "(1) A canoe shall not be rented out unless two paddles are in it. (2) Paragraph (1) does not apply to a pedal canoe rented by the hour to a "
        "guest of the campsite who wears a vest."
    )
    stem = "A pedal canoe is rented by the hour to a guest of the campsite who wears a vest. No paddles are in it. Was paragraph 1 observed?"
    options = ["No, because two paddles were missing", "No, because of the vest", "Yes, because of the hour", "Yes, because guests pay"]  # fmt: skip
    why = "A canoe may not be rented out unless two paddles are in it, and here there was none at all; neither price nor season matters."
    assert told("exception-unseen", stem, options, explanation=why, provision=provision)


def test_a_bound_that_a_denial_turns_is_an_upper_one():
    provision = "(3) A guard shall be at the pool, except where no basin is deeper than 2 metres and a trained parent watches the basin."
    stem = "A trained parent watches a basin that is 1 metre deep. No guard is there. Is this in order under rule 3?"
    options = ["No, because a guard has to be there", "No, because parents may not watch", "Yes, because it is warm", "Yes, because it is noon"]  # fmt: skip
    why = "Paragraph (3) wants a guard at every pool, and there was none; the weather and the hour play no part."
    assert told("exception-unseen", stem, options, explanation=why, provision=provision)


def test_a_figure_is_no_more_computed_where_the_case_tells_none_of_its_kind():
    provision = "(1) Each tank at 30 degrees or above is checked every 20 minutes. (2) A tank below 30 degrees is checked every 45 minutes."
    stem = "Two tanks stand at 34 degrees. At which interval is each of them checked under rule 1?"
    assert told("key-unsupported", stem, ["Every 35 minutes", "Every 20 hours", "Every 45 minutes", "Every 50 minutes"], provision=provision)  # fmt: skip
    assert not told("key-unsupported", stem, ["Every 20 minutes", "Every 25 hours", "Every 45 minutes", "Every 50 minutes"], provision=provision)  # fmt: skip


LIST = "The log shall show (a) the name of the ferry, (b) the hour of departure, (c) the number of bicycles and (d) the state of the tide."


def test_a_question_for_what_is_not_listed_whose_options_are_all_listed_has_no_right_one():
    stem = "Which of the following does rule 7 NOT require the log of a ferry to show?"
    listed = [
        "The name of the ferry",
        "The hour of departure",
        "The number of bicycles",
        "The state of the tide",
    ]
    assert told("both-listed", stem, listed, provision=LIST)
    assert not told("both-listed", stem, [*listed[:3], "The colour of the flag"], answer="D", provision=LIST)
    assert told("both-listed", stem, [*listed[:2], "The price of coffee", "The colour of the flag"], answer="D", provision=LIST)  # fmt: skip


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        ("Which statement is right?", ["The feed log must check each bag before noon", "The cook must eat", "The guest must pay", "The pilot must land"]),
        ("For how long must it be dry before the rain gauge on the roof may order the roof to be opened?", ["1 hour", "2 hours", "3 hours", "4 hours"]),
        ("Within what time must the feeding robot, once it learns of a loss, report it to the mayor?", ["1 hour", "2 hours", "3 hours", "4 hours"]),
    ],
)  # fmt: skip
def test_an_act_of_somebody_that_is_laid_on_a_thing_is_absurd(stem, options):
    assert told("absurd-bearer", stem, options, provision="")


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        ("A guest asks to weigh a parrot. What is the right answer under rule 4?", ["Denied, because strangers upset the flock", "Granted, because it is noon", "Denied, because it rains", "Granted, because guests pay"]),
        ("Four people held parrots. Who has to wear gloves under rule 4.5?", ["Ines (3), who carried hers at dusk", "Piet (2), who sang to his", "Noor (5), who fed hers", "Rafe (4), who sold his"]),
    ],
)  # fmt: skip
def test_a_verdict_with_its_reason_and_a_person_of_the_case_have_words_of_their_own(stem, options):
    assert not told("key-unsupported", stem, options)


@pytest.mark.parametrize(
    ("check", "explanation", "options"),
    [
        ("sum-wrong", "2 per cent of 6 million is 120,000 francs, the lower figure.", ["120,000", "180,000", "300,000", "420,000"]),
        ("explanation-other", "The ice bears 13, so one keeper on foot. Nobody at all would be right only below 10.", ["One keeper on foot", "A group on foot", "A cart with a rider", "Nobody at all"]),
        ("option-truncated", "The letter is too old.", ["Admit her, since a guide is near", "Turn her away, since the paper is old", "Admit her, since she stays clear", "Turn her away, since no lamp may pass 0.5 millilux"]),
    ],
)  # fmt: skip
def test_a_conditional_a_great_number_and_a_unit_are_no_flaw(check, explanation, options):
    provision = "No lamp may pass the 0.5 millilux line of the aviary at any hour of the night."
    assert not told(
        check, "What follows for the keeper?", options, explanation=explanation, provision=provision
    )


def test_a_footnote_that_is_not_there_and_a_waiting_time_that_falls_away_are_told():
    options = ["The keeper", "The guide", "The cook", "The person named in the footnote"]
    assert told("dangling-reference", "Who feeds the parrots under rule 4.1?", options)
    provision = "(1) No guest shall enter the aviary within two hours of a spraying. (2) The waiting time falls away if the roof was opened and the fan ran twice."
    stem = "The aviary is sprayed at noon. The roof was opened and the fan ran twice. At one a guest enters. How does rule 4 treat this?"
    options = ["Entry is barred, because two hours have not passed", "Entry is barred, because guests pay", "Entry is allowed, because it is dry", "Entry is allowed, because it is noon"]  # fmt: skip
    why = "Paragraph (1) bars entry within two hours, and only one has gone by; who pays or how dry it is plays no part."
    assert told("exception-unseen", stem, options, explanation=why, provision=provision)


def test_a_question_for_yes_or_no_with_another_one_behind_it_asks_two_things():
    options = ["Yes, and the keeper", "No, and the guide", "Yes, and the cook", "No, and the guest"]
    assert told("double-barrelled", "Was this in order under rule 4, and who has to be told of it?", options)
    assert not told(
        "double-barrelled", "Was a guest who had paid and who had signed in order under rule 4?", options
    )


@pytest.mark.parametrize(
    ("stem", "options", "provision"),
    [
        (
            "For what purpose may the feed book be kept under rule 9?",
            ["Research on birds", "Sale to a shop", "A gift to a school", "Use as fuel"],
            "9.1 The feed book may be kept for research on birds. 9.2 The keeper shall seal the cabinet every evening and write the hour on the door.",
        ),
        (
            "Which of these offences is the most serious under rule 9?",
            ["Opening a cage", "Leaving the rail", "Feeding a guest", "Singing at night"],
            "9.1 Opening a cage: detention up to 30 days. 9.2 Leaving the rail: detention up to 2 days. 9.3 Feeding a guest and singing at night: detention up to 1 day.",
        ),
    ],
)  # fmt: skip
def test_a_purpose_and_a_rank_that_the_provision_gives_without_saying_so_are_given(stem, options, provision):
    assert not told("key-unsupported", stem, options, provision=provision)


def test_a_permission_that_forbids_all_else_is_no_exception():
    provision = (
        "4.1 A keeper in the inner ring may wear the mesh hood only if it is dry. 4.2 A keeper who handles a parrot shall wear gloves. "
        "4.3 Visitors shall stay behind the rail."
    )
    why = "Rule 4.2 has everyone who handles a parrot wear gloves, and she wore none; tameness and season do not matter."
    assert not told("exception-unseen", CASE, VERDICTS, explanation=why, provision=provision)
    freely = provision.replace(" only if it is dry", "")
    assert told("exception-unseen", CASE, VERDICTS, explanation=why, provision=freely)
