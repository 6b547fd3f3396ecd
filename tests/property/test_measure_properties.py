"""Laws of measuring: spans lie inside, order does not matter, intervals hold their estimate."""

from __future__ import annotations

import pytest
from curation.measure import refusal
from curation.measure.answers import parse
from curation.measure.judging import load, request, ticket
from curation.measure.refusals import refusal_verdicts
from curation.stats import paired as s
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from(
        [
            "I",
            "can't",
            "cannot",
            "help",
            "sorry",
            ",",
            ".",
            "\n",
            "however",
            "steps",
            "1.",
            "instead",
            "the",
            "answer",
            "is",
            "A",
            "B",
            "illegal",
            "sure",
            "you",
            "’",
            "<think>",
            "</think>",
            "😀",
        ]
    ),
    max_size=40,
).map(" ".join)
ANY = st.one_of(st.text(max_size=200), WORDS)


@pytest.mark.slow
@given(prompt=ANY, response=ANY)
def test_every_answer_gets_a_label_and_a_span_inside_it(prompt, response):
    verdict = refusal.judge(prompt, response)
    assert verdict.label in (*refusal_verdicts.LABELS, refusal_verdicts.UNSCORED)
    assert 0 <= verdict.probability <= 1
    if verdict.span:
        assert 0 <= verdict.span[0] < verdict.span[1] <= len(response)


@pytest.mark.slow
@given(response=ANY, options=st.lists(ANY, min_size=2, max_size=6))
def test_a_choice_is_one_of_the_options_and_its_span_inside(response, options):
    choice = parse(response, options)
    assert choice.index is None or 0 <= choice.index < len(options)
    assert (choice.index is None) == (choice.form in ("unparsed", "empty"))
    if choice.span:
        assert 0 <= choice.span[0] < choice.span[1] <= len(response)


@given(p=st.lists(st.floats(0, 1), max_size=30))
def test_holm_never_lowers_a_p_value_and_keeps_their_order(p):
    adjusted = s.holm(p)
    assert all(0 <= a <= 1 and a >= x for a, x in zip(adjusted, p, strict=True))
    ranked = [a for _, a in sorted(zip(p, adjusted, strict=True))]
    assert ranked == sorted(ranked)


PAIRS = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0]), st.sampled_from([0.0, 1.0]), st.integers(0, 6)),
    min_size=2,
    max_size=60,
)


@given(pairs=PAIRS)
@settings(deadline=None)
def test_a_change_turns_its_sign_when_the_runs_are_swapped(pairs):
    before, after, _groups = map(list, zip(*pairs, strict=True))
    for groups in (None, _groups):
        one, other = s.change(before, after, groups), s.change(after, before, groups)
        assert abs(one.value + other.value) < 1e-12
        assert s.sign_flip(before, after, groups, 200) == s.sign_flip(after, before, groups, 200)
        if one.low is not None:
            assert abs(one.low + other.high) < 1e-12
            assert one.high > one.low


@given(pairs=PAIRS, seed=st.randoms(use_true_random=False))
def test_a_change_does_not_depend_on_the_order_of_the_pairs(pairs, seed):
    mixed = list(pairs)
    seed.shuffle(mixed)
    estimates = [s.change(*map(list, zip(*x, strict=True))) for x in (pairs, mixed)]
    tests = [s.sign_flip(*map(list, zip(*x, strict=True)), rounds=200) for x in (pairs, mixed)]
    assert abs(estimates[0].value - estimates[1].value) < 1e-12
    assert tests[0] == tests[1]
    if estimates[0].low is not None:
        assert abs(estimates[0].low - estimates[1].low) < 1e-9


@given(prompt=ANY, answer=ANY)
def test_no_answer_holds_its_own_ticket(prompt, answer):
    scale = load("refusal")
    mark = ticket(scale, prompt, answer)
    assert mark not in answer
    assert f"<<<answer {mark}\n{answer}\nanswer {mark}>>>" in request(scale, prompt, answer)
