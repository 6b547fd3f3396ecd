"""Lists whose layout is lost: paragraphs that begin with a marker, and items that are all printed at one indent.

The markers alone tell the depth: `(i)` after `(c)` begins a list below it, `(d)` after `(ii)` goes on with the outer one.
Unlike the paragraphs of American regulations (`levels`), such lists print each depth in a style of its own, so that one pass
with a stack of open lists is enough.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from curation.readers.eurlex import part_names
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, is_bullet, marked

_LEADING = re.compile(
    r"^(?P<marker>[（(](?:[a-zA-Z]{1,3}|[ivxl]{4,7}|[а-яіїєґα-ω]{1,2}|\d{1,3}(?:[a-z]|[A-Z]{1,2})?|[一二三四五六七八九十]{1,3})[）)]|[a-zA-Zа-яіїєґα-ω][)）]|[a-z가나다라마바사아자차카타파하]\.(?= (?!\d{1,2}/\d))|[ivx]{1,5}(?:[)）]|\.(?= ))|[IVXL]{1,7}\.-?(?= (?:\S+ ){3}| .{1,80}[;:,]$)|\d{1,2}[)）]|\d{1,2}\s?[°º](?= (?!del? )(?:[^\W\d_]{2}|[^\W\d_][ '’]))|\d{1,3}[.、．](?!\d)|(?:\d{1,2}|[a-z])-(?= [A-ZÀ-Þ«“][^\W\d_]?)|[①-⑳]|[•▪◦‣●○■·✓✔✘✗➢](?= ))[ \u3000]*(?=\S)"
)
_INLINE = re.compile(r"(?<=[.:;—–])\s+(\((?:a|1)\)|(?<=[:—–]\s)(?:a|1)[.)])(?:\s+(?=\S)|(?=[A-ZÀ-Þ]))")
_DOTTED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})+\.?\)?$")
_Reading = tuple[str, int]
_LATER = re.compile(r"(\d{1,3})(?:[a-z]{1,2}|[A-Z]{1,2})")
"""An item put in later, which stands in the list of the others: `5a.` behind `5.`."""
_ROMAN = re.compile(r"[IVXL]{1,7}\.-?")
_CIRCLED = "(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""What the markers of items begin with that paragraphs may go on with."""
_NEAR = 120
"""How many blocks may stand between an item and the next of its list."""


@lru_cache(maxsize=4096)
def readings(marker: str) -> tuple[_Reading, ...]:
    """What a marker may be: its style (how it is printed and what sort of number) and its value, likeliest first."""
    bare = marker.strip("().（）、．:°º- ")
    shape = ("(" if marker[:1] in "(（" else "") + (marker[-1:] if marker[-1:] in ").）、．" else "")
    shape = ("°" if set("°º") & set(marker) else shape).replace("（", "(").replace("）", ")")
    if is_bullet(marker):
        return ((f"bullet{marker}", 0),)
    if len(bare) == 1 and "①" <= bare <= "⑳":
        return (("circled", ord(bare) - ord("①") + 1),)
    if bare.isdecimal():
        return ((f"{shape}digit", int(bare)),)
    if (later := _LATER.fullmatch(bare)) is not None:
        return ((f"{shape}digit", int(later[1])),)
    if (value := numbering.han(bare)) is not None:
        return ((f"{shape}han", value),)
    found: list[_Reading] = []
    case = "lower" if bare.islower() else "upper"
    if (value := numbering.letters(bare)) is not None:
        found.append((f"{shape}{case}", value))
        if len(bare) == 2 and bare[0] == bare[1]:  # (aa), (bb) below (I), (II) in acts of the United States
            found.append((f"{shape}{case}double", ord(bare[0].lower()) - ord("a") + 1))
    if (value := numbering.roman(bare)) is not None:
        found.append((f"{shape}{case}roman", value))
    return tuple(found) or ((f"{shape}other", 1),)


_OTHER = {"()digit": ")digit", ")digit": "()digit"}
"""Numbers in two brackets and in one, which prints mix up: `4)` behind `(3)`."""
_BOTH = 2
"""Up to this number the other brackets are those of another list."""


@dataclass(slots=True)
class Depths:
    """The lists that are open, outermost first: the style and last value of each."""

    open: list[_Reading] = field(default_factory=list)

    def place(self, marker: str) -> int:
        """The depth of the next marker, 1 at the top."""
        options = readings(marker)
        for style, value in options:
            for depth in range(len(self.open), 0, -1):
                name, last = self.open[depth - 1]
                if name == style and (value == last + 1 or value == 0):
                    return self._at(depth, (style, value))
        for style, value in options if options[0][1] > _BOTH else ():
            for depth in range(len(self.open), 0, -1):
                if self.open[depth - 1] == (_OTHER.get(style), value - 1):
                    return self._at(depth, (_OTHER[style], value))
        first = next((option for option in options if option[1] <= 1), None)
        if first is not None:
            again = next((n for n, (name, _) in enumerate(self.open, 1) if name == first[0]), None)
            return self._at(again or len(self.open) + 1, first)
        for style, value in options:
            for depth in range(len(self.open), 0, -1):
                if self.open[depth - 1][0] == style:
                    return self._at(depth, (style, value))
        return self._at(max(1, len(self.open)), options[0])

    def _at(self, depth: int, reading: _Reading) -> int:
        del self.open[depth - 1 :]
        self.open.append(reading)
        return depth


def relist(blocks: Sequence[Block], shown: bool = False, below: bool = False) -> list[Block]:
    """The blocks with paragraphs that are items as items, and flat lists of several styles nested.

    `shown`: an item whose letter stands behind a bullet keeps it in its text, since items may have no name but their place.
    `below`: bullets at the indent of numbers stand below these, as in Word files, where a list of its own begins at the margin again.
    """
    return _nested(_listed(blocks, shown), below)


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a list that begins inside a paragraph on a line of its own, as `relist` parts them; a note stays with the second part."""
    out = _split(list(blocks))
    for block, below in pairwise(out):
        if block.notes and block.notes is below.notes:
            block.notes = []
    return out


def _listed(blocks: Sequence[Block], shown: bool) -> list[Block]:
    """Paragraphs that begin with a marker as items, when the marker begins a list of two or goes on with one."""
    out = _split(list(blocks))
    marks = {place: match for place, block in enumerate(out) if (match := _leading(block)) is not None}
    taken: _Open = {}
    list_id = 1 + max((block.list_id for block in out), default=0)
    for place, block in enumerate(out):
        match = marks.get(place)
        if match is None:
            if block.kind == "item" and block.marker[:1] in _CIRCLED:
                _count(taken, readings(block.marker)[0], place)
            elif block.kind == "item" and _ROMAN.fullmatch(block.marker):
                _count(taken, readings(block.marker)[-1], place)
            continue
        options = readings(match["marker"])
        if is_bullet(match["marker"]) and not _bulleted(out, marks, place):
            continue
        goes_on = next((o for o in options if o[1] == 0 or _after(taken, o, place)), None)
        begins = next((o for o in options if o[1] == 1 and _follows(marks, o, place)), None)
        inserted = options[0] if _is_inserted(out, place, match["marker"]) else None
        reading = goes_on or begins or inserted
        if reading is None:
            continue
        _count(taken, reading, place, goes_on is not None)
        bulleted = block.kind == "item"
        out[place] = replace(
            block,
            kind="item",
            text=block.text if bulleted and shown else block.text[match.end() :],
            level=block.level if bulleted else 1,
            marker=match["marker"],
            list_id=block.list_id if bulleted else list_id,
        )
    return out


_INSERTED = re.compile(r"\((\d{1,3})[A-Z]{1,2}\)")
_AROUND = 12
"""How many blocks on either side may have the number before or behind one that was put in later."""


def _is_inserted(blocks: Sequence[Block], place: int, marker: str) -> bool:
    """Whether a number such as `(1A)` stands in a list that has the number before it or the next one."""
    found = _INSERTED.fullmatch(marker)
    if found is None:
        return False
    beside = (f"({found[1]})", f"({int(found[1]) + 1})")
    return any(
        marked(block).startswith(beside)
        for block in blocks[max(0, place - _AROUND) : place + _AROUND]
        if block.kind in ("item", "text")
    )


def _leading(block: Block) -> re.Match[str] | None:
    """The marker that the text of a paragraph begins with, or that of an item whose own marker is a bullet: `- a) the string;`."""
    if block.quoted:
        return None
    if block.kind == "text":
        return _LEADING.match(block.text)
    if block.kind != "item" or not is_bullet(block.marker):
        return None
    match = _LEADING.match(block.text)
    return match if match is not None and match["marker"].endswith((")", "）", "°", "º", ".")) else None


_Open = dict[_Reading, list[int]]
"""The lists that are open, by the style and the value of their last items: where these stand, in order."""


def _count(taken: _Open, reading: _Reading, place: int, goes_on: bool = True) -> None:
    """Notes an item; one that `goes_on` takes the place of the last item of its list.

    The lists inside stay open: some documents number on through them.
    """
    style, value = reading
    if goes_on and value and (before := taken.get((style, value - 1))):
        before.pop()
    taken.setdefault(reading, []).append(place)


def _bulleted(blocks: Sequence[Block], found: Mapping[int, re.Match[str]], place: int) -> bool:
    """Whether a paragraph that begins with a bullet is an item: beside another one, or after words that announce a list."""
    marker = found[place]["marker"]
    beside = any(other in found and found[other]["marker"] == marker for other in (place - 1, place + 1))
    above = blocks[place - 1] if place else None
    announced = above is not None and (above.kind == "heading" or above.text.endswith((":", "：")))
    return beside or (
        announced and any(match["marker"] == marker for other, match in found.items() if other != place)
    )


def _split(blocks: list[Block]) -> list[Block]:
    """The blocks with a list that begins inside a paragraph on a line of its own: `Prohibited uses. (a) No person ...`, then `(b) ...`."""
    out: list[Block] = []
    for place, block in enumerate(blocks):
        match = _INLINE.search(block.text) if block.kind == "text" else None
        after = _next(match[1], blocks[place + 1 : place + _NEAR]) if match else None
        if match is None or after is None:
            out.append(block)
            continue
        out.append(replace(block, text=block.text[: match.start()]))
        if after.kind == "item":
            rest = block.text[match.end() :]
            out.append(replace(after, text=rest, marker=match[1], page=block.page))
        else:
            out.append(replace(block, text=f"{match[1]} {block.text[match.end() :]}"))
    return out


def _next(first: str, following: list[Block]) -> Block | None:
    """The paragraph or item with the number after `first`, when none with another number of that style or a heading comes before."""
    second = first.replace("a", "b").replace("1", "2")
    for block in following:
        text = marked(block)
        if block.kind == "heading" or text.startswith(first):
            return None
        if text.startswith(second):
            return block
    return None


def _after(taken: _Open, option: _Reading, place: int) -> bool:
    """Whether a number goes on with the last list of its style, or with one around it."""
    before = taken.get((option[0], option[1] - 1), [])
    return bool(before) and place - before[-1] < _NEAR


def _follows(found: dict[int, re.Match[str]], option: _Reading, place: int) -> bool:
    """Whether the next number of the same style begins a paragraph soon after `place`."""
    wanted = (option[0], option[1] + 1)
    near = (found[other] for other in range(place + 1, place + _NEAR) if other in found)
    return any(wanted in readings(match["marker"]) for match in near)


@dataclass(slots=True)
class _Run:
    """Numbered items at one indent, of which the markers tell the depth."""

    level: int
    inherited: int
    """By how much the items around them were moved in."""
    depths: Depths = field(default_factory=lambda: Depths())
    shift: int = 0
    bullets: int = 0
    """How many bullets at its indent stood below one of its numbers."""


_ANNOUNCED = re.compile(r"(?:[:—–-]|\bfollow(?:s|ing)[.:]?)$")
"""The end of words behind which an amendment quotes what it puts into another act."""
_OPENING = ("“", '"')
"""How such a line begins: with a quotation mark, as American and British acts print one before each paragraph."""


def _is_quoted(block: Block, out: Sequence[Block], quoting: bool) -> bool:
    """Whether a line begins with an opening quotation mark behind words that announce it, or goes on with such lines."""
    if (
        block.kind not in ("text", "heading")
        or block.number
        or not block.text.startswith(_OPENING)
        or not out
    ):
        return False
    return quoting or (out[-1].kind in ("item", "text") and _ANNOUNCED.search(out[-1].text) is not None)


def _go_on(runs: list[_Run], block: Block) -> None:
    """Moves the list that a number goes on with to the indent of the number, however deep the page sets it.

    A law prints the first subsection behind the number of its section, `4. (1) A keeper …`, and the next one set in: `(2) …`.
    """
    options = readings(block.marker)
    if any(value <= 1 for _, value in options):
        return
    before = {(style, value - 1) for style, value in options}
    if not any(before & set(run.depths.open) for run in runs):
        before = {(_OTHER[style], value - 1) for style, value in options if style in _OTHER and value > _BOTH}
    for place in range(len(runs) - 1, -1, -1):
        run = runs[place]
        if before.isdisjoint(run.depths.open):
            continue
        if run.level < block.level:
            run.inherited -= block.level - run.level
            run.level = block.level
            del runs[place + 1 :]
        return


_BETWEEN = 25
"""Most blocks of text between an item and the next of its list."""


def next_item(blocks: Sequence[Block], place: int) -> Block | None:
    """The next numbered item behind `place` that only words stand before; None where a heading or a section comes first."""
    for block in blocks[place + 1 : place + 1 + _BETWEEN]:
        if block.kind == "heading" or block.number or block.quoted or may_title(block):
            return None
        if block.kind == "item" and not is_bullet(block.marker):
            return None if _DOTTED.match(block.marker) else block
    return None


_SIGN = re.compile(r"§{1,2}\s?\d{1,4}[\w.-]{0,12}\.?\s+(?=[^\W\d_a-z])")
"""The number of a section at the head of its first paragraph."""
_TITLE_WORDS = 9
"""Most words of a line that may be a title."""


def may_title(block: Block) -> bool:
    """Whether a paragraph may be the title of what follows, or names a part: a short line that ends with no stop, or one in capitals."""
    text = block.text.rstrip()
    if block.kind != "text" or not text:
        return False
    short = len(text.split(maxsplit=_TITLE_WORDS)) <= _TITLE_WORDS
    return (
        text.isupper()
        or _SIGN.match(text) is not None
        or part_names.article(text) is not None
        or (short and text[0].isupper() and text[-1:].isalnum())
    )


def goes_on(marker: str, following: str) -> bool:
    """Whether a number is the next one of the list that `marker` stands in, and no first one: `b)` behind `a)`."""
    before = readings(marker)
    return any(value > 1 and (style, value - 1) in before for style, value in readings(following))


def _inside(blocks: Sequence[Block], place: int, runs: list[_Run]) -> int:
    """The level of a paragraph between two items of one list, which is the one of what stands in the first; 0 for another paragraph.

    A page does not say where an item ends; the next number of its list does.
    """
    block = blocks[place]
    if block.kind != "text" or block.page is None or block.number or may_title(block):
        return 0
    following = next_item(blocks, place)
    wanted = {(s, value - 1) for s, value in readings(following.marker) if value > 1} if following else set()
    for number in range(len(runs) - 1, -1, -1):
        run = runs[number]
        for depth in range(len(run.depths.open), 0, -1):
            if run.depths.open[depth - 1] in wanted:
                del runs[number + 1 :], run.depths.open[depth:]
                return run.level + run.inherited + depth
    return 0


def _below_number(blocks: Sequence[Block], place: int, run: _Run, block: Block) -> bool:
    """Whether a bullet at the indent of a list of numbers stands below one of them: between it and the next, `1.`, `•`, `•`, `2.`.

    The bullets behind the last number do where those behind others did.
    """
    on_page = block.page is not None  # where indents tell what stands below what
    if block.kind != "item" or on_page or not is_bullet(block.marker) or block.level != run.level:
        return False
    following = next_item(blocks, place)
    if following is None or following.level != block.level:
        return run.bullets > 0
    wanted = {(style, value - 1) for style, value in readings(following.marker) if value > 1}
    run.bullets += not wanted.isdisjoint(run.depths.open[-1:])
    return run.bullets > 0


def _nested(blocks: list[Block], below: bool) -> list[Block]:
    """Runs of numbered items at one indent, each at the depth that its marker shows; what is printed deeper moves with them."""
    out: list[Block] = []
    runs: list[_Run] = []
    list_id = 0
    quoting = False
    for place, block in enumerate(blocks):
        quoting = block.quoted or _is_quoted(block, out, quoting)
        if quoting:
            inside = out[-1].level + (out[-1].kind == "item") if runs else 0
            out.append(replace(block, kind="text", level=inside, marker="", list_id=list_id))
            continue  # what an amendment puts into another act, behind which its list goes on
        numbered = block.kind == "item" and not is_bullet(block.marker) and not _DOTTED.match(block.marker)
        if block.kind == "text" and block.level > 1 and runs and block.level > runs[0].level:
            shift = next((run.shift for run in reversed(runs) if run.level < block.level), 0)
            out.append(replace(block, level=block.level + shift, list_id=list_id))
            continue  # a paragraph inside an item, behind which its list goes on
        if runs and (inside := _inside(blocks, place, runs)):
            out.append(replace(block, level=inside, list_id=list_id))
            continue
        if below and runs and _below_number(blocks, place, runs[-1], block):
            out.append(replace(block, level=block.level + runs[-1].shift + 1, list_id=list_id))
            continue
        while runs and (
            block.kind != "item"
            or block.level < runs[-1].level
            or (not numbered and block.level == runs[-1].level)
        ):
            runs.pop()
        if block.kind != "item" or (not numbered and not runs):
            out.append(block)
            continue
        if not runs:
            list_id = block.list_id
        if numbered and runs:
            _go_on(runs, block)
        if numbered and (not runs or runs[-1].level < block.level):
            runs.append(_Run(block.level, runs[-1].shift if runs else 0))
        run = runs[-1]
        if numbered:
            run.shift = run.inherited + run.depths.place(block.marker) - 1
        out.append(replace(block, level=block.level + run.shift, list_id=list_id))
    return out
