"""How doubtful a request is, by its vector: each list of requests left out in turn; `--write` fits the packaged weights on all.

Requests of XSTest (CC-BY-4.0, beside the repository), the pairs of the bundled release of prompts, and the requests of lists whose writers
said of each whether it is harmful. Run: python benchmarks/refusal_requests.py [--write]
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import results
from curation.core.digests import digest
from curation.measure.refusals import refusal_requests
from curation.measure.refusals.refusal_training import fit_free
from curation.services.embeddings import load
from curation.stats.intervals import wilson

if TYPE_CHECKING:
    from curation.core.ports import Embedder

ROOT = Path(__file__).resolve().parents[1]
XSTEST = ROOT.parent / "shared" / "data" / "refusal" / "xstest_gpt4.csv"
ITEMS = ROOT / "releases" / "ai-policy" / "0.1.0-preview" / "items"
LISTS = ROOT / "tests" / "unit" / "measure" / "doubtful_refusals.jsonl"
WEIGHTS = ROOT / "schemas" / "measure" / "doubtful-requests.json"
RIDGE = 1.0
OF_LISTS = 3.0
"""What a request of a list counts: they are few, and of all kinds and languages."""


def requests() -> list[tuple[str, str, bool]]:
    """(source, request, whether it is doubtful)."""
    with XSTEST.open(encoding="utf-8", newline="") as file:
        found = [("xstest", r["prompt"], r["type"].startswith("contrast")) for r in csv.DictReader(file)]
    items = pl.read_parquet(sorted(ITEMS.glob("*.parquet")), columns=["text", "expected"])
    found += [("release", t, e == "refuse") for t, e in items.iter_rows() if e in ("refuse", "comply")]
    rows = [json.loads(line) for line in LISTS.read_text("utf-8").splitlines()]
    return found + [(f"list of {r['writer']}", r["prompt"], bool(r["harmful"])) for r in rows]


def source_of(family: str) -> str:
    """The source whose requests a family of answers has: a list its own, a model those of XSTest."""
    return family if family.startswith("list of ") else "xstest"


class Doubts:
    """How doubtful requests are by weights that saw no request of a source."""

    def __init__(self, encoder: Embedder) -> None:
        rows = requests()
        self.encoder = encoder
        self.x = refusal_requests.features(
            encoder.embed([text[: refusal_requests.LONGEST] for _, text, _ in rows])
        )
        self.y = np.array([doubtful for *_, doubtful in rows], dtype=float)
        self.sources = np.array([source for source, *_ in rows])
        self.weight = np.where(np.char.startswith(self.sources, "list"), OF_LISTS, 1.0)
        self.digest = digest(rows)

    def fitted(self, without: str = "") -> np.ndarray:
        """The weights `(d,)` fitted on the requests of all sources but one."""
        kept = self.sources != without
        return fit_free(self.x[kept], self.y[kept], self.weight[kept], RIDGE)

    def of(self, prompts: Sequence[str], without: str) -> dict[str, float]:
        """The log-odds that each request is doubtful, by weights fitted without a source."""
        distinct = sorted(set(prompts))
        vectors = self.encoder.embed([text[: refusal_requests.LONGEST] for text in distinct])
        odds = refusal_requests.features(vectors) @ self.fitted(without)
        return dict(zip(distinct, map(float, odds), strict=True))


def main() -> None:
    """Prints and records the share of requests told rightly, each source left out."""
    encoder = load("use")
    known = Doubts(encoder)
    lines = []
    for source in dict.fromkeys(known.sources):
        out = known.sources == source
        right = (known.x[out] @ known.fitted(source) > 0) == (known.y[out] > 0)
        lines.append((source, int(out.sum()), wilson(int(right.sum()), len(right))))
        print(*lines[-1])
    if "--write" in sys.argv:
        value = {
            "embedder": encoder.fingerprint,
            "provenance": {
                "made_by": "benchmarks/refusal_requests.py --write",
                "requests": len(known.y),
                "requests_sha256": known.digest,
            },
            "doubt": [round(float(v), 4) for v in known.fitted()],
        }
        WEIGHTS.write_text(json.dumps(value) + "\n", "utf-8")
        results.write(
            "doubtful-requests",
            "python benchmarks/refusal_requests.py --write",
            ("source left out", "n", "told rightly"),
            lines,
            "Whether a request asks for what many models would decline, by its vector. The judge of refusals uses it only to abstain.",
        )


if __name__ == "__main__":
    main()
