"""Real regulations of every format through every step to a preview; skipped where the documents are not at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from curation.release import read_items

ROOT = Path(__file__).resolve().parents[2]
REGS = ROOT.parent / "shared" / "data" / "regs"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not REGS.is_dir(), reason="the real documents (../shared/data/regs) are not beside this repository"
    ),
]
# slug, kind, citation, least number of clauses: the counts of articles, sections or list items that the documents have
DOCUMENTS = [
    ("eu_ai_act_2024-1689_en_oj", "regulation", 1000),
    ("us_ecfr_title1_2024_after", "regulation", 288),
    ("anthropic_usage_policy_2025-09", "policy", 80),
    ("meta_llama3_2_use_policy", "policy", 20),
    ("us_penn_ai_policy_2026", "policy", 20),
    ("au_vic_ovic_genai_2025", "policy", 70),
]


def curation(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "curation", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done


def workspace(folder: Path, slug: str, kind: str) -> Path:
    source = next(s for s in json.loads((REGS / "sources.json").read_text("utf-8")) if s["slug"] == slug)
    place = folder / "raw" / "documents" / source["file"]
    place.parent.mkdir(parents=True)
    place.write_bytes((REGS / source["file"]).read_bytes())
    fields = {
        "slug": slug.replace("_", "-"),
        "title": source["title"],
        "kind": kind,
        "edition": "1",
        # What may be passed on does not matter here: nothing leaves this folder.
        "licence": "CC-BY-4.0",
        "redistribute": True,
    }
    lines = [f"{k} = {json.dumps(v)}" for k, v in (fields | {"file": f"documents/{source['file']}"}).items()]
    (folder / "raw" / "sources.toml").write_text("[[source]]\n" + "\n".join(lines) + "\n", "utf-8")
    datasets = "".join(
        f'[[dataset]]\nname = "{k}s"\nkind = "{k}"\ntaxonomy = "air-2024"\ncanary = "6f1c2b8e-0000-4000-8000-000000000001"\n'
        for k in ("prompt", "question")
    )
    (folder / "curation.toml").write_text('[models]\nembedder = "none"\n' + datasets)
    curation(folder, "source", "fetch")
    return folder


@pytest.mark.parametrize(("slug", "kind", "least"), DOCUMENTS, ids=[d[0] for d in DOCUMENTS])
def test_a_real_document_goes_through_every_step(tmp_path, slug, kind, least):
    folder = workspace(tmp_path, slug, kind)
    told = {entry["step"]: entry for entry in json.loads(curation(folder, "run", "route", "--json").stdout)}
    assert told["ingest"]["given"] >= least
    assert told["map"]["given"] > 0
    steps = folder / ".curation" / "steps"
    clauses = pl.read_parquet(next(steps.glob("ingest/*/clauses.parquet")))
    assert clauses["id"].is_unique().all()
    candidates = pl.read_parquet(next(steps.glob("generate/*/candidates.parquet")))
    texts = dict(zip(clauses["id"], clauses["text"], strict=True))
    for row in candidates.iter_rows(named=True):
        for evidence in row["evidence"]:
            assert texts[evidence["clause"]][evidence["start"] : evidence["end"]] == evidence["quote"]
    for dataset in ("prompts", "questions"):
        if not candidates.filter(pl.col("dataset") == dataset).height:
            continue
        cut = json.loads(curation(folder, "release", "cut", dataset, "0.1.0", "--preview", "--json").stdout)
        folder_of_release = Path(cut["path"])
        released = read_items(folder_of_release)
        passages = pl.read_parquet(next(folder_of_release.glob("clauses/*.parquet")))["text"].to_list()
        quotes = released["quotes"].explode().drop_nulls().to_list()
        assert quotes
        assert all(any(quote in passage for passage in passages) for quote in quotes)
        curation(folder, "release", "verify", cut["path"])
