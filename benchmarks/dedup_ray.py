"""Local threads beside two Ray nodes on loopback: `python benchmarks/dedup_ray.py --sizes 100000,1000000 [--write]`.

Each node has one core. Equal results are asserted; the peak of a worker is the highest resident set, without shared memory, of any
process that ran tasks.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import results
from dedup_scale import make


class Peak(threading.Thread):
    """Watches the worker processes of this process's clusters: their names begin with `ray::`."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.mb = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.done.wait(0.2):
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    if (folder / "cmdline").read_bytes().startswith(b"ray::"):
                        _, resident, shared, *_ = map(int, (folder / "statm").read_text().split())
                        self.mb = max(self.mb, (resident - shared) * page / 2**20)
                except (OSError, ValueError):
                    continue


def one(path: Path) -> None:
    """Prints wall s local, wall s on Ray, the peak MB of a worker, and whether the results are the same."""
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # loopback only; read when Ray is first imported
    import polars as pl
    import ray
    from curation.dedup import deduplicate
    from curation.dedup.settings import Settings
    from curation.services.local_engine import LocalEngine
    from curation.services.ray_engine import RayEngine
    from ray.cluster_utils import Cluster

    items = pl.read_parquet(path)
    deduplicate(items.head(100), Settings(), None, LocalEngine(2))
    start = time.perf_counter()
    local = deduplicate(items, Settings(), None, LocalEngine(2))
    wall_local = time.perf_counter() - start
    size = {"num_cpus": 1, "object_store_memory": 600 * 2**20}
    cluster = Cluster(initialize_head=True, head_node_args={**size, "include_dashboard": False})
    cluster.add_node(**size)
    ray.init(address=cluster.address, log_to_driver=False)
    watch = Peak()
    watch.start()
    engine = RayEngine(workers=2)
    deduplicate(items.head(5_000), Settings(), None, engine)  # workers have started and imported
    start = time.perf_counter()
    spread = deduplicate(items, Settings(), None, engine)
    wall_ray = time.perf_counter() - start
    watch.done.set()
    ray.shutdown()
    cluster.shutdown()
    same = local.clusters.equals(spread.clusters) and local.edges.equals(spread.edges)
    print(f"{wall_local:.1f} {wall_ray:.1f} {wall_ray / wall_local:.2f} {watch.mb:.0f} {same}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,300000")
    parser.add_argument("--file", default="")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.file:
        return one(Path(given.file))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for n in map(int, given.sizes.split(",")):
            path = Path(folder) / f"{n}.parquet"
            make(n, path)
            command = [sys.executable, __file__, "--file", str(path)]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
            rows.append([f"{n:,}", *out[-2].split()])
            print(rows[-1], flush=True)
    if given.write:
        head = ("texts", "local wall s", "Ray wall s", "Ray / local", "peak MB a worker", "same result")
        command_shown = f"python benchmarks/dedup_ray.py --sizes {given.sizes}"
        results.write(
            "dedup-ray", command_shown, head, rows, "Two local threads; two Ray nodes of one core each."
        )
    return None


if __name__ == "__main__":
    main()
