"""What a printed line opens, a heading, an item, a numbered provision, or whether it goes on with the line above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.readers.pdf.lines import Line, letters_of
from curation.readers.pdf.setting import Setting
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Block, is_bullet
from curation.text.document_words import openings as wording

ITEM = re.compile(
    r"^(?P<marker>[•▪◦‣·●○■□☐☑☒➢✓❖\uf000-\uf0ff–—-]|o(?=\s+[^\W\d_])|\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(?[a-zA-Z][.)]|\([ivx]{1,5}\)|\(z{1,2}[a-z]\)|[ivx]{2,5}[.)]|"
    r"\d{1,2}\s?[°º][.)]?(?=\s+(?:[^\W\d](?!\b)|[^\W\d]['’])))\s+(?P<text>\S.*)$"
)


ROMAN_ITEM = re.compile(r"^(?P<marker>[IVXL]{2,7}\.-?|[IVX]{1,4}\.-)\s+(?P<text>\S.*)$")
"""An item with a Roman number in capitals, which counts where the one before it is an item."""


NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(\S.*)$")


_PROVISION = re.compile(
    r"^(\d{1,2}(?:\.\d{1,3}){1,4})\s+(?:[“\"‘'(]|[^\W\d_a-z]|(?<=\d\.\d\s)(?<=\.\d\.\d\s)[a-zà-ÿ])"
)
"""A line that may open a provision: `2.1 Nobody …`, `4.3.1 nobody …`, and not `2.1 per cent`."""


STOPS = (".", ":", ";", "!", "?", "。", "；", "：", "！", "？", "”", '"')


def number_of(line: Line, marked: re.Match[str] | None, heading: bool) -> tuple[int, ...]:
    """The number that opens a line, `(2, 1)` for `2.1 Nobody …` and `(2,)` for `2. Uses`; empty without one."""
    match = _PROVISION.match(line.text) or (NUMBERED.match(line.text) if heading else None)
    digits = match[1] if match else marked["marker"].strip("().") if marked else ""
    return tuple(map(int, digits.split("."))) if re.fullmatch(r"\d+(\.\d+)*", digits) else ()


def is_next(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number is the one after `last`: 2.1 after 2 or 1.4, 2.2 after 2.1 or 2.1.3."""
    heads = [(*last[:place], last[place] + 1) for place in range(len(last))]
    return number in [*heads, *((*head, 1) for head in heads), (*last, 1), (1, 1)]


_GLUED = re.compile(r"(\d{2,3})([.)])(?=[^\W\d_a-z])")
"""A number without a space before the words: tab stops leave no room for two digits."""


def parted(text: str, out: Sequence[Block]) -> str:
    """The text of a line with a space behind its number, where that follows the number of an item further up: `10.Under …` after `9. …`."""
    match = _GLUED.match(text)
    if match is None:
        return text
    before = f"{int(match[1]) - 1}{match[2]}"
    known = any(block.kind == "item" and block.marker == before for block in out[-_EARLIER:])
    return f"{match[0]} {text[match.end() :]}" if known else text


def runs_in(line: Line, after: Line | None, body: float, usual: float) -> bool:
    """Whether a bold line in the size of the text is the beginning of a paragraph: the next line goes on with it in plain print."""
    if after is None or after.bold or line.size > 1.15 * body or abs(after.size - line.size) > 0.5:
        return False
    return after.text[0].islower() and near(line, after, usual * 1.15)


def heads_on(above: Line | None, below: Line, body: float, usual: float) -> bool:
    """Whether a line in the print of the heading above it, and with a small letter first, goes on with that heading."""
    if (
        above is None
        or not below.text[0].islower()
        or abs(above.size - below.size) > _SAME * below.size
        or above.bold != below.bold
    ):
        return False
    large = below.size > 1.15 * body or (above.bold and not above.text.endswith(STOPS))
    return large and near(above, below, max(usual * 1.3, 0.8 * below.size))


_SAME = 0.03
"""Share of their size by which two lines of one heading may differ: a letter of another font is a little higher."""


def goes_on_as_heading(above: Line, below: Line, usual: float) -> bool:
    """Whether a line that is a heading by its print is the next line of the heading above: in the same size, and no further than such lines are."""
    same = abs(above.size - below.size) <= _SAME * below.size
    return same and near(above, below, max(usual * 1.3, 0.8 * below.size))


def ends_bold(above: Line | None, below: Line, setting: Setting) -> bool:
    """Whether a bold line is the end of the sentence that fills the bold line above it, and no heading: a question, a title in the text."""
    if above is None or not (above.bold and below.bold) or abs(above.size - below.size) > 0.1:
        return False
    width = max(setting.right - setting.left, 1.0)
    full = above.right > setting.right - 0.12 * width and not above.text.rstrip().endswith(STOPS)
    return full and below.text.rstrip().endswith(("?", "!", ".")) and near(above, below, setting.usual * 1.15)


def dashed(above: Line | None, below: Line, usual: float) -> bool:
    """Whether a line that begins with a dash goes on with the sentence of the line above."""
    if above is None or below.text[0] not in "–—-" or above.text.endswith((".", ":", ";", "!", "?")):
        return False
    return (
        above.text[0] not in "–—-"
        and abs(above.indent - below.indent) < 3
        and near(above, below, usual * 1.15)
    )


_EARLIER = 40
"""How many blocks back the item before an item may stand."""


def numbered_in_sentence(
    above: Line | None, below: Line, marker: str, out: Sequence[Block], setting: Setting
) -> bool:
    """Whether a number, or the word o, at the start of a line belongs to the sentence of the full line above it: `Llama / 3.2. If you …`.

    Args:
        above: The line before; None at the top of a column.
        below: The line that begins with the number.
        marker: The number with its mark, or the letter.
        out: The blocks that were read before.
        setting: How the text of the page is set: its edges and the distance of its lines, in points.
    """
    bare = marker.strip("().")
    last = out[-1] if out else None
    if above is not None and last is not None and bare.isalpha() and wording.RANGE.match(below.text):
        return not last.text.rstrip().endswith(STOPS) and near(above, below, setting.usual * 1.15)
    if (
        above is None
        or last is None
        or last.kind not in ("text", "item")
        or not re.fullmatch(r"o|\d+(\.\d+)*", bare)
    ):
        return False
    width = max(setting.right - setting.left, 1.0)
    full = above.right > setting.right - 0.2 * width
    if bare == "o":
        return full and last.marker != "o" and not last.text.rstrip().endswith(STOPS)
    if not full or last.text.rstrip().endswith((*STOPS, ",")) or not near(above, below, setting.usual * 1.15):
        return False
    if abs(above.indent - below.indent) > 3 and len(last.boxes) > 1:
        return False
    if wording.NAMES_NUMBER.search(above.text.rstrip()):
        return True
    head, _, number = bare.rpartition(".")
    before = {f"{head}.{int(number) - 1}".lstrip("."), head} - {""}
    counted = any(block.marker.strip("().") in before for block in out[-_EARLIER:])
    return int(number) > 1 and not counted


def opens_item(marked: re.Match[str], last: Block | None, line: Line, out: Sequence[Block]) -> bool:
    """Whether a letter at the start of a line is the marker of an item rather than a word or an initial.

    It is where the item before it stands just above, or further up at the same indent.
    """
    if marked["marker"] == "o":
        return _circled(line, last, out)
    bare = marked["marker"].strip("().-").lower()
    if bare in ("a", "i") or _follows(marked["marker"], line, out) or _follows_roman(marked["marker"], out):
        return True
    if len(bare) > 1:
        return _follows_z(bare, out)
    return (
        last is not None
        and last.kind == "item"
        and ord(last.marker.strip("().").lower()[-1:] or "\0") + 1 >= ord(bare[-1]) - 1
    )


def _circled(line: Line, last: Block | None, out: Sequence[Block]) -> bool:
    """Whether the letter o at the start of a line is the bullet of an inner list, as Word sets it, and no word of a sentence.

    It is below another such bullet, or set in from the bullet above and before a capital or behind a colon.
    """
    begins = line.text[1:].lstrip()[:1].isupper() or (last is not None and last.text.endswith(":"))
    for block in reversed(out[-_EARLIER:]):
        if block.kind == "heading":
            return False
        if block.kind == "item" and block.boxes:
            x = block.boxes[0][1]
            if block.marker == "o" and abs(x - line.x) < _INDENT:
                return True
            if is_bullet(block.marker) and x + _INDENT < line.x:
                return begins
    return False


def _follows_roman(marker: str, out: Sequence[Block]) -> bool:
    """Whether the item with the Roman number before `marker`, printed in the same way, stands further up."""
    value = numbering.roman(marker.strip("().-"))
    if value is None:
        return False
    before = numbering.to_roman(value - 1) if value > 1 else ""
    wanted = marker.replace(
        marker.strip("().-"), before.upper() if marker.strip("(")[0].isupper() else before
    )
    return any(
        block.kind == "item" and block.marker.rstrip("-") == wanted.rstrip("-") for block in out[-_EARLIER:]
    )


def _follows_z(bare: str, out: Sequence[Block]) -> bool:
    """Whether a letter behind `z` (`za`, `zza`) stands behind an item with one of the letters before it."""
    value = numbering.letters(bare) or 0
    before = range(value - _MISSED, value)
    return value > 26 and any(
        block.kind == "item" and numbering.letters(block.marker.strip("().")) in before
        for block in out[-_EARLIER:]
    )


_MISSED = 4
"""How far the letter before may be: provisions are repealed."""


def _follows(marker: str, line: Line, out: Sequence[Block]) -> bool:
    """Whether the item with the letter before `marker`, printed in the same way, stands further up at the same indent."""
    wanted = (
        f"{marker[: marker.index(marker.strip('().'))]}{chr(ord(marker.strip('().')[-1]) - 1)}{marker[-1]}"
    )
    return any(
        block.kind == "item"
        and block.marker == wanted
        and block.boxes
        and abs(block.boxes[0][1] - line.x) < _INDENT
        for block in out[-_EARLIER:]
    )


_INDENT = 6.0
"""Points by which the letters of one list may be set apart: some are set from the right."""


def is_heading(line: Line, body: float, titles: set[str], running: frozenset[float]) -> bool:
    """Whether a line is a heading: in larger or bold print, or named by a bookmark; `running` are the sizes of running text."""
    if len(line.text) > 160 or line.text.endswith((",", ";")):
        return False
    if titles and len(letters_of(line.text)) > 2 and letters_of(line.text) in titles:
        return True
    large = line.size > 1.15 * body and (line.bold or line.size not in running)
    if large and len(line.text) > 2 and not line.text[0].islower():
        return True
    return (
        line.bold
        and line.text[0].isalnum()
        and len(line.text) < 90
        and not line.text.endswith((".", ":"))
        and not line.text[0].islower()
        and not ITEM.match(line.text)
    )


def near(above: Line, below: Line, gap: float) -> bool:
    """Whether a line stands below another one on the same page, no further than `gap` points and a third of its size."""
    return above.page == below.page and 0 <= above.foot - below.y <= gap + 0.35 * below.size


def continues(above: Line, below: Line, setting: Setting, block: Block, after: Line | None) -> bool:
    """Whether a line goes on with the paragraph above it.

    Args:
        above: The last line of the paragraph.
        below: The line in question.
        setting: How the text of the page is set: its edges and the distance of its lines, in points.
        block: The paragraph so far.
        after: The line behind it; None where there is none.
    """
    open_bracket = block.text.count("(") > block.text.count(")") and not block.text.rstrip().endswith(STOPS)
    stopped = block.text.rstrip().endswith(STOPS)
    small = below.text[:1].islower()
    tall = abs(above.size - below.size)
    # One tall letter makes a line look larger, in the middle of a sentence.
    goes_on = small and not stopped and tall <= 3 and near(above, below, setting.usual * 1.15)
    if (tall > 1.5 and not goes_on) or (
        wording.OPENS.match(below.text)
        and not open_bracket
        and not wording.AWAITS.search(above.text.rstrip())
    ):
        return False
    if above.page != below.page or below.y > above.y + 2:
        return not stopped or small
    if abs(above.foot - below.y) < 2:
        return True
    usual = setting.usual
    if small and not stopped and near(above, below, usual * 2):
        return True
    if not near(above, below, usual * 1.15):
        return False
    if small or (not stopped and not block.text.rstrip().endswith((")", "]"))):
        return True
    width = max(setting.right - setting.left, 1.0)
    short = above.right < setting.right - 0.3 * width and above.x <= setting.left + 0.2 * width
    if short and above.foot - below.y > 0.99 * usual:
        return False
    return not _indented(above, below, after)


def _indented(above: Line, below: Line, after: Line | None) -> bool:
    """Whether the first line of a paragraph is set in: right of the line above, and of the line that follows it."""
    step = below.indent - above.indent
    if not 0.6 * below.size < step < 6 * below.size:
        return False
    return (
        after is None
        or after.page != below.page
        or after.x < below.x - 0.6 * below.size
        or after.x > below.x + 0.6 * below.size
        or (abs(after.x - below.x) < 1 and bool(re.search(r"[.。]$", below.text)))
    )
