"""The learned part of the mapper: a weight for each feature, a bias for each leaf, and the curve from score to probability.

The ranking is a listwise softmax: within a clause, the score of a leaf is a weighted sum of its features plus its bias.
The probability is logistic in the leaf's share of that softmax and in how strong the evidence is in the clause at all, so
within one clause probabilities never change the order of scores.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from curation.core import resources
from curation.core.digests import sha256
from curation.core.files import disk
from curation.taxonomy import Taxonomy
from curation.text import glossaries

Floats = NDArray[np.float32]

CLAUSE = (
    "share", "strength", "top_words", "top_cues", "length", "top_cos", "top_cue_cos", "normative", "definition", "one",
)  # fmt: skip
"""What the probability rests on; `share` is the log odds of a leaf within the clause, the others are the clause's."""
Kind = Literal["words", "meaning", "glossed", "foreign"]
"""Words alone; words and meaning; the multilingual model with the words of a glossary; the multilingual model alone."""
SHIPPED = "mapping/weights.json"
VECTORS = ("mapping/minilm.txt", "mapping/use.txt")
"""Which texts came with vectors: these are float16, so that it matters a little whether a text is among them."""


@dataclass(frozen=True)
class MappingWeights:
    """The weights of one model. Features it does not name count nothing."""

    features: Mapping[str, float]
    bias: Mapping[str, float] = field(default_factory=dict)
    """By code of the leaf; 0 for any other."""
    curve: Mapping[str, float] = field(default_factory=dict)
    """By name of `CLAUSE`; and `ceiling`, the greatest probability there is."""


def shipped_text() -> str:
    """The weights file that came with the package."""
    return disk.text(resources.find(SHIPPED))


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(shipped_text())
    return document


def digest() -> str:
    """Names the shipped weights, the shipped vectors' texts and the glossaries: part of the key of the map step."""
    listings = [disk.text(resources.find(name), "ascii") for name in VECTORS]
    return sha256("\0".join([shipped_text(), *listings, glossaries.digest()]))


def shipped(taxonomy: Taxonomy, kind: Kind) -> MappingWeights:
    """The shipped weights for `taxonomy`: its own where it was trained on, else those of any taxonomy."""
    models = _shipped()["models"]
    entry = models.get(taxonomy.name, models["any"])[kind]
    return MappingWeights(entry["features"], entry.get("bias", {}), entry["curve"])


def to_json(weights: MappingWeights, digits: int = 4) -> dict[str, dict[str, float]]:
    """The weights as JSON holds them; a bias that rounds to zero is left out."""
    bias = {code: round(value, 2) for code, value in sorted(weights.bias.items()) if round(value, 2)}
    return {
        "features": {name: round(value, digits) for name, value in weights.features.items()},
        "bias": bias,
        "curve": {name: round(value, digits) for name, value in weights.curve.items()},
    }


def vector(values: Mapping[str, float], names: tuple[str, ...]) -> Floats:
    """The values of `names`, 0 where there is none."""
    return np.array([values.get(name, 0.0) for name in names], np.float32)


def shares(scores: Floats) -> tuple[Floats, Floats]:
    """Log odds of each leaf within its clause, `(clauses, leaves)`, and the clause's total strength, `(clauses, 1)`."""
    top = scores.max(1, keepdims=True)
    total = np.log(np.exp(scores - top).sum(1, keepdims=True)) + top
    share = np.minimum(scores - total, -1e-4)
    return np.asarray(share - np.log(-np.expm1(share)), np.float32), np.asarray(total, np.float32)


def curve_inputs(scores: Floats, clause: Floats) -> Floats:
    """`(clauses, leaves, len(CLAUSE))`: what the probability of each leaf rests on.

    `clause` is `(clauses, len(CLAUSE) - 3)`: all but share, strength and one.
    """
    n, leaves = scores.shape
    inputs = np.empty((n, leaves, len(CLAUSE)), np.float32)
    inputs[..., 0], inputs[..., 1] = shares(scores)
    inputs[..., 2:-1] = clause[:, None, :]
    inputs[..., -1] = 1.0
    return inputs


def probabilities(scores: Floats, clause: Floats, curve: Mapping[str, float]) -> Floats:
    """`(clauses, leaves)` in (0, 1): how likely a reviewer would accept each leaf."""
    weights = vector(curve, CLAUSE)
    odds, total = shares(scores)
    logits = weights[0] * odds + (weights[1] * total + (clause @ weights[2:-1])[:, None] + weights[-1])
    return np.asarray(curve.get("ceiling", 1.0) / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)


def with_modality(strong: Floats, modalities: Sequence[str] | None) -> Floats:
    """`(clauses, 7)`: the strength of evidence, whether a clause commands or forbids, and whether it defines.

    A clause whose modality nobody determined counts as commanding: whoever asks about a bare sentence means it.
    """
    kinds = ["prohibition"] * len(strong) if modalities is None else list(modalities)
    normative = [kind in ("prohibition", "obligation", "permission") for kind in kinds]
    defining = [kind == "definition" for kind in kinds]
    return np.concatenate([strong, np.array([normative, defining], np.float32).T.reshape(-1, 2)], 1)
