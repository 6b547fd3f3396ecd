"""Checks of questions that carry a derivation: the key is derived again, and what it rests on must stand in the clause.

A derivation says what each option claims (`core.items.derivation`). An item from elsewhere has none and is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from curation.checks.items import LETTERS, Hit, Item
from curation.checks.settings import Settings
from curation.core.items.derivation import right
from curation.text.item_words.verdicts import DETERMINERS, SAYS_WRONG, TAKES_OUT
from curation.text.numerals import from_words
from curation.text.times import read


def key_not_derivable(item: Item, settings: Settings) -> Iterator[Hit]:
    """A derivation that does not say what each option claims: an option was reworded, or a fact is missing."""
    if "form" not in item.derivation or item.answer is None:
        return
    claims = item.derivation.get("claims")
    unknown = [i for i, o in enumerate(item.options) if not isinstance(claims, dict) or o not in claims]
    if unknown:
        yield Hit(
            f"options[{unknown[0]}]",
            "the derivation does not say what this option claims; derive the key again",
            severity="info",
        )
    elif right(item.derivation, item.options) is None:
        yield Hit("answer", "the key cannot be derived from the rule: a fact of the derivation is missing")


def key_contradicted(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key that is not what follows from the rule; no right option, or a second one."""
    derived = (
        right(item.derivation, item.options)
        if "form" in item.derivation and item.answer is not None
        else None
    )
    if derived is None or derived == [item.answer]:
        return
    if not derived:
        yield Hit("answer", "no option follows from the rule; one of them has to")
    elif item.answer in derived:
        second = next(i for i in derived if i != item.answer)
        yield Hit(f"options[{second}]", "follows from the rule as well as the key does; replace it")
    else:
        yield Hit("answer", f"the rule makes option {LETTERS[derived[0]]} right, which is not the key")


def fact_not_quoted(item: Item, settings: Settings) -> Iterator[Hit]:
    """A number or a word on which the key rests and that no quoted clause holds."""
    if "form" not in item.derivation or item.clauses is None:
        return
    facts = item.derivation.get("facts")
    texts = " ".join(str(quote["quote"]) for quote in item.evidence)
    if not isinstance(facts, dict) or not texts:
        return
    said = _plain(texts)
    bound = facts.get("bound")
    if item.derivation.get("slot") == "value" and isinstance(bound, (int, float)) and not _says(texts, bound):
        yield Hit("evidence", f"the key rests on {bound:g}, and the provision as quoted has other figures")
        return
    for words in _rested_on(facts):
        if _plain(words) not in said:
            yield Hit("evidence", f"the key rests on \u201c{words}\u201d, which no quoted clause says")
            return


_UNITS = (1, 7, 12, 24, 60, 100, 1000)
"""By how much a limit may be told in another unit: days of a week, months, hours, minutes, hundredths, thousandths."""


def _says(text: str, bound: float) -> bool:
    """Whether a text has the figure of a limit, in its unit or another one; a text in which no figure is read may say it."""
    figures = [float(n.replace(",", "")) for n in re.findall(r"\d{1,9}(?:,\d{3})*(?:\.\d{1,6})?", text)]
    figures += [
        float(n) for word in re.findall(r"[^\W\d_-]+(?:-[^\W\d_]+)?", text) if (n := from_words(word.lower()))
    ]
    if len(figures) == 0:
        return True
    return any(
        abs(figure * unit - bound) < 1e-6 or abs(figure - bound * unit) < 1e-6
        for figure in figures
        for unit in _UNITS
    )


def _rested_on(facts: dict[str, Any]) -> Iterator[str]:
    for words in facts.get("slots") or ():
        if isinstance(words, str):
            yield words


def time_misread(item: Item, settings: Settings) -> Iterator[Hit]:
    """A derivation that takes the words of a time for another time than they say, or whose words say none."""
    facts = item.derivation.get("facts")
    parts = facts.get("parts") if isinstance(facts, dict) else None
    said = parts.get("time") if isinstance(parts, dict) else None
    if not isinstance(facts, dict) or not isinstance(parts, dict) or not isinstance(said, dict):
        return
    words = facts.get("slots")
    first = words[0] if isinstance(words, list) and words and isinstance(words[0], str) else ""
    span = read(first)
    speed = parts.get("speed")
    soonest = isinstance(speed, dict) and speed.get("accepts") == ["soonest"]
    if span is None:
        yield Hit(
            "answer",
            f"the derivation rests on a time, and \u201c{first}\u201d cannot be read as one; word it anew",
        )
    elif (span.low, span.high, span.soonest) != (
        said.get("low"),
        said.get("high"),
        soonest,
    ):
        yield Hit("answer", f"the derivation takes \u201c{first}\u201d for another time; read it again")


def _plain(text: str) -> str:
    """A text for comparison: small letters, one space, no articles and no marks."""
    return " ".join(re.findall(r"[^\W_]+", DETERMINERS.sub(" ", text.lower())))


def exception_ignored(item: Item, settings: Settings) -> Iterator[Hit]:
    """A question about an exception or a condition whose provision, as quoted, names none."""
    if "form" not in item.derivation or item.clauses is None:
        return
    slot = item.derivation.get("slot")
    texts = " ".join(str(quote["quote"]).lower() for quote in item.evidence)
    if slot == "exception" and texts and not TAKES_OUT.search(texts):
        yield Hit("evidence", "it asks about an exception, and no quoted clause names one")


def explanation_contradicts(item: Item, settings: Settings) -> Iterator[Hit]:
    """An explanation that calls the keyed option wrong."""
    if item.key is None:
        return
    key = _plain(item.key)
    for match in SAYS_WRONG.finditer(item.explanation):
        if _plain(match["option"]) == key:
            yield Hit("explanation", "calls the key wrong; one of the two is")
            return
