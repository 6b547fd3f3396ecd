"""Questions on labels, storage and waste."""

from __future__ import annotations

from canvas import BLUE, GREEN, INK, PAPER, RED, STEEL, WOOD, YELLOW, Canvas
from question import Question
from things import bench, bottle, calendar, jerrycan, letter, notice, person

AMBER, CLEAR, WHITE = "#a9743b", "#d8ecf5", "#f4f4f0"


def label_without_date() -> Canvas:
    c = Canvas()
    bench(c, 520)
    bottle(
        c, 400, 520, 330, 500, AMBER, lines=("ACETONE", "filled by K. M."), signs=("flame", "mark"), size=30
    )
    return c


def label_without_initials() -> Canvas:
    c = Canvas()
    bench(c, 520)
    bottle(
        c,
        400,
        520,
        330,
        500,
        CLEAR,
        lines=("ETHANOL", "filled 12 Oct 2026"),
        signs=("flame", "mark"),
        size=29,
    )
    return c


def label_without_pictograms() -> Canvas:
    c = Canvas()
    bench(c, 520)
    bottle(c, 400, 520, 330, 500, WHITE, cap=BLUE, lines=("SODIUM HYDROXIDE", "(drain cleaner)", "", "filled 2 Nov 2026", "by R. T."), size=25)  # fmt: skip
    return c


def _formula(key: bool) -> Canvas:
    c = Canvas()
    c.box(40, 40, 760, 360, "#f6f1e4", WOOD, 8)
    c.text(400, 68, "EVERYTHING THAT HANGS IN THIS ROOM", 20)
    notice(c, 70, 100, 250, 340, "CLEANING", ("Mo  R. T.", "We  K. M.", "Fr  A. S."), 19)
    notice(c, 550, 100, 730, 340, "WAY OUT", ("left door,", "stairs B"), 19, GREEN)
    if key:
        notice(
            c,
            280,
            100,
            520,
            340,
            "KEY",
            ("NaOH  sodium hydroxide", "HCl  hydrogen chloride", "EtOH  ethanol"),
            17,
            "#5a4b8a",
        )
    bench(c, 540)
    bottle(
        c,
        400,
        540,
        150,
        178,
        WHITE,
        cap=BLUE,
        lines=("NaOH", "9 Nov 26  K. M."),
        signs=("corrosion",),
        size=15,
    )
    return c


def formula_without_key() -> Canvas:
    return _formula(False)


def formula_with_key() -> Canvas:
    return _formula(True)


def shelves() -> Canvas:
    c = Canvas(floor=560)
    person(c, 130, 575, 400)
    c.dashes((180, 226), (780, 226), 3, BLUE)
    c.text(236, 208, "eye level", 19, BLUE)
    for y in (160, 350):
        c.box(330, y, 560, y + 14, WOOD)
    bottle(c, 440, 160, 70, 120, AMBER, signs=("corrosion",), size=10)
    letter(c, 510, 80, "A")
    bottle(c, 440, 350, 70, 110, AMBER, signs=("corrosion",), size=10)
    letter(c, 510, 290, "B")
    c.box(590, 380, 790, 400, WOOD)
    c.box(590, 400, 606, 560, WOOD)
    c.box(774, 400, 790, 560, WOOD)
    bottle(c, 690, 560, 70, 115, AMBER, signs=("corrosion",), size=10)
    letter(c, 750, 450, "D")
    bottle(c, 410, 560, 70, 115, AMBER, signs=("corrosion",), size=10)
    letter(c, 480, 470, "C")
    c.text(420, 583, "passage", 18)
    c.text(690, 365, "desk", 18)
    return c


def acid_beside_solvent() -> Canvas:
    c = Canvas(floor=560)
    c.box(80, 30, 720, 560, "#e9edf0", INK, 6, 8)
    c.text(400, 56, "CABINET 1", 24)
    for y in (300, 540):
        c.box(96, y, 704, y + 14, STEEL)
    names = (
        ("NITRIC ACID\n(oxidising)", ("oxidiser", "corrosion")),
        ("ACETONE\n(solvent)", ("flame",)),
        ("WATER", ()),
    )
    for number, (name, signs) in enumerate(names):
        bottle(
            c,
            190 + 210 * number,
            300,
            170,
            220,
            (AMBER, CLEAR, CLEAR)[number],
            lines=tuple(name.split("\n")),
            signs=signs,
            size=17,
        )
        letter(c, 110 + 210 * number, 110, "ABC"[number])
    bottle(c, 300, 540, 170, 220, WHITE, lines=("SODIUM", "CHLORIDE"), size=17)
    letter(c, 190, 360, "D")
    bottle(c, 530, 540, 170, 220, WHITE, lines=("GLUCOSE",), size=17)
    letter(c, 420, 360, "E")
    return c


def solids_by_pictograms() -> Canvas:
    c = Canvas()
    bench(c, 470)
    bottle(c, 200, 470, 230, 380, WHITE, lines=("SOLID 1",), signs=("oxidiser",), size=28)
    bottle(c, 600, 470, 230, 380, WHITE, lines=("SOLID 2",), signs=("flame",), size=28)
    return c


def below_the_sink() -> Canvas:
    c = Canvas(floor=570)
    c.box(80, 170, 720, 200, STEEL)
    c.shape([(270, 200), (530, 200), (500, 270), (300, 270)], "#dfe7ee")
    c.line([(400, 170), (400, 90), (450, 90), (450, 130)], 12, STEEL)
    c.line([(400, 270), (400, 320), (440, 340), (440, 380)], 12, STEEL)
    c.box(80, 200, 96, 570, "#dfe5ea")
    c.box(704, 200, 720, 570, "#dfe5ea")
    c.box(96, 552, 704, 570, WOOD)
    for x, words in (
        (200, ("SODIUM", "METAL", "water-reactive")),
        (590, ("SODIUM", "CHLORIDE", "table salt")),
    ):
        bottle(c, x, 552, 170, 230, WHITE, lines=words, signs=("flame",) if x == 200 else (), size=17)
        letter(c, x, 292, "A" if x == 200 else "B")
    return c


def volumes_outside_the_cabinet() -> Canvas:
    c = Canvas()
    bench(c, 480)
    c.text(400, 40, "everything flammable in this room that stands outside a safety cabinet", 21)
    for number, (litres, high) in enumerate((("2.5 L", 230), ("2.5 L", 230), ("4 L", 320))):
        bottle(
            c,
            160 + 240 * number,
            480,
            130 + high * 0.22,
            high,
            CLEAR,
            lines=("ETHANOL", litres),
            signs=("flame",),
            size=23,
        )
        letter(c, 160 + 240 * number, 120, "ABC"[number])
    return c


def refrigerators() -> Canvas:
    c = Canvas(floor=520)
    signs = (
        ("free of\nignition\nsources", GREEN),
        ("NO\nFLAMMABLE\nLIQUIDS", RED),
        None,
        ("NO\nFLAMMABLE\nLIQUIDS", RED),
    )
    for number, sign in enumerate(signs):
        x = 110 + 195 * number
        c.box(x - 82, 110, x + 82, 540, WHITE, INK, 4, 12)
        c.line([(x - 82, 230), (x + 82, 230)], 4)
        for y in (140, 260):
            c.box(x + 58, y, x + 70, y + 62, STEEL, INK, 2, 5)
        if sign:
            c.box(x - 66, 340, x + 66, 450, PAPER, sign[1], 6, 6)
            c.text(x, 395, sign[0], 18, sign[1])
        letter(c, x, 70, "ABCD"[number])
    return c


def _ether(opened: bool, day: str, month: str) -> Canvas:
    c = Canvas()
    bench(c, 540)
    dates = (
        ("received 5 Jan 2026", "opened 9 Feb 2026") if opened else ("received 5 Jan 2026", "opened ________")
    )
    bottle(c, 290, 540, 330, 500, AMBER, lines=("DIETHYL ETHER", *dates), signs=("flame", "mark"), size=26)
    if not opened:
        c.box(216, 62, 364, 84, YELLOW, INK, 2)
        c.text(290, 73, "SEALED", 17)
    calendar(c, 640, 200, day, month)
    return c


def ether_opened() -> Canvas:
    return _ether(True, "20", "OCT 2026")


def ether_sealed() -> Canvas:
    return _ether(False, "20", "OCT 2026")


def crystals() -> Canvas:
    c = Canvas(floor=570)
    c.box(30, 30, 770, 560, "#e9edf0", INK, 6, 8)
    c.box(44, 520, 756, 536, STEEL)
    for number, x in enumerate((155, 400, 645)):
        bottle(c, x, 520, 200, 360, AMBER, lines=("DIISOPROPYL", "ETHER"), signs=("flame", "mark"), size=19)
        letter(c, x, 80, "ABC"[number])
    spots = (
        (352, 178, 13),
        (366, 200, 10),
        (446, 176, 14),
        (436, 200, 11),
        (358, 158, 9),
        (400, 152, 10),
        (382, 154, 8),
        (422, 154, 9),
        (444, 156, 8),
    )
    for x, y, s in spots:
        c.shape(
            [
                (x, y - s),
                (x + s * 0.6, y - s * 0.2),
                (x + s * 0.35, y + s),
                (x - s * 0.5, y + s * 0.7),
                (x - s * 0.7, y - s * 0.3),
            ],
            PAPER,
            "#6b7a88",
            2,
        )
    return c


def waste_too_full() -> Canvas:
    c = Canvas()
    bench(c, 540)
    jerrycan(c, 400, 540, 330, 430, 0.96)
    c.box(420, 230, 550, 350, PAPER, INK, 2)
    c.text(485, 290, "SOLVENT\nWASTE\nacetone", 20)
    return c


def waste_open() -> Canvas:
    c = Canvas()
    bench(c, 540)
    jerrycan(c, 330, 540, 300, 400, 0.55, cap=False)
    c.shape([(270, 40), (390, 40), (345, 100), (345, 140), (315, 140), (315, 100)], GREEN)
    c.box(345, 300, 475, 400, PAPER, INK, 2)
    c.text(410, 350, "WASTE\nmethanol", 20)
    notice(c, 530, 120, 770, 260, "NOBODY HERE", ("back from lunch", "at 13.30"), 21, "#6b7a88")
    return c


def waste_unlabelled() -> Canvas:
    c = Canvas()
    bench(c, 540)
    jerrycan(c, 250, 540, 250, 360, 0.3)
    jerrycan(c, 570, 540, 250, 360, 0.5)
    c.box(590, 330, 690, 440, PAPER, INK, 2)
    c.text(640, 385, "WASTE\nethyl\nacetate", 18)
    letter(c, 250, 90, "A")
    letter(c, 570, 90, "B")
    return c


def halogenated() -> Canvas:
    c = Canvas(floor=570)
    bottle(
        c,
        150,
        330,
        190,
        260,
        AMBER,
        lines=("DICHLORO-", "METHANE", "(halogenated)"),
        signs=("mark",),
        size=18,
    )
    c.box(50, 330, 250, 346, WOOD)
    c.arrow((260, 250), (380, 300), 7)
    for x, words, colour in (
        (460, "WASTE\nsolvents\nfree of\nhalogens", "#e3c48b"),
        (690, "WASTE\nhalogenated\nsolvents", "#c9b2d8"),
    ):
        jerrycan(c, x, 570, 190, 300, 0.4, colour)
        c.box(x - 10, 300, x + 86, 420, PAPER, INK, 2)
        c.text(x + 38, 360, words, 14)
    letter(c, 460, 180, "A")
    letter(c, 690, 180, "B")
    return c


QUESTIONS = (
    Question(
        "label-date", label_without_date,
        "The bottle in the drawing was filled in the laboratory, and its label is shown whole. Which entry does the label still need?",
        ("The date of filling", "Name, pictograms and initials are there; the date is not."),
        (("The initials of a person", "They are there: K. M."), ("The pictograms", "Two of them are there."), ("The name in full", "It is there: acetone.")),
        "sec_3-1__item_2", "the name of the chemical in full, the pictograms, the date of filling and the initials of the person who filled it",
        "1.2", "labels", "A brown bottle on a bench. Its label has the word ACETONE, the words filled by K. M., and two pictograms: a flame and an exclamation mark.",
    ),
    Question(
        "label-initials", label_without_initials,
        "The bottle in the drawing was filled in the laboratory, and its label is shown whole. Which entry does the label still need?",
        ("The initials of a person", "Name, pictograms and date are there; the initials are not."),
        (("The date of filling", "It is there: 12 October 2026."), ("The pictograms", "Two of them are there."), ("The name in full", "It is there: ethanol.")),
        "sec_3-1__item_2", "the name of the chemical in full, the pictograms, the date of filling and the initials of the person who filled it",
        "1.2", "labels", "A clear bottle on a bench. Its label has the word ETHANOL, the words filled 12 Oct 2026, and two pictograms: a flame and an exclamation mark.",
    ),
    Question(
        "label-kept", label_without_pictograms,
        "A corrosive household product was decanted into the bottle in the drawing, so that its label, shown whole, needs the entries of section 3.1(b). Which of them is missing?",
        ("The pictograms", "Name, date and initials are there; there is no pictogram."),
        (("The date of filling", "It is there: 2 November 2026."), ("The initials of a person", "They are there: R. T."), ("The name in full", "It is there: sodium hydroxide.")),
        "sec_3-1__item_4", "A household product that is decanted shall be labelled in accordance with paragraph (b).",
        "1.2", "labels", "A white bottle with a blue cap. Its label reads SODIUM HYDROXIDE (drain cleaner), filled 2 Nov 2026, by R. T.; the rest of the label is blank.",
    ),
    Question(
        "formula-board", formula_without_key,
        "The drawing shows a bottle that was filled in the laboratory, and the board with everything that hangs in the room. May the formula stand on the label in the place of the name?",
        ("No, since the board has no key to it", "Neither the list of cleaning days nor the sheet on the way out explains a formula."),
        (("Yes, since the board has a key to it", "Neither of the two sheets explains a formula."),
         ("Yes, since a pictogram stands beside it", "A pictogram shows the hazard; it is no key to a formula."),
         ("No, since a formula may never stand on a label", "Section 3.1(b) allows one where a key to it hangs in the same room.")),
        "sec_3-1__item_2", "Formulae and abbreviations are allowed only if a key to them hangs in the same room.",
        "1.2", "labels", "A board with two sheets: a list of cleaning days and a sheet on the way out. Below it a bottle whose label reads NaOH, 9 Nov 26, K. M., with the pictogram for corrosion.",
    ),
    Question(
        "formula-key", formula_with_key,
        "The drawing shows a bottle that was filled in the laboratory, and the board with everything that hangs in the room. May the formula stand on the label in the place of the name?",
        ("Yes, since the board has a key to it", "The sheet in the middle says what the formula stands for."),
        (("No, since the board has no key to it", "The sheet in the middle says what the formula stands for."),
         ("Yes, since a pictogram stands beside it", "A pictogram shows the hazard; it is no key to a formula."),
         ("No, since a formula may never stand on a label", "Section 3.1(b) allows one where a key to it hangs in the same room.")),
        "sec_3-1__item_2", "Formulae and abbreviations are allowed only if a key to them hangs in the same room.",
        "1.2", "labels", "A board with three sheets: cleaning days, a sheet headed KEY with the lines NaOH sodium hydroxide, HCl hydrogen chloride, EtOH ethanol, and the way out. Below it a bottle whose label reads NaOH, 9 Nov 26, K. M., with the pictogram for corrosion.",
    ),
    Question(
        "shelves", shelves,
        "Four bottles of a corrosive liquid are kept at the places A to D in the drawing. Which of them is kept where section 3.2 allows it?",
        ("Bottle B", "It stands below eye level, and neither in the well of a desk nor on the floor of a passage."),
        (("Bottle A", "It stands above eye level."), ("Bottle C", "It stands on the floor of a passage."), ("Bottle D", "It stands in the well of a desk.")),
        "sec_3-2__item_2", "Hazardous liquids shall not be stored above eye level, in the well of a desk, on the floor of a passage or in a fume cupboard",
        "1.2", "storage", "A person stands beside two shelves and a desk; a dashed line marks the level of the eyes. Bottle A is on the upper shelf, bottle B on the lower shelf at the height of the chest, bottle C on the floor of the passage, bottle D under the desk. The upper shelf is above the dashed line.", ordered=True,
    ),
    Question(
        "cabinet", acid_beside_solvent,
        "Five containers stand in one cabinet. Which separation does Table 1 ask for?",
        ("Container A from container B", "Table 1 asks for separate cabinets for oxidising acids and organic solvents."),
        (("Container A from container D", "Table 1 names no separation for an oxidising acid and a salt such as sodium chloride."),
         ("Container B from container C", "Acetone and water are no pair of Table 1."),
         ("Container D from container E", "Sodium chloride and glucose are no pair of Table 1.")),
        "hcontainer_table-1-separation-in-storage__row_2", "Acids, oxidising | Organic solvents | Separate cabinets",
        "1.2", "storage", "A cabinet with two shelves. Above: A nitric acid (oxidising), B acetone (solvent), C water. Below: D sodium chloride, E glucose.",
    ),
    Question(
        "two-solids", solids_by_pictograms,
        "The two jars hold what their labels show. What does Table 1 ask for between them at the least?",
        ("3 metres, or a partition that resists fire for 60 minutes", "The pictograms say oxidising and flammable; Table 1 asks for that between an oxidising and a flammable solid."),
        (("Separate trays, which may stand in the same cabinet", "That is the row for acids and bases."),
         ("Separate rooms, as soon as there are more than 500 grams", "That is the row for cyanides or sulfides and acids."),
         ("Separate cabinets, neither of which stands below a sink", "That is the row for what reacts with water and aqueous solutions.")),
        "hcontainer_table-1-separation-in-storage__row_4", "Oxidising solids | Flammable solids | 3 metres, or a partition with 60 minutes of fire resistance",
        "1.2", "storage", "Two white jars on a bench. The label of solid 1 has the pictogram of a flame over a circle, that of solid 2 the pictogram of a flame.", "combined",
    ),
    Question(
        "sink", below_the_sink,
        "What is against Table 1 in the cupboard in the drawing?",
        ("That A stands under the sink", "Table 1 lets nothing that reacts with water stand below a sink."),
        (("That B stands under the sink", "Table salt does not react with water."),
         ("That A stands beside B", "Table 1 names no separation of a metal from a salt."),
         ("That both stand in one cupboard", "Table 1 names no separation of the two.")),
        "hcontainer_table-1-separation-in-storage__row_5", "Water-reactive | Any aqueous solution | Separate cabinets, not below a sink",
        "1.2", "storage", "A sink with its drain pipe above an open cupboard. In the cupboard stand container A, labelled sodium metal, water-reactive, with the pictogram of a flame, and container B, labelled sodium chloride, table salt.",
    ),
    Question(
        "volumes", volumes_outside_the_cabinet,
        "The drawing shows all the flammable liquid that stands outside a safety cabinet in a laboratory. What goes beyond the bounds of section 3.2(c)(1)?",
        ("Bottle C by itself", "No vessel may hold more than 2.5 litres, and bottle C holds 4; the sum, 9 litres, is allowed."),
        (("Bottles A to C together", "Up to 10 litres may stand outside, and these are 9."),
         ("Bottle A by itself", "It holds 2.5 litres, which is the most that is allowed and not more."),
         ("Nothing in the drawing", "Bottle C holds more than the 2.5 litres that a vessel may hold.")),
        "sec_3-2__item_3__item_1", "10 litres of flammable liquids shall stand outside a safety cabinet, of which no more than 2.5 litres in one vessel",
        "1.2", "storage", "Three bottles of ethanol on a bench: A and B with 2.5 L each, C with 4 L.", "combined",
    ),
    Question(
        "refrigerator", refrigerators,
        "The drawing shows the doors of all four refrigerators of a laboratory. Which of them lacks what section 3.2(d) asks for?",
        ("Refrigerator C", "It is not marked as free of ignition sources and does not bear the sign either."),
        (("Refrigerator A", "It is marked as free of ignition sources, so that it may hold flammable liquids."), ("Refrigerator B", "It bears the sign."), ("Refrigerator D", "It bears the sign.")),
        "sec_3-2__item_4", "Other refrigerators in the laboratory shall bear the sign \"no flammable liquids\".",
        "1.2", "storage", "Four refrigerators. A bears a green mark, free of ignition sources; B and D bear a red sign, no flammable liquids; the door of C is plain.", ordered=True,
    ),
    Question(
        "ether-opened", ether_opened,
        "The bottle holds an ether that forms peroxides and has not been tested. What follows on the day that the calendar shows?",
        ("It is to be tested or discarded, as six months have passed since it was opened", "It was opened on 9 February, and 20 October is more than 6 months later."),
        (("It may be used until 5 January, twelve months after receipt", "The 12 months are for a container that has not been opened."),
         ("It may be used until 9 February, twelve months after it was opened", "The bound after opening is 6 months."),
         ("It may be used for six more months, as it was opened this year", "The 6 months count from the day of opening and are over.")),
        "sec_3-2__item_5", "It shall be tested or discarded within 6 months after it was opened, or within 12 months after receipt if it has not been opened",
        "1.2", "peroxides", "A brown bottle labelled DIETHYL ETHER, received 5 Jan 2026, opened 9 Feb 2026, with the pictograms of a flame and an exclamation mark. A calendar shows 20 Oct 2026.", "combined",
    ),
    Question(
        "ether-sealed", ether_sealed,
        "The bottle holds an ether that forms peroxides and has not been tested. What follows on the day that the calendar shows?",
        ("It may be kept until 5 January, twelve months after receipt", "It has not been opened, so that the 12 months after receipt count."),
        (("It is to be discarded, as more than six months have passed", "The 6 months count from the day of opening, and it is sealed."),
         ("It may be kept without a time limit, as the seal is whole", "A sealed container too is tested or discarded within 12 months after receipt."),
         ("It is to be opened now, so that it can be dated", "Nothing asks for opening it; a date of opening is needed once it is opened.")),
        "sec_3-2__item_5", "It shall be tested or discarded within 6 months after it was opened, or within 12 months after receipt if it has not been opened",
        "1.2", "peroxides", "A brown bottle with a yellow band SEALED over its cap, labelled DIETHYL ETHER, received 5 Jan 2026, opened, followed by an empty line, with the pictograms of a flame and an exclamation mark. A calendar shows 20 Oct 2026.", "combined",
    ),
    Question(
        "crystals", crystals,
        "Three bottles of an ether that forms peroxides stand in a cupboard. Which of them may nobody move?",
        ("Bottle B", "White crystals around the cap are taken as a sign of peroxides; nobody shall move it, and the safety officer is called."),
        (("Bottle A", "There are no crystals on it."), ("Bottle C", "There are no crystals on it."), ("None of the three", "There are crystals around the cap of B.")),
        "sec_3-2__item_6", "nobody shall move it, and the safety officer shall be called",
        "1.2", "peroxides", "Three brown bottles labelled diisopropyl ether on a shelf of a cupboard. White grains sit around the cap of B; A and C have clean caps.", ordered=True,
    ),
    Question(
        "waste-row", waste_too_full,
        "What has to be put right about the waste container in the drawing?",
        ("It is too full", "Containers shall not be filled beyond 90 per cent, and the liquid stands above that mark."),
        (("It has no label", "It is labelled with its contents."), ("It is not closed", "Its cap is on."),
         ("It holds two kinds of waste", "The label names one solvent.")),
        "sec_8__item_1", "Containers shall not be filled beyond 90 per cent and shall be closed except while waste is being added.",
        "2.2", "waste containers", "A see-through container with a red cap and a scale in per cent. The level of the liquid is between the mark of 90 % and the top. Its label reads solvent waste, acetone.",
    ),
    Question(
        "waste-open", waste_open,
        "Nobody is adding waste to the container in the drawing at the moment. What has to be done about it?",
        ("It has to be closed", "Containers shall be closed except while waste is being added."),
        (("It has to be labelled", "Its label names the contents."),
         ("It has to be emptied", "It may be filled up to 90 per cent."),
         ("Nothing has to be done", "There is a funnel in its neck and no cap on it.")),
        "sec_8__item_1", "shall be closed except while waste is being added",
        "2.2", "waste containers", "A see-through container, a little over half full, with a green funnel in its neck and no cap. Its label reads waste, methanol. A sheet says: nobody here, back from lunch at 13.30.",
    ),
    Question(
        "waste-label", waste_unlabelled,
        "Waste has been collected in both containers in the drawing, and all that is written on them is shown. What is against section 8?",
        ("Container A has no label", "Each container is labelled with its contents before the first addition; A bears its scale and no label."),
        (("Container B has no label", "Its label reads waste, ethyl acetate."), ("Container A is too full", "It is filled to 30 per cent; 90 are allowed."), ("Container B is too full", "It is filled to 50 per cent; 90 are allowed.")),
        "sec_8__item_4", "Each container shall be labelled with its contents before the first addition.",
        "2.2", "waste containers", "Two closed, see-through containers with liquid in them: A, filled to 30 %, without any writing but its scale; B, filled to 50 %, with a label that reads waste, ethyl acetate.",
    ),
    Question(
        "halogenated", halogenated,
        "Somebody is about to pour the rest of the bottle on the shelf into container A, as the arrow shows. What is right?",
        ("It belongs in B, which is meant for it", "Halogenated solvents are collected apart from other solvents, and dichloromethane is halogenated."),
        (("It may go into A, which is less than half full", "How full a container is does not make it the right one."),
         ("It may go into either of the two", "Halogenated solvents are collected apart."),
         ("It belongs in the drain, as it is only a rest", "Hazardous chemicals must not be poured into a drain.")),
        "sec_8__item_1", "Halogenated solvents shall be collected apart from other solvents",
        "2.2", "waste containers", "A bottle labelled dichloromethane (halogenated) on a shelf; an arrow points from it to container A, labelled waste, solvents free of halogens. Beside A stands container B, labelled waste, halogenated solvents.",
    ),
)  # fmt: skip
