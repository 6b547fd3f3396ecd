"""Stems of words in several languages."""

import pytest
from curation.text.stems import content_stems, stem, stem_tokens


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["disclose", "disclosed", "disclosure", "disclosing"]),
        ("en-GB", ["organise", "organize", "organised"]),
        ("en", ["child", "children"]),
        ("de", ["Verbot", "Verbote", "Verboten"]),
        ("fr", ["interdiction", "interdictions"]),
        ("es", ["prohibido", "prohibidos", "prohibida"]),
        ("nl", ["aanbieder", "aanbieders"]),
        ("ru", ["запрета", "запрет", "запреты"]),
    ],
)
def test_forms_of_one_word_have_one_stem(language, words):
    assert len({stem(word.lower(), language) for word in words}) == 1


@pytest.mark.parametrize(("language", "word"), [("mt", "projbit"), ("ko", "금지")])
def test_a_language_without_a_stemmer_keeps_its_words(language, word):
    assert stem(word, language) == word


def test_short_words_keep_their_form():
    assert stem("sex") != stem("set")


def test_stems_know_their_place():
    text = "ÜNAL: providers disclosed it."
    assert [(t.word, text[t.start : t.end]) for t in stem_tokens(text)][1:] == [
        (stem("providers"), "providers"),
        (stem("disclosed"), "disclosed"),
    ]


def test_chinese_and_japanese_become_pairs_of_characters():
    assert [t.word for t in stem_tokens("不得吸烟", "zh")] == ["不得", "得吸", "吸烟"]
    assert [t.word for t in stem_tokens("禁止です", "ja")] == ["禁止", "止で", "です"]


def test_words_that_say_nothing_are_left_out():
    assert content_stems("The providers shall not disclose it") == {stem("providers"), stem("disclose")}
    assert content_stems("Die Betreiber dürfen es nicht melden", "de") == {
        stem("betreiber", "de"),
        stem("melden", "de"),
    }
