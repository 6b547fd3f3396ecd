"""Lists of contents, with page numbers or without: lines without text whose words come again, over the parts that they name.

Printing hides such a list in many ways: two columns, a number in a cell of its own, a title broken over two lines, several
titles run together to one paragraph, a part whose number and title stand on two lines in the body. So lines are compared by
their letters and digits alone, and one line may be up to three blocks on either side.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from curation.readers.structure import numbered_contents
from curation.readers.structure.blocks import Block, is_bullet, marked
from curation.text.document_words import contents as wording

_AT_LEAST = 3
"""Lines that make a list of contents; two lines that return are a coincidence of short documents, save below its heading."""
_LONGEST = 200
"""Most characters of a line of contents."""
_JOINED = 3
"""Most blocks that one line may be, in the list or in the body."""
_LEAD, _TELLING = 5, 12
"""Letters from which on a line may be the beginning of a longer paragraph (`5. Duties. A keeper shall …`): one with a number, any.

So many letters behind the number, or so many without one, tell a line from others.
"""
_FIRST = 3
"""Letters that a line has in common with the block where it begins again."""
_LOOKS = 5
"""Most later paragraphs that are asked whether they begin with one line."""
_OFTEN = 2
"""Most times that a line of contents comes again, where nothing else tells of one: what returns more often is a form or a figure."""
_MISSED = 3
"""Most lines in a row that do not come again letter by letter, inside a list: a title that the body words in another way."""
_PAGE = re.compile(r"(?<![\s.·…|])[\s.·…|]++(?:\d{1,4}|[ivxl]{1,6})\s*+$")
"""The page number at the end of a line of contents."""
_NO_LETTERS = re.compile(r"[\W_]+")
_NUMBER_OF_PAGE = re.compile(r"[.·…]*\d{0,4}")
_TAIL = 40
"""Characters at the end of a block that tell whether it ends with a stop."""
_HAN_SENTENCE = re.compile(r"[。；]\s*$")
_SECTION = re.compile(r"§{1,2}\s?\d")
_SENTENCE_END = re.compile(r"[.;:。；：][^\w.;:。；：]*+$")


def find(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the lines of a list of contents marked as such.

    A run of short lines is one when its lines stand again further down, most of them with other text below, as the parts that
    they name do. The line that names the list is a part of it. Takes time in the number of blocks.
    """
    body = _Body(blocks)
    out = list(blocks)
    place = 0
    while place < len(blocks):
        head = place
        if wording.HEAD.match(blocks[place].text):
            place += 2 if place + 1 < len(blocks) and not blocks[place + 1].text else 1
        told = place > head or blocks[place].kind == "contents"
        run = _run(body, place, told)
        end = run.end if run.is_list(told, body) and (told or not _points(blocks, place, run)) else 0
        if told:
            end = max(end, numbered_contents.end(blocks, place))
        for number in range(head, end):
            out[number] = replace(out[number], kind="contents")
        if told and end:
            _entitle(out, {_letters(marked(block)) for block in blocks[head:end]}, end)
        place = max(run.end, end, place + 1)
    for place in range(len(out) - 1):
        if out[place + 1].kind == "contents" and wording.HEAD.match(out[place].text):
            out[place] = replace(out[place], kind="contents")
    return numbered_contents.filled(out)


_GUESSED = 7
"""The level of a heading that only a list of contents shows."""
_NUMBERED_TITLE = re.compile(r"\d{1,3}\.?\s{1,3}[^\W\d_a-z]")


def _entitle(blocks: list[Block], listed: set[str], begin: int) -> None:
    """Makes the numbered lines from `begin` on that a list of contents names headings, where their print shows none."""
    for place, block in enumerate(blocks[begin:], begin):
        title = marked(block)
        plain = block.kind in ("text", "item") and not block.number and len(title) <= _LONGEST
        if plain and _NUMBERED_TITLE.match(title) and title[-1:] not in ";," and _letters(title) in listed:
            blocks[place] = replace(block, kind="heading", level=_GUESSED, text=title, marker="", list_id=0)


def _points(blocks: Sequence[Block], place: int, run: _Run) -> bool:
    """Whether a run that nobody calls contents is a list of points that an annex prints again: by its commas, or by the words above it."""
    lines = [block for block in blocks[place : run.end] if block.text]
    if 2 * sum(block.text.endswith((",", ";", "，", "；")) for block in lines) >= len(lines):
        return True
    introduced = (
        place > 0 and blocks[place - 1].kind == "text" and blocks[place - 1].text.endswith((":", "："))
    )
    headed = sum(blocks[start].kind == "heading" for start, _ in run.again)
    return introduced and 2 * headed < len(run.again)


@dataclass
class _Run:
    """Lines that stand again: where each begins again and where its words end there, and where the run ends."""

    end: int
    again: list[tuple[int, int]] = field(default_factory=list)

    def is_list(self, told: bool, body: _Body) -> bool:
        """Whether the run is a list of contents; `told`: the line above it or the format says so."""
        places = sorted(set(self.again))
        if len(places) < (2 if told else _AT_LEAST):
            return False
        up = sum(one[0] < other[0] for one, other in pairwise(self.again))
        if 2 * up < len(self.again) - 1:
            return False
        starts = {start for start, _ in places}
        texts = sum(start == end or (end < len(body.blocks) and end not in starts) for start, end in places)
        return texts >= (1 if told else max(1, 0.4 * len(places)))


def _run(body: _Body, place: int, told: bool) -> _Run:
    """The longest run of lines from `place` on that stand again behind it.

    Where nobody has `told` that it is a list of contents, every line comes again, in the same order and not often.
    """
    run = _Run(place)
    at, missed, last, nearest = place, 0, -1, len(body.blocks)
    while at < nearest and not (at > place and wording.HEAD.match(body.blocks[at].text)):
        size, again = body.again(at, last, told)
        if told and wording.COLUMN.fullmatch(body.blocks[at].text):
            at += 1
        elif again:
            at, missed = at + size, 0
            run.again += again
            last = again[-1][0]
            nearest = min(nearest, *(start for start, _ in again))
            run.end = min(at, nearest)
        elif told and run.again and missed < _MISSED and body.may_be_listed(at):
            at, missed = at + 1, missed + 1
            if body.labelled_again(at - 1):
                run.end = min(at, nearest)
        else:
            break
    run.again = [(start, end) for start, end in run.again if start >= run.end]
    return run


class _Body:
    """The blocks of a document by the letters with which they begin."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.told = False
        """Whether the lines now asked for are told to be a list of contents."""
        self.letters = [
            _letters(marked(block)) if _is_line(block) and block.kind not in ("row", "contents") else ""
            for block in blocks
        ]
        self.whole: dict[str, list[tuple[int, int]]] = {}
        """Letters of one to three blocks to where they begin and end, in order of their beginnings."""
        self.leads: dict[str, list[int]] = {}
        """The label of a block, the same with a few letters behind it, and the first letters of a block, to where it begins."""
        self.beginnings: dict[str, int] = {}
        """The first letters of a block, or of up to three that are one line, to where the last one begins with them."""
        self.labels: dict[str, list[int]] = {}
        for place, block in enumerate(blocks):
            text = ""
            for size in range(1, _JOINED + 1):
                if place + size > len(blocks) or not self.letters[place + size - 1]:
                    break
                text += self.letters[place + size - 1]
                if len(text) > _LONGEST:
                    break
                self.whole.setdefault(text, []).append((place, place + size))
                self.beginnings[text[:_FIRST]] = place
            start = marked(block)[:_LONGEST]
            lead, named = _letters(start), len(_label_letters(start))
            self.beginnings[lead[:_FIRST]] = place
            if len(lead) > _LEAD:
                for size in {named, named + _LEAD if named else 0, _TELLING} - {0}:
                    self.leads.setdefault(lead[:size], []).append(place)
            if label := _label(block):
                self.labels.setdefault(label, []).append(place)

    def again(self, at: int, last: int, told: bool) -> tuple[int, list[tuple[int, int]]]:
        """How many blocks the line at `at` is, and where its titles begin and end again, behind `last` rather than before it.

        A line that does not come again has no places, nor one that comes again often or before `last` unless `told`.
        """
        self.told = told
        block = self.blocks[at]
        if told and block.kind == "item" and block.marker and (place := self._line(block.text, at, last)):
            return 1, [place]  # the list numbers its lines, the headings have no numbers
        shown = marked(self.blocks[at])[:_LONGEST]
        first = _letters(shown)[:_FIRST]
        if len(first) == _FIRST and " | " not in shown and self.beginnings.get(first, -1) <= at:
            return 1, []  # whatever title stands again begins a block that begins so
        if not told and _is_sentence(block) and not _SECTION.match(shown):
            return 1, []
        for size in range(1, _JOINED + 1):
            line = self.blocks[at : at + size]
            if len(line) < size or not all(map(_is_line, line)):
                break
            for titles in _titles(" ".join(map(marked, line))):
                places = self._lines(titles, at + size - 1, last)
                if places:
                    return size, places
        if _is_line(self.blocks[at]):
            shown = marked(self.blocks[at])
            for title in dict.fromkeys((shown, _PAGE.sub("", shown))):
                if (place := self._begins(title, at)) is not None:
                    return 1, [place]
        return 1, self._run_together(at, last)

    def _lines(self, titles: list[str], after: int, last: int) -> list[tuple[int, int]]:
        """Where each of the titles stands as a line of its own; nothing when one of them does not."""
        places: list[tuple[int, int]] = []
        for title in titles:
            place = self._line(title, after, last)
            if place is None:
                return []
            places.append(place)
            last = place[0]
        return places

    def _line(self, title: str, after: int, last: int) -> tuple[int, int] | None:
        """Where a title stands as a line of its own, or as two or three, after `after` and rather after `last`."""
        return self._place(_letters(title), after, last)

    def _place(self, key: str, after: int, last: int) -> tuple[int, int] | None:
        """Where letters stand as lines of their own."""
        places = self.whole.get(key, [])
        if len(key) < 3 or key.isdecimal() or not places:
            return None
        for earliest in (max(last, after), after) if self.told else (max(last, after),):
            number = bisect_right(places, (earliest, len(self.blocks) + 1))
            if number < len(places) and (self.told or self._names_part(places, number)):
                return places[number]
        return None

    def _names_part(self, found: list[tuple[int, int]], number: int) -> bool:
        """Whether a line that comes again, from `found[number]` on, may name a part: it does not return often, and as no point of a list."""
        first = self.blocks[found[number][0]]
        return len(found) - number <= _OFTEN and not (first.kind == "item" and is_bullet(first.marker))

    def _begins(self, title: str, after: int) -> tuple[int, int] | None:
        """Where a title begins a paragraph that goes on behind it, after `after`; its lines end where they begin."""
        key, named = _letters(title), len(_label_letters(title))
        sizes = [named + _LEAD if len(key) >= named + _LEAD else named] if named and len(key) >= _LEAD else []
        if len(key) >= _TELLING:
            sizes.append(_TELLING)
        for size in sizes:
            leads = self.leads.get(key[:size], [])
            begin = bisect_right(leads, after)
            for place in leads[begin : begin + _LOOKS]:
                if _opens(marked(self.blocks[place]), key):
                    return place, place
        return None

    def _run_together(self, at: int, last: int) -> list[tuple[int, int]]:
        """The places of two titles or more that are all of a paragraph: lines of a list of contents that were joined."""
        block = self.blocks[at]
        words = marked(block).split(maxsplit=_WORDS)
        if (
            block.kind not in ("text", "item")
            or not 6 <= len(words) <= _WORDS
            or _SENTENCE_END.search(words[-1])
        ):
            return []
        beginnings = accumulate(_letters(word) for word in words[:_TITLE_WORDS])
        if not any(key in self.whole for key in beginnings):
            return []
        letters = [_letters(word) for word in words]
        places: list[tuple[int, int]] = []
        begin = 0
        while begin < len(words):
            for size in range(min(len(words) - begin, _TITLE_WORDS), 0, -1):
                key = "".join(letters[begin : begin + size])
                found = self._place(key, at, last) if key in self.whole else None
                if found is not None:
                    places.append(found)
                    begin, last = begin + size, found[0]
                    break
            else:
                if not places or not _NUMBER_OF_PAGE.fullmatch(words[begin]):
                    return []
                begin += 1
        return places if len(places) >= 2 else []

    def may_be_listed(self, at: int) -> bool:
        """Whether a line that does not come again may stand in a list of contents: one with a number or a page, no sentence."""
        block = self.blocks[at]
        if block.kind == "contents":
            return True
        if self._opens_later(at):
            return True
        named = bool(_label(block)) or _PAGE.search(block.text) is not None
        return named and len(block.text) <= _LONGEST and not _SENTENCE_END.search(block.text)

    def _opens_later(self, at: int) -> bool:
        """Whether a later block begins with the number of a line and the letters behind it: a title that the body spells in another way."""
        letters, named = _letters(marked(self.blocks[at])[:_LONGEST]), len(_label(self.blocks[at]))
        places = self.leads.get(letters[: named + _LEAD], []) if named else []
        return bool(places) and places[-1] > at

    def labelled_again(self, at: int) -> bool:
        """Whether the label of a line, `Annex 3`, opens a later block too; lines marked as contents by their format always count."""
        label = _label(self.blocks[at])
        if self.blocks[at].kind == "contents":
            return True
        return bool(label) and self.labels[label][-1] > at


_WORDS, _TITLE_WORDS = 400, 24
"""Most words of a paragraph of titles that run together, and of one of these."""
_SENTENCE = 4
"""Words from which on a line with a full stop is a sentence and no title."""


def _titles(line: str) -> Iterator[list[str]]:
    """What a line may list: one title, one without the page number, the cells of a row, each without its page number."""
    yield [line]
    if (bare := _PAGE.sub("", line)) != line:
        yield [bare]
    cells = [cell for cell in line.split(" | ") if cell.strip()]
    if len(cells) > 1:
        yield cells
        yield [cell for cell in (_PAGE.sub("", cell) for cell in cells) if not cell.strip(" .").isdecimal()]
        if len(cells) % 2 == 0:
            yield [f"{one} {two}" for one, two in zip(cells[::2], cells[1::2], strict=True)]


def _opens(paragraph: str, key: str) -> bool:
    """Whether a paragraph begins with the letters `key` and goes on behind a sign that ends a title."""
    at = 0
    for place, char in enumerate(paragraph[: 2 * _LONGEST]):
        if at == len(key):
            return re.match(r"\s*[.:：。—–(（]", paragraph[place:]) is not None
        for letter in char.lower():
            if letter.isalnum():
                if letter != key[at : at + 1]:
                    return False
                at += 1
    return False


def _is_line(block: Block) -> bool:
    return (
        block.kind in ("heading", "text", "item", "row", "contents")
        and not block.number
        and 0 < len(block.text) <= _LONGEST
    )


def _is_sentence(block: Block) -> bool:
    end = block.text[-_TAIL:]
    if _HAN_SENTENCE.search(end):
        return True
    return _SENTENCE_END.search(end) is not None and len(block.text.split(maxsplit=_SENTENCE)) >= _SENTENCE


@lru_cache(maxsize=1 << 15)
def _letters(line: str) -> str:
    """What two printings of a line have in common: its letters and digits."""
    return _NO_LETTERS.sub("", line).lower()


def _label(block: Block) -> str:
    return _label_letters(marked(block)) if _is_line(block) else ""


def _label_letters(line: str) -> str:
    match = wording.LABEL.match(line)
    return _letters(match[0]) if match else ""
