"""A label before a sentence is found by its words, whatever pattern it has."""

from __future__ import annotations

from curation.rules.english.labels import label


def test_a_label_of_words_in_capitals_before_a_dash_is_found_where_it_says_what_is_done():
    text = "Reviews Risks — The owner keeps a log."
    found = label(text, 0, len(text))
    assert found is not None and text[found.end :] == "The owner keeps a log."
    name = "Keepers of Records — The owner keeps a log."
    assert label(name, 0, len(name)) is None
