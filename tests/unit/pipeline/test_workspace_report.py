"""What is said to be next, for a workspace at each stage of its first hour."""

import pytest
from curation.cli.main import app
from curation.pipeline import composition, running, workspace_report
from typer.testing import CliRunner

RULES = "# Kite rules\n\n1.1 You must not fly a kite near a road.\n\n1.2 A pilot must carry a knife for the line.\n"
DATASET = '[[dataset]]\nname = "kites"\nkind = "prompt"\ntitle = "Kites"\ntaxonomy = "lab-safety"\nlicence = "MIT"\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "kites"\n')
    (tmp_path / "rules.md").write_text(RULES)
    return tmp_path


def say(folder, *words):
    return CliRunner().invoke(app, [*map(str, words), "-w", str(folder)])


def next_of(folder):
    run = composition.open_run(folder)
    return workspace_report.advice(run, running.look(run), workspace_report.waiting(folder))


def test_a_workspace_without_a_document_is_told_to_add_one(folder):
    assert next_of(folder).startswith("curation source add")


def test_a_workspace_without_a_dataset_is_told_to_declare_one(folder):
    say(folder, "source", "add", "kites", folder / "rules.md", "--title", "Kite rules")
    assert "[[dataset]]" in next_of(folder)


def test_a_workspace_that_has_not_run_is_told_to_run(folder):
    say(folder, "source", "add", "kites", folder / "rules.md", "--title", "Kite rules")
    (folder / "curation.toml").write_text(DATASET)
    assert next_of(folder).startswith("curation run")


def test_the_command_for_an_unknown_step_names_the_steps(folder):
    done = say(folder, "show", "frobnicate")
    assert done.exit_code == 1
    assert "ingest, map, generate" in str(done.exception)
