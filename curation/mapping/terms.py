"""The words by which clauses and categories are compared: stems without the words that every policy repeats."""

from __future__ import annotations

from functools import lru_cache

from curation.text.category_words import UNTELLING
from curation.text.stems import plain_text, stem_tokens, stem_words
from curation.text.words import Token


def terms(text: str) -> list[Token]:
    """The stem, start and end of every telling word of `text`, in order."""
    return stem_tokens(text, leave_out=UNTELLING)


def term_stems(text: str) -> list[str]:
    """The stems of the telling words of `text` in order, for text that is not cited by span."""
    return stem_words(plain_text(text), leave_out=UNTELLING)


def headed_stems(headed: str, text: str, stems: list[str]) -> list[str]:
    """`term_stems(headed)` of a text behind its heading, where `stems` are those of the text: the heading's are read once.

    Only a heading in ASCII that ends in a space is read apart: then neither its letters nor its case depend on what follows.
    """
    heading = headed.removesuffix(text)
    if heading.isascii() and heading.endswith(" ") and len(heading) + len(text) == len(headed):
        return [*_stems_of_heading(heading), *stems]
    return term_stems(headed)


@lru_cache(maxsize=4096)
def _stems_of_heading(heading: str) -> tuple[str, ...]:
    return tuple(term_stems(heading))
