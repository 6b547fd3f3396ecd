"""Duplicates as people judged them, and the exact join of vectors beside nearest-neighbour indexes.

    python benchmarks/dedup_gold.py DATA [DATA …] --cache VECTORS [--join 40000 --texts FILE] [--write]

DATA are folders with sets that may not be copied here: `msr_paraphrase_train.txt` (MSRP), `stsb-en-*.csv` (STS-b) and
`xstest_prompts.csv` (XSTest) in the first; in any, where there are, `sts2016-question-question.tsv` (STS-2016: score, question,
question) and `SICK*.txt` (SICK, of which the contradictions count). FILE holds texts, one a line, for the join; usearch and
faiss are run where they are installed.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import results

Pairs = list[tuple[str, str, bool]]


def gold(folders: list[Path]) -> dict[str, Pairs]:
    """Pairs of texts and whether people called them the same, by set: in STS-b and STS-2016 a score of 4 on says so."""
    lines = (folders[0] / "msr_paraphrase_train.txt").read_text("utf-8-sig").split("\n")[1:]
    cells = [line.rstrip("\r").split("\t") for line in lines]
    found: dict[str, Pairs] = {"MSRP": [(c[3], c[4], c[0] == "1") for c in cells if len(c) == 5]}
    for name in ("train", "dev"):
        with (folders[0] / f"stsb-en-{name}.csv").open(encoding="utf-8") as file:
            found[f"STS-b {name}"] = [(a, b, float(score) >= 4) for a, b, score in csv.reader(file)]
    for path in (path for folder in folders for path in folder.glob("sts2016-question-question.tsv")):
        rows = [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]
        found["STS-2016 questions"] = [(a, b, float(score) >= 4) for score, a, b in rows]
    return found


def contradictions(folders: list[Path]) -> Pairs:
    """Pairs of SICK that people called contradictions, each once."""
    found: dict[frozenset[str], tuple[str, str, bool]] = {}
    for path in sorted(path for folder in folders for path in folder.glob("SICK*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["entailment_judgment"].strip() == "CONTRADICTION":
                    a, b = row["sentence_A"].strip(), row["sentence_B"].strip()
                    found.setdefault(frozenset((a, b)), (a, b, False))
    return list(found.values())


def average_precision(score: np.ndarray, positive: np.ndarray) -> float:
    """The mean of the precision at each positive, highest score first."""
    order = np.argsort(-score, kind="stable")
    hits = positive[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def judged(pairs: Pairs, folder: Path) -> list[str]:
    """Average precision of the cosine, of Jaccard, and of the cosine with kept-apart pairs last; then what a run merges."""
    import polars as pl
    from curation.dedup.contrast import differences
    from curation.dedup.contrast.words import Counts
    from curation.dedup.corpus import normal_form
    from curation.dedup.kernels.shingles import flat, jaccard, padded
    from curation.services import embeddings

    embedder = embeddings.load("minilm", cache=folder)
    sides = [[pair[k] for pair in pairs] for k in (0, 1)]
    same = np.array([pair[2] for pair in pairs])
    vectors = [embedder.embed(side) for side in sides]
    cosine = np.einsum("ij,ij->i", *vectors)
    both = pl.Series([text for a, b, _ in pairs for text in (a, b)])
    shared = jaccard(flat(padded(normal_form(both))))
    none = Counts(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    apart = differences.judge(flat(both), none).kind > 0
    scores = (cosine, shared, cosine - apart)
    merged = merges(pairs, embedder)
    return [
        f"{len(pairs)}",
        *(f"{average_precision(score, same):.3f}" for score in scores),
        f"{merged[same].mean():.3f}",
        f"{merged[~same].mean():.3f}",
    ]


def merges(pairs: Pairs, embedder: object) -> np.ndarray:
    """Whether a run over all their texts merges each pair."""
    import polars as pl
    from curation.dedup import deduplicate
    from curation.dedup.settings import Settings

    number = {text: str(k) for k, text in enumerate(dict.fromkeys(t for a, b, _ in pairs for t in (a, b)))}
    items = pl.DataFrame({"id": list(number.values()), "text": list(number)})
    run = deduplicate(items, Settings(methods=("exact", "near", "semantic")), embedder)
    joined = {frozenset(pair) for pair in run.edges.filter(relation="duplicate").select("a", "b").iter_rows()}
    return np.array([a == b or frozenset((number[a], number[b])) in joined for a, b, _ in pairs])


def opposites(folders: list[Path], cache: Path) -> str:
    """How many contradictions are merged, with a 95 % interval, and how near to each other they are."""
    from curation.services import embeddings
    from curation.stats.intervals import wilson

    pairs = contradictions(folders)
    if not pairs:
        return ""
    embedder = embeddings.load("minilm", cache=cache)
    cosine = np.einsum("ij,ij->i", *(embedder.embed([pair[k] for pair in pairs]) for k in (0, 1)))
    count = int(merges(pairs, embedder).sum())
    found = wilson(count, len(pairs))
    return (
        f" SICK, {len(pairs)} contradictions: {count} merged ({count / len(pairs):.3f} [{found.low:.3f}, {found.high:.3f}]);"
        f" by a cosine of .9 on alone it would be {int((cosine >= 0.9).sum())}."
    )


def twins(folder: Path, cache: Path) -> str:
    """How many safe prompts of XSTest are merged with unsafe ones, labels unseen."""
    import polars as pl
    from curation.dedup import deduplicate
    from curation.dedup.settings import Settings
    from curation.services import embeddings

    rows = pl.read_csv(folder / "xstest_prompts.csv").select("prompt", "label").unique("prompt")
    items = rows.select(id=pl.col("prompt"), text="prompt")
    label = dict(rows.iter_rows())
    run = deduplicate(
        items, Settings(methods=("exact", "near", "semantic")), embeddings.load("minilm", cache=cache)
    )
    merged = run.edges.filter(relation="duplicate")
    crossing = sum(label[a] != label[b] for a, b in merged.select("a", "b").iter_rows())
    return f"XSTest, {rows.height} prompts: {crossing} safe and unsafe prompts merged, of {merged.height} merged pairs."


def join_times(vectors: np.ndarray, threshold: float) -> list[list[str]]:
    """Seconds and recall of the exact join and of the indexes that are installed."""
    from curation.dedup.methods.semantic import join
    from curation.services.local_engine import LocalEngine

    def timed(function: object) -> tuple[float, set[tuple[int, int]]]:
        start = time.perf_counter()
        found = function()  # type: ignore[operator]
        return time.perf_counter() - start, found

    def exact() -> set[tuple[int, int]]:
        left, right, _ = join(vectors, threshold, engine=LocalEngine())
        return set(zip(left.tolist(), right.tolist(), strict=True))

    def neighbours(distance: np.ndarray, label: np.ndarray) -> set[tuple[int, int]]:
        row, column = np.nonzero(distance >= threshold)
        other = label[row, column]
        return {(min(a, b), max(a, b)) for a, b in zip(row.tolist(), other.tolist(), strict=True) if a != b}

    def faiss_hnsw() -> set[tuple[int, int]]:
        import faiss

        index = faiss.IndexHNSWFlat(vectors.shape[1], 32, faiss.METRIC_INNER_PRODUCT)
        index.add(vectors)
        return neighbours(*index.search(vectors, 16))

    def faiss_flat() -> set[tuple[int, int]]:
        import faiss

        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        limits, _, label = index.range_search(vectors, threshold)
        row = np.repeat(np.arange(len(vectors)), np.diff(limits.astype(np.int64)))
        return {(a, b) for a, b in zip(row.tolist(), label.tolist(), strict=True) if a < b}

    def usearch() -> set[tuple[int, int]]:
        from usearch.index import Index

        index = Index(ndim=vectors.shape[1], metric="cos", dtype="f32")
        index.add(np.arange(len(vectors)), vectors)
        found = index.search(vectors, 16)
        return neighbours(1 - found.distances, found.keys.astype(np.int64))

    want: set[tuple[int, int]] = set()
    rows = []
    for name, function in (
        ("exact join", exact),
        ("faiss flat", faiss_flat),
        ("faiss HNSW32, 16 neighbours", faiss_hnsw),
        ("usearch, 16 neighbours", usearch),
    ):
        try:
            seconds, found = timed(function)
        except ImportError:
            continue
        want = want or found
        recall = len(found & want) / max(1, len(want))
        rows.append([name, f"{len(vectors):,}", f"{seconds:.2f}", f"{len(found):,}", f"{recall:.4f}"])
        print(rows[-1], flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--join", type=int, default=0)
    parser.add_argument("--threshold", type=float, default=0.85)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.join:
        from curation.services import embeddings

        texts = given.texts.read_text("utf-8").split("\n")[: given.join]
        vectors = np.ascontiguousarray(embeddings.load("minilm", cache=given.cache).embed(texts))
        rows = join_times(vectors, given.threshold)
        head = ("method", "vectors", "wall s", "pairs", "recall")
        note = f"All pairs of MiniLM vectors of real sentences at a cosine of {given.threshold} on."
        if given.write:
            results.write("dedup-join", "python benchmarks/dedup_gold.py DATA --join …", head, rows, note)
        return
    rows = [[name, *judged(pairs, given.cache)] for name, pairs in gold(given.data).items()]
    head = (
        *("set", "pairs", "AP cosine", "AP Jaccard", "AP cosine, contrasts last"),
        *("same pairs merged", "other pairs merged"),
    )
    note = twins(given.data[0], given.cache) + opposites(given.data, given.cache)
    print(rows, note)
    if given.write:
        results.write("dedup-gold", "python benchmarks/dedup_gold.py DATA", head, rows, note)


if __name__ == "__main__":
    main()
