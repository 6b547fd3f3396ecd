"""Laws of the item checks that hold for any record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from curation.checks import lint_records, run
from curation.checks.check_table import CHECKS, Check
from curation.checks.items import Hit, from_record
from curation.checks.run import lint_item
from curation.checks.sets.dataset_checks import Watch
from curation.checks.settings import Settings
from curation.core.errors import StateError
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


class _Odd(Exception):
    """What a check may raise; its words stand for those of a document."""


RAISED = st.sampled_from(
    [ValueError, KeyError, IndexError, RecursionError, UnicodeDecodeError, _Odd, StateError]
)
SECRET = "words of the document"


def _broken(check: Check, kind: type[Exception], after: int) -> Check:
    """The check, raising after it gave `after` hits."""

    def run(item, chosen):
        yield from (Hit("", "told before it failed") for _ in range(after))
        raise kind("utf-8", b"", 0, 1, SECRET) if kind is UnicodeDecodeError else kind(SECRET)

    return replace(check, run=run)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(CHECKS), RAISED, st.integers(0, 2), st.integers(1, 4))
def test_a_check_that_raises_gives_one_finding_an_item_and_loses_nothing(check, kind, after, n):
    """Whichever check fails, and however: it is named with the row, the other checks tell what they told before."""
    records = [
        {"id": f"row-{i}", "text": f"Tell me {i} {SECRET}."}
        if i % 2
        else {
            "id": f"row-{i}",
            "stem": f"Which {i} {SECRET}?",
            "options": ["a", "a", "b", "c"],
            "answer": "A",
        }
        for i in range(n)
    ]
    items = [from_record(record, i) for i, record in enumerate(records)]
    chosen = Settings()
    table = [_broken(one, kind, after) if one is check else one for one in CHECKS]
    with_it = [[f for f in lint_item(item, chosen, CHECKS) if f.check != check.id] for item in items]
    found = [list(lint_item(item, chosen, table)) for item in items]
    for item, expected, got in zip(items, with_it, found, strict=True):
        assert [f for f in got if f.check != check.id] == expected
        own = [f for f in got if f.check == check.id]
        if check.applies in ("both", item.kind):
            assert len(own) == after + 1
            assert own[-1].candidate == item.id
            assert check.id in own[-1].message
            assert SECRET not in own[-1].message
        else:
            assert own == []


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(Watch(Settings())._parts())), RAISED)
def test_a_check_of_the_set_that_raises_gives_one_finding_and_the_others_tell_what_they_tell(name, kind):
    watch, sound = Watch(Settings()), Watch(Settings())
    for number in range(24):
        options = [f"{number} {letter}" for letter in "abcd"]
        one = from_record({"stem": f"Which {number}?", "options": options, "answer": "A"}, number)
        watch.add(one)
        sound.add(one)
    parts = dict(watch._parts())

    def fails():
        raise kind("utf-8", b"", 0, 1, SECRET) if kind is UnicodeDecodeError else kind(SECRET)

    parts[name] = fails
    watch._parts = lambda: parts
    found = list(watch.findings())
    assert [f for f in found if f.check != name] == [f for f in sound.findings() if f.check != name]
    (own,) = [f for f in found if f.check == name]
    assert own.candidate == ""
    assert SECRET not in own.message


@given(st.one_of(VALUES, st.lists(st.integers(), max_size=3)))
def test_a_line_that_is_no_record_is_told_and_the_others_are_read(line):
    found = list(lint_records([line, {"id": "second", "text": ""}]))
    assert {"0", "second"} <= {f.candidate for f in found if f.severity == "error"}


@settings(max_examples=10, deadline=None)
@given(RAISED, st.sets(st.integers(0, 9)))
def test_a_text_whose_language_cannot_be_looked_for_ends_no_run(kind, unlucky):
    """The language of the set is that of the other items, and each unlucky item has one finding."""
    plain = run.detect

    def detect(text):
        if any(f"valve {number} " in text for number in unlucky):
            raise kind("utf-8", b"", 0, 1, SECRET) if kind is UnicodeDecodeError else kind(SECRET)
        return plain(text)

    records = [
        {"id": str(n), "text": f"Tell me how the valve {n} of the cabinet is to be closed."}
        for n in range(10)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "detect", detect)
        found = list(lint_records(records))
    told = [f for f in found if f.check == "wrong-language"]
    assert sorted(f.candidate for f in told) == sorted(map(str, unlucky))
    assert all(SECRET not in f.message for f in told)


def test_a_settled_language_is_not_lost_to_one_item(monkeypatch):
    plain = run.detect

    def detect(text):
        if "first" in text:
            raise ValueError
        return plain(text)

    monkeypatch.setattr(run, "detect", detect)
    records = [{"id": "odd", "text": "The first."}] + [
        {"id": str(n), "text": f"Tell me how the valve {n} of the cabinet is to be closed."} for n in range(6)
    ]
    code, told = run._common_language([from_record(record, n) for n, record in enumerate(records)])
    assert (code, [f.candidate for f in told]) == ("en", ["odd"])
