"""The seeded design: what an item's case or setting is drawn from, without replacement, so that coverage is decided by the draw.

Only what bears on a kind of item is drawn. For a question that is what its case turns on, among the parts that the rules of its
clause have; whom the case is about is the bearer of these rules and is never drawn, and neither is a person, place or occasion:
such a frame decides nothing, and experts strike it. A pair of prompts and an open task draw who asks and for what, of which
the writer takes what fits.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from curation.core import resources
from curation.core.files import disk
from curation.core.records import CandidateKind, Rule
from curation.text import packs
from curation.text.alternatives import whole_words

FILE = "generation/design.toml"
TURN, BEARER = "turn", "bearer"
BEARERS = 3
"""Most bearers that are named."""
_PARTS: Mapping[str, Callable[[Rule], bool]] = {
    "number": lambda rule: bool(rule.values),
    "condition": lambda rule: bool(rule.conditions),
    "exception": lambda rule: bool(rule.exceptions),
    "actor": lambda rule: rule.bearer is not None,
    "list": lambda rule: len(rule.elements) > 1,
}
"""By the name of what a case can turn on: whether a rule has it. Any case can turn on the act itself."""
ACT = "act"


@cache
def _file() -> Mapping[str, Mapping[str, Mapping[str, str] | Sequence[str]]]:
    return tomllib.loads(disk.text(resources.find(FILE)))


@cache
def axes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The values of each axis by kind of item."""
    return {
        kind: {
            axis: tuple(values.values() if isinstance(values, Mapping) else values)
            for axis, values in found.items()
        }
        for kind, found in _file().items()
    }


def drawn(
    kind: str, slot: int, seed: int, fits: Callable[[str, str], bool] = lambda _axis, _value: True
) -> dict[str, str]:
    """The value of every axis for the item in place `slot`; an axis of which no value fits is left out.

    Each axis is a deck that is shuffled anew each time it is used up, so any `n` slots in a row that begin a deck of `n` values
    hold every value once, as far as each fits. A slot depends on no other, so a run that is resumed draws the same.
    """
    found: dict[str, str] = {}
    for axis, values in axes().get(kind, {}).items():
        turn, place = divmod(slot, len(values))
        deck = list(values)
        random.Random(f"{seed}|{kind}|{axis}|{turn}").shuffle(deck)
        value = next((one for one in (*deck[place:], *deck[:place]) if fits(axis, one)), None)
        if value is not None:
            found[axis] = value
    return found


def of_rules(kind: CandidateKind, slot: int, seed: int, rules: Sequence[Rule]) -> dict[str, str]:
    """The design of an item on a clause with these rules: for a question what they bear, for any other kind what is drawn."""
    if kind != "question":
        return drawn(kind, slot, seed)
    named = _file()[kind][TURN]
    assert isinstance(named, Mapping)
    borne = {words for name, words in named.items() if name == ACT or any(map(_PARTS[name], rules))}
    found = drawn(kind, slot, seed, lambda axis, value: axis != TURN or value in borne)
    bearers = dict.fromkeys(filter(None, map(_bearer, rules)))
    return found | ({BEARER: ", ".join(list(bearers)[:BEARERS])} if bearers else {})


def _bearer(rule: Rule) -> str:
    """Whom a rule binds; empty where nobody is named, as in `no person may`, or by a pronoun alone, as in `they shall`."""
    words = rule.bearer.text.split() if rule.bearer is not None else []
    pack = packs.pack(rule.language)
    nobody = (
        not words
        or words[0].casefold() in pack.negations
        or all(w.casefold() in pack.function_words for w in words)
    )
    return "" if nobody else " ".join(words)


def told(design: Mapping[str, str]) -> str:
    """A design in words."""
    return "; ".join(f"{axis}: {value}" for axis, value in design.items()) or "free"


def kept(design: Mapping[str, str], left_out: str) -> dict[str, str]:
    """A design without the axes that its writer left out: those that `left_out` names, or whose value it repeats, in whole words."""
    said = " ".join(left_out.split())
    return {
        axis: value
        for axis, value in design.items()
        if not whole_words([re.escape(axis), re.escape(" ".join(value.split()))]).search(said)
    }
