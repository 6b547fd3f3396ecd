"""Acts as parliaments of the Commonwealth and the Congress print them: long lists, more than 99 sections, quoted amendments, marginal titles."""

import sys
from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.pdf import document, margins
from curation.readers.pdf.lines import Line
from curation.readers.structure import numbering

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import pdf

DOC = Document(slug="doc", title="")


def read(text: str):
    return parse(DOC, text.encode())


def parts(text: str) -> dict[str, str]:
    return {clause.eid: clause.text for clause in read(text).clauses}


@pytest.mark.parametrize(
    ("marker", "value"), [("z", 26), ("za", 27), ("zy", 51), ("zz", 52), ("zza", 53), ("aa", 27), ("ab", None), ("zab", None)]
)  # fmt: skip
def test_letters_go_on_behind_z(marker, value):
    assert numbering.letters(marker) == value


def test_points_behind_z_are_points():
    letters = [*map(chr, range(ord("a"), ord("z") + 1)), "za", "zb"]
    body = "".join(f"({one}) a kite of kind {one};\n\n" for one in letters)
    found = parts(
        f"# Kites Act\n\n1. Scope.\n\nIt applies.\n\n2. In this Act a kite is\n\n{body}\n\n3. End.\n\nIt ends.\n"
    )
    assert found["sec_2__point_zb"] == "a kite of kind zb;"


def long_act(count: int, middle: str = "") -> str:
    sections = [
        f"{n}. Duty {n}.\n\nA pilot does duty {n}.\n\n{middle if n == 50 else ''}"
        for n in range(1, count + 1)
    ]
    return "# Kites Act\n\n" + "".join(sections)


def test_sections_are_numbered_on_through_a_hundred():
    found = parts(long_act(104))
    assert found["sec_104"].startswith("104. Duty 104") and "sec_104__para_1" in found


def test_the_number_of_the_next_section_ends_a_list_that_print_shows_no_deeper():
    lines = [
        "1. Lines. The line is",
        "(a) long:",
        "(i) five;",
        "(ii) six;",
        "2. Hands. Both.",
        "It is so.",
        "3. Wind. Low.",
        "It is so.",
    ]
    rest = [
        line
        for n in range(4, 8)
        for line in (f"{n}. Rule {n}. Keep it:", "(a) by day;", "(i) at noon;", "(ii) at dusk;")
    ]
    found = parts("# Kites Act\n\n" + "\n\n".join([*lines, *rest]))
    assert {"sec_5", "sec_6", "sec_7"} <= set(found)
    assert "sec_7__point_a__point_ii" in found


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("This Act may be called the Kites Act, 2030.", "Kites Act, 2030"),
        ("These regulations may be cited as the “Kites and Lines Regulations 2030”.", "Kites and Lines Regulations 2030"),
        ("This Act may be cited as the Kites of the Harbour Act and comes into force at once.", "Kites of the Harbour Act"),
        ("A kite may be called large.", "MINISTRY OF WIND"),
    ],
)  # fmt: skip
def test_an_act_is_called_what_it_says_that_it_may_be_called(said, title):
    found = read(
        f"# MINISTRY OF WIND\n\n1. Name.\n\n{said}\n\n2. Scope.\n\nIt applies.\n\n3. End.\n\nIt ends.\n"
    )
    assert found.document.title == title


def test_a_title_that_names_the_document_stays_its_title():
    assert (
        read("# Kite Policy\n\nThe rules may be cited as the Wind Rules.\n").document.title == "Kite Policy"
    )


def test_titles_above_the_paragraphs_of_a_section_do_not_end_it():
    text = "# Kites Act\n\n### 1 Scope\n\nIt applies.\n\n### 2 Board\n\n(1) There is a board of\n\n- (a) a chair; and\n\n- (b) a pilot.\n\n**Term**\n\n(2) The term is 2 years.\n\n### 3 End\n\nIt ends.\n"
    found = parts(text)
    assert found["sec_2__para_2"] == "The term is 2 years." and found["sec_2__hcontainer_1"] == "Term"
    assert found["sec_2__para_1__point_b"].endswith("a pilot.")


BILL = """# AN ACT

SECTION 1. Short title.

This is it.

SEC. 2. Kites.

(a) In general.—The Wind Act is amended—

(1) by inserting after section 4 the following:

{quoted}

(2) in section 9—

(A) in paragraph (1)—

(i) in clause (i)—

(I) by doing so:

(aa) in the first sentence; and

(bb) in the second; and

(II) by adding it; and

(B) in paragraph (2).

(b) End.—It ends.
"""


@pytest.mark.parametrize("mark", ["“", '"'])
def test_what_an_amendment_quotes_stands_in_the_point_that_quotes_it(mark):
    quoted = f"{mark}SEC. 5. Lines.\n\n{mark}(a) A line is long.\n\n{mark}(b) A line holds."
    found = parts(BILL.format(quoted=quoted))
    assert found["sec_2__para_a__para_1__al_2"].endswith("(a) A line is long.")
    assert found["sec_2__para_a__para_2"] == "in section 9—"
    assert found["sec_2__para_a__para_2__para_A__para_i__para_I__para_bb"] == "in the second; and"
    assert found["sec_2__para_b"] == "End.—It ends."


def test_a_quotation_that_nothing_announces_is_a_paragraph():
    text = "# Kites\n\n1. Scope.\n\nIt applies.\n\n2. Terms.\n\n(a) a kite;\n\n“Line” means a cord.\n\n3. End.\n\nIt ends.\n"
    assert "sec_2__para_1" in parts(text)


def test_the_mark_of_a_heading_takes_the_words_that_stand_below_it():
    found = read(
        "Menu of the site\n\n### \n\nKite Policy\n\nA pilot holds the line.\n\n### \n\nA pilot lands at dusk.\n"
    )
    assert found.document.title == "Kite Policy"
    assert "A pilot lands at dusk." in [clause.text for clause in found.clauses if clause.kind == "text"]


def test_the_number_of_a_line_behind_a_hyphen_is_no_part_of_the_word():
    lines = [f"{n} and the pilot holds the line with both\n" for n in range(1, 13)]
    lines[5] = "6 and as last appro\ufffe7 priated by the law of the land\n"
    del lines[6]
    text = "".join(lines)
    prefixes = margins.numbers(text, before=False)
    assert len(prefixes) == 12
    assert "appro\ufffe__priated" in margins.blanked(text, prefixes, "_")


def test_the_lines_of_a_title_are_one_heading_and_a_heading_further_down_is_no_part_of_it():
    page = [
        ("RULES FOR THE USE", 60, 780, 20),
        ("OF KITES", 60, 755, 20),
        *[("A pilot holds the line with both hands.", 60, 720 - 14 * n, 10) for n in range(6)],
    ]
    page += [
        ("Background", 60, 600, 20),
        *[("A kite is a frame with paper on it.", 60, 570 - 14 * n, 10) for n in range(6)],
    ]
    found = parse(DOC, pdf([page]))
    assert found.document.title == "RULES FOR THE USE OF KITES"
    assert [clause.text for clause in found.clauses if clause.kind == "heading"] == [
        "RULES FOR THE USE OF KITES",
        "Background",
    ]


@pytest.mark.parametrize(("loud", "kept"), [(3, False), (1, True)])
def test_bold_print_marks_no_heading_where_most_of_the_text_is_bold(loud, kept):
    lines = [Line("A pilot holds the line.", 1, 60, 700 - n, 700 - n, 10.0, n < loud) for n in range(4)]
    document._quieten(lines)
    assert any(line.bold for line in lines) is kept


def test_a_section_stands_beside_the_deeper_one_before_it_though_a_heading_without_a_number_stood_between():
    text = "# Kites\n\n## 2.1 Lines\n\nLong.\n\n#### Hint\n\nHold it.\n\n### 2.1.1 Paper\n\nDry.\n\n### 2.1.2 Silk\n\nWet.\n\n## 2.2 Hands\n\nBoth.\n"
    paths = {clause.eid: clause.path for clause in read(text).clauses}
    assert paths["sec_2-2"] == ["Kites", "2.2 Hands"]
    assert paths["sec_2-1-2"] == ["Kites", "2.1 Lines", "2.1.2 Silk"]


@pytest.mark.parametrize("line", ["H. R. 12", "A. B. Smith"])
def test_two_initials_are_no_item(line):
    assert line in parts(f"{line}\n\nA pilot holds the line.\n").values()


def test_the_signatures_and_the_footnotes_behind_the_end_of_an_act_are_no_provisions_of_its_last_division():
    text = (
        "<html><body><h1>Regulation (EC) No 6/2030 on kites</h1><p>THE COUNCIL,</p><p>Whereas:</p><p>(1) Kites fly(1).</p><p>HAS ADOPTED THIS REGULATION:</p>"
        "<p>TITLE II</p><p>Kites</p><p>Article 1</p><p>1. A pilot holds the line.</p><p>2. A kite has a line.</p><p>Article 2</p><p>It enters into force at once.</p>"
        "<p>This Regulation shall be binding in its entirety and directly applicable in all Member States.</p><p>Done at Kiteport, 1 May 2030.</p>"
        "<p>For the Council</p><p>A. Bell</p><p>(1) OJ C 9, 1.1.2030, p. 3.</p><p>(2) OJ L 8, 2.1.2030, p. 1.</p></body></html>"
    )
    found = read(text)
    assert [clause.eid for clause in found.clauses][-2:] == ["note_1", "note_2"]
    assert ("closing", "A. Bell") in [(piece.reason, piece.text) for piece in found.dropped]
