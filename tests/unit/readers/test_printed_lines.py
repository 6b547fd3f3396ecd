"""What print sets beside or below something: labels of sections at the margin, dates, names over several lines, numbers in mixed brackets, larger lines of Word files."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import parse
from curation.readers.structure import numbered_contents, printed_lines, segments
from curation.readers.structure.blocks import Block, Node
from curation.readers.structure.flat_lists import next_item, relist
from curation.readers.structure.placing import place
from curation.text.document_words.running import NUMBER_ALONE

sys.path.insert(0, str(Path(__file__).parent))
from pdf_maker import pdf
from test_ingest_docx import docx

DOC = Document(slug="doc", title="")
SAID = "A pilot shall hold the line with both hands until the kite is down."


def texts(data):
    return {clause.eid: clause.text for clause in parse(DOC, data).clauses}


def row(text, heads=""):
    return Block("row", text, heads=heads)


def test_sections_whose_label_hangs_at_the_margin_are_no_rows():
    rows = [
        row(f"Section 1: | {SAID}"),
        row(f"Section 2: | {SAID}", f"Section 1: | {SAID}"),
        row("Section 3: | Dusk"),
    ]
    found = printed_lines.mended([Block("text", "Article I KITES"), *rows])
    assert [block.kind for block in found] == ["text"] * 4
    assert found[1].text == f"Section 1: {SAID}" and found[3].text == "Section 3: Dusk"


@pytest.mark.parametrize(
    "rows",
    [
        [row(f"Section 1: | {SAID}"), row("Kites | many")],
        [row("Article 5: | Line"), row("Article 6: | Dusk"), row("Article 7: | Land")],
        [row(f"Section 1: | {SAID} | x"), row(f"Section 2: | {SAID} | y")],
    ],
)
def test_rows_of_tables_about_sections_stay_rows(rows):
    assert printed_lines.mended(rows) == rows


def test_the_heads_of_a_table_are_no_section():
    rows = [row(f"Section {n}: | {SAID}") for n in (1, 2)]
    other = row("Kites | many", heads=f"Section 2: | {SAID}")
    assert printed_lines.mended([*rows, other])[2].heads == ""


def test_a_date_that_stands_alone_is_no_item():
    found = printed_lines.mended(
        [Block("item", "Februar 2031", marker="19."), Block("item", "Februar ist kalt", marker="2.")]
    )
    assert [(block.kind, block.text) for block in found] == [
        ("text", "19. Februar 2031"),
        ("item", "Februar ist kalt"),
    ]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["BYLAWS", "OF", "THE KITE CLUB", "Article I"], "BYLAWS OF THE KITE CLUB"),
        (["Satzung", "des Drachenclubs Ruritanien e.V."], "Satzung des Drachenclubs Ruritanien e.V."),
        (["Kite Policy", "of the harbour, which applies to all pilots."], "Kite Policy"),
        (["Kite Template for", "<name of the club>"], "Kite Template for"),
        (["Vertrag", "Der Bund und der Club"], "Vertrag"),
        (["KITES ACT", "for all pilots"], "KITES ACT for all pilots"),
        (["Kite Policy", "of"], "Kite Policy"),
    ],
)
def test_a_name_goes_on_over_lines(lines, name):
    assert printed_lines.whole_name([Block("heading", line) for line in lines], lines[0]) == name


def test_a_name_that_no_block_has_stays():
    assert printed_lines.whole_name([Block("text", "Kites")], "Dragons") == "Dragons"


def test_a_number_in_one_bracket_goes_on_with_those_in_two():
    above = Node("paragraph", "para_3", "(3)")
    assert printed_lines.is_mixed(above, "4)")
    assert not printed_lines.is_mixed(above, "5)") and not printed_lines.is_mixed("(3) text", "4)")
    items = [Block("item", "x", marker=marker, list_id=1) for marker in ("(1)", "(2)", "(3)", "4)")]
    assert [block.level for block in relist(items)] == [1, 1, 1, 1]


def test_lines_of_contents_with_another_title_than_the_body_are_listed_by_their_number():
    lines = [
        Block("contents", "1. Line"),
        Block("heading", "2. Dusk, etc"),
        Block("text", "3[***]"),
        Block("contents", "4. Land"),
    ]
    assert {block.kind for block in numbered_contents.filled(lines)} == {"contents"}
    other = [lines[0], Block("text", "9. Dusk"), lines[3]]
    assert numbered_contents.filled(other) == other
    assert (
        numbered_contents.filled([lines[0], Block("text", "2 500 .......... 3"), lines[3]])[1].kind == "text"
    )


def test_a_subsection_that_was_put_in_later_is_one_of_the_section():
    text = "1. Line\n\n(1) A pilot holds it.\n\n(1A) A pilot\u2014\n\n(i) holds it with both hands; and\n\n(ii) lands.\n\n(2) It is so.\n\n"
    text += "2. Dusk\n\n(1) Land.\n\n(2) Wait.\n\n3. End\n\nIt ends.\n"
    found = texts(text.encode())
    assert found["sec_1__para_1A__point_ii"] == "lands." and found["sec_1__para_2"] == "It is so."


def test_numbers_before_a_hyphen_are_items():
    found = texts(
        "Règlement\n\n1- Tenir la ligne.\n\n2- Atterrir.\n\n3- Attendre.\n\nLe 2 - 6 mai.\n".encode()
    )
    assert {"Tenir la ligne.", "Atterrir.", "Attendre."} <= set(found.values())


def test_sections_with_small_roman_numbers_stand_in_their_articles():
    text = "# Bylaws of the Kite Club\n\n" + "".join(
        f"## Article {n}. Kites\n\n### Section i. Line\n\nHold it.\n\n### Section ii. Dusk\n\nLand.\n\n"
        for n in ("I", "II")
    )
    assert {"art_I__sec_ii", "art_II__sec_i"} <= set(texts(text.encode()))


def run(text, size, bold=False):
    return f'<w:r><w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r>'


def paragraph(text, size=22, bold=False):
    return f"<w:p>{run(text, size, bold)}</w:p>"


def test_a_long_line_with_a_colon_is_a_heading_of_a_word_file_where_it_is_printed_larger():
    long = "A list of pilots and of their corresponding duties:"
    body = paragraph("Kite Policy", 36, True) + paragraph("Scope:", 28, True) + paragraph(SAID)
    body += paragraph(long, 28, True) + paragraph(SAID) + paragraph(SAID)
    assert long in [c.text for c in parse(DOC, docx(body)).clauses if c.kind == "heading"]
    body = body.replace(run(long, 28, True), run(long, 22, True))
    assert long not in [c.text for c in parse(DOC, docx(body)).clauses if c.kind == "heading"]


def test_bullets_at_the_indent_of_numbers_stand_below_them_in_a_word_file():
    markers = ["1.", "\u2022", "\u2022", "2.", "\u2022", "3.", "\u2022"]
    items = [Block("item", "holds the line", marker=marker, list_id=1) for marker in markers]
    assert [block.level for block in relist(items, below=True)] == [1, 2, 2, 1, 2, 1, 2]
    assert {block.level for block in relist(items)} == {1}
    on_page = [replace(block, page=1) for block in items]
    assert {block.level for block in relist(on_page, below=True)} == {1}
    alone = [Block("item", "x", marker=marker, list_id=1) for marker in ("1.", "\u2022", "\u2022")]
    assert {block.level for block in relist(alone, below=True)} == {1}


def test_every_clause_of_a_pdf_has_a_page_and_a_box():
    lines = [
        ("Kites Act 2031", 60, 780, 14),
        ("Article 1", 60, 750, 10),
        ("Line", 60, 735, 10),
        ("1. Hold it.", 60, 715, 10),
    ]
    lines += [
        ("2. Land.", 60, 700, 10),
        ("Article 2", 60, 680, 10),
        ("Dusk", 60, 665, 10),
        ("It is late.", 60, 645, 10),
    ]
    reading = parse(DOC, pdf([lines]))
    assert {clause.page for clause in reading.clauses} == {1}
    assert {box.clause for box in reading.placements} == {clause.id for clause in reading.clauses}


def test_a_part_without_words_on_a_page_stands_where_its_first_part_does():
    top = Node("document", "", "")
    article = top.add(Node("article", "art_1", "1", parts=["Article"]))
    article.add(Node("paragraph", "para_1", "1", parts=["Hold the line with both hands."]))
    article.add(Node("paragraph", "para_2", "2", parts=["cut off"]))
    box = (3.0, 1.0, 1.0, 2.0, 2.0)
    assert not place(top, [Block("text", "Hold the line with both hands.", page=3, boxes=[box])])
    assert [node.page for node in (article, *article.nodes())] == [3, 3, 3]
    assert all(node.boxes == [box] for node in (article, *article.nodes()))


@pytest.mark.parametrize("large", [2, 3])
def test_a_section_printed_larger_than_the_next_holds_it_not(large):
    text = "".join(
        f"{'##' if n == large else '###'} {n} Kites\n\nFly them over the harbour at dusk.\n\n"
        for n in range(1, 6)
    )
    read = parse(DOC, ("# Rules of the harbour\n\n" + text).encode())
    paths = {clause.eid: clause.path for clause in read.clauses if clause.kind == "section"}
    assert all(len(path) == 2 for path in paths.values()) and len(paths) == 5


def test_a_numbered_part_holds_the_sections_that_count_in_it():
    inner = Node("section", "sec_1", "1")
    part = Node("section", "sec_1", "1", parts=[inner])
    assert not segments.is_behind(part, "2") and segments.is_behind(inner, "2")
    assert not segments.is_behind(Node("heading", "h", "1"), "2") and not segments.is_behind(inner, "3")


def test_numbers_with_a_bracket_below_a_section_of_the_second_level_are_items():
    section = [(1, Node("section", "sec_3-1", "3.1"))]
    assert segments.is_listed("1)", section) and segments.is_listed("(1)", [])
    assert not segments.is_listed("1)", []) and not segments.is_listed("1.", section)


def test_a_turkish_article_below_its_title_begins_a_paragraph():
    lines = [
        ("Uçurtma", 60, 780, 14),
        ("Amaç", 60, 750, 10),
        ("MADDE 1 - (1) Pilot ipi iki eliyle tutar ve iner.", 60, 740, 10),
    ]
    lines += [("Kapsam", 60, 725, 10), ("MADDE 2 - (1) Bu yasa limanda uygulanir ve sürer.", 60, 715, 10)]
    lines += [("Son", 60, 700, 10), ("MADDE 3 - (1) Bu yasa bugün olur ve sürer.", 60, 690, 10)]
    assert {"art_1__para_1", "art_2__para_1", "art_3__para_1"} <= set(texts(pdf([lines])))


def test_points_and_paragraphs_that_breaks_of_lines_set_apart_in_a_word_file_are_their_own():
    broken = "<w:p><w:r><w:t>A pilot shall:</w:t></w:r></w:p><w:p><w:r><w:t>(a) hold the line;</w:t><w:br/><w:br/><w:t>(b) land at dusk.</w:t>"
    broken += "<w:br/><w:br/><w:t>The keeper</w:t><w:br/><w:t>keeps a list.</w:t></w:r></w:p>"
    found = set(texts(docx(broken)).values())
    assert {"hold the line;", "land at dusk.", "The keeper keeps a list."} <= found


def test_a_line_in_the_row_of_the_page_number_is_a_running_head_though_its_words_change():
    pages = []
    for n in range(1, 6):
        lines = [(f"{n} kites of kind {n}", 300, 760, 8), (str(n), 520, 760, 8)]
        lines += [(f"Sentence {n} {k} of the rules of the harbour.", 60, 700 - 15 * k, 10) for k in range(12)]
        pages.append(lines)
    reading = parse(DOC, pdf(pages))
    assert not [clause for clause in reading.clauses if "kites of kind" in clause.text]
    assert sum(piece.reason == "running-head" for piece in reading.dropped) == 5


@pytest.mark.parametrize("line", ["P á g i n a 7 | 28", "Página 3 de 9", "Sayfa 4", "S e i t e 5"])
def test_names_of_pages_in_other_words(line):
    assert NUMBER_ALONE.match(line)


def table(*rows):
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


@pytest.mark.parametrize(
    ("first", "heads"),
    [
        (("1.", "Owner:"), False),
        (("Owner:", "Ada"), False),
        (("Kind", "Colour"), True),
        (("Kind:", "Colour:"), True),
    ],
)
def test_a_row_of_labels_is_no_head_of_its_table(first, heads):
    body = paragraph("Kite Policy") + table(first, ("2.", "red"))
    rows = [clause for clause in parse(DOC, docx(body)).clauses if clause.kind == "row"]
    assert (len(rows[1].path) > 0 and rows[1].path[-1] == " | ".join(first)) is heads


def test_a_heading_with_a_style_over_a_table_of_the_cover_holds_no_heading_of_the_text():
    styled = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Document Control</w:t></w:r></w:p>'
    body = paragraph("Kite Policy", 40, True) + styled + table(("1.", "Owner:"), ("2.", "Date:"))
    body += "".join(paragraph(line, 28, True) + paragraph(SAID) for line in ("Purpose", "Scope", "Duties"))
    paths = {clause.text: clause.path for clause in parse(DOC, docx(body)).clauses}
    assert "Document Control" not in paths["Scope"] and paths["Scope"][-1] == "Scope"


def test_headings_that_only_print_shows_stand_beside_the_few_with_a_style():
    styled = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Heading{n}"/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>{paragraph(SAID)}'
        for n, line in ((1, "Start of the kite year"), (2, "Owners of kites"))
    )
    lines = [f"{n}. {line}" for n, line in enumerate(("PURPOSE", "SCOPE", "DUTIES", "LINES", "TAILS"), 1)]
    body = paragraph("Kite Policy", 40, True) + styled
    body += "".join(paragraph(line, 28, True) + paragraph(SAID) for line in [*lines, "Fees", "Days", "Ends"])
    paths = {clause.text: clause.path for clause in parse(DOC, docx(body)).clauses}
    assert all("Owners of kites" not in paths[line] for line in lines)


@pytest.mark.parametrize(
    ("between", "goes_on"), [("§ 30-115. Tails. A tail is held, subject to the words below:", False), ("§ 3 gilt hier.", True)]
)  # fmt: skip
def test_no_list_goes_on_over_the_first_paragraph_of_a_section(between, goes_on):
    blocks = [
        Block("item", "a line", marker="A."),
        Block("text", between),
        Block("item", "a tail", marker="B."),
    ]
    assert (next_item(blocks, 0) is not None) is goes_on


@pytest.mark.parametrize(("second", "name"), [("2031", "Kite Handbook 2031"), ("17", "Kite Handbook")])
def test_a_year_below_the_name_of_a_document_ends_it(second, name):
    said = [
        (f"A pilot holds line {n} with both hands until the kite is down.", 72, 600 - 14 * n, 11)
        for n in range(9)
    ]
    page = [("Kite Handbook", 72, 760, 24), (second, 72, 732, 24), *said]
    assert parse(DOC, pdf([page])).document.citation == name
