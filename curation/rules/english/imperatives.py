"""Imperatives: the verb that an instruction begins with, `keep a record of each test`."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.rules.english.commands import Command
from curation.rules.english.verb_forms import is_base, third_person
from curation.text.phrases import alternatives, table, words
from curation.text.rule_words import imperatives as wording

# --- imperatives --------------------------------------------------------------------------------------------------

_FIRST = re.compile(r"^[\W\d_]*(?:[ivx]{1,5}\.(?=[a-z]))?([a-z]+(?:-[a-z]+)?)\b")


@lru_cache(maxsize=1)
def _after_verb() -> re.Pattern[str]:
    return re.compile(r"\s+" + alternatives(*table("en", "after_imperatives")) + r"(?![\w-])")


def imperative(folded: str, start: int = 0) -> Command | None:
    """The imperative that a sentence begins with at `start`; None when it begins otherwise."""
    part = folded[start:]
    if match := wording.NEGATIVE_IMPERATIVE.match(part):
        return Command(
            "imperative", start + match.start(), start + match.end(), match.group("refrain") != "avoid", False
        )
    if (
        start == 0
        and (told := wording.DENIED_ITEM.match(part)) is not None
        and told["verb"] in (words("en", "imperatives") - words("en", "doubtful_imperatives"))
    ):
        return Command("imperative", told.end("not"), told.end("not"), True, False)
    if start and wording.POINTS_TO.match(part) and wording.FOR_DETAILS.match(folded[:start]):
        return None
    if wording.NAVIGATES.match(part) and not wording.LIMITED.search(part[:400]):
        return None
    place = 0
    match = _FIRST.match(part)
    while match and place < 40 and (match[1] in words("en", "before_imperatives") or _how(part[place:])):
        place += match.end()
        match = _FIRST.match(part[place:])
    if match is not None and match[1] == "see" and wording.SEES.match(part, place + match.end(1)):
        return Command(
            "imperative", start + place + match.start(1), start + place + match.start(1), False, False
        )
    if match is None or not is_base(match[1]) or match[1] in wording.NOUNS:
        return None
    verb_start, verb_end = start + place + match.start(1), start + place + match.end(1)
    rest = folded[verb_end:]
    if match[1] == "do" and not wording.DOES_WORK.match(rest):
        return None
    if (match[1] == "save" and wording.SAVES.match(rest)) or (
        match[1] == "be" and wording.IS_READ.match(rest)
    ):
        return None
    if place == 0 and start == 0 and wording.CONTENTS.match(part):
        return None
    if match[1] in words("en", "doubtful_imperatives") or match[1] not in words("en", "imperatives"):
        if not _after_verb().match(rest) or _noun(match[1], rest):
            return None
        if _names(match[1], rest):
            return None
    elif wording.IMPERATIVE.match(rest):
        return None
    return Command("imperative", verb_start, verb_start, False, False)


def _names(word: str, rest: str) -> bool:
    """Whether a word that may be a verb is a name by the preposition behind it: `Centre for Energy`, `Minister to report`."""
    listed = word in words("en", "imperatives") | words("en", "doubtful_imperatives") | _with_preposition()
    return not listed and wording.NAME_BEHIND.match(rest) is not None


@lru_cache(maxsize=1)
def _with_preposition() -> frozenset[str]:
    return frozenset(words("en", "verbs_with_preposition") | words("en", "intransitive_verbs"))


def goes_on(folded: str) -> bool:
    """Whether words begin with a verb and its preposition, and are no name: `queue at the gate`."""
    match = _FIRST.match(folded)
    return (
        match is not None
        and match[1] in _with_preposition()
        and wording.PREPOSITION_BEHIND.match(folded, match.end(1)) is not None
    )


def _noun(word: str, rest: str) -> bool:
    """Whether a word that may be a verb is a noun by what follows it: `Power to amend.`, `Mother and child sessions`."""
    if word in words("en", "doubtful_imperatives") and (told := wording.THAT_DOES.match(rest)) is not None:
        return told["modal"] is not None or third_person(told["verb"])
    if (joined := wording.JOINED.match(rest)) is not None:
        return not is_base(joined["second"])
    return (
        word in words("en", "doubtful_imperatives")
        and word not in words("en", "verbs_with_preposition")
        and wording.NO_VERB_WITH.match(rest) is not None
    )


def _how(part: str) -> bool:
    """Whether words begin with an adverb in front of a verb that is hardly ever a noun: `properly perform`."""
    match = wording.HOW.match(part)
    if match is None:
        return False
    if wording.WITH_CARE.match(part) is None:
        return match["verb"] in words("en", "imperatives") and match["verb"] not in words(
            "en", "doubtful_imperatives"
        )
    doubtful = match["verb"] not in words("en", "imperatives") or match["verb"] in words(
        "en", "doubtful_imperatives"
    )
    return is_base(match["verb"]) and (not doubtful or _after_verb().match(part, match.end()) is not None)


def plain_verb(folded: str, command: Command) -> bool:
    """Whether an imperative stands before the other commands and its verb is hardly ever a noun."""
    match = _FIRST.match(folded[command.start :])
    listed = (
        match is not None
        and match[1] in words("en", "imperatives")
        and match[1] not in words("en", "doubtful_imperatives")
    )
    return listed and not command.negated
