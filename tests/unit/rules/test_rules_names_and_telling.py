"""Names of pieces, examples and what merely may come: they demand nothing; and commands whose verb may be a noun."""

from __future__ import annotations

import pytest
from rules_fixtures import only, rules_of, texts


def _said(text: str) -> list[tuple[str, str]]:
    return [(rule.modality, rule.action.text if rule.action else "") for rule in rules_of(text)]


def test_a_name_below_a_heading_that_only_speaks_of_rules_is_no_duty():
    said = _said(
        "# Kiln Code\n\n## Guidelines\n\n- Sick-day guide for potters\n- Wear gloves.\n- Logs kept for a year\n"
    )
    assert said == [("obligation", "Wear gloves"), ("obligation", "Logs kept for a year")]


def test_a_name_below_a_heading_of_duties_is_one():
    assert _said("# Kiln Code\n\n## Requirements\n\n- Hard hats\n") == [("obligation", "Hard hats")]


def test_a_verb_and_its_preposition_below_such_a_heading_are_no_name():
    items = ["Drive with care", "Queue at the gate", "Opt for a lighter load"]
    text = "# Kiln Code\n\n## Procedures\n\n- Centre for Kilns\n" + "".join(f"- {item}\n" for item in items)
    assert _said(text) == [("obligation", item) for item in items]


def test_what_is_essential_below_a_lead_in_that_demands_is_a_duty():
    text = "# Kiln Code\n\n## 2 Firing\n\nThe following principles guide our work:\n\n- A watch over the kiln is essential at night\n- Ladders can be stored outdoors\n"
    assert _said(text) == [("obligation", "A watch over the kiln is essential at night")]


def test_standards_that_apply_are_only_named():
    assert (
        _said("# Kiln Code\n\n## 2 Applicable standards\n\n- 09.ab - Oven System Use\n- Managing Kiln Risk\n")
        == []
    )


def test_a_row_of_names_says_who_has_a_task_and_demands_nothing():
    table = "| Domain | Shop | Studio | Home |\n|---|---|---|---|\n| Firing | Owner | Owner | Guest |\n"
    assert _said(f"# Kiln Code\n\n## 2 Who must do what\n\n{table}") == []


def test_a_row_below_a_column_of_requirements_demands():
    table = "| Level | Requirement | Code |\n|---|---|---|\n| One | Presentation of any factor | A |\n"
    assert [kind for kind, _ in _said(f"# Kiln Code\n\n## 2 Rules\n\n{table}")] == ["obligation"]


def test_what_examples_name_nobody_has_to_do():
    text = "# Code\n\n## 2 Ovens\n\nOvens must have a filter. Examples include the following:\n\n- Filters such as Alpha\n- Screens\n"
    assert _said(text) == [("obligation", "have a filter")]


def test_a_lead_in_that_says_what_a_word_includes_names_no_actor():
    text = "# Code\n\n## 2 Words\n\nKiln partner does not include:\n\n- A potter that rents an oven.\n"
    assert {kind for kind, _ in _said(text)} == {"definition"}


def test_a_sentence_below_a_silent_lead_in_tells():
    text = "# Kiln\n\n## Kiln Safeguards\n\n### Guard\n\nKinds of cracks:\n\n- Cracks are hidden flaws of a kiln\n"
    assert _said(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Process that turns scrap metal into sheets.",
        "Centre for Kiln Studies, ovens of the north.",
        "This is to tell the two apart.",
        "We rarely remove covers, but the club will do so in such cases.",
        "The potters will thrive along with the firms.",
        "It is expected that the rise will go on.",
        "No kiln fault occurred.",
        "When we hire, you can see the details on the page.",
        "Take a look at the kiln page to see what we offer.",
        "The list may not include all ovens.",
        "The list may not include newly built ovens.",
        "Your plan may not include cover for cracks.",
        "Some kits may not include tongs.",
        "The purpose of such visits is not to review the results.",
        "Visit our main website for the kiln plan.",
        "The council will play a key role in this.",
    ],
)
def test_what_demands_nothing(sentence):
    assert [kind for kind, _ in _said(f"# Act\n\n## 1 Words\n\n{sentence}\n") if kind != "other"] == []


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Check that the gate is shut.", "obligation"),
        ("Posts may not include a price.", "prohibition"),
        ('No "personal" groups of less than two members.', "prohibition"),
        ("not allow any unauthorised person to enter the rescue room;", "prohibition"),
        ("The rider retains the right to obtain a copy from the club.", "permission"),
        ("It is expected that all staff will wear a badge.", "recommendation"),
        ("If a channel breaks these rules, the channel may be suspended.", "penalty"),
        ("For clarity only, this notice does not limit the use of the oven.", "scope"),
        ("This rule is only applicable if the slider is set to on.", "scope"),
        ("It is expected that everyone signs the book.", "recommendation"),
        ("It is expected that all cracks are reported within a day.", "recommendation"),
        ("The potter will play a whistle before firing.", "obligation"),
        ("Access may be suspended during maintenance.", "permission"),
        ("Fail to report a crack and you will be banned.", "penalty"),
        ("Report who was present.", "obligation"),
        ("Document that keys were returned.", "obligation"),
        ("Check out all tools at the desk.", "obligation"),
        ("Visit our desk to sign the form.", "obligation"),
        ("Speak to the warden.", "obligation"),
        ("Because the kiln is hot the potter must wear gloves.", "obligation"),
        ("It is shut because the floor is wet and the warden must tell all guests.", "obligation"),
        ("Call for help.", "obligation"),
        ("The club will not rely on exemptions.", "prohibition"),
        ("Press on the wound.", "obligation"),
        ("Content that mocks a child.", None),
    ],
)
def test_what_a_sentence_does(sentence, modality):
    found = [kind for kind, _ in _said(f"# Act\n\n## 1 Words\n\n{sentence}\n")]
    assert found == ([modality] if modality else [])


def test_a_kind_of_content_is_banned_below_a_heading_that_bans():
    assert _said("# Kiln\n\n## Prohibited content\n\nContent that mocks a child\n") == [
        ("prohibition", "Content that mocks a child")
    ]


def test_items_below_a_policy_command_with_verbs_that_may_be_nouns():
    text = "# Desk Policy\n\n## Policy statements\n\n- Report lost or stolen badges immediately\n- Report templates for lost items\n- Change management\n"
    assert _said(text) == [("obligation", "Report lost or stolen badges immediately")]


@pytest.mark.parametrize(
    ("sentence", "bearer", "condition"),
    [
        (
            "On the grant of a firing licence the holder shall pay a fee.",
            "the holder",
            "On the grant of a firing licence",
        ),
        ("In this event the owner must close the kiln.", "the owner", "In this event"),
        (
            "Upon receipt of a notice from the board the owner must close the kiln.",
            "the owner",
            "Upon receipt of a notice from the board",
        ),
        (
            "Where under section 2 a sum is owed it shall be the duty of the employer to deduct it.",
            "the employer",
            None,
        ),
    ],
)
def test_who_stands_behind_a_limit_in_front(sentence, bearer, condition):
    rule = only(sentence)
    assert rule.modality == "obligation"
    assert rule.bearer.text == bearer
    assert condition is None or texts(rule.conditions) == [condition]


def test_what_somebody_believes_ends_before_the_command():
    rule = only("An importer who believes that a kiln does not meet the standard must not sell it.")
    assert (rule.modality, rule.action.text) == ("prohibition", "sell it")
    assert rule.bearer.text == "An importer who believes that a kiln does not meet the standard"


def test_a_condition_in_a_sentence_beside_a_command_is_found():
    found = rules_of(
        "# Act\n\n## 1 Logs\n\nThe owner must keep a log. Such logs, if kept on paper, are read once.\n"
    )
    assert [part for rule in found for part in texts(rule.conditions)] == ["if kept on paper"]


def test_what_somebody_owes_is_a_duty_and_a_fine_is_a_penalty():
    assert (
        only("If the licence has 2 holders, the holders are jointly liable to pay the fee.").modality
        == "obligation"
    )
    assert only("The owner is liable to pay a fine of 20 euros.").modality == "penalty"


def test_content_about_somebody_bears_no_duty():
    rule = only("Regardless of intent, content exploiting minors is strictly prohibited.")
    assert (rule.modality, rule.bearer, rule.action.text) == (
        "prohibition",
        None,
        "content exploiting minors",
    )


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        (
            "Upon written request by the agency on or before the end of the period, the recipient shall certify it.",
            "Upon written request by the agency on or before the end of the period",
        ),
        ("In this scenario, all customers must be told.", "In this scenario"),
        ("At the end of the lease, the tenant shall clean the kiln.", "At the end of the lease"),
    ],
)
def test_a_front_that_says_when_is_a_condition(sentence, condition):
    assert texts(only(sentence).conditions) == [condition]


def test_the_end_of_a_time_behind_the_verb_is_a_part_of_the_action():
    assert only("The tenant shall clean the kiln at the end of the lease.").conditions == []


def test_why_something_is_hard_demands_nothing():
    assert rules_of("# Act\n\n## 1 Words\n\nIt is hard for users to switch because they must wait.\n") == []


def test_what_a_change_log_lists_is_no_duty():
    text = "# Changelog for Kiln Safeguards\n\n## 1.0.0\n\n### Added\n\n- Established the kiln program, rated low before.\n"
    assert _said(text) == []


def test_items_of_a_policy_say_without_a_verb_of_being_what_is_done():
    text = "# House\n\n## Visitor Procedure\n\nVisitor logs reviewed within 5 days.\n\nOld kilns bought by others.\n"
    assert _said(text) == [("obligation", "reviewed within 5 days")]


def test_what_a_table_is_set_out_in_limits_nothing():
    text = "# Act\n\n## 1 Words\n\nThe said subsection (1), as so amended, is set out in the Table to this section.\n"
    assert [kind for kind, _ in _said(text) if kind == "scope"] == []


def test_a_list_belongs_to_the_command_and_not_to_the_condition_behind_it():
    text = "# Kiln\n\n## Flying\n\nKilns must meet the following. When sold abroad, papers are the following:\n\n- Keep the label dry\n- Fix the lid\n"
    first = next(rule for rule in rules_of(text) if rule.modality == "obligation")
    assert first.certainty == 0.95


def test_a_dutch_item_below_a_ban_names_what_is_banned():
    text = "# Wet\n\n## Artikel 1\n\nDe volgende praktijken zijn verboden:\n\n- het gebruiken van een oven die de buren zo stoort dat zij moeten verhuizen\n"
    assert {rule.modality for rule in rules_of(text, "nl")} == {"prohibition"}


def test_items_below_a_name_that_only_define_are_no_duties():
    text = "# Words\n\nKiln partner:\n\n- (1) Kiln partner includes:\n  - A potter that rents an oven.\n  - Part A of the plan\n"
    assert _said(text) == []


def test_a_power_to_do_all_of_a_list_is_a_permission():
    assert (
        only("The board shall have power to do all of the following things, namely to hire staff.").modality
        == "permission"
    )


def test_a_short_title_and_a_note_on_history_command_nothing():
    assert only("The Short Title of this Act shall be the Kiln Act 1878.").modality == "procedure"
    assert rules_of("# Kiln Act\n\n## 2 Notes\n\n1980-81-82-83, c. 89, s. 11, c. 169, s. 4\n") == []


def test_what_a_list_may_hold_nobody_has_to_do():
    text = "# Kiln\n\n## Best practices\n\nAn agenda might include:\n\n- Requests that wait.\n- Old fires\n"
    assert _said(text) == []


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("When possible, invite users using their address rather than a name.", "obligation"),
        ("Through the scheme, you will save between 25 and 39 euros.", "other"),
        ("Learn how to fire a kiln.", None),
    ],
)
def test_invitations_and_blurbs(sentence, modality):
    found = [kind for kind, _ in _said(f"# Act\n\n## 1 Words\n\n{sentence}\n")]
    assert found == ([modality] if modality else [])


def test_a_share_of_what_is_done_in_time_is_no_fragment_of_a_policy():
    assert _said("# Kiln Policy\n\n## Requirements\n\n- % of leaks closed within a day\n") == [
        ("other", "% of leaks closed within a day")
    ]


def test_an_issuer_binds_itself_to_notify_and_merely_tells_how_it_uses_data():
    assert only("We will promptly notify users of a leak.").modality == "obligation"
    assert [
        kind
        for kind, _ in _said("# Act\n\n## 1 Words\n\nWe will use your data to run the shop.\n")
        if kind != "other"
    ] == []
