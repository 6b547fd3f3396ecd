"""The first sheet of an .xlsx workbook as rows of text, by the standard library alone."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from curation.core.errors import InputError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_MOST = 64 * 1024 * 1024
"""Largest part read, in bytes: a small file can unpack to anything."""
_CELLS = 5_000_000
"""Most cells of a sheet, the empty ones before a filled one counted: `XFD1` alone stands after 16,383 of them."""


def rows(data: bytes, where: str) -> Iterator[list[str]]:
    """The cells of each row, as text, gaps filled with the empty text.

    Raises: InputError when it is no workbook, or one that declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = book.namelist()
            shared = _shared(book, names, where)
            sheets = sorted(n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
            if not sheets:
                raise InputError.one(
                    where, "spreadsheet-unreadable", "has no sheet; save it as CSV and import that"
                )
            first = min(sheets, key=lambda n: int(re.findall(r"\d+", n)[-1]))
            yield from _cells(book, first, shared, where)
    # RuntimeError: a part that is encrypted, or packed by a method that nobody uses.
    except (
        zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, IndexError, ValueError, EOFError, RuntimeError,
    ) as error:  # fmt: skip
        message = (
            f"is no .xlsx workbook that can be read ({type(error).__name__}); save it as CSV and import that"
        )
        raise InputError.one(where, "spreadsheet-unreadable", message) from error


def _part(book: zipfile.ZipFile, name: str, where: str) -> IO[bytes]:
    if book.getinfo(name).file_size > _MOST:
        raise InputError.one(where, "spreadsheet-unreadable", "is too large; save it as CSV and import that")
    data = book.read(name)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise InputError.one(
            where,
            "spreadsheet-unreadable",
            "declares entities, which no spreadsheet needs; save it as CSV and import that",
        )
    return io.BytesIO(data)


def _shared(book: zipfile.ZipFile, names: list[str], where: str) -> list[str]:
    if "xl/sharedStrings.xml" not in names:
        return []
    root = ElementTree.parse(_part(book, "xl/sharedStrings.xml", where)).getroot()
    return [_text(entry) for entry in root if _tag(entry) == "si"]


def _tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(_MAIN).removeprefix(_STRICT)


def _text(element: ElementTree.Element) -> str:
    """The text of a rich or plain string, without its phonetic hints."""
    pieces: list[str] = []
    for child in element:
        if _tag(child) == "t":
            pieces.append(child.text or "")
        elif _tag(child) == "r":
            pieces.append(_text(child))
    return "".join(pieces)


def _cells(book: zipfile.ZipFile, name: str, shared: list[str], where: str) -> Iterator[list[str]]:
    count = 0
    for _, element in ElementTree.iterparse(_part(book, name, where)):
        if _tag(element) != "row":
            continue
        cells: list[str] = []
        for cell in element:
            place = _column(cell.get("r", ""), len(cells))
            cells += [""] * (place - len(cells))
            cells.append(_value(cell, shared))
        count += len(cells)
        if count > _CELLS:
            raise InputError.one(
                where,
                "spreadsheet-unreadable",
                f"has more than {_CELLS:,} cells; save it as CSV and import that",
            )
        yield cells
        element.clear()


def _column(reference: str, default: int) -> int:
    """Index of the column that `C7` names; `default` where a cell says no place."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return default
    index = 0
    for letter in letters[0]:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    inner = {_tag(child): child for child in cell}
    if kind == "inlineStr":
        return _text(inner["is"]) if "is" in inner else ""
    value = inner["v"].text or "" if "v" in inner else ""
    if kind == "s":
        return shared[int(value)]
    if kind == "b":
        return "true" if value == "1" else "false"
    # Whole numbers are kept without the ".0" that some programs write.
    return re.sub(r"^(-?\d+)\.0+$", r"\1", value) if kind == "n" else value
