"""Texts to categories: words and meaning combined by learned weights, each proposal with a probability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from curation.core.blas_threads import one_core_each
from curation.core.ports import Embedder
from curation.mapping import features as feature
from curation.mapping import weights
from curation.mapping.features import Space
from curation.mapping.fit import scores_of
from curation.mapping.languages import Kind, embedder_of, kind_of, language_of_taxonomy, spoken, words_of
from curation.mapping.settings import Settings
from curation.mapping.terms import headed_stems, term_stems
from curation.mapping.weights import MappingWeights
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
    weights: MappingWeights
    embedder: Embedder | None
    method: str
    kind: Kind = "own"
    """Which texts it is for: see `curation.mapping.languages`."""

    def scored(
        self,
        texts: Sequence[str],
        modalities: Sequence[str] | None = None,
        headed: Sequence[str] | None = None,
        languages: Sequence[str] | None = None,
    ) -> Iterator[tuple[int, Floats, Floats]]:
        """First row, ranking scores and probabilities of each chunk of `texts`, both `(chunk, leaves)`.

        `headed` are the texts with their headings: where they differ, a share of `HEADING` of the score is theirs. `languages`
        are needed where the texts are not in the taxonomy's language.
        """
        spoken = ["en"] * len(texts) if languages is None else languages
        for first in range(0, len(texts), CHUNK):
            part, said = texts[first : first + CHUNK], spoken[first : first + CHUNK]
            words = [term_stems(words_of(text, self.kind, tag)) for text, tag in zip(part, said, strict=True)]
            ranked, strong = self._evidence(part, words)
            more = [] if headed is None else headed[first : first + CHUNK]
            other = [i for i, text in enumerate(more) if text != part[i]]
            if other:
                theirs, strength = self._evidence(
                    [more[i] for i in other],
                    [self._headed(more[i], part[i], said[i], words[i]) for i in other],
                )
                ranked[other] += HEADING * (theirs - ranked[other])
                strong[other] += HEADING * (strength - strong[other])
            clause = weights.with_modality(
                strong, None if modalities is None else modalities[first : first + CHUNK]
            )
            yield first, ranked, weights.probabilities(ranked, clause, self.weights.curve)

    def _headed(self, headed: str, text: str, language: str, words: list[str]) -> list[str]:
        """The stems of a text behind its heading, where `words` are those of the text."""
        if self.kind == "own":
            return headed_stems(headed, text, words)
        return term_stems(words_of(headed, self.kind, language))

    def _evidence(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> tuple[Floats, Floats]:
        vectors = None if self.embedder is None else self.embedder.embed(texts)
        # A matrix product on several cores ends in other digits than on one: the table would depend on the machine's cores.
        with one_core_each():
            evidence, strong = feature.columns(self.space, words, vectors)
        return scores_of(self.space, evidence, self.weights), strong


class Mappers:
    """The mappers of one taxonomy, one for each kind of text, each made ready when the first text of its kind comes."""

    def __init__(self, taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None) -> None:
        self.taxonomy = taxonomy
        self.language = language_of_taxonomy(taxonomy)
        self._settings = settings
        self._embedder = embedder
        self._ready: dict[Kind, Mapper] = {}

    def kinds(self, texts: Sequence[str], languages: Sequence[str]) -> list[Kind]:
        """The kind of each text."""
        return [kind_of(text, said, self.language) for text, said in zip(texts, languages, strict=True)]

    def of(self, kind: Kind) -> Mapper:
        """The mapper for texts of a kind."""
        if kind not in self._ready:
            self._ready[kind] = self._made(kind)
        return self._ready[kind]

    def _made(self, kind: Kind) -> Mapper:
        embedder = (
            None if self._settings.method == "lexical" else embedder_of(self._embedder, kind, self.language)
        )
        twin = self._ready.get("foreign" if kind == "glossed" else "glossed") if kind != "own" else None
        return ready(self.taxonomy, self._settings, embedder, kind, twin.space if twin else None)


_LAST: list[tuple[Taxonomy, Settings, Embedder | None, Mappers]] = []


def mappers(taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None) -> Mappers:
    """The mappers of a taxonomy: those of the last call where taxonomy and embedder are the same objects, since making them ready
    takes as long as mapping a thousand clauses.
    """
    if not _LAST or not (_LAST[0][0] is taxonomy and _LAST[0][1] == settings and _LAST[0][2] is embedder):
        _LAST[:] = [(taxonomy, settings, embedder, Mappers(taxonomy, settings, embedder))]
    return _LAST[0][3]


def ready(
    taxonomy: Taxonomy,
    settings: Settings,
    embedder: Embedder | None,
    kind: Kind = "own",
    space: Space | None = None,
) -> Mapper:
    """The mapper of `settings` for a taxonomy and a kind of text, with the shipped weights.

    `space` is the taxonomy made ready with the same embedder, where there is one already.

    Args:
        taxonomy: Whose leaves are the candidates.
        settings: The method, which decides whether vectors are needed.
        embedder: Needed by methods with vectors.
        kind: What the texts are, since each kind has weights of its own.
        space: None makes the taxonomy ready.
    """
    if settings.method == "lexical" or embedder is None:
        shipped = weights.shipped(taxonomy, "words")
        return Mapper(space or feature.space(taxonomy), shipped, None, "lexical", kind)
    space = space or feature.space(taxonomy, embedder)
    shipped = weights.shipped(taxonomy, "meaning" if kind == "own" else kind)
    if settings.method == "nearest":
        nearest = replace(shipped, features={"leaf_cos": 2.0}, bias={})
        return Mapper(space, nearest, embedder, "nearest", kind)
    return Mapper(space, shipped, embedder, "combined" if kind == "own" else "multilingual", kind)


def none_chance(chance: Floats) -> float:
    """How likely no category applies: one less the best probability, since the leaves of a clause are far from independent."""
    return 1.0 - float(chance.max(initial=0.0))


def map_texts(
    texts: Sequence[str], taxonomy: Taxonomy, settings: Settings, embedder: Embedder | None, top: int = 10
) -> list[list[dict[str, object]]]:
    """For each text its `top` candidates `{code, name, score}`, best first; `none` stands where abstaining is likelier
    than every candidate behind it.

    Args:
        texts: Any texts, each mapped by itself.
        taxonomy: Whose leaves are the candidates.
        settings: Method and threshold.
        embedder: Needed by methods with vectors.
        top: How many candidates a text gets, 1 or more.
    """
    mappers = Mappers(taxonomy, settings, embedder)
    languages = [spoken(text, mappers.language) for text in texts]
    kinds = mappers.kinds(texts, languages)
    candidates: list[list[dict[str, object]]] = [[] for _ in texts]
    for kind in dict.fromkeys(kinds):
        rows = [i for i, each in enumerate(kinds) if each == kind]
        mapper = mappers.of(kind)
        scored = mapper.scored([texts[i] for i in rows], languages=[languages[i] for i in rows])
        for first, ranked, chance in scored:
            for row in range(len(ranked)):
                candidates[rows[first + row]] = _candidates(
                    mapper, ranked[row], chance[row], settings.threshold, top
                )
    return candidates


def _candidates(
    mapper: Mapper, ranked: Floats, chance: Floats, threshold: float, top: int
) -> list[dict[str, object]]:
    """What one text is offered, best first."""
    order = np.argsort(-ranked, kind="stable")[:top]
    offered: list[dict[str, object]] = [
        {
            "code": mapper.space.leaves[i].code,
            "name": mapper.space.leaves[i].name,
            "score": round(float(chance[i]), DIGITS),
        }
        for i in order
    ]
    if chance.max(initial=0.0) < threshold:
        offered.insert(0, {"code": NONE, "name": "none", "score": round(none_chance(chance), DIGITS)})
    return offered
