"""Plain sentences that only look like the ones that demand: reports, descriptions, names, and bans printed in capitals."""

from __future__ import annotations

import pytest
from rules_fixtures import only, rules_of, texts


def _read(sentence: str):
    return rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("YOU MUST NOT Use the service to harm others.", "Use the service to harm others"),
        ("USERS MUST NOT Share passwords.", "Share passwords"),
        ("DO NOT Share passwords with anyone.", "Share passwords with anyone"),
        ("AI MUST NEVER Give advice on kilns.", "Give advice on kilns"),
        ("IT IS PROHIBITED TO Smoke in the hall.", "Smoke in the hall"),
        ("THE KEEPER SHALL NOT Sell the dog.", "Sell the dog"),
        ("GUESTS ARE FORBIDDEN TO Feed the birds.", "Feed the birds"),
        ("VISITORS MAY NOT Enter the kiln room.", "Enter the kiln room"),
    ],
)
def test_a_ban_printed_in_capitals_stays_a_ban(sentence, action):
    rule = only(sentence)
    assert (rule.modality, rule.action.text if rule.action else None) == ("prohibition", action)


def test_what_an_exception_in_capitals_takes_out_is_kept():
    rule = only("EXCEPT IN AN EMERGENCY The driver must not stop.")
    assert rule.modality == "prohibition"
    assert len(rule.exceptions) == 1


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("CO2 Sensors must be installed.", "CO2 Sensors"),
        ("A4 Paper must be used.", "A4 Paper"),
        ("PM2.5 Levels must be reported.", "PM2.5 Levels"),
        ("BRCA1 Carriers must be told.", "BRCA1 Carriers"),
        ("G7 Members must pay.", "G7 Members"),
        ("F-16 Pilots must register.", "F-16 Pilots"),
        ("UK AND EU Residents must register.", "UK AND EU Residents"),
        ("THE MINISTER AND Council must agree.", "THE MINISTER AND Council"),
        ("THE CHIEF EXECUTIVE OF Acme must sign.", "THE CHIEF EXECUTIVE OF Acme"),
    ],
)
def test_a_code_or_capitals_that_begin_a_name_stay_in_it(sentence, printed):
    rule = only(sentence)
    assert printed in [part.text for part in (rule.bearer, rule.object) if part is not None]


@pytest.mark.parametrize(
    "sentence",
    [
        "The organization was founded in 1990.",
        "The company develops software for hospitals.",
        "The company develops three plans.",
        "Users are informed by email about new offers.",
        "Personnel are trained.",
        "Information is not disclosed.",
        "Data is not sold to brokers.",
        "The organization reports a profit of 3 million.",
        "The agency has a new head.",
        "The company makes toys.",
        "The provider offers three plans.",
        "The manufacturer tests its engines in Spain.",
        "Organizations collect data from users.",
        "Users are tracked across websites.",
        "Roles are assigned at random in the game.",
        "Risks are often documented.",
        "The supplier reviews books.",
        "Staff are involved in the show.",
    ],
)
def test_a_report_in_the_present_tense_or_the_past_demands_nothing(sentence):
    assert {rule.modality for rule in _read(sentence)} <= {"other"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The organization documents its controls.",
        "The company reviews and updates the policy every year.",
        "Management establishes procedures for the kiln.",
        "Backups are tested and maintained.",
        "Staff are aware of their roles in a fire.",
    ],
)
def test_a_control_that_is_kept_in_the_present_tense_is_a_duty(sentence):
    assert only(sentence).modality == "obligation"


@pytest.mark.parametrize("pronoun", ["who", "Who"])
def test_items_that_begin_with_who_say_of_whom_the_words_above_speak(pronoun):
    found = rules_of(
        "# Act\n\n## 1 Hall\n\nThe following persons may not apply for a licence:\n\n"
        f"- {pronoun} must serve a sentence;\n- {pronoun} may not drive;\n"
    )
    assert {rule.modality for rule in found} == {"prohibition"}
    assert all(rule.bearer is None or rule.bearer.text.lower() != "who" for rule in found)


def test_an_item_of_a_description_that_begins_with_who_is_no_duty():
    found = rules_of(
        "# Act\n\n## 1 Hall\n\nA keeper is a person\n\n- who must hold a licence; and\n- who lives here.\n"
    )
    assert "obligation" not in {rule.modality for rule in found}


def test_the_organisation_that_is_printed_in_capitals_advises():
    rule = only("WHO recommends that hospitals keep a log.")
    assert (rule.modality, rule.bearer.text if rule.bearer else None) == ("recommendation", "hospitals")
    rule = only("WHO suggests using nets.")
    assert (rule.modality, rule.bearer.text if rule.bearer else None) == ("recommendation", "WHO")


@pytest.mark.parametrize(
    "sentence",
    [
        "The evidence suggests a link between sleep and memory.",
        "The study suggests that users prefer short answers.",
        "The judge advises the jury.",
        "The law advises nothing.",
        "The word suggests harm.",
        "The data suggests that no one may enter.",
        "Citizens urge governments to act.",
        "The committee consists of five members and advises the Minister.",
        "The Board advises the Minister on matters of trade.",
        "It is critical to the plot that the hero dies.",
        "It is vital that blood reaches the brain.",
        "It is essential for growth that plants get light.",
        "It is important to us to keep your trust.",
        "A buyer has the right of way to the well.",
        "A user has the right of access to the data.",
        "A pupil has a right to the prize.",
        "The report criticised the zero-tolerance policy on drugs.",
        "Books have no place in the list.",
        "Income is subject to sanctions screening.",
        "The award will be reported in the press.",
        "The trains will be changed at Crewe.",
        "Contact us if you have questions.",
        "Contact us.",
    ],
)
def test_a_sentence_that_tells_demands_and_allows_nothing(sentence):
    assert {rule.modality for rule in _read(sentence)} <= {"other"}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The Agency advises against travel to the region.", "recommendation"),
        ("The Board advises that members keep a log.", "recommendation"),
        ("We advise users to change passwords.", "recommendation"),
        ("It is suggested that potters wear gloves.", "recommendation"),
        ("It is essential for providers to keep logs.", "obligation"),
        ("It is vital that records be protected.", "obligation"),
        ("A member has the legal right to inspect the books.", "permission"),
        ("Contact us within 30 days if the goods are faulty.", "obligation"),
        ("Contact us before you resell the goods.", "obligation"),
        ("Sign up for alerts before you travel.", "obligation"),
        ("We have a zero-tolerance policy for harassment.", "prohibition"),
        ("All kilns will be inspected by the owner.", "obligation"),
    ],
)
def test_the_same_words_demand_where_somebody_is_asked_for_something(sentence, modality):
    assert only(sentence).modality == modality


def test_a_board_that_meets_and_advises_has_one_duty():
    assert [rule.modality for rule in _read("The Board shall meet monthly and advises the Minister.")] == [
        "obligation"
    ]


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("The operator must pay once, and only once, the fee is due.", "once, and only once, the fee is due"),
        ("Keys must be revoked once for any reason they are lost.", "once for any reason they are lost"),
        ("The owner must report when a dog bites and then runs off.", "when a dog bites and then runs off"),
    ],
)
def test_a_condition_with_once_or_then_is_kept_whole(sentence, condition):
    assert texts(only(sentence).conditions) == [condition]


@pytest.mark.parametrize("sentence", ["At night, Noise must stop.", "After use, Water must drain."])
def test_a_thing_with_a_capital_behind_a_comma_bears_nothing(sentence):
    assert only(sentence).bearer is None
