"""A line of German is told to be a sentence or a title by where its verb stands."""

import pytest
from curation.text.german_sentences import goes_on, has_finite_verb, may_open_a_list

TITLES = """
Anwendungsbereich|Pflichten des Halters|Wer segeln darf|Was ein Boot ist|Anlagen, die bereits in Betrieb sind|Die Bundesanstalt
Übergangsvorschrift für Stoffe, die nicht zugelassen werden können|Verfahren gegen den Halter|Umgang mit der Ladung
Verhältnis zwischen den Behörden|Die von Behörden erteilten Genehmigungen|Verwendung nicht zugelassener Mittel
Angaben, die in der Anzeige enthalten sein müssen|Anzeige statt der Erlaubnis|Schutz der Tiere während der Fahrt
Maßnahmen zugunsten der Beschäftigten|Abweichungen zulasten der Mieter|Befreiungen zugunsten dieser Personen|Fahrten inmitten der Stadt
Abweichungen zuungunsten der Mieter|Vertretung kraft der Satzung|Befugnisse unbeschadet der Vorschriften|Rechte ungeachtet der Fristen
Die Nutzung öffentlichen Raums|Die Aufsicht führenden Behörden
"""
SENTENCES = """
Dieses Gesetz tritt am Tag nach seiner Verkündung in Kraft|Der Halter führt ein Verzeichnis|Die Betreiber führen ein Verzeichnis
Die Betreiber sammeln Daten|Die Behörde kann Ausnahmen zulassen, wenn|Abweichungen zugunsten der Mieter erteilt die Behörde
Auf Antrag erteilt die Behörde eine Genehmigung|Boote sind zu prüfen|Ordnungswidrig im Sinne des § 5 handelt, wer vorsätzlich segelt
Anlagen, die älter sind, müssen geprüft werden|Wenn ein Boot fährt, muss das Licht brennen|Er meldet den Unfall
Die zuständige Behörde erteilt auf Antrag eine Erlaubnis|Es gelten die Vorschriften der Anlage|Jedes Mitglied zahlt einen Beitrag
"""


def lines(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize("line", lines(TITLES))
def test_a_title_holds_no_main_clause(line):
    assert not has_finite_verb(line) and not goes_on(line) and may_open_a_list(line)


@pytest.mark.parametrize("line", lines(SENTENCES))
def test_a_sentence_has_its_verb_in_second_place_or_behind_its_first_clause(line):
    assert has_finite_verb(line)


@pytest.mark.parametrize("word", ["wenn", "soweit", "sofern", "dass", "und", "oder"])
def test_a_line_that_ends_in_a_conjunction_goes_on(word):
    assert goes_on(f"Ausnahmen für Boote, {word}") and not goes_on("Ausnahmen für Boote")


def test_a_phrase_that_points_complete_is_no_title_of_them():
    assert not may_open_a_list("Im Sinne dieser Verordnung")
    assert may_open_a_list("Im Hafen") and may_open_a_list("Begriffe")
