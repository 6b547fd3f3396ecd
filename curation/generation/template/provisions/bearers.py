"""Who acts: the role that a noun phrase names, and whether two noun phrases may name one and the same person."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.text.grammar import core, head
from curation.text.phrases import alternatives, table, words
from curation.text.template_words.provisions import bearers as wording


@lru_cache(maxsize=1)
def _agents() -> re.Pattern[str]:
    return re.compile(alternatives(*table("en", "agents")))


@lru_cache(maxsize=65_536)
def role(noun_phrase: str) -> str | None:
    """The role that a noun phrase names, in the singular and in small letters: `diving contractor`; None for a thing or anybody."""
    text = wording.ROLE_DETERMINER.sub("", noun_phrase.strip().lower())
    if match := wording.ROLE_BY_POSTMODIFIER.match(text):
        return match[1].replace("persons", "person")
    noun = core(text)
    if wording.TWO_WORDS.match(noun):
        return noun.removesuffix("s")
    last = head(noun)
    if not last or last in wording.GENERIC or " and " in noun:
        return None
    single = last.removesuffix("s")
    ending = re.fullmatch(r"[a-z]{2,}" + table("en", "agent_endings")[0], last)
    listed = words("en", "not_agents")
    if not _agents().fullmatch(last) and not (ending and single not in listed and last not in listed):
        return None
    return (
        re.sub(r"(?<![s])s$", "", re.sub(r"ies$", "y", noun)) if last not in ("staff", "personnel") else noun
    )


def may_be_one(a: str, b: str) -> bool:
    """Whether two roles may be one and the same person or body."""
    last_a, last_b = a.split()[-1], b.split()[-1]
    if a == b or (
        {last_a, last_b} & {"charge", "person"}
        and "employer" not in (last_a, last_b)
        and "worker" not in (last_a, last_b)
    ):
        return True
    if last_a == last_b:
        return True
    # Words beside the last one tell roles of one trade apart: a diving supervisor is no diving contractor.
    return kin(last_a, last_b) and (
        len(a.split()) == 1 or len(b.split()) == 1 or a.split()[0] == b.split()[0]
    )


def kin(a: str, b: str) -> bool:
    """Whether two head nouns may name the same role."""
    return a == b or any({a, b} <= group for group in wording.KIN)
