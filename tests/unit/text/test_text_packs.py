"""Language packs are complete, in one form, and read by one loader."""

import pytest
from curation.text import packs


@pytest.mark.parametrize("language", packs.languages())
def test_a_pack_is_named_after_its_file_and_has_the_words_that_every_module_needs(language):
    pack = packs.pack(language)
    assert pack.language == language
    assert pack.name
    assert len(pack.months) == 12
    for table in (
        pack.function_words,
        pack.modal_words,
        pack.negations,
        pack.question_words,
        pack.determiners,
    ):
        assert len(table) >= 4
    assert {"article", "paragraph", "point", "annex", "chapter", "section"} <= set(pack.part_words)
    assert len(pack.number_words) >= 12


@pytest.mark.parametrize("language", packs.languages())
def test_every_word_of_a_pack_is_in_lower_case(language):
    pack = packs.pack(language)
    tables = [v for v in pack.model_dump().values() if isinstance(v, frozenset)]
    words = [
        *(w for table in tables for w in table),
        *(w for month in pack.months for w in month),
        *pack.number_words,
    ]
    assert [w for w in words if w != w.lower() or w != w.strip() or not w] == []


def test_only_the_primary_part_of_a_tag_counts():
    assert packs.pack("en-GB") is packs.pack("EN_us") is packs.pack("en")


def test_a_language_without_a_pack_has_an_empty_one():
    assert packs.pack("mt").function_words == frozenset()
    assert packs.pack("mt").language == "mt"


def test_months_are_in_the_order_of_the_year():
    assert [names[0] for names in packs.pack("en").months][:2] == ["january", "february"]
    assert "ene" in packs.pack("es").months[0]
    assert "grudnia" in packs.pack("pl").months[11]
