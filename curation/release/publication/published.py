"""What a published file may hold: each file of a release is searched, as anybody could search it, before the release appears.

A file that repeats a text that may not be passed on, names a person by the pseudonym of the repository, repeats a comment or
says how long a judgement took stops the release, whatever wrote it there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.release.contents import evidence
from curation.release.contents.quotation import Passages, closed_passages
from curation.release.files import parquet

if TYPE_CHECKING:
    import polars as pl

    from curation.release.inputs import Inputs

COMMENT = 20
"""Characters from which on a comment is looked for; shorter ones ("ok") stand in any text."""
_FEW = 16
"""Beginnings of comments up to which each is looked for by itself, which is faster than all at once."""
_TIMES = frozenset(
    {"seconds", "made", "lead_time", "time", "started", "ended", "comment", "source", "pseudonym"}
)
"""Keys that no entry of `audit.json` has: they would say when or how long somebody worked, or what they wrote."""


def passages_of(inputs: Inputs) -> Passages:
    """The passages that no file may hold; taxonomies and judging scales are public anyhow."""
    elsewhere = [
        part for taxonomy in inputs.taxonomies for c in taxonomy.categories for part in (c.name, c.definition)
    ]
    return closed_passages(inputs.clauses, inputs.documents, [*elsewhere, *inputs.judging.values()])


def check(folder: Path, inputs: Inputs, passages: Passages) -> None:
    """Reads every file of the release in `folder`.

    Raises: InputError naming each file and place that holds what may not be published.
    """
    people = sorted(set(inputs.judgements["reviewer"]))
    comments = {c for c in inputs.judgements["comment"] if len(c.strip()) >= COMMENT}
    if issues := sorted(set(problems(folder, passages, people, comments))):
        raise InputError(issues)


def problems(
    folder: Path, passages: Passages, people: Iterable[str], comments: Iterable[str] = ()
) -> Iterator[Issue]:
    """Every place below `folder` that holds a passage, a pseudonym of `people`, one of `comments`, or a time of a judgement."""
    names = {name for name in people if name}
    token = (
        re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?![\w-])") if names else None
    )
    said = _Comments(comments)

    def faults(text: str, cell: bool) -> Iterator[tuple[str, str]]:
        if name := passages.found_in(text):
            yield "gate-licences", f"holds a passage of {name}, whose document may not be passed on"
        # In prose of items a short pseudonym may be a word; a cell that is nothing else is no coincidence.
        if token and (text in names if cell else token.search(text)):
            yield "gate-privacy", "names a reviewer by the pseudonym of the repository"
        if said.found_in(text):
            yield "gate-privacy", "repeats a reviewer's comment"

    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        where = f"{folder.name} > {path.relative_to(folder).as_posix()}"
        table = path.suffix == ".parquet"
        # The audit holds most of its strings many times: each is read once, and its places are only looked up where one is at fault.
        if path.suffix == ".json" and not any(
            fault for text in _json_texts(path) for fault in faults(text, False)
        ):
            continue
        for place, text in _cells(path) if table else _strings(path):
            at = f"{where} > {place}" if place else where
            yield from (Issue(at, code, message) for code, message in faults(text, table))
    yield from times(folder)


class _Comments:
    """Comments of reviewers, by which one is found again in a text. Time grows with the text, not with the number of comments."""

    def __init__(self, comments: Iterable[str]) -> None:
        self._starts: dict[str, list[str]] = {}
        for comment in comments:
            self._starts.setdefault(comment[:COMMENT], []).append(comment)

    def found_in(self, text: str) -> bool:
        """Whether a text holds one of the comments, each of at least `COMMENT` characters."""
        if len(self._starts) <= _FEW:
            return any(comment in text for said in self._starts.values() for comment in said)
        return any(
            text.startswith(comment, place)
            for place in range(len(text) - COMMENT + 1)
            for comment in self._starts.get(text[place : place + COMMENT], ())
        )


def times(folder: Path) -> Iterator[Issue]:
    """Entries of `audit.json` that say more of a judgement or a decision than the threat model allows."""
    path = folder / "audit.json"
    where = f"{folder.name} > {path.name}"
    if not path.is_file():
        return
    written = disk.text(path)
    audit = _outline(written)
    for part, allowed in (("judgements", evidence.JUDGEMENT_FIELDS), ("decisions", evidence.DECISION_FIELDS)):
        more = sorted({key for entry in audit.of(part) for key in entry.keys} - allowed)
        yield from (
            Issue(
                f"{where} > {part} > {key}",
                "gate-privacy",
                "is a field that may not be published of a judgement or decision; cut the release again",
            )
            for key in more
        )
    forbidden = {key for key in _TIMES if f'"{key}"' in written}
    for key in sorted(audit.every_key & forbidden):
        yield Issue(
            f"{where} > {key}", "gate-privacy", "says when or how long somebody worked, or what they wrote"
        )
    for reviewer in sorted({j.reviewer for j in audit.of("judgements")}):
        if not evidence.REVIEWER.fullmatch(reviewer):
            yield Issue(f"{where} > judgements > reviewer", "gate-privacy", "is not a number of the release")


@dataclass(frozen=True)
class _Entry:
    """What is asked of one object of the audit."""

    keys: frozenset[str]
    reviewer: str


@dataclass(frozen=True)
class _Outline:
    """The audit without its values, of which there are millions in a large release."""

    parts: Mapping[str, Any]
    """The outermost object; each object inside it is an `_Entry`, and those that are alike are one."""
    every_key: Set[str]

    def of(self, part: str) -> Set[_Entry]:
        """The different entries of a list of the audit."""
        return set(self.parts[part])


def _outline(written: str) -> _Outline:
    every_key: set[str] = set()
    alike: dict[tuple[Any, ...], _Entry] = {}
    parts: dict[str, Any] = {}

    def entry(pairs: list[tuple[str, Any]]) -> _Entry:
        nonlocal parts
        parts = dict(pairs)  # the outermost object is read last
        shape = (*parts, str(parts.get("reviewer", "")))
        if shape not in alike:
            every_key.update(parts)
            alike[shape] = _Entry(frozenset(parts), shape[-1])
        return alike[shape]

    json.loads(written, object_pairs_hook=entry)
    return _Outline(parts, every_key)


def _cells(path: Path) -> Iterator[tuple[str, str]]:
    """Column and text of every text in a Parquet file, each text once."""
    data = parquet.read(path)
    for name in data.columns:
        for text in _texts(data[name]):
            yield name, text


def _texts(column: pl.Series) -> list[str]:
    import polars as pl

    while isinstance(column.dtype, pl.List):
        column = column.explode()
    if isinstance(column.dtype, pl.Struct):
        parts = [column.struct.field(field.name) for field in column.dtype.fields]
        return [text for part in parts for text in _texts(part)]
    return [str(text) for text in column.drop_nulls().unique().sort()] if column.dtype == pl.String else []


def _strings(path: Path) -> Iterator[tuple[str, str]]:
    """Key and text of every string in a JSON file; the whole text of any other file, with the escapes of Markdown taken off."""
    text = disk.data(path).decode("utf-8", "replace")
    if path.suffix == ".json":
        yield from _json_strings(json.loads(text), "")
    else:
        yield "", re.sub(r"\\(?=[\W_])", "", text)


_BLOCK = 1_000_000
_JSON_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')


def _json_texts(path: Path) -> Iterator[str]:
    """Every string of a JSON file once, keys included."""
    found: set[str] = set()
    # Block by block: most strings stand there many times, and all matches at once take more memory than the file.
    for block in _blocks(disk.data(path).decode("utf-8", "replace")):
        found.update(_JSON_STRING.findall(block))
    for written in found:
        yield json.loads(written) if "\\" in written else written[1:-1]


def _blocks(text: str) -> Iterator[str]:
    """A JSON text in parts of about `_BLOCK` characters that end with a line: no string of JSON holds a line break."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        yield text[start:end]
        start = end


def _json_strings(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield at, str(key)
            yield from _json_strings(inner, f"{at} > {key}" if at else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _json_strings(inner, at)
