"""What makes two similar texts say different things: opposites, synonyms, units, quantities and the like, as data.

Read from `curation/text/contrasts/<language>.toml`; English is the only language that has such a file. The contrast rules
of `curation.dedup` build their arrays from these tables.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from curation.core.files import disk
from curation.text.packs import WordList, WordSet, primary


class Contrasts(BaseModel):
    """The tables of one language. A group holds words that mean the same; the words of two groups mean different things."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    negating_words: WordSet = frozenset()
    """Words that turn a sentence into its opposite, verbs such as `fail` included."""
    modality_groups: tuple[WordList, ...] = ()
    """Words by how strongly they bind."""
    quantity_groups: tuple[WordList, ...] = ()
    """Words by how much they speak of."""
    unit_groups: tuple[WordList, ...] = ()
    """Spellings of each unit."""
    synonym_groups: tuple[WordList, ...] = ()
    """Words that mean the same."""
    opposites: WordList = ()
    """Pairs of words that mean the opposite, written `accept|reject`."""
    number_words: dict[str, WordList] = {}
    """By value, the words that always name a number."""
    possible_numbers: dict[str, WordList] = {}
    """By value, the words that name a number only where the other text has another number: `one` is a pronoun too."""
    contractions: WordSet = frozenset()
    """What is left of contractions when marks are dropped: `ive`, `ll`."""
    filler_words: WordSet = frozenset()
    """Words of politeness and of asking, which say nothing about what is asked."""
    setting_words: WordSet = frozenset()
    """Words that set a request in another world or frame: `novel`, `licensed`."""
    question_words: WordSet = frozenset()
    """Words that ask."""
    auxiliaries: WordSet = frozenset()
    """Auxiliary verbs that open a question."""
    valence_words: WordSet = frozenset()
    """Words that take a side: swapped for one that takes none, they ask something else, however near the vectors."""
    self_words: WordSet = frozenset()
    """Words for the speaker."""
    past_or_present_auxiliaries: WordSet = frozenset()
    """Where one text has a word for the speaker and the other one of these, one asks how to do what the other asks about."""
    narrowing_prepositions: WordSet = frozenset()
    """Prepositions that narrow what is asked when a phrase is added: a car, a car in a chess problem."""
    names: WordSet = frozenset()
    """Names of places, people, months, languages and companies that are often written small."""

    def opposite_pairs(self) -> frozenset[tuple[str, str]]:
        """Both orders of each pair of opposites."""
        pairs = [tuple(pair.split("|")) for pair in self.opposites]
        return frozenset(p for a, b in pairs for p in ((a, b), (b, a)))


def group_numbers(groups: tuple[WordList, ...]) -> dict[str, int]:
    """The number of the first group that holds each word."""
    numbered: dict[str, int] = {}
    for number, group in enumerate(groups):
        for word in group:
            numbered.setdefault(word, number)
    return numbered


@lru_cache(maxsize=16)
def contrasts(language: str = "en") -> Contrasts:
    """The tables of a language, empty ones where it has none.

    Args:
        language: A BCP 47 tag; only its primary part counts.
    """
    file = files("curation.text") / "contrasts" / f"{primary(language)}.toml"
    return Contrasts.model_validate(tomllib.loads(disk.text(file))) if file.is_file() else Contrasts()


CONTRACTION_PARTS = ("not", "will", "can", "won", "cannot", "t", "i")
"""The parts of English contractions that a comparison of texts reads as whole words: `won't` is `will not`."""
