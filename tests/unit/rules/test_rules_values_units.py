"""Measures: what they are measured in, what they are counted from, and how they are compared."""

from __future__ import annotations

import pytest
from curation.rules.numbers.values import numbers
from curation.text.phrases import fold


def measures(text):
    folded = fold(text)
    return [
        (n.comparator, n.number, n.unit, n.kind, folded[slice(*n.counted_from)] if n.counted_from else None)
        for n in numbers(folded)
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("keep 3 copies of the list", "copy"), ("a gap of 12 inches", "inch"), ("within 2 feet of the rail", "foot"), ("at a heat of 40 degrees celsius", "degrees celsius"),
        ("a wall of 5 metres", "metre"), ("within 30 days", "day"), ("every three working days", "working day"), ("a fine of 500 euro", "euro"), ("25 % of the seats", "%"),
    ],
)  # fmt: skip
def test_a_unit_stands_in_the_singular(text, unit):
    assert [one[2] for one in measures(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("within 30 days after the vote (see the list)", "the vote"), ("within 14 days of receipt or, if later, the sale", "receipt"),
        ("within 30 days after , the sale", None), ("within 30 days", None), (f"within 3 days after {'the long dull vote of ' * 8}it", None),
        ("not less than 3 days before the vote, the clerk", "the vote"),
    ],
)  # fmt: skip
def test_a_period_is_counted_from_the_event_behind_it(text, event):
    assert [one[4] for one in measures(text)] == [event]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("at most once a month", ("at most", 1, "month", "frequency")), ("no more than twice a year", ("at most", 2, "year", "frequency")),
        ("at least weekly", ("at least", 1, "week", "frequency")), ("twice a year", ("equal", 2, "year", "frequency")), ("every 6 months", ("equal", 6, "month", "frequency")),
        ("for at least 5 years", ("at least", 5, "year", "duration")), ("over 16 years of age", ("more than", 16, "year", "age")),
    ],
)  # fmt: skip
def test_a_frequency_and_a_period_keep_what_compares_them(text, measure):
    assert [one[:4] for one in measures(text)] == [measure]


def test_both_ends_of_a_range_are_kept():
    [one] = numbers(fold("between 3 and 5 metres"))
    assert (one.comparator, one.number, one.upper, one.unit) == ("between", 3, 5, "metre")


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("zh", "每年至少进行两次检查", [(2, "年", "frequency")]), ("fr", "un membre", []), ("fr", "1 membre", [(1, "membre", "count")]), ("fr", "deux membres", [(2, "membres", "count")]),
        ("fr", "deux fois par an", [(2, "an", "frequency")]), ("fr", "une fois par an et deux fois en hiver", [(1, "an", "frequency"), (2, "fois", "count")]),
        ("de", "5 Millionen Euro", [(5_000_000, "euro", "limit")]), ("de", "10.000 Euro", [(10_000, "euro", "limit")]),
    ],
)  # fmt: skip
def test_times_articles_and_sums_of_other_languages(language, text, measure):
    assert [(n.number, n.unit, n.kind) for n in numbers(fold(text), language)] == measure


def whole(language, text):
    folded = fold(text)
    return [
        (n.comparator, n.number, n.unit, n.kind, folded[n.start : n.end], folded[slice(*n.counted_from)] if n.counted_from else None)
        for n in numbers(folded, language)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("two thirds of the members", ("equal", 0.6667, "share", "limit", "two thirds", None)), ("a fine of $ 5,000", ("equal", 5000, "$", "limit", "$ 5,000", None)),
        ("2.125 metres", ("equal", 2.125, "metre", "limit", "2.125 metres", None)), ("2,125 metres", ("equal", 2125, "metre", "limit", "2,125 metres", None)),
        ("1.5 million euro", ("equal", 1_500_000, "euro", "limit", "1.5 million euro", None)), ("2 billion dollars", ("equal", 2e9, "dollar", "limit", "2 billion dollars", None)),
        ("five (5) copies", ("equal", 5, "copy", "count", "five (5) copies", None)), ("under the age of 14", ("less than", 14, "year", "age", "under the age of 14", None)),
        ("3 days old", ("equal", 3, "day", "age", "3 days", None)), ("for a period of not less than six years", ("at least", 6, "year", "duration", "not less than six years", None)),
        ("on 5 June 2020 within 3 days", ("at most", 3, "day", "deadline", "within 3 days", None)), ("£20", ("equal", 20, "£", "limit", "£20", None)),
        ("1 member", ("equal", 1, "member", "count", "1 member", None)), ("at least one member", ("at least", 1, "member", "count", "at least one member", None)),
        ("daily", ("equal", 1, "day", "frequency", "daily", None)),
    ],
)  # fmt: skip
def test_an_english_measure_is_read_whole(text, measure):
    assert whole("en", text) == [measure]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("keep 3 copies yearly", ["3 copies", "yearly"]), ("yearly and within 3 days", ["yearly", "within 3 days"]), ("within 3 days a fine of $ 5,000", ["within 3 days", "$ 5,000"]),
        ("at least 3 days and at most 5 days", ["at least 3 days", "at most 5 days"]), ("rule 30 days", []), ("on 3 June 2020", []), ("exceeding 5 metres (five metres)", ["exceeding 5 metres"]),
        ("six months (6 months)", ["six months"]), ("a period of 3 years beginning on the day of sale, and 5 copies", ["3 years", "5 copies"]),
    ],
)  # fmt: skip
def test_several_measures_of_a_sentence_stand_beside_each_other(text, parts):
    assert [one[4] for one in whole("en", text)] == parts


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("5.000 metres", ("equal", 5, "metre", "limit", "5.000 metres", None)), ("$ 1.5 million", ("equal", 1_500_000, "$", "limit", "$ 1.5 million", None)),
        ("1,250.50 euro", ("equal", 1250.5, "euro", "limit", "1,250.50 euro", None)), ("0.500 metres", ("equal", 0.5, "metre", "limit", "0.500 metres", None)),
        ("1 000 metres", ("equal", 1000, "metre", "limit", "1 000 metres", None)), ("1.250 euro", ("equal", 1250, "euro", "limit", "1.250 euro", None)), ("10^6 metres", ("equal", 1_000_000, "metre", "limit", "10^6 metres", None)),
        ("5 to 3 days", ("equal", 5, "day", "duration", "5 to 3 days", None)), ("3 to 5 days", ("between", 3, "day", "duration", "3 to 5 days", None)),
        ("30 days or more", ("at least", 30, "day", "duration", "30 days or more", None)), ("5 percent or less", ("at most", 5, "percent", "limit", "5 percent or less", None)),
        ("within 3 days from the vote", ("at most", 3, "day", "deadline", "within 3 days", "the vote")), ("5 kilograms per week", ("equal", 5, "kilogram", "limit", "5 kilograms", None)),
    ],
)  # fmt: skip
def test_figures_are_read_by_the_signs_of_their_language(text, measure):
    assert whole("en", text) == [measure]


def test_a_measure_that_another_covers_is_told_once():
    assert [one[4] for one in whole("en", "weekly for 5 weeks")] == ["weekly", "5 weeks"]
    assert whole("en", "section 5 days") == whole("en", "see article 30 days") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "text", "measures"),
    [
        ("de", "ein Drittel der Mitglieder", [("equal", 0.3333, "share", "limit", "ein drittel", None)]), ("zh", "百分之五", [("equal", 5, "%", "limit", "百分之五", None)]),
        ("zh", "三分之二以上的股东", [("at least", 0.6667, "share", "limit", "三分之二以上", None)]),
        ("zh", "每年至少进行一次检查", [("at least", 1, "年", "frequency", "每年至少进行一次", None)]), ("zh", "每月检查两次", [("equal", 2, "月", "frequency", "每月检查两次", None)]),
        ("zh", "每三年检查一次", [("equal", 3, "年", "frequency", "每三年", None), ("equal", 1, "次", "count", "一次", None)]),
        ("zh", "每年应当对全部设备进行检查两次", [("equal", 1, "年", "frequency", "每年", None), ("equal", 2, "次", "count", "两次", None)]),
        ("zh", "2024年6月1日前报告三次", [("equal", 3, "次", "count", "三次", None)]), ("zh", "三十日内报告", [("at most", 30, "日", "duration", "三十日内", None)]),
        ("zh", "五万元以上十万元以下的罚款", [("at least", 50_000, "元", "limit", "五万元以上", None), ("at most", 100_000, "元", "limit", "十万元以下", None)]),
        ("fr", "deux fois par an", [("equal", 2, "an", "frequency", "deux fois par an", None)]), ("fr", "un membre du conseil", []),
        ("fr", "au moins un membre", [("at least", 1, "membre", "count", "au moins un membre", None)]),
        ("fr", "un mois après la vente", [("equal", 1, "mois", "deadline", "un mois", "la vente")]), ("fr", "une amende de 10.000 euros", [("equal", 10_000, "euros", "limit", "10.000 euros", None)]),
        ("fr", "10,5 mètres", [("equal", 10.5, "mètres", "limit", "10,5 mètres", None)]), ("fr", "20 % (vingt pour cent) des parts", [("equal", 20, "%", "limit", "20 % (vingt pour cent)", None)]),
        ("fr", "20 % (voir la liste) des parts", [("equal", 20, "%", "limit", "20 %", None)]),
        ("fr", "mensuellement", [("equal", 1, "mois", "frequency", "mensuellement", None)]), ("fr", "au moins chaque mois", [("at least", 1, "mois", "frequency", "au moins chaque mois", None)]),
        ("es", "dentro de 3 (tres) meses", [("at most", 3, "meses", "deadline", "dentro de 3 (tres) meses", None)]), ("nl", "16 jaar oud", [("equal", 16, "jaar", "age", "16 jaar oud", None)]),
        ("de", "alle zwei Jahre", [("equal", 2, "jahre", "frequency", "alle zwei jahre", None)]), ("de", "zwei Stunden pro Tag", [("equal", 2, "stunden", "frequency", "zwei stunden pro", None)]),
        ("de", "innerhalb eines Monats nach Eingang", [("at most", 1, "monats", "deadline", "innerhalb eines monats", "eingang")]),
        ("de", "2,125 Meter", [("equal", 2.125, "meter", "limit", "2,125 meter", None)]), ("de", "2.125 Meter", [("equal", 2125, "meter", "limit", "2.125 meter", None)]),
        ("de", "mindestens jährlich", [("at least", 1, "jahr", "frequency", "mindestens jährlich", None)]), ("it", "almeno due volte all'anno", [("at least", 2, "anno", "frequency", "almeno due volte all'anno", None)]),
        ("fr", "deux membres par an", [("equal", 2, "membres", "count", "deux membres", None), ("equal", 1, "an", "frequency", "par an", None)]),
        ("fr", "deux fois par an et trois fois par mois", [("equal", 2, "an", "frequency", "deux fois par an", None), ("equal", 3, "mois", "frequency", "trois fois par mois", None)]),
        ("zh", "每年，检查一次", [("equal", 1, "年", "frequency", "每年", None), ("equal", 1, "次", "count", "一次", None)]),
        ("fr", "1.250 mètres", [("equal", 1250, "mètres", "limit", "1.250 mètres", None)]), ("fr", "0,250 mètres", [("equal", 0.25, "mètres", "limit", "0,250 mètres", None)]),
        ("de", "5 Tage nach Zugang des Antrags", [("equal", 5, "tage", "deadline", "5 tage", "zugang des antrags")]), ("de", "18 Jahre alt", [("equal", 18, "jahre", "age", "18 jahre alt", None)]),
        ("de", "5 Prozent oder mehr", [("at least", 5, "prozent", "limit", "5 prozent oder mehr", None)]), ("de", "eine Person", []),
        ("pt", "multa de R$ 1.000,00", [("equal", 1000, "r$", "limit", "r$ 1.000,00", None)]),
    ],
)  # fmt: skip
def test_a_measure_of_another_language_is_read_whole(language, text, measures):
    assert whole(language, text) == measures
