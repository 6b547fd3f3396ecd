"""What single English sentences demand: a table by construction."""

from __future__ import annotations

import pytest
from rules_fixtures import only, rules_of, texts

MODALITIES = [
    # duties
    ("The employer shall keep a register.", "obligation"),
    ("Workers must wear goggles.", "obligation"),
    ("The operator is required to lock the door.", "obligation"),
    ("You have to log every visit.", "obligation"),
    ("A permit is required for hot work.", "obligation"),
    ("The plan is to be kept on site.", "obligation"),
    ("Records shall be kept by the employer.", "obligation"),
    ("Establish a plan for spills and test it every year.", "obligation"),
    ("If a spill occurs, leave the room at once.", "obligation"),
    ("Always label the bottles.", "obligation"),
    ("Avoid contact with the fluid.", "obligation"),
    # bans
    ("The employer shall not store acid there.", "prohibition"),
    ("No person shall enter the pit.", "prohibition"),
    ("Nobody may smoke in the store.", "prohibition"),
    ("Neither the owner nor a tenant may block the stairs.", "prohibition"),
    ("Contact lenses must not be worn.", "prohibition"),
    ("Smoking is prohibited in the store.", "prohibition"),
    ("It is forbidden to eat in the laboratory.", "prohibition"),
    ("Users are not allowed to share passwords.", "prohibition"),
    ("You may not resell the service.", "prohibition"),
    ("Do not open the valve.", "prohibition"),
    ("Never work alone with acid.", "prohibition"),
    ("Under no circumstances may the guard be removed.", "prohibition"),
    ("We do not allow spam.", "prohibition"),
    ("You agree that you will not resell the service.", "prohibition"),
    ("You cannot use the service to stalk people.", "prohibition"),
    # what is no ban although it is negated
    ("Paragraph 2 shall not apply to small firms.", "exemption"),
    ("This Act does not apply to farms.", "scope"),
    ("This Part shall not affect other duties.", "scope"),
    ("A notice shall not be considered late if it was posted in time.", "exemption"),
    ("The owner is not required to label empty bottles.", "exemption"),
    ("No permit is required for minor work.", "exemption"),
    ("A tenant need not keep a register.", "exemption"),
    ("Small firms are exempt from this duty.", "exemption"),
    ("Nothing in this section limits the right to refuse work.", "scope"),
    ("This section does not prohibit news about the attack.", "exemption"),
    # what is allowed, advised, defined, or otherwise
    ("The inspector may enter the workplace.", "permission"),
    ("Workers are entitled to a rest of ten minutes.", "permission"),
    ("Only trained persons may operate the lift.", "permission"),
    ("Workers should report leaks.", "recommendation"),
    ("Firms are encouraged to publish a summary.", "recommendation"),
    ("“Register” means the list of all incidents.", "definition"),
    ("A device shall be deemed safe if it bears the mark.", "definition"),
    ("This Act applies to every workplace.", "scope"),
    ("This Act shall enter into force on 1 May 2030.", "procedure"),
    ("A person who breaks the seal commits an offence.", "penalty"),
    ("An owner who hides a leak is liable to a fine of up to 500 euros.", "penalty"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("sentence", "modality"), MODALITIES)
def test_what_a_sentence_does(sentence, modality):
    assert rules_of(f"# Act\n\n## 1 Rules\n\n{sentence}\n")[0].modality == modality


@pytest.mark.slow
@pytest.mark.parametrize(
    "sentence",
    [
        "The tool may not see the difference.",
        "The device might fail.",
        "We may change this page.",
        "The register holds all incidents of a year.",
        "Handling the fluid may cause burns.",
        "Use of the tool is growing.",
        "Control measures",
        "Records of the last year (“the owner shall keep them”) are in the annex.",
    ],
)
def test_a_sentence_that_neither_commands_nor_forbids_is_no_duty_and_no_ban(sentence):
    found = rules_of(f"# Act\n\n## 1 About\n\n{sentence}\n")
    assert not {"obligation", "prohibition"} & {rule.modality for rule in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("The employer shall keep a register.", "The employer"),
        ("Records shall be kept by the site manager for five years.", "the site manager"),
        ("Before the shift begins, each operator must test the brake.", "each operator"),
        ("Providers, importers and distributors shall cooperate.", "Providers, importers and distributors"),
        ("A person who stores acid shall label it.", "A person who stores acid"),
        ("The owner, in agreement with the tenant, shall repair the stairs.", "The owner"),
        ("Records that the law protects shall be locked away by the clerk.", "the clerk"),
    ],
)
def test_who_is_bound(sentence, bearer):
    rule = only(sentence)
    assert rule.bearer is not None
    assert rule.bearer.text == bearer
    assert rule.unparsed == []


@pytest.mark.parametrize(
    ("sentence", "object_"),
    [
        ("Spent acid shall be kept in glass.", "Spent acid"),
        ("The notice shall contain the name of the firm.", "the name of the firm"),
    ],
)
def test_a_sentence_that_names_nobody_has_no_bearer_and_nothing_unparsed(sentence, object_):
    rule = only(sentence)
    assert rule.bearer is None
    assert rule.unparsed == []
    assert rule.object is not None
    assert rule.object.text == object_


@pytest.mark.parametrize(
    "sentence", ["The ZRO shall keep a list of systems.", "It shall contain the name of the firm."]
)
def test_a_subject_that_may_be_somebody_says_that_the_bearer_was_not_found(sentence):
    assert only(sentence).unparsed == ["bearer not found"]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        (
            "The licensed collector transferring the rifle shall keep a copy.",
            "The licensed collector transferring the rifle",
        ),
        ("Each responsible person also shall sign the form.", "Each responsible person also"),
        ("A recipient shall report each change.", "A recipient"),
    ],
)
def test_a_bearer_is_known_before_a_participle_and_an_adverb(sentence, bearer):
    rule = only(sentence)
    assert rule.bearer is not None
    assert rule.bearer.text == bearer


@pytest.mark.parametrize(
    ("sentence", "conditions", "exceptions"),
    [
        ("If the alarm sounds, workers must leave the hall.", ["If the alarm sounds"], []),
        ("Workers must leave the hall when the alarm sounds.", ["when the alarm sounds"], []),
        ("Workers must, where necessary, wear masks.", ["where necessary"], []),
        ("No person shall enter the pit unless a guard is present.", [], ["unless a guard is present"]),
        ("Except with leave of the owner, no person shall enter.", [], ["Except with leave of the owner"]),
        ("No person shall, except with leave of the owner, enter the pit.", [], ["except with leave of the owner"]),
        (
            "Where a saw is in use, the operator must wear goggles, unless the guard is closed.",
            ["Where a saw is in use"],
            ["unless the guard is closed"],
        ),
        ("Staff other than cleaners must sign in.", [], ["other than cleaners"]),
        ("Keep the room where acid is stored locked.", [], []),
        ("The owner must reply within 15 days after the notice.", [], []),
        ("Share nothing, including but not limited to names.", [], []),
    ],
)  # fmt: skip
def test_when_and_unless(sentence, conditions, exceptions):
    rule = only(sentence)
    assert texts(rule.conditions) == conditions
    assert texts(rule.exceptions) == exceptions


def test_the_purpose_is_its_own_part():
    rule = only("The owner shall fence the pit in order to keep children out.")
    assert rule.purpose is not None
    assert rule.purpose.text == "in order to keep children out"
    assert rule.action is not None
    assert rule.action.text == "fence the pit"


def test_two_commands_of_one_sentence_are_two_rules_of_one_bearer():
    first, second = rules_of("# Act\n\n## 1 Rules\n\nThe owner shall keep a register and may charge a fee.\n")
    assert (first.modality, second.modality) == ("obligation", "permission")
    assert first.bearer == second.bearer
    assert first.action is not None
    assert first.action.text == "keep a register"


def test_a_verb_in_a_relative_clause_commands_nothing_by_itself():
    rule = only("Workers who must enter the pit shall be trained by the employer.")
    assert rule.action is not None
    assert rule.action.text.startswith("be trained")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The owner must reply within 15 days after the notice.", ("at most", 15, "day", "deadline", "the notice")),
        ("The owner shall keep records for at least five years.", ("at least", 5, "year", "duration", "")),
        ("The noise shall not exceed 85 dB.", ("at most", 85, "db", "limit", "")),
        ("Inspect the hose every 6 months.", ("equal", 6, "month", "frequency", "")),
        ("The plan shall be tested at least annually by the owner.", ("at least", 1, "year", "frequency", "")),
        ("No person under 18 years of age shall drive the truck.", ("less than", 18, "year", "age", "")),
        ("At least two persons shall be present.", ("at least", 2, "person", "count", "")),
        ("The tank shall hold not more than 1,500 litres.", ("at most", 1500, "litre", "limit", "")),
        ("Keep the store at 5 to 10 °C.", ("between", 5, "°c", "limit", "")),
    ],
)  # fmt: skip
def test_values(sentence, wanted):
    (value,) = only(sentence).values
    assert (value.comparator, value.number, value.unit, value.kind, value.counted_from) == wanted


@pytest.mark.parametrize(
    "sentence", ["The owner shall comply with section 5.", "The duty of Article 12 days falls on the owner."]
)
def test_numbers_of_provisions_are_no_values(sentence):
    assert [v for rule in rules_of(f"# Act\n\n## 1 Rules\n\n{sentence}\n") for v in rule.values] == []


@pytest.mark.parametrize(
    ("sentence", "modality", "bearer"),
    [
        ("The worker shall be entitled to leave the hall.", "permission", "The worker"),
        ("Where a club joins, the member shall, to the extent required by law, be entitled to use the field.", "permission", "the member"),
        ("In these circumstances no kite should be allowed near the tower.", "prohibition", None),
        ("Kites On request, the owner shall show the kite.", "obligation", "the owner"),
        ("(e) The owner shall show the kite.", "obligation", "The owner"),
    ],
)  # fmt: skip
def test_who_is_bound_stands_behind_marks_headings_and_conditions(sentence, modality, bearer):
    rule = only(sentence)
    assert (rule.modality, rule.bearer and rule.bearer.text) == (modality, bearer)


@pytest.mark.parametrize(
    ("sentence", "exceptions"),
    [
        ("You must not publish names without consent (addresses, numbers).", ["without consent"]),
        (
            "The tank shall not be filled without a test being carried out.",
            ["without a test being carried out"],
        ),
        ("You must not stop the pump without delay.", []),
        ("A person without training must not enter.", []),
        ("The owner shall keep records without gaps.", []),
        (
            "If the tank holds a fluid, other than water, that burns, the owner shall mark it.",
            ["other than water"],
        ),
        (
            "A list of all kites, other than those of children, shall be kept.",
            ["other than those of children"],
        ),
    ],
)
def test_a_ban_is_lifted_by_what_it_is_not_to_be_done_without(sentence, exceptions):
    assert texts(only(sentence).exceptions) == exceptions


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("We reserve the right, but do not assume the duty, to look into any breach.", "permission"),
        ("Section 3 does not apply where the owner provides a net that can hold the kite.", "exemption"),
        ("If a sheet, other than a copy, that is kept in the hall may be had from the maker, the owner shall get it.", "obligation"),
        ("Bins used or pending disposal shall be marked.", "obligation"),
    ],
)  # fmt: skip
def test_a_word_that_commands_in_a_subordinate_clause_does_not_command(sentence, modality):
    assert only(sentence).modality == modality
