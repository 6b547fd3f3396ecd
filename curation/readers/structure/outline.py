"""From a flat run of blocks to the tree of a law, a licence or a policy.

Formats without markup of their own law (Markdown, web pages, PDF, DOCX) all come here, so that the same text gets the
same identifiers from each of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from curation.readers.eurlex import part_names
from curation.readers.structure import (
    articles,
    chinese_law,
    contents,
    flat_lists,
    german_law,
    japanese_law,
    numbered_lists,
    policy,
    printed_lines,
    repeated_numbers,
    run_in_articles,
    run_in_paragraphs,
    wrapped_lines,
)
from curation.readers.structure.blocks import MAX_BLOCKS, Block, LeftOut, Parsed, is_bullet, marked, too_many
from curation.readers.structure.placing import place
from curation.text.document_words import editorial
from curation.text.document_words import outline as wording
from curation.text.heading_words import (
    is_blank_to_fill,
    is_field,
    is_generic,
    is_letterhead,
    is_notice,
    is_number_of_document,
    names_document,
    speaks_to_reader,
)
from curation.text.language import language_of


def outline(
    blocks: list[Block], title: str = "", language: str = "", lists: numbered_lists.Lists = "printed"
) -> Parsed:
    """The tree of a flat document, by the tradition its own numbering shows; for `lists` see `policy.tree`."""
    if len(blocks) > MAX_BLOCKS:
        raise too_many()
    language = language or language_of(" ".join(block.text for block in blocks[:400]))
    blocks = [block for block in blocks if block.number or block.kind == "row" or _says(block)]
    blocks, history = _without_history(printed_lines.mended(blocks))
    blocks = numbered_lists.headed(blocks)
    blocks = wrapped_lines.joined(contents.find([_captioned(block) for block in blocks]))
    blocks, repeated = repeated_numbers.parted(blocks)
    if language != "en":
        blocks = run_in_articles.parted(blocks)
    blocks = run_in_paragraphs.parted(blocks)
    title = wording.EDITION.sub("", wording.PROMULGATED.sub("", title or _title(blocks)))
    title = _below_letterhead(blocks, title) or title
    whole = printed_lines.whole_name(blocks, title)
    parsed = _tree(
        blocks,
        whole if _is_name(title) or whole != title else _short_title(blocks) or title,
        language,
        bool(repeated),
        lists,
    )
    parsed.left_out = [*repeated, *history] + [
        replace(piece, reason="title") if parsed.title and piece.text in (parsed.title, title) else piece
        for piece in place(parsed.root, flat_lists.parted(blocks))
    ]
    return parsed


GUESSED = 7
"""The level of a heading that only its print shows."""


_QUOTES = frozenset('“”„»«’"')
"""What may stand alone on a line since it ends a quotation."""


def _says(block: Block) -> bool:
    """Whether a block has a letter or a digit: a rule of dashes or a lone underscore is no part of a document."""
    text = marked(block)
    return any(map(str.isalnum, text)) or bool(block.notes) or not _QUOTES.isdisjoint(text)


def _without_history(blocks: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """The blocks without the publisher's notes on the history of provisions, and those notes."""
    kept: list[Block] = []
    notes: list[LeftOut] = []
    for block in blocks:
        plain = block.kind in ("text", "item") and not block.number and not block.notes
        if plain and editorial.NOTE.match(block.text):
            notes.append(LeftOut(marked(block), "editorial", block.place, block.page))
        else:
            kept.append(block)
    return kept, notes


def _captioned(block: Block) -> Block:
    """A line in bold that names a table or a figure as text: what follows does not stand below it."""
    if block.kind == "heading" and block.level == GUESSED and wording.CAPTION.match(block.text):
        return replace(block, kind="text", level=0)
    return block


def _tree(
    blocks: list[Block], title: str, language: str, repeated: bool, lists: numbered_lists.Lists
) -> Parsed:
    """The tree; `repeated`: provisions print the number of their section again, as laws do."""
    if chinese_law.is_law([block.text for block in blocks if block.kind != "contents"]):
        if language == "ja":
            return japanese_law.read(blocks, title)
        return chinese_law.read(blocks, title)
    if language in ("de", "") and german_law.is_law(blocks):
        return german_law.read(blocks, title)
    if articles.is_law(blocks):
        return articles.read(blocks, title, language)
    return Parsed(policy.tree(blocks, repeated, lists), "policy", title, language, title)


def names_part(line: str) -> bool:
    """Whether a line names a part of a document (`Capítulo I`, `§ 3`, `Article 5`) and so is not the title of the whole."""
    if wording.PART.match(line) is not None or part_names.division(line) is not None:
        return True
    return part_names.article(line) is not None and not names_document(line)


def named(blocks: list[Block], said: str = "") -> str:
    """What a document is called: the name that its file says it has where its first lines print it, else its first heading.

    A line before a heading that any document may have (`Overview`) is the title, and not that heading; a document with several
    headings of that rank has none.
    """
    beginning = [block for block in blocks[:_BEGINNING] if block.kind in ("heading", "text", "row")]
    told = _folded(said)
    if len(told) >= _TELLING:
        printed = next((block.text for block in beginning if _folded(block.text).startswith(told)), "")
        if printed:
            return printed if _folded(printed) == told or len(printed) < _TITLE else said
    place, first = next(
        ((place, b) for place, b in enumerate(blocks) if b.kind == "heading" and len(b.text) <= _TITLE),
        (0, None),
    )
    lines = (block.text for block in blocks[:place] if block.kind == "text")
    before = [line for line in lines if _titles(line) and not is_blank_to_fill(line)]
    if first is None or not (is_generic(first.text) or (place <= _FIRST and _name_above(before, first))):
        return "" if first is None else first.text
    if is_generic(first.text) and _counted(blocks, first):
        return _telling_line(blocks[:place])
    return before[0] if before else "" if _has_peers(first, blocks[place + 1 :]) else first.text


def _name_above(lines: list[str], first: Block) -> bool:
    """Whether the first line above a heading names the document, which the heading does not: `Privacy Policy`, then `Interpretation`."""
    return (
        bool(lines)
        and names_document(lines[0])
        and not names_document(first.text)
        and len(lines[0].split()) <= _NAME
    )


_NAME = 6
"""Most words of such a line."""


def _has_peers(heading: Block, following: list[Block]) -> bool:
    """Whether another heading of the same or a higher rank follows that is not one that any document may have."""
    return any(
        block.kind == "heading" and block.level <= heading.level and not is_generic(block.text)
        for block in following
    )


_BEGINNING, _TELLING, _TITLE = 12, 6, 120
"""Blocks in which a title is printed; letters of a title that tell it from others; most characters of a line that goes on behind it."""


def _folded(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _title(blocks: list[Block]) -> str:
    """The first heading, else a short first line that is no sentence; empty when that line names a part."""
    headings = ((n, b) for n, b in enumerate(blocks) if b.kind == "heading")
    place, first = next(((n, b) for n, b in headings if not is_blank_to_fill(b.text)), (0, None))
    if first is not None and is_generic(first.text):
        return named(blocks)
    if first is None:
        return _line(blocks[:_FIRST]) or _telling_line(blocks)
    line = _line(blocks[: min(place, _FIRST)]) if first.level == GUESSED else ""
    if line and (names_document(line) or not names_document(first.text)):
        return line
    if _behind_words(blocks, place) or _counted(blocks, first):
        return _telling_line(blocks[:place]) if first.level == GUESSED or place else ""
    single = place == 0 and first.level == 1 and _headings(blocks, 1) == 1
    if single and not names_part(title := _OF_MANY.sub("", first.text)):
        return title  # one of the policies of a handbook, a file each
    if first.marker or first.number or names_part(first.text):
        return _telling_line(blocks[:place])
    return first.text


def _behind_words(blocks: list[Block], place: int) -> bool:
    """Whether a heading that is one of several, or shown by its print alone, stands behind words of the document."""
    first = blocks[place]
    if first.level == 1 or (
        first.level < GUESSED and (_headings(blocks, first.level) == 1 or names_document(first.text))
    ):
        return False
    said = [b for b in blocks[:place] if b.kind in ("text", "item") and not is_notice(b.text)]
    return len(said) >= _WORDS_BEFORE and any(
        len(b.text.split()) >= _SAID or (b.text.endswith(":") and first.level == GUESSED) for b in said
    )


def _counted(blocks: list[Block], first: Block) -> bool:
    """Whether a heading is the first of those that number the sections: `1 Purpose`, then `2 Scope`."""
    number = re.match(r"1\.?\s+[^\W\d]", marked(first))
    return number is not None and any(
        b.kind == "heading" and b.level == first.level and re.match(r"2\.?\s+[^\W\d]", marked(b))
        for b in blocks
    )


def _telling_line(blocks: list[Block]) -> str:
    """A line before the sections that has a word for a kind of document, empty without one."""
    numbered = (n for n, b in enumerate(blocks) if b.number or (b.kind == "item" and not is_bullet(b.marker)))
    beginning = (b.text for b in blocks[: min(next(numbered, _ABOVE), _ABOVE)] if b.kind == "text")
    return next(
        (
            text
            for text in beginning
            if text[:1].isupper()
            and len(text.split()) > 1
            and names_document(text)
            and _titles(text)
            and not is_notice(text)
            and not speaks_to_reader(text)
        ),
        "",
    )


_SLUG = re.compile(r"[^\W\d_][\w ]{1,30}:\s+[a-z\d_-]+")
"""A field that names something for programs: `REGULATION: gdpr`."""


_ABOVE = 6
"""Blocks at the beginning in which such a line may stand."""
_WORDS_BEFORE = 2
"""Paragraphs before a heading from which on it opens a part of the document and does not name it."""
_OF_MANY = re.compile(r"^\d{1,3}\.?\s+(?=[^\W\d_])")
_FIRST, _BELOW = 4, 3
"""Blocks at the beginning in which a line is the title; blocks below a letterhead in which the title stands."""
_SAID = 14
"""Words from which on a block is a paragraph: a line below it is no title."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
"""Chinese, whose words no space parts: the name of a law stands below the order that puts it in force."""


def _below_letterhead(blocks: list[Block], title: str) -> str:
    """The line that names the document right below a title that names an organisation; empty without one."""
    place = next((n for n, b in enumerate(blocks[:_BEGINNING]) if b.text == title), -1)
    acronym = title.isupper() and " " not in title
    if place < 0 or not (acronym or is_letterhead(title)):
        return ""
    below = (
        b
        for b in blocks[place + 1 : place + 1 + _BELOW]
        if b.kind == "text" or (b.kind == "heading" and not _is_one_of_many(b, blocks[place], blocks))
    )
    return next((b.text for b in below if names_document(b.text) and _titles(b.text)), "")


def _is_name(title: str) -> bool:
    """Whether a title is the name of the document: no series, no number, and no line that says what an act is for."""
    other = is_generic(title) or is_number_of_document(title) or wording.LONG_TITLE.match(title) is not None
    return names_document(title) and not other


def _short_title(blocks: list[Block]) -> str:
    """The name that an act gives itself in its first provisions; empty for another document."""
    body = [block for block in blocks if block.kind != "contents"][:_OPENING]
    texts = (marked(block) for block in body if block.kind in ("text", "item", "heading"))
    found = next((match for text in texts if (match := wording.SHORT_TITLE.search(text[:_SENTENCE]))), None)
    return found["name"] if found is not None else ""


_OPENING, _SENTENCE = 40, 2000
"""Blocks in which an act gives itself a name; characters of a block that are looked at."""


def _is_one_of_many(heading: Block, above: Block, blocks: list[Block]) -> bool:
    """Whether a heading is the first of the sections below another one, and so not the title of the whole."""
    inside = above.kind == "heading" and above.level < heading.level < GUESSED
    return inside and _headings(blocks, heading.level) > 1


def _headings(blocks: list[Block], level: int) -> int:
    return sum(block.kind == "heading" and block.level == level for block in blocks)


def _line(blocks: list[Block]) -> str:
    """The first short line that may be a title, before any paragraph; of several fields of a form, only one that says a name."""
    form = sum(block.kind == "text" and is_field(block.text) for block in blocks) > 1
    for order, block in enumerate(blocks):
        alone = block.kind == "row" and not order and " | " not in block.text  # the head of a form
        plain = (block.kind == "text" or alone) and _titles(block.text) and not is_notice(block.text)
        named = is_generic(block.text) or is_blank_to_fill(block.text) or is_number_of_document(block.text)
        if plain and not named and not (form and is_field(block.text)):
            return block.text
        if len(block.text.split()) >= _SAID and not _HAN.search(block.text):
            break
    return ""


def _titles(line: str) -> bool:
    """Whether a line may be the title: short, no sentence, no notice of copyright and no date."""
    plain = not re.search(r"[.:;,。：；][\"”’)]?$", line) and len(line.split()) <= 14
    dated = re.search(r"\d{4}$", line) is not None and not wording.ENACTED.search(line)
    return (
        plain
        and 3 < len(line) < 120
        and not _SLUG.fullmatch(line)
        and not names_part(line)
        and not dated
        and not wording.NO_TITLE_LINE.search(line)
    )
