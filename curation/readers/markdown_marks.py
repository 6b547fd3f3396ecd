"""List marks that a converter of web pages set before the printed numbers of subsections.

A page has each section of an act as a list of one item; in Markdown its subsections become `*   (1) A keeper …`, then `    (2) …` as
paragraphs of that item, or `*   *   (1) …` with `    *   (2) …`. The printed numbers are the list; the marks are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from curation.readers.eurlex import part_names
from curation.readers.structure import run_in_articles

_NUMBERED = re.compile(r"^(?P<indent> *)[*+-](?P<gap> +)\((?P<number>\d{1,3}[A-Z]{0,2})\) +(?=\S)")
_NUMBER = re.compile(r"^(?P<indent> *)\((?P<number>\d{1,3}[A-Z]{0,2})\) +(?=\S)")
_PLAIN = re.compile(r"^[*+-] +(?=[^\W\d_][^\W_]|\W?[A-Z“\"])")
_DOUBLED = re.compile(r"^(?P<indent> *)[*+-](?P<gap> +)(?=[*+-] +\((?P<number>1|a|i)\) +\S)")
_ITEM = re.compile(r"^ *[*+-] +\((\w{1,5})\) +(?=\S)")
_SECOND = {"1": "2", "a": "b", "i": "ii"}
_NEAR = 60
"""Lines in which the next number of a list stands."""


def numbered(lines: Sequence[str]) -> list[str]:
    """The lines without list marks in front of the printed numbers of subsections; lines of another document as they are."""
    out = _singled(_counted(_labelled(lines)))
    if not _goes_on(out):
        return out
    inside: dict[int, int] = {}
    headed = False
    for place, line in enumerate(out):
        if not line.strip():
            continue
        if line.startswith("#"):
            inside, headed = {}, True
            continue
        if match := _NUMBERED.match(line):
            width = len(match["indent"])
            inside[match.end("gap")] = width
            out[place] = match["indent"] + line[match.end("gap") :]
        elif (match := _NUMBER.match(line)) and len(match["indent"]) in inside:
            out[place] = " " * inside[len(match["indent"])] + line[len(match["indent"]) :]
        elif headed and (match := _PLAIN.match(line)):
            out[place] = line[match.end() :]
        headed = False
    return out


_LABEL = re.compile(r"[ \t]*(?:\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)|[a-z]\)|\d{1,3}\.)[ \t]*")
_LABELS = 3
"""Fewest numbers on lines of their own that are those of the lines below them."""


def _labelled(lines: Sequence[str]) -> list[str]:
    """The lines, numbers that stand on lines of their own in front of the words right below: `(a)`, then `the name of the keeper;`."""
    places = [
        place
        for place in range(len(lines) - 1)
        if _LABEL.fullmatch(lines[place])
        and lines[place + 1].strip()
        and not _LABEL.fullmatch(lines[place + 1])
    ]
    out = list(lines)
    if len(places) >= _LABELS:
        for place in places:
            out[place], out[place + 1] = "", f"{lines[place].rstrip()} {lines[place + 1].lstrip()}"
    return out


_COUNTED = re.compile(r"^(?P<mark>[*+-] +)?(?P<number>\d{1,3})\.[ ]+\S")


def _counted(lines: Sequence[str]) -> list[str]:
    """The lines without list marks in front of numbers that go on from those of the paragraphs above: `7. Use`, then `- 8. Names`."""
    out = list(lines)
    last = 0
    for place, line in enumerate(out):
        if line[:1] not in "*+-0123456789" or (found := _COUNTED.match(line)) is None:
            continue
        number = int(found["number"])
        if found["mark"] is None:
            last = number
        elif last and number == last + 1:
            out[place], last = line[found.end("mark") :], number
    return out


def _singled(lines: Sequence[str]) -> list[str]:
    """The lines with one list mark where two stand before the first number of a list: `*   *   (1) …`."""
    out = list(lines)
    for place, line in enumerate(out):
        match = _DOUBLED.match(line)
        if match is None:
            continue
        following = (item[1] for below in out[place + 1 : place + _NEAR] if (item := _ITEM.match(below)))
        if next(following, "") == _SECOND[match["number"]]:
            out[place] = f"{match['indent']} {match['gap']}{line[match.end() :]}"
    return out


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether a list mark stands before `(1)` and the paragraph with `(2)` is set in below it without one."""
    width = -1
    for line in lines:
        if line.startswith("#"):
            width = -1
        elif match := _NUMBERED.match(line):
            width = match.end("gap") if match["number"] == "1" else -1
        elif width >= 0 and (match := _NUMBER.match(line)) and match["number"] == "2":
            if len(match["indent"]) == width:
                return True
            width = -1
    return False


_CAPITALS = re.compile(
    r"\A(\s{0,20}(?=[^\na-z]{12,120}\n)(?=\S{1,40}\s{1,3}\S{1,40}\s{1,3}\S)[A-Z][^\na-z#|*_<>\[\]{}]{11,119}(?<![.,;:\s])\n(?:(?=[^\W\d_])[^\na-z#|*_<>\[\]{}:]{3,119}\n){0,2})(?=[^\W\d_A-Z]|[A-Z][\w ]{1,30}:\s|[A-Z][a-z])"
)
"""A first line in capitals right above other words: the title of a plain text."""


_WIDE = re.compile(
    r"^([ \t]{0,20}\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])[ \u00a0\u2002\u2003]+(?=\S)", re.MULTILINE
)
"""The number of an item and the spaces behind it that are no plain ones."""
_CLOSED = re.compile(r"(</(?:p|div|h[1-6])>)[ \t]{0,20}\n(?=[ \t]{0,20}<(?:p|div|h[1-6])\b)")
"""The end of an element of HTML that another one follows on the next line."""
_ANCHOR = re.compile(r"^((?:[*+-] {1,3})?)(?:<(span|a)\b[^<>\n]{0,200}></\2>){1,4}(?=\S)", re.MULTILINE)
"""Empty tags at the beginning of a line, to which links lead."""


def title_apart(text: str) -> str:
    """The text with a title in capitals on a line of its own, and brackets as signs where they are written as references."""
    if "&#4" in text:
        text = text.replace("&#40;", "(").replace("&#41;", ")")
    if "\u00a0" in text:
        text = _WIDE.sub(r"\1 ", text)
    if "</p>" in text or "</div>" in text:
        text = _CLOSED.sub(r"\1\n\n", text)
    if "></" in text:
        text = _ANCHOR.sub(r"\1", text)
    return _CAPITALS.sub(r"\1\n", _unwrapped(text))


_WIDEST, _BEYOND, _WHOLE_SHARE, _WHOLE_LINES = 120, 160, 0.2, 4
"""Characters of the longest line that people or programs wrap text to, and of one beyond doubt; least share of longer lines, and fewest beyond doubt, in a
text whose lines are paragraphs."""
_LABEL = re.compile(r"\s*\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?\s*")
"""A line that is no more than the number of what stands on the next one."""
_MARKED_UP = re.compile(r"^#{1,6} |^\||\]\(|\*\*|^[-=]{3,}[ \t]*$|^ {0,3}>", re.MULTILINE)


def _unwrapped(text: str) -> str:
    """A plain text whose lines are paragraphs, with empty lines between them; another as it is."""
    if _MARKED_UP.search(text) is not None:
        return text
    lines = text.split("\n")
    said = [line for line in lines if line.strip()]
    longer = [len(line) for line in said if len(line) > _WIDEST]
    if sum(length > _BEYOND for length in longer) < _WHOLE_LINES or len(longer) < _WHOLE_SHARE * len(said):
        return text
    out = lines[:1]
    for before, line in pairwise(lines):
        whole = _LABEL.fullmatch(before) is None and not line.lstrip()[:1].islower()
        if whole and before.strip() and line.strip():
            out.append("")
        out.append(line)
    return "\n".join(out)


_SECTION = re.compile(r"§{1,2}\s?\d[\w.:-]*\s+(?=[^\W\d_a-z]|\[)")
_STOPS = (".", ":", ";", ".”", '."')
_HEADLINE, _SHORT = 100, 50
"""Most characters of a line that is the heading of a section, and of a title below the name of a division."""
_NAMED = 2
"""Words of the name of a division without a title: `CAPITULO I`."""


def is_section(line: str, before: str) -> bool:
    """Whether a line of a wrapped text opens a section: it begins with its number, behind a line that ends a sentence."""
    return line.startswith("§") and before.rstrip().endswith(_STOPS) and _SECTION.match(line) is not None


def is_section_heading(lines: Sequence[str], below: str) -> bool:
    """Whether the lines of a paragraph are no more than the heading of a section, so that the line below begins a paragraph."""
    heading = len(lines) == 1 and lines[0].startswith("§") and len(lines[0]) < _HEADLINE
    ends = heading and lines[0].rstrip().endswith(".") and _SECTION.match(lines[0]) is not None
    return ends and re.match(r"[(“\"]?[^\W_a-z]|\(\w{1,3}\)", below) is not None


def is_part(lines: Sequence[str], below: str) -> bool:
    """Whether the lines of a paragraph are no more than the name of a division in capitals, so that the line below begins another.

    A short title in small letters below it belongs to it: `CAPITULO I`, `Disposiciones generales`.
    """
    only = lines[0] if len(lines) == 1 else ""
    if len(only.split()) == _NAMED and len(below) < _SHORT and below[:1].isupper() and below[-1:].isalpha():
        return False
    if len(lines) == 2 and lines[0].isupper() and len(lines[1]) < _SHORT and _is_titled(lines):
        return True
    return (
        only.isupper()
        and len(only) < _HEADLINE
        and part_names.begins_part(only)
        and part_names.division(only) is not None
    )


_ENDED = re.compile(r"[.:;”»\"’)\]—–-]$|\d$")


def opens_part(line: str, lines: Sequence[str]) -> bool:
    """Whether a line of a text without empty lines names an article or a division, behind one that ends a sentence or names one too."""
    if not line[:1].isupper():
        return False
    begins = part_names.begins_part(line)
    if not begins and not line.isupper():
        return False
    above = lines[-1].rstrip()
    closed = above.isupper() or _ENDED.search(above) is not None or _is_titled(lines)
    if line.isupper() and len(line) < _HEADLINE and part_names.division(above) is not None:
        return closed or len(above) < _HEADLINE
    if not begins or not closed:
        return False
    short = (
        len(line) < _HEADLINE and part_names.division(line) is not None and not line.endswith((".", ",", ";"))
    )
    return short or run_in_articles.names(line)


def _is_titled(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are the name of a division and its title: `Capítulo I`, `Objeto de la Ley`."""
    two = len(lines) == 2 and len(lines[0].split()) == _NAMED and len(lines[1]) < _HEADLINE
    return two and part_names.begins_part(lines[0]) and part_names.division(lines[0]) is not None


_FIELD = re.compile(r"[A-Z][A-Za-z ]{1,40}:\s")


def are_fields(lines: Sequence[str]) -> bool:
    """Whether lines are fields of a form, as above a text in plain letters: `SOURCE: …`, `DATE: …`."""
    return sum(_FIELD.match(line) is not None for line in lines) > 1


_TERM = re.compile(r"[“\"„«][^“”„»\"]{1,80}[”\"“»],?\s(?=[a-zà-ÿ(“—–-])")


def is_definition(line: str, before: str) -> bool:
    """Whether a line begins the definition of a term in quotation marks, behind one that ends another."""
    return before.rstrip().endswith((";", ".", "—", ":")) and _TERM.match(line) is not None


_INDENT = 3
"""Fewest spaces by which the first line of a paragraph is set in."""


def is_indented(lines: Sequence[str], further: int, kind: str) -> bool:
    """Whether a line begins a paragraph by its indent alone: `further` than the line above it, which ends a paragraph of several lines."""
    return kind == "text" and further >= _INDENT and len(lines) > 1 and lines[-1].rstrip().endswith(_STOPS)


_HEADING_TAGS = re.compile(
    r"^(#{1,6}[ \t]{1,9})((?:<[a-zA-Z][\w-]{1,30}>[ \t]{0,9}){1,4})(?=\w)", re.MULTILINE
)
"""Tags at the beginning of a heading."""
_GLUED_TAG = re.compile(r"^(#{1,6}[ \t]{1,9})<[a-z]{1,20}-[a-z]{1,20}>(?=[^\W\d_])", re.MULTILINE)
"""A tag of its own that the first word of a heading stands right behind."""
_MARKED = 3
"""Headings with tags of their own from which on these name the headings; one or two are places to fill in: `# <company> Rules`."""


def without_names(text: str) -> str:
    """The text without the tags by which a document names its headings."""
    if "<" not in text:
        return text
    if len({tags[1] for tags in _HEADING_TAGS.findall(text)}) >= _MARKED:
        return _HEADING_TAGS.sub(r"\1", text)
    return _GLUED_TAG.sub(r"\1", text)
