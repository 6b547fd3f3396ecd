"""`CHANGELOG.md`: what each version changed for those who use it, newest first, earlier entries kept word for word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from curation.core.files import disk

if TYPE_CHECKING:
    import polars as pl

    from curation.release.draft import ReleaseDraft

_SAYS = {
    "removed": "left",
    "rekeyed": "have another key",
    "reworded": "have other words",
    "relabelled": "have other categories",
    "moved": "are in another split",
    "added": "are new",
    "recited": "rest on a clause that changed; their own words stayed",
    "described": "are described otherwise; nothing a model sees changed",
}
_LISTED = 50


def text(draft: ReleaseDraft) -> str:
    """The whole changelog: this version's entry above those of the release it follows."""
    dataset = draft.inputs.dataset
    return (
        f"# Changes of {dataset.name}\n\nCanary: `{dataset.canary}`\n\n"
        + entry(draft)
        + _earlier(draft.inputs.previous)
    )


def entry(draft: ReleaseDraft) -> str:
    """This version's entry."""
    lines = [f"## {draft.version}", ""]
    if draft.preview:
        lines += [
            "A preview: not all of its rows were judged by people. Scores on it are not comparable.",
            "",
        ]
    if draft.before is None:
        return "\n".join([*lines, f"The first version: {draft.rows.height} rows.", "", ""])
    lines += [f"{draft.rows.height} rows, {draft.changes.old} before. {_comparable(draft)}", ""]
    for kind, says in _SAYS.items():
        if count := draft.changes.counts[kind]:
            lines.append(
                f"- {count} {'row' if count == 1 else 'rows'} {says}{_named(draft.changes.rows, kind)}"
            )
    if not any(draft.changes.counts[kind] for kind in _SAYS):
        lines.append("- no row changed")
    if examined := _examined(draft):
        lines.append(f"- re-examined because a clause changed: {', '.join(f'`{r}`' for r in examined)}")
    return "\n".join([*lines, "", ""])


def errata(draft: ReleaseDraft) -> str:
    """The text of `ERRATA.md`: what earlier versions, whose own cards cannot change, hold in error; empty for nothing.

    A tag is never moved, so the card of an old version stays as it was. This file is at the head of the repository.
    """
    if not draft.withdrawn:
        return ""
    since: dict[str, list[str]] = {}
    for w in draft.withdrawn:
        since.setdefault(w["since"], []).append(f"- `{w['id']}`: {' '.join(w['reason'].split())}")
    parts = [
        f"## Versions before {v}\n\nhold rows that were withdrawn:\n\n" + "\n".join(since[v])
        for v in sorted(since)
    ]
    dataset = draft.inputs.dataset
    return "\n\n".join([f"# Errata of {dataset.name}", *parts, f"Canary: `{dataset.canary}`"]) + "\n"


def _comparable(draft: ReleaseDraft) -> str:
    before = draft.before["version"] if draft.before else ""
    if draft.step == "major":
        return f"Scores are not comparable with those on {before}."
    if draft.step == "minor":
        return f"Scores on the rows of {before} stay comparable; compare by row id."
    return f"Scores are comparable with those on {before}."


def _named(rows: pl.DataFrame, kind: str) -> str:
    found = rows.filter(rows["change"] == kind)
    if kind in ("added", "described") or found.height > _LISTED:
        return "; see `diff.parquet`"
    names = [f"`{r}`" + (f" ({why})" if why else "") for r, why in found.select("id", "reason").iter_rows()]
    return ": " + ", ".join(names)


def _examined(draft: ReleaseDraft) -> list[str]:
    """Rows whose clause changed and which have a judgement that the last release did not have."""
    touched = draft.changes.rows.filter(draft.changes.rows["fields"].list.contains("clause_sha256"))["id"]
    new = [
        row for row in touched
        if set(draft.selected.decisions.get(row, {}).get("judgements", ())) - draft.judged_before
    ]  # fmt: skip
    return sorted(new)[:_LISTED]


def _earlier(previous: Path | None) -> str:
    if previous is None or not (file := previous / "CHANGELOG.md").is_file():
        return ""
    _, mark, rest = disk.text(file).partition("\n## ")
    return "## " + rest if mark else ""
