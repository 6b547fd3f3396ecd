"""Documents to clauses: `read` for the clauses of a document, `parse` for the text they are slices of as well."""

from __future__ import annotations

from curation.readers.reading import clauses_of_file, parse, parse_file, read, stream_file, streams
from curation.readers.structure.clauses import Reading, Scope

__all__ = ["Reading", "Scope", "clauses_of_file", "parse", "parse_file", "read", "stream_file", "streams"]
