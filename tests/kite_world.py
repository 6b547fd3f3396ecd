"""A small workspace about kites: two documents, of which its dataset names one."""

from curation.cli.main import app
from curation.pipeline import open_run, running
from typer.testing import CliRunner

RULES = (
    "# Kite rules\n\n1.1 A pilot must not fly a kite near a road.\n\n1.2 A pilot must carry a knife for the line.\n\n"
    "1.3 A pilot must not sell a kite to a child.\n"
)
POEM = "# Wind\n\n1.1 The wind is blue.\n\n1.2 The sky is wide.\n"
LICENCE = ("--licence", "MIT", "--redistribute")
SETTINGS = """name = "kites"

[[dataset]]
name = "kites"
kind = "prompt"
title = "Kites"
taxonomy = "lab-safety"
licence = "MIT"
documents = ["kites"]

[models]
embedder = "none"

[map]
method = "lexical"
"""


def call(folder, *words):
    """What a command on the workspace gives."""
    return CliRunner().invoke(app, [*map(str, words), "-w", str(folder)])


def make(folder):
    """A workspace with two documents, of which the dataset names one; its steps have run."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "curation.toml").write_text(SETTINGS, "utf-8")
    for slug, text in (("kites", RULES), ("wind", POEM)):
        (folder / f"{slug}.md").write_text(text, "utf-8")
        done = call(folder, "source", "add", slug, folder / f"{slug}.md", "--title", slug.title(), *LICENCE)
        assert done.exit_code == 0, done.output
    running.execute(open_run(folder))
    return folder
