"""Chooses the adapters: the only place that knows which service or library stands behind a port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from curation.core import resources
from curation.core.errors import ConfigError, Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from curation.core.ports import Completer, Embedder, Engine
    from curation.pipeline.config import Config
    from curation.pipeline.running import Adapters, Run, Watch

TOLD = 256
"""Texts embedded between two steps of the progress bar, and kept then."""
STEPS = 200
"""Most such steps: each leaves a file of vectors."""
EngineName = Literal["local", "ray"]


def engine(name: EngineName = "local", workers: int | None = None, address: str | None = None) -> Engine:
    """The engine for bulk work: this machine, or a Ray cluster by address."""
    if name == "ray":
        from curation.services import ray_engine

        return ray_engine.RayEngine(address=address, workers=workers)
    from curation.services import local_engine

    return local_engine.LocalEngine(workers=workers)


def _same(model: Embedder) -> Embedder:
    return model


class Watched:
    """An embedder that says how far it is while it embeds many texts; over a cache, what is done is kept if it is stopped."""

    def __init__(self, inner: Embedder, watch: Watch) -> None:
        self._inner = inner
        self._watch = watch
        self.fingerprint = inner.fingerprint

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, d) float32`, rows of length 1, in the order given."""
        import numpy as np

        step = max(TOLD, -(-len(texts) // STEPS))
        if len(texts) <= step:
            return self._inner.embed(texts)
        parts = []
        for start in range(0, len(texts), step):
            self._watch("embedding texts", start, len(texts))
            parts.append(self._inner.embed(texts[start : start + step]))
        self._watch("embedding texts", len(texts), len(texts))
        return np.concatenate(parts)


def adapters(
    workspace: Path,
    settings: Config,
    engine_name: EngineName = "local",
    workers: int | None = None,
    address: str | None = None,
    watch: Watch | None = None,
) -> Adapters:
    """What a run on this workspace may use, by its settings. Models are loaded when first needed."""
    from curation.pipeline.running import Adapters, unwatched

    embedder: Callable[[], Embedder] | None = None
    embedder_fingerprint = "none"
    if settings.models.embedder != "none":
        from curation.services import embeddings

        # Opened once, cheaply: the weights are checked now and loaded at first use.
        cached = embeddings.load(settings.models.embedder, cache=resources.cache_folder() / "vectors")
        model = Watched(cached, watch or unwatched)
        embedder_fingerprint = model.fingerprint

        embedder = partial(_same, model)

    completer: Callable[[], Completer] | None = None
    completer_fingerprint = "none"
    if settings.models.completer:
        if not settings.models.model:
            message = "name the model to ask at models.completer"
            raise ConfigError([Issue("curation.toml > models.model", "config-value", message)])
        from curation.services import completions

        url, asked = settings.models.completer, settings.models.model
        completer_fingerprint = f"{url} {asked}"
        # One connection a run, so that what it used can be told afterwards.
        completer = cache(
            partial(
                completions.connect,
                url,
                asked,
                workspace / ".curation" / "completions",
                settings.models.options,
            )
        )

    return Adapters(
        embedder,
        embedder_fingerprint,
        completer,
        completer_fingerprint,
        engine(engine_name, workers, address) if engine_name == "ray" else None,
        watch or unwatched,
    )


def usage(run: Run) -> str:
    """What the language model of a run was asked and what that cost, in words; empty when it was not asked."""
    if run.adapters.completer is None:
        return ""
    from curation.services.completions import Completions, Usage

    asked = run.adapters.completer()
    if not isinstance(asked, Completions) or asked.usage == Usage():
        return ""
    return asked.usage.told(run.settings.models.options.price)


def open_run(
    workspace: Path,
    engine_name: EngineName = "local",
    workers: int | None = None,
    address: str | None = None,
    watch: Watch | None = None,
) -> Run:
    """A run on the workspace with the adapters its settings ask for."""
    from curation.pipeline import config, running

    settings = config.load(workspace)
    chosen = adapters(workspace, settings, engine_name, workers, address, watch)
    return running.Run(workspace, settings, chosen)
