"""Texts to categories: words and meaning combined by learned weights, each proposal with a probability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from curation.core.ports import Embedder
from curation.mapping import features as feature
from curation.mapping import weights
from curation.mapping.features import Space
from curation.mapping.fit import scores_of
from curation.mapping.settings import Settings
from curation.mapping.weights import Weights
from curation.taxonomy import NONE, Taxonomy

Floats = NDArray[np.float32]

CHUNK = 1024
"""Clauses scored at a time: keeps the features under 40 MB for 314 leaves."""
HEADING = 0.4
"""Share of the heading in a clause's score. On its own text a clause of AIR 2024 is mapped as well without; with more than a
half, every item under "Weapons and dangerous materials" becomes dangerous materials. Laboratory safety gains 5 points of top-1."""
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
        self,
        texts: Sequence[str],
        modalities: Sequence[str] | None = None,
        headed: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, Floats, Floats]]:
        """First row, ranking scores and probabilities of each chunk of `texts`, both `(chunk, leaves)`.

        `headed` are the texts with their headings: where they differ, a share of `HEADING` of the score is theirs.
        """
        for first in range(0, len(texts), CHUNK):
            part = texts[first : first + CHUNK]
            ranked, strong = self._evidence(part)
            more = [] if headed is None else headed[first : first + CHUNK]
            other = [i for i, text in enumerate(more) if text != part[i]]
            if other:
                theirs, strength = self._evidence([more[i] for i in other])
                ranked[other] += HEADING * (theirs - ranked[other])
                strong[other] += HEADING * (strength - strong[other])
            clause = weights.with_modality(
                strong, None if modalities is None else modalities[first : first + CHUNK]
            )
            yield first, ranked, weights.probabilities(ranked, clause, self.weights.curve)

    def _evidence(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        vectors = None if self.embedder is None else self.embedder.embed(texts)
        evidence, strong = feature.columns(self.space, texts, vectors)
        return scores_of(self.space, evidence, self.weights), strong


def ready(taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None) -> Mapper:
    """The mapper of `settings` for a taxonomy, with the shipped weights."""
    if settings.method == "lexical" or embedder is None:
        return Mapper(feature.space(taxonomy), weights.shipped(taxonomy, False), None, "lexical")
    space = feature.space(taxonomy, embedder)
    shipped = weights.shipped(taxonomy, True)
    if settings.method == "nearest":
        return Mapper(space, replace(shipped, features={"leaf_cos": 2.0}, bias={}), embedder, "nearest")
    return Mapper(space, shipped, embedder, "combined")


def none_chance(chance: Floats) -> float:
    """How likely no category applies: one less the best probability, since the leaves of a clause are far from independent."""
    return 1.0 - float(chance.max(initial=0.0))


def map_texts(
    texts: Sequence[str], taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None, top: int = 10
) -> list[list[dict[str, object]]]:
    """For each text its `top` candidates `{code, name, score}`, best first; `none` stands where abstaining is likelier
    than every candidate behind it.
    """
    mapper = ready(taxonomy, settings, embedder)
    candidates: list[list[dict[str, object]]] = []
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
            candidates.append(offered)
    return candidates
