"""What whoever clones a workspace gets: the same releases, and a hook and a workflow that see when one is not.

The bundled workspace and one made by `init` are committed, cloned (also as Git for Windows does by default), checked by the hook
and the workflow exactly as they are shipped, on good and on tampered releases, and cut again elsewhere to the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
WORKSPACE = ("raw", "schemas", "releases", "curation.toml", ".gitignore", ".gitattributes")


@pytest.fixture(scope="module")
def tools(tmp_path_factory) -> dict[str, str]:
    """An environment in which `curation` is the command of this checkout, and git has no settings of the user."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "curation"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m curation "$@"\n')
    command.chmod(0o755)
    return {
        **os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null", "NO_COLOR": "1", "COLUMNS": "200",
    }  # fmt: skip


def sh(
    line: str, cwd: Path, env: dict[str, str], code: int | None = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", line],
        cwd=cwd, env={**env, **more}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert code is None or done.returncode == code, f"{line}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def commit(folder: Path, env: dict[str, str]) -> None:
    sh(
        "git init -q . && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm all",
        folder,
        env,
    )


def clone(of: Path, to: Path, env: dict[str, str], **settings: str) -> Path:
    options = " ".join(f"-c {name.replace('_', '.')}={value}" for name, value in settings.items())
    sh(f"git clone -q {options} {of} {to}", of, env)
    return to


@pytest.fixture(scope="module")
def bundled(tmp_path_factory, tools) -> Path:
    folder = tmp_path_factory.mktemp("bundled")
    for name in WORKSPACE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    commit(folder, tools)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory, tools) -> Path:
    folder = tmp_path_factory.mktemp("made") / "lab"
    sh(f"curation init {folder} --example lab-safety", folder.parent, tools)
    sh("curation run && curation release cut lab-safety 0.1.0 --preview", folder, tools)
    commit(folder, tools)
    return folder


def shipped() -> list[str]:
    """The hook's entry line and the workflow's own steps after the installation."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    workflow = yaml.safe_load((ROOT / "examples/github/curation.yml").read_text())
    steps = [
        s["run"] for s in workflow["jobs"]["check"]["steps"] if "run" in s and "pip install" not in s["run"]
    ]
    return [*(hook["entry"] for hook in hooks), *steps]


@pytest.mark.parametrize("which", ["bundled", "made"])
@pytest.mark.parametrize("ends", ["false", "true"], ids=["unix", "windows line ends"])
def test_a_clone_passes_the_check_and_verifies(request, tmp_path, tools, which, ends):
    copy = clone(request.getfixturevalue(which), tmp_path / "clone", tools, core_autocrlf=ends)
    for line in shipped():
        sh(line, copy, tools)
    found = json.loads(sh("curation release verify --all --json", copy, tools).stdout)["releases"]
    assert found
    assert all(entry["whole"] for entry in found)


TAMPER = {
    "one word of the card": lambda folder: edit(folder / "README.md", "Limits", "Promises"),
    "a file removed": lambda folder: (folder / "audit.json").unlink(),
    "the manifest removed": lambda folder: (folder / "release.json").unlink(),
    "a file added": lambda folder: (folder / "notes.txt").write_text("x"),
}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("how", TAMPER)
def test_the_hook_and_the_workflow_fail_on_a_tampered_release(made, tmp_path, tools, how):
    copy = clone(made, tmp_path / "clone", tools)
    TAMPER[how](next((copy / "releases").glob("*/*")))
    verifying = [line for line in shipped() if "verify" in line]
    assert len(verifying) == 2
    for line in verifying:
        sh(line, copy, tools, code=1)


def test_verifying_all_fails_where_there_is_nothing_to_verify(made, tmp_path, tools):
    copy = clone(made, tmp_path / "clone", tools)
    shutil.rmtree(copy / "releases")
    (copy / "releases").mkdir()
    assert "holds no release to verify" in sh("curation release verify --all", copy, tools, code=1).stderr


def test_two_clones_cut_the_same_bytes_whatever_the_line_ends_the_time_zone_and_the_locale(
    made, tmp_path, tools
):
    digests = {}
    places = {
        "one": ({"core_autocrlf": "false"}, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}),
        "two": (
            {"core_autocrlf": "true"},
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711"},
        ),
    }
    for name, (settings, env) in places.items():
        copy = clone(made, tmp_path / name, tools, **settings)
        first = json.loads((copy / "releases/lab-safety/0.1.0-preview/release.json").read_text())["digest"]
        shutil.rmtree(copy / "releases/lab-safety")
        sh("curation run && curation release cut lab-safety 0.1.0 --preview", copy, tools, **env)
        digests[name] = json.loads((copy / "releases/lab-safety/0.1.0-preview/release.json").read_text())[
            "digest"
        ]
        assert digests[name] == first
    assert len(set(digests.values())) == 1


def test_a_release_that_git_would_leave_out_is_not_cut(made, tmp_path, tools):
    copy = clone(made, tmp_path / "clone", tools)
    (copy / ".gitignore").write_text("README.md\n*.parquet\n")
    sh("curation run", copy, tools)
    done = sh("curation release cut lab-safety 0.2.0 --preview", copy, tools, code=1)
    assert "release-ignored" in done.stderr
    assert "README.md" in done.stderr
    assert [p.name for p in (copy / "releases/lab-safety").iterdir()] == ["0.1.0-preview"]


def test_a_workspace_whose_line_ends_git_may_change_is_warned_of_that(made, tmp_path, tools):
    copy = clone(made, tmp_path / "clone", tools)
    sh("git rm -q .gitattributes", copy, tools)
    done = sh("curation check", copy, tools)
    assert "line-ends" in done.stdout + done.stderr


# --- the composite action -------------------------------------------------------------------------------------------


def action_steps() -> dict[str, dict]:
    """The steps of the composite action that run a script, by name."""
    action = yaml.safe_load((ROOT / ".github/actions/curation/action.yml").read_text())
    return {step["name"]: step for step in action["runs"]["steps"] if "run" in step}


def run_action(place: Path, temp: Path, tools: dict[str, str], base: str, *names: str) -> dict[str, int]:
    """Exit codes of the steps `names`, run as a runner of GitHub does: inputs as environment variables, summary as a file."""
    files = {
        "RUNNER_TEMP": str(temp),
        "GITHUB_STEP_SUMMARY": str(temp / "summary.md"),
        "GITHUB_OUTPUT": str(temp / "output"),
    }
    inputs = {"WORKSPACE": ".", "BASE": base}
    return {
        name: sh(action_steps()[name]["run"], place, tools, None, **files, **inputs).returncode
        for name in names
    }


STEPS = ("check", "verify releases", "compare candidates")


def test_the_action_checks_verifies_and_shows_what_changes(made, tmp_path, tools):
    copy = clone(made, tmp_path / "clone", tools)
    base = sh("git rev-parse HEAD", copy, tools).stdout.strip()
    settings = copy / "curation.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("told_cases = true", "told_cases = false"), "utf-8"
    )
    assert "told_cases = false" in settings.read_text("utf-8")
    assert set(run_action(copy, tmp_path, tools, base, *STEPS).values()) == {0}
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert "## Workspace" in summary and "Every release is what was cut." in summary
    assert "## Candidates" in summary and "| removed |" in summary
    assert (tmp_path / "output").read_text().startswith("file=")


def test_the_action_fails_on_a_tampered_release_and_on_an_unknown_base(made, tmp_path, tools):
    copy = clone(made, tmp_path / "clone", tools)
    TAMPER["one word of the card"](next((copy / "releases").glob("*/*")))
    codes = run_action(copy, tmp_path, tools, "--output=x", *STEPS)
    assert codes == {"check": 1, "verify releases": 1, "compare candidates": 1}
    assert not (tmp_path / "output").exists()


def test_no_script_of_the_action_holds_an_expression_that_somebody_else_may_fill():
    for step in action_steps().values():
        assert "${{" not in step["run"]
