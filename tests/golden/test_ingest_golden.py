"""The clauses of the bundled documents, kept as files: a change of a reader shows as a change of these.

`UPDATE_GOLDEN=1 pytest tests/golden/test_ingest_golden.py` writes them anew; read the difference before keeping it.
"""

import os
from pathlib import Path

import pytest
from curation.readers import clauses_of_file

HERE = Path(__file__).parent / "readers"
DOCUMENTS = sorted((Path(__file__).parents[2] / "raw" / "documents").iterdir())


def line(clause):
    """A clause on a line: what names it, what it does, how it begins, and the digest of its words."""
    return "\t".join(
        (
            clause.eid,
            clause.kind,
            clause.modality,
            clause.citation,
            clause.sha256[:12],
            clause.text[:50].replace("\n", " "),
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_clauses_of_a_bundled_document_are_as_before(document):
    golden = HERE / f"{document.name}.tsv"
    found = "\n".join(map(line, clauses_of_file(document))) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_there_is_a_bundled_document_of_each_sort():
    assert {path.suffix for path in DOCUMENTS} >= {".html", ".md"}
