"""Words of a text as stems, to compare what texts are about, in any language that has a pack.

English has a stemmer of its own: on the labelled policies of the mapper it finds more than Snowball (R@5 .586 against .576
with trained weights, .564 against .532 without leaf biases, 260 clauses). Other languages use their Snowball algorithm
(Porter 2001). Chinese and Japanese become pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from curation.text.packs import pack, primary
from curation.text.words import Token, content_words, lower, stop_words

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

_CJK_LETTERS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_CJK = re.compile(rf"[{_CJK_LETTERS}]+")
_TOKEN = re.compile(rf"[{_CJK_LETTERS}]+|[^\W_{_CJK_LETTERS}]+(?:'[^\W\d_{_CJK_LETTERS}]+)?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST = 5
"""Letters that remain of a word at the least: `sex` is not `set`."""


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """The stem of a word: `disclose`, `disclosed`, `disclosure` and `disclosing` have one.

    Args:
        word: One word in lower case.
        language: A BCP 47 tag; a word of a language without a stemmer is its own stem.
    """
    return _stemmed(word, language)


def _stemmed(word: str, language: str) -> str:
    tag = primary(language)
    if tag == "en":
        return _english(word)
    return _snowball(tag)(word)


@lru_cache(maxsize=64)
def _snowball(tag: str) -> Callable[[str], str]:
    algorithm = pack(tag).snowball
    if not algorithm:
        return str
    import snowballstemmer

    stemmer: BaseStemmer = snowballstemmer.stemmer(algorithm)

    def stemmed(word: str) -> str:
        return str(stemmer.stemWord(word))

    return stemmed


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    """The stem of each English word that has one against the rule."""
    return {word: root for root, words in pack("en").stem_exceptions.items() for word in words}


def _english(word: str) -> str:
    """Suffixes are taken off, up to three, while five letters or more remain. British spelling becomes American."""
    word = word.removesuffix("'s")
    if (known := _exceptions().get(word)) is not None:
        return known
    if len(word) <= 3 or not word.isascii() or word.isdigit():
        return word
    english = pack("en")
    if word not in english.spelling_exceptions:
        for british, american in english.spellings.items():
            word = word.replace(british, american) if len(word) > len(british) + 2 else word
    if len(word) <= _SHORTEST:
        return word[:-1] if word[-1] in "sey" and word[-2] not in "s" else word
    for _ in range(3):
        for suffix in english.stem_suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
                word = word[: -len(suffix)]
                break
        else:
            break
    if word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "eiy" else word


@lru_cache(maxsize=200_000)
def inflection_stem(word: str) -> str:
    """An English word without its inflection, so that forms of one word have one stem and two words have two.

    `employs` and `employed` meet, `employer` and `employee` do not.
    """
    for ending in pack("en").inflections:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            root = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "sl":
                return root[:-1]
            return root.removesuffix("e")
    return word


def inflected_forms(root: str) -> list[str]:
    """Every word whose `inflection_stem` is `root`, sorted."""
    endings = pack("en").inflections
    bases = (root, root + "e", root + root[-1:])
    words = {base + ending for base in bases for ending in (*endings, "")}
    words |= {base[:-1] + ending for base in bases if base.endswith("y") for ending in ("ied", "ies")}
    return sorted(word for word in words if inflection_stem(word) == root)


def stem_tokens(text: str, language: str = "en", leave_out: frozenset[str] = frozenset()) -> list[Token]:
    """The stem, start and end of every word of `text` that is no stop word, in order.

    Args:
        text: Any text.
        language: A BCP 47 tag: whose stop words are left out and whose stemmer is used.
        leave_out: More words, in lower case, that say nothing in the texts that are compared.
    """
    stop = stop_words(language)
    stemmed: list[Token] = []
    for match in _TOKEN.finditer(lower(text)):
        word = match.group()
        if _CJK.match(word):
            start = match.start()
            pairs = range(len(word) - 1) if len(word) > 1 else range(1)
            stemmed.extend(Token(word[i : i + 2], start + i, min(start + i + 2, match.end())) for i in pairs)
        elif word not in stop and word not in leave_out:
            stemmed.append(Token(stem(word, language), match.start(), match.end()))
    return stemmed


def stem_words(text: str, language: str = "en", leave_out: frozenset[str] = frozenset()) -> list[str]:
    """The words of `stem_tokens` without their places: for long tables of texts, where each word is looked up once."""
    lowered = lower(text)
    if not lowered.isascii() and _CJK.search(lowered):
        return [token.word for token in stem_tokens(text, language, leave_out)]
    known = _known_stems(language, leave_out)
    stemmed = map(known.__getitem__, _TOKEN.findall(lowered))
    return [stem for stem in stemmed if stem is not None]


class _KnownStems(dict[str, str | None]):
    """The stem of each word met so far; None for one that is left out."""

    def __init__(self, language: str, left_out: frozenset[str]) -> None:
        super().__init__()
        self._language, self._left_out = language, left_out

    def __missing__(self, word: str) -> str | None:
        if len(self) >= 200_000:
            self.clear()
        stemmed = None if word in self._left_out else _stemmed(word, self._language)
        self[word] = stemmed
        return stemmed


@lru_cache(maxsize=16)
def _known_stems(language: str, leave_out: frozenset[str]) -> _KnownStems:
    return _KnownStems(language, stop_words(language) | leave_out)


def plain_text(text: str) -> str:
    """`text` in NFKC with words written together parted (`deepFake`); offsets in it are not those of `text`."""
    return unicodedata.normalize("NFKC", _CAMEL.sub(" ", text))


@lru_cache(maxsize=200_000)
def content_stems(text: str, language: str = "en") -> frozenset[str]:
    """The stems of the content words of `text`: what two passages are about, to compare them.

    Args:
        text: Any text.
        language: A BCP 47 tag: whose stop words are left out and whose stemmer is used.
    """
    return frozenset(stem(word, language) for word in content_words(text, language))
