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


def test_a_taxonomy_that_there_is_not_is_told_at_the_dataset_that_names_it(tmp_path):
    (tmp_path / "curation.toml").write_text(
        '[[dataset]]\nname = "one"\nkind = "prompt"\ntaxonomy = "company-rule"\n'
        '[[dataset]]\nname = "two"\nkind = "prompt"\ntaxonomy = "air-2024"\n'
    )
    found = [i for i in findings(tmp_path)[1] if "company-rule" in i["message"]]
    assert [(i["where"], i["code"]) for i in found] == [
        ("curation.toml > dataset one > taxonomy", "taxonomy-unknown")
    ]


def test_a_former_setting_with_its_constant_value_is_a_note_of_the_check(tmp_path):
    (tmp_path / "curation.toml").write_text("[lint]\nposition_p = 0.05\n", "utf-8")
    code, issues = findings(tmp_path)
    assert code == 0
    (note,) = [i for i in issues if i["code"] == "config-former-key"]
    assert note["severity"] == "info" and note["where"] == "curation.toml > lint.position_p"


def test_the_command_that_adds_an_extra_names_a_place_and_the_extra():
    command = installing.command("documents")
    assert command.startswith("pip install ")
    assert command.endswith('[documents]"')
    assert '"curation[' not in command
