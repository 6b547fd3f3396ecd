"""Bad input is a listed issue, quickly, never a traceback."""

import io
import random
import zipfile
import zlib

import pytest
from curation.core.errors import CurationError, InputError
from curation.core.records import Document
from curation.readers import clauses_of_file, parse
from pdf_maker import pdf

DOC = Document(slug="doc", title="")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", b"<a>" + b" " * (65 << 20))
    return out.getvalue()


CASES = {
    "nothing": (b"", "document-empty"),
    "white space": (b" \n" * 99, "document-empty"),
    "NUL": (b"\0" * 999, "document-empty"),
    "random": (random.Random(4).randbytes(9000), "format-unknown"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + random.Random(5).randbytes(999), "format-unknown"),
    "a cut PDF": (b"%PDF-1.7\n1 0 obj", "pdf-broken"),
    "a cut ZIP": (b"PK\x03\x04[Content_Types].xml", "docx-broken"),
    "a ZIP bomb": (bomb, "docx-bomb"),
    "entities": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><ECFR>&b;</ECFR>', "xml-entities"),
    "cut XML": (b'<?xml version="1.0"?><ECFR><DIV8>', "xml-broken"),
    "deep XML": (b"<ECFR>" + b"<DIV5>" * 90_000, "xml-broken"),
    "unknown XML": (b'<?xml version="1.0"?><rss>' + b"<item>x</item>" * 99_000, "format-unknown"),
    "deep HTML": (b"<html><body>" + b"<div>" * 90_000, "html-deep"),
    "deep YAML": (b"id: x\nrequirements: " + b"[" * 9000, "yaml-deep"),
    "an empty page": (b"<html></html>", "document-no-clauses"),
    "a million items": (b"- x\n" * 210_000, "document-large"),
}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow) if n == "a million items" else n for n in CASES]
)
def test_bad_input_is_an_issue_with_its_place(name):
    data, code = CASES[name]
    with pytest.raises(InputError) as caught:
        parse(DOC, data() if callable(data) else data)
    assert [issue.code for issue in caught.value.issues] == [code]
    assert caught.value.issues[0].where.startswith("doc")


def test_a_missing_file_is_an_issue(tmp_path):
    with pytest.raises(InputError, match="file-unreadable"):
        clauses_of_file(tmp_path / "absent.md")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["[" * 40_000, "**a " * 20_000, "<!--" * 40_000, "_a" * 40_000, " " * 9000 + "- x"]
)
def test_text_made_to_stall_a_pattern_does_not_stall_one(text):
    # A pattern that backtracks would run for hours here; this ends or it does not.
    parse(DOC, b"A rule.\n\n" + text.encode())


@pytest.mark.parametrize("head", [b"---\n", b"# x\n", b"id", b"a: b\n"])
def test_blank_lines_do_not_stall_the_detection(head):
    text = head + b"\n \n" * 4000 + b"A rule."
    assert parse(DOC, text).clauses[-1].text.endswith("A rule.")


def test_bidirectional_and_invisible_marks_stay_in_the_text_and_out_of_the_issue():
    found = parse(DOC, "- pay \u202edecnavda ni\u202c the owner\n- a\u200bb".encode())
    assert "\u202e" in found.clauses[0].text
    with pytest.raises(CurationError) as caught:
        parse(Document(slug="doc", title="", reader="\u202enosuch"), b"A rule.")
    assert "\u202e" not in str(caught.value)


@pytest.mark.parametrize(
    ("declared", "true"),
    [("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("gb2312", "utf-8"), ("nonsense-9", "utf-8")],
)
def test_a_page_is_read_whatever_encoding_it_claims(declared, true):
    page = f'<html><head><meta charset="{declared}"></head><body><p>Es ist verboten, über die Straße zu gehen.</p></body></html>'
    (clause,) = parse(DOC, page.encode(true)).clauses
    assert clause.text == "Es ist verboten, über die Straße zu gehen."


@pytest.mark.slow
def test_a_document_of_many_lists_is_read_in_linear_time():
    text = b"".join(b"(%c) rule %d\n\n" % (97 + n % 26, n) for n in range(20_000))
    assert len(parse(DOC, text).clauses) == 20_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_text_in_other_encodings_is_read(encoding):
    found = parse(DOC, "Règles: il est défendu de voler la nuit.".encode(encoding))
    assert found.canonical_text == "Règles: il est défendu de voler la nuit."


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
def test_a_small_pdf_whose_page_unpacks_to_gigabytes_is_refused(times):
    packed = b"BT /F1 11 Tf 72 700 Td (Rule.) Tj ET " + b" " * 40_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    data = pdf([[("Rule.", 72, 700, 11)]], more=(b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(packed), filters, packed),))  # fmt: skip
    with pytest.raises(InputError) as refused:
        parse(DOC, data)
    assert refused.value.issues[0].code == "document-large"


def test_a_german_norm_without_the_key_of_its_division_is_read():
    data = b"<dokumente><norm><metadaten><jurabk>M</jurabk><gliederungseinheit><gliederungsbez>Teil 1</gliederungsbez></gliederungseinheit><enbez>\xc2\xa7 1</enbez></metadaten><textdaten><text><Content><P>Es gilt.</P></Content></text></textdaten></norm></dokumente>"
    assert [clause.eid for clause in parse(DOC, data).clauses] == ["sec_1"]
