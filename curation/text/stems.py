"""Words of a text as stems, for lexical matching. English inflection is taken off; Chinese becomes character pairs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from curation.text.words import content_words

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[^\W\d_a-z]+")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "may",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "one",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "you",
        "your",
        "ai",
        "system",
        "systems",
        "model",
        "models",
        "chatbot",
        "chatbots",
        "chatgpt",
        "generative",
        "genai",
        "llm",
        "llms",
        "tool",
        "tools",
        "use",
        "used",
        "uses",
        "using",
        "include",
        "including",
        "includes",
        "included",
        "e",
        "g",
        "eg",
        "ie",
        "etc",
        "also",
        "ensure",
        "provide",
        "provided",
        "make",
        "made",
        "however",
    ]
)
"""Words that say nothing about a category; `ai`, `chatbot`, `tool` and `use` stand in nearly every clause of such documents."""
# British and American spellings meet on one form; the taxonomy mixes both as its sources do.
_SPELLING = (
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("our", "or"),
    ("defence", "defense"), ("offence", "offense"), ("licence", "license"), ("labell", "label"),
)  # fmt: skip
_KEEP_OUR = frozenset(
    {"our", "hour", "four", "your", "tour", "pour", "sour", "flour", "source", "resource", "course", "court"}
)
_SUFFIXES = tuple(
    sorted(
        [
            "ization",
            "fulness",
            "ousness",
            "iveness",
            "ational",
            "ations",
            "ation",
            "ments",
            "ment",
            "ities",
            "ity",
            "ingly",
            "edly",
            "ings",
            "ing",
            "ions",
            "ion",
            "ives",
            "ive",
            "ized",
            "izes",
            "izing",
            "ize",
            "ances",
            "ance",
            "ences",
            "ence",
            "ency",
            "ancy",
            "ness",
            "ally",
            "able",
            "ible",
            "ers",
            "er",
            "ors",
            "or",
            "ies",
            "ied",
            "ied",
            "ed",
            "es",
            "ly",
            "al",
            "ial",
            "ous",
            "ious",
            "y",
            "e",
            "s",
            "ate",
            "ated",
            "ates",
            "ating",
            "at",
            "ory",
            "atory",
            "ure",
            "ures",
            "ent",
            "ant",
            "ic",
            "ical",
            "ist",
            "ists",
            "ism",
        ],
        key=lambda suffix: (-len(suffix), suffix),
    )
)
_EXCEPTIONS = {
    "policy": "policy", "policies": "policy", "general": "general", "university": "university",
    "race": "race", "private": "privac", "labelled": "label", "labelling": "label", "age": "age", "racial": "race", "racist": "race", "racism": "race", "racially": "race", "races": "race",
    "sexual": "sexual", "sexually": "sexual", "political": "politic", "politics": "politic",
    "children": "child", "women": "woman", "men": "man", "people": "person", "public": "public",
    "publicly": "public", "physical": "physical", "personal": "personal", "security": "secur", "copyrighted": "copyright",
    "minority": "minority", "minorities": "minority", "minor": "minor", "minors": "minor", "informed": "informed",
    "training": "train", "state": "state", "states": "state", "status": "status", "party": "party", "parties": "party",
    "mental": "mental", "internal": "internal", "international": "international", "diagnose": "diagnos", "diagnosed": "diagnos", "diagnosing": "diagnos", "national": "national", "nation": "nation",
    "medical": "medic", "medicine": "medic", "data": "data", "date": "date", "dates": "date",
}  # fmt: skip
"""Words whose stem would meet that of another word, and families the rule below would part."""


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "en") -> str:
    """A crude common form of an English word: suffixes are taken off while five letters or more remain.

    `disclose`, `disclosed`, `disclosure` and `disclosing` meet; short words keep their form so that `sex` is not `set`.
    """
    word = word.removesuffix("'s")
    if (known := _EXCEPTIONS.get(word)) is not None:
        return known
    if len(word) <= 3 or not word.isascii() or word.isdigit():
        return word
    if word not in _KEEP_OUR:
        for british, american in _SPELLING:
            word = word.replace(british, american) if len(word) > len(british) + 2 else word
    if len(word) <= 5:
        return word[:-1] if word[-1] in "sey" and word[-2] not in "s" else word
    for _ in range(3):
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 5:
                word = word[: -len(suffix)]
                break
        else:
            break
    if word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "eiy" else word


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Stem, start and end of every word of `text` that is not a stop word, in order."""
    found: list[tuple[str, int, int]] = []
    lowered = text.lower()
    if len(lowered) != len(text):  # a character that grows in lower case would shift every span behind it
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for match in _TOKEN.finditer(lowered):
        word = match.group()
        if _CJK.match(word):
            start = match.start()
            pairs = range(len(word) - 1) if len(word) > 1 else range(1)
            found.extend((word[i : i + 2], start + i, min(start + i + 2, match.end())) for i in pairs)
        elif word not in STOP:
            found.append((stem(word), match.start(), match.end()))
    return found


def stems(text: str) -> list[str]:
    """The stems of `text` in order, for text that is not cited by span."""
    plain = unicodedata.normalize("NFKC", _CAMEL.sub(" ", text))
    return [token for token, _, _ in tokens(plain)]


@lru_cache(maxsize=200_000)
def content_stems(text: str, language: str = "en") -> frozenset[str]:
    """The stems of the content words of `text`: what two passages are about, to compare them.

    Args:
        text: Any text.
        language: A BCP 47 tag: whose stop words are left out and whose stemmer is used.
    """
    return frozenset(stem(word, language) for word in content_words(text, language))
