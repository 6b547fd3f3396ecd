"""How the text of each page is set: the distance of its lines, its edges, and the sizes of running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from curation.readers.pdf.lines import Line


@dataclass(frozen=True)
class Setting:
    """How the text of a page is set."""

    usual: float
    """Distance of the baselines of two lines of a paragraph, in points."""
    left: float
    """Left edge of its lines."""
    right: float
    """Right edge of its lines."""


def settings_of(lines: Sequence[Line], body: float) -> dict[int, Setting]:
    """The setting of each page; a page with few lines takes the distance of the whole document."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    whole = _usual(lines, body, 1.2 * body)
    out = {}
    for number, found in pages.items():
        text = [line for line in found if abs(line.size - body) < 1.5] or found
        edges = Counter(round(line.x) for line in text)
        rights = sorted(line.right for line in text)
        usual = _usual(found, body, whole) if len(found) > 8 else whole
        out[number] = Setting(usual, float(edges.most_common(1)[0][0]), rights[int(0.9 * (len(rights) - 1))])
    return out


def _usual(lines: Sequence[Line], body: float, default: float) -> float:
    gaps = [a.foot - b.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.foot - b.y < 4 * body]
    close = [gap for gap in gaps if gap < 1.8 * body]  # a wider one parts paragraphs
    return median(close or gaps) if gaps else default


def running_sizes(lines: list[Line]) -> frozenset[float]:
    """The sizes in which running text is printed: those of a sixth of all characters or more, bold lines left out."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.bold:
            sizes[line.size] += len(line.text)
    return frozenset(size for size, count in sizes.items() if count * 6 >= sizes.total())
