"""Texts that share most of their character 5-grams: MinHash proposes, the true Jaccard decides.

A pair of Jaccard J lands in a common bucket with probability 1 - (1 - J^rows)^bands (Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, ch. 3): .64 at .5, .93 at .6, .996 at .7 and 1 - 5e-7 at .8 for 32 bands of 5 rows.
Whatever is proposed is verified on the whole shingle sets, so nothing is merged on an estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from curation.dedup.corpus import Corpus, Pairs, Tools, chunks
from curation.dedup.shingles import jaccard, shingle_sets, shingles

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARD = 4_000  # texts a sketch task: its working set stays in the cache
PAIRS = 20_000  # pairs a verification task: bounds its memory to some tens of MB
_MIX = np.uint64(0x9FB21C651E98DF25)


def multipliers(count: int, seed: int) -> NDArray[np.uint16]:
    """`count` odd factors: the permutations x -> factor * x of the 16-bit numbers."""
    return (np.random.default_rng(seed).integers(0, 1 << 15, count) * 2 + 1).astype(np.uint16)


def signatures(
    texts: Sequence[str], factors: NDArray[np.uint16]
) -> tuple[NDArray[np.uint16], NDArray[np.int32]]:
    """MinHash signatures `(n, len(factors))` and numbers of shingles `(n,)` of `texts`.

    16-bit values suffice, since a band packs several and every proposal is verified; they are twice as fast as 32-bit ones.
    """
    values, offsets = shingles(texts)
    with np.errstate(over="ignore"):
        mixed = ((values ^ (values >> np.uint64(19))) * _MIX) >> np.uint64(32)
    # Zero is a fixed point of every permutation: such a shingle would always be the least.
    bases = [
        np.maximum(mixed.astype(np.uint16), 1),
        np.maximum((mixed >> np.uint64(16)).astype(np.uint16), 1),
    ]
    found = np.empty((len(factors), len(texts)), np.uint16)
    work = np.empty(len(values), np.uint16)
    starts = offsets[:-1]
    for k, factor in enumerate(factors):
        np.multiply(bases[k % 2], factor, out=work)
        np.minimum.reduceat(work, starts, out=found[k])
    return found.T, np.diff(offsets).astype(np.int32)


def band_keys(signature: NDArray[np.uint16], bands: int, seed: int) -> NDArray[np.uint64]:
    """The bucket of each text in each band, `(bands, n) uint64`."""
    rows = signature.shape[1] // bands
    odd = np.random.default_rng(seed + 1).integers(0, 1 << 62, (bands, rows), np.uint64) * np.uint64(
        2
    ) + np.uint64(1)
    keys = np.empty((bands, len(signature)), np.uint64)
    with np.errstate(over="ignore"):
        for band in range(bands):
            block = signature[:, band * rows : (band + 1) * rows].astype(np.uint64)
            keys[band] = (block * odd[band]).sum(axis=1, dtype=np.uint64)
            keys[band] ^= keys[band] >> np.uint64(32)
            keys[band] *= _MIX
    return keys


def sketch(texts: Sequence[str], bands: int, rows: int, seed: int) -> tuple[Any, Any, Any]:
    """Signatures `(n, bands * rows)`, bucket keys `(bands, n)` and shingle counts `(n,)` of a shard of texts."""
    signature, sizes = signatures(texts, multipliers(bands * rows, seed))
    signature = np.ascontiguousarray(signature)
    return signature, band_keys(signature, bands, seed), sizes


def proposals(keys: NDArray[np.uint64], limit: int) -> tuple[NDArray[np.uint64], int]:
    """Pairs of rows in a common bucket, `left << 32 | right`, and how many buckets were larger than `limit`.

    In such a bucket each row meets only the next `limit` rows.
    """
    bits = np.uint64(max(1, int(len(keys) - 1).bit_length()))
    mask = np.uint64((1 << int(bits)) - 1)
    packed = np.sort((keys & ~mask) | np.arange(len(keys), dtype=np.uint64))
    bucket, row = packed >> bits, packed & mask
    found: list[NDArray[np.uint64]] = []
    alive = np.flatnonzero(bucket[1:] == bucket[:-1])
    step = 1
    # Pairs at distance 1 in their bucket, then 2, …: a bucket drops out when the distance is its size.
    while len(alive) and step <= limit:
        found.append((row[alive] << np.uint64(32)) | row[alive + step])
        step += 1
        alive = alive[alive + step < len(bucket)]
        alive = alive[bucket[alive + step] == bucket[alive]]
    return (np.concatenate(found) if found else np.zeros(0, np.uint64)), len(np.unique(bucket[alive]))


def likely(
    signature: NDArray[np.uint16], sizes: NDArray[np.int32], packed: NDArray[np.uint64], threshold: float
) -> NDArray[np.uint64]:
    """The proposals that can reach `threshold`, judged by their whole signatures.

    A pair at the threshold is dropped when its estimate is four standard errors low: about 3 in 100,000.
    """
    left, right = (
        (packed >> np.uint64(32)).astype(np.int64),
        (packed & np.uint64(0xFFFFFFFF)).astype(np.int64),
    )
    width = signature.shape[1]
    least = threshold * width - 4 * np.sqrt(width * threshold * (1 - threshold))
    same = (signature[left] == signature[right]).sum(axis=1)
    found: NDArray[np.uint64] = packed[same >= least]
    return found


def verify(job: tuple[Sequence[str], NDArray[np.int64], NDArray[np.int64]]) -> NDArray[np.float64]:
    """The true Jaccard of pairs of rows of a list of texts."""
    texts, left, right = job
    return jaccard(shingle_sets(texts), left, right)


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """All proposed pairs whose true Jaccard of character 5-grams is at least `near_threshold`."""
    settings, engine = tools.settings, tools.engine
    texts = corpus.normal.to_list()
    if len(texts) < 2:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), {})
    shards = [texts[a:b] for a, b in chunks(len(texts), SHARD)]
    made = engine.map(partial(sketch, bands=settings.bands, rows=settings.rows, seed=settings.seed), shards)
    signature = np.concatenate([part[0] for part in made])
    keys = np.concatenate([part[1] for part in made], axis=1)
    sizes = np.concatenate([part[2] for part in made])
    del made
    proposed = engine.map(
        partial(proposals, limit=settings.bucket), [keys[band] for band in range(settings.bands)]
    )
    del keys
    packed = np.unique(np.concatenate([part[0] for part in proposed]))
    if corpus.split is not None:
        packed = packed[packed >> np.uint64(32) < corpus.split]
    figures = {"proposed": float(len(packed)), "large_buckets": float(sum(part[1] for part in proposed))}
    blocks = [packed[a:b] for a, b in chunks(len(packed), 50_000)]
    kept = [likely(signature, sizes, block, settings.near_threshold) for block in blocks]
    packed = np.concatenate([*kept, np.zeros(0, np.uint64)])
    left, right = (
        (packed >> np.uint64(32)).astype(np.int64),
        (packed & np.uint64(0xFFFFFFFF)).astype(np.int64),
    )
    figures["verified"] = float(len(left))
    jobs = []
    for a, b in chunks(len(left), PAIRS):
        rows, where = np.unique(np.concatenate((left[a:b], right[a:b])), return_inverse=True)
        jobs.append(([texts[row] for row in rows], where[: b - a], where[b - a :]))
    score = np.concatenate([*engine.map(verify, jobs), np.zeros(0)])
    keep = score >= settings.near_threshold
    return Pairs(left[keep], right[keep], score[keep], figures)
