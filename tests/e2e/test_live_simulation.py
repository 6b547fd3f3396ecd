"""Annotators of known accuracy, through the real server: decided error rates and certified bounds are as promised."""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import uuid
from collections import Counter

import pytest
from curation import review, taxonomy
from curation.pipeline import config
from curation.review.board import layout
from curation.review.judgements import batches
from curation.review.standing import audit
from curation.services.label_studio import LabelStudio
from curation.stats import sampling

import live_label_studio as live
from review_world import item, prompt, result

pytestmark = [pytest.mark.server, pytest.mark.slow]
TREE = taxonomy.load("lab-safety")
N, BAD = 1200, 0.2
ACCURACY = {"ann": 0.9, "bob": 0.85, "eve": 0.95}
PASSWORD = "a-long-Pass-phrase-1"
TOML = """name = "t"
[[dataset]]
name = "house"
kind = "prompt"
taxonomy = "lab-safety@1.0"
[review.audit]
p = 0.05
seed = 1
"""


@pytest.fixture(scope="module")
def tokens(label_studio):
    return {
        who: live.join(label_studio, f"{who}-{uuid.uuid4().hex[:6]}@example.com", PASSWORD)
        for who in (*ACCURACY, "max")
    }


def test_decided_error_rates_and_certified_bounds_are_what_the_statistics_promise(
    label_studio, tokens, tmp_path
):
    (tmp_path / "curation.toml").write_text(TOML, "utf-8")
    secret = {"LABEL_STUDIO_URL": label_studio.url, "LABEL_STUDIO_API_KEY": label_studio.token}
    dice = random.Random(11)
    truth = {f"c{n}": dice.random() >= BAD for n in range(1, N + 1)}  # True: good, to be accepted

    def call(*words):
        done = subprocess.run(
            [sys.executable, "-m", "curation", "review", *words, "-w", str(tmp_path), "--json"],
            env=os.environ | secret, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def work(batch, who, accuracy):
        """Somebody judges a whole batch, right as often as `accuracy` says."""
        board = LabelStudio(label_studio.url, label_studio.token)
        project = board.find_project(batches.load(tmp_path, batch).marker)
        tasks = board.tasks(project)
        given = {}
        for one in batches.items(tmp_path, batch):
            says = truth[one.subject] == (dice.random() < accuracy)
            parts = result(one) if says else result(one, "reject", reasons="duplicate")
            given[tasks[one.id][0]] = parts
        live.answer(label_studio, tokens[who], project, given, who)

    prompts = [prompt(n) for n in range(1, N + 1)]
    name = f"sim-{uuid.uuid4().hex[:8]}"
    batches.freeze(
        tmp_path, name, [item(p, name) for p in prompts], layout.build("prompt", TREE), TREE.id, candidates=prompts
    )  # fmt: skip
    call("push", "--batch", name)
    for who in ("ann", "bob"):
        work(name, who, ACCURACY[who])
    assert call("pull")[0]["new"] == 2 * N
    (court,) = [line["batch"] for line in call("adjudicate")]
    a, b, e = (1 - ACCURACY[who] for who in ("ann", "bob", "eve"))
    differ = a * (1 - b) + b * (1 - a)
    disputed = len(batches.items(tmp_path, court))
    assert abs(disputed / N - differ) < 3 * math.sqrt(differ * (1 - differ) / N)
    work(court, "eve", ACCURACY["eve"])
    call("pull")

    settings = config.load(tmp_path).review
    found = review.decide(batches.items(tmp_path), batches.judgements(tmp_path), settings)
    assert {d.outcome for d in found} == {"accept", "reject"}
    # Wrong is what both annotators got wrong, or what they differed on and the adjudicator got wrong.
    promised = a * b + differ * e
    wrong = sum((d.outcome == "accept") != truth[d.subject] for d in found)
    assert abs(wrong / N - promised) < 3 * math.sqrt(promised * (1 - promised) / N)

    # An auditor who is always right looks at a registered sample; the statement is true of the lot.
    (drawn,) = [line["batch"] for line in call("push", "--audit")]
    work(drawn, "max", 1.0)
    call("pull")
    lot = batches.lot(tmp_path, drawn)
    bad = sum(not truth[s] for s in lot)
    stated = call("audit")["house"]
    assert (stated["n"], stated["lot"], stated["waiting"]) == (
        len(batches.items(tmp_path, drawn)),
        len(lot),
        0,
    )
    assert stated["upper"] >= bad / len(lot)
    assert not stated["certified"] or bad / len(lot) < stated["p"]
    assert stated["k"] == sum(not truth[i.subject] for i in batches.items(tmp_path, drawn))

    # Over many seeds of the draw from this very lot, a bound fails as seldom as it promises (95 %, 3 standard errors).
    n = stated["n"]
    counts = Counter(sum(not truth[s] for s in audit.order(lot, seed)[:n]) for seed in range(1000))
    failed = sum(
        times for k, times in counts.items() if sampling.upper_bound(k, n, len(lot)) < bad / len(lot)
    )
    assert failed / 1000 <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 1000)
