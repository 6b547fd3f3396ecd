"""Clauses written for the tests, and the frames that a run takes."""

from __future__ import annotations

from dataclasses import dataclass

from curation import rules
from curation.core import tables
from curation.core.digests import text_digest
from curation.core.records import Clause, Mapping, Rule


def clause(
    eid: str, text: str, parent=None, marker="", kind="paragraph", path=(), language="en", document="act"
):
    return Clause(
        id=f"{document}@1#{eid}", document=document, edition="1", eid=eid, kind=kind, citation=f"Act, {eid}", path=list(path),
        marker=marker, text=text, start=0, end=len(text), parent=parent, language=language, sha256=text_digest(text),
    )  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    code: str
    name: str
    definition: str = "What it is."


@dataclass(frozen=True)
class Tax:
    """As much of a taxonomy as a generator asks for."""

    id: str = "t@1"

    def leaves(self):
        return (Leaf("1", "Harm"), Leaf("2", "Paperwork"))

    def qualified(self, code):
        return f"{self.id}:{code}"


ROLES = [
    ("1", "The provider shall keep the register of incidents up to date for each product."),
    ("2", "The importer shall check that the label names the maker of the product."),
    ("3", "The deployer shall train each person who handles the product in daily work."),
    ("4", "The supervisory authority may request access to the register of complaints."),
    ("5", "The distributor shall withdraw a product from sale without delay."),
]
CLAUSES = [clause(f"art_{eid}", text) for eid, text in ROLES] + [
    clause("art_6", "The provider shall answer a complaint in writing within 30 days."),
    clause("art_7", "Nobody shall not be named."),
    clause("art_8", "No person shall use the product to track children without consent.", kind="paragraph"),
    clause(
        "art_9",
        "You must not use the product to deceive voters, including by false mail.",
        path=["Prohibited uses"],
    ),
]


def mapped(clauses, category="t@1:1"):
    return tables.frame(
        [
            Mapping(
                clause=c.id, clause_sha256=c.sha256, category=category, score=0.9, rank=1, method="test",
                evidence_start=0, evidence_end=1,
            )
            for c in clauses
        ],
        Mapping,
    )  # fmt: skip


def frames(clauses=CLAUSES, category="t@1:1"):
    return tables.frame(clauses, Clause), mapped(clauses, category)


def ruled(clauses=CLAUSES):
    """The rules of the clauses as the step before makes them."""
    return tables.frame(rules.extract(clauses), Rule)
