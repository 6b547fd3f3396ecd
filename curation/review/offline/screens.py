"""The screens of a file for a reviewer: the same layouts as on a server, as trees that a page or a sheet can draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from curation.core.errors import InputError

FORMAT = "curation review answers"
VERSION = 1


@dataclass(frozen=True)
class Screen:
    """The tasks of one project for one reviewer."""

    project: str
    title: str
    layout: str
    """The layout as XML."""
    guidelines: str
    """The guidelines as escaped HTML."""
    tasks: Sequence[Mapping[str, Any]]
    """The data of each task, with the proposed categories under `categories`."""
    heading: str = ""
    """What the page says above its items; the title where it is empty."""
    round: str = ""
    """`1` for answers before the key is shown, `2` for the verdicts after it; empty where one round is all."""


def tree(layout: str) -> dict[str, Any]:
    """A layout as nested `{tag, attributes, children}` without its style.

    Raises: InputError when it is not well formed.
    """
    try:
        return _node(ET.fromstring(layout))
    except ET.ParseError as error:
        raise InputError.one("layout", "layout-malformed", f"is not well-formed XML: {error}") from error


def _node(element: ET.Element) -> dict[str, Any]:
    return {
        "tag": element.tag,
        "attributes": dict(element.attrib),
        "children": [_node(child) for child in element if child.tag != "Style"],
    }


def leaves(node: Mapping[str, Any], path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The categories of a layout that can be chosen: code and full name, in order."""
    found: list[tuple[str, str]] = []
    for child in node["children"]:
        if child["tag"] == "Choice":
            name = (*path, str(child["attributes"].get("value", "")))
            below = leaves(child, name)
            found += below or [(str(child["attributes"].get("alias", "")), " › ".join(name))]
    return found


def find(node: Mapping[str, Any], tag: str) -> list[Mapping[str, Any]]:
    """Every element of a tag, in the order of the layout."""
    own = [node] if node["tag"] == tag else []
    return own + [element for child in node["children"] for element in find(child, tag)]


def proposed(task: Mapping[str, Any]) -> list[str]:
    """The category codes that a task proposes."""
    paths = [
        path
        for prediction in task.get("predictions", ())
        for part in prediction.get("result", ())
        for path in part["value"].get("taxonomy", ())
    ]
    return [str(path[-1]) for path in paths if path]


def shown(task: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a task with its proposed categories."""
    return dict(task["data"]) | {"categories": proposed(task)}
