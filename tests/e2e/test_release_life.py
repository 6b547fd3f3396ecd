"""The life that docs/guides/life-of-a-release.md tells: cut, a clause changes, impact, look again, next version, withdraw."""

from __future__ import annotations

import pytest
from curation import release

from release_world import change, clause, decision, judgement, question, words, world

pytestmark = pytest.mark.slow
PEOPLE = ("ada-l", "bob-n")


def test_a_release_lives_through_a_changed_clause_and_a_withdrawn_row(tmp_path):
    releases = tmp_path / "releases"
    first = release.cut(world(6), "1.0.0", releases)
    assert release.verify(first) == []

    # The second edition rewords clause 2 and adds clause 6; the impact names what rests on clause 2, and nothing else.
    on = [clause("store", i, words(i)) for i in range(7)]
    on[2] = clause("store", 2, words(2) + " Empty cylinders count as well.")
    before = world(6)
    touched = release.impact.walk(
        [change("modified", ["store@1#sec_2"], ["store@1#sec_2"]), change("inserted", [], ["store@1#sec_6"])],
        before.mappings, before.candidates, before.items, release.released_rows(tmp_path),
    )  # fmt: skip
    assert touched.subjects == ("q-000002",)
    assert touched.counts["row"] == 1

    # Two people look at the touched row again, and at the new one; the others keep their judgements.
    candidates = [question(i, on[i]) for i in range(7)]
    judged = [
        judgement(c.id, w, tag="again" if c.id in touched.subjects else "")
        for c in candidates
        for w in PEOPLE
    ]
    decided = [decision(c.id, judged) for c in candidates]
    now = {"clauses": on, "candidates": candidates, "judgements": judged, "decisions": decided}
    second = release.cut(world(7, **now, previous=first), "1.1.0", releases)
    found = release.diff(first, second)
    assert {k: v for k, v in found.counts.items() if v} == {"added": 1, "recited": 1, "same": 5}
    assert "re-examined because a clause changed: `q-000002`" in (second / "CHANGELOG.md").read_text()

    # A wrong key is found: the row leaves, which makes scores incomparable, hence 2.0.0.
    assert release.withdraw(tmp_path, "toy-set", "q-000004", "two options are right") == ["1.0.0", "1.1.0"]
    out = release.withdrawals(tmp_path, "toy-set")
    third = release.cut(world(7, **now, previous=second, withdrawals=out), "2.0.0", releases)
    assert release.manifest.load(third)["changes"]["asks_for"] == "major"
    log = (third / "CHANGELOG.md").read_text()
    assert [log.index(f"## {v}") for v in ("2.0.0", "1.1.0", "1.0.0")] == sorted(
        log.index(f"## {v}") for v in ("2.0.0", "1.1.0", "1.0.0")
    )
    assert "`q-000004` (two options are right)" in log
    assert all(release.verify(folder) == [] for folder in (first, second, third))
