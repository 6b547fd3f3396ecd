"""Open tasks made offline: several rules of one section, a point for each, and the reason where there is none."""

from __future__ import annotations

from curation import checks, rules
from curation.core import tables
from curation.core.items import rubric
from curation.core.records import Candidate, Clause, Document, Rule
from curation.generation import generate
from curation.generation.run import Outside
from curation.generation.settings import Settings
from generate_fixtures import Tax, clause, mapped

WORDS = (
    "The operator shall keep the register of the pressure vessels for 10 years.",
    "The operator shall have every pressure vessel inspected at least every 24 months.",
    "The operator shall not repair a pressure vessel without the consent of the inspector.",
    "No person shall weld a pressure vessel while it is under pressure.",
)


def section(words=WORDS, heading="Article 7 Pressure vessels"):
    found = []
    for number, text in enumerate(words, 1):
        one = clause(f"art_7__para_{number}", text)
        found.append(
            one.model_copy(
                update={"path": [heading], "citation": f"Vessel Act, Art. 7({number})", "kind": "paragraph"}
            )
        )
    return found


def made(clauses, **settings):
    read = tables.frame(list(rules.extract(clauses)), Rule)
    documents = [Document(slug=clauses[0].document, title="Vessel Act", redistribute=True)]
    return generate(
        tables.frame(clauses, Clause), mapped(clauses), "work", Settings(kinds=("task",), **settings), [Tax()], rules=read,
        more=Outside(documents=documents, faults=checks.warnings_of),
    )  # fmt: skip


def test_a_section_with_several_rules_gives_one_task_with_a_point_for_each_rule():
    clauses = section()
    (one,) = tables.rows(made(clauses).candidates, Candidate)
    assert (one.kind, one.level, one.variant) == ("task", "combined", "base")
    assert "pressure vessels" in one.text and "art. 7 of the Vessel Act" in one.instruction
    required = [p for p in one.rubric if p.role == "required"]
    assert len(required) >= 3 and rubric.problems(one.rubric) == []
    assert all(p.rules and p.clauses and set(p.clauses) <= set(one.clauses) for p in one.rubric)
    assert {rule for p in one.rubric for rule in p.rules} == set(one.rules)
    by_id = {c.id: c for c in clauses}
    assert one.evidence and all(by_id[e.clause].text[e.start : e.end] == e.quote for e in one.evidence)
    assert any("24 months" in p.text for p in required) and not any("24" in word for word in one.text.split())
    assert checks.lint(tables.frame([one], Candidate)).filter(severity="error").height == 0


def test_the_same_rules_give_the_same_task_and_another_seed_may_tell_it_otherwise():
    first, second = (made(section()).candidates for _ in range(2))
    assert tables.content_digest(first) == tables.content_digest(second)


def test_a_section_with_too_few_rules_gives_none_and_says_why():
    told = made(section(WORDS[:2]))
    assert told.candidates.height == 0
    assert set(told.skipped["reason"]) <= {"few-rules", "not-tried"} and "few-rules" in set(
        told.skipped["reason"]
    )


def test_a_dataset_of_tasks_makes_no_prompt_and_no_question_and_asks_no_model():
    found = made(section())
    assert set(found.candidates["kind"]) == {"task"} and found.unsettled == 0
