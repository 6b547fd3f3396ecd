"""The seeded design: what an item's setting is drawn from, without replacement, so that coverage is decided by the draw."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from functools import cache

from curation.core import disk, resources

FILE = "generation/design.toml"


@cache
def axes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The values of each axis by kind of item."""
    data = tomllib.loads(disk.text(resources.find(FILE)))
    return {kind: {axis: tuple(values) for axis, values in found.items()} for kind, found in data.items()}


def drawn(kind: str, slot: int, seed: int) -> dict[str, str]:
    """The value of every axis for the item in place `slot`.

    Each axis is a deck that is shuffled anew each time it is used up, so any `n` slots in a row that begin a deck of `n` values
    hold every value once. A slot depends on no other, so a run that is resumed draws the same.
    """
    found: dict[str, str] = {}
    for axis, values in axes().get(kind, {}).items():
        turn, place = divmod(slot, len(values))
        deck = list(values)
        random.Random(f"{seed}|{kind}|{axis}|{turn}").shuffle(deck)
        found[axis] = deck[place]
    return found


def told(design: Mapping[str, str]) -> str:
    """A design in words."""
    return "; ".join(f"{axis}: {value}" for axis, value in design.items()) or "free"
