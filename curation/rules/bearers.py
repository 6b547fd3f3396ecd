"""Whether an English noun phrase names somebody who can bear a duty."""

from __future__ import annotations

import re
from functools import lru_cache

from curation.text.phrases import alternatives, table, words

_HEAD_END = re.compile(
    r"\s+(?:of|for|in|to|at|under|from|with|on|by|across|within|between|about|responsible|without|including|such as|concerned|referred|who|which|that|whose|whom|using|operating|working|acting|engaged|designated"
    r"|established|subject|involved|placing|making|where|when|if|having|seeking|as|pursuant|carrying|performing|entering|exposed|authori[sz]ed to|other than|described|listed|holding|providing|employing|required|handling|other)\b|\s*[,(\[]"
)
_COMPANY = re.compile(r"^\W*(?:we|our|us|i)\b")
_LAST = re.compile(r"([a-z][a-z'-]*)\W*$")


@lru_cache(maxsize=1)
def _agents() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s'\"/-])" + alternatives(*table("en", "agents")) + r"\W*$")


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    return re.compile(r"[a-z]{2,}" + table("en", "agent_endings")[0] + r"$")


@lru_cache(maxsize=65_536)
def agentive(noun_phrase: str) -> bool:
    """Whether the head of a folded noun phrase is a person, an office or an organisation."""
    stripped = noun_phrase.strip(" \"'\u2022*-,.;:")
    stripped = re.sub(r"^(?:and|or|but|nor|no|any|only|neither|both|either)\s+", "", stripped)
    match = _HEAD_END.search(stripped)
    if match is not None and match.start() > 0:
        heads = [stripped[: match.start()]]
        if match[0].lstrip()[:1] in (",",):
            heads.append(re.sub(r"^.*(?:,|\band\b|\bor\b)\s*", "", stripped))
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


def company(subject: str) -> bool:
    """Whether the subject is the issuer itself: `we`."""
    return _COMPANY.match(subject) is not None
