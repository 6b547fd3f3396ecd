"""Which candidates a leaf category keeps, and how many it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from curation.core.records import Candidate


def select(candidates: Sequence[Candidate], per_category: int) -> list[Candidate]:
    """At most `per_category` of each kind for each main category, spread over clauses and question kinds, order kept.

    A base comes before its variants, and a variant is kept only with its base. Candidates without a category are kept.
    """
    place = _turns(candidates)
    order = sorted(range(len(candidates)), key=lambda i: (place[i], i))
    taken: Counter[tuple[str, str]] = Counter()
    kept: set[int] = set()
    ids: set[str] = set()
    for i in order:
        one = candidates[i]
        # What a person wrote by hand is never surplus, but it counts.
        main = one.categories[0] if one.categories else ""
        if one.id in ids or (one.parent is not None and one.parent not in ids):
            continue
        # A family of briefs counts once: its frames are one clause's conduct told five ways.
        counts = one.parent is None
        if main and counts and one.origin.generator != "author" and taken[one.kind, main] >= per_category:
            continue
        taken[one.kind, main] += counts
        ids.add(one.id)
        kept.add(i)
    return [one for i, one in enumerate(candidates) if i in kept]


def _turns(candidates: Sequence[Candidate]) -> list[int]:
    """Round of each candidate: the first of each clause come in the first round, variants right after all bases."""
    seen: Counter[str] = Counter()
    rounds = []
    for one in candidates:
        if one.parent is not None:
            rounds.append(1_000_000)
            continue
        clause = one.clauses[0] if one.clauses else one.id
        rounds.append(seen[clause])
        seen[clause] += 1
    return rounds


def report(
    candidates: Sequence[Candidate],
    leaves: Mapping[str, tuple[str, str]],
    kinds: Sequence[str],
    per_category: int,
) -> list[dict[str, object]]:
    """One line a leaf category and kind: wanted, made, shortfall; in the order of the taxonomy."""
    made: Counter[tuple[str, str]] = Counter(
        (c.kind, c.categories[0]) for c in candidates if c.categories and c.parent is None
    )
    return [
        {
            "category": code,
            "kind": kind,
            "wanted": per_category,
            "made": made[kind, code],
            "shortfall": max(0, per_category - made[kind, code]),
        }
        for code in leaves
        for kind in kinds
    ]
