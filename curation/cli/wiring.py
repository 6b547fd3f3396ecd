"""Chooses the adapters: the only place that knows which service or library stands behind a port."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from curation import resources
from curation.errors import ConfigError, Issue

if TYPE_CHECKING:
    from curation.config import Config
    from curation.pipeline import Adapters, Run
    from curation.ports import Completer, Embedder, Engine

EngineName = Literal["local", "ray"]


def engine(name: EngineName = "local", workers: int | None = None, address: str | None = None) -> Engine:
    """The engine for bulk work: this machine, or a Ray cluster by address."""
    if name == "ray":
        from curation.adapters import ray

        return ray.RayEngine(address=address, workers=workers)
    from curation.adapters import local

    return local.LocalEngine(workers=workers)


def _same(model: Embedder) -> Embedder:
    return model


def adapters(
    workspace: Path,
    settings: Config,
    engine_name: EngineName = "local",
    workers: int | None = None,
    address: str | None = None,
) -> Adapters:
    """What a run on this workspace may use, by its settings. Models are loaded when first needed."""
    from curation.pipeline import Adapters

    embedder: Callable[[], Embedder] | None = None
    embedder_fingerprint = "none"
    if settings.models.embedder != "none":
        from curation.adapters import embeddings

        # Opened once, cheaply: the weights are checked now and loaded at first use.
        model = embeddings.load(settings.models.embedder, cache=resources.cache_folder() / "vectors")
        embedder_fingerprint = model.fingerprint

        embedder = partial(_same, model)

    completer: Callable[[], Completer] | None = None
    completer_fingerprint = "none"
    if settings.models.completer:
        if not settings.models.model:
            message = "name the model to ask at models.completer"
            raise ConfigError([Issue("curation.toml > models.model", "config-value", message)])
        from curation.adapters import completions

        url, asked = settings.models.completer, settings.models.model
        completer_fingerprint = f"{url} {asked}"
        completer = partial(
            completions.connect, url, asked, workspace / ".curation" / "completions", settings.models.options
        )

    return Adapters(
        embedder,
        embedder_fingerprint,
        completer,
        completer_fingerprint,
        engine(engine_name, workers, address) if engine_name == "ray" else None,
    )


def open_run(
    workspace: Path, engine_name: EngineName = "local", workers: int | None = None, address: str | None = None
) -> Run:
    """A run on the workspace with the adapters its settings ask for."""
    from curation import config, pipeline

    settings = config.load(workspace)
    return pipeline.Run(workspace, settings, adapters(workspace, settings, engine_name, workers, address))
