"""Laws of many countries as plain text: how each prints its articles, sections, divisions and paragraphs."""

from pathlib import Path

import pytest
from curation.core.records import Document
from curation.readers import parse

SAMPLES = (Path(__file__).parent / "national-laws.txt").read_text(encoding="utf-8")
LAWS = {
    name: text.strip().split("\n=> ")
    for name, text in (sample.split("\n", 1) for sample in SAMPLES.split("#### ")[1:])
}


@pytest.mark.parametrize("name", LAWS)
def test_a_law_of_another_country_has_its_articles_and_their_parts(name):
    text, wanted = LAWS[name]
    found = parse(Document(slug="doc", title=""), text.encode())
    assert [clause.eid for clause in found.clauses] == wanted.split()
    assert not found.faults
    assert not [piece for piece in found.dropped if piece.reason == "unaccounted"]
