"""The compiled loops give what the NumPy functions give, to the bit; and they are loaded only where that is worth it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from curation.dedup import deduplicate
from curation.dedup.contrast import words
from curation.dedup.kernels import compiled
from curation.dedup.kernels.ascii_normalize import digests, plain_form
from curation.dedup.kernels.shingles import flat, jaccard, padded
from curation.dedup.methods.near import bucket_keys, estimators
from curation.dedup.settings import Settings
from curation.services.local_engine import LocalEngine

TEXTS = [
    "",
    "'",
    "?!",
    " a  b ",
    "Version 1.2.3, at 12:30; 1,000.5 % of 3. 4",
    "3.", ".5", "5.a", "1.'2", "a.1", "1,", ",1", ":1:2:",
    "I CAN'T and CANNOT; won't you? Don't!",
    "SHOUTED 7 WORDS", "S", "A b. C d", "The FBI asked: Why? He said \"Yes\"",
    "x" * 300, "aaaaaaaaaaaa", "ab" * 40,
    "tab\tand\nline", "$5 is 5$ & #tag @me 1+1=2 <b>", "under_score `tick` ^hat ~tilde |bar",
    "the red shed by the lake", "The red shed, by the Lake.", "größe der Hütte", "湖のそばの赤い小屋です",
]  # fmt: skip


@pytest.fixture
def texts() -> list[str]:
    rng = np.random.default_rng(8)
    signs = list("abcdefgABC012 .,:'?!$%-\"")
    return [*TEXTS, *("".join(rng.choice(signs, rng.integers(0, 60))) for _ in range(400))]


@pytest.fixture
def loops(monkeypatch: pytest.MonkeyPatch):
    """Switches the loops on and off."""
    pytest.importorskip("numba", reason='the extra "fast" is not installed')
    monkeypatch.setattr(compiled, "_loaded", [])

    def switch(on: bool) -> None:
        compiled._loaded.clear()
        assert compiled.load() if on else compiled.loaded_loops() is None

    return switch


def both(loops, work):
    found = []
    for on in (False, True):
        loops(on)
        found.append(work())
    return found


@pytest.mark.slow
def test_normal_forms_and_their_numbers(loops, texts):
    plain = pl.Series([text for text in texts if text.isascii()])
    without, with_ = both(loops, lambda: plain_form(plain))
    assert with_.to_list() == without.to_list()
    without, with_ = both(loops, lambda: digests(flat(plain)))
    assert with_.tolist() == without.tolist()
    assert len(set(with_.tolist())) > 300


@pytest.mark.slow
@pytest.mark.parametrize(("bands", "rows"), [(32, 5), (1, 1), (20, 3)])
def test_bucket_keys(loops, texts, bands, rows):
    data = flat(padded(pl.Series(texts)))
    without, with_ = both(loops, lambda: bucket_keys(data, bands, rows, 3))
    assert (with_ == without).all()
    assert (estimators(data, bands, rows, 3)).shape == (len(texts), bands * rows)


@pytest.mark.slow
def test_jaccard(loops, texts):
    plain = [text for text in texts if text.isascii()]
    sides = padded(pl.Series([text for a, b in pairwise(plain) for text in (a, b + a)]))
    without, with_ = both(loops, lambda: jaccard(flat(sides)))
    assert with_.tolist() == without.tolist()
    assert with_.min() < 0.2 < 0.8 < with_.max()


@pytest.mark.slow
def test_words(loops, texts):
    data = flat(pl.Series([text for text in texts if text.isascii()]))
    without, with_ = both(loops, lambda: words.read(data))
    for name in ("word", "bounds", "capital", "start", "stop", "points"):
        assert getattr(with_, name).tolist() == getattr(without, name).tolist(), name
    assert with_.capital.any()


@pytest.mark.slow
def test_a_whole_run(loops, texts):
    items = pl.DataFrame({"text": texts}).with_row_index("id").cast({"id": pl.String})
    without, with_ = both(loops, lambda: deduplicate(items, Settings(), engine=LocalEngine(2)))
    assert with_.kept == without.kept
    assert with_.clusters.equals(without.clusters)
    assert with_.edges.equals(without.edges)
    assert with_.clusters.height > 2


@pytest.mark.slow
def test_a_worker_of_its_own_process_loads_them_too(loops, texts):
    loops(True)
    engine = compiled.Loaded(LocalEngine(1))
    compiled._loaded.clear()
    assert engine.map(lambda text: compiled.loaded_loops() is not None, texts[:2]) == [True, True]


@pytest.mark.slow
def test_few_texts_do_not_load_them(loops):
    loops(False)
    assert not compiled.load(compiled.WORTH - 1)


@pytest.mark.slow
def test_without_numba_nothing_is_missing():
    code = "import sys; sys.modules['numba'] = None; from curation.dedup.kernels import compiled; assert not compiled.load()"
    subprocess.run([sys.executable, "-c", code], check=True)
