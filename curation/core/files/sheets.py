"""Sheets of a workbook as data, apart from the library that writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    title: str
    width: int = 20
    choices: Sequence[str] = ()
    """What may be entered; anything where there is none."""
    entered: bool = False
    """Whether a person fills it; the others are locked."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns and its rows as text."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = field(default_factory=list)
    hidden: bool = False
