"""Which mapper a clause gets: by its language, and by whether anything of it can be said in the taxonomy's language.

Taxonomies are written in one language, English as a rule. A clause of that language is compared word for word. A clause of
another language is compared by the vectors of a multilingual model, and by the words that a glossary knows for its terms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from curation.core.ports import Embedder, LanguageEmbedder
from curation.mapping.terms import term_stems
from curation.taxonomy import Taxonomy
from curation.text import glossaries
from curation.text.language import by_script, detect, function_word_counts, language_of
from curation.text.packs import primary
from curation.text.stems import plain_text
from curation.text.words import Token

PLAIN = 0.9
"""How sure the detector is of a language that a short text is taken to be in against what is expected."""
Kind = Literal["own", "glossed", "foreign"]
"""`own`: in the taxonomy's language; `glossed`: in another, with terms that a glossary knows; `foreign`: without any."""


def kind_of(text: str, language: str, taxonomy_language: str) -> Kind:
    """How a text is compared with a taxonomy. A text of unknown language counts as one of the taxonomy's."""
    if primary(language) in ("", primary(taxonomy_language)):
        return "own"
    if primary(taxonomy_language) == "en" and glossaries.in_english(plain_text(text), language):
        return "glossed"
    return "foreign"


def language_of_taxonomy(taxonomy: Taxonomy) -> str:
    """The language that most of a taxonomy's names and definitions are written in; English when nothing tells."""
    return _language(tuple(f"{c.name}. {c.definition}" for c in taxonomy.categories))


@lru_cache(maxsize=64)
def _language(texts: tuple[str, ...]) -> str:
    return language_of(" ".join(texts)) or "en"


def embedder_of(embedder: Embedder | None, kind: Kind, taxonomy_language: str) -> Embedder | None:
    """The model for texts of a kind: the one for English where text and taxonomy are English, else the one for other languages,
    None where that is not installed.
    """
    if not isinstance(embedder, LanguageEmbedder) or (kind == "own" and primary(taxonomy_language) == "en"):
        return embedder
    other = embedder.of("und")
    # Where the second model is not installed, words alone say more than English vectors of another language.
    return None if other.fingerprint == embedder.fingerprint else other


def spoken(text: str, expected: str = "en") -> str:
    """The language of a text that comes alone; `expected` unless another is plain."""
    language, sure = detect(text, expected)
    if sure < PLAIN or language == expected or by_script(text, expected):
        return language if sure >= PLAIN else expected
    # A short text in Latin script is another language's when more of its function words are, or as many and a term of it.
    counted = function_word_counts(text)
    more = counted.get(language, 0) - counted.get(primary(expected), 0)
    return language if more > 0 or (more == 0 and glossaries.english_terms(text, language)) else expected


def words_of(text: str, kind: Kind, language: str) -> str:
    """A text in the words that are compared with the taxonomy's: its own, those of the glossary, or none."""
    if kind == "own":
        return text
    return glossaries.in_english(plain_text(text), language) if kind == "glossed" else ""


def tokens_of(text: str, language: str) -> list[Token]:
    """The stems of the English words of each term of `text`, at the term's place in it."""
    return [
        Token(stem, term.start, term.end)
        for term in glossaries.english_terms(text, language)
        for stem in term_stems(term.english)
    ]
