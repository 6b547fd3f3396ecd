"""What stands in a laboratory, drawn anew for this project: pictograms, bottles, cylinders, people, notices."""

from __future__ import annotations

import math
from collections.abc import Sequence

from canvas import BLUE, BROWN, GLASS, GREEN, INK, PAPER, RED, STEEL, WOOD, YELLOW, Canvas, Point

# --- pictograms of hazards: a red diamond with a sign of our own drawing -------------------------------------------


def pictogram(c: Canvas, kind: str, x: float, y: float, size: float = 40) -> None:
    """A hazard pictogram around a middle; `size` is half of its diagonal."""
    c.shape([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], PAPER, RED, max(size / 9, 2.5))
    _SIGNS[kind](c, x, y, size)


def _scaled(x: float, y: float, size: float, points: Sequence[Point]) -> list[Point]:
    return [(x + a * size, y + b * size) for a, b in points]


def _flame_at(c: Canvas, x: float, y: float, size: float) -> None:
    outer = [(0.02, -0.52), (0.16, -0.3), (0.24, -0.12), (0.3, 0.06), (0.27, 0.22), (0.14, 0.36), (-0.14, 0.36), (-0.28, 0.2),
             (-0.29, 0.02), (-0.2, -0.16), (-0.13, -0.04), (-0.06, -0.24)]  # fmt: skip
    inner = [
        (0.01, -0.06),
        (0.1, 0.1),
        (0.11, 0.22),
        (0.03, 0.31),
        (-0.08, 0.28),
        (-0.11, 0.15),
        (-0.04, 0.1),
    ]
    c.shape(_scaled(x, y, size, outer), INK, None)
    c.shape(_scaled(x, y, size, inner), PAPER, None)


def _flame(c: Canvas, x: float, y: float, size: float) -> None:
    _flame_at(c, x, y - size * 0.02, size)
    c.line(_scaled(x, y, size, [(-0.33, 0.44), (0.33, 0.44)]), size * 0.07)


def _oxidiser(c: Canvas, x: float, y: float, size: float) -> None:
    c.oval(x, y + size * 0.28, size * 0.24, size * 0.24, PAPER, INK, size * 0.08)
    _flame_at(c, x, y - size * 0.22, size * 0.74)
    c.line(_scaled(x, y, size, [(-0.33, 0.6), (0.33, 0.6)]), size * 0.06)


def _corrosion(c: Canvas, x: float, y: float, size: float) -> None:
    c.shape(_scaled(x, y, size, [(-0.5, -0.2), (-0.42, -0.32), (-0.08, -0.16), (-0.14, -0.04)]), INK, None)
    c.shape(_scaled(x, y, size, [(0.5, -0.2), (0.42, -0.32), (0.08, -0.16), (0.14, -0.04)]), INK, None)
    for side in (-0.22, 0.22):
        for down in (0.0, 0.13):
            c.oval(x + side * size, y + down * size, size * 0.04, size * 0.055, INK, None)
    c.box(x - size * 0.44, y + size * 0.25, x - size * 0.04, y + size * 0.34, INK, None)
    c.shape(_scaled(x, y, size, [(-0.3, 0.25), (-0.24, 0.2), (-0.18, 0.25)]), PAPER, None)
    c.shape(
        _scaled(
            x, y, size, [(0.04, 0.34), (0.06, 0.22), (0.2, 0.26), (0.4, 0.21), (0.46, 0.3), (0.38, 0.36)]
        ),
        INK,
        None,
    )


def _skull(c: Canvas, x: float, y: float, size: float) -> None:
    for a, b in ((-1, 1), (1, -1)):
        c.line(_scaled(x, y, size, [(-0.4, 0.3 + 0.1 * a), (0.4, 0.3 + 0.1 * b)]), size * 0.08)
    c.oval(x, y - size * 0.16, size * 0.29, size * 0.27, INK, None)
    c.box(x - size * 0.16, y, x + size * 0.16, y + size * 0.2, INK, None)
    for side in (-0.11, 0.11):
        c.oval(x + side * size, y - size * 0.14, size * 0.075, size * 0.085, PAPER, None)
    c.shape(_scaled(x, y, size, [(0, -0.04), (0.05, 0.05), (-0.05, 0.05)]), PAPER, None)
    for side in (-0.08, 0.0, 0.08):
        c.line(_scaled(x, y, size, [(side, 0.1), (side, 0.2)]), size * 0.025, PAPER)


def _mark(c: Canvas, x: float, y: float, size: float) -> None:
    c.shape(_scaled(x, y, size, [(-0.1, -0.5), (0.1, -0.5), (0.06, 0.12), (-0.06, 0.12)]), INK, None)
    c.oval(x, y + size * 0.3, size * 0.09, size * 0.09, INK, None)


_SIGNS = {"flame": _flame, "oxidiser": _oxidiser, "corrosion": _corrosion, "skull": _skull, "mark": _mark}


def biohazard(c: Canvas, x: float, y: float, size: float) -> None:
    """A warning triangle with the sign of biological hazards, drawn with circles."""
    c.shape([(x, y - size), (x + size, y + size * 0.75), (x - size, y + size * 0.75)], YELLOW, INK, size / 12)
    middle, radius = y + size * 0.2, size * 0.2
    for turn in range(3):
        angle = math.radians(-90 + 120 * turn)
        u, v = x + math.cos(angle) * radius * 0.95, middle + math.sin(angle) * radius * 0.95
        c.oval(u, v, radius * 0.8, radius * 0.8, None, INK, size / 11)
        w, z = x + math.cos(angle) * radius * 1.75, middle + math.sin(angle) * radius * 1.75
        c.oval(w, z, radius * 0.38, radius * 0.38, YELLOW, None)
    c.oval(x, middle, radius * 0.45, radius * 0.45, YELLOW, INK, size / 16)


# --- vessels ------------------------------------------------------------------------------------------------------


def bottle(
    c: Canvas, x: float, bottom: float, wide: float, high: float, colour: str = BROWN, cap: str = INK,
    lines: Sequence[str] = (), signs: Sequence[str] = (), size: float = 18, label: bool = True,
) -> None:  # fmt: skip
    """A bottle around a middle line, with its label: words from the top, pictograms below them."""
    half, neck, shoulder = wide / 2, wide * 0.19, bottom - high * 0.74
    body = [
        (x - half, bottom), (x - half, shoulder), (x - half * 0.8, shoulder - high * 0.07), (x - neck, bottom - high * 0.86),
        (x - neck, bottom - high * 0.93), (x + neck, bottom - high * 0.93), (x + neck, bottom - high * 0.86),
        (x + half * 0.8, shoulder - high * 0.07), (x + half, shoulder), (x + half, bottom),
    ]  # fmt: skip
    c.shape(body, colour)
    c.box(x - neck * 1.25, bottom - high, x + neck * 1.25, bottom - high * 0.91, cap, INK, 2, 3)
    if not label:
        return
    top, low = shoulder + high * 0.06, bottom - high * 0.08
    c.box(x - half * 0.86, top, x + half * 0.86, low, PAPER, INK, 2)
    place = top + size * 1.1
    for one in lines:
        c.text(x, place, one, size)
        place += size * 1.45
    if signs:
        room = min((low - place + size * 0.6) / 2, half * 0.8 / len(signs)) * 0.95
        for number, kind in enumerate(signs):
            pictogram(c, kind, x + (number - (len(signs) - 1) / 2) * room * 2.1, low - room - 4, room)


def jerrycan(
    c: Canvas, x: float, bottom: float, wide: float, high: float, level: float, colour: str = "#e3c48b", cap: bool = True
) -> None:  # fmt: skip
    """A see-through waste container with a scale in per cent, filled to `level` in [0, 1], with its cap on or off."""
    left, right, top = x - wide / 2, x + wide / 2, bottom - high
    c.box(left, top, right, bottom, "#f4f7f9", INK, 4, 14)
    c.box(left + 5, bottom - high * level, right - 5, bottom - 5, colour, None)
    c.line([(left + 4, bottom - high * level), (right - 4, bottom - high * level)], 3, BROWN)
    for share in range(10, 100, 10):
        y = bottom - high * share / 100
        c.line([(left, y), (left + (26 if share % 50 else 38), y)], 2)
        if share in (10, 30, 50, 70, 90):
            c.text(left + 46, y, f"{share} %", 15, anchor="lm")
    c.box(x - 26, top - 20, x + 26, top, STEEL, INK, 3)
    if cap:
        c.box(x - 32, top - 44, x + 32, top - 18, RED, INK, 3, 5)


def cylinder(
    c: Canvas, x: float, bottom: float, high: float, words: str, cap: bool = True, colour: str = BLUE
) -> None:
    """A gas cylinder with its valve cap or with the bare valve."""
    half, top = high * 0.115, bottom - high
    c.box(x - half, top + half * 0.9, x + half, bottom, colour, INK, 3, 6)
    c.shape([(x - half, top + half * 1.6), (x - half * 0.9, top + half * 0.7), (x - half * 0.4, top + half * 0.1), (x + half * 0.4, top + half * 0.1), (x + half * 0.9, top + half * 0.7), (x + half, top + half * 1.6)], colour)  # fmt: skip
    c.box(x - half + 2, top + half * 1.3, x + half - 2, top + half * 2.2, colour, None)
    c.text(x, top + high * 0.56, words, 22, PAPER)
    if cap:
        c.box(x - half * 0.42, top - half * 0.9, x + half * 0.42, top + half * 0.14, STEEL, INK, 3, 8)
        return
    c.box(x - half * 0.16, top - half * 0.6, x + half * 0.16, top + half * 0.14, YELLOW, INK, 2)
    c.box(x - half * 0.1, top - half * 0.38, x + half * 0.55, top - half * 0.16, YELLOW, INK, 2)
    c.box(x - half * 0.38, top - half * 0.86, x + half * 0.38, top - half * 0.6, STEEL, INK, 2, 3)


# --- paper --------------------------------------------------------------------------------------------------------


def calendar(c: Canvas, x: float, y: float, day: str, month: str) -> None:
    """A calendar on the wall that shows today, around its middle."""
    c.box(x - 75, y - 75, x + 75, y + 75, PAPER, INK, 3, 6)
    c.box(x - 75, y - 75, x + 75, y - 35, RED, INK, 3, 6)
    c.text(x, y - 55, "TODAY", 20, PAPER)
    c.text(x, y + 5, day, 50)
    c.text(x, y + 52, month, 20)


def notice(
    c: Canvas, left: float, top: float, right: float, bottom: float, title: str, lines: Sequence[str] = (), size: float = 20,
    colour: str = BLUE,
) -> None:  # fmt: skip
    """A sheet with a coloured head and lines of words."""
    c.box(left, top, right, bottom, PAPER, INK, 3, 4)
    c.box(left, top, right, top + size * 2, colour, INK, 3, 4)
    c.text((left + right) / 2, top + size, title, size, PAPER)
    for number, one in enumerate(lines):
        c.text(left + 16, top + size * (3.1 + 1.7 * number), one, size, anchor="lm")


def letter(c: Canvas, x: float, y: float, name: str) -> None:
    """A letter in a circle, by which the question names a place."""
    c.oval(x, y, 19, 19, YELLOW, INK, 3)
    c.text(x, y, name, 22)


def bench(c: Canvas, top: float = 430, left: float = 0, right: float = 800) -> None:
    """A bench with its cupboards."""
    c.box(left, top, right, top + 22, WOOD)
    c.box(left + 10, top + 22, right - 10, 600, "#dfe5ea")
    for edge in range(int(left) + 200, int(right), 200):
        c.line([(edge, top + 22), (edge, 600)], 2)


# --- people -------------------------------------------------------------------------------------------------------


def person(
    c: Canvas, x: float, feet: float, high: float = 420, coat: bool = True, glasses: bool = True, shoes: str = "closed",
    trousers: str = "long", gloves: str = "", shield: bool = False, badge: bool = False, beard: bool = False, skin: str = "#e6b58f",
) -> None:  # fmt: skip
    """A person from the front. `shoes`: closed, open (toes bare); `trousers`: long, short of the ankle, or none below the knee."""
    u = high / 420
    top = feet - high
    leg = {"long": 0, "ankle": 46, "knee": 96}[trousers] * u
    for side in (-1, 1):
        left, right = x + side * 30 * u - 19 * u, x + side * 30 * u + 19 * u
        c.box(left + 5 * u, feet - 150 * u, right - 5 * u, feet - 14 * u, skin)
        c.box(left, feet - 185 * u, right, feet - 16 * u - leg, "#4a5a72")
        if shoes == "closed":
            c.box(left - 4 * u, feet - 24 * u, right + 4 * u, feet, "#2b2b2b", INK, 3, 9 * u)
        else:
            c.box(left - 4 * u, feet - 24 * u, right + 4 * u, feet, skin, INK, 3, 9 * u)
            c.box(left - 6 * u, feet - 7 * u, right + 6 * u, feet + 3, BROWN, INK, 2, 3)
            c.line([(left - 3 * u, feet - 17 * u), (right + 3 * u, feet - 17 * u)], 6 * u, BROWN)
            for toe in range(4):
                c.oval(left + (6 + 9 * toe) * u, feet - 9 * u, 3.5 * u, 4 * u, skin, INK, 1.5)
    cloth = PAPER if coat else "#7c93c2"
    low = feet - (130 if coat else 190) * u
    for side in (-1, 1):
        arm = [
            (x + side * 58 * u, top + 122 * u),
            (x + side * 92 * u, top + 240 * u),
            (x + side * 70 * u, top + 248 * u),
            (x + side * 46 * u, top + 170 * u),
        ]
        c.shape(arm, cloth)
        c.oval(x + side * 82 * u, top + 256 * u, 15 * u, 17 * u, gloves or skin)
    c.shape(
        [(x - 62 * u, top + 112 * u), (x + 62 * u, top + 112 * u), (x + 66 * u, low), (x - 66 * u, low)],
        cloth,
    )
    if coat:
        c.line([(x, top + 150 * u), (x, low)], 2)
        c.shape([(x - 22 * u, top + 112 * u), (x, top + 150 * u), (x + 22 * u, top + 112 * u)], "#7c93c2")
        for button in range(3):
            c.oval(x + 8 * u, top + (175 + 32 * button) * u, 3 * u, 3 * u, INK, None)
    if badge:
        c.box(x - 48 * u, top + 150 * u, x - 20 * u, top + 188 * u, YELLOW, INK, 2)
        c.text(x - 34 * u, top + 169 * u, "DOSE", 9 * u)
    c.box(x - 13 * u, top + 86 * u, x + 13 * u, top + 114 * u, skin)
    c.oval(x, top + 52 * u, 38 * u, 46 * u, skin)
    c.shape(
        [
            (x - 39 * u, top + 44 * u),
            (x - 30 * u, top + 8 * u),
            (x, top - 4 * u),
            (x + 30 * u, top + 8 * u),
            (x + 39 * u, top + 44 * u),
            (x + 24 * u, top + 26 * u),
            (x - 24 * u, top + 26 * u),
        ],
        "#5b3a24",
    )
    if beard:
        c.shape(
            [
                (x - 36 * u, top + 62 * u),
                (x + 36 * u, top + 62 * u),
                (x + 22 * u, top + 100 * u),
                (x - 22 * u, top + 100 * u),
            ],
            "#5b3a24",
        )
    for side in (-1, 1):
        c.oval(x + side * 14 * u, top + 48 * u, 3.5 * u, 4.5 * u, INK, None)
    if glasses:  # safety glasses: one wide pane with sides
        c.box(x - 34 * u, top + 34 * u, x + 34 * u, top + 62 * u, None, BLUE, 4.5 * u, 9 * u)
        for side in (-1, 1):
            c.line([(x + side * 34 * u, top + 44 * u), (x + side * 40 * u, top + 42 * u)], 5 * u, BLUE)
    c.line([(x - 12 * u, top + 74 * u), (x, top + 79 * u), (x + 12 * u, top + 74 * u)], 2.5 * u, "#8f3b2e")
    if shield:
        c.box(x - 46 * u, top + 2 * u, x + 46 * u, top + 18 * u, BLUE, INK, 3)
        c.box(x - 46 * u, top + 18 * u, x + 46 * u, top + 108 * u, None, BLUE, 4)
        c.line([(x - 36 * u, top + 90 * u), (x + 30 * u, top + 30 * u)], 2, GLASS)


def extinguisher(c: Canvas, x: float, bottom: float, words: str) -> None:
    """A fire extinguisher with its kind on it."""
    c.box(x - 26, bottom - 110, x + 26, bottom, RED, INK, 3, 12)
    c.box(x - 9, bottom - 128, x + 9, bottom - 108, INK)
    c.line([(x + 8, bottom - 120), (x + 40, bottom - 104), (x + 38, bottom - 60)], 5)
    c.box(x - 20, bottom - 80, x + 20, bottom - 38, PAPER, INK, 2)
    c.text(x, bottom - 59, words, 13)


def exit_sign(c: Canvas, x: float, y: float) -> None:
    """The sign of the way out."""
    c.box(x - 44, y - 26, x + 44, y + 26, GREEN, INK, 3)
    c.text(x, y, "EXIT", 24, PAPER)
