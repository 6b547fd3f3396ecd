"""What decides the content of each step: the parts of its key, so that a step is stale exactly when one of them changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from curation.core.digests import digest, sha256
from curation.core.stage import Stage
from curation.editions import migration
from curation.pipeline.steps import Run, documents, items, judgements


@cache
def _code(package: str) -> str:
    """Digest of the source of a step, so that a changed method makes its step stale."""
    place = Path(__file__).parents[1] / package
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    return digest([[f.name, sha256(f.read_bytes())] for f in files])


def parts(run: Run, step: Stage) -> dict[str, str]:
    """Everything that decides what a step gives, each under a name that a person understands; its needs must be made."""
    found = {"code": digest([_code(p) for p in ("core", *PACKAGES[step.name])])}
    found |= {f"input:{need}": digest(dict(run.made[need].digests)) for need in step.needs}
    return found | OWN_PARTS[step.name](run)


def _editions_digest(run: Run) -> str:
    return digest(migration.editions(documents(run)))


def _taxonomy_digest(run: Run) -> str:
    return digest([[t.id, [c.model_dump(mode="json") for c in t.categories]] for t in run.taxonomies()])


def _evidence_digest(run: Run) -> str:
    """Digest of the human work that generation takes up: frozen candidates, and revisions by judgements."""
    from curation.review.judgements import batches

    frozen = [c.id for c in batches.candidates(run.workspace)]
    return digest([frozen, sorted(j.id + j.status for j in judgements(run))])


def _authored_digest(run: Run) -> str:
    """Digest of the hand-written items."""
    from curation import generation

    folders = [generation.authored(run.workspace, d.name) for d in run.settings.dataset]
    return digest([[p.name, sha256(p.read_bytes())] for f in folders for p in sorted(f.glob("*.jsonl"))])


def _ingest_parts(run: Run) -> dict[str, str]:
    from curation.sources import manifest

    listed = manifest.entries(run.workspace)
    return {
        "documents": digest(
            [
                [
                    s.document.model_dump(mode="json", exclude={"retrieved"}),
                    sha256(manifest.bytes_of(run.workspace, s.document)),
                    [list(s.allow), s.max_left_out],
                ]
                for s in listed
            ]
        )
    }


def _map_parts(run: Run) -> dict[str, str]:
    from curation.mapping import weights_digest

    return {
        "settings": digest(run.settings.map.model_dump(mode="json")),
        "datasets": digest([[d.taxonomy, d.documents] for d in run.settings.dataset]),
        "taxonomies": _taxonomy_digest(run),
        "weights": weights_digest(),
        "embedder": run.adapters.embedder_fingerprint,
        "judgements": digest(sorted(j.id + j.status for j in judgements(run) if j.kind == "mapping")),
        "editions": _editions_digest(run),
    }


def _generate_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.generate.model_dump(mode="json")),
        "datasets": digest([[d.name, d.kind, d.taxonomy, d.documents] for d in run.settings.dataset]),
        "taxonomies": _taxonomy_digest(run),
        "completer": run.adapters.completer_fingerprint,
        "judgements": _evidence_digest(run),
        "authored": _authored_digest(run),
        "editions": _editions_digest(run),
    }


def _lint_parts(run: Run) -> dict[str, str]:
    return {"settings": digest(run.settings.lint.model_dump(mode="json"))}


def _dedup_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.dedup.model_dump(mode="json")),
        "embedder": run.adapters.embedder_fingerprint,
        "frozen": digest(sorted({i.subject for i in items(run)})),
    }


def _route_parts(run: Run) -> dict[str, str]:
    return {
        "settings": digest(run.settings.review.model_dump(mode="json")),
        "taxonomies": _taxonomy_digest(run),
        "items": digest(sorted(i.id for i in items(run))),
        "editions": _editions_digest(run),
    }


PACKAGES: Mapping[str, Sequence[str]] = {
    "ingest": ("readers", "sources", "text"),
    "map": ("mapping", "taxonomy", "editions", "text"),
    "generate": ("generation", "review", "editions", "text"),
    "lint": ("checks", "text"),
    "dedup": ("dedup", "text"),
    "route": ("review", "mapping", "editions", "text"),
}

OWN_PARTS: Mapping[str, Callable[[Run], dict[str, str]]] = {
    "ingest": _ingest_parts,
    "map": _map_parts,
    "generate": _generate_parts,
    "lint": _lint_parts,
    "dedup": _dedup_parts,
    "route": _route_parts,
}
