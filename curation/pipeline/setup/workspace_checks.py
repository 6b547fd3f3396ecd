"""Everything static about a workspace, checked in one go: settings, sources, taxonomies, layouts, evidence, releases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

from curation import taxonomy
from curation.core import plugins
from curation.core.errors import ConfigError, CurationError, InputError, Issue, PluginError, StateError
from curation.core.records import ItemKind
from curation.pipeline import config
from curation.pipeline.setup import source_checks

ITEM_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)


def check(workspace: Path) -> list[Issue]:
    """Every finding about what lies in the workspace, worst first; nothing is run or changed."""
    plugins.LOGS.set(workspace / ".curation" / "logs")
    issues: list[Issue] = []
    parts = (
        _settings, _sources, _plugins, _taxonomies, _scales, _layouts, _evidence, _recordings, _releases, _repository,
    )  # fmt: skip
    for part in parts:
        issues += _gather(part, workspace)
    order = {"error": 0, "warn": 1, "info": 2}
    # Several parts read the same file, and each of them reports what is wrong with it.
    return sorted(dict.fromkeys(issues), key=lambda i: (order[i.severity], i.where, i.code))


def _gather(part: Callable[[Path], Iterator[Issue]], workspace: Path) -> list[Issue]:
    """The issues of one part; an error that stops it becomes its issues too."""
    issues: list[Issue] = []
    try:
        issues.extend(part(workspace))
    except (InputError, ConfigError) as error:
        issues += error.issues
    except CurationError as error:
        issues.append(Issue("workspace", "state", str(error)))
    return issues


def _settings(workspace: Path) -> Iterator[Issue]:
    from curation.sources import manifest as sources

    settings, notes = config.load_with_notes(workspace)
    yield from notes
    slugs = {d.slug for d in sources.load(workspace)}
    for dataset in settings.dataset:
        for slug in dataset.documents:
            if slug not in slugs:
                known = ", ".join(sorted(slugs)) or "none"
                yield Issue(
                    f"curation.toml > dataset {dataset.name} > documents",
                    "document-unknown",
                    f"no source called {slug!r}; there are: {known}",
                )
    if not settings.dataset:
        yield Issue(
            "curation.toml",
            "dataset-missing",
            "no [[dataset]] is declared, so nothing would be generated",
            "warn",
        )


def _sources(workspace: Path) -> Iterator[Issue]:
    from curation.sources import manifest as sources

    yield from sources.verify(workspace)
    yield from source_checks.described(sources.load(workspace))


def _plugins(workspace: Path) -> Iterator[Issue]:
    """Whether every plugin that the settings or a source name can be imported, is of its kind and has a name of its own."""
    from curation.pipeline.setup import plugin_list
    from curation.sources import manifest as sources

    settings, documents = config.load(workspace), sources.load(workspace)
    for part in plugin_list.OF_STEP.values():
        try:
            part(settings, documents)
        except ConfigError as error:
            yield from error.issues
        except PluginError as error:
            yield Issue("curation.toml", "plugin-type", str(error))


def _taxonomies(workspace: Path) -> Iterator[Issue]:
    for tax in _used(workspace):
        yield from taxonomy.lint(tax)
    yield from _crosswalks(workspace)


def _crosswalks(workspace: Path) -> Iterator[Issue]:
    """Whether every code of the workspace's own crosswalks exists; the packaged ones are held by the project's tests."""
    from curation.taxonomy import crosswalk

    for path in sorted((workspace / "schemas" / "crosswalks").glob("*.sssom.tsv")):
        try:
            links = crosswalk.read(path)
        except InputError as error:
            yield from error.issues
            continue
        for issue in crosswalk.lint(links, lambda name: taxonomy.load(name, workspace)):
            yield replace(issue, where=f"{path.name} > {issue.where}")


def _used(workspace: Path) -> list[taxonomy.Taxonomy]:
    """The taxonomies that the datasets name.

    Raises: ConfigError with an issue for each dataset that names none there is.
    """
    found: dict[str, taxonomy.Taxonomy] = {}
    issues = []
    for dataset in config.load(workspace).dataset:
        try:
            found[dataset.taxonomy] = taxonomy.load(dataset.taxonomy, workspace)
        except StateError as error:
            where = f"curation.toml > dataset {dataset.name} > taxonomy"
            issues.append(Issue(where, "taxonomy-unknown", str(error)))
    if issues:
        raise ConfigError(issues)
    return list(found.values())


def _scales(workspace: Path) -> Iterator[Issue]:
    from curation.checks.sets import judging_scales

    codes = {tax.name: [c.code for c in tax.categories] for tax in _used(workspace)}
    yield from judging_scales.lint_scales(workspace, codes)


def _layouts(workspace: Path) -> Iterator[Issue]:
    """Whether the layout of each kind of work can be built for each taxonomy and read when it comes back."""
    from curation.review.board import layout, layout_check

    for tax in _used(workspace):
        yield from layout_check.check(tax, workspace)
    for tax in _used(workspace):
        for kind in ITEM_KINDS:
            try:
                layout.build(kind, tax, workspace)
            except InputError as error:
                yield from error.issues


def _evidence(workspace: Path) -> Iterator[Issue]:
    from curation.review.judgements import batches
    from curation.review.standing import gather

    known = {i.id for i in batches.items(workspace)}
    for judgement in gather.record(workspace):
        if judgement.item not in known:
            yield Issue(
                f"raw/review/{judgement.batch}",
                "judgement-orphan",
                f"judgement {judgement.id} is of no item in the batch",
            )


def _recordings(workspace: Path) -> Iterator[Issue]:
    """Whether every recorded answer of a model can be read; which are stale is found by `curation recordings prune --dry-run`."""
    from curation.services import recordings

    recordings.load(workspace)
    yield from ()


def _releases(workspace: Path) -> Iterator[Issue]:
    from curation import release

    for folder in release.versions.folders(workspace):
        yield from release.verify(folder)


def _repository(workspace: Path) -> Iterator[Issue]:
    """What git does to files that are named by their digests: nothing may be ignored, no line end may change."""
    from curation.release.verification import repository

    names = ["raw/sources.toml", "releases/dataset/1.0.0/release.json"]
    for name in repository.line_ends_may_change(workspace, names):
        folder = name.partition("/")[0]
        yield Issue(
            ".gitattributes",
            "line-ends",
            f"git may change the line ends of files in {folder}/, and with them their digests; add this line to .gitattributes: {folder}/** -text",
            "warn",
        )
    if repository.ignored_by_git(workspace, names):
        yield Issue(
            ".gitignore",
            "release-ignored",
            "git ignores files of raw/ or releases/; in .gitignore begin the pattern with a slash, such as /build/, so that it holds at the top of the repository alone",
            "warn",
        )
