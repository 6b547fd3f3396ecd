"""Paired tests and clustered intervals, against scipy, against arithmetic done by hand, and at their edges."""

import math
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest
from curation.stats import paired
from curation.stats.intervals import wilson
from hypothesis import given
from hypothesis import strategies as st

from lazy_modules import lazily

stats = lazily("scipy.stats")

Z = NormalDist().inv_cdf(0.975)


@pytest.mark.slow
@pytest.mark.parametrize(("lost", "won"), [(0, 0), (0, 1), (3, 3), (2, 9), (9, 2), (0, 12)])
def test_mcnemar_is_a_fair_coin_on_the_pairs_that_changed(lost, won):
    expected = stats.binomtest(lost, lost + won).pvalue if lost + won else 1.0
    assert paired.mcnemar(lost, won) == paired.McNemar(lost, won, pytest.approx(expected, abs=1e-12))


def test_holm_multiplies_the_smallest_by_their_number_and_never_falls():
    # 4 * 0.005, 3 * 0.01, 2 * 0.03, then max(0.06, 1 * 0.04)
    assert paired.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert paired.holm([0.6, 0.9]) == [1.0, 1.0]
    assert paired.holm([0.02, 0.02, 0.02]) == pytest.approx([0.06, 0.06, 0.06])
    assert paired.holm([]) == []


@pytest.mark.slow
@pytest.mark.parametrize("x", [-0.5, 0.0, 1e-6, 0.2, 0.5, 0.8, 0.999, 1.0, 1.5])
@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (1, 3), (5, 2), (40, 60), (0.5, 200)])
def test_the_beta_distribution_is_that_of_scipy(x, a, b):
    assert paired.beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("df", [1, 2, 5, 30, 400])
@pytest.mark.parametrize("p", [0.001, 0.3, 0.5, 0.6, 0.975, 0.9999])
def test_students_distribution_is_that_of_scipy(p, df):
    expected = stats.t.ppf(p, df)
    assert paired.student_quantile(p, df) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert paired.student_cdf(expected, df) == pytest.approx(p, abs=1e-12)


@pytest.mark.slow
def test_the_mean_of_single_items_has_students_interval():
    values = [0.0, 1.0, 1.0, 0.5, 1.0, 0.0]
    low, high = stats.t.interval(0.9, 5, np.mean(values), stats.sem(values))
    estimate = paired.clustered_mean(values, confidence=0.9)
    assert (estimate.n, estimate.clusters, estimate.method) == (6, 6, "clustered t")
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((np.mean(values), low, high))


def test_the_mean_of_clusters_has_the_sandwich_interval():
    # Mean 0.5; the sums of deviations of the clusters are 1, -1 and 0: error = sqrt(3/2 * 2) / 6, 2 degrees of freedom.
    estimate = paired.clustered_mean([1, 1, 0, 0, 1, 0], ["a", "a", "b", "b", "c", "c"])
    half = stats.t.ppf(0.975, 2) * math.sqrt(3) / 6
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((0.5, 0.5 - half, 0.5 + half))
    assert (estimate.n, estimate.clusters) == (6, 3)


def test_a_mean_of_nothing_or_of_one_cluster_has_no_interval():
    assert paired.clustered_mean([]) == paired.Estimate(None, None, None, 0, 0, "clustered t")
    assert paired.clustered_mean([1, 0], ["a", "a"]) == paired.Estimate(0.5, None, None, 2, 1, "clustered t")
    assert paired.clustered_mean([1, 0], ["a", "b"]).low is not None


def test_kappa_of_two_raters():
    # They agree on 4 of 6; by chance on 3/6 * 3/6 + 3/6 * 3/6 = 1/2: (4/6 - 1/2) / (1/2).
    assert paired.cohen_kappa("yyynnn", "yynnny") == pytest.approx(1 / 3)
    # Unequal shares: agree on 3 of 4; chance 3/4 * 2/4 + 1/4 * 2/4 = 1/2.
    assert paired.cohen_kappa("yyyn", "yynn") == pytest.approx(1 / 2)
    assert paired.cohen_kappa("yn", "ny") == -1.0
    assert paired.cohen_kappa("yy", "yy") is None
    assert paired.cohen_kappa("", "") is None


@pytest.mark.parametrize(
    ("successes", "samples", "k", "expected"),
    [(3, 5, 1, 3 / 5), (3, 5, 2, 3 / 10), (5, 5, 5, 1.0), (2, 5, 3, 0.0), (0, 1, 1, 0.0)],
)
def test_the_chance_that_all_of_k_drawn_samples_succeed(successes, samples, k, expected):
    assert paired.at_k(successes, samples, k) == pytest.approx(expected)


@pytest.mark.parametrize(("successes", "samples", "k"), [(1, 5, 0), (1, 5, 6), (-1, 5, 1), (6, 5, 1)])
def test_a_draw_that_cannot_be_made_is_refused(successes, samples, k):
    with pytest.raises(ValueError, match="needs 0 <= successes"):
        paired.at_k(successes, samples, k)


def test_the_true_rate_behind_an_imperfect_judge():
    # Apparent 0.3, sensitivity 45/50, specificity 48/50: (0.3 + 0.96 - 1) / (0.9 + 0.96 - 1).
    estimate = paired.rogan_gladen(30, 100, 45, 50, 48, 50)
    assert estimate.value == pytest.approx(0.26 / 0.86)
    assert (estimate.n, estimate.clusters, estimate.method) == (100, 100, "rogan-gladen")
    # The interval of Lang and Reiczigel (2014), worked out apart from the code.
    p, se, sp, z2 = (30 + Z * Z / 2) / (100 + Z * Z), 46 / 52, 49 / 52, Z * Z
    middle = (p + sp - 1) / (se + sp - 1)
    shift = 2 * z2 * (middle * se * (1 - se) / 52 - (1 - middle) * sp * (1 - sp) / 52)
    spread = (
        p * (1 - p) / (100 + z2) + (1 - middle) ** 2 * sp * (1 - sp) / 52 + middle**2 * se * (1 - se) / 52
    )
    half = Z / (se + sp - 1) * math.sqrt(spread)
    assert (estimate.low, estimate.high) == pytest.approx((middle + shift - half, middle + shift + half))


def test_the_true_rate_stays_between_zero_and_one():
    assert paired.rogan_gladen(0, 100, 45, 50, 40, 50).value == 0.0
    assert paired.rogan_gladen(0, 100, 45, 50, 40, 50).low == 0.0
    assert paired.rogan_gladen(100, 100, 40, 50, 45, 50).value == 1.0
    assert paired.rogan_gladen(100, 100, 40, 50, 45, 50).high == 1.0


@given(st.integers(0, 40), st.integers(20, 40), st.integers(20, 40))
def test_the_interval_of_a_corrected_rate_is_never_a_point(positive, hits, passes):
    estimate = paired.rogan_gladen(positive, 40, hits, 40, passes, 40)
    if estimate.value is not None:
        assert 0.0 <= estimate.low < estimate.high <= 1.0


@pytest.mark.parametrize(
    "counts", [(0, 0, 5, 5, 5, 5), (1, 5, 0, 0, 5, 5), (1, 5, 5, 5, 0, 0), (50, 100, 25, 50, 25, 50), (50, 100, 10, 50, 10, 50)]
)  # fmt: skip
def test_a_judge_that_nobody_measured_or_that_guesses_tells_nothing(counts):
    estimate = paired.rogan_gladen(*counts)
    assert (estimate.value, estimate.low, estimate.high) == (None, None, None)
    assert estimate.n == counts[1]


def test_an_estimate_as_json_names_its_fields():
    assert paired.Estimate(0.5, 0.1, 0.9, 4, 2, "m").as_dict() == {"value": 0.5, "low": 0.1, "high": 0.9, "n": 4, "clusters": 2, "method": "m"}  # fmt: skip


def test_four_families_that_each_say_one_thing_count_little_more_than_four():
    # p = 0.5; each family of two sums to 1 or -1 about it: design effect 4/3 * (4/8) / 0.25 = 8/3, more than families of two
    # can have, so the correlation is 1 and each family counts as one item.
    hits, families = [1, 1, 0, 0] * 2, [0, 0, 1, 1, 2, 2, 3, 3]
    rate, effect = paired.clustered_rate(hits, families)
    t = stats.t.ppf(0.975, 3)
    half = t / (1 + t * t / 4) * math.sqrt(0.25 / 4 + t * t / (4 * 16))
    assert effect == pytest.approx(2.0)
    assert (rate.value, rate.low, rate.high) == pytest.approx((0.5, 0.5 - half, 0.5 + half))
    assert (rate.k, rate.n) == (4, 8)


@pytest.mark.parametrize(
    ("hits", "families"), [([1, 0, 1], None), ([1, 1], ["a", "b"]), ([1, 0], ["a", "b"])]
)
def test_a_rate_of_independent_items_is_wilsons(hits, families):
    assert paired.clustered_rate(hits, families) == (wilson(sum(hits), len(hits)), 1.0)


def test_a_rate_of_one_family_has_no_interval():
    rate, effect = paired.clustered_rate([1, 0], ["a", "a"])
    assert (rate.value, rate.low, rate.high, effect) == (0.5, None, None, 2.0)


def test_the_items_of_families_count_what_the_correlation_within_them_leaves():
    # Four families of three with 2, 1, 0 and 3 hits: n = 12, p = 0.5, variance 0.25, sums of deviations 0.5, -0.5, -1.5, 1.5.
    # Effect 4/3 * 5 / 12 / 0.25 = 20/9; sizes weigh 3; correlation (20/9 - 1) / 2 = 11/18, drawn to 1 by 2 of 3 + 2: 23/30.
    hits = [1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1]
    families = [k // 3 for k in range(12)]
    rate, effect = paired.clustered_rate(hits, families)
    assert effect == pytest.approx(1 + 2 * 23 / 30)
    assert (rate.value, rate.k, rate.n) == (0.5, 6, 12)
    # Wilson's interval on 12 / (38/15) = 90/19 items with Student's quantile of three degrees of freedom, symmetric about 0.5.
    worth, t = 90 / 19, stats.t.ppf(0.975, 3)
    half = t / (1 + t * t / worth) * math.sqrt(0.25 / worth + t * t / (4 * worth**2))
    assert (rate.low, rate.high) == (pytest.approx(0.5 - half), pytest.approx(0.5 + half))


def test_two_families_without_correlation_are_worth_half_their_items_and_have_an_interval():
    # Effect 2 * 0.5 / 6 / 0.25 = 2/3, so no correlation; drawn to 1 by 2 of 2 + 2: 0.5. Effective 6 / (1 + 2 * 0.5) = 3.
    rate, effect = paired.clustered_rate([1, 1, 0, 1, 0, 0], [0, 0, 0, 1, 1, 1])
    assert effect == pytest.approx(2.0)
    assert rate.low is not None and rate.high is not None
    assert 0.0 <= rate.low < 0.5 < rate.high <= 1.0


def test_shares_of_independent_items_are_worth_all_of_them():
    rate, effect = paired.clustered_rate([0.5, 1.0, 0.0, 0.25])
    assert effect == 1.0
    assert rate.value == pytest.approx(0.4375)


def test_a_change_has_the_interval_with_one_item_lost_and_one_won():
    # d = -1, 1, 1 and five zeros: mean 1/8. With two imagined items: middle 1/10, mean square 5/10, variance 0.49 / 10.
    before, after = [1, 0, 0, 1, 1, 0, 0, 0], [0, 1, 1, 1, 1, 0, 0, 0]
    estimate = paired.change(before, after)
    half = Z * math.sqrt(0.49 / 10)
    assert estimate.value == 0.125
    assert (estimate.low, estimate.high) == (pytest.approx(0.1 - half), pytest.approx(0.1 + half))
    assert (estimate.n, estimate.clusters) == (8, 8)


# --- by closed forms and by counting, without a library that is slow to load ------------------------------------------


@pytest.mark.parametrize(("lost", "won"), [(0, 0), (0, 1), (3, 3), (2, 9), (9, 2), (0, 12)])
def test_mcnemar_counts_the_sequences_of_a_fair_coin(lost, won):
    n, least = lost + won, min(lost, won)
    p = min(1.0, 2 * sum(math.comb(n, i) for i in range(least + 1)) / 2**n)
    assert paired.mcnemar(lost, won) == paired.McNemar(lost, won, pytest.approx(p, abs=1e-12))


@pytest.mark.parametrize("x", [1e-6, 0.2, 0.5, 0.8, 0.999])
def test_the_beta_distribution_has_its_closed_forms(x):
    assert paired.beta_cdf(x, 1, 3) == pytest.approx(1 - (1 - x) ** 3, abs=1e-12)
    assert paired.beta_cdf(x, 7, 1) == pytest.approx(x**7, abs=1e-12)
    assert paired.beta_cdf(x, 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), abs=1e-12)
    # For whole numbers it is the chance of at least `a` successes in `a + b - 1` trials.
    terms = [math.comb(59, k) * x**k * (1 - x) ** (59 - k) for k in range(20, 60)]
    assert paired.beta_cdf(x, 20, 40) == pytest.approx(math.fsum(terms), abs=1e-12)
    assert [paired.beta_cdf(edge, 2, 3) for edge in (-0.5, 0.0, 1.0, 1.5)] == [0.0, 0.0, 1.0, 1.0]


@pytest.mark.parametrize("p", [0.001, 0.3, 0.5, 0.6, 0.975, 0.9999])
def test_students_distribution_has_its_closed_forms(p):
    quantiles = {
        1: math.tan(math.pi * (p - 0.5)),
        2: (2 * p - 1) * math.sqrt(2 / (4 * p * (1 - p))),
    }
    for df, expected in quantiles.items():
        assert paired.student_quantile(p, df) == pytest.approx(expected, rel=1e-9, abs=1e-9)
        assert paired.student_cdf(expected, df) == pytest.approx(p, abs=1e-12)
    assert paired.student_quantile(p, 1e7) == pytest.approx(NormalDist().inv_cdf(p), abs=1e-5)


def test_the_mean_of_three_single_items_has_students_interval():
    # Mean 0.5, standard error sqrt(1/3) / 2 (variance 1/4 of three items), Student's quantile of two degrees.
    estimate = paired.clustered_mean([0.0, 0.5, 1.0], confidence=0.9)
    half = 0.9 * math.sqrt(2 / (4 * 0.95 * 0.05)) * math.sqrt(1 / 12)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((0.5, 0.5 - half, 0.5 + half))
    assert (estimate.n, estimate.clusters) == (3, 3)


def flipped(sums):
    """The p value by going through every pattern of signs."""
    totals = [
        abs(sum(s * x for s, x in zip(signs, sums, strict=True)))
        for signs in product((-1, 1), repeat=len(sums))
    ]
    return sum(total >= abs(sum(sums)) - 1e-9 for total in totals) / len(totals)


@pytest.mark.parametrize(
    ("changes", "families", "sums"),
    [
        ([1, 1, -1, 0.5], None, [1, 1, -1, 0.5]),
        ([1, 1, -1, 0.5, 0], [0, 0, 1, 2, 3], [2, -1, 0.5]),
        (
            [1, -1, 0.25, 1],
            ["a", "a", "b", "c"],
            [0.25, 1],
        ),  # a family without a change in sum counts nothing
        ([1, 1, 1, -1], None, [1, 1, 1, -1]),
        ([0.1, 0.2, 0.37, -0.4, 0.5, 0.61, 0.7], None, [0.1, 0.2, 0.37, -0.4, 0.5, 0.61, 0.7]),
    ],
)
def test_the_p_value_of_sign_flips_is_that_of_all_patterns(changes, families, sums):
    before, after = [0.0] * len(changes), changes
    assert paired.sign_flip(before, after, families) == pytest.approx(flipped(sums), abs=1e-12)
    assert paired.sign_flip(after, before, families) == pytest.approx(flipped(sums), abs=1e-12)


def test_without_a_change_nothing_is_shown():
    assert paired.sign_flip([], []) == paired.sign_flip([1, 0], [1, 0]) == 1.0
    assert paired.sign_flip([1, 0, 0], [0, 1, 0], ["a", "a", "b"]) == 1.0


def test_many_families_of_shares_have_the_exact_p_value_and_others_one_that_is_drawn():
    halves = [1.0] * 8 + [0.5] * 7 + [-0.5, -1.0]
    assert len(halves) > paired.EXACT_FAMILIES
    zeros = [0.0] * len(halves)
    exact = paired.sign_flip(zeros, halves)
    signs = (np.arange(2**17)[:, None] >> np.arange(17)) & 1
    every = np.abs((2 * signs - 1) @ np.array(halves)) >= abs(sum(halves)) - 1e-9
    assert exact == pytest.approx(every.mean(), abs=1e-9)
    # Sizes that are no multiples of a twelfth are drawn: the same for one seed, near the exact value, and never nothing.
    odd = [x * math.sqrt(2) if n % 2 else x for n, x in enumerate(halves)]
    totals = np.abs((2 * signs - 1) @ np.array(odd)) >= abs(sum(odd)) - 1e-9
    drawn = paired.sign_flip(zeros, odd)
    assert drawn == paired.sign_flip(zeros, odd)
    assert drawn == pytest.approx(totals.mean(), abs=4 * math.sqrt(totals.mean() / 9_999) + 1e-4)
    assert paired.sign_flip(zeros, np.abs(odd), rounds=99) == pytest.approx(0.01, abs=0.02)
    assert paired.sign_flip(zeros, np.abs(odd), rounds=99) >= 1 / 100


def test_a_change_of_nothing_and_of_one_family_has_no_interval_and_of_families_students():
    assert paired.change([], []) == paired.Estimate(None, None, None, 0, 0, "bonett-price")
    one = paired.change([0, 0], [1, 0], ["a", "a"])
    assert one == paired.Estimate(0.5, None, None, 2, 1, "bonett-price, families")
    # Three families whose two items change alike: each family counts once, so three effective items and two imagined ones.
    estimate = paired.change([0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 2, 2])
    effective = 3.0
    middle = 1 / 3 * effective / 5
    square = (1 / 3 * effective + 2) / 5
    half = paired.student_quantile(0.975, 2) * math.sqrt((square - middle**2) / 5)
    assert estimate.method == "bonett-price, families"
    assert (estimate.low, estimate.high) == pytest.approx((max(-1.0, middle - half), min(1.0, middle + half)))
    assert paired.change([0] * 4, [1] * 4).high == 1.0
    assert paired.change([1] * 4, [0] * 4).low == -1.0


def test_a_rate_of_families_is_the_mirror_of_the_rate_of_their_misses():
    hits, families = np.array([1, 1, 1, 0, 1, 1, 1, 1, 0, 1]), np.arange(10) // 2
    (rate, effect), (missed, same) = (paired.clustered_rate(values, families) for values in (hits, 1 - hits))
    assert effect == pytest.approx(same)
    assert (rate.value, rate.low, rate.high) == pytest.approx((0.8, 1 - missed.high, 1 - missed.low))
    assert paired.clustered_rate([], None)[0].value is None
    none, _ = paired.clustered_rate([0, 0, 0, 0], [0, 0, 1, 1])
    assert none.low == 0.0 < none.high < 1.0
    every, _ = paired.clustered_rate([1, 1, 1, 1], [0, 0, 1, 1])
    assert every.high == 1.0 > every.low > 0.0


def test_families_are_told_apart_whatever_they_are_named_by():
    hits = [1, 0, 1, 1, 0, 1]
    named = [
        ["a", "a", "b", "b", "c", "c"],
        [7, 7, 3, 3, 9, 9],
        np.array([7, 7, 3, 3, 9, 9]),
        np.array([-1, -1, 5, 5, 900, 900]),
    ]
    expected = paired.clustered_rate(hits, [0, 0, 1, 1, 2, 2])
    assert all(paired.clustered_rate(hits, families) == expected for families in named)
