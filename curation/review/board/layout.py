"""The screen of each kind of work, generated from `schemas/labeling` as an element tree, never as text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from curation.core import resources
from curation.core.digests import sha256
from curation.core.errors import InputError
from curation.core.records import ItemKind
from curation.review.board.presentation import marked
from curation.review.judgements import reasons as reason_list

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy

VERDICTS = (("accept", "a"), ("revise", "e"), ("reject", "r"), ("unsure", "u"))
SEPARATOR = " › "
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    kind: ItemKind, taxonomy: Taxonomy, workspace: Path | None = None, adjudication: bool = False
) -> Layout:
    """The layout of a kind of work with the whole taxonomy in it.

    Raises: InputError when the source of the layout is not well formed or asks for an unknown part.
    """
    name = f"labeling/{kind}.xml"
    source = resources.find(name, workspace).read_text("utf-8")
    try:
        root = ET.fromstring(source)
    except ET.ParseError as error:
        raise InputError.one(name, "layout-malformed", f"is not well-formed XML: {error}") from error
    parts: dict[str, Callable[[ET.Element], list[ET.Element]]] = {
        "style": lambda _: [_style(workspace)],
        "taxonomy": lambda fill: [_taxonomy(taxonomy, fill)],
        "verdict": lambda _: [_verdict()],
        "reasons": lambda _: [_reasons(kind, workspace)],
        "comment": lambda _: [_comment()],
        "opinions": lambda _: [_opinions()] if adjudication else [],
        "stamp": lambda _: [_stamp()],
    }
    for parent in list(root.iter()):
        for fill in [child for child in parent if child.tag == "Fill"]:
            what = fill.get("what", "")
            if what not in parts:
                raise InputError.one(name, "layout-part", f"no part {what!r}; there are {', '.join(parts)}")
            place = list(parent).index(fill)
            parent.remove(fill)
            for offset, element in enumerate(parts[what](fill)):
                parent.insert(place + offset, element)
    ET.indent(root)
    guide = resources.find(f"labeling/{kind}.md", workspace).read_text("utf-8")
    return Layout(ET.tostring(root, encoding="unicode"), guidelines_html(guide))


def plain(text: str) -> str:
    """`text` without the characters that XML cannot hold at all, those that hide or reverse others made visible."""
    return _FORBIDDEN.sub("\ufffd", marked(text))


def _style(workspace: Path | None) -> ET.Element:
    element = ET.Element("Style")
    element.text = resources.find("labeling/style.css", workspace).read_text("utf-8")
    return element


def _taxonomy(taxonomy: Taxonomy, fill: ET.Element) -> ET.Element:
    """The tree, every category under its qualified code, so that a renamed category does not break an answer."""
    element = ET.Element("Taxonomy", {
        "name": "category", "toName": "subject", "leafsOnly": "true", "showFullPath": "true",
        "pathSeparator": SEPARATOR, "maxUsages": fill.get("maxUsages", "2"), "placeholder": "Search categories",
    })  # fmt: skip
    if fill.get("required"):
        element.attrib |= {"required": "true", "requiredMessage": "Pick a category"}

    def grow(parent: ET.Element, code: str | None) -> None:
        for category in taxonomy.children(code):
            if category.status != "active":
                continue
            attributes = {"value": plain(category.name), "alias": category.code}
            if category.definition:
                attributes["hint"] = plain(category.definition)
            grow(ET.SubElement(parent, "Choice", attributes), category.code)

    grow(element, None)
    return element


def _verdict() -> ET.Element:
    element = ET.Element("Choices", {
        "name": "verdict", "toName": "subject", "choice": "single-radio", "showInline": "true", "required": "true",
        "requiredMessage": "Choose accept, revise, reject or unsure",
    })  # fmt: skip
    for code, hotkey in VERDICTS:
        ET.SubElement(element, "Choice", {"value": code, "hotkey": hotkey})
    return element


def _reasons(kind: ItemKind, workspace: Path | None) -> ET.Element:
    view = ET.Element("View", {
        "visibleWhen": "choice-selected", "whenTagName": "verdict", "whenChoiceValue": "revise,reject",
    })  # fmt: skip
    element = ET.SubElement(view, "Choices", {
        "name": "reasons", "toName": "subject", "choice": "multiple", "showInline": "true", "required": "true",
        "requiredMessage": "Say why: at least one reason",
    })  # fmt: skip
    for reason in reason_list.of(kind, reason_list.load(workspace)):
        ET.SubElement(
            element, "Choice",
            {"value": plain(reason.label), "alias": reason.code, "hotkey": reason.hotkey, "hint": plain(reason.meaning)},
        )  # fmt: skip
    return view


def _comment() -> ET.Element:
    return ET.Element("TextArea", {
        "name": "comment", "toName": "subject", "rows": "2", "maxSubmissions": "1", "editable": "true",
        "placeholder": "Comment (optional)",
    })  # fmt: skip


def _opinions() -> ET.Element:
    card = ET.Element("View", {"className": "cur-card cur-long"})
    ET.SubElement(card, "Header", {"value": "What the others said", "size": "5"})
    ET.SubElement(card, "Text", {"name": "opinions", "value": "$opinions"})
    return card


def _stamp() -> ET.Element:
    """A hidden prefilled field: every annotation carries the revision that its maker saw."""
    view = ET.Element("View", {"style": "display:none"})
    ET.SubElement(
        view,
        "TextArea",
        {"name": "seen_rev", "toName": "subject", "value": "$seen_rev", "maxSubmissions": "1"},
    )
    return view


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
