"""Whether a fetched page is the document at all, or an error page that stands where it used to be."""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.errors import Issue
from curation.core.records import Clause
from curation.text.document_words import error_pages as wording

SHORT = 600
"""Characters below which a page that speaks of an error is taken for one."""
COLLAPSE = 0.25
"""Share of the length of the edition before below which a page has collapsed."""


def judge(text: str, clauses: Sequence[Clause], before: Sequence[Clause] = ()) -> list[Issue]:
    """The reasons not to take a fetched page for (a new edition of) a document; none when it may be one.

    `text` is its canonical text, `before` the clauses of the edition it would follow.
    """
    issues: list[Issue] = []
    where = "fetched page"
    if (
        len(text) < 4 * SHORT
        and wording.ERROR.search(text)
        and (len(text) < SHORT or not _has_lists(clauses))
    ):
        issues.append(
            Issue(
                where,
                "source-error-page",
                "reads like an error page, not like the document; look at the address in a browser",
            )
        )
    if len(text) < 150 and not before:
        issues.append(
            Issue(
                where,
                "source-collapsed",
                f"only {len(text)} characters of text; the page may need a browser or a login",
            )
        )
    if before:
        old = sum(len(clause.text) for clause in before)
        if len(text) < COLLAPSE * old:
            issues.append(
                Issue(
                    where,
                    "source-collapsed",
                    f"{len(text):,} characters where the edition before had {old:,}; check the page",
                )
            )
        if _has_lists(before) and not _has_lists(clauses):
            issues.append(
                Issue(
                    where,
                    "source-no-lists",
                    "no list items where the edition before had some; check the page",
                )
            )
    return issues


def _has_lists(clauses: Sequence[Clause]) -> bool:
    return sum(clause.kind in ("item", "point", "paragraph") for clause in clauses) >= 2
