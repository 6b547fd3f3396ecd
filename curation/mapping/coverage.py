"""What documents regulate: documents against categories at any tier, and what only one jurisdiction, or none, speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curation.taxonomy import NONE, Taxonomy

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Cell:
    """What one document says of one category and all below it."""

    document: str
    category: str
    """Code at the tier asked for."""
    clauses: int
    strongest: str
    """Id of the clause with the highest score."""
    score: float
    prohibitions: int
    obligations: int
    ids: tuple[str, ...] = ()
    """Ids of all its clauses, the highest score first."""


@dataclass(frozen=True)
class Coverage:
    """The matrix, sorted by document and category, and what it lacks."""

    cells: tuple[Cell, ...]
    only: Mapping[str, str]
    """Categories that a single jurisdiction regulates: code to jurisdiction."""
    nobody: tuple[str, ...]
    """Codes of the tier that no document speaks of, in the taxonomy's order."""


def coverage(
    clauses: pl.DataFrame,
    mappings: pl.DataFrame,
    taxonomy: Taxonomy,
    level: int,
    jurisdictions: Mapping[str, str] | None = None,
    min_score: float = 0.0,
) -> Coverage:
    """The coverage of `taxonomy` at `level` (1 at the top).

    `jurisdictions` gives the jurisdiction of a document's slug; a document without one stands for itself.

    Args:
        clauses: Table of `Clause`.
        mappings: Table of `Mapping`, of any taxonomies.
        taxonomy: The one whose categories are counted.
        level: Depth of the categories, 1 at the top.
        jurisdictions: By slug of a document its jurisdiction.
        min_score: Least score of a mapping that counts, in [0, 1].
    """
    about = {r[0]: (r[1], r[2]) for r in clauses.select("id", "document", "modality").iter_rows()}
    cells: dict[tuple[str, str], dict[str, tuple[float, str]]] = defaultdict(dict)
    for clause, category, score in mappings.select("clause", "category", "score").iter_rows():
        owner, _, code = category.rpartition(":")
        if (
            owner != taxonomy.id
            or code == NONE
            or code not in taxonomy
            or clause not in about
            or score < min_score
        ):
            continue
        path = taxonomy.path(code)
        if len(path) < level:
            continue
        document, modality = about[clause]
        cell = cells[(document, path[level - 1].code)]
        if clause not in cell or cell[clause][0] < score:
            cell[clause] = (score, modality)
    cells_of_table = tuple(_cell(key, inside) for key, inside in sorted(cells.items()))
    places: dict[str, set[str]] = defaultdict(set)
    for cell_ in cells_of_table:
        places[cell_.category].add((jurisdictions or {}).get(cell_.document) or cell_.document)
    only = {code: next(iter(names)) for code, names in sorted(places.items()) if len(names) == 1}
    nobody = tuple(c.code for c in taxonomy.at(level) if c.code not in places)
    return Coverage(cells_of_table, only, nobody)


def subjects(data: pl.DataFrame, subject: str, column: str, taxonomy: Taxonomy) -> dict[str, int]:
    """How many different subjects stand at or below each category, by code; codes without any are left out.

    `subject` names the column of ids (a clause, the root of a candidate), `column` the one of qualified categories: text, or
    lists of text.
    """
    import polars as pl

    pairs = data.select(subject, column)
    if pairs.schema[column] == pl.List(pl.String):
        pairs = pairs.explode(column)
    below: dict[str, set[str]] = defaultdict(set)
    for name, category in pairs.drop_nulls().iter_rows():
        owner, _, code = category.rpartition(":")
        if owner == taxonomy.id and code in taxonomy:
            for node in taxonomy.path(code):
                below[node.code].add(name)
    return {code: len(names) for code, names in below.items()}


def _cell(key: tuple[str, str], inside: Mapping[str, tuple[float, str]]) -> Cell:
    best = min(inside, key=lambda clause: (-inside[clause][0], clause))
    kinds = [modality for _, modality in inside.values()]
    ids = tuple(sorted(inside, key=lambda clause: (-inside[clause][0], clause)))
    return Cell(
        key[0], key[1], len(inside), best, inside[best][0], kinds.count("prohibition"), kinds.count("obligation"), ids
    )  # fmt: skip


@dataclass(frozen=True)
class RegionFact:
    """Who regulates one leaf: as published for a tier above it, and by the clauses of the documents at hand."""

    category: str
    """Code of the leaf."""
    published: tuple[str, ...]
    """Regions that the taxonomy's source gives for the nearest category at or above the leaf that has any."""
    published_at: str
    """Code of that category: a claim about a group is not one about each of its leaves."""
    clauses: Mapping[str, tuple[str, ...]]
    """Clause ids by jurisdiction, the highest score first; empty when no document speaks of the leaf."""


def region_facts(
    found: Coverage, taxonomy: Taxonomy, jurisdictions: Mapping[str, str] | None = None
) -> list[RegionFact]:
    """One fact for each leaf, in the taxonomy's order. `found` is the coverage at the deepest level."""
    places: dict[str, dict[str, list[tuple[float, str]]]] = defaultdict(lambda: defaultdict(list))
    for cell in found.cells:
        place = (jurisdictions or {}).get(cell.document) or cell.document
        places[cell.category][place] += [(cell.score, clause) for clause in cell.ids]
    facts = []
    for leaf in taxonomy.leaves():
        holder = next((c for c in reversed(taxonomy.path(leaf.code)) if c.regions), None)
        own = places.get(leaf.code, {})
        ids = {place: tuple(clause for _, clause in own[place]) for place in sorted(own)}
        facts.append(
            RegionFact(leaf.code, tuple(holder.regions) if holder else (), holder.code if holder else "", ids)
        )
    return facts
