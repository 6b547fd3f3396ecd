"""The scripts that complete commands: each is loaded by its shell, where there is one, and completes commands and options there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """An environment in which `curation` is the command of this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "curation"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m curation "$@"\n')
    command.chmod(0o755)
    search = os.pathsep.join([str(folder), os.environ["PATH"]])
    return os.environ | {"PATH": search, "PYTHONPATH": str(ROOT), "HOME": str(folder), "TERM": "dumb"}


def run(words: list[str], environment: dict[str, str], given: str = "") -> str:
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=120, check=True, input=given
    )
    return done.stdout


def script(shell: str, environment: dict[str, str]) -> str:
    return run(["curation", "--show-completion", shell], environment)


@pytest.mark.parametrize(
    ("shell", "opening"), [("bash", "complete -o default"), ("zsh", "#compdef "), ("fish", "complete ")]
)
def test_the_script_is_that_of_the_shell_that_was_named(shell, opening, environment):
    assert opening in script(shell, environment)


def in_bash(line: str, environment: dict[str, str]) -> set[str]:
    words = line.split(" ")
    ask = (
        f"COMP_WORDS=({' '.join(words) or ' '})\nCOMP_CWORD={len(words) - 1}\n"
        '_curation_completion curation\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    return set(run(["bash", "-c", f"{script('bash', environment)}\n{ask}"], environment).split())


def in_zsh(line: str, environment: dict[str, str]) -> set[str]:
    # `compadd` and `_describe` work inside a widget only, so the words are taken where the script hands them on.
    ask = (
        "autoload -Uz compinit && compinit -u -D\n"
        '_arguments() { print -r -- "$@" }\n'
        f"words=({line}); CURRENT=$#words\n_curation_completion\n"
    )
    body = script("zsh", environment).replace("compdef _curation_completion curation", "")
    given = run(["zsh", "-f", "-c", f"{body}\n{ask}"], environment)
    return {
        word.strip("\"'()").replace("\\", "") for part in given.split("\n") for word in part.split(":")[:1]
    } | set(given.replace('"', " ").replace("(", " ").replace("\\", "").replace(":", " ").split())


def in_fish(line: str, environment: dict[str, str]) -> set[str]:
    ask = f"{script('fish', environment)}\ncomplete -C '{line}'\n"
    return {row.split("\t")[0] for row in run(["fish", "--no-config", "-c", ask], environment).splitlines()}


SHELLS = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_completes_commands_groups_and_options(shell, environment):
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} on this machine")
    complete = SHELLS[shell]
    assert {"release", "recordings", "report", "review"} <= complete("curation re", environment)
    assert {"push", "people"} <= complete("curation review p", environment)
    options = complete("curation map --", environment)
    assert "--taxonomy" in options
    assert "--judge-model" not in options, "an option that --help does not show is completed"
