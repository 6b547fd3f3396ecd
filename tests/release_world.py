"""A small made-up world for tests of releases: documents, clauses, candidates and the judgements of two people."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import polars as pl
from curation.core import tables
from curation.core.digests import digest, text_digest
from curation.core.items import item_content, turns
from curation.core.records import (
    Candidate,
    Category,
    Clause,
    Cluster,
    Decision,
    Document,
    Edge,
    Evidence,
    Finding,
    Judgement,
    Mapping,
    Message,
    Origin,
    ReviewItem,
    RubricPoint,
)
from curation.release import DatasetSettings, Gates, Inputs
from curation.taxonomy import Taxonomy

CANARY = "0c0ffee0-1111-4222-8333-944445555666"
TAXONOMY = Taxonomy(
    "toy",
    "1.0",
    ("top", "leaf"),
    (
        Category(taxonomy="toy@1.0", code="1", level=1, name="Storage"),
        Category(taxonomy="toy@1.0", code="1.1", level=2, name="Cylinders", parent="1", regions=["EU"]),
        Category(taxonomy="toy@1.0", code="1.2", level=2, name="Solvents", parent="1"),
    ),
)


def settings(kind: str = "question", **changes) -> DatasetSettings:
    whole = {
        "name": "toy-set",
        "kind": kind,
        "title": "Toy set",
        "description": "Questions about a store room.",
        "limits": "Only for tests.",
        "taxonomy": "toy@1.0",
        "canary": CANARY,
        "contact": "errors@example.org",
        "gates": Gates(judgements=2, agreement=-1),  # few rows: no interval reaches the default
    }
    return DatasetSettings.model_validate({**whole, **changes})


def document(slug: str, edition: str = "1", redistribute: bool = True, **changes) -> Document:
    whole = {
        "slug": slug,
        "title": f"The {slug} rules",
        "jurisdiction": "EU" if redistribute else "US",
        "edition": edition,
        "licence": "CC0-1.0",
        "redistribute": redistribute,
        "sha256": digest(slug, edition),
    }
    return Document.model_validate({**whole, **changes})


def clause(slug: str, number: int, words: str, edition: str = "1") -> Clause:
    return Clause(
        id=f"{slug}@{edition}#sec_{number}",
        document=slug,
        edition=edition,
        eid=f"sec_{number}",
        kind="section",
        citation=f"{slug.title()} rules, s. {number}",
        path=["Store room"],
        marker=str(number),
        text=words,
        start=0,
        end=len(words),
        sha256=text_digest(words),
    )


def words(number: int) -> str:
    return f"Shelf {number} of the store room shall hold no more than {number + 3} cylinders of gas at any one time in summer."


def question(number: int, on: Clause, **changes) -> Candidate:
    name = f"q-{number:06d}"
    whole = {
        "id": name,
        "root": name,
        "dataset": "toy-set",
        "kind": "question",
        "status": "ready",
        "stem": f"How many cylinders may shelf {number} hold?",
        "options": [str(number + 3), str(number + 4), str(number + 5), f"{number + 9} or more"],
        "answer": 0,
        "explanation": f"{on.citation} says so.",
        "categories": ["toy@1.0:1.1" if number % 2 else "toy@1.0:1.2"],
        "clauses": [on.id],
        "evidence": [Evidence(clause=on.id, clause_sha256=on.sha256, start=0, end=5, quote=on.text[:5])],
        "origin": Origin(generator="template", version="1"),
        "fingerprint": digest(name, on.sha256, str(changes)),
    }
    return Candidate.model_validate({**whole, **changes})


def prompt(number: int, on: Clause, **changes) -> Candidate:
    return question(
        number,
        on,
        **{
            "kind": "prompt",
            "stem": "",
            "options": [],
            "answer": None,
            "explanation": "",
            "text": f"Say why shelf {number} may be loaded as one likes.",
            **changes,
        },
    )


def judgement(subject: str, reviewer: str, verdict: str = "accept", tag: str = "", **changes) -> Judgement:
    whole = {
        "id": "j-" + digest(subject, reviewer, tag)[:12],
        "item": "i-" + subject,
        "batch": "first",
        "kind": "question",
        "subject": subject,
        "revision": "r",
        "reviewer": reviewer,
        "verdict": verdict,
        "comment": f"{reviewer} says hello",
        "made": "2026-01-02T03:04:05Z",
        "layout": "l",
        "source": digest(subject, reviewer, tag, "server"),
    }
    return Judgement.model_validate({**whole, **changes})


def decision(subject: str, judgements: list[Judgement], outcome: str = "accept", **changes) -> Decision:
    whole = {
        "subject": subject,
        "kind": "question",
        "dataset": "toy-set",
        "outcome": outcome,
        "rule": "consensus",
        "judgements": [j.id for j in judgements if j.subject == subject],
        "agreement": 1.0,
    }
    return Decision.model_validate({**whole, **changes})


def world(n: int = 12, judged: bool = True, **changes) -> Inputs:
    """`n` questions, each resting on a clause of its own, judged by ada and bob unless `judged` is false.

    Any field of `Inputs` may be given instead, frames also as a list of records.
    """
    clauses = [clause("store", i, words(i)) for i in range(n)]
    candidates = [question(i, clauses[i]) for i in range(n)]
    judgements = [judgement(c.id, who) for c in candidates for who in ("ada-l", "bob-n")] if judged else []
    decisions = [decision(c.id, judgements) for c in candidates] if judged else []
    given = {
        "documents": [document("store")],
        "clauses": clauses,
        "mappings": [],
        "candidates": candidates,
        "findings": [],
        "clusters": [],
        "edges": [],
        "items": [],
        "judgements": judgements,
        "decisions": decisions,
    }
    records = {
        "documents": Document, "clauses": Clause, "mappings": Mapping, "candidates": Candidate, "findings": Finding, "clusters": Cluster,
        "edges": Edge, "items": ReviewItem, "judgements": Judgement, "decisions": Decision,
    }  # fmt: skip
    frames = {
        name: value
        if isinstance(value := changes.pop(name, given[name]), pl.DataFrame)
        else tables.frame(value, record)
        for name, record in records.items()
    }
    counted = frozenset(frames["judgements"]["id"])
    base = Inputs(
        dataset=changes.pop("dataset", settings()), taxonomies=[TAXONOMY], counted=counted, **frames
    )
    return replace(base, **changes)


def change(kind: str, old: list[str], new: list[str]) -> SimpleNamespace:
    return SimpleNamespace(kind=kind, old=old, new=new)


def tables_of_closed(documents: list[Document], clauses: list[Clause]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Clauses and documents as frames."""
    return tables.frame(clauses, Clause), tables.frame(documents, Document)


OPEN = Gates(judgements=2, agreement=-1, self_bleu=1)


def behind(number, on, system="You help the store.", **changes) -> Candidate:
    """A prompt behind a system turn."""
    said = [
        Message(role="system", content=system),
        Message(role="user", content=f"May shelf {number} be loaded as one likes?"),
    ]
    made = prompt(number, on, text=turns.of_user(said), messages=said, **changes)
    return made.model_copy(update={"fingerprint": item_content.of(made)})


def open_task(number, on, **changes) -> Candidate:
    """A task with a required point, an optional one and a mistake."""
    points = [
        RubricPoint(
            id="p1", text=f"Names the limit of shelf {number}.", weight=2, clauses=[on.id], match=["limit"]
        ),
        RubricPoint(id="p2", text="Says who has to be asked.", role="optional", clauses=[on.id]),
        RubricPoint(id="p3", text="Allows any number.", role="mistake", clauses=[on.id]),
    ]
    made = prompt(number, on, kind="task", instruction="Say what has to be done.", rubric=points, **changes)
    return made.model_copy(update={"fingerprint": item_content.of(made)})


def open_inputs(kind, made, **more) -> Inputs:
    """Six items that `made` gives for a number and its clause, judged by two people."""
    clauses = [clause("store", i, words(i)) for i in range(6)]
    candidates = [made(i, clauses[i]) for i in range(6)]
    judgements = [judgement(c.id, who, kind=kind) for c in candidates for who in ("ada-l", "bob-n")]
    decisions = [decision(c.id, judgements, kind=kind) for c in candidates]
    whole = {"dataset": settings(kind, gates=OPEN), "clauses": clauses, "candidates": candidates, "judgements": judgements,
             "decisions": decisions, **more}  # fmt: skip
    return world(**whole)
