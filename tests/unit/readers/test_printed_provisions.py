"""Provisions as laws and policies print them: subsections set in, arrangements of sections, decimals of articles, words between two points."""

import sys
from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.citations import identifiers
from curation.readers.pdf import layout, notes, tex_encoding
from curation.readers.pdf.lines import Line, Page
from curation.readers.pdf.rules import Table
from curation.readers.structure import numbered_contents
from curation.readers.structure.blocks import Block
from curation.readers.structure.flat_lists import relist
from curation.text.heading_words import is_generic, is_number_of_document

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import drawn, pdf
from test_ingest_docx import docx, level, numbered

DOC = Document(slug="doc", title="")


def read(*pages):
    return {clause.eid: clause.text for clause in parse(DOC, pdf(list(pages))).clauses}


def page(rows, top=780.0, step=15.0):
    """Lines below each other; each is its text and left edge."""
    return [(text, x, top - step * n, 10) for n, (text, x) in enumerate(rows)]


def apart(rows, top=780.0):
    """Paragraphs with a gap between them, each of two lines: its words, and a sentence that shows how close lines are."""
    out = []
    for text, x in rows:
        out.append((text, x, top, 10))
        out.append(("and more words of the same kind here.", x, top - 12, 10))
        top -= 36
    return out


MORE = " and more words of the same kind here."


def test_the_next_subsections_are_set_in_below_the_one_behind_the_number():
    rows = [("Kites Act 2031", 60), ("1. (1) This Act may be cited as the Kites Act 2031.", 60)]
    rows += [
        ("(2) It applies to harbours.", 80),
        ("2. (1) A pilot shall\u2014", 60),
        ("(a) hold the line; and", 100),
    ]
    rows += [
        ("(b) land at dusk.", 100),
        ("(2) Nobody may fly over water.", 80),
        ("3. (1) The keeper keeps a list.", 60),
    ]
    rows += [("(2) The list is open.", 80)]
    found = read(page(rows))
    assert found["sec_1__para_2"] == "It applies to harbours."
    assert found["sec_2__para_1__point_b"] == "land at dusk."
    assert found["sec_2__para_2"] == "Nobody may fly over water."


def blocks(*lines):
    return [
        Block("item", text.partition(" ")[2], 1, text.partition(" ")[0])
        if text[0].isdigit()
        else Block("text", text)
        for text in lines
    ]


LISTED = [
    "1. Title",
    "2. Meaning",
    "PART II",
    "3. Duties of pilots",
    "4. (Deleted)",
    "5. Rules",
    "First Schedule",
]
BODY = ["An Act about kites.", *(f"{n}. A pilot shall keep rule {n} of the harbour." for n in range(1, 6))]


def test_an_arrangement_of_sections_ends_where_its_numbers_begin_again():
    assert (
        numbered_contents.end(blocks(*LISTED, *BODY), 0) == 6
    )  # without pages, nothing tells the schedules from the words below
    assert numbered_contents.end(blocks(*BODY[1:]), 0) == 0
    assert numbered_contents.end(blocks(*LISTED, "1. The only one.", "2. And one more."), 0) == 0


def test_the_names_of_schedules_behind_the_numbers_stand_on_the_same_page():
    listed, body = blocks(*LISTED), blocks(*BODY)
    for block in listed:
        block.page = 1
    for block in body:
        block.page = 2
    assert numbered_contents.end([*listed, *body], 0) == len(listed)


def test_paragraphs_that_print_the_number_of_their_article_again_are_named_by_it():
    rows = [("Statutes of the Kite Club", 60)]
    for n in (1, 2, 3):
        rows += [
            (f"Article {n}", 60),
            ("Purpose of this", 60),
            (f"{n}.1. The club flies kites.", 60),
            ("(i) red ones;", 80),
            ("(ii) blue ones.", 80),
        ]
        rows += [(f"{n}.2. It keeps lines.", 60), (f"{n}.2.1. They are of hemp.", 80)]
    clauses = parse(DOC, pdf([page(rows)])).clauses
    found = {clause.eid: clause for clause in clauses}
    assert found["art_2__para_2-2"].text.startswith("2.2. It keeps lines.")
    assert found["art_2__para_2-1__point_ii"].text.endswith("blue ones.")
    nested = found["art_2__para_2-2-1"]
    assert nested.citation.endswith("Article 2, para. 2.2.1")
    assert identifiers.parse(nested.citation).eid == "art_2__para_2-2-1"


def test_decimals_of_german_sections_are_sections_in_them():
    rows = [("Satzung des Drachenvereins", 60)]
    for n in (1, 2, 3):
        rows += [
            (f"§ {n} Zweck des Vereins", 60),
            (f"{n}.1 Der Verein lässt Drachen steigen.", 70),
            (f"{n}.2 Der Vorstand", 70),
        ]
        rows += [(f"{n}.2.1 besteht aus drei Mitgliedern.", 90), (f"{n}.2.2 tagt im Hafen.", 90)]
    found = {clause.eid: clause for clause in parse(DOC, pdf([page(rows)])).clauses}
    assert found["sec_2-2-1"].text == "2.2.1 besteht aus drei Mitgliedern."
    assert found["sec_2-2-1"].citation.startswith("§ 2.2.1")
    assert identifiers.parse(found["sec_2-2-1"].citation).eid == "sec_2-2-1"


def test_words_between_two_points_belong_to_the_first_of_them():
    rows = [("Satzung des Drachenvereins", 60)]
    for n in (1, 2, 3):
        rows += [
            (f"§ {n} Mittel", 60),
            ("1. Mittel dienen dem Verein.", 70),
            ("2. Niemand erhält Mittel.", 70),
        ]
        rows += [("", 0), ("Die Mitglieder erhalten nichts.", 85), ("", 0), ("3. Der Vorstand wacht.", 70)]
    found = read([line for line in page(rows) if line[0]])
    assert found["sec_2__point_2"].endswith("Die Mitglieder erhalten nichts.")
    assert not any("wrapup" in eid for eid in found)


def test_a_preamble_of_statutes_is_a_clause_and_its_cover_is_none():
    rows = [
        ("Satzung", 60),
        ("", 0),
        ("des Drachenvereins am alten Hafen", 60),
        ("", 0),
        ("Der Verein verbindet alle, die am Hafen Drachen steigen lassen.", 60),
    ]
    for n in (1, 2, 3):
        rows += [
            ("", 0),
            (f"§ {n} Zweck", 60),
            ("", 0),
            (f"Der Verein hat den Zweck {n}. Er wird am Hafen tätig, wie es seit langem üblich ist.", 60),
        ]
    rows += [("", 0), ("Ordnung des Drachenvereins am alten Hafen gilt daneben.", 60)]
    lines = [("Satzung", 60, 780, 18)] + [line for line in page(rows)[1:] if line[0]]
    reading = parse(DOC, pdf([lines]))
    found = {clause.eid: clause.text for clause in reading.clauses}
    assert found["al_1"].endswith("Der Verein verbindet alle, die am Hafen Drachen steigen lassen.")
    assert not reading.faults


def test_a_paragraph_between_two_letters_keeps_the_list_below_its_number():
    def made(kind, text, level, marker=""):
        return Block(kind, text, level, marker, page=1, list_id=1)

    listed = [
        made("item", "Duties", 1, "(1)"),
        made("item", "hold;", 1, "(a)"),
        made("text", "Always.", 0),
        made("item", "land.", 1, "(b)"),
    ]
    assert [block.level for block in relist(listed)] == [1, 2, 3, 2]
    assert [block.level for block in relist([*listed[:3], made("item", "Fees", 1, "(2)")])][2:] == [2, 1]
    assert relist([*listed[:3], made("heading", "Fees", 1)])[2].level == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("No pilot may hold more than eighteen of the lines of the harbour", "(18) lines."),
        ("The pilots of the harbour are those of the list in letters", "a) to d), each."),
    ],
)
def test_a_number_in_the_middle_of_a_sentence_opens_no_item(first, second):
    rows = [
        ("Kite Rules", 60),
        ("1. A pilot keeps these rules and all others of the harbour.", 60),
        (f"2. {first}", 60),
        (second, 75),
    ]
    assert read(page(rows, step=12))["item_2"] == f"{first} {second}"


def test_a_list_that_begins_inside_a_paragraph_has_its_first_letter():
    rows = [("Ley de Cometas", 60)]
    for n in (1, 2, 3):
        rows += [(f"ARTICULO {n}.- El consejo tendrá estas atribuciones: a.Llevar un registro", 60)]
        rows += [("b. Aprobar las reglas", 60), ("c. Las demás que fije la ley", 60)]
    found = read(apart(rows))
    assert found["para_3__point_a"] == f"Llevar un registro{MORE}"
    assert found["para_3__point_b"] == f"Aprobar las reglas{MORE}"


def test_a_rule_of_a_court_prints_its_number_before_that_of_a_paragraph():
    rows = [
        ("Rules of the Harbour Court", 60),
        ("Rule 9.1 Fees. The clerk collects fees", 60),
        ("9.1(1) A pilot pays for these", 60),
    ]
    rows += [
        ("a. A line", 80),
        ("b. A frame", 80),
        ("9.1(2) Fees are kept", 60),
        ("Rule 9.2 Files. Files are kept", 60),
    ]
    found = read(apart(rows))
    assert found["sec_9-1__para_1__point_b"] == f"A frame{MORE}"
    assert found["sec_9-1__para_2"] == f"9.1(2) Fees are kept{MORE}"


def test_a_section_follows_one_whose_part_is_printed_larger():
    lines = [
        ("Kite Guidance", 60, 800, 20),
        ("1. Scope", 60, 770, 12),
        ("It is for pilots.", 60, 755, 10),
        ("1.1 Lines", 60, 730, 12.6),
    ]
    lines += [
        ("A line holds.", 60, 715, 10),
        ("2. Duties", 60, 690, 12),
        ("A pilot lands.", 60, 675, 10),
        ("2.1 Dusk", 60, 650, 12),
        ("Land then.", 60, 635, 10),
    ]
    paths = {clause.eid: clause.path for clause in parse(DOC, pdf([lines])).clauses}
    assert not any("1.1" in part for part in paths["sec_2"])


def test_a_word_broken_above_the_notes_goes_on_behind_them():
    up = [
        ("Kite Guidance", 60, 800, 18),
        *[
            ("A pilot holds the line with both hands at any time of the day.", 60, 770 - 13 * n, 10)
            for n in range(4)
        ],
    ]
    small = Line("on\xad", 1, 60, 700, 700, 10, False)
    assert small.text.endswith("\xad")
    first = read(
        [*up, ("It is told by the keeper of the har-", 60, 700, 10), ("1 A note about lines.", 60, 600, 7)],
        [("bour.", 60, 800, 10), *up[1:]],
    )
    assert any(
        "keeper of the harbour." in text or "keeper of the har-bour." in text for text in first.values()
    )


def test_numbers_in_small_cells_are_no_calls_of_notes():
    cells = [Line("Sum", 1, 60, 700, 700, 6.0, False), Line("150", 1, 90, 700, 700, 6.0, False)]
    body = Line("A pilot pays", 1, 60, 650, 650, 10.0, False)
    taken = notes.take([Page(1, 595, 842, [*cells, body, Line("2", 1, 130, 653, 653, 6.0, False)])], 10.0)
    assert [mark.text for mark in taken.marks] == ["2"]


def test_a_running_head_close_to_the_text_is_told_by_the_number_of_its_page():
    def one(n):
        return [
            (f"{n} Laws of the Harbour", 60, 800, 16),
            *[
                (f"Pilot {n} of row {k} keeps the rules of the harbour.", 60, 778 - 13 * k, 10)
                for k in range(12)
            ],
        ]

    reading = parse(DOC, pdf([one(n) for n in range(2, 9)]))
    assert not any(
        "Laws of the Harbour" in clause.text for clause in reading.clauses if clause.page and clause.page > 2
    )


def test_colours_of_single_lines_part_no_rows_of_a_ruled_table():
    rows = (700.0, 688.0, 676.0, 660.0, 648.0, 640.0, 620.0)
    boxed = (False, True, True, False, True, False, False)
    table = Table(60, 620, 400, 700, rows, ((200,),) * 6, (True,) * 6, True, boxed=boxed)
    lines = [
        Line("Duty of a pilot", 1, 70, 689, 689, 10, False, 150),
        Line("is to hold", 1, 70, 674, 674, 10, False, 150),
        Line("Keeper", 1, 210, 683, 683, 10, False, 260),
    ]
    assert layout._uncut(table, lines).rows == (700.0, 660.0, 640.0, 620.0)
    clean = [Line("Duty", 1, 70, 690, 690, 8, False, 150)]
    assert layout._uncut(table, clean) is table


def test_rules_between_rows_draw_a_table_whose_columns_only_the_words_show():
    texts = [
        ("Year", "Event", "Who"),
        ("2030", "Kites fly over", "Keeper"),
        ("2031", "Lines hold", "Pilot"),
        ("2032", "Frames break", "Clerk"),
    ]
    lines = [
        (text, x, 700 - 30 * n, 10)
        for n, row in enumerate(texts)
        for text, x in zip(row, (70, 150, 300), strict=True)
    ]
    lines.insert(6, ("the harbour", 150, 659, 10))
    strokes = [(60, 715 - 30 * n, 400, 715 - 30 * n) for n in range(5)]
    rows = [
        clause.text for clause in parse(DOC, pdf([drawn(lines, strokes)])).clauses if clause.kind == "row"
    ]
    assert rows == [
        "Year | Event | Who",
        "2030 | Kites fly over the harbour | Keeper",
        "2031 | Lines hold | Pilot",
        "2032 | Frames break | Clerk",
    ]


@pytest.mark.parametrize(
    "line",
    ["LAWS OF RURITANIA", "Harbour Gazette Extraordinary", "Presidential Documents", "Republic of Ruritania"],
)
def test_a_series_of_laws_is_not_what_one_of_them_is_called(line):
    assert is_generic(line)
    assert not is_generic("Laws of motion that every pilot of a kite has to know by heart")


def test_the_number_of_an_act_is_not_its_name():
    assert is_number_of_document("Act 350") and is_number_of_document("Bill No. 7 of 2031")
    assert not is_number_of_document("Kites Act 2031")


def test_an_act_in_a_series_is_called_as_it_calls_itself():
    lines = [("LAWS OF RURITANIA", 200, 800, 16), ("Act 35", 200, 780, 16), ("KITES ACT 2031", 200, 760, 14)]
    lines += [
        ("1. (1) This Act may be cited as the *Kites Act 2031.", 60, 720, 10),
        ("(2) It is law.", 80, 700, 10),
        ("2. (1) A pilot lands.", 60, 680, 10),
        ("(2) At dusk.", 80, 660, 10),
    ]
    assert parse(DOC, pdf([lines])).document.title.upper() == "KITES ACT 2031"


def cell(*paragraphs, span=2):
    inner = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" if "<" not in text else text for text in paragraphs
    )
    return f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inner}</w:tc></w:tr>'


def test_provisions_in_a_cell_as_wide_as_its_table_are_clauses_of_their_own():
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    two = (
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in ("Name", "Date"))
        + "</w:tr>"
    )
    body = f"<w:tbl>{cell('KITE FORM')}{two}{cell('I agree:', item.format('I hold the line.'), item.format('I land at dusk.'))}{two}</w:tbl>"
    reading = parse(DOC, docx(body, numbered(level(0, "decimal", "%1."))))
    texts = [clause.text for clause in reading.clauses]
    assert {"I hold the line.", "I land at dusk."} <= set(texts)
    assert reading.document.title == "KITE FORM"


def test_lines_in_capitals_are_headings_of_a_word_file_without_any():
    lines = [
        "Kite Procedure",
        "PURPOSE:",
        "It tells pilots how to fly a kite over the harbour at dusk.",
        "PROCEDURE:",
        "Hold the line with both hands until the kite is down.",
    ]
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in lines)
    found = {clause.eid for clause in parse(DOC, docx(body)).clauses}
    assert {"hcontainer_purpose", "hcontainer_procedure__para_1"} <= found


def test_letters_of_fonts_that_tex_made_are_told_by_their_codes():
    codes = tex_encoding.table("Nach \x9f 3 der Pr\x1cfung gilt \x12dies\x10.")
    said = "\x9f 3: \x1cnden, \x12gro\xff\x10".translate(codes)
    assert tex_encoding.parted(said) == "§ 3: finden, „groß“"
    assert tex_encoding.table("An ordinary page with a § 3 and a ÿ.") == {}
    assert tex_encoding.table(
        "der Pilot und die Leine, das Ma\xff ist der gro\xffe Drache, der nicht wird, und das"
    )


def test_a_document_is_named_by_its_first_line_where_the_first_heading_is_one_of_many():
    lines = [("Kite Harbour Privacy Policy", 60, 780, 18), ("Introduction", 60, 750, 14)]
    lines += [("Pilots hold the line with both hands until dusk.", 60, 730, 10)]
    lines += [("Duties", 60, 700, 14), ("Pilots land at dusk.", 60, 680, 10)]
    assert parse(DOC, pdf([lines])).document.title == "Kite Harbour Privacy Policy"


def test_a_title_whose_words_the_first_sentence_repeats_leaves_no_word_unaccounted():
    lines = [("Kites Act 2031", 200, 780, 16), ("An Act about kites", 60, 750, 10)]
    lines += [("1. This Act is the Kites Act 2031.", 60, 720, 10), ("2. A pilot lands at dusk.", 60, 700, 10)]
    assert not [fault for fault in parse(DOC, pdf([lines])).faults if "unaccounted" in str(fault)]


def test_sections_whose_title_runs_into_their_words_are_those_of_a_law():
    text = "KITES ACT, 2031\n\nCHAPTER I\n\nPRELIMINARY\n\n1. Short title.\u2014(1) This Act is the Kites Act.\n\n(2) It is law.\n\n"
    text += (
        "[1A. Duty of pilots.\u2014(1) A pilot shall hold the line.\n\n(2) A pilot shall land at dusk.]\n\n"
    )
    text += "2. Definitions.\u2014In this Act,\u2014\n\n(a) kite means a kite;\n\n(b) line means a line.\n\n"
    text += "3. Lists of kites, etc.\u2014The keeper shall keep a list.\n"
    read = parse(DOC, text.encode())
    found = {clause.eid: clause.text for clause in read.clauses}
    assert (
        found["sec_1__para_2"] == "It is law." and found["sec_1A__para_1"] == "A pilot shall hold the line."
    )
    assert found["sec_2__point_b"] == "line means a line."
    assert found["sec_3__para_1"] == "The keeper shall keep a list."
    assert not [fault for fault in read.faults if "unaccounted" in str(fault)]


def test_two_numbered_lines_with_a_title_before_a_dash_are_items():
    text = "Kite notes\n\n1. Line.\u2014Hold it with both hands.\n\n2. Dusk.\u2014Land before it.\n"
    assert not [clause for clause in parse(DOC, text.encode()).clauses if clause.kind == "section"]
