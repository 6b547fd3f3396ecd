"""SSSOM files as rows of text: tab-separated (or comma-separated) rows under a commented YAML head, or JSON.

After the Simple Standard for Sharing Ontological Mappings 1.0. Slots that the set gives once are copied to each row that
leaves them open; the head may also stand in a file of its own beside the table. `name:code` is split at its prefix.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from curation.core.errors import InputError
from curation.core.files import disk

COPIED = (
    "subject_source", "subject_source_version", "object_source", "object_source_version", "mapping_justification",
    "author_label", "see_also", "predicate_id", "confidence",
)  # fmt: skip
"""Slots of a set that hold for each of its rows unless the row says otherwise."""
_HEADS = (".sssom.yml", ".sssom.yaml", ".yml", ".yaml")


def rows(text: str, where: str, beside: str = "") -> list[dict[str, str]]:
    """The rows of SSSOM text, each slot as text, empty ones left out.

    Args:
        text: The file's text.
        where: Its name, for messages.
        beside: The text of a head in a file of its own, empty without one.

    Raises: InputError when head or rows cannot be read.
    """
    if text.lstrip().startswith("{"):
        return _from_json(text, where)
    lines = text.splitlines()
    comment = [line[1:] for line in lines if line.startswith("#")]
    head = _head("\n".join(comment), where) | _head(beside, where)
    table = [line for line in lines if line.strip() and not line.startswith("#")]
    if not table:
        raise InputError.one(where, "crosswalk-empty", "has no line of column names; a crosswalk is a table")
    mark = "\t" if "\t" in table[0] else ","
    try:
        read = list(csv.DictReader(io.StringIO("\n".join(table)), delimiter=mark))
    except csv.Error as error:
        raise InputError.one(where, "crosswalk-unreadable", f"is no table: {error}") from error
    return _unmatched([_filled({k: v for k, v in row.items() if isinstance(k, str)}, head) for row in read])


def beside_of(path: Path) -> str:
    """The text of the head that stands beside a table, empty without one.

    Raises: InputError when it cannot be read.
    """
    stem = path.name.removesuffix(path.suffix).removesuffix(".sssom")
    for ending in _HEADS:
        place = path.with_name(stem + ending)
        if place.is_file():
            try:
                return disk.text(place, "utf-8-sig")
            except (OSError, disk.Unusable) as error:
                raise InputError.one(
                    place.name, "crosswalk-unreadable", f"cannot be read: {error}"
                ) from error
    return ""


def _head(text: str, where: str) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.safe_load(text) if text.strip() else {}
    except (yaml.YAMLError, ValueError):
        # Some tools write a space after the mark on some lines only; then the head is read line by line.
        data = dict(line.strip().split(":", 1) for line in text.splitlines() if ":" in line)
    if not isinstance(data, Mapping):
        return {}
    return {str(k): v for k, v in data.items() if v is not None}


def _from_json(text: str, where: str) -> list[dict[str, str]]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError.one(where, "crosswalk-unreadable", f"is not JSON: {error}") from error
    mappings = data.get("mappings") if isinstance(data, Mapping) else None
    if not isinstance(mappings, list) or not all(isinstance(row, Mapping) for row in mappings):
        raise InputError.one(where, "crosswalk-unreadable", "has no list of `mappings`")
    return _unmatched([_filled(row, data) for row in mappings])


def _unmatched(filled_rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows, those that say `noMatch` in place of an object turned into the standard's form for it."""
    sources = Counter(row["object_source"] for row in filled_rows if "object_source" in row)
    for row in filled_rows:
        if "object_id" not in row and row.get("predicate_id", "").rpartition(":")[2].casefold() == "nomatch":
            row |= {"object_id": "sssom:NoTermFound", "predicate_id": "skos:exactMatch"}
            if "object_source" not in row and sources:
                row["object_source"] = sources.most_common(1)[0][0]
    return filled_rows


def _filled(row: Mapping[str, Any], head: Mapping[str, Any]) -> dict[str, str]:
    """A row with the set's slots and with its ids parted into source and code."""
    slots = {key.strip(): _text(value) for key, value in row.items()}
    for slot in COPIED:
        if not slots.get(slot) and head.get(slot) is not None:
            slots[slot] = _text(head[slot])
    for side in ("subject", "object"):
        prefix, code = _parted(slots.get(f"{side}_id", ""))
        if prefix:
            slots[f"{side}_id"] = code
            slots[f"{side}_source"] = slots.get(f"{side}_source") or prefix
    return {key: value for key, value in slots.items() if value}


def _parted(identifier: str) -> tuple[str, str]:
    """Prefix and code of a CURIE; no prefix for a plain code, an address or the id that stands for no match."""
    prefix, colon, code = identifier.partition(":")
    if not colon or code.startswith("//") or prefix == "sssom" or not prefix or not code:
        return "", identifier
    return prefix, code


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value).strip()
