"""Whether a text was spoiled on its way to us: by a bad reading of a scan, letters set apart, vowels lost, characters of another font.

Three signs, none of which needs a lexicon: words of a shape that no language has (`keep|r`, `sha11`, `rgltr`), words of one letter in
a row (`T h e  k e e p e r`), and function words misread by one letter that looks alike (`tbe`, `aud`, `witb`) against those read
right. Languages in Latin script are judged; a text in another script is not, nor is one of fewer than `WINDOW` words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from curation.text import packs

WINDOW = 150
"""Words that are judged together: a page or less."""
LOOKS = 24
"""Windows of a text that are looked at; up to twice as many where the text has fewer than twice as many."""
_ODD, _ODD_TOO, _MISREAD_TOO = 0.06, 0.025, 0.03
"""Shares of words of an impossible shape: enough alone, and enough beside so many misread function words.

Of 584 windows of documents at hand one has more than 0.022, a list of file formats with 0.041, and two have more than 0.022
misread; with one letter in ten changed half of 53 windows have 0.074 and 0.093.
"""
_APART = 0.45
"""Share of words of one letter from which on the letters of words are set apart."""
_ALPHABET = 8
"""Fewest different letters among words of one letter, or they are one sign that is repeated."""
_MISREAD, _MISREAD_LEAST = 0.18, 8
"""Share of misread function words among all read, and the fewest that tell."""
_LATIN = 0.6
"""Least share of Latin letters of a text that is judged."""
_ADDRESS = re.compile(r"https?:|www\.|@|[\\/_=<>{}]|\.\w{2,3}\b.")
_INSIDE = re.compile(r"[^\W\d_][\d~^|!;,?%$#*\"°¦®©¢£¥§][^\W\d_]")
"""A digit or a sign between two letters."""
_DIGITS_AT_EDGE = re.compile(r"^[^\W\d_]*[a-zà-ÿ]{2}[01]{1,2}$|^[01][a-zà-ÿ]{3,}$")
"""A word that ends or begins with 0 or 1, as `o` and `l` are misread: `sha11`, `0ffice`."""
_ALIKE = (
    "hb",
    "bh",
    "ec",
    "ce",
    "nu",
    "un",
    "il",
    "li",
    "i1",
    "l1",
    "o0",
    "oc",
    "tl",
    "ti",
    "ao",
    "rt",
    "ft",
    "yv",
)
"""Letters and what they are misread as."""
_GLYPHS = r"(?:[(\[]*[A-Z][a-z]?\d*(?:[)\]]\d*)*)"
_SOUND = re.compile(
    # Formulae of chemistry, with charge, water and what is counted as them: Na2SO4, Fe2(SO4)3, NH4+, CuSO4*5H2O, kgCO2eq.
    rf"(?:[kmgtµμ]{{0,2}}|\d+){_GLYPHS}{{2,}}(?:[*·•.-]\d*{_GLYPHS}+)*(?:\^?\d*[+−-]|\^\d+)?(?:eq?|aq|s|g|l)?"
    # Names in programs and of norms: camelCase, utf8Decoder, OAuth2Token; i18n, h264, base64encode, but not sha11.
    r"|[A-Za-z]?[a-z]+\d*(?:[A-Z]+[a-z]+\d*)+|[A-Z]{1,5}\d*[A-Z]?[a-z]+\d*(?:[A-Z]+[a-z]+\d*)+|[a-z]+(?![01]+(?:\D|$))\d{2,}[a-z]*"
    # Files and hosts, money, measures.
    r"|\S+\.[a-z][a-z0-9]{1,4}|[A-Z]{1,3}[$£€¥][a-z]{0,3}|\d*(?:[kmcdnµμM]?(?:m[23²³]?|g|l|W|J|V|A|Pa|Hz|N|Nm|mol|Bq|Sv)[\^*·²³23]*){1,4}"
)
"""Shapes that are right though they hold digits and signs between letters."""
LONGEST = 60
"""Signs of a word up to which a shape can be right that holds digits and signs."""
_SET_TIGHT = re.compile(
    r"(?<=[^\W\d_A-Z]{3})[,;](?=[^\W\d_][^\W\d_A-Z]{2})|(?<=[^\W\d_]{3})\*(?=in(?:nen)?\b)|(?<=[A-Z]),(?=[A-Z]-)"
)
"""A sign without its space, the star of German that names all genders, places in a molecule: `plants,seeds`, `N,N-dimethyl`."""
_STRIPPED = ".,;:!?()[]\"'“”‘’«»„*…·•-–—/|"


def spoiled_share(text: str) -> tuple[float, int]:
    """Share of the windows of a text that are spoiled, in [0, 1], and how many windows were looked at.

    At most `LOOKS` windows are, evenly over the text, so the time does not grow with its length beyond parting it into words.
    """
    words = text.split()
    count = len(words) // WINDOW
    step = max(1, count // LOOKS)
    starts = range(0, count, step)
    bad = sum(spoiled(words[start * WINDOW : (start + 1) * WINDOW]) for start in starts)
    return bad / max(1, len(starts)), len(starts)


def spoiled(tokens: list[str]) -> bool:
    """Whether some 150 words that stand together cannot be what was printed."""
    words = [
        word
        for token in tokens
        if token.isalpha() or not _ADDRESS.search(token)
        if (word := token.strip(_STRIPPED)) and (word.isalpha() or any(map(str.isalpha, word)))
    ]
    if len(words) < WINDOW // 2 or not _is_latin("".join(words)):
        return False
    single = [word for word in words if len(word) == 1]
    if len(single) >= _APART * len(words) and len(set(single)) >= _ALPHABET:
        return True
    odd = sum(map(_impossible, words)) / len(words)
    right, misread = _function_words([word.lower() for word in words if not word.isupper()])
    share = misread / max(1, misread + right)
    if odd >= _ODD or (odd >= _ODD_TOO and share >= _MISREAD_TOO):
        return True
    return misread >= _MISREAD_LEAST and share >= _MISREAD


def _is_latin(text: str) -> bool:
    if text.isascii():
        return True
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0250" for char in letters) >= _LATIN * len(letters)


_VOWELS = frozenset("aeiouyæøœıAEIOUYÆØŒ")


def _impossible(word: str) -> bool:
    """Whether a word has a shape that no language writes; names, numbers and abbreviations in capitals are none."""
    if word.isalpha() and not _VOWELS.isdisjoint(word):
        return False  # nearly every word: nothing below finds fault with letters and a vowel
    if (
        len(word) < 3
        or word.isupper()
        or _ADDRESS.search(word)
        or (len(word) <= LONGEST and _SOUND.fullmatch(word))
    ):
        return False
    if _SET_TIGHT.search(word):
        return any(map(_impossible, _SET_TIGHT.split(word)))
    if _INSIDE.search(word) or _DIGITS_AT_EDGE.match(word):
        return True
    if len(word) < 4 or not word[1:].islower() or not word.isalpha():
        return False
    plain = unicodedata.normalize("NFD", word.lower())
    return not any(letter in "aeiouyæøœı" for letter in plain)


def _function_words(words: list[str]) -> tuple[int, int]:
    """How many function words of the likeliest language are read right, and how many misread."""
    index, languages = _index()
    right, wrong = [0] * languages, [0] * languages
    for word in words:
        if (found := index.get(word)) is not None:
            for language in found[0]:
                right[language] += 1
            for language in found[1]:
                wrong[language] += 1
    best = max(range(languages), key=lambda language: right[language] + wrong[language])
    return right[best], wrong[best]


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, tuple[list[int], list[int]]], int]:
    """The languages, by their place, of which a word is a function word and of which it is a misread one; and how many there are."""
    index: dict[str, tuple[list[int], list[int]]] = {}
    tables = _tables()
    for place, table in enumerate(tables):
        for side, known in enumerate(table):
            for word in known:
                index.setdefault(word, ([], []))[side].append(place)
    return index, len(tables)


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each language in Latin script, its function words of two letters or more, and what those of three or more are misread as."""
    out: list[tuple[frozenset[str], frozenset[str]]] = []
    every = frozenset(word for language in packs.languages() for word in packs.pack(language).function_words)
    for pack in map(packs.pack, packs.languages()):
        if pack.script != "latin":
            continue
        known = frozenset(word for word in pack.function_words if len(word) > 1)
        alike = {
            f"{word[:place]}{pair[1]}{word[place + 1 :]}"
            for word in known
            if len(word) > 2 and word.isalpha()
            for place in range(len(word))
            for pair in _ALIKE
            if word[place] == pair[0]
        }
        out.append((known, frozenset(alike - every - _WORDS)))
    return tuple(out)


_WORDS = frozenset(
    """
    bad bas bis bow bat hat hut buy bo tor tom fur far cast cars oil ail ali arc ore tie tic tile lite lo ll cut cur out con once ane due duc sur sut der
    don dont sin cin son scs les lcs nor nou nun non sous lib lie tell till toll bold hold hers bers bier bin hin bus hus vet net set sct sie sic hier ist
    lst als ale ate afe aft cher ober ocean oft car cas ces cea ou au en cela ceia rate tate tote role
    """.split()
)
"""Words that look like a misread function word and are none."""
