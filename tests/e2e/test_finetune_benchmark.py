"""The benchmark of a fine-tune runs on a CPU with `--small`, and its files go into the table of before and after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lazy_modules import need

need("transformers", "transformers is not installed")
need("peft", "peft is not installed")
pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


def test_answers_of_a_base_and_a_tuned_model_make_the_table_of_a_fine_tune(tmp_path):
    env = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    script = str(ROOT / "benchmarks" / "finetune_gpu.py")
    for step in (["items", "items.json"], ["train", "items.json", "answers", "--small", "--device", "cpu"]):
        subprocess.run([sys.executable, script, *step], cwd=tmp_path, env=env, check=True)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "curation",
            "measure",
            "compare",
            "answers/base.jsonl",
            "answers/near-1.jsonl",
            "--quick",
            "--json",
        ],
        cwd=tmp_path,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    result = json.loads(done.stdout)
    assert set(result["capability"]["by_task"]) == {
        "kinds of things",
        "largest number",
        "release questions, learned",
        "release questions, not learned",
    }
    # Four of each task are asked; a model that has learned for twelve steps says nothing that can be read.
    assert {row["pairs"] for row in result["capability"]["by_task"].values()} == {4}
    about = json.loads((tmp_path / "answers" / "about.json").read_text("utf-8"))
    assert about["base"]["steps"] > 0
