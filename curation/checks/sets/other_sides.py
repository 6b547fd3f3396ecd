"""Pairs whose one side is stopped by a check: the other side is stopped with it, since a pair is kept or dropped whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from curation.checks.sets.dataset_checks import SET_CHECKS
from curation.checks.settings import Settings
from curation.core.errors import Severity
from curation.core.records import Finding

if TYPE_CHECKING:
    import polars as pl

CHECK = "other-side"


def findings(candidates: pl.DataFrame, found: pl.DataFrame, settings: Settings) -> list[Finding]:
    """One finding for each candidate whose other side of the pair is stopped, in the order of the candidates.

    A revision takes the place of what it revises: a side counts as stopped when its latest revision is.

    Args:
        candidates: `Candidate` rows.
        found: `Finding` rows of every other check.
        settings: whether the check is run, and its severity.
    """
    if CHECK in (*settings.disable, *settings.replace):
        return []
    errors = found.filter((found["severity"] == "error") & (found["candidate"] != ""))
    why = dict(errors.select("candidate", "check").reverse().iter_rows())
    rows = candidates.select("id", "root", "dataset", "pair", "variant", "parent").rows(named=True)
    revised = {row["parent"] for row in rows if row["variant"] == "revision"}
    sides: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["pair"] and row["id"] not in revised:
            sides[row["dataset"], row["pair"]].append(row)
    severity = cast("Severity", settings.severity.get(CHECK, SET_CHECKS[CHECK].severity))
    told: dict[str, Finding] = {}
    for pair in sides.values():
        stopped = [row for row in pair if row["id"] in why]
        for row in pair:
            if stopped and row["id"] not in why:
                told[row["id"]] = _finding(row["id"], stopped[0]["id"], why[stopped[0]["id"]], severity)
    return [told[row["id"]] for row in rows if row["id"] in told]


def _finding(candidate: str, other: str, check: str, severity: Severity) -> Finding:
    message = f"the other side of its pair, {other}, is stopped by {check}; mend that item, or drop both"
    return Finding(
        candidate=candidate, check=CHECK, version=SET_CHECKS[CHECK].version, severity=severity, field="", message=message
    )  # fmt: skip
