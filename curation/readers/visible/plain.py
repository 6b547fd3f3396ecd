"""The text that a Markdown or plain-text file shows: its characters without the marks that a browser would not print."""

from __future__ import annotations

import re

from curation.readers import markup

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"(!?\[[^\[\]]*\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_DEFINED = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]+\S+.*$", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def document(data: bytes) -> str:
    """The text of the file without comments, tags, the addresses of links and the definitions of links; front matter is text."""
    text = _COMMENT.sub(" ", markup.decode(data))
    text = _TARGET.sub(r"\1", text)
    return _TAG.sub("", _DEFINED.sub(" ", text))
