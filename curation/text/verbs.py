"""Forms of English verbs and nouns: base, -ing, third person, past and past participle; singular and plural.

Source: the lookup tables of `lemminflect` (from the NIH Specialist Lexicon) and, for words outside them, its rules.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from curation.text.packs import pack

Form = Literal["VB", "VBG", "VBZ", "VBD", "VBN"]
"""Penn Treebank tags: base, -ing form, third person singular, past, past participle."""


@lru_cache(maxsize=65_536)
def base(word: str) -> str | None:
    """The base form of a verb form (`prescribing`, `notifies`, `kept`); None when the word is no verb of the lexicon.

    Args:
        word: One word in any case. The base form comes back in lower case.
    """
    from lemminflect import getAllLemmas

    lowered = word.lower()
    if lowered in pack("en").non_verbs:
        return None
    lemmas = getAllLemmas(lowered, upos="VERB").get("VERB", ())
    return str(lemmas[0]) if lemmas else None


@lru_cache(maxsize=65_536)
def base_of_ing(word: str) -> str | None:
    """The base form of a word in -ing; None when it is none or is used as another part of speech.

    A word that the lexicon lacks (`jailbreaking`) is read by rule when its end is a known verb.
    """
    lowered = word.lower()
    if not lowered.endswith("ing") or len(lowered) < 5 or not lowered.isascii() or not lowered.isalpha():
        return None
    if (known := base(lowered)) is not None or lowered in pack("en").non_verbs:
        return known
    # A compound of a noun or prefix and a known verb: reusing, jailbreaking, overreporting.
    for cut in range(2, len(lowered) - 4):
        if len(lowered) - cut >= 6 and (end := base(lowered[cut:])) is not None:
            return lowered[:cut] + end
    return None


@lru_cache(maxsize=65_536)
def only_verb(word: str) -> bool:
    """Whether the lexicon knows a word as a form of verbs alone: `exceeds`, but not `records`."""
    from lemminflect import getAllLemmas

    return set(getAllLemmas(word.lower())) == {"VERB"}


@lru_cache(maxsize=65_536)
def known_word(word: str) -> bool:
    """Whether an English word is in the lexicon, in any form and as any part of speech, or among the words of grammar."""
    from lemminflect import getAllLemmas

    lowered = word.lower()
    return bool(getAllLemmas(lowered)) or lowered in pack("en").function_words


@lru_cache(maxsize=65_536)
def singular(noun: str) -> str | None:
    """The singular of a noun, itself for a singular; None for a word that is no noun of the lexicon."""
    from lemminflect import getAllLemmas

    lemmas = getAllLemmas(noun.lower(), upos="NOUN").get("NOUN", ())
    return noun.lower() if noun.lower() in lemmas else str(lemmas[0]) if lemmas else None


@lru_cache(maxsize=65_536)
def plural_of(noun: str) -> str | None:
    """The plural of a noun in the singular; None for any other word."""
    from lemminflect import getInflection

    if singular(noun) != noun.lower():
        return None
    forms = getInflection(noun.lower(), tag="NNS", inflect_oov=True)
    return str(forms[0]) if forms else None


@lru_cache(maxsize=65_536)
def inflect(verb: str, form: Form) -> str:
    """A verb in its base form as another form; the first of several spellings (`cancelled` or `canceled`).

    Args:
        verb: The base form of one verb.
        form: The Penn Treebank tag of the wanted form.
    """
    from lemminflect import getInflection

    forms = getInflection(verb.lower(), tag=form, inflect_oov=True)
    return str(forms[0]) if forms else verb


def ing(verb: str) -> str:
    """`prescribe` as `prescribing`."""
    return inflect(verb, "VBG")


def third_person(verb: str) -> str:
    """`notify` as `notifies`."""
    return inflect(verb, "VBZ")


def past_participle(verb: str) -> str:
    """`keep` as `kept`, `write` as `written`."""
    return inflect(verb, "VBN")


@lru_cache(maxsize=65_536)
def _parts_of_speech(word: str) -> frozenset[str]:
    from lemminflect import getAllLemmas

    return frozenset(getAllLemmas(word.lower()))


def is_adjective(word: str) -> bool:
    """Whether the lexicon knows a word as an adjective."""
    return "ADJ" in _parts_of_speech(word)


def is_noun(word: str) -> bool:
    """Whether the lexicon knows a word as a noun, in the singular or in the plural."""
    return "NOUN" in _parts_of_speech(word)


def is_adverb(word: str) -> bool:
    """Whether the lexicon knows a word as an adverb."""
    return "ADV" in _parts_of_speech(word)
