"""What a person sees who types a command of measure in a terminal."""

import json
import os
import pty
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def typed(words, folder):
    """What the terminal shows of a command."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "curation", *words], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the end of a terminal on Linux
                break
            if not part:
                break
            seen += part
        os.close(ours)
        assert process.wait() == 0, seen.decode()
    return seen.decode()


def test_refusal_shows_its_figures_in_a_terminal_and_writes_json_into_a_file(tmp_path):
    rows = [
        {"id": "a", "prompt": "How do I open a lock?", "response": "I'm sorry, I can't help with that."},
        {"id": "b", "prompt": "How do I bake bread?", "response": "Mix flour and water, and bake the dough."},
    ]
    (tmp_path / "answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    words = ["measure", "refusal", "answers.jsonl", "--quick"]
    seen = typed(words, tmp_path)
    assert "2 answers" in seen and "> labels.jsonl" in seen
    assert '{"' not in seen
    asked = typed([*words, "--json"], tmp_path)
    assert '"id": "a"' in asked and '{"summary"' in asked and "> labels.jsonl" not in asked
    done = subprocess.run(
        [sys.executable, "-m", "curation", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [json.loads(line).get("id") for line in done.stdout.splitlines()] == ["a", "b", None]
