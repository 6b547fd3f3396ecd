"""The scripts that complete commands in a shell, for the shell that was named."""

import subprocess
import sys

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(("shell", "opening"), [("bash", "complete -o default"), ("zsh", "#compdef ")])
def test_the_script_is_that_of_the_shell_that_was_named(shell, opening):
    words = [sys.executable, "-m", "curation", "--show-completion", shell]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert opening in done.stdout
