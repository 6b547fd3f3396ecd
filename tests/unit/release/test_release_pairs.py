"""A pair of which one side is left out: what becomes of the other, and what the release says of it."""

from __future__ import annotations

import pytest
from curation import release
from curation.release.contents.rows import select

from release_world import OPEN, clause, decision, judgement, prompt, question, settings, words, world


def paired(rejected: tuple[int, ...] = (), dataset=None, **changes):
    """Three pairs of prompts, q-000000 with q-000001 and so on, judged by two people who reject the sides named."""
    clauses = [clause("store", number, words(number)) for number in range(6)]
    made = [
        prompt(number, on, pair=f"pair-{number // 2}", text=f"Say why shelf {number} may be loaded freely.")
        for number, on in enumerate(clauses)
    ]
    judged = [judgement(one.id, who) for one in made for who in ("ada-l", "bob-n")]
    decided = [
        decision(one.id, judged, "reject" if number in rejected else "accept")
        for number, one in enumerate(made)
    ]
    given = {"clauses": clauses, "candidates": made, "judgements": judged, "decisions": decided}
    return world(dataset=dataset or settings("prompt", gates=OPEN), **{**given, **changes})


def kept(inputs, preview: bool = False):
    return sorted(select(inputs, preview).candidates)


def test_whole_pairs_are_all_kept_and_nothing_is_lost():
    found = select(paired(), False)
    assert len(found.candidates) == 6
    assert found.lost == {}


def test_the_other_side_of_a_rejected_item_is_left_out_under_its_own_reason():
    found = select(paired(rejected=(2,)), False)
    assert sorted(found.candidates) == ["q-000000", "q-000001", "q-000004", "q-000005"]
    assert sorted(found.decisions) == sorted(found.candidates)
    assert found.lost == {"rejected": 1, "pair-broken": 1}


def test_two_rejected_sides_are_two_rejections_and_no_broken_pair():
    assert select(paired(rejected=(2, 3)), False).lost == {"rejected": 2}


def test_a_preview_leaves_out_the_other_side_too_and_takes_pairs_that_nobody_has_decided():
    assert kept(paired(rejected=(0,)), preview=True) == ["q-000002", "q-000003", "q-000004", "q-000005"]
    assert len(kept(paired(decisions=[], judgements=[]), preview=True)) == 6


def test_a_setting_keeps_the_other_side_as_an_item_without_a_twin():
    inputs = paired(rejected=(2,), dataset=settings("prompt", gates=OPEN, pairs="single"))
    found = select(inputs, False)
    assert {row: one["pair"] for row, one in found.candidates.items()} == {
        "q-000000": "pair-0",
        "q-000001": "pair-0",
        "q-000003": "",
        "q-000004": "pair-2",
        "q-000005": "pair-2",
    }
    assert found.lost == {"rejected": 1}


def test_an_item_whose_pair_never_had_another_side_is_kept():
    on = clause("store", 0, words(0))
    assert kept(paired(candidates=[prompt(0, on, pair="pair-0")])) == ["q-000000"]


def test_an_edited_side_counts_by_its_latest_words():
    clauses = [clause("store", number, words(number)) for number in range(2)]
    first, second = (prompt(number, on, pair="pair-0") for number, on in enumerate(clauses))
    new = prompt(
        0, clauses[0], id="q-new", parent=first.id, variant="revision", pair="pair-0", text="Say it anew."
    )
    judged = [judgement(one.id, who) for one in (new, second) for who in ("ada-l", "bob-n")]
    given = {"clauses": clauses, "candidates": [first, second, new], "judgements": judged}
    both = paired(**given, decisions=[decision(new.id, judged), decision(second.id, judged)])
    assert kept(both) == ["q-000000", "q-000001"]
    one = paired(**given, decisions=[decision(new.id, judged, "reject"), decision(second.id, judged)])
    assert select(one, False).lost == {"pair-broken": 1, "rejected": 1, "superseded": 1}


def test_pairs_of_questions_are_kept_or_left_out_whole_as_well():
    clauses = [clause("store", number, words(number)) for number in range(2)]
    made = [question(number, on, pair="pair-0") for number, on in enumerate(clauses)]
    judged = [judgement(one.id, who) for one in made for who in ("ada-l", "bob-n")]
    decided = [decision(made[0].id, judged), decision(made[1].id, judged, "reject")]
    inputs = world(
        clauses=clauses,
        candidates=made,
        judgements=judged,
        decisions=decided,
        dataset=settings(gates=OPEN),
    )
    assert select(inputs, False).lost == {"pair-broken": 1, "rejected": 1}


@pytest.mark.slow
@pytest.mark.parametrize("pairs", ["whole", "single"])
def test_a_release_with_a_broken_pair_says_so_and_verifies(tmp_path, pairs):
    inputs = paired(rejected=(2,), dataset=settings("prompt", gates=OPEN, pairs=pairs))
    folder = release.cut(inputs, "1.0.0", tmp_path, validate=False)
    counts = release.manifest.load(folder)["counts"]["lost"]
    assert counts == {"rejected": 1} | ({"pair-broken": 1} if pairs == "whole" else {})
    twins = release.read_items(folder)["pair"].to_list()
    assert sorted(twins) == (
        ["", "pair-0", "pair-0", "pair-2", "pair-2"] if pairs == "single" else ["pair-0"] * 2 + ["pair-2"] * 2
    )
    assert release.verify(folder) == []
    assert ("pairs" in release.manifest.load(folder)["settings"]) == (pairs == "single")
