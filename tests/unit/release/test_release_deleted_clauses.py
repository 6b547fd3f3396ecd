"""An item whose clause was deleted is in no release, not in a preview either, unless people accepted it since."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from curation.release.contents import rows
from curation.release.publication import changes

sys.path.insert(0, str(Path(__file__).parents[2]))

from release_world import world


@pytest.mark.parametrize("preview", [True, False])
def test_an_undecided_item_on_a_deleted_clause_is_left_out_under_that_reason(preview: bool) -> None:
    inputs = world(3, judged=False, deleted=frozenset({"store@1#sec_1"}))
    found = rows.select(inputs, preview)
    assert "q-000001" not in found.candidates
    assert found.lost["clause-deleted"] == 1


def test_a_release_after_it_says_that_the_row_was_removed() -> None:
    def built(inputs):
        kept = rows.select(inputs, True)
        names = kept.candidates
        return rows.build(inputs, kept, dict.fromkeys(names, "test"), {name: name for name in names})

    before = built(world(3, judged=False))
    after = built(world(3, judged=False, deleted=frozenset({"store@1#sec_1"})))
    counts = changes.compare(before, after).counts
    assert (counts["removed"], counts["same"]) == (1, 2)


def test_an_item_that_people_accepted_after_its_clause_was_deleted_stays() -> None:
    found = rows.select(world(3, deleted=frozenset({"store@1#sec_1"})), False)
    assert "q-000001" in found.candidates
    assert "clause-deleted" not in found.lost
