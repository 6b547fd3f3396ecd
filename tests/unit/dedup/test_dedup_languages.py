"""Semantic pairs of texts in several languages: each pair by the model that knows both."""

import numpy as np
import polars as pl
from curation.dedup import deduplicate
from curation.dedup.settings import Settings

ENGLISH = "You must keep the records of the laboratory for five years."
GERMAN = "Die Aufzeichnungen des Labors müssen fünf Jahre lang aufbewahrt werden."
GERMAN_10 = "Die Aufzeichnungen des Labors müssen 10 Jahre lang aufbewahrt werden."
OTHER = "The chairs of the hall are painted green every summer by volunteers."


class Vectors:
    """An embedder that gives each text a direction of its own, or that of what it means."""

    def __init__(self, name, meaning):
        self.fingerprint = name
        self.meaning = meaning

    def embed(self, texts):
        table = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            table[row, self.meaning.get(text, len(text) % 50 + 10)] = 1.0
        return table


class Both(Vectors):
    """The English model, which takes every text of another language for the same, beside one that knows better."""

    def __init__(self, foreign):
        super().__init__("english", {GERMAN: 1, GERMAN_10: 1, OTHER: 1, ENGLISH: 2})
        self.foreign = foreign

    def of(self, language):
        return self if language in ("", "en") else self.foreign


def relations(texts, foreign):
    items = pl.DataFrame({"id": [str(i) for i in range(len(texts))], "text": texts})
    settings = Settings(methods=("exact", "near", "semantic"))
    return deduplicate(items, settings, Both(foreign)).edges.select("a", "b", "relation").rows()


def test_a_translation_is_a_duplicate_by_the_multilingual_model():
    foreign = Vectors("foreign", {ENGLISH: 1, GERMAN: 1, OTHER: 3})
    assert relations([ENGLISH, GERMAN, OTHER], foreign) == [("0", "1", "duplicate")]


def test_a_translation_with_another_number_is_kept():
    foreign = Vectors("foreign", {ENGLISH: 1, GERMAN_10: 1})
    assert relations([ENGLISH, GERMAN_10], foreign) == [("0", "1", "contrast")]


def test_what_english_vectors_say_of_another_language_counts_nothing():
    assert relations([GERMAN, OTHER], Vectors("foreign", {GERMAN: 1, OTHER: 3})) == []
