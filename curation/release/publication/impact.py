"""What rests on a clause that changed: mappings, candidates, review items, released rows.

Every link holds the digest of the clause's words. A change of edition makes the links of modified, split, merged and deleted
clauses suspect; those of clauses that only moved or got another number stay good, since the words are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import polars as pl

TOUCHING = frozenset({"modified", "split", "merged", "deleted"})
"""Kinds of change after which what rests on the clause must be looked at again."""


class EditionChange(Protocol):
    """How clauses of one edition correspond to those of the next."""

    @property
    def kind(self) -> str:
        """same, modified, renumbered, moved, split, merged, inserted or deleted."""
        ...

    @property
    def old(self) -> Sequence[str]:
        """Clause ids in the old edition."""
        ...

    @property
    def new(self) -> Sequence[str]:
        """Clause ids in the new edition."""
        ...


@dataclass(frozen=True)
class ImpactLink:
    """Something that rests on a changed clause."""

    clause: str
    """Clause id in the old edition."""
    kind: str
    """What happened to the clause."""
    new: tuple[str, ...]
    """What it became."""
    what: str
    """mapping, candidate, item or row."""
    id: str
    """Category of a mapping, else the id."""
    detail: str = ""
    """Dataset, and the version for a row."""


@dataclass(frozen=True)
class Impact:
    """Everything that rests on changed clauses, and how much of each there is."""

    links: tuple[ImpactLink, ...]
    inserted: tuple[str, ...]
    """Clauses of the new edition that nothing rests on yet."""

    @property
    def counts(self) -> dict[str, int]:
        """Different things touched, by what they are."""
        kinds = ("mapping", "candidate", "item", "row")
        named = {
            (link.what, link.id, link.detail, link.clause if link.what == "mapping" else "")
            for link in self.links
        }
        return {kind: sum(what == kind for what, *_ in named) for kind in kinds}

    @property
    def subjects(self) -> tuple[str, ...]:
        """Candidates to put before people again, sorted."""
        return tuple(sorted({link.id for link in self.links if link.what == "candidate"}))

    def as_json(self) -> dict[str, Any]:
        """The impact as JSON values."""
        return {
            "counts": self.counts,
            "inserted": list(self.inserted),
            "links": [asdict(link) for link in self.links],
        }


def walk(
    changes: Iterable[EditionChange],
    mappings: pl.DataFrame,
    candidates: pl.DataFrame,
    items: pl.DataFrame,
    rows: pl.DataFrame,
) -> Impact:
    """What of these tables rests on clauses that `changes` touch.

    `mappings` needs clause and category, `candidates` id, dataset and clauses, `items` id, subject and dataset, `rows` id,
    dataset, version and clauses.

    Args:
        changes: Clauses that were changed, moved or deleted.
        mappings: `clause` and `category`.
        candidates: `id`, `dataset` and `clauses`.
        items: `id`, `subject` and `dataset`.
        rows: `id`, `dataset`, `version` and `clauses`.
    """
    changes = list(changes)
    touched = {name: change for change in changes if change.kind in TOUCHING for name in change.old}
    links = list(_direct(touched, mappings))
    reached = [
        *_listed(touched, candidates, "candidate", ("dataset",)),
        *_listed(touched, rows, "row", ("dataset", "version")),
    ]
    links += reached
    links += _items(touched, items, reached)
    inserted = sorted(name for change in changes if change.kind == "inserted" for name in change.new)
    return Impact(tuple(sorted(links, key=lambda k: (k.clause, k.what, k.id, k.detail))), tuple(inserted))


def _link(clause: str, change: EditionChange, what: str, name: str, detail: str = "") -> ImpactLink:
    return ImpactLink(clause, change.kind, tuple(change.new), what, name, detail)


def _direct(touched: dict[str, EditionChange], mappings: pl.DataFrame) -> Iterable[ImpactLink]:
    near = mappings.filter(mappings["clause"].is_in(list(touched))).select("clause", "category")
    for clause, category in near.iter_rows():
        if not category.endswith(":none"):
            yield _link(clause, touched[clause], "mapping", category)


def _listed(
    touched: dict[str, EditionChange], data: pl.DataFrame, what: str, detail: Sequence[str]
) -> list[ImpactLink]:
    import polars as pl

    long = data.select("id", *detail, clause="clauses").explode("clause").unique()
    near = long.filter(pl.col("clause").is_in(list(touched)))
    return [
        _link(row["clause"], touched[row["clause"]], what, row["id"], " ".join(row[d] for d in detail))
        for row in near.iter_rows(named=True)
    ]


def _items(
    touched: dict[str, EditionChange], items: pl.DataFrame, found: Iterable[ImpactLink]
) -> list[ImpactLink]:
    clauses: dict[str, list[str]] = {name: [name] for name in touched}
    for link in found:
        if link.what == "candidate":
            clauses.setdefault(link.id, []).append(link.clause)
    return [
        _link(clause, touched[clause], "item", name, dataset)
        for name, subject, dataset in items.select("id", "subject", "dataset").iter_rows()
        for clause in clauses.get(subject, ())
    ]
