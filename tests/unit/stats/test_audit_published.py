"""The published values that the coefficients must reproduce, each with its source."""

import numpy as np
import pytest
from curation.core.errors import InputError
from curation.stats import agreement, annotators, gold, intervals, sampling
from curation.stats.agreement import measure
from curation.stats.gwet import gwet_of, standard_error
from curation.stats.ratings import patterns, ratings


def table(rows):
    """One string a reviewer, one word an item, `*` for no rating."""
    return ratings(
        (f"{i:03}", f"r{j}", word)
        for j, row in enumerate(rows)
        for i, word in enumerate(row.split())
        if word != "*"
    )


def from_counts(counts):
    """Items with so many ratings of each label, reviewers told apart only by their place."""
    return ratings(
        (f"{i:03}", f"r{n}", str(label))
        for i, row in enumerate(counts)
        for n, label in enumerate([k for k, c in enumerate(row, 1) for _ in range(c)])
    )


THREE = [
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
]
FOUR = [
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * 3",
    "* 3 3 3 2 3 4 2 2 5 1 *",
    "1 2 3 3 2 4 4 1 2 5 1 *",
]


def test_alpha_of_three_coders_with_gaps():
    # The example of the article on Krippendorff's alpha in Wikipedia: 0.691 nominal, 0.811 interval.
    alpha = measure(table(THREE), 0).krippendorff_alpha
    assert round(alpha["nominal"].value, 3) == 0.691
    assert round(alpha["interval"].value, 3) == 0.811


def test_alpha_of_four_observers_at_every_level():
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section D.
    alpha = measure(table(FOUR), 0).krippendorff_alpha
    assert {k: round(v.value, 3) for k, v in alpha.items()} == {
        "nominal": 0.743,
        "ordinal": 0.815,
        "interval": 0.849,
        "ratio": 0.797,
    }


def test_alpha_of_two_observers_and_binary_data():
    # Krippendorff 2011, section A: 0.095.
    data = table(["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"])
    assert round(measure(data, 0).krippendorff_alpha["nominal"].value, 3) == 0.095


def test_alpha_of_two_observers_and_nominal_data():
    # Krippendorff 2011, section B: 0.692.
    data = table(["a a b b d c c c e d d a", "b a b b b c c c e d d d"])
    assert round(measure(data, 0).krippendorff_alpha["nominal"].value, 3) == 0.692


def test_fleiss_kappa_of_the_textbook_table():
    # The example of the article on Fleiss' kappa in Wikipedia: 10 items, 14 reviewers, 0.210.
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    assert round(measure(from_counts(counts), 0).fleiss_kappa.value, 3) == 0.210


def test_fleiss_kappa_of_the_psychiatrists():
    # Fleiss 1971, table 1: 30 patients, 6 psychiatrists, 0.430.
    counts = [
        (0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0), (2, 0, 4, 0, 0),
        (0, 0, 4, 0, 2), (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6), (1, 0, 0, 5, 0), (1, 1, 0, 4, 0),
        (0, 3, 3, 0, 0), (1, 0, 0, 5, 0), (0, 2, 0, 3, 1), (0, 0, 5, 0, 1), (3, 0, 0, 1, 2), (5, 1, 0, 0, 0),
        (0, 2, 0, 4, 0), (1, 0, 2, 0, 3), (0, 0, 0, 0, 6), (0, 1, 0, 5, 0), (0, 2, 0, 1, 3), (2, 0, 0, 4, 0),
        (1, 0, 0, 4, 1), (0, 5, 0, 1, 0), (4, 0, 0, 0, 2), (0, 2, 0, 4, 0), (1, 0, 5, 0, 0), (0, 0, 0, 0, 6),
    ]  # fmt: skip
    assert round(measure(from_counts(counts), 0).fleiss_kappa.value, 3) == 0.430


def pairs(**cells):
    """Items of two reviewers from a table of how often each pair of labels occurs."""
    rows = [(a, b) for cell, n in cells.items() for a, b in [cell.split("_")] for _ in range(n)]
    return ratings((str(i), r, x) for i, (a, b) in enumerate(rows) for r, x in (("a", a), ("b", b)))


def test_cohen_kappa_of_the_grant_proposals():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 35/50 = .7, expected .5*.6 + .5*.4 = .5, kappa .2/.5 = .4.
    assert measure(pairs(y_y=20, y_n=5, n_y=10, n_n=15), 0).cohen_kappa.value == pytest.approx(0.4)


def test_gwet_coefficients_of_four_raters():
    # Gwet 2014, the table of 4 raters and 12 units: AC1 .775, AC2 linear .859, ordinal .899.
    data = table(FOUR)
    assert round(measure(data, 0).gwet_ac1.value, 3) == 0.775
    found = patterns(data.counts())
    weights = found.weights[None].astype(float)
    assert round(float(gwet_of("linear", data.values)(found.rows, weights)[0]), 3) == 0.859
    assert round(float(gwet_of("ordinal", data.values)(found.rows, weights)[0]), 3) == 0.899


def test_gwet_standard_errors_and_parts_of_four_raters():
    # The same table: AC1 se .143 from pa .818 and pe .190; AC2 se .117 linear, .107 ordinal.
    data = table(FOUR)
    errors = {k: standard_error(data.counts(), k, data.values) for k in ("identity", "linear", "ordinal")}
    assert {k: round(v, 3) for k, v in errors.items()} == {
        "identity": 0.143,
        "linear": 0.117,
        "ordinal": 0.107,
    }
    found = measure(data, 0)
    assert round(found.gwet_ac1.standard_error, 3) == 0.143
    assert round(found.gwet_ac2.as_json()["standard_error"], 3) == 0.117
    # AC1 = (pa - pe) / (1 - pe) with the published parts.
    assert found.gwet_ac1.value == pytest.approx((0.818 - 0.190) / (1 - 0.190), abs=0.002)


def test_the_paradox_of_prevalence_is_shown_side_by_side():
    # 96 % agreement, 97 % "accept": pe = .97^2 + .03^2 = .9418, kappa (.96 - .9418) / .0582 = .313; AC1 .958.
    found = measure(pairs(y_y=95, y_n=2, n_y=2, n_n=1), 0)
    assert found.raw.value == pytest.approx(0.96)
    assert round(found.cohen_kappa.value, 3) == 0.313
    assert round(found.krippendorff_alpha["nominal"].value, 3) == 0.316
    assert round(found.gwet_ac1.value, 3) == 0.958
    assert found.prevalence["y"] == pytest.approx(0.97)


def test_dawid_and_skene_find_who_errs_and_how_often():
    # 400 items, five reviewers who err 5, 10, 15, 20 and 45 % of the time, independently.
    truth = np.random.default_rng(0).integers(0, 2, 400)
    noise = np.random.default_rng(1).random((400, 5)) < np.array([0.05, 0.1, 0.15, 0.2, 0.45])
    said = np.where(noise, 1 - truth[:, None], truth[:, None])
    found = annotators.dawid_skene(np.eye(2)[said])
    assert found.priors == pytest.approx([1 - truth.mean(), truth.mean()], abs=0.05)
    right = found.errors[:, [0, 1], [0, 1]].mean(1)
    assert list(np.argsort(-right))[-1] == 4
    assert right == pytest.approx([0.95, 0.9, 0.85, 0.8, 0.55], abs=0.06)


# Dawid and Skene 1979, table 1: one patient a word; the first anaesthetist's three readings, then the other four's.
ANAESTHETISTS = """
1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111
1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121
1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
"""


def test_dawid_and_skene_on_the_anaesthetists():
    counts = np.zeros((45, 5, 4))
    for patient, word in enumerate(ANAESTHETISTS.split()):
        for who, said in zip((0, 0, 0, 1, 2, 3, 4), word, strict=True):
            counts[patient, who, int(said) - 1] += 1
    found = annotators.dawid_skene(counts)
    # Their table 2: marginals .40 .42 .11 .07, and the error rates of the first anaesthetist.
    assert found.priors.round(2).tolist() == [0.40, 0.42, 0.11, 0.07]
    assert found.errors[0].round(2).tolist() == [
        [0.89, 0.11, 0.0, 0.0],
        [0.07, 0.88, 0.05, 0.0],
        [0.0, 0.34, 0.66, 0.0],
        [0.0, 0.0, 0.56, 0.44],
    ]


@pytest.mark.parametrize(
    ("p", "confidence", "sizes"),
    [
        (0.005, 0.95, [598, 947, 1258, 1549, 1829, 2100]),
        (0.01, 0.95, [299, 473, 628, 773, 913, 1049]),
        (0.02, 0.95, [149, 236, 313, 386, 456, 523]),
        (0.05, 0.95, [59, 93, 124, 153, 181, 208]),
        (0.01, 0.99, [459, 662, 838, 1001]),
    ],
)
def test_acceptance_plans_are_the_published_ones(p, confidence, sizes):
    assert [sampling.size(p, confidence, c) for c in range(len(sizes))] == sizes


@pytest.mark.parametrize(
    ("lot", "sizes"),
    [(100, [95]), (314, [165, 236, 283, 311]), (765, [238, 359, 458, 543]), (5694, [291, 457, 604, 741])],
)
def test_plans_of_finite_lots_are_exact(lot, sizes):
    assert [sampling.size(0.01, 0.95, c, lot) for c in range(len(sizes))] == sizes


def test_a_lot_of_one_hundred_cannot_prove_one_per_cent_with_an_error():
    assert sampling.size(0.01, 0.95, 1, 100) is None


def test_the_running_test_certifies_one_per_cent_after_335_clean_items():
    # 1 + .9 * .01 = 1.009 per item; log 20 / log 1.009 = 334.4.
    assert sampling.certified_at([False] * 400, 0.01) == 335
    assert sampling.certified_at([False] * 334, 0.01) is None


@pytest.mark.slow
def test_the_running_test_rarely_certifies_a_rate_that_is_just_too_high():
    draws = np.random.default_rng(3).random((1000, 1500)) < 0.01
    wrong = sum(sampling.certified_at(row, 0.01) is not None for row in draws.tolist())
    # Ville's inequality promises at most 5 % ever; 1,000 runs leave room for 2 standard errors (0.7 % each).
    assert wrong <= 64


@pytest.mark.slow
def test_the_running_test_of_a_finite_lot_never_certifies_a_bad_one_too_often():
    # 314 items of which 4 are bad (1.27 %): the claim "below 1 %" is false, so at most 5 % of orders may certify it.
    lot, bad = 314, 4
    generator = np.random.default_rng(8)
    wrong = 0
    for _ in range(2000):
        order = np.zeros(lot, bool)
        order[generator.choice(lot, bad, replace=False)] = True
        wrong += sampling.certified_at(order.tolist(), 0.01, lot=lot) is not None
    # 2 standard errors of 2,000 runs at 5 % are 1 %.
    assert wrong / 2000 <= 0.06


def test_the_running_test_of_a_finite_lot_needs_fewer_and_ends_with_certainty():
    assert sampling.certified_at([False] * 314, 0.01, lot=314) < 335
    # Three bad of 314 are .96 %: below 1 %, and after the last item that is a fact.
    assert sampling.certified_at([True] * 3 + [False] * 311, 0.01, lot=314) is not None
    assert sampling.wealth([True] * 4 + [False] * 310, 0.01, lot=314)[-1] == 0.0


def test_a_registered_plan_is_not_certified_early_nor_with_an_error_too_many():
    # 773 items with up to 3 errors: 300 clean ones would pass a plan of none allowed, but that is not what was planned.
    early = sampling.certify([False] * 300, 10**6, 0.01, allowed=3)
    assert (early.certified, early.needed) == (False, 473)
    whole = sampling.certify([True] * 3 + [False] * 770, 10**6, 0.01, allowed=3)
    assert (whole.certified, whole.needed) == (True, 0)
    spoilt = sampling.certify([True] + [False] * 298, 10**6, 0.01)
    assert (spoilt.certified, spoilt.needed) == (False, 473 - 299)
    hopeless = sampling.certify([True] * 2 + [False] * 98, 100, 0.01)
    assert (hopeless.certified, hopeless.needed) == (False, None)
    assert "not even all" in str(hopeless)


def test_a_running_plan_says_how_many_clean_items_are_missing():
    found = sampling.certify([False] * 100, 5694, 0.01, method="sequential")
    assert not found.certified and 0 < found.needed <= 235
    done = sampling.certify([False] * (100 + found.needed), 5694, 0.01, method="sequential")
    assert done.certified and done.as_json()["k"] == 0
    assert sampling.certify([], 10, 0.5).upper == 1.0


def test_certified_bounds_hold_as_often_as_they_promise():
    # 2,000 lots of 600 with a true rate of just 1 % (6 bad): a plan for "below 1 %" may pass at most 5 % of them.
    generator = np.random.default_rng(9)
    n = sampling.size(0.01, 0.95, 0, 600)
    passed = sum(not generator.hypergeometric(6, 594, n) for _ in range(2000))
    assert passed / 2000 <= 0.06


def test_a_statement_says_how_many_more_are_needed():
    assert sampling.state(0, 165, 314, 0.01).certified
    short = sampling.state(0, 100, 314, 0.01)
    assert (short.certified, short.needed) == (False, 65)
    assert "65 more items" in str(short)


def test_a_fully_inspected_lot_has_its_own_rate_as_bound():
    assert sampling.upper_bound(3, 200, 200) == 3 / 200


def test_a_longer_sample_extends_a_shorter_one():
    ids = [f"x{i}" for i in range(50)]
    assert sampling.draw(ids, 20, 1)[:10] == sampling.draw(list(reversed(ids)), 10, 1)


@pytest.mark.parametrize(("n", "cut", "power"), [(20, 16, 0.78), (30, 25, 0.90), (40, 35, 0.98)])
def test_gold_flags_have_the_power_they_say(n, cut, power):
    found = gold.score(cut, n)
    assert (found.cut, found.flagged) == (cut, True)
    assert found.power == pytest.approx(power, abs=0.006)
    assert found.false_flag <= 0.05


def test_a_handful_of_gold_items_flags_nobody():
    assert gold.score(0, 0).flagged is False


def test_undefined_cases_say_why_and_are_never_numbers():
    same = measure(ratings([("1", "a", "x"), ("1", "b", "x"), ("2", "a", "x"), ("2", "b", "x")]), 50)
    assert same.raw.value == 1.0
    for figure in (same.cohen_kappa, same.fleiss_kappa, same.krippendorff_alpha["nominal"], same.gwet_ac1):
        assert figure.as_json() == {"value": None, "why": figure.why}
        assert "no variation" in figure.why
    alone = measure(ratings([("1", "a", "x"), ("2", "b", "y")]), 50)
    assert alone.raw.as_json() == {"value": None, "why": "no item has two ratings"}
    nobody = measure(ratings([]), 50)
    assert nobody.raw.value is None and nobody.n_items == 0
    three = measure(ratings([("1", r, x) for r, x in zip("abc", "xyx", strict=True)]), 50)
    assert three.cohen_kappa.why == "needs exactly two reviewers, there are 3"
    assert three.krippendorff_alpha["interval"].why == "labels are not numbers"


def test_one_reviewer_cannot_rate_an_item_twice():
    with pytest.raises(InputError) as caught:
        ratings([("1", "a", "x"), ("1", "a", "y"), ("2", "a", "x"), ("2", "a", "x")])
    assert [i.code for i in caught.value.issues] == ["rating-twice", "rating-twice"]


def test_the_interval_holds_the_value_and_narrows_with_items():
    generator = np.random.default_rng(5)

    def width(n):
        truth = generator.integers(0, 2, n)
        said = [np.where(generator.random(n) < 0.1, 1 - truth, truth) for _ in range(2)]
        data = ratings((f"{i}", f"r{j}", str(said[j][i])) for i in range(n) for j in range(2))
        figure = measure(data, 500).krippendorff_alpha["nominal"]
        assert figure.low <= figure.value <= figure.high
        return figure.high - figure.low

    assert width(1600) < width(100) / 2


def test_an_item_that_is_made_up_has_a_rating_of_each_person():
    # Three people and three labels; the made-up items are those on which all agree and those on which one differs.
    rows, weights = np.array([[3, 0, 0], [2, 1, 0], [0, 2, 1]]), np.ones(3)
    added, heavy, varied = agreement._made_up(rows, weights)
    assert [sorted(map(int, row)) for row in added[:3]] == [[0, 0, 3]] * 3
    assert [sorted(map(int, row)) for row in added[3:]] == [[0, 1, 2]] * 3
    assert len(heavy) == len(added) and min(heavy) > 0
    assert varied == 2


# --- intervals, by hand and by loops ----------------------------------------------------------------------------------


def test_the_interval_of_raw_agreement_of_two_people_is_wilsons_over_items():
    found = measure(pairs(y_y=20, y_n=5, n_y=10, n_n=15))
    expected = intervals.wilson(35, 50)
    assert (found.raw.value, found.raw.n_items, found.raw.n_pairs) == (0.7, 50, 50)
    assert found.raw.low == pytest.approx(expected.low, abs=1e-12)
    assert found.raw.high == pytest.approx(expected.high, abs=1e-12)
    assert measure(pairs(y_y=4, n_n=3)).raw.high == 1.0
    assert measure(pairs(y_n=4, n_y=3)).raw.low == 0.0
    assert measure(pairs(y_y=4, n_n=3), 0).raw.low is None


# Student's t, the 97.5 % points of any table.
@pytest.mark.parametrize(
    ("degrees", "point", "within"),
    [
        (3, 3.1824, 0.01),
        (4, 2.7764, 0.003),
        (5, 2.5706, 1e-3),
        (10, 2.2281, 1e-4),
        (30, 2.0423, 1e-4),
        (10**9, 1.9600, 1e-4),
    ],
)
def test_the_quantile_of_students_t_is_that_of_the_tables(degrees, point, within):
    assert agreement.t_quantile(degrees) == pytest.approx(point, abs=within)
    assert agreement.t_quantile(0) == agreement.t_quantile(3)


def test_made_up_items_weigh_as_much_as_their_labels_are_frequent():
    # Five, three and one of nine ratings. Two items' worth agree; of three people 3.75 items' worth differ, by the products of the shares.
    _, heavy, _ = agreement._made_up(np.array([[3, 0, 0], [2, 1, 0], [0, 2, 1]]), np.ones(3))
    products = np.array([15, 5, 3])
    assert heavy == pytest.approx([*(2 * np.array([5, 3, 1]) / 9), *(3.75 * products / products.sum())])
    # Of two people 2.5 items' worth differ; a label that nobody gave is in no made-up item.
    added, heavy, varied = agreement._made_up(np.array([[2, 0, 0], [1, 0, 1]]), np.array([3.0, 1.0]))
    assert added.tolist() == [[2, 0, 0], [0, 0, 2], [1, 0, 1]]
    assert heavy == pytest.approx([2 * 7 / 8, 2 * 1 / 8, 2.5])
    assert varied == 1


def alpha(items):
    """Nominal alpha of weighted items by its definition: one less the observed over the expected disagreement of pairs."""
    totals = sum(np.array(row, float) * weight for row, weight in items)
    n = totals.sum()
    observed = (
        sum(weight * (sum(row) ** 2 - sum(c * c for c in row)) / (sum(row) - 1) for row, weight in items) / n
    )
    expected = (n * n - (totals**2).sum()) / (n * (n - 1))
    return 1 - observed / expected


def test_the_interval_of_alpha_is_the_jackknife_over_items_with_the_made_up_ones():
    rows = [(2, 0)] * 12 + [(1, 1)] * 3 + [(0, 2)] * 5
    share = np.array([27, 13]) / 40
    made = [((2, 0), 2 * share[0]), ((0, 2), 2 * share[1]), ((1, 1), 2.5)]
    every = [(row, 1.0) for row in rows]
    left = np.array([alpha(every[:n] + every[n + 1 :] + made) for n in range(len(rows))])
    spread = (len(rows) + 4.5 - 1) / len(rows) * ((left - left.mean()) ** 2).sum()
    half = agreement.t_quantile(18) * np.sqrt(spread)
    found = agreement._figure(
        patterns(np.array(rows)), agreement.alpha_of("nominal", np.arange(2.0)), 20, 20, True, ""
    )
    assert found.value == pytest.approx(alpha(every), abs=1e-12)
    assert found.low == pytest.approx(alpha(every + made) - half, abs=1e-9)
    assert found.high == pytest.approx(min(1.0, found.value + half), abs=1e-9)
    assert (found.n_items, found.n_pairs) == (20, 20)


def test_few_items_and_few_that_vary_have_a_value_and_no_interval():
    four = measure(pairs(y_y=1, y_n=1, n_y=1, n_n=1))
    assert (four.cohen_kappa.value, four.cohen_kappa.low) == (0.0, None)
    assert four.cohen_kappa.as_json()["why"] == "no interval: fewer than 5 items"
    assert measure(pairs(y_y=2, y_n=1, n_y=1, n_n=1)).cohen_kappa.low is not None
    two = measure(pairs(y_y=20, y_n=1, n_y=1)).gwet_ac1
    assert two.low is None and "fewer than 3 items have a rating other" in two.why
    assert measure(pairs(y_y=20, y_n=2, n_y=1)).gwet_ac1.low is not None


def test_a_lower_bound_is_at_most_what_raw_agreement_at_its_lower_bound_gives():
    raw = agreement.Figure(0.9, 0.7, 0.97, 20, 20)
    high, low = agreement.Figure(0.8, 0.6, 0.95, 20, 20), agreement.Figure(0.8, 0.2, 0.95, 20, 20)
    assert agreement._held(high, raw, 0.5).low == pytest.approx((0.7 - 0.5) / 0.5)
    assert agreement._held(low, raw, 0.5) == low
    assert agreement._held(high, raw, 1.0) == high
    none = agreement.Figure(0.8)
    assert agreement._held(none, raw, 0.5) == none and agreement._held(high, none, 0.5) == high


def test_labels_of_one_value_count_as_one_where_numbers_count_and_a_ratio_has_no_sign():
    data = table(["1 2 1.0 2 3 1", "1.0 2 1 2.0 3 2"])
    found = measure(data, 0)
    assert found.krippendorff_alpha["interval"].value > found.krippendorff_alpha["nominal"].value
    same = measure(table(["1 2 1 2 3 1", "1 2 1 2 3 2"]), 0)
    assert found.krippendorff_alpha["interval"].value == pytest.approx(
        same.krippendorff_alpha["interval"].value
    )
    signed = measure(table(["-1 2 1 2", "-1 2 1 1"]), 0).krippendorff_alpha
    assert signed["ratio"].why == "ratio needs labels of 0 or more"
    assert signed["interval"].value is not None
    zero = measure(table(["0 2 1 2", "0 2 1 1"]), 0).krippendorff_alpha
    assert zero["ratio"].value is not None


def test_different_numbers_of_ratings_have_no_fleiss_kappa_and_gaps_no_cohen_kappa():
    found = measure(table(THREE), 0)
    assert (
        found.fleiss_kappa.why
        == "needs the same number of ratings on every item, there are 1 to 3; use alpha"
    )
    apart = measure(ratings([("1", "a", "x"), ("2", "b", "y")]), 0)
    assert apart.cohen_kappa.why == "no item has two ratings"
    assert (found.n_items, found.n_reviewers, found.n_ratings) == (13, 3, 27)
    assert sum(found.prevalence.values()) == pytest.approx(1.0)


def test_the_quantile_is_the_expansion_of_the_handbook_with_five_terms():
    """Abramowitz and Stegun 1972, 26.7.5, worked out apart from the code; exact quantiles differ by 0.004 at three degrees."""
    assert agreement.t_quantile(3) == pytest.approx(3.178616995054, abs=1e-11)
    assert agreement.t_quantile(8) == pytest.approx(2.305979392941, abs=1e-11)


def test_without_resamples_every_coefficient_has_its_value_alone():
    data = pairs(y_y=20, y_n=5, n_y=10, n_n=15)
    alone, whole = measure(data, 0), measure(data, 1)
    for name in ("raw", "cohen_kappa", "fleiss_kappa", "gwet_ac1"):
        assert getattr(alone, name).low is None is getattr(alone, name).high, name
        assert getattr(whole, name).low < getattr(alone, name).value < getattr(whole, name).high, name
    assert alone.krippendorff_alpha["nominal"].low is None
    assert whole.krippendorff_alpha["nominal"].low is not None
