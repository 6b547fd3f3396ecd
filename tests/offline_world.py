"""A workspace whose questions and prompts are reviewed on files, driven by the commands."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from curation import taxonomy
from curation.cli.main import app
from curation.core.errors import CurationError
from curation.review.board import layout
from curation.review.judgements import batches
from typer.testing import CliRunner

from review_world import item, prompt, question

TREE = taxonomy.load("lab-safety")
PEOPLE = ["r1", "r2"]
KEYED = "The article says two years."


def call(*words: Any) -> SimpleNamespace:
    """A command as a person runs it: what it printed and how it ended, its refusal on the last lines."""
    done = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=True)
    output, code = done.output, done.exit_code
    if isinstance(done.exception, CurationError):
        output, code = f"{output}{done.exception}", done.exception.exit_code
    elif done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return SimpleNamespace(output=output, stdout=done.stdout, exit_code=code)


def workspace(place: Path, questions: int = 2, prompts: int = 2) -> Path:
    """A workspace with a frozen batch of questions in two stages and one of prompts, for two people."""
    (place / "curation.toml").write_text('name = "t"\n', "utf-8")
    if questions:
        made = [item(question(n), "asked", reviewers=PEOPLE) for n in range(1, questions + 1)]
        screens = {s: layout.build("question", TREE, screen=s) for s in ("verdict", "blind")}
        batches.freeze(place, "asked", made, screens["verdict"], TREE.id, blind=screens["blind"])
    if prompts:
        made = [item(prompt(n), "put", reviewers=PEOPLE) for n in range(1, prompts + 1)]
        batches.freeze(place, "put", made, layout.build("prompt", TREE), TREE.id)
    return place


def export(place: Path, *more: str) -> dict[str, Path]:
    """The file written for each reviewer."""
    done = call("review", "export", "--out", place / "out", "-w", place, "--json", *more)
    assert done.exit_code == 0, done.output
    return {line["reviewer"]: Path(line["file"]) for line in json.loads(done.stdout)}


def take(place: Path, *files: Path) -> Any:
    return call("review", "import", *files, "-w", place)


def data_of(page: Path) -> dict[str, Any]:
    """The data inside a page."""
    text = page.read_text("utf-8")
    start = text.index('id="data">') + len('id="data">')
    return dict(json.loads(text[start : text.index("</script>", start)]))


def part(name: str, kind: str, *values: Any) -> dict[str, Any]:
    key = {"textarea": "text"}.get(kind, kind)
    return {"from_name": name, "to_name": "subject", "type": kind, "value": {key: list(values)}}


def answered(page: Path, folder: Path, verdict: str = "accept", option: str = "B", **more: Any) -> Path:
    """A file as the page would save it, every item answered alike."""
    data = data_of(page)
    answers = []
    for group in data["groups"]:
        blind = "closed_choices" in json.dumps(group["layout"])
        for task in group["tasks"]:
            parts = [part("seen_rev", "textarea", task["seen_rev"])]
            if blind:
                parts += [part("answer", "choices", "A"), part("answer_open", "choices", option)]
            else:
                parts += [part("verdict", "choices", verdict), part("category", "taxonomy", ["1.1"])]
            answers.append(
                {"project": group["project"], "item": task["item_id"], "result": parts, "seconds": 9.5}
            )
    path = folder / f"answers-{page.stem}.json"
    body = {
        "format": data["format"],
        "version": data["version"],
        "ticket": data["ticket"],
        "answers": answers,
    }
    path.write_text(json.dumps(body | more), "utf-8")
    return path
