"""Limits, measures and commands outside English as law writes them: years, consents, amounts of millions, dates in words."""

from __future__ import annotations

import pytest
from curation.rules.numbers.values import numbers
from curation.text.phrases import fold
from rules_fixtures import only, rules_of, texts


@pytest.mark.parametrize(
    ("language", "sentence", "modality", "bearer", "conditions", "exceptions"),
    [
        ("de", "Die Gebühren sind für das Jahr 2024 zu entrichten.", "obligation", None, ["für das Jahr"], []),
        ("de", "Ohne Zustimmung der Behörde darf der Ofen nicht betrieben werden.", "prohibition", None, [], ["Ohne Zustimmung der Behörde"]),
        ("nl", "Na overleg met de commissie stelt de minister het tarief vast.", "obligation", "de minister", ["Na overleg met de commissie"], []),
        ("es", "Queda prohibido, salvo autorización expresa de la autoridad, verter arcilla al río.", "prohibition", None, [], ["salvo autorización expresa de la autoridad"]),
        ("es", "El Consejo Nacional de Alfarería, dentro de los treinta días siguientes, emitirá las reglas.", "obligation", "El Consejo Nacional de Alfarería", [], []),
        ("pt", "O empregador deverá, sempre que houver mudança no forno, revisar o programa.", "obligation", "O empregador", ["sempre que houver mudança no forno"], []),
        ("zh", "经营者未经消费者同意，不得转让陶器。", "prohibition", "经营者", [], ["未经消费者同意"]),
        ("zh", "在紧急情况下，经负责人批准，可以先行处置。", "permission", None, ["在紧急情况下，经负责人批准"], []),
        ("ko", "사업주는 근로자가 가마를 여는 경우에는 장갑을 지급하여야 한다.", "obligation", "사업주", ["근로자가 가마를 여는 경우에는"], []),
    ],
)  # fmt: skip
def test_a_limit_is_parted_from_the_bearer_and_from_the_verb(
    language, sentence, modality, bearer, conditions, exceptions
):
    rule = only(sentence, language)
    assert rule.modality == modality
    assert (rule.bearer.text if rule.bearer else None) == bearer
    assert (texts(rule.conditions), texts(rule.exceptions)) == (conditions, exceptions)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "multa de hasta 2 millones de euros", [("at most", 2_000_000.0, "euros")]),
        ("fr", "fixé à 20 millions d'euros", [("equal", 20_000_000.0, "euros")]),
        ("zh", "每年至少进行两次检查", [("at least", 2.0, "年")]),
        ("ja", "その日は、令和元年十一月十九日とする。", []),
        ("ja", "昭和四十一年法律第百三十二号による届出は三十日以内にする。", [("at most", 30.0, "日")]),
    ],
)
def test_numbers_are_read_with_their_scale_and_dates_are_none(language, text, wanted):
    found = numbers(fold(text), language)
    assert [(each.comparator, each.number, each.unit) for each in found] == wanted


@pytest.mark.parametrize(
    ("language", "sentence", "modality"),
    [
        ("zh", "电视、报刊等媒体应当开展禁止燃放烟花的宣传。", "obligation"),
        ("fr", "L'offre est destinée aux potiers du département.", "scope"),
        ("nl", "Wijzigt de Pottenbakkerswet.", "procedure"),
        ("ja", "前項の規定による加算は行わない。", "exemption"),
        ("de", "Der Verein gilt am 31. Dezember, nachdem er beendet ist, als aufgelöst.", "definition"),
    ],
)
def test_what_a_sentence_does(language, sentence, modality):
    assert only(sentence, language).modality == modality


def test_an_item_of_a_list_of_cases_commands_nothing():
    found = rules_of(
        "# Wet\n\n## Artikel 1\n\nEen potter kan van het eerste lid afwijken:\n\n"
        "- indien het risico wordt ondervangen door een regeling;\n",
        "nl",
    )
    assert not any(rule.modality == "obligation" for rule in found)


@pytest.mark.parametrize(
    ("language", "sentence", "bearer", "conditions"),
    [
        ("nl", "Indien nodig treft de werkgever maatregelen.", "de werkgever", 1),
        ("nl", "Waar nodig treft de exploitant maatregelen.", "de exploitant", 1),
        ("es", "Cuando cambien las condiciones el empresario revisará el plan.", "el empresario", 1),
        ("fr", "Si le risque change l'employeur révise le plan.", "l'employeur", 1),
        ("it", "Se necessario il datore di lavoro aggiorna il piano.", "il datore di lavoro", 1),
        ("nl", "De werkgever wijst ruimten aan waar mag worden gebakken.", "De werkgever", 0),
        ("de", "Die Genehmigung wird für ein Jahr erteilt.", None, 0),
        ("zh", "投保人投保时，应当告知价格。", "投保人", 1),
    ],
)
def test_a_sentence_without_a_comma_keeps_its_duty_and_its_bearer(language, sentence, bearer, conditions):
    rule = only(sentence, language)
    assert rule.modality == "obligation"
    assert bearer is None or rule.bearer.text == bearer
    assert len(rule.conditions) == conditions


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("运营者采购陶土，可能影响国家安全的，应当申请审查。", "可能影响国家安全的"),
        ("本市公民，除丧失劳动能力者外，应当参加制陶活动。", "除丧失劳动能力者外"),
        ("处理目的、处理方式发生变更的，应当重新取得同意。", "处理目的、处理方式发生变更的"),
        ("企业变更地址的，应当在三日内报告。", "变更地址的"),
        ("除非法律允许或者经公司事先书面许可，用户不得复制图样。", "除非法律允许或者经公司事先书面许可"),
    ],
)
def test_no_word_of_a_limit_is_cut_in_two_as_a_bearer(sentence, limit):
    rule = only(sentence, "zh")
    assert texts([*rule.conditions, *rule.exceptions]) == [limit]


def test_who_stands_in_a_proviso_of_one_sentence_bears_its_duty():
    found = rules_of(
        "# Act\n\n## 1 Rules\n\n知事は、窯を閉じることができる。ただし、大臣は、必要があると認めるときは、通知しなければならない。\n",
        "ja",
    )
    assert [rule.bearer.text for rule in found if rule.modality == "obligation"] == ["大臣"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Para el ejercicio de sus funciones, el director podrá pedir informes."),
        ("pt", "O servidor poderá ser cedido para o exercício de cargo de direção."),
    ],
)
def test_the_exercise_of_an_office_is_no_year(language, sentence):
    assert only(sentence, language).conditions == []
