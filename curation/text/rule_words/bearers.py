"""Words and patterns: whether an English noun phrase names somebody who can bear a duty."""

from __future__ import annotations

import re

HEAD_END = re.compile(
    r"(?<!\s)\s++(?:of|for|in|to|at|under|from|with|on|by|across|within|between|about|responsible|without|including|such as|concerned|referred|who|which|that|whose|whom|using|operating|working|acting|engaged|designated"
    r"|established|subject|involved|placing|making|where|when|if|having|seeking|as|pursuant|carrying|performing|entering|exposed|authori[sz]ed to|other than|described|listed|holding|providing|employing|required|handling|other)\b|(?<!\s)\s*+[,(\[]"
)
ADVERB_END = re.compile(
    r"(?<!\s)\s++(?:[a-z]+ly|also|still|then|thus|therefore|first|either|both|themselves|himself|herself|itself)$"
)
PARTICIPLE = re.compile(r"(?<!\s)\s++(?!hundred\b)[a-z]+(?:ing|ed)\b")
PREPOSITION = re.compile(
    r"\s(?:of|for|in|to|at|under|from|with|on|by|across|within|between|about|without|who|which|that|whose|whom)\s|,"
)
SEGMENT = re.compile(r",\s+(?=(?:the|a|an|any|each|every|no|all|its|their|such)\s)")
COMPANY = re.compile(r"^\W*(?:we|our|us|i)\b")

UNCLEAR = frozenset(
    [
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "such",
        "which",
        "who",
        "what",
        "all",
        "each",
        "either",
        "any",
        "none",
        "some",
        "one",
        "another",
        "he",
        "she",
        "they",
        "shall",
        "must",
    ]
)

ABOUT_PEOPLE = re.compile(
    r"(?:(?:the|any|all|such|no) )?(?:content|material|posts?|images?|imagery|media|messages?|speech|language|ads|advertisements?|videos?|text|data|information) (?:[a-z]+ing|that|which|of|about)\b"
)
"""What is made of or about somebody, and does nothing itself."""

AGENTIVE = re.compile(r"^(?:and|or|but|nor|no|any|only|neither|both|either)\s+")
