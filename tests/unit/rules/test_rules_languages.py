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
