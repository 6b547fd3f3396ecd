"""What changed between two releases, row by row, and what each change means for results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    import polars as pl

Change = Literal[
    "removed", "rekeyed", "reworded", "relabelled", "moved", "added", "recited", "described", "same"
]
CHANGES: tuple[Change, ...] = get_args(Change)
"""From the gravest to none. A row has the gravest of its changes; `changes` lists all of them."""

BREAKING = frozenset({"removed", "rekeyed", "reworded", "relabelled", "moved"})
"""After these, a score on the new version says something else than one on the old."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "rekeyed": ("answer", "rubric"),
    "reworded": ("text", "stem", "options", "kind", "pictures", "messages", "policy", "instruction"),
    "relabelled": ("category", "categories", "benign", "expected"),
    "moved": ("split",),
    "recited": ("clauses", "clause_sha256", "citations", "quotes", "jurisdictions"),
    "described": (
        "explanation", "level", "book", "topic", "difficulty", "rules", "why", "pair", "category_path", "parent", "variant", "language", "generator", "model", "judgements", "rule", "agreement",
    ),
}  # fmt: skip

_SHOWN = ("id", "fingerprint", "category", "split")
"""What is told of a row that is only in one of the two: a join of all columns would copy the whole table."""


@dataclass(frozen=True)
class Diff:
    """The changed rows and how many of each kind."""

    rows: pl.DataFrame
    """`id, change, changes, fields, was_fingerprint, fingerprint, was_category, category, was_split, split, reason`,
    sorted by gravity and id; rows that stayed the same are counted, not listed."""
    counts: Mapping[str, int]
    """By kind of change, every kind named."""
    old: int
    new: int


def schema() -> pl.Schema:
    """Columns of `diff.parquet`."""
    import polars as pl

    names = ("was_fingerprint", "fingerprint", "was_category", "category", "was_split", "split", "reason")
    first = {
        "id": pl.String(),
        "change": pl.String(),
        "changes": pl.List(pl.String()),
        "fields": pl.List(pl.String()),
    }
    return pl.Schema({**first, **dict.fromkeys(names, pl.String())})


def compare(old: pl.DataFrame | None, new: pl.DataFrame, reasons: Mapping[str, str] | None = None) -> Diff:
    """What changed from `old` rows to `new` rows; `reasons` gives the reason of a removal by row id.

    A question whose options were only put in another order, with the same keyed text, is reworded, not re-keyed: the
    key is compared as text.
    """
    import polars as pl

    if old is None:
        old = new.clear()
    both = old.with_columns(_key()).join(new.with_columns(_key()), on="id", how="inner", suffix="_new")
    differ = {
        name: (pl.col("_key") if name == "answer" else pl.col(name)).ne_missing(
            pl.col("_key_new" if name == "answer" else f"{name}_new")
        )
        for names in _FIELDS.values()
        for name in names
    }
    differ["answer"] = pl.when(pl.col("kind_new") == "question").then(differ["answer"]).otherwise(False)
    marked = both.with_columns(**{f"?{name}": expression for name, expression in differ.items()})
    changes = pl.concat_list(
        [
            pl.when(pl.any_horizontal([pl.col(f"?{f}") for f in names])).then(pl.lit(kind))
            for kind, names in _FIELDS.items()
        ]
    ).list.drop_nulls()
    fields = pl.concat_list(
        [pl.when(pl.col(f"?{f}")).then(pl.lit(f)) for names in _FIELDS.values() for f in names]
    ).list.drop_nulls()
    marked = marked.with_columns(changes=changes, fields=fields)
    changed = marked.filter(pl.col("fields").list.len() > 0).select(
        "id",
        change=pl.col("changes").list.first(),
        changes="changes",
        fields="fields",
        was_fingerprint="fingerprint",
        fingerprint="fingerprint_new",
        was_category="category",
        category="category_new",
        was_split="split",
        split="split_new",
        reason=pl.lit(""),
    )
    parts = [_gone(old, new, reasons or {}), _added(old, new), changed]
    data = pl.concat([part.cast(dict(schema())) for part in parts])  # type: ignore[arg-type]
    order = {kind: place for place, kind in enumerate(CHANGES)}
    data = data.sort(pl.col("change").replace_strict(order, return_dtype=pl.Int64), "id")
    by_change = dict(data["change"].value_counts().iter_rows())
    counts: dict[str, int] = {kind: by_change.get(kind, 0) for kind in CHANGES}
    counts["same"] = both.height - changed.height
    return Diff(data, counts, old.height, new.height)


def _key() -> Any:
    import polars as pl

    return pl.col("options").list.get(pl.col("answer"), null_on_oob=True).alias("_key")


def _gone(old: pl.DataFrame, new: pl.DataFrame, reasons: Mapping[str, str]) -> pl.DataFrame:
    import polars as pl

    gone = old.select(_SHOWN).join(new.select("id"), on="id", how="anti")
    return gone.select(
        "id",
        change=pl.lit("removed"),
        changes=pl.lit(["removed"]),
        fields=pl.lit([], dtype=pl.List(pl.String())),
        was_fingerprint="fingerprint",
        fingerprint=pl.lit(""),
        was_category="category",
        category=pl.lit(""),
        was_split="split",
        split=pl.lit(""),
        reason=pl.col("id").replace_strict(dict(reasons), default="", return_dtype=pl.String())
        if reasons
        else pl.lit(""),
    )


def _added(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return (
        new.select(_SHOWN)
        .join(old.select("id"), on="id", how="anti")
        .select(
            "id",
            change=pl.lit("added"),
            changes=pl.lit(["added"]),
            fields=pl.lit([], dtype=pl.List(pl.String())),
            was_fingerprint=pl.lit(""),
            fingerprint="fingerprint",
            was_category=pl.lit(""),
            category="category",
            was_split=pl.lit(""),
            split="split",
            reason=pl.lit(""),
        )
    )
