"""The detector tells short sentences apart and says nothing where nothing can be said."""

import pytest
from curation.text.language import UNKNOWN, by_script, detect, exclusive_words, language_of

SENTENCES = [
    ("en", "Providers shall keep records."), ("en", "Wear gloves at all times."), ("en", "Report accidents immediately."),
    ("nl", "Roken is verboden."), ("nl", "De werkgever houdt een register bij."), ("nl", "Draag altijd een veiligheidsbril."),
    ("de", "Rauchen ist verboten."), ("de", "Unfälle sind sofort zu melden."), ("de", "Anbieter führen Aufzeichnungen."),
    ("fr", "Il est interdit de fumer."), ("fr", "Signalez les accidents immédiatement."),
    ("es", "Está prohibido fumar."), ("es", "Notifique los accidentes de inmediato."),
    ("it", "È vietato fumare."), ("it", "Segnalare subito gli incidenti."),
    ("pt", "É proibido fumar."), ("pt", "Comunique os acidentes imediatamente."),
    ("pl", "Palenie jest zabronione."), ("pl", "Dostawcy prowadzą rejestry."),
    ("sv", "Rökning är förbjuden."), ("sv", "Anmäl olyckor omedelbart."),
    ("ru", "Курение запрещено."), ("zh", "禁止吸烟。"), ("ja", "喫煙は禁止です。"), ("ko", "흡연은 금지됩니다."),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_a_short_sentence_shows_its_language(language, sentence):
    assert language_of(sentence) == language


@pytest.mark.parametrize("text", ["", "42", "Smith", "ISO 9001", "…", "Acme Bio"])
def test_too_little_text_has_no_language(text):
    assert detect(text) == UNKNOWN


def test_a_shared_script_is_read_as_the_expected_language():
    assert by_script("Куріння заборонено", "uk") == "uk"
    assert by_script("Куріння заборонено") == "ru"
    assert by_script("禁止吸烟", "ja") == "ja"


def test_a_few_latin_words_in_a_chinese_text_leave_it_chinese():
    assert language_of("提供者应当遵守 ISO 9001 标准的规定。") == "zh"


def test_words_that_two_languages_share_are_exclusive_to_neither():
    assert "the" in exclusive_words("en")
    assert "is" not in exclusive_words("en")
    assert "is" not in exclusive_words("nl")


def test_the_answer_does_not_depend_on_case_or_white_space():
    assert detect("  De werkgever\n houdt een REGISTER bij. ") == detect(
        "De werkgever houdt een register bij."
    )
