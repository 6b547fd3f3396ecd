"""The measuring commands as people type them, on releases that the pipeline cut: `inspect eval`, `measure models`, `compare`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from curation import release
from test_measure_inspect import server  # noqa: F401  (a stub of an OpenAI-compatible endpoint)
from test_measure_models import tiny

from lazy_modules import need
from release_world import clause, decision, judgement, prompt, settings, words, world

need("inspect_ai", "the measure extra is not installed")
pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
KIND = {"prompt": "prompts", "question": "questions"}
PREVIEWS = [
    p.parent
    for p in sorted((ROOT / "releases").glob("*/*/release.json"))
    if json.loads(p.read_text("utf-8"))["kind"] in KIND  # open tasks have a test of their own
]


def call(*command: str, **env: str) -> str:
    done = subprocess.run(
        command,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "NO_COLOR": "1", "INSPECT_DISPLAY": "none", **env},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def curation(*arguments: str) -> str:
    return call(sys.executable, "-m", "curation", *arguments)


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """A release of eight prompts, a third of them benign, and one of five questions, both cut from judgements."""
    on = [clause("store", i, words(i)) for i in range(8)]
    found = [
        prompt(
            100 + i,
            on[i],
            dataset="toy-prompts",
            benign=i % 3 == 0,
            variant="contrast" if i % 3 == 0 else "base",
        )
        for i in range(8)
    ]
    judged = [judgement(c.id, who) for c in found for who in ("ada-l", "bob-n")]
    decided = [decision(c.id, judged, dataset="toy-prompts") for c in found]
    inputs = world(
        8,
        dataset=settings("prompt", name="toy-prompts"),
        candidates=found,
        judgements=judged,
        decisions=decided,
    )
    root = tmp_path_factory.mktemp("releases")
    return release.cut(inputs, "1.0.0", root, validate=False), release.cut(
        world(5), "1.0.0", root, validate=False
    )


@pytest.mark.parametrize("folder", PREVIEWS, ids=lambda p: p.parent.name)
def test_a_bundled_release_is_measured_from_the_shell(folder, server, tmp_path):  # noqa: F811
    body = release.manifest.load(folder)
    task = KIND[body["kind"]]
    call(
        str(Path(sys.executable).with_name("inspect")), "eval", f"curation/{task}", "-T", f"release={folder}", "--limit", "4",
        "--model", "openai-api/local/stub", "--log-dir", str(tmp_path / "logs"), LOCAL_API_KEY="none", LOCAL_BASE_URL=server,
    )  # fmt: skip
    (log,) = (tmp_path / "logs").glob("*.eval")
    found = json.loads(curation("measure", "compare", str(log), str(tmp_path / "logs"), "--json"))
    assert found["before"]["content_sha256"] == body["content_sha256"]
    assert (found["before"]["release"], found["before"]["version"]) == (body["dataset"], body["version"])
    side = found["refusal"] or found["over_refusal"] if task == "prompts" else found["capability"]
    assert side["overall"]["change"]["value"] == 0.0
    written = json.loads(
        curation("measure", "tasks", str(folder), "--out", str(tmp_path / "tasks"), "--json")
    )
    files = ["inspect_tasks.py", "lm_eval/curation_metrics.py", "lm_eval/items_test.yaml"]
    items = pl.read_parquet(folder / "items" / "*.parquet")
    if (
        "pictures" in items.columns and items["pictures"].list.len().max()
    ):  # a model that sees nothing gets a task of the questions without pictures
        files += ["lm_eval/items_test_text.yaml", "lm_eval/text_rows.py"]
    assert written["files"] == files


def test_a_base_model_and_a_lora_adapter_end_in_one_page(cut, tmp_path):
    peft = pytest.importorskip("peft", reason="peft is not installed")
    transformers = pytest.importorskip("transformers", reason="transformers is not installed")
    pytest.importorskip("accelerate", reason="Inspect's local models need accelerate")
    base = tiny(tmp_path / "base", 1)
    model = transformers.AutoModelForCausalLM.from_pretrained(base)
    config = peft.LoraConfig(
        r=4, target_modules=["q_proj", "v_proj"], init_lora_weights=False, task_type="CAUSAL_LM"
    )
    peft.get_peft_model(model, config).save_pretrained(tmp_path / "adapter")
    named = tmp_path / "adapter" / "adapter_config.json"
    # Where it was trained the base had another name, which means nothing here.
    named.write_text(json.dumps(json.loads(named.read_text()) | {"base_model_name_or_path": "someone/else"}))

    page = tmp_path / "change.html"
    said = curation("measure", "models", str(cut[0]), str(base), str(tmp_path / "adapter"), "--out", str(page),
                    "--also", str(cut[1]), "--max-tokens", "6", "--samples", "3", "--json")  # fmt: skip
    found = json.loads(said.splitlines()[-1])
    assert found == json.loads(page.with_suffix(".json").read_text())
    assert found["items"]["both"] == 8 + 5
    assert found["before"]["samples"] == 3 * 13
    assert found["before"]["release"] == "toy-prompts@1.0.0 + toy-set@1.0.0"
    assert found["capability"]["overall"]["pairs"] == 5
    assert found["notes"] == []
    assert found["refusal"]["overall"]["pairs"] + found["refusal"]["overall"]["unscored"] == 5
    assert set(found["refusal"]["at_k"]) == {"1", "3"}
    answers = [set(responses(tmp_path / "change-logs" / side)) for side in ("before", "after")]
    assert answers[0] != answers[1]  # the adapter was put on


def responses(folder: Path) -> list[str]:
    from curation.measure import logs

    return [s.response or "" for s in logs.load(folder).samples]
