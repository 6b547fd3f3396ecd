"""Which columns of a step's rows a terminal shows."""

import pytest
from curation.cli.workspace.commands import shown_columns


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([{"id": "q", "text": "", "policy": None, "stem": "When?"}], ["id", "stem"]),
        ([{"id": "a", "text": ""}, {"id": "b", "text": "x"}], ["id", "text"]),
        ([{"id": "a", "options": ["x"], "passes": {"p": 1}, "answer": 0}], ["id", "answer"]),
        ([{"id": "a", "options": ["x"]}, {"id": "b", "options": None}], ["id"]),
        ([{"id": "a"}, {"id": "b", "late": False}], ["id", "late"]),
        ([{f"c{n}": n for n in range(12)}], [f"c{n}" for n in range(8)]),
    ],
)
def test_the_first_eight_columns_that_hold_a_plain_value_are_shown(rows, expected):
    assert shown_columns(rows) == expected
