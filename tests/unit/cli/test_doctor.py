"""`curation doctor` tells what is there and never what a token is."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow  # each starts a process that loads the model's weights
SECRET = "hf_thisIsNoRealToken1234"


def doctor(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "curation", "doctor", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout + done.stderr


def test_a_token_is_said_to_be_present_and_never_shown():
    said = doctor(HF_TOKEN=SECRET)
    assert "HF_TOKEN: present" in said
    assert SECRET not in said


def test_every_switch_that_keeps_the_review_server_silent_is_shown(tmp_path):
    found = json.loads(doctor("--json", CURATION_CACHE=str(tmp_path)))
    assert found["review_server"]["installed"] is None
    assert found["review_server"]["switches"]["COLLECT_ANALYTICS"] == "false"
    assert found["cache"] == {"folder": str(tmp_path), "mb": 0}
