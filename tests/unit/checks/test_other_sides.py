"""A pair is kept or dropped whole: what a check says of one side stops the other one."""

from __future__ import annotations

import pytest
from curation.checks import lint
from curation.checks.settings import Settings
from curation.core import tables
from curation.core.records import Candidate, Origin


def side(name: str, text: str, pair: str = "p", **more: str) -> Candidate:
    return Candidate.model_validate(
        {
            "id": name, "root": name, "dataset": "d", "kind": "prompt", "text": text, "pair": pair,
            "origin": Origin(generator="t", version="1"), "fingerprint": "0" * 64, **more,
        }
    )  # fmt: skip


def errors(*items: Candidate, settings: Settings | None = None) -> list[tuple[str, str]]:
    frame = lint(tables.frame(items, Candidate), settings=settings)
    return [(r["candidate"], r["check"]) for r in frame.rows(named=True) if r["severity"] == "error"]


SOUND = "May the owner of a kiosk ask a customer to wait outside?"


def test_the_other_side_of_a_stopped_item_is_stopped_with_the_reason() -> None:
    items = tables.frame([side("a", ""), side("b", SOUND), side("c", SOUND + " Why?", "")], Candidate)
    told = [r for r in lint(items).rows(named=True) if r["check"] == "other-side"]
    assert [(r["candidate"], r["severity"]) for r in told] == [("b", "error")]
    assert "a, is stopped by text-empty" in told[0]["message"]


def test_a_pair_without_a_fault_and_pairs_of_two_datasets_stay() -> None:
    assert errors(side("a", SOUND), side("b", SOUND + " And why?")) == []
    assert errors(side("a", ""), side("b", SOUND, dataset="e")) == [("a", "text-empty")]


def test_a_revision_that_mends_a_side_gives_the_other_side_back() -> None:
    mended = side("a2", SOUND, root="a", parent="a", variant="revision")
    assert errors(side("a", ""), mended, side("b", SOUND + " And why?")) == [("a", "text-empty")]


@pytest.mark.parametrize(
    "settings", [Settings(disable=["other-side"]), Settings(severity={"other-side": "info"})]
)
def test_the_check_can_be_turned_off_like_any_other(settings: Settings) -> None:
    assert errors(side("a", ""), side("b", SOUND), settings=settings) == [("a", "text-empty")]
