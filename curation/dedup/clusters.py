"""Pairs to clusters: who stays, who goes, and the path between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def stars(
    order: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64], score: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each row its kept row (itself when it stays) and the index of the pair that joins them (-1 when it stays).

    `order` is a permutation of 0..n-1, least first: the rows are walked in that order, and a row stays unless a pair joins it
    to one that stayed before it (the lexicographically first maximal independent set). So whoever goes has a *direct*
    verified pair to whoever stays, and no chain of likenesses merges its two ends. Of several, the highest score wins,
    then the earlier row. The walk is done in rounds over whole arrays; the result is that of the walk, whatever the order
    of the pairs.
    """
    n = len(order)
    if not len(left):
        return np.arange(n), np.full(n, -1, np.int64)
    earlier = np.where(order[left] < order[right], left, right)
    later = np.where(order[left] < order[right], right, left)
    state = np.zeros(n, np.int8)  # 0 open, 1 stays, 2 goes
    open_earlier, open_later = earlier, later
    while True:
        waits = np.zeros(n, bool)
        waits[open_later] = True
        state[(state == 0) & ~waits] = 1
        state[open_later[state[open_earlier] == 1]] = 2
        alive = (state[open_later] == 0) & (state[open_earlier] == 0)
        if not alive.any():
            break
        open_earlier, open_later = open_earlier[alive], open_later[alive]
    state[state == 0] = 1
    usable = np.flatnonzero((state[earlier] == 1) & (state[later] == 2))
    best = usable[np.lexsort((order[earlier[usable]], -score[usable], later[usable]))]
    best = best[np.concatenate(([True], later[best][1:] != later[best][:-1]))] if len(best) else best
    kept, by = np.arange(n), np.full(n, -1, np.int64)
    kept[later[best]], by[later[best]] = earlier[best], best
    return kept, by
