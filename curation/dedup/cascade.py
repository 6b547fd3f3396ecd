"""Items in, kept items and clusters out: the exact method first, the others on what it leaves, then the rules, then stars."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, Issue
from curation.dedup.corpus import Corpus, Pairs, Serial, Tools, normal_forms
from curation.dedup.kernels import compiled
from curation.dedup.plugin_methods import pairs_by, plugins_of

if TYPE_CHECKING:
    import polars as pl

    from curation.core.ports import Embedder, Engine
    from curation.dedup.settings import Settings


@dataclass(frozen=True)
class Result:
    """What was kept, what was dropped because of which item, and every pair that was looked at and why it holds or not."""

    kept: list[str]
    """Ids that stay, sorted."""
    clusters: pl.DataFrame
    """One `Cluster` row for each dropped item, sorted by `member`."""
    edges: pl.DataFrame
    """One `Edge` row for each verified pair, sorted: duplicates, contrasts, conflicts and families."""
    figures: dict[str, float] = field(default_factory=dict)
    """What the methods say of their run."""
    order: pl.DataFrame | None = field(default=None, repr=False)
    """`id`, `other` and, of those that have a duplicate or stand in a pair with one, `place` in the declared order (the others'
    come first); where items stand in pairs also `pair` and `family`."""

    def at(self, **least: float) -> Result:
        """The result at higher thresholds, by method (`near=.8`): from the edges alone, nothing is computed again."""
        import polars as pl

        if self.order is None:
            raise ValueError("this result does not carry its order")
        enough = pl.lit(True)
        for method, value in least.items():
            enough &= (pl.col("method") != method) | (pl.col("score") >= value)
        edges = self.edges.filter(enough)
        return replace(_gather(self.order, edges), figures=self.figures)

    def borderline(self, margin: float, settings: Settings) -> pl.DataFrame:
        """The duplicate edges that a threshold raised by `margin` would drop, lowest first."""
        import polars as pl

        floor = (
            pl.when(method="semantic")
            .then(settings.semantic_threshold)
            .when(method="overlap")
            .then(settings.overlap_threshold)
            .otherwise(settings.near_threshold)
        )
        close = (pl.col("method") != "exact") & (pl.col("score") < floor + margin)
        return self.edges.filter(pl.col("relation") == "duplicate", close).sort("score", "a", "b")

    def most_alike_contrasts(self, count: int) -> pl.DataFrame:
        """The `count` pairs with the highest score among those that were kept apart, the most alike first."""
        apart = self.edges.filter(self.edges["relation"] == "contrast")
        ordered = apart.sort("score", "a", "b", descending=[True, False, False])
        return ordered.head(count).drop("relation")

    def summary(self, rows: int) -> dict[str, Any]:
        """The counts of a run over `rows` items, as `curation dedup --json` gives them."""
        by_method = self.clusters.group_by("method").len().sort("method")
        relations = dict(self.edges.group_by("relation").len().iter_rows())
        return {
            "rows": rows,
            "kept": len(self.kept),
            "dropped": self.clusters.height,
            "by_method": dict(by_method.iter_rows()),
            "contrast_pairs": relations.get("contrast", 0),
            "conflict_pairs": relations.get("conflict", 0),
            "large_buckets": int(self.figures.get("near_large_buckets", 0)),
            "common_ngrams": int(self.figures.get("overlap_common_ngrams", 0)),
        }


def deduplicate(
    items: pl.DataFrame,
    settings: Settings,
    embedder: Embedder | None = None,
    engine: Engine | None = None,
    against: pl.DataFrame | None = None,
) -> Result:
    """The clusters of duplicates among `items`, the same for any order of the rows.

    `items` has `id` and `text`, and may have `label` (two different labels never merge), `family` (never merged inside),
    `pair` (items of one pair stay or go together) and `rank` (lower is kept first; then the text and the id decide).
    `against` has `id` and `text`: whatever of `items` is in it already is dropped for it.

    Args:
        items: One row an item.
        settings: Methods and thresholds.
        embedder: Needed by the method `semantic` alone.
        engine: Where the work runs; None runs it here.
        against: A table that comes before `items`; None compares `items` with themselves.

    Raises: InputError for absent columns and missing or repeated ids; ConfigError for an unknown method; MissingExtra
    when `semantic` is asked for without an embedder.
    """
    import polars as pl

    engine = engine or Serial()
    rows = items.height + (0 if against is None else against.height)
    tools = Tools(settings, compiled.Loaded(engine) if compiled.load(rows) else engine, embedder)
    methods = {plugin.name: plugin for plugin in plugins_of(settings)}
    table = _table(items, against, tools.engine)
    figures: dict[str, float] = {"rows": float(items.height)}
    edges = []
    alive = table
    if "exact" in methods:
        from curation.dedup.methods.exact import collapse

        same = collapse(table)
        edges.append(same)
        stays = pl.repeat(True, table.height, dtype=pl.Boolean, eager=True)
        gone = same.filter(relation="duplicate")["b_row"]
        alive = table.filter(stays.scatter(gone, False) if len(gone) else stays)
    alive = _arranged(alive)
    pairs_by_method: dict[str, Pairs] = {}
    ours = int((~alive["other"]).sum())
    corpus = Corpus(alive["text"], alive["normal"], None if against is None else ours)
    for name, method in methods.items():
        if name != "exact":
            pairs_by_method[name] = pairs_by(method, corpus, tools)
            figures |= {f"{name}_{key}": value for key, value in pairs_by_method[name].figures.items()}
    if pairs_by_method:
        from curation.dedup.contrast.edges import judged

        edges.append(judged(alive, pairs_by_method, tools))
    return replace(_gather(_ordered(table, edges), _edges(table, edges)), figures=figures)


def _table(items: pl.DataFrame, against: pl.DataFrame | None, engine: Engine) -> pl.DataFrame:
    """The items as row, id, text, label, family, pair, rank, other, normal and key, the number of the normal form."""
    import polars as pl

    issues = _findings(items, "items") + ([] if against is None else _findings(against, "against"))
    if issues:
        raise InputError(issues)
    shape = {"label": pl.String, "family": pl.String, "pair": pl.String, "rank": pl.Int64}
    parts = []
    for data, other in ((items, False), (against, True)):
        if data is not None:
            columns: list[Any] = [pl.col("id").cast(pl.String), pl.col("text").cast(pl.String).fill_null("")]
            columns += [
                pl.col(name).cast(kind) if name in data.columns else pl.lit(None, kind).alias(name)
                for name, kind in shape.items()
            ]
            parts.append(data.select(*columns, other=pl.lit(other)))
    table = pl.concat(parts).with_columns(pl.col("rank").fill_null(0)).with_row_index("row")
    if table["id"].n_unique() < table.height:
        twice = table.filter(table["id"].is_duplicated())["id"].unique().sort()
        raise InputError.one(
            "items", "id-repeated", f"{len(twice)} ids occur more than once, the first is {twice[0]!r}"
        )
    normal, key = normal_forms(table["text"], engine)
    return table.with_columns(normal=normal, key=pl.Series(key, dtype=pl.UInt64))


def _arranged(alive: pl.DataFrame) -> pl.DataFrame:
    """The rows in an order that the input's has no part in: ours first, then by rank and the number of the normal form.

    Sorting the texts themselves would take longer than comparing them. Whatever a method does, the input's order is gone.
    """
    import polars as pl

    keys = alive.select("other", "rank", "key", at=pl.int_range(pl.len()), tie=pl.lit(0, pl.UInt32))
    if alive["key"].n_unique() < alive.height:
        again = alive["key"].is_duplicated()
        some = alive.select("normal", "text", "id", at=pl.int_range(pl.len())).filter(again)
        order = some.sort("normal", "text", "id")["at"]
        tie = keys["tie"].scatter(order, pl.int_range(1, len(order) + 1, dtype=pl.UInt32, eager=True))
        keys = keys.with_columns(tie=tie)
    # One key sorts much faster than four, of which most are the same throughout.
    by = [name for name in ("other", "rank", "key", "tie") if keys[name].n_unique() > 1]
    return alive[keys.sort(by)["at"]] if by else alive


def _ordered(table: pl.DataFrame, edges: list[pl.DataFrame]) -> pl.DataFrame:
    """`Result.order`: the place of those in an edge that merges, and of the other sides of their pairs: rank, text, id."""
    import polars as pl

    joins = [part.filter(pl.col("relation") == "duplicate") for part in edges]
    rows = pl.concat(
        [pl.Series([], dtype=pl.UInt32), *(part[end] for part in joins for end in ("a_row", "b_row"))]
    )
    paired = table["pair"].replace("", None)
    touched = table[rows.unique().sort()]
    has_pairs = paired.count() > 0
    if has_pairs:
        names = paired.gather(touched["row"]).drop_nulls().unique()
        touched = table.filter(pl.col("row").is_in(touched["row"].implode()) | paired.is_in(names.implode()))
    sequence = touched.sort([~pl.col("other"), "rank", "normal", "text", "id"])["row"]
    place = pl.repeat(None, table.height, dtype=pl.Int64, eager=True)
    if len(sequence):
        place = place.scatter(sequence, pl.int_range(len(sequence), eager=True))
    order = table.select("id", "other", place=place)
    return order.with_columns(paired, table["family"]) if has_pairs else order


def _findings(data: pl.DataFrame, where: str) -> list[Issue]:
    issues = [
        Issue(where, "column-missing", f"there is no column {name!r}")
        for name in ("id", "text")
        if name not in data.columns
    ]
    if "id" in data.columns and data["id"].null_count():
        issues.append(Issue(where, "id-missing", f"{data['id'].null_count()} rows have no id"))
    return issues


def _edges(table: pl.DataFrame, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """The edges of row numbers as `Edge` rows, each pair once (the first method's), `a` the lesser id."""
    import polars as pl

    from curation.core import tables
    from curation.core.records import Edge

    if not parts:
        return tables.frame([], Edge)
    ids = table["id"]
    rows = pl.concat(parts)
    named = rows.with_columns(x=ids.gather(rows["a_row"]), y=ids.gather(rows["b_row"]))
    return named.select(
        pl.min_horizontal("x", "y").alias("a"),
        pl.max_horizontal("x", "y").alias("b"),
        *("method", "score", "relation", "evidence"),
    ).sort("a", "b")


def _gather(order: pl.DataFrame, edges: pl.DataFrame) -> Result:
    """The result of a set of edges: first the exact stars, then the stars of the other methods among what stayed.

    An exact duplicate of an item that goes later has a path of two edges: it has the same text, so nothing drifts.
    Where items stand in pairs, `whole_pairs` decides, which keeps no half of one.
    """
    import polars as pl

    from curation.core import tables
    from curation.core.records import Cluster
    from curation.dedup import whole_pairs
    from curation.dedup.clusters import stars

    if "pair" in order.columns:
        rows = tables.frame(whole_pairs.clusters(order, edges), Cluster)
        return Result(_stay(order, rows["member"]), rows, edges, order=order)
    joins = edges.filter(pl.col("relation") == "duplicate")
    ids = order.filter(pl.col("place").is_not_null()).sort("place")["id"]
    row = pl.DataFrame({"id": ids, "at": pl.int_range(len(ids), eager=True)})
    ends = joins.join(row, left_on="a", right_on="id", maintain_order="left").rename({"at": "x"})
    ends = ends.join(row, left_on="b", right_on="id", maintain_order="left").rename({"at": "y"})
    is_exact = ends["method"] == "exact"
    steps = []
    place = pl.int_range(len(ids), eager=True).to_numpy()
    for part in (ends.filter(is_exact), ends.filter(~is_exact)):
        kept, by = stars(place, part["x"].to_numpy(), part["y"].to_numpy(), part["score"].to_numpy())
        steps.append((kept, by, part))
    (first, by_first, exact), (second, by_second, rest) = steps
    member = pl.DataFrame({"member": ids, "first": first, "i": by_first}).with_columns(
        pl.Series("final", second[first]), pl.Series("j", by_second[first])
    )
    gone = member.filter((pl.col("i") >= 0) | (pl.col("j") >= 0))
    return Result(_stay(order, gone["member"]), _clusters(gone, ids, exact, rest), edges, order=order)


def _stay(order: pl.DataFrame, gone: pl.Series) -> list[str]:
    ours = order.filter(~order["other"])["id"]
    kept: list[str] = ours.filter(~ours.is_in(gone.implode())).sort().to_list()
    return kept


def _clusters(gone: pl.DataFrame, ids: pl.Series, exact: pl.DataFrame, rest: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from curation.core import tables
    from curation.core.records import Cluster

    def of(part: pl.DataFrame, name: str, index: pl.Series) -> pl.Series:
        return part[name].gather(index.set(index < 0, None))

    gone = gone.with_columns(
        kept=ids.gather(gone["final"]),
        through=ids.gather(gone["first"]),
        m1=of(exact, "method", gone["i"]),
        m2=of(rest, "method", gone["j"]),
        s1=of(exact, "score", gone["i"]),
        s2=of(rest, "score", gone["j"]),
    )
    direct = (pl.col("through") == pl.col("member")) | (pl.col("through") == pl.col("kept"))
    clusters = gone.select(
        "kept",
        "member",
        pl.coalesce("m1", "m2").alias("method"),
        pl.min_horizontal("s1", "s2").alias("score"),
        pl.when(direct)
        .then(pl.concat_list("member", "kept"))
        .otherwise(pl.concat_list("member", "through", "kept"))
        .alias("path"),
    )
    return tables.conform(clusters.sort("member"), Cluster, "clusters")
