"""Checks of how a prompt is written: whether it is whole, its own, and complete in itself. None reads the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.prompts.requests import begins_request
from curation.checks.settings import Settings
from curation.text import cut_off
from curation.text.item_words.prompts import (
    ASKS_FOR_WORK_ON_TEXT,
    GOES_ON,
    GONE,
    LABEL,
    LAW_MARKER,
    MEANT,
    NUMBERED_LABEL,
    ORDINARY_LABEL,
    PLACE,
    PLAIN_WORDS,
    SELF,
)
from curation.text.packs import pack
from curation.text.quoted import unquoted
from curation.text.sentences import answer_sentences


def _english(item: Item) -> bool:
    return not item.language or item.language.startswith("en")


def broken_off(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that breaks off inside: `because the. Draft an answer`, `he will always In the last scene`, or in a word at its end."""
    if not _english(item):
        return
    text = unquoted(item.text)
    if at := cut_off.broken_sentence(text):
        yield Hit("text", "a sentence breaks off here; write its end", *at)
        return
    if at := cut_off.run_on(text):
        yield Hit("text", "a sentence breaks off before this word; write its end", *at)
        return
    end = text.rstrip()
    if " " in end and cut_off.cut_word(end):
        yield Hit("text", "ends inside a word; write its end", len(end) - 1, len(end))
    elif cut_off.left_open(end):
        yield Hit("text", "its last sentence has no end, unlike the others; see whether it was cut")


def written_by_model(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words of a model or of a writing tool about the prompt: a lead-in, a refusal, an offer of another version, a label, a remark."""
    if not _english(item):
        return
    text = unquoted(item.text).replace("\u2019", "'")
    label = LABEL.match(text)
    if label and not (
        NUMBERED_LABEL.search(label[0]) or (text.count(":") == 1 and not ORDINARY_LABEL.match(label[0]))
    ):
        label = None
    if found := label or SELF.search(text):
        yield Hit(
            "text",
            "holds words about the prompt that a model or a tool wrote; leave the prompt alone",
            *found.span(),
        )


_CARRIES = re.compile(
    r":\s*\n|:\s*[\"\u201c\u2018'`\u00ab-]|\n[ \t]*\n|```|\n[ \t]*(?:[-*\u2022>|]|\d+[.)])|\|.*\|"
)


def nothing_there(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that needs a text, a file or an earlier turn which is not there."""
    if item.context or item.messages or not _english(item):
        return
    text = item.text.replace("\u2019", "'")
    if _CARRIES.search(text):
        return
    match = GONE.search(unquoted(text)) or ASKS_FOR_WORK_ON_TEXT.search(text)
    if match:
        yield Hit(
            "text", "needs something that the prompt does not carry; add it, or ask without it", *match.span()
        )


def _belongs(mark: str, rest: str) -> bool:
    """Whether what looks like a mark is a part of the sentence: `3.5 tonnes is`, `Section 8 housing`, `A. Smith was`."""
    if re.fullmatch(r"\d{1,3}\.\d{1,3}", mark):
        return rest[:1].islower() and not begins_request(rest)
    if (mark[-1].isalnum() or mark[-1] == ")") and PLACE.match(mark):
        return not begins_request(rest)
    if re.fullmatch(r"[A-Z]\.", mark):
        first = re.match(r"[\w'\u2019-]+", rest)
        return (
            first is not None
            and not begins_request(rest)
            and first[0].lower().split("'")[0] not in pack("en").function_words
        )
    return False


_OWN_LIST = re.compile(r"(?:^|[\n,;.:!?][^\S\n]*)(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|[-*\u2022\u2013])\s+\w", re.M)


def marked(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that begins with the mark of a list or of a law; one that writes a list of its own, or about the place, is none."""
    match = LAW_MARKER.match(item.text)
    if match is None or PLAIN_WORDS.match(item.text):
        return
    mark, rest = match[0].strip(), item.text[match.end() :]
    if _belongs(mark, rest):
        return
    if mark[0].isalpha() and mark[-1].isalnum() and GOES_ON.match(rest):
        return  # `Article 5 of the act says …` speaks of the place
    # One mark is left over; several make a list that the writer meant.
    own = _OWN_LIST
    if len(own.findall(rest)) or (len(mark) == 1 and mark in ">#-\u2013\u2014" and "\n" in rest):
        return
    yield Hit("text", "begins with the mark of a list or of a law; take it out", match.start(), match.end())


_PHRASE_TWICE = re.compile(
    r"(?<![\w'\u2019-])((?:[A-Za-z'\u2019-]{1,30} ){1,7}[A-Za-z'\u2019-]{2,30})(?:,? )\1(?![\w'\u2019-])",
    re.I,
)


def said_twice(item: Item, settings: Settings) -> Iterator[Hit]:
    """A phrase that stands twice running, or a sentence that comes again. What is quoted may repeat."""
    text = unquoted(item.text)
    if (
        (match := _PHRASE_TWICE.search(text))
        and not MEANT.match(match[1])
        and len(set(match[1].lower().split())) > 1
    ):
        yield Hit("text", "the same words stand twice; leave one of them out", *match.span())
        return
    seen: dict[str, int] = {}
    for start, end in answer_sentences(text):
        plain = " ".join(re.findall(r"\w+", text[start:end].lower()))
        if plain.count(" ") >= 3 and plain in seen:
            yield Hit("text", "the same sentence stands twice; leave one of them out", start, end)
            return
        seen.setdefault(plain, start)
