"""The default model, all-MiniLM-L6-v2, in NumPy: twice as fast on a CPU as through a library for training models.

It is BERT (Devlin et al. 2019) with six layers; a text's vector is the mean of its tokens' last states, at length 1, as
sentence-transformers computes it. A test holds both to the same vectors within 1e-5. The time is saved by what is not done: the
texts of a batch stand one after the other without padding, a batch fits the processor's cache, and each core works on its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from curation.core.blas_threads import one_core_each
from curation.core.errors import MissingExtra

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

HEADS = 12
LENGTH = 256
"""Most tokens of a text that count, as the model's own settings say."""
BATCH = 512
"""Tokens a batch: the widest of its arrays, 1536 numbers a token, is 3 MB."""


def embed(folder: Path, texts: Sequence[str]) -> Floats:
    """The vectors of `texts`, `(n, 384)`, rows of length 1, by the model in `folder`.

    Raises: MissingExtra without the tokenizer's library.
    """
    weights, tokenizer = _tensors(folder), _tokenizer(folder)
    tokens = [np.array(found.ids) for found in tokenizer.encode_batch(list(texts))]
    vectors = np.empty((len(tokens), len(weights["embeddings.LayerNorm.weight"])), np.float32)

    def work(rows: list[int]) -> None:
        vectors[rows] = _vectors(weights, [tokens[row] for row in rows])

    with one_core_each(), ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(work, _batches([len(ids) for ids in tokens])):
            pass
    return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The rows, longest texts first, in batches of at most `BATCH` tokens, or of one text."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def _tensors(folder: Path) -> Mapping[str, Floats]:
    """The arrays of a safetensors file: eight bytes of size, a JSON head, then the numbers, little-endian."""
    raw = np.memmap(folder / "model.safetensors", np.uint8, "r")
    size = int(raw[:8].view("<u8")[0])
    head = json.loads(raw[8 : 8 + size].tobytes())
    body = raw[8 + size :]
    return {
        name: np.asarray(body[slice(*entry["data_offsets"])].view("<f4").reshape(entry["shape"]))
        for name, entry in head.items()
        if entry.get("dtype") == "F32"
    }


@lru_cache(maxsize=1)
def _tokenizer(folder: Path) -> Any:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingExtra("embedding", "the default embedding model") from error
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    return tokenizer


def _vectors(weights: Mapping[str, Floats], texts: Sequence[Ids]) -> Floats:
    """The vectors of a batch of texts given as tokens, the longest first."""

    def linear(x: Floats, name: str) -> Floats:
        made = x @ weights[f"{name}.weight"].T
        made += weights[f"{name}.bias"]
        return np.asarray(made)

    def normal(x: Floats, name: str) -> Floats:
        x -= x.mean(-1, keepdims=True)
        x /= np.sqrt(np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1]) + np.float32(1e-12))[:, None]
        x *= weights[f"{name}.weight"]
        x += weights[f"{name}.bias"]
        return x

    lengths = [len(ids) for ids in texts]
    place = np.concatenate([np.arange(length) for length in lengths])
    x = weights["embeddings.word_embeddings.weight"][np.concatenate(texts)]
    x += weights["embeddings.position_embeddings.weight"][place]
    x += weights["embeddings.token_type_embeddings.weight"][0]
    x = normal(x, "embeddings.LayerNorm")
    layer = 0
    while (at := f"encoder.layer.{layer}") + ".output.dense.weight" in weights:
        query, key, value = (linear(x, f"{at}.attention.self.{name}") for name in ("query", "key", "value"))
        mixed = _attention(query, key, value, lengths)
        x = normal(x + linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
        inner = _gelu(linear(x, f"{at}.intermediate.dense"))
        x = normal(x + linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        layer += 1
    means = np.add.reduceat(x, np.cumsum([0, *lengths[:-1]]), axis=0)
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True))


def _attention(query: Floats, key: Floats, value: Floats, lengths: Sequence[int]) -> Floats:
    """What the tokens of each text take from each other, `(tokens, 384)`; texts of one length are worked on together."""
    attended = np.empty_like(query)
    scale = np.float32(1 / np.sqrt(query.shape[1] // HEADS))
    start = 0
    for length, same in groupby(lengths):
        count = len(list(same))
        part = slice(start, start := start + count * length)
        q, k, v = (
            x[part].reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3) for x in (query, key, value)
        )
        share = (q * scale) @ k.transpose(0, 1, 3, 2)
        share -= share.max(-1, keepdims=True)
        np.exp(share, out=share)
        share /= share.sum(-1, keepdims=True)
        attended[part] = (share @ v).transpose(0, 2, 1, 3).reshape(count * length, -1)
    return attended


def _gelu(x: Floats) -> Floats:
    """`x * Phi(x)`, with the error function of Abramowitz and Stegun 7.1.26 (off by less than 2e-7), in place where it can be."""
    z = np.abs(x)
    z *= np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = np.float32(1.061405429) * t
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(factor)
        tail *= t
    z *= z
    tail *= np.exp(np.negative(z, out=z), out=z)
    tail *= np.float32(0.5)  # Phi(-|x|)
    np.subtract(np.float32(1), tail, out=tail, where=x > 0)
    tail *= x
    return np.asarray(tail, np.float32)
