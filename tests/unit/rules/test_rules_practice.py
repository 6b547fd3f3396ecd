"""What policies, standards and procedures say in the present tense: duties of a house that no modal verb marks."""

from __future__ import annotations

import pytest
from curation.rules.lists import headings
from rules_fixtures import only, rules_of, texts


def _below(title: str, sentence: str):
    """The rules of a sentence below a title."""
    return rules_of(f"# {title}\n\n## 1 Kiln\n\n{sentence}\n")


@pytest.mark.parametrize(
    ("path", "practice"),
    [
        (("Kiln Firing Policy",), True),
        (("Kiln Firing Procedure", "II - Cooling"), True),
        (("Firing Standard (v2)", "3 Doors"), True),
        (("Firing Standard", "Background"), False),
        (("Firing Policy", "What is a kiln?"), False),
        (("Studio", "5 Requirements", "5.1 Kilns", "5.1.2 Doors"), False),
        (("Privacy Policy", "Data"), False),
        (("Kilns of the north",), False),
    ],
)
def test_the_titles_above_a_clause_say_whether_it_sets_practice(path, practice):
    assert headings.practice(path) is practice


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("The duty potter forwards the report to the warden.", "The duty potter"),
        ("If a crack is found, the kiln warden closes the hall.", "the kiln warden"),
        ("Glaze residue is returned in the blue drum.", None),
        ("Broken shelves are removed from the kiln.", None),
    ],
)
def test_a_procedure_demands_what_it_tells(sentence, bearer):
    (rule,) = _below("Kiln Firing Procedure", sentence)
    assert rule.modality == "obligation"
    assert (rule.bearer.text if rule.bearer else None) == bearer


@pytest.mark.parametrize(
    "sentence",
    [
        "The duty potter forwards the report to the warden.",
        "Glaze residue is returned in the blue drum.",
        "Broken shelves are removed from the kiln.",
    ],
)
def test_elsewhere_the_same_words_only_tell(sentence):
    assert not [rule for rule in _below("Kilns of the north", sentence) if rule.modality != "other"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Shelves are often removed from the kiln.",
        "Our potters forward reports to the press.",
        "The pamphlet describes the kiln.",
        "Customers forward their reports to the desk.",
        "Kiln Safety Plans.",
        "Is the glaze of the kiln tested | Supplier",
        "One of the aims of the studio is to teach.",
        "Potters that fire rules of the club.",
    ],
)
def test_below_the_title_of_a_procedure_too_some_sentences_only_tell(sentence):
    assert not [rule for rule in _below("Kiln Firing Procedure", sentence) if rule.modality != "other"]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Door seals are changed every 90 days.", ["90 days"]),
        ("Visitors are escorted at all times.", []),
        ("The kiln owner reviews the key list every six months.", ["six months"]),
        ("Firing logs are retained for three years.", ["three years"]),
        ("Door codes are at least 8 digits long.", []),
    ],
)
def test_a_sentence_that_says_when_or_how_long_demands_without_a_title(sentence, values):
    rule = only(sentence)
    assert rule.modality == "obligation"
    assert [value.text for value in rule.values][: len(values)] == values


def test_a_case_in_front_and_an_office_behind_it_make_a_duty():
    rule = only("Before a new kiln is connected to the mains, its owner completes a test.")
    assert (rule.modality, rule.bearer.text) == ("obligation", "its owner")
    assert texts(rule.conditions) == ["Before a new kiln is connected to the mains"]


def test_somebody_alone_above_a_list_does_what_its_items_say():
    found = rules_of(
        "# Kiln\n\n## KC-2 Doors\n\nThe studio owner:\n\n- Checks each door weekly; and\n- Tall doors.\n"
    )
    told = [(rule.modality, rule.bearer.text) for rule in found if rule.bearer]
    assert told == [("obligation", "The studio owner")]


def test_a_term_alone_above_a_list_does_nothing():
    found = rules_of(
        "# Act\n\n## 1 Terms\n\n“relevant agent”—\n\n- in relation to a kiln, means its owner.\n"
    )
    assert not any(rule.modality == "obligation" for rule in found)


def test_a_typed_dash_opens_a_list():
    found = rules_of("# Act\n\n## 1 Hall\n\nThe judge may--\n\n- hold a hearing;\n- call a potter.\n")
    assert {rule.modality for rule in found} == {"permission"}


def test_a_row_of_hyphens_opens_none():
    found = rules_of(
        "# Guide\n\n## 1 Hall\n\n{8}------------------------------------------------\n\n8.3 | Kilns | 47\n"
    )
    assert not [rule for rule in found if rule.modality == "obligation"]


def test_the_head_of_a_table_demands_nothing():
    found = rules_of(
        "# Retention standard\n\n| Record | Retention period |\n|---|---|\n| Firing logs | 7 years |\n"
    )
    assert [rule.action.text for rule in found if rule.modality == "obligation"] == ["Firing logs | 7 years"]


@pytest.mark.parametrize(
    ("sentence", "modality", "bearer"),
    [
        ("We require guests to sign in at the desk.", "obligation", "guests"),
        ("We encourage potters to share their glazes.", "recommendation", "potters"),
        ("The board instructs members to wear gloves.", "obligation", "members"),
        ("You do not need approval to use clay.", "exemption", None),
        ("Members who leave remain entitled to their pots.", "permission", "Members who leave"),
        ("The service desk may reset a code.", "permission", "The service desk"),
        ("A guest who breaks this rule may face disciplinary action.", "penalty", None),
        ("Wood firing may be considered, provided that the roof is open.", "permission", None),
        (
            "Potters who already have a kiln may wish to extend it.",
            "recommendation",
            "Potters who already have a kiln",
        ),
        ("Open flames: not allowed without the consent of the warden.", "prohibition", None),
        ("Version 3 of this rule replaces all earlier versions.", "procedure", None),
        ("For the purposes of this guide, a potter is a person aged over 10 years.", "definition", None),
        ("If the flag is red, do not enter the hall.", "prohibition", None),
        ("To join the studio you must be at least 18 years old.", "obligation", None),
        ("It is always better to fire slowly than to fire hot.", "recommendation", None),
        ("The board recommends that all pots be tested.", "recommendation", None),
        ("A member firm is jointly and severally liable for a civil penalty.", "penalty", None),
        ("Hot gases require doors to be closed.", "other", None),
        ("Steel gates prohibit access to the yard.", "other", None),
        ("Fully clean each pot before it is fired.", "obligation", None),
    ],
)
def test_what_a_sentence_does_and_to_whom(sentence, modality, bearer):
    found = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")
    assert (found[0].modality if found else "other") == modality
    if bearer is not None:
        assert found[0].bearer.text == bearer


@pytest.mark.parametrize(
    ("sentence", "exceptions", "conditions"),
    [
        (
            "Subject to rule 4, and except in an emergency, no potter may open the door.",
            ["Subject to rule 4", "except in an emergency"],
            [],
        ),
        (
            "Except as provided in paragraph (d) of this rule, the owner shall lock the door.",
            ["Except as provided in paragraph (d) of this rule"],
            [],
        ),
        ("Keys may only be provided if the owner agrees.", [], ["if the owner agrees"]),
        ("A warden may, at any reasonable time, enter the hall.", [], ["at any reasonable time"]),
    ],
)
def test_limits_end_where_the_next_begins(sentence, exceptions, conditions):
    rule = only(sentence)
    assert (texts(rule.exceptions), texts(rule.conditions)) == (exceptions, conditions)


def test_what_explains_a_control_offers_nothing():
    sentence = (
        "Discussion: Kilns differ. Dealers may offer kilns that differ. Gates restrict or prohibit access."
    )
    assert not [rule for rule in rules_of(f"# KC-1\n\n{sentence}\n") if rule.modality != "other"]


def test_a_longer_number_than_the_heading_belongs_to_the_clause():
    (rule,) = rules_of("# KILN 2\n\nKILN 2.14: The kiln is evaluated for cracks.\n")
    assert rule.modality == "obligation"


def test_a_title_behind_a_label_is_no_command():
    assert not [rule for rule in rules_of("# Act\n\nStandard: Right to amend.\n") if rule.modality != "other"]


def test_a_provision_that_is_gone_demands_nothing():
    text = "# KC-7 KILN USE\n\nKILN USE | PROHIBIT USE WITHOUT OWNER [Withdrawn: Incorporated into KC-6.]\n"
    assert not [rule for rule in rules_of(text) if rule.modality != "other"]


def test_a_title_with_a_stroke_keeps_the_ban_behind_it():
    (rule,) = rules_of(
        "# KC-7 KILN USE\n\nKILN USE | PROHIBIT USE OF OIL Prohibit the use of oil in kilns.\n"
    )
    assert rule.modality == "prohibition"


def test_what_is_considered_necessary_is_no_name():
    found = rules_of(
        "# Act\n\n## 1 Hall\n\nThe board may hear such evidence as it considers necessary and may close the hall.\n"
    )
    assert [rule.modality for rule in found] == ["permission", "permission"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Data are stored in Ireland.",
        "The potter publishes the figures every year.",
        "Hospitals treat patients every year.",
        "The board meets every month.",
        "If the market falls, collectors sell their pots.",
        "If the chair resigns, the foreman continues to hold office.",
        "Complaints are resolved within two days on average.",
    ],
)
def test_what_only_happens_is_no_duty_where_no_practice_is_set(sentence):
    found = _below("Introduction", sentence) + rules_of(f"# Kilns of the north\n\n{sentence}\n")
    assert not [rule for rule in found if rule.modality == "obligation"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The company operates in 12 towns.",
        "The foreman reports to the director.",
        "Posting of false prices; e.g., affiliate links and hidden links.",
        "For example, the foreman notices a smell in the hall.",
        "Unknown individuals attempt to open the kiln.",
        "A studio's foreman invites a guest to the hall.",
        "Vendor changes and changes in the market.",
        "The kiln clock starts at the time the leak is confirmed.",
        "Authority under this part is delegated to the foreman.",
        "The foreman is delegated authority to close the hall.",
        "If while closing the hall, the office finds a fault, it will generally inform the owner.",
    ],
)
def test_a_policy_tells_too(sentence):
    assert not [rule for rule in _below("Kiln Firing Policy", sentence) if rule.modality == "obligation"]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("At all reasonable times the owner shall permit entry.", "permit entry"),
        ("The inspector may at any reasonable time enter the hall.", "enter the hall"),
        ("The inspector may enter the hall at any reasonable time to count the kilns.", None),
    ],
)
def test_a_reasonable_time_is_a_limit_of_its_own(sentence, action):
    rule = only(sentence)
    assert texts(rule.conditions)[0].lower() in ("at all reasonable times", "at any reasonable time")
    assert action is None or rule.action.text.endswith(action)


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("That authority shall inform the council.", "That authority"),
        ("Where the lease ends, that person shall return the key.", "that person"),
        ("That you may appeal to the council.", "you"),
        ("That visitors must pay the fee.", "visitors"),
    ],
)
def test_that_which_points_at_somebody_stays_and_that_which_joins_goes(sentence, bearer):
    assert only(sentence).bearer.text == bearer
