"""The one reader of tables that people keep in files: JSON Lines, JSON, CSV, Parquet, a workbook, or a pipe of them.

One rule for every command. Text is UTF-8, with or without a byte order mark. A line has a largest length, a value a largest
depth. NaN, Infinity and halves of characters (lone surrogates) are no data; a column has one name, a row no more cells than the
head. What breaks a rule is an issue with its line and its cure, and all of them are listed at once.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, BinaryIO, Literal

from curation.core.errors import InputError, Issue
from curation.core.files import spreadsheets

Kind = Literal["jsonl", "json", "csv", "parquet", "xlsx"]
LONGEST = 16_000_000
"""Most bytes of a line, and characters of a cell."""
LARGEST = 1_000_000_000
"""Most bytes of what has to be read as a whole: a JSON document, a workbook, a pipe of Parquet."""
DEEPEST = 64
"""Most brackets of a JSON value that are open at once."""
MOST_ROWS = 100_000_000
"""Most rows of a Parquet file: a kilobyte can claim any number of them."""
LISTED = 50
"""Most issues that are listed; the rest is counted."""

_KINDS: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".xlsx": "xlsx",
}  # fmt: skip
_MARK = b"\xef\xbb\xbf"
_CHUNK = 1 << 16
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
NOT_FINITE = "number-not-finite"
_INFINITE = re.compile(r"NaN|Infinity")
ENCODING = "is not UTF-8 (byte {}); save it as UTF-8, for instance: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"


def rows(path: Path | str) -> Iterator[dict[str, Any]]:
    """The records of a file, or of stdin for `-`: JSON values as they are, cells of CSV and of workbooks as text.

    The kind is told by the suffix, and by the first bytes where the suffix tells none. Rows before the first fault are given
    before it is raised.

    Raises: InputError when there is no such file, it is of no such kind, or listing every line that breaks a rule.
    """
    where = name_of(path)
    with _opened(path, where) as stream:
        head = stream.read(_CHUNK)
        kind = kind_of(path, head)
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            cure = "is UTF-16; save it as UTF-8, for instance: iconv -f UTF-16 -t UTF-8 OLD > NEW"
            raise InputError.one(where, "file-encoding", cure)
        if kind == "jsonl":
            yield from _checked(_json_lines(_lines(head, stream), where), where)
        elif kind == "json":
            yield from _checked(_json(_whole(head, stream, where), where), where)
        elif kind == "csv":
            yield from _checked(_csv(_lines(head, stream), where), where)
        elif kind == "xlsx":
            yield from _checked(_headed(spreadsheets.rows(_whole(head, stream, where), where), where), where)
        else:
            data = None if isinstance(path, Path) and path.is_file() else _whole(head, stream, where)
            yield from _parquet(path if data is None else io.BytesIO(data), where)


def check(path: Path) -> None:
    """Reads a file to its end and keeps nothing of it.

    Raises: InputError as `rows` does.
    """
    for _ in rows(path):
        pass


def name_of(path: Path | str) -> str:
    """How a file is called in messages."""
    return "stdin" if str(path) == "-" else Path(path).name


def kind_of(path: Path | str, head: bytes) -> Kind:
    """What a file is, by its suffix, else by its first bytes; an unknown one that does not begin like JSON is CSV."""
    start = head.removeprefix(_MARK).lstrip()[:1]
    if head[:4] == b"PAR1":
        return "parquet"
    known = _KINDS.get(Path(path).suffix.lower())
    # People call JSON Lines .json, and the other way round.
    if known == "json" and start == b"{":
        first = head.removeprefix(_MARK).lstrip().partition(b"\n")
        return "jsonl" if first[0].rstrip().endswith(b"}") and first[2].strip() else "json"
    if known:
        return known
    return (
        "jsonl"
        if start in (b"{", b"")
        else "json"
        if start == b"["
        else "xlsx"
        if head[:2] == b"PK"
        else "csv"
    )


def _opened(path: Path | str, where: str) -> Any:
    if str(path) == "-":
        return io.BufferedReader(_Stdin())
    path = Path(path)
    if path.is_dir():
        raise InputError.one(where, "file-missing", "is a folder; name a file in it")
    if not path.exists():  # a pipe is as good as a file
        raise InputError.one(where, "file-missing", "there is no such file; check the path")
    return path.open("rb")


class _Stdin(io.RawIOBase):
    """Stdin that stays open when its reader is closed."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        source: Any = getattr(sys.stdin, "buffer", None) or io.BytesIO(
            sys.stdin.read().encode("utf-8", "surrogatepass")
        )
        data: bytes = source.read1(len(buffer)) if hasattr(source, "read1") else source.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _whole(head: bytes, stream: BinaryIO, where: str) -> bytes:
    data = head + stream.read(LARGEST + 1 - len(head))
    if len(data) > LARGEST:
        raise InputError.one(
            where,
            "file-size",
            f"has more than {LARGEST // 1_000_000:,} MB; split it into several files, or save it as JSON Lines or CSV",
        )
    return data


# --- lines --------------------------------------------------------------------------------------------------------


def _lines(head: bytes, stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream without their ends (LF, CR LF, or CR where there is no LF at the start); None for one too long."""
    end = b"\r" if b"\n" not in head and b"\r" in head.rstrip(b"\r") + b"" else b"\n"
    rest, skipping = b"", False
    for chunk in chain([head.removeprefix(_MARK)], iter(lambda: stream.read(_CHUNK), b"")):
        *whole, rest = (rest + chunk).split(end)
        for line in whole:
            if skipping:
                skipping = False
            elif len(line) > LONGEST:
                yield None
            else:
                yield line.removesuffix(b"\r")
        if len(rest) > LONGEST:
            if not skipping:
                yield None
            rest, skipping = b"", True
    if rest and not skipping:
        yield rest.removesuffix(b"\r")


Row = dict[str, Any] | Issue


def _checked(found: Iterator[Row], where: str) -> Iterator[dict[str, Any]]:
    """The rows up to the first issue; then the issues of all that follows, as one error: a column without finite numbers once, with a count."""
    issues: list[Issue] = []
    more = 0
    repeated: Counter[str] = Counter()
    for row in found:
        if isinstance(row, Issue):
            if row.code == NOT_FINITE:
                repeated[row.message] += 1
            if repeated[row.message] > 1:
                continue
            if len(issues) < LISTED:
                issues.append(row)
            else:
                more += 1
        elif not issues:
            yield row
    if more:
        issues.append(Issue(where, issues[-1].code, f"{more} more issues of this file are not listed"))
    if issues:
        raise InputError(_counted(issue, repeated[issue.message]) for issue in issues)


def _counted(issue: Issue, lines: int) -> Issue:
    """The issue of a column, with the number of lines that it is in where they are several."""
    return (
        replace(issue, message=f"{issue.message} ({lines:,} lines, this is the first)")
        if lines > 1
        else issue
    )


# --- JSON ---------------------------------------------------------------------------------------------------------


class _Refused(Exception):
    """A JSON value that breaks a rule: its code and the words of its issue."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(
            "column-duplicate", f"names {twice[:60]!r} twice in one object; give each value a name of its own"
        )
    return made


def _constant(name: str) -> Any:
    raise _Refused(NOT_FINITE, f"holds {name}{{}}, which is no JSON; write null for a missing value")


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _Refused(
            NOT_FINITE,
            "holds a number that is too large for any program{}; write null, or the number as text",
        )
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_number)


def _value(text: str, where: str) -> Any:
    """The value of a JSON text, or the issue that it is."""
    try:
        if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
            raise _Refused("json-deep", f"is nested deeper than {DEEPEST} levels; write flatter objects")
        value = _DECODER.decode(text)
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value
    except _Refused as refused:
        code, message = refused.args
        return Issue(where, code, message.format(_columns_told(text)) if code == NOT_FINITE else message)
    except UnicodeEncodeError:
        return Issue(
            where,
            "text-surrogate",
            "holds half a character (a lone \\ud8…); write the whole character, or remove it",
        )
    except RecursionError:
        return Issue(where, "json-deep", f"is nested deeper than {DEEPEST} levels; write flatter objects")
    except ValueError as error:  # also an integer of more digits than the interpreter reads
        place = getattr(error, "colno", None)
        return Issue(where, "json-invalid", "is not JSON" + (f" (character {place})" if place else ""))


def _columns_told(text: str) -> str:
    """The columns of a JSON text that hold a number that is not finite, as they stand in a message; empty where they cannot be told."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    objects = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
    names = dict.fromkeys(
        name
        for each in objects
        for name, held in each.items()
        if _INFINITE.search(_STRING.sub("", json.dumps(held)))
    )
    listed = ", ".join(repr(name[:60]) for name in list(names)[:5])
    return f" in column {listed}" if len(names) == 1 else f" in columns {listed}" if names else ""


def _depth(text: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _object(value: Any, where: str) -> Row:
    return (
        value
        if isinstance(value, dict | Issue)
        else Issue(
            where, "json-object", 'is not a JSON object; write names and values in braces: {"id": "a"}'
        )
    )


def _json_lines(lines: Iterator[bytes | None], name: str) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        where = f"{name} > line {number}"
        if line is None:
            yield _too_long(where)
        elif line.strip():
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError as error:
                yield Issue(where, "file-encoding", ENCODING.format(error.start + 1))
            else:
                yield _object(_value(text, where), where)


def _too_long(where: str) -> Issue:
    return Issue(
        where,
        "line-long",
        f"has more than {LONGEST // 1_000_000} MB; no text of a row is that long; check the line ends, or split the text",
    )


def _json(data: bytes, name: str) -> Iterator[Row]:
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        yield Issue(name, "file-encoding", ENCODING.format(error.start + 1))
        return
    value = _value(text, name)
    for number, entry in enumerate(value if isinstance(value, list) else [value], 1):
        yield _object(entry, f"{name} > entry {number}")


# --- CSV and workbooks --------------------------------------------------------------------------------------------


def _csv(lines: Iterator[bytes | None], name: str) -> Iterator[Row]:
    issues: list[Issue] = []

    def decoded() -> Iterator[str]:
        for number, line in enumerate(lines, 1):
            try:
                yield "" if line is None else line.decode("utf-8") + "\n"
            except UnicodeDecodeError as error:
                issues.append(
                    Issue(f"{name} > line {number}", "file-encoding", ENCODING.format(error.start + 1))
                )
                yield "\n"
            if line is None:
                issues.append(_too_long(f"{name} > line {number}"))

    texts = decoded()
    first = next((text for text in texts if text.strip()), "")
    csv.field_size_limit(LONGEST)
    reader = csv.reader(chain([first], texts), delimiter=delimiter(first), strict=True)

    def cells() -> Iterator[list[str] | Issue]:
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                message = f"cannot be read as CSV ({error}); put a cell with quotes or line ends in quotes and double its own"
                yield Issue(f"{name} > line {reader.line_num}", "table-unreadable", message)
                return

    for row in _headed(cells(), name):
        yield from issues
        issues.clear()
        yield row
    yield from issues


def delimiter(head: str) -> str:
    """What parts the cells of a CSV file by its first line: spreadsheets of half the world write semicolons."""
    outside = re.sub(r'"[^"]*"', "", head)
    return max(",\t;", key=outside.count)


def _headed(table: Iterator[list[str]] | Iterator[list[str] | Issue], name: str) -> Iterator[Row]:
    """Records of rows below a head; empty rows are left out, cells without a column must be empty."""
    head = next(iter(table), [])
    if isinstance(head, Issue):
        yield head
        return
    titles = [title.strip() for title in head]
    if not any(titles):
        yield Issue(name, "table-unreadable", "has no header: its first row must name the columns")
        return
    twice = sorted({title for title in titles if title and titles.count(title) > 1})
    if twice:
        shown = ", ".join(repr(title[:60]) for title in twice[:5])
        yield Issue(name, "column-duplicate", f"has more than one column {shown}; give each its own name")
        return
    for number, row in enumerate(table, 2):
        if isinstance(row, Issue):
            yield row
        elif any(row[len(titles) :]):
            yield Issue(
                f"{name} > row {number}",
                "row-width",
                f"has {len(row)} cells below {len(titles)} columns; put cells that hold the separator in quotes",
            )
        elif any(cell.strip() for cell in row):
            yield {
                title: cell for title, cell in zip_longest(titles, row[: len(titles)], fillvalue="") if title
            }


# --- Parquet ------------------------------------------------------------------------------------------------------


def _parquet(source: Any, where: str) -> Iterator[dict[str, Any]]:
    frame = parquet(source, where)
    try:
        yield from frame.collect().iter_rows(named=True)
    except _polars_errors() as error:
        raise InputError.one(
            where,
            "table-unreadable",
            f"is no readable Parquet file ({type(error).__name__}); write or fetch it again",
        ) from error


def _polars_errors() -> tuple[type[BaseException], ...]:
    """What Polars raises for a damaged file: its parts in Rust end in a panic where a length is not what it says."""
    import polars as pl

    return OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException


def parquet(source: Any, where: str) -> Any:
    """The rows of a Parquet file, lazily, as a `polars.LazyFrame`.

    Raises: InputError when it is none, claims more rows than any table has, or holds NaN or Infinity.
    """
    import polars as pl

    try:
        lazy = pl.scan_parquet(source)
        schema = lazy.collect_schema()
        count = lazy.select(pl.len()).collect().item()
        if count > MOST_ROWS:
            raise InputError.one(where, "file-size", f"claims {count:,} rows; at most {MOST_ROWS:,} are read")
        floats = [name for name, kind in schema.items() if kind.is_float()]
        wrong = (
            lazy.select(
                ((~pl.col(floats).is_finite()).arg_max() + 1) * (~pl.col(floats).is_finite()).any()
            ).collect()
            if floats
            else None
        )
    except _polars_errors() as error:
        raise InputError.one(
            where,
            "table-unreadable",
            f"is no readable Parquet file ({type(error).__name__}); write or fetch it again",
        ) from error
    issues = [
        Issue(
            f"{where} > row {row}",
            NOT_FINITE,
            f"holds NaN or Infinity in column {name!r}; write null for a missing number",
        )
        for name, (row,) in ({} if wrong is None else wrong.to_dict(as_series=False)).items()
        if row
    ]
    if issues:
        raise InputError(issues)
    return lazy
