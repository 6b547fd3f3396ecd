"""What is said of bytes that are no document, or a damaged one: the kind of fault, its place, and what to do."""

from __future__ import annotations

import io
import zipfile

import curation
import pytest
from curation.core.errors import ConfigError, InputError


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return made.getvalue()


WITHOUT_BODY = packed(**{"word__document.xml": "<a/>", "[Content_Types].xml": "<Types/>"})
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso>&x;</akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "reader", "code", "words"),
    [
        (b"", "html", "document-empty", "has no bytes"),
        (b"   \n\n ", "markdown", "document-empty", "fetch it from its source again"),
        (b"\x00\x01\x02", "html", "document-no-clauses", "name another reader"),
        (b"<html><body>" + b"<div>" * 3000 + b"x", "html", "html-deep", "simpler form"),
        (
            b"requirements:\n  - &a {id: R1, text: Do it.}\n  - *a\n",
            "yaml",
            "yaml-aliases",
            "write the values out",
        ),
        (b"- one\n- two\n", "yaml", "yaml-shape", "`requirements:`"),
        (b"title: x\n", "yaml", "yaml-shape", "expected one of"),
        (b"a: [1\n", "yaml", "yaml-broken", "correct the file"),
        (b"a: " + b"[" * 150 + b"]" * 150, "yaml", "yaml-deep", "100 levels"),
        (WITHOUT_BODY, "docx", "docx-broken", "save it again from its editor"),
        (b"PK\x03\x04abc", "docx", "docx-broken", "damaged or cut off"),
        (b"%PDF-1.4\n%junk", "pdf", "pdf-broken", "damaged or cut off"),
        (ENTITY, "akn", "xml-entities", "written out"),
        (b"<akomaNtoso><act>", "akn", "xml-broken", "repair it"),
        (b'<?xml version="1.0"?><weird xmlns="urn:x"><a/></weird>', "", "format-unknown", "root <weird>"),
        (packed(a="x"), "", "format-unknown", "convert it"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "", "format-unknown", "convert it"),
        (b'{"a": 1}\n', "", "format-json", "curation rules FILE"),
    ],
)
def test_bytes_that_cannot_be_read_are_refused_with_a_cure(data, reader, code, words):
    with pytest.raises(InputError) as caught:
        curation.read_clauses(data, **({"reader": reader} if reader else {}))
    (issue,) = caught.value.issues
    assert issue.code == code and words in issue.message
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("about", "code", "words"),
    [
        ({"reader": "zzz"}, "plugin-unknown", "markdown, pdf"),
        ({"title": 3}, "argument-value", "write a text in quotes"),
        ({"colour": "red"}, "argument-value", "slug, title, issuer"),
        ({"kind": "poem"}, "argument-value", "write one of"),
    ],
)
def test_what_is_said_of_a_document_is_checked_before_it_is_read(about, code, words):
    with pytest.raises((InputError, ConfigError)) as caught:
        curation.read_clauses(b"# Rules\n\nStaff must close the door.\n", **about)
    (issue,) = caught.value.issues
    assert issue.code == code and words in issue.message
