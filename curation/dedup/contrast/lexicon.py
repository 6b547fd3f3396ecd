"""The word tables of the contrast rules, in the form in which the rules ask them. The words are data of `curation.text`.

English. A text in another language still has its numbers, entities in Latin script and swapped words compared.
"""

from __future__ import annotations

from curation.text.contrasts import contrasts, group_numbers
from curation.text.words import grammar_words

_ENGLISH = contrasts("en")

NEGATION = _ENGLISH.negating_words
MODALITY = group_numbers(_ENGLISH.modality_groups)
"""Number of the group of each word that binds or permits."""
QUANTITY = group_numbers(_ENGLISH.quantity_groups)
"""Number of the group of each word of quantity."""
UNITS = group_numbers(_ENGLISH.unit_groups)
"""Number of the group of each spelling of a unit."""
SYNONYMS = group_numbers(_ENGLISH.synonym_groups)
"""Number of the group of each word that has synonyms."""
NUMBERS = {word: float(value) for value, words in _ENGLISH.number_words.items() for word in words}
"""The value of each number word."""
MAYBE_NUMBERS = {word: float(value) for value, words in _ENGLISH.possible_numbers.items() for word in words}
"""The value of each word that may be a number."""
OPPOSITES = _ENGLISH.opposite_pairs()
FUNCTION = grammar_words("en") | _ENGLISH.contractions
"""Words without content of their own."""
FILLER = _ENGLISH.filler_words
SCOPE = _ENGLISH.setting_words
ASKING = _ENGLISH.question_words
HELPING = _ENGLISH.auxiliaries
VALENCE = _ENGLISH.valence_words
SELF = _ENGLISH.self_words
DONE = _ENGLISH.past_or_present_auxiliaries
PLACING = _ENGLISH.narrowing_prepositions
NAMES = _ENGLISH.names
