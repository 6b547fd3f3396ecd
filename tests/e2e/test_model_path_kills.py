"""A run through all passes is killed again and again; it is paid for once, loses nothing, and is never told as done before it is.

`CURATION_KILLS=50` kills at every moment; by default a sample of the moments is taken.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests" / "unit" / "generation"), str(ROOT / "tests" / "contract")]

from model_player import OPTION, Player, name_of  # noqa: E402
from openai_server import Step, serve  # noqa: E402

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("CURATION_KILLS", "8"))
RULES = """# Laboratory rules

1.1 A worker must wear goggles when pouring acid.

1.2 The supervisor must test the fume hood every year.

1.3 Nobody must store solvents beside oxidisers.

1.4 The storekeeper must label each bottle of a hazardous chemical.

1.5 A visitor must not enter the biological laboratory alone.

1.6 Staff must report a spill of mercury to the safety officer.
"""
SETTINGS = """name = "lab"

[models]
embedder = "none"
completer = "{url}"
model = "played"
provider = "chat"

[models.options]
concurrency = {concurrency}
attempts = 1

[map]
method = "lexical"
threshold = 0.0

[generate]
generators = ["llm"]
per_call = 6

[[dataset]]
name = "lab"
kind = "question"
title = "Laboratory"
taxonomy = "lab-safety"
licence = "MIT"

[[dataset]]
name = "asks"
kind = "prompt"
title = "What a laboratory forbids"
taxonomy = "lab-safety"
licence = "MIT"

[[dataset]]
name = "work"
kind = "task"
title = "Laboratory tasks"
taxonomy = "lab-safety"
licence = "MIT"
"""


def hard(text, answer):
    """A ranking in which the key of every second question comes first, so that rewrites are asked for."""
    words = dict(OPTION.findall(text))
    if "acid" in text or "mercury" in text:
        answer["order"] = sorted(answer["order"], key=lambda letter: not words[letter].startswith("Right"))
    return answer


def strict(text, answer):
    """A reader who wants one word changed in every pair, and is content with it afterwards."""
    return {**answer, "verdict": "edit", "edit": "say brief"} if "short letter" in text else answer


class Mortal(list):
    """The steps of a server that kills its client on receiving the request after the `left`-th one; that one is never answered."""

    def __init__(self) -> None:
        super().__init__([Step(Player({"options-only": hard, "read-pair": strict}))])
        self.left, self.process = 10**9, None
        self.passes: Counter = Counter()

    def choose(self, body):
        name = name_of(body["messages"][0]["content"])
        if self.left <= 0 and self.process is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            return Step(status=503)
        self.left -= 1
        self.passes[name] += 1
        return self[0]


def start(folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "curation", "run", "generate", "-w", str(folder)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def workspace(folder: Path, url: str, concurrency: int = 1) -> Path:
    """A workspace whose steps before `generate` have run."""
    folder.mkdir()
    (folder / "curation.toml").write_text(SETTINGS.format(url=url, concurrency=concurrency), "utf-8")
    (folder / "rules.md").write_text(RULES, "utf-8")
    added = [
        "source",
        "add",
        "rules",
        str(folder / "rules.md"),
        "--title",
        "Laboratory rules",
        "--licence",
        "MIT",
    ]
    for words in (added, ["run", "map"]):
        done = subprocess.run(
            [sys.executable, "-m", "curation", *words, "-w", str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    return folder


def candidates(folder: Path) -> list[str]:
    """The ids that the finished step holds."""
    done = subprocess.run(
        [sys.executable, "-m", "curation", "show", "generate", "--json", "-w", str(folder)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    rows = lines[0] if len(lines) == 1 and isinstance(lines[0], list) else lines
    return sorted(row["id"] for row in rows)


def test_a_run_that_is_killed_at_many_moments_is_paid_for_once_and_gives_what_a_whole_run_gives(tmp_path):
    mortal = Mortal()
    with serve(Step()) as server:
        server.steps = mortal
        clean = workspace(tmp_path / "clean", server.url)
        killed = tmp_path / "killed"
        shutil.copytree(clean, killed)
        whole = start(clean)
        assert whole.wait(300) == 0, whole.stderr.read()
        total, by_pass = sum(server.answered.values()), dict(mortal.passes)
        assert set(by_pass) >= {
            "plan-question", "write-question", "solve", "check-question", "options-only", "rewrite", "twin-question",
            "closed-book", "plan-prompt", "write-prompt", "check-prompt", "read-pair", "mend-pair", "plan-task", "write-task", "check-task", "solve-task", "judge",
        }  # fmt: skip
        server.answered.clear()
        lives, step = 0, max(1, total // KILLS)
        while True:
            mortal.left = step
            mortal.process = start(killed)
            code = mortal.process.wait(300)
            if code == 0:
                break
            assert code == -signal.SIGKILL, mortal.process.stderr.read()
            lives += 1
            assert lives <= total + 1
            # Nothing is told as done that was not: the step has no artifact, not even one that waits.
            assert not (killed / ".curation" / "steps" / "generate" / "latest").exists()
        assert lives >= min(KILLS, total) - 2
        assert max(server.answered.values()) == 1
        assert sum(server.answered.values()) == total
        mortal.process = None
    assert candidates(killed) == candidates(clean)
    assert len(candidates(clean)) >= 5


def test_a_run_that_is_killed_with_many_requests_under_way_loses_no_answer_that_was_kept(tmp_path):
    mortal = Mortal()
    with serve(Step()) as server:
        server.steps = mortal
        folder = workspace(tmp_path / "w", server.url, concurrency=6)
        for moment in (3, 9, 17):
            mortal.left = moment
            mortal.process = start(folder)
            assert mortal.process.wait(300) == -signal.SIGKILL
        kept = len(list((folder / ".curation" / "completions").glob("*/*.json")))
        before = sum(server.answered.values())
        mortal.left, mortal.process = 10**9, None
        last = start(folder)
        assert last.wait(300) == 0, last.stderr.read()
        again = sum(n - 1 for n in server.answered.values())
    # At most what was under way at a kill is asked again: answered by the server, and not yet kept.
    assert again <= before - kept <= 3 * 6
