"""What headings and table heads hand to the items below them, cases that stand in front, and practice within bounds."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of


def said(text: str) -> list[str]:
    return [rule.modality for rule in rules_of(text) if rule.modality != "other"]


def table(head: str, row: str, heading: str) -> list[str]:
    cells = head.count("|") + 1
    rules = rules_of(f"# {heading}\n\n| {head} |\n{'|---' * cells}|\n| {row} |\n")
    return [
        rule.modality
        for rule in rules
        if row.split(" | ")[0] in rule.id + (rule.action.text if rule.action else "")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Control families",
        "Requirement coverage",
        "Complying with safety requirements",
        "Duties of customs",
        "Artifact(s)",
        "Cross-references",
    ],
)
def test_a_heading_that_only_names_a_word_for_duties_hands_none_down(heading):
    assert said(f"# {heading}\n\n- Kept logs of all kilns\n") == []


@pytest.mark.parametrize(
    "heading", ["Kiln requirements", "Requirements for kilns", "Roles and responsibilities"]
)
def test_a_heading_that_is_about_duties_hands_them_down(heading):
    assert said(f"# {heading}\n\n- Kept logs of all kilns\n") == ["obligation"]


@pytest.mark.parametrize(
    "head", ["Kiln | Likelihood | Mitigation", "Kiln | Status | Notes", "Kiln | Owner | Colour"]
)
def test_a_table_that_reports_demands_nothing(head):
    assert table(head, "Old kiln | High | Logs kept for a year", "Kiln requirements") == []


def test_a_table_of_who_does_what_demands_it():
    assert table("Step | Who | What", "1 | Warden | Logs kept for a year", "Kiln procedure") == ["obligation"]


def test_three_hyphens_behind_a_word_open_a_list():
    found = rules_of("# X\n\n## 1 Y\n\nThe court may---\n\n- confirm the order; or\n- set it aside.\n")
    assert [rule.modality for rule in found][1:] == ["permission", "permission"]


def test_the_parts_of_a_proviso_are_rules_of_their_own():
    text = "# X\n\n## 1 Y\n\nThe board may sell the boat.\n\nProvided that:\n\n- the boat shall be valued first; and\n- no member shall buy it.\n"
    assert said(text) == ["permission", "obligation", "prohibition"]


def test_who_stands_alone_above_what_is_told_has_no_duty():
    assert said("# X\n\nA member:\n\n- ceases to hold office at 75; and\n- is not entitled to a fee.\n") == []


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("For leased boats, the owner must keep a log.", "For leased boats"),
        ("At level 3, the owner must keep a log.", "At level 3"),
        ("In certain cases, the owner must keep a log.", "In certain cases"),
        ("For each boat, keep a log.", "For each boat"),
    ],
)
def test_a_case_in_front_is_a_condition(text, case):
    [rule] = rules_of(f"# X\n\n{text}\n")
    assert [part.text for part in rule.conditions] == [case]
    assert rule.modality == "obligation"


@pytest.mark.parametrize(
    "front",
    ["For example", "For more information", "For planning purposes", "At a minimum", "For this reason"],
)
def test_a_front_that_says_no_case_is_no_condition(front):
    [rule] = rules_of(f"# X\n\n{front}, the owner must keep a log.\n")
    assert rule.conditions == []


@pytest.mark.parametrize(
    "text",
    [
        "Shared keys are only used when needed.",
        "Entry is limited to those who need it.",
        "Old paint is rendered unusable when no longer needed.",
    ],
)
def test_what_a_policy_keeps_within_bounds_is_a_duty(text):
    assert said(f"# Paint Policy\n\n{text}\n") == ["obligation"]


def test_a_list_that_is_not_limited_to_its_items_forbids_nothing():
    assert said("# Paint Policy\n\nColours include, but are not limited to:\n\n- red\n") == []


def test_a_sentence_that_demands_nothing_keeps_its_condition():
    [rule] = rules_of("# X\n\nWhen opened, the tin quietly lets out gas.\n")
    assert (rule.modality, [part.text for part in rule.conditions]) == ("other", ["When opened"])


def test_what_is_set_against_something_in_front_is_no_condition():
    assert rules_of("# X\n\nWhile most kilns are old, the yard is clean.\n") == []


def test_a_verb_that_may_be_a_noun_commands_by_the_case_behind_its_object():
    [rule] = rules_of("# X\n\nAudit lease data when a boat is handed out.\n")
    assert (rule.modality, [part.text for part in rule.conditions]) == (
        "obligation",
        ["when a boat is handed out"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "- be construed as a reference to a boat.",
        "Describe a time you mended a boat.",
        "| Start the kiln | 12 |\n|---|---|\n| Clean the kiln | 14 |",
    ],
)
def test_words_that_only_look_like_a_command_demand_nothing(text):
    assert said(f"# X\n\n{text}\n") == []


def test_a_code_behind_a_letter_of_a_list_is_a_label():
    assert said("# X\n\n- o PR.DS-2: Data in transit is guarded\n") == ["obligation"]


def test_what_somebody_will_do_in_the_passive_is_a_duty():
    [rule] = rules_of("# X\n\nThe deposit will be paid to the club by the tenant.\n")
    assert (rule.modality, rule.bearer.text) == ("obligation", "the tenant")
    assert said("# X\n\nThe day will be settled by the weather.\n") == []


def test_the_verbs_of_a_purpose_in_front_are_no_commands():
    text = "For boats in Annex I, in order to save cost, avoid loss and keep order, owners shall have a choice of using it."
    assert said(f"# X\n\n{text}\n") == ["permission"]


def test_a_list_of_words_demands_nothing():
    text = "# Kiln Standard\n\n## Appendix B Glossary\n\nPotter: A person who must fire the kiln. Potters are responsible for the clay.\n"
    assert said(text) == []


def test_a_name_in_a_row_is_no_command():
    assert (
        said(
            "# Kiln Standard\n\n| Code | Name | State |\n|---|---|---|\n| B-4 | Secure Yard Storage | Text changed |\n"
        )
        == []
    )
    [rule] = rules_of("# Kiln Standard\n\n| Code | Rule |\n|---|---|\n| B-4 | Secure the yard at night |\n")
    assert rule.modality == "obligation"


def test_like_in_front_compares():
    assert said("# X\n\nLike regular boats, rafts are built of wood.\n") == []


def test_a_row_of_who_does_what_binds_whom_it_names():
    table = "| Step | Who | What |\n|---|---|---|\n| 5 | Kiln Warden | Triage and sort incoming clay |\n| 6 | Automated | Key is deleted |"
    found = rules_of(f"# Kiln Procedure\n\n{table}\n")
    assert [(rule.modality, rule.bearer.text) for rule in found] == [
        ("obligation", "Kiln Warden"),
        ("obligation", "Automated"),
    ]


@pytest.mark.parametrize(
    "text",
    ["You’re required to wear a vest.", "You'll need to wear a vest.", "We’ll notify users within a day."],
)
def test_a_joined_verb_keeps_its_subject(text):
    [rule] = rules_of(f"# X\n\n{text}\n")
    assert (rule.modality, rule.bearer.text) == (
        "obligation",
        text[: text.index("’" if "’" in text else "'")],
    )


def test_whom_the_last_cell_names_is_bound_alone():
    table = "| No | Name | Rule |\n|---|---|---|\n| 4 | Backup | Tenants must test the boat |"
    [rule] = rules_of(f"# X\n\n{table}\n")
    assert rule.bearer.text == "Tenants"


def test_an_aside_between_hyphens_hides_no_command():
    [rule] = rules_of("# X\n\nAll boats - whether large or small - should be listed.\n")
    assert rule.modality == "recommendation"


def test_the_head_of_a_table_demands_nothing():
    assert said("# Kiln Standard\n\n| Code | Name | State |\n|---|---|---|\n| B-4 | Old kiln | new |\n") == []


@pytest.mark.parametrize("who", ["The Auditor-General", "The AuditorGeneral", "The Registrar General"])
def test_an_office_of_two_words_is_somebody(who):
    [rule] = rules_of(f"# X\n\n{who} may prepare a report.\n")
    assert (rule.modality, rule.bearer.text, rule.certainty) == ("permission", who, 0.85)


def test_what_is_essential_behind_a_case_is_a_duty():
    [rule] = rules_of("# X\n\nFor leased boats, it is critical to ask first.\n")
    assert (rule.modality, [part.text for part in rule.conditions]) == ("obligation", ["For leased boats"])


def test_a_fragment_of_a_policy_with_a_case_in_brackets_is_a_duty():
    assert said("# Kiln Policy\n\n- Remote stop switch enabled (if hot)\n") == ["obligation"]


def test_a_section_that_changes_an_act_demands_nothing():
    assert said("# X\n\nThis section amends the Boats Act 1993.\n") == ["procedure"]


def test_rows_of_terms_and_definitions_define():
    assert said("# X\n\n| Term | Definition |\n|---|---|\n| KW | Data of kiln workers |\n") == ["definition"]


def test_what_is_to_be_told_is_no_condition():
    [rule] = rules_of("# X\n\nThe owner must state when the last test took place.\n")
    assert rule.conditions == []


def test_a_sentence_that_tells_of_a_place_has_no_condition():
    assert rules_of("# X\n\nThe shed where staff eat is warm.\n") == []
    [rule] = rules_of("# X\n\nList the helpers where possible.\n\n")
    assert [part.text for part in rule.conditions] == ["where possible"]
