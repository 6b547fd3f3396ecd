"""Chooses the adapters: the only place that knows which service or library stands behind a port."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core import plugins, resources
from curation.core.digests import digest
from curation.core.errors import ConfigError, Issue, StateError
from curation.core.plugins import Plugin
from curation.core.ports import Embedder, LanguageEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from curation.core.ports import Completer, Engine
    from curation.pipeline.config import Config
    from curation.pipeline.workspace_run import Adapters, Run, Watch
    from curation.services.model_router import Router
    from curation.services.settings import Endpoint

TOLD = 256
"""Texts embedded between two steps of the progress bar, and kept then."""
STEPS = 200
"""Most such steps: each leaves a file of vectors."""
ENGINES: Mapping[str, str] = {
    "local": "curation.services.local_engine:LocalEngine",
    "processes": "curation.services.process_engine:ProcessEngine",
    "ray": "curation.services.ray_engine:RayEngine",
}
"""The engines by name. A plugin is called with `workers` and `address`, each of which may be None, and gives the engine."""


OTHER = "und"
"""The tag of an undetermined language: its model is the one for every language but English."""
EMBEDDERS: Mapping[str, str] = {"minilm": "curation.services.embeddings:MiniLM"}
"""The embedders by name; the name of a model of the Hub is another. A plugin is called without arguments."""
COMPLETERS: Mapping[str, str] = {"http": "curation.services.completions:connect"}
"""The completers: the address of an endpoint stands for the shipped one. A plugin is called with the model's name."""
BOARDS: Mapping[str, str] = {"label-studio": "curation.services.label_studio:LabelStudio"}
"""The review boards by name. A plugin is called with an address and a token."""


def engine(name: str = "local", workers: int | None = None, address: str | None = None) -> Engine:
    """The engine for bulk work: this machine (`local`), a Ray cluster (`ray`) by address, or a plugin.

    Raises: ConfigError for an engine that is not there.
    """
    plugin = plugins.resolve("engine", name, ENGINES, where="--engine")
    if plugin.name == "local":
        made: Engine = plugin.value(workers=workers)
        return made
    with plugins.guard(plugin, "it is opened"):
        made = plugin.value(workers=workers, address=address)
        fault = (
            ""
            if callable(getattr(made, "map", None)) and hasattr(made, "workers")
            else "no map or no workers"
        )
    if fault:
        raise plugins.fault(plugin, "it is opened", fault)
    return made


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


class WatchedLanguages(Watched):
    """A watched embedder with another model for some languages."""

    def __init__(self, inner: LanguageEmbedder, watch: Watch) -> None:
        super().__init__(inner, watch)
        self._languages = inner

    def of(self, language: str) -> Embedder:
        """The model for texts of `language`, watched as well."""
        return Watched(self._languages.of(language), self._watch)


def watched(model: Embedder, watch: Watch) -> Embedder:
    """The embedder, which says how far it is."""
    return WatchedLanguages(model, watch) if isinstance(model, LanguageEmbedder) else Watched(model, watch)


class Checked:
    """An embedder from outside: its vectors are held to what an embedder promises."""

    def __init__(self, plugin: Plugin, inner: Embedder) -> None:
        self._plugin, self._inner = plugin, inner
        self.fingerprint = inner.fingerprint

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, `(n, d) float32`, rows of length 1, in the order given.

        Raises: PluginError when the inner embedder fails or gives something else.
        """
        import numpy as np

        where = f"{len(texts)} texts"
        with plugins.guard(self._plugin, where):
            vectors: Any = self._inner.embed(texts)
        if not isinstance(vectors, np.ndarray) or vectors.dtype != np.float32 or vectors.ndim != 2:
            raise plugins.fault(self._plugin, where, "no array of two dimensions of float32")
        if len(vectors) != len(texts):
            raise plugins.fault(self._plugin, where, f"{len(vectors)} vectors")
        if len(texts) and not bool((abs(np.linalg.norm(vectors, axis=1) - 1) < 1e-3).all()):
            raise plugins.fault(self._plugin, where, "a vector whose length is not 1")
        return vectors


def embedder_plugin(name: str) -> Plugin | None:
    """The plugin that gives the embedder of that name; None for `none` and for the name of a model.

    Raises: ConfigError when it is named as a plugin and is not there.
    """
    if ":" not in name and name not in plugins.entry_points("embedder"):
        return None
    return plugins.resolve("embedder", name, {}, where="models.embedder")


def completer_plugin(name: str) -> Plugin | None:
    """The plugin that gives the completer of that name; None for the address of an endpoint and for none.

    Raises: ConfigError when it is named as a plugin and is not there.
    """
    if not name or "://" in name:
        return None
    return plugins.resolve("completer", name, {}, where="models.completer")


def _embedder(name: str, watch: Watch) -> tuple[Callable[[], Embedder] | None, str]:
    """What loads the embedder of the settings, and its fingerprint; the weights are checked now and loaded when needed."""
    if name == "none":
        return None, "none"
    plugin = embedder_plugin(name)
    if plugin is None:
        from curation.services import embeddings

        model: Embedder = embeddings.load(name, cache=resources.cache_folder() / "vectors")
        fingerprint = model.fingerprint
        if isinstance(model, LanguageEmbedder):
            fingerprint = digest(fingerprint, model.of(OTHER).fingerprint)
    else:
        with plugins.guard(plugin, "it is opened"):
            inner = plugin.value()
            sound = callable(getattr(inner, "embed", None)) and isinstance(inner.fingerprint, str)
        if not sound:
            raise plugins.fault(plugin, "it is opened", "no embed, or a fingerprint that is no text")
        model = Checked(plugin, inner)
        fingerprint = f"{plugin.name} {model.fingerprint} {plugin.digest}"
    return partial(_same, watched(model, watch)), fingerprint


@lru_cache(maxsize=2)
def in_worker(name: str) -> Embedder:
    """The embedder that the settings name, opened once in a process of an engine.

    Raises: ConfigError when it is named as a plugin and is not there; StateError for `none`.
    """
    opened, _ = _embedder(name, lambda *_: None)
    if opened is None:
        raise StateError("the settings name no embedder")
    return opened()


def _completer(workspace: Path, settings: Config) -> tuple[Callable[[], Completer] | None, str]:
    """What connects to the language models of the settings, and their fingerprint."""
    models = settings.models
    if not models.completer:
        return None, "none"
    if not models.model:
        message = "name the model to ask at models.completer"
        raise ConfigError([Issue("curation.toml > models.model", "config-value", message)])
    plugin = completer_plugin(models.completer)
    if plugin is not None:
        named = f"{plugin.name} {models.model} {plugin.digest}"
        return cache(partial(_opened_completer, plugin, models.model)), named
    # One connection a run, so that what it used can be told afterwards.
    return cache(partial(router, workspace, settings)), _models_fingerprint(workspace, settings)


def _models_fingerprint(workspace: Path, settings: Config) -> str:
    """What decides the answers: models and parameters; the address where nothing is recorded, and what is replayed."""
    from curation.services import recordings

    models = settings.models
    named = {"": models, **models.more}
    asked = [
        [name, each.model, each.options.parameters, each.completer if models.recording == "off" else ""]
        for name, each in named.items()
    ]
    replayed = recordings.digest_of(workspace) if models.recording == "replay" else ""
    return digest(asked, replayed)


def router(workspace: Path, settings: Config, cached: bool = True) -> Router:
    """The completer over the models of the settings, with its cache (unless `cached` is False) and its recordings.

    Raises: ConfigError for an address that is none, and for each model without a price where a budget in money counts for it.
    """
    from curation.pipeline.models import prices
    from curation.services import completions, recordings
    from curation.services.model_router import Router
    from curation.services.spending_limits import SpendingLimit

    models = settings.models
    kept = (
        None if models.recording == "off" else recordings.Recordings(workspace, models.recording == "replay")
    )
    folder = workspace / ".curation" / "completions" if cached else None

    spending_limit = SpendingLimit(models.options.budget_tokens, models.options.budget_money)
    # The price of each model comes from `price_of`: that of the first one is not the price of another.
    shared = models.options.model_copy(update={"budget_tokens": None, "budget_money": None, "price": None})
    sends = kept is None or not kept.replay
    named = prices.of_passes(settings)
    if sends and (issues := prices.without_price(models, workspace, named)):
        raise ConfigError(issues)

    def connected(endpoint: Endpoint, name: str, priced: str = "") -> completions.Completions:
        url = endpoint.completer or models.completer
        provider = endpoint.provider if endpoint.completer else models.provider
        own = bool(name) and "options" in endpoint.model_fields_set
        price = prices.price_of(models, workspace, name or priced)
        return completions.connect(
            url, endpoint.model, folder, endpoint.options if own else shared, provider=provider, recordings=kept,
            spending_limits=[spending_limit], price=price.price if price else None,
        )  # fmt: skip

    return Router(
        connected(models, ""),
        {name: connected(each, name) for name, each in models.more.items()},
        # Each has its own price; the answers are those that the first one's endpoint gives under this name.
        {name: connected(models.model_copy(update={"model": name}), "", name) for name in named},
    )


def _opened_completer(plugin: Plugin, model: str) -> Completer:
    with plugins.guard(plugin, "it is opened"):
        completer: Completer = plugin.value(model)
        sound = callable(getattr(completer, "complete", None))
    if not sound:
        raise plugins.fault(plugin, "it is opened", "no method complete")
    return completer


def _refused(prompt: str, answer: str) -> bool | None:
    """Whether an answer declines a prompt, as `curation measure refusal` tells it; None where that judge cannot."""
    from curation.harnesses import judge_models

    judged: Mapping[str, bool] = {"refused": True, "complied": False, "partial": False}
    return judged.get(judge_models.verdict(prompt, answer).label)


def adapters(
    workspace: Path,
    settings: Config,
    engine_name: str = "local",
    workers: int | None = None,
    address: str | None = None,
    watch: Watch | None = None,
) -> Adapters:
    """What a run on this workspace may use, by its settings. Models are loaded when first needed.

    Args:
        workspace: The folder of the workspace.
        settings: Those of the workspace.
        engine_name: `local`, `ray` or a plugin.
        workers: Processes of the engine; None leaves it to the engine.
        address: The address of a cluster of `ray`; None where there is none.
        watch: Is told what is asked, done and waited for; None tells nobody.
    """
    from curation.pipeline.workspace_run import Adapters, unwatched

    embedder, embedder_fingerprint = _embedder(settings.models.embedder, watch or unwatched)
    completer, completer_fingerprint = _completer(workspace, settings)
    return Adapters(
        embedder,
        embedder_fingerprint,
        completer,
        completer_fingerprint,
        engine(engine_name, workers, address) if engine_name != "local" else None,
        watch or unwatched,
        refused=_refused,
        in_worker=partial(in_worker, settings.models.embedder) if embedder is not None else None,
    )


def usage(run: Run) -> str:
    """What the language models of a run were asked and what that cost, in words; empty when none was asked."""
    if run.adapters.completer is None:
        return ""
    from curation.pipeline.models import prices
    from curation.services.completions import Usage
    from curation.services.model_router import Router

    asked = run.adapters.completer()
    if not isinstance(asked, Router):
        return ""
    told = {
        name: used.told(prices.price_of(run.settings.models, run.workspace, name))
        for name, used in asked.used.items()
        if used != Usage()
    }
    return (
        next(iter(told.values()))
        if len(told) == 1
        else "; ".join(f"{n}: {words}" for n, words in told.items())
    )


def open_run(
    workspace: Path,
    engine_name: str = "local",
    workers: int | None = None,
    address: str | None = None,
    watch: Watch | None = None,
) -> Run:
    """A run on the workspace with the embedder, the language model and the plugins its settings ask for; nothing has run yet.

    `engine_name` (`local`, `ray` or a plugin), `workers` and `address` decide the speed, never the result.

    Args:
        workspace: The folder of the workspace, with its `curation.toml`.
        engine_name: `local`, `ray` or a plugin.
        workers: Processes of the engine; None leaves it to the engine.
        address: The address of a cluster of `ray`; None where there is none.
        watch: Is told what is asked, done and waited for; None tells nobody.

    Raises: ConfigError when the settings are wrong; MissingExtra when what they name is not installed.
    """
    from curation.pipeline import config
    from curation.pipeline.workspace_run import Run

    plugins.LOGS.set(workspace / ".curation" / "logs")
    settings = config.load(workspace)
    chosen = adapters(workspace, settings, engine_name, workers, address, watch)
    return Run(workspace, settings, chosen)
