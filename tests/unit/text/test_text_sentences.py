"""The splitter parts text into sentences and knows the abbreviations of law."""

import pytest
from curation.text.sentences import parts as parts_at_colons
from curation.text.sentences import sentence_texts, sentences
from hypothesis import given
from hypothesis import strategies as st

from growth import is_linear


def parts(text, language="en", **options):
    return [text[a:b] for a, b in sentences(text, language, **options)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Art. 5 applies to providers.",
        "See No. 12 of the list.",
        "Workers wear protection, e.g. Gloves of class 2.",
        "Under s. 10.48(b) nobody may enter the bay.",
        "Under Sec. (b) nobody may enter the bay.",
        "J. Smith signs the log.",
        "The U.S. Department keeps the log.",
        "It costs 1.5 million.",
        "Pursuant to Reg. IV the valve is closed.",
        "He asked why... and left.",
        "The inspector (Dr. Weber) signs.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence):
    assert parts(f"{sentence} Then the shift ends.") == [sentence, "Then the shift ends."]


@pytest.mark.parametrize(
    ("language", "sentence", "next_one"),
    [
        ("de", "Nach Art. 5 Abs. 2 Nr. 3 ist das z.B. Betreibern verboten.", "Es gilt ab sofort."),
        ("fr", "Selon l'art. 5, p.ex. Paris, c'est interdit.", "Il faut sortir."),
        ("es", "Según el art. 5 núm. 3 está prohibido.", "Se aplica hoy."),
        ("nl", "Volgens art. 5 lid 2, d.w.z. Bijlage A, is dat verboden.", "Het geldt nu."),
        ("pl", "Zgodnie z art. 5 ust. 2 pkt. 3 jest to zabronione.", "Stosuje się od dziś."),
        ("it", "Ai sensi dell'art. 5 lett. B è vietato.", "Vale da oggi."),
    ],
)
def test_each_language_has_its_own_abbreviations(language, sentence, next_one):
    assert parts(f"{sentence} {next_one}", language) == [sentence, next_one]


def test_a_word_that_is_also_an_abbreviation_ends_a_sentence_where_no_number_follows():
    assert parts("The answer is no. Then stop.") == ["The answer is no.", "Then stop."]


def test_the_number_of_a_list_item_is_no_sentence():
    assert parts("1. The provider acts. 2. The provider stops.") == [
        "1. The provider acts.",
        "2. The provider stops.",
    ]


def test_a_semicolon_ends_a_sentence_only_where_it_is_asked_to():
    text = "(a) close the valve; (b) call the supervisor; and"
    assert parts(text) == [text]
    assert parts(text, semicolons=True) == ["(a) close the valve;", "(b) call the supervisor; and"]


def test_line_ends_end_sentences_only_where_they_are_asked_to():
    assert parts("First\nsecond", lines=True) == ["First", "second"]
    assert parts("First\nsecond") == ["First\nsecond"]
    assert parts("First\n\nsecond") == ["First", "second"]


def test_ideographic_marks_need_no_space():
    assert parts("应当佩戴手套。不得吸烟！好吗？", "zh") == ["应当佩戴手套。", "不得吸烟！", "好吗？"]


TEXT = st.text(st.sampled_from(list("aB1 .;!?\n()\"'。no")), max_size=60)


@given(TEXT, st.booleans(), st.booleans())
def test_sentences_are_trimmed_in_order_and_leave_out_white_space_only(text, semicolons, lines):
    spans = list(sentences(text, semicolons=semicolons, lines=lines))
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    ends = [0, *(edge for span in spans for edge in span), len(text)]
    assert ends == sorted(ends)
    outside = "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))
    assert outside.strip() == ""


def test_sentences_as_texts_and_the_parts_behind_a_colon():
    stem = " A lift is used under s. 12 by day. The rule says: how often is it tested? "
    assert sentence_texts(stem) == [
        "A lift is used under s. 12 by day.",
        "The rule says: how often is it tested?",
    ]
    assert parts_at_colons(stem)[-1] == "how often is it tested?"
    assert sentence_texts("  ") == parts_at_colons("") == [""]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("text", ["A. B ", "e.g. ", "am 31. Mai ", "a, das 1. Xy "])
def test_a_sentence_of_many_full_stops_is_read_once(text, language):
    assert is_linear(lambda n: list(sentences(" " * n + text * n, language)), 400)
