"""Denials, exclusions and words that only hold a modal word, in German, French, Dutch, Spanish and Chinese."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of


def said(text: str, language: str) -> list[str]:
    return [rule.modality for rule in rules_of(f"# X\n\n{text}\n", language) if rule.modality != "other"]


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("de", "Boote können nach Ablauf der Frist nicht mehr gemeldet werden.", "prohibition"),
        ("de", "Die Regeln dieser Satzung finden auf Flöße entsprechende Anwendung.", "scope"),
        ("nl", "Boten kunnen, na een afwijzing niet meer opnieuw worden aangemeld.", "prohibition"),
        ("es", "Los barcos no constituirán renta a los efectos del impuesto.", "exemption"),
        ("fr", "Sont exclus du bénéfice de l'aide les bateaux de course.", "exemption"),
        ("zh", "船主可以依照规定对旧船实施拆除，采取相应措施。", "permission"),
    ],
)
def test_what_a_denial_or_an_exclusion_does(language, text, modality):
    assert said(text, language) == [modality]


def test_a_condition_of_how_far_in_dutch_is_found():
    [rule] = rules_of("# X\n\nDe houder moet de boot melden, voorzover dat nodig is.\n", "nl")
    assert [part.text for part in rule.conditions] == ["voorzover dat nodig is"]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        (
            "es",
            "El titular pagará hasta la cantidad de cuatrocientos (400) pesos.",
            "hasta la cantidad de cuatrocientos (400) pesos",
        ),
        (
            "fr",
            "Le bateau ne doit pas rester au-delà d'une période de douze mois.",
            "au-delà d'une période de douze mois",
        ),
    ],
)
def test_what_bounds_a_number_stands_in_its_value(language, text, value):
    [rule] = rules_of(f"# X\n\n{text}\n", language)
    assert value in [part.text for part in rule.values]
