"""Which split a row falls into: whole families, by a hash, the same in every release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curation.core.digests import sha256


def families(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Family of each id: the least id that links connect it to. Links to ids not among `ids` still connect.

    Union by least id with path halving; the result depends on neither order nor direction of the links.
    """
    root: dict[str, str] = {}

    def find(x: str) -> str:
        root.setdefault(x, x)
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for a, b in links:
        a, b = find(a), find(b)
        if a != b:
            root[max(a, b)] = min(a, b)
    return {x: find(x) for x in ids}


def place(key: str, shares: Mapping[str, float]) -> str:
    """The split of a family: where its hash, as a number in [0, 1), falls among the shares in order of name."""
    point = int(sha256(key)[:13], 16) / 16**13
    names = sorted(shares)
    edge = 0.0
    for name in names:
        edge += shares[name]
        if point < edge:
            return name
    return names[-1]


def assign(
    dataset: str,
    family: Mapping[str, str],
    shares: Mapping[str, float],
    before: Mapping[str, str],
    hidden: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Split by row id. A family with rows in an earlier release stays where the first of them (by id) was.

    Args:
        dataset: Name of the dataset.
        family: Family by row id.
        shares: Share of each split, between 0 and 1.
        before: Split by id of the rows that the earlier release publishes.
        hidden: Split by id of rows that an earlier release kept private; a family with a published row follows that row.
    """
    settled: dict[str, str] = {}
    for known in (before, hidden or {}):
        placed: dict[str, str] = {}
        for row in sorted(family):
            if known.get(row) in shares:
                placed.setdefault(family[row], known[row])
        settled = placed | settled
    return {row: settled.get(f) or place(f"{dataset}\n{f}", shares) for row, f in family.items()}
