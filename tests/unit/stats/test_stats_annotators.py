"""The picture of each reviewer, and the table of ratings that it rests on, by numbers that can be done by hand."""

import numpy as np
import pytest
from curation.stats import annotators
from curation.stats.ratings import patterns, ratings


def table(*rows):
    """One word a reviewer, one letter an item, `.` for no rating."""
    return ratings(
        (f"i{n}", f"r{who}", "" if said == "." else said)
        for who, row in enumerate(rows)
        for n, said in enumerate(row)
    )


def test_agreement_with_the_others_counts_each_pair_of_a_reviewer():
    # r0 agrees with one of two on the first item and with the one other on the second; the third is its own alone.
    assert annotators.with_others(table("xyx", "xy.", "y..")) == {"r0": (2, 3), "r1": (2, 3), "r2": (0, 2)}


def test_a_reviewer_without_a_rating_of_an_item_has_no_pair_there():
    assert annotators.with_others(table("x.", ".x")) == {"r0": (0, 0), "r1": (0, 0)}


def test_votes_have_a_one_for_each_rating_at_its_label():
    votes = annotators.votes(table("xy", ".y"))
    assert votes.tolist() == [[[1, 0], [0, 0]], [[0, 1], [0, 1]]]


def test_a_portrait_says_how_much_who_rated_and_how_often_right():
    drawn = annotators.portrait(table("xxyyxy", "xxyyxy", "xxyyyx"))
    assert list(drawn) == ["r0", "r1", "r2"]
    assert [(one["ratings"], one["agreeing"], one["pairs"]) for one in drawn.values()] == [
        (6, 10, 12),
        (6, 10, 12),
        (6, 8, 12),
    ]
    assert drawn["r0"]["accuracy"] == drawn["r1"]["accuracy"] > drawn["r2"]["accuracy"]
    for one in drawn.values():
        assert {truth: sum(row.values()) for truth, row in one["errors"].items()} == {
            "x": pytest.approx(1.0, abs=1e-3), "y": pytest.approx(1.0, abs=1e-3),
        }  # fmt: skip
    # Half a rating is added to each cell, so that nobody is never wrong; without it who always agrees is.
    assert 0.8 < drawn["r0"]["errors"]["x"]["x"] < 0.9
    assert annotators.dawid_skene(annotators.votes(table("xxyyxy", "xxyyxy"))).errors[0].tolist() == [
        [1.0, 0.0],
        [0.0, 1.0],
    ]
    assert drawn["r0"]["errors"]["x"]["x"] == round(drawn["r0"]["errors"]["x"]["x"], 4)


@pytest.mark.parametrize("rows", [("xy",), ("xx", "xx")])
def test_one_reviewer_or_one_label_has_no_portrait(rows):
    assert annotators.portrait(table(*rows)) == {}


def test_two_reviewers_and_two_labels_have_one():
    assert set(annotators.portrait(table("xy", "xx"))) == {"r0", "r1"}


def test_the_estimate_of_one_round_is_that_of_the_share_of_votes():
    # Two say x and one y of the first item; all say y of the second. One round: errors from the shares of votes, then Bayes.
    counts = annotators.votes(table("xy", "xy", "yy"))
    found = annotators.dawid_skene(counts, rounds=1)
    priors = np.array([1 / 3, 2 / 3])
    said_x = {0: (1.0, 0.25), 2: (0.0, 0.0)}  # P(says x | truth x), P(says x | truth y)
    assert found.errors[0][:, 0] == pytest.approx(said_x[0]) and found.errors[1] == pytest.approx(
        found.errors[0]
    )
    assert found.errors[2][:, 0] == pytest.approx(said_x[2])
    like = priors * np.array([1.0, 0.25]) ** 2 * np.array([1.0, 1.0])
    assert found.posterior[0] == pytest.approx(like / like.sum())
    assert found.posterior[1] == pytest.approx([0.0, 1.0])
    assert (found.rounds, annotators.dawid_skene(counts, rounds=7, tolerance=-1.0).rounds) == (1, 7)
    assert annotators.dawid_skene(counts).rounds < 200
    assert found.priors == pytest.approx(found.posterior.mean(0))


def test_a_label_that_nobody_gave_has_equal_errors_and_no_share():
    counts = np.zeros((2, 1, 3))
    counts[:, 0, 0] = 1.0
    found = annotators.dawid_skene(counts, rounds=1)
    assert found.errors[0, 1] == pytest.approx([1 / 3] * 3)
    assert found.priors == pytest.approx([1.0, 0.0, 0.0])


def test_the_pace_is_the_median_and_none_without_a_time():
    assert annotators.pace([3.0, 600.0, 5.0]) == 5.0
    assert annotators.pace([]) is None


def test_labels_stand_in_the_order_of_their_numbers_or_of_the_alphabet():
    assert table("10", "21").labels == ("0", "1", "2")
    numbers = ratings([("a", "r", "10"), ("b", "r", "9"), ("c", "r", "1.5")])
    assert numbers.labels == ("1.5", "9", "10") and numbers.values.tolist() == [1.5, 9.0, 10.0]
    words = ratings([("a", "r", "10"), ("b", "r", "9"), ("c", "r", "none")])
    assert words.labels == ("10", "9", "none") and words.values is None
    assert ratings([("a", "r", "inf"), ("b", "r", "1")]).values is None


def test_a_table_counts_the_ratings_of_each_item_by_label_whatever_their_order():
    data = table("xy.", "xxy")
    assert data.counts().tolist() == [[2, 0], [1, 1], [0, 1]]
    assert data.codes.tolist() == [[0, 0], [1, 0], [-1, 1]]
    triples = [("a", "r", "x"), ("b", "r", "y"), ("a", "s", "y")]
    assert ratings(triples[::-1]).codes.tolist() == ratings(triples).codes.tolist() == [[0, 1], [1, -1]]


def test_patterns_are_the_distinct_rows_with_how_often_each_occurs():
    found = patterns(np.array([[2, 0], [1, 1], [2, 0], [0, 2]]))
    assert (found.rows.tolist(), found.weights.tolist()) == ([[0, 2], [1, 1], [2, 0]], [1, 1, 2])
    assert len(patterns(np.zeros((0, 2), dtype=np.int64)).weights) == 0
