"""Imperatives: the verb that an instruction begins with, `keep a record of each test`."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.rules.commands import Command
from curation.rules.verb_forms import is_base
from curation.text.phrases import alternatives, table, words

# --- imperatives --------------------------------------------------------------------------------------------------

_FIRST = re.compile(r"^[\W\d_]*([a-z]+(?:-[a-z]+)?)\b")
_NEGATIVE_IMPERATIVE = re.compile(
    r"^[\W_]*(?:please\s+)?(?:(?P<never>never)\s+(?=[a-z]+)|(?P<refrain>refrain from|abstain from|desist from|steer clear of|(?:stay|keep) (?:away from|out of|off)(?!\s+(?:the )?(?:reach|sight|direct|sun|sunlight|light|heat|sources?|naked|open (?:fire|flame)s?|flames?|sparks?|hot|children|pets|animals|food|frost|moisture|damp)\b)|avoid)\s+)"
)


_NAVIGATES = re.compile(
    r"\W*(?:please )?(?:skip to|back to (?:top|main)|click here|learn more|read more|find out more|follow us|contact us|join us|subscribe to our|sign up for|view all|see also)\b"
)
"""Links of a page, which command nobody."""
_LIMITED = re.compile(
    r"\b(?:if (?!you (?:have|need|want|wish|would|are (?:unsure|interested|not sure)|\w+ (?:questions?|help))\b)|when|unless|before|after|within|until|once|no later than|immediately|as soon as)\b"
)
"""A limit of time or a case: with one, `contact us within 30 days` asks for something."""


@lru_cache(maxsize=1)
def _after_verb() -> re.Pattern[str]:
    return re.compile(r"\s+" + alternatives(*table("en", "after_imperatives")) + r"(?![\w-])")


def imperative(folded: str, start: int = 0) -> Command | None:
    """The imperative that a sentence begins with at `start`; None when it begins otherwise."""
    part = folded[start:]
    if match := _NEGATIVE_IMPERATIVE.match(part):
        return Command(
            "imperative", start + match.start(), start + match.end(), match.group("refrain") != "avoid", False
        )
    if _NAVIGATES.match(part) and not _LIMITED.search(part[:400]):
        return None
    place = 0
    match = _FIRST.match(part)
    while match and place < 40 and (match[1] in words("en", "before_imperatives") or _how(part[place:])):
        place += match.end()
        match = _FIRST.match(part[place:])
    if match is None or not is_base(match[1]):
        return None
    verb_start, verb_end = start + place + match.start(1), start + place + match.end(1)
    rest = folded[verb_end:]
    if match[1] == "save" and _SAVES.match(rest):
        return None
    if match[1] in words("en", "doubtful_imperatives") or match[1] not in words("en", "imperatives"):
        if not _after_verb().match(rest):
            return None
    elif re.match(
        r"\s+(?:of|is|are|was|were|has|have|shall|must|may|should|will|can)\b|\s*[:\u2014]\s*\S", rest
    ):
        return None
    return Command("imperative", verb_start, verb_start, False, False)


_HOW = re.compile(r"\W{0,9}[a-z]{3,}ly\s+(?P<verb>[a-z]+)\b")


def _how(part: str) -> bool:
    """Whether words begin with an adverb in front of a verb that is hardly ever a noun: `properly perform`."""
    match = _HOW.match(part)
    return (
        match is not None
        and match["verb"] in words("en", "imperatives")
        and match["verb"] not in words("en", "doubtful_imperatives")
    )


_SAVES = re.compile(r"\s+(?:where|as|for|in|that|when|if|with|by|under|to the extent)\b")
"""What `save` takes cases out with: `Save where the Act provides otherwise, …`."""


def plain_verb(folded: str, command: Command) -> bool:
    """Whether an imperative stands before the other commands and its verb is hardly ever a noun."""
    match = _FIRST.match(folded[command.start :])
    listed = (
        match is not None
        and match[1] in words("en", "imperatives")
        and match[1] not in words("en", "doubtful_imperatives")
    )
    return listed and not command.negated
