"""The one list of reasons why an item is not right as it is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from curation.core import resources
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.records import ItemKind


@dataclass(frozen=True)
class Reason:
    """A reason an expert can give."""

    code: str
    label: str
    hotkey: str
    kinds: tuple[str, ...]
    meaning: str


def load(workspace: Path | None = None) -> tuple[Reason, ...]:
    """Every reason, in the order of the file.

    Raises: InputError listing double codes, and hotkeys that two reasons of one kind share.
    """
    data = tomllib.loads(disk.text(resources.find("labeling/reasons.toml", workspace)))
    reasons = tuple(
        Reason(code, entry["label"], entry["hotkey"], tuple(entry["kinds"]), entry["meaning"])
        for code, entry in data.items()
    )
    issues = []
    for kind in get_args(ItemKind):
        keys: dict[str, str] = {}
        for reason in (r for r in reasons if kind in r.kinds):
            if (other := keys.setdefault(reason.hotkey, reason.code)) and other != reason.code:
                issues.append(
                    Issue(
                        f"reasons.toml > {reason.code}",
                        "hotkey-twice",
                        f"has the same hotkey as {other}; give it another",
                    )
                )
    if issues:
        raise InputError(issues)
    return reasons


def of(kind: ItemKind, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons that can be given for a kind of work."""
    return tuple(r for r in reasons if kind in r.kinds)
