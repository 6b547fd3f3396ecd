"""Items with pictures: the same words over another picture ask for something else, and the same picture belongs to one split.

Items whose pictures look alike are one group, whose name is part of the label that items need to have in common to merge. So two
items merge when both their words and their pictures are alike: a picture saved again in another format does not hide a repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from curation.core import tables
from curation.core.records import Edge

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

DIFFER = "the pictures differ"
MARK = "|picture "
"""Stands in a label before the name of the group."""


def groups(shown: Mapping[str, Sequence[str]], looks: Mapping[str, bytes]) -> dict[str, str]:
    """By item with pictures the name of its group: the first item, in order of the digests, that it looks like.

    Args:
        shown: digests of the pictures of each item, in order.
        looks: the look of each picture by digest (`pictures.decoding.Seen.look`); a picture without one is like itself alone.
    """
    import numpy as np

    from curation.pictures.likeness import ALIKE, of_items

    kinds = sorted({tuple(digests) for digests in shown.values() if digests})
    blank = b"\0" * max(map(len, looks.values()), default=8)
    bits = np.frombuffer(b"".join(looks.get(kind[0], blank) for kind in kinds), dtype=np.uint8)
    bits = bits.reshape(len(kinds), -1) if kinds else bits.reshape(0, 1)
    heads: list[int] = []
    of_kind: dict[tuple[str, ...], str] = {}
    for row, kind in enumerate(kinds):
        known = all(digest in looks for digest in kind)
        head = next(
            (
                kinds[other]
                for other in (_alike(bits, row, heads, ALIKE) if known else ())
                if of_items([looks[d] for d in kind], [looks[d] for d in kinds[other]]) >= ALIKE
            ),
            None,
        )
        of_kind[kind] = of_kind[head] if head else "+".join(digest[:12] for digest in kind)
        if head is None and known:
            heads.append(row)
    return {item: of_kind[tuple(digests)] for item, digests in shown.items() if digests}


def _alike(bits: NDArray[np.uint8], row: int, heads: Sequence[int], least: float) -> Iterator[int]:
    """The heads whose first picture looks like that of a row, in order."""
    import numpy as np

    if not heads:
        return
    others = bits[list(heads)]
    both = np.bitwise_count(others & bits[row]).sum(axis=1)
    either = np.bitwise_count(others | bits[row]).sum(axis=1)
    yield from (heads[k] for k in np.flatnonzero(both >= least * either).tolist())


def told(edges: pl.DataFrame, group: Mapping[str, str], kept: Sequence[str]) -> pl.DataFrame:
    """The edges, those of one wording over two pictures as contrasts, with a family edge between items over one picture.

    Args:
        edges: `Edge` rows of a run whose labels held the groups.
        group: by item with pictures the name of its group.
        kept: ids of the items that stay.
    """
    import polars as pl

    if not group:
        return edges
    names = pl.DataFrame({"id": list(group), "group": list(group.values())})
    sides = edges.join(
        names.rename({"group": "x"}), left_on="a", right_on="id", how="left", maintain_order="left"
    )
    sides = sides.join(
        names.rename({"group": "y"}), left_on="b", right_on="id", how="left", maintain_order="left"
    )
    apart = pl.col("relation").is_in(["conflict", "contrast"]) & pl.col("evidence").str.contains(
        MARK, literal=True
    )
    other = apart & pl.col("x").ne_missing(pl.col("y"))
    marked = sides.with_columns(
        relation=pl.when(other).then(pl.lit("contrast")).otherwise("relation"),
        evidence=pl.when(other).then(pl.lit(DIFFER)).otherwise("evidence"),
    ).select(edges.columns)
    there = {frozenset(pair) for pair in marked.select("a", "b").iter_rows()}
    by_group: dict[str, list[str]] = {}
    for item in sorted(set(kept) & group.keys()):
        by_group.setdefault(group[item], []).append(item)
    more = [
        Edge(a=a, b=b, method="picture", score=1.0, relation="family", evidence="they show the same picture")
        for items in by_group.values()
        for a, b in pairwise(items)
        if frozenset((a, b)) not in there
    ]
    return pl.concat([marked, tables.frame(more, Edge)]).sort("a", "b") if more else marked
