"""Bounds that a measurement has to keep, for a pull request: each is passed or not by its interval, and a Markdown summary says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Threshold:
    """A bound and how a measurement stands to it."""

    what: str
    """The figure, in words."""
    value: float | None
    low: float | None
    high: float | None
    n: int
    limit: float
    kept: bool
    """Whether the value keeps the bound."""
    certain: bool
    """Whether the whole interval is on the side of the value."""

    @property
    def doubt(self) -> str:
        """Why the answers cannot decide the bound, and what to do; empty where they can, or where there is no value."""
        if self.certain or self.value is None:
            return ""
        if self.low is None or self.high is None:
            return "no interval, so it is not known how sure this is"
        return "the bound lies inside the interval, so these answers cannot decide it: measure more items"

    def sentence(self) -> str:
        """What the bound says, with the figures."""
        if self.value is None:
            return f"{self.what}: no value (n={self.n}), so the bound {self.limit:.3f} is not kept"
        span = "" if self.low is None or self.high is None else f" [{self.low:.3f}, {self.high:.3f}]"
        sure = f"; {self.doubt}" if self.doubt else ""
        return f"{self.what}: {self.value:.3f}{span} (n={self.n}), bound {self.limit:.3f}: {'kept' if self.kept else 'not kept'}{sure}"


def at_least(what: str, rate: Mapping[str, Any], limit: float) -> Threshold:
    """A rate that must be `limit` or more; a rate without a value does not keep it."""
    return _bound(what, rate, limit, lambda value: value >= limit)


def drop_at_most(what: str, change: Mapping[str, Any], limit: float) -> Threshold:
    """A change that must not be below `-limit`."""
    return _bound(what, change, -limit, lambda value: value >= -limit)


def rise_at_most(what: str, change: Mapping[str, Any], limit: float) -> Threshold:
    """A change that must not be above `limit`."""
    return _bound(what, change, limit, lambda value: value <= limit)


def _bound(what: str, rate: Mapping[str, Any], limit: float, keeps: Any) -> Threshold:
    value, low, high = rate.get("value"), rate.get("low"), rate.get("high")
    kept = value is not None and bool(keeps(value))
    certain = (
        value is not None
        and low is not None
        and high is not None
        and bool(keeps(low)) == bool(keeps(high)) == kept
    )
    return Threshold(what, value, low, high, int(rate.get("n") or 0), limit, kept, certain)


def markdown(title: str, bounds: Sequence[Threshold], notes: Sequence[str] = ()) -> str:
    """A summary for a pull request: a table of the bounds and the notes below it."""
    lines = [f"### {title}", "", "| figure | value | interval | n | bound | |", "|---|---|---|---|---|---|"]
    for b in bounds:
        value = "–" if b.value is None else f"{b.value:.3f}"
        span = "–" if b.low is None or b.high is None else f"[{b.low:.3f}, {b.high:.3f}]"
        lines.append(
            f"| {b.what} | {value} | {span} | {b.n} | {b.limit:.3f} | {'kept' if b.kept else '**not kept**'}{f' ({b.doubt})' if b.doubt else ''} |"
        )
    return "\n".join([*lines, "", *(f"- {note}" for note in notes), ""])
