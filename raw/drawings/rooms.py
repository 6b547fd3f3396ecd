"""Questions on rooms, equipment, protective clothing and emergencies."""

from __future__ import annotations

import itertools

from canvas import BLUE, BROWN, FLOOR, GLASS, GREEN, INK, ORANGE, PAPER, RED, STEEL, WOOD, YELLOW, Canvas
from question import Question
from things import bench, biohazard, bottle, calendar, cylinder, exit_sign, extinguisher, notice, person


def _ruler(c: Canvas, x: float, bottom: float, marks: tuple[tuple[float, str], ...]) -> None:
    """An upright scale: height in units of the sheet above `bottom`, and what stands beside it."""
    c.line([(x, bottom), (x, bottom - max(m for m, _ in marks) - 10)], 4)
    for high, words in marks:
        c.line([(x - 12, bottom - high), (x + 12, bottom - high)], 4)
        c.text(x - 20, bottom - high, words, 20, anchor="rm")


def cylinder_chain() -> Canvas:
    c = Canvas(floor=560)
    cylinder(c, 430, 560, 450, "N2")
    _ruler(c, 250, 560, ((0, "0"), (150, "1/3"), (300, "2/3"), (450, "top")))
    c.box(600, 90, 640, 560, STEEL)
    c.line([(370, 410), (620, 410)], 9, "#6b7a88")
    for x in range(380, 620, 22):
        c.oval(x, 410, 9, 6, None, INK, 3)
    c.text(690, 410, "chain", 22)
    c.text(690, 300, "post", 22)
    return c


def cylinder_cap() -> Canvas:
    c = Canvas(floor=560)
    cylinder(c, 280, 560, 410, "Ar")
    cylinder(c, 520, 560, 410, "He", cap=False, colour="#7a5a9a")
    for x in (280, 520):
        c.line([(x - 90, 290), (x + 90, 290)], 9, "#6b7a88")
        c.box(x + 80, 130, x + 104, 560, STEEL)
    c.text(280, 40, "A", 28)
    c.text(520, 40, "B", 28)
    c.text(680, 90, "valve, with\nnothing fitted", 20)
    c.arrow((640, 120), (546, 136))
    return c


def oxygen_alarm() -> Canvas:
    c = Canvas(floor=560)
    _ruler(c, 150, 560, ((0, "0 m"), (140, "0.7 m"), (280, "1.4 m"), (420, "2.1 m")))
    c.box(360, 110, 480, 175, PAPER, INK, 4, 8)
    c.text(420, 132, "O2", 26)
    c.text(420, 159, "19.5 %", 18)
    c.oval(497, 142, 9, 9, GREEN)
    c.dashes((165, 140), (355, 140))
    c.oval(640, 300, 40, 24, STEEL)
    c.box(560, 330, 720, 560, STEEL, INK, 4, 30)
    c.box(615, 300, 665, 334, STEEL)
    c.text(640, 440, "LIQUID\nNITROGEN", 22)
    c.text(420, 215, "alarm", 22)
    return c


def pouring_nitrogen() -> Canvas:
    c = Canvas(floor=540)
    person(c, 300, 565, 500, gloves="#4f86c6", shield=True, trousers="ankle")
    c.box(520, 350, 660, 560, STEEL, INK, 4, 28)
    c.box(566, 322, 614, 354, STEEL)
    c.text(590, 450, "LIQUID\nNITROGEN", 20)
    c.text(120, 60, "insulated\ngloves", 20)
    c.arrow((140, 100), (198, 346))
    return c


def nitrogen_vessels() -> Canvas:
    c = Canvas(floor=560)
    for number, x in enumerate((150, 400, 650)):
        c.box(x - 85, 260, x + 85, 560, STEEL, INK, 5, 34)
        c.box(x - 38, 205, x + 38, 266, STEEL, INK, 4)
        c.text(x, 410, "LIQUID\nNITROGEN", 22)
        c.text(x, 60, "ABC"[number], 30)
    c.shape([(98, 196), (198, 162), (206, 184), (106, 218)], INK)
    c.box(346, 172, 454, 208, INK, INK, 3, 5)
    for x in (350, 450):
        c.box(x - 12, 178, x + 12, 256, RED, INK, 3, 4)
    for x, y in ((210, 190), (228, 168), (630, 180), (655, 160), (675, 182), (650, 130)):
        c.oval(x, y, 18, 12, PAPER, "#9fb3c1", 2)
    return c


def level_two_door() -> Canvas:
    c = Canvas(floor=540)
    c.box(260, 70, 500, 540, "#3c4650")
    c.box(300, 330, 470, 345, WOOD)
    person(c, 390, 535, 330, gloves="#7a9fd0")
    c.box(282, 400, 478, 420, WOOD)
    c.shape([(260, 70), (110, 110), (110, 590), (260, 540)], "#dfe5ea", INK, 4)
    biohazard(c, 186, 220, 64)
    c.text(186, 300, "LEVEL 2", 22)
    notice(c, 560, 120, 770, 260, "NOW", ("work with agents", "in progress"), 20)
    return c


def _sharps(level: float, begun: str, today: tuple[str, str]) -> Canvas:
    c = Canvas()
    bench(c, 540)
    left, right, top, bottom = 210, 430, 170, 540
    c.box(left, top, right, bottom, "#f8efc0", INK, 4, 10)
    high = bottom - top
    for share, words in ((0.25, "1/4"), (0.5, "1/2"), (0.75, "3/4")):
        y = bottom - high * share
        c.line([(left, y), (left + 34, y)], 3)
        c.text(left - 12, y, words, 22, anchor="rm")
    count = round(level * 26)
    for n in range(count):
        y = bottom - 14 - (high * level - 18) * n / max(count - 1, 1)
        x = left + 58 + (n * 67) % 90
        c.line([(x, y), (x + 56, y - 12 + (n * 31) % 24)], 3, "#5b6b7a")
        c.box(x - 14, y - 5, x, y + 5, ORANGE, INK, 1.5)
    c.box(left - 14, top - 34, right + 14, top + 4, RED, INK, 4, 8)
    c.box(left + 70, top - 22, right - 70, top - 10, INK, None)
    c.box(470, 330, 610, 440, PAPER, INK, 3)
    c.text(540, 385, f"SHARPS\nin use since\n{begun}", 18)
    c.line([(430, 385), (470, 385)], 2)
    calendar(c, 680, 130, *today)
    return c


def sharps_full() -> Canvas:
    return _sharps(0.88, "2 Oct 2026", ("12", "OCT 2026"))


def sharps_old() -> Canvas:
    return _sharps(0.4, "2 Sep 2026", ("12", "OCT 2026"))


def open_shoes() -> Canvas:
    c = Canvas(floor=520)
    c.box(500, 330, 800, 350, WOOD)
    bottle(c, 620, 330, 80, 130, BROWN, label=False)
    bottle(c, 720, 330, 80, 110, GLASS, label=False)
    person(c, 280, 575, 520, shoes="open")
    return c


def no_glasses() -> Canvas:
    c = Canvas(floor=520)
    c.box(500, 330, 800, 350, WOOD)
    bottle(c, 620, 330, 80, 130, BROWN, label=False)
    person(c, 280, 575, 520, glasses=False)
    return c


def writing_zone() -> Canvas:
    c = Canvas("#f4f6f7", floor=470)
    c.shape([(60, 590), (120, 485), (520, 485), (480, 590)], "#f6e9a8", "#b58a00", 6)
    c.text(300, 578, "WRITING AND COMPUTING ONLY", 19)
    c.box(330, 330, 520, 344, WOOD)
    c.box(345, 344, 357, 500, WOOD)
    c.box(495, 344, 507, 500, WOOD)
    c.box(380, 240, 480, 312, INK, INK, 3, 4)
    c.box(388, 248, 472, 304, GLASS, None)
    c.box(424, 312, 436, 330, INK)
    person(c, 220, 560, 400, coat=False, glasses=False)
    notice(c, 560, 70, 780, 240, "SUPERVISOR", ("coat and glasses", "not needed in", "the yellow zone"), 20)
    return c


def beard_and_mask() -> Canvas:
    c = Canvas(floor=560)
    person(c, 240, 590, 560, glasses=False, beard=True)
    c.shape([(520, 230), (660, 230), (690, 330), (630, 400), (550, 400), (490, 330)], "#9aa5ae", INK, 4)
    for x in (520, 660):
        c.oval(x, 350, 42, 42, "#6b7a88", INK, 4)
    c.line([(492, 320), (430, 250)], 6)
    c.line([(688, 320), (750, 250)], 6)
    c.text(590, 470, "half mask that seals\nagainst the skin", 22)
    notice(c, 480, 40, 700, 170, "FIT TEST", ("this wearer,", "3 months ago: passed"), 18)
    return c


def dosimeters() -> Canvas:
    c = Canvas(floor=540)
    c.box(560, 60, 780, 540, "#dfe5ea", INK, 5)
    c.oval(756, 320, 10, 10, STEEL)
    c.shape([(670, 120), (740, 240), (600, 240)], YELLOW, INK, 5)
    c.oval(670, 200, 8, 8, INK, None)
    for start, end in ((-118, -62), (2, 58), (122, 178)):
        c.arc(670, 200, 24, start, end, 16)
    c.text(670, 275, "CONTROLLED\nAREA", 22)
    for number, x in enumerate((100, 270, 440)):
        person(c, x, 575, 430, badge=number != 1)
        c.text(x, 90, "ABC"[number], 30)
    return c


def fume_card() -> Canvas:
    c = Canvas()
    c.box(60, 30, 740, 560, "#dfe5ea", INK, 5)
    c.box(110, 70, 690, 420, GLASS, INK, 4)
    c.box(110, 400, 690, 424, STEEL)
    c.box(110, 500, 690, 530, WOOD)
    notice(
        c,
        250,
        140,
        550,
        330,
        "FUME CUPBOARD 7",
        ("tested 4 May 2026", "result: passed", "by J. L., competent"),
        24,
        GREEN,
    )
    return c


def fume_points() -> Canvas:
    c = Canvas()
    c.box(40, 40, 760, 560, PAPER, INK, 4)
    c.text(400, 75, "FACE VELOCITY in metres per second", 26)
    readings = ("0.50", "0.52", "0.49", "0.51", "0.50", "0.36", "0.50", "0.51", "0.49")
    for n, one in enumerate(readings):
        left, top = 130 + 190 * (n % 3), 110 + 130 * (n // 3)
        c.box(left, top, left + 170, top + 112, "#eef6fa", INK, 3)
        c.text(left + 85, top + 56, one, 36)
    c.text(400, 528, "mean of the nine points: 0.49", 26)
    return c


def laser_door() -> Canvas:
    c = Canvas(floor=540)
    c.box(280, 80, 520, 540, "#dfe5ea", INK, 5)
    c.oval(495, 320, 10, 10, STEEL)
    c.shape([(400, 130), (480, 262), (320, 262)], YELLOW, INK, 5)
    c.line([(352, 226), (448, 226)], 5)
    for x, y in ((378, 204), (378, 248), (400, 196), (400, 256), (422, 204), (422, 248)):
        c.line([(400, 226), (x, y)], 3)
    c.text(400, 295, "LASER CLASS 4", 24)
    c.box(530, 90, 580, 140, STEEL, INK, 4)
    c.text(680, 115, "interlock switch", 20)
    c.text(140, 60, "the whole wall\nas seen from outside", 20)
    return c


def extension_lead() -> Canvas:
    c = Canvas(floor=540)
    c.box(60, 330, 120, 390, PAPER, INK, 4, 6)
    for x in (80, 100):
        c.oval(x, 360, 5, 5, INK, None)
    c.line([(90, 372), (120, 470), (260, 520), (380, 500)], 8)
    c.box(370, 470, 560, 520, PAPER, INK, 4, 8)
    for x in (405, 465, 525):
        c.oval(x, 495, 18, 18, STEEL)
    c.box(610, 360, 760, 520, STEEL, INK, 4, 8)
    c.text(685, 440, "OVEN", 26)
    c.line([(610, 500), (560, 495)], 6)
    c.box(300, 380, 450, 440, YELLOW, INK, 3)
    c.text(375, 410, "lead in use since\n1 Sep 2026", 16)
    c.line([(410, 440), (420, 470)], 2)
    calendar(c, 400, 130, "24", "SEP 2026")
    return c


def reaction_notice() -> Canvas:
    c = Canvas()
    bench(c, 520)
    c.box(70, 480, 230, 520, STEEL, INK, 4, 6)
    c.shape([(130, 330), (170, 330), (170, 390), (225, 470), (75, 470), (130, 390)], GLASS, INK, 4)
    c.shape([(103, 430), (197, 430), (222, 468), (78, 468)], "#9ad0a0", None)
    c.text(150, 500, "heating", 18)
    notice(
        c,
        300,
        70,
        760,
        420,
        "LEFT TO RUN",
        ("what: reduction in ethanol", "started: 14 Oct 2026, 17.40", "call: 4711 (K. M.)"),
        30,
        ORANGE,
    )
    return c


def way_to_eyewash() -> Canvas:
    c = Canvas("#ffffff")
    for left, top, right, bottom in ((40, 60, 300, 540), (300, 60, 540, 540), (540, 60, 760, 540)):
        c.box(left, top, right, bottom, "#f7f9fa", INK, 7)
    for x in (300, 540):
        c.box(x - 6, 280, x + 6, 350, "#f7f9fa", None)
        c.line([(x, 280), (x + 60, 300)], 5, BROWN)
        c.text(x + 42, 255, "door", 19)
    c.box(60, 420, 220, 500, WOOD)
    c.text(140, 460, "acid bench", 20)
    c.text(420, 100, "store room", 22)
    c.box(650, 90, 740, 160, GREEN, INK, 3)
    c.text(695, 125, "EYE\nWASH", 20, PAPER)
    route = [(150, 400), (200, 315), (600, 315), (690, 180)]
    for start, end in itertools.pairwise(route):
        c.dashes(start, end, 4, BLUE)
    c.text(420, 400, "way: 8 seconds", 24, BLUE)
    return c


def fire_between() -> Canvas:
    c = Canvas("#ffffff")
    c.box(40, 80, 760, 520, "#f7f9fa", INK, 7)
    c.box(754, 250, 768, 350, GREEN, None)
    exit_sign(c, 690, 210)
    c.text(400, 50, "plan of a room with one exit", 22)
    c.oval(180, 300, 34, 34, "#4a5a72", INK, 4)
    c.text(180, 300, "YOU", 20, PAPER)
    extinguisher(c, 250, 360, "FOAM")
    c.box(440, 270, 500, 350, "#8d99a3", INK, 4)
    for x in (450, 470, 490):
        c.shape([(x - 14, 272), (x, 215), (x + 14, 272)], ORANGE, RED, 3)
    c.text(470, 380, "waste bin", 20)
    return c


def metal_fire() -> Canvas:
    c = Canvas(floor=560)
    c.box(60, 330, 330, 350, WOOD)
    bottle(c, 190, 330, 130, 210, "#f4f4f0", lines=("SODIUM",), signs=("flame",), size=20)
    extinguisher(c, 620, 560, "CO2")
    c.line([(200, 430), (620, 430)], 3, BLUE)
    c.text(410, 408, "2 metres", 24, BLUE)
    c.text(400, 60, "the only extinguisher of the room", 22)
    c.arrow((480, 90), (610, 400))
    return c


def magnet_rooms() -> Canvas:
    c = Canvas("#ffffff")
    for number, left in enumerate((30, 420)):
        c.box(left, 110, left + 350, 500, "#f7f9fa", INK, 7)
        c.text(left + 175, 70, f"ROOM {'AB'[number]}", 28)
        c.box(left + 344, 400, left + 356, 460, "#f7f9fa", None)
        c.oval(left + 165, 290, 50, 50, STEEL, INK, 5)
        c.text(left + 165, 290, "MAGNET", 16)
        c.box(left + 20, 130, left + 90, 180, FLOOR, INK, 3)
        c.text(left + 55, 155, "desk", 16)
        c.text(left + 300, 380, "door", 16)
    c.oval(195, 290, 125, 125, None, RED, 6)
    c.text(195, 192, "0.5 mT", 18, RED)
    c.dashes((480, 480), (770, 430), 8, YELLOW)
    c.text(560, 450, "way", 16)
    return c


_SHARPS = "which shall be replaced when three quarters full and in any event after 30 days"
QUESTIONS = (
    Question(
        "cylinder-chain", cylinder_chain,
        "The cylinder in the drawing is empty and chained to a post. What does section 6.1 ask to change?",
        ("The height of the chain", "Cylinders are secured at two thirds of their height, empty ones as well; the chain is at one third."),
        (("Nothing, as the chain is right", "It is at one third of the height and has to be at two thirds."),
         ("The way the cylinder stands", "It stands upright, as it has to."),
         ("The number of cylinders at the chain", "They are secured singly or in pairs, and this is one.")),
        "sec_6-1__item_1", "Cylinders shall be secured upright, at two thirds of their height",
        "1.4", "gas cylinders", "A blue nitrogen cylinder with its cap stands upright beside a post, to which a chain holds it. A scale beside it has the marks 0, 1/3, 2/3 and top; the chain is level with the mark 1/3.",
    ),
    Question(
        "cylinder-cap", cylinder_cap,
        "Both cylinders in the drawing are chained at the right height and not in use. What has to be done?",
        ("The cap of B has to be put on", "Except while a regulator is fitted, the valve cap has to be in place; nothing is fitted to B."),
        (("The cap of A has to be put on", "It is on: the grey cap on top of A."),
         ("Nothing has to be done", "B bears none and has no regulator fitted."),
         ("Both chains have to go higher", "They are chained at the right height.")),
        "sec_6-1__item_2", "Except while a regulator is fitted, the valve cap shall be in place.",
        "1.4", "gas cylinders", "Two chained cylinders: A, blue, with a rounded cap on top; B, violet, on top of which a brass valve with a hand wheel can be seen. Words beside B: valve, with nothing fitted.",
    ),
    Question(
        "oxygen-alarm", oxygen_alarm,
        "The alarm for oxygen was installed today because of the vessel in the drawing. What is to be changed?",
        ("Its height above the floor", "It has to hang 1.4 metres above the floor, and it hangs at 2.1."),
        (("The percentage at which it warns", "19.5 per cent is the content that section 6.1(d) names."),
         ("Nothing, as it meets the section", "It hangs at 2.1 metres and has to hang at 1.4."),
         ("The side of the vessel on which it hangs", "The standard names no side.")),
        "sec_6-1__item_4", "below 19.5 per cent, an alarm for oxygen shall be installed at 1.4 metres above the floor",
        "1.4", "cryogenic liquids", "A wall with a scale in metres: 0, 0.7, 1.4 and 2.1. An alarm with the words O2 and 19.5 % hangs level with the mark 2.1 m. Beside it stands a vessel of liquid nitrogen.",
    ),
    Question(
        "pouring", pouring_nitrogen,
        "The person in the drawing is about to pour liquid nitrogen. Which part of the clothing is against section 6.2?",
        ("The trousers", "These trousers end above the ankle, so that they do not cover what is below."),
        (("The gloves", "Insulated gloves are worn."), ("The face shield", "A face shield is worn."), ("The shoes", "They are closed, and section 6.2 asks for nothing else of them.")),
        "sec_6-2__para_1", "A face shield, insulated gloves and trousers that cover the shoes shall be worn when liquid nitrogen is poured.",
        "3.3", "clothing", "A person with a coat, a face shield over the whole face, blue insulated gloves and closed shoes stands beside a vessel of liquid nitrogen. A piece of bare leg can be seen between the trousers and the shoes.",
    ),
    Question(
        "dewar", nitrogen_vessels,
        "Three vessels with liquid nitrogen stand ready for use. Which of them is kept against section 6.2?",
        ("Vessel B", "Its lid is screwed down with clamps, and vessels shall not be sealed."),
        (("Vessel A", "Its lid lies loosely on the neck, so that the gas can leave."), ("Vessel C", "It is open, so that the gas can leave."), ("None of the three", "Vessel B is sealed.")),
        "sec_6-2__para_1", "Vessels shall not be sealed.",
        "1.4", "cryogenic liquids", "Three steel vessels with the words liquid nitrogen: on the neck of A a lid lies aslant with vapour beside it; the lid of B is held down by two red clamps; C is open, with vapour above its neck.", ordered=True,
    ),
    Question(
        "level-two-door", level_two_door,
        "The drawing shows the door of a room of containment level 2 at this moment. What has to be done?",
        ("Close the door during the work", "The doors are closed while work is in progress."),
        (("Put the biohazard sign on the door", "The sign is on it."), ("Write the level on the door", "It is on it."),
         ("Nothing, as all is in order", "The door stands open while work is in progress.")),
        "sec_4-2__item_1__item_1", "the doors shall be closed while work is in progress, and bear the biohazard sign",
        "1.1", "containment", "A door with a biohazard sign and the words level 2 stands wide open; behind it a person in a coat stands at a bench. A sheet beside the door says: now, work with agents in progress.",
    ),
    Question(
        "sharps-full", sharps_full,
        "Why has the container in the drawing to be replaced on the day that the calendar shows?",
        ("Because of how much is in it", "It is more than three quarters full; it has been in use for 10 days."),
        (("Because of how long it has been in use", "It has been in use for 10 days, and the bound is 30."),
         ("Because needles with their hubs are in it", "Needles are sharps, and whole ones are what it is for."),
         ("Because its slot is open at the top", "The standard asks for a container that resists puncture, not for a closed slot.")),
        "sec_4-5__item_2", _SHARPS, "2.2", "sharps",
        "A yellow container with a red lid and the marks 1/4, 1/2 and 3/4. Needles fill it to above the upper mark. Its label reads sharps, in use since 2 Oct 2026; a calendar shows 12 Oct 2026.", "combined",
    ),
    Question(
        "sharps-old", sharps_old,
        "Why has the container in the drawing to be replaced on the day that the calendar shows?",
        ("Because of how long it has been in use", "It has been in use for 40 days, and it is replaced after 30 in any event."),
        (("Because of how much is in it", "It is less than half full; the bound is three quarters."),
         ("Because needles with their hubs are in it", "Needles are sharps, and whole ones are what it is for."),
         ("Because its slot is open at the top", "The standard asks for a container that resists puncture, not for a closed slot.")),
        "sec_4-5__item_2", _SHARPS, "2.2", "sharps",
        "A yellow container with a red lid and the marks 1/4, 1/2 and 3/4. Needles fill it to below the middle mark. Its label reads sharps, in use since 2 Sep 2026; a calendar shows 12 Oct 2026.", "combined",
    ),
    Question(
        "worker-before-work", open_shoes,
        "The person in the drawing is going to work in the laboratory. What does section 7(a) ask this person to change?",
        ("The shoes", "Closed shoes are worn in every laboratory, and these leave the toes bare."),
        (("The glasses", "Safety glasses are worn."), ("The coat", "A coat is worn."), ("Nothing", "The shoes are not closed.")),
        "sec_7__item_1", "Safety glasses, a coat and closed shoes shall be worn in every laboratory.",
        "3.3", "clothing", "A person with safety glasses, a white coat, long trousers and sandals stands beside a bench with two bottles. The toes can be seen.",
    ),
    Question(
        "glasses", no_glasses,
        "The person in the drawing is going to work in the laboratory. What does section 7(a) ask this person to put on?",
        ("Safety glasses", "Coat and closed shoes are worn; glasses are not."),
        (("Closed shoes", "They are worn."), ("A coat", "A coat is worn."), ("Nothing more", "Glasses are not worn.")),
        "sec_7__item_1", "Safety glasses, a coat and closed shoes shall be worn in every laboratory.",
        "3.3", "clothing", "A person with a white coat, long trousers and closed shoes stands beside a bench with a bottle. The eyes and the hands are bare.",
    ),
    Question(
        "writing-zone", writing_zone,
        "The person in the drawing stands in a part of the laboratory with closed shoes, and without coat and glasses. Is that allowed?",
        ("Yes, as the zone is marked and the duty waived there", "The supervisor may waive the duty for a zone marked on the floor in which only writing and computing are done."),
        (("No, as the zone is not marked on the floor", "It is marked in yellow."),
         ("Yes, as closed shoes are enough in any zone", "Outside such a zone glasses and a coat are worn too."),
         ("No, as the supervisor has waived nothing there", "The sheet of the supervisor waives it.")),
        "sec_7__item_1", "The laboratory supervisor may waive this for a zone marked on the floor in which only writing and computing are done.",
        "3.3", "clothing", "A yellow field on the floor with the words writing and computing only. In it stand a desk with a screen and a person in a blue shirt with closed shoes. A sheet headed supervisor reads: coat and glasses not needed in the yellow zone.",
    ),
    Question(
        "beard", beard_and_mask,
        "The person in the drawing has to wear a respirator. What speaks against the mask beside the person?",
        ("The face of the wearer", "Persons with a beard shall not rely on a mask that seals against the skin."),
        (("The age of the fit test", "A fit test holds for 12 months, and this one is 3 months old."),
         ("The person who was tested", "The test was made for this wearer."),
         ("Nothing speaks against it", "The wearer has a beard, and the mask seals against the skin.")),
        "sec_7__item_3", "Where respirators are required, the employer shall have the fit of each mask tested, for each wearer, before its first use and at least every 12 months. Persons with a beard shall not rely on a mask that seals against the skin.",
        "3.3", "respirators", "A person with a full beard and a white coat. Beside the person a half mask with two filters that seals against the skin, and a sheet: fit test, this wearer, 3 months ago, passed.",
    ),
    Question(
        "dosimeter", dosimeters,
        "Three workers are about to work behind the door for the day, and all that they wear is shown. Who may not begin yet?",
        ("Worker B", "Nobody works in a controlled area without a personal dosimeter, and B wears none."),
        (("Worker A", "A wears a dosimeter."), ("Worker C", "C wears a dosimeter."), ("None of the three", "B wears no dosimeter.")),
        "sec_5-1__item_1", "Nobody shall work in a controlled area without a personal dosimeter",
        "1.3", "dosimetry", "Three people in coats before a door with a radiation sign and the words controlled area. On the coats of A and C there is a yellow badge with the word DOSE; on the coat of B there are only buttons.", ordered=True,
    ),
    Question(
        "fume-card", fume_card,
        "The card is all that the sash of the fume cupboard in the drawing shows of its tests. What does section 3.3 still ask for on it?",
        ("The date by which the next test is due", "The result and the date of the next test are shown on the sash; only the result is."),
        (("The result of the test", "It is there: passed."),
         ("The date of this test", "It is there: 4 May 2026."),
         ("The name of whoever tested it", "It is there: J. L.")),
        "sec_3-3__item_3", "The result and the date by which the next test is due shall be shown on the sash.",
        "3.1", "fume cupboards", "The front of a fume cupboard. A card on its sash reads: fume cupboard 7, tested 4 May 2026, result: passed, by J. L., competent.",
    ),
    Question(
        "fume-points", fume_points,
        "The sheet shows the nine points at which the face velocity was measured, and their mean. Do the readings meet section 3.3(b)?",
        ("No, one point is too far from the mean", "0.36 deviates from 0.49 by about 27 per cent, more than the 20 that are allowed."),
        (("Yes, the mean lies between 0.4 and 0.6", "The mean does, but no point may deviate by more than 20 per cent."),
         ("No, nine points are too few to be measured", "No fewer than nine are asked for."),
         ("Yes, most of the points are near the mean", "None of the points may deviate by more than 20 per cent.")),
        "sec_3-3__item_2", "measured at no fewer than nine points none of which deviates from the mean by more than 20 per cent",
        "3.1", "fume cupboards", "A sheet headed face velocity in metres per second with nine fields in three rows: 0.50, 0.52, 0.49; 0.51, 0.50, 0.36; 0.50, 0.51, 0.49. Below: mean of the nine points: 0.49.", "combined",
    ),
    Question(
        "laser-door", laser_door,
        "The drawing shows the wall of a room for a class 4 laser from outside, with everything that is on it. What does it still need?",
        ("A warning light outside", "The room has an interlock at the door and needs a warning light outside."),
        (("An interlock at the door", "There is one: the grey box beside the door."), ("A sign on the door", "There is one, and the section asks for none."),
         ("Nothing, as all of it is there", "There is no light.")),
        "sec_5-2__item_1", "A class 4 laser shall be operated in a room with an interlock at the door and a warning light outside.",
        "1.3", "lasers", "A door with a laser sign and the words laser class 4. Beside it a grey box, named interlock switch. The rest of the wall is bare.",
    ),
    Question(
        "extension-lead", extension_lead,
        "The oven in the drawing runs from the lead on the floor. What follows on the day that the calendar shows?",
        ("The lead has to go, as its time is over", "Extension leads shall not replace fixed wiring and may be used for up to 14 days; 23 have passed."),
        (("The lead may stay for one more week", "The bound is 14 days."),
         ("The lead may stay for five more weeks", "The bound is 14 days from the start, and 23 have passed."),
         ("The lead may stay, as one thing is plugged in", "How many things are plugged in is not what the section counts.")),
        "sec_6-4__item_3", "Extension leads shall not replace fixed wiring. They may be used for up to 14 days.",
        "3.2", "leads", "An oven is plugged into an extension lead that runs over the floor to a socket. A tag on the lead reads: lead in use since 1 Sep 2026. A calendar shows 24 Sep 2026.", "combined",
    ),
    Question(
        "reaction-notice", reaction_notice,
        "The reaction in the drawing is left to run, and the notice is shown whole. What has to be added to it?",
        ("The way of making it safe", "The notice bears the nature, the start, a telephone number and the way of making it safe; the last is not there."),
        (("The time of its start", "It is there: 14 October, 17.40."),
         ("A telephone number", "It is there: 4711."),
         ("The nature of the reaction", "It is there: a reduction in ethanol.")),
        "sec_6-5__item_1", "a notice with its nature, the time of its start, a telephone number and the way of making it safe",
        "3.1", "unattended work", "A flask on a heater beside a notice: left to run, what: reduction in ethanol, started: 14 Oct 2026, 17.40, call: 4711 (K. M.).",
    ),
    Question(
        "eyewash", way_to_eyewash,
        "The plan shows the shortest way from a bench with corrosive chemicals to the eyewash. What is against section 9.1(a)?",
        ("The number of doors on the way", "No more than one door may be passed, and there are two."),
        (("The time that the way takes", "It takes 8 seconds, and 10 are allowed."),
         ("Nothing, as the way is short enough", "The time is; the doors are two."),
         ("The length of the way in metres", "The section bounds the time and the doors.")),
        "sec_9-1__item_1", "reachable within 10 seconds, without passing more than one door",
        "4.1", "emergency equipment", "A plan of three rooms in a row. A dashed way leads from the acid bench on the left through a door into a store room, through another door into the room on the right, and to an eyewash there. Words: way: 8 seconds.",
    ),
    Question(
        "fire", fire_between,
        "You have been trained to fight fires and stand where the plan shows. May you fight the fire in the bin?",
        ("No, because of where you stand", "Those who have been trained may fight a fire only if the exit is behind them; here the fire is in between."),
        (("Yes, because it is as small as a bin", "The size is one condition; the exit has to be behind you as well."),
         ("No, because foam is the wrong agent", "The section says nothing of the agent."),
         ("Yes, because you have been trained", "Training is one condition; the exit has to be behind you as well.")),
        "sec_9-3__item_2", "those who have been trained may do so only if it is no larger than a waste bin and the exit is behind them",
        "4.1", "fire", "A plan of a room with one exit in the right wall. You stand at the left with an extinguisher beside you; in the middle of the room a waste bin burns.", "combined",
    ),
    Question(
        "metal-fire", metal_fire,
        "Sodium metal is handled at the bench in the drawing. What is to be changed about the extinguisher?",
        ("The agent inside it", "A dry-powder extinguisher for burning metals is needed; one with carbon dioxide does not suffice."),
        (("Its distance from the bench", "It stands 2 metres away, and 3 are allowed."), ("Nothing, as it is near enough", "It is near enough and holds carbon dioxide."),
         ("Its place on the floor", "The section does not say where it hangs or stands, but how near.")),
        "sec_3-5__para_1", "A dry-powder extinguisher for burning metals shall stand within 3 metres; an extinguisher with carbon dioxide does not suffice.",
        "1.2", "emergency equipment", "A bottle labelled sodium with the pictogram of a flame on a bench. Two metres away a red extinguisher with the word CO2 on it, which an arrow names the only extinguisher of the room.",
    ),
    Question(
        "magnet", magnet_rooms,
        "The plans show two rooms with a strong magnet each, and everything that is marked on the floor. Which of them does not meet section 5.4?",
        ("Room B", "The 0.5 millitesla line has to be marked on the floor, and in room B it is not."),
        (("Room A", "The line is marked around the magnet."), ("Both rooms", "In room A the line is marked."), ("Neither room", "In room B no line is marked.")),
        "sec_5-4__para_1", "the 0.5 millitesla line, which shall be marked on the floor",
        "1.3", "magnetic fields", "Two plans. In room A a red circle with the words 0.5 mT lies on the floor around the magnet; in room B there are the magnet, a desk and a yellow way to the door, and no circle.",
    ),
)  # fmt: skip
