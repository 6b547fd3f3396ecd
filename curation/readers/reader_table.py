"""The readers by name: those of this package and those that the settings add; what an outside reader gives is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from curation.core import plugins
from curation.core.errors import ConfigError, Issue
from curation.core.plugins import Plugin
from curation.readers.detection import READERS, reader_of
from curation.readers.settings import Settings
from curation.readers.structure.blocks import Node, Parsed

Reader = Callable[[bytes], Parsed]
HEAD = 1 << 16
"""Bytes that the `sniff` function of a reader is given."""


def plugins_of(settings: Settings) -> Mapping[str, Plugin]:
    """The readers that the settings add, by the name that a source may give.

    Raises: ConfigError listing every name that is no reader, or is taken without being given up in `replace`.
    """
    found: dict[str, Plugin] = {}
    issues: list[Issue] = []
    for name, target in settings.readers.items():
        try:
            found[name] = plugins.resolve("reader", target, {}, where=f"ingest.readers.{name}")
        except ConfigError as error:
            issues += error.issues
    for name in sorted(set(found) & set(READERS) - set(settings.replace)):
        issues.append(
            Issue(
                f"ingest.readers.{name}",
                "plugin-name-taken",
                (
                    f"there is a reader {name!r} in this package; give another name, or write replace = [{name!r}]"
                ),
            )
        )
    for name in sorted(set(settings.replace) - (set(found) & set(READERS))):
        issues.append(
            Issue(
                "ingest.replace",
                "plugin-replaces-nothing",
                (
                    f"replace names {name!r}, but there must be two readers of this name: one of this package, and one under"
                    " ingest.readers that takes its place; correct the name, add the reader, or remove it from replace"
                ),
            )
        )
    if issues:
        raise ConfigError(issues)
    return found


def choose(named: str, data: bytes, settings: Settings) -> Plugin:
    """The reader of a document: the one it names, else the first added one whose `sniff` says yes, else by its bytes.

    `named` is the reader that the source names: a shipped name, one of the settings, an entry point, or `module:function`.

    Raises: ConfigError for an unknown reader; InputError for bytes that no reader is for.
    """
    added = plugins_of(settings)
    if named in added:
        return added[named]
    if named:
        return plugins.resolve("reader", named, READERS, where="reader")
    for plugin in added.values():
        sniff = getattr(plugin.value, "sniff", None)
        if sniff is not None:
            with plugins.guard(plugin, "its sniff function is asked"):
                if sniff(data[:HEAD]):
                    return plugin
    return plugins.resolve("reader", reader_of(data), {**READERS, **settings.readers}, where="reader")


def parsed_by(plugin: Plugin, data: bytes, where: str) -> Parsed:
    """What a reader gives for the bytes of the document `where`.

    Raises: InputError for bytes that it cannot use; PluginError when an outside reader fails or gives no sound tree.
    """
    with plugins.guard(plugin, where):
        parsed: Parsed = plugin.value(data)
    if not plugin.shipped and (what := next(faults(parsed), "")):
        raise plugins.fault(plugin, where, what)
    return parsed


def faults(parsed: Any) -> Iterator[str]:
    """What is wrong with the tree that a reader gave, in words that name parts by their place and repeat no text."""
    if not isinstance(parsed, Parsed):
        yield f"a {type(parsed).__name__} and not a curation.readers.structure.blocks.Parsed"
        return
    for name in ("family", "citation", "language", "title"):
        if not isinstance(getattr(parsed, name), str):
            yield f"its {name} is no text"
    top: Any = parsed.root  # what a reader says of its types need not hold
    if not isinstance(top, Node):
        yield "its root is no Node"
        return
    waiting: list[tuple[str, Any]] = [("root", top)]
    seen: set[int] = set()
    while waiting:
        place, node = waiting.pop()
        if id(node) in seen:
            yield f"the part {place} stands in the tree twice"
            return
        seen.add(id(node))
        yield from _part_faults(place, node)
        if isinstance(node.parts, list):
            waiting += [
                (f"{place}[{i}]", part) for i, part in enumerate(node.parts) if isinstance(part, Node)
            ]


def _part_faults(place: str, node: Any) -> Iterator[str]:
    for name in ("kind", "segment", "marker", "heading", "lead"):
        value = getattr(node, name)
        if not isinstance(value, str):
            yield f"the {name} of {place} is a {type(value).__name__} and no text"
        elif name in ("kind", "segment") and (
            (not value and place != "root") or any(c in value for c in " #@\t\n")
        ):
            yield f"the {name} of {place} is empty or holds a blank, # or @"
    if node.page is not None and not (isinstance(node.page, int) and node.page >= 1):
        yield f"the page of {place} is no number from 1 on"
    if not isinstance(node.parts, list):
        yield f"the parts of {place} are a {type(node.parts).__name__} and no list"
        return
    for number, part in enumerate(node.parts):
        if not isinstance(part, str | Node):
            yield f"part {number} of {place} is a {type(part).__name__}, neither text nor Node"
