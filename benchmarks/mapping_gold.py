"""Labelled clauses of real policies, read from beside the repository: for measuring and training the mapper only."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
PREFIX = "ai-risk-taxonomy-"


@dataclass(frozen=True)
class Labelled:
    """A clause with the AIR 2024 leaves that people gave it; none means that they read the policy and gave none."""

    source: str
    """The policy, or the issuer of a single clause: what is left out together."""
    text: str
    codes: tuple[str, ...]
    set: str
    """`policies` (one maintainer's labels), `clauses` (machine-made, reviewed) or `unlabelled`."""


def available() -> bool:
    """Whether the data is there."""
    return (DATA / "mapping" / "labels").is_dir()


def positives() -> list[Labelled]:
    """Evidence spans and clauses with at least one AIR 2024 leaf, in a fixed order, repeats merged."""
    import yaml

    names = _codes_by_id()
    found: dict[tuple[str, str, str], set[str]] = {}
    for path in sorted((DATA / "mapping" / "labels").glob("*.yaml")):
        for risk in yaml.safe_load(path.read_text("utf-8"))["risks"]:
            if risk["id"] in names:
                for evidence in risk.get("evidence", ()):
                    key = (path.stem, " ".join(evidence["text"].split()), "policies")
                    found.setdefault(key, set()).add(names[risk["id"]])
    for line in (DATA / "mapping" / "clause_to_air2024.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["cate_idx"]:
            key = (row["source_name"], " ".join(row["clause"].split()), "clauses")
            found.setdefault(key, set()).update(row["cate_idx"])
    return [Labelled(s, t, tuple(sorted(codes)), kind) for (s, t, kind), codes in found.items()]


def _codes_by_id() -> dict[str, str]:
    import yaml

    with (DATA / "taxonomy" / "air2024_taxonomy_merged.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    entries = yaml.safe_load((DATA / "taxonomy" / "air_2024_data.yaml").read_text("utf-8"))["entries"]
    return {entry["id"]: row["cate_idx"] for entry, row in zip(entries, rows, strict=True)}


def unlabelled() -> list[Labelled]:
    """Clauses of the labelled policies that no label of AIR 2024 touches: mostly, but not surely, about none of it."""
    import yaml
    from curation.core.errors import CurationError
    from curation.readers import clauses_of_file

    names = _codes_by_id()
    found: list[Labelled] = []
    for path in sorted((DATA / "mapping" / "policies").iterdir()):
        labels = yaml.safe_load((DATA / "mapping" / "labels" / f"{path.stem}.yaml").read_text("utf-8"))[
            "risks"
        ]
        touched = [
            set(e["text"].lower().split()) for r in labels if r["id"] in names for e in r.get("evidence", ())
        ]
        try:
            clauses = clauses_of_file(path)
        except CurationError:
            continue
        for clause in clauses:
            words = set(clause.text.lower().split())
            if 6 <= len(words) <= 120 and not any(_overlap(words, t) >= 0.5 for t in touched):
                found.append(Labelled(path.stem, " ".join(clause.text.split()), (), "unlabelled"))
    return found


def sample(clauses: list[Labelled], size: int) -> list[Labelled]:
    """At most `size` of `clauses`, those with the least digests: the same ones on every machine."""
    from curation.core.digests import sha256

    return sorted(clauses, key=lambda c: sha256(c.text))[:size]


def _overlap(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))
