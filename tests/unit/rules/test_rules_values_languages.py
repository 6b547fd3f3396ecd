"""Measures in languages other than English: numbers in words, shares, ages, frequencies, money, and what compares them."""

from __future__ import annotations

import pytest
from curation.rules.numbers.values import numbers
from curation.text.phrases import fold


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "text", "measure", "comparator", "number", "kind"),
    [
        ("de", "innerhalb von drei Monaten", "innerhalb von drei Monaten", "at most", 3, "deadline"),
        ("de", "ist mindestens alle zwei Jahre zu prüfen", "mindestens alle zwei Jahre", "at least", 2, "frequency"),
        ("de", "Mehrheit von zwei Dritteln der Mitglieder", "zwei Dritteln", "equal", 0.6667, "limit"),
        ("de", "wer das 18. Lebensjahr vollendet hat", "18. Lebensjahr vollendet", "equal", 18, "age"),
        ("de", "Personen unter 18 Jahren", "unter 18 Jahren", "less than", 18, "age"),
        ("de", "nicht über 1.250,50 Euro", "nicht über 1.250,50 Euro", "at most", 1250.5, "limit"),
        ("de", "mindestens zwei Mal im Jahr", "mindestens zwei Mal im Jahr", "at least", 2, "frequency"),
        ("fr", "dans un délai de trente jours", "dans un délai de trente jours", "at most", 30, "deadline"),
        ("fr", "au moins une fois tous les deux ans", "au moins une fois tous les deux ans", "at least", 2, "frequency"),
        ("fr", "ne peut excéder soixante-quinze décibels", "ne peut excéder soixante-quinze décibels", "at most", 75, "limit"),
        ("fr", "quatre fois par an", "quatre fois par an", "equal", 4, "frequency"),
        ("nl", "binnen zes weken na ontvangst", "binnen zes weken", "at most", 6, "deadline"),
        ("nl", "ten minste drie keer per jaar", "ten minste drie keer per jaar", "at least", 3, "frequency"),
        ("nl", "twee derde van de stemmen", "twee derde", "equal", 0.6667, "limit"),
        ("es", "en un plazo no mayor de treinta y cinco días hábiles", "en un plazo no mayor de treinta y cinco días hábiles", "at most", 35, "deadline"),
        ("es", "al menos una vez al año", "al menos una vez al año", "at least", 1, "frequency"),
        ("es", "menores de dieciocho años", "menores de dieciocho años", "less than", 18, "age"),
        ("it", "entro trenta giorni dal ricevimento", "entro trenta giorni", "at most", 30, "deadline"),
        ("it", "i minori di anni diciotto", "anni diciotto", "equal", 18, "age"),
        ("it", "almeno una volta all'anno", "almeno una volta all'anno", "at least", 1, "frequency"),
        ("pt", "não pode exceder cento e vinte dias", "não pode exceder cento e vinte dias", "at most", 120, "duration"),
        ("pt", "multa de R$ 5.000,00", "R$ 5.000,00", "equal", 5000, "limit"),
        ("pl", "nie później niż czternastu dni przed zmianą", "nie później niż czternastu dni", "at most", 14, "deadline"),
        ("pl", "do 5% wartości", "do 5%", "at most", 5, "limit"),
        ("ru", "не реже одного раза в год", "не реже одного раза в год", "at least", 1, "frequency"),
        ("zh", "收到申请后三十日内答复", "三十日内", "at most", 30, "deadline"),
        ("zh", "不得超过百分之五", "不得超过百分之五", "at most", 5, "limit"),
        ("zh", "三分之二以上成员同意", "三分之二以上", "at least", 0.6667, "limit"),
        ("zh", "未满十八周岁的人", "未满十八周岁", "less than", 18, "age"),
        ("ja", "届出の日から三十日以内に", "三十日以内", "at most", 30, "deadline"),
        ("ja", "百分の五を超えてはならない", "百分の五を超えてはならない", "at most", 5, "limit"),
        ("ja", "１０人以上の場所", "１０人以上", "at least", 10, "count"),
        ("ko", "5천만원 이하의 벌금", "5천만원 이하", "at most", 50_000_000, "limit"),
        ("ko", "18세 미만의 사람", "18세 미만", "less than", 18, "age"),
        ("ko", "신청일부터 30일 이내에", "30일 이내에", "at most", 30, "deadline"),
    ],
)  # fmt: skip
def test_a_measure_is_read_whole(language, text, measure, comparator, number, kind):
    (value,) = numbers(fold(text), language)
    assert text[value.start : value.end] == measure
    assert (value.comparator, value.number, value.kind) == (comparator, number, kind)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("zh", "处十万元以上五十万元以下罚款", [("at least", 100_000), ("at most", 500_000)]),
        ("ko", "3개월 이상 6개월 이하", [("at least", 3), ("at most", 6)]),
        ("de", "zwischen 3 und 6 Monaten", [("between", 3)]),
    ],
)
def test_what_stands_behind_one_measure_says_nothing_of_the_next(language, text, wanted):
    assert [(value.comparator, value.number) for value in numbers(fold(text), language)] == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "nach Absatz 3 Satz 2 des Artikels 5"), ("de", "am 31. Dezember 2020"),
        ("fr", "les articles 3 et 4"), ("zh", "自2024年6月1日起"), ("ja", "第三条第二項の規定"), ("ko", "제3조제2항"),
        ("ko", "사회 일부의 이월"), ("zh", "二次污染"), ("nl", "tot een goede uitvoering"),
    ],
)  # fmt: skip
def test_numbers_of_provisions_and_dates_are_no_measures(language, text):
    assert numbers(fold(text), language) == []
