"""Duties that law lays down without a commanding word, bans by `only`, and measures that stand outside rules."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of, texts


def first(sentence: str, language: str):
    """The first rule of a sentence; None where it has none."""
    return next(iter(rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)), None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Akten werden mindestens drei Jahre aufbewahrt."),
        ("de", "Der Betreiber übermittelt die Liste."),
        ("de", "Die zuständigen Behörden übermitteln die Liste."),
        ("de", "Der Antrag enthält die Anschrift des Lagers."),
        ("fr", "Les fiches sont conservées pendant cinq ans."),
        ("fr", "Le plan est affiché dans l'atelier."),
        ("fr", "La demande comporte le plan de l'atelier."),
        ("fr", "L'ouverture de l'atelier est subordonnée à une visite."),
        ("nl", "De gegevens worden gedurende vijf jaar bewaard."),
        ("nl", "In het register vermeldt het rapport de datum."),
        ("es", "La ficha se conservará durante cinco años."),
        ("es", "El titular presenta la solicitud."),
        ("es", "Los talleres remitirán la lista cada mes."),
        ("zh", "变更由经营者向机关申报。"),
    ],
)
def test_the_present_tense_of_law_lays_down_a_duty(language, sentence):
    rule = first(sentence, language)
    assert rule is not None and rule.modality == "obligation"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Lager wird der Raum genannt, in dem Waren liegen."),
        ("de", "Auf die Halle ist Absatz 2 entsprechend anzuwenden."),
        ("de", "Diese Verordnung tritt am Tag nach der Verkündung in Kraft."),
        ("de", "Das Ministerium wird ermächtigt, die Fristen festzulegen."),
        ("de", "Der Ausschuss besteht aus neun Mitgliedern."),
        ("fr", "L'atelier est considéré comme un lieu ouvert."),
        ("fr", "L'article 2 est applicable aux ateliers."),
        ("fr", "Le conseil comprend deux membres."),
        ("nl", "Deze regeling wordt aangehaald als: Regeling hallen."),
        ("es", "Se entenderá por taller todo local cerrado."),
        ("es", "La ley entrará en vigor en mayo."),
    ],
)
def test_what_defines_bounds_starts_or_describes_is_no_duty(language, sentence):
    rule = first(sentence, language)
    assert rule is None or rule.modality not in ("obligation", "prohibition")


@pytest.mark.parametrize(
    ("language", "sentence", "modality"),
    [
        ("de", "Kinder dürfen die Halle nur betreten, wenn der Leiter dabei ist.", "prohibition"),
        ("de", "Die Behörde darf die Halle nur schließen, wenn Gefahr droht.", "permission"),
        ("nl", "Kinderen mogen de hal slechts betreden indien de beheerder erbij is.", "prohibition"),
        ("es", "El taller solo podrá abrirse si el titular está presente.", "prohibition"),
    ],
)
def test_only_forbids_what_is_left_unless_it_bounds_a_power(language, sentence, modality):
    assert first(sentence, language).modality == modality


@pytest.mark.parametrize(
    ("language", "sentence", "condition"),
    [
        (
            "de",
            "Ergibt die Prüfung einen Mangel, hat der Betreiber die Halle zu schließen.",
            "Ergibt die Prüfung einen Mangel",
        ),
        (
            "de",
            "Meldet ein Betreiber einen Unfall, hat der Leiter die Halle zu schließen.",
            "Meldet ein Betreiber einen Unfall",
        ),
        ("de", "Der Betreiber darf die Halle erst nach Erteilung der Erlaubnis öffnen.", "nach Erteilung der Erlaubnis"),
    ],
)  # fmt: skip
def test_a_condition_without_its_own_word_is_found(language, sentence, condition):
    assert any(condition in part for part in texts(first(sentence, language).conditions))


def test_a_list_before_its_german_verb_holds_duties():
    rules = rules_of(
        "# X\n\n## § 1 Y\n\nDer Betreiber hat dem Leiter auf Verlangen\n\n1. die Liste der Tore,\n2. den Plan der Halle\n\nvorzulegen.\n",
        "de",
    )
    assert not [rule for rule in rules if rule.modality in ("prohibition", "permission")]


def test_an_item_that_only_says_when_is_a_condition_of_the_rule_above():
    rules = rules_of(
        "# X\n\n## § 1 Y\n\nDer Betreiber muss die Halle schließen:\n\n1. wenn das Tor defekt ist,\n2. wenn Rauch auftritt.\n",
        "de",
    )
    (rule,) = [rule for rule in rules if rule.modality == "obligation"]
    assert rule.elements == [] and len(rule.conditions) == 2


@pytest.mark.parametrize(
    ("language", "sentence", "measure"),
    [
        ("de", "Die Frist beträgt drei Monate.", "drei Monate"),
        ("fr", "La durée de la visite est de deux heures.", "deux heures"),
        ("en", "Three years, other than for a shed.", "Three years"),
    ],
)
def test_a_measure_outside_a_rule_is_kept_and_does_nothing(language, sentence, measure):
    rule = first(sentence, language)
    assert (rule.modality, texts(rule.values)) == ("other", [measure])


def test_a_number_with_an_exponent_is_one_number():
    rule = first('"Large model" means a model that was trained with more than 10^26 flops.', "en")
    (value,) = rule.values
    assert (value.comparator, value.number, value.unit) == ("more than", 1e26, "flop")


def test_parts_of_a_chinese_date_are_no_measures():
    assert [rule.values for rule in rules_of("# X\n\n## 1 Y\n\n本条例自2024年6月1日起施行。\n", "zh")] == [[]]


def test_the_list_of_a_ban_is_what_it_forbids_and_no_exception():
    rules = rules_of(
        "# X\n\n## 1 Y\n\nThe following work must not be done in the hall unless the owner allows it to be done there:\n\n(a) cutting steel; or\n(b) painting.\n",
        "en",
    )
    assert {rule.modality for rule in rules} == {"prohibition"}


def test_nothing_but_something_may_be_done_is_a_ban():
    assert first("Nothing other than paint may be kept in the shed.", "en").modality == "prohibition"


def test_nothing_in_a_law_affects_is_scope():
    assert first("Nothing in these Regulations affects the duties of the owner.", "en").modality == "scope"


@pytest.mark.parametrize(
    ("language", "sentence", "measure", "number", "unit"),
    [
        ("en", "The operator may pay up to $13 million in a year.", "up to $13 million", 13e6, "$"),
        ("de", "Der Betreiber muss innerhalb eines Monats antworten.", "innerhalb eines Monats", 1, "monats"),
        ("es", "El titular deberá responder en un plazo de un año.", "en un plazo de un año", 1, "año"),
    ],
)  # fmt: skip
def test_money_and_articles_before_a_time_are_measures(language, sentence, measure, number, unit):
    (value,) = first(sentence, language).values
    assert (value.text, value.number, value.unit) == (measure, number, unit)


def test_a_measure_in_an_item_that_is_a_condition_is_kept():
    rules = rules_of(
        "# X\n\n## 1 Y\n\nThe operator must empty the basin if\n\n(a) it was filled for more than 48 hours; or\n(b) rain is forecast.\n"
    )
    assert [value.text for rule in rules for value in rule.values] == ["more than 48 hours"]


@pytest.mark.parametrize(
    "item",
    ["Bots. Use scrapers to copy the site.", "Lies and tricks. Engage in fraud, such as false receipts."],
)
def test_a_command_behind_a_run_in_title_in_a_list_of_bans_is_a_ban(item):
    rules = rules_of(f"# X\n\n## Prohibited uses\n\n- {item}\n- Noise. Make noise at night.\n")
    assert {rule.modality for rule in rules} == {"prohibition"}


def test_a_citation_of_the_law_itself_is_procedure():
    assert first("These Regulations may be cited as the Basin Regulations.", "en").modality == "procedure"


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("许可证有下列情形之一的，机关应当撤销。", "许可证有下列情形之一的"),
        ("灾害发生时，政府应当组织救助。", "灾害发生时"),
    ],
)
def test_a_chinese_condition_is_known_by_its_last_word(sentence, condition):
    rule = first(sentence, "zh")
    assert (rule.modality, texts(rule.conditions)) == ("obligation", [condition])


@pytest.mark.parametrize(
    ("language", "sentence", "measure"),
    [
        ("de", "Der Betreiber muss mindestens zwei Ausgänge vorsehen.", "mindestens zwei Ausgänge"),
        ("fr", "L'exploitant doit prévoir au moins deux issues.", "au moins deux issues"),
    ],
)
def test_what_is_compared_is_counted_whatever_it_is(language, sentence, measure):
    assert texts(first(sentence, language).values) == [measure]
