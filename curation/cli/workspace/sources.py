"""The commands on the sources of a workspace: add, list, fetch, verify."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curation.cli import shell
from curation.core.errors import CurationError, InputError, Issue
from curation.core.files import disk

if TYPE_CHECKING:
    from curation.core.records import Clause, Document
    from curation.sources.manifest import Source

sources = typer.Typer(
    no_args_is_help=True, help="List, add, fetch and verify the documents of the workspace."
)


def register(app: typer.Typer) -> None:
    """Adds the commands about sources."""
    app.add_typer(sources, name="source")


PrivateOption = Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too.")]


@sources.command("list")
def list_sources(workspace: shell.WorkspaceOption = None, json: shell.JsonOption = False) -> None:
    """List the documents of the workspace."""
    from curation.sources.manifest import entries

    listed = entries(shell.workspace(workspace))
    if json:
        shell.emit_jsonl(source.document.model_dump() | {"file": source.file} for source in listed)
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
        for s in listed
        for d in [s.document]
    ]
    shell.table("", columns, rows)


@sources.command("pictures")
def source_pictures(
    slug: Annotated[str, typer.Argument(help="The document, as `curation source list` names it.")],
    out: Annotated[Path, typer.Option(help="Folder for the pictures and the table.")] = Path(
        "source-pictures"
    ),
    workspace: shell.WorkspaceOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Take the pictures out of a PDF or DOCX that may be passed on, with the page and place of each, and write a table for questions about them."""
    import json as json_module

    from curation.core.files.io import write_atomic
    from curation.readers import source_pictures as pictures
    from curation.sources.manifest import bytes_of, load

    place = shell.workspace(workspace)
    known = [d for d in load(place) if d.slug == slug]
    if not known:
        raise InputError.one(
            slug, "source-unknown", "is no document of the workspace; see: curation source list"
        )
    document = known[-1]
    if not document.redistribute:
        message = "may not be passed on, and neither may its pictures; draw what they show yourself"
        raise InputError.one(slug, "source-closed", message)
    edition = f"{document.slug}@{document.edition}"
    lines = []
    for number, one in enumerate(pictures.taken_from(bytes_of(place, document), slug), 1):
        name = f"pictures/{slug}-{f'p{one.page}-' if one.page else ''}{number}{one.suffix}"
        write_atomic(out / name, one.data)
        facts: dict[str, object] = {
            "path": name,
            "document": edition,
            "source": document.title,
            "licence": document.licence,
            "alt": "",
        }
        facts |= {"page": one.page, "box": list(one.box)} if one.page else {}
        lines.append({"question": "", "options": [], "answer": "", "clause": "", "pictures": [facts]})
    if lines:
        text = "".join(json_module.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_atomic(out / "questions.jsonl", text)
    if json:
        shell.emit_json({"pictures": len(lines), "table": str(out / "questions.jsonl") if lines else ""})
        return
    shell.show(
        f"{len(lines)} pictures of {edition}" + (f" beside {out / 'questions.jsonl'}" if lines else "")
    )
    if lines:
        shell.say(
            "write a question for each picture that deserves one, remove the other lines, then: curation author import"
        )


@sources.command("verify")
def verify_sources(workspace: shell.WorkspaceOption = None, json: shell.JsonOption = False) -> None:
    """Compare the bytes of every source with raw/sources.lock; the exit code is 1 when one differs."""
    from curation.sources.manifest import entries, verify

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
    title: Annotated[str | None, typer.Option(help="The official title; needed for a new slug.")] = None,
    edition: Annotated[str, typer.Option(help="The edition as its issuer names it.")] = "1",
    issuer: Annotated[str | None, typer.Option(help="Who issued it.")] = None,
    jurisdiction: Annotated[
        str | None, typer.Option(help="Where it applies: an ISO 3166 code, EU, or a company.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="law, regulation, standard, policy, licence, framework or other (the default)."),
    ] = None,
    published: Annotated[str, typer.Option(help="Day of publication, YYYY-MM-DD.")] = "",
    licence: Annotated[str | None, typer.Option(help="SPDX identifier, or the words of the issuer.")] = None,
    redistribute: Annotated[
        bool | None,
        typer.Option(
            "--redistribute/--no-redistribute",
            help="Whether a release may carry the text. Default: no; for a further edition, as in the edition before.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of the text as a tag, such as en or de; detected when you give none."),
    ] = None,
    citation: Annotated[
        str | None,
        typer.Option(help="How it is cited, so that a reader can look it up: Regulation (EU) 2024/1689."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(
            help="Name of the reader to use where the detected one is wrong, such as markdown or html; a wrong name lists all."
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep/--hash-only", help="Keep a copy below raw/documents, or the hash only.")
    ] = True,
    allow_private: PrivateOption = False,
    workspace: shell.WorkspaceOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Add a document, a file or an address, pinned by its hash. The bytes must read as a document first.

    If SLUG is listed already, every option that you leave out keeps the value of the edition listed last, also --redistribute. Two
    are not kept: --published is empty and --edition is 1 unless you give them.
    """
    from pydantic import ValidationError

    from curation.core.records import Document
    from curation.pipeline.setup import source_checks
    from curation.sources import manifest as store

    root = shell.workspace(workspace)
    described = {
        "title": title, "issuer": issuer, "jurisdiction": jurisdiction, "kind": kind, "licence": licence,
        "redistribute": redistribute, "language": language, "citation": citation, "reader": reader,
    }  # fmt: skip
    before = next((s.document for s in reversed(store.entries(root)) if s.document.slug == slug), None)
    fields = {"slug": slug, "edition": edition, "published": published} | _described(described, before)
    remote = origin.startswith(("http://", "https://"))
    try:
        document = Document.model_validate(fields | {"url": origin if remote else ""})
    except ValidationError as error:
        raise InputError(store.problems(slug, error)) from error
    data, suffix, when = _obtain(origin, allow_private) if remote else _local(Path(origin))
    told = _readable(root, document, data, remote)
    added = store.add(root, document, data, suffix, when, keep)
    name = _name(added.document)
    shell.say(f"{name}: {len(data):,} bytes, sha256 {added.document.sha256[:12]}")
    for line in told:
        shell.say(f"{name}: {line}")
    if json:
        shell.emit_json(added.document.model_dump() | {"file": added.file})
    for issue in source_checks.described([added.document]):
        shell.say(str(issue))
    if note := _in_no_dataset(root, slug):
        shell.say(note)
    if before is not None:
        shell.say(f"next: curation impact {slug}@{before.edition} {slug}@{edition}")


def _in_no_dataset(root: Path, slug: str) -> str:
    """How a document that no dataset names is put into one; empty when one names it."""
    from curation.pipeline import config, losses

    datasets = config.load(root).dataset
    outside = [] if losses.named_documents(datasets, [slug]) else [slug]
    return losses.dataset_advice(outside, datasets)


def _described(given: dict[str, str | bool | None], before: Document | None) -> dict[str, object]:
    """What is said of a document: what was given, else as the edition before has it, else left out."""
    if before is None and not given["title"]:
        raise typer.BadParameter(
            "a document that is not listed yet needs its official title", param_hint="--title"
        )
    kept = {} if before is None else {name: getattr(before, name) for name in given}
    return kept | {name: value for name, value in given.items() if value is not None}


def _local(path: Path) -> tuple[bytes, str, str]:
    try:
        return disk.data(path), path.suffix.lower(), ""
    except OSError as error:
        raise InputError.one(
            str(path), "file-unreadable", f"{error.strerror or error}; check the path"
        ) from error


def _obtain(url: str, allow_private: bool) -> tuple[bytes, str, str]:
    """Bytes, file suffix and the time of fetching."""
    from datetime import UTC, datetime

    from curation.sources.fetch import fetch

    fetched = fetch(url, allow_private)
    kinds = {
        "application/pdf": ".pdf",
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "text/plain": ".txt",
        "text/markdown": ".md",
    }
    suffix = kinds.get(fetched.media_type) or Path(url.partition("?")[0]).suffix.lower()[:8] or ".html"
    return fetched.data, suffix, datetime.now(UTC).isoformat(timespec="seconds")


def _readable(root: Path, document: Document, data: bytes, remote: bool) -> list[str]:
    """What was read, in lines for a person: the account of the words, and what stops a run until it is allowed.

    Refuses bytes that do not read as a document, and what looks like an error page in the place of one.

    That a page is much shorter than the edition before is refused when it was fetched, and said when it is a file: a
    person chose that.
    """
    from curation.pipeline import config
    from curation.readers import ledger, parse
    from curation.sources import manifest as store
    from curation.sources.error_pages import judge

    reading = parse(document, data, settings=config.load(root).ingest)
    before = list(_before(root, document))
    problems = judge(reading.canonical_text, reading.clauses, before) if remote or before else []
    issues = [issue for issue in problems if remote or issue.code == "source-error-page"]
    if issues:
        raise InputError(issues)
    for issue in problems:
        shell.say(f"{_name(document)}: warn[{issue.code}] {issue.message.replace('page', 'file')}")
    stops = ledger.refusals(reading, (), store.MAX_LEFT_OUT)
    return [f"{len(reading.clauses):,} clauses; {ledger.account(reading)}", *map(str, stops)]


def _name(document: Document) -> str:
    """An edition as the commands take it."""
    return f"{document.slug}@{document.edition}"


def _before(root: Path, document: Document) -> Iterator[Clause]:
    """The clauses of the last edition kept under the same slug, none when there is none that can be read."""
    from curation.readers import read
    from curation.sources import manifest as store

    earlier = [s for s in store.entries(root) if s.document.slug == document.slug and s.file]
    if earlier:
        try:
            yield from read(earlier[-1].document, store.bytes_of(root, earlier[-1].document))
        except CurationError as error:
            shell.say(f"the edition before cannot be compared: {error}")


def _pin(root: Path, source: Source) -> list[Issue]:
    """Pins a local file that has no hash yet; one that has is never pinned again to other bytes."""
    from curation.core.digests import sha256
    from curation.sources import manifest as store

    path = root / "raw" / source.file
    if source.document.sha256 or not source.file:
        return []
    if not path.is_file():
        return [Issue(source.key, "source-missing", f"raw/{source.file} is not there; put the file there")]
    data = disk.data(path)
    store.write_lock(root, source.key, sha256(data), len(data), "")
    shell.say(f"{source.key}: {len(data):,} bytes pinned")
    return []


@sources.command("fetch")
def fetch_sources(
    slugs: Annotated[
        list[str] | None, typer.Argument(help="Which documents; all that have an address when none is named.")
    ] = None,
    allow_private: PrivateOption = False,
    workspace: shell.WorkspaceOption = None,
    json: shell.JsonOption = False,
) -> None:
    """Fetch documents that have an address and pin their hash; a source without an address gets the hash of its local file, once.

    If an address now gives other bytes than raw/sources.lock pins, the source is left as it is and reported as `source-changed`;
    add the new bytes with `curation source add SLUG URL --edition NAME`.
    """
    from curation.core.digests import sha256
    from curation.core.files.io import inside, locked, write_atomic
    from curation.sources import manifest as store

    root = shell.workspace(workspace)
    listed = store.entries(root)
    issues = [
        Issue(slug, "source-unknown", "is not in raw/sources.toml; see: curation source list")
        for slug in sorted(set(slugs or ()) - {source.document.slug for source in listed})
    ]
    for source in listed:
        document = source.document
        if slugs and document.slug not in slugs:
            continue
        if not document.url:
            issues.extend(_pin(root, source))
            continue
        with shell.busy(f"fetching {document.slug} from {document.url}"):
            data, _, when = _obtain(document.url, allow_private)
        digest = sha256(data)
        if document.sha256 and digest != document.sha256:
            issues.append(
                Issue(
                    source.key,
                    "source-changed",
                    "the address now gives other bytes; add them as a new edition with: curation source add SLUG URL --edition NAME",
                )
            )
            continue
        try:
            _readable(root, document.model_copy(update={"slug": document.slug}), data, remote=True)
        except InputError as error:
            issues.extend(error.issues)
            continue
        with locked(root):
            if source.file:
                write_atomic(inside(root, root / "raw" / source.file), data)
            store.write_lock(root, source.key, digest, len(data), when)
        shell.say(f"{_name(source.document)}: {len(data):,} bytes, sha256 {digest[:12]}")
    if json:
        wanted = [s for s in store.entries(root) if not slugs or s.document.slug in slugs]
        shell.emit_jsonl(s.document.model_dump() | {"file": s.file} for s in wanted)
    if issues:
        raise InputError(issues)
