"""Marks that print shows and a reader may take for something else: rules under words, bold questions, numbers of lists, lists of names."""

import sys
from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.pdf.lines import Line
from curation.readers.pdf.openings import ends_bold, heads_on
from curation.readers.pdf.setting import settings_of

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import pdf
from test_ingest_docx import docx

DOC = Document(slug="doc", title="Kite Policy")


def line(text: str, y: float, bold: bool = True, right: float = 500.0) -> Line:
    return Line(text, 1, 60.0, y, y, 10.0, bold, right)


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        (line("Q. May a pilot fly a kite of paper over the water of the", 700), line("Harbour?", 688, right=110), True),
        (line("Kites over water", 700, right=200), line("Harbour?", 688, right=110), False),
        (line("A pilot flies a kite of paper over the water of the", 700, bold=False), line("Harbour?", 688, right=110), False),
        (line("Q. May a pilot fly a kite of paper over the water of the", 700), line("Harbour rules", 688, right=130), False),
    ],
)  # fmt: skip
def test_a_bold_question_goes_on_in_the_bold_line_below_it(first, second, ends):
    body = [
        line(f"A pilot holds line {n} with both hands and lands at dusk, always.", 600 - 12 * n, False)
        for n in range(20)
    ]
    setting = settings_of([first, second, *body], 10.0)[1]
    assert ends_bold(first, second, setting) is ends


def test_a_bold_heading_goes_on_with_a_small_letter_below_it():
    assert heads_on(line("9. Systems that keep the", 700), line("lines dry are:", 688), 10.0, 12.0)
    assert not heads_on(line("9. Systems.", 700), line("lines dry are:", 688), 10.0, 12.0)


def test_the_numbers_of_a_printed_list_below_a_heading_of_words_stay():
    lines = [
        ("Kite Policy", 60, 800, 20),
        *[("A pilot holds the line with both hands.", 60, 770 - 14 * n, 10) for n in range(3)],
    ]
    lines += [("Duties", 60, 700, 16), ("• one;", 60, 680, 10), ("• two.", 60, 666, 10)]
    lines += [("References", 60, 630, 16), ("1. Wind Act", 60, 610, 10), ("2. Line Act", 60, 596, 10)]
    assert "hcontainer_references__item_2" in {clause.eid for clause in parse(DOC, pdf([lines])).clauses}


CANADA = """<Statute xmlns:lims="http://justice.gc.ca/lims" xml:lang="en"><Identification><ShortTitle>Kites Act</ShortTitle></Identification>
<Introduction><Preamble><Provision><Text>Whereas kites fly;</Text></Provision><Provision><Text>And whereas lines hold;</Text></Provision></Preamble></Introduction>
<Body><Section><Label>1</Label><Text>A pilot is named in the schedule.</Text></Section></Body>
<Schedule><ScheduleFormHeading><Label>SCHEDULE</Label></ScheduleFormHeading><BilingualGroup><BilingualItemEn>Anna</BilingualItemEn><BilingualItemEn>Bell</BilingualItemEn></BilingualGroup></Schedule></Statute>"""


def test_recitals_and_names_of_a_canadian_act_are_clauses_each():
    texts = [clause.text for clause in parse(DOC, CANADA.encode()).clauses]
    assert {"Whereas kites fly;", "And whereas lines hold;", "Anna", "Bell"} <= set(texts)


def test_boxes_to_tick_are_items_and_fields_of_a_form_are_paragraphs():
    text = "# Kite Form\n\n**Pilot:** Anna Bell  \n**Date:** 1 May 2030  \n\nIt is checked:\n\n☐ **Line** holds  \n☐ **Frame** holds\n"
    found = [(clause.kind, clause.text) for clause in parse(DOC, text.encode()).clauses]
    assert [text for kind, text in found if kind == "item"] == ["Line holds", "Frame holds"]
    assert [text for kind, text in found if kind == "text"] == [
        "Pilot: Anna Bell",
        "Date: 1 May 2030",
        "It is checked:",
    ]


def test_a_comment_in_code_between_fences_is_no_heading_and_a_form_between_fences_keeps_its_lines():
    text = "# Kite Plan\n\n## Land\n\n```bash\n# pull the line in\nkite land --now\n```\n\n## Store\n\n```\n1. Dry it.\n\n2. Fold it.\n```\n"
    found = [(clause.kind, clause.text) for clause in parse(DOC, text.encode()).clauses]
    assert [text for kind, text in found if kind == "heading"] == ["Kite Plan", "Land", "Store"]
    assert ("item", "Fold it.") in found


@pytest.mark.parametrize("mark", ["html", "docx"])
def test_an_empty_cell_keeps_the_place_of_those_behind_it(mark):
    rows = [["Rule", "L1", "L2", "L3"], ["Hold the line.", "", "", "x"], ["Fly low.", "x", "", ""]]
    if mark == "html":
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        data = f"<html><body><h1>Kites</h1><table>{cells}</table></body></html>".encode()
    else:
        paragraph = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        cells = "".join("<w:tr>" + "".join(map(paragraph.format, row)) + "</w:tr>" for row in rows)
        data = docx(f"<w:tbl>{cells}</w:tbl>")
    texts = [clause.text for clause in parse(DOC, data).clauses if clause.kind == "row"]
    assert texts == ["Rule | L1 | L2 | L3", "Hold the line. |  |  | x", "Fly low. | x"]


CONTRACT = "Kite Agreement\n\n1. Definitions\n\nA kite is a frame.\n\n2. Duties\n\n(a) Hold the line.\n\n(b) Land at dusk:\n\n{}3. Term\n\nIt ends after a year.\n\n4. Notices\n\nIn writing.\n"


def test_titles_with_numbers_are_sections_though_a_list_inside_begins_again_at_one():
    found = {
        clause.eid: clause.text
        for clause in parse(
            DOC, CONTRACT.format("1. dry the line;\n\n2. fold the frame.\n\n").encode()
        ).clauses
    }
    assert found["sec_3"] == "3. Term" and found["sec_4__para_1"] == "In writing."
    assert found["sec_2__point_b"] == "Land at dusk:"


def test_a_list_of_short_things_is_no_run_of_sections():
    found = parse(
        DOC,
        b"# Kite Box\n\nIt holds:\n\n1. Frame\n\n2. Line\n\n3. Tail\n\nClose it.\n\n1. Frame first\n\n2. Line last\n",
    ).clauses
    assert not [clause for clause in found if clause.eid.startswith("sec_")]
