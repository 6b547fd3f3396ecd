"""Charts as inline SVG, drawn by small functions. Each has a title and a description for screen readers, and colours
from the page's own variables so that it follows light, dark and print. Every chart stands beside a table of the same
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curation.report.html import Html, tag, text

WIDTH = 720
LABEL = 190
ROW = 24


@dataclass(frozen=True)
class Segment:
    """A part of a bar."""

    value: float
    """Length in the unit of the chart; not negative."""
    role: str
    """Colour class: given, lost, a, b, c."""
    name: str
    """What a pointer or a screen reader is told."""


@dataclass(frozen=True)
class Dot:
    """A value with its interval."""

    label: str
    value: float
    low: float
    high: float


def _short(label: str, most: int = 28) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.3g}"


def _svg(title: str, description: str, height: int, body: Sequence[Html]) -> Html:
    picture = tag(
        "svg",
        tag("title", title),
        tag("desc", description),
        body,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label=f"{title}. {description}",
        class_="chart",
        xmlns="http://www.w3.org/2000/svg",
    )
    return tag("figure", tag("figcaption", title), picture)


def _label(row: int, label: str) -> Html:
    y = row * ROW + 16
    return tag("text", tag("title", label), _short(label), x=LABEL - 8, y=y, text_anchor="end")


def _total(segments: Sequence[Segment]) -> str:
    """The length of a bar, as `first of all` where it has several segments."""
    total = _number(sum(s.value for s in segments))
    return f"{_number(segments[0].value)} of {total}" if len(segments) > 1 else total


def bars(title: str, rows: Sequence[tuple[str, Sequence[Segment]]], beside: Sequence[str] = ()) -> Html:
    """Horizontal bars of segments, one row a label, all on one scale that begins at zero.

    `beside` are the words beside each bar; without them it is the length of the first segment, and of all where there are more.
    """
    most = max((sum(s.value for s in segments) for _, segments in rows), default=0) or 1
    scale = (WIDTH - LABEL - 100) / most
    body: list[Html] = []
    for index, (label, segments) in enumerate(rows):
        body.append(_label(index, label))
        x = float(LABEL)
        for segment in segments:
            width = segment.value * scale
            mark = tag("title", f"{label}, {segment.name}: {_number(segment.value)}")
            body.append(
                tag(
                    "rect",
                    mark,
                    x=f"{x:.1f}",
                    y=index * ROW + 3,
                    width=f"{width:.1f}",
                    height=ROW - 6,
                    class_=f"seg {segment.role}",
                )
            )
            x += width
        total = beside[index] if beside else _total(segments)
        body.append(tag("text", total, x=f"{x + 6:.1f}", y=index * ROW + 16, class_="value"))
    said = "; ".join(f"{label} {_number(sum(s.value for s in segments))}" for label, segments in rows[:12])
    return _svg(title, said, max(1, len(rows)) * ROW + 4, body)


def histogram(title: str, values: Sequence[float], low: float, high: float, bins: int = 20) -> Html:
    """A histogram of `values` over `[low, high]`; values outside are counted in the outermost bins.

    Args:
        title: What is counted, for the caption.
        values: One number a thing.
        low: Where the first bin begins.
        high: Where the last bin ends; above `low`.
        bins: How many bins there are, 1 or more.
    """
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, max(0, int((value - low) / (high - low) * bins)))] += 1
    most = max(counts) or 1
    height, base = 170, 140
    step = (WIDTH - 60) / bins
    body: list[Html] = []
    for index, count in enumerate(counts):
        edge = low + (high - low) * index / bins
        tall = count / most * (base - 20)
        mark = tag("title", f"{edge:.2f} to {edge + (high - low) / bins:.2f}: {count}")
        body.append(
            tag(
                "rect",
                mark,
                x=f"{40 + index * step:.1f}",
                y=f"{base - tall:.1f}",
                width=f"{step - 2:.1f}",
                height=f"{tall:.1f}",
                class_="seg given",
            )
        )
    body.append(tag("line", x1=40, x2=WIDTH - 20, y1=base, y2=base, class_="axis"))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = 40 + (WIDTH - 60) * share
        body.append(
            tag("text", f"{low + (high - low) * share:.2f}", x=f"{x:.1f}", y=base + 18, text_anchor="middle")
        )
    body.append(tag("text", _number(most), x=34, y=30, text_anchor="end", class_="value"))
    return _svg(title, f"{len(values)} values, the fullest bin holds {most}", height, body)


def intervals(title: str, dots: Sequence[Dot], low: float = 0.0, high: float = 1.0) -> Html:
    """Values with their intervals on one scale, one row each; the scale widens when an interval leaves it."""
    low = min([low, *(d.low for d in dots)])
    high = max([high, *(d.high for d in dots)])
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return LABEL + (value - low) / span * (WIDTH - LABEL - 70)

    body: list[Html] = []
    for index, dot in enumerate(dots):
        y = index * ROW + 12
        body.append(_label(index, dot.label))
        body.append(tag("line", x1=LABEL, x2=WIDTH - 70, y1=y, y2=y, class_="grid"))
        body.append(
            tag("line", x1=f"{at(dot.low):.1f}", x2=f"{at(dot.high):.1f}", y1=y, y2=y, class_="interval")
        )
        mark = tag("title", f"{dot.label}: {dot.value:.3f} [{dot.low:.3f}, {dot.high:.3f}]")
        body.append(tag("circle", mark, cx=f"{at(dot.value):.1f}", cy=y, r=5, class_="dot"))
        body.append(tag("text", f"{dot.value:.2f}", x=WIDTH - 60, y=y + 4, class_="value"))
    y = len(dots) * ROW + 14
    for share in (0.0, 0.5, 1.0):
        value = low + span * share
        body.append(tag("text", f"{value:.2f}", x=f"{at(value):.1f}", y=y, text_anchor="middle"))
    said = "; ".join(f"{d.label} {d.value:.2f} [{d.low:.2f}, {d.high:.2f}]" for d in dots[:12])
    return _svg(title, said, y + 8, body)


def legend(entries: Sequence[tuple[str, str]]) -> Html:
    """What the colours mean: pairs of role and words."""
    return tag(
        "p",
        [(tag("span", "", class_=f"swatch {role}"), text(words), " ") for role, words in entries],
        class_="legend",
    )
