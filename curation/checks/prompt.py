"""Checks of a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings


def text_empty(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt without words."""
    if not item.problems and not any(c.isalnum() for c in item.text):
        yield Hit("text", "the prompt is empty; write it or remove the line")


def prompt_long(item: Item, settings: Settings) -> Iterator[Hit]:
    """A very long prompt."""
    n = item.text.count(" ") + 1
    if n > settings.prompt_words:
        yield Hit("text", f"{n} words; most prompts of its kind have under {settings.prompt_words}", value=n)


_REQUEST = re.compile(
    r"\?|\b(?:how|what|why|where|who|which|when|can|could|would|should|do|does|is|are|will|may)\b"
    r"|\b(?:write|tell|give|explain|list|describe|create|make|help|show|generate|suggest|teach|draft|provide|find|need|want"
    r"|act|pretend|imagine|translate|summari[sz]e|rank|design|plan|say|name|compare|rewrite|convince|recommend|advise)\b",
    re.I,
)


def no_request(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that asks for nothing."""
    if (
        item.text.strip()
        and (not item.language or item.language.startswith("en"))
        and not _REQUEST.search(item.text)
    ):
        yield Hit("text", "asks for nothing; a model cannot be seen to refuse or comply")


def questions_many(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that asks several things at once."""
    n = item.text.count("?")
    if n > 2:
        yield Hit("text", f"{n} questions at once; which of them was answered cannot be told", value=n)


def no_end(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that ends without a mark: it may have been cut."""
    tail = item.text.rstrip()[-1:]
    if tail and tail not in ".?!:\"'\u201d\u2019)\u3002\uff1f\uff01\u2026" and item.text.count(" ") > 3:
        yield Hit("text", "ends without a mark; see whether it was cut")


_MARKER = re.compile(r"^\s*(?:[-*\u2022]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+\S")


def list_marker(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that begins with the number of the list it was taken from."""
    if found := _MARKER.match(item.text):
        yield Hit("text", "begins with the mark of a list; take it out", found.start(), found.end() - 1)
