"""What a check that raises leaves behind, and how it is told."""

from __future__ import annotations

import polars as pl
from curation.checks import failures
from curation.core.records import Finding


def raising(word):
    def results():
        yield Finding(
            candidate="a", check="mine/length", version=1, severity="warn", field="", message="too long"
        )
        raise ZeroDivisionError(word)

    return results


def test_a_check_that_raises_is_told_once_with_its_place_and_how_many_items_it_left_out():
    found = [
        one
        for candidate in ("a", "b", "c")
        for one in failures.findings(raising("words of a document"), "mine/length", 1, candidate)
    ]
    [line] = failures.summary(pl.DataFrame([one.model_dump() for one in found]))
    assert line.startswith("the check mine/length raised ZeroDivisionError at line ")
    assert line.endswith(
        " of test_checks_that_raise.py on 3 items, which are not checked by it: curation show lint"
    )
    assert "words of a document" not in line


def test_findings_of_checks_that_ran_are_no_failures():
    frame = pl.DataFrame(
        [
            Finding(candidate="a", check="mine/length", version=1, severity="warn", field="", message="too long, so this item is odd").model_dump()
        ]
    )  # fmt: skip
    assert failures.summary(frame) == []
