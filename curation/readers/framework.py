"""Control frameworks in YAML: requirement nodes with a reference, words and a parent (the CISO Assistant form and its like)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from curation.core.errors import InputError
from curation.readers import markup
from curation.readers.structure import numbering
from curation.readers.structure.blocks import LeftOut, Node, Parsed, root, squeeze

_LISTS = (
    "requirement_nodes",
    "requirements",
    "controls",
    "nodes",
    "items",
    "clauses",
    "sections",
    "children",
    "subcontrols",
    "groups",
)
_REFS = ("ref_id", "ref", "id", "code", "identifier", "number", "key")
_WORDS = ("description", "text", "statement", "requirement", "body", "content")
_TITLES = ("name", "title", "label", "heading")
MAX_NODES = 100_000


def read(data: bytes) -> Parsed:
    """The requirements of a framework, each below its parent."""
    import yaml

    text = markup.decode(data)
    if text.count("*") and any(token in text for token in (": *", "- *")) and ("&" in text):
        raise InputError.one("yaml", "yaml-aliases", "anchors and aliases are not read; write the values out")
    if _deep(text):
        raise InputError.one(
            "yaml", "yaml-deep", "values nest more than 100 levels deep; this is no framework"
        )
    try:
        page = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    # A date or a number that Python cannot hold (`2024-13-45`) is no error of YAML's own.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError.one(
            f"line {mark.line + 1 if mark else 1}", "yaml-broken", "not valid YAML; correct the file"
        ) from error
    if not isinstance(page, dict):
        raise InputError.one(
            "yaml",
            "yaml-shape",
            "a framework is a mapping with a list of requirements; begin it with `requirements:`",
        )
    top = root()
    requirements = _requirements(page)
    if requirements is None:
        raise InputError.one(
            "yaml", "yaml-shape", f"no list of requirements; expected one of {', '.join(_LISTS[:4])}"
        )
    _add(requirements, top)
    about: dict[str, Any] = next(
        (page[key] for key in ("framework", "catalog", "metadata") if isinstance(page.get(key), dict)), {}
    )
    title = _first(page, _TITLES) or _first(about, _TITLES) or _first(page, _REFS)
    parsed = Parsed(top, "framework", title, str(page.get("locale") or page.get("language") or ""), title)
    parsed.left_out = _left_out(page, top)
    return parsed


def _left_out(page: dict[str, Any], top: Node) -> list[LeftOut]:
    """The strings of the file that no requirement has: what it says of itself, of its urns and of its authors."""
    kept: Counter[str] = Counter()
    nodes = [top]
    while nodes:
        node = nodes.pop()
        kept.update([node.marker, *(part for part in node.parts if isinstance(part, str))])
        nodes.extend(node.nodes())
    out: list[LeftOut] = []
    stack: list[tuple[Any, str]] = [(page, "")]
    while stack:
        value, path = stack.pop()
        if isinstance(value, dict):
            stack.extend((inner, f"{path}/{key}") for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend(
                (inner, f"{path}[{number}]") for number, inner in reversed(list(enumerate(value, 1)))
            )
        elif isinstance(value, str) and value.strip():
            if kept[squeeze(value)] > 0:
                kept[squeeze(value)] -= 1
            else:
                out.append(LeftOut(value, "metadata", path.lstrip("/")))
    return out


def _deep(text: str) -> bool:
    """Whether values nest so deep that the parser itself could fail."""
    if re.search(r"(?:[-?][ \t]+){50}", text) or re.search(r"(?m)^[ ]{400}", text):
        return True
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1 if depth else 0
        if depth > 100:
            return True
    return False


def _requirements(page: Any, depth: int = 0) -> list[dict[str, Any]] | None:
    """The first list of requirements, wherever in the file it is."""
    if depth > 8 or not isinstance(page, dict):
        return None
    for key in _LISTS:
        if entries := _entries(page.get(key)):
            return entries
    return next(
        (found for value in page.values() if (found := _requirements(value, depth + 1)) is not None), None
    )


def _entries(value: Any) -> list[dict[str, Any]]:
    """The requirements that a list of mappings, or a mapping by reference, holds; none for anything else."""
    if isinstance(value, list):
        return [entry for entry in value if isinstance(entry, dict)]
    if isinstance(value, dict) and value and all(isinstance(entry, str | dict) for entry in value.values()):
        named = (entry if isinstance(entry, dict) else {"text": entry} for entry in value.values())
        return [{"ref_id": str(key)} | entry for key, entry in zip(value, named, strict=True)]
    return []


def _below(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The requirements below one: under the usual names, and any other list of mappings that have a reference and words."""
    out: list[dict[str, Any]] = []
    for key, value in entry.items():
        usual = key in _LISTS
        if usual or isinstance(value, list):
            found = _entries(value)
            out += [
                child
                for child in found
                if usual or (_first(child, _REFS) and _first(child, _WORDS + _TITLES))
            ]
    return out


def _first(entry: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next(
        (
            squeeze(str(entry[key]))
            for key in keys
            if isinstance(entry.get(key), str | int | float) and str(entry[key]).strip()
        ),
        "",
    )


def _add(entries: list[dict[str, Any]], top: Node) -> None:
    """Puts every requirement below the one its `parent_urn` names, else below the list it stands in."""
    by_urn: dict[str, Node] = {}
    stack = [(entry, top) for entry in reversed(entries)]
    count = 0
    while stack:
        entry, where = stack.pop()
        count += 1
        if count > MAX_NODES:
            raise InputError.one(
                "yaml", "document-large", f"more than {MAX_NODES:,} requirements; split the file"
            )
        ref, title, words = _first(entry, _REFS), _first(entry, _TITLES), _first(entry, _WORDS)
        parent = by_urn.get(str(entry.get("parent_urn") or entry.get("parent") or ""), where)
        segment = f"item_{numbering.clean(ref)}" if ref else f"item_{1 + sum(True for _ in parent.nodes())}"
        node = Node(
            "requirement",
            segment,
            ref,
            f"{ref} {title}".strip(),
            absolute=bool(ref),
            parts=[line for line in (words or title,) if line],
        )
        parent.add(node)
        if isinstance(entry.get("urn"), str):
            by_urn[entry["urn"]] = node
        if ref:
            by_urn.setdefault(ref, node)
        stack.extend((child, node) for child in reversed(_below(entry)))
