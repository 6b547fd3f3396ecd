"""A sample of the fault suite; `make faults` tries every point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
SUITE = Path(__file__).resolve().parents[1] / "fault_suite.py"
SCENARIOS = (
    "source add", "run", "push", "cut", "pull", "decide", "push to a desk", "pull from a desk", "publish", "generate",
)  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_operation_that_fails_once_changes_nothing_after_the_next_run(scenario):
    """Disk full, disk error, no permission, kill, a clock that is set back and a second writer, in turn."""
    done = subprocess.run(
        [sys.executable, SUITE, "--only", scenario, "--sample", os.environ.get("CURATION_FAULTS", "8")],
        capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr[-3000:]
    told = json.loads(done.stdout)
    print(f"{scenario}: {told['operations']} operations, {told['trials']} trials")
    assert told["wrong"] == []
    assert told["trials"] == told["refused"] + told["tolerated"] + told["killed"]
    assert told["killed"] > 0


def test_the_suite_would_find_a_fault_that_is_swallowed():
    """A check that cannot fail is no check: without the first run's files there would be a difference."""
    sys.path.insert(0, str(SUITE.parent))
    try:
        import fault_suite
    finally:
        sys.path.pop(0)
    assert "changed ['a']" in fault_suite.differing({"a": "1"}, {"a": "2"})
    assert "missing ['a']" in fault_suite.differing({"a": "1"}, {})


def test_a_scenario_that_does_not_exist_is_refused_with_the_names_of_all():
    done = subprocess.run(
        [sys.executable, SUITE, "--only", "source ad"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2 and "'source ad'" in done.stderr and "source add, " in done.stderr


def test_a_changed_schema_is_another_tree(tmp_path, monkeypatch):
    sys.path.insert(0, str(SUITE.parent))
    try:
        import fault_suite
    finally:
        sys.path.pop(0)
    monkeypatch.setattr(fault_suite, "TESTS", tmp_path / "tests")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "constraints.txt").write_text("")
    before = fault_suite.tree()
    (tmp_path / "schemas" / "one.json").write_text("{}")
    assert fault_suite.tree() != before


def test_what_was_tried_on_this_tree_is_kept_and_told(tmp_path):
    sys.path.insert(0, str(SUITE.parent))
    try:
        import fault_suite
    finally:
        sys.path.pop(0)
    scenario, ledger = fault_suite.SCENARIOS[0], fault_suite.Ledger(tmp_path)
    assert ledger.known(scenario) is None and scenario.name not in fault_suite.table(ledger)
    done = fault_suite.Outcome(29, 47, 31, 8, 8, ["one"], 174, 94.0)
    ledger.keep(scenario, done)
    assert fault_suite.Ledger(tmp_path).known(scenario) == done
    assert "| source add | 29 | 47 | 174 | 31 | 8 | 8 | 1 | 2.0 |" in fault_suite.table(ledger)
    assert fault_suite.Ledger(tmp_path).folder == ledger.folder  # nothing changed, so it is the same tree
