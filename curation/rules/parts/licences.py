"""What takes a case out of a ban without an `unless`: `without the owner's consent`, `ohne Erlaubnis`, `未经许可`."""

from __future__ import annotations

import re

from curation.rules.parts.drafts import Span, trimmed
from curation.text.modality import phrases
from curation.text.phrases import fold, table
from curation.text.rule_words import licences as wording

_END_BEHIND_BRACKETS = re.compile(wording.END.pattern.replace("()", ""))


def bare(folded: str, place: int) -> int:
    """One past a `without …` that stands right in front of its verb: `must not without lawful authority open`; -1 without one."""
    match = wording.BARE.match(folded, place)
    return match.end() if match else -1


def licences(text: str, start: int, end: int, language: str) -> list[Span]:
    """The spans of `without …` in the words of a ban, each to the next mark or conjunction; spans of the clause's text."""
    if not table(language, "licence"):
        return []
    folded = fold(text[start:end])
    spans = []
    opens = phrases(language, "licence")
    for match in opens.finditer(folded) if opens is not None else ():
        stop = (wording.END if language == "en" else _END_BEHIND_BRACKETS).search(folded, match.end())
        if (
            language == "en"
            and wording.SOMEBODY.search(folded, 0, match.start())
            and not wording.LEAVE.match(folded, match.start())
        ):
            continue  # "a person without training": what a person is like
        last = stop.start() if stop else len(folded)
        if language in ("ja", "ko"):
            last = match.end()  # the words behind it are those of the ban
        if (
            language in ("de", "nl")
            and (verb := wording.OBJECT.search(folded, match.end(), last)) is not None
        ):
            last = verb.start()
        if language == "en" and (verb := wording.MODAL.search(folded, match.end(), last)) is not None:
            last = verb.start()
        if language == "en" and (end_of_noun := bare(folded, match.start())) > 0:
            last = min(last, end_of_noun)
        if tail := wording.TAIL.search(folded[match.start() : last]):
            last = match.start() + tail.start()
        span = trimmed(text, start + match.start(), start + last)
        if span is not None and (language in ("ja", "ko") or span[1] - start > match.end()):
            spans.append(span)
    return spans
