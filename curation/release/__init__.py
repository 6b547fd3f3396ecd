"""Decisions to rows to the folder that the Hub will hold: cut, verify, diff, publish, pull, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curation.core import lazy_names

if TYPE_CHECKING:
    from pathlib import Path

    from curation.release.contents import private
    from curation.release.cutting import cut, read_items
    from curation.release.files import errata, manifest
    from curation.release.inputs import Inputs, Withdrawal
    from curation.release.publication import changes, impact, versions
    from curation.release.publication.changes import Diff
    from curation.release.publication.publishing import Published, publish, pull
    from curation.release.publication.withdrawing import released_rows, withdraw, withdrawals
    from curation.release.settings import DatasetSettings, Gates
    from curation.release.verification import signing
    from curation.release.verification.proof import verify

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
    "private",
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
_HOMES = {
    "DatasetSettings": "curation.release.settings:DatasetSettings",
    "Diff": "curation.release.publication.changes:Diff",
    "Gates": "curation.release.settings:Gates",
    "Inputs": "curation.release.inputs:Inputs",
    "Published": "curation.release.publication.publishing:Published",
    "Withdrawal": "curation.release.inputs:Withdrawal",
    "changes": "curation.release.publication.changes:",
    "cut": "curation.release.cutting:cut",
    "errata": "curation.release.files.errata:",
    "impact": "curation.release.publication.impact:",
    "manifest": "curation.release.files.manifest:",
    "private": "curation.release.contents.private:",
    "publish": "curation.release.publication.publishing:publish",
    "pull": "curation.release.publication.publishing:pull",
    "read_items": "curation.release.cutting:read_items",
    "released_rows": "curation.release.publication.withdrawing:released_rows",
    "signing": "curation.release.verification.signing:",
    "verify": "curation.release.verification.proof:verify",
    "versions": "curation.release.publication.versions:",
    "withdraw": "curation.release.publication.withdrawing:withdraw",
    "withdrawals": "curation.release.publication.withdrawing:withdrawals",
}


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: the settings of this step need none of its code."""
    return lazy_names.load(__name__, _HOMES, name)


def version_demanded(old: Path, new: Path, difference: Diff) -> tuple[versions.Step | None, str]:
    """The step that the difference of two releases asks for (None: a patch), and the least version after that of `old`.

    Raises: InputError when one of them is no release.
    """
    from curation.release.files import manifest
    from curation.release.publication import versions

    before, after = manifest.load(old), manifest.load(new)
    judging_changed = before["inputs"]["judging"] != after["inputs"]["judging"]
    step = versions.demanded(difference.counts, judging_changed)
    return step, str(versions.least(versions.parse(before["version"]), step))


def diff(old: Path, new: Path) -> Diff:
    """What changed from the release in folder `old` to that in `new`.

    Raises: InputError when one of them is no release.
    """
    from curation.release.cutting import read_items
    from curation.release.files import manifest
    from curation.release.publication import changes

    reasons = {w["id"]: w["reason"] for w in manifest.load(new)["withdrawn"]}
    return changes.compare(read_items(old), read_items(new), reasons)
