"""What a change means, which version it asks for, what a changed clause touches."""

from __future__ import annotations

import pytest
from curation import release
from curation.cli.workspace.releases import told_step
from curation.core.errors import InputError
from curation.release.publication import versions
from curation.release.publication.versions import parse

from release_world import change, clause, question, settings, words, world

ON = clause("store", 1, words(1))


def cut(root, candidates, previous=None, version="1.0.0"):
    inputs = world(2, candidates=candidates, judged=False, previous=previous, dataset=settings())
    return release.cut(inputs, version, root, preview=True, validate=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "kind", "step"),
    [
        ({}, None, None),
        ({"stem": "How many may shelf 1 hold?"}, "reworded", "major"),
        ({"answer": 1}, "rekeyed", "major"),
        ({"options": ["5", "4", "6", "10 or more"], "answer": 1}, "reworded", "major"),
        ({"categories": ["toy@1.0:1.2"]}, "relabelled", "major"),
        ({"explanation": "Read the rule."}, "described", "patch"),
    ],
)
def test_a_change_is_classed_by_what_it_does_to_results(tmp_path, edit, kind, step):
    old = cut(tmp_path, [question(1, ON)])
    new = cut(tmp_path, [question(1, ON, **edit)], version="1.0.1")
    found = release.diff(old, new)
    assert {k for k, v in found.counts.items() if v} == {kind or "same"}
    assert versions.demanded(found.counts) == step


@pytest.mark.slow
def test_options_in_another_order_with_the_same_key_are_reworded_not_rekeyed(tmp_path):
    old = cut(tmp_path, [question(1, ON)])
    new = cut(tmp_path, [question(1, ON, options=["10 or more", "6", "5", "4"], answer=3)], version="1.0.1")
    assert release.diff(old, new).rows["changes"].to_list() == [["reworded"]]


@pytest.mark.slow
def test_a_row_with_two_changes_lists_both_and_counts_as_the_graver(tmp_path):
    old = cut(tmp_path, [question(1, ON)])
    new = cut(tmp_path, [question(1, ON, stem="Which?", answer=2)], version="1.0.1")
    (row,) = release.diff(old, new).rows.to_dicts()
    assert (row["change"], row["changes"], row["fields"]) == (
        "rekeyed",
        ["rekeyed", "reworded"],
        ["answer", "stem"],
    )


@pytest.mark.slow
def test_added_and_removed_rows(tmp_path):
    old, new = cut(tmp_path, [question(1, ON)]), cut(tmp_path, [question(0, ON)], version="1.0.1")
    found = release.diff(old, new)
    assert found.rows.select("id", "change").rows() == [("q-000001", "removed"), ("q-000000", "added")]
    assert versions.demanded({**found.counts, "removed": 0}) == "minor"


def test_a_changed_judge_scale_makes_results_incomparable():
    assert versions.demanded({"same": 3}, meaning_changed=True) == "major"


@pytest.mark.parametrize(
    ("previous", "step", "version", "ok"),
    [
        ("1.2.3", "major", "2.0.0", True), ("1.2.3", "major", "1.3.0", False), ("1.2.3", "minor", "1.3.0", True),
        ("1.2.3", "minor", "1.2.4", False), ("1.2.3", "patch", "1.2.4", True), ("1.2.3", None, "1.2.3", False),
        ("1.2.3", "patch", "1.0.0", False), ("1.0.0-preview", "major", "1.0.0", True),
        ("1.0.0-preview", "major", "1.0.0-preview.2", True), ("1.0.0-preview.2", None, "1.0.0-preview", False),
    ],
)  # fmt: skip
def test_a_version_is_raised_by_at_least_what_the_changes_ask_for(previous, step, version, ok):
    assert versions.allowed(parse(version), parse(previous), step) is ok


@pytest.mark.parametrize("text", ["1.0", "01.0.0", "1.0.0-rc1", "latest", "1.0.0-preview.0", ""])
def test_what_is_no_version_is_refused(text):
    with pytest.raises(InputError, match="release-version"):
        parse(text)


def test_a_final_version_follows_the_last_final_one_and_a_preview_the_last_of_any_kind(tmp_path):
    for name in ("0.9.0", "1.0.0-preview", "1.0.0", "1.1.0-preview"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "release.json").write_text("{}")
    assert versions.before(tmp_path, parse("1.1.0")).name == "1.0.0"
    assert versions.before(tmp_path, parse("1.1.0-preview.2")).name == "1.1.0-preview"
    assert versions.before(tmp_path, parse("1.0.0")).name == "0.9.0"
    assert versions.before(tmp_path, parse("0.9.0")) is None


@pytest.mark.slow
def test_impact_reaches_mappings_candidates_items_and_rows_of_touched_clauses_only(tmp_path):
    inputs = world(3)
    release.cut(inputs, "1.0.0", tmp_path / "releases", validate=False)
    edited = change("modified", ["store@1#sec_1"], ["store@2#sec_1"])
    moved = change("renumbered", ["store@1#sec_2"], ["store@2#sec_9"])
    new = change("inserted", [], ["store@2#sec_2"])
    found = release.impact.walk(
        [edited, moved, new],
        inputs.mappings,
        inputs.candidates,
        inputs.items,
        release.released_rows(tmp_path),
    )
    assert [(k.what, k.id, k.detail) for k in found.links] == [
        ("candidate", "q-000001", "toy-set"), ("row", "q-000001", "toy-set 1.0.0"),
    ]  # fmt: skip
    assert found.counts == {"mapping": 0, "candidate": 1, "item": 0, "row": 1}
    assert found.inserted == ("store@2#sec_2",)


@pytest.mark.slow
def test_withdrawing_records_the_reason_and_touches_no_release(tmp_path):
    folder = release.cut(world(2), "1.0.0", tmp_path / "releases", validate=False)
    assert release.withdraw(tmp_path, "toy-set", "q-000001", "asked for") == ["1.0.0"]
    assert [(w.id, w.reason) for w in release.withdrawals(tmp_path, "toy-set")] == [("q-000001", "asked for")]
    assert release.verify(folder) == []
    for row, code in (("q-000001", "withdraw-twice"), ("q-9", "withdraw-unknown")):
        with pytest.raises(InputError, match=code):
            release.withdraw(tmp_path, "toy-set", row, "again")


@pytest.mark.parametrize(
    ("before", "step", "told"),
    [
        ("1.0.0", "minor", "these changes need a new minor number: 1.1.0 or later"),
        ("1.0.0", None, "no row changed; the next release is 1.0.1 or later"),
        ("1.0.0", "patch", "these changes need a new patch number: 1.0.1 or later"),
        (
            "0.1.0-preview",
            "major",
            "between final releases these changes need a new major number; after a preview, 0.1.0 or any later number is allowed",
        ),
    ],
)
def test_what_changes_mean_for_the_next_number_is_told_in_words(before, step, told):
    least = str(versions.least(parse(before), step))
    assert told_step({"version": before}, step, least) == told
