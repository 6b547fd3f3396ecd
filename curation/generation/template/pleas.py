"""The pleas of `pleas.toml`: circumstances that a provision does not mention, and terms that a reader may add to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from curation.core import disk
from curation.core.digests import sha256


@dataclass(frozen=True)
class Plea:
    """One row of the table; what its fields mean stands at the head of the file."""

    id: str
    force: Literal["duty", "ban", "both"]
    about: Literal["any", "agent", "firm", "person", "thing"]
    matter: Literal["", "work", "paper"]
    lasting: bool | None
    absent: re.Pattern[str]
    tell: str
    clause: str
    verbs: re.Pattern[str] | None = None


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(disk.text(files("curation.generation.template") / "pleas.toml"))


@lru_cache(maxsize=1)
def _rows() -> tuple[Plea, ...]:
    return tuple(
        Plea(
            id=row["id"],
            force=row["force"],
            about=row["about"],
            matter=row.get("matter", ""),
            lasting=row.get("lasting"),
            absent=re.compile(rf"\b(?:{row['absent']})", re.I),
            tell=row["tell"],
            clause=row["clause"],
            verbs=re.compile(rf"(?:be )?(?:{row['verbs']})", re.I) if "verbs" in row else None,
        )
        for row in _table()["plea"]
    )


def plea(
    seed: str, around: str, action: str, force: str, about: Sequence[str], matter: str, lasting: bool
) -> Plea | None:
    """A plea that fits the act and of which the words around the provision say nothing; None without any."""
    fits = [
        one
        for one in _rows()
        if one.force in (force, "both")
        and one.about in about
        and one.matter in ("", matter)
        and one.lasting in (None, lasting)
        and (one.verbs is None or one.verbs.match(action))
        and not one.absent.search(around)
    ]
    return min(fits, key=lambda one: sha256(f"{seed}|{one.id}"), default=None)


def additions(seed: str, around: str, clause: str) -> list[str]:
    """Terms that a reader may add to the provision, of which neither the words around it nor `clause` speak."""
    rows: dict[str, list[str]] = _table()["addition"]
    fits = [
        text
        for absent, text in rows.values()
        if not re.search(rf"\b(?:{absent})", f"{around} {clause}", re.I)
    ]
    return sorted(fits, key=lambda text: sha256(f"{seed}|{text}"))
