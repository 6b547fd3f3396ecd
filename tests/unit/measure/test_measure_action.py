"""The composite action of `measure`: its script, run as a runner of GitHub does, passes and fails with the bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


def act(place, **inputs):
    """Exit code and summary of the script with these inputs."""
    action = yaml.safe_load((ROOT / ".github/actions/measure/action.yml").read_text())
    step = next(step for step in action["runs"]["steps"] if step.get("name") == "measure")
    names = {variable: value.split("inputs.")[1].rstrip(" }") for variable, value in step["env"].items()}
    given = {
        variable: inputs.get(name, action["inputs"][name].get("default", ""))
        for variable, name in names.items()
    }
    bin_folder = place / "bin"
    bin_folder.mkdir()
    tool = bin_folder / "curation"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m curation "$@"\n')
    tool.chmod(0o755)
    files = {
        "RUNNER_TEMP": str(place),
        "GITHUB_STEP_SUMMARY": str(place / "sum"),
        "GITHUB_OUTPUT": str(place / "out"),
    }
    env = os.environ | files | given | {"PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=place, env=env, capture_output=True, text=True
    )
    summary = place / "sum"
    return done.returncode, summary.read_text() if summary.is_file() else "", done.stderr


def answers(path, right):
    path.write_text(
        "id,options,answer,response\n"
        + "".join(f"q{n},a|b,A,{'A' if n < right else 'B'}\n" for n in range(20))
    )
    return path.name


def test_a_bound_that_is_kept_passes_with_a_summary(tmp_path):
    code, summary, error = act(
        tmp_path, answers=answers(tmp_path / "a.csv", 18), measure="accuracy", **{"fail-under": "0.8"}
    )
    assert (code, "| accuracy | 0.900 |" in summary) == (0, True), error


def test_a_fall_that_is_too_large_fails_with_a_summary(tmp_path):
    before, after = answers(tmp_path / "a.csv", 18), answers(tmp_path / "b.csv", 8)
    code, summary, error = act(tmp_path, answers=after, before=before, quick="true", **{"max-drop": "0.1"})
    assert (code, "**not kept**" in summary) == (1, True), error


def test_a_missing_bound_is_a_mistake_and_no_pass(tmp_path):
    code, _, error = act(tmp_path, answers=answers(tmp_path / "a.csv", 18))
    assert code == 2
    assert "fail-under is not set" in error
