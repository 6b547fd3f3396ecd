"""What a random sample proves of a lot: exact bounds by counting, wealth by hand, and every edge of a statement."""

import math

import pytest
from curation.stats import sampling
from curation.stats.sampling import Statement


def at_most(k, lot, bad, n):
    """P(at most `k` bad items among `n` of `lot`) by counting."""
    ways = sum(
        math.comb(bad, i) * math.comb(lot - bad, n - i)
        for i in range(min(k, bad, n) + 1)
        if n - i <= lot - bad
    )
    return ways / math.comb(lot, n)


@pytest.mark.parametrize(("lot", "bad", "n"), [(20, 3, 5), (20, 17, 5), (10, 5, 10), (50, 1, 30), (12, 0, 4)])
def test_the_chance_of_few_bad_items_is_counted(lot, bad, n):
    for k in range(-1, n + 2):
        expected = at_most(k, lot, bad, n) if k >= 0 else 0.0
        assert sampling.hypergeometric_cdf(k, lot, bad, n) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("errors", "n", "lot"), [(0, 10, 40), (2, 15, 40), (0, 40, 40), (5, 5, 40), (1, 1, 3)]
)
def test_the_upper_bound_is_the_greatest_rate_that_the_sample_does_not_reject(errors, n, lot):
    possible = [bad for bad in range(errors, lot - (n - errors) + 1) if at_most(errors, lot, bad, n) > 0.05]
    assert sampling.upper_bound(errors, n, lot) == max(possible) / lot
    wide = [bad for bad in range(errors, lot - (n - errors) + 1) if at_most(errors, lot, bad, n) > 0.2]
    assert sampling.upper_bound(errors, n, lot, 0.8) == max(wide) / lot


@pytest.mark.parametrize(("errors", "n", "lot"), [(-1, 5, 9), (6, 5, 9), (1, 10, 9), (0, 0, 0)])
def test_a_sample_that_cannot_be_is_refused(errors, n, lot):
    with pytest.raises(ValueError, match="needs 0 <= errors <= n <= lot"):
        sampling.upper_bound(errors, n, lot)


@pytest.mark.parametrize("given", [(0.0,), (1.0,), (0.1, 0.0), (0.1, 1.0), (0.1, 0.95, -1)])
def test_a_plan_that_cannot_be_is_refused(given):
    with pytest.raises(ValueError, match="needs 0 < p < 1"):
        sampling.size(*given)


@pytest.mark.parametrize(
    ("p", "errors", "lot"), [(0.1, 0, 40), (0.1, 1, 40), (0.25, 2, 20), (0.1, 0, None), (0.2, 3, None)]
)
def test_a_plan_is_the_least_sample_that_proves_its_rate(p, errors, lot):
    n = sampling.size(p, 0.95, errors, lot)

    def chance(size):
        if lot is not None:
            return at_most(errors, lot, math.ceil(p * lot), size)
        return sum(math.comb(size, i) * p**i * (1 - p) ** (size - i) for i in range(errors + 1))

    assert chance(n) <= 0.05 < chance(n - 1)


def test_as_many_errors_as_the_rate_has_prove_nothing():
    assert (
        sampling.size(0.1, 0.95, 3, 40) == 40
    )  # all but the last of four bad items: only the whole lot tells
    assert sampling.size(0.1, 0.95, 4, 40) is None
    assert sampling.size(0.1, 0.95, 9, 40) is None


def test_a_statement_of_nothing_knows_nothing_and_one_at_its_rate_is_not_below_it():
    nothing = sampling.state(0, 0, 40, 0.1)
    assert (nothing.certified, nothing.upper, nothing.needed) == (False, 1.0, sampling.size(0.1, 0.95, 0, 40))
    whole = sampling.state(4, 40, 40, 0.1)
    assert (whole.certified, whole.upper, whole.needed) == (False, 0.1, None)
    assert sampling.state(3, 40, 40, 0.1) == Statement(True, 3, 40, 40, 0.1, 0.95, 3 / 40, 0)
    assert sampling.certify([], 40, 0.1).upper == 1.0


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            Statement(True, 0, 29, 400, 0.1, 0.95, 0.08, 0),
            "error rate below 10.00% with 95% confidence (0 errors in 29 of 400 items)",
        ),
        (
            Statement(False, 1, 9, 400, 0.1, 0.9, 0.35, 20),
            "not certified below 10.00% at 90% (1 errors in 9 of 400 items, upper bound 35.00%); 20 more items without an error are needed",
        ),
        (
            Statement(False, 50, 90, 400, 0.1, 0.9, 0.6, None),
            "not certified below 10.00% at 90% (50 errors in 90 of 400 items, upper bound 60.00%); not even all of them would certify it",
        ),
    ],
)
def test_a_statement_says_what_is_proved_or_what_is_missing(statement, told):
    assert str(statement) == told
    assert statement.as_json()["statement"] == told
    assert (statement.as_json()["k"], statement.as_json()["n"]) == (statement.errors, statement.n)


def test_a_fixed_plan_is_certified_with_its_size_and_no_error_more_than_allowed():
    n = sampling.size(0.1, 0.95, 1, 400)
    assert sampling.certify([True] + [False] * (n - 1), 400, 0.1, allowed=1).certified
    short = sampling.certify([True] + [False] * (n - 2), 400, 0.1, allowed=1)
    assert (short.certified, short.needed) == (False, 1)
    two = sampling.certify([True] * 2 + [False] * (n - 2), 400, 0.1, allowed=1)
    assert (two.certified, two.needed) == (False, sampling.size(0.1, 0.95, 2, 400) - n)
    assert not sampling.certify([True] * 2 + [False] * 398, 400, 0.1, allowed=1).certified


def test_the_wealth_of_a_bettor_grows_by_each_clean_item_and_falls_by_each_error():
    # Half of the capital against a rate of .2: times 1 + .5 * .2 for a clean item, 1 + .5 * (.2 - 1) for an error.
    assert sampling.wealth([False, True, False], 0.2, 0.5) == pytest.approx([1.1, 1.1 * 0.6, 1.1 * 0.6 * 1.1])
    # A lot of ten of which two are said to be bad: 2 of 10, then 2 of 9, and 1 of 8 behind an error.
    path = sampling.wealth([False, True, False], 0.2, 0.5, lot=10)
    assert path == pytest.approx(
        [1.1, 1.1 * (1 + 0.5 * (2 / 9 - 1)), 1.1 * (1 + 0.5 * (2 / 9 - 1)) * (1 + 0.5 / 8)]
    )
    # Both bad items are found: the claim is true. Or so few are left that they cannot hold two: it is false.
    assert sampling.wealth([True, True], 0.2, 0.5, lot=10)[-1] == 0.0
    assert sampling.wealth([False] * 9, 0.2, 0.5, lot=10)[-2:] == [
        pytest.approx(sampling.wealth([False] * 8, 0.2, 0.5, lot=10)[-1]),
        math.inf,
    ]
    for p, bet in ((0.0, 0.5), (1.0, 0.5), (0.1, 0.0), (0.1, 1.5)):
        with pytest.raises(ValueError, match="needs 0 < p < 1 and 0 < bet"):
            sampling.wealth([], p, bet)


def test_a_running_test_certifies_at_the_first_item_that_reaches_its_goal():
    # 1.5 ** 7 < 20 <= 1.5 ** 8.
    assert sampling.certified_at([False] * 20, 0.5, 0.95, bet=1.0) == 8
    assert sampling.certified_at([False] * 7, 0.5, 0.95, bet=1.0) is None
    assert sampling.certified_at([False] * 20, 0.5, 0.5, bet=1.0) == 2  # 1.5 ** 2 >= 2
    clean = sampling.certify([False] * 5, 12, 0.5, method="sequential")
    assert clean.needed == sampling.certified_at([False] * 12, 0.5, 0.95, lot=12) - 5
    lost = sampling.certify([True] * 6, 12, 0.5, method="sequential")
    assert (lost.certified, lost.needed) == (False, None)
