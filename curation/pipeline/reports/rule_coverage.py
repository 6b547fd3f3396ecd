"""Which rules have an item and which have none, and why: rules against candidates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from curation.core import tables
from curation.core.records import Candidate, Rule
from curation.pipeline.workspace_run import Run

WITHOUT_ITEMS = frozenset({"definition", "scope", "procedure", "other"})
"""Modalities that are counted by themselves: they limit or explain what other rules demand."""


def of_run(run: Run) -> dict[str, Any]:
    """Every rule with its items or the reason why it has none, and the counts by modality.

    A rule has an item when a candidate quotes words of it. The reason of a rule without one is, in this order: it was read
    with too little certainty, its clause is mapped to nothing, or what the generator said of its clause.
    """
    candidates = list(tables.rows(run.table("generate"), Candidate))
    quoted: dict[str, list[tuple[int, int, str]]] = {}
    for candidate in candidates:
        for quote in candidate.evidence:
            quoted.setdefault(quote.clause, []).append((quote.start, quote.end, candidate.id))
    mappings = run.table("map")
    mapped = set(mappings.filter(~mappings["category"].str.ends_with(":none"))["clause"].to_list())
    skipped = dict(run.table("generate", "skipped").select("clause", "message").iter_rows())
    least = run.settings.generate.min_certainty
    rows = [_row(rule, quoted, mapped, skipped, least) for rule in tables.rows(run.table("rules"), Rule)]
    return {"rules": len(rows), "by_modality": _counts(rows), "rows": rows}


def _row(
    rule: Rule,
    quoted: dict[str, list[tuple[int, int, str]]],
    mapped: set[str],
    skipped: dict[str, str],
    least: float,
) -> dict[str, Any]:
    home = rule.id.rpartition("!")[0]
    items = sorted(set(_items(rule, quoted)))
    reason = ""
    if not items:
        if rule.certainty < least:
            unread = f" ({', '.join(rule.unparsed)})" if rule.unparsed else ""
            reason = f"read with certainty {rule.certainty:.2f}, below {least:.2f}{unread}"
        elif home not in mapped:
            reason = "its clause is mapped to no category"
        else:
            reason = skipped.get(home) or "other rules of its clause have items, this one has none"
    return {
        "id": rule.id, "document": rule.document, "citation": rule.citation, "modality": rule.modality,
        "certainty": rule.certainty, "items": items, "reason": reason,
    }  # fmt: skip


def _items(rule: Rule, quoted: dict[str, list[tuple[int, int, str]]]) -> Iterator[str]:
    """The candidates that quote words of the rule's action, bearer, object or elements."""
    parts = [part for part in (rule.action, rule.bearer, rule.object, *rule.elements) if part is not None]
    for part in parts:
        for start, end, candidate in quoted.get(part.clause, ()):
            if part.start < end and start < part.end:
                yield candidate


def _counts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_rule: dict[str, list[int]] = {}
    for row in rows:
        count = by_rule.setdefault(row["modality"], [0, 0])
        count[0] += 1
        count[1] += bool(row["items"])
    return [
        {"modality": modality, "rules": total, "with_items": covered}
        for modality, (total, covered) in sorted(by_rule.items())
    ]


def reasons(rows: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """How many rules that could have an item have none, by reason, most first."""
    counts: dict[str, int] = {}
    for row in rows:
        if not row["items"] and row["modality"] not in WITHOUT_ITEMS:
            reason = (
                "read with too little certainty" if row["reason"].startswith("read with") else row["reason"]
            )
            counts[reason] = counts.get(reason, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
