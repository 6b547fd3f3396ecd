"""Duplicates beside the peers: one corpus, one run, each tool in a process of its own, the runs of a size one after the other.

    python benchmarks/dedup.py --templates 6000 --sizes 100000,300000 --tools curation,rensa,datasketch --write

`--python TOOL=PATH` names the interpreter of a tool's own environment (see requirements-dedup.txt). SemHash needs a static
model in the folder STATIC_MODEL: `model2vec.distill.distill(MODEL_DIR, pca_dims=256)` of all-MiniLM-L6-v2.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import results
from dedup_corpus import HARD, POSITIVE, Planted, planted, score

PEERS = Path(__file__).with_name("dedup_peers.py")
GRID = {"semhash": (0.8, 0.85, 0.9, 0.95)}
"""Thresholds tried on the first half of the templates; the others' are those of `WIDE`."""
WIDE = (0.5, 0.6, 0.7, 0.8, 0.9)
USUAL = {"semhash": 0.9, "rensa": 0.7, "datasketch": 0.7, "text-dedup": 0.7}
"""Thresholds of the runs for speed: each tool's usual one; ours is its default."""
THROUGH: list[str] = []
SLOW = {"semhash", "datasketch", "text-dedup"}
"""Not run above 300,000 texts."""


def run(
    tool: str, texts: Path, threshold: float, pythons: dict[str, str], limit: int
) -> tuple[list[float], dict[int, int]]:
    """Wall s, CPU s and peak MB of one tool, and the kept row by dropped row; nothing when it takes longer than `limit` s."""
    out = texts.with_suffix(".out")
    command = [
        *THROUGH,
        pythons.get(tool, sys.executable),
        str(PEERS),
        tool,
        str(texts),
        str(threshold),
        str(out),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, env=os.environ)
    except subprocess.TimeoutExpired:
        return [], {}
    if done.returncode:
        print(done.stderr[-800:], file=sys.stderr)
        return [], {}
    pairs = [line.split() for line in out.read_text().split("\n") if line]
    return [float(x) for x in done.stdout.split()], {int(a): int(b) for a, b in pairs}


def quality(
    texts: list[Planted], folder: Path, tools: list[str], pythons: dict[str, str], limit: int
) -> list[list[str]]:
    """The rows of the quality table: the threshold with the best F1 on one half of the families, the figures of the other."""
    path = folder / "templates.txt"
    path.write_text("\n".join(p.text.replace("\n", " ") for p in texts), "utf-8")
    rows = []
    for tool in tools:
        found = {t: run(tool, path, t, pythons, limit)[1] for t in GRID.get(tool, WIDE)}

        def merit(t: float, found: dict[float, dict[int, int]] = found) -> float:
            first = score(texts, found[t], 0)
            return 2 * first.recall * first.precision / max(1e-9, first.recall + first.precision)

        usable = [t for t in found if found[t]]
        if not usable:
            rows.append([tool, "-", "-", "-", "-", "-"])
            continue
        best = max(usable, key=merit)
        rows.append([tool, str(best), *figures(texts, found[best], 1)])
        print(rows[-1], flush=True)
    return rows


def figures(texts: list[Planted], found: dict[int, int], half: int | None) -> list[str]:
    """Recall, precision, the share of hard negatives merged, and both by kind."""
    got = score(texts, found, half)
    kinds = " ".join(f"{kind} {got.by_kind[kind]:.2f}" for kind in (*POSITIVE, *HARD))
    return [f"{got.recall:.3f}", f"{got.precision:.3f}", f"{got.hard:.3f}", kinds]


def speed(n: int, folder: Path, tools: list[str], pythons: dict[str, str], limit: int) -> list[list[str]]:
    texts = planted(n, templates=False)
    path = folder / f"{n}.txt"
    path.write_text("\n".join(p.text for p in texts), "utf-8")
    rows = []
    for tool in tools:
        if n > 300_000 and tool in SLOW:
            continue
        spent, found = run(tool, path, USUAL.get(tool, 0.5), pythons, limit)
        if spent:
            wall, cpu, peak = spent
            flags = any(a == b for a, b in found.items())  # it says that a row goes and not for which
            got = ["-", "-", "-"] if flags else figures(texts, found, None)[:3]
            row = [f"{n:,}", tool, f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.0f}", *got]
        else:
            row = [f"{n:,}", tool, f"> {limit}", "", "", "", "", ""]
        rows.append(row)
        print(row, flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--templates", type=int, default=0, help="texts of the quality table, 0 for none")
    parser.add_argument("--sizes", default="", help="sizes of the speed table, with commas")
    parser.add_argument("--tools", default="curation")
    parser.add_argument("--python", action="append", default=[], help="TOOL=PATH")
    parser.add_argument("--limit", type=int, default=600, help="seconds a run may take")
    parser.add_argument(
        "--through", default="", help="a command that each run is given to, such as `nice -n 5`"
    )
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    THROUGH[:] = given.through.split()
    tools = given.tools.split(",")
    pythons = dict(pair.split("=", 1) for pair in given.python)
    shown = {"--templates": given.templates, "--sizes": given.sizes, "--tools": given.tools}
    command = "python benchmarks/dedup.py " + " ".join(f"{k} {v}" for k, v in shown.items() if v)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.templates:
            texts = planted(given.templates, templates=True)
            head = (
                "tool",
                "threshold",
                "recall",
                "precision",
                "hard negatives merged",
                "recall by kind, then hard by kind",
            )
            rows = quality(texts, folder, tools, pythons, given.limit)
            note = f"{len(texts)} texts of five templates; thresholds from one half of the families, figures of the other."
            if given.write:
                results.write("dedup-quality", command, head, rows, note)
        head = ("texts", "tool", "wall s", "CPU s", "peak MB", "recall", "precision", "hard negatives merged")
        for size in (int(size) for size in given.sizes.split(",") if size):
            rows = speed(size, folder, tools, pythons, given.limit)
            if given.write:
                note = f"{os.cpu_count()} cores, shared; each tool at its usual threshold; imports and the loading of compiled loops are not counted."
                results.write(f"dedup-{size}", command, head, rows, note)


if __name__ == "__main__":
    main()
