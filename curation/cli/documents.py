"""Documents: their clauses, what changed between editions, and the sources of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from curation.cli import shell
from curation.errors import CurationError, InputError, Issue
from curation.records import Clause, Document

if TYPE_CHECKING:
    from curation.ingest.editions import Change
    from curation.ingest.sources import Source

ScopeOption = Annotated[
    str,
    typer.Option(
        "--scope",
        help="whole: a provision with everything below it. own: every word in one clause, as the pipeline uses them.",
    ),
]
sources = typer.Typer(no_args_is_help=True, help="raw/sources.toml and its lock.")


def register(app: typer.Typer) -> None:
    """Adds the commands about documents."""
    app.command("clauses")(clauses)
    app.command("compare-editions")(compare_editions)
    app.add_typer(sources, name="source")


def clauses(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Documents in any format read here; a folder holds the Formex files of one act.",
            metavar="FILE...",
        ),
    ],
    scope: ScopeOption = "whole",
    reader: Annotated[str, typer.Option(help="Name a reader when the detection is wrong.")] = "",
    citation: Annotated[str, typer.Option(help="How the act is named in citations.")] = "",
    json: Annotated[bool, typer.Option("--json", help="JSON Lines; this is what it prints anyway.")] = False,
) -> None:
    """The clauses of documents as JSON Lines: document, eid, citation, path, text, start, end, page, modality, language."""
    from curation.ingest import stream_file

    wanted = _scope(scope)
    issues: list[Issue] = []
    for file in files:
        try:
            shell.emit_jsonl(map(_row, stream_file(file, wanted, reader=reader, citation=citation)))
        except InputError as error:
            issues.extend(Issue(_placed(file, i.where), i.code, i.message, i.severity) for i in error.issues)
    if issues:
        raise InputError(issues)


def _scope(name: str) -> Literal["own", "whole"]:
    if name == "own":
        return "own"
    if name == "whole":
        return "whole"
    raise typer.BadParameter("own or whole", param_hint="--scope")


def _placed(file: Path, where: str) -> str:
    """The place of an issue with the file as the user named it."""
    head, _, rest = where.partition(" > ")
    return f"{file} > {rest}" if rest else str(file) if head else f"{file}"


_FIELDS = (
    "document",
    "eid",
    "citation",
    "path",
    "text",
    "start",
    "end",
    "page",
    "modality",
    "language",
    "kind",
    "marker",
    "parent",
    "sha256",
)


def _row(clause: Clause) -> dict[str, Any]:
    return {name: getattr(clause, name) for name in _FIELDS}


def compare_editions(
    old: Annotated[Path, typer.Argument(help="The earlier edition.")],
    new: Annotated[Path, typer.Argument(help="The later edition.")],
    json: shell.JsonOption = False,
) -> None:
    """What changed between two files: clauses same, modified, renumbered, moved, split, merged, inserted, deleted."""
    from curation.ingest import clauses_of_file
    from curation.ingest.editions import compare, summary

    changes = compare(clauses_of_file(old), clauses_of_file(new))
    counts = summary(changes)
    substantive = any(counts[kind] for kind in ("modified", "split", "merged", "inserted", "deleted"))
    if json:
        rows = [
            {
                "kind": c.kind,
                "old": list(c.old),
                "new": list(c.new),
                "similarity": c.similarity,
                "diff": [list(part) for part in c.diff],
            }
            for c in changes
        ]
        shell.emit_json({"summary": counts, "substantive": substantive, "changes": rows})
        return
    for change in changes:
        if change.kind != "same":
            shell.show(_line(change))
    shell.show(", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "no clauses")
    shell.show("substantive changes" if substantive else "no substantive change")


def _line(change: Change) -> str:
    names = f"{', '.join(change.old) or '-'} -> {', '.join(change.new) or '-'}"
    marks = {"delete": "[-{}-]", "insert": "{{+{}+}}"}
    words = " ".join(marks[op].format(text) if op in marks else _short(text) for op, text in change.diff)
    return f"{change.kind:<11} {change.similarity:.2f}  {names}" + (f"\n    {words}" if words else "")


def _short(text: str) -> str:
    return text if len(text) < 60 else f"{text[:25]} ... {text[-25:]}"


@sources.command("list")
def list_sources(workspace: shell.WorkspaceOption = None, json: shell.JsonOption = False) -> None:
    """The documents of the workspace."""
    from curation.ingest.sources import entries

    found = entries(shell.workspace(workspace))
    if json:
        shell.emit_jsonl(source.document.model_dump() | {"file": source.file} for source in found)
        return
    columns = ("slug", "edition", "kind", "language", "licence", "text in releases", "file")
    rows = [
        (
            d.slug,
            d.edition,
            d.kind,
            d.language,
            d.licence,
            "yes" if d.redistribute else "no, citations and hashes",
            s.file or "not kept",
        )
        for s in found
        for d in [s.document]
    ]
    shell.table("", columns, rows)


@sources.command("verify")
def verify_sources(workspace: shell.WorkspaceOption = None, json: shell.JsonOption = False) -> None:
    """Compares the bytes of every source with the lock; exit 1 when one differs."""
    from curation.ingest.sources import entries, verify

    root = shell.workspace(workspace)
    issues = verify(root)
    if json:
        shell.emit_json(
            {
                "issues": [
                    {"where": i.where, "code": i.code, "message": i.message, "severity": i.severity}
                    for i in issues
                ]
            }
        )
    errors = [issue for issue in issues if issue.severity == "error"]
    if errors:
        raise InputError(issues)
    for issue in issues:
        shell.say(str(issue))
    if not json:
        shell.show(f"{len(entries(root))} sources are as pinned")


@sources.command("add")
def add_source(
    slug: Annotated[str, typer.Argument(help="Short name, the same for all editions: eu-ai-act.")],
    origin: Annotated[str, typer.Argument(help="A file, or an http(s) address.")],
    title: Annotated[str, typer.Option(help="The official title.")],
    edition: Annotated[str, typer.Option(help="The edition as its issuer names it.")] = "1",
    issuer: Annotated[str, typer.Option(help="Who issued it.")] = "",
    jurisdiction: Annotated[
        str, typer.Option(help="Where it applies: an ISO 3166 code, EU, or a company.")
    ] = "",
    kind: Annotated[
        str, typer.Option(help="law, regulation, standard, policy, licence, framework or other.")
    ] = "other",
    published: Annotated[str, typer.Option(help="ISO date.")] = "",
    licence: Annotated[str, typer.Option(help="SPDX identifier, or the words of the issuer.")] = "",
    redistribute: Annotated[
        bool, typer.Option("--redistribute/--no-redistribute", help="Whether a release may carry the text.")
    ] = False,
    language: Annotated[str, typer.Option(help="BCP 47 tag; empty to detect it.")] = "",
    citation: Annotated[str, typer.Option(help="How a lawyer names it: Regulation (EU) 2024/1689.")] = "",
    reader: Annotated[str, typer.Option(help="Name a reader when the detection is wrong.")] = "",
    keep: Annotated[
        bool, typer.Option("--keep/--hash-only", help="Keep a copy below raw/documents, or the hash only.")
    ] = True,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private addresses too.")
    ] = False,
    workspace: shell.WorkspaceOption = None,
) -> None:
    """Adds a document from a file or an address, pinned by its hash. The bytes must read as a document first."""
    from pydantic import ValidationError

    from curation.ingest import sources as store

    root = shell.workspace(workspace)
    fields = {
        "slug": slug, "title": title, "issuer": issuer, "jurisdiction": jurisdiction, "kind": kind, "edition": edition, "published": published,
        "licence": licence, "redistribute": redistribute, "language": language, "citation": citation, "reader": reader,
    }  # fmt: skip
    remote = origin.startswith(("http://", "https://"))
    try:
        document = Document.model_validate(fields | {"url": origin if remote else ""})
    except ValidationError as error:
        raise InputError(
            Issue(f"{slug} > {'.'.join(map(str, e['loc']))}", "source-invalid", e["msg"])
            for e in error.errors()
        ) from error
    data, suffix, when = _obtain(origin, allow_private) if remote else _local(Path(origin))
    _readable(root, document, data, remote)
    added = store.add(root, document, data, suffix, when, keep)
    shell.say(f"{added.key}: {len(data):,} bytes, sha256 {added.document.sha256[:12]}")


def _local(path: Path) -> tuple[bytes, str, str]:
    try:
        return path.read_bytes(), path.suffix.lower(), ""
    except OSError as error:
        raise InputError.one(
            str(path), "file-unreadable", f"{error.strerror or error}; check the path"
        ) from error


def _obtain(url: str, allow_private: bool) -> tuple[bytes, str, str]:
    """Bytes, file suffix and the time of fetching."""
    from datetime import UTC, datetime

    from curation.ingest.fetch import fetch

    found = fetch(url, allow_private)
    kinds = {
        "application/pdf": ".pdf",
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "text/plain": ".txt",
        "text/markdown": ".md",
    }
    suffix = kinds.get(found.media_type) or Path(url.partition("?")[0]).suffix.lower()[:8] or ".html"
    return found.data, suffix, datetime.now(UTC).isoformat(timespec="seconds")


def _readable(root: Path, document: Document, data: bytes, remote: bool) -> None:
    """Refuses bytes that do not read as a document, and a fetched page that looks like an error page."""
    from curation.ingest import parse
    from curation.ingest.guard import judge

    reading = parse(document, data)
    before = list(_before(root, document))
    if (remote or before) and (issues := judge(reading.canonical_text, reading.clauses, before)):
        raise InputError(issues)


def _before(root: Path, document: Document) -> Iterator[Clause]:
    """The clauses of the last edition kept under the same slug, none when there is none that can be read."""
    from curation.ingest import read
    from curation.ingest import sources as store

    earlier = [s for s in store.entries(root) if s.document.slug == document.slug and s.file]
    if earlier:
        try:
            yield from read(earlier[-1].document, store.bytes_of(root, earlier[-1].document))
        except CurationError as error:
            shell.say(f"the edition before cannot be compared: {error}")


def _pin(root: Path, source: Source) -> list[Issue]:
    """Pins a local file that has no hash yet; one that has is never pinned again to other bytes."""
    from curation.digests import sha256
    from curation.ingest import sources as store

    path = root / "raw" / source.file
    if source.document.sha256 or not source.file:
        return []
    if not path.is_file():
        return [Issue(source.key, "source-missing", f"raw/{source.file} is not there; put the file there")]
    data = path.read_bytes()
    store.write_lock(root, source.key, sha256(data), len(data), "")
    shell.say(f"{source.key}: {len(data):,} bytes pinned")
    return []


@sources.command("fetch")
def fetch_sources(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Which documents; all that have an address when none is named.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private addresses too.")
    ] = False,
    workspace: shell.WorkspaceOption = None,
) -> None:
    """Fetches documents that have an address and pins them; a file of our own is pinned as it is, once.

    A source whose bytes changed is refused as the same edition.
    """
    from curation.digests import sha256
    from curation.ingest import sources as store
    from curation.tables import write_atomic

    root = shell.workspace(workspace)
    issues: list[Issue] = []
    for source in store.entries(root):
        document = source.document
        if slugs and document.slug not in slugs:
            continue
        if not document.url:
            issues.extend(_pin(root, source))
            continue
        data, _, when = _obtain(document.url, allow_private)
        digest = sha256(data)
        if document.sha256 and digest != document.sha256:
            issues.append(
                Issue(
                    source.key,
                    "source-changed",
                    "the address now gives other bytes; add them as a new edition with: curation source add",
                )
            )
            continue
        try:
            _readable(root, document.model_copy(update={"slug": document.slug}), data, remote=True)
        except InputError as error:
            issues.extend(error.issues)
            continue
        if source.file:
            write_atomic(root / "raw" / source.file, data)
        store.write_lock(root, source.key, digest, len(data), when)
        shell.say(f"{source.key}: {len(data):,} bytes, sha256 {digest[:12]}")
    if issues:
        raise InputError(issues)
