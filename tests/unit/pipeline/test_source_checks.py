"""What a document's description lacks is told before anybody works on its items."""

from __future__ import annotations

import pytest
from curation.core.records import Document
from curation.pipeline.setup import source_checks
from curation.sources import manifest
from pydantic import ValidationError


def document(**changes) -> Document:
    whole = {
        "slug": "si",
        "title": "Safety Instruction SI-07",
        "edition": "1",
        "licence": "CC0-1.0",
        "sha256": "0" * 64,
    }
    return Document.model_validate(whole | changes)


@pytest.mark.parametrize(
    ("redistribute", "says"), [(False, "redistribute = true"), (True, "no release can be cut")]
)
def test_a_document_without_a_licence_is_named_with_what_a_release_does(redistribute, says):
    (found,) = source_checks.described([document(licence=" ", redistribute=redistribute)])
    assert (found.where, found.code, found.severity) == ("raw/sources.toml > si@1", "source-licence", "warn")
    assert says in found.message


@pytest.mark.parametrize("citation", ["SI-07", "A 3.1", "7/2"])
def test_a_citation_that_nobody_can_look_up_is_told_with_one_that_they_can(citation):
    (found,) = source_checks.described([document(citation=citation)])
    assert found.code == "source-citation"
    assert 'citation = "Safety Instruction SI-07"' in found.message


@pytest.mark.parametrize(
    "citation", ["", "AUP", "LSS-1", "House rules", "Regulation 2026/17", "14 CFR 1203.500"]
)
def test_a_citation_that_names_its_document_is_left_alone(citation):
    assert list(source_checks.described([document(citation=citation)])) == []


def test_only_the_edition_in_force_is_spoken_of():
    editions = [document(edition="1", licence=""), document(edition="2")]
    assert list(source_checks.described(editions)) == []


def test_a_slug_or_a_kind_of_the_wrong_form_is_told_in_words():
    with pytest.raises(ValidationError) as refused:
        document(slug="House Rules", kind="instruction")
    told = {i.where: i.message for i in manifest.problems("si", refused.value)}
    assert told["si > slug"] == "write lower-case letters, digits and hyphens, such as house-rules"
    assert "instructions of an organisation are a policy" in told["si > kind"]
