"""One dedup tool on one file of texts, in a process of its own: `python dedup_peers.py TOOL TEXTS THRESHOLD OUT`.

Prints wall s, CPU s (children too) and peak MB, and writes which row was dropped for which to OUT. Each tool is warmed up on a
few texts first, so that imports and compilation are not counted (text-dedup, a program, starts anew: its start is counted).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def curation(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    return _ours(texts, threshold)


def curation_numpy(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    """Without the extra "fast"."""
    sys.modules["numba"] = None  # type: ignore[assignment]
    return _ours(texts, threshold)


def curation_plain(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    return _ours(texts, threshold, contrast=False)


def curation_semantic(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    from curation.services import embeddings

    return _ours(texts, threshold, embedder=embeddings.load("minilm"))


def _ours(
    texts: list[str], threshold: float, contrast: bool = True, embedder: object = None
) -> list[tuple[int, int]]:
    import polars as pl
    from curation.dedup import deduplicate
    from curation.dedup.kernels import compiled
    from curation.dedup.settings import Settings
    from curation.services.local_engine import LocalEngine

    compiled.load()  # in the warm-up, where it is not counted
    items = pl.DataFrame({"id": pl.int_range(len(texts), eager=True).cast(pl.String), "text": texts})
    methods = ("exact", "near", "semantic") if embedder else ("exact", "near")
    settings = Settings(near_threshold=threshold, contrast=contrast, methods=methods)
    found = deduplicate(items, settings, embedder, LocalEngine(2)).clusters
    return list(found.select(pl.col("member", "kept").cast(pl.Int64)).iter_rows())


def components(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each row that is not the least of its component, and the least: what these peers do with their pairs."""
    parent: dict[int, int] = {}

    def find(x: int) -> int:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        x, y = find(a), find(b)
        if x != y:
            parent[max(x, y)] = min(x, y)
    return [(x, root) for x in list(parent) if (root := find(x)) != x]


def rensa(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
    pairs, sketches = [], []
    for i, text in enumerate(texts):
        low = text.lower()
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update([low[k : k + 5] for k in range(max(1, len(low) - 4))])
        pairs += [(i, j) for j in lsh.query(sketch) if sketch.jaccard(sketches[j]) >= threshold]
        lsh.insert(i, sketch)
        sketches.append(sketch)
    return components(pairs)


def rensa_batched(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    """Its fastest way: flags alone, without the row that each is a duplicate of, and without a check of the similarity."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
    flags: list[bool] = []
    for at in range(0, len(texts), 10_000):
        low = [text.lower() for text in texts[at : at + 10_000]]
        tokens = [[text[k : k + 5] for k in range(max(1, len(text) - 4))] for text in low]
        matrix = RMinHash.digest_matrix_from_token_sets(tokens, 128, 1)
        flags += lsh.insert_matrix_and_query_duplicate_flags(matrix, at)
    return [(row, row) for row, flag in enumerate(flags) if flag]


def datasketch(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    pairs = []
    for i, text in enumerate(texts):
        low = text.lower()
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([low[k : k + 5].encode() for k in range(max(1, len(low) - 4))])
        pairs += [(i, j) for j in lsh.query(sketch)]
        lsh.insert(i, sketch)
    return components(pairs)


def semhash(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    """With the static model in the folder STATIC_MODEL (see `dedup.py`): its own is not on this machine."""
    from model2vec import StaticModel
    from semhash import SemHash

    model = StaticModel.from_pretrained(os.environ["STATIC_MODEL"])
    rows: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        rows.setdefault(text, []).append(i)
    found = SemHash.from_records(list(texts), model=model).self_deduplicate(threshold=threshold)
    pairs = []
    for dropped in found.filtered:
        if dropped.duplicates:
            pairs.append((rows[dropped.record][-1], rows[dropped.duplicates[0][0]][0]))
    return [(a, b) for a, b in pairs if a != b]


def text_dedup(texts: list[str], threshold: float) -> list[tuple[int, int]]:
    import json
    import pickle

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "texts.jsonl"
        data.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        command = [
            *(sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", str(data)),
            *("--split", "train", "--cache_dir", f"{folder}/cache", "--output", f"{folder}/out"),
            *("--column", "text", "--ngram", "3", "--min_length", "1", "--num_perm", "128"),
            *("--threshold", str(threshold), "--hash_func", "xxh3", "--num_proc", "2", "--debug"),
        ]
        subprocess.run(command, check=True, capture_output=True)
        parent = pickle.loads((Path(folder) / "out" / "uf.pkl").read_bytes())
    parent = getattr(parent, "parent", parent)
    return components([(int(a), int(b)) for a, b in parent.items() if a != b])


TOOLS = {
    "curation": curation,
    "curation-numpy": curation_numpy,
    "curation, no contrast rules": curation_plain,
    "curation + semantic": curation_semantic,
    "rensa": rensa,
    "rensa-flags": rensa_batched,
    "datasketch": datasketch,
    "semhash": semhash,
    "text-dedup": text_dedup,
}


def used() -> float:
    return sum(
        found.ru_utime + found.ru_stime
        for found in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    name, path, threshold, out = sys.argv[1:]
    texts = Path(path).read_text("utf-8").split("\n")
    if name != "text-dedup":
        TOOLS[name]([*texts[:50], texts[0], texts[1] + " so"], float(threshold))
    before, start = used(), time.perf_counter()
    found = TOOLS[name](texts, float(threshold))
    wall, cpu = time.perf_counter() - start, used() - before
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    Path(out).write_text("\n".join(f"{a} {b}" for a, b in found))
    print(f"{wall:.2f} {cpu:.2f} {max(peaks) / 1024:.0f}")


if __name__ == "__main__":
    main()
