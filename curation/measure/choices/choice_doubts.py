"""What speaks against a choice that was read, and the one option that is left where every other that is named is denied.

A letter that is denied (`not B`, `A is wrong`), quoted from others (`many would say B`) or corrected (`A, no, wait, C`) is no choice. The
words are data (`curation/text/answer_phrases/answer-doubts.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from curation.measure.choices.option_letters import letter_of
from curation.measure.refusals.refusal_sight import tongue
from curation.text import answer_phrases
from curation.text.alternatives import whole_words
from curation.text.answer_words import choice_doubts as wording
from curation.text.sentences import rest_of_answer_sentence

LONGEST = 6000
"""Characters at the end of an answer in which letters are weighed against each other."""
_WIDTH = 60
"""Characters before and after a letter in which words about it are looked for, within its clause."""
_BEGINS = re.compile(r"(?:\A|[.!?:;\n。！？：()\[\]\"“”„«»*_>•–—-])\s{0,3}\Z")
"""Where a sentence or a line begins: only there can a capital `A` be an article."""


_QUOTED = re.compile(
    r"\"[^\"\n]{1,80}\s[^\"\n]{1,80}\"|“[^“”\n]{1,80}\s[^“”\n]{1,80}”|«[^«»\n]{3,80}\s[^«»\n]{1,80}»"
)
"""What somebody says in words of their own: two words or more in quotation marks."""


@cache
def words() -> Mapping[str, re.Pattern[str]]:
    """The patterns of the packaged file, by what they say of a choice."""
    data = answer_phrases.tables("answer-doubts")
    return {name: whole_words(words) for name, words in data.items()}


class Mention(NamedTuple):
    """A letter of an option in an answer: which, where, and what is said of it."""

    option: int
    """0 first."""
    start: int
    end: int
    denied: bool
    others: bool
    """Whether it stands in a sentence of what others say, or of what might be."""
    case: bool
    """Whether it stands in a sentence of another case: `if it were`, `would be`."""


def one_question(answer: str) -> str:
    """The answer up to where a model goes on with a question of its own."""
    cut = wording.FOLLOWED.search(answer)
    return answer[: cut.start()] if cut is not None and answer[: cut.start()].strip() else answer


def _is_article(answer: str, match: re.Match[str], follows: str, options: Sequence[str]) -> bool:
    """Whether a capital letter is a word of its language: `A contract is`, `I think`."""
    letter = match["upper"]
    if (
        not letter
        or letter not in "AIOEYUÀ"
        or not wording.ARTICLE.match(follows)
        or wording.NO_ARTICLE.match(follows)
    ):
        return False
    if letter == "I" or _BEGINS.search(answer[max(0, match.start() - 6) : match.start()]):
        return True
    rest = answer[match.start() :].casefold()
    begins = any(rest.startswith(option.strip().casefold()) for option in options if len(option) > 1)
    return not options or begins or tongue(answer) == "en"


def mentions(answer: str, count: int, options: Sequence[str] = ()) -> list[Mention]:
    """The letters of options that an answer names, in their order; articles, pronouns and labels of other things are left out.

    Args:
        answer: the answer.
        count: how many options there are.
        options: their words, where they are known: within a sentence a capital `A` before them is an article,
            and in English before any word.
    """
    found: list[Mention] = []
    told_by = words()
    quotations = [m.span() for m in _QUOTED.finditer(answer)]
    for match in wording.LETTER.finditer(answer):
        letter = (match["upper"] or match["small"] or match["listed"]).upper()
        index = ord(letter) - ord("A")
        if index >= count or wording.LABEL.search(answer[max(0, match.start() - 24) : match.start()]):
            continue
        follows = answer[match.end() : match.end() + _WIDTH]
        if _is_article(answer, match, follows, options):
            continue
        before = answer[max(0, match.start() - _WIDTH) : match.start()]
        clause = before[max((m.end() for m in wording.CLAUSE.finditer(before)), default=0) :]
        sentence, _ = rest_of_answer_sentence(answer, match.start(), match.end(), _WIDTH)
        after = re.split(wording.CLAUSE, follows.lstrip(")]*}”\"'"), maxsplit=1)[0]
        turned = sentence[max((m.end() for m in wording.CONTRAST.finditer(sentence)), default=0) :]
        again = bool(found) and found[-1].denied and wording.AGAIN.search(clause) is not None
        denied = (
            again
            or wording.WRONG_ONES.search(before) is not None
            or told_by["denies"].search(clause) is not None
            or told_by["denied"].match(after.lstrip()) is not None
        )
        quoted = any(a < match.start() < b for a, b in quotations)
        told = [told_by[name].search(turned) is not None for name in ("others", "cases")]
        found.append(Mention(index, match.start(), match.end(), denied, told[0] or quoted, told[1]))
    return _along_lists(answer, found)


def in_a_row(answer: str, count: int) -> bool:
    """Whether two letters of options that are not denied stand in one row: `[A, C]`, `A and B`."""
    return any(
        a.option != b.option
        and not (a.denied or b.denied)
        and wording.JOINS.fullmatch(re.sub(r"[\"'“”‘’]", " ", answer[a.end : b.start])) is not None
        for a, b in pairwise(mentions(answer, count))
    )


def _along_lists(answer: str, found: list[Mention]) -> list[Mention]:
    """The mentions, where one of a row (`A, C and D`) that is denied denies the whole row."""
    joined = [wording.JOINS.fullmatch(answer[a.end : b.start]) is not None for a, b in pairwise(found)]
    for order in (range(len(joined)), reversed(range(len(joined)))):
        for n in order:
            if joined[n] and found[n].denied != found[n + 1].denied:
                found[n], found[n + 1] = found[n]._replace(denied=True), found[n + 1]._replace(denied=True)
    return found


def against(answer: str, index: int, form: str, count: int) -> bool:
    """Whether what is read as `index` is doubtful: all that is said of its letter denies or quotes it, or another letter stands open beside words.

    Args:
        answer: the answer.
        index: the option that was read.
        form: how it was read.
        count: how many options there are.
    """
    answer = answer[-LONGEST:]
    named = mentions(answer, count)
    own = [m for m in named if m.option == index]
    if not own and _only_labels(answer, index):
        return True
    if own and wording.WITHDRAWN.search(answer, own[-1].end) is not None:
        return True
    rest = {m.option for m in named if m.option != index and not m.denied}
    if own and all(m.denied or m.others for m in own):
        return True
    if form == "text":
        return bool(rest) or (
            not own and words()["denies"].search(answer[:60]) is not None and len(answer) <= 60
        )
    later = [
        m
        for m in named
        if own and m.start > own[-1].end and m.option != index and not m.denied and not m.others
    ]
    if later and own and all(m.denied or m.others or m.case for m in own):
        return True
    return bool(later) and _ends(answer, later[-1]) and announced(answer[: later[-1].start])


def _only_labels(answer: str, index: int) -> bool:
    """Whether an option's letter stands in an answer as the name of something else (`Schedule A`) and nowhere as a choice."""
    letter = letter_of(index)
    places = [m for m in wording.LETTER.finditer(answer) if m["upper"] == letter]
    labels = [m for m in places if wording.LABEL.search(answer[max(0, m.start() - 24) : m.start()])]
    return bool(labels) and not any(
        m not in labels
        and not (
            letter in "AIOEYUÀ"
            and wording.ARTICLE.match(answer, m.end())
            and not wording.SAYS.match(answer, m.end())
        )
        for m in places
    )


def withdrawn(answer: str) -> bool:
    """Whether an answer takes a choice back without another one, or says that it knows none."""
    return wording.WITHDRAWN.search(answer[-LONGEST:]) is not None


def left(answer: str, count: int) -> int | None:
    """The one option that an answer ends with where every other letter that it names is denied, quoted or corrected; None otherwise."""
    answer = answer[-LONGEST:]
    named = mentions(answer, count)
    if not named or named[-1].denied or named[-1].others or named[-1].case or not _ends(answer, named[-1]):
        return None
    last = named[-1]
    open_ = {m.option for m in named if m.option != last.option and not (m.denied or m.others or m.case)}
    if not any(m.option != last.option for m in named):
        return None
    between = answer[max((m.end for m in named if m.option in open_), default=0) : last.start]
    if open_ and words()["corrects"].search(between) is None:
        return None
    return last.option if announced(answer[: last.start]) else None


def announced(before: str) -> bool:
    """Whether what stands before a letter chooses it: nothing, a mark, or a word such as `so`."""
    lead = before.rstrip(" (*[\"“«'\t`_$\\")
    if not lead or lead[-1] in ",.:;!?\n。，：！…—–-、=>→】":
        return not lead or len(before) - len(lead) <= 6
    last = list(words()["chooses"].finditer(lead[-24:]))
    return bool(last) and last[-1].end() == len(lead[-24:])


def _ends(answer: str, mention: Mention) -> bool:
    """Whether nothing of weight follows a letter."""
    return not re.search(r"\w", wording.ENDS.sub("", answer[mention.end :]))
