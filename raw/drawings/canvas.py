"""A sheet to draw on: twice as large as the picture that is kept, so that every edge becomes smooth."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]
WIDTH, HEIGHT = 800, 600
_TIMES = 2
INK, PAPER = "#1f2933", "#ffffff"
WALL, FLOOR, WOOD, STEEL, GLASS = "#eef2f5", "#cfd6dc", "#c8a877", "#b8c2cc", "#d8ecf5"
RED, GREEN, BLUE, YELLOW, ORANGE, BROWN = "#c8322b", "#3f8f4f", "#2f6fb3", "#f2c230", "#e8873a", "#8a5a2b"


class Canvas:
    """A sheet of 800 by 600 units; the origin is at the upper left."""

    def __init__(self, background: str = WALL, floor: float | None = None) -> None:
        self.image = Image.new("RGB", (WIDTH * _TIMES, HEIGHT * _TIMES), background)
        self._draw = ImageDraw.Draw(self.image)
        if floor is not None:
            self.box(0, floor, WIDTH, HEIGHT, FLOOR, None)
            self.line([(0, floor), (WIDTH, floor)], 2)

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str | None = PAPER, edge: str | None = INK,
        line: float = 3, corner: float = 0,
    ) -> None:  # fmt: skip
        """A rectangle, with rounded corners where `corner` is above 0."""
        place = [v * _TIMES for v in (left, top, right, bottom)]
        wide = round(line * _TIMES) if edge else 0
        if corner:
            self._draw.rounded_rectangle(place, corner * _TIMES, fill, edge, wide)
        else:
            self._draw.rectangle(place, fill, edge, wide)

    def oval(
        self, x: float, y: float, across: float, down: float, fill: str | None = None, edge: str | None = INK, line: float = 3
    ) -> None:  # fmt: skip
        """An ellipse around a middle, with its two half axes."""
        place = [v * _TIMES for v in (x - across, y - down, x + across, y + down)]
        self._draw.ellipse(place, fill, edge, round(line * _TIMES) if edge else 0)

    def shape(
        self, points: Sequence[Point], fill: str | None = None, edge: str | None = INK, line: float = 3
    ) -> None:
        """A closed shape."""
        scaled = [(x * _TIMES, y * _TIMES) for x, y in points]
        if fill:
            self._draw.polygon(scaled, fill)
        if edge:
            self._draw.line([*scaled, scaled[0], scaled[1]], edge, round(line * _TIMES), "curve")

    def line(self, points: Sequence[Point], wide: float = 3, colour: str = INK) -> None:
        """A line through points."""
        self._draw.line([(x * _TIMES, y * _TIMES) for x, y in points], colour, round(wide * _TIMES), "curve")

    def dashes(self, start: Point, end: Point, wide: float = 2, colour: str = INK) -> None:
        """A dashed straight line."""
        (x, y), (u, v) = start, end
        count = max(int(((u - x) ** 2 + (v - y) ** 2) ** 0.5 / 12), 1)
        for i in range(0, count, 2):
            a, b = i / count, min((i + 1) / count, 1)
            self.line([(x + (u - x) * a, y + (v - y) * a), (x + (u - x) * b, y + (v - y) * b)], wide, colour)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, wide: float = 3, colour: str = INK
    ) -> None:
        """A part of a circle, in degrees clockwise from the right."""
        place = [v * _TIMES for v in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.arc(place, start, end, colour, round(wide * _TIMES))

    def text(
        self, x: float, y: float, words: str, size: float = 20, colour: str = INK, anchor: str = "mm"
    ) -> None:
        """Words on one line or several; `anchor` as Pillow has it (`mm`: the middle, `lm`: the middle of the left side)."""
        font = ImageFont.load_default(size * _TIMES)
        lines = words.split("\n")
        for number, one in enumerate(lines):
            down = (number - (len(lines) - 1) / 2) * size * 1.25
            self._draw.text((x * _TIMES, (y + down) * _TIMES), one, colour, font, anchor)

    def arrow(self, start: Point, end: Point, wide: float = 4, colour: str = INK) -> None:
        """A straight arrow."""
        (x, y), (u, v) = start, end
        long = ((u - x) ** 2 + (v - y) ** 2) ** 0.5
        ax, ay = (u - x) / long, (v - y) / long
        self.line([start, (u - ax * 8, v - ay * 8)], wide, colour)
        head = [
            (u, v),
            (u - ax * 20 - ay * 10, v - ay * 20 + ax * 10),
            (u - ax * 20 + ay * 10, v - ay * 20 - ax * 10),
        ]
        self.shape(head, colour, None)

    def png(self) -> bytes:
        """The picture as PNG, in at most 128 colours."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        few = small.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        file = io.BytesIO()
        few.save(file, "PNG", optimize=True)
        return file.getvalue()
