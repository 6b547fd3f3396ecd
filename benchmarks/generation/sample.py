"""Draws the sample of template questions that readers judge blind.

    python benchmarks/generation/sample.py DATA DRAW [--order WORD] [--show]

DATA is a folder with the documents named in DRAWS. The questions are printed with a number, in the order of the digests of
their ids and WORD, so that two readings meet them in different orders; the key is hidden unless `--show` is given. The
verdicts are kept by candidate id in verdicts.csv, without the words of the documents.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from curation.core.digests import sha256
from curation.core.records import Candidate
from curation.generation.context import Context
from curation.generation.settings import Settings
from curation.generation.template.generator import Template
from curation.readers import clauses_of_file

_EARLY = (
    "gdpr_2016-679_en_oj.html",
    "us_cfr_2015_title14_vol5.xml",
    "us_cfr_2018_title27_vol3_uslm.xml",
    "za_community_fire_safety_bylaw.akn.xml",
)
DRAWS: dict[int, tuple[str, ...]] = {
    1: (*_EARLY, "us_ny_nys-p24-001_ai_policy.pdf", "us_penn_ai_policy_2026.pdf"),
    2: (
        "us_ecfr_title1_2025_api.xml",
        "us_ecfr_title3_2024-05-17_api.xml",
        "us_dhs_ai_directive_2025.md",
        "deepseek_terms_2025-04_en.html",
        "mistral_terms_2024-02.html",
        "au_gov_responsible_ai_policy_v2.pdf",
        "us_uslm2_review_guide_clean.docx",
    ),
    3: ("eu_ai_act_ep-amendments-2023_en.html",),
    4: (
        "us_cfr_2015_title14_vol5.xml",
        "us_cfr_2018_title27_vol3_uslm.xml",
        "gdpr_2016-679_en_oj.html",
        "za_community_fire_safety_bylaw.akn.xml",
        "us_ecfr_title1_2025_api.xml",
        "eu_ai_act_2024-1689_en_oj.html",
        "eu_ai_act_ep-amendments-2023_en.html",
    ),
}
DRAWS[5] = DRAWS[4]
"""The documents of each draw. Those of 1, 2 and 3 had not been looked at before; those of 4 and 5 had."""
SALTS = {5: "sample of draw 5"}
"""What the digests begin with: another salt draws other questions from the same documents."""


def questions(data: Path, name: str) -> tuple[list[Candidate], int]:
    """The template questions of a document, and how many clauses it has."""
    clauses = clauses_of_file(data / name)
    links = {clause.id: [("t@1:1", 1.0)] for clause in clauses}
    context = Context("sample", clauses, links, {}, Settings(kinds=("question",)))
    generator = Template()
    outcomes = generator.run(context, list(generator.plan(context)))
    return [one for outcome in outcomes for one in outcome.candidates], len(clauses)


def draw(found: dict[str, list[Candidate]], n: int, salt: str = "sample") -> list[tuple[str, Candidate]]:
    """`n` questions, the same number from each document as far as there are, in the order of their digests."""
    queues = {name: sorted(items, key=lambda c: sha256(f"{salt}|{c.id}")) for name, items in found.items()}
    chosen: list[tuple[str, Candidate]] = []
    while len(chosen) < n and any(queues.values()):
        for name, queue in queues.items():
            if queue and len(chosen) < n:
                chosen.append((name, queue.pop(0)))
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("draw", type=int, choices=sorted(DRAWS))
    parser.add_argument("--order", default="sample")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("-n", type=int, default=60)
    given = parser.parse_args()
    found: dict[str, list[Candidate]] = {}
    for name in DRAWS[given.draw]:
        made, clauses = questions(given.data, name)
        found[name] = made
        kinds = dict(sorted(Counter(c.origin.template for c in made).items()))
        print(f"# {name}: {len(made)} questions of {clauses} clauses {kinds}")
    chosen = sorted(
        draw(found, given.n, SALTS.get(given.draw, "sample")),
        key=lambda pair: sha256(given.order + pair[1].id),
    )
    for number, (name, one) in enumerate(chosen, 1):
        print(f"\n{number}. [{one.id}] {one.origin.template} {name}\n{one.stem}")
        for i, option in enumerate(one.options):
            print(f"  {'*' if given.show and i == one.answer else ' '} {'ABCDEFGHIJ'[i]}. {option}")
        print(f"  = {one.evidence[0].quote}")


if __name__ == "__main__":
    main()
