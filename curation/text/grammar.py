"""English sentences put together from the parts of a rule: number, articles, denial, and verbs in the form that fits.

Verb forms come from `curation.text.verbs`. Each function says so (None) where it cannot tell, so that no wrong sentence is made.
"""

from __future__ import annotations

import re
from functools import lru_cache

from curation.text.function_words import FINITE
from curation.text.packs import pack
from curation.text.verbs import base, only_verb, singular, third_person

_HEAD_END = re.compile(
    r"(?<!\s)\s++(?:of|for|in|to|at|under|from|with|on|by|across|within|between|about|responsible|without|including|such as|who|which|that|whose|whom|using|operating|working|where|when|if|having|as|pursuant|other than|capable|containing|used|intended|required|not|against|into|located|fitted|connected|exposed|engaged|employed|involved|designed|made|referred|conducting|carrying|handling|on board|above|below|after|before|during|through|over|near|around|outside|inside|beyond|behind|[a-z]{3,}ing(?= (?:the|an?|access|to|in|on|at|from|through|under|more|any)\b)|[a-z]{2,}ed(?= (?:in|by|for|with|on|at|to|from|as|of|under|into|between|within)\b))\b|(?<!\s)\s*+[,(\[]"
)
_PHRASE_END = re.compile(
    r"(?<!\s)\s++(?:of|for|in|to|at|under|from|with|on|by|between|within|who|which|that|whose|when|where|used|required|located)\b"
)
_SINGULAR = re.compile(
    r"^(?:an?|each|every|one|this|that|another|either|neither|no one|nobody|everyone|anyone)\b", re.I
)
_PLURAL = re.compile(
    r"^(?:all|both|these|those|two|three|four|five|six|several|many|most|some|other)\b(?! (?:of )?(?:the )?(?:equipment|information|work|machinery|staff training)\b)",
    re.I,
)
_PLURAL_WORDS = frozenset(
    {"people", "personnel", "staff", "police", "criteria", "data", "premises", "children", "men", "women"}
)
_SINGULAR_WORDS = frozenset(
    {"access", "gas", "process", "apparatus", "business", "illness", "class", "glass", "mass", "loss", "address", "bus", "status", "basis", "analysis", "compass", "harness", "series", "canvas", "plus", "less", "pass", "witness", "diagnosis", "emphasis", "crisis", "hypothesis", "axis", "focus", "virus", "radius", "surplus", "consensus", "progress", "success", "stress", "excess", "press", "waste", "awareness", "fitness", "readiness"}
)  # fmt: skip


def core(noun_phrase: str) -> str:
    """A noun phrase without what follows its noun: `empty drums` of `empty drums of solvent`."""
    match = _HEAD_END.search(noun_phrase)
    return noun_phrase[: match.start()] if match and match.start() > 0 else noun_phrase


def head(noun_phrase: str) -> str:
    """The last word of the core of a noun phrase, in lower case: `drums` of `empty drums of solvent`."""
    words = re.findall(r"[A-Za-z][A-Za-z'\u2019-]*", core(noun_phrase))
    return words[-1].lower() if words else ""


@lru_cache(maxsize=65_536)
def plural(noun_phrase: str) -> bool | None:
    """Whether a noun phrase takes a plural verb; None where that cannot be told."""
    text = noun_phrase.strip()
    if re.match(
        r"an? [^,]+, [^,]+ and \w", re.split(r" (?:who|which|that|whose|of|for) ", text)[0], re.I
    ) or re.match(
        r"an? (?:(?!of |for |in |with |to )[a-z-]+ )+?and (?:an?|all|any|every|each|the) ", text, re.I
    ):
        return True
    if _SINGULAR.match(text):
        return False
    # Only a list before the first preposition is one of several subjects.
    front = _PHRASE_END.split(text, maxsplit=1)[0]
    if (listed := re.search(r",? (?:or|and) (?P<last>[^,]+)$", front)) is not None and "," in front[
        : listed.start()
    ]:
        return True if " and " in listed[0] else plural(listed["last"])
    word = head(text)
    if not word:
        return None
    if word == "means":
        return True
    if uncountable(text):
        return False
    noun = re.sub(r"\bhealth and safety (?=[a-z])", "safety ", core(text))
    if re.search(r"\band\b", noun) and not re.match(r"^(?:each|every|an?)\b", noun, re.I):
        return True

    if word in _SINGULAR_WORDS:
        return False
    return True if _PLURAL.match(text) or word in _PLURAL_WORDS else _plural_noun(word)


def _plural_noun(word: str) -> bool:
    single = singular(word)
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) if single is None else single != word


_MASS = frozenset(
    """
    equipment machinery smoking work waste fuel oil gas water clothing information material welding access alcohol food traffic lighting ventilation
    training cooking eating drinking flammable
    """.split()
)


def uncountable(noun_phrase: str) -> bool:
    """Whether a noun phrase takes no article in the singular: `equipment`, `smoking`."""
    word = head(noun_phrase)
    return word in _MASS or (
        word.endswith("ing")
        and word
        not in (
            "building",
            "ring",
            "bearing",
            "drawing",
            "opening",
            "casing",
            "fitting",
            "coupling",
            "spring",
            "string",
            "lining",
            "railing",
            "landing",
            "bushing",
            "mooring",
            "lashing",
            "thing",
            "king",
            "wing",
            "marking",
        )
    )


def article(word: str) -> str:
    """`a` or `an` before a word, by its sound."""
    low = word.lower()
    if re.match(r"(?:uni(?!n)|use|usu|eu|one\b|once\b|ut[ie])", low):
        return "a"
    if re.match(r"(?:hour|honest|heir|honou?r)", low) or re.match(r"[FHLMNRSX][A-Z]", word):
        return "an"
    return "an" if low[:1] in "aeiou" or re.match(r"8|11\b|18\b", low) else "a"


_FINITE = re.compile(rf"\b(?P<verb>{FINITE})\b(?P<more>,? (?:also |already |only |still )?not\b)?")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|whom|where|when|if|unless|and|or)\b", re.I)
_SOME = re.compile(
    r"(?P<there>there (?:is|are|has been|have been|was|were) )?(?:an?|any) (?=\w)(?!part of|portion of|number of|few |lot )",
    re.I,
)
_DENIES = re.compile(r"\b(?:no|never|neither|nor|without|unless|nobody|nothing|none|hardly|cannot)\b", re.I)


def denied(clause: str) -> str | None:
    """The contrary of a plain clause (`the alarm sounds` as `the alarm does not sound`); None where it cannot be told.

    A clause that is denied already loses its `not`. Clauses with several verbs on one level are left alone.
    """
    text = clause.strip().rstrip(".")
    if _DENIES.search(text) or re.match(r"(?:more|less|fewer|at least|at most|not)\b", text, re.I):
        return None
    if (some := _SOME.match(text)) is not None and not re.search(
        r",? \b(?:and|or) (?:is|are|has|have|was|were|the|an?|that|no) ", text
    ):
        return f"{some['there'] or ''}no {text[some.end() :]}"
    match = _FINITE.search(text)
    if match is not None and not _RELATIVE.search(text[: match.start()]):
        if re.search(
            r"(?:,|;) (?:and|or|but)\b|\band (?:is|are|has|have|was|were|can|may)\b|\bor (?:is|are|has|have|was|were|can|may)\b",
            text[match.end() :],
        ) or _second_verb(text[match.end() :]):
            return None
        if match["more"] and match["verb"] in ("does", "do"):
            return _affirmed(text, match)
        if match["more"]:
            return text[: match.end("verb")] + text[match.end() :]
        if match["verb"] in ("have", "had", "has", "do", "does", "did"):
            return _denied_have(text, match)
        if match["verb"] == "may":
            return f"{text[: match.start()]}cannot{text[match.end() :]}"
        return f"{text[: match.end()]} not{text[match.end() :]}"
    return _denied_present(text)


def _affirmed(text: str, match: re.Match[str]) -> str | None:
    """`the driver understands it` of `the driver does not understand it`."""
    verb = re.match(r" (?P<adverb>[a-z]+ly )?(?P<verb>[a-z]+)", text[match.end() :])
    if verb is None or base(verb["verb"]) != verb["verb"]:
        return None
    said = third_person(verb["verb"]) if match["verb"] == "does" else verb["verb"]
    return f"{text[: match.start()]}{verb['adverb'] or ''}{said}{text[match.end() + verb.end() :]}"


def _denied_have(text: str, match: re.Match[str]) -> str | None:
    """`has been issued` takes `not`; `has a certificate` becomes `does not have a certificate`."""
    rest = text[match.end() :].split()
    verb = match["verb"]
    if not rest or verb in ("do", "does", "did"):
        return None
    following = (
        rest[1]
        if rest[0] in ("already", "also", "recently", "previously", "successfully") and len(rest) > 1
        else rest[0]
    )
    if following == "been" or (following not in pack("en").determiners and participle(following)):
        return f"{text[: match.end()]} not{text[match.end() :]}"
    if following == "to":
        return None
    does = {"has": "does", "have": "do", "had": "did"}[verb]
    return f"{text[: match.start()]}{does} not have{text[match.end() :]}"


@lru_cache(maxsize=65_536)
def participle(word: str) -> bool:
    """Whether a word is a past participle and not a base form alone: `kept`, `issued`."""
    root = base(word)
    return root is not None and root != word.lower() and not word.lower().endswith("ing")


_AND_VERB = re.compile(r"\b(?:and|or) (?P<verb>[a-z]+s) (?:the|an?|any|its|his|her|their|to|that)\b")


def _second_verb(text: str) -> bool:
    """Whether a second verb in the third person stands on the level of the first: `and presents the card`."""
    return any((root := base(m["verb"])) is not None and root != m["verb"] for m in _AND_VERB.finditer(text))


_OBJECT_START = frozenset(
    "the a an any each every its his her their it them him that to in on at for with from by under within no all".split()
)
"""Words behind a word in -s that make it a verb and no noun."""


def _denied_present(text: str) -> str | None:
    """`the level exceeds 5` as `the level does not exceed 5`: one verb in the present tense that is plainly a verb."""
    words = list(re.finditer(r"[A-Za-z][A-Za-z'\u2019-]*", text))
    for place, word in enumerate(words[1:], 1):
        if _RELATIVE.fullmatch(word[0]):
            return None
        following = words[place + 1][0].lower() if place + 1 < len(words) else ""
        before = words[place - 1]
        if (
            before[0].lower().endswith("ly") or before[0].lower() in ("also", "already", "still")
        ) and place > 1:
            before = words[place - 2]
        many = _present_plural(before[0], word[0], following)
        if (root := _third(word[0]) or _singular_verb(before[0], word[0], following)) is not None or many:
            rest = text[word.end() :]
            if re.search(r"\b(?:and|or) [a-z]+s\b", rest):
                return None
            start = before.end() + 1
            adverb = text[start : word.start()]
            return f"{text[:start]}{'do' if many else 'does'} not {adverb}{root or word[0]}{rest}"
    return None


def _singular_verb(before: str, word: str, following: str) -> str | None:
    """The base form of a word in -s behind a noun in the singular and before an object: `holds` of `the person holds a licence`."""
    low = word.lower()
    if not low.endswith("s") or low.endswith("ss") or following not in _OBJECT_START:
        return None
    root = base(low)
    if root is None or root == low or third_person(root) != low:
        return None
    subject = before.lower()
    return root if subject in ("he", "she", "it") or singular(subject) == subject else None


def _present_plural(before: str, word: str, following: str) -> bool:
    """Whether a word is a verb behind `they` or a noun in the plural: `they display the card`."""
    low = word.lower()
    if base(low) != low or following not in _OBJECT_START or low in pack("en").function_words:
        return False
    return before.lower() == "they" or (
        singular(before.lower()) not in (None, before.lower()) and only_verb(low)
    )


@lru_cache(maxsize=65_536)
def _third(word: str) -> str | None:
    """The base form of a word that is a verb in the third person and nothing else."""
    low = word.lower()
    if not low.endswith("s") or low.endswith("ss"):
        return None
    root: str | None = base(low)
    if root is None or root == low or third_person(root) != low:
        return None
    return str(root) if only_verb(low) or low in _VERBS_IN_S else None


_VERBS_IN_S = frozenset(
    """
    exceeds requires contains involves performs receives becomes occurs finds uses
    """.split()
)


def verb_first(phrase: str) -> str | None:
    """The base form that a verb phrase begins with, adverbs aside; None when it begins with none.

    `promptly notify the owner` gives `notify`; `records of the tests` gives None.
    """
    words = re.findall(r"[A-Za-z][A-Za-z'\u2019-]*", phrase)
    for place, word in enumerate(words[:4]):
        low = word.lower()
        if low == "be" or low in ("have", "do"):
            return str(low)
        if low in ("not", "also", "only", "always", "then", "either") or (
            low.endswith("ly")
            and base(low) in (None, low)
            and low not in ("supply", "apply", "comply", "rely", "reply", "multiply")
        ):
            continue
        if low in pack("en").determiners or low in pack("en").function_words:
            return None
        root = base(low)
        if root != low:
            return None
        following = words[place + 1].lower() if place + 1 < len(words) else ""
        if following in ("of",) and low not in (
            "dispose",
            "think",
            "consist",
            "know",
            "speak",
            "inform",
            "approve",
        ):
            return None
        return str(low)
    return None


def does(noun_phrase: str) -> str | None:
    """`does` or `do` for a subject; None where its number cannot be told."""
    many = plural(noun_phrase)
    return None if many is None else "do" if many else "does"


def is_are(noun_phrase: str) -> str | None:
    """`is` or `are` for a subject; None where its number cannot be told."""
    many = plural(noun_phrase)
    return None if many is None else "are" if many else "is"


def upper_first(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


_KEPT_CAPITAL = re.compile(r"^(?:[A-Z]{2,}|[A-Z][a-z]+ (?:[A-Z]|of the [A-Z])|I\b)")
_SMALL_WORDS = re.compile(
    r"^(?:The|An?|Any|Each|Every|All|No|If|Where|When|Before|After|In|On|At|For|It|They|He|She|There|This|These|One)\b"
)


def lower_first(text: str) -> str:
    """`text` with a small first letter, unless its first word looks like a name."""
    if _SMALL_WORDS.match(text):
        return text[0].lower() + text[1:]
    return text if _KEPT_CAPITAL.match(text) else text[:1].lower() + text[1:]
