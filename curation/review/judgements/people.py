"""Pseudonyms at the door: who is who is known only to `.curation/reviewers.json`, which stays outside git."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from curation.core.tables import write_atomic


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Held by one process at a time on this machine, given back even when it is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


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

    `taken` are pseudonyms already in the evidence: a lost map never gives one person another person's name. The map is
    read again under a lock before it grows, so two pulls at once give one person one name.
    """
    known = load(workspace)
    reserved = set(taken)

    def of(account: str) -> str:
        if not account:
            return "nobody"
        if account not in known:
            with file_lock(workspace / ".curation" / "locks" / "reviewers.lock"):
                known.update(load(workspace))
                if account not in known:
                    known[account] = _fresh(reserved | set(known.values()))
                    write_atomic(path(workspace), json.dumps(known, indent=1, sort_keys=True) + "\n")
                    path(workspace).chmod(0o600)
        return known[account]

    return of


def _fresh(used: set[str]) -> str:
    number = 1
    while f"r{number}" in used:
        number += 1
    return f"r{number}"
