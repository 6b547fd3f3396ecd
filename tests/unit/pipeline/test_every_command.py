"""Every command, with and without --json, on a workspace that `curation run` made: it does its work, or says in lines why not."""

import json
import sys
from pathlib import Path

import pytest
from curation.cli.main import app
from curation.core.errors import CurationError
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "docs"))

WORDS = {
    "curation init": ["new"],
    "curation check": [],
    "curation run": [],
    "curation status": [],
    "curation show": ["map"],
    "curation clauses": ["kites.md"],
    "curation rules": ["kites.md"],
    "curation compare-editions": ["kites.md", "wind.md"],
    "curation map": ["prompts.jsonl", "--taxonomy", "lab-safety", "--embedder", "none"],
    "curation coverage": ["--taxonomy", "lab-safety"],
    "curation lint": ["prompts.jsonl"],
    "curation dedup": ["prompts.jsonl"],
    "curation agreement": ["labels.csv"],
    "curation diff": [".", "."],
    "curation impact": ["kites.md", "wind.md"],
    "curation report": [],
    "curation site": [".", "--out", "site"],
    "curation plugins": [],
    "curation models hosts": [],
    "curation recordings list": [],
    "curation doctor": [],
    "curation schema export": [],
    "curation source list": [],
    "curation source verify": [],
    "curation source add": ["more", "wind.md", "--title", "More"],
    "curation source fetch": [],
    "curation taxonomy list": [],
    "curation taxonomy show": ["lab-safety"],
    "curation taxonomy lint": ["lab-safety"],
    "curation taxonomy diff": ["lab-safety", "air-2024"],
    "curation taxonomy crosswalk": ["air-2024.lab-safety"],
    "curation taxonomy gaps": ["lab-safety", "--embedder", "none"],
    "curation taxonomy import": ["own.csv", "--name", "own"],
    "curation author import": ["items.jsonl", "--dataset", "kites"],
    "curation author list": ["--dataset", "kites"],
    "curation review status": [],
    "curation review agreement": [],
    "curation review decide": [],
    "curation review yield": [],
    "curation release withdraw": ["kites", "no-such-row", "--reason", "a test"],
    "curation release verify": ["--all"],
    "curation release cut": ["kites", "0.1.0", "--preview"],
    "curation measure refusal": ["answers.jsonl"],
}
"""What each command is called with. The others need a review server, the Hub, a released folder or a model."""
REFUSED = {"curation release withdraw", "curation release verify", "curation release cut"}
"""Those that the workspace has nothing for: they end with 1 and the reason, not with a traceback."""
ELSEWHERE = {
    "curation review serve", "curation review push", "curation review pull", "curation review adjudicate", "curation review audit",
    "curation review people", "curation review gold", "curation release diff", "curation release publish", "curation release pull",
    "curation release keygen", "curation release sign", "curation measure tasks", "curation measure import",
    "curation models allow", "curation models forget", "curation recordings prune", "curation measure accuracy", "curation measure compare", "curation measure models", "curation measure validate", "curation mcp",
    "curation source pictures",
}  # fmt: skip
"""Commands that have tests of their own with what they need."""


@pytest.mark.slow
def test_every_documented_command_is_tried_here_or_where_its_service_is():
    import generate

    known = {name for name, _ in generate.commands()}
    assert {name for name in known if not name.startswith(("curation review ", "curation measure "))} <= {
        *WORDS,
        *ELSEWHERE,
    }
    assert set(WORDS) <= known


@pytest.fixture
def there(folder, monkeypatch):
    monkeypatch.chdir(folder)
    prompts = [{"id": str(n), "text": f"How do I fly kite {n}?"} for n in range(3)]
    (folder / "prompts.jsonl").write_text("".join(json.dumps(p) + "\n" for p in prompts), "utf-8")
    answers = [{"prompt": "How?", "response": "I cannot help with that."}]
    (folder / "answers.jsonl").write_text("".join(json.dumps(a) + "\n" for a in answers), "utf-8")
    (folder / "items.jsonl").write_text('{"text": "Where do I fly?"}\n', "utf-8")
    (folder / "labels.csv").write_text("item,reviewer,label\n1,a,x\n1,b,x\n2,a,y\n2,b,x\n", "utf-8")
    (folder / "own.csv").write_text(
        "code,level,name,definition\n1,1,Fire,What burns.\n2,1,Ice,What melts.\n", "utf-8"
    )
    return folder


@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
@pytest.mark.slow
@pytest.mark.parametrize("name", list(WORDS))
def test_a_command_works_on_a_workspace_that_was_run(there, name, as_json):
    words = [*name.split()[1:], *WORDS[name], *(["--json"] if as_json else [])]
    done = CliRunner(env={"CURATION_OFFLINE": "1"}).invoke(app, words)
    error = done.exception
    assert error is None or isinstance(error, CurationError | SystemExit), error
    if name in REFUSED:
        assert isinstance(error, CurationError) or done.exit_code == 1
        return
    assert done.exit_code == 0, f"{done.output}{error}"
    if as_json:
        for line in done.stdout.splitlines():
            json.loads(line)


@pytest.mark.slow
@pytest.mark.parametrize("step", ["ingest", "rules", "map", "generate", "lint", "dedup", "route"])
@pytest.mark.parametrize("dropped", [[], ["--dropped"]], ids=["kept", "dropped"])
def test_every_step_is_shown_with_what_it_kept_and_what_it_dropped(there, step, dropped):
    done = CliRunner().invoke(app, ["show", step, *dropped])
    assert done.exit_code == 0, f"{done.output}{done.exception}"
    assert done.stdout.startswith(f"{step}: ")
