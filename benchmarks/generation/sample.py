"""Draws the sample of template questions that readers judge blind, from documents that were not looked at while building.

    python benchmarks/generation/sample.py DATA [N]

DATA is a folder with the documents named in DOCUMENTS. The questions are printed with a number and without any score; the
verdicts are kept by candidate id in verdicts.csv, without the words of the documents.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from curation.digests import sha256
from curation.generate.context import Context
from curation.generate.settings import Settings
from curation.generate.template import Template
from curation.ingest import clauses_of_file
from curation.records import Candidate

DOCUMENTS = (
    "us_ecfr_title1_2025_api.xml",
    "us_ecfr_title3_2024-05-17_api.xml",
    "us_dhs_ai_directive_2025.md",
    "deepseek_terms_2025-04_en.html",
    "mistral_terms_2024-02.html",
    "au_gov_responsible_ai_policy_v2.pdf",
    "us_uslm2_review_guide_clean.docx",
)
"""The second draw: documents that nobody looked at before the rules were final."""

FIRST = (
    "gdpr_2016-679_en_oj.html",
    "us_cfr_2015_title14_vol5.xml",
    "us_cfr_2018_title27_vol3_uslm.xml",
    "za_community_fire_safety_bylaw.akn.xml",
    "us_ny_nys-p24-001_ai_policy.pdf",
    "us_penn_ai_policy_2026.pdf",
)


def questions(data: Path, name: str) -> tuple[list[Candidate], int]:
    """The template questions of a document, and how many clauses it has."""
    clauses = clauses_of_file(data / name)
    links = {clause.id: [("t@1:1", 1.0)] for clause in clauses}
    context = Context("sample", clauses, links, {}, Settings(kinds=("question",)))
    generator = Template()
    outcomes = generator.run(context, list(generator.plan(context)))
    return [one for outcome in outcomes for one in outcome.candidates], len(clauses)


def draw(found: dict[str, list[Candidate]], n: int) -> list[tuple[str, Candidate]]:
    """`n` questions, the same number from each document as far as there are, in the order of their digests."""
    queues = {name: sorted(items, key=lambda c: sha256(f"sample|{c.id}")) for name, items in found.items()}
    chosen: list[tuple[str, Candidate]] = []
    while len(chosen) < n and any(queues.values()):
        for name, queue in queues.items():
            if queue and len(chosen) < n:
                chosen.append((name, queue.pop(0)))
    return chosen


def main() -> None:
    data, n = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60
    found: dict[str, list[Candidate]] = {}
    for name in DOCUMENTS:
        made, clauses = questions(data, name)
        found[name] = made
        kinds = dict(sorted(Counter(c.origin.template for c in made).items()))
        print(f"# {name}: {len(made)} questions of {clauses} clauses {kinds}")
    for number, (name, one) in enumerate(draw(found, n), 1):
        print(f"\n{number}. [{one.id}] {one.origin.template} {name}\n{one.stem}")
        for i, option in enumerate(one.options):
            print(f"  {'*' if i == one.answer else ' '} {'ABCDEFGHIJ'[i]}. {option}")
        print(f"  = {one.evidence[0].quote}")


if __name__ == "__main__":
    main()
