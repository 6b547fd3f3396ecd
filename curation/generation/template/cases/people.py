"""The people, dates and documents of the situations in items: all are taken from here, so that a set does not repeat itself by accident."""

from __future__ import annotations

import datetime

from curation.generation.template.questions.question_drafts import pick
from curation.text.packs import pack
from curation.text.phrases import table


def person(seed: str) -> str:
    """A name: `Amina Bergman`."""
    given, family = table("en", "given_names"), table("en", "family_names")
    return f"{given[pick(f'{seed}|given', len(given))]} {family[pick(f'{seed}|family', len(family))]}"


def reviewer(seed: str) -> str:
    """A person with an office: `Amina Bergman, a safety adviser,`."""
    offices = table("en", "reviewers")
    return f"{person(seed)}, {offices[pick(f'{seed}|office', len(offices))]},"


def day(seed: str) -> datetime.date:
    """A day in 2026 or 2027, never after the 28th of its month, so that months can be counted from it."""
    return datetime.date(
        2026 + pick(f"{seed}|year", 2), 1 + pick(f"{seed}|month", 12), 1 + pick(f"{seed}|day", 28)
    )


_FIXED_HOLIDAYS = frozenset(
    [(1, 1), (1, 2), (1, 6), (2, 6), (3, 8), (3, 17), (3, 19), (3, 21), (4, 23), (4, 25), (4, 26), (4, 27), (4, 28), (4, 29), (4, 30), (5, 1), (5, 3), (5, 5), (5, 8), (5, 9), (6, 2), (6, 5), (6, 6),
     (6, 12), (6, 16), (6, 19), (6, 21), (6, 23), (6, 24), (6, 29), (7, 1), (7, 4), (7, 9), (7, 12), (7, 14), (7, 21), (8, 1), (8, 9), (8, 15), (9, 7), (9, 8), (9, 20), (9, 24), (9, 28), (9, 30), (10, 3),
     (10, 26), (10, 28), (10, 31), (11, 1), (11, 2), (11, 3), (11, 9), (11, 11), (11, 15), (11, 23), (11, 30), (12, 6), (12, 8), (12, 16), *((12, day) for day in range(22, 32))]
)  # fmt: skip
"""Months and days that are a public holiday somewhere: a day is the same for every jurisdiction only outside them."""


def plain_day(date: datetime.date) -> bool:
    """Whether a day is a working day everywhere: Tuesday to Thursday, since holidays that move fall on Mondays and Fridays.

    Thanksgiving (a Thursday of November) and Ascension and Corpus Christi (Thursdays of May and June) are left out with all
    Thursdays of these months; the weeks of Carnival and Easter lie in Mondays, Tuesdays and Fridays, so Tuesdays of February and
    March are left out too.
    """
    weekday = date.weekday()
    if weekday not in (1, 2, 3) or (date.month, date.day) in _FIXED_HOLIDAYS:
        return False
    return not ((weekday == 3 and date.month in (5, 6, 11)) or (weekday in (1, 2) and date.month in (2, 3)))


def shown(date: datetime.date | str) -> str:
    """`3 March 2027`."""
    value = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return f"{value.day} {pack('en').months[value.month - 1][0].capitalize()} {value.year}"
