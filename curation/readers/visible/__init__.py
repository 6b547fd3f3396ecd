"""The words that a document shows, by extractions that the readers do not share: what kept and dropped words are checked against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from curation.readers.visible import framework, markup, pdf, plain, word, xml

TEXT_OF: Mapping[str, Callable[[bytes], str]] = {
    "html": markup.page,
    "eurlex-oj": markup.page,
    "eurlex-consolidated": markup.page,
    "eurlex-proposal": markup.page,
    "pdf": pdf.document,
    "docx": word.document,
    "markdown": plain.document,
    "yaml": framework.document,
    "uslm": xml.document,
    "us-house": xml.document,
    "cfr": xml.document,
    "ecfr": xml.document,
    "akn": xml.document,
    "clml": xml.document,
    "gii": xml.document,
    "justice-canada": xml.document,
    "e-gov": xml.document,
    "lexml": xml.document,
    "bc-laws": xml.document,
    "federal-register": xml.document,
    "dc-law": xml.document,
    "formex": xml.document,
}
"""Reader to the extraction its words are checked against. A reader that is not listed is not checked: add it here with its extraction."""
