"""Modality, exceptions and values in languages without a grammar."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of, texts


@pytest.mark.parametrize(
    ("language", "sentence", "modality", "exception"),
    [
        ("de", "Die Halle darf nicht betreten werden, es sei denn, der Leiter stimmt zu.", "prohibition", "es sei denn"),
        ("fr", "Il est interdit de fumer, sauf dans la cour.", "prohibition", "sauf dans la cour"),
        ("nl", "Het is verboden te roken, tenzij de beheerder dit toestaat.", "prohibition", "tenzij de beheerder dit toestaat"),
        ("es", "Queda prohibido fumar, salvo en el patio.", "prohibition", "salvo en el patio"),
        ("zh", "任何人不得进入仓库，除非得到许可。", "prohibition", "除非得到许可"),
    ],
)  # fmt: skip
def test_an_exception_is_found(language, sentence, modality, exception):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert rule.modality == modality
    assert texts(rule.exceptions)[0].rstrip("。.").startswith(exception)


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        (
            "de",
            "Der Arbeitgeber hat die Liste mindestens zehn Jahre aufzubewahren.",
            ("at least", 10, "jahre"),
        ),
        ("fr", "L'exploitant doit répondre dans un délai de 15 jours.", ("at most", 15, "jours")),
        ("nl", "De werkgever moet binnen 14 dagen antwoorden.", ("at most", 14, "dagen")),
        ("es", "El titular deberá responder en un plazo de 10 días.", ("at most", 10, "días")),
        ("zh", "雇主应当保存记录不少于三年。", ("at least", 3, "年")),
    ],
)
def test_a_value_is_found(language, sentence, wanted):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert rule.modality == "obligation"
    (value,) = rule.values
    assert (value.comparator, value.number, value.unit) == wanted


@pytest.mark.parametrize(
    ("language", "sentence", "modality", "bearer"),
    [
        ("de", "Der Arbeitgeber hat die Listen aufzubewahren.", "obligation", "Der Arbeitgeber"),
        ("de", "Auf Wunsch der Beschäftigten hat der Arbeitgeber die Listen zu zeigen.", "obligation", "der Arbeitgeber"),
        ("de", "Die zuständige Behörde kann die Halle schließen, wenn der Betreiber fehlt.", "permission", "Die zuständige Behörde"),
        ("de", "Der Arbeitgeber prüft die Leitern monatlich.", "obligation", "Der Arbeitgeber"),
        ("fr", "L'employeur prévoit une salle d'eau.", "obligation", "L'employeur"),
        ("fr", "Si le médecin le demande, l'exploitant ne peut utiliser la presse.", "prohibition", "l'exploitant"),
        ("fr", "L'avis doit être donné sans délai par l'employeur.", "obligation", "l'employeur"),
        ("nl", "De werkgever toetst het beleid elk jaar.", "obligation", "De werkgever"),
        ("nl", "Indien beschermingsmiddelen nodig zijn, zorgt de werkgever ervoor.", "obligation", "de werkgever"),
        ("es", "El empleador garantizará la formación de los trabajadores.", "obligation", "El empleador"),
        ("es", "En la sala, los trabajadores no podrán fumar.", "prohibition", "los trabajadores"),
        ("zh", "用人单位应当保存记录。", "obligation", "用人单位"),
        ("zh", "如果您不同意，您可以注销帐户。", "permission", "您"),
    ],
)  # fmt: skip
def test_whom_a_sentence_binds_is_found(language, sentence, modality, bearer):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert (rule.modality, rule.bearer and rule.bearer.text) == (modality, bearer)


@pytest.mark.parametrize(
    ("language", "sentence", "modality"),
    [
        ("de", "Rechtsverordnungen können auch erlassen werden, soweit dies zur Ordnung erforderlich ist.", "permission"),
        ("de", "Die Behörde darf nur handeln, wenn der Betreiber die Frist versäumen muss.", "permission"),
        ("fr", "Le préfet peut fermer la salle lorsque l'exploitant doit la réparer.", "permission"),
    ],
)  # fmt: skip
def test_the_main_clause_says_what_a_sentence_does(language, sentence, modality):
    assert rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0].modality == modality


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Türen müssen sich leicht öffnen lassen."),
        ("fr", "L'eau doit être maintenue à 43 °C."),
        ("es", "La información debe ser clara."),
    ],
)
def test_a_requirement_on_a_thing_has_no_bearer_and_nothing_unparsed(language, sentence):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert (rule.modality, rule.bearer, rule.unparsed) == ("obligation", None, [])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le conseil comprend deux membres."),
        ("de", "Der Ausschuss besteht aus neun Mitgliedern."),
        ("nl", "De commissie bestaat uit drie leden."),
    ],
)
def test_what_only_describes_a_body_is_no_duty(language, sentence):
    assert not [r for r in rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language) if r.modality == "obligation"]
