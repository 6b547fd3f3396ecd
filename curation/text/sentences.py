"""Sentences of a text as spans. One splitter for every language; it knows the abbreviations of law.

`sentences` reads provisions and questions. `answer_sentences` reads answers of models, which are written otherwise: in
lines and list items, with labels of options (`B. Cello`), without capitals, in several scripts; it needs no language. So it
reads the prompts too in which people write without capitals.
Nobody else looks for the end of a sentence (`tests/test_architecture.py`).

A full stop ends a sentence when white space and a new beginning (a capital, a digit, a bracket, a quotation mark) or
nothing follows, and when it closes no abbreviation, initial or number of a list: `Art. 5`, `No. 12`, `e.g. Gloves`,
`s. 10.48(b)`, `J. Smith`. The ideographic full stop, question mark and exclamation mark always end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from curation.text.answer_words import sentence_ends as answers
from curation.text.packs import Pack, pack

_CLOSING = "\u201d\u2019\"')\\]»\u300d\u300f"
_OPENING = "\u201c\u2018\"'(\\[«\u201e\u201a\u300c\u00a1\u00bf"
_END = re.compile(
    rf"(?<![.!?\u2026])[.!?\u2026]++[{_CLOSING}]*+(?=\s|$)"
    rf"|[\u3002\uff01\uff1f\uff0e][{_CLOSING}]*"
    r"|\n[^\S\n]*\n\s*"
)  # fmt: skip
_SEMICOLON = re.compile(r";[^\S\n]*(?:and|or)?(?=\s|$)|\uff1b")
_NEWLINE = re.compile(r"\n+")
_NEXT = re.compile(rf"\s+([{_OPENING}]*)(\S+)")
_BREAKS = frozenset("([\u201c\u2018\"'«\u201e")
"""What ends a word besides white space when a text is read backwards."""
_INITIAL = re.compile(r"^[^\W\d_]$")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
_WHITE = re.compile(r"\s*")
_SHORT = 2_000
"""Characters of a text up to which its sentences are kept: checks and the rule parser ask for those of one text many times."""
_BEHIND_ARTICLE = 60
"""How many characters before the end of an ordinal its article may begin."""


def sentences(
    text: str, language: str = "en", *, semicolons: bool = False, lines: bool = False
) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`, without the white space around it.

    Args:
        text: Any text. A blank line always ends a sentence.
        language: A BCP 47 tag: whose abbreviations are known.
        semicolons: Whether a semicolon before a new beginning or at the end ends a sentence, as in lists of law.
        lines: Whether every line end ends a sentence, as in answers of a model.
    """
    read = _kept_spans if len(text) <= _SHORT else _spans
    yield from read(text, language, semicolons, lines)


def _spans(text: str, language: str, semicolons: bool, lines: bool) -> tuple[tuple[int, int], ...]:
    known = pack(language)
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, known, semicolons, lines):
        spans += _trimmed(text, start, end)
        start = end
    spans += _trimmed(text, start, len(text))
    return tuple(spans)


_kept_spans = lru_cache(maxsize=1_024)(_spans)


def sentence_texts(text: str, language: str = "en") -> list[str]:
    """The sentences of `text` in order, without the white space around them; `[""]` for a text without words."""
    return [text[start:end] for start, end in sentences(text, language)] or [""]


def asked_part(text: str, language: str = "en") -> str:
    """What a stem asks: its first question and all that follows it (`… Choose one.`), or its last sentence if none ends in a question mark."""
    spans = [*sentences(text, language)] or [(0, 0)]
    first = next((start for start, end in spans if text[end - 1 : end] in ("?", "\uff1f")), spans[-1][0])
    return text[first : spans[-1][1]]


def parts(text: str, language: str = "en", marks: str = ":") -> list[str]:
    """The sentences of `text`, each parted behind its marks: behind colons, the last part is what a stem asks.

    Args:
        text: Any text.
        language: A BCP 47 tag: whose abbreviations are known.
        marks: The signs behind which, before white space, a sentence is parted.
    """
    cut = _behind(marks)
    return [part for sentence in sentence_texts(text, language) for part in cut.split(sentence)]


@lru_cache(maxsize=16)
def _behind(marks: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[{re.escape(marks)}])\s+")


_WORD = re.compile(r"\w+")
_TWO_WORDS = re.compile(r"\w\W{1,200}\w")


def answer_sentences(text: str, *, turns: bool = False) -> list[tuple[int, int]]:
    """Start and end of each sentence of a model's answer that has a word.

    A semicolon, an ellipsis and a line end close a sentence, whatever follows. A full stop behind the label of an option or
    behind an abbreviation closes none.

    Args:
        text: The answer.
        turns: Whether a conjunction of contrast behind a comma (`, but`) begins a sentence too.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in (answers.TURN if turns else answers.END).finditer(text):
        before = text[max(start, cut.start() - 10) : cut.start()]
        if "\n" not in cut[0] and before.rstrip().endswith(".") and answers.LABEL_STOP.search(before):
            two = _TWO_WORDS.search(text, start, cut.start()) is not None
            if not two or not text[cut.end() : cut.end() + 1].isupper():
                continue
        if _WORD.search(text[start : cut.start()]):
            spans.append((start, cut.start()))
        start = cut.end()
    if _WORD.search(text[start:]):
        spans.append((start, len(text)))
    return spans


def rest_of_answer_sentence(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What stands in the same sentence of a model's answer before `start` and after `end`, at most `width` characters each."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    cut = max((mark.end() for mark in answers.MARKS.finditer(before)), default=0)
    stop = answers.MARKS.search(after)
    return before[cut:], after[: stop.start()] if stop is not None else after


def ends_within(text: str) -> bool:
    """Whether a mark that parts the sentences of a model's answer stands in `text`."""
    return answers.MARKS.search(text) is not None


def _ends(text: str, known: Pack, semicolons: bool, lines: bool) -> Iterator[int]:
    """The offsets after which a new sentence begins, rising."""
    start = first = 0
    for match in _candidates(semicolons, lines).finditer(text):
        if match.start() < start:
            continue
        if first <= start and (white := _WHITE.match(text, start)) is not None:
            # Once a sentence: its white space is not read again for each full stop in it.
            first = white.end()
        if not _is_end(text, first, match, known):
            continue
        start = match.end()
        yield start


@lru_cache(maxsize=4)
def _candidates(semicolons: bool, lines: bool) -> re.Pattern[str]:
    parts = [
        _END.pattern,
        *([_SEMICOLON.pattern] if semicolons else []),
        *([_NEWLINE.pattern] if lines else []),
    ]
    return re.compile("|".join(parts))


def _is_end(text: str, first: int, match: re.Match[str], known: Pack) -> bool:
    mark = match[0]
    if mark[0] in "\n\u3002\uff01\uff1f\uff0e\uff1b":
        return True
    following = _NEXT.match(text, match.end())
    if following is None:  # the end of the text
        return True
    if not _begins(following):
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    # A closing bracket or quotation mark after the full stop is the end of what it closes, unless it closes an abbreviation.
    return not _abbreviated(text, first, match.start(), following, known)


def _begins(following: re.Match[str]) -> bool:
    """Whether what follows a mark looks like the beginning of a sentence or of a list item."""
    if following[1]:
        return True
    first = following[2][0]
    return first.isupper() or first.isdigit() or first in "§•-*–—" or not (first.islower() or first in ",;:)")


def _abbreviated(text: str, first: int, stop: int, following: re.Match[str], known: Pack) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, an initial or the number of a list item; its sentence begins at `first`."""
    last = _last_word(text, first, stop)
    if not last:
        return False
    word = last.lower()
    if word in known.abbreviations or _LIST_NUMBER.fullmatch(text, first, stop):
        return True
    if known.ordinal_point and word.isdigit() and len(word) <= 2:
        # "31. Mai": the number of a day; "das 16. Lebensjahr": an ordinal behind an article.
        behind = following[2].lower().strip(".,;")
        return any(behind in names for names in known.months) or _article_before(
            text[max(first, stop - _BEHIND_ARTICLE) : stop], known
        )
    # One capital is an initial; "Annex A. The" would be parted wrongly, which harms less than "J. | Smith".
    if _INITIAL.match(last) and last.isupper():
        return True
    return word in known.number_abbreviations and _numbered(following, known)


def _last_word(text: str, first: int, stop: int) -> str:
    """What stands before `stop` up to white space, a quotation mark or a bracket; empty where one of these stands there.

    It is read backwards, so that a sentence of many full stops is not read anew for each of them.
    """
    begin = stop
    while begin > first and not (text[begin - 1].isspace() or text[begin - 1] in _BREAKS):
        begin -= 1
    return text[begin:stop]


def _article_before(before: str, known: Pack) -> bool:
    """Whether an article stands right before the number that a text ends with."""
    words = before.rsplit(None, 2)
    return len(words) == 3 and words[-2].lower() in known.ordinal_articles


_NUMBER = re.compile(r"\d|§|[IVXLC]{2,}\b")
_LETTER = re.compile(r"[^\W\d_](?=\W|$)")


def _numbered(following: re.Match[str], known: Pack) -> bool:
    """Whether a number, a letter or a bracket follows: `5`, `IV`, `B`, `(b)`. `I` and `A` begin sentences in English."""
    if following[1][:1] in ("(", "[") or _NUMBER.match(following[2]):
        return True
    letter = _LETTER.match(following[2])
    return letter is not None and letter[0].lower() not in known.function_words


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
