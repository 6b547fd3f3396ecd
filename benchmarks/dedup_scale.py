"""How time and memory of `deduplicate` grow: `python benchmarks/dedup_scale.py --sizes 100000,1000000,10000000 [--write]`.

Texts are those of `dedup_corpus.planted(..., templates=False)`. Above a million they are a million of them, again and again with
other letters (a permutation a round), so that the structure stays and no text of one round is like one of another. Each size
runs in a process of its own from a Parquet file, as `curation dedup` would.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import results
from dedup_corpus import planted

ROUND = 1_000_000


def make(n: int, path: Path) -> None:
    """Writes `n` texts with their ids."""
    import polars as pl

    base = [p.text for p in planted(min(n, ROUND), templates=False)][: min(n, ROUND)]
    parts = []
    for k in range(-(-n // ROUND)):
        letters = list(string.ascii_lowercase)
        if k:
            random.Random(k).shuffle(letters)
        table = str.maketrans(string.ascii_lowercase, "".join(letters))
        part = path.with_suffix(f".{k}")
        pl.DataFrame({"text": [text.translate(table) for text in base]}).write_parquet(part)
        parts.append(part)
    pl.scan_parquet(parts).head(n).with_row_index("id").cast({"id": pl.String}).sink_parquet(path)
    for part in parts:
        part.unlink()


def one(path: Path, workers: int) -> None:
    """Runs the exact and near methods on a file and prints wall s, CPU s, peak MB, dropped and pairs."""
    import polars as pl
    from curation.dedup import deduplicate
    from curation.dedup.settings import Settings
    from curation.services.local_engine import LocalEngine

    items = pl.read_parquet(path)
    deduplicate(items.head(50), Settings())  # imports are not counted
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    found = deduplicate(items, Settings(), None, LocalEngine(workers))
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{wall:.1f} {cpu:.1f} {after.ru_maxrss / 1024:.0f} {found.clusters.height} {found.edges.height}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--file", default="")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.file:
        return one(Path(given.file), given.workers)
    rows: list[list[str]] = []
    last: tuple[int, float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for n in map(int, given.sizes.split(",")):
            path = Path(folder) / f"{n}.parquet"
            make(n, path)
            command = [sys.executable, __file__, "--file", str(path), "--workers", str(given.workers)]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            path.unlink()
            growth = ["", ""]
            if last is not None:
                growth = [
                    f"{math.log(float(out[k]) / before) / math.log(n / last[0]):.2f}"
                    for k, before in ((0, last[1]), (1, last[2]))
                ]
            last = n, float(out[0]), float(out[1])
            rows.append([f"{n:,}", *out, *growth])
            print(rows[-1], flush=True)
    if given.write:
        head = (
            "texts",
            "wall s",
            "CPU s",
            "peak MB",
            "dropped",
            "pairs",
            "wall grows as n^",
            "CPU grows as n^",
        )
        command_shown = f"python benchmarks/dedup_scale.py --sizes {given.sizes}"
        results.write(
            "dedup-scale",
            command_shown,
            head,
            rows,
            f"{given.workers} threads; the rows before give the growth.",
        )
    return None


if __name__ == "__main__":
    main()
