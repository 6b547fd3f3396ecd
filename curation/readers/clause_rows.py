"""Clauses read again from a table of them, as `curation clauses` prints it: one row a clause.

A row may be of a provision with everything below it (the scope `whole`). Such a text is cut at its first sub-part, and words behind a
sub-part become a clause of their own, so that every word is in one clause, as the pipeline has it (the scope `own`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from curation.core.digests import text_digest
from curation.core.errors import InputError, Issue
from curation.core.files import table_files
from curation.core.records import Clause

NEEDED = ("document", "eid", "text")
"""Columns without which a row is no clause."""
TABLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".xlsx")
"""Suffixes of files that hold a table; no document is told by them."""
SHOWN = 20


def is_table(path: Path) -> bool:
    """Whether a file is a table and no document, by its name."""
    return path.suffix.lower() in TABLES and path.is_file()


def of_file(path: Path) -> list[Clause]:
    """The clauses in a file that `curation clauses` wrote.

    Raises: InputError when it is a table of something else.
    """
    return of_rows(list(table_files.rows(path)), path.name)


def of_rows(rows: Sequence[Mapping[str, Any]], where: str) -> list[Clause]:
    """The clauses in rows, each with its own words only, in the order of the rows.

    Args:
        rows: columns as in `curation.core.records.Clause`; `document`, `eid` and `text` are needed, further ones are left out.
        where: what the rows are called in messages.

    Raises: InputError for rows that are no clauses, with the cure.
    """
    columns = list(dict.fromkeys(str(name) for row in rows[:100] for name in row))
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        message = f"holds no clauses: there is no column {' or '.join(missing)}; the columns are {', '.join(columns)[:200] or '(none)'}; give a document, or what curation clauses printed of one"
        raise InputError.one(where, "clauses-format", message)
    issues: list[Issue] = []
    found: list[Clause] = []
    for number, row in enumerate(rows, 1):
        empty = [name for name in NEEDED if not isinstance(row.get(name), str) or not row[name].strip()]
        if empty:
            issues.append(
                Issue(f"{where} > row {number}", "clauses-format", f"has no text in {', '.join(empty)}")
            )
        else:
            found.append(_clause(row))
    if issues:
        more = len(issues) - SHOWN
        rest = [Issue(where, "clauses-format", f"and {more} more rows")] if more > 0 else []
        raise InputError([*issues[:SHOWN], *rest])
    return _own(found)


def _clause(row: Mapping[str, Any]) -> Clause:
    text, document = str(row["text"]), str(row["document"])
    edition = str(row.get("edition") or "1")
    path = row.get("path")
    start = _number(row.get("start"))
    return Clause.model_validate(
        {
            "id": str(row.get("id") or f"{document}@{edition}#{row['eid']}"),
            "document": document,
            "edition": edition,
            "eid": str(row["eid"]),
            "kind": str(row.get("kind") or "text"),
            "citation": str(row.get("citation") or row["eid"]),
            "path": [str(part) for part in path] if isinstance(path, list | tuple) else [],
            "marker": str(row.get("marker") or ""),
            "text": text,
            "start": start or 0,
            "end": (start or 0) + len(text)
            if start is None
            else _number(row.get("end")) or start + len(text),
            "page": _number(row.get("page")),
            "parent": row.get("parent") or None,
            "modality": row.get("modality") or "other",
            "language": str(row.get("language") or ""),
            "sha256": text_digest(text),
        }
    )


def _number(value: Any) -> int | None:
    return int(value) if str(value if value is not None else "").strip().isdecimal() else None


def _own(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses in the order of their documents, each cut at its first sub-part; words behind a sub-part are clauses of their own. Without places nothing is cut."""
    found: list[Clause] = []
    for _, several in groupby(clauses, key=lambda one: (one.document, one.edition)):
        document = list(several)
        placed = all(one.end - one.start == len(one.text) for one in document)
        if not placed or all(one.start == 0 for one in document):
            found += document
            continue
        document.sort(key=lambda one: (one.start, -one.end))
        starts = [one.start for one in document]
        made: list[Clause] = []
        for clause in document:
            within = document[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
            inside = [one for one in within if one.end <= clause.end and len(one.text) < len(clause.text)]
            made += _pieces(clause, inside) if inside else [clause]
        found += sorted(made, key=lambda one: one.start)
    return found


def _pieces(clause: Clause, inside: Iterable[Clause]) -> Iterator[Clause]:
    at, behind = clause.start, 0
    for part in [*inside, None]:
        end = clause.end if part is None else part.start
        text = clause.text[at - clause.start : max(at, end) - clause.start]
        start = at + len(text) - len(text.lstrip())
        text = text.strip()
        marker = "" if part is None else part.marker
        if text and text != marker:
            about: dict[str, Any] = {
                "text": text,
                "start": start,
                "end": start + len(text),
                "sha256": text_digest(text),
            }
            if at > clause.start:
                behind += 1
                tail = f"__wrapup_{behind}"
                about |= {
                    "id": clause.id + tail, "eid": clause.eid + tail, "kind": "text", "marker": "", "parent": clause.eid,
                    "modality": "other",
                }  # fmt: skip
            yield clause.model_copy(update=about)
        at = max(at, clause.start if part is None else part.end)
