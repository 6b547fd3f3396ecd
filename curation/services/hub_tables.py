"""Frames as tables of the `datasets` library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from curation.core.errors import MissingExtra

if TYPE_CHECKING:
    import polars as pl


def dataset_of(frame: pl.DataFrame) -> Any:
    """The frame as a `datasets.Dataset`.

    Raises: MissingExtra when the library is not installed.
    """
    try:
        import datasets
    except ImportError as error:
        raise MissingExtra("hub", "a Hugging Face dataset") from error
    return datasets.Dataset(frame.to_arrow())
