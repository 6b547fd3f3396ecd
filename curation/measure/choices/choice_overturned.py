"""Whether something in an answer overturns the choice that was read from it: a correction, a denial, a condition, words of somebody else, a contradiction.

Every way of reading an answer asks it. It may leave a plain choice unread, but none is read wrongly because of it. The words are data
(`curation/text/answer_phrases/answer-doubts.toml`), in any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.measure.choices import choice_doubts, choice_places
from curation.text.answer_words import choice_overturned as wording
from curation.text.sentences import ends_within, rest_of_answer_sentence

_PAUSE = re.compile(r"[,;،，、—–]")
_CLOSED = re.compile(r"[\"”»*)]{0,3}\s{0,2}(?:[.;:!)\n]|\Z)")
"""A letter with words beside it that end their clause: `B, the heart.`"""
_MOST = 24
"""Places of the option that are looked at, from the end of the answer."""
_WIDE = 300
"""Characters of the sentence before and after a choice that are looked at."""


def overturned(
    answer: str, index: int, span: tuple[int, int] | None, options: Sequence[str], fixed: bool
) -> bool:
    """Whether the answer takes back, denies, makes conditional or contradicts the choice that was read.

    Args:
        answer: the answer, its last `choice_doubts.LONGEST` characters count.
        index: the option that was read, 0 first.
        span: where it was read; the whole answer where that is not known.
        options: the options.
        fixed: whether the choice stands at its span and nowhere else (JSON, a box).
    """
    shift = max(0, len(answer) - choice_doubts.LONGEST)
    text = answer[shift:]
    named = choice_doubts.mentions(text, len(options))
    places = _places(text, index, options, named)
    if span is not None and (fixed or not places) and span != (0, len(answer)):
        places = [(max(0, span[0] - shift), max(0, span[1] - shift), False)]
    if contradictory(text, index, options):
        return True
    places = places[-_MOST:]
    free = [(start, end) for start, end, denied in places if not denied and not _unsure(text, start, end)]
    if places and not free:
        return True
    after = free[-1][1] if free else 0
    if any(denied and start >= after for start, _, denied in places):
        return True
    tail = text[after:]
    if taken_back(tail):
        return True
    if not fixed and free and choice_places.names_another(tail, index):
        return True
    return not fixed and _ends_with_another(text, after, index, options)


def taken_back(rest: str) -> bool:
    """Whether what follows an answer element (`<answer>B</answer> Correction: …`) takes the answer back."""
    words = choice_doubts.words()
    rest = rest[: choice_doubts.LONGEST]
    return bool(words["overturns"].search(rest) or words["mistaken"].search(rest)) or _turns_to_right(rest)


def _places(
    text: str, index: int, options: Sequence[str], named: Sequence[choice_doubts.Mention]
) -> list[tuple[int, int, bool]]:
    """Start, end and whether it is denied, of each place that names the option by its letter or its words, in their order."""
    places = [(m.start, m.end, m.denied) for m in named if m.option == index]
    negations = choice_doubts.words()["negations"]
    denying = negations.search(options[index]) is not None  # an option `No` does not deny itself
    spoken = (
        list(choice_places.spoken(options[index]).finditer(text))[-_MOST:]
        if len(options[index].strip()) > 1
        else []
    )
    for match in spoken:
        lead, follows = rest_of_answer_sentence(text, match.start(), match.end(), _WIDE)
        denied = negations.search(lead) is not None or _denied_after(follows, index, options)
        beside = any(0 <= match.start() - end <= 6 for _, end, _ in places)
        if not beside:
            places.append((match.start(), match.end(), denied and not denying))
    return sorted(places)


def _denied_after(follows: str, index: int, options: Sequence[str]) -> bool:
    """Whether the rest of a sentence denies the option before it; `, not the Rhine` denies another one."""
    near = wording.REASON.split(follows, maxsplit=1)[0]
    denial = choice_doubts.words()["negations"].search(near)
    if denial is None:
        return False
    if _PAUSE.search(near[: denial.start()]) is None:
        return True
    rest = near[denial.end() :]
    others = (option for n, option in enumerate(options) if n != index and len(option.strip()) > 1)
    return not any(choice_places.spoken(option).search(rest) for option in others)


def _unsure(text: str, start: int, end: int) -> bool:
    """Whether a place stands in a condition or in words of somebody else: in its sentence after the last `but`, or right after it."""
    lead, follows = rest_of_answer_sentence(text, start, end, _WIDE)
    turned = lead[max((m.end() for m in wording.CONTRASTS.finditer(lead)), default=0) :]
    words = choice_doubts.words()
    near = wording.REASON.split(follows, maxsplit=1)[0]
    return any(words[name].search(turned) for name in ("conditions", "reports")) or bool(
        words["conditions"].search(near)
    )


def _turns_to_right(tail: str) -> bool:
    """Whether the rest of an answer goes on with `but the right one is …`."""
    words = choice_doubts.words()
    for turn in wording.CONTRASTS.finditer(tail):
        window = tail[turn.end() : turn.end() + 60]
        told = words["right"].search(window)
        if told is not None and not words["negations"].search(window[: told.start()]):
            return True
    return False


def _ends_with_another(text: str, after: int, index: int, options: Sequence[str]) -> bool:
    """Whether the last words are those of another option and no denial or label stands before them."""
    tail = text[after:].rstrip(" \t\r\n.!*_`'\"”»)]}")
    for other, option in enumerate(options):
        words = option.strip().rstrip(".")
        if other == index or len(words) < 2 or not tail.casefold().endswith(words.casefold()):
            continue
        if words.casefold() in options[index].casefold():
            continue
        begin = len(tail) - len(words)
        if begin and words[0].isascii() and tail[begin - 1].isalnum():
            continue
        lead, _ = rest_of_answer_sentence(text, after + begin, after + len(tail), _WIDE)
        chosen = choice_doubts.announced(text[: after + begin])
        if chosen and not choice_doubts.words()["negations"].search(lead[-_WIDE:]):
            return True
    return False


def contradictory(text: str, index: int, options: Sequence[str]) -> bool:
    """Whether the words of an option stand beside the letter or number of another one: `d) Leonardo` where Leonardo is option C.

    Only pairs that concern the option that was read count: its own words under another letter, or its letter before other words.
    """
    for place, option in enumerate(options):
        words = option.strip().rstrip(".")
        if len(words) < 2:
            continue
        for match in choice_places.spoken(option).finditer(text):
            label = re.search(
                r"(?<!\w)[(\[*]{0,3}(\w)[*]{0,2}\s?(?:[)\].:：、]|[-–—]\s)[)*\s]{0,3}[\"“«*]{0,2}\Z",
                text[max(0, match.start() - 12) : match.start()],
            )
            beside = wording.BESIDE.search(text[max(0, match.start() - 16) : match.start()])
            if beside is not None and _CLOSED.match(text, match.end()) and not ends_within(beside[0]):
                label = label or beside
            behind = re.match(r"[\"”»*]{0,2}\s?[(\[](\w)[)\]]", text[match.end() : match.end() + 8])
            for mark in (label, behind):
                counted = mark is label and _counts(text[: match.start()], mark)
                told = _label(mark[1]) if mark is not None and not counted else set()
                if told and place not in told and (place == index or index in told):
                    return True
    return False


def _counts(before: str, mark: re.Match[str] | None) -> bool:
    """Whether a number before words counts something else than options: `Step 4: `."""
    if mark is None or not mark[1].isdecimal():
        return False
    return wording.COUNTS.search(before[: len(before) - len(mark[0])][-12:]) is not None


def _label(mark: str) -> set[int]:
    """The places in the list that a letter or number can stand for, 0 first."""
    return {row.index(mark.upper()) for row in wording.LABELS if mark.upper() in row}
