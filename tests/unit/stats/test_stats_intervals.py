"""Intervals of a proportion against scipy and at their edges."""

import math

import pytest
from curation.stats.intervals import Rate, binomial_cdf, clopper_pearson, clopper_pearson_upper, wilson

from lazy_modules import lazily

stats = lazily("scipy.stats")

COUNTS = [(0, 1), (1, 1), (0, 10), (1, 10), (5, 10), (9, 10), (10, 10), (37, 120)]


@pytest.mark.slow
@pytest.mark.parametrize(("k", "n"), COUNTS)
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_wilson_is_that_of_scipy(k, n, confidence):
    expected = stats.binomtest(k, n).proportion_ci(confidence, method="wilson")
    rate = wilson(k, n, confidence)
    assert (rate.value, rate.k, rate.n) == (k / n, k, n)
    assert rate.low == pytest.approx(expected.low, abs=1e-12)
    assert rate.high == pytest.approx(expected.high, abs=1e-12)


def test_no_success_and_no_failure_touch_the_ends_exactly():
    assert wilson(0, 7).low == 0.0
    assert wilson(7, 7).high == 1.0


@pytest.mark.slow
@pytest.mark.parametrize(("k", "n"), COUNTS)
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_the_exact_interval_is_that_of_scipy(k, n, confidence):
    expected = stats.binomtest(k, n).proportion_ci(confidence, method="exact")
    rate = clopper_pearson(k, n, confidence)
    assert (rate.value, rate.k, rate.n) == (k / n, k, n)
    assert rate.low == pytest.approx(expected.low, abs=1e-9)
    assert rate.high == pytest.approx(expected.high, abs=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize(("k", "n"), COUNTS)
def test_the_upper_bound_is_the_quantile_of_a_beta_distribution(k, n):
    expected = 1.0 if k == n else stats.beta.ppf(0.95, k + 1, n - k)
    assert clopper_pearson_upper(k, n) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_nothing_of_nothing_is_undefined(interval):
    assert interval(0, 0) == Rate(None, None, None, 0, 0)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson, clopper_pearson_upper])
@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5)])
def test_more_successes_than_trials_are_refused(interval, k, n):
    with pytest.raises(ValueError, match=f"k={k}, n={n}"):
        interval(k, n)


def test_an_upper_bound_of_nothing_is_refused():
    with pytest.raises(ValueError, match="n=0"):
        clopper_pearson_upper(0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("k", [-1, 0, 1, 6, 11, 12, 13])
@pytest.mark.parametrize("p", [0.0, 0.01, 0.5, 0.99, 1.0])
def test_the_distribution_is_that_of_scipy(k, p):
    assert binomial_cdf(k, 12, p) == pytest.approx(stats.binom.cdf(k, 12, p), abs=1e-12)


def test_the_distribution_of_no_trial_is_one_from_zero_on():
    assert (binomial_cdf(-1, 0, 0.5), binomial_cdf(0, 0, 0.5)) == (0.0, 1.0)
    with pytest.raises(ValueError, match="n=-1"):
        binomial_cdf(0, -1, 0.5)


@pytest.mark.slow
def test_very_many_trials_do_not_underflow():
    assert binomial_cdf(4_000, 10_000, 0.4) == pytest.approx(stats.binom.cdf(4_000, 10_000, 0.4), rel=1e-9)
    assert 0.0 < binomial_cdf(10, 10_000, 0.1) < 1e-300 or math.isclose(binomial_cdf(10, 10_000, 0.1), 0.0)


def test_a_rate_is_shown_with_its_interval_and_count():
    assert str(Rate(0.5, 0.25, 0.75, 2, 4)) == "0.500 [0.250, 0.750] (n=4)"
    assert str(Rate(None, None, None, 0, 0)) == "undefined (n=0)"


# --- by their definitions, without a library that is slow to load ------------------------------------------------------

Z = {0.9: 1.6448536269514722, 0.95: 1.959963984540054}


@pytest.mark.parametrize(("k", "n"), [(1, 10), (5, 10), (9, 10), (37, 120)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_the_ends_of_wilsons_interval_are_the_rates_from_which_the_observed_one_is_just_z_errors_away(
    k, n, confidence
):
    rate = wilson(k, n, confidence)
    assert (rate.value, rate.k, rate.n) == (k / n, k, n)
    assert 0 < rate.low < k / n < rate.high < 1
    for end in (rate.low, rate.high):
        assert (k / n - end) ** 2 == pytest.approx(Z[confidence] ** 2 * end * (1 - end) / n, abs=1e-12)


def probability(k, n, p):
    """P(X <= k) by counting: the sum of exact binomial coefficients."""
    return math.fsum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1))


@pytest.mark.parametrize("k", [0, 1, 6, 11])
@pytest.mark.parametrize("p", [0.01, 0.25, 0.5, 0.99])
def test_the_distribution_is_the_sum_of_its_terms(k, p):
    assert binomial_cdf(k, 12, p) == pytest.approx(probability(k, 12, p), abs=1e-14)


def test_the_distribution_at_its_edges_and_for_certain_and_impossible_events():
    assert [binomial_cdf(k, 12, 0.5) for k in (-1, 12, 13)] == [0.0, 1.0, 1.0]
    assert [binomial_cdf(k, 12, 0.0) for k in (-1, 0, 5, 12)] == [0.0, 1.0, 1.0, 1.0]
    assert [binomial_cdf(k, 12, 1.0) for k in (-1, 0, 11, 12)] == [0.0, 0.0, 0.0, 1.0]
    # 10,000 tosses of a fair coin: the terms near the middle are far below the least float if they are not summed as logarithms.
    assert binomial_cdf(4_999, 10_000, 0.5) + math.exp(
        math.lgamma(10_001) - 2 * math.lgamma(5_001) - 10_000 * math.log(2)
    ) / 2 == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize(("k", "n"), [(0, 10), (1, 10), (5, 10), (9, 10), (37, 120)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_the_exact_interval_leaves_half_of_the_rest_on_either_side(k, n, confidence):
    rate = clopper_pearson(k, n, confidence)
    assert (rate.value, rate.k, rate.n) == (k / n, k, n)
    each = (1 - confidence) / 2
    assert probability(k, n, rate.high) == pytest.approx(each, abs=1e-9)
    if k:
        assert 1 - probability(k - 1, n, rate.low) == pytest.approx(each, abs=1e-9)
    else:
        assert rate.low == 0.0
    assert clopper_pearson(n - k, n, confidence).low == pytest.approx(1 - rate.high, abs=1e-12)


def test_the_upper_bound_leaves_all_of_the_rest_above_it_and_is_one_where_all_failed():
    assert probability(3, 50, clopper_pearson_upper(3, 50)) == pytest.approx(0.05, abs=1e-9)
    assert probability(3, 50, clopper_pearson_upper(3, 50, 0.99)) == pytest.approx(0.01, abs=1e-9)
    assert clopper_pearson_upper(5, 5) == 1.0
    assert clopper_pearson(5, 5).high == 1.0
