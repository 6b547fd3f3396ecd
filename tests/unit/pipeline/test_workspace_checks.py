"""What `curation check` finds in a workspace, each finding once."""

import json

from curation.cli.main import app
from curation.core import installing
from typer.testing import CliRunner


def findings(folder):
    done = CliRunner().invoke(app, ["check", "--json", "-w", str(folder)])
    return done.exit_code, json.loads(done.stdout)


def test_a_setting_that_does_not_exist_is_reported_once(tmp_path):
    (tmp_path / "curation.toml").write_text("[dedup]\nthreshhold = 1\n", "utf-8")
    code, issues = findings(tmp_path)
    assert code == 1
    assert [i["code"] for i in issues] == ["config-unknown-key"]


def test_the_command_that_adds_an_extra_names_a_place_and_the_extra():
    command = installing.command("documents")
    assert command.startswith("pip install ")
    assert command.endswith('[documents]"')
    assert '"curation[' not in command
