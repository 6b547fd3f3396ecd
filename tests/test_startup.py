"""`curation --help` answers at once: nothing heavy is imported before a command needs it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = [
    "torch", "sentence_transformers", "datasets", "polars", "label_studio_sdk", "ray", "pyarrow", "inspect_ai",
    "numpy", "mlcroissant", "huggingface_hub", "openai", "lxml", "pypdfium2", "pandas",
]  # fmt: skip

SCRIPT = """
import json, sys
sys.argv = ["curation", *json.loads(sys.argv[1])]
from curation.cli.main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    print("LOADED", json.dumps(sorted(sys.modules)))
"""


def loaded_by(*arguments: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "Usage" in run.stdout
    return set(json.loads(run.stdout.rpartition("LOADED ")[2]))


@pytest.mark.slow
def test_help_loads_nothing_heavy_and_of_the_package_only_the_commands_and_the_core() -> None:
    loaded = loaded_by("--help")
    assert sorted(loaded & {*HEAVY, "pydantic"}) == []
    above = ("curation.cli", "curation.core", "curation._")
    assert sorted(m for m in loaded if m.startswith("curation.") and not m.startswith(above)) == []


@pytest.mark.slow
def test_help_of_a_command_loads_nothing_heavy() -> None:
    assert sorted(loaded_by("release", "cut", "--help") & set(HEAVY)) == []


def test_the_package_itself_imports_nothing_else() -> None:
    script = "import sys, curation; print(sorted(m for m in sys.modules if m.startswith('curation.')))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['curation._renamed', 'curation._version']"
