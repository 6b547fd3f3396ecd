"""Intervals against published values and scipy."""

import pytest
from curation.stats.intervals import binomial_cdf, clopper_pearson_upper, wilson
from hypothesis import given
from hypothesis import strategies as st

from lazy_modules import lazily

stats = lazily("scipy.stats")


@pytest.mark.slow
@pytest.mark.parametrize(("k", "n"), [(0, 10), (3, 10), (10, 10), (81, 263), (1, 765)])
def test_wilson_equals_scipy(k, n):
    want = stats.binomtest(k, n).proportion_ci(method="wilson")
    got = wilson(k, n)
    assert got.low == pytest.approx(want.low, abs=1e-12)
    assert got.high == pytest.approx(want.high, abs=1e-12)


def test_no_trials_is_undefined_not_zero():
    assert wilson(0, 0).value is None
    assert str(wilson(0, 0)) == "undefined (n=0)"


# 0 of 299 bounds the rate just below 1 %: 1 - 0.05 ** (1 / 299) = 0.00997
@pytest.mark.parametrize(("k", "n", "upper"), [(0, 299, 0.00997), (1, 299, 0.01577), (3, 500, 0.01543)])
def test_clopper_pearson_upper_bounds(k, n, upper):
    assert clopper_pearson_upper(k, n) == pytest.approx(upper, abs=5e-5)
    assert clopper_pearson_upper(k, n) == pytest.approx(stats.beta.ppf(0.95, k + 1, n - k), abs=1e-9)


def test_binomial_cdf_equals_scipy():
    assert binomial_cdf(3, 50, 0.1) == pytest.approx(stats.binom.cdf(3, 50, 0.1), abs=1e-12)


@pytest.mark.slow
@given(n=st.integers(0, 200), p=st.floats(0, 1), k=st.integers(-3, 203))
def test_binomial_cdf_equals_scipy_for_every_count_and_is_a_probability(n, p, k):
    value = binomial_cdf(k, n, p)
    assert 0.0 <= value <= 1.0
    assert value == pytest.approx(float(stats.binom.cdf(k, n, p)), abs=1e-9)
    assert value >= binomial_cdf(k - 1, n, p)


def test_binomial_cdf_refuses_a_negative_number_of_trials():
    with pytest.raises(ValueError, match="n must not be negative"):
        binomial_cdf(0, -1, 0.5)


def test_an_impossible_count_is_refused():
    with pytest.raises(ValueError, match="k must be"):
        wilson(5, 4)
