"""An answer without its remarks on options that it does not choose: `C. The second-best answer is A.` is read as `C.`

The worst option, the second one and the one that others usually give are chosen by nobody who calls them so; what is right only elsewhere is
no choice for the case at hand; and a note in brackets is said by whoever checked the answer. These remarks are replaced by spaces, so that all places
stay; an answer that is nothing else chooses nothing. The words are data (`curation/text/answer_phrases/answer-doubts.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.measure.choices import choice_doubts
from curation.measure.choices.option_letters import letter_of
from curation.text.answer_words import choice_asides as wording

LONGEST = 30_000
"""Characters at the end of an answer that are looked at."""
_LEAD = 120
"""Characters before a word such as `worst` in which the beginning of its clause is looked for."""
_REACH = 160
"""Characters after it that belong to the remark at most."""
_LETTER = re.compile(r"(?<![\w'’])[A-H](?![\w'’])|[A-H](?=[^\x00-\x7f])")


def without(answer: str, options: Sequence[str]) -> str:
    """The answer with its remarks on options that it does not choose replaced by spaces; JSON stays as it is.

    Args:
        answer: the answer without private reasoning.
        options: the options; a word that one of them holds itself (`the usual answer`) makes no remark.
    """
    if answer.lstrip(" `\njson").startswith(("{", "[")):
        return answer
    shift = max(0, len(answer) - LONGEST)
    head, text = answer[:shift], answer[shift:]
    for pattern in (wording.OTHER_HAND, wording.NEVER_NAMED, wording.ELSEWHERE):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    own = " ".join(options).casefold()
    pieces: list[str] = []
    done = 0
    for match in choice_doubts.words()["lesser"].finditer(text):
        if match.start() < done or match[0].casefold() in own:
            continue
        start, end = max(done, _start(text, match.start())), _end(text, match)
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return head + "".join(pieces) + text[done:]


def for_one_case(answer: str, index: int, count: int) -> bool:
    """Whether an answer gives an option for one case only after it has named another one: `The answer is C. In the US the answer is A.`

    Args:
        answer: the answer.
        index: the option that was read, 0 first.
        count: how many options there are.
    """
    text = answer[-choice_doubts.LONGEST :]
    told = letter_of(index)
    case = next((m for m in wording.CASE.finditer(text) if told in (m["one"], m["two"], m["three"])), None)
    if case is None:
        return False
    return any(
        not m.denied and m.option != index and m.start < case.start()
        for m in choice_doubts.mentions(text, count)
    )


def _start(text: str, at: int) -> int:
    """Where a remark begins: at its word, or with its clause where that says that something is it (`A is the worst`)."""
    lead = text[max(0, at - _LEAD) : at]
    if wording.LINKED.search(lead) is None:
        article = wording.ARTICLE.search(lead)
        return at if article is None else at - len(article[0])
    begin = max((m.end() for m in wording.BEGIN.finditer(lead)), default=0)
    return at - len(lead) + begin


def _end(text: str, match: re.Match[str]) -> int:
    """Where a remark ends: with its sentence, or at the first pause behind the option that it names."""
    limit = min(len(text), match.end() + _REACH)
    stop = wording.STOP.search(text, match.end(), limit)
    end = limit if stop is None else stop.start()
    begun = _start(text, match.start())
    for pause in wording.PAUSE.finditer(text, match.end(), end):
        if _LETTER.search(text, begun, pause.start()) is not None:
            return pause.start()
    return end


def only_in_a_range(answer: str, index: int, count: int) -> bool:
    """Whether an answer names an option's letter only as an end of a range of options, of which it chooses all or none: `A to D`."""
    letter = letter_of(index)
    text = answer[-choice_doubts.LONGEST :]
    ranges = [
        m.span()
        for m in wording.RANGE.finditer(text)
        if m["first"] < m["last"] < chr(ord("A") + count) and letter in (m["first"], m["last"])
    ]
    named = [m.start() for m in re.finditer(rf"(?<![\w'’]){letter}(?![\w'’])", text)]
    return bool(ranges) and all(any(a <= at < b for a, b in ranges) for at in named)
