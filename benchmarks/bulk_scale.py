"""From files to mapped rules for a whole code of law: clauses a second, memory of driver and workers, and the same bytes everywhere.

    python benchmarks/bulk_scale.py 50000                                  # one process
    python benchmarks/bulk_scale.py 50000 --engine processes --workers 2
    python benchmarks/bulk_scale.py 50000 --engine two-nodes [--kill]      # Ray on loopback; --kill ends one node in the middle
    python benchmarks/bulk_scale.py 50000 --all --write                    # each of them in a process of its own

The files are the real documents below `../shared/data/regs`, repeated as documents of their own whose longer words are changed
(each by a seeded permutation of its letters), until they hold as many clauses as asked for. Vectors count as known: a table gives
one by the digest of the text, so that the figures are those of reading, rules and mapping. Clauses are those of the pipeline (`own`).
CPU seconds are those of the driver and of every worker together: on a shared machine wall seconds say how busy it was.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from curation import taxonomy  # noqa: E402
from curation.core.records import Document  # noqa: E402
from curation.mapping.settings import Settings  # noqa: E402
from curation.pipeline import bulk  # noqa: E402
from curation.pipeline.bulk import documents as in_parts  # noqa: E402
from curation.pipeline.bulk import mapping as mapping_in_parts  # noqa: E402
from curation.pipeline.bulk import ruling  # noqa: E402
from curation.readers.settings import Settings as IngestSettings  # noqa: E402
from curation.sources.manifest import Source  # noqa: E402

REGS = ROOT.parent / "shared" / "data" / "regs"
NAMES = (
    "eu_ai_act_2024-1689_en_oj.html", "gdpr_2016-679_en_oj.html", "us_cfr_2018_title27_vol3_uslm.xml",
    "us_cfr_2015_title14_vol5.xml", "us_ecfr_title1_2024_before.xml",
)  # fmt: skip
TEXT = re.compile(r">([^<]+)<")
WORD = re.compile(r"\b[a-z]{8,}\b")
SHARE = 0.3
"""Share of the longer words of a copy that are changed."""


class Files(Sequence):
    """Documents on disk with their bytes, read when asked for."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, place: int) -> tuple[Source, bytes]:
        path = self.paths[place]
        return Source(Document(slug=path.stem, title=path.stem), path.stem), path.read_bytes()


@lru_cache(maxsize=500_000)
def other(word: str, copy: int) -> str:
    """The word that stands for another in a copy."""
    rng = random.Random(f"{copy} {word}")
    if rng.random() > SHARE:
        return word
    inner = list(word[1:-2])
    rng.shuffle(inner)
    return word[0] + "".join(inner) + word[-2:]


def changed(text: str, copy: int) -> str:
    """A document with a share of its longer words changed, the same way wherever a word stands; copy 0 is as it was."""
    if copy == 0:
        return text

    return TEXT.sub(
        lambda found: ">" + WORD.sub(lambda word: other(word.group(), copy), found.group(1)) + "<", text
    )


def made(folder: Path, clauses: int) -> list[Path]:
    """Files that hold about as many clauses as asked for: rounds of all documents, each round with other words."""
    paths: list[Path] = []
    known: dict[str, int] = {}
    held = 0
    for copy in range(10_000):
        for name in NAMES:
            if held >= clauses:
                return paths
            source = REGS / name
            path = (
                folder / f"c{copy:04d}-{source.stem.replace('_', '-').replace('.', '-')[:40]}{source.suffix}"
            )
            path.write_text(changed(source.read_text("utf-8"), copy), "utf-8")
            if name not in known:
                read = in_parts.reading(Files([path])[0], IngestSettings())
                assert not isinstance(read, list), read
                known[name] = read.clauses.height
            held += known[name]
            paths.append(path)
    return paths


class Known:
    """Vectors that are known: one of 4,096, chosen by the digest of the text, so that a look-up costs what it costs a cache."""

    fingerprint = "drawn"

    def __init__(self) -> None:
        rows = np.random.default_rng(0).standard_normal((4096, 384), np.float32)
        self._rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors, `(n, 384) float32`, rows of length 1."""
        digests = [hashlib.sha256(text.encode()).digest() for text in texts]
        return self._rows[[int.from_bytes(digest[:8], "big") % len(self._rows) for digest in digests]]


@lru_cache(maxsize=1)
def known() -> Known:
    """What a worker opens as its embedder."""
    return Known()


def measured(count: int, name: str, workers: int, kill: bool) -> dict[str, object]:
    """Clauses, CPU and wall seconds of each stage, peak memory in MB, and the digest of the three tables."""
    air = taxonomy.load("air-2024")
    with tempfile.TemporaryDirectory() as folder:
        paths = made(Path(folder), count)
        with opened(name, workers, kill) as engine, Watch() as watch:
            marks = [(time.monotonic(), watch.cpu())]
            outcomes = in_parts.readings(Files(paths), IngestSettings(), engine)
            clauses = bulk.joined([each.clauses for each in outcomes])
            del outcomes
            marks.append((time.monotonic(), watch.cpu()))
            ruled = ruling.rules(clauses, engine)
            marks.append((time.monotonic(), watch.cpu()))
            mapped = mapping_in_parts.mappings(clauses, air, Settings(), known, engine)
            marks.append((time.monotonic(), watch.cpu()))
        kept = [hashlib.sha256(as_file(frame)).hexdigest() for frame in (clauses, ruled, mapped)]
    n = clauses.height
    wall, cpu = ([after[i] - before[i] for before, after in pairwise(marks)] for i in (0, 1))
    return {
        "engine": name + (", one node killed" if kill else ""), "workers": workers, "documents": len(paths), "clauses": n,
        "texts": clauses["sha256"].n_unique(), "rules": ruled.height,
        "read, rules, map: CPU s": ", ".join(f"{seconds:.1f}" for seconds in cpu),
        "wall s": ", ".join(f"{seconds:.0f}" for seconds in wall),
        "read and rules, clauses a CPU s": round(n / (cpu[0] + cpu[1])), "map, clauses a CPU s": round(n / cpu[2]),
        "driver MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "worker MB": round(watch.most_mb),
        "digest": hashlib.sha256("".join(kept).encode()).hexdigest()[:12],
    }  # fmt: skip


def as_file(frame: pl.DataFrame) -> bytes:
    """A table as the file that a step keeps of it."""
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", compression_level=3, statistics=True)
    return file.getvalue()


class Watch(threading.Thread):
    """CPU seconds of this process, of those below it and of Ray's workers, those that ended included, and the most memory of a worker."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.used: dict[int, float] = {}
        self.most_mb = 0.0
        self._over = threading.Event()
        self._page, self._tick = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(0.5):
            self.cpu()

    def cpu(self) -> float:
        """CPU seconds so far."""
        for process in self._ours():
            folder = Path("/proc") / str(process)
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                _, resident, shared, *_ = map(int, (folder / "statm").read_text().split())
            except (OSError, ValueError):
                continue
            self.used[process] = (int(fields[11]) + int(fields[12])) / self._tick
            if process != os.getpid():
                self.most_mb = max(self.most_mb, (resident - shared) * self._page / 2**20)
        return sum(self.used.values())

    def _ours(self) -> set[int]:
        """The processes that work for this run."""
        below: dict[int, list[int]] = {}
        ours = {os.getpid()}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if (folder / "cmdline").read_bytes().startswith(b"ray::"):
                    ours.add(int(folder.name))
            except (OSError, ValueError):
                continue
            below.setdefault(parent, []).append(int(folder.name))
        left = [os.getpid()]
        while left:
            more = [child for child in below.get(left.pop(), ()) if child not in ours]
            ours.update(more)
            left += more
        return ours


class Counted(Sequence):
    """Items that call `reached` when the middle one is asked for."""

    def __init__(self, items: Sequence, reached: Callable[[], None]) -> None:
        self.items, self.reached = items, reached

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: int) -> object:
        if place == len(self.items) // 2:
            self.reached()
        return self.items[place]


class opened:
    """The engine by name; None for this process alone."""

    def __init__(self, name: str, workers: int, kill: bool) -> None:
        self.name, self.workers, self.kill = name, workers, kill
        self.cluster: Any = None

    def __enter__(self) -> Any:
        if self.name == "local":
            return None
        if self.name == "processes":
            from curation.services.process_engine import ProcessEngine

            return ProcessEngine(self.workers)
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
        os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 as the processes of the other engines
        import ray
        from curation.services.ray_engine import RayEngine
        from ray.cluster_utils import Cluster

        size = {"num_cpus": 1, "object_store_memory": 300 * 1024**2}
        self.cluster = Cluster(initialize_head=True, head_node_args={**size, "include_dashboard": False})
        second = self.cluster.add_node(**size)
        environment = {"PYTHONPATH": os.pathsep.join([*sys.path[:2], os.environ.get("PYTHONPATH", "")])}
        ray.init(address=self.cluster.address, log_to_driver=False, runtime_env={"env_vars": environment})
        engine: Any = RayEngine(workers=2)
        if self.kill:
            plain = engine.map

            def end() -> None:
                if second in self.cluster.worker_nodes:
                    self.cluster.remove_node(second, allow_graceful=False)
                    self.cluster.add_node(**size)

            engine.map = lambda function, items: plain(function, Counted(items, end))
        return engine

    def __exit__(self, *_: object) -> None:
        if self.cluster is not None:
            import ray

            ray.shutdown()
            self.cluster.shutdown()


RUNS = (
    ("local", 1, False),
    ("processes", 1, False),
    ("processes", 2, False),
    ("two-nodes", 2, False),
    ("two-nodes", 2, True),
)


def every(count: int) -> Iterator[dict[str, object]]:
    """Each run in a process of its own, so that its peak memory is its own."""
    for name, workers, kill in RUNS:
        words = [
            sys.executable,
            __file__,
            str(count),
            "--engine",
            name,
            "--workers",
            str(workers),
            *["--kill"] * kill,
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        yield json.loads(done.stdout.strip().splitlines()[-1])


def main() -> None:
    """Prints one line of JSON a run; with `--write` the table goes into RESULTS.md."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clauses", type=int)
    parser.add_argument("--engine", default="local", choices=["local", "processes", "two-nodes"])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = []
    for row in (
        every(chosen.clauses)
        if chosen.all
        else [measured(chosen.clauses, chosen.engine, chosen.workers, chosen.kill)]
    ):
        rows.append(row)
        print(json.dumps(row), flush=True)
    if chosen.write:
        import results

        command = f"python benchmarks/bulk_scale.py {chosen.clauses} --all --write"
        results.write("bulk-scale", command, list(rows[0]), [list(row.values()) for row in rows], NOTE)


NOTE = (
    "From files to mapped rules, vectors known. The digest is of the files of clauses, rules and mappings: equal digests are equal "
    "tables. Memory is the peak of the driver and of the largest worker."
)

if __name__ == "__main__":
    # Under its own name, so that a worker of another process finds what it is to call.
    import bulk_scale

    bulk_scale.main()
