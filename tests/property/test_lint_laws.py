"""Laws of the item checks that hold for any record."""

from __future__ import annotations

import pytest
from curation.checks import lint_records
from curation.checks.items import from_record
from hypothesis import given, settings
from hypothesis import strategies as st

VALUES = st.one_of(
    st.none(), st.text(max_size=60), st.integers(), st.lists(st.text(max_size=20), max_size=6), st.booleans()
)
RECORDS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("id", "text", "stem", "options", "answer", "explanation", "raw", "language"), VALUES)
)  # fmt: skip


@pytest.mark.slow
@given(st.lists(RECORDS, max_size=6))
def test_no_record_makes_the_checks_fail(records):
    for finding in lint_records(records):
        assert finding.message
        assert finding.severity in ("error", "warn", "info")


@pytest.mark.slow
@given(RECORDS)
def test_a_span_lies_in_its_field(record):
    item = from_record(record, 0)
    fields = {**dict(item.fields()), "explanation": item.explanation, "raw": item.raw}
    for finding in lint_records([record]):
        if finding.start is not None:
            assert 0 <= finding.start <= finding.end <= len(fields[finding.field])


@given(
    st.lists(st.text(alphabet="abcdefghij ", min_size=8, max_size=30), min_size=4, max_size=4, unique=True),
    st.integers(0, 3),
)
def test_two_equal_options_are_always_an_error(options, place):
    options[(place + 1) % 4] = options[place] + "."
    found = [
        f.check for f in lint_records([{"stem": "Which one?", "options": options, "answer": (place + 2) % 4}])
    ]
    assert "option-duplicate" in found or any(not o.strip() for o in options)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(n=st.integers(20, 40), width=st.integers(1, 4), longest=st.integers(0, 40))
def test_a_set_is_linted_however_often_its_key_is_the_longest_option(n, width, longest):
    """Also when it never is: the options of a well balanced set are all equally long."""
    records = []
    for number in range(n):
        options = [f"{k}" * width for k in range(1, 5)]
        if number < longest:
            options[number % 4] += "0"
        records.append(
            {
                "id": str(number),
                "stem": f"How far from valve {number}?",
                "options": options,
                "answer": "ABCD"[number % 4],
            }
        )
    findings = [f for f in lint_records(records) if f.check == "longest-is-right"]
    assert [f.value for f in findings] == [min(longest, n) / n]
