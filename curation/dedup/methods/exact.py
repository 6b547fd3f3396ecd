"""Texts with the same normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from curation.dedup.corpus import Corpus, Pairs, Tools

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from numpy.typing import NDArray


def groups(normal: pl.Series) -> NDArray[np.int64]:
    """For each row the number of its group of equal normal forms, -1 for a row that stands alone."""
    import polars as pl

    group_numbers = np.full(len(normal), -1, np.int64)
    repeated = normal.is_duplicated().arg_true()
    if len(repeated):
        values = normal.gather(repeated).to_frame("t").with_columns(pl.col("t").rank("dense").alias("g"))
        group_numbers[repeated.to_numpy()] = values["g"].to_numpy().astype(np.int64)
    return group_numbers


def pairs(corpus: Corpus, tools: Tools) -> Pairs:
    """Each row of a group of equal normal forms paired with the group's first row."""
    group = groups(corpus.normal)
    rows = np.flatnonzero(group >= 0)
    rows = rows[np.lexsort((rows, group[rows]))]
    heads = np.ones(len(rows), bool)
    heads[1:] = group[rows][1:] != group[rows][:-1]
    first = np.repeat(rows[heads], np.diff(np.append(np.flatnonzero(heads), len(rows))))
    left, right = first[~heads], rows[~heads]
    if corpus.split is not None:
        left, right = left[left < corpus.split], right[left < corpus.split]
    return Pairs(left, right, np.ones(len(left)), {"groups": float(heads.sum())})


def collapse(table: pl.DataFrame) -> pl.DataFrame:
    """Edges (a_row, b_row, method, score, relation, evidence) that join each repeated text to the first that may stand for it.

    `table` has row, id, text, normal, key, label, family, rank and other; the others come first, then rank, text and id
    decide. A different label makes the edge a conflict, a common family makes it a family's; both stay.
    """
    import polars as pl

    numbers = np.sort(table["key"].to_numpy())  # numbers first: most texts need not be compared
    twice = pl.Series(numbers[1:][numbers[1:] == numbers[:-1]], dtype=pl.UInt64)
    repeated = table.filter(table["key"].is_in(twice.implode()))
    repeated = repeated.filter(repeated["normal"].is_duplicated())
    repeated = repeated.sort(["normal", ~pl.col("other"), "rank", "text", "id"])
    row = repeated["row"].to_numpy()
    head = repeated["normal"].is_first_distinct().to_numpy()
    begin = np.flatnonzero(head)
    group = np.cumsum(head) - 1
    marked = repeated.select(pl.col("label").is_not_null() | pl.col("family").is_not_null() | pl.col("other"))
    mixed = np.zeros(len(begin), bool)
    mixed[group[marked.to_series().to_numpy()]] = True
    plain = np.flatnonzero(~head & ~mixed[group])
    n = len(plain)
    simple = edge_frame(
        row[begin[group[plain]]], row[plain], ["exact"] * n, [1.0] * n, ["duplicate"] * n, [""] * n
    )
    rows: list[tuple[int, int, str, str]] = []
    ends = np.append(begin, len(row))
    for k in np.flatnonzero(mixed).tolist():
        part = repeated[int(ends[k]) : int(ends[k + 1])]
        rows += _mixed(part.select("row", "label", "family", "other", "id").rows())
    n = len(rows)
    one, other, relation, evidence = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pl.concat([simple, edge_frame(one, other, ["exact"] * n, [1.0] * n, relation, evidence)])


def _mixed(group: list[tuple[int, str | None, str | None, bool, str]]) -> list[tuple[int, int, str, str]]:
    """The edges of a group of one text, in the declared order, with labels and families."""
    heads: dict[str | None, list[tuple[int, str | None, bool]]] = {}
    edges: list[tuple[int, int, str, str]] = []
    ids = {row: id for row, _, _, _, id in group}
    for row, label, family, other, _ in group:
        fit = [h for key, hs in heads.items() if key is None or label is None or key == label for h in hs]
        head = next((h for h in fit if not (h[2] and other) and (family is None or h[1] != family)), None)
        if head is not None:
            edges.append((head[0], row, "duplicate", ""))
            continue
        if fit and not other:
            edges.append((fit[0][0], row, "family", ""))
        if label is not None and label not in heads:
            # With the first of another label only: of a text with a thousand labels a thousand pairs, not half a million.
            first = next(((hs[0][0], key) for key, hs in heads.items() if key is not None), None)
            if (
                first is not None
            ):  # the lesser id first, so that the evidence reads in the order of the edge's ends
                (a, one), (b, two) = sorted((first, (row, label)), key=lambda end: ids[end[0]])
                edges.append((a, b, "conflict", f"label: {one} | {two}"))
        mine = heads.setdefault(label, [])
        # Two heads of different families serve every later item: one of them is not of its family.
        if len(mine) < 2 and all(h[1] is None or h[1] != family for h in mine):
            mine.append((row, family, other))
    return edges


def edge_frame(
    left: Sequence[int] | NDArray[np.uint32],
    right: Sequence[int] | NDArray[np.uint32],
    method: Sequence[str],
    score: Sequence[float],
    relation: Sequence[str],
    evidence: Sequence[str],
) -> pl.DataFrame:
    """Edges by row numbers as a frame.

    Args:
        left: Row numbers of one item of each edge.
        right: Row numbers of the other item.
        method: The method that found the edge.
        score: Likeness, 0 to 1.
        relation: What the two items are to each other.
        evidence: What the finding rests on, in words.
    """
    import polars as pl

    return pl.DataFrame(
        [left, right, method, score, relation, evidence],
        schema={
            "a_row": pl.UInt32,
            "b_row": pl.UInt32,
            "method": pl.String,
            "score": pl.Float64,
            "relation": pl.String,
            "evidence": pl.String,
        },
    )
