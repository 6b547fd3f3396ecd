"""Whether an English noun phrase names somebody who can bear a duty."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.text.phrases import alternatives, table, words
from curation.text.rule_words import bearers as wording

_LAST = re.compile(r"([a-z][a-z'-]*)\W*$")


@lru_cache(maxsize=1)
def _agents() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s'\"/-])" + alternatives(*table("en", "agents")) + r"\W*$")


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    return re.compile(r"[a-z]{2,}" + table("en", "agent_endings")[0] + r"$")


_LONGEST = 1000
"""Code points of a noun phrase that are looked at, half of them at either end: no provision names somebody in more words."""


@lru_cache(maxsize=65_536)
def agentive(noun_phrase: str) -> bool:
    """Whether the head of a folded noun phrase is a person, an office or an organisation."""
    if len(noun_phrase) > _LONGEST:
        # Each participle is asked for what stands in front of it, which takes the square of the length.
        noun_phrase = f"{noun_phrase[: _LONGEST // 2]}, {noun_phrase[-_LONGEST // 2 :]}"
    stripped = noun_phrase.strip(" \"'\u2022*-,.;:")
    stripped = wording.AGENTIVE.sub("", stripped)
    stripped = wording.ADVERB_END.sub("", stripped)
    if wording.ABOUT_PEOPLE.match(stripped):
        return False  # "content exploiting minors"
    # "the licensed collector transferring the rifle": what stands before a participle, where that is somebody.
    if any(_is_agent(stripped[: cut.start()]) for cut in wording.PARTICIPLE.finditer(stripped)):
        return True
    # "in order for the user to verify outputs, the user": the subject is what follows the aside.
    last = stripped
    for break_ in wording.SEGMENT.finditer(stripped):
        last = stripped[break_.end() :]
    return _named(stripped) or (last != stripped and _named(last))


def _named(stripped: str) -> bool:
    match = wording.HEAD_END.search(stripped)
    if match is not None and match.start() > 0:
        heads = [stripped[: match.start()]]
        if match[0].lstrip()[:1] in (",",):
            heads.append(re.sub(r"^.*(?:,|\band\b|\bor\b)\s*", "", stripped))
        if not wording.PREPOSITION.search(
            stripped
        ):  # "each responsible person": the word is an adjective here
            heads.append(stripped)
    else:
        heads = [stripped]
    return any(_is_agent(head) for head in heads if head)


def _is_agent(head: str) -> bool:
    if _agents().search(head):
        return True
    last = _LAST.search(head)
    if last is None:
        return False
    word = last[1].removesuffix("'s")
    singular = word.removesuffix("s")
    listed = words("en", "not_agents")
    return _ending().fullmatch(word) is not None and singular not in listed and word not in listed


def thing(noun_phrase: str, printed: str) -> bool:
    """Whether a noun phrase that names nobody plainly names a thing: the sentence then says no bearer, and none was missed.

    Args:
        noun_phrase: the folded words.
        printed: the same words as they stand in the text; a head in capitals (`CIO`) may be somebody, so nothing is said of it.
    """
    head = wording.HEAD_END.split(" " + noun_phrase.strip(" \"'.;:"))[0].split()
    if not head or head[-1] in wording.UNCLEAR or not re.fullmatch(r"[a-z][a-z'-]{2,}", head[-1]):
        return False
    as_printed = re.search(rf"\b{re.escape(head[-1])}\b", printed, re.IGNORECASE)
    return as_printed is not None and not as_printed[0].isupper()


def company(subject: str) -> bool:
    """Whether the subject is the issuer itself: `we`."""
    return wording.COMPANY.match(subject) is not None
