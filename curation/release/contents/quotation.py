"""How much of a text that may not be passed on a release may repeat, and where it repeats more.

Allowed is what any two texts on a subject share: fewer than `WORDS` words in a row, and no whole sentence of `SENTENCE`
characters or more. Scripts without spaces count characters. What also stands in a text that may be passed on, in a title, a
citation or a taxonomy is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from curation.core.digests import fold
from curation.text import packs
from curation.text.sentences import sentences

if TYPE_CHECKING:
    import polars as pl

WORDS = 12
"""Words in a row that count as a passage. Statutory phrases of fewer words ("shall be liable to a fine not exceeding") recur
in many acts."""
CHARACTERS = 24
"""The same for scripts that put no space between words."""
SENTENCE = 40
"""Characters from which on a whole sentence counts as a passage, however few its words."""
SENTENCE_CHARACTERS = 14
"""The same for scripts that put no space between words."""

# Han, kana, Thai, Lao, Myanmar, Khmer.
_UNSPACED = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+")
_RUN = re.compile(rf"[{_UNSPACED}]+")
_GLUE = re.compile(rf"(?<=[{_UNSPACED}])[\s\W_]+(?=[{_UNSPACED}])")

Passage = tuple[str, ...]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).casefold())


def _runs(text: str) -> list[str]:
    return _RUN.findall(_GLUE.sub("", fold(text)))


def windows(text: str) -> Iterator[Passage]:
    """Every window of `WORDS` words, and of `CHARACTERS` characters of scripts without spaces."""
    words = _words(text)
    yield from (tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
    for run in _runs(text):
        yield from ((run[i : i + CHARACTERS],) for i in range(len(run) - CHARACTERS + 1))


def whole_sentences(text: str) -> Iterator[Passage]:
    """The sentences of `text` that are passages though they are shorter than a window."""
    for start, end in sentences(text, semicolons=True, lines=True):
        sentence = text[start:end]
        words = _words(sentence)
        if len(fold(sentence)) >= SENTENCE and 2 <= len(words) < WORDS:
            yield tuple(words)
        runs = _runs(sentence)
        if len(runs) == 1 and SENTENCE_CHARACTERS <= len(runs[0]) < CHARACTERS:
            yield (runs[0],)


_NUMBER_OF_PART = re.compile(
    r"\W*+(?:第\s*[〇零一二三四五六七八九十百千\d]+\s*[^\W\d_]|[〇零一二三四五六七八九十百千]+(?=[、.．])"
    r"|(?:(?P<part>[^\W\d_]{1,16})(?=\W*\s)\W*+)?(?:\d+(?:\.\d+)*[a-zA-Z]?|[IVXLC]+|[A-Z](?=[.)]))(?!\w))"
)
"""What a heading begins with that is none of its words: `3.`, `Article 5`, `第三章`, `一、`."""
_TWO_WORDS, _TWO_WORDS_ELSEWHERE = 4, 8
"""Characters from which on a heading without spaces counts as two words: of Chinese and Japanese, and of the other scripts."""
_HAN_OR_KANA = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def repeats_heading(topic: str, headings: Iterable[str]) -> bool:
    """Whether `topic` repeats words of one of `headings`, or all words of one that has two or more.

    A heading is too short to be a passage, and is text of its document all the same. In a script without spaces the characters
    are compared.
    """
    unspaced = _RUN.search(fold(topic)) is not None
    said = _joined(topic, unspaced)
    return bool(said.strip()) and any(
        said in _joined(heading, unspaced) or _whole_heading_in(said, heading, unspaced)
        for heading in headings
    )


def _joined(text: str, unspaced: bool) -> str:
    """The words of `text` with a space on either side of each, or, `unspaced`, its letters and digits alone."""
    folded = fold(text).casefold()
    if unspaced:
        return re.sub(r"[\W_]+", "", folded)
    parts = re.findall(rf"{_WORD.pattern}|{_RUN.pattern}", _GLUE.sub("", folded))
    return f" {' '.join(parts)} " if parts else ""


def _whole_heading_in(said: str, heading: str, unspaced: bool) -> bool:
    """Whether the words of a heading of two words or more, its number aside, all stand in a row in `said`."""
    folded = fold(heading)
    number = _NUMBER_OF_PART.match(folded)
    if number and (not number["part"] or number["part"].casefold() in packs.names_of_parts()):
        folded = folded[number.end() :]
    words = _joined(folded, unspaced)
    if unspaced:
        least = _TWO_WORDS if _HAN_OR_KANA.search(words) else _TWO_WORDS_ELSEWHERE
        return len(words) >= least and words in said
    return len(words.split()) >= 2 and words in said


class Passages:
    """The passages of texts that may not be passed on, by which one is found again in any text."""

    def __init__(self, closed: Iterable[tuple[str, str]], open_: Iterable[str] = ()) -> None:
        """`closed` are names and texts; what stands in `open_` too is taken out."""
        self._windows: dict[Passage, str] = {}
        self._sentences: dict[Passage, str] = {}
        for name, text in closed:
            for window in windows(text):
                self._windows.setdefault(window, name)
            for sentence in whole_sentences(text):
                self._sentences.setdefault(sentence, name)
        self._lengths = sorted({len(s) for s in self._sentences if len(s) > 1})
        self._characters = sorted({len(s[0]) for s in self._sentences if len(s) == 1})
        if self:
            for text in open_:
                for window in windows(text):
                    self._windows.pop(window, None)
                for short in self._short(text):
                    self._sentences.pop(short, None)

    def _short(self, text: str) -> Iterator[Passage]:
        """Every run of words or characters of `text` that is as long as one of the sentences."""
        words = _words(text) if self._lengths else []
        for n in self._lengths:
            yield from (tuple(words[i : i + n]) for i in range(len(words) - n + 1))
        for run in _runs(text) if self._characters else ():
            for n in self._characters:
                yield from ((run[i : i + n],) for i in range(len(run) - n + 1))

    def __bool__(self) -> bool:
        return bool(self._windows or self._sentences)

    def found_in(self, text: str) -> str | None:
        """The name of a closed text of which `text` holds a passage, None when it holds none."""
        if not self or len(text) < SENTENCE_CHARACTERS:
            return None
        for window in windows(text):
            if name := self._windows.get(window):
                return name
        for short in self._short(text):
            if name := self._sentences.get(short):
                return name
        return None


def closed_passages(
    clauses: pl.DataFrame, documents: pl.DataFrame, elsewhere: Iterable[str] = ()
) -> Passages:
    """The passages of the clauses and headings of documents that may not be passed on.

    Titles and citations of documents and clauses, clauses of documents that may be passed on, and the texts `elsewhere` are
    not counted.
    """
    shut = {
        (slug, edition)
        for slug, edition, open_ in documents.select("slug", "edition", "redistribute").iter_rows()
        if not open_
    }
    if not shut:
        return Passages(())
    closed: list[tuple[str, str]] = []
    allowed: list[str] = list(elsewhere)
    columns = ("id", "document", "edition", "text", "path", "citation")
    for name, document, edition, text, path, citation in clauses.select(columns).iter_rows():
        texts = [text, *path]
        if (document, edition) in shut:
            closed += [(name, part) for part in texts]
        else:
            allowed += texts
        allowed.append(citation)
    for title, citation in documents.select("title", "citation").iter_rows():
        allowed += [title, citation]
    return Passages(closed, allowed)
