"""What goes before experts, and in which order. Deterministic, whatever the order of the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from curation.core import tables
from curation.core.digests import digest
from curation.core.records import Candidate, Clause, Cluster, Finding, Mapping, ReviewItem, Rule
from curation.review.board import presentation, provision, rule_words
from curation.review.decisions import content
from curation.review.decisions.items import WRITING
from curation.review.settings import Settings

if TYPE_CHECKING:
    import polars as pl

    from curation.taxonomy import Taxonomy

FINDINGS, UNCOVERED, UNCERTAIN = 4.0, 2.0, 1.0
"""Weights of the reasons: a finding beats everything below it together."""
RESERVED = "reserved"
"""The reason of an item that is in its batch by lot, not by priority."""


def lot(seed: int, id: str) -> float:
    """A number in [0, 1) that is the same for the same seed and id: the random draw without a generator's state."""
    return int(digest("lot", seed, id)[:13], 16) / 16**13


def route(
    candidates: pl.DataFrame,
    findings: pl.DataFrame,
    clusters: pl.DataFrame,
    clauses: pl.DataFrame,
    mappings: pl.DataFrame,
    settings: Settings,
    taxonomies: Sequence[Taxonomy],
    telling: Dict[tuple[str, str], float] | None = None,
    rules: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The queue of review items, highest priority first (batch is empty until one is frozen).

    `telling` says how much a judgement of a clause would teach the mapper, by clause and taxonomy; without it the
    clauses whose best proposal is the least sure come first. `rules` are shown beside the clauses that state them.

    Left out: candidates with an error, dropped duplicates, those a later revision replaced, briefs unless asked for.
    A share of the rest is marked `random`; rates estimated from those alone are unbiased.

    Args:
        candidates: Table of `Candidate`.
        findings: Table of `Finding` of these candidates.
        clusters: Table of `Cluster`, with what duplicates what.
        clauses: Table of `Clause` that candidates and mappings rest on.
        mappings: Table of `Mapping`.
        settings: Shares, sizes and order of the queue.
        taxonomies: Those whose codes occur.
        telling: By clause and taxonomy, the expected gain of a judgement, at least 0.
        rules: Table of `Rule`.
    """
    by_candidate: dict[str, list[Finding]] = defaultdict(list)
    for finding in tables.rows(findings, Finding):
        by_candidate[finding.candidate].append(finding)
    dropped = {c.member for c in tables.rows(clusters, Cluster)}
    everyone = list(tables.rows(candidates, Candidate))
    replaced = {c.parent for c in everyone if c.variant == "revision"}
    queued = [
        c
        for c in everyone
        if c.id not in dropped
        and c.id not in replaced
        and not any(f.severity == "error" for f in by_candidate[c.id])
        and (settings.briefs or c.status != "needs_authoring")
    ]
    texts = {c.id: c for c in tables.rows(clauses, Clause)}
    mapped: dict[str, list[Mapping]] = defaultdict(list)
    for mapping in tables.rows(mappings, Mapping):
        mapped[mapping.clause].append(mapping)
    stated: dict[str, list[Rule]] = defaultdict(list)
    for rule in tables.rows(rules, Rule) if rules is not None else ():
        stated[rule.id.rpartition("!")[0]].append(rule)
    items = _candidates(queued, by_candidate, texts, mapped, stated, settings)
    items += _clauses(texts, mapped, stated, settings, taxonomies, telling or {})
    return tables.frame(sorted(items, key=lambda i: (-i.priority, i.id)), ReviewItem)


def _candidates(
    queued: Sequence[Candidate],
    findings: dict[str, list[Finding]],
    clauses: dict[str, Clause],
    mapped: dict[str, list[Mapping]],
    stated: dict[str, list[Rule]],
    settings: Settings,
) -> list[ReviewItem]:
    index = provision.surroundings(clauses.values())
    supply = Counter((c.dataset, c.categories[0] if c.categories else "") for c in queued)
    items = []
    for candidate in queued:
        why: list[str] = []
        priority = 0.0
        warned = [f for f in findings[candidate.id] if f.severity == "warn"]
        if warned:
            why += sorted({f"finding:{f.check}" for f in warned})
            priority += FINDINGS
        main = candidate.categories[0] if candidate.categories else ""
        scarce = 1.0 / supply[candidate.dataset, main]
        priority += UNCOVERED * scarce
        if scarce >= 0.5:
            why.append("uncovered-category")
        unsure = max((_uncertainty(mapped[c], main) for c in candidate.clauses), default=0.0)
        priority += UNCERTAIN * unsure
        if unsure > 0.5:
            why.append("uncertain-mapping")
        if lot(settings.seed, candidate.id) < settings.random_share:
            why.append("random")
        own = [clauses[c] for c in candidate.clauses if c in clauses]
        near = provision.around(own, index) | rule_words.shown(
            own, [r for c in own for r in stated.get(c.id, ())]
        )
        seen = presentation.of_candidate(candidate, own, findings[candidate.id], near)
        writing = candidate.status == "needs_authoring"
        items.append(
            presentation.freeze(
                "", candidate.kind, candidate.id, candidate.dataset, seen, 1 if writing else settings.overlap, priority,
                [*why, WRITING] if writing else why, content.of_candidate(candidate, own),
            )
        )  # fmt: skip
    return items


def _uncertainty(mappings: Sequence[Mapping], category: str) -> float:
    """1 where the mapper is torn (a score of one half), 0 where it is sure."""
    scores = [m.score for m in mappings if m.category == category]
    return 1.0 - abs(2.0 * max(scores) - 1.0) if scores else 0.0


def _clauses(
    clauses: dict[str, Clause],
    mapped: dict[str, list[Mapping]],
    stated: dict[str, list[Rule]],
    settings: Settings,
    taxonomies: Sequence[Taxonomy],
    telling: Dict[tuple[str, str], float],
) -> list[ReviewItem]:
    """One mapping item for each of the most telling clauses and taxonomy, plus the random share of all of them."""
    items = []
    names = {t.id: partial(_name, t) for t in taxonomies}
    index = provision.surroundings(clauses.values())
    for id in sorted(mapped.keys() & clauses.keys()):
        for taxonomy in sorted({m.category.partition(":")[0] for m in mapped[id]}):
            own = [m for m in mapped[id] if m.category.startswith(taxonomy + ":")]
            if all(m.method == "kind" for m in own):
                continue  # Headings and the like: what they are says that they regulate nothing.
            best = max(own, key=lambda m: (m.score, m.category))
            unsure = _uncertainty(own, best.category)
            why = (["uncertain-mapping"] if unsure > 0.5 else []) + (
                ["random"] if lot(settings.seed, f"{id} {taxonomy}") < settings.random_share else []
            )
            near = provision.around([clauses[id]], index) | rule_words.shown(
                [clauses[id]], stated.get(id, ())
            )
            seen = presentation.of_clause(clauses[id], own, names.get(taxonomy, str), near) | {
                "taxonomy": taxonomy
            }
            priority = telling.get((id, taxonomy), UNCERTAIN * unsure)
            items.append(
                presentation.freeze(
                    "",
                    "mapping",
                    id,
                    taxonomy,
                    seen,
                    settings.overlap,
                    priority,
                    why,
                    content.of_clause(clauses[id]),
                )
            )
    return balanced(items, settings.mapping_items, settings)


def place(item: ReviewItem, settings: Settings) -> float:
    """Where an item stands in the order of the random share, in [0, 1)."""
    return lot(settings.seed, item.subject if item.kind != "mapping" else f"{item.subject} {item.dataset}")


def _name(taxonomy: Taxonomy, qualified: str) -> str:
    """The names from the top down to a category."""
    return " › ".join(c.name for c in taxonomy.path(qualified.partition(":")[2]))


def reserved(items: Sequence[ReviewItem], size: int, settings: Settings) -> list[ReviewItem]:
    """Those of `items` that a batch of `size` holds by lot alone, in an order that owes nothing to priority."""
    drawn = sorted((i for i in items if "random" in i.why), key=lambda i: place(i, settings))
    return drawn if len(items) <= size else drawn[: round(size * settings.random_share)]


def balanced(items: Sequence[ReviewItem], size: int, settings: Settings) -> list[ReviewItem]:
    """At most `size` of `items`: the reserved random share first, then the highest priorities."""
    by_lot = reserved(items, size, settings)
    taken = {i.id for i in by_lot}
    rest = sorted((i for i in items if i.id not in taken), key=lambda i: (-i.priority, i.id))
    return [*by_lot, *rest[: size - len(by_lot)]]
