"""Why a clause was mapped to no category, and which documents no dataset names: one reason each, the same wherever it is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import polars as pl

EARLIER = "an earlier edition"
NO_DATASET = "the document is in no dataset"
NEVER_MAPPED = "a heading, a title or a contents list, which is never mapped"
NO_CATEGORY = "no category above the threshold"


class HasDocuments(Protocol):
    """A dataset of the settings, as far as its documents go."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def documents(self) -> tuple[str, ...]:
        """Slugs of its documents; empty for all."""
        ...


def named_documents(datasets: Iterable[HasDocuments], slugs: Iterable[str]) -> set[str]:
    """Those of `slugs` that some dataset is made from: all of them where a dataset names no documents."""
    slugs = set(slugs)
    return {slug for dataset in datasets for slug in (dataset.documents or slugs)} & slugs


def unmapped(
    clauses: pl.DataFrame,
    in_force: Collection[str],
    named: Collection[str],
    mapped: Collection[str],
    skipped_kinds: Collection[str] = (),
) -> pl.DataFrame:
    """`clause` and `reason` of every clause that is not among `mapped`, in the order of `clauses`; one reason each.

    `in_force` are the ids of the clauses of the editions in force, `named` the slugs of the documents that a dataset names,
    `mapped` the ids of the clauses with a category, `skipped_kinds` the kinds of clause that are never mapped. Of several reasons
    the first of EARLIER, NO_DATASET, NEVER_MAPPED, NO_CATEGORY is given.

    Args:
        clauses: Rows of `Clause`.
        in_force: Ids of clauses of the editions in force.
        named: Slugs of documents that a dataset names.
        mapped: Ids of clauses with a category.
        skipped_kinds: Kinds of clause that are never mapped.
    """
    import polars as pl

    reason = (
        pl.when(~pl.col("id").is_in(list(in_force)))
        .then(pl.lit(EARLIER))
        .when(~pl.col("document").is_in(sorted(named)))
        .then(pl.lit(NO_DATASET))
        .when(pl.col("kind").is_in(list(skipped_kinds)) if skipped_kinds else pl.lit(False))
        .then(pl.lit(NEVER_MAPPED))
        .otherwise(pl.lit(NO_CATEGORY))
    )
    rest = clauses.filter(~pl.col("id").is_in(list(mapped)))
    return rest.select(pl.col("id").alias("clause"), reason.alias("reason"))


def counts(reasons: Iterable[str]) -> dict[str, int]:
    """How often each reason stands there, the most frequent first, then by the reason."""
    from collections import Counter

    return dict(sorted(Counter(reasons).items(), key=lambda pair: (-pair[1], pair[0])))


def dataset_advice(slugs: Sequence[str], datasets: Sequence[HasDocuments]) -> str:
    """How the documents `slugs`, which no dataset names, are put into one; empty when there are none."""
    if not slugs:
        return ""
    listed = ", ".join(slugs[:5]) + (f" and {len(slugs) - 5} more" if len(slugs) > 5 else "")
    subject = (
        f"{'document' if len(slugs) == 1 else 'documents'} {listed} {'is' if len(slugs) == 1 else 'are'}"
    )
    if not datasets:
        return f"{subject} in no dataset: declare a [[dataset]] in curation.toml"
    names = ", ".join(f'"{slug}"' for slug in (*datasets[0].documents, *slugs[:5]))
    where = " or ".join(dataset.name for dataset in datasets[:3])
    return (
        f"{subject} in no dataset: under the [[dataset]] {where} in curation.toml write documents = [{names}]"
    )
