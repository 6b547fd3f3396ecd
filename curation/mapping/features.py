"""What speaks for each leaf of a taxonomy in a clause, as numbers: words, cues and meaning, of the leaf, its two factors and its group.

A product leaf ("unauthorized disclosure" of "health data") has two sides, act and thing; any other leaf is its own act
and thing. So one set of features serves every taxonomy, with and without factors, and with one or more tiers above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from curation.core.ports import Embedder
from curation.core.records import Category
from curation.mapping import lexical
from curation.mapping.lexical import LexicalIndex
from curation.mapping.terms import term_stems
from curation.taxonomy import Factor, Taxonomy

SHARPNESS = 10.0
"""How near the pooling of a target's cues is to their maximum; 10, 20 and 40 differ by less than 0.01 in recall."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WORDS = (
    "words", "words_share", "cues", "cues_share", "act_words", "thing_words", "act_cues", "thing_cues", "both_cues",
    "group_words", "group_cues", "group_words_share",
)  # fmt: skip
"""Features that need no embedder, in the order of the last axis."""
MEANING = (
    "leaf_cos", "act_cos", "thing_cos", "both_cos", "act_cue_cos", "thing_cue_cos", "both_cue_cos", "group_cos",
    "group_cue_cos", "above_cos",
)  # fmt: skip
"""Features that an embedder adds, behind the others."""


@dataclass(frozen=True)
class Vectors:
    """Vectors of what the taxonomy says, rows of length 1."""

    leaf: Floats
    side: Floats
    parent: Floats
    above: Floats
    side_cues: Floats
    side_starts: Ints
    """First row in `side_cues` of each side."""
    parent_cues: Floats
    parent_starts: Ints


@dataclass(frozen=True)
class Space:
    """A taxonomy made ready for scoring; `n` leaves."""

    taxonomy: Taxonomy
    leaves: tuple[Category, ...]
    act: Ints
    """Side column of each leaf's act, `(n,)`."""
    thing: Ints
    group: Ints
    """Column of each leaf's parent, `(n,)`."""
    parents: tuple[Category, ...]
    above: Ints
    """Column in `Vectors.above` of each leaf's grandparent (its parent where there is none)."""
    words: LexicalIndex
    sides: LexicalIndex
    groups: LexicalIndex
    vectors: Vectors | None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the features, in the order of the last axis."""
        return WORDS if self.vectors is None else WORDS + MEANING


def cues_of(taxonomy: Taxonomy, leaf: Category) -> list[str]:
    """Name, aliases and cues of a leaf, those of its factors included."""
    factors = taxonomy.factors(leaf.code) or ()
    return [
        leaf.name,
        *leaf.aliases,
        *leaf.cues,
        *(cue for factor in factors for cue in (factor.name, *factor.cues)),
    ]


def space(taxonomy: Taxonomy, embedder: Embedder | None = None) -> Space:
    """The taxonomy made ready: built once, in about a second without an embedder."""
    leaves = taxonomy.leaves()
    sides, act, thing = _sides(taxonomy, leaves)
    side_column = {key: i for i, key in enumerate(sides)}
    parents = _unique(_ancestor(taxonomy, leaf, 1) for leaf in leaves)
    above = _unique(_ancestor(taxonomy, leaf, 2) for leaf in leaves)
    parent_column = {c.code: i for i, c in enumerate(parents)}
    above_column = {c.code: i for i, c in enumerate(above)}
    return Space(
        taxonomy,
        leaves,
        np.array([side_column[key] for key in act]),
        np.array([side_column[key] for key in thing]),
        np.array([parent_column[_ancestor(taxonomy, leaf, 1).code] for leaf in leaves]),
        parents,
        np.array([above_column[_ancestor(taxonomy, leaf, 2).code] for leaf in leaves]),
        lexical.build(
            [_fields(taxonomy, leaf) for leaf in leaves], [cues_of(taxonomy, leaf) for leaf in leaves]
        ),
        lexical.build(
            [[(2.0, n), (1.0, d), (1.0, " ".join(q))] for n, d, q in sides.values()],
            [q for _, _, q in sides.values()],
        ),
        lexical.build(
            [[(2.0, p.name), (1.0, p.definition), (1.0, " ".join(p.cues))] for p in parents],
            [[p.name, *p.cues] for p in parents],
        ),
        None if embedder is None else _vectors(_blocks(taxonomy), embedder),
    )


def embedded_texts(taxonomy: Taxonomy) -> list[str]:
    """Every text of a taxonomy that `space` embeds, in order, repeats included."""
    return [text for block in _blocks(taxonomy).texts for text in block]


def _sides(
    taxonomy: Taxonomy, leaves: Sequence[Category]
) -> tuple[dict[str, tuple[str, str, list[str]]], list[str], list[str]]:
    """Name, definition and cues of every side, and the keys of each leaf's act and thing."""
    sides: dict[str, tuple[str, str, list[str]]] = {}
    act, thing = [], []
    for leaf in leaves:
        pair = taxonomy.factors(leaf.code)
        own = (leaf.code, leaf.code) if pair is None else (_key(pair[0]), _key(pair[1]))
        if pair is None:
            sides[leaf.code] = (leaf.name, leaf.definition, [leaf.name, *leaf.aliases, *leaf.cues])
        else:
            for key, factor in zip(own, pair, strict=True):
                sides[key] = (factor.name, factor.definition, [factor.name, *factor.cues])
        act.append(own[0])
        thing.append(own[1])
    return sides, act, thing


def _key(factor: Factor) -> str:
    return f"{factor.set}/{factor.name}"


def _ancestor(taxonomy: Taxonomy, leaf: Category, steps: int) -> Category:
    path = taxonomy.path(leaf.code)
    return path[max(0, len(path) - 1 - steps)]


def _unique(categories: object) -> tuple[Category, ...]:
    return tuple({c.code: c for c in categories}.values())  # type: ignore[attr-defined]


def _fields(taxonomy: Taxonomy, leaf: Category) -> list[tuple[float, str]]:
    parent = _ancestor(taxonomy, leaf, 1)
    return [
        (2.0, " ".join([leaf.name, *leaf.aliases])),
        (1.0, leaf.definition),
        (1.0, " ".join(cues_of(taxonomy, leaf))),
        (0.5, " ".join([parent.name, parent.definition, *parent.cues])),
    ]


@dataclass(frozen=True)
class _Blocks:
    """What of a taxonomy is embedded, and where each side's and parent's cues begin."""

    texts: tuple[list[str], ...]
    side_sizes: list[int]
    parent_sizes: list[int]


def _blocks(taxonomy: Taxonomy) -> _Blocks:
    leaves = taxonomy.leaves()
    sides = list(_sides(taxonomy, leaves)[0].values())
    parents = _unique(_ancestor(taxonomy, leaf, 1) for leaf in leaves)
    above = _unique(_ancestor(taxonomy, leaf, 2) for leaf in leaves)
    return _Blocks(
        (
            [f"{_ancestor(taxonomy, leaf, 1).name}: {leaf.name}. {leaf.definition}" for leaf in leaves],
            [f"{name}. {definition}" for name, definition, _ in sides],
            [f"{p.name}. {p.definition}" for p in parents],
            [f"{p.name}. {p.definition}" for p in above],
            [cue for _, _, cues in sides for cue in cues],
            [cue for p in parents for cue in (p.name, *p.cues)],
        ),
        [len(cues) for _, _, cues in sides],
        [1 + len(p.cues) for p in parents],
    )


def _vectors(blocks: _Blocks, embedder: Embedder) -> Vectors:
    whole = embedder.embed([text for block in blocks.texts for text in block])
    ends = np.cumsum([len(block) for block in blocks.texts])
    leaf, side, parent, top, side_cue, parent_cue = np.split(whole, ends[:-1])
    side_starts = np.concatenate([[0], np.cumsum(blocks.side_sizes)[:-1]])
    parent_starts = np.concatenate([[0], np.cumsum(blocks.parent_sizes)[:-1]])
    return Vectors(leaf, side, parent, top, side_cue, side_starts, parent_cue, parent_starts)


def columns(
    ready: Space, clauses: Sequence[Sequence[str]], vectors: Floats | None
) -> tuple[list[Floats], Floats]:
    """One array `(clauses, leaves)` for each feature, and `(clauses, 5)`: how strong the evidence is in each clause at all
    (best words, best cues, length, best cosine to a leaf, best cosine to a cue; the last two 0 without vectors).

    `clauses` are the stems of the clauses in the words of the taxonomy's language (`term_stems`); `vectors` are those of the
    clauses, `(clauses, d)`, when the space has some.
    """
    words, cues = lexical.score(ready.words, clauses)
    side_words, side_cues = (np.log1p(each) for each in lexical.score(ready.sides, clauses))
    group_words, group_cues = lexical.score(ready.groups, clauses)
    act, thing, group = ready.act, ready.thing, ready.group
    act_cues, thing_cues = side_cues.take(act, 1), side_cues.take(thing, 1)
    feature_columns = [
        np.log1p(words), _share(words), np.log1p(cues), _share(cues), side_words.take(act, 1), side_words.take(thing, 1),
        act_cues, thing_cues, np.sqrt(act_cues * thing_cues), np.log1p(group_words).take(group, 1),
        np.log1p(group_cues).take(group, 1), _share(group_words).take(group, 1),
    ]  # fmt: skip
    length = np.log1p(np.array([len(clause) for clause in clauses], np.float32))
    strong = np.zeros((len(clauses), 5), np.float32)
    if len(clauses):
        strong[:, :3] = np.stack([feature_columns[0].max(1), feature_columns[2].max(1), length], 1)
    if ready.vectors is not None and vectors is not None and len(clauses):
        more, strong[:, 3], strong[:, 4] = _meaning(ready, ready.vectors, vectors)
        feature_columns += more
    return feature_columns, strong


def features(ready: Space, texts: Sequence[str], vectors: Floats | None) -> tuple[Floats, Floats]:
    """`(clauses, leaves, features)` of `texts`, for learning, and the clauses' strengths: see `columns`."""
    feature_columns, strong = columns(ready, [term_stems(text) for text in texts], vectors)
    return np.stack(feature_columns, -1).astype(np.float32, copy=False), strong


def _meaning(ready: Space, own: Vectors, vectors: Floats) -> tuple[list[Floats], Floats, Floats]:
    leaf, side, cues = vectors @ own.leaf.T, vectors @ own.side.T, vectors @ own.side_cues.T
    side_cue = _pooled(cues, own.side_starts)
    parent_cue = _pooled(vectors @ own.parent_cues.T, own.parent_starts)
    act, thing, group = ready.act, ready.thing, ready.group
    sides, side_cues = _standard(side), _standard(side_cue)
    meaning_columns = [
        _standard(leaf), sides.take(act, 1), sides.take(thing, 1), _both(side, act, thing), side_cues.take(act, 1),
        side_cues.take(thing, 1), _both(side_cue, act, thing), _standard(vectors @ own.parent.T).take(group, 1),
        _standard(parent_cue).take(group, 1), _standard(vectors @ own.above.T).take(ready.above, 1),
    ]  # fmt: skip
    return meaning_columns, leaf.max(1), cues.max(1)


def _both(values: Floats, act: Ints, thing: Ints) -> Floats:
    """The lesser of what a leaf's act and thing have, `(clauses, leaves)`, as `_standard` gives it.

    A leaf's column lies in one piece here, unlike elsewhere: mean and spread are summed in that order, which decides their last digits.
    """
    lesser = np.minimum(values[:, act], values[:, thing])
    return np.ascontiguousarray(_standard(lesser))


def _pooled(cosines: Floats, starts: Ints) -> Floats:
    """`(clauses, targets)`: a soft maximum of each target's run of cosines, `log(mean(exp(T x))) / T`.

    Between mean and maximum: one cue alone speaks less for a target than one whose neighbours are near too.
    """
    sizes = np.diff(np.append(starts, cosines.shape[1]))
    total = np.add.reduceat(np.exp(SHARPNESS * cosines), starts, 1)
    return np.asarray(np.log(total / sizes) / SHARPNESS, np.float32)


def _share(values: Floats) -> Floats:
    """Each row divided by its greatest value; a row without any evidence stays zero."""
    top = values.max(1, keepdims=True) if values.shape[1] else values
    return np.divide(values, top, out=np.zeros_like(values), where=top > 0)


def _standard(values: Floats) -> Floats:
    """Each row with mean 0 and standard deviation 1: cosines of one clause compare only with one another."""
    centred = values - values.mean(1, keepdims=True)
    spread = values.std(1, keepdims=True)
    return np.asarray(np.divide(centred, spread, out=np.zeros_like(values), where=spread > 1e-6), np.float32)
