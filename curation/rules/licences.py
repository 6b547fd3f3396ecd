"""What takes a case out of a ban without an `unless`: `without the owner's consent`, `ohne Erlaubnis`, `未经许可`."""

from __future__ import annotations

import re

from curation.rules.drafts import Span, trimmed
from curation.text.modality import phrases
from curation.text.phrases import fold, table

_END = re.compile(
    r"[,;:()\u2014\uff0c\u3002\uff1b\uff1a]|\.(?=\s|$)|\s(?:if|when|where|while|unless|until|before|after|including|so that|which|or by|and by)\b"
)
_MODAL = re.compile(r"\s(?:shall|must|may|should|can|cannot|will|is|are|has|have)\b")
"""Where what a subject is `without` ends: `vendors without a contract must not enter`."""
_END_BEHIND_BRACKETS = re.compile(_END.pattern.replace("()", ""))
_TAIL = re.compile(r"(?<!\s)\s++(?:and|or|und|oder|et|ou|y|o|en|of)$")
_SOMEBODY = re.compile(
    r"\b(?:persons?|people|workers?|employees?|students?|users?|child(?:ren)?|minors?|anyone|anybody|everyone|individuals?|members?|organi[sz]ations?|visitors?|operators?|drivers?|those|somebody|someone)\s*$"
)
"""Words that `without training` tells something of."""


_LEAVE = re.compile(
    r"without (?:his or her|their|his|her|its|your|our|the [a-z']+) (?:[a-z]+ ){0,2}?(?:consent|permission|knowledge|approval|agreement|authori[sz]ation)\b"
    r"|without (?:(?:prior|express|explicit|proper|written|informed) )*(?:consent|knowledge)\b"
)
"""What takes a case out though somebody stands before it: `depicts a person without their consent`."""
_OBJECT = re.compile(r"(?<=\w)\s(?:een|de|het|einen?|eine|ein|die|das|den)\s(?=[^,;.]{0,80}\b(?:te|zu)\s)")
"""Where the object of a German or Dutch infinitive begins: `zonder vergunning een hond te houden`."""
_BARE = re.compile(
    r"without\s+(?:[a-z-]+\s+(?:or\s+)?){0,4}?(?:excuse|authority|permission|consent|approval|authori[sz]ation|licen[cs]e|permit|cause|warrant|justification|reason)(?=\s*,|\s+(?!(?:of|from|to|by|in|for|under|and|or|that|which|on|as|with|at|granted|issued|given)\b)[a-z])"
)
"""`without lawful authority`, right in front of a verb or a comma."""


def bare(folded: str, place: int) -> int:
    """One past a `without …` that stands right in front of its verb: `must not without lawful authority open`; -1 without one."""
    match = _BARE.match(folded, place)
    return match.end() if match else -1


def licences(text: str, start: int, end: int, language: str) -> list[Span]:
    """The spans of `without …` in the words of a ban, each to the next mark or conjunction; spans of the clause's text."""
    if not table(language, "licence"):
        return []
    folded = fold(text[start:end])
    found = []
    opens = phrases(language, "licence")
    for match in opens.finditer(folded) if opens is not None else ():
        stop = (_END if language == "en" else _END_BEHIND_BRACKETS).search(folded, match.end())
        if (
            language == "en"
            and _SOMEBODY.search(folded, 0, match.start())
            and not _LEAVE.match(folded, match.start())
        ):
            continue  # "a person without training": what a person is like
        last = stop.start() if stop else len(folded)
        if language in ("ja", "ko"):
            last = match.end()  # the words behind it are those of the ban
        if language in ("de", "nl") and (verb := _OBJECT.search(folded, match.end(), last)) is not None:
            last = verb.start()
        if language == "en" and (verb := _MODAL.search(folded, match.end(), last)) is not None:
            last = verb.start()
        if language == "en" and (end_of_noun := bare(folded, match.start())) > 0:
            last = min(last, end_of_noun)
        if tail := _TAIL.search(folded[match.start() : last]):
            last = match.start() + tail.start()
        span = trimmed(text, start + match.start(), start + last)
        if span is not None and (language in ("ja", "ko") or span[1] - start > match.end()):
            found.append(span)
    return found
