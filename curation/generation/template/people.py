"""The people, dates and documents of the situations in items: one home, so that a set does not repeat itself by accident."""

from __future__ import annotations

import datetime

from curation.generation.template.question_drafts import pick
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


def shown(date: datetime.date | str) -> str:
    """`3 March 2027`."""
    value = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return f"{value.day} {pack('en').months[value.month - 1][0].capitalize()} {value.year}"
