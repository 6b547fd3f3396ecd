"""What an adjudicator who chooses between two versions has decided: the words that result, never typed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from pydantic import JsonValue

from curation.core.records import Choice, PointVerdict, ReviewItem, Verdict


@dataclass(frozen=True)
class Chosen:
    """A choice as the content of a judgement, with everything that is wrong with it."""

    verdict: Verdict = "unsure"
    labels: list[str] = field(default_factory=list)
    edited: dict[str, JsonValue] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    also_right: list[int] = field(default_factory=list)
    points: dict[str, PointVerdict] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def choose(
    item: ReviewItem,
    choice: Choice,
    fields: Mapping[str, int] | None = None,
    edited: Mapping[str, JsonValue] | None = None,
    labels: Sequence[str] = (),
) -> Chosen:
    """What the choice comes to, given the versions that the item shows.

    `first` and `second` take that version whole: its verdict, category, edit and reasons. `mix` takes each of `fields` from
    the version of that number (0 or 1; a version that left a field alone gives it as shown). `new` takes the words in
    `edited`. `labels` are the categories chosen on the adjudicator's own screen; they win where they are not
    those shown.

    Args:
        item: The item with the versions that it shows.
        choice: What the adjudicator chose on the screen.
        fields: Field to the number of the version it is taken from, 0 or 1.
        edited: Field to the new words.
        labels: Codes of categories, empty where none was chosen.
    """
    if list(labels) == item.shown.get("categories"):
        labels = ()
    versions = item.shown.get("versions")
    known = [v for v in versions if isinstance(v, dict)] if isinstance(versions, list) else []
    if choice in ("first", "second"):
        place = 0 if choice == "first" else 1
        if place >= len(known):
            return Chosen(problems=["takes a version that is not there"])
        return _taken(known[place], labels)
    if choice == "mix":
        return _mixed(item, known, fields or {}, labels)
    if choice == "new":
        words = {k: v for k, v in (edited or {}).items() if v != item.shown.get(k)}
        if not words:
            return Chosen(problems=["gives new words that are the old ones"])
        return Chosen("revise", list(labels) or _shown(item), words)
    return Chosen(problems=["no choice"])


def _shown(item: ReviewItem) -> list[str]:
    shown = item.shown.get("categories")
    return [str(c) for c in shown] if isinstance(shown, list) else []


def _taken(version: Mapping[str, JsonValue], labels: Sequence[str]) -> Chosen:
    verdict = version.get("verdict")
    if verdict not in ("accept", "revise", "reject"):
        return Chosen(problems=["takes a version that decides nothing"])
    own = version.get("labels")
    edit = version.get("edited")
    reasons = version.get("reasons")
    also = version.get("also_right")
    points = version.get("points")
    return Chosen(
        verdict,  # type: ignore[arg-type]
        list(labels) or ([str(c) for c in own] if isinstance(own, list) else []),
        dict(edit) if isinstance(edit, dict) else {},
        [str(r) for r in reasons] if isinstance(reasons, list) else [],
        [n for n in also if isinstance(n, int)] if isinstance(also, list) else [],
        {str(k): cast(PointVerdict, v) for k, v in points.items() if v in get_args(PointVerdict)}
        if isinstance(points, dict)
        else {},
    )


def _mixed(
    item: ReviewItem,
    versions: Sequence[Mapping[str, JsonValue]],
    fields: Mapping[str, int],
    labels: Sequence[str],
) -> Chosen:
    """The fields of several versions put together; what nobody changed stays as shown."""
    words: dict[str, JsonValue] = {}
    chosen = list(labels)
    for name, place in sorted(fields.items()):
        if not 0 <= place < len(versions):
            return Chosen(problems=[f"takes {name} from a version that is not there"])
        own = versions[place].get("edited")
        if name == "labels":
            other = versions[place].get("labels")
            chosen = chosen or ([str(c) for c in other] if isinstance(other, list) else [])
        elif isinstance(own, dict):
            # The words of a conversation are edited as its turns.
            edits = ("text", "messages") if name == "text" else (name,)
            words |= {n: own[n] for n in edits if n in own and own[n] != item.shown.get(n)}
    if not words and not chosen:
        return Chosen(problems=["a mix that takes nothing"])
    if not words and chosen == _shown(item):
        return Chosen("accept", chosen)
    return Chosen("revise", chosen or _shown(item), words, [] if words else ["wrong-category"])
