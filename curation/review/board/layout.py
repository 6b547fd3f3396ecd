"""The screen of each kind of work, generated from `schemas/labeling` as an element tree, never as text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from curation.core import resources
from curation.core.digests import sha256
from curation.core.errors import InputError
from curation.core.files import disk
from curation.core.records import ItemKind
from curation.review.board.layout_parts import LayoutParts, plain

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy

Screen = Literal["review", "blind", "verdict", "adjudication", "writing"]
"""What a screen is for: everything at once, the answer before the key is shown, the verdict after it, a dispute, a brief."""


@dataclass(frozen=True)
class Layout:
    """A finished layout with its digest, and the guidelines that go with it."""

    xml: str
    guidelines: str
    """The guidelines as escaped HTML."""

    @property
    def digest(self) -> str:
        """Names the layout whatever its white space."""
        return digest_of(self.xml)


def digest_of(xml: str) -> str:
    """The digest of a layout in canonical XML; of the bare text when it is not even XML."""
    try:
        return sha256(ET.canonicalize(xml, strip_text=True))
    except ET.ParseError:
        return sha256(xml)


def build(
    kind: ItemKind,
    taxonomy: Taxonomy,
    workspace: Path | None = None,
    adjudication: bool = False,
    screen: Screen = "review",
    pictures: bool = False,
) -> Layout:
    """The layout of a kind of work with the whole taxonomy in it; `adjudication` is short for that screen, and with `pictures` it
    has a place for the pictures of the items.

    Args:
        kind: What is reviewed.
        taxonomy: Its categories are the choices on the screen.
        workspace: Where a layout of its own may stand; None takes the shipped one.
        adjudication: Whether the screen `adjudication` is meant.
        screen: Which of the screens of a kind.
        pictures: Whether the items have pictures.

    Raises: InputError when the source of the layout is not well formed or asks for an unknown part.
    """
    screen = "adjudication" if adjudication else screen
    stem = kind if screen == "review" else f"{kind}-{screen}"
    name = f"labeling/{stem}.xml"
    source = disk.text(resources.find(name, workspace))
    try:
        root = ET.fromstring(source)
    except ET.ParseError as error:
        raise InputError.one(name, "layout-malformed", f"is not well-formed XML: {error}") from error
    parts = LayoutParts(kind, taxonomy, workspace, screen, pictures)
    for parent in list(root.iter()):
        for fill in [child for child in parent if child.tag == "Fill"]:
            place = list(parent).index(fill)
            parent.remove(fill)
            for offset, element in enumerate(parts.of(fill, name)):
                parent.insert(place + offset, element)
    ET.indent(root)
    guide = "adjudication" if screen == "adjudication" else stem
    text = disk.text(resources.find(f"labeling/{guide}.md", workspace))
    return Layout(ET.tostring(root, encoding="unicode"), guidelines_html(text))


def guidelines_html(markdown: str) -> str:
    """A small part of Markdown (headings, lists, bold, paragraphs) as HTML; everything else is escaped."""
    lines: list[str] = []
    inside = False
    for raw in plain(markdown).splitlines():
        text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(raw.strip(), quote=True))
        if inside != text.startswith("- "):
            inside = not inside
            lines.append("<ul>" if inside else "</ul>")
        if text.startswith("- "):
            lines.append(f"<li>{text[2:]}</li>")
        elif text.startswith("# "):
            lines.append(f"<h3>{text[2:]}</h3>")
        elif text:
            lines.append(f"<p>{text}</p>")
    return "\n".join([*lines, "</ul>"] if inside else lines)
