"""Numbers in words: one list of words, in the English pack, and what reads and writes them."""

from curation.dedup.contrast import lexicon
from curation.generation.template.questions import detail_items
from curation.text import numerals, question_words


def test_numbers_are_read_and_written_in_words():
    assert [numerals.from_words(numerals.in_words(n)) for n in range(100)] == list(range(100))
    assert [numerals.in_words(n) for n in (0, 9, 13, 20, 21, 90, 99)] == [
        "zero", "nine", "thirteen", "twenty", "twenty-one", "ninety", "ninety-nine",
    ]  # fmt: skip
    assert numerals.from_words("Forty-Two") == 42
    assert numerals.from_words("twenty five") == 25 and numerals.from_words("two hundred and five") == 205
    assert numerals.from_words("twenty twenty") is None and numerals.from_words("five twenty") is None
    assert numerals.from_words("forty") == 40 and numerals.from_words("fourty") is None


def test_every_list_of_number_words_gives_a_word_the_value_that_the_pack_gives_it():
    known = numerals.values("en")
    lists = {
        "checks": question_words.NUMBER_WORDS,
        "contrast": lexicon.NUMBERS | lexicon.MAYBE_NUMBERS,
        "counts": {word: n for n, word in enumerate(detail_items._NUMBERS)},
    }
    for name, listed in lists.items():
        shared = {word: value for word, value in listed.items() if word in known}
        assert shared == {word: known[word] for word in shared}, name
        assert len(shared) >= 8, name
