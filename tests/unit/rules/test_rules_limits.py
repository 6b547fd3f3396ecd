"""Conditions, exceptions and bearers in the places where they are easily lost."""

from __future__ import annotations

import pytest
from curation import rules
from rules_fixtures import clauses_of, only, rules_of, texts

ENGLISH = [
    # sentence, bearer, conditions, exceptions
    ("You must not copy the keys (except as the warden allows).", "You", [], ["except as the warden allows"]),
    ("If the warden finds a leak, she shall close the gate.", "the warden", ["If the warden finds a leak"], []),
    ("Article 8: Where a tank is moved, carriers shall label it.", "carriers", ["Where a tank is moved"], []),
    ("Subject to section 2, if the hall is full, the owner must lock it.", "the owner", ["if the hall is full"], ["Subject to section 2"]),
    ("Subject to approval, the owner must lock the hall.", "the owner", ["Subject to approval"], []),
    ("Each time a visitor leaves, the porter shall note the hour.", "the porter", ["Each time a visitor leaves"], []),
    ("So far as is reasonably practicable, every employer must keep the stairs dry.", "every employer", ["So far as is reasonably practicable"], []),
    ("A person may climb the mast with the consent of the owner.", "A person", ["with the consent of the owner"], []),
    ("Workers must not store goods, other than tools, in the plant room.", "Workers", [], ["other than tools"]),
    ("The room may be used for purposes other than rest if the exit is free.", None, ["if the exit is free"], ["other than rest"]),
    ("It is unlawful for any person to sell fireworks unless the board agrees.", "any person", [], ["unless the board agrees"]),
    ("Firms subject to section 3 must not lend the badge.", "Firms subject to section 3", [], []),
    ("Before each dive, the dive leader must record when and by whom the gear was checked.", "the dive leader", ["Before each dive"], []),
    ("On and after 1 May, 2027, and except as section 6 provides, an importer shall keep a list.", "an importer", None, None),
    ("Fumes are a hazard and the employer in charge of the site must vent the hall.", "the employer in charge of the site", [], []),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("sentence", "bearer", "conditions", "exceptions"), ENGLISH)
def test_an_english_sentence_keeps_its_limits_and_its_bearer(sentence, bearer, conditions, exceptions):
    rule = only(sentence)
    assert (rule.bearer.text if rule.bearer else None) == bearer
    if conditions is not None:
        assert texts(rule.conditions) == conditions
        assert texts(rule.exceptions) == exceptions


OTHERS = [
    ("de", "Wird die Halle vermietet, hat der Betreiber die Türen zu prüfen.", "der Betreiber", ["Wird die Halle vermietet"], []),
    ("de", "Der Betreiber hat, soweit erforderlich, die Türen zu prüfen.", "Der Betreiber", ["soweit erforderlich"], []),
    ("de", "Der Betreiber muss die Halle schließen, es sei denn, er stellt einen Wächter, der sie bewacht.", "Der Betreiber", [], ["es sei denn, er stellt einen Wächter, der sie bewacht"]),
    ("de", "Dem Mieter ist es untersagt, die Halle zu teilen, sofern nicht anders vereinbart.", "Mieter", [], ["sofern nicht anders vereinbart"]),
    ("fr", "L'exploitant est tenu d'afficher le plan.", "L'exploitant", [], []),
    ("fr", "Le directeur du port transmet le dossier, sous réserve des dispositions de l'article 4.", "Le directeur du port", [], ["sous réserve des dispositions de l'article 4"]),
    ("fr", "L'exploitant, à moins qu'il n'ait un garde, ferme la cour.", "L'exploitant", [], ["à moins qu'il n'ait un garde"]),
    ("fr", "Il est interdit à tout armateur de vendre le bateau si, au lieu de cela, un autre peut servir.", "tout armateur", ["si, au lieu de cela, un autre peut servir"], []),
    ("nl", "Wordt de hal verhuurd, dan moet de werkgever de deuren sluiten.", "de werkgever", ["Wordt de hal verhuurd"], []),
    ("es", "El titular deberá cerrar la sala, salvo que la ley, en su caso, disponga otra cosa.", "El titular", [], ["salvo que la ley, en su caso, disponga otra cosa"]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("language", "sentence", "bearer", "conditions", "exceptions"), OTHERS)
def test_a_sentence_of_another_language_keeps_its_limits_and_its_bearer(
    language, sentence, bearer, conditions, exceptions
):
    rule = only(sentence, language)
    assert rule.bearer is not None and rule.bearer.text == bearer
    assert texts(rule.conditions) == conditions
    assert texts(rule.exceptions) == exceptions


ELEMENTS = """# Act

## 1 Log

1. If a lift is used, the log shall contain:
    (a) the name of the driver;
    (b) in the case of a lift for persons, the number of persons;
    (c) the load, unless the lift is empty.
"""


def test_what_limits_an_element_is_kept_and_limits_that_element_alone():
    rule = rules_of(ELEMENTS)[0]
    assert len(rule.elements) == 3
    assert "in the case of a lift for persons" in texts(rule.conditions)
    assert texts(rule.exceptions) == ["unless the lift is empty"]
    assert texts(rule.of_whole(rule.conditions)) == ["If a lift is used"]
    assert rule.of_whole(rule.exceptions) == []


def test_the_end_of_a_bullet_hands_nothing_to_the_bullets_beside_it():
    text = "# Policy\n\n## Access\n\n- Guests may enter when the door is open and a guard is present\n- Doors are green\n- Walls are white\n"
    found = rules.extract(clauses_of(text))
    assert all("green" not in part.text for rule in found for part in rule.conditions)


def test_a_relative_clause_with_a_second_verb_forbids_nothing():
    rule = only(
        "Firms that sell tools, but do not lend them to the public, shall not be subject to this Act."
    )
    assert rule.modality == "exemption"


def test_a_month_is_no_permission():
    assert rules_of("# X\n\n## 1 Y\n\nThe fair opened on 3 May 2027.\n") == []
