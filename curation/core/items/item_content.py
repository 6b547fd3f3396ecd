"""The fingerprint of what an expert sees of an item and a model is judged by: the same for candidates, revisions and rows.

A part that came later counts only where an item has it, so an item that does not use it keeps the fingerprint it always had.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from curation.core.digests import digest

FIRST = ("kind", "text", "stem", "options", "answer", "explanation")
"""The parts that every fingerprint is of, in this order."""
LATER = ("messages", "policy", "instruction", "rubric", "pictures")
"""Parts that only some items have; each counts where it says something."""
COLUMNS = (*FIRST, *LATER)
"""All of them, as a candidate and a row name them."""


def fingerprint(fields: Mapping[str, Any]) -> str:
    """The digest of an item's content. A part of `LATER` may be missing; records and plain dictionaries count alike."""
    return digest(*(fields[name] for name in FIRST), *later(fields))


def of(item: BaseModel) -> str:
    """The digest of the content of a candidate or of a row."""
    return fingerprint({name: getattr(item, name) for name in COLUMNS})


def later(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of `LATER` that say something, by name, in a list; the list is empty where none does."""
    said = {name: plain(_judged(name, fields[name])) for name in LATER if fields.get(name)}
    return [said] if said else []


def _judged(name: str, value: Any) -> Any:
    """What is judged of a part: of a picture its bytes and its alternative text, and not where it comes from."""
    if name != "pictures":
        return value
    shown = [one.model_dump() if isinstance(one, BaseModel) else one for one in value]
    return [{"sha256": one["sha256"], "alt": one["alt"]} for one in shown]


def plain(value: Any) -> Any:
    """`value` as JSON holds it, without what says nothing: a field added to a message or a point changes no digest before it is used."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items() if part not in ("", None, [], {})}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value
