"""The page: sections in the order of the flow, style and script inline, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files

from curation.core.files import disk
from curation.report import audit, checks, coverage, duplicates, funnel, lineage, mapping, releases, rules
from curation.report.data import ReportData
from curation.report.html import Child, Html, document, tag

SECTIONS: tuple[tuple[str, str, Callable[[ReportData], Sequence[Child]]], ...] = (
    ("funnel", "Funnel", funnel.section),
    ("rules", "Rules", rules.section),
    ("coverage", "Coverage", coverage.section),
    ("mapping", "Mapping", mapping.section),
    ("checks", "Item checks", checks.section),
    ("duplicates", "Duplicates", duplicates.section),
    ("audit", "Audit", audit.section),
    ("releases", "Releases", releases.section),
    ("items", "Items and their lineage", lineage.section),
)
"""Anchor, title and content of each section."""


def render(data: ReportData) -> str:
    """One self-contained HTML page. Every text is escaped; the policy in its head lets only its own script run."""
    title = f"{data.name}: curation report"
    return document(
        title, _packaged("page.css"), _packaged("page.js"), _banner(data), _main(data), lineage.payload(data)
    )


def _packaged(name: str) -> str:
    return disk.text(files("curation.report") / name)


def _banner(data: ReportData) -> Html:
    links = [tag("li", tag("a", title, href=f"#{anchor}")) for anchor, title, _ in SECTIONS]
    toggle = tag("button", "Light / dark", type="button", id="theme")
    skip = tag("a", "Skip to the content", href="#content", class_="skip")
    return tag(
        "header", skip, tag("h1", data.name), toggle, tag("nav", tag("ul", links), aria_label="Sections")
    )


def _main(data: ReportData) -> Html:
    parts = [
        tag(
            "section",
            tag("h2", title, id=f"{anchor}-title"),
            *content(data),
            id=anchor,
            aria_labelledby=f"{anchor}-title",
        )
        for anchor, title, content in SECTIONS
    ]
    close = tag("button", "Close", type="button", id="close")
    box = tag(
        "dialog",
        tag("h2", "Clauses", id="dialog-title"),
        tag("div", "", id="dialog-body"),
        close,
        id="dialog",
        aria_labelledby="dialog-title",
    )
    return tag("main", _not_to_publish(data), parts, box, id="content")


def _not_to_publish(data: ReportData) -> list[Child]:
    """A warning where the page holds words of documents that may not be passed on; nothing otherwise."""
    shut = 0 if data.documents is None else int((~data.documents["redistribute"]).sum())
    if not shut:
        return []
    what = "1 document that may" if shut == 1 else f"{shut:,} documents that may"
    return [tag("p", f"This page holds words of {what} not be passed on: do not publish it.", role="note")]
