"""Documents that are no acts: framework sub-categories, control catalogues, guidance, a company's standard, policies."""

from __future__ import annotations

import pytest
from rules_fixtures import only, rules_of, texts


def _first(sentence: str, language: str = "en"):
    return rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n", language)[0]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Policies are in place and reviewed for mapping the risks of the kiln.", "obligation"),
        ("Risks that will not, or cannot, be measured are properly documented.", "obligation"),
        ("GOVERN 4.2: Kiln risks are documented and shared.", "obligation"),
        ("PR.KL-3: Kilns are not left open.", "other"),
        ("The organization develops and documents a plan for the kiln.", "obligation"),
        ("Goal K1: Kilns are assessed for their impact on people.", "obligation"),
        ("Requirement: Document the intended uses of the kiln.", "obligation"),
        ("K2.1 Review the completed form before firing starts.", "obligation"),
        ("Recommendation 4: Train staff in the use of the kiln.", "recommendation"),
        ("KILN CONTROL | HEAT LIMITS Record the heat of the kiln.", "obligation"),
        ("Considers Heat — Management and the board of directors review the limits.", "obligation"),
        ("It is essential that potters understand the alarm.", "obligation"),
        ("It is important to consult potters early.", "recommendation"),
        ("Use of the kiln is not recommended in high winds.", "recommendation"),
        ("Care should be taken to avoid cracks.", "recommendation"),
        ("Faults of the kiln should be treated as urgent.", "recommendation"),
        ("The agent appointed shall be a lawyer.", "obligation"),
        ("No payment on Sundays.", "prohibition"),
        ("Mockery has no place in the studio.", "prohibition"),
        ("A potter who breaks this rule is subject to a civil penalty.", "penalty"),
        ("We may suspend your account if you violate these rules.", "penalty"),
        ("We may remove any pot for any reason.", "permission"),
    ],
)
def test_a_sentence_of_a_standard_or_of_guidance_does_what_it_says(sentence, modality):
    found = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")
    assert (found[0].modality if found else "other") == modality


@pytest.mark.parametrize(
    "sentence",
    [
        "These kilns are used in studios around the world.",
        "Our kilns are tested every year.",
        "Risks are described in Table 3.",
        "Kiln systems are trained on data from the web.",
        "Note: Policies are reviewed annually by most studios.",
        "Figure 3: Roles are assigned in the pilot.",
        "It is important to note that kilns can fail.",
        "Attackers may tamper with the kiln.",
        "Skip to main content.",
    ],
)
def test_a_sentence_that_only_tells_states_no_outcome(sentence):
    found = rules_of(f"# Act\n\n## 1 Hall\n\n{sentence}\n")
    assert {rule.modality for rule in found} <= {"other"}  # a measure alone demands nothing


def test_a_protection_that_is_not_limited_to_its_list_forbids_nothing():
    found = rules_of(
        "# Act\n\n## 1 Hall\n\nProtection includes, but is not limited to:\n\n- Close the kiln at night.\n"
    )
    assert {rule.modality for rule in found} <= {"obligation"}


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("It is recommended that studios keep a log of firings.", "studios keep"),
        ("It is recommended that hospitals keep a log of firings.", "hospitals"),
        ("The board recommends that members keep a log.", "members"),
        ("It is the duty of every employee while at work to close the kiln.", "every employee"),
        ("In the case of a fire, Acme shall notify all potters.", "Acme"),
        ("Leadership of the studio takes responsibility for the kiln.", "Leadership of the studio"),
    ],
)
def test_the_bearer_stands_where_guidance_names_it(sentence, bearer):
    rule = _first(sentence)
    if bearer == "studios keep":
        assert rule.bearer is None  # nobody that the tables know
    else:
        assert rule.bearer is not None and rule.bearer.text == bearer


@pytest.mark.parametrize(
    ("sentence", "conditions", "exceptions"),
    [
        ("In deciding the fee, the owner shall hear the potters.", ["In deciding the fee"], []),
        ("In writing, the owner shall confirm the sale.", [], []),
        (
            "The owner shall test the kiln when a use is added, and at least once a year.",
            ["when a use is added"],
            [],
        ),
        ("Potters should not fire the kiln without a permit.", [], ["without a permit"]),
    ],
)
def test_limits_end_where_people_mark_them(sentence, conditions, exceptions):
    rule = only(sentence)
    assert texts(rule.conditions) == conditions
    assert texts(rule.exceptions) == exceptions


def test_and_behind_between_parts_two_numbers_in_words():
    (value,) = only("The fair shall admit between one hundred and two thousand people.").values
    assert (value.comparator, value.number, value.upper) == ("between", 100, 2000)
    (value,) = only("The term shall be between one hundred and fifty and two hundred days.").values
    assert (value.number, value.upper) == (150, 200)


@pytest.mark.parametrize(
    ("sentence", "language", "bearer"),
    [
        ("Der Antrag ist von dem Halter zu stellen.", "de", "Halter"),
        ("Wer einen Ofen betreibt, muss dies der Gemeinde anzeigen.", "de", "Wer einen Ofen betreibt"),
        ("Das Hauptzollamt kann Auflagen erteilen.", "de", "Das Hauptzollamt"),
        ("L'architecte doit éviter les risques.", "fr", "L'architecte"),
        ("En caso de incendio, corresponde al director avisar a la policía.", "es", "director"),
        ("Queda prohibido a los menores entrar en el horno.", "es", "los menores"),
        ("窑炉使用单位应当报告事故。", "zh", "窑炉使用单位"),
        ("严禁任何单位和个人进入窑区。", "zh", "任何单位和个人"),
        ("Compete ao Ministério da Saúde fiscalizar os fornos.", "pt", "Ministério da Saúde"),
        ("何人も、許可を受けないで、窯を設置してはならない。", "ja", "何人"),
        ("누구든지 정당한 사유 없이 가마에 들어가서는 아니 된다.", "ko", "누구든지"),
    ],
)
def test_other_languages_name_the_bearer_before_and_behind_the_command(sentence, language, bearer):
    rule = _first(sentence, language)
    assert rule.bearer is not None and rule.bearer.text == bearer
