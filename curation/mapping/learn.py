"""Judgements of mappings as training data: what people accept re-ranks and re-calibrates what is proposed next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from curation.core.errors import InputError
from curation.core.ports import Embedder
from curation.core.records import Judgement
from curation.mapping import features as feature
from curation.mapping import fit
from curation.mapping.features import Space
from curation.mapping.weights import MappingWeights, with_modality
from curation.taxonomy import NONE, Taxonomy, split_qualified

CURVE_FROM = 30
"""Judged clauses from which on the curve is fitted anew; before, a few accidents would move every probability."""


@dataclass(frozen=True)
class Example:
    """What people said of one clause."""

    clause: str
    text: str
    shares: Mapping[str, float]
    """Share of the reviewers that chose each leaf, in (0, 1]; empty when they found that none applies."""


def examples(judgements: Sequence[Judgement], taxonomy: Taxonomy, texts: Mapping[str, str]) -> list[Example]:
    """One example for each judged clause of `texts`, sorted by clause id.

    `judgements` are those that count (`review.standing` says which); of these, those with a verdict. An adjudicator's stands alone; else every reviewer's last.
    """
    leaves = {leaf.code for leaf in taxonomy.leaves()}
    by_clause: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for judgement in sorted(judgements, key=lambda j: (j.made, j.id)):
        counts = judgement.kind == "mapping" and judgement.verdict not in ("unsure", "none")
        if counts and judgement.subject in texts and _about(judgement, taxonomy):
            by_clause[judgement.subject][judgement.reviewer] = judgement
    labelled = []
    for clause, by_reviewer in sorted(by_clause.items()):
        said = list(by_reviewer.values())
        said = [j for j in said if j.role == "adjudicator"][-1:] or said
        votes = Counter(code for j in said for code in sorted(_codes(j, taxonomy)) if code in leaves)
        shares = {code: count / len(said) for code, count in sorted(votes.items())}
        labelled.append(Example(clause, texts[clause], shares))
    return labelled


def _codes(judgement: Judgement, taxonomy: Taxonomy) -> set[str]:
    codes = set()
    for label in judgement.labels:
        try:
            owner, code = split_qualified(label)
        except InputError:
            owner, code = taxonomy.id, label
        if owner.partition("@")[0] == taxonomy.name and code != NONE:
            codes.add(code)
    return codes


def _about(judgement: Judgement, taxonomy: Taxonomy) -> bool:
    """Whether a judgement speaks of this taxonomy: by its labels, or by saying that nothing applies."""
    return not judgement.labels or any(
        ":" not in label or label.partition("@")[0] == taxonomy.name for label in judgement.labels
    )


def learned(
    space: Space,
    start: MappingWeights,
    embedder: Embedder | None,
    weights_found: Sequence[Example],
    words: Sequence[str] | None = None,
) -> MappingWeights:
    """The weights moved by the examples, from where they started.

    `words` are the examples in the taxonomy's words, where they are written in another language.

    Args:
        space: The taxonomy, made ready with the same embedder.
        start: The weights before.
        embedder: Needed where the space has vectors.
        weights_found: Clauses with the categories that people chose.
        words: One text an example; None takes the examples' own.
    """
    texts = [example.text for example in weights_found]
    vectors = None if embedder is None else embedder.embed(texts)
    inputs, strong = feature.features(space, texts if words is None else words, vectors)
    column = {leaf.code: i for i, leaf in enumerate(space.leaves)}
    wanted = np.zeros((len(weights_found), len(column)), bool)
    for row, example in enumerate(weights_found):
        for code, share in example.shares.items():
            wanted[row, column[code]] = share >= 0.5
    positive = wanted.any(1)
    if not positive.any():
        return start
    moved = fit.rank_weights(space, inputs[positive], wanted[positive], start=start)
    if len(weights_found) < CURVE_FROM:
        return moved
    ranked = fit.scores_of(space, inputs, moved)
    return replace(moved, curve=fit.curve(ranked, with_modality(strong, None), wanted))
