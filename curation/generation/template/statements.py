"""Which of four statements agrees with a rule: the rule as it stands against the same words with two things changed.

Two places of the sentence are varied, two ways each, and all four combinations are shown. Every option then differs from
the others in the same number of places, so that the true one is not the one most like the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from curation.core.digests import sha256
from curation.core.records import Clause
from curation.generation.template.actors import agent
from curation.generation.template.drafts import Draft, plain, shown_citation
from curation.generation.template.numeric_distractors import values
from curation.generation.template.roles import other_roles, stative
from curation.generation.template.rule_parser import lower_first, self_contained, upper_first
from curation.generation.template.source_index import Bank, Parsed, drawn
from curation.text.words import squeeze_marks

Place = tuple[int, int, tuple[str, ...]]
"""Start, end, and what the sentence could say there instead."""

# Only pairs of which either may be the true one: "at least" is so much more usual than "at most" that it would be guessed.
_SWAPS = ((r"\bbefore\b", ("after",)), (r"\bafter\b", ("before",)))


def _places(sentence: str, parsed: Parsed, bank: Bank) -> list[Place]:
    """Where the sentence can be varied. Its modal never is: a test-taker learns that duties are the usual answer."""
    found: list[Place] = []
    for value in values(sentence):
        near = [
            n
            for n in bank.values.get(value.unit, {})
            if n != value.number and max(n, value.number) <= 20 * min(n, value.number)
        ]
        if value.unit == "frequency" or not near:
            continue
        # A number that other rules set, drawn as often as they set it: so none is the true one as a rule.
        real = [value.write(n) for n in drawn({n: bank.values[value.unit][n] for n in near}, sentence)]
        spare = sorted((v for v in value.ladder if v != value.shown), key=lambda v: sha256(f"{sentence}|{v}"))
        wrong = [v for v in (*real, *spare) if not re.match(r"(?:1|one)\b", v)]
        if wrong and wrong[0] == real[0]:
            found.append((value.start, value.end, tuple(dict.fromkeys(wrong))[:4]))
    for pattern, others in _SWAPS:
        for match in re.finditer(pattern, sentence):
            found.append((*match.span(), others))
    found += _actor(sentence, parsed, bank)
    return sorted(found)


def _actor(sentence: str, parsed: Parsed, bank: Bank) -> Iterator[Place]:
    rule = parsed.rule
    at = sentence.find(f"{rule.actor} {rule.modal}")
    if at < 0 or agent(rule.actor) is None or stative(rule.action):
        return
    others = other_roles(bank, parsed, 2)
    if len(others) >= 3:
        shown = upper_first if at == 0 else lower_first
        yield at, at + len(rule.actor), tuple(shown(other) for other in others[:4])


def statement(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """The rule as it stands, against the same sentence with another actor, value or time word."""
    citation = shown_citation(clause)
    for parsed in bank.by_clause.get(clause.id, ()):
        sentence = squeeze_marks(clause.text[parsed.start : parsed.end]).rstrip(" ;,.") + "."
        if citation is None or not 8 <= len(sentence.split()) <= 30:
            continue
        if not self_contained(sentence) or not plain(sentence):
            continue
        places = _places(sentence, parsed, bank)
        if len(places) < 2:
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
        word = next((w for p in (first, second) if (w := sentence[p[0] : p[1]]) in ("before", "after")), "")
        yield Draft(
            "statement",
            f"Which of these statements agrees with {citation}?",
            grid[0],
            clause,
            parsed.start,
            parsed.end,
            tuple(g for g in grid[1:] if g not in shown),
            group="time" if word else "",
            seat=word,
            fixed=tuple(shown),
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
