"""Every mapped clause that gave nothing has a reason."""

from __future__ import annotations

import pytest
from curation.core import tables
from curation.core.records import Candidate
from curation.generation import REASONS, generate
from curation.generation.settings import Settings
from generate_fixtures import CLAUSES, Tax, clause, frames, ruled


def skipped(clauses, **settings):
    result = generate(*frames(clauses), "d", Settings(**settings), [Tax()], rules=ruled(clauses))
    return dict(result.skipped.select("clause", "reason").iter_rows()), result


@pytest.mark.parametrize(
    ("text", "more", "reason"),
    [
        ("Der Anbieter muss das Register führen.", {"language": "de"}, "language"),
        ("Duties of providers", {"kind": "heading"}, "heading"),
        ("The register holds all incidents of a year.", {}, "no-rule"),
        ("\u201cRegister of incidents\u201d means the register in which incidents are written down.", {}, "definition"),
        ("The provider shall take those measures as referred to in paragraph 2 without delay.", {}, "points-elsewhere"),
        ("The Minister shall lay the report before each House of Parliament within 30 days.", {}, "not-safety"),
        ("The provider shall be responsible for the register.", {}, "trivial-rule"),
        ("The provider shall provide every person who enters the hall with.", {}, "incomplete"),
        (" ", {}, "empty"),
    ],
)  # fmt: skip
def test_a_clause_without_a_question_has_its_reason(text, more, reason):
    found, _ = skipped([clause("art_1", text, **more)], kinds=("question",))
    assert found == {"act@1#art_1": reason}


def test_a_clause_cited_without_a_title_says_what_is_missing():
    one = clause("art_1", CLAUSES[0].text).model_copy(update={"citation": "para. 4"})
    assert skipped([one], kinds=("question",))[0] == {one.id: "no-title"}
    assert "raw/sources.toml" in REASONS["no-title"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The provider shall keep a register.", "no-conduct"),
        ("Nobody shall not do that above.", "points-elsewhere"),
    ],
)
def test_a_clause_without_a_brief_has_its_reason(text, reason):
    assert skipped([clause("art_1", text)], kinds=("prompt",))[0] == {"act@1#art_1": reason}


def test_clauses_that_gave_and_clauses_that_did_not_are_all_the_mapped_ones():
    found, result = skipped(CLAUSES)
    gave = {c for one in tables.rows(result.candidates, Candidate) for c in one.clauses}
    assert gave.isdisjoint(found)
    assert gave | set(found) == {c.id for c in CLAUSES}
    assert set(found.values()) <= set(REASONS)


def test_what_the_quota_leaves_out_is_told():
    days = [("seller", 14, "complaint"), ("importer", 30, "dispute"), ("carrier", 60, "claim")]
    clauses = [
        clause(f"art_{i}", f"The {who} shall settle each {what} in writing within {n} days.")
        for i, (who, n, what) in enumerate(days)
    ]
    found, result = skipped(clauses, kinds=("question",), per_category=2)
    assert result.candidates.height == 2
    assert "quota" in found.values()
