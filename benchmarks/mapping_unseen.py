"""The shipped mapper on clauses of policies and of a law that neither its weights nor its cues were made from.

    python benchmarks/mapping_unseen.py

`benchmarks/mapping/policies-gold.csv` holds no text: where each clause is, and the categories that one model-assisted reader gave it
before any method was run on it. Rules of use policies are short and plain, so figures are higher than on policies of workplaces.
"""

from __future__ import annotations

import csv
from pathlib import Path

import mapping_gold
import numpy as np
import results
from curation import mapping, taxonomy
from curation.core.errors import CurationError
from curation.mapping.settings import Settings
from curation.services import embeddings

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(__file__).resolve().parent / "mapping" / "policies-gold.csv"


def clauses():
    """Source, text and codes of each clause whose document is there."""
    from curation.readers import clauses_of_file

    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {}
    for name in sorted({row["file"] for row in rows}):
        path = mapping_gold.DATA / "regs" / name
        if path.is_file():
            try:
                known |= {(name, c.eid): c for c in clauses_of_file(path)}
            except CurationError as error:
                print(name, error)
    for row in rows:
        clause = known.get((row["file"], row["eid"]))
        if clause is not None and clause.sha256.startswith(row["sha256"]):
            yield row["file"], " ".join(clause.text.split()), [c for c in row["codes"].split("|") if c]


def counts(found, wanted, air):
    """Labels and groups found and wanted in one clause, for each figure: `(4, 2)`."""
    codes = [c["code"] for c in found if c["code"] != "none"]
    leaves = {c for c in wanted if c.count(".") == 2}
    groups = {air[c].parent if c.count(".") == 2 else c for c in wanted}
    order = list(dict.fromkeys(air[c].parent for c in codes))
    most = max(5, len(leaves))
    return np.array(
        [
            (len(leaves & set(codes[:5])), len(leaves)), (len(leaves & set(codes[:10])), len(leaves)),
            (len(leaves & set(codes[:most])), len(leaves)), (len(groups & set(order[:5])), len(groups)),
        ]
    )  # fmt: skip


def cell(table):
    """A rate with a bootstrap interval over clauses, and its n."""
    draws = np.random.default_rng(0).integers(0, len(table), (1000, len(table)))
    rates = [table[d].sum(0) for d in draws]
    low, high = np.percentile([a / b for a, b in rates], (2.5, 97.5))
    hit, n = table.sum(0)
    return f"{hit / n:.3f} [{low:.3f}, {high:.3f}] (n={n})"


def main() -> None:
    air = taxonomy.load("air-2024")
    rows = list(clauses())
    labelled = [row for row in rows if row[2]]
    none = [row for row in rows if not row[2]]
    table = []
    for method, embedder in (
        ("lexical", None),
        ("combined", embeddings.load(cache=ROOT / ".curation" / "vectors")),
    ):
        settings = Settings(method=method)
        found = mapping.map_texts([row[1] for row in labelled], air, settings, embedder, 40)
        every = np.array([counts(f, row[2], air) for f, row in zip(found, labelled, strict=True)])
        abstained = mapping.map_texts([row[1] for row in none], air, settings, embedder, 2)
        quiet = sum(c[0]["code"] == "none" for c in abstained)
        said = sum(f[0]["code"] != "none" for f in found)
        table.append(
            (
                method,
                *(cell(every[:, i]) for i in range(4)),
                f"{said} of {len(labelled)}",
                f"{quiet} of {len(none)}",
            )
        )
    head = ("method", "R@5", "R@10", "R@max(5, n)", "group R@5", "proposes something, labelled clauses", "`none`, clauses about nothing")  # fmt: skip
    note = (
        "Clauses of eight use policies, licences and terms and of one law; leaves, and groups where no leaf fits. One model-assisted "
        "reader, who labelled before any method was run; the intervals do not allow for another reader."
    )
    results.write("mapping-unseen", "python benchmarks/mapping_unseen.py", head, table, note)
    print(results.table(head, table))


if __name__ == "__main__":
    main()
