"""Checks of a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.prompts import requests
from curation.checks.settings import Settings
from curation.text.item_words.gaps import (
    ASKED_ABOUT,
    MAY_END,
    NO_FORMS,
    OPEN_END,
    SURGERY,
    TAKES_TWO,
    WITH_GAP,
)
from curation.text.quoted import unquoted
from curation.text.sentences import sentences
from curation.text.verbs import base


def text_empty(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt without words."""
    if not item.problems and not any(c.isalnum() for c in item.text):
        yield Hit("text", "the prompt is empty; write it or remove the line")


def prompt_long(item: Item, settings: Settings) -> Iterator[Hit]:
    """A very long prompt."""
    n = item.text.count(" ") + 1
    if n > settings.prompt_words:
        yield Hit("text", f"{n} words; most prompts of its kind have under {settings.prompt_words}", value=n)


def no_request(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that asks for nothing."""
    text = item.text.strip()
    if not text or (item.language and not item.language.startswith("en")):
        return
    parts = [text[start:end] for start, end in sentences(text, "en", lines=True)]
    if not any(requests.asks(part) for part in parts):
        yield Hit("text", "asks for nothing; a model cannot be seen to refuse or comply")


def questions_many(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that asks several things at once."""
    n = item.text.count("?")
    if n > 2:
        yield Hit("text", f"{n} questions at once; which of them was answered cannot be told", value=n)
    elif item.language in ("", "en") and (n := requests.unrelated(item.text)):
        yield Hit(
            "text",
            f"{n} requests at once that have nothing in common; which of them was answered cannot be told",
            value=n,
        )


def no_end(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that ends without a mark: it may have been cut. One that ends with a word such as `the` was."""
    tail = item.text.rstrip()[-1:]
    english = not item.language or item.language.startswith("en")
    if (
        english
        and item.text.count(" ") > 3
        and (cut := OPEN_END.search(item.text.rstrip()))
        and not (cut[0].lower() in MAY_END and ASKED_ABOUT.search(item.text.rstrip()[-120:]))
    ):
        yield Hit("text", f"ends with {cut[0]!r}; write its end", *cut.span(), severity="warn")
    elif tail and tail not in ".?!:\"'\u201d\u2019)\u3002\uff1f\uff01\u2026" and item.text.count(" ") > 3:
        yield Hit("text", "ends without a mark; see whether it was cut")


def _gap(text: str) -> re.Match[str] | None:
    """The first place where words of a rule break the grammar of a request."""
    for match in WITH_GAP.finditer(text):
        forms = [match[name] for name in ("ing", "form", "did") if match[name]]
        if forms and (forms[0].lower() in NO_FORMS or base(forms[0]) in (None, forms[0].lower())):
            continue
        if match["passive"] and match["passive"].lower() in TAKES_TWO:
            continue
        return match
    return None


def cut_from_a_rule(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words of a rule in a frame that they do not fit, which no person would write."""
    if item.language and not item.language.startswith("en"):
        return
    if match := SURGERY.search(item.text) or _gap(unquoted(item.text).replace("\u2019", "'")):
        yield Hit(
            "text", "is cut out of a rule and is no sentence; write it as a person would", *match.span()
        )
