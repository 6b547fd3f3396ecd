"""The text that a Markdown or plain-text file shows: its characters without the marks that a browser would not print."""

from __future__ import annotations

import html
import re

from curation.readers import markup
from curation.readers.markdown import written

_TARGET = re.compile(
    r"(!?\[(?:\[[^\[\]]{0,80}\])?[^\[\]]*\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
)
_DEFINED = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]+\S+.*$", re.MULTILINE)
_CALL = re.compile(r"\[\^[^\]\s]{1,80}\]:?")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|tt|u)\b[^<>]{0,500}>", re.I
)
_ATTRIBUTES = re.compile(
    r"\{:[ ]{0,2}(?:[.#]|toc\b|[\w-]{1,40}=[\"'])[^{}\n]{0,400}\}|\{:[ ]{0,2}[\w][^{}\n,;]{0,200}=[^{}\n,;]{0,200}\}|(?<=\S)[ \t]{0,4}\{[#.][^{}\n]{1,120}\}[ \t]{0,4}$",
    re.MULTILINE,
)
"""Attributes that Kramdown and Pandoc write for the browser: `{: .class}`, `## Title {#name}`."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def document(data: bytes) -> str:
    """The text of the file without comments, tags, attributes, the addresses of links the definitions of links and the names of notes; front matter is text."""
    text = written(markup.without_comments(markup.decode(data), " "))
    if "](" in text:
        text = _TARGET.sub(r"\1", text)
    if "{" in text:
        text = _ATTRIBUTES.sub(" ", text)
    if "[^" in text:
        text = _CALL.sub(" ", text)
    if "]:" in text:
        text = _DEFINED.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" ", _INLINE.sub("", text))
    return html.unescape(text) if "&" in text else text
