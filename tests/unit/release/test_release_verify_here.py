"""`curation release verify .`, in a folder that is no release."""

from pathlib import Path

import pytest
from curation.cli.main import app
from typer.testing import CliRunner


def test_the_folder_one_stands_in_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    here = tmp_path / "1.0.0"
    here.mkdir()
    monkeypatch.chdir(here)
    done = CliRunner().invoke(app, ["release", "verify", "."])
    assert done.exit_code == 1
    assert "1.0.0 > release.json: error[release-absent]" in done.output
