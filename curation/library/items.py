"""Texts and items: categories, duplicates, findings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from curation.core import resources
from curation.core.errors import ConfigError, InputError, Issue
from curation.library import containers

if TYPE_CHECKING:
    from curation.core.ports import Embedder, Engine
    from curation.dedup import Result
    from curation.dedup.settings import Settings as DedupSettings
    from curation.taxonomy import Taxonomy

Data = TypeVar("Data")
A = TypeVar("A")
B = TypeVar("B")
Tell = Callable[[str, int, int], None]
"""Called with what is being done, how many parts are done and how many there are."""
_log = logging.getLogger("curation")


def map_texts(
    texts: Any,
    taxonomy: str | Taxonomy = "air-2024",
    *,
    text: str = "text",
    top: int = 5,
    embedder: str | Embedder | None = "minilm",
    progress: Tell | None = None,
) -> Any:
    """The best categories of each text, best first: `id`, `rank` (from 1), `code`, `name`, `score` (a probability).

    The row with the code `none` stands for "no category fits". The categories ranked after it are less probable than that.

    Args:
        texts: a list of texts, or a table with the column `text`; its column `id` is kept, else the id is the row number from 0.
        taxonomy: name (`air-2024`, `lab-safety@1.0`) or a loaded taxonomy.
        text: name of the column.
        top: categories for each text.
        embedder: `minilm`, a loaded embedder, or None to go by words alone.
        progress: called while texts are embedded.

    Returns: a table of the same kind; for a list of texts a list of dicts.

    Raises: InputError for a single text, an absent column, empty values; MissingExtra when the embedder is not installed.
    """
    import polars as pl

    from curation import mapping
    from curation import taxonomy as taxonomies
    from curation.mapping.settings import Settings

    if not isinstance(top, int) or isinstance(top, bool) or top < 1:
        raise InputError.one("top", "argument-value", f"is {top!r}; give a whole number from 1")
    held = containers.hold(texts, "texts", text)
    containers.need(held, "texts", (text,), (text,))
    ids = containers.identified(held.frame)["id"].to_list()
    chosen = taxonomies.load(taxonomy) if isinstance(taxonomy, str) else taxonomy
    model = _embedder(embedder, progress)
    offered = mapping.map_texts(
        held.frame[text].cast(pl.String).to_list(), chosen, Settings(), model, top=top
    )
    rows = [
        {"id": id, "rank": rank, "code": c["code"], "name": c["name"], "score": c["score"]}
        for id, several in zip(ids, offered, strict=True)
        for rank, c in enumerate(several, 1)
    ]
    schema = {"id": pl.String, "rank": pl.Int64, "code": pl.String, "name": pl.String, "score": pl.Float64}
    _log.info("map: %d texts to %s", len(ids), chosen.id)
    return held.back(pl.DataFrame(rows, schema=schema))


@dataclass(frozen=True)
class Deduplicated(Generic[Data]):
    """What was kept, what was dropped and why. Tables are of the kind that was given."""

    kept: Data
    """The caller's rows that stay, in their order."""
    dropped: Any
    """One row for each dropped item: `id`, `kept_id`, `method`, `score`."""
    kept_apart: Any
    """Pairs that are alike and were not merged: `a`, `b`, `method`, `score`, `why`."""
    result: Result
    """Everything that was looked at."""
    settings: DedupSettings
    """What it was computed with."""
    held: containers.Held
    """The caller's table."""
    text: str
    """Name of the column that was compared."""

    def at(self, **least: float) -> Deduplicated[Data]:
        """The same at higher thresholds, by method (`near=.8, semantic=.95`), from what was found: nothing is computed again.

        Raises: ConfigError for an unknown method, and for a threshold below the one that was computed with or above 1.
        """
        floors = {"near": self.settings.near_threshold, "semantic": self.settings.semantic_threshold}
        names = [name for name in self.settings.methods if name != "exact"]
        low = (
            [
                Issue(
                    f"at > {name}",
                    "argument-value",
                    f"no method of that name found these pairs; use one of: {', '.join(names)}",
                )
                for name in least
                if name not in names
            ]
            + [
                Issue(f"at > {name}", "argument-value", f"is {value!r}; give a number from 0 to 1")
                for name, value in least.items()
                if name in names and not 0 <= value <= 1
            ]
            + [
                Issue(f"at > {name}", "config-value", f"is below the {floors[name]:g} that was computed with")
                for name, value in least.items()
                if name in floors and value < floors[name]
            ]
        )
        if low:
            raise ConfigError(low)
        return _deduplicated(self.held, self.result.at(**least), self.settings, self.text)

    def borderline(self, margin: float = 0.05) -> Any:
        """The merged pairs that a threshold raised by `margin` would keep apart, the least alike first."""
        return self.held.back(self.result.borderline(margin, self.settings))

    def explain(self, id: object) -> str:
        """What became of the item, in one sentence."""
        row = self.result.clusters.filter(self.result.clusters["member"] == str(id))
        if row.height:
            one = row.row(0, named=True)
            return f"{id} was dropped for {one['kept']} ({one['method']}, {one['score']:.2f})"
        return f"{id} was kept" if str(id) in set(self.result.kept) else f"there is no item {id}"


def deduplicate(
    items: Data,
    *,
    text: str = "text",
    methods: Sequence[str] = ("exact", "near"),
    embedder: str | Embedder | None = "minilm",
    label: str | None = None,
    family: str | None = None,
    rank: str | None = None,
    engine: Engine | None = None,
    progress: Tell | None = None,
    **settings: Any,
) -> Deduplicated[Data]:
    """The duplicates among `items`; two texts that differ in a number, a negation or a name are kept apart.

    Of a cluster the item with the lowest `rank` stays, then the first by its text, whatever the order of the rows.

    Args:
        items: a list of texts, or a table with the column `text`; ids come from its column `id`, else they are row numbers from 0.
        text: name of the column.
        methods: of `exact`, `near`, `semantic`, `overlap`, or names of plugins.
        embedder: for `semantic`: `minilm` or a loaded embedder.
        label: column of a label: items of different labels never merge.
        family: column of a family: its members never merge with each other.
        rank: column of a number: the lower is kept first.
        engine: where the work runs; None for this machine.
        progress: called before each part of the work.
        settings: thresholds and the other fields of `curation.dedup.settings.Settings`.

    Raises: InputError for a single text, absent columns, empty or repeated values; ConfigError for an unknown setting or method.
    """
    import polars as pl

    from curation.dedup import cascade
    from curation.dedup.settings import Settings
    from curation.pipeline import composition

    held = containers.hold(items, "items", text)
    others = {"label": label, "family": family, "rank": rank}
    named = {name: column for name, column in others.items() if column is not None}
    containers.need(held, "items", (text, *named.values()), (text,))
    if isinstance(methods, str):
        raise InputError.one("methods", "argument-value", f"is one text; give a list: methods=[{methods!r}]")
    chosen = containers.settings_of(Settings, "settings", {"methods": tuple(methods), **settings})
    frame = containers.identified(held.frame)
    columns = [
        pl.col("id"),
        pl.col(text).cast(pl.String).alias("text"),
        *(pl.col(c).alias(n) for n, c in named.items()),
    ]
    model = _embedder(embedder, progress) if "semantic" in methods else None
    work = (
        ReportingEngine(engine or composition.engine(), progress)
        if progress
        else engine or composition.engine()
    )
    result = cascade.deduplicate(frame.select(columns), chosen, model, work)
    _log.info("dedup: %d items, %d dropped", held.frame.height, result.clusters.height)
    return _deduplicated(held, result, chosen, text)


def _deduplicated(
    held: containers.Held, result: Result, settings: DedupSettings, text: str
) -> Deduplicated[Any]:
    import polars as pl

    kept = set(result.kept)
    ids = containers.identified(held.frame)["id"]
    stay = pl.Series([id in kept for id in ids], dtype=pl.Boolean)
    dropped = result.clusters.rename({"member": "id", "kept": "kept_id"}).select(
        "id", "kept_id", "method", "score"
    )
    apart = result.edges.filter(result.edges["relation"] == "contrast").select(
        "a", "b", "method", "score", pl.col("evidence").alias("why")
    )
    rows = held.frame.filter(stay) if held.frame.height else held.frame
    return Deduplicated(
        held.chosen(rows, text), held.back(dropped), held.back(apart), result, settings, held, text
    )


def check_items(items: Any, *, plugins: Sequence[str] = (), disable: Sequence[str] = ()) -> Any:
    """The findings about items: `id`, `check`, `severity` (error, warn, info), `field`, `start`, `end`, `message`, `value`.

    Args:
        items: a table of prompts (`text`) or questions (`stem`, `options`, `answer`, `explanation`), or a list of prompts. The key
            may also be called `correct_answer`, `key` or `label`, the options `choices`, the stem `question`.
        plugins: further checks, by the names that `[lint] plugins` takes.
        disable: checks that are left out.

    Returns: a table of the same kind; for a list of texts a list of dicts.

    Raises: InputError for a single text or no table; ConfigError for an unknown check.
    """
    import polars as pl

    from curation.checks import lint_records
    from curation.checks.settings import Settings
    from curation.pipeline.provisions import rules_of

    held = containers.hold(items, "items", "text")
    if held.frame.height and not {"text", "stem", "prompt", "question"} & set(held.frame.columns):
        raise InputError.one(
            "items",
            "column-missing",
            f"has neither text nor stem among its columns {', '.join(held.frame.columns)}",
        )
    asked = Settings(plugins=list(plugins), disable=list(disable))
    rows = [
        {
            "id": f.candidate,
            **f.model_dump(include={"check", "severity", "field", "start", "end", "message", "value"}),
        }
        for f in lint_records(held.frame.to_dicts(), asked, rules_of)
    ]
    schema = {
        "id": pl.String, "check": pl.String, "severity": pl.String, "field": pl.String, "start": pl.Int64, "end": pl.Int64,
        "message": pl.String, "value": pl.Float64,
    }  # fmt: skip
    return held.back(pl.DataFrame(rows, schema=schema))


def _embedder(name: str | Embedder | None, progress: Tell | None) -> Embedder | None:
    if name is None or name == "none":
        return None
    model: Embedder
    if isinstance(name, str):
        from curation.services import embeddings

        model = embeddings.load(name, cache=resources.cache_folder() / "vectors")
    else:
        model = name
    if progress is None:
        return model
    from curation.pipeline.composition import Watched

    return Watched(model, progress)


STAGES = {
    "corpus._numbered": "reading texts",
    "near.bucket_keys": "hashing texts",
    "near.estimators": "comparing hashes",
    "buckets.shared": "proposing pairs",
    "shingles.jaccard": "verifying pairs",
    "overlap.grams": "reading runs of words",
    "overlap.shared": "comparing runs of words",
    "semantic.block": "comparing vectors",
    "edges.counted": "counting words",
    "differences.judge": "judging pairs",
}
"""What is said of each function of `curation.dedup` that the engine maps."""


class ReportingEngine:
    """An engine that tells of each part it begins, and of the end of each stage."""

    def __init__(self, inner: Engine, tell: Tell) -> None:
        self._inner, self._tell = inner, tell
        self.workers = inner.workers

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in the order given."""
        from curation.dedup.corpus import Parts

        if len(items) < 2:
            return self._inner.map(function, items)
        plain: Callable[..., Any] = function
        while isinstance(plain, partial):  # a function that is given to another is the one that works
            plain = plain.args[0] if plain.args and callable(plain.args[0]) else plain.func
        home = str(getattr(plain, "__module__", "")).rpartition(".")[2]
        stage = STAGES.get(f"{home}.{getattr(plain, '__name__', '')}", "working")
        begun = 0

        def told(place: int, _: int) -> A:
            nonlocal begun
            self._tell(stage, begun, len(items))
            begun += 1
            return items[place]

        results = self._inner.map(function, Parts([(k, k) for k in range(len(items))], told))
        self._tell(stage, len(items), len(items))
        return results
