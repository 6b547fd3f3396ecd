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
    r"\?|\b(?:how|what|why|where|who|which|when|can you|could you|would you|will you|please|let's|looking for|i'd like|i would like)\b"
    r"|(?:^|[.!?:,;]\s+)[\"'\u201c\u2018]?(?:can|could|would|should|do|does|is|are|will|may)\b"
    r"|\b(?:write|tell|give|explain|list|describe|create|make|help|show|generate|suggest|teach|draft|provide|find|need|want"
    r"|ask|check|compose|invent|offer|put|review|act|pretend|imagine|translate|summari[sz]e|rank|design|plan|say|name|compare"
    r"|rewrite|convince|recommend|advise|correct|prepare|outline|sort|order|edit|proofread|fix|solve|calculate|count|choose|pick"
    r"|complete|continue|finish|answer|respond|reply|read|analy[sz]e|discuss|argue|define|identify|estimate|sketch|walk me|guide"
    r"|work out|set out|set up|lay out|draw up|word|phrase|script|caption|produce|supply|devise|develop|build|code|program|convert"
    r"|improve|shorten|expand|paraphrase|quiz|play|roleplay|remind|research|look up|turn)\b",
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


_OPEN_END = re.compile(
    r"\b(?:a|an|the|my|your|our|their|his|its|this|these|every|of|to|for|with|from|by|in|on|at|as|about|into|and|or|but|that|which|who|"
    r"how|why|when|where|what|if|because|than|so|is|are|was|were|be|may|can|must|will|should|has|have)$",
    re.I,
)
"""Words that no sentence ends with in formal English, or hardly any."""


def no_end(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that ends without a mark: it may have been cut. One that ends with a word such as `the` was."""
    tail = item.text.rstrip()[-1:]
    english = not item.language or item.language.startswith("en")
    if english and item.text.count(" ") > 3 and (cut := _OPEN_END.search(item.text.rstrip())):
        yield Hit("text", f"ends with {cut[0]!r}; write its end", *cut.span(), severity="warn")
    elif tail and tail not in ".?!:\"'\u201d\u2019)\u3002\uff1f\uff01\u2026" and item.text.count(" ") > 3:
        yield Hit("text", "ends without a mark; see whether it was cut")


_MARKER = re.compile(r"^\s*(?:[-*\u2022]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+\S")


def list_marker(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that begins with the number of the list it was taken from."""
    if found := _MARKER.match(item.text):
        yield Hit("text", "begins with the mark of a list; take it out", found.start(), found.end() - 1)


_SURGERY = re.compile(
    r"\b(?:help me|tell me how|show me how|i want|how) to (?:not )?(?:the |an? |any )?(?:content|materials?|activit(?:y|ies)|\w+ing)\b(?! (?:the|their|your|my|our|a)\b)"
    r"|\bto not \w+ing\b|\bhelp me \w+ or \w+ed \w+ing\b"
    r"|\b(?:for|of|with) (?:you|users?|customers?) (?:must|shall|may|should) (?:not\b|never\b)"
    r"|\b(?:help me|show me how to|plan to) (?:must|shall|may) (?:not )?\w+",
    re.I,
)
"""What is left where the words of a rule were cut into a frame: `help me to content that …`, `a plan for you must not …`."""


def cut_from_a_rule(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words of a rule in a frame that they do not fit, which no person would write."""
    if (not item.language or item.language.startswith("en")) and (match := _SURGERY.search(item.text)):
        yield Hit(
            "text", "is cut out of a rule and is no sentence; write it as a person would", *match.span()
        )
