"""From files to mapped rules for a whole code of law: clauses a second, memory of driver and workers, and the same bytes everywhere.

    python benchmarks/bulk_scale.py 50000                                  # one process
    python benchmarks/bulk_scale.py 50000 --engine processes --workers 2
    python benchmarks/bulk_scale.py 50000 --engine two-nodes [--kill]      # Ray on loopback; --kill ends one node in the middle
    python benchmarks/bulk_scale.py 50000 --all --write                    # each of them in a process of its own

The files are the real documents below `../shared/data/regs`, repeated as documents of their own whose longer words are changed
(each by a seeded permutation of its letters), until they hold as many clauses as asked for. Vectors count as known: they are drawn
from a digest of the text, so that the figures are those of reading, rules and mapping. Clauses are those of the pipeline (`own`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from curation import taxonomy  # noqa: E402
from curation.core import tables  # noqa: E402
from curation.core.records import Clause, Document  # noqa: E402
from curation.mapping.settings import Settings  # noqa: E402
from curation.pipeline.bulk import documents as in_parts  # noqa: E402
from curation.pipeline.bulk import mapping as mapping_in_parts  # noqa: E402
from curation.pipeline.bulk import ruling  # noqa: E402
from curation.readers.settings import Settings as IngestSettings  # noqa: E402

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

    def __getitem__(self, place: int) -> tuple[Document, bytes]:
        path = self.paths[place]
        return Document(slug=path.stem, title=path.stem), path.read_bytes()


def changed(text: str, copy: int) -> str:
    """A document with a share of its longer words changed, the same way wherever a word stands; copy 0 is as it was."""
    if copy == 0:
        return text

    def other(found: re.Match[str]) -> str:
        word = found.group()
        rng = random.Random(f"{copy} {word}")
        if rng.random() > SHARE:
            return word
        inner = list(word[1:-2])
        rng.shuffle(inner)
        return word[0] + "".join(inner) + word[-2:]

    return TEXT.sub(lambda found: ">" + WORD.sub(other, found.group(1)) + "<", text)


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
                reading = in_parts._reading(
                    (Document(slug="d", title="d"), path.read_bytes()), IngestSettings()
                )
                assert not isinstance(reading, list), reading
                known[name] = len(reading.clauses)
            held += known[name]
            paths.append(path)
    return paths


class Known:
    """Vectors that are known: drawn from the digest of a text."""

    fingerprint = "drawn"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors, `(n, 384) float32`, rows of length 1."""
        rows = np.empty((len(texts), 384), np.float32)
        for i, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
            rows[i] = np.random.default_rng(seed).standard_normal(384, np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def known() -> Known:
    """What a worker opens as its embedder."""
    return Known()


def measured(count: int, name: str, workers: int, kill: bool) -> dict[str, object]:
    """Clauses, seconds of each stage, peak memory in MB, and the digest of the three tables."""
    air = taxonomy.load("air-2024")
    with tempfile.TemporaryDirectory() as folder:
        paths = made(Path(folder), count)
        with opened(name, workers, kill) as (engine, peak):
            ready = [used.ru_utime + used.ru_stime for used in cpu()]
            started = time.monotonic()
            readings = (
                [in_parts._reading(Files(paths)[i], IngestSettings()) for i in range(len(paths))]
                if engine is None
                else engine.map(partial(in_parts._reading, settings=IngestSettings()), Files(paths))
            )
            clauses = tables.frame([c for reading in readings for c in reading.clauses], Clause)
            del readings
            read = time.monotonic()
            if engine is None:
                from curation import rules

                ruled = tables.frame(rules.extract(tables.rows(clauses, Clause)), ruling.Rule)
            else:
                ruled = ruling.rules(clauses, engine)
            done_rules = time.monotonic()
            if engine is None:
                from curation import mapping

                mapped = mapping.map_clauses(clauses, [air], Settings(), known())
            else:
                mapped = mapping_in_parts.mappings(clauses, air, Settings(), known, engine)
            ended = time.monotonic()
        kept = [
            hashlib.sha256(frame.write_ipc(None).getvalue()).hexdigest() for frame in (clauses, ruled, mapped)
        ]
    worker = peak() if peak is not None else resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    n = clauses.height
    return {
        "engine": name + (", one node killed" if kill else ""), "workers": workers, "documents": len(paths), "clauses": n,
        "texts": clauses["sha256"].n_unique(), "rules": ruled.height,
        "read s": round(read - started, 1), "rules s": round(done_rules - read, 1), "map s": round(ended - done_rules, 1),
        "read and rules /s": round(n / (done_rules - started)), "map /s": round(n / (ended - done_rules)),
        "CPU s": round(sum(used.ru_utime + used.ru_stime - ready[i] for i, used in enumerate(cpu())), 1) if peak is None else "",
        "driver MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "worker MB": round(worker),
        "digest": hashlib.sha256("".join(kept).encode()).hexdigest()[:12],
    }  # fmt: skip


def cpu() -> list[resource.struct_rusage]:
    """What this process and its ended children used."""
    return [resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)]


class opened:
    """The engine by name; gives it with what tells the peak memory of a worker, None where the system tells it itself."""

    def __init__(self, name: str, workers: int, kill: bool) -> None:
        self.name, self.workers, self.kill = name, workers, kill
        self.cluster: object = None

    def __enter__(self) -> tuple[object, object]:
        if self.name == "local":
            return None, None
        if self.name == "processes":
            from curation.services.process_engine import ProcessEngine

            return ProcessEngine(self.workers), None
        import os

        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
        import ray
        from curation.services.ray_engine import RayEngine
        from ray.cluster_utils import Cluster

        size = {"num_cpus": 1, "object_store_memory": 300 * 1024**2}
        self.cluster = Cluster(initialize_head=True, head_node_args={**size, "include_dashboard": False})
        second = self.cluster.add_node(**size)
        environment = {"PYTHONPATH": os.pathsep.join([*sys.path[:2], os.environ.get("PYTHONPATH", "")])}
        ray.init(address=self.cluster.address, log_to_driver=False, runtime_env={"env_vars": environment})
        engine = RayEngine(workers=2)
        if self.kill:
            cluster = self.cluster

            def end() -> None:
                cluster.remove_node(second, allow_graceful=False)
                cluster.add_node(**size)

            threading.Timer(20, end).start()
        self.peaks: list[float] = [0.0]
        self.over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()
        return engine, lambda: max(self.peaks)

    def _watch(self) -> None:
        import psutil

        while not self.over.wait(0.5):
            for process in psutil.process_iter(["name", "cmdline", "memory_info"]):
                if any(part.startswith("ray::") for part in process.info["cmdline"] or ()):
                    memory = process.info["memory_info"]
                    self.peaks.append((memory.rss - memory.shared) / 2**20)

    def __exit__(self, *_: object) -> None:
        if self.cluster is not None:
            import ray

            self.over.set()
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
    "From files to mapped rules, vectors known. The digest is of the bytes of clauses, rules and mappings: equal digests are equal "
    "tables. Memory is the peak of the driver and of the largest worker."
)

if __name__ == "__main__":
    main()
