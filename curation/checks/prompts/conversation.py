"""Checks of a conversation: its turns, and the policy text that one of them gives to the model."""

from __future__ import annotations

from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.core.digests import fold
from curation.core.items import turns


def turns_order(item: Item, settings: Settings) -> Iterator[Hit]:
    """Turns in the wrong order, an empty turn, or a conversation whose text is not the user's words."""
    if not item.messages:
        return
    if message := turns.problem(item.messages):
        yield Hit("messages", message)
    elif fold(item.text) != fold(turns.of_user(item.messages)):
        yield Hit(
            "text", "is not what the user says in the turns; leave the text out, it follows from the turns"
        )


def policy_not_shown(item: Item, settings: Settings) -> Iterator[Hit]:
    """Policy text that the model under test is said to be given, but that no system turn holds."""
    if not item.policy:
        return
    system = "\n".join(turn.content for turn in item.messages if turn.role == "system")
    if fold(item.policy) not in fold(system):
        yield Hit(
            "policy", "stands in no system turn, so the model is not given it; put it there word for word"
        )


def turn_repeated(item: Item, settings: Settings) -> Iterator[Hit]:
    """A turn that says what an earlier turn of the same side has said."""
    seen: dict[tuple[str, str], int] = {}
    for place, turn in enumerate(item.messages):
        first = seen.setdefault((turn.role, fold(turn.content).casefold()), place)
        if first != place:
            yield Hit(f"messages[{place}]", f"says what turn {first + 1} says; change it or take it out")
