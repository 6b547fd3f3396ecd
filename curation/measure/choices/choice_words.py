"""A choice told by the words of the options and not by a letter: elimination, a number, a part of an option, yes and no.

Each way gives the options that it finds; a choice is read only where all ways that find one agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from curation.measure.choices.option_letters import LETTERS, letter_of
from curation.text.answer_words import choice_words as wording
from curation.text.sentences import answer_sentences

_ALTERNATIVES = re.compile(r"\bor\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?![\w]*\d)")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def chosen(answer: str, options: Sequence[str]) -> int | None:
    """The option that a short answer tells by its words; None where it tells none, hedges, or its parts disagree."""
    if len(answer) > 600 or wording.CORRECTS.search(answer):
        return None
    ways: tuple[Callable[[str, Sequence[str]], set[int]], ...] = (
        by_letters_ruled_out, by_agreement, by_statement, by_last_sentence, by_yes_or_no, by_number, by_part,
    )  # fmt: skip
    found = {way: indexes for way in ways if (indexes := way(answer, options))}
    told = set().union(*found.values()) if found else set()
    if len(told) != 1:
        return None
    index = told.pop()
    spoken = by_letters_ruled_out in found or by_agreement in found
    return index if spoken or _letters(answer, len(options)) <= {index} else None


def _letters(answer: str, count: int) -> set[int]:
    """The options whose letters stand in an answer; `A` before a word in small letters is an article, `I` a pronoun."""
    letters = re.findall(r"(?<![A-Za-z'’])(A(?!\s[a-z])|[B-Z])(?![A-Za-z'’])", answer)
    return {ord(letter) - ord("A") for letter in letters if letter != "I" and ord(letter) - ord("A") < count}


def by_letters_ruled_out(answer: str, options: Sequence[str]) -> set[int]:
    """`Not A, not C, not D`: the one letter that is left where every other one is denied."""
    if len(options) > LETTERS:
        return set()
    letters = [letter_of(i) for i in range(len(options))]
    denied = {
        letter
        for letter in letters
        if re.search(rf"\b{wording.DENIES}\s+(?:option\s+)?\(?{letter}\b", answer, re.IGNORECASE)
        or re.search(rf"(?<!\w){letter}[)\]*]{{0,2}}\s+{wording.IS}\s+{wording.FALSE}\b", answer)
    }
    left = [i for i, letter in enumerate(letters) if letter not in denied]
    return set(left) if len(left) == 1 and len(letters) > 2 else set()


def by_agreement(answer: str, options: Sequence[str]) -> set[int]:
    """`oxygen (B)`: an option's words with its own letter beside them."""
    found = set()
    for index, option in enumerate(options):
        letter = letter_of(index)
        words = re.escape(option.strip().rstrip("."))
        if re.search(rf"(?<!\w){words}[\s*\"”]{{0,3}}[(\[]{letter}[)\]]", answer, re.IGNORECASE):
            found.add(index)
    return found


def by_statement(answer: str, options: Sequence[str]) -> set[int]:
    """`so oxygen`, `the right thing is to rinse the eye`: the words of an option after words that announce it."""
    stated = set()
    for index, option in enumerate(options):
        words = re.escape(option.strip().rstrip("."))
        told = re.compile(
            rf"(?:\b{wording.TELLS}\s+{wording.BEFORE_OPTION}[\"“*]{{0,3}}{words}(?!\w|[.,]\d)|:\s{{0,2}}[\"“*]{{0,3}}{words}[.!*\"”]{{0,3}}\s*\Z)",
            re.IGNORECASE,
        )
        stated |= {
            index
            for match in told.finditer(answer)
            if not re.search(rf"\b{wording.DENIES}\b", answer[match.start() : match.end()], re.IGNORECASE)
            and not _left_open(answer, match.start())
        }
    return set() if wording.HEDGES.search(_ALTERNATIVES.sub(" ", answer)) else stated


def _left_open(answer: str, start: int) -> bool:
    """Whether an `or` stands in the clause that begins at or before a place, or behind it; one in an earlier clause joins other things."""
    begin = max(answer.rfind(mark, 0, start) for mark in ",.;:!?\n—")
    return _ALTERNATIVES.search(answer, begin + 1) is not None


def by_last_sentence(answer: str, options: Sequence[str]) -> set[int]:
    """`Not Venus. Mercury.`: a last sentence that is an option and nothing else."""
    parts = answer_sentences(answer)
    if len(parts) < 2 or len(parts) > 6 or "?" in answer:
        return set()
    last = _plain(answer[slice(*parts[-1])])
    return {i for i, option in enumerate(options) if last and _plain(option) == last}


def by_yes_or_no(answer: str, options: Sequence[str]) -> set[int]:
    """`No, never.` where the options are yes and no."""
    plain = [_plain(option) for option in options]
    if sorted(plain) != ["no", "yes"]:
        return set()
    if wording.NO.match(answer):
        return {plain.index("no")}
    return (
        {plain.index("yes")}
        if wording.YES.match(answer) and not re.search(r"\bno\b", answer, re.I)
        else set()
    )


def by_number(answer: str, options: Sequence[str]) -> set[int]:
    """`25 L`: the only number of a short answer, where each option has one number of its own; a number that may count options tells nothing."""
    own = [_NUMBER.findall(option) for option in options]
    if len(answer) > 40 or any(len(numbers) != 1 for numbers in own) or len({n[0] for n in own}) < len(own):
        return set()
    said = _NUMBER.findall(answer)
    if len(said) != 1 or (said[0].isdecimal() and int(said[0]) <= len(options)):
        return set()
    if re.search(rf"\b{wording.DENIES}\b", answer, re.IGNORECASE):
        return set()
    return {i for i, numbers in enumerate(own) if numbers[0] == said[0]}


def by_part(answer: str, options: Sequence[str]) -> set[int]:
    """`Both.` for `Both of them`: a few words that stand in one option and in no other."""
    said = _plain(answer)
    if not 4 <= len(said) <= 60 or len(said.split()) > 6 or "?" in answer:
        return set()
    held = {i for i, option in enumerate(options) if f" {said} " in f" {_plain(option)} "}
    return held if len(held) == 1 else set()
