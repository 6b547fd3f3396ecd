"""Clause to category: words and meaning combined by learned weights, each proposal with a probability and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from curation import tables
from curation.mapping import features as feature
from curation.mapping import learn, weights
from curation.mapping.evidence import span
from curation.mapping.features import Space
from curation.mapping.fit import scores_of
from curation.mapping.settings import Settings
from curation.mapping.weights import Weights
from curation.ports import Embedder
from curation.records import Clause, Judgement, Mapping
from curation.taxonomy import NONE, Taxonomy

if TYPE_CHECKING:
    import polars as pl

Floats = NDArray[np.float32]

CHUNK = 1024
"""Clauses scored at a time: keeps `(clauses, leaves, features)` under 40 MB for 314 leaves."""
DIGITS = 4
"""Digits of a probability that are kept: what is behind them depends on how texts were batched for the embedder."""


@dataclass(frozen=True)
class Mapper:
    """A taxonomy made ready, with the weights in force."""

    space: Space
    weights: Weights
    embedder: Embedder | None
    method: str

    def scored(
        self, texts: Sequence[str], modalities: Sequence[str] | None = None
    ) -> Iterator[tuple[int, Floats, Floats]]:
        """First row, ranking scores and probabilities of each chunk of `texts`, both `(chunk, leaves)`."""
        for first in range(0, len(texts), CHUNK):
            part = texts[first : first + CHUNK]
            vectors = None if self.embedder is None else self.embedder.embed(part)
            inputs, strong = feature.features(self.space, part, vectors)
            ranked = scores_of(self.space, inputs, self.weights)
            clause = weights.with_modality(
                strong, None if modalities is None else modalities[first : first + CHUNK]
            )
            yield first, ranked, weights.probabilities(ranked, clause, self.weights.curve)


def ready(taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None) -> Mapper:
    """The mapper of `settings` for a taxonomy, with the shipped weights."""
    if settings.method == "lexical" or embedder is None:
        return Mapper(feature.space(taxonomy), weights.shipped(taxonomy, False), None, "lexical")
    space = feature.space(taxonomy, embedder)
    shipped = weights.shipped(taxonomy, True)
    if settings.method == "nearest":
        return Mapper(space, replace(shipped, features={"leaf_cos": 2.0}, bias={}), embedder, "nearest")
    return Mapper(space, shipped, embedder, "combined")


def map_clauses(
    clauses: pl.DataFrame,
    taxonomies: Sequence[Taxonomy],
    settings: Settings,
    embedder: Embedder | None,
    judgements: Sequence[Judgement] = (),
) -> pl.DataFrame:
    """A frame of `Mapping`: for each clause and taxonomy its categories above the threshold, best first, or one `none`.

    A clause that people judged keeps what they said: score is the share of them that chose the category.
    Rows follow the clauses' ids, so that the order of `clauses` does not matter.
    """
    found: list[Mapping] = []
    ordered = sorted(tables.rows(clauses, Clause), key=lambda clause: clause.id)
    for taxonomy in taxonomies:
        mapper = ready(taxonomy, settings, embedder)
        own = learn.examples(judgements, taxonomy, {c.id: c.text for c in ordered})
        if settings.learn and own:
            moved = learn.learned(mapper.space, mapper.weights, mapper.embedder, own)
            mapper = replace(mapper, weights=moved, method=f"{mapper.method}+judgements")
        said = {example.clause: example for example in own}
        wanted = [c for c in ordered if c.kind not in settings.skip_kinds and c.text.strip()]
        skipped = {c.id for c in ordered} - {c.id for c in wanted}
        rows: dict[str, list[Mapping]] = {
            c.id: [_none(c, taxonomy, 1.0, "kind")] for c in ordered if c.id in skipped
        }
        texts, modalities = [c.text for c in wanted], [c.modality for c in wanted]
        for first, ranked, chance in mapper.scored(texts, modalities):
            for row, clause in enumerate(wanted[first : first + len(ranked)]):
                if clause.id in said:
                    rows[clause.id] = _judged(mapper.space, clause, said[clause.id])
                else:
                    rows[clause.id] = _proposed(mapper, clause, ranked[row], chance[row], settings)
        found += [mapping for clause in ordered for mapping in rows[clause.id]]
    return tables.frame(found, Mapping)


def _proposed(
    mapper: Mapper, clause: Clause, ranked: Floats, chance: Floats, settings: Settings
) -> list[Mapping]:
    best = [int(i) for i in np.argsort(-ranked, kind="stable")[: settings.top]]
    kept = [i for i in best if chance[i] >= settings.threshold]
    taxonomy = mapper.space.taxonomy
    if not kept:
        return [_none(clause, taxonomy, none_chance(chance), mapper.method)]
    found = []
    for rank, column in enumerate(kept, 1):
        start, end = span(mapper.space, clause.text, column)
        code = mapper.space.leaves[column].code
        found.append(
            _mapping(clause, taxonomy.qualified(code), chance[column], rank, mapper.method, start, end)
        )
    return found


def none_chance(chance: Floats) -> float:
    """How likely no category applies: one less the best probability, since the leaves of a clause are far from independent."""
    return 1.0 - float(chance.max(initial=0.0))


def _judged(space: Space, clause: Clause, example: learn.Example) -> list[Mapping]:
    if not example.shares:
        return [_none(clause, space.taxonomy, 1.0, "judged")]
    ranked = sorted(example.shares.items(), key=lambda pair: (-pair[1], pair[0]))
    column = {leaf.code: i for i, leaf in enumerate(space.leaves)}
    found = []
    for rank, (code, share) in enumerate(ranked, 1):
        start, end = span(space, clause.text, column[code])
        found.append(_mapping(clause, space.taxonomy.qualified(code), share, rank, "judged", start, end))
    return found


def _none(clause: Clause, taxonomy: Taxonomy, score: float, method: str) -> Mapping:
    return _mapping(clause, taxonomy.qualified(NONE), score, 1, method, 0, len(clause.text), none=True)


def _mapping(
    clause: Clause,
    category: str,
    score: float,
    rank: int,
    method: str,
    start: int,
    end: int,
    none: bool = False,
) -> Mapping:
    return Mapping(
        clause=clause.id, clause_sha256=clause.sha256, category=category, relation="none" if none else "related",
        score=round(float(score), DIGITS), rank=rank, method=method, evidence_start=start, evidence_end=end,
    )  # fmt: skip


def map_texts(
    texts: Sequence[str], taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None, top: int = 10
) -> list[list[dict[str, object]]]:
    """For each text its `top` candidates `{code, name, score}`, best first; `none` stands where abstaining is likelier
    than every candidate behind it.
    """
    mapper = ready(taxonomy, settings, embedder)
    found: list[list[dict[str, object]]] = []
    for _, ranked, chance in mapper.scored(texts):
        for row in range(len(ranked)):
            order = np.argsort(-ranked[row], kind="stable")[:top]
            offered: list[dict[str, object]] = [
                {
                    "code": mapper.space.leaves[i].code,
                    "name": mapper.space.leaves[i].name,
                    "score": round(float(chance[row, i]), DIGITS),
                }
                for i in order
            ]
            if chance[row].max(initial=0.0) < settings.threshold:
                nothing = {"code": NONE, "name": "none", "score": round(none_chance(chance[row]), DIGITS)}
                offered.insert(0, nothing)
            found.append(offered)
    return found
