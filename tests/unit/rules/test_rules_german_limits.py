"""German conditions end where their noun phrase ends, and bans by `dürfen nur` keep who is bound."""

from __future__ import annotations

import pytest
from curation.rules.other_languages.phrases import read


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Notausgänge müssen während der Arbeitszeit unverschlossen sein.", "während der Arbeitszeit"),
        ("Die Unterweisung ist vor Aufnahme der Tätigkeit und danach durchzuführen.", "vor Aufnahme der Tätigkeit"),
        ("Nach Eingang der Meldung hat die Behörde den Vorgang zu prüfen.", "Nach Eingang der Meldung"),
        ("Nach Eingang der Meldung prüft die Behörde den Vorgang.", "Nach Eingang der Meldung"),
        ("Der Arbeitgeber hat nach Anhörung des Betriebsrats die Gruppe zu unterrichten.", "nach Anhörung des Betriebsrats"),
        ("Nach Ablauf der in Absatz 1 genannten Frist ist die Anlage zu prüfen.", "Nach Ablauf der in Absatz 1 genannten Frist"),
        ("Unbeschadet anderer Vorschriften sind Helme zu tragen.", "Unbeschadet anderer Vorschriften"),
    ],
)  # fmt: skip
def test_a_german_condition_ends_with_its_noun(sentence: str, condition: str) -> None:
    (draft,) = read(sentence, 0, len(sentence), "de")
    assert [sentence[slice(*span)] for span in draft.conditions] == [condition]


def test_who_may_do_something_only_under_a_condition_is_bound_by_the_ban() -> None:
    sentence = "Beschäftigte unter 18 Jahren dürfen nur unter Aufsicht an Maschinen arbeiten."
    (draft,) = read(sentence, 0, len(sentence), "de")
    assert draft.modality == "prohibition"
    assert draft.bearer is not None
    assert sentence[slice(*draft.bearer)] == "Beschäftigte unter 18 Jahren"
