"""Which of four statements agrees with a rule: the rule as it stands against the same words with two things changed.

Two places of the sentence are varied, two ways each, and all four combinations are shown. Every option then differs from
the others in the same number of places, so that the true one is not the one most like the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from curation.digests import sha256
from curation.generate.bank import Bank
from curation.generate.deontic import self_contained, squeeze
from curation.generate.ladders import values, window
from curation.generate.questions import Draft
from curation.records import Clause

_SWAPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bbefore\b", ("after", "during")),
    (r"\bafter\b", ("before", "during")),
    (r"\bprior to\b", ("after", "during")),
    (r"\bat least\b", ("at most", "exactly")),
    (r"\bno later than\b", ("no earlier than",)),
    (r"\bnot later than\b", ("not earlier than",)),
    (r"\bin writing\b", ("orally", "by telephone")),
    (r"\bimmediately\b", ("within three working days", "when convenient", "at the end of the month")),
    (r"\bwithout undue delay\b", ("within three months", "at the end of the year", "when convenient")),
    (r"\bpublicly available\b", ("confidential",)),
    (r"\bfree of charge\b", ("against a fee", "at cost price")),
)
_MODAL = re.compile(r"\b(shall|must)(?! not)\b|\bmay(?! not)\b")


def _places(sentence: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where the sentence can be varied: start, end and what it could say there instead."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for value in values(sentence):
        chosen, rest = window(value.ladder, value.shown, 4, int(sha256(sentence)[:8], 16) % 4)
        found.append((value.start, value.end, tuple([v for v in chosen if v != value.shown] + rest[:1])))
    for pattern, others in _SWAPS:
        for match in re.finditer(pattern, sentence):
            found.append((*match.span(), others))
    modals = list(_MODAL.finditer(sentence))
    if len(modals) == 1:
        word = modals[0][0]
        others = ("may", f"{word} not") if word != "may" else ("shall", "shall not")
        found.append((*modals[0].span(), others))
    return sorted(found)


def statement(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """The rule as it stands, against the same sentence with a value, a time word or the modal changed."""
    for parsed in bank.by_clause.get(clause.id, ()):
        sentence = squeeze(clause.text[parsed.start : parsed.end]).rstrip(" ;,.") + "."
        places = _places(sentence)
        if len(places) < 2 or not 8 <= len(sentence.split()) <= 30 or not self_contained(sentence):
            continue
        # The two places with the most alternatives, so that enough spare options remain.
        first, second = sorted(sorted(places, key=lambda p: (-len(p[2]), p[0]))[:2])
        if first[1] > second[0]:
            continue
        grid = [
            _altered(sentence, first, second, a, b) for a, b in product((None, *first[2]), (None, *second[2]))
        ]
        width = len(second[2]) + 1
        shown = [grid[1], grid[width], grid[width + 1]]
        rest = [g for g in grid[1:] if g not in shown]
        yield Draft(
            "statement",
            f"Which of these statements agrees with {clause.citation}?",
            grid[0],
            (*shown, *rest),
            clause,
            parsed.start,
            parsed.end,
            fixed=3,
        )


def _altered(
    sentence: str,
    first: tuple[int, int, tuple[str, ...]],
    second: tuple[int, int, tuple[str, ...]],
    a: str | None,
    b: str | None,
) -> str:
    one = sentence[first[0] : first[1]] if a is None else a
    two = sentence[second[0] : second[1]] if b is None else b
    return sentence[: first[0]] + one + sentence[first[1] : second[0]] + two + sentence[second[1] :]
