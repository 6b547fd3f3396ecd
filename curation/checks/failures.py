"""What a check that raises leaves behind: one finding that names the check and the item, and nothing else is lost.

Every call of a check, its own or that of a plugin, of one item or of the whole set, goes through `kept`. The words of an
exception may be those of a document, so a finding tells its type and the line of code alone.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from curation.core.errors import PluginError, Severity
from curation.core.records import Finding

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")
SEVERITY: Severity = "warn"
"""How severe it is that a check could not be run on an item: the item stays, and nobody takes it for checked."""

_END = " is not checked by it; the other checks were run"
"""How the message of such a finding ends."""


class held:
    """Holds what is raised inside it, so that the caller goes on. A full memory and an interrupt pass."""

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, MemoryError):
            return False
        self.error = error
        return True


def kept(results: Callable[[], Iterable[T]]) -> Iterator[T | Exception]:
    """What `results()` gives, one by one; when it raises on the way, what it raised comes last."""
    with held() as started:
        iterator = iter(results())
    if started.error is not None:
        yield started.error
        return
    while True:
        with held() as going:
            try:
                one = next(iterator)
            except StopIteration:
                return
        if going.error is not None:
            yield going.error
            return
        yield one


def findings(
    results: Callable[[], Iterable[Finding]], check: str, version: int, candidate: str = ""
) -> Iterator[Finding]:
    """The findings that `results()` gives, and one for what it raised."""
    for one in kept(results):
        yield finding(one, check, version, candidate) if isinstance(one, Exception) else one


def finding(error: Exception, check: str, version: int, candidate: str = "") -> Finding:
    """The finding for a check that raised.

    Args:
        error: What it raised.
        check: The id of the check.
        version: Its version.
        candidate: The item that it was run on; empty for the whole set.
    """
    about = "this item" if candidate else "the set"
    message = f"the check {check} {_what(error)}, so {about}{_END}"
    return Finding(
        candidate=candidate, check=check, version=version, severity=SEVERITY, field="", message=message
    )


def _what(error: Exception) -> str:
    """What happened, without words of the exception."""
    cause = error.__context__ if isinstance(error, PluginError) else error
    if cause is None:
        return "gave a result that no check may give"
    frames = traceback.extract_tb(cause.__traceback__)
    where = f" at line {frames[-1].lineno} of {Path(frames[-1].filename).name}" if frames else ""
    return f"raised {type(cause).__name__}{where}"


def summary(findings: pl.DataFrame) -> list[str]:
    """A line for each check that raised: which one, what it raised and where, and on how many items.

    Args:
        findings: Findings of a lint step, as `Finding` has them.
    """
    import polars as pl

    raised = findings.filter(pl.col("message").str.ends_with(_END)).with_columns(
        pl.col("message").str.replace(r", so [^,]*$", "").alias("what")
    )
    counts = raised.group_by("what").agg(pl.col("candidate").n_unique()).sort("what")
    return [
        f"{what} on {n:,} {'item, which is' if n == 1 else 'items, which are'} not checked by it: curation show lint"
        for what, n in counts.iter_rows()
    ]
