"""What a picture question of this folder is: a drawing, the question, and what each option says of its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from canvas import Canvas


@dataclass(frozen=True)
class Question:
    """A question that cannot be answered without its drawing."""

    name: str
    draw: Callable[[], Canvas]
    stem: str
    right: tuple[str, str]
    """The key and why it is right."""
    wrong: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    """Three other options, each with why it is wrong."""
    clause: str
    """Eid in the laboratory safety standard."""
    quote: str
    """The words of the clause that settle it."""
    category: str
    topic: str
    alt: str
    """What stands in the drawing, without what follows from it."""
    level: str = "application"
    ordered: bool = False
    """Whether the options name places that the drawing letters: then they stand in the order of these letters."""
