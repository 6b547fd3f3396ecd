"""Signs of not looking: what raises each, what does not, and how often a careful person is named."""

import random

import pytest
from curation.stats import attention


def test_who_answers_faster_than_words_can_be_read_is_named():
    words = [30.0] * 20
    # 30 words at 600 a minute take three seconds.
    assert attention.speed([2.9] * 20, words).raised
    assert attention.speed([2.9] * 20, words).k == 20
    assert not attention.speed([3.1] * 20, words).raised
    assert not attention.speed([1.0, *[20.0] * 19], words).raised


def test_few_judgements_raise_no_sign():
    assert not attention.speed([0.1] * 9, [99.0] * 9).raised
    assert not attention.same_option([0] * 9, [1] * 9, 4).raised
    assert not attention.same_verdict([False] * 9, [True] * 9).raised


def test_one_option_for_everything_is_named_with_its_letter():
    keys = [0, 1, 2, 3] * 5
    sign = attention.same_option([2] * 20, keys, 4)
    assert sign.raised and sign.about == "C" and sign.k == 20
    assert sign.expected == 0.25


def test_one_option_is_no_sign_where_the_keys_are_there():
    assert not attention.same_option([0] * 20, [0] * 20, 4).raised
    assert not attention.same_option([0, 1, 2, 3] * 5, [0, 1, 2, 3] * 5, 4).raised


def test_who_never_objects_where_others_do_is_named_and_who_sometimes_does_is_not():
    others = [True] * 8 + [False] * 12
    assert attention.same_verdict([False] * 20, others).raised
    assert attention.same_verdict([True] * 20, others).raised
    assert not attention.same_verdict([True, *[False] * 19], others).raised
    assert not attention.same_verdict([False] * 20, [False] * 20).raised


def test_the_chance_of_one_verdict_throughout_is_that_of_fisher():
    # 0 of 10 beside 5 of 10: C(15, 10) / C(20, 10) = 3003 / 184756, both sides together.
    assert attention.same_verdict([False] * 10, [True] * 5 + [False] * 5).chance == pytest.approx(
        2 * 3003 / 184756
    )


def test_the_same_mistakes_are_measured_against_those_of_others():
    assert attention.same_mistakes(10, 10).raised
    assert not attention.same_mistakes(7, 10).raised
    # Where nine of ten shared mistakes of others are the same as well, ten of ten are no sign.
    assert not attention.same_mistakes(10, 10, (27, 30)).raised


@pytest.mark.parametrize("people", [400])
def test_of_careful_people_about_one_in_a_hundred_is_named_by_a_sign(people):
    draw = random.Random(11)
    named = {"speed": 0, "same-option": 0, "same-verdict": 0, "same-mistakes": 0}
    for _ in range(people):
        n = draw.choice([10, 20, 40])
        keys = [draw.randrange(4) for _ in range(n)]
        answers = [k if draw.random() < 0.7 else draw.randrange(4) for k in keys]
        wrong = [draw.random() < 0.5 for _ in range(n)]
        signs = (
            attention.speed([0.1 if draw.random() < 0.05 else 60.0 for _ in range(n)], [50.0] * n),
            attention.same_option(answers, keys, 4),
            attention.same_verdict(
                [draw.random() < 0.2 for _ in range(n)], [draw.random() < 0.2 for _ in range(n)]
            ),
            attention.same_mistakes(sum(wrong), n),
        )
        for sign in signs:
            named[sign.name] += sign.raised
    # At most 1 % by each; with 400 people more than 11 would have a chance below .002 at 1 %.
    assert max(named.values()) <= 11, named


def test_a_sign_of_mixed_verdicts_says_what_is_counted():
    sign = attention.same_verdict([True] * 4 + [False] * 16, [False] * 20)
    assert not sign.raised
    assert str(sign).startswith("the more frequent of both sorts of verdict: on 16 of 20 items")
