"""Plugins: the one place that finds, imports, names, digests and guards code from outside the package.

A plugin is named in the settings as `module:attribute`, or by the name of an entry point of the group `curation`, whose own
name is `<kind>.<name>`. An installed plugin that no setting names decides nothing.
"""

from __future__ import annotations

import importlib
import re
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from curation.core import resources
from curation.core.digests import digest, sha256
from curation.core.errors import ConfigError, CurationError, Issue, PluginError
from curation.core.files import disk

T = TypeVar("T")
Kind = Literal["reader", "check", "generator", "dedup", "board", "engine", "embedder", "completer"]
KINDS: tuple[Kind, ...] = (
    "reader",
    "check",
    "generator",
    "dedup",
    "board",
    "engine",
    "embedder",
    "completer",
)
GROUP = "curation"
"""The group of entry points in which an installed package offers its plugins, each named `<kind>.<name>`."""
LOGS: ContextVar[Path | None] = ContextVar("curation_plugin_logs", default=None)
"""Where the traceback of a plugin goes: set when a workspace is opened, else below the cache of the user."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Plugin:
    """Something that a table or a setting names: a part of this package, or a plugin of another."""

    kind: Kind
    name: str
    """The name in the table, or `package/name` for a plugin from outside."""
    target: str
    """`module:attribute`."""
    value: Any
    shipped: bool
    distribution: str = ""
    """The installed distribution it comes from, empty when it is not installed as one."""
    version: str = ""
    digest: str = ""
    """SHA-256 of all source of its package; empty for what came with this package, whose source is in every key."""

    @property
    def own_name(self) -> str:
        """The name without the package."""
        return self.name.rpartition("/")[2]


# --- finding ----------------------------------------------------------------------------------------------------------


def resolve(
    kind: Kind,
    name: str,
    table: Mapping[str, str],
    *,
    where: str | None = None,
    shape: Callable[[Any], str] = lambda value: "" if callable(value) else "it cannot be called",
    named: Callable[[Any], str] | None = None,
) -> Plugin:
    """The plugin called `name`: a key of `table`, an entry point, or a dotted name `module:attribute`.

    `table` gives `module:attribute` for each name that this package ships. `where` is the place of the name in the settings.
    `shape` says what is wrong with the object, in words, or nothing; it is asked of plugins from outside only. `named` gives
    the plugin's own name where the object carries one; else it is the attribute.

    Args:
        kind: What is looked for, which also names the group of entry points.
        name: A key of `table`, an entry point, or `module:attribute`.
        table: Name to `module:attribute`, for what this package ships.
        where: The place of the name in the settings, for messages; None names the kind.
        shape: Gives what is wrong with the object in words, or an empty text.
        named: Gives the name that the object has itself; None takes that of the attribute.

    Raises: ConfigError when there is no such plugin, its module cannot be imported, or the object is not of the kind.
    """
    where = where or kind
    if name in table:
        return Plugin(kind, name, table[name], _load(kind, table[name], where), shipped=True)
    offered = entry_points(kind)
    target = offered[name].value if name in offered else name
    module, _, attribute = target.partition(":")
    if not (module and attribute):
        known = ", ".join(sorted({*table, *offered}))
        raise ConfigError(
            [
                Issue(
                    where,
                    "plugin-unknown",
                    f"no {kind} called {name!r}; there are {known or 'none'}; name one of your own as module:attribute",
                )
            ]
        )
    plugin = Plugin(kind, target, target, _load(kind, target, where), shipped=module.startswith("curation."))
    if plugin.shipped:
        return replace(plugin, name=next((key for key, value in table.items() if value == target), target))
    return _described(plugin, where, shape, named)


def _described(
    plugin: Plugin, where: str, shape: Callable[[Any], str], named: Callable[[Any], str] | None
) -> Plugin:
    """A plugin from outside with its qualified name, version and digest, its shape checked."""
    module, _, attribute = plugin.target.partition(":")
    package = module.partition(".")[0]
    draft = replace(plugin, name=f"{package}/{attribute}")
    with guard(draft, "its shape is looked at"):
        fault = shape(plugin.value)
        own = attribute if fault or named is None else str(named(plugin.value))
    if not fault and not _NAME.fullmatch(own):
        fault = "its name may hold only letters, digits, dots, hyphens and underscores"
    if fault:
        raise ConfigError([Issue(where, "plugin-type", f"{plugin.target!r} is no {plugin.kind}: {fault}")])
    distribution, version = _distribution(package)
    return replace(
        draft,
        name=f"{package}/{own}",
        distribution=distribution,
        version=version,
        digest=source_digest(package),
    )


def _load(kind: Kind, target: str, where: str) -> Any:
    module, _, attribute = target.partition(":")
    outside = Plugin(kind, target, target, None, shipped=module.startswith("curation."))
    try:
        with guard(outside, "its module is imported"):
            value: Any = importlib.import_module(module)
            for part in attribute.split("."):
                value = getattr(value, part)
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            [Issue(where, "plugin-import", f"{target!r} cannot be imported: {error}")]
        ) from error
    except PluginError as error:
        raise ConfigError([Issue(where, "plugin-import", str(error))]) from None
    return value


def entry_points(kind: Kind) -> dict[str, metadata.EntryPoint]:
    """The entry points of a kind by name, from every installed package; nothing is imported."""
    start = f"{kind}."
    points = _entry_points(tuple(sys.path))
    return {name.removeprefix(start): point for name, point in points.items() if name.startswith(start)}


@cache
def _entry_points(_path: tuple[str, ...]) -> dict[str, metadata.EntryPoint]:
    """All entry points of the group; the search path is an argument so that a longer one is looked through anew."""
    return {point.name: point for point in metadata.entry_points(group=GROUP)}


def admit(
    plugins: Sequence[Plugin], taken: Collection[str], replaced: Collection[str], where: str
) -> Sequence[Plugin]:
    """`plugins` again, none of which takes a name that is not its own to take.

    `taken` are the names that this package ships, `replaced` those that the settings at `where` give up.

    Raises: ConfigError listing each plugin with a shipped name that is not in `replaced`, each pair of plugins of one name, and
    each name in `replaced` that nothing has.
    """
    issues: list[Issue] = []
    seen: dict[str, str] = {}
    for plugin in plugins:
        if plugin.shipped:
            continue
        own = plugin.own_name
        if own in taken and own not in replaced:
            issues.append(
                Issue(
                    where,
                    "plugin-name-taken",
                    (
                        f"{plugin.name} has the name of the {plugin.kind} {own!r} of this package; give it another,"
                        f" or write replace = [{own!r}] to use it in its place"
                    ),
                )
            )
        if seen.setdefault(plugin.name, plugin.target) != plugin.target:
            issues.append(
                Issue(
                    where,
                    "plugin-twice",
                    f"two plugins are called {plugin.name}; give one of them another name",
                )
            )
    own_names = {plugin.own_name for plugin in plugins if not plugin.shipped}
    issues += [
        Issue(
            f"{where}.replace",
            "plugin-replaces-nothing",
            (
                f"replace names {name!r}, but there must be two parts of this name: one of this package, and a plugin in these"
                " settings that takes its place; correct the name, add the plugin, or remove it from replace"
            ),
        )
        for name in sorted(set(replaced) - (own_names & set(taken)))
    ]
    if issues:
        raise ConfigError(issues)
    return plugins


# --- what a plugin is made of ---------------------------------------------------------------------------------------


def source_digest(package: str) -> str:
    """SHA-256 of all Python source of a top-level package or module, by the names of the files; nothing is imported.

    It is the digest of an absent package when there is none of that name.
    """
    spec = find_spec(package)
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    files = [
        (path.relative_to(place).as_posix(), path)
        for place in places
        for path in sorted(Path(place).rglob("*.py"))
    ]
    if spec is not None and not places and spec.origin:
        files = [(Path(spec.origin).name, Path(spec.origin))]
    return digest([[name, sha256(disk.data(path))] for name, path in files if path.is_file()])


def _distribution(package: str) -> tuple[str, str]:
    """Name and version of the distribution that holds a top-level package; empty when it is not installed as one."""
    try:
        return package, metadata.version(package)
    except metadata.PackageNotFoundError:
        owners = _owners().get(package, ())
        return (owners[0], metadata.version(owners[0])) if owners else ("", "")


@cache
def _owners() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


# --- calling -----------------------------------------------------------------------------------------------------------


class guard:
    """Turns what a plugin raises into one `PluginError` that names it and the place; what this package raises passes.

    The words of an exception may be those of a document, so they go into the log file only.
    """

    def __init__(self, plugin: Plugin, where: str) -> None:
        """`where` is the row or document it is called for, or what is being done."""
        self.plugin, self.where = plugin, where

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.plugin.shipped or not isinstance(error, Exception) or isinstance(error, CurationError):
            return
        if isinstance(error, ImportError | AttributeError) and self.plugin.value is None:
            return  # the module or the attribute is not there, which the caller says itself
        what = f"raised {type(error).__name__}; the traceback is in {_log(error)}"
        raise PluginError(self.plugin.kind, self.plugin.name, self.where, what) from None


def _log(error: Exception) -> Path:
    """Writes a traceback to a file of its own and gives its path; the same traceback is written once."""
    from curation.core import tables

    text = "".join(traceback.format_exception(error))
    folder = LOGS.get() or resources.cache_folder() / "logs"
    path = folder / f"plugin-{sha256(text)[:12]}.log"
    try:
        tables.write_atomic(path, text)
    except OSError:
        sys.stderr.write("the traceback could not be written to a file\n")
    return path


def fault(plugin: Plugin, where: str, what: str) -> PluginError:
    """The error for a result that a plugin may not give; `what` says what is wrong with it, without words of a document."""
    return PluginError(plugin.kind, plugin.name, where, f"gave a wrong result: {what}")


def guarded(plugin: Plugin, where: str, results: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What `results()` gives, one by one; what the plugin raises on the way becomes a `PluginError`."""
    with guard(plugin, where):
        iterator = iter(results())
    while True:
        with guard(plugin, where):
            try:
                item = next(iterator)
            except StopIteration:
                return
        yield item
