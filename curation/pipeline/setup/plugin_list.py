"""The plugins of a workspace: which its settings use in which step, and everything that could be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from curation.core import plugins
from curation.core.errors import ConfigError, CurationError, Issue
from curation.core.plugins import KINDS, Kind, Plugin
from curation.core.records import Document
from curation.pipeline.config import Config

State = Literal["shipped", "in use", "installed", "broken"]


def of_ingest(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    """The readers from outside that the settings or a source name.

    Raises: ConfigError for one that cannot be used.
    """
    from curation.readers import detection, reader_table

    added = reader_table.plugins_of(settings.ingest)
    named = sorted({d.reader for d in documents if d.reader and d.reader not in added})
    by_source = [plugins.resolve("reader", name, detection.READERS, where="reader") for name in named]
    return _outside([*added.values(), *by_source])


def of_generate(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    """The generators from outside that the settings or one of their datasets name.

    Raises: ConfigError for each that cannot be used, at the setting that names it.
    """
    from curation.generation import plugin_generators

    named = {"generate.generators": settings.generate.generators}
    named |= {
        f"dataset.{d.name}.generators": d.generators for d in settings.dataset if d.generators is not None
    }
    listed: dict[str, Plugin] = {}
    issues: list[Issue] = []
    for where, names in named.items():
        own = settings.generate.model_copy(update={"generators": names})
        try:
            listed |= {plugin.target: plugin for plugin in plugin_generators.plugins_of(own, where)}
        except ConfigError as error:
            issues += error.issues
    if issues:
        raise ConfigError(issues)
    return _outside(list(listed.values()))


def of_lint(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    """The checks from outside that the settings name."""
    from curation.checks.run import plugins_of

    return _outside(plugins_of(settings.lint))


def of_dedup(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    """The dedup methods from outside that the settings name."""
    from curation.dedup import plugin_methods

    return _outside(plugin_methods.plugins_of(settings.dedup))


def of_models(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    """The embedder and the completer, where the settings name plugins."""
    from curation.pipeline import composition

    models = [
        composition.embedder_plugin(settings.models.embedder),
        composition.completer_plugin(settings.models.completer),
    ]
    return [plugin for plugin in models if plugin is not None]


OF_STEP: Mapping[str, Callable[[Config, Sequence[Document]], list[Plugin]]] = {
    "ingest": of_ingest,
    "generate": of_generate,
    "lint": of_lint,
    "dedup": of_dedup,
    "models": of_models,
}
"""What gives the plugins of each step, and of the models that several steps use."""


def _outside(found: Sequence[Plugin]) -> list[Plugin]:
    return sorted((plugin for plugin in found if not plugin.shipped), key=lambda plugin: plugin.name)


def in_use(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    """Every plugin from outside that decides content in a workspace, sorted by kind and name.

    Raises: ConfigError for one that cannot be used.
    """
    named = [plugin for part in OF_STEP.values() for plugin in part(settings, documents)]
    return sorted(named, key=lambda plugin: (plugin.kind, plugin.name))


@dataclass(frozen=True)
class Entry:
    """One line of `curation plugins`."""

    kind: Kind
    name: str
    version: str
    digest: str
    state: State
    target: str
    problem: str = ""
    """Why it is broken, in words."""


def shipped(version: str) -> Iterator[Entry]:
    """The readers, checks, generators, methods, boards, engines and models that came with this package."""
    from curation.checks.check_table import CHECKS
    from curation.checks.sets.dataset_checks import SET_CHECKS
    from curation.dedup.method_table import METHODS
    from curation.generation.generator_table import GENERATORS
    from curation.pipeline.composition import BOARDS, COMPLETERS, EMBEDDERS, ENGINES
    from curation.readers.detection import READERS

    tables: Mapping[Kind, Mapping[str, str]] = {
        "reader": READERS,
        "check": {check.id: f"{check.run.__module__}:{check.run.__name__}" for check in CHECKS}
        | dict.fromkeys(SET_CHECKS, "curation.checks.sets.dataset_checks:Watch"),
        "generator": GENERATORS,
        "dedup": METHODS,
        "board": BOARDS,
        "engine": ENGINES,
        "embedder": EMBEDDERS,
        "completer": COMPLETERS,
    }
    for kind in KINDS:
        for name, target in sorted(tables[kind].items()):
            yield Entry(kind, name, version, "", "shipped", target)


def installed(used: Sequence[Plugin]) -> Iterator[Entry]:
    """The plugins that installed packages offer by entry points and no setting names; none is imported."""
    targets = {(plugin.kind, plugin.target) for plugin in used}
    for kind in KINDS:
        for name, point in sorted(plugins.entry_points(kind).items()):
            if (kind, point.value) not in targets:
                version = point.dist.version if point.dist is not None else ""
                digest = plugins.source_digest(point.value.partition(":")[0].partition(".")[0])
                yield Entry(kind, name, version, digest, "installed", point.value)


def listed(settings: Config | None, documents: Sequence[Document], version: str) -> list[Entry]:
    """Every plugin: those in use, those that are broken, those that are only installed, and the shipped ones.

    `settings` is None outside a workspace; `version` is that of this package.
    """
    used: list[Plugin] = []
    broken: list[Entry] = []
    for step, part in OF_STEP.items() if settings is not None else ():
        try:
            assert settings is not None  # narrows the type for the checker
            used += part(settings, documents)
        except CurationError as error:
            kind: Kind = _KIND_OF[step]
            broken.append(Entry(kind, "", "", "", "broken", "", str(error).replace("\n", "; ")))
    lines = [Entry(p.kind, p.name, p.version, p.digest, "in use", p.target) for p in used]
    return [*lines, *broken, *installed(used), *shipped(version)]


_KIND_OF: Mapping[str, Kind] = {
    "ingest": "reader",
    "generate": "generator",
    "lint": "check",
    "dedup": "dedup",
    "models": "embedder",
}
