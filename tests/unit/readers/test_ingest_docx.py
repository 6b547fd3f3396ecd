"""Word documents: automatic numbers in their formats, lists by style, tracked changes."""

import io
import zipfile

import pytest
from curation.core.records import Document
from curation.readers import parse

DOC = Document(slug="doc", title="")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, numbering: str = "", styles: str = "", head: str = "") -> bytes:
    """A Word document of the parts given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        if head:
            archive.writestr("word/header1.xml", f"<w:hdr {W}>{head}</w:hdr>")
    return out.getvalue()


def level(place: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(*levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def item(text: str, place: int = 0) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("form", "text", "markers"),
    [
        ("decimalZero", "%1.", ["01.", "02."]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerLetter", "(%1)", ["(a)", "(b)"]),
        ("ordinal", "%1", ["1st", "2nd"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("bullet", "\uf0b7", ["•", "•"]),
        ("unheardOf", "%1)", ["1)", "2)"]),
    ],
)
def test_automatic_numbers_are_shown_as_word_shows_them(form, text, markers):
    found = parse(
        DOC, docx(item("Keep a log.") + item("Pay the fee."), numbered(level(0, form, text)))
    ).clauses
    assert [clause.marker for clause in found] == markers


def test_legal_numbering_shows_digits_below_a_roman_article():
    levels = numbered(level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    found = parse(DOC, docx(item("Scope") + item("Kites.", 1) + item("Balloons.", 1), levels)).clauses
    assert [clause.marker for clause in found][1:] == ["1.1", "1.2"]


def test_a_list_by_style_alone_is_a_list():
    style = '<w:style w:styleId="LB2"><w:name w:val="List Bullet 2"/></w:style><w:style w:styleId="LB"><w:name w:val="List Bullet"/></w:style>'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for name, text in (("LB", "Kites of lead"), ("LB2", "painted ones"), ("LB", "Kites of glass"))
    )
    assert [clause.eid for clause in parse(DOC, docx(body, "", style)).clauses] == [
        "item_1",
        "item_1__item_1",
        "item_2",
    ]


def test_tracked_changes_are_read_as_accepted():
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>A kite </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>must</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> fly.</w:t></w:r></w:p>"
    )
    assert [clause.text for clause in parse(DOC, docx(body)).clauses] == ["A kite must fly."]


def test_a_raised_number_after_a_digit_is_a_power():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>25</w:t></w:r>'
    found = parse(
        DOC,
        docx(f"<w:p><w:r><w:t>Nobody may exceed 10</w:t></w:r>{raised}<w:r><w:t> steps.</w:t></w:r></w:p>"),
    )
    assert found.clauses[-1].text == "Nobody may exceed 10^25 steps."
    assert not found.faults


HEAD = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
HEADING = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Kite handling rules", "Kite Handling Rules"),
        ("Template 7", "Kite Handling Rules"),
        ("", "Kite Handling Rules"),
    ],
)
def test_the_title_of_the_properties_counts_where_the_document_prints_it(said, title):
    body = f"<w:p><w:r><w:t>Kite Handling Rules</w:t></w:r></w:p>{HEAD.format('Overview')}<w:p><w:r><w:t>Kites fly.</w:t></w:r></w:p>"
    out = io.BytesIO(docx(body, styles=HEADING))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "docProps/core.xml",
            f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{said}</dc:title></c>',
        )
    assert parse(DOC, out.getvalue()).document.title == title


def test_a_document_of_general_headings_is_named_by_the_heads_of_its_pages():
    """Two headings of one rank, the first of them one of any document, are no title."""
    body = "".join(
        f"{HEAD.format(words)}<w:p><w:r><w:t>Kites fly.</w:t></w:r></w:p>"
        for words in ("General", "Effective Date")
    )
    head = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("HARBOUR BANK", "KITE HANDLING POLICY")
    )
    assert parse(DOC, docx(body, styles=HEADING, head=head)).document.title == "KITE HANDLING POLICY"
    assert parse(DOC, docx(body, styles=HEADING)).document.title == ""
    assert parse(DOC, docx(body)).document.title == ""


def loud(text: str, mark: str = "b", where: str = "") -> str:
    """A paragraph all in bold (or with another mark), in the middle of the line when `where` says so."""
    place = f'<w:pPr><w:jc w:val="{where}"/></w:pPr>' if where else ""
    return f"<w:p>{place}<w:r><w:rPr><w:{mark}/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


def plain(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


KITES = plain("Every pilot holds the line with both hands and lands at dusk.")


def clauses(body: str, **parts: str) -> dict[str, str]:
    return {clause.eid: clause.text for clause in parse(DOC, docx(body, **parts)).clauses}


def test_short_lines_in_bold_are_headings_where_no_style_shows_any():
    found = clauses(loud("SCOPE") + KITES + loud("2. Kites over water") + KITES + plain("It is so."))
    assert found["hcontainer_scope"] == "SCOPE"
    assert found["sec_2"] == "2. Kites over water" and "sec_2__para_2" in found


def test_an_underlined_line_is_a_heading_and_a_run_whose_bold_is_set_off_is_none():
    off = '<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Duties</w:t></w:r></w:p>'
    underlined = '<w:p><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>{}</w:t></w:r></w:p>'
    found = clauses(underlined.format("Scope") + KITES + underlined.format("Lines") + KITES + off + KITES)
    assert "hcontainer_lines" in found and "hcontainer_duties" not in found


def test_an_automatic_number_of_a_line_in_bold_is_that_of_a_section():
    bold = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>'
    body = bold.format("Scope") + KITES + bold.format("Lines") + KITES
    assert clauses(body, numbering=numbered(level(0, "decimal", "%1.")))["sec_2__para_1"].startswith("Every")


@pytest.mark.parametrize(
    "line",
    ["A pilot must not let go of the line.", "A pilot who flies a kite over water must:", "4 July 2030", "[Name of the club]"],
)  # fmt: skip
def test_a_sentence_a_lead_in_a_date_and_a_blank_in_bold_are_no_headings(line):
    found = parse(DOC, docx(loud("Scope") + KITES + loud("Lines") + loud(line) + KITES * 3))
    assert line in [clause.text for clause in found.clauses if clause.kind == "text"]


def test_bold_says_nothing_where_most_words_are_bold_or_styles_show_the_headings():
    assert "hcontainer_scope" not in clauses(
        loud("Scope") + loud("Every pilot holds the line.") + plain("So.")
    )
    style = '<w:style w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    head = '<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = (
        head.format("Kites")
        + KITES
        + head.format("Boats")
        + KITES
        + loud("Scope")
        + KITES
        + loud("Lines")
        + KITES
    )
    assert "hcontainer_lines" not in clauses(body, styles=style)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (plain("Anna Bell").replace("<w:p>", '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>') + loud("Kite Policy", where="center"), "Kite Policy"),
        (loud("Harbour Kite Club", where="center") + loud("CONSTITUTION", where="center"), "Harbour Kite Club CONSTITUTION"),
        (loud("Guide for", where="center") + loud("Pilots", where="center"), "Guide for Pilots"),
    ],
)  # fmt: skip
def test_the_centred_line_that_names_the_document_is_its_title(page, title):
    assert parse(DOC, docx(page + KITES * 3)).document.title == title


def test_letters_below_numbered_headings_name_the_points_in_print():
    letters = [level(0, "lowerLetter", "%1)")]
    style = '<w:style w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    head = '<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = (
        head.format("1. Scope")
        + KITES
        + head.format("2. Lines")
        + item("A line is long.")
        + item("A line holds.")
    )
    assert clauses(body, numbering=numbered(*letters), styles=style)["sec_2__point_b"] == "A line holds."
