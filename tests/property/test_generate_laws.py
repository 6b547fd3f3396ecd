"""Laws of the template generator: byte for byte the same, quotes verbatim, the key exactly once, whatever the clauses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from curation.checks import lint
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Candidate, Clause, Mapping
from curation.generation import generate
from curation.generation.settings import Settings
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.slow  # every law makes many questions

ROOT = Path(__file__).resolve().parents[2]
ACTORS = (
    "provider",
    "importer",
    "distributor",
    "supervisory authority",
    "employer",
    "owner",
    "visitor",
    "carrier",
)
ACTIONS = ("keep the register of incidents in good order", "report each accident to the person in charge", "close the valve before the end of a shift",
           "test the alarm with a second person present", "label each bottle with the name of its contents", "answer a complaint in plain words")  # fmt: skip
ENDS = (
    "",
    " within {n} days",
    " at least every {n} months",
    " if a guard is missing from the machine",
    " for at least {n} years",
)
TERMS = ("Hood", "Spill", "Watch", "Ledger", "Sharps", "Purge", "Annex", "Steward", "Beacon", "Tray")


class Tax:
    id = "t@1"

    def leaves(self):
        return ()

    def qualified(self, code):
        return f"t@1:{code}"


@st.composite
def sentences(draw):
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(st.text(max_size=80))
    if kind == 1:
        return f"\u201c{draw(st.sampled_from(TERMS))}\u201d means a thing that number {draw(st.integers(1, 99))} of the table shows to people."
    actor = draw(st.sampled_from(ACTORS))
    modal = draw(st.sampled_from(("shall", "must", "may", "shall not")))
    end = draw(st.sampled_from(ENDS)).format(n=draw(st.sampled_from((2, 3, 5, 7, 10, 14, 30, 60, 90))))
    return f"The {actor} {modal} {draw(st.sampled_from(ACTIONS))}{end}."


@st.composite
def clause_sets(draw):
    texts = draw(st.lists(sentences(), min_size=12, max_size=40))
    return [
        Clause(
            id=f"act@1#art_{i}", document="act", edition="1", eid=f"art_{i}", kind="paragraph", citation=f"Act, Art. {i}", path=[],
            marker="", text=text, start=0, end=len(text), parent=None, language="en", sha256=text_digest(text),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip


def made(clauses, **more):
    mappings = [
        Mapping(clause=c.id, clause_sha256=c.sha256, category="t@1:1", score=0.9, rank=1, method="x", evidence_start=0, evidence_end=0)
        for c in clauses
    ]  # fmt: skip
    frames = tables.frame(clauses, Clause), tables.frame(mappings, Mapping)
    return generate(*frames, "d", Settings(per_category=1000, **more), [Tax()])


@given(clause_sets())
def test_every_question_has_its_key_once_and_quotes_its_clause(clauses):
    result = made(clauses)
    texts = {c.id: c.text for c in clauses}
    for one in tables.rows(result.candidates, Candidate):
        for quote in one.evidence:
            assert texts[quote.clause][quote.start : quote.end] == quote.quote
        if one.kind == "question":
            folded = [o.casefold() for o in (*one.options, *one.pool)]
            assert len(set(folded)) == len(folded)
            assert one.answer is not None
            assert one.evidence
    found = lint(result.candidates, tables.frame(clauses, Clause))
    assert found.filter(found["severity"] == "error").height == 0


@settings(max_examples=25, deadline=None)
@given(clause_sets())
def test_each_mapped_clause_gave_something_or_has_a_reason(clauses):
    result = made(clauses)
    gave = {c for cited in result.candidates["clauses"] for c in cited}
    skipped = set(result.skipped["clause"])
    assert gave.isdisjoint(skipped)
    assert gave | skipped == {c.id for c in clauses}


@settings(max_examples=25, deadline=None)
@given(clause_sets())
def test_the_same_clauses_give_the_same_rows(clauses):
    assert tables.content_digest(made(clauses).candidates) == tables.content_digest(made(clauses).candidates)


@pytest.mark.slow
def test_a_fresh_process_with_another_hash_seed_gives_the_same_bytes():
    """Nothing rests on the order of a set or on the process: the bundled sample document, twice."""
    script = (
        "from pathlib import Path\n"
        "from curation.core import tables\n"
        "from curation.generation.context import Context\n"
        "from curation.generation.settings import Settings\n"
        "from curation.generation.template.generator import Template\n"
        "from curation import rules\n"
        "from curation.readers import clauses_of_file\n"
        "from curation.core.records import Candidate\n"
        "cs = clauses_of_file(Path('raw/documents/laboratory-safety-standard.html'))\n"
        "by = {}\n"
        "for r in rules.extract(cs): by.setdefault(r.id.rpartition('!')[0], []).append(r)\n"
        "every = Settings(forms_off=(), told_cases=True)\n"
        "ctx = Context('d', cs, {c.id: [('t@1:1', 1.0)] for c in cs}, {}, every, rules=by)\n"
        "g = Template()\n"
        "made = [c for o in g.run(ctx, list(g.plan(ctx))) for c in o.candidates]\n"
        "print(len(made), tables.content_digest(tables.frame(made, Candidate)))\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "77")
    }  # fmt: skip
    assert len(found) == 1
    assert int(found.pop().split()[0]) >= 19
