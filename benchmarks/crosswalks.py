"""Makes the crosswalks of AIR 2024 from two readings, and says how far the readings agree.

    python benchmarks/crosswalks.py [--write]

`benchmarks/crosswalks/forward.tsv` starts from each category of AIR 2024, `reverse.tsv` from each category of the other
taxonomy; both were written from published names and definitions, by one model-assisted author, so their agreement is an upper
bound of what two people would reach. A row keeps what both readings saw, and what one saw where the relation is more than
"related". Agreement counts every pair of a category of AIR 2024 in the readings with a category of the other taxonomy.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import results
from curation import taxonomy
from curation.taxonomy import crosswalk

FOLDER = Path(__file__).resolve().parent / "crosswalks"
TARGET = FOLDER.parent.parent / "schemas" / "crosswalks"
AUTHOR = "curation project, model-assisted, no expert review"
PREDICATES = {"c": "closeMatch", "b": "broadMatch", "n": "narrowMatch", "r": "relatedMatch"}
BOTH = {"c": 0.9, "b": 0.85, "n": 0.85, "r": 0.7}
"""Confidence where both readings gave the same relation."""
DIFFERENT, SINGLE, NOTHING, DOUBTFUL = 0.6, 0.45, 0.85, 0.4
PUBLISHED = {
    "nist-ai-600-1": "https://doi.org/10.6028/NIST.AI.600-1",
    "nist-ai-rmf": "https://doi.org/10.6028/NIST.AI.100-1",
    "owasp-llm": "https://genai.owasp.org/llm-top-10/",
    "ailuminate": "https://arxiv.org/abs/2503.05731",
    "ibm-risk-atlas": "https://www.ibm.com/docs/en/watsonx/saas?topic=ai-risk-atlas",
    "mit-ai-risk": "https://airisk.mit.edu/",
}


def reading(name: str) -> dict[str, dict[tuple[str, str], str]]:
    """Relation by subject and object, by target taxonomy."""
    pairs: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["relation"] != "0":
                pairs[row["target"]][row["subject"], row["object"]] = row["relation"]
    return pairs


def subjects() -> list[str]:
    with (FOLDER / "forward.tsv").open(encoding="utf-8") as file:
        return list(dict.fromkeys(row["subject"] for row in csv.DictReader(file, delimiter="\t")))


def kappa(table: np.ndarray) -> float:
    """Cohen's kappa of a two by two table."""
    n = table.sum()
    if not n:
        return float("nan")
    agreed = np.trace(table) / n
    luck = float((table.sum(0) * table.sum(1)).sum()) / n**2
    return (agreed - luck) / (1 - luck) if luck < 1 else 1.0


def agreement(first, second, codes, objects):
    """Kappa of "related at all" with a bootstrap interval over categories, pairs of both, and how many have one relation."""
    tables = np.array(
        [
            [
                [sum((s, o) not in first and (s, o) not in second for o in objects), sum((s, o) not in first and (s, o) in second for o in objects)],
                [sum((s, o) in first and (s, o) not in second for o in objects), sum((s, o) in first and (s, o) in second for o in objects)],
            ]
            for s in codes
        ]
    )  # fmt: skip
    draws = np.random.default_rng(0).integers(0, len(codes), (1000, len(codes)))
    low, high = np.percentile([kappa(tables[d].sum(0)) for d in draws], (2.5, 97.5))
    both = [pair for pair in first if pair in second]
    same = sum(first[pair] == second[pair] for pair in both)
    return kappa(tables.sum(0)), low, high, len(codes) * len(objects), len(both), same


def reconciled(first, second, codes):
    """Subject, object (None for no match), relation, confidence and comment of each row kept."""
    rows = []
    for code in codes:
        kept = []
        doubtful = False
        for pair in dict.fromkeys([p for p in first if p[0] == code] + [p for p in second if p[0] == code]):
            one, two = first.get(pair), second.get(pair)
            if one and two:
                same = one == two
                relation = one if same else min((one, two), key="rbnc".index)
                comment = (
                    "two readings, one relation"
                    if same
                    else f"two readings: {PREDICATES[one]} and {PREDICATES[two]}"
                )
                kept.append((code, pair[1], relation, BOTH[relation] if same else DIFFERENT, comment))
            elif (one or two) != "r":
                kept.append((code, pair[1], one or two, SINGLE, "one reading only"))
            else:
                doubtful = True
        if not kept:
            comment = (
                "one reading saw a loose relation" if doubtful else "no category of the target speaks of this"
            )
            kept.append((code, None, "", DOUBTFUL if doubtful else NOTHING, comment))
        rows += kept
    return rows


def independent() -> None:
    """Writes how far a reader who saw neither reading agrees with the rows: 100 of them, and pairs drawn outside them."""
    with (FOLDER / "independent.tsv").open(encoding="utf-8") as file:
        read = list(csv.DictReader(file, delimiter="\t"))
    rows = {}
    for name in PUBLISHED:
        for link in crosswalk.read(TARGET / f"air-2024.{name}.sssom.tsv"):
            rows[link.subject_id, name, link.object_id] = link.predicate_id.partition(":")[2].removesuffix(
                "Match"
            )
    asked = [row for row in read if row["asked"] == "row"]
    drawn = [row for row in read if row["asked"] == "drawn pair"]
    empty = [row for row in read if row["asked"] == "no match"]
    ours = np.array([True] * len(asked) + [False] * len(drawn))
    theirs = np.array([row["relation"] != "none" for row in (*asked, *drawn)])
    square = np.array(
        [[(~ours & ~theirs).sum(), (~ours & theirs).sum()], [(ours & ~theirs).sum(), (ours & theirs).sum()]]
    )
    draws = np.random.default_rng(0).integers(0, len(ours), (1000, len(ours)))
    values = [
        kappa(np.array([[(~o & ~t).sum(), (~o & t).sum()], [(o & ~t).sum(), (o & t).sum()]]))
        for o, t in ((ours[d], theirs[d]) for d in draws)
    ]
    low, high = np.percentile(values, (2.5, 97.5))
    same = sum(rows[row["subject"], row["target"], row["object"]] == row["relation"] for row in asked)
    lines = [
        (
            "rows with a match that the reader calls related",
            f"{sum(r['relation'] != 'none' for r in asked)} of {len(asked)}",
        ),
        ("rows with the relation that the reader gives", f"{same} of {len(asked)}"),
        (
            "rows without a match where the reader finds none either",
            f"{sum(not r['relation'] for r in empty)} of {len(empty)}",
        ),
        (
            "pairs drawn outside the rows that the reader calls unrelated",
            f"{sum(r['relation'] == 'none' for r in drawn)} of {len(drawn)}",
        ),
        (
            "kappa: related or not, rows with a match and drawn pairs",
            f"{kappa(square):.2f} [{low:.2f}, {high:.2f}] (n={len(ours)})",
        ),
    ]
    note = (
        "100 of 512 rows, drawn with a seed, and 60 pairs of categories that no row holds, read in one mixed order by a reader (a language model, no "
        "expert) who saw names and definitions alone. Intervals: bootstrap over pairs."
    )
    results.write("crosswalks-independent", "python benchmarks/crosswalks.py", ("what", "value"), lines, note)
    print(results.table(("what", "value"), lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    air = taxonomy.load("air-2024")
    forward, reverse = reading("forward"), reading("reverse")
    codes = [c.code for c in air.categories if c.code in set(subjects())]
    table = []
    for name, address in PUBLISHED.items():
        other = taxonomy.load(name)
        objects = [c.code for c in other.leaves()]
        first = forward[name]
        second = {p: r for p, r in reverse[name].items() if p[0] in codes}
        unknown = [o for _, o in (*first, *second) if o not in other]
        assert not unknown, (name, unknown)
        links = [
            crosswalk.Link(
                subject_id=code, subject_label=air[code].name,
                predicate_id=f"skos:{PREDICATES[relation]}" if thing else "skos:exactMatch",
                object_id=thing or crosswalk.NO_MATCH, object_label=other[thing].name if thing else "",
                mapping_justification="semapv:UnspecifiedMatching", author_label=AUTHOR, confidence=sure,
                subject_source=air.name, subject_source_version=air.version, object_source=other.name,
                object_source_version=other.version, see_also=address, comment=comment,
            )
            for code, thing, relation, sure, comment in reconciled(first, second, codes)
        ]  # fmt: skip
        assert not crosswalk.lint(links, taxonomy.load)
        value, low, high, n, both, same = agreement(first, second, codes, objects)
        matched = {link.subject_id for link in links if link.object_id != crosswalk.NO_MATCH}
        reached = {link.object_id for link in links} - {crosswalk.NO_MATCH}
        table.append(
            (name, len(links), f"{len(matched)} of {len(codes)}", f"{len(reached)} of {len(objects)}",
             f"{value:.2f} [{low:.2f}, {high:.2f}] (n={n})", f"{same} of {both}")
        )  # fmt: skip
        if write:
            path = TARGET / f"air-2024.{name}.sssom.tsv"
            path.write_text(crosswalk.to_tsv(links, f"AIR 2024 to {other.title}"), "utf-8")
    head = (
        "target", "rows", "categories of AIR 2024 with a match", "target categories reached",
        "kappa: related or not", "pairs of both readings with one relation",
    )  # fmt: skip
    note = (
        "43 groups of AIR 2024 and the leaves that differ from their group; a leaf without a row takes its group's. Two readings, "
        "from either side, by one model-assisted author: an upper bound of the agreement of two people. Intervals: bootstrap over "
        "categories of AIR 2024."
    )
    results.write("crosswalks", "python benchmarks/crosswalks.py", head, table, note)
    print(results.table(head, table))
    independent()


if __name__ == "__main__":
    main()
