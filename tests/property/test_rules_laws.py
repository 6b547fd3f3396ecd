"""Laws of rules: spans are exact, the same text gives the same rules, and no text whatever raises."""

from __future__ import annotations

import pytest
from curation import rules
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Candidate, Clause, Mapping, Rule
from curation.generation import generate
from curation.generation.settings import Settings
from curation.readers import clauses_of_file
from curation.text import packs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from real_documents import documents

WORDS = [
    "shall",
    "must",
    "may",
    "not",
    "no",
    "person",
    "unless",
    "except",
    "if",
    "where",
    "the",
    "employer",
    "a",
    "worker",
    "is",
    "prohibited",
    "from",
    "to",
    "keep",
    "record",
    "records",
    "within",
    "15",
    "days",
    "after",
    "notice",
    "in",
    "order",
    "to",
    "that",
    "who",
    "which",
    "(a)",
    ":",
    ";",
    ",",
    ".",
    "and",
    "or",
    "only",
    "be",
    "considered",
    "apply",
    "does",
    "paragraph",
    "1",
    "Article",
    "5",
    "you",
    "do",
    "“term”",
    "means",
    "darf",
    "nicht",
    "es",
    "sei",
    "denn",
    "不得",
    "除外",
    "doit",
    "sauf",
    "при",
    "если",
    "не",
]


def clause(
    number: int, text: str, language: str, parent: str | None, kind: str, marker: str, path: list[str]
) -> Clause:
    return Clause(
        id=f"act@1#art_{number}", document="act", edition="1", eid=f"art_{number}", kind=kind, citation=f"Act, Art. {number}", path=path,
        marker=marker, text=text, start=0, end=len(text), parent=parent, language=language, sha256=text_digest(text),
    )  # fmt: skip


@st.composite
def clause_lists(draw):
    language = draw(st.sampled_from(("en", *packs.languages())))
    words = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
    texts = draw(st.lists(st.one_of(words, st.text(max_size=80)), min_size=1, max_size=6))
    return [
        clause(
            number, text, language,
            f"art_{draw(st.integers(0, number - 1))}" if number and draw(st.booleans()) else None,
            draw(st.sampled_from(("paragraph", "point", "item", "text", "heading", "section"))),
            draw(st.sampled_from(("", "(a)", "1.", "•"))),
            draw(st.sampled_from(([], ["Prohibited uses"], ["Exceptions"], ["Duties"]))),
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


def parts(rule: Rule):
    yield from (part for part in (rule.bearer, rule.action, rule.object, rule.purpose) if part is not None)
    yield from (*rule.conditions, *rule.exceptions, *rule.elements, *rule.values)


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(clause_lists())
def test_any_clauses_give_rules_whose_spans_are_exact(clauses):
    texts = {each.id: each.text for each in clauses}
    found = rules.extract(clauses)
    for rule in found:
        for part in parts(rule):
            assert texts[part.clause][part.start : part.end] == part.text != ""
        assert set(rule.clauses) <= set(texts)
        assert rule.id.rpartition("!")[0] in texts
        assert 0 <= rule.certainty <= 1
    assert len({rule.id for rule in found}) == len(found)
    assert rules.extract(clauses) == found
    assert list(tables.rows(tables.frame(found, Rule), Rule)) == found


@pytest.mark.slow
@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_prompt_that_a_model_should_refuse_quotes_what_a_document_allows(path):
    """Over every real document at hand and the bundled ones: each quote holds words of a ban or of a duty."""
    clauses = clauses_of_file(path)
    found = rules.extract(clauses)
    mappings = [
        Mapping(clause=c.id, clause_sha256=c.sha256, category="t@1:1", score=0.9, rank=1, method="x", evidence_start=0, evidence_end=0)
        for c in clauses
    ]  # fmt: skip
    made = generate(
        tables.frame(clauses, Clause), tables.frame(mappings, Mapping), "d", Settings(kinds=("prompt",), per_category=10_000), [],
        rules=tables.frame(found, Rule),
    )  # fmt: skip
    by_clause: dict[str, list[Rule]] = {}
    for rule in found:
        by_clause.setdefault(rule.id.rpartition("!")[0], []).append(rule)
    for one in tables.rows(made.candidates, Candidate):
        if one.benign:
            continue
        for quote in one.evidence:
            own = by_clause[quote.clause]
            bans = [
                r.action for r in own if r.modality in ("prohibition", "obligation") and r.action is not None
            ]
            freed = [
                part
                for rule in own
                for part in (*rule.exceptions, *([rule.action] if rule.modality in ("exemption", "scope", "permission") else []))
                if part is not None and part.clause == quote.clause
            ]  # fmt: skip
            assert any(part.start <= quote.start and quote.end <= part.end for part in bans), quote.quote
            assert not any(part.start < quote.end and quote.start < part.end for part in freed), quote.quote
