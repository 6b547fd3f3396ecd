"""The depth of the paragraphs of American regulations, which are printed flat: `(a)`, `(1)`, `(i)`, `(A)`.

The same marker can be two things (`(i)` follows `(h)`, or begins a Roman list), and only what comes later tells. So the
markers of a section are read together: a beam search keeps the cheapest ways to hang each marker on an open list or to
begin a new one below the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from curation.readers.structure import numbering

BEAM = 60
"""Most ways kept at once."""
_HOPELESS = 9.0
"""Extra cost from which a way is given up: more than the worst single step, so that one odd marker never decides."""
_STANDARD = ("lower", "digit", "roman", "upper", "digit", "roman")
"""The order that the drafting handbook of the Federal Register prescribes; the last two are printed in italics."""


@dataclass(frozen=True)
class Marker:
    """A marker to be placed."""

    text: str
    leads: bool = False
    """Whether the words before it end as the words before a list do (colon or dash)."""
    glued: bool = False
    """Whether it stands in the same paragraph right after another marker, so that it can only be below that one."""
    fresh: bool = False
    """Whether an unnumbered paragraph stands before it, after which a list may begin again."""
    until: str = ""
    """The last marker of a range kept free: `e` for `(c)-(e) [Reserved]`."""


_Level = tuple[str, int]
_Stack = tuple[_Level, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to hang the markers so far: its cost, the lists that are open, and the way it goes on from."""

    cost: float
    stack: _Stack
    before: _Way | None


@lru_cache(maxsize=2048)
def depths(markers: tuple[Marker, ...]) -> tuple[int, ...]:
    """The depth of each marker, 1 at the top."""
    beam = [_Way(0.0, (), None)]
    for marker in markers:
        options = [
            (way.cost + extra, stack, way) for way in beam for extra, stack in _moves(marker, way.stack)
        ]
        options.sort(key=_cost)
        limit = options[0][0] + _HOPELESS
        seen: set[_Stack] = set()
        beam = []
        for cost, stack, before in options:
            if cost > limit or len(beam) == BEAM:
                break
            if stack not in seen:
                seen.add(stack)
                beam.append(_Way(cost, stack, before))
    out: list[int] = []
    way: _Way | None = beam[0]
    while way is not None and way.stack:
        out.append(len(way.stack))
        way = way.before
    return tuple(reversed(out))


def _cost(option: tuple[float, _Stack, _Way]) -> float:
    return option[0]


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[_Level, ...]:
    """What a marker may be: `i` is the ninth letter or the first Roman number."""
    levels: list[_Level] = []
    if text.isdecimal():
        return (("digit", int(text)),)
    if (letter := numbering.letters(text)) is not None:
        levels.append(("lower" if text.islower() else "upper", letter))
    if (value := numbering.roman(text)) is not None:
        levels.append(("roman" if text.islower() else "ROMAN", value))
    return tuple(levels) or (("other", 1),)


def _moves(marker: Marker, stack: tuple[_Level, ...]) -> list[tuple[float, tuple[_Level, ...]]]:
    """Every way to place a marker, with its cost."""
    out: list[tuple[float, tuple[_Level, ...]]] = []
    ends = dict(readings(marker.until)) if marker.until else {}
    for kind, value in readings(marker.text):
        here = (kind, max(value, ends.get(kind, 0)))
        if not marker.glued:
            for depth, (name, last) in enumerate(stack):
                if name == kind:
                    out.append(
                        (
                            _step(value, last, marker) + (0.3 if marker.leads else 0.0),
                            (*stack[:depth], here),
                        )
                    )
        depth = len(stack)
        used = any(name == kind for name, _ in stack)
        cost = 0.2 if depth < len(_STANDARD) and _STANDARD[depth] == kind else 1.2
        cost += 0.0 if value == 1 else 5.0 + min(value, 20) / 10
        cost += (1.5 if used and depth < 4 else 0.0) + (
            0.0 if marker.leads or marker.glued or depth == 0 else 0.4
        )
        if len(stack) < 8:
            out.append((cost, (*stack, here)))
        if marker.fresh and value == 1 and stack:
            out.append((2.0, (here,)))
    return out


def _step(value: int, last: int, marker: Marker) -> float:
    """The cost of `value` after `last` in one list: none for the next, some for a gap, much for going back."""
    if value == last + 1:
        return 0.0
    if value > last:
        return 2.5 + min(value - last, 20) / 10
    return 3.0 if value == 1 and marker.fresh else 7.0
