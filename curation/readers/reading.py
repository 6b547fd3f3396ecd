"""The way in: find the reader of a document, read it, refuse what is unusable."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from curation.core import plugins
from curation.core.digests import sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk, limited
from curation.core.records import Clause, Document
from curation.readers import detection, encodings, ledger, reader_table
from curation.readers.settings import Settings
from curation.readers.structure import clauses as building
from curation.readers.structure.blocks import Node, Parsed, root
from curation.readers.structure.clauses import Reading, Scope
from curation.readers.xml import streaming
from curation.text import legibility


def read(document: Document, data: bytes, settings: Settings | None = None) -> list[Clause]:
    """The clauses of a document, every word in one clause.

    Raises: InputError for bytes that no reader can use; its issues say where and what to do.
    """
    return parse(document, data, "own", settings).clauses


def parse(document: Document, data: bytes, scope: Scope = "own", settings: Settings | None = None) -> Reading:
    """The canonical text and the clauses of a document, read in a process with limits on memory, time and result.

    Raises: InputError for bytes that no reader can use, or that need more than a document of their size may; its issues say
    where and what to do.
    """
    chosen = settings or Settings()
    limits = limited.limits_of(len(data), chosen.max_memory_mb * limited.MB, chosen.max_seconds)
    # A reader of a plugin may be another one by now: the worker is forked with its modules.
    state = (chosen.readers, chosen.replace, list(sys.path), str(Path.cwd()))
    return limited.call(_parse, (document, data, scope, chosen), limits, state, document.slug)


def _parse(document: Document, data: bytes, scope: Scope, limits: Settings) -> Reading:
    where = document.slug
    if len(data) > limits.max_bytes:
        raise InputError.one(
            where,
            "document-large",
            f"{len(data):,} bytes, more than {limits.max_bytes:,}; split the document",
        )
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError.one(
            where, "document-empty", "the file has no content; fetch it from its source again"
        )
    try:
        reader = reader_table.choose(document.reader, data, limits)
        name = reader.name
        parsed = reader_table.parsed_by(reader, data, where)
    except InputError as error:
        raise _placed(where, error) from error
    except RecursionError as error:
        raise InputError.one(
            where, "document-deep", "parts nest too deeply to be a document; simplify the file"
        ) from error
    if name in _TEXTS and not (encoding := encodings.of(data)).sure:
        parsed.faults.append(_guessed(encoding.name))
    reading = building.reading(document, parsed, scope)
    if not reading.clauses:
        raise _nothing(where, name)
    if len(reading.clauses) > limits.max_clauses:
        raise InputError.one(
            where,
            "document-large",
            f"{len(reading.clauses):,} clauses, more than {limits.max_clauses:,}; split the document",
        )
    if name in _TEXTS or name in ("pdf", "docx"):
        reading = _legible(reading)
    return ledger.checked(reading, name, data)


_TWO = 1.5
"""Spoiled looks, in parts of one, above which there are two: one may be a list of names, of codes or of what no language knows."""
_SPOILED = 0.25
"""Share of the looks at a text that may be spoiled: below, it is a page of tables or a quotation in another language."""


def _legible(found: Reading) -> Reading:
    """The reading, with a fault when its text cannot be what was printed: a scan that was badly recognised, a damaged text layer."""
    share, looks = legibility.spoiled_share(found.canonical_text)
    if share < _SPOILED or share * looks < _TWO:
        return found
    issue = Issue(
        found.document.slug,
        "text-unreadable",
        f"in {share:.0%} of {looks} places the text cannot be what was printed: misread letters, letters set apart, or words without "
        "vowels; run OCR over it again (for example ocrmypdf --force-ocr), or give a text that a person has read",
    )
    return replace(found, faults=[*found.faults, issue])


_TEXTS = frozenset({"html", "markdown", "yaml", "eurlex-oj", "eurlex-consolidated", "eurlex-proposal"})
"""Readers of formats that may not say how their bytes are to be read."""


def _guessed(name: str) -> Issue:
    return Issue(
        "content",
        "encoding-guessed",
        f"the file does not say its encoding and is not UTF-8; it is read as {name} by a guess: look at the text, or save it as UTF-8",
    )


def clauses_of_file(path: Path, **overrides: Any) -> list[Clause]:
    """The clauses of a file; `overrides` are fields of its `Document` (slug, edition, citation, reader, …).

    Raises: InputError when the file cannot be read or used.
    """
    return parse_file(path, **overrides).clauses


def parse_file(path: Path, scope: Scope = "own", **overrides: Any) -> Reading:
    """The reading of a file, or of a folder whose files are the parts of one act (Formex: the act, then its annexes).

    Raises: InputError when the file cannot be read or used.
    """
    if path.is_dir():
        return _parse_folder(path, scope, overrides)
    data = _bytes(path)
    return parse(_document(path, data, overrides), data, scope)


STREAMED: dict[str, str] = {
    "ecfr": "curation.readers.xml.ecfr",
    "cfr": "curation.readers.xml.cfr",
    "uslm": "curation.readers.xml.uslm",
}
"""Readers that can read in pieces, and the modules that hold their `DIALECT`, `HEAD` and `about`."""


def stream_file(path: Path, scope: Scope = "own", **overrides: Any) -> Iterator[Clause]:
    """The clauses of a file one by one; a regulation in XML is read in pieces, in memory that does not grow with its length.

    Raises: InputError when the file cannot be read or used; for one read in pieces, clauses before a fault were given by then.
    """
    name = streams(path, str(overrides.get("reader") or ""))
    if not name:
        yield from parse_file(path, scope, **overrides).clauses
        return
    head = _head(path)
    dialect = import_module(STREAMED[name])
    parsed: Parsed = dialect.about(head[: dialect.HEAD], root())
    document = _document(path, b"", overrides)
    count = 0
    try:
        with disk.opened(path) as source:
            for clause in building.stream(document, parsed, streaming.pieces(source, dialect.DIALECT), scope):
                count += 1
                yield clause
    except InputError as error:
        raise _placed(document.slug, error) from error
    if not count:
        raise _nothing(document.slug, name)


def streams(path: Path, reader: str = "") -> str:
    """The reader by which a file is read in pieces, empty for one that is read whole.

    Raises: InputError when the file cannot be read.
    """
    if path.is_dir():
        return ""
    head = _head(path)
    name = reader or (detection.reader_of(head) if len(head) == _HEAD else "")
    return name if name in STREAMED else ""


_HEAD = 1 << 20
"""Bytes looked at to tell the reader; a file no longer than this is read whole."""


def _head(path: Path) -> bytes:
    try:
        with disk.opened(path) as source:
            return source.read(_HEAD)
    except OSError as error:
        raise InputError.one(
            str(path), "file-unreadable", f"{error.strerror or error}; check the path"
        ) from error


def _placed(where: str, error: InputError) -> InputError:
    """The same issues, in the document."""
    return InputError(Issue(f"{where} > {i.where}", i.code, i.message, i.severity) for i in error.issues)


def _nothing(where: str, reader: str) -> InputError:
    return InputError.one(
        where,
        "document-no-clauses",
        f"the {reader} reader found no clause; name another reader for this source",
    )


def _bytes(path: Path) -> bytes:
    try:
        return disk.data(path)
    except OSError as error:
        raise InputError.one(
            str(path), "file-unreadable", f"{error.strerror or error}; check the path"
        ) from error


def _document(path: Path, data: bytes, overrides: dict[str, Any]) -> Document:
    slug = re.sub(r"[^a-z0-9._-]+", "-", path.stem.lower()).strip("-._") or "document"
    return Document(**({"slug": slug[:120], "title": "", "sha256": sha256(data)} | overrides))


def _parse_folder(folder: Path, scope: Scope, overrides: dict[str, Any]) -> Reading:
    """The parts of an act in one folder, in the order of their names, as one document."""
    issues: list[Issue] = []
    trees: list[Parsed] = []
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]
    for path in files:
        data = _bytes(path)
        try:
            name = detection.reader_of(data)
            if name != "formex":
                issues.append(
                    Issue(
                        str(path),
                        "folder-mixed",
                        f"a folder holds the Formex files of one act; this is {name}",
                    )
                )
                continue
            reader = plugins.resolve("reader", name, detection.READERS)
            trees.append(reader_table.parsed_by(reader, data, str(path)))
        except InputError as error:
            issues.extend(Issue(f"{path} > {i.where}", i.code, i.message, i.severity) for i in error.issues)
    if issues or not trees:
        raise InputError(issues or [Issue(str(folder), "document-empty", "the folder has no file")])
    return building.reading(_document(folder, b"", overrides), _joined(trees), scope)


def _joined(trees: Sequence[Parsed]) -> Parsed:
    whole = Node("document", "", unlisted=True, parts=[part for tree in trees for part in tree.root.parts])
    first = next((tree for tree in trees if tree.citation), trees[0])
    return Parsed(whole, first.family, first.citation, first.language, first.title)
