"""The sources of a workspace and the guard against error pages."""

import pytest
from curation.core.errors import InputError
from curation.core.records import Document
from curation.readers import parse
from curation.sources import manifest
from curation.sources.error_pages import judge
from curation.sources.fetch import fetch

KITES = Document(slug="kites", title="Kite rules", edition="2031")


def test_what_is_added_is_listed_pinned_and_given_back(tmp_path):
    manifest.add(tmp_path, KITES, b"- fly\n", ".md")
    (document,) = manifest.load(tmp_path)
    assert manifest.bytes_of(tmp_path, document) == b"- fly\n"
    assert manifest.verify(tmp_path) == []


def test_changed_bytes_are_found(tmp_path):
    manifest.add(tmp_path, KITES, b"- fly\n", ".md")
    (tmp_path / "raw/documents/kites@2031.md").write_bytes(b"- walk\n")
    assert [issue.code for issue in manifest.verify(tmp_path)] == ["source-changed"]
    with pytest.raises(InputError, match="source-changed"):
        manifest.bytes_of(tmp_path, manifest.load(tmp_path)[0])


def test_an_edition_is_added_once(tmp_path):
    manifest.add(tmp_path, KITES, b"- fly\n", ".md")
    with pytest.raises(InputError, match="source-duplicate"):
        manifest.add(tmp_path, KITES, b"- walk\n", ".md")


def test_every_wrong_entry_is_listed(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/sources.toml").write_text(
        '[[source]]\nslug = "A B"\ntitle = "x"\n[[source]]\nslug = "b"\ntitle = "x"\nfile = "../x"\n'
    )
    with pytest.raises(InputError) as caught:
        manifest.load(tmp_path)
    assert {issue.code for issue in caught.value.issues} == {"source-invalid", "source-path"}


def test_a_document_kept_by_its_hash_says_how_to_get_it(tmp_path):
    manifest.add(tmp_path, KITES, b"- fly\n", ".md", keep=False)
    with pytest.raises(InputError, match="curation source fetch kites"):
        manifest.bytes_of(tmp_path, manifest.load(tmp_path)[0])


def test_an_error_page_is_not_taken_for_a_document():
    page = parse(
        KITES,
        b"<html><body><main><h1>Kites</h1><p>This page isn't available. The link may be broken.</p></main></body></html>",
    )
    before = parse(KITES, b"".join(b"- a rule about the flight number %d\n" % n for n in range(50)))
    assert {i.code for i in judge(page.canonical_text, page.clauses, before.clauses)} == {
        "source-error-page",
        "source-collapsed",
        "source-no-lists",
    }
    assert judge(before.canonical_text, before.clauses) == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost:9/x", "file:///etc/passwd", "ftp://example.org/a"]
)
def test_addresses_of_this_machine_and_other_schemes_are_refused(url, monkeypatch):
    monkeypatch.delenv("CURATION_OFFLINE", raising=False)
    with pytest.raises(InputError):
        fetch(url)
