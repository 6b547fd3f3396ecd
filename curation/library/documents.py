"""Documents: clauses, rules, and what changed between two editions."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from curation.core import tables
from curation.core.errors import InputError
from curation.core.records import Clause, Rule
from curation.library import containers

if TYPE_CHECKING:
    import polars as pl

Source = str | Path | bytes
To = Literal["polars", "pandas", "arrow", "datasets", "records"]
_log = logging.getLogger("curation")


@overload
def read_clauses(source: Source, *, to: Literal["polars"] = "polars", **about: Any) -> pl.DataFrame: ...
@overload
def read_clauses(source: Source, *, to: To, **about: Any) -> Any: ...
def read_clauses(source: Source, *, to: To = "polars", **about: Any) -> Any:
    """The clauses of a document, in its order: one row a clause, columns as in `curation.core.records.Clause`.

    Args:
        source: path of a file, or the bytes of one.
        to: the kind of table.
        about: fields of the document: `slug`, `edition`, `citation`, `title`, `language`, `reader`, ….

    Raises: InputError when it cannot be read; ConfigError for a field that a document does not have.
    """
    containers.kind_wanted(to)
    found = _clauses(source, "source", about)
    _log.info("clauses: %d", len(found))
    return containers.converted(tables.frame(found, Clause), to)


@overload
def read_rules(source: Source | Any, *, to: Literal["polars"] = "polars", **about: Any) -> pl.DataFrame: ...
@overload
def read_rules(source: Source | Any, *, to: To, **about: Any) -> Any: ...
def read_rules(source: Source | Any, *, to: To = "polars", **about: Any) -> Any:
    """The rules that a document lays down: one row a rule, columns as in `curation.core.records.Rule`.

    Args:
        source: a file as in `read_clauses`, a file that `curation clauses` wrote, or a table of clauses.
        to: the kind of table.
        about: fields of the document, for a file.

    Raises: InputError when it cannot be read, or when a table is none of clauses.
    """
    from curation.rules import extract

    containers.kind_wanted(to)
    clauses = _clauses(source, "source", about)
    read = extract(clauses)
    _log.info("rules: %d of %d clauses", len(read), len(clauses))
    return containers.converted(tables.frame(read, Rule), to)


@overload
def compare_editions(
    old: Source | Any, new: Source | Any, *, to: Literal["polars"] = "polars", **about: Any
) -> pl.DataFrame: ...
@overload
def compare_editions(old: Source | Any, new: Source | Any, *, to: To, **about: Any) -> Any: ...
def compare_editions(old: Source | Any, new: Source | Any, *, to: To = "polars", **about: Any) -> Any:
    """How each clause changed from one edition to the next.

    Columns: `kind` (same, modified, renumbered, moved, split, merged, inserted, deleted), `old` and `new` (identifiers), `old_text` and
    `new_text`, `similarity` (share of words in common order, 0 to 1), `diff` (list of `change` and `words`).

    Args:
        old: path or bytes of the old edition, or a table of its clauses.
        new: the same of the new edition.
        to: the kind of table.
        about: fields of both documents.

    Raises: InputError when one of them cannot be read.
    """
    import polars as pl

    from curation.editions.comparison import compare

    containers.kind_wanted(to)
    before, after = _clauses(old, "old", about), _clauses(new, "new", about)
    words = [{c.eid: c.text for c in side} for side in (before, after)]
    rows = [
        {
            "kind": change.kind,
            "old": list(change.old),
            "new": list(change.new),
            "old_text": "\n".join(words[0][e] for e in change.old),
            "new_text": "\n".join(words[1][e] for e in change.new),
            "similarity": change.similarity,
            "diff": [{"change": step, "words": said} for step, said in change.diff],
        }
        for change in compare(before, after)
    ]
    step = pl.Struct({"change": pl.String, "words": pl.String})
    schema: dict[str, Any] = {
        "kind": pl.String, "old": pl.List(pl.String), "new": pl.List(pl.String), "old_text": pl.String, "new_text": pl.String,
        "similarity": pl.Float64, "diff": pl.List(step),
    }  # fmt: skip
    return containers.converted(pl.DataFrame(rows, schema=schema), to)


def _clauses(source: Source | Any, argument: str, about: dict[str, Any]) -> list[Clause]:
    from pydantic import ValidationError

    from curation import readers
    from curation.core.records import Document

    if (found := _of_table(source, argument)) is not None:
        if about:
            message = "counts only for a document; this is a table of clauses"
            raise InputError.one(next(iter(about)), "argument-value", message)
        return found
    try:
        if isinstance(source, bytes):
            if not source:
                raise InputError.one(argument, "document-empty", "has no bytes")
            return readers.parse(
                Document(**{"slug": "document", "title": "document"} | about), source
            ).clauses
        return readers.clauses_of_file(Path(source), **about)
    except ValidationError as error:
        raise containers.wrong_fields(error, Document, argument) from error


def _of_table(source: Source | Any, argument: str) -> list[Clause] | None:
    """The clauses of a table, or of a file of one; None for a document."""
    from curation.readers import clause_rows

    if isinstance(source, bytes):
        return None
    if isinstance(source, str | Path):
        path = Path(source)
        return clause_rows.of_file(path) if clause_rows.is_table(path) else None
    return clause_rows.of_rows(containers.hold(source, argument).frame.to_dicts(), argument)
