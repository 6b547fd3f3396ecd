"""Pseudonyms at the door: who is who is known only to `.curation/reviewers.json`, which stays outside git."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from curation.tables import write_atomic


def path(workspace: Path) -> Path:
    """Where the map is."""
    return workspace / ".curation" / "reviewers.json"


def load(workspace: Path) -> dict[str, str]:
    """Pseudonym by account name; empty when there is none yet."""
    place = path(workspace)
    if not place.is_file():
        return {}
    return {str(k): str(v) for k, v in json.loads(place.read_text("utf-8")).items()}


def pseudonyms(workspace: Path, taken: Iterable[str] = ()) -> Callable[[str], str]:
    """A function from account to pseudonym, which writes the map as it grows.

    `taken` are pseudonyms already in the evidence: a lost map never gives one person another person's name.
    """
    known = load(workspace)
    used = {*known.values(), *taken}

    def of(account: str) -> str:
        if not account:
            return "nobody"
        if account not in known:
            number = 1
            while f"r{number}" in used:
                number += 1
            known[account] = f"r{number}"
            used.add(known[account])
            write_atomic(path(workspace), json.dumps(known, indent=1, sort_keys=True) + "\n")
            path(workspace).chmod(0o600)
        return known[account]

    return of
