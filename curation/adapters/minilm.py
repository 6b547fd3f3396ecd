"""MiniLM for a handful of texts in NumPy: no deep-learning library is loaded, which alone takes longer than the answer.

The model is BERT (Devlin et al. 2019) with six layers; a text's vector is the mean of its tokens' last states, at length 1, as
sentence-transformers computes it. A test holds both to the same vectors within 1e-5.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from curation.errors import MissingExtra

Floats = NDArray[np.float32]

HEADS = 12
LENGTH = 256
"""Most tokens of a text that count, as the model's own settings say."""


def embed(folder: Path, texts: Sequence[str]) -> Floats:
    """The vectors of `texts`, `(n, 384)`, rows of length 1, by the model in `folder`.

    Raises: MissingExtra without the tokenizer's library.
    """
    weights, tokenizer = _tensors(folder), _tokenizer(folder)
    found = np.stack([_states(weights, tokenizer.encode(text).ids).mean(0) for text in texts])
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


@lru_cache(maxsize=1)
def _tensors(folder: Path) -> Mapping[str, Floats]:
    """The arrays of a safetensors file: eight bytes of size, a JSON head, then the numbers, little-endian."""
    raw = np.memmap(folder / "model.safetensors", np.uint8, "r")
    size = int(raw[:8].view("<u8")[0])
    head = json.loads(raw[8 : 8 + size].tobytes())
    body = raw[8 + size :]
    return {
        name: body[slice(*entry["data_offsets"])].view("<f4").reshape(entry["shape"])
        for name, entry in head.items()
        if entry.get("dtype") == "F32"
    }


@lru_cache(maxsize=1)
def _tokenizer(folder: Path) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingExtra("semantic", "embedding") from error
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    return tokenizer


def _states(weights: Mapping[str, Floats], ids: Sequence[int]) -> Floats:
    """The last states of a text's tokens, `(tokens, 384)`."""

    def linear(x: Floats, name: str) -> Floats:
        return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"])

    def normal(x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(centred / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"])

    words = weights["embeddings.word_embeddings.weight"][list(ids)]
    places = weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = normal(words + places + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        at = f"encoder.layer.{layer}"
        query, key, value = (
            linear(x, f"{at}.attention.self.{name}").reshape(len(ids), HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        mixed = (_softmax(query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])) @ value).transpose(
            1, 0, 2
        )
        attended = linear(mixed.reshape(x.shape), f"{at}.attention.output.dense")
        x = normal(x + attended, f"{at}.attention.output.LayerNorm")
        inner = _gelu(linear(x, f"{at}.intermediate.dense"))
        x = normal(x + linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        layer += 1
    return x


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))


def _gelu(x: Floats) -> Floats:
    """`x * Phi(x)`, with the error function of Abramowitz and Stegun 7.1.26 (off by less than 2e-7)."""
    z = np.abs(x) / np.sqrt(np.float32(2))
    t = 1 / (1 + 0.3275911 * z)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - tail * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)
