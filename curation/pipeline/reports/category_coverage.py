"""Documents against the categories of a taxonomy, from the tables of a workspace's last run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import StateError
from curation.pipeline.running import last_table

if TYPE_CHECKING:
    from curation.core.records import Category
    from curation.mapping.coverage import Coverage
    from curation.taxonomy import Taxonomy


@dataclass(frozen=True)
class CategoryCoverage:
    """What the documents of a workspace regulate, at one level of a taxonomy."""

    taxonomy: Taxonomy
    level: int
    """Tier of the categories, 1 at the top."""
    matrix: Coverage
    facts: Sequence[Any]
    """What one jurisdiction alone regulates, by leaf."""

    @property
    def documents(self) -> list[str]:
        """Slugs of the documents with a clause in a category, sorted."""
        return sorted({cell.document for cell in self.matrix.cells})

    def rows(self) -> list[tuple[Category, list[int]]]:
        """Every category with a clause, in the taxonomy's order, and its number of clauses in each of `documents`."""
        counts = {(cell.category, cell.document): cell.clauses for cell in self.matrix.cells}
        table = [
            (category, [counts.get((category.code, document), 0) for document in self.documents])
            for category in self.taxonomy.at(self.level)
        ]
        return [(category, clauses) for category, clauses in table if any(clauses)]

    def as_json(self) -> dict[str, Any]:
        """The matrix, the level and the facts."""
        return asdict(self.matrix) | {"level": self.level, "facts": [asdict(fact) for fact in self.facts]}


def of_workspace(workspace: Path, taxonomy: Taxonomy, level: int, min_score: float = 0.0) -> CategoryCoverage:
    """The coverage of the workspace's last run. Mappings with a score below `min_score`, in [0, 1], count nothing.

    Raises: StateError when nothing is mapped yet.
    """
    from curation.mapping import coverage
    from curation.sources import manifest

    clauses, mappings = last_table(workspace, "ingest"), last_table(workspace, "map")
    if clauses is None or mappings is None:
        raise StateError("nothing is mapped yet; run: curation run map")
    places = {d.slug: d.jurisdiction for d in manifest.load(workspace)}
    leaves = coverage.coverage(clauses, mappings, taxonomy, len(taxonomy.levels), places, min_score)
    return CategoryCoverage(
        taxonomy,
        level,
        coverage.coverage(clauses, mappings, taxonomy, level, places, min_score),
        coverage.region_facts(leaves, taxonomy, places),
    )
