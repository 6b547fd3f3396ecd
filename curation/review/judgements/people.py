"""Pseudonyms, which replace accounts when judgements come in: a keyed digest of the account, under a secret that the team shares and git never holds.

The same account has the same name on every machine that has the secret, so two people who pull give the same records as one.
`raw/review/team.json` is in git: it proves that a secret is the team's, and keeps the names that version 0.1 gave out (as
digests of their accounts). `.curation/reviewers.json` is the map of this machine, for people who plan; it stays outside git.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from curation.core.digests import sha256
from curation.core.errors import StateError
from curation.core.files import disk
from curation.core.files.io import locked
from curation.core.tables import write_atomic

SECRET_VARIABLE = "CURATION_TEAM_SECRET"
NOBODY = "nobody"


def path(workspace: Path) -> Path:
    """Where the map of this machine is."""
    return workspace / ".curation" / "reviewers.json"


def secret_path(workspace: Path) -> Path:
    """Where the team's secret is kept on this machine."""
    return workspace / ".curation" / "team.secret"


def team_path(workspace: Path) -> Path:
    """Where git keeps what proves the secret and the names of version 0.1."""
    return workspace / "raw" / "review" / "team.json"


def load(workspace: Path) -> dict[str, str]:
    """Pseudonym by account name, as far as this machine knows; empty when there is none yet."""
    place = path(workspace)
    if not place.is_file():
        return {}
    return {str(k): str(v) for k, v in json.loads(disk.text(place)).items()}


def pseudonyms(workspace: Path, taken: Iterable[str] = ()) -> Callable[[str], str]:
    """A function from account to pseudonym, which writes the map as it grows.

    `taken` are the pseudonyms in the evidence. The function raises StateError for an account that is new here while the
    evidence knows people and the team's secret is missing (or is another team's): a name that is made up on this machine
    would make two people of one, for ever.
    """
    known = load(workspace)
    people = {name for name in taken if name != NOBODY}

    def of(account: str) -> str:
        if not account:
            return NOBODY
        if account not in known:
            with locked(workspace):
                known.update(load(workspace))
                if account not in known:
                    known[account] = _named(workspace, account, known, people)
                    _private(path(workspace), json.dumps(known, indent=1, sort_keys=True) + "\n")
        return known[account]

    return of


def forget(workspace: Path, name: str) -> bool:
    """Takes the account with the pseudonym `name` from the map of this machine; whether there was one."""
    with locked(workspace):
        known = load(workspace)
        kept = {account: own for account, own in known.items() if own != name}
        if len(kept) < len(known):
            _private(path(workspace), json.dumps(kept, indent=1, sort_keys=True) + "\n")
    return len(kept) < len(known)


def share(workspace: Path, taken: Iterable[str] = ()) -> Path:
    """Makes sure that the team has a secret, names given out before it included; gives the file that others copy.

    Raises: StateError with the cure where the team has one that this machine does not know.
    """
    with locked(workspace):
        _secret(workspace, load(workspace), {name for name in taken if name != NOBODY})
    return secret_path(workspace)


def _named(workspace: Path, account: str, known: dict[str, str], people: set[str]) -> str:
    secret = _secret(workspace, known, people)
    mark = _mark(secret, account)
    aliases = _team(workspace).get("aliases", {})
    return str(aliases.get(mark) or f"r-{mark[:10]}")


def _mark(secret: str, account: str) -> str:
    """The digest of an account under the team's secret; capitals and spaces around it make no difference."""
    return hmac.new(secret.encode(), account.strip().casefold().encode(), hashlib.sha256).hexdigest()


def _secret(workspace: Path, known: dict[str, str], people: set[str]) -> str:
    """The team's secret; a new one where nobody but the people of this machine has judged yet.

    Raises: StateError with the cure where it is missing or is not the team's.
    """
    place = secret_path(workspace)
    secret = os.environ.get(SECRET_VARIABLE, "").strip()
    if not secret and place.is_file():
        secret = disk.text(place).strip()
    check = _team(workspace).get("check")
    if secret and check in (None, _check(secret)):
        if check is None:
            _found(workspace, secret, known)
        return secret
    cure = f"set {SECRET_VARIABLE}, or copy .curation/team.secret from a machine of the team that has it"
    if secret:
        raise StateError(f"the secret here is not the one of this team (raw/review/team.json); {cure}")
    if check is not None or people - set(known.values()):
        others = ", ".join(sorted(people - set(known.values()))[:5]) or "others"
        raise StateError(
            f"the evidence knows people ({others}) and the team's secret is not on this machine, so a new pseudonym might be "
            f"a second name of one of them; {cure}"
        )
    secret = secrets.token_hex(16)
    _private(place, secret + "\n")
    _found(workspace, secret, known)
    return secret


def _found(workspace: Path, secret: str, known: dict[str, str]) -> None:
    """Writes what proves the secret, with the names that this machine gave out before there was one."""
    body = {"check": _check(secret), "aliases": {_mark(secret, a): name for a, name in sorted(known.items())}}
    place = team_path(workspace)
    disk.folder(place.parent)
    write_atomic(place, json.dumps(body, indent=1, sort_keys=True) + "\n")


def _check(secret: str) -> str:
    return sha256(f"curation team {secret}")[:32]


def _team(workspace: Path) -> dict[str, Any]:
    place = team_path(workspace)
    if not place.is_file():
        return {}
    try:
        body = json.loads(disk.text(place))
    except ValueError as error:
        raise StateError(
            "raw/review/team.json is not JSON; take the version of your team from git"
        ) from error
    return body if isinstance(body, dict) else {}


def _private(place: Path, text: str) -> None:
    """Writes a file that only its owner can read."""
    disk.folder(place.parent)
    write_atomic(place, text)
    disk.private(place)
