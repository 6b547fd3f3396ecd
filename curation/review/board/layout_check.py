"""A workspace's own layout against the packaged one: what the reading of annotations needs, and what is the workspace's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from xml.etree import ElementTree as ET

from curation.core import resources
from curation.core.errors import InputError, Issue
from curation.core.records import ItemKind
from curation.review.board import layout
from curation.review.board.annotations import KNOWN

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy

NEEDED = frozenset(
    [
        "verdict",
        "category",
        "answer",
        "answer_open",
        "seen_rev",
        "authored_text",
        "choice",
        "comment",
        "reasons",
    ]
)
"""Controls without which an annotation cannot be read as a judgement, where the packaged layout of the screen has them."""
_FIELD = re.compile(r"\$(\w+)")
_ALWAYS = frozenset(["item_id", "seen_rev", "priority"])


def own_controls(xml: str) -> frozenset[str]:
    """The names of the controls of a layout that this package does not read: what people say in them is kept beside.

    Empty for a text that is not XML.
    """
    return frozenset(_controls(xml)) - set(KNOWN)


def _controls(xml: str) -> dict[str, int]:
    """How often each control (an element with `name` and `toName`) stands in a layout, by name."""
    try:
        root = ET.fromstring(xml)
    except ET.ParseError:
        return {}
    counts: dict[str, int] = {}
    for element in root.iter():
        if element.get("toName") and (name := element.get("name")):
            counts[name] = counts.get(name, 0) + 1
    return counts


def _fields(xml: str) -> set[str]:
    """The fields of a task that a layout shows: `$text` in an attribute."""
    root = ET.fromstring(xml)
    return {
        name for element in root.iter() for value in element.attrib.values() for name in _FIELD.findall(value)
    }


def check(taxonomy: Taxonomy, workspace: Path) -> Iterator[Issue]:
    """What is wrong with the layouts that the workspace has in the place of packaged ones, each with its file."""
    for kind in get_args(ItemKind):
        for screen in get_args(layout.Screen):
            stem = kind if screen == "review" else f"{kind}-{screen}"
            name = f"labeling/{stem}.xml"
            if not (workspace / "schemas" / name).is_file() or stem not in _packaged():
                continue
            try:
                own = layout.build(kind, taxonomy, workspace, screen=screen).xml
            except InputError as error:
                yield from error.issues
                continue
            yield from _differences(name, layout.build(kind, taxonomy, None, screen=screen).xml, own)


def _packaged() -> list[str]:
    return resources.names("labeling", ".xml")


def _differences(name: str, packaged: str, own: str) -> Iterator[Issue]:
    controls = _controls(own)
    for control in sorted((NEEDED & set(_controls(packaged))) - set(controls)):
        yield Issue(
            name,
            "layout-control-missing",
            f"has no control {control!r}, so no annotation made in it could be read; add it, or the Fill that holds it",
        )
    for control, count in sorted(controls.items()):
        if count > 1:
            yield Issue(
                name, "layout-control-twice", f"has {count} controls of the name {control!r}; keep one"
            )
    for field in sorted(_fields(own) - _fields(packaged) - _ALWAYS):
        yield Issue(
            name,
            "layout-field-unknown",
            f"shows ${field}, which no task of this kind has; there are {', '.join(sorted(_fields(packaged)))}",
        )
    for control in sorted(own_controls(own)):
        yield Issue(
            name,
            "layout-control-own",
            f"has the control {control!r} of its own; what people say in it is kept in `extra` of the judgement",
            "info",
        )
