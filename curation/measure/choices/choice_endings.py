"""The choice that the end of an answer states, whatever was weighed before it: `Many would say B. In fact it is the third one.`

An answer may quote others, change its mind and rule options out; what it says last is what it chooses. The last sentence that names an
option is read alone. It chooses the one option that it affirms where it says so (`answer`, `therefore`, `remains`), sets it against one that
it denies, or is nothing but that option. A hedge, a condition, a question or the name of another speaker in its clause leaves the answer unread, and so
does an earlier sentence that states another option and is not corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from curation.measure.choices import choice_clauses, choice_doubts, choice_places
from curation.measure.choices.option_letters import letter_of
from curation.measure.refusals.refusal_sight import tongue
from curation.text.answer_words import choice_endings as wording
from curation.text.answer_words import choice_overturned as choice_overturned_wording
from curation.text.answer_words import choice_statements as choice_statements_wording
from curation.text.sentences import answer_sentences

LONGEST = 3000
"""Characters at the end of an answer that are read."""
LEAD = 120
"""Characters before an ordinal without a full stop from which on it may be the beginning of a sentence that breaks off."""
_BACK = 3
"""Sentences without an option that may follow the one that chooses."""
_MOST = 24
"""Mentions of options in one sentence beyond which it lists or repeats them and chooses none."""
_LONG_TALK = 240
"""Characters of such a sentence beyond which it is more than a closing word."""
_WORD = re.compile(r"\w+")


class Ending(NamedTuple):
    """What the end of an answer chooses: the option (0 first), and the sentence that does so as a span in the answer."""

    option: int | None
    """None where the last sentence states an option, an earlier one is the words of another one, and nothing between corrects it."""
    span: tuple[int, int]


class _Said(NamedTuple):
    """What one sentence says."""

    affirmed: frozenset[int] = frozenset()
    denied: frozenset[int] = frozenset()
    states: bool = False
    """Whether it says that the option that it affirms is the answer."""
    doubtful: bool = False
    """Whether a hedge, a condition, a question or the name of another speaker stands with the option that it affirms."""
    denies: bool = False
    """Whether a negation stands in it."""
    joins: bool = False
    """Whether it names the option beside another one: `also`, `too`."""
    bare: bool = False
    """Whether it is the option's words and nothing else."""


_LISTED = 3
"""Options from which a row of labelled lines lists them and chooses none."""
_LABELLED = re.compile(r"\W{0,6}(?P<letter>[A-Za-z]|\d)[*_]{0,2}[.):\]）、][*_]{0,2}\s")


def ending(answer: str, options: Sequence[str]) -> Ending | None:
    """The option that the last sentence with an option states as the answer; None where it states none or the rest speaks against it.

    Args:
        answer: the answer without private reasoning.
        options: the options as they were shown, A first.
    """
    shift = max(0, len(answer) - LONGEST)
    text = own_labels(answer[shift:], options)
    spans = answer_sentences(text, turns=True)
    told = [_said(text[a:b], options) for a, b in spans]
    _leave_out_lists(answer[shift:], spans, told, len(options))
    place = _last(text, spans, told)
    if place is None:
        return None
    said = told[place]
    if (
        not said.affirmed
        and len(said.denied) == len(options) - 1 > 1
        and wording.REMAINS.search(text[slice(*spans[place])])
    ):
        said = _Said(frozenset(range(len(options))) - said.denied, said.denied, True)
    elif not said.affirmed and place and len(said.denied) == len(options) - 1:
        # `It is the sandy one. I would not pick B, C or D.`
        before = told[place - 1]
        if len(before.affirmed) == 1 and not before.affirmed & said.denied and not before.doubtful:
            place, said = place - 1, before._replace(states=True)
    if breaks_off(text, spans[place], options):
        return None
    beside = said.joins and any(x.states and x.affirmed - said.affirmed for x in told[:place])
    if beside:  # `A is right. C is right, too.`
        return Ending(None, (spans[place][0] + shift, spans[place][1] + shift))
    if len(said.affirmed) != 1 or said.doubtful or not said.states:
        return None
    option = next(iter(said.affirmed))
    if option in said.denied:
        return None
    if _spoken_against(text, spans, told, place, option):
        opposed = any(x.bare and not x.doubtful and option not in x.affirmed for x in told[:place])
        return Ending(None, (spans[place][0] + shift, spans[place][1] + shift)) if opposed else None
    return Ending(option, (spans[place][0] + shift, spans[place][1] + shift))


def breaks_off(text: str, span: tuple[int, int], options: Sequence[str]) -> bool:
    """Whether a sentence of one to three words without a full stop is where a longer text breaks off in its line: `… four options. The first`.
    One that holds an option's words chooses it."""
    start, end = span
    if start <= LEAD or end != len(text.rstrip()) or "\n" in text[max(0, start - 3) : start]:
        return False
    held = text[start:end]
    return wording.BROKEN_OFF.fullmatch(held) is not None and not any(
        choice_places.spoken(option).search(held) for option in options if option.strip()
    )


def own_labels(text: str, options: Sequence[str]) -> str:
    """The text with `B. Cello` read as `B`, where the words are that option's own; they are replaced by spaces, so that all places stay."""
    for index, option in enumerate(options):
        words = option.strip().rstrip(".")
        if not words:
            continue
        letter = letter_of(index)
        beside = re.compile(
            rf"(?<![\w'’])(?P<mark>[(\[*_]{{0,3}}{letter}[*_]{{0,2}})(?P<stop>[.):\]]{{1,2}}|\s?[-–—=]|(?=[\s(\"“«]))(?P<words>[*_]{{0,3}}\s{{0,2}}[(\"“«*_]{{0,3}}{re.escape(words)}[)\"”»]{{0,2}})(?!\w)",
            re.IGNORECASE if len(words) > 3 else 0,
        )
        text = beside.sub(lambda m: m["mark"] + " " * (len(m["stop"]) + len(m["words"])), text)
    return text


def _leave_out_lists(text: str, spans: Sequence[tuple[int, int]], told: list[_Said], count: int) -> None:
    """Sets what is said by labelled lines that list the options in their order to nothing: an echo of them chooses none.

    Args:
        text: the answer, with the stops of its labels.
        spans: its sentences.
        told: what each says; changed.
        count: how many options there are.
    """
    run: list[int] = []
    for place, (start, _) in enumerate(spans):
        label = _LABELLED.match(text, start)
        if label is None:
            continue
        order = (
            "abcdefgh".find(label["letter"].casefold())
            if label["letter"].isalpha()
            else int(label["letter"]) - 1
        )
        if order == 0:
            run = [place]
        elif order == len(run):
            run.append(place)
        if len(run) >= min(_LISTED, count):
            for n in run:
                told[n] = _Said()


def _said(sentence: str, options: Sequence[str]) -> _Said:
    """What a sentence says of the options, clause by clause."""
    words = choice_doubts.words()
    denies = words["negations"].search(sentence) is not None
    if wording.MINE.search(sentence):
        return _Said(frozenset(range(len(options))), denies=denies)
    named = choice_clauses.named(sentence, options)
    if len(named) > _MOST:
        return _Said(frozenset(range(len(options))), denies=denies)
    denied = frozenset(n.option for n in named if n.denied)
    affirmed = [n for n in named if not n.denied]
    chosen = frozenset(n.option for n in affirmed)
    if len(chosen) != 1 or wording.JOINED.search(sentence):
        joined = (
            frozenset(range(len(options)))
            if chosen and wording.JOINED.search(sentence) and len(denied) < 2
            else chosen
        )
        if len(joined) != 1:
            return _Said(joined, denied, denies=denies)
    start, end = affirmed[-1].span
    before = wording.FORCED.sub(" ", sentence[:end])
    clause = wording.FORCED.sub(" ", sentence[start : end + 3])
    doubtful = (
        any(word in sentence.casefold() for word in choice_statements_wording.FAR)
        or choice_clauses.hedged(clause)
        or _conditional(before, sentence)
        or _taken_up_again(sentence[end:], options, next(iter(chosen)))
        or not _closes(sentence, start, end, options, next(iter(chosen)))
        or any(words[name].search(before) for name in ("reports", "others", "sources"))
        or any(words[name].search(clause) for name in ("cases", "open"))
        or words["joins"].search(sentence[start : end + 40]) is not None
    )
    states = (
        _set_against(sentence, named)
        or any(n.declared for n in affirmed)
        or any(
            words[name].search(sentence[slice(*n.span)]) for n in affirmed for name in ("concludes", "states")
        )
        or words["concludes"].search(sentence[:start]) is not None
        or _nothing_else(sentence, options, next(iter(chosen)))
        or _after_colon(sentence, options, next(iter(chosen)))
    )
    bare = _nothing_else(sentence, options, next(iter(chosen))) and any(n.by_words for n in affirmed)
    joins = words["joins"].search(sentence[start : end + 40]) is not None
    return _Said(chosen, denied, states, doubtful, denies, joins, bare)


def _conditional(part: str, sentence: str) -> bool:
    """Whether a part of a sentence makes a condition, by the words of the sentence's language."""
    told = {match[0].casefold() for match in choice_doubts.words()["conditions"].finditer(part)}
    if any(word not in wording.CONDITIONS_OF for word in told):
        return True
    return bool(told) and any(tongue(sentence) in wording.CONDITIONS_OF[word] for word in told)


def _closes(sentence: str, start: int, end: int, options: Sequence[str], index: int) -> bool:
    """Whether a clause ends with an option, or goes on behind its letter as a clause that chooses does."""
    letters = [
        m
        for m in choice_doubts.mentions(sentence, len(options), options)
        if m.option == index and start <= m.start < end
    ]
    if not letters:
        return True
    return wording.GOES_ON.match(sentence[letters[-1].end : end].replace("*", " ")) is not None


def _taken_up_again(rest: str, options: Sequence[str], index: int) -> bool:
    """Whether the rest of a sentence, before a reason, denies or corrects what stands before it: `D, which I considered, is not my answer`."""
    words = choice_doubts.words()
    if any(words[name].search(rest) for name in ("overturns", "mistaken")):
        return True
    near = choice_overturned_wording.REASON.split(rest, maxsplit=1)[0]
    if words["negations"].search(near) is None or wording.BUT_NOT.match(near):
        return False
    return not any(n.option != index for n in choice_clauses.named(near, options))


def _set_against(sentence: str, named: Sequence[choice_clauses.Named]) -> bool:
    """Whether an option is set against one that is denied: `the salt, not the sand`; `the water is not` only describes."""
    negations = choice_doubts.words()["negations"]
    return any(not n.denied and (n.ends or not n.by_words) for n in named) and any(
        n.denied
        and (not n.by_words or negations.match(sentence[slice(*n.span)].lstrip(" ,;:(—–-")) is not None)
        for n in named
    )


def _nothing_else(sentence: str, options: Sequence[str], index: int) -> bool:
    """Whether a sentence is the option's letter, place or words and nothing else than words that choose: `sondern B`, and not `Team B`."""
    rest = (
        choice_places.spoken(options[index]).sub(" ", sentence)
        if len(options[index].strip()) > 1
        else sentence
    )
    for name in ("chooses", "corrects"):
        rest = choice_doubts.words()[name].sub(" ", rest)
    letter = letter_of(index)
    left = [word for word in _WORD.findall(rest) if word.upper() != letter]
    return not left or (len(left) <= 3 and choice_places.place(sentence, options) == index)


_SUBJECT = 3
"""Words before a colon up to which they only name something (`Rating: B`) and must be words of a choice."""


def _after_colon(sentence: str, options: Sequence[str], index: int) -> bool:
    """Whether a sentence ends with a colon and that option and nothing else: `It lives in the sea: the first.`"""
    before, colon, rest = sentence.replace("：", ":").rpartition(":")
    named = choice_clauses.named(rest, options) if colon and len(rest) <= 60 else []
    if {n.option for n in named} != {index} or wording.LEFT_OVER.search(before):
        return False
    words = choice_doubts.words()
    short = len(_WORD.findall(before)) <= _SUBJECT
    if short and not (
        choice_clauses.declares(before)
        or before.rstrip().casefold().endswith("final")
        or any(words[name].search(before) for name in ("concludes", "states", "chooses", "corrects"))
    ):
        return False
    return len(_WORD.findall(rest)) <= 2 or _nothing_else(rest, options, index)


def _last(text: str, spans: Sequence[tuple[int, int]], told: Sequence[_Said]) -> int | None:
    """The place of the last sentence that says something of an option and not only why another one is wrong; None where what follows it takes
    everything back or is more than a closing word."""
    words = choice_doubts.words()
    for back, place in enumerate(reversed(range(len(spans)))):
        sentence, said = text[slice(*spans[place])], told[place]
        if said.affirmed or said.denied:
            aside = said.denies or said.doubtful or len(said.affirmed) > 1
            describes = (
                aside and not said.states and not wording.JOINED.search(sentence)
                and not any(words[name].search(sentence) for name in ("joins", "undecided"))
            )  # fmt: skip
            bare = (
                place > 0
                and told[place - 1].bare
                and not any(
                    words[name].search(sentence)
                    for name in ("corrects", "overturns", "turns", "right", "undecided")
                )
            )
            describes = describes or (bare and not said.states)
            stated = place > 0 and told[place - 1].states and not told[place - 1].affirmed & said.affirmed
            if not (describes and stated and back < _BACK):
                return place
            continue
        if back >= _BACK or len(sentence) > _LONG_TALK or choice_clauses.hedged(sentence):
            return None
        if choice_doubts.withdrawn(sentence) or choice_clauses.declares(sentence):
            return None
        if any(
            words[name].search(sentence) for name in ("overturns", "mistaken", "corrects", "open", "joins")
        ):
            return None
    return None


def _spoken_against(
    text: str, spans: Sequence[tuple[int, int]], told: Sequence[_Said], place: int, option: int
) -> bool:
    """Whether a sentence before states another option, or says that nothing is chosen, and nothing between corrects it."""
    words = choice_doubts.words()
    for earlier in range(place):
        said = told[earlier]
        before = text[slice(*spans[earlier])]
        would = wording.WOULD.match(before) is not None and said.affirmed and option not in said.affirmed
        if would or words["refuses"].search(before):
            rest = text[spans[earlier][1] : spans[place][1]]
            if not any(words[name].search(rest) for name in ("corrects", "turns", "overturns")):
                return True
        if words["undecided"].search(text[slice(*spans[earlier])]):
            rest = text[spans[earlier][0] : spans[place][1]]
            if not any(words[name].search(rest) for name in ("corrects", "turns")):
                return True
        if not said.states or said.doubtful or len(said.affirmed) != 1 or option in said.affirmed:
            continue
        between = text[spans[earlier][0] : spans[place][1]]
        if not any(words[name].search(between) for name in ("corrects", "overturns", "turns")):
            return True
    return False
