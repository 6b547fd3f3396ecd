"""Documents to clauses: `read` for the clauses of a document, `parse` for the text they are slices of as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curation.readers.reading import clauses_of_file, parse, parse_file, read, stream_file, streams
    from curation.readers.structure.clauses import Reading, Scope

__all__ = ["Reading", "Scope", "clauses_of_file", "parse", "parse_file", "read", "stream_file", "streams"]


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: the settings of the readers need no reader."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from curation.readers import reading

    return getattr(reading, name)
