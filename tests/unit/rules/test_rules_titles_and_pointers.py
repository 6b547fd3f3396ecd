"""What English texts of standards, guides and policies hold that looks like a command and is none, and commands behind unusual fronts."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of


def said(text, head="# Guide"):
    return [rule.modality for rule in rules_of(f"{head}\n\n{text}\n") if rule.modality != "other"]


@pytest.mark.parametrize(
    "text",
    [
        "One option for keeping logs small is to set a rule for them.",
        "For detailed steps, refer to the guide of the desk.",
        "For more information on badges, please visit the help page.",
        "Learn about our badges so that your shop meets the rules.",
        "Power to exempt mines.",
        "Copy to the individual.",
        "Access to records.",
        "Mother and child meetings.",
        "The toy form, Version 4010, May 2000, and its addenda.",
        "Users may be confused by two prompts.",
        "A guest may not notice the second bell.",
        "As threats grow, the strength of some locks may decrease.",
        "Even a lamp.",
        "Note that a plan covers all halls.",
        "Get started with badges at the desk.",
        "Substituted by GSR 31 dated 29.12.1960",
        "A flood may impact the yard.",
    ],
)
def test_titles_pointers_and_what_may_happen_demand_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Refer to the manual before opening the valve.", "obligation"),
        ("Report to the desk.", "obligation"),
        ("Acme will reimburse staff at the set rate.", "obligation"),
        ("If you answer yes, stop here and call your manager.", "obligation"),
        ("The Secretary has the burden of proof on all other issues.", "obligation"),
        ("If the gate is open, ask your guide to close it.", "obligation"),
        ("Review and approve the plan.", "obligation"),
        ("Even when you are tired, try to stay calm.", "obligation"),
        ("♦ If the sore does not heal, get medical help.", "obligation"),
        ("Under Policies, select the strict policy.", "obligation"),
        ("Funding of loans will comply with the plan.", "obligation"),
        ("All guests will be subject to criminal background checks.", "obligation"),
        ("Anyone who breaks a rule will be subject to criminal prosecution.", "penalty"),
        ("A worker may require a second test.", "permission"),
        ("In this Act, a reference to an enactment is to that enactment as amended.", "definition"),
        ("The warden is to keep the log.", "obligation"),
        ("Care shall be considered and applied.", "obligation"),
    ],
)
def test_commands_behind_other_fronts_are_read(text, modality):
    assert said(text)[:1] == [modality]


def test_we_prohibit_behind_another_clause_forbids_its_list():
    text = "The firm keeps gates, and we prohibit attempts to bypass these gates, including by:\n\n- Forging badges\n- Selling badges"
    assert said(text, "# Community Standards") == ["prohibition"] * 3


@pytest.mark.parametrize(
    "text", ["Pursuing guests online", "N/A", "October 3, 2023 | Added a link to the rules."]
)
def test_items_below_community_standards_and_empty_ones_are_no_duty(text):
    assert said(f"- {text}", "# Community Standards") == []
    assert said("- N/A", "# License Requirements") == []
    assert said("- Is it exploitable in our hall?", "# Triage Procedure") == []


def test_what_explains_a_control_is_no_part_of_its_list():
    text = (
        "1. Keep a log of\n\n    - each entry; and\n    - each exit.\n\n    - Related Controls: AB-3, CD-2."
    )
    [rule] = rules_of(f"# AB-1 LOGS\n\n{text}\n")
    assert not any("Related" in element.text for element in rule.elements)


def test_a_pronoun_is_a_subject_of_its_own_behind_a_condition():
    [rule] = rules_of("# Rules\n\nThings happen, so if the gate is shut, you must ring the bell.\n")
    assert rule.bearer is not None
    assert rule.bearer.text == "you"


def test_a_licence_keeps_the_consent_inside_it():
    [rule] = rules_of(
        "# Act\n\nThe Board shall not, without the prior approval of the Minister given with the consent of the Treasury, spend money.\n"
    )
    assert [part.text for part in rule.exceptions] == [
        "without the prior approval of the Minister given with the consent of the Treasury"
    ]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("For the purposes of this Part, an upset shall be treated as a single breach.", "For the purposes of this Part"),
        ("Throughout the life of a pump, tests must be made.", "Throughout the life of a pump"),
        ("For the period from May 2009 to June 2010, the owner shall keep a log.", "For the period from May 2009 to June 2010"),
        ("The claim shall in the discretion of the court be heard first.", "in the discretion of the court"),
    ],
)  # fmt: skip
def test_in_what_text_and_how_long_is_a_condition(text, condition):
    [rule] = rules_of(f"# Act\n\n{text}\n")
    assert [part.text for part in rule.conditions] == [condition]


def test_in_no_case_later_than_is_the_most():
    [rule] = rules_of("# Act\n\nA notice shall be sent in no case later than 60 days after the loss.\n")
    assert [(value.comparator, value.number) for value in rule.values] == [("at most", 60)]


@pytest.mark.parametrize(
    "text",
    [
        "A statement that the data is true, and under penalty of perjury, that you are authorized to act for the owner.",
        "A key manager will enable you to have strong keys.",
        "This long name is required because firms manage their names apart.",
    ],
)
def test_what_a_thing_does_and_what_a_statement_says_demand_nothing(text):
    assert said(text) == []


def test_a_denied_state_set_against_another_forbids_nothing():
    assert (
        said("The tool is not configured through the desk, but rather via the file.", "# Access Policy") == []
    )


def test_rows_of_names_below_a_heading_are_no_duties():
    table = "| 7.13 | Physical | Upkeep of lifts |\n|---|---|---|\n| 7.14 | Physical | Doors |\n| 7.15 | Physical | Check all the lifts each year |"
    assert said(table, "# Security Controls") == ["obligation"]


def test_a_control_that_is_gone_is_no_part_of_the_list_above_it():
    text = (
        "1. Keep a log of\n\n    - each entry; and\n    - LOGS / CHECK AS GENUINE [Withdrawn: Moved to AB-4.]"
    )
    assert not any(
        "Withdrawn" in element.text
        for rule in rules_of(f"# AB-1 LOGS\n\n{text}\n")
        for element in rule.elements
    )


def test_who_hears_a_claim_is_no_condition():
    [rule] = rules_of("# Act\n\nNo person shall be entitled to prefer any claim before the Tribunal.\n")
    assert rule.conditions == []


def test_a_command_to_find_out_opens_no_condition():
    found = rules_of(
        "# Guide\n\nAs a first step, see if you can share the file with your partner:\n\n1. Open it.\n2. If it opens, ask your partner to close it.\n"
    )
    assert [(rule.modality, [part.text for part in rule.conditions]) for rule in found] == [
        ("obligation", ["If it opens"])
    ]
    [rule] = rules_of("# Guide\n\nCheck if the valve is shut before you open the tap.\n")
    assert [part.text for part in rule.conditions] == ["before you open the tap"]


def test_questions_below_a_command_and_blanks_to_fill_are_no_duties():
    assert said("Assess the alarm:\n\n- Is it true?\n- Does it harm guests?") == ["obligation"]
    assert said("Assessment: <enter the current state of your hall>", "# Controls") == []


def test_definitions_below_an_exception_for_the_context_stay_definitions():
    found = rules_of(
        "# Act\n\n## 2 Interpretation\n\nIn this Act, except where the context otherwise requires—\n\n- “hall” means a room with a gate;\n- “marketing” includes the sale of lamps.\n"
    )
    assert [rule.modality for rule in found if rule.modality != "other"] == ["definition", "definition"]
