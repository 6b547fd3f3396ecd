"""Pairs stay or go whole: which items stay where some stand in pairs, and the path from each that goes to one that stays.

The sides of a pair are one unit. The units are walked in the declared order, each at the place of its first side. A unit stays
unless one of its sides is a duplicate of an item that stayed before; then all of its sides go. So an item goes only for a
duplicate that stays, its own or that of the other side of its pair, and nothing goes for an item that goes itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curation.core.records import Cluster

if TYPE_CHECKING:
    import polars as pl

METHOD = "pair"
"""The method of a cluster row whose member has no duplicate of its own: it goes with the other side of its pair."""


@dataclass
class _Graph:
    """The duplicate edges, by groups of equal texts."""

    place: dict[str, int]
    family: dict[str, str | None]
    head: dict[str, str] = field(default_factory=dict)
    """The first item of the same text, of each item that has the text of another."""
    edges: dict[str, list[tuple[str, str, str, float]]] = field(default_factory=lambda: defaultdict(list))
    """By group: the end of an edge that is in the group, its other end, its method and its score."""

    def group(self, item: str) -> str:
        """The group of an item: the first item of the same text, often itself."""
        while item in self.head:
            item = self.head[item]
        return item


@dataclass(frozen=True)
class _Reason:
    """Why an item goes."""

    kept: str
    method: str
    score: float
    path: list[str]


def clusters(order: pl.DataFrame, edges: pl.DataFrame) -> list[Cluster]:
    """One row for each item that goes, sorted by `member`.

    Args:
        order: `id`, `other`, `place`, `pair` and `family` of every item (`Result.order`).
        edges: `Edge` rows; those of the relation `duplicate` count.
    """
    graph, units = _read(order, edges)
    stayed: dict[str, list[str]] = defaultdict(list)
    rows: list[Cluster] = []
    for unit in sorted(units, key=lambda sides: graph.place[sides[0]]):
        reasons = {side: reason for side in unit if (reason := _reason(side, unit, stayed, graph))}
        if not reasons:
            for side in unit:
                stayed[graph.group(side)].append(side)
            continue
        first = min(reasons, key=lambda side: (-reasons[side].score, graph.place[side]))
        for side in unit:
            why = reasons.get(side) or _with(side, reasons[first])
            rows.append(
                Cluster(kept=why.kept, member=side, method=why.method, score=why.score, path=why.path)
            )
    return sorted(rows, key=lambda row: row.member)


def _read(order: pl.DataFrame, edges: pl.DataFrame) -> tuple[_Graph, Iterable[list[str]]]:
    """The graph of the items that have a place, and the units, the sides of each in the declared order."""
    import polars as pl

    touched = order.filter(pl.col("place").is_not_null()).sort("place")
    graph = _Graph(
        dict(zip(touched["id"], touched["place"], strict=True)),
        dict(zip(touched["id"], touched["family"], strict=True)),
    )
    joins = edges.filter(pl.col("relation") == "duplicate")
    for a, b in joins.filter(pl.col("method") == "exact").select("a", "b").iter_rows():
        first, second = sorted((a, b), key=graph.place.__getitem__)
        graph.head.setdefault(second, first)
    for a, b, method, score in joins.select("a", "b", "method", "score").iter_rows():
        if method != "exact":
            graph.edges[graph.group(a)].append((a, b, method, score))
            graph.edges[graph.group(b)].append((b, a, method, score))
    units: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item, pair, other in touched.select("id", "pair", "other").iter_rows():
        units[("pair", pair) if pair and not other else ("item", item)].append(item)
    return graph, units.values()


def _reason(item: str, unit: list[str], stayed: Mapping[str, list[str]], graph: _Graph) -> _Reason | None:
    """The duplicate with the highest score, then the earliest, among those that stayed; None where there is none."""

    def fits(kept: str) -> bool:
        same = graph.family[item] is not None and graph.family[item] == graph.family[kept]
        return kept not in unit and not same

    group = graph.group(item)
    reasons = [_Reason(k, "exact", 1.0, _path(item, group, k)) for k in stayed.get(group, ()) if fits(k)]
    for end, other, method, score in graph.edges.get(group, ()):
        for kept in stayed.get(graph.group(other), ()):
            if fits(kept):
                own = "exact" if end != item else method
                reasons.append(
                    _Reason(kept, own, score, _path(item, group, end, other, graph.group(other), kept))
                )
    return min(reasons, key=lambda one: (-one.score, graph.place[one.kept], one.path), default=None)


def _path(*items: str) -> list[str]:
    """The items in order, each once."""
    return list(dict.fromkeys(items))


def _with(side: str, reason: _Reason) -> _Reason:
    """Why a side goes that has no duplicate of its own, by the reason of the other side."""
    return _Reason(reason.kept, METHOD, reason.score, [side, *reason.path])
