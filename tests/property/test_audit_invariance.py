"""Laws that every coefficient keeps, whatever the ratings."""

import random

import pytest
from curation.stats.agreement import measure
from curation.stats.ratings import ratings
from curation.stats.sampling import size, state, upper_bound
from hypothesis import given
from hypothesis import strategies as st

TABLES = st.dictionaries(
    st.tuples(st.integers(0, 12), st.sampled_from("abcd")), st.sampled_from(["1", "2", "3"]), max_size=40
)


def triples(table):
    return [(str(item), reviewer, label) for (item, reviewer), label in table.items()]


@pytest.mark.slow
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table, order: random.Random):
    rows = triples(table)
    shuffled = rows[:]
    order.shuffle(shuffled)
    assert measure(ratings(rows), 50).as_json() == measure(ratings(shuffled), 50).as_json()


@given(TABLES)
def test_renaming_labels_changes_no_nominal_coefficient(table):
    rows = triples(table)
    renamed = [(i, r, {"1": "zeta", "2": "alpha", "3": "mu"}[x]) for i, r, x in rows]
    before, after = measure(ratings(rows), 0), measure(ratings(renamed), 0)
    for a, b in (
        (before.raw, after.raw),
        (before.fleiss_kappa, after.fleiss_kappa),
        (before.krippendorff_alpha["nominal"], after.krippendorff_alpha["nominal"]),
        (before.gwet_ac1, after.gwet_ac1),
    ):
        assert (a.value is None) == (b.value is None)
        assert a.value is None or abs(a.value - b.value) < 1e-9


@given(TABLES)
def test_perfect_agreement_is_one_or_undefined(table):
    rows = [(i, r, str(int(i) % 3)) for i, r, _ in triples(table)]
    found = measure(ratings(rows), 0)
    for figure in (found.raw, found.fleiss_kappa, found.krippendorff_alpha["nominal"], found.gwet_ac1):
        assert figure.value is None or abs(figure.value - 1) < 1e-9


@given(st.integers(1, 400), st.data())
def test_the_bound_of_a_lot_is_never_below_what_was_seen(lot, data):
    n = data.draw(st.integers(1, lot))
    errors = data.draw(st.integers(0, n))
    bound = upper_bound(errors, n, lot)
    assert errors / lot <= bound <= 1
    assert state(errors, n, lot, 0.05).certified == (bound < 0.05)


@given(st.integers(50, 600), st.integers(0, 3))
def test_a_planned_sample_certifies_and_one_item_less_does_not(lot, errors):
    n = size(0.05, 0.95, errors, lot)
    if n is not None:
        assert state(errors, n, lot, 0.05).certified
        assert n == errors or not state(errors, n - 1, lot, 0.05).certified
