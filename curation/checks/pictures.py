"""The pictures of an item: whether they are there, can be seen and read out, may be passed on, and are needed.

What the bytes of a picture are is looked at once for all items (`pictures.decoding`) and handed in; a check only reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.core.errors import Issue
from curation.pictures.decoding import Seen
from curation.text.stems import content_stems

MOST_SIDE = 4096
"""Pixels of a side above which services of models scale a picture down, so that a model sees less than a person."""
_TOLD, _TOLD_OF_OTHERS = 0.8, 0.5
"""Share of the key's words in an alternative text from which it tells the key, and the share of a wrong option's that excuses it."""


def _name(number: int, picture: Mapping[str, Any]) -> str:
    name = str(picture.get("name") or "")
    return f"picture {number}" + (f" ({name})" if name else "")


def there(item: Item, settings: Settings) -> Iterator[Hit]:
    """Pictures that are missing, were exchanged, or cannot be decoded."""
    for number, one in enumerate(item.pictures, 1):
        state = item.looks.get(str(one["sha256"]))
        if isinstance(state, Issue):
            yield Hit("pictures", f"{_name(number, one)}: {state.message}")


def readable(item: Item, settings: Settings) -> Iterator[Hit]:
    """Pictures that show nothing, or more than a model is shown."""
    for number, one in enumerate(item.pictures, 1):
        state = item.looks.get(str(one["sha256"]))
        if isinstance(state, Seen) and state.levels < 2:
            yield Hit(
                "pictures",
                f"{_name(number, one)}: has one colour only, so that nothing can be seen on it; replace it",
            )
        if max(one["width"], one["height"]) > MOST_SIDE:
            size = f"{one['width']:,} × {one['height']:,} pixels"
            yield Hit("pictures", f"{_name(number, one)}: has {size}; models are shown it smaller, so save it smaller", value=float(max(one["width"], one["height"])))  # fmt: skip


def described(item: Item, settings: Settings) -> Iterator[Hit]:
    """Pictures without an alternative text: who does not see them cannot judge the item."""
    for number, one in enumerate(item.pictures, 1):
        if not str(one["alt"]).strip():
            yield Hit(
                "pictures",
                f"{_name(number, one)}: has no alternative text; say what stands in it, without the answer",
            )


def licensed(item: Item, settings: Settings) -> Iterator[Hit]:
    """Pictures of which nobody says under which licence they may be passed on."""
    for number, one in enumerate(item.pictures, 1):
        if not str(one["licence"]).strip():
            yield Hit(
                "pictures",
                f"{_name(number, one)}: names no licence; say under which it may be passed on, and who made it",
            )


def located(item: Item, settings: Settings) -> Iterator[Hit]:
    """Pictures whose file says where on earth it was taken: that is personal data of whoever took it."""
    for number, one in enumerate(item.pictures, 1):
        state = item.looks.get(str(one["sha256"]))
        if isinstance(state, Seen) and state.located:
            yield Hit(
                "pictures",
                f"{_name(number, one)}: its file says where it was taken; save it without these data",
            )


def told(item: Item, settings: Settings) -> Iterator[Hit]:
    """Alternative texts that hold the words of the key and of no other option."""
    if item.key is None:
        return
    asked = content_stems(item.stem, item.language or "en")
    key = content_stems(item.key, item.language or "en") - asked
    if not key:
        return
    wrong = [
        content_stems(o, item.language or "en") - asked
        for i, o in enumerate(item.options)
        if i != item.answer
    ]
    for number, one in enumerate(item.pictures, 1):
        said = content_stems(str(one["alt"]), item.language or "en")
        share = len(key & said) / len(key)
        others = max((len(option & said) / len(option) for option in wrong if option), default=0.0)
        if share >= _TOLD and others < _TOLD_OF_OTHERS:
            message = f"{_name(number, one)}: its alternative text has the words of the key; say what stands there, not what follows"
            yield Hit("pictures", message, value=share)


def needed(item: Item, settings: Settings) -> Iterator[Hit]:
    """Questions with a picture that models answer without it and without the provision."""
    marks = item.marks.get("closed-book")
    if not item.pictures or not isinstance(marks, Mapping):
        return
    right, of = marks.get("right"), marks.get("of")
    if isinstance(right, int) and isinstance(of, int) and of and right == of:
        message = (
            f"all of {of} models answer it right without the picture: ask of what only the picture shows"
        )
        yield Hit("pictures", message, value=1.0)
