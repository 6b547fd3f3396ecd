"""Without rankings, code shows no wrong options beside which the key is the only one that begins as it does."""

from __future__ import annotations

import pytest
from test_generate_llm import DUTIES, passes, played

ALONE = passes(solve=False, check=False, options_only=False, closed_book=False, repeats=False)


def shown(key, wrong):
    """The options that are shown of a question with this key and these wrong options, the writer's best first."""

    def written(text, answer):
        entries = [{**answer["wrong"][0], "text": each} for each in wrong]
        return {**answer, "key": key, "wrong": entries}

    candidates, _, _, _ = played(ALONE, clauses=DUTIES[:1], write_question=written)
    return {option for option in candidates[0].options if option != key}


NO = [f"No, since {why} is wanted here" for why in ("a paper", "a stamp", "a clerk", "a queue")]
YES = [f"Yes, since {why} is enough now" for why in ("a word", "a visit", "a call", "a note")]


@pytest.mark.parametrize(("key", "same", "other"), [(YES[0], YES[1], NO), (NO[0], NO[1], YES)])
def test_a_verdict_of_the_key_is_that_of_another_option_too(key, same, other):
    assert same in shown(key, [*other[:3], same])


def test_the_writers_order_counts_where_every_option_begins_in_its_own_way():
    wrong = [
        "After a month of notice",
        "Before a month of notice",
        "Within a week of notice",
        "During a week of notice",
    ]
    assert shown("Upon one day of notice", wrong) == set(wrong[:3])
