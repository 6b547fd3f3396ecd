"""The median time of each way of asking a question, with an interval that holds."""

from __future__ import annotations

import random

import pytest
from curation.review.standing import pace

from review_world import item, judgement, question


def test_two_tasks_count_together_and_a_half_done_item_only_in_its_stage():
    made = [item(question(n)) for n in range(4)]
    given = []
    for n, one in enumerate(made):
        given.append(judgement(one, "a", stage="open", verdict="none", seconds=10.0 + n))
        if n:
            given.append(judgement(one, "a", seconds=20.0))
    found = {m.way: (m.n, m.seconds) for m in pace.ways(given, {"b1": "separate"})}
    assert found == {
        "question in two tasks": (3, 32.0), "its answers (closed and open book)": (4, 11.5), "its verdict": (3, 20.0),
    }  # fmt: skip
    alone = [judgement(made[0], who, seconds=s) for who, s in (("a", 30.0), ("b", 40.0))]
    assert [str(m) for m in pace.ways(alone, {"b1": "merged"})] == ["question in one task: median 35 s (n=2)"]
    assert pace.ways(alone, {}) == []


@pytest.mark.parametrize(("n", "known"), [(5, None), (6, (1, 6)), (10, (2, 9)), (20, (6, 15))])
def test_the_interval_is_that_of_the_published_table(n, known):
    found = pace.of("x", [float(i) for i in range(1, n + 1)])
    assert (found.low, found.high) == (known or (None, None))


@pytest.mark.slow
def test_the_interval_covers_the_median_of_a_skewed_distribution():
    draw = random.Random(5)
    hit = 0
    for _ in range(2000):
        found = pace.of("x", [draw.lognormvariate(3, 1) for _ in range(15)])
        hit += found.low <= 20.0855 <= found.high
    assert hit / 2000 >= 0.94
