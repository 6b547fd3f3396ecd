"""Links of Markdown whose address stands elsewhere: `[section 24][33]`, with the line `[33]: https://…` at the end of the file, or nowhere."""

from __future__ import annotations

import re

_DEFINED = re.compile(r"^ {0,3}\[([^\]^\n][^\]\n]{0,80})\]:[ \t]+\S", re.MULTILINE)
_LINK = re.compile(
    r"(?<!\w)!?\[(?P<words>(?:[^\[\]\\\n]|\n(?![ \t]{0,9}\n)|\\.){0,300})\]\[(?P<name>[^\[\]\n^][^\[\]\n]{0,80}|)\]"
)
_SHORTCUT = re.compile(r"(?<![\w\]\\!])\[([^\[\]\n]{1,80})\](?![\[(:])")
"""A link that is called as its address is: `[Kite Board]`, with the line `[Kite Board]: https://…`."""
_NUMBER = re.compile(r"\d{1,3}")
_WORD = re.compile(r"[^\W\d_]{2}")


def resolved(text: str) -> str:
    """The text with the words of such links alone; two that follow each other directly get a space between them.

    A number that nothing defines still names a link when the words in front of it are words: the file lost its list of addresses.
    `[1][2]` without a definition may cite two sources and stays.
    """
    if "][" not in text and "]:" not in text:
        return text
    names = {name.casefold() for name in _DEFINED.findall(text)}

    def words(link: re.Match[str]) -> str:
        name = (link["name"] or link["words"]).casefold()
        lost = _NUMBER.fullmatch(name) is not None and _WORD.search(link["words"]) is not None
        if name not in names and not lost:
            return link[0]
        return link["words"] + (" " if text.startswith("[", link.end()) else "")

    def word(link: re.Match[str]) -> str:
        return link[1] if link[1].casefold() in names else link[0]

    text = _LINK.sub(words, text)
    return _SHORTCUT.sub(word, text) if names else text
