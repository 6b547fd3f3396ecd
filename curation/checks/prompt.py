"""Checks of a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks import requests
from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
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


_OPEN_END = re.compile(
    r"\b(?:a|an|the|my|your|our|their|his|its|this|these|every|of|to|for|with|from|by|in|on|at|as|about|into|and|or|but|that|which|who|"
    r"how|why|when|where|what|if|because|than|so|is|are|was|were|be|may|can|must|will|should|has|have|would|could|might|shall|does|did|not|i|we|he|she|they|before|after|without|between|because of"
    r"|unless|until|while|whether|although|during|against|under|over|only|very|such|each|any|some|no)$",
    re.I,
)
"""Words that no sentence ends with in formal English, or hardly any."""


_MAY_END = frozenset(["is", "are", "was", "were", "be", "can", "has", "have", "does", "did"])
_ASKED_ABOUT = re.compile(
    r"\b(?:what|who|how|where|which|why|when|whose|than|as|whatever)\b[^.?!]{1,100}$", re.I
)
"""A clause may end with its verb: `what the difference is`."""


def no_end(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that ends without a mark: it may have been cut. One that ends with a word such as `the` was."""
    tail = item.text.rstrip()[-1:]
    english = not item.language or item.language.startswith("en")
    if (
        english
        and item.text.count(" ") > 3
        and (cut := _OPEN_END.search(item.text.rstrip()))
        and not (cut[0].lower() in _MAY_END and _ASKED_ABOUT.search(item.text.rstrip()[-120:]))
    ):
        yield Hit("text", f"ends with {cut[0]!r}; write its end", *cut.span(), severity="warn")
    elif tail and tail not in ".?!:\"'\u201d\u2019)\u3002\uff1f\uff01\u2026" and item.text.count(" ") > 3:
        yield Hit("text", "ends without a mark; see whether it was cut")


_SURGERY = re.compile(
    r"\b(?:help me|tell me how|show me how|i want|how) to (?:not )?(?:the |an? |any )?(?:content|materials?|activit(?:y|ies)|\w+ing)\b(?! (?:the|their|your|my|our|a)\b)"
    r"|\bto not \w+ing\b|\bhelp me \w+ or \w+ed \w+ing\b"
    r"|\b(?:for|of|with) (?:you|users?|customers?) (?:must|shall|may|should) (?:not\b|never\b)"
    r"|\b(?:help me|show me how to|plan to) (?:must|shall|may) (?:not )?\w+"
    r"|\b(?:how|why|where) (?:do|does|did|can|could|should) (?:i|we|you|they|he|she) (?:\w+ ){0,2}(?:shall|must|may)\b"
    r"|(?<!am )(?<!are )(?<!is )(?<!was )(?<!were )\b(?:i|we|they|he|she) (?:not )?(?!(?:bring|sing|ring|cling|fling|sling|spring|sting|string|swing|wring|king|during|thing)\b)[a-z]{3,}ing (?:to|the|an?|my|our|their|his|her)\b",
    re.I,
)
"""What is left where the words of a rule were cut into a frame: `help me to content that …`, `a plan for you must not …`."""


_WITH_GAP = re.compile(
    # An infinitive whose verb is a noun, a ban or a form in -ing.
    r"\b(?:how|want|wants|wish|need|needs|try|trying|plan|able|going|like|fail|refuse|intend|help me|tell me|show me|allow(?:ed)? (?:me|us|you)|want you|ask you) to (?:(?:not )?(?P<ing>[a-z]+ing)\b|(?:no|any|every|a|an) (?:person|one|employer|operator|provider|user|natural person)s?\b|(?:the |an? )?(?:placing|making|provision|sale|supply|keeping|processing|collection|operation|disclosure|use|evaluation|classification) of\b|shall\b|must\b|may\b|is\b|are\b|was\b|it is\b)"
    r"|\b(?:write|draft|create|explain|describe|compose|design|build|prepare) (?:me|us|him|her|them) to [a-z]+"
    # A clause of a rule after the beginning of another sentence.
    r"|\b(?:can|could|should|will|would|to|please|and|how|i|we),? (?:no|any|every|each) (?:[a-z]+ ){1,4}(?:shall|must not|may not)\b"
    r"|\b(?:so that|because|that|which|how|if|where) (?:i|we|you|they) (?:no person|any person|shall be prohibited|it is (?:prohibited|forbidden|an offence|unlawful))\b"
    # Two modals, or a modal with a form that is no infinitive.
    r"|\b(?:i|we|you|they|he|she|it|who|people|customers?|users?|somebody|everybody) (?:can|could|should|would|must|shall|may|might|will) (?:not )?(?:(?P<form>[a-z]+(?:ing|ed))\b|(?:shall|must|may|is|are|was|were|has|had|prohibited|forbidden)\b)"
    r"|\b(?:do|does|did|don't|doesn't|didn't) (?:i|we|you|they|he|she|it|not) (?P<did>[a-z]+(?:ing|ed))\b"
    # A passive with an object.
    r"|\b(?:must|shall|may|should|has to|have to|can|will) (?:not )?be (?P<passive>[a-z]+ed) (?:the|my|our|your|their|any) (?!day|week|month|year|moment|minute|hour|morning|evening|night|afternoon|same|next|last|other|previous|first|whole|entire|second|instant|time|way|more|less|better|sooner|latter|former)"
    # A noun of law with another noun phrase set beside it.
    r"|\b(?!(?:moment|environment|government|apartment|department|document|comment|parliament|station|garment)s?\b)[a-z]{4,}(?:ment|tion|sion|ance|ence|ness) (?:our|my|his|its) [a-z]+(?: [a-z]+)?[,.;!?]",
    re.I,
)
_TAKES_TWO = frozenset(
    [
        "called",
        "named",
        "elected",
        "considered",
        "deemed",
        "appointed",
        "declared",
        "voted",
        "labelled",
        "labeled",
        "termed",
        "rated",
        "awarded",
        "handed",
        "offered",
        "promised",
        "refused",
        "served",
        "issued",
        "assigned",
        "asked",
        "allowed",
        "denied",
        "charged",
        "granted",
        "owed",
        "allotted",
        "allocated",
        "supplied",
        "provided",
        "ordered",
        "accorded",
        "spared",
        "forwarded",
        "mailed",
        "e-mailed",
        "emailed",
        "texted",
        "passed",
        "dubbed",
        "crowned",
        "proclaimed",
    ]
)
_NO_FORMS = frozenset(
    [
        "need",
        "embed",
        "feed",
        "exceed",
        "proceed",
        "bring",
        "sing",
        "ring",
        "cling",
        "fling",
        "sling",
        "spring",
        "sting",
        "string",
        "swing",
        "wring",
        "succeed",
        "breed",
        "speed",
        "bleed",
        "shed",
        "seed",
        "wed",
        "weed",
        "heed",
        "bed",
        "red",
        "king",
        "thing",
        "during",
        "being",
        "naked",
        "hundred",
    ]
)


def _gap(text: str) -> re.Match[str] | None:
    """The first place where words of a rule break the grammar of a request."""
    for match in _WITH_GAP.finditer(text):
        forms = [match[name] for name in ("ing", "form", "did") if match[name]]
        if forms and (forms[0].lower() in _NO_FORMS or base(forms[0]) in (None, forms[0].lower())):
            continue
        if match["passive"] and match["passive"].lower() in _TAKES_TWO:
            continue
        return match
    return None


def cut_from_a_rule(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words of a rule in a frame that they do not fit, which no person would write."""
    if item.language and not item.language.startswith("en"):
        return
    if match := _SURGERY.search(item.text) or _gap(unquoted(item.text).replace("\u2019", "'")):
        yield Hit(
            "text", "is cut out of a rule and is no sentence; write it as a person would", *match.span()
        )
