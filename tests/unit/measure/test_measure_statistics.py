"""The statistics against scipy and statsmodels on 200 random cases, and against arithmetic done by hand."""

from __future__ import annotations

import numpy as np
import pytest
from curation.stats import paired as s
from curation.stats.intervals import wilson

CASES = range(200)


def drawn(case):
    """Paired 0/1 values of a random size, with clusters of a random number."""
    random = np.random.default_rng(case)
    n = int(random.integers(8, 400))
    before = (random.random(n) < random.random()).astype(float)
    after = np.where(random.random(n) < 0.3, 1 - before, before)
    return before, after, random.integers(0, max(2, n // 3), n)


@pytest.mark.slow
def test_the_exact_mcnemar_test_equals_statsmodels_on_200_random_cases():
    contingency = pytest.importorskip(
        "statsmodels.stats.contingency_tables", reason="statsmodels is a development dependency"
    )
    for case in CASES:
        before, after, _ = drawn(case)
        lost, won = int(((before == 1) & (after == 0)).sum()), int(((before == 0) & (after == 1)).sum())
        table = [
            [int(((before == 1) & (after == 1)).sum()), lost],
            [won, int(((before == 0) & (after == 0)).sum())],
        ]
        assert s.mcnemar(lost, won).p == pytest.approx(
            float(contingency.mcnemar(table, exact=True).pvalue), abs=1e-10
        )


@pytest.mark.slow
def test_wilson_equals_statsmodels_on_200_random_cases_and_holm_on_30():
    multitest = pytest.importorskip(
        "statsmodels.stats.multitest", reason="statsmodels is a development dependency"
    )
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    for case in CASES:
        random = np.random.default_rng(case)
        p = random.random(int(random.integers(1, 30))) ** 3
        if case < 30:  # theirs takes a tenth of a second, much more beside other processes
            assert s.holm(p.tolist()) == pytest.approx(
                multitest.multipletests(p, method="holm")[1].tolist(), abs=1e-12
            )
        n = int(random.integers(1, 500))
        k = int(random.integers(0, n + 1))
        low, high = proportion.proportion_confint(k, n, method="wilson")
        rate = wilson(k, n)
        assert (rate.low, rate.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.slow
def test_the_clustered_interval_equals_a_robust_regression_on_200_random_cases():
    api = pytest.importorskip("statsmodels.api", reason="statsmodels is a development dependency")
    for case in CASES:
        before, after, groups = drawn(case)
        values = after - before
        if len(set(groups.tolist())) < 2 or not values.any():
            continue
        fit = api.OLS(values, np.ones(len(values))).fit(
            cov_type="cluster",
            cov_kwds={"groups": groups, "df_correction": True, "use_correction": True},
            use_t=True,
        )
        mine = s.clustered_mean(values, groups.tolist())
        assert mine.value == pytest.approx(float(fit.params[0]), abs=1e-12)
        assert (mine.low, mine.high) == pytest.approx(tuple(map(float, fit.conf_int()[0])), abs=1e-8)


@pytest.mark.slow
def test_student_equals_scipy_on_200_random_cases():
    stats = pytest.importorskip("scipy.stats", reason="scipy is a development dependency")
    for case in CASES:
        random = np.random.default_rng(case)
        df, t, p = (
            float(random.integers(1, 500)),
            float(random.normal(0, 3)),
            float(random.uniform(0.001, 0.999)),
        )
        assert s.student_cdf(t, df) == pytest.approx(float(stats.t.cdf(t, df)), abs=1e-11)
        assert s.student_quantile(p, df) == pytest.approx(float(stats.t.ppf(p, df)), rel=1e-9, abs=1e-9)


@pytest.mark.slow
def test_kappa_equals_statsmodels_on_200_random_cases():
    raters = pytest.importorskip(
        "statsmodels.stats.inter_rater", reason="statsmodels is a development dependency"
    )
    for case in CASES:
        random = np.random.default_rng(case)
        a = random.integers(0, 3, 60)
        b = np.where(random.random(60) < 0.6, a, random.integers(0, 3, 60))
        table = np.zeros((3, 3))
        np.add.at(table, (a, b), 1)
        assert s.cohen_kappa(a.tolist(), b.tolist()) == pytest.approx(
            float(raters.cohens_kappa(table).kappa), abs=1e-12
        )


def test_no_discordant_pair_says_nothing_and_one_sided_loss_is_two_to_the_minus_n():
    assert s.mcnemar(0, 0).p == 1.0
    assert s.mcnemar(10, 0).p == pytest.approx(2 / 2**10)


def test_refusal_at_k_is_a_share_of_draws():
    # 3 of 5 samples refuse; C(3,2) / C(5,2) = 3 / 10.
    assert s.at_k(3, 5, 2) == pytest.approx(0.3)
    assert s.at_k(1, 5, 2) == 0.0
    with pytest.raises(ValueError, match="needs"):
        s.at_k(1, 2, 3)


def test_a_perfect_judge_leaves_the_rate_as_it_is_and_a_blind_one_leaves_it_undefined():
    assert s.rogan_gladen(30, 100, 1000, 1000, 1000, 1000).value == pytest.approx(0.3)
    assert s.rogan_gladen(30, 100, 50, 100, 50, 100).value is None


def test_the_corrected_rate_is_the_textbook_one():
    # Apparent .5, sensitivity .9, specificity .8: (.5 + .8 - 1) / (.9 + .8 - 1) = .3 / .7.
    found = s.rogan_gladen(500, 1000, 90, 100, 80, 100)
    assert found.value == pytest.approx(0.3 / 0.7)
    assert found.low < found.value < found.high


def test_the_corrected_interval_becomes_the_textbook_one_as_samples_grow():
    """Rogan and Gladen's variance: that of the apparent rate and of both validated rates, over the squared Youden index."""
    n, sick, well, p, se, sp = 400_000, 100_000, 200_000, 0.41, 0.9, 0.85
    found = s.rogan_gladen(int(p * n), n, int(se * sick), sick, int(sp * well), well)
    rate = (p + sp - 1) / (se + sp - 1)
    spread = p * (1 - p) / n + (1 - rate) ** 2 * sp * (1 - sp) / well + rate**2 * se * (1 - se) / sick
    half = 1.959964 * spread**0.5 / (se + sp - 1)
    assert found.value == pytest.approx(rate, abs=1e-9)
    assert found.low == pytest.approx(rate - half, abs=2e-5)
    assert found.high == pytest.approx(rate + half, abs=2e-5)


def test_a_judge_known_exactly_leaves_only_the_error_of_the_sample():
    found = s.rogan_gladen(300, 1000, 10**9, 10**9, 10**9, 10**9)
    plain = wilson(300, 1000)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=6e-4)


@pytest.mark.slow
@pytest.mark.parametrize(("rate", "n"), [(0.05, 100), (0.3, 500), (0.8, 500), (0.3, 5000)])
def test_the_corrected_interval_holds_its_level(rate, n):
    """3,000 studies each: the standard error of the share is 0.4 points."""
    random, studies = np.random.default_rng(n), 3000
    held = 0
    for _ in range(studies):
        ill = int(random.binomial(n, rate))
        positive = int(random.binomial(ill, 0.9) + random.binomial(n - ill, 0.15))
        found = s.rogan_gladen(
            positive, n, int(random.binomial(150, 0.9)), 150, int(random.binomial(200, 0.85)), 200
        )
        held += found.low is not None and found.low <= rate <= found.high
    assert abs(held / studies - 0.95) < 0.02


def test_families_that_move_together_widen_the_interval():
    hits = [True, True, True, False, False, False] * 10
    together = [i // 3 for i in range(60)]
    alone, effect_alone = s.clustered_rate(hits, list(range(60)))
    wide, effect = s.clustered_rate(hits, together)
    assert effect_alone == 1.0
    # Three items that always agree carry the weight of one.
    assert effect == pytest.approx(3)
    assert wide.high - wide.low > alone.high - alone.low


def test_a_rate_of_zero_rests_on_the_number_of_families():
    nothing, effect = s.clustered_rate([0] * 235, [i // 5 for i in range(235)])
    assert effect == pytest.approx(5)
    # 47 independent families without a hit: Wilson's upper bound with Student's quantile of 46 degrees of freedom.
    z = s.student_quantile(0.975, 46)
    assert nothing.low == 0.0
    assert nothing.high == pytest.approx(z * z / (47 + z * z))


def test_a_rate_without_families_is_wilsons():
    rate, effect = s.clustered_rate([1, 0, 0, 1], None)
    assert (rate, effect) == (wilson(2, 4), 1.0)
    assert s.clustered_rate([1, 1, 0], ["a", "a", "a"])[0].low is None
    assert s.clustered_rate([], None)[0].value is None


def test_the_test_of_a_change_is_mcnemars_for_items_that_stand_alone():
    before, after = [1, 1, 1, 1, 1, 1, 0, 0], [0, 0, 0, 0, 0, 1, 1, 0]
    assert s.sign_flip(before, after) == pytest.approx(s.mcnemar(5, 1).p)
    assert s.sign_flip([1, 0], [1, 0]) == 1.0
    assert s.sign_flip([], []) == 1.0


def test_the_test_of_a_change_counts_every_pattern_of_signs_of_few_families():
    # Sums of the families: -2, -1, +1. Of the 8 patterns of signs those with |sum| >= 2 are +-(2+1-1), +-(2-1+1), +-(2+1+1): 6.
    before, after = [1, 1, 1, 0], [0, 0, 0, 1]
    assert s.sign_flip(before, after, ["a", "a", "b", "c"]) == pytest.approx(6 / 8)


def test_many_families_are_drawn_and_agree_with_the_exact_count():
    random = np.random.default_rng(4)
    groups = [i // 3 for i in range(3 * 16)]
    before, after = random.integers(0, 2, 48), random.integers(0, 2, 48)
    exact = s.sign_flip(before, after, groups)
    limit, s.EXACT_FAMILIES = s.EXACT_FAMILIES, 0
    try:
        drawn_p = s.sign_flip(before, after, groups, rounds=40_000)
    finally:
        s.EXACT_FAMILIES = limit
    assert drawn_p == pytest.approx(exact, abs=0.01)


def test_an_interval_of_a_change_is_never_of_zero_width():
    for groups in (None, [i // 5 for i in range(50)]):
        same = s.change([1] * 50, [1] * 50, groups)
        gone = s.change([1] * 50, [0] * 50, groups)
        assert same.low < 0 < same.high
        assert gone.value == -1.0 and gone.low == -1.0 and gone.high > -1.0
    assert s.change([1, 0], [0, 0], ["a", "a"]).low is None


def test_a_change_of_single_items_is_bonett_and_prices():
    # 3 lost, 1 won of 20: centre (2 - 4) / 22, variance ((2 + 4)/22 - centre^2) / 22.
    before, after = [1, 1, 1, 0] + [1] * 16, [0, 0, 0, 1] + [1] * 16
    centre = -2 / 22
    half = 1.959964 * ((6 / 22 - centre**2) / 22) ** 0.5
    estimate = s.change(before, after)
    assert (estimate.value, estimate.n, estimate.clusters) == (-0.1, 20, 20)
    assert (estimate.low, estimate.high) == pytest.approx((centre - half, centre + half), abs=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(("families", "rho"), [(10, 0.9), (40, 0.5)])
def test_the_test_and_the_intervals_hold_their_level_within_families(families, rho):
    """300 studies of families of five: 3 standard errors of the type I error are 3.8 points, of the coverage as much."""
    random, studies, size = np.random.default_rng(families), 300, 5
    groups = list(np.repeat(np.arange(families), size))

    def answers(common):
        latent = rho**0.5 * np.repeat(common, size) + (1 - rho) ** 0.5 * random.standard_normal(
            families * size
        )
        return (latent < 0).astype(float)

    rejected = held = kept = 0
    for _ in range(studies):
        before, after = (answers(random.standard_normal(families)) for _ in range(2))
        rejected += s.sign_flip(before, after, groups, rounds=499) <= 0.05
        none = s.change(before, after, groups)
        kept += none.low <= 0 <= none.high
        rate, _ = s.clustered_rate(before, groups)
        held += rate.low <= 0.5 <= rate.high
    assert rejected / studies <= 0.088
    assert min(held, kept) / studies >= 0.91


def test_the_lattice_gives_the_p_value_of_all_patterns_of_signs():
    from itertools import product

    sums = [3, -2, 2, 2, 1, -1, 1, 1, 2.5, -0.5, 1.5, 3]
    sizes, counts = np.unique(np.abs(sums), return_counts=True)
    totals = np.array(
        [
            abs(sum(sign * x for sign, x in zip(signs, sums, strict=True)))
            for signs in product((-1, 1), repeat=12)
        ]
    )
    observed = abs(sum(sums))
    assert s._lattice_p(sizes, counts, observed - 1e-9) == pytest.approx(
        (totals >= observed - 1e-9).mean(), abs=1e-12
    )


def test_a_plain_difference_holds_after_a_correction_for_many_models():
    # 300 families of three items, of which a model refuses 60 % and another 85 %: one of 780 pairs of 40 models.
    rng = np.random.default_rng(0)
    left, right = (rng.random(900) < 0.6).astype(float), (rng.random(900) < 0.85).astype(float)
    p = s.sign_flip(left, right, np.repeat(np.arange(300), 3))
    assert p * 780 < 0.001
