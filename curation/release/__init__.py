"""Decisions to rows to the folder that the Hub will hold: cut, verify, diff, publish, pull, withdraw."""

from __future__ import annotations

from pathlib import Path

from curation.release import changes, errata, impact, manifest, signing, versions
from curation.release.changes import Diff
from curation.release.cutting import cut, read_items
from curation.release.inputs import Inputs, Withdrawal
from curation.release.proof import verify
from curation.release.publishing import Published, publish, pull
from curation.release.settings import DatasetSettings, Gates
from curation.release.withdrawing import released_rows, withdraw, withdrawals

__all__ = [
    "DatasetSettings",
    "Diff",
    "Gates",
    "Inputs",
    "Published",
    "Withdrawal",
    "changes",
    "cut",
    "diff",
    "errata",
    "impact",
    "manifest",
    "publish",
    "pull",
    "read_items",
    "released_rows",
    "signing",
    "verify",
    "version_demanded",
    "versions",
    "withdraw",
    "withdrawals",
]


def version_demanded(old: Path, new: Path, difference: Diff) -> tuple[versions.Step | None, str]:
    """The step that the difference of two releases asks for (None: a patch), and the least version after that of `old`.

    Raises: InputError when one of them is no release.
    """
    before, after = manifest.load(old), manifest.load(new)
    judging_changed = before["inputs"]["judging"] != after["inputs"]["judging"]
    step = versions.demanded(difference.counts, judging_changed)
    return step, str(versions.least(versions.parse(before["version"]), step))


def diff(old: Path, new: Path) -> Diff:
    """What changed from the release in folder `old` to that in `new`.

    Raises: InputError when one of them is no release.
    """
    reasons = {w["id"]: w["reason"] for w in manifest.load(new)["withdrawn"]}
    return changes.compare(read_items(old), read_items(new), reasons)
