"""Pages set in two columns of two languages, as bilingual acts and bills print them: the text of one language, then that of the other."""

from __future__ import annotations

from collections.abc import Sequence

from curation.readers.pdf.layout import Piece, TableRow
from curation.readers.pdf.lines import Line
from curation.text.language import language_of

_SHARE = 0.3
"""Least share of the words of its page that each column has."""
_WORDS = 40
"""Fewest words by which the language of a column is told."""


def in_turn(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in reading order; pages with a column in each of two languages follow each other twice, once in each language.

    Only a run of pages that all have both, and in which each column keeps its language, is put in order.
    """
    pages: dict[int, list[Piece]] = {}
    for piece in pieces:
        pages.setdefault(_first(piece).page, []).append(piece)
    out: list[Piece] = []
    run: list[tuple[list[Piece], list[Piece]]] = []
    spoken = ("", "")
    for page in pages.values():
        left = [piece for piece in page if _first(piece).column <= 0]
        right = [piece for piece in page if _first(piece).column > 0]
        languages = _languages(left, right)
        if run and languages != spoken:
            out += _flushed(run)
            run = []
        if "" in languages or languages[0] == languages[1]:
            out += page
        else:
            run.append((left, right))
            spoken = languages
    return out + _flushed(run)


def _flushed(run: Sequence[tuple[list[Piece], list[Piece]]]) -> list[Piece]:
    """The pages of a run, the left columns before the right ones; a single page stays as it is printed."""
    return [piece for side in (0, 1) for page in run for piece in page[side]]


def _languages(left: Sequence[Piece], right: Sequence[Piece]) -> tuple[str, str]:
    """The languages of two columns, empty for one that is too short to tell or for a page that is not set in two."""
    texts = [" ".join(_text(piece) for piece in side) for side in (left, right)]
    counts = [len(text.split()) for text in texts]
    if min(counts) < max(_WORDS, _SHARE * sum(counts)):
        return "", ""
    return language_of(texts[0]), language_of(texts[1])


def _first(piece: Piece) -> Line:
    return piece.lines[0] if isinstance(piece, TableRow) else piece


def _text(piece: Piece) -> str:
    return " ".join(line.text for line in piece.lines) if isinstance(piece, TableRow) else piece.text
