"""Acts and regulations of British Columbia in the XML of BC Laws (`act:act`, `reg:regulation`), read as those of Canada are.

Its parts are the same under other names; numbers stand without their brackets and parts without their word.
"""

from __future__ import annotations

import re

from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure.blocks import Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import Tree
from curation.readers.xml.justice_canada import CanadaReader

_NAMES = {
    "section": "Section", "subsection": "Subsection", "paragraph": "Paragraph", "subparagraph": "Subparagraph", "clause": "Clause",
    "subclause": "Subclause", "definition": "Definition", "marginalnote": "MarginalNote", "num": "Label", "text": "Text", "term": "DefinedTermEn",
    "preamble": "Preamble", "trow": "row", "row": "row", "tbody": "tbody", "thead": "thead", "table": "table", "hnote": "HistoricalNote",
    "editornote": "ReaderNote", "note": "Note", "content": "Body", "schedule": "Schedule",
    **dict.fromkeys(listed("sandwich continued sectiontext posttext"), "Text"),
    **dict.fromkeys(listed("part division subdivision"), "Heading"),
    **dict.fromkeys(listed("desc em strong i b u sub sup link doc locator italic bold smallcaps nobr formula num_ref quote"), "Emphasis"),
    **dict.fromkeys(
        listed("chapter yearenacted assentedto currency regnum deposited oic tlc tlcDirPath acttitle actname prescontent"), "Cover"
    ),
    "title": "ShortTitle",
}  # fmt: skip
"""What the Department of Justice calls an element."""
_LEVELS = {"part": ("Part", 1), "division": ("Division", 2), "subdivision": ("Subdivision", 3)}
_BRACKETED = frozenset({"Subsection", "Paragraph", "Subparagraph", "Clause", "Subclause"})


def read(data: bytes) -> Parsed:
    """The parts, sections and schedules of an act or a regulation."""
    page = markup.parse_xml(data)
    title, number = _field(page, "title"), _number(page)
    for element in list(page.iter()):
        if isinstance(element.tag, str):
            _rename(element)
    for element in list(page.iter("Heading")):
        _flatten(element)
    top = root()
    tree = Tree(CanadaReader(page, "en").vocabulary())
    tree.walk(page, top)
    tree.flush(top)
    tree.settle(top)
    return Parsed(top, "ca", ", ".join(filter(None, (title, number))), "en", title, tree.left_out)


def _field(page: Element, tag: str) -> str:
    """The words of an element at the top of the document."""
    found = next((child for child in page if isinstance(child.tag, str) and name(child) == tag), None)
    return "" if found is None else squeeze("".join(found.itertext()))


def _number(page: Element) -> str:
    """The chapter of an act, the number of a regulation: `SBC 2003, c 63`, `BC Reg 396/95`."""
    year, chapter, regulation = (_field(page, tag) for tag in ("yearenacted", "chapter", "regnum"))
    if regulation:
        return f"BC Reg {regulation}"
    return f"{'RSBC' if year == '1996' else 'SBC'} {year}, c {chapter}" if year and chapter else ""


def _rename(element: Element) -> None:
    tag = name(element)
    renamed = _NAMES.get(tag, tag)
    above = element.getparent()
    if tag in _LEVELS:
        word, level = _LEVELS[tag]
        element.set("level", str(level))
        element.set("word", word)
    if above is not None and above.tag == "Heading" and renamed in ("Text", "Label"):
        _head(element, above, renamed)
        return
    if (
        renamed == "Label"
        and above is not None
        and above.tag in _BRACKETED
        and (number := squeeze(element.text or ""))
    ):
        element.text = f"({number.strip('()')})"
    element.tag = renamed


def _head(element: Element, heading: Element, renamed: str) -> None:
    """The number or the title of a part: the print has the word before the number."""
    number = squeeze(element.text or "")
    if renamed == "Label" and number and not re.match(r"[^\W\d_]{4,}", number):
        element.text = f"{heading.get('word')} {number}"
    element.tag = "Label" if renamed == "Label" else "TitleText"


def _flatten(heading: Element) -> None:
    """Puts what a part holds behind its heading, as the vocabulary of Canada has it."""
    above = heading.getparent()
    if above is None:
        return
    place = above.index(heading) + 1
    for child in [c for c in heading if name(c) not in ("Label", "TitleText")]:
        above.insert(place, child)
        place += 1
