"""Every word of a document is in a clause or listed with a reason; what stops a run; the page that shows a reading."""

import io
import zipfile
from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import ledger, parse, parse_file, visible
from curation.readers.view import page
from curation.readers.visible.words import words_of
from pdf_maker import paragraphs, pdf

HERE = Path(__file__).parent
SAMPLES = sorted(path for path in (HERE / "samples").iterdir() if path.is_file())
REAL = HERE.parents[3] / "shared" / "data"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data, **fields):
    return parse(Document(**{"slug": "d", "title": "", "sha256": "0" * 64} | fields), data)


def assert_accounted(reading):
    """Kept and left out are what the document shows, to the word."""
    assert not [piece for piece in reading.dropped if piece.reason == "unaccounted"]
    assert ledger.UNACCOUNTED not in [fault.code for fault in reading.faults]
    kept = [word for text in reading.kept for word in words_of(text)]
    clauses = [word for clause in reading.clauses for word in words_of(clause.text)]
    assert len(clauses) <= len(kept)


def docx(body, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            archive.writestr(
                f"word/{name}.xml",
                text.replace("<w:ROOT", f'<w:{name} xmlns:w="{W}"').replace("</w:ROOT", f"</w:{name}"),
            )
    return out.getvalue()


def paragraph(text, properties=""):
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_word_of_a_sample_is_kept_or_left_out_with_a_reason(path):
    reading = parse_file(path)
    assert_accounted(reading)


REAL_FILES = sorted(
    path
    for folder in ("regs", "mapping/policies", "cases/documents")
    for path in (REAL / folder).glob("*")
    if path.suffix in (".html", ".htm", ".pdf", ".docx", ".md", ".txt", ".yaml") and path.name not in ("README.md", "pdf-garbled-text-layer.pdf")
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not REAL_FILES, reason="the folder of real documents beside the repository is not there")
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_word_of_a_real_document_is_kept_or_left_out_with_a_reason(path):
    assert_accounted(parse_file(path))


def test_each_format_has_an_extraction_of_its_own():
    assert {"html", "pdf", "docx", "markdown", "yaml", "eurlex-oj"} <= set(visible.TEXT_OF)


def test_a_word_that_the_reader_loses_is_an_error_that_names_it():
    data = b"# Rules\n\nNobody may lend a tool."
    reading = read(data)
    assert not reading.faults
    lost = ledger.checked(reading, "markdown", data + b"\n\nNobody may borrow one either.")
    assert [fault.code for fault in lost.faults] == ["text-unaccounted"]
    assert [piece.text for piece in lost.dropped] == ["nobody may borrow one either"]


def test_words_parted_in_two_places_are_compared_by_their_letters():
    assert ledger.remainder(words_of("order 1171 says"), words_of("order 117 1 says")) == []
    assert ledger.remainder(words_of("the order says no"), words_of("the order says")) == [(3, 1)]


def test_a_large_share_left_out_stops_a_run_until_the_source_allows_it():
    page = "<nav>" + "".join(f"<a href='/{n}'>Menu entry number {n}</a> " for n in range(40)) + "</nav>"
    reading = read(
        f"<html><body>{page}<main><h1>Rules</h1><p>Nobody may lend a tool.</p></main></body></html>".encode()
    )
    assert_accounted(reading)
    (refusal,) = ledger.refusals(reading, (), 0.25)
    assert refusal.code == "document-left-out" and "navigation" in refusal.message
    assert ledger.refusals(reading, (), 0.99) == []


def test_a_page_without_a_text_layer_stops_a_run_until_it_is_allowed_by_name():
    data = pdf(
        [
            paragraphs(["1. Nobody may lend a tool to another person."]),
            [],
            paragraphs(["2. Tools are kept in the shed at all times."]),
        ]
    )
    reading = read(data)
    assert [fault.code for fault in reading.faults] == ["pdf-page-no-text"]
    assert [issue.code for issue in ledger.refusals(reading, (), 1.0)] == ["pdf-page-no-text"]
    assert ledger.refusals(reading, ["pdf-page-no-text"], 1.0) == []
    assert all(clause.page in (1, 3) for clause in reading.clauses)


def test_text_whose_letters_are_not_those_printed_is_refused():
    text = (
        "The keeper must not lend a tool to a third party and must keep a register of all tools in the office"
    )
    shifted = "".join(chr(ord(char) + 3) for char in text)
    with pytest.raises(Exception, match="pdf-garbled-text"):
        read(pdf([paragraphs([shifted] * 12)]))


def test_a_footnote_of_a_word_file_is_a_clause_below_the_paragraph_that_calls_it():
    body = f'<w:p><w:r><w:t>Staff must not use a restricted tool</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("Next.")}'
    notes = (
        f'<w:ROOT><w:footnote w:id="2">{paragraph("One that the office has listed.")}</w:footnote></w:ROOT>'
    )
    reading = read(docx(body, footnotes=notes))
    assert_accounted(reading)
    first, _, note = reading.clauses
    assert (note.kind, note.text, note.parent) == ("note", "One that the office has listed.", first.eid)


def test_heads_and_feet_of_a_word_file_are_left_out_and_listed():
    reading = read(docx(paragraph("Nobody may lend a tool."), header1=f"<w:ROOT>{paragraph('Tool office')}</w:ROOT>".replace("w:ROOT", "w:hdr").replace("<w:hdr", f'<w:hdr xmlns:w="{W}"', 1)))  # fmt: skip
    assert_accounted(reading)
    assert [(piece.reason, piece.text) for piece in reading.dropped] == [("running-head", "Tool office")]


def test_a_row_of_a_word_table_is_one_clause_with_the_heads_of_its_columns():
    cell = "<w:tc>{}</w:tc>".format
    row = lambda *texts: "<w:tr>" + "".join(cell(paragraph(text)) for text in texts) + "</w:tr>"  # noqa: E731
    reading = read(
        docx(f"<w:tbl>{row('Use', 'Allowed')}{row('Letters', 'Yes')}{row('Personal data', 'No')}</w:tbl>")
    )
    assert [clause.text for clause in reading.clauses] == [
        "Use | Allowed",
        "Letters | Yes",
        "Personal data | No",
    ]
    assert [clause.path for clause in reading.clauses][1:] == [["Use | Allowed"], ["Use | Allowed"]]


def test_a_section_is_kept_whatever_its_class_is_called():
    words = ("copyright", "feedback", "social", "related", "newsletter")
    sections = "".join(
        f'<section class="{word}"><h2>{word}</h2><p>You must not sell what is under {word} here.</p></section>'
        for word in words
    )
    reading = read(f"<html><body><main><h1>Terms</h1>{sections}</main></body></html>".encode())
    assert sum("must not sell" in clause.text for clause in reading.clauses) == len(words)


def test_a_history_heading_alone_drops_nothing():
    ruled = read(
        b"<main><h1>T</h1><h2>Document history</h2><p>The keeper must record each change of this policy.</p></main>"
    )
    assert any("must record" in clause.text for clause in ruled.clauses)
    dated = read(
        b"<main><h1>T</h1><p>Nobody may lend.</p><h2>Change log</h2><ul><li>2030-01-02: first</li><li>2031-01-02: second</li></ul></main>"
    )
    assert [piece.reason for piece in dated.dropped] == ["page-history"] * 3


def test_a_running_head_needs_the_same_place_and_words_but_for_its_page_number():
    body = [
        f"{n}. Section {n + 3} is replaced by a text that the office of the keeper has written."
        for n in range(1, 6)
    ]
    pages = [
        [("Handbook of tools", 72, 800, 9), *paragraphs([body[n], "", "The keeper must tell the auditor about it at once."], top=760), (f"Page {n + 1}", 280, 30, 9)]
        for n in range(5)
    ]  # fmt: skip
    reading = read(pdf(pages))
    assert_accounted(reading)
    reasons = {piece.text: piece.reason for piece in reading.dropped}
    assert reasons["Handbook of tools"] == "running-head" and reasons["Page 3"] == "page-number"
    assert sum("is replaced" in clause.text for clause in reading.clauses) == 5


def test_every_clause_of_a_pdf_has_its_page_and_a_rectangle_on_it():
    lines = paragraphs(
        [
            "1. Nobody may lend a tool to",
            "another person of the office.",
            "",
            "2. Tools are kept in the shed.",
        ]
    )
    reading = read(pdf([lines, lines]))
    assert {clause.page for clause in reading.clauses} == {1, 2}
    boxes = {place.clause: place for place in reading.placements}
    assert set(boxes) == {clause.id for clause in reading.clauses}
    assert all(
        0 < place.left < place.right <= 595 and 0 < place.bottom < place.top <= 842
        for place in boxes.values()
    )


def test_the_page_of_a_reading_shows_clauses_and_what_is_left_out_and_runs_nothing():
    data = pdf([[*paragraphs(["1. Nobody may <script>lend</script> a tool."]), ("1", 300, 30, 9)]])
    shown = page(read(data), data)
    assert "&lt;script&gt;" in shown and "<script" not in shown
    assert "left out: page numbers" in shown and "data:image/png;base64," in shown


def test_an_inserted_section_moves_no_identifier_of_the_others():
    section = "## {}\n\nFirst paragraph on {}.\n\nSecond paragraph on {}.\n\n".format
    names = ("Lending", "Repair", "Return")
    old = "# Rules\n\n" + "".join(section(n, n, n) for n in names)
    new = "# Rules\n\n" + "".join(section(n, n, n) for n in ("Lending", "Storage", "Repair", "Return"))
    before = {clause.text: clause.eid for clause in read(old.encode()).clauses}
    after = {clause.text: clause.eid for clause in read(new.encode()).clauses}
    assert before == {text: after[text] for text in before}


def test_the_title_of_the_maintainer_is_cited_before_a_guessed_heading_and_cut_to_a_sensible_length():
    data = b"# Summary\n\nNobody may lend a tool."
    assert read(data, title="Terms of the Archive").clauses[1].citation == "Terms of the Archive, para. 1"
    long = read(b"# " + b"very " * 60 + b"long\n\nNobody may lend a tool.")
    assert len(long.clauses[1].citation) < 110


def test_an_encoding_that_nobody_knows_does_not_stop_the_account_of_words():
    data = (
        '<?xml version="1.0" encoding="utf-9"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body><article><num>Article 1</num>'
        "<content><p>Nobody may fly.</p></content></article></body></act></akomaNtoso>"
    ).encode("utf-16")
    found = parse(Document(slug="doc", title=""), data)
    assert found.clauses and found.visible == 5
    assert not found.faults


def test_the_mark_of_a_note_whose_words_begin_with_the_same_figure_is_a_word_of_its_own():
    text = "# Kites\n\nThey fly from that day.[^1]\n\n[^1]: 1st May is the day.\n"
    kept = parse(Document(slug="doc", title=""), text.encode()).kept
    assert "1 1st May is the day." in kept
