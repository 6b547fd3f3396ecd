"""The way of every item from clause to release, as compact data that the page's script looks things up in."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from curation.report import coverage, pictures
from curation.report.data import ReportData
from curation.report.duplicates import wording
from curation.report.html import Html, tag

ITEM_BYTES = 3_500_000
CLAUSE_BYTES = 2_000_000
"""Budgets that keep a page of 20,000 items well under 10 MB: longer texts are cut, never left out."""


def section(data: ReportData) -> list[Html]:
    """A search box; the script fills the list below it."""
    label = tag(
        "label",
        "Find an item by id, words, category or clause ",
        tag("input", id="find", type="search", autocomplete="off"),
    )
    told = tag("p", "", id="found", role="status")
    return [
        label,
        told,
        tag("div", "", id="lineage"),
        tag(
            "noscript",
            tag("p", "Looking up single items needs JavaScript; everything else on this page does not."),
        ),
    ]


def payload(data: ReportData) -> Html:
    """The data as a JSON block that no text in it can break out of."""
    written = json.dumps(_lookup(data), ensure_ascii=False, separators=(",", ":"))
    safe = written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Html(f'<script type="application/json" id="data">{safe}</script>')


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _room(budget: int, count: int) -> int:
    return max(60, min(600, budget // max(1, count)))


def _lookup(data: ReportData) -> dict[str, Any]:
    best = [] if data.mappings is None or data.clauses is None else list(_best(data))
    cited = {entry[0] for entry in best}
    if data.candidates is not None:
        cited |= set(data.candidates["clauses"].explode().drop_nulls())
    numbers: dict[str, int] = {}
    clauses: list[list[str]] = []
    if data.clauses is not None:
        kept = data.clauses.filter(pl.col("id").is_in(sorted(cited))).sort("id")
        room = _room(CLAUSE_BYTES, kept.height)
        for id_, citation, text in kept.select("id", "citation", "text").iter_rows():
            numbers[id_] = len(clauses)
            clauses.append([citation, _cut(text, room)])
    cells: dict[str, list[list[Any]]] = {}
    for clause, cell, name, score in best:
        if clause in numbers:
            cells.setdefault(cell, []).append([numbers[clause], name, round(score, 3)])
    return {"clauses": clauses, "cells": cells, "items": _items(data, numbers), "images": _images(data)}


def _images(data: ReportData) -> dict[str, str]:
    """The address of each picture that the page holds, by digest: a picture of several items stands in it once."""
    shown = (one for drawn in pictures.by_item(data).values() for one in drawn)
    addresses = {one["sha256"]: pictures.address(one, data.images) for one in shown}
    return {digest: addresses[digest] for digest in sorted(addresses) if addresses[digest]}


def _best(data: ReportData) -> list[tuple[str, str, str, float]]:
    """Clause, key of its heat-map cell, name of its category, score."""
    known = {tax.id: (tax, {c.code: c for c in tax.categories}) for tax in data.taxonomies}
    best = []
    for clause, document, taxonomy, code, score in coverage.best_mappings(data).iter_rows():
        tax, codes = known.get(taxonomy, (None, {}))
        if tax is not None and code in codes:
            cell = f"{document}|{taxonomy}|{coverage.column_of(tax, code)}"
            best.append((clause, cell, f"{code} {codes[code].name}", score))
    return best


def _items(data: ReportData, numbers: dict[str, int]) -> list[list[Any]]:
    """Id, words, categories, numbers of the clauses, what became of it, and of each picture its caption and the digest of the bytes."""
    if data.candidates is None:
        return []
    texts, fate = wording(data), _fates(data)
    names = {f"{tax.id}:{c.code}": c.name for tax in data.taxonomies for c in tax.categories}
    room, shown = _room(ITEM_BYTES, data.candidates.height), pictures.by_item(data)
    items: list[list[Any]] = []
    for row in (
        data.candidates.sort("id")
        .select("id", "root", "kind", "variant", "status", "categories", "clauses")
        .iter_rows(named=True)
    ):
        where = [numbers[c] for c in row["clauses"] if c in numbers]
        released = list(data.released.get(row["root"], ()))
        story = [
            f"{row['kind']}, {row['variant']}, {row['status']}",
            *fate.get(row["id"], []),
            *(f"released in {r}" for r in released),
        ]
        labels = [f"{c.partition(':')[2]} {names.get(c, '')}".strip() for c in row["categories"]]
        drawn = [[pictures.caption(one), one["sha256"]] for one in shown.get(row["id"], ())]
        items.append(
            [row["id"], _cut(texts[row["id"]], room), labels, where, story, *([drawn] if drawn else [])]
        )
    return items


def _fates(data: ReportData) -> dict[str, list[str]]:
    """What checks, duplicates, batches and decisions did to each candidate, in the order of the flow."""
    fate: dict[str, list[str]] = {}
    if data.findings is not None:
        for id_, check in (
            data.findings.filter(pl.col("severity") == "error")
            .select("candidate", "check")
            .sort("candidate", "check")
            .iter_rows()
        ):
            fate.setdefault(id_, []).append(f"stopped by check {check}")
    if data.clusters is not None:
        for member, kept, method, score in (
            data.clusters.select("member", "kept", "method", "score").sort("member").iter_rows()
        ):
            fate.setdefault(member, []).append(f"dropped as a duplicate of {kept} ({method}, {score:.2f})")
    if data.items is not None:
        for subject, batch in data.items.select("subject", "batch").sort("subject", "batch").iter_rows():
            fate.setdefault(subject, []).append(f"in batch {batch}" if batch else "ready for review")
    if data.decisions is not None:
        for subject, outcome, rule, judgements in (
            data.decisions.select("subject", "outcome", "rule", "judgements").sort("subject").iter_rows()
        ):
            fate.setdefault(subject, []).append(f"{outcome} ({rule}, {len(judgements)} judgements)")
    return fate
