"""Which option an answer to a multiple-choice question chooses: a letter, an option's words, JSON, or the end of a chain of thought.

A choice is read only where the answer states one plainly. Two options named together, a statement that is taken back, and a letter whose
words belong to another option are `unparsed`, never a wrong answer. Cost is linear in the length of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curation.measure.choices import (
    choice_asides,
    choice_clauses,
    choice_doubts,
    choice_endings,
    choice_marks,
    choice_overturned,
    choice_places,
    choice_spellings,
    choice_statements,
    choice_words,
)
from curation.measure.choices.choice_fields import boxed, json_choice
from curation.measure.choices.choice_names import (
    LEADING,
    MARKS,
    letter_place,
    named_alone,
    plain_words,
    said_whole,
    tells_another,
)
from curation.measure.choices.option_letters import letter_of
from curation.measure.responses.response_text import answer_part, bounded
from curation.text.answer_words import answers as wording
from curation.text.sentences import answer_sentences

Form = Literal["letter", "text", "json", "final", "boxed", "unparsed", "empty"]
_LEAD_WORDS = 5
"""Words before a colon that only announce the option behind it."""
_BRACKETED = re.compile(r"(?<![A-Za-z0-9])([A-Z])\)")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_WINDOW = 30_000
"""Characters at the end of an answer in which statements of a choice are looked for."""
_FULL_WIDTH = {
    code: chr(code - 0xFEE0)
    for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *range(0xFF10, 0xFF1A)]
}


_DIGITS = {zero + n: str(n) for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50) for n in range(10)}
"""Digits of Arabic, Persian, Hindi, Bengali and Thai."""
_CIRCLED = {
    **{code: f"({code - 0x2460 + 1})" for code in range(0x2460, 0x2469)},
    **{code: f"({chr(ord('A') + code - 0x24B6)})" for code in range(0x24B6, 0x24D0)},
    **{code: f"({chr(ord('A') + code - 0x24D0)})" for code in range(0x24D0, 0x24EA)},
    **{code: f"({chr(ord('A') + code - 0x1F130)})" for code in range(0x1F130, 0x1F14A)},
    **{code: f"({chr(ord('A') + code - 0x1F150)})" for code in range(0x1F150, 0x1F16A)},
    **{code: f"({chr(ord('A') + code - 0x1F170)})" for code in range(0x1F170, 0x1F18A)},
}
"""Digits and letters in circles and squares."""
_BRACKETS = str.maketrans({"⟨": "(", "⟩": ")", "〔": "(", "〕": ")", "⟦": "(", "⟧": ")"})
_SIGNS = _DIGITS | _CIRCLED | _BRACKETS


@dataclass(frozen=True)
class Choice:
    """The option chosen (0 first), the form it was said in, and where; `unparsed` chooses none and is never a wrong answer."""

    index: int | None
    form: Form
    span: tuple[int, int] | None = None


def _by_text(answer: str, options: Sequence[str]) -> int | None:
    """The only option whose words the answer is or holds; where one option's words are part of another's, the longer counts."""
    said = plain_words(answer)
    wanted = [plain_words(option) for option in options]
    exact = said_whole(answer, options)
    if len(exact) == 1:
        return exact[0]
    if wording.YES_NO.fullmatch(answer.strip()):
        # `Yes.` of `Yes, in general` and `No, never`.
        begun = [i for i, words in enumerate(wanted) if words.split()[:1] == [said]]
        return begun[0] if len(begun) == 1 else None
    held = [i for i, words in enumerate(wanted) if len(words) >= 2 and f" {words} " in f" {said} "]
    held = [i for i in held if not _described(answer, options[i], i)]
    held = [
        i for i in held if not _NUMERAL.fullmatch(options[i].strip()) or _stands_alone(answer, options[i])
    ]
    held = [i for i in held if not any(j != i and f" {wanted[i]} " in f" {wanted[j]} " for j in held)]
    lead, colon, told = answer.rpartition(":")
    if colon and not held and len(lead.split()) <= _LEAD_WORDS:  # `Respuesta: Jupiter` of `Júpiter`
        held = said_whole(told, options)
        return held[0] if len(held) == 1 and not choice_statements.denied_text(answer) else None
    if len(held) != 1 or not _at_an_end(said, wanted[held[0]]):
        return None
    return None if choice_statements.denied_text(answer) else held[0]


def _stands_alone(answer: str, number: str) -> bool:
    """Whether a number stands in an answer as it is, and not as a part of another one: `2` in `it is 2.4`."""
    return re.search(rf"(?<![\d.,]){re.escape(number.strip())}(?!\d|[.,]\d)", answer) is not None


def _at_an_end(said: str, words: str) -> bool:
    """Whether an option's words stand among the first or the last words of an answer, or after a word that tells them."""
    before, _, after = f" {said} ".partition(f" {words} ")
    told = wording.AT_AN_END.search(before.strip())
    return len(before.split()) <= 5 or len(after.split()) <= 5 or told is not None


def _described(answer: str, option: str, index: int) -> bool:
    """Whether an answer that goes on only tells what a letter stands for: `A is acetone, which`."""
    letter = letter_of(index)
    told = rf"(?<!\w){letter}[)\]*]{{0,3}}{wording.DESCRIBES}[\"“*]{{0,3}}"
    return bool(re.search(told + re.escape(option.strip()), answer, re.IGNORECASE))


def parse(response: str | None, options: Sequence[str]) -> Choice:
    """The option that `response` chooses.

    Args:
        response: what the model answered; private reasoning is left out first.
        options: the options in the order in which they were shown, A first.

    Returns: the choice; index None with form `empty` (no answer) or `unparsed` (no single option is named).
    """
    if response is None:
        return Choice(None, "empty")
    read = bounded(response)
    choice = _parse(read.text, options)
    return Choice(choice.index, choice.form, read.span(choice.span))


def _parse(response: str, options: Sequence[str]) -> Choice:
    """The option that a response of bounded length chooses."""
    # Options are read with the same signs as the answer, or the words of one with native digits would be found nowhere.
    options = [option.translate(_FULL_WIDTH).translate(_SIGNS) for option in options]
    start, end = answer_part(response)
    answer = wording.STRUCK.sub(
        lambda struck: " " * len(struck[0]), response[start:end].translate(_FULL_WIDTH)
    )
    answer = wording.SPLIT_WORD.sub(lambda cut: " " * len(cut[0]), answer)
    answer = wording.TAGS.sub(lambda tag: " " * len(tag[0]), answer)
    if not answer.strip():
        return Choice(None, "empty")
    answer = _first_of_several(choice_doubts.one_question(answer.translate(_SIGNS)), options)
    answer = choice_spellings.plain(answer, options)
    answer = choice_asides.without(answer, options)
    if not answer.strip():
        return Choice(None, "unparsed")
    choice = _read(answer, options)
    if choice.index is not None and choice.form not in ("json", "boxed"):
        named = named_alone(answer, len(options)) if len(answer) <= 200 else None
        exact = bool(said_whole(answer, options))
        marked = choice_marks.marked(answer[-_WINDOW:], len(options)) is not None
        if (
            named is None
            and not exact
            and not marked
            and choice_doubts.against(answer, choice.index, choice.form, len(options))
        ):
            choice = Choice(None, "unparsed")
    if choice.form in ("unparsed", "text") and (told := choice_words.chosen(answer, options)) is not None:
        agrees = choice.index in (None, told)
        # `It is class B.` says an option's own words, whose letter is no choice by itself.
        doubtful = plain_words(options[told]) not in plain_words(answer) and choice_doubts.against(
            answer, told, "words", len(options)
        )
        choice = (
            Choice(told, "text", (0, len(answer))) if agrees and not doubtful else Choice(None, "unparsed")
        )
    if choice.index is None:
        choice = _last_resort(answer, options)
    bare = len(answer) <= 200 and named_alone(answer, len(options)) is not None
    end_says = (
        None if bare or answer.lstrip(" `\njson").startswith("{") else choice_endings.ending(answer, options)
    )
    if choice.index is None or _overturned(answer, choice, options):
        choice = _by_ending(answer, end_says, options)
    elif (
        end_says is not None
        and end_says.option != choice.index
        and (end_says.option is not None or choice.form in ("final", "letter", "text"))
    ):
        declared = choice.form == "text" and choice_clauses.declares(answer[slice(*end_says.span)])
        choice = _by_ending(answer, end_says, options) if declared else Choice(None, "unparsed")
    if choice.index is not None and choice.form != "json" and _letter_is_text(choice.index, answer, options):
        choice = Choice(None, "unparsed")
    if choice.index is not None and (
        choice_asides.for_one_case(answer, choice.index, len(options))
        or (
            choice.form in ("letter", "final")
            and choice_asides.only_in_a_range(answer, choice.index, len(options))
        )
    ):
        choice = Choice(None, "unparsed")
    after = response[end:]
    if choice.index is not None and choice_overturned.taken_back(after):
        choice = Choice(None, "unparsed")
    return Choice(
        choice.index,
        choice.form,
        None if choice.span is None else (choice.span[0] + start, choice.span[1] + start),
    )


_NEXT = re.compile(
    r"\n\s{0,6}(?:\*\*)?(?:Q\s?)?\d{1,3}[.):]\s[^\n]{8,400}\n(?:\s{0,4}\n){0,2}\s{0,6}[*_]{0,2}\(?[Aa1][.):]\s"
    r"|\n\s{0,6}[^\n]{8,400}[?？:：]\s{0,3}\n(?:\s{0,4}\n){0,2}\s{0,6}[*_]{0,2}\(?A[.):]\s[^\n]{1,200}\n\s{0,6}[*_]{0,2}\(?B[.):]\s"
)
"""A line with a question, and a line with its first option below: a model without chat goes on with a question of its own."""


_NUMBERED = re.compile(r"\n\s{0,6}(?:\*\*)?(?:Q\s?)?\d{1,3}[.):]\s[^\n]{8,400}[?？]\s{0,3}(?:\*\*)?\n")


def _first_of_several(answer: str, options: Sequence[str]) -> str:
    """The answer up to a further question with options of its own, where a choice stands before it; one that goes through its own options, or decides again, stays whole."""
    following = _NEXT.search(answer)
    if following is None:
        return answer
    head, further = answer[: following.start()], answer[following.start() :]
    own = sum(choice_places.spoken(o).search(further) is not None for o in options if len(o) > 3)
    # A numbered question behind a short answer is a further one, also where it offers the same options.
    if _NUMBERED.match(following[0]) and len(head) <= 200 and parse(head, options).index is not None:
        return head
    if own >= 2 or wording.WEIGHS.search(following[0]) or wording.AGAIN.search(further):
        return answer
    said = parse(head, options).index is not None
    return head if said and (not own or len(head) <= 200) else answer


def _by_ending(answer: str, said: choice_endings.Ending | None, options: Sequence[str]) -> Choice:
    """The choice that the end of an answer states, unless its words are those of another option or the answer takes it back afterwards."""
    if (
        said is None
        or said.option is None
        or choice_overturned.contradictory(answer, said.option, options)
        or choice_overturned.taken_back(answer[said.span[1] :])
        or choice_overturned.taken_back(_behind_letter(answer[slice(*said.span)], said.option))
        or choice_clauses.contradicts(answer, said.option, options, said.span[0])
        or any(
            tells_another(line[lead.end() :], letter_place(lead[1], len(options)), options)
            for line in answer[slice(*said.span)].split("\n")
            if (lead := LEADING.match(line)) is not None
        )
    ):
        return Choice(None, "unparsed")
    return Choice(said.option, "final", said.span)


def _behind_letter(sentence: str, index: int) -> str:
    """What a sentence says behind the last letter of an option; nothing where it names the option by other words."""
    places = [m.end() for m in re.finditer(rf"(?<!\w){chr(ord('A') + index)}(?!\w)", sentence)]
    return sentence[places[-1] :] if places else ""


def _overturned(answer: str, choice: Choice, options: Sequence[str]) -> bool:
    """Whether the rest of an answer overturns what was read; an answer that is one option's words and nothing else cannot."""
    if choice.index is None or said_whole(answer, options):
        return False
    fixed = (
        choice.form in ("json", "boxed") or choice_marks.marked(answer[-_WINDOW:], len(options)) is not None
    )
    if choice_overturned.overturned(answer, choice.index, choice.span, options, fixed):
        return True
    at = choice.span[0] if choice.span else 0
    return not fixed and choice_clauses.contradicts(answer, choice.index, options, at)


def _letter_is_text(index: int, answer: str, options: Sequence[str]) -> bool:
    """Whether the letter of an option that was read is also what another option says, as in options `D`, `C`, `L`: then `C` tells neither."""
    letter = letter_of(index)
    if plain_words(options[index]) in plain_words(answer) and len(plain_words(options[index])) > 1:
        return False
    return any(
        other != index
        and option.split()[:1] == [letter]
        and (option.strip() == letter or letter not in "AIEO")
        for other, option in enumerate(options)
    )


def _last_resort(answer: str, options: Sequence[str]) -> Choice:
    """A choice by the place of an option in any language, by a value of YAML or XML, or by the one letter that is not denied."""
    count = len(options)
    named = choice_doubts.mentions(answer, count) if len(answer) <= 600 else []
    last = answer_sentences(answer)[-1:] if all(m.denied or m.others for m in named) else []
    ends = answer[slice(*last[0])] if last and not choice_endings.breaks_off(answer, last[0], options) else ""
    place = choice_places.place(answer, options)
    by_clause = choice_clauses.chosen(answer, options)
    ways = (
        place if place is not None or len(answer) > 600 else choice_places.place(ends, options),
        choice_places.stated(answer, options),
        choice_places.value(answer, count),
        choice_places.lettered(answer, count),
        choice_doubts.left(answer, count),
        None if by_clause is None else by_clause[0],
        choice_places.likeliest(answer, count),
    )
    if ways[2] is not None and not choice_doubts.withdrawn(answer):
        return Choice(ways[2], "final", (0, len(answer)))
    told = {index for index in ways if index is not None}
    if len(told) != 1 or choice_doubts.withdrawn(answer):
        return Choice(None, "unparsed")
    span = (0, len(answer)) if by_clause is None else by_clause[1]
    return Choice(told.pop(), "final", span)


def _read(answer: str, options: Sequence[str]) -> Choice:
    count = len(options)
    if len(answer) <= 200:
        texts = said_whole(answer, options)
        index = texts[0] if len(texts) == 1 else None
        bare = named_alone(answer, count)
        if bare is not None and index in (None, bare):
            return Choice(bare, "letter", (0, len(answer)))
        if index is not None and bare is None:
            return Choice(index, "text", (0, len(answer)))
    shift = max(0, len(answer) - _WINDOW)
    tail = answer[shift:]
    if chosen := json_choice(tail, options) or None:
        return Choice(chosen[0], "json", _moved(chosen[1], shift))
    if answer.lstrip(" `\njson").startswith("{") and "}" not in answer:
        cut = wording.CUT_JSON.match(answer)
        index = letter_place(cut[1], count) if cut is not None else None
        return Choice(None, "unparsed") if index is None else Choice(index, "json", (0, len(answer)))
    if chosen := boxed(tail, options):
        return Choice(chosen[0], "boxed", _moved(chosen[1], shift))
    stated = choice_statements.last(tail, count)
    if stated is not None:
        index = (
            None
            if stated.index is None or tells_another(tail[stated.end :], stated.index, options)
            else stated.index
        )
        return Choice(
            index, "unparsed" if index is None else "final", _moved((stated.start, stated.end), shift)
        )
    if chosen := choice_marks.marked(tail, count):
        return Choice(chosen[0], "letter", _moved(chosen[1], shift))
    return _plain(answer, options)


def _plain(answer: str, options: Sequence[str]) -> Choice:
    """A choice said without a phrase: `B. the words`, the words alone, or the letter on the last line."""
    count = len(options)
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]+", answer) if m[0].strip()]
    leads = [(s, e, line, match) for s, e, line in lines if (match := LEADING.match(line))]
    lettered = [(s, e, letter_place(m[1], count), line[m.start(1) :]) for s, e, line, m in leads]
    bare = {b for _, _, line in lines if len(line) <= 60 and (b := named_alone(line, count)) is not None}
    if (
        not wording.TURNS.search(answer)
        and len({index for _, _, index, _ in lettered} | bare) == 1
        and lettered
        and (index := lettered[0][2]) is not None
    ):
        start, end, _, line = lettered[0]
        doubtful = tells_another(line[1:], index, options) or _open_lead(line, index, options)
        return Choice(None, "unparsed") if doubtful else Choice(index, "letter", (start, end))
    if lettered and wording.TURNS.search(answer):
        return Choice(None, "unparsed")
    start, end, last = lines[-1]
    if len(bare) == 1 and len(last) <= 60 and (index := named_alone(last, count)) is not None:
        return Choice(index, "letter", (start, end))
    for said, place in ((last, (start, end)), (answer, (0, len(answer)))):
        if len(lettered) < 2 and not bare and (index := _by_text(said, options)) is not None:
            return Choice(index, "text", place)
    return Choice(None, "unparsed")


def _open_lead(line: str, index: int, options: Sequence[str]) -> bool:
    """Whether a line that begins with a letter may mean something else: `A: …` for "answer", `A. B.`, `(A) and (B)`."""
    rest = line[1:].lstrip(MARKS)
    other = named_alone(rest, len(options)) if rest and len(rest) <= 60 else None
    told = (
        line[1:2] == ":"
        and line[0] == "A"
        and bool(rest)
        and plain_words(options[index]) not in plain_words(rest)
    )
    if len(set(_BRACKETED.findall(line[1:])) - {line[0]}) >= 1:
        return True
    return told or (other is not None and other != index) or choice_statements.names_more(line)


def _moved(span: tuple[int, int], offset: int) -> tuple[int, int]:
    return span[0] + offset, span[1] + offset
