import numpy as np
import pytest
from curation.dedup.batching import portions


@pytest.mark.parametrize("seed", range(5))
def test_portions_cover_everything_within_their_bounds(seed):
    sizes = np.random.default_rng(seed).integers(0, 30, 200)
    found = portions(sizes, 7, 60)
    assert [a for a, _ in found] == [0, *(b for _, b in found[:-1])] and found[-1][1] == 200
    for a, b in found:
        assert b - a <= 7 and (sizes[a:b].sum() <= 60 or b - a == 1)
    # Each is as large as it may be, so that no work is cut smaller than it must.
    assert all(b - a == 7 or sizes[a : b + 1].sum() > 60 for a, b in found[:-1])


def test_a_long_item_stands_alone_and_none_has_none():
    assert list(portions(np.array([5, 900, 5]), 10, 100)) == [(0, 1), (1, 2), (2, 3)]
    assert list(portions(np.array([], int), 10)) == []
