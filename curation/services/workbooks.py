"""Workbooks (.xlsx) written and read: text only, lists to choose from, nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.errors import InputError, MissingExtra
from curation.core.files import disk
from curation.core.files.sheets import Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LISTS = "lists"
"""The hidden sheet that holds the values to choose from: a list in the cell itself may have 255 characters."""
MOST = 32_767
"""Most characters of a cell."""
LARGEST = 100_000_000
"""Most bytes of a workbook that is read."""


def write(path: Path, sheets: Sequence[Sheet]) -> None:
    """Writes a workbook. Every cell is text; a column with choices takes only those.

    Raises: MissingExtra without openpyxl.
    """
    openpyxl = _openpyxl("writing a workbook")
    book = openpyxl.Workbook()
    book.remove(book.active)
    lists: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title), sheet, lists)
    values = book.create_sheet(LISTS)
    values.sheet_state = "hidden"
    for number, choices in enumerate(lists, 1):
        for row, choice in enumerate(choices, 1):
            _put(values.cell(row, number), choice)
    disk.folder(path.parent)
    book.save(path)


def _write_sheet(target: Worksheet, sheet: Sheet, lists: dict[tuple[str, ...], str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        head = target.cell(1, number)
        _put(head, column.title)
        head.font = Font(bold=True)
        if column.entered:
            head.fill = PatternFill("solid", fgColor="FFF2CC")
        target.column_dimensions[letter].width = column.width
        if column.choices and sheet.rows:
            key = tuple(column.choices)
            place = lists.setdefault(key, get_column_letter(len(lists) + 1))
            rule = DataValidation(
                type="list", formula1=f"'{LISTS}'!${place}$1:${place}${len(key)}", allow_blank=True, showErrorMessage=True,
                errorTitle="Choose from the list", error="Choose one of the values of the list.",
            )  # fmt: skip
            target.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{len(sheet.rows) + 1}")
    for line, row in enumerate(sheet.rows, 2):
        for number, value in enumerate(row, 1):
            cell = target.cell(line, number)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=not sheet.columns[number - 1].entered)
    target.freeze_panes = "B2"
    target.protection.sheet = True
    target.protection.formatColumns = False
    target.protection.formatRows = False
    if sheet.hidden:
        target.sheet_state = "hidden"


def _put(cell: Any, value: str) -> None:
    """Text that no spreadsheet takes for a formula, without characters that a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:MOST]
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


def read(path: Path) -> Mapping[str, list[dict[str, str]]]:
    """The rows of each sheet as text by column title; empty rows are left out.

    Raises: InputError when it is not a workbook, MissingExtra without openpyxl.
    """
    openpyxl = _openpyxl("reading a workbook")
    if path.stat().st_size > LARGEST:
        raise InputError.one(path.name, "workbook-size", f"is larger than {LARGEST // 1_000_000} MB")
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > 5 * LARGEST:
                raise InputError.one(path.name, "workbook-size", "unpacks to far more than a review wrote")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return {sheet.title: _rows(sheet) for sheet in book.worksheets if sheet.title != LISTS}
    except (BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError) as error:
        raise InputError.one(
            path.name, "workbook-format", "is not a workbook (.xlsx) that can be read"
        ) from error


def _rows(sheet: Any) -> list[dict[str, str]]:
    rows = sheet.iter_rows(values_only=True)
    head = [str(title or "") for title in next(rows, ())]
    found = []
    for values in rows:
        texts = ["" if v is None else str(v) for v in values]
        if any(texts):
            found.append(dict(zip(head, texts, strict=False)))
    return found


def _openpyxl(what: str) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("workbooks", what) from error
    return openpyxl
