"""Real regulations through every step: how much comes out, how long it takes, how much memory it needs.

Run: python benchmarks/real_input.py [--embedder minilm|none]
The documents are not part of this repository; they are read from ../shared/data/regs where that folder exists.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import results

ROOT = Path(__file__).resolve().parent.parent
REGS = ROOT.parent / "shared" / "data" / "regs"
DOCUMENTS = (
    "eu_ai_act_2024-1689_en_oj",
    "us_ecfr_title1_2024_after",
    "anthropic_usage_policy_2025-09",
    "meta_llama3_2_use_policy",
    "us_penn_ai_policy_2026",
    "au_vic_ovic_genai_2025",
)
KINDS = {"law", "regulation", "standard", "policy", "licence", "framework"}
WORKER = """
import json, resource, sys
from pathlib import Path
from curation import pipeline
from curation.pipeline import composition as wiring
run = wiring.open_run(Path(sys.argv[1]))
pipeline.execute(run)
tables = {"clauses": "ingest", "mappings": "map", "candidates": "generate", "findings": "lint", "clusters": "dedup", "items": "route"}
out = {name: run.table(step).height for name, step in tables.items()}
out["seconds"] = {step: a.seconds for step, a in run.made.items()}
out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(out))
"""


def workspace(folder: Path, source: dict[str, str], embedder: str) -> None:
    """Writes a workspace of one real document and one dataset of each kind."""
    slug = source["slug"].replace("_", "-").lower()
    data = (REGS / source["file"]).read_bytes()
    (folder / "raw" / "documents").mkdir(parents=True)
    (folder / "raw" / "documents" / source["file"]).write_bytes(data)
    fields = {
        "slug": slug,
        "title": source["title"],
        "issuer": source["issuer"],
        "jurisdiction": source["jurisdiction"],
        "kind": source["kind"] if source["kind"] in KINDS else "other",
        "edition": source["version"],
        "licence": source["licence"],
        "language": source["language"],
        "file": f"documents/{source['file']}",
    }
    lines = [f"{k} = {json.dumps(v)}" for k, v in fields.items()]
    (folder / "raw" / "sources.toml").write_text("[[source]]\n" + "\n".join(lines) + "\n")
    (folder / "curation.toml").write_text(
        f'[models]\nembedder = "{embedder}"\n'
        '[[dataset]]\nname = "prompts"\nkind = "prompt"\ntaxonomy = "air-2024"\n'
        '[[dataset]]\nname = "questions"\nkind = "question"\ntaxonomy = "air-2024"\n'
    )
    subprocess.run(
        [sys.executable, "-m", "curation", "source", "fetch", "-w", str(folder)],
        check=False,
        capture_output=True,
    )


def measure(source: dict[str, str], embedder: str) -> dict[str, object]:
    """One document, once from nothing and once more."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder, source, embedder)
        first = run(folder, source["slug"])
        # Every step anew, with the vectors of the texts known: what a later run costs.
        shutil.rmtree(folder / ".curation")
        return first | {"again": run(folder, source["slug"])["seconds"]}


def run(folder: Path, name: str) -> dict[str, object]:
    """All steps in a process of its own, with a cache of vectors below the workspace."""
    env = os.environ | {"CURATION_CACHE": str(folder / "cache")}
    command = [sys.executable, "-c", WORKER, str(folder)]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measures every document and writes the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--embedder", default="minilm")
    embedder = parser.parse_args().embedder
    if not REGS.is_dir():
        raise SystemExit("the real documents are not here")
    sources = {s["slug"]: s for s in json.loads((REGS / "sources.json").read_text())}
    columns = ("clauses", "mappings", "candidates", "findings", "clusters", "items")
    rows = []
    for slug in DOCUMENTS:
        found = measure(sources[slug], embedder)
        seconds = found["seconds"]
        rows.append(
            [
                slug,
                *(f"{found[c]:,}" for c in columns),
                f"{sum(seconds.values()):.1f}",
                f"{sum(found['again'].values()):.1f}",
                f"{found['peak_mb']:,.0f}",
            ]
        )
        print(rows[-1])
    head = ["document", *columns, "seconds", "seconds, vectors known", "peak MB"]
    results.write("real-input", f"python benchmarks/real_input.py --embedder {embedder}", head, rows)


if __name__ == "__main__":
    main()
