"""Forms of a verb that the rule parser asks for: the third person, a finite form, the base form."""

from __future__ import annotations

from functools import lru_cache

from curation.text.phrases import words
from curation.text.rule_words import verb_forms as wording


def finite(word: str) -> bool:
    """Whether a word may be a finite verb: one in the third person, or one that ends in `ed`."""
    return word.endswith("ed") or third_person(word)


def third_person(word: str) -> bool:
    """Whether a word may be a verb in the third person: `holds`, `requires`."""
    from curation.text import verbs

    return (
        word.endswith("s")
        and not word.endswith("ss")
        and ((lemma := verbs.base(word)) is not None or wording.MADE_VERB.fullmatch(word) is not None)
        and lemma != word
        and word not in words("en", "place_nouns")
    )


@lru_cache(maxsize=8192)
def is_base(word: str) -> bool:
    """Whether a word may be the base form of a verb: a listed imperative, or a longer word that is its own base form."""
    if word in words("en", "imperatives") or word in words("en", "doubtful_imperatives"):
        return True
    from curation.text import verbs
    from curation.text.packs import pack

    return word not in pack("en").function_words and len(word) > 3 and verbs.base(word) == word
