"""Cut, verify and compare releases of N rows, beside what `datasets` takes to write and push the same rows.

    python benchmarks/release.py [ROWS]

Each part runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import results  # noqa: E402

from hub_server import HubServer  # noqa: E402


def inputs(n: int, extra: int = 0, previous: Path | None = None):
    """A made-up world of `n` rows, two judgements each, on 2,000 clauses; made of frames, not of records."""
    import polars as pl
    from curation import release
    from curation.core import tables
    from curation.core.records import Candidate, Decision, Judgement
    from curation.release import Gates

    from release_world import clause, judgement, question, settings, words, world

    on = [clause("store", i, words(i)) for i in range(2000)]
    total = n + extra

    def column(make, count: int):
        return pl.concat(
            [
                tables.frame([make(i) for i in range(a, min(a + 5000, count))], record[0])
                for a in range(0, count, 5000)
            ]
        )

    record: list = [Candidate]
    candidates = column(lambda i: question(i, on[i % 2000]), total)
    record[0] = Judgement
    judgements = column(lambda i: judgement(f"q-{i // 2:06d}", ("ada-l", "bob-n")[i % 2]), 2 * total)
    ids = judgements["id"].to_list()
    record[0] = Decision
    decisions = column(
        lambda i: Decision(subject=f"q-{i:06d}", kind="question", dataset="toy-set", outcome="accept", rule="consensus",
                           judgements=ids[2 * i : 2 * i + 2], agreement=1.0), total
    )  # fmt: skip
    assert release
    return world(
        0,
        clauses=on,
        candidates=candidates,
        judgements=judgements,
        counted=frozenset(ids),
        decisions=decisions,
        previous=previous,
        # Rows of one frame: the gate on the wording measures them and lets them pass.
        dataset=settings(gates=Gates(judgements=2, agreement=-1, self_bleu=1, distinct_2=0, first_words=0)),
    )


def part(name: str, n: int, root: Path) -> dict[str, float]:
    """Runs one part; gives seconds and peak memory in MB (the inputs' making included for a cut)."""
    from curation import release

    first, second = root / "toy-set" / "1.0.0", root / "toy-set" / "1.1.0"
    given = (
        inputs(n, n // 100 if name == "cut next" else 0, first if name == "cut next" else None)
        if name.startswith("cut")
        else None
    )
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, busy = time.perf_counter(), time.process_time()
    if given is not None:
        release.cut(given, "1.0.0" if name == "cut" else "1.1.0", root, validate=False)
    elif name == "verify":
        assert release.verify(first) == []
    elif name == "diff":
        assert release.diff(first, second).counts["added"] == n // 100
    elif name == "write rows (ours)":
        from curation.release.files import parquet

        rows = release.read_items(first)
        started, busy = time.perf_counter(), time.process_time()
        parquet.write(rows, root / "ours.parquet", {})
    elif name == "write rows (Dataset.to_parquet)":
        import datasets

        data = datasets.Dataset.from_parquet(
            str(first / "items" / "test-00000-of-00001.parquet"), cache_dir=str(root / "c")
        )
        started, busy = time.perf_counter(), time.process_time()
        data.to_parquet(str(root / "theirs.parquet"))
    elif name == "publish (ours)":
        from curation.services.hub import HuggingFaceHub

        done = release.publish(first, "lab/ours", HuggingFaceHub(token="hf_test"))
        assert done.did == "published"
    elif name == "send rows (ours)":
        from curation.services.hub import HuggingFaceHub

        items = root / "only"
        if not items.exists():
            shutil.copytree(first / "items", items / "items")
        started, busy = time.perf_counter(), time.process_time()
        HuggingFaceHub(token="hf_test").commit("lab/rows", items, "rows", None)
    elif name == "send rows (Dataset.push_to_hub)":
        import datasets

        data = datasets.Dataset.from_parquet(
            str(first / "items" / "test-00000-of-00001.parquet"), cache_dir=str(root / "c")
        )
        started, busy = time.perf_counter(), time.process_time()
        data.push_to_hub("lab/theirs", split="test", token="hf_test")
    seconds, cpu = time.perf_counter() - started, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
        "peak_mb": round(peak),
        "before_mb": round(base),
    }


PARTS = (
    "cut",
    "cut next",
    "verify",
    "diff",
    "write rows (ours)",
    "write rows (Dataset.to_parquet)",
    "send rows (ours)",
    "send rows (Dataset.push_to_hub)",
    "publish (ours)",
)
GOALS = {"cut": "60 s, 2 GB", "verify": "20 s", "diff": "20 s"}


def main(n: int) -> None:
    """Runs every part and writes the table."""
    lines = [
        "| part | seconds | CPU seconds | peak MB | of it before the part | goal |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as room, HubServer() as hub:
        settings = {"HF_ENDPOINT": hub.url, "HF_HOME": f"{room}/home", "HF_HUB_DISABLE_XET": "1"}
        for name in PARTS:
            done = subprocess.run(
                [sys.executable, __file__, "--part", name, str(n), room],
                env=os.environ | settings,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise SystemExit(done.stderr[-3000:])
            found = json.loads(done.stdout.splitlines()[-1])
            lines.append(
                f"| {name} | {found['seconds']} | {found['cpu']} | {found['peak_mb']} | {found['before_mb']} | {GOALS.get(name, '')} |"
            )
            print(lines[-1], flush=True)
        size = sum(p.stat().st_size for p in (Path(room) / "toy-set" / "1.0.0").rglob("*") if p.is_file())
    text = "\n".join(
        [
            f"{n:,} rows, two judgements each; `cut next` adds 1 %. The release is {size / 1e6:.0f} MB. Made by "
            f"`python benchmarks/release.py {n}`, croissant validation left out. Seconds depend on what else the machine does;"
            " CPU seconds hardly do. Rows are sent to a Hub on loopback; `publish` sends every configuration, reads the commit back and"
            " verifies it before it tags, which `push_to_hub` does not.",
            "",
            *lines,
        ]
    )
    results.replace("release", f"## release\n\n{text}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(part(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
