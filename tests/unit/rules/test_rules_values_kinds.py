"""Measures that ordinary provisions set: what compares them, how often, ages, shares, sums of money, and both bounds of one count."""

from __future__ import annotations

import pytest
from curation.rules.numbers.values import numbers
from curation.text.phrases import fold


def read(text, language="en"):
    return [(n.comparator, n.number, n.upper, n.unit, n.kind) for n in numbers(fold(text), language)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("a fee of $ 40 within 3 days", [("equal", 40, None, "$", "limit"), ("at most", 3, None, "day", "deadline")]),
        ("6 metres within the fence", [("equal", 6, None, "metre", "limit")]),
        ("6 metres at least 2 doors", [("equal", 6, None, "metre", "limit"), ("at least", 2, None, "door", "count")]),
        ("6 metres or more", [("at least", 6, None, "metre", "limit")]),
        ("70 °F or above", [("at least", 70, None, "°f", "limit")]),
        ("two or more members", [("at least", 2, None, "member", "count")]),
        ("not less than 2 years nor more than 5 years", [("at least", 2, None, "year", "duration"), ("at most", 5, None, "year", "duration")]),
    ],
)  # fmt: skip
def test_what_compares_one_measure_says_nothing_of_another(text, measures):
    assert read(text) == measures


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("at least 3 but not more than 5 members", [("at least", 3, None, "member", "count"), ("at most", 5, None, "member", "count")]),
        ("not less than 10 and not more than 20 seats", [("at least", 10, None, "seat", "count"), ("at most", 20, None, "seat", "count")]),
        ("at least 3 members", [("at least", 3, None, "member", "count")]),
    ],
)  # fmt: skip
def test_both_bounds_of_one_count_are_kept(text, measures):
    assert read(text) == measures


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("twice yearly", 2, "year"), ("twice daily", 2, "day"), ("twice-weekly", 2, "week"), ("no more than twice a week", 2, "week"), ("once yearly", 1, "year"),
        ("once per calendar quarter", 1, "quarter"), ("every other week", 2, "week"), ("every second year", 2, "year"), ("three times a year", 3, "year"), ("at least four times per month", 4, "month"),
    ],
)  # fmt: skip
def test_words_for_how_often_keep_their_number(text, number, unit):
    [(_, found, _, period, kind)] = read(text)
    assert (found, period, kind) == (number, unit, "frequency")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("aged at least 16 years", ("at least", 16, None, "year", "age")), ("aged between 6 and 12 years", ("between", 6, 12, "year", "age")),
        ("aged 65 or over", ("at least", 65, None, "year", "age")), ("aged 13 to 17", ("between", 13, 17, "year", "age")), ("aged under 5", ("less than", 5, None, "year", "age")),
        ("averaged over 8 hours", ("more than", 8, None, "hour", "duration")), ("a term not exceeding 2 years", ("at most", 2, None, "year", "duration")),
    ],
)  # fmt: skip
def test_an_age_and_a_term_are_told_from_a_deadline(text, measure):
    assert read(text) == [measure]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("two-thirds of the seats", [0.6667]), ("at least three-fourths", [0.75]), ("one half of the price", [0.5]), ("three quarters of the seats", [0.75]),
        ("for three quarters", [3]), ("the twenty-third meeting", []), ("one half hour", []),
    ],
)  # fmt: skip
def test_a_share_is_told_from_a_time_and_from_an_ordinal(text, measures):
    assert [n.number for n in numbers(fold(text))] == measures


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("more than EUR 50 million", ("more than", 50_000_000, None, "eur", "limit")), ("between $500 and $5,000", ("between", 500, 5000, "$", "limit")),
        ("from 10 % to 20 %", ("between", 10, 20, "%", "limit")), ("below -18 °C", ("less than", -18, None, "°c", "limit")), ("at minus 4 °C", ("equal", -4, None, "°c", "limit")),
    ],
)  # fmt: skip
def test_sums_ranges_and_degrees_below_zero_are_read_whole(text, measure):
    assert read(text) == [measure]


def test_two_sums_without_a_word_for_a_range_stay_two():
    assert [one[1] for one in read("fees of $5 and $9")] == [5, 9]


@pytest.mark.parametrize("text", ["a group -3 metres", "the hash cad8 of it"])
def test_a_sign_or_letters_before_a_figure_make_no_measure(text):
    assert read(text) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "text", "measures"),
    [
        ("de", "bis zu 5 Milliarden Euro", [("at most", 5e9, None, "euro", "limit")]), ("de", "zweimal jährlich", [("equal", 2, None, "jahr", "frequency")]),
        ("de", "von drei Wochen bis zu fünf Jahren", [("equal", 3, None, "wochen", "duration"), ("at most", 5, None, "jahren", "duration")]),
        ("de", "mindestens drei, höchstens jedoch fünf Mitglieder", [("at least", 3, None, "mitglieder", "count"), ("at most", 5, None, "mitglieder", "count")]),
        ("de", "für sechs Jahre ab Kauf", [("equal", 6, None, "jahre", "duration")]), ("de", "über 30 km/h", [("more than", 30, None, "km/h", "limit")]),
        ("fr", "trois milliards d'euros", [("equal", 3e9, None, "euros", "limit")]), ("fr", "30 kilomètres par heure", [("equal", 30, None, "kilomètres par heure", "limit")]),
        ("es", "dentro de las 24 horas", [("at most", 24, None, "horas", "deadline")]), ("nl", "vier leden of meer", [("at least", 4, None, "leden", "count")]),
        ("nl", "EUR 10.000", [("equal", 10_000, None, "eur", "limit")]), ("it", "entro 3 giorni", [("at most", 3, None, "giorni", "deadline")]),
        ("pt", "2 mil milhões de euros", [("equal", 2e9, None, "euros", "limit")]), ("pl", "5 tys. złotych", [("equal", 5000, None, "złotych", "limit")]),
        ("pl", "6 miesięcy od dnia zakupu", [("equal", 6, None, "miesięcy", "deadline")]), ("zh", "每两年至少检查一次", [("at least", 2, None, "年", "frequency")]),
        ("ja", "二週間以内に届け出る", [("at most", 2, None, "週間", "deadline")]), ("ja", "年三回以上", [("at least", 3, None, "年", "frequency")]),
        ("ko", "연 3회 이상", [("at least", 3, None, "년", "frequency")]), ("ko", "7일 이내에 신고", [("at most", 7, None, "일", "deadline")]),
    ],
)  # fmt: skip
def test_measures_of_other_languages(language, text, measures):
    assert read(text, language) == measures


def test_two_frequencies_of_one_sentence_are_both_read():
    """The word for times stays a pattern after the first of them."""
    from curation.rules.numbers.values import numbers

    found = numbers("锅炉每两年至少检查一次，阀门每三年至少检查一次，记录检查两次。", "zh")
    assert [(n.comparator, n.number, n.kind) for n in found if n.kind == "frequency"] == [
        ("at least", 2, "frequency"),
        ("at least", 3, "frequency"),
    ]
