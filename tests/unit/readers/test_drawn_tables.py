"""Tables that a PDF draws, numbers beside lines, and letters whose place the text does not count."""

from curation.core.records import Document
from curation.readers import parse
from pdf_maker import drawn, paragraphs, pdf

DOC = Document(slug="doc", title="")
ROWS = [
    ("No", "Duty", "Who", 700),
    ("1", "Keep a register of all samples", "Keeper", 680),
    ("", "and show it on demand", "", 667),
    ("2", "Label each box", "Clerk", 647),
]
PLACES = (72, 100, 264)


def rows(data: bytes) -> list[str]:
    return [clause.text for clause in parse(DOC, data).clauses if clause.kind == "row"]


def cells() -> list[tuple[str, float, float, float]]:
    return [(text, x, y, 11) for *row, y in ROWS for text, x in zip(row, PLACES, strict=True) if text]


WANTED = [
    "No | Duty | Who",
    "1 | Keep a register of all samples and show it on demand | Keeper",
    "2 | Label each box | Clerk",
]


def test_cells_that_only_drawn_lines_part_are_cells():
    flat = [(66, y, 340, y) for y in (714, 694, 661, 641)]
    upright = [(x, 641, x, 714) for x in (66, 96, 257, 340)]
    assert rows(pdf([drawn(cells(), flat + upright)])) == WANTED


def test_rules_that_end_where_the_columns_do_draw_a_table_and_a_row_begins_in_its_first_column():
    head = [(66, 694, 95, 694), (95, 694, 257, 694), (257, 694, 340, 694)]
    assert rows(pdf([drawn(cells(), head)])) == WANTED
    both = [*head, *((left, 641, right, 641) for left, _, right, _ in head)]
    assert rows(pdf([drawn(cells(), both)])) == WANTED


def test_a_box_around_a_paragraph_and_strokes_below_words_are_no_table():
    text = paragraphs(
        ["The keeper shall keep a register and shall", "show it on demand.", "", "Nobody may lose a sample."]
    )
    box = [
        (60, 640, 400, 640),
        (60, 715, 400, 715),
        (60, 640, 60, 715),
        (400, 640, 400, 715),
        (72, 697, 120, 697),
    ]
    assert rows(pdf([drawn(text, box)])) == []


def test_the_numbers_beside_the_lines_of_a_bill_are_in_no_clause_and_are_listed():
    words = [
        "SECTION",
        "1.",
        "The",
        "keeper",
        "shall",
        "keep",
        "a",
        "register",
        "of",
        "samples",
        "and",
        "shall",
        "show",
        "it",
        "on",
        "demand",
        "to",
        "anybody",
        "who",
        "asks",
        "for",
        "it",
        "in",
        "writing",
        ".",
    ]
    lines = [" ".join(words[n : n + 2]) for n in range(0, len(words), 2)]
    page = [(f"{n} {line}", 72, 720 - 14 * n, 11) for n, line in enumerate(lines, 1)]
    reading = parse(DOC, pdf([page, page]))
    assert reading.clauses[0].text.startswith("SECTION 1. The keeper shall keep a register")
    assert not reading.faults
    assert [piece.text for piece in reading.dropped if piece.reason == "page-number"] == [
        " ".join(map(str, range(1, len(lines) + 1)))
    ] * 2


def test_a_numbered_list_is_no_page_with_numbers_beside_its_lines():
    page = [(f"{n}. Keep record {n}.", 72, 720 - 14 * n, 11) for n in range(1, 14)]
    assert len([c for c in parse(DOC, pdf([page])).clauses if c.marker]) == 13


def test_a_line_alone_at_the_foot_does_not_part_a_sentence():
    first = [
        *paragraphs(["The keeper shall keep a register of", "all samples and shall"], top=200),
        ("File 88-2", 400, 40, 8),
    ]
    second = paragraphs(["show it on demand.", "", "Nobody may lose a sample."], top=760)
    texts = [clause.text for clause in parse(DOC, pdf([first, second])).clauses]
    assert "The keeper shall keep a register of all samples and shall show it on demand." in texts
    assert "File 88-2" in texts
