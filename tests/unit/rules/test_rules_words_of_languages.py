"""Words of German, French, Dutch, Spanish and Chinese law that settle what a provision does, and whom it does not bind."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("nl", "Deze regeling kan worden aangehaald als: Regeling huis.", "procedure"),
        ("nl", "Wat het land betreft, is de Overeenkomst van toepassing op het eiland.", "scope"),
        ("nl", "Naast deze taken is de directeur verantwoordelijk voor het archief.", "obligation"),
        ("nl", "De leden dienen een verzoek om vergoeding in.", "obligation"),
        ("nl", "De commissie zal het verslag aan de minister zenden.", "obligation"),
        ("nl", "Het bestuur stelt jaarlijks termijnen vast waarbinnen aanvragen kunnen worden ingediend.", "obligation"),
        ("es", "El decreto comenzará a regir a partir del día siguiente.", "procedure"),
        ("es", "Los funcionarios que violen la reserva incurrirán en abuso.", "penalty"),
        ("es", "Las empresas estarán alcanzadas por la obligación de informar.", "obligation"),
        ("fr", "Le directeur est réputé faire partie de l’administration.", "definition"),
        ("fr", "Le règlement peut être cité sous le nom de Règlement du port.", "procedure"),
        ("de", "Die Mitglieder erhalten Ersatz von Reisekosten.", "permission"),
        ("de", "Wird kein Ort bestimmt, so ist das Gericht zuständig, das den Antrag prüft.", "obligation"),
        ("zh", "需要追究法律责任的，监察机关应当办理立案手续。", "obligation"),
        ("zh", "经营者账目健全的，可以按照规定的税率计算应纳税额。", "permission"),
        ("zh", "建议单位定期开展演练。", "recommendation"),
    ],
)  # fmt: skip
def test_words_of_a_language_say_what_a_provision_does(language, text, modality):
    assert [rule.modality for rule in rules_of(f"# 1\n\n{text}\n", language)] == [modality]


def test_advice_that_is_a_noun_recommends_nothing():
    assert [
        rule for rule in rules_of("# 1\n\n有关组织的建议或指引。\n", "zh") if rule.modality != "other"
    ] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Insel, die beitritt, hat ihre Absicht der Regierung der Insel anzuzeigen."),
        ("zh", "按保密资料处理的资料，未经资料提供方同意，不得泄露。"),
    ],
)
def test_who_is_told_or_asked_is_not_bound(language, text):
    [rule] = rules_of(f"# 1\n\n{text}\n", language)
    assert rule.bearer is None


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("de", "Um die Flut zu dämmen, haben die Mitgliedstaaten Regeln eingeführt, insbesondere zur räumlichen Trennung von Häusern.", "other"),
        ("de", "Die Betreiber haben die Halle zu räumen.", "obligation"),
        ("de", "Die Vertretungen haben das Recht, alle Daten zu bearbeiten.", "permission"),
        ("de", "Die Behörde hat dem Betroffenen Gelegenheit zu geben, sich zu äußern.", "obligation"),
        ("de", "Das Amt bestimmt, innerhalb welcher Frist die Prüfung wiederholt werden kann.", "obligation"),
        ("zh", "银行应当及时办理手续，不得拖延办理。", "obligation"),
        ("zh", "企业不得隐瞒事故，应当及时报告。", "prohibition"),
        ("zh", "确有困难的，由中央财政给予适当补助。", "obligation"),
        ("zh", "有下列行为的，由有权机关依法给予处理。", "penalty"),
        ("de", "Dieses Abkommen erstreckt sich auf das Fürstentum.", "scope"),
        ("fr", "Le titulaire peut notifier la résiliation par lettre recommandée.", "permission"),
        ("nl", "Vervroegde aflossing van een lening is mogelijk.", "permission"),
        ("de", "Nach der Eintragung der Gesellschaft leiten die Geschäftsführer die Maßnahmen ein.", "obligation"),
        ("nl", "De vertegenwoordigers, daartoe behoorlijk gemachtigd, hebben dit verdrag ondertekend.", "other"),
        ("nl", "De medewerkers zijn gemandateerd besluiten te nemen.", "permission"),
        ("fr", "Les tarifs ne sont pas dus par les écoles.", "exemption"),
        ("es", "Donde dice: la casa. Debe decir: la sala.", "procedure"),
    ],
)  # fmt: skip
def test_close_forms_of_words_are_told_apart(language, text, modality):
    found = rules_of(f"# 1\n\n{text}\n", language)
    assert next((rule.modality for rule in found if rule.modality != "other"), "other") == modality


def test_a_chinese_exception_keeps_all_that_it_lists():
    [rule] = rules_of("# 1\n\n单位应当公开信息，但是涉及国家秘密、商业秘密和个人隐私的除外。\n", "zh")
    assert [part.text.rstrip("。") for part in rule.exceptions] == [
        "但是涉及国家秘密、商业秘密和个人隐私的除外"
    ]


def test_a_dutch_function_that_somebody_is_given_is_no_condition():
    [rule] = rules_of(
        "# 1\n\nOp grond van dit besluit kunnen tien personen als opsporingsambtenaar worden beëdigd.\n", "nl"
    )
    assert rule.conditions == []
