"""A question before its options are chosen, and what every kind of question asks of the words it uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from curation.core.records import Clause
from curation.generation.template.rule_parser import balanced, self_contained
from curation.generation.template.source_index import fold_option


@dataclass(frozen=True)
class Draft:
    """A question whose key is settled and whose wrong options are not."""

    slot: str
    stem: str
    key: str
    clause: Clause
    start: int
    end: int
    spare: tuple[str, ...]
    """Wrong options that nobody has to share, best first."""
    group: str = ""
    """Drafts of one group lend each other their keys as wrong options."""
    wider: str = ""
    """The group in which it looks for others when its own has too few."""
    seat: str = ""
    """What must differ between drafts that share their options; empty for the key itself."""
    guests: int = 0
    """How many like this may sit at a table that does not hold their keys: none where keys come again, as actors do."""
    about: str = ""
    """What the key stands for: the actor, the meaning of the term, the whole duty."""
    fits: Callable[[Draft], bool] = lambda _: True
    """Whether the key of another draft is wrong here beyond doubt."""
    lent: Callable[[Draft], str] = lambda other: other.key
    """The key of another draft as a wrong option of this one."""
    size: float | None = None
    """The number that the key says; its options then stand in rising order."""
    alone: Mapping[str, float | None] = field(default_factory=dict)
    """Wrong options, with the number each says if any, that serve where no other draft can lend its key."""
    fixed: tuple[str, ...] = ()
    """Wrong options that belong to the question by design; such a question is not seated with others."""


_UNNUMBERED = re.compile(r",? (?:unnumbered paragraph|final words) \d+$")
_NO_TITLE = re.compile(
    r"^(?:para|item|section|art|annex|appendix|attachment|heading|recital|row|contents|schedule|part|chapter)\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:unnumbered|final words|heading \d)")  # fmt: skip
_CUT_TITLE = re.compile(r"\b(?:the|a|an|of|for|on|in|to|and|or|by|with|from)$|:.*:", re.I)


def shown_citation(clause: Clause) -> str | None:
    """The clause's citation as a stem shows it; None when it names no document that a reader could look up."""
    shown = _UNNUMBERED.sub("", clause.citation)
    title = shown.split(",")[0].strip()
    if (
        _NO_TITLE.match(shown)
        or _PLACE.search(shown)
        or _CUT_TITLE.search(title)
        or not balanced(shown)
        or len(shown.split()) > 18
    ):
        return None
    return shown


# An example tells a story of its own, with days and names that no rule gives.
_EXAMPLE = re.compile(
    r"\u2026|\b(?:for example|e\.g\.|(?:on|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Wednes|Thurs|Fri)day,)|^Examples?\b"
)


def plain(sentence: str) -> bool:
    """Whether a sentence states a rule in full: it begins with a capital letter and tells no example."""
    return sentence[:1].isupper() and _EXAMPLE.search(sentence) is None


def clear(text: str, least: int, most: int) -> bool:
    """Whether a passage of `least` to `most` words can be understood alone and is not cut off."""
    return (
        least <= len(text.split()) <= most
        and self_contained(text)
        and not text.rstrip().endswith((":", ",", "\u2014"))
    )


def unlike(key: str, wrong: Sequence[str]) -> tuple[str, ...]:
    """`wrong` in the order given, without the key and without repeats."""
    seen = {fold_option(key)}
    kept = []
    for option in wrong:
        if fold_option(option) not in seen:
            seen.add(fold_option(option))
            kept.append(option)
    return tuple(kept)
