"""The texts that methods compare, and the normal form under which two texts are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from curation.core.ports import Embedder, Engine
    from curation.dedup.kernels.shingles import Flat
    from curation.dedup.settings import Settings

A = TypeVar("A")
B = TypeVar("B")
FORMS = 40_000  # texts a task
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_POINT = "\ue000"  # stands for a decimal point or a digit group's comma while punctuation is dropped
_NOT_WORD = rf"[^\p{{L}}\p{{M}}\p{{N}}\p{{S}}#%&@/{_POINT}]+"


@dataclass(frozen=True)
class Corpus:
    """The distinct texts of a run, as every method sees them."""

    texts: pl.Series
    """The texts as given."""
    normal: pl.Series
    """Their normal forms."""
    split: int | None = None
    """When set, the rows from it on belong to others: pairs of two of them are not wanted."""


class Serial:
    """The engine of a caller that brings none: one thread."""

    workers = 1

    def map(self, function: Callable[[A], B], items: Sequence[A]) -> list[B]:
        """`function` of each item, in order."""
        return [function(item) for item in items]


@dataclass(frozen=True)
class Tools:
    """What a method may use."""

    settings: Settings
    engine: Engine
    embedder: Embedder | None = None


@dataclass(frozen=True)
class Pairs:
    """Verified pairs of rows: `left < right`, each pair once, sorted."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    score: NDArray[np.float64]
    """Similarity in [0, 1], measured, never estimated."""
    figures: dict[str, float]
    """What the method has to say of its run: candidates, truncated buckets."""


def normal_form(texts: pl.Series) -> pl.Series:
    """The texts in NFKC, lower case, with punctuation and white space as single blanks.

    Kept, because they carry meaning: symbols (`+ $ < =`), `# % & @ /`, and a point or comma between two digits, as a point.
    """
    import polars as pl

    from curation.dedup.kernels.ascii_normalize import plain_form

    wide = texts.str.len_bytes() != texts.str.len_chars()
    if not wide.any():
        return plain_form(texts)
    normal = pl.concat([plain_form(texts.filter(~wide)), _wide_form(texts.filter(wide))])
    place = pl.concat([(~wide).arg_true(), wide.arg_true()])
    return normal.gather(place.arg_sort())


def normal_forms(texts: pl.Series, engine: Engine) -> tuple[pl.Series, NDArray[np.uint64]]:
    """The normal forms of many texts and a number for each, equal for equal forms and the same on every machine."""
    import numpy as np
    import polars as pl

    from curation.dedup.batching import BYTES, portions

    if not len(texts):
        return texts, np.zeros(0, np.uint64)
    ends = portions(texts.str.len_bytes().to_numpy(), FORMS, 8 * BYTES)
    parts = engine.map(_numbered, Parts(ends, lambda a, b: texts[a:b]))
    return pl.concat([part[0] for part in parts], rechunk=True), np.concatenate([part[1] for part in parts])


def _numbered(texts: pl.Series) -> tuple[pl.Series, NDArray[np.uint64]]:
    from curation.dedup.kernels.ascii_normalize import digests
    from curation.dedup.kernels.shingles import flat

    normal = normal_form(texts)
    return normal, digests(flat(normal))


def _wide_form(texts: pl.Series) -> pl.Series:
    """The normal form of texts with characters beyond ASCII."""
    import polars as pl

    # NFKC can bring capitals back (fullwidth letters), hence lower case after it.
    lower = texts.str.replace_all(_INVISIBLE, "").str.normalize("NFKC").str.to_lowercase()
    return (
        pl.DataFrame({"t": lower})
        .lazy()
        .select(
            pl.col("t")
            # Twice, since in 1.2.3 the first match takes the digit that the second needs.
            .str.replace_all(r"(\p{N})[.,](\p{N})", rf"${{1}}{_POINT}${{2}}")
            .str.replace_all(r"(\p{N})[.,](\p{N})", rf"${{1}}{_POINT}${{2}}")
            .str.replace_all(r"['’]", "")
            .str.replace_all(_NOT_WORD, " ")
            .str.replace_all(_POINT, ".", literal=True)
            .str.strip_chars()
            .alias("n"),
            "t",
        )
        # What has no letter, digit or symbol is its own normal form: `?!` is not `...`.
        .select(pl.when(pl.col("n") == "").then("t").otherwise("n"))
        .collect()
        .to_series()
    )


class Parts(Sequence[A]):
    """Parts of the work that are made when they are asked for, so that not all are in memory at once."""

    def __init__(self, ends: Sequence[tuple[int, int]], make: Callable[[int, int], A]) -> None:
        self._ends, self._make = ends, make

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: Any) -> Any:
        return self._make(*self._ends[place])


def text_pairs(
    texts: pl.Series, left: NDArray[np.int64], right: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], Parts[Flat]]:
    """The texts of pairs of rows, left and right by turns, `size` pairs a part, and the order of the pairs in the parts.

    Pairs of ASCII texts come first: a part of them alone is read by its bytes, which takes half the time.
    """
    import numpy as np

    from curation.dedup.batching import portions
    from curation.dedup.kernels.shingles import flat

    length = texts.str.len_bytes().to_numpy()
    wide = length != texts.str.len_chars().to_numpy()
    order = np.argsort(wide[left] | wide[right], kind="stable")
    rows = np.column_stack((left[order], right[order])).ravel()
    ends = portions(length[rows].reshape(-1, 2).sum(axis=1), size)
    return order, Parts(ends, lambda a, b: flat(texts.gather(rows[2 * a : 2 * b])))


def chunks(n: int, size: int) -> Sequence[tuple[int, int]]:
    """The ranges of at most `size` that cover 0..n."""
    return [(start, min(start + size, n)) for start in range(0, n, size)]
