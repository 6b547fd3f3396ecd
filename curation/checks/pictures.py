"""The pictures of an item: whether they are there, can be seen and read out, may be passed on, and are needed.

What the bytes of a picture are is looked at once for all items (`pictures.decoding`) and handed in; a check only reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.core.errors import Issue
from curation.pictures.decoding import Seen
from curation.text.stems import plain_text, stem_tokens

MOST_SIDE = 4096
"""Pixels of a side above which services of models scale a picture down, so that a model sees less than a person."""
_TOLD, _TOLD_OF_OTHERS = 0.8, 0.5
"""Share of the key's words in a text from which it tells the key, and the share of the words of a wrong option that excuses it."""


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
    tells = _Key.of(item)
    if tells is None:
        return
    for number, one in enumerate(item.pictures, 1):
        if share := tells.share(str(one["alt"])):
            message = f"{_name(number, one)}: its alternative text has the words of the key; say what stands there, not what follows"
            yield Hit("pictures", message, value=share)


def carried(item: Item, settings: Settings) -> Iterator[Hit]:
    """File names, credits and texts in the file of a picture that hold the words of the key and of no other option.

    Words that are drawn are not read: people see them in review, and models answer without the picture in the closed-book pass.
    """
    tells = _Key.of(item)
    if tells is None:
        return
    for number, one in enumerate(item.pictures, 1):
        state = item.looks.get(str(one["sha256"]))
        inside = state.texts if isinstance(state, Seen) else ()
        for what, text, cure in (
            ("its file name", PurePosixPath(str(one.get("name") or "")).stem, "rename the file"),
            ("its source", str(one.get("source") or ""), "say only who made it"),
            (
                "a text inside its file (title, caption or comment)",
                "\n".join(inside),
                "save it without these data",
            ),
        ):
            if share := tells.share(text):
                message = f"{_name(number, one)}: {what} has the words of the key, and goes with a release; {cure} and bring it in again"
                yield Hit("pictures", message, value=share)


@dataclass(frozen=True)
class _Key:
    """The words by which a text tells the key of a question: numbers and content words as stems, without those of the question."""

    language: str
    key: frozenset[str]
    wrong: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, item: Item) -> _Key | None:
        """The words of an item's key; None where it has no key, or one that says nothing beside the question."""
        if item.key is None or not item.pictures:
            return None
        language = item.language or "en"
        asked = _stems(item.stem, language)
        key = _stems(item.key, language) - asked
        wrong = (_stems(o, language) - asked for i, o in enumerate(item.options) if i != item.answer)
        return cls(language, key, tuple(wrong)) if key else None

    def share(self, text: str) -> float:
        """The share of the key's words in a text that tells the key, in [0, 1]; 0 for a text that does not tell it.

        It tells the key when it has most of its words and, beside each wrong option, those that only the key has and not those
        that only the other has.
        """
        said = _stems(text, self.language)
        share = _part(self.key, said)
        if share < _TOLD:
            return 0.0
        for option in self.wrong:
            own, others = self.key - option, option - self.key
            if not own and not others:
                return 0.0
            if (own and _part(own, said) < _TOLD) or (others and _part(others, said) >= _TOLD_OF_OTHERS):
                return 0.0
        return share


def _part(words: frozenset[str], said: frozenset[str]) -> float:
    return len(words & said) / len(words) if words else 0.0


_PARTED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Where a word and a number are written together: `label2`, `25mm`."""
_CAPITAL = re.compile(r"(?:^|(?<=[\w,:;(/])[\s_-])([^\W\d_])(?!\w)(?:$|(?<!^.))", re.M)
"""A letter by itself inside a sentence, or alone on its line; at the beginning of a sentence an `A` is an article."""


def _stems(text: str, language: str) -> frozenset[str]:
    """The stems of content words, the numbers, and the capitals that name a thing of a drawing: bottle A."""
    plain = plain_text(text)
    stems = {token.word for token in stem_tokens(_PARTED.sub(" ", plain), language)}
    return frozenset(stems | {name.lower() for name in _CAPITAL.findall(plain) if name.isupper()})


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
