"""PostgreSQL as the server's store: the same commands, the same result."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import httpx
import pytest
from curation import taxonomy
from curation.review.board import layout
from curation.review.judgements import batches
from curation.services import label_studio_server
from curation.services.label_studio import LabelStudio

import live_label_studio as live
import live_postgres
from review_world import item, prompt, result

pytestmark = [pytest.mark.server, pytest.mark.slow]
TREE = taxonomy.load("lab-safety")


def test_a_server_on_postgres_takes_a_batch_and_gives_every_judgement_back_once(tmp_path):
    live.installed()
    (tmp_path / "curation.toml").write_text('name = "t"\n', "utf-8")
    made = [item(prompt(n), "b1") for n in range(1, 301)]
    head = batches.freeze(tmp_path, "b1", made, layout.build("prompt", TREE), TREE.id)
    items = batches.items(tmp_path, "b1")
    ready = live_postgres.template()
    shutil.copytree(ready / "server", tmp_path / "server")
    with live_postgres.cluster(ready / "data") as (store, _):
        running = label_studio_server.start(tmp_path / "server", postgres=store)
        try:
            secret = {"LABEL_STUDIO_URL": running.url, "LABEL_STUDIO_API_KEY": running.token}

            def call(*words):
                done = subprocess.run(
                    [sys.executable, "-m", "curation", "review", *words, "--batch", "b1", "-w", str(tmp_path), "--json"],
                    env=os.environ | secret, capture_output=True, text=True, timeout=300,
                )  # fmt: skip
                assert done.returncode == 0, done.stderr
                return json.loads(done.stdout)[0]

            assert (call("push")["added"], call("push")["present"]) == (300, 300)
            board = LabelStudio(running.url, running.token)
            project = board.find_project(head.marker)
            tasks = board.tasks(project)
            assert {len(copies) for copies in tasks.values()} == {1} and len(tasks) == 300
            for who in ("ann", "bob"):
                token = live.join(running, f"{who}@example.com", "a-long-Pass-phrase-1")
                live.answer(running, token, project, {tasks[i.id][0]: result(i) for i in items}, who)
            one = tasks[items[0].id][0].partition("@")[0]
            answer = httpx.delete(
                f"{running.url}/api/tasks/{one}/", headers={"Authorization": f"Token {running.token}"}, trust_env=False
            )  # fmt: skip
            assert answer.status_code == 204
            assert (call("pull")["new"], call("pull")["new"]) == (598, 0)
            assert (call("push")["added"], call("status")["complete"]) == (1, 299)
        finally:
            running.stop()
    # The data is in PostgreSQL and nowhere else.
    assert not list((tmp_path / "server").glob("*.sqlite3"))
