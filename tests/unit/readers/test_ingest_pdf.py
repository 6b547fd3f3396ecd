"""PDF: running heads, hyphens, footnotes, columns, encryption, scans."""

import sys
from pathlib import Path

import pytest
from curation.core.errors import InputError
from curation.core.records import Document
from curation.readers import parse

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import paragraphs, pdf

DOC = Document(slug="doc", title="")


def clauses(pages):
    return parse(DOC, pdf(pages)).clauses


def dressed(page, lines):
    """A page with a running head and a page number."""
    return [("KITE AUTHORITY RULES", 72, 800, 9), *lines, (f"Page {page} of 3", 280, 30, 9)]


THREE = [
    dressed(1, [("Kite rules", 72, 760, 20), *paragraphs(["1. A kite must carry the name of its", "owner on the tail.", "", "2. Nobody may fly a kite of lead near a"])]),
    dressed(2, paragraphs(["road or a railway.", "", "3. Logs are kept:", "", "(a) on paper; or", "", "(b) by machine."])),
    dressed(3, paragraphs(["4. Fines go to the fund."])),
]  # fmt: skip


def test_running_heads_and_page_numbers_are_left_out_and_pages_kept():
    found = clauses(THREE)
    text = "\n".join(clause.text for clause in found)
    assert "AUTHORITY" not in text and "Page" not in text
    assert {clause.marker: clause.page for clause in found if clause.marker[:1].isdigit()} == {
        "1": 1,
        "2": 1,
        "3": 2,
        "4": 3,
    } or {clause.marker: clause.page for clause in found if clause.marker[:1].isdigit()} == {
        "1.": 1,
        "2.": 1,
        "3.": 2,
        "4.": 3,
    }


def test_a_paragraph_goes_on_over_the_page():
    assert any(
        clause.text.endswith("Nobody may fly a kite of lead near a road or a railway.")
        for clause in clauses(THREE)
    )


def test_the_largest_print_is_the_title():
    assert parse(DOC, pdf(THREE)).document.title == "Kite rules"


def test_lettered_items_stand_below_their_number():
    found = {clause.text: clause for clause in clauses(THREE)}
    assert found["on paper; or"].parent == found["by machine."].parent is not None


def test_a_printed_hyphen_stays_and_lines_join_without_a_space():
    found = clauses([paragraphs(["The AI-", "system is a kite that flies by itself over the", "hills."])])
    assert found[0].text == "The AI-system is a kite that flies by itself over the hills."


def test_a_footnote_is_a_clause_of_the_paragraph_that_calls_it():
    page = [
        ("Kites of the Council", 72, 700, 12),
        ("7", 186, 705, 6),
        ("are red and fly only in the morning when the wind is weak.", 72, 686, 12),
        ("7 See the older rules on kites of the year before.", 72, 90, 8),
    ]
    paragraph, note = clauses([page])
    assert paragraph.text == "Kites of the Council are red and fly only in the morning when the wind is weak."
    assert (note.kind, note.text) == ("note", "See the older rules on kites of the year before.")
    assert note.parent == paragraph.eid


def test_columns_in_the_order_of_the_file_are_read_one_after_the_other():
    left = paragraphs(["Left one begins here and", "goes on below.", "", "Left two ends here."], x=60)
    right = paragraphs(["Right one begins here and", "goes on below.", "", "Right two ends here."], x=320)
    texts = [clause.text for clause in clauses([left + right])]
    assert texts == [
        "Left one begins here and goes on below.", "Left two ends here.", "Right one begins here and goes on below.", "Right two ends here."
    ]  # fmt: skip


def test_a_word_broken_at_the_end_of_a_line_keeps_the_hyphen_it_has_elsewhere():
    lines = ["High-risk kites are kept in a shed, and every high-", "risk kite has a num-", "ber."]
    assert (
        clauses([paragraphs(lines)])[0].text
        == "High-risk kites are kept in a shed, and every high-risk kite has a number."
    )


def test_a_scan_is_an_issue_that_names_ocr():
    with pytest.raises(InputError) as caught:
        parse(DOC, pdf([[], []]))
    (issue,) = caught.value.issues
    assert issue.code == "pdf-no-text" and "OCR" in issue.message


def test_an_encrypted_file_is_an_issue_that_names_the_cure():
    locked = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    data = pdf([paragraphs(["A rule nobody can read."])], b"/Encrypt 6 0 R /ID [<01> <01>]", (locked,))
    with pytest.raises(InputError) as caught:
        parse(DOC, data)
    (issue,) = caught.value.issues
    assert issue.code == "pdf-encrypted" and "password" in issue.message


def test_paragraphs_with_decimal_numbers_and_no_gap_between_them_are_provisions_of_their_own():
    lines = [
        "Kite Rules", "",
        "1. Flying", "1.1 A pilot must not fly a kite above a road or within",
        "2.1 kilometres of an airfield.", "1.2 A pilot must:", "(a) carry a knife;", "(b) wear gloves.",
        "1.3 A pilot must not fly at night.", "",
        "2. Storing", "2.1 A keeper must dry each kite.", "2.2 A keeper must check each line.",
    ]  # fmt: skip
    found = {c.eid: c for c in clauses([paragraphs(lines)])}
    assert found["sec_1-1"].text.endswith("2.1 kilometres of an airfield.")
    assert {"sec_1-2", "sec_1-3", "sec_2-1", "sec_2-2"} <= found.keys()
    assert found["sec_1-3"].modality == "prohibition"
    assert found["sec_2-2"].path[-1] == "2. Storing", "a provision is not its own heading"


def test_numbers_with_paragraphs_between_them_are_those_of_sections():
    lines = [
        each
        for n in range(1, 5)
        for each in (f"{n}. Part {n + 3} is replaced by the words below:", "", "The pilot holds the line of the kite in both", "hands and looks at its tail.", "", "The pilot tells the keeper about the wind, and", "the keeper tells the club.", "")
    ]  # fmt: skip
    found = clauses([paragraphs(lines)])
    assert [clause.eid for clause in found if clause.kind == "section"] == [f"sec_{n}" for n in range(1, 5)]


def test_a_line_that_begins_with_the_section_of_a_code_named_above_it_opens_no_section():
    found = clauses(
        [
            paragraphs(
                ["SECTION 1. Kites of clubs are kites that 42 U.S.C.", "SEC. 2000a (e), as amended, speaks of.", "", "SECTION 2. A kite has a tail.", "", "SECTION 3. A tail has a bow."]
            )
        ]
    )  # fmt: skip
    assert not any("2000" in clause.eid for clause in found)
    assert [clause.eid for clause in found if clause.kind == "section"] == ["sec_1", "sec_2", "sec_3"]


def test_a_number_that_a_full_line_runs_into_belongs_to_its_sentence():
    lines = [
        "Nobody may use the kites of this store but as the store allows, which is set forth in paragraph",
        "5. This provision does not apply to a kite that is red, and it ends when the kite is given back to Kite",
        "3.2. If a kite is lost its pilot pays for it.",
        "",
        "1. The pilot holds the line.",
        "2. The pilot wears gloves.",
    ]
    found = parse(DOC, pdf([[(text, 72, 760 - 14 * n, 10) for n, text in enumerate(lines) if text]])).clauses
    assert [clause.marker for clause in found if clause.marker] == ["1.", "2."]


def test_numbers_beside_every_fifth_line_are_no_words_of_the_bill():
    lines = [
        (f"A keeper of a harbour light keeps {chr(97 + n)} burning", 60.0, 700.0 - 14 * n, 11.0)
        for n in range(16)
    ]
    counts = [(str(5 * n), 330.0, 700.0 - 14 * (5 * n - 1), 8.0) for n in (1, 2, 3)]
    reading = parse(DOC, pdf([[*lines, *counts]]))
    assert not [clause for clause in reading.clauses if any(char.isdigit() for char in clause.text)]
    assert [piece.text for piece in reading.dropped if piece.reason == "page-number"] == ["5 10 15"]
    assert not reading.faults


def test_a_column_of_a_table_that_goes_up_by_five_is_kept():
    rows = [(f"Fee of a light of class {n}", 60.0, 700.0 - 14 * n, 11.0) for n in range(6)]
    fees = [(str(5 * n + 5), 330.0, 700.0 - 14 * n, 11.0) for n in range(6)]
    reading = parse(DOC, pdf([[*rows, *fees]]))
    assert {"5", "30"} <= set(" ".join(clause.text for clause in reading.clauses).split())


def test_words_beside_the_page_are_listed_as_hidden():
    shown = [(f"A keeper keeps light {n} burning.", 60.0, 700.0 - 30 * n, 11.0) for n in range(3)]
    reading = parse(DOC, pdf([[*shown, ("Draft words that nobody sees", 900.0, 700.0, 11.0)]]))
    assert [piece.text for piece in reading.dropped if piece.reason == "hidden"] == [
        "Draft words that nobody sees"
    ]
    assert "nobody" not in " ".join(clause.text for clause in reading.clauses)


def test_the_letter_o_that_word_sets_for_an_inner_bullet_opens_an_item():
    lines = [("• Kites of these kinds may fly:", 60, 700, 10)]
    lines += [
        (f"o {words}", 90, 700 - 12 * n, 10)
        for n, words in enumerate(("Those of paper.", "Those of silk,", "Those of wood."), 1)
    ]
    found = clauses([lines])
    assert [clause.text for clause in found if clause.kind == "item"] == [
        "Kites of these kinds may fly:", "Those of paper.", "Those of silk,", "Those of wood.",
    ]  # fmt: skip


def test_the_word_o_at_the_start_of_a_line_goes_on_with_its_sentence():
    lines = [
        ("• Quem solta papagaios deve guardar sempre junto ao mar e ao vento", 60, 700, 10),
        ("o papagaio e a corda.", 68, 688, 10),
    ]
    assert [clause.text for clause in clauses([lines])][-1].endswith("o papagaio e a corda.")


def test_the_word_o_before_a_name_goes_on_with_a_line_that_is_full():
    lines = [
        ("• Quem solta papagaios no parque deve guardar sempre junto ao mar", 60, 700, 10),
        ("o Papagaio e a corda.", 78, 688, 10),
    ]
    assert [clause.text for clause in clauses([lines])][-1].endswith("ao mar o Papagaio e a corda.")


def test_a_number_that_goes_on_is_in_its_list_where_the_next_page_sets_it_further_in():
    first = [("1. Kites.", 60, 700, 10), ("(a) paper kites;", 80, 688, 10), ("(b) silk kites;", 80, 676, 10)]
    second = [("(c) wooden kites;", 100, 700, 10), ("(d) other kites.", 100, 688, 10)]
    assert [clause.eid for clause in clauses([first, second])][-3:] == [
        f"item_1__item_{n}" for n in (2, 3, 4)
    ]


def test_each_whereas_of_a_bylaw_is_a_paragraph():
    lines = [
        "Whereas the town has a harbour in which boats of many sorts lie;",
        "And Whereas boats need care in the winter and in the summer of a year;",
    ]
    lines += ["Now therefore the council of the town of the harbour enacts as follows:"]
    found = clauses([[(line, 60, 700 - 12 * n, 10) for n, line in enumerate(lines)]])
    assert [clause.text for clause in found] == lines


def test_a_line_drawn_with_characters_below_the_title_is_no_part_of_it():
    lines = [
        ("THE HARBOUR ACT, 2015", 200, 780, 10),
        ("____________", 220, 768, 10),
        ("1. A keeper shall keep a list of boats.", 60, 700, 10),
    ]
    assert [clause.text for clause in clauses([lines])] == [
        "THE HARBOUR ACT, 2015",
        "A keeper shall keep a list of boats.",
    ]


def test_a_number_of_two_digits_without_a_space_goes_on_with_the_list():
    lines = [(f"{n}. Kites of kind {n} may fly.", 60, 780 - 12 * n, 10) for n in range(7, 10)]
    lines += [("10.Kites of kind 10 may fly.", 60, 660, 10), ("11.Kites of kind 11 may not.", 60, 648, 10)]
    assert [clause.marker for clause in clauses([lines])] == ["7.", "8.", "9.", "10.", "11."]


def test_the_name_of_an_organisation_over_several_lines_of_a_cover_is_no_part_of_the_title():
    lines = [(words, 200, 700 - 24 * n, 24) for n, words in enumerate(("THE", "CORPORATION", "OF THE TOWN"))]
    lines += [("Signing Authority", 180, 560, 24), ("By-law", 220, 536, 24)]
    lines += [(f"The mayor of the town may sign kite {n}.", 60, 400 - 12 * n, 10) for n in range(6)]
    assert parse(DOC, pdf([lines])).document.title == "Signing Authority By-law"
