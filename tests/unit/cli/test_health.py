"""`curation check` finds what is wrong in every folder at once and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from curation.pipeline.setup import scaffold, workspace_checks


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    scaffold.make(tmp_path / "ws", "lab-safety")
    return tmp_path / "ws"


def codes(workspace: Path) -> set[str]:
    return {issue.code for issue in workspace_checks.check(workspace)}


@pytest.mark.slow
def test_a_new_workspace_has_nothing_wrong_with_it(workspace):
    assert [i for i in workspace_checks.check(workspace) if i.severity == "error"] == []


def test_every_folder_is_looked_at_even_when_the_first_has_errors(workspace):
    (workspace / "schemas" / "labeling").mkdir(parents=True)
    (workspace / "schemas" / "labeling" / "question.xml").write_text("<View><Text></View>")
    (workspace / "schemas" / "judging").mkdir()
    (workspace / "schemas" / "judging" / "ours.json").write_text("[]")
    document = next((workspace / "raw" / "documents").iterdir())
    document.write_bytes(document.read_bytes() + b" ")
    settings = workspace / "curation.toml"
    settings.write_text(settings.read_text().replace('documents = ["', 'documents = ["absent", "'))
    found = codes(workspace)
    assert {"layout-malformed", "scale-invalid", "document-unknown"} <= found
    assert any(code.startswith("source-") for code in found)
