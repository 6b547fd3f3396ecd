"""The documents of a workspace: what `raw/sources.toml` says of them and what `raw/sources.lock` pins."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from curation.core import value_faults
from curation.core.digests import sha256
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import inside, locked, safe_name, write_atomic
from curation.core.records import Document

SOURCES, LOCK = "sources.toml", "sources.lock"


MAX_LEFT_OUT = 0.25
"""Share of a document's words that may be in no clause before somebody has looked at them: menus and notices of an ordinary page."""


@dataclass(frozen=True)
class Source:
    """A document and the file it is kept in, below `raw/`; no file for one that is kept by its hash only."""

    document: Document
    file: str
    allow: tuple[str, ...] = ()
    """Codes of faults of the reading that a maintainer has looked at and accepts, such as `pdf-page-no-text`."""
    max_left_out: float = MAX_LEFT_OUT
    """Share of the words, in [0, 1], that may be in no clause."""
    allow_reason: str = ""
    """Why the faults or the share are acceptable; needed with either."""

    @property
    def key(self) -> str:
        """`<slug>/<edition>`, the name of its entry in the lock."""
        return f"{self.document.slug}/{self.document.edition}"


def load(workspace: Path) -> list[Document]:
    """The documents of a workspace in the order of `raw/sources.toml`, with the hashes of `raw/sources.lock`.

    Raises: InputError naming every entry that is wrong.
    """
    return [source.document for source in entries(workspace)]


def entries(workspace: Path) -> list[Source]:
    """The sources of a workspace, in order.

    Raises: InputError naming every entry that is wrong.
    """
    listed = _toml(workspace / "raw" / SOURCES).get("source", [])
    pins = lock(workspace)
    issues: list[Issue] = []
    out: list[Source] = []
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise InputError.one(
            f"raw/{SOURCES} > source", "source-invalid", "write each source as a [[source]] table"
        )
    for number, entry in enumerate(listed, 1):
        fields = dict(entry)
        file = fields.pop("file", "")
        allow, bound = fields.pop("allow", []), fields.pop("max_left_out", MAX_LEFT_OUT)
        reason = fields.pop("allow_reason", "")
        where = f"raw/{SOURCES} > source {number}"
        pin = pins.get(f"{fields.get('slug', '')}/{fields.get('edition', '1')}", {})
        known = {name: pin[name] for name in ("sha256", "retrieved") if name in pin}
        try:
            document = Document(**{**known, "sha256": "", "retrieved": "", **known, **fields})
        except (ValidationError, TypeError) as error:
            issues.extend(_problems(where, error))
            continue
        if not isinstance(file, str) or file.startswith("/") or ".." in Path(file).parts:
            issues.append(
                Issue(where, "source-path", "file is a path below raw/, without .. and not absolute")
            )
            continue
        permission = _permission(where, allow, bound, reason)
        if isinstance(permission, Issue):
            issues.append(permission)
            continue
        out.append(Source(document, file, *permission))
    keys = [source.key for source in out]
    issues += [
        Issue(
            f"raw/{SOURCES} > {key}",
            "source-duplicate",
            "slug and edition stand twice; a new edition needs a name of its own",
        )
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    if issues:
        raise InputError(issues)
    return out


def _permission(
    where: str, allow: Any, bound: Any, reason: Any
) -> tuple[tuple[str, ...], float, str] | Issue:
    """What a source allows of its reading, or what is wrong with how that is written."""
    if not isinstance(allow, list) or not all(isinstance(code, str) for code in allow):
        return Issue(f"{where} > allow", "source-invalid", 'a list of codes: allow = ["pdf-page-no-text"]')
    if isinstance(bound, bool) or not isinstance(bound, int | float) or not 0 <= bound <= 1:
        return Issue(
            f"{where} > max_left_out",
            "source-invalid",
            "a share of the words from 0 to 1: max_left_out = 0.4",
        )
    given = isinstance(reason, str) and bool(reason.strip())
    if (allow or bound > MAX_LEFT_OUT) and not given:
        return Issue(
            f"{where} > allow_reason",
            "source-invalid",
            "say in allow_reason why what is left out or unreadable is acceptable",
        )
    return tuple(allow), float(bound), reason if isinstance(reason, str) else ""


_WORDS = {
    "slug": "write lower-case letters, digits and hyphens, such as house-rules",
    "kind": "write law, regulation, standard, policy, licence, framework or other; rules and instructions of an organisation are a policy",
}
"""What is said of a field whose form is wrong, in the place of its pattern."""
_FORMS = frozenset({"string_pattern_mismatch", "literal_error", "enum"})


def problems(where: str, error: ValidationError) -> list[Issue]:
    """An issue for each field of a document that cannot be used."""
    return [
        Issue(
            f"{where} > {'.'.join(map(str, e['loc']))}",
            "source-invalid",
            (_WORDS.get(str(e["loc"][0])) if e["loc"] and e["type"] in _FORMS else None)
            or value_faults.told(e),
        )
        for e in error.errors()
    ]


def _problems(where: str, error: Exception) -> list[Issue]:
    if isinstance(error, ValidationError):
        return problems(where, error)
    return [Issue(where, "source-invalid", "the keys of a source are the fields of a document and `file`")]


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(disk.text(path))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, disk.Unusable) as error:
        raise InputError.one(f"raw/{path.name}", "toml-invalid", f"not valid TOML: {error}") from error


def lock(workspace: Path) -> dict[str, dict[str, Any]]:
    """The pins by `<slug>/<edition>`: sha256, size in bytes, retrieved (ISO time)."""
    return {key: value for key, value in _toml(workspace / "raw" / LOCK).items() if isinstance(value, dict)}


def bytes_of(workspace: Path, document: Document) -> bytes:
    """The bytes of a document, as pinned.

    Raises: InputError when the file is absent or its bytes are not those of the lock.
    """
    source = next((s for s in entries(workspace) if s.key == f"{document.slug}/{document.edition}"), None)
    if source is None or not source.file:
        cure = f"curation source fetch {document.slug}"
        raise InputError.one(
            f"{document.slug}/{document.edition}",
            "source-absent",
            f"no file is kept for this document; get it with: {cure}",
        )
    data, issue = _read(workspace, source)
    if issue is not None:
        raise InputError([issue])
    return data


def verify(workspace: Path) -> list[Issue]:
    """Every difference between the files and the lock; a source without a pin is an issue too."""
    issues: list[Issue] = []
    listed = entries(workspace)
    pins = lock(workspace)
    for source in listed:
        if source.key not in pins:
            issues.append(
                Issue(
                    source.key,
                    "source-unpinned",
                    "no hash in raw/sources.lock; pin it with: curation source add or fetch",
                )
            )
        elif source.file:
            issue = _read(workspace, source)[1]
            issues += [issue] if issue else []
    for key in sorted(pins.keys() - {source.key for source in listed}):
        issues.append(
            Issue(
                f"raw/{LOCK} > {key}",
                "source-stale-pin",
                "is pinned in raw/sources.lock and no longer listed in raw/sources.toml; if it is meant, delete its entry in the lock, which is the only edit by hand that the lock needs",
                "warn",
            )
        )
    return issues


def _read(workspace: Path, source: Source) -> tuple[bytes, Issue | None]:
    path = workspace / "raw" / source.file
    try:
        data = disk.data(path)
    except OSError as error:
        return b"", Issue(
            source.key, "source-absent", f"raw/{source.file}: {error.strerror or error}; fetch it again"
        )
    pinned = source.document.sha256
    if pinned and sha256(data) != pinned:
        message = f"raw/{source.file} has other bytes than when it was pinned; put the old file back, or add the new one as a new edition"
        return data, Issue(source.key, "source-changed", message)
    return data, None


def add(
    workspace: Path, document: Document, data: bytes, suffix: str, retrieved: str = "", keep: bool = True
) -> Source:
    """Writes the bytes, the entry and the pin of a new source. Nothing is written when the entry exists already.

    `keep` False keeps no copy: the entry and its hash only.

    Args:
        workspace: The folder of the workspace.
        document: The entry of the manifest.
        data: The bytes of the document.
        suffix: The end of the file's name, with its dot.
        retrieved: The time of the download, ISO 8601.
        keep: Whether a copy is kept.

    Raises: InputError when slug and edition are taken, or the edition is no safe name of a file; StateError while another
    command writes the workspace.
    """
    edition = safe_name(document.edition, "edition")
    ending = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
    source = Source(document.model_copy(update={"sha256": sha256(data), "retrieved": retrieved}), "")
    with locked(workspace):
        return _add(
            workspace, source, data, f"{safe_name(document.slug, 'slug')}@{edition}{ending}" if keep else ""
        )


def _add(workspace: Path, source: Source, data: bytes, name: str) -> Source:
    """Adds `source` with the lock held; `name` is the file's below `raw/documents`, empty to keep no copy."""
    document = source.document
    if source.key in {known.key for known in entries(workspace)}:
        raise InputError.one(
            source.key,
            "source-duplicate",
            "this slug and edition are listed already; to change what is said of it, edit its entry in raw/sources.toml; a new edition needs another name with --edition",
        )
    raw = workspace / "raw"
    file = f"documents/{name}" if name else ""
    if file:
        write_atomic(inside(workspace, raw / file), data)
    write_lock(workspace, source.key, document.sha256, len(data), document.retrieved)
    listing = raw / SOURCES
    old = disk.text(listing) if listing.exists() else ""
    write_atomic(listing, f"{old.rstrip()}\n\n{_entry(document, file)}".lstrip())
    return Source(source.document, file)


def _entry(document: Document, file: str) -> str:
    """A `[[source]]` table; only what is not the default is written."""
    defaults = {name: info.default for name, info in Document.model_fields.items()}
    fields = {
        k: v
        for k, v in document.model_dump().items()
        if k not in ("sha256", "retrieved") and v != defaults[k] and v != ""
    }
    fields["edition"] = document.edition
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["[[source]]", *lines, *([f"file = {json.dumps(file)}"] if file else [])]) + "\n"


def write_lock(workspace: Path, key: str, digest: str, size: int, retrieved: str) -> None:
    """Writes or replaces one pin; the lock is sorted by key.

    Args:
        workspace: The folder of the workspace.
        key: `<slug>/<edition>`.
        digest: The SHA-256 of the bytes.
        size: Their number.
        retrieved: The time of the download, ISO 8601.
    """
    with locked(workspace):
        _write_pins(
            workspace, lock(workspace) | {key: {"sha256": digest, "size": size, "retrieved": retrieved}}
        )


def _write_pins(workspace: Path, pins: Mapping[str, Mapping[str, Any]]) -> None:
    lines = ["# Written by `curation source`: what the bytes of each source were.\n"]
    for name in sorted(pins):
        pin = pins[name]
        lines.append(
            f"[{json.dumps(name)}]\nsha256 = {json.dumps(pin['sha256'])}\nsize = {pin['size']}\nretrieved = {json.dumps(pin['retrieved'])}\n"
        )
    write_atomic(workspace / "raw" / LOCK, "\n".join(lines))
