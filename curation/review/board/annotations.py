"""An annotation read strictly: the server checks nothing, so every control and every value is checked here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from curation.core.ports import Annotation
from curation.core.records import ReviewItem, Verdict
from curation.review.board.presentation import LETTERS
from curation.review.board.push import NONE_OF_THEM, task_of

VERDICTS: dict[str, Verdict] = {
    "accept": "accept", "Accept": "accept", "revise": "revise", "Revise": "revise",
    "reject": "reject", "Reject": "reject", "unsure": "unsure", "Unsure": "unsure",
}  # fmt: skip
TEXTS = {
    "text_edit": "text", "stem_edit": "stem", "options_edit": "options_block", "explanation_edit": "explanation",
}  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """What an annotation says, and everything that is wrong with it."""

    verdict: Verdict = "unsure"
    labels: list[str] = field(default_factory=list)
    answer: int | None = None
    edited: dict[str, JsonValue] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    comment: str = ""
    seen: str = ""
    problems: list[str] = field(default_factory=list)


def parse(
    annotation: Annotation,
    item: ReviewItem,
    reasons: Mapping[str, str],
    leaves: Mapping[str, str],
    taxonomy: str,
) -> Parsed:
    """An annotation as a judgement's content.

    `reasons` and `leaves` map what may come back (code or shown name) to the code; a path of the tree is taken by its
    last part. Nothing raises: what cannot be read is named in `problems`.
    """
    values, problems = _values(annotation.result)
    verdicts = values.get("verdict", [])
    verdict = VERDICTS.get(str(verdicts[0])) if len(verdicts) == 1 else None
    if verdict is None:
        problems.append("no verdict, or an unknown one")
    labels = []
    for path in values.get("category", []):
        last = str(path[-1]) if isinstance(path, list) and path else str(path)
        if last in leaves:
            labels.append(f"{taxonomy}:{leaves[last]}")
        else:
            problems.append("an unknown category")
    given = []
    for reason in values.get("reasons", []):
        if str(reason) in reasons:
            given.append(reasons[str(reason)])
        else:
            problems.append("an unknown reason")
    answer = _answer(values.get("answer", []), item, problems)
    edited = _edits(values, item, problems) if verdict == "revise" else {}
    return Parsed(
        verdict or "unsure", sorted(set(labels)) if item.kind == "mapping" else list(dict.fromkeys(labels)), answer,
        edited, sorted(set(given)) if verdict in ("revise", "reject") else [], _text(values, "comment"),
        _text(values, "seen_rev"), problems,
    )  # fmt: skip


def _values(result: Sequence[Any]) -> tuple[dict[str, list[Any]], list[str]]:
    kinds = {"choices": "choices", "taxonomy": "taxonomy", "textarea": "text"}
    known = {
        "verdict",
        "category",
        "reasons",
        "answer",
        "comment",
        "seen_rev",
        "key_edit",
        "swap_in",
        "replace",
        *TEXTS,
    }
    values: dict[str, list[Any]] = {}
    problems: list[str] = []
    for part in result:
        name = part.get("from_name") if isinstance(part, dict) else None
        value = part.get("value") if isinstance(part, dict) else None
        key = kinds.get(str(part.get("type"))) if isinstance(part, dict) else None
        if name not in known or key is None or not isinstance(value, dict):
            problems.append("a field that is not part of the layout")
            continue
        found = value.get(key)
        values.setdefault(str(name), []).extend(found if isinstance(found, list) else [found])
    return values, problems


def _text(values: Mapping[str, list[Any]], name: str) -> str:
    return "\n".join(str(v) for v in values.get(name, []) if v is not None)


def _answer(given: list[Any], item: ReviewItem, problems: list[str]) -> int | None:
    """The option chosen blind; -1 for none of them."""
    if item.kind != "question":
        return None
    options = item.shown.get("options")
    n = len(options) if isinstance(options, list) else 0
    if len(given) != 1:
        problems.append("no answer of one's own")
        return None
    word = str(given[0])
    if word in (NONE_OF_THEM, "None of these"):
        return -1
    letter = word.partition(".")[0]
    if letter in list(LETTERS[:n]):
        return LETTERS.index(letter)
    problems.append("an answer that is no option")
    return None


def _edits(values: Mapping[str, list[Any]], item: ReviewItem, problems: list[str]) -> dict[str, JsonValue]:
    """The fields that differ from what was shown; an untouched prefilled field comes back too and is no edit."""
    before = task_of(item).data
    edited: dict[str, JsonValue] = {}
    for control, shown in TEXTS.items():
        if control not in values or shown not in before:
            continue
        after = _text(values, control).replace("\r\n", "\n").strip()
        if after == str(before[shown]).strip():
            continue
        if control == "options_edit":
            options = [line.strip() for line in after.split("\n") if line.strip()]
            if len(options) < 2 or len(set(options)) != len(options):
                problems.append("edited options are fewer than two, or alike")
            edited["options"] = list(options)
        elif after:
            edited[shown] = after
        else:
            problems.append("an edit that leaves nothing")
    _swap(values, item, edited, problems)
    _key(_text(values, "key_edit"), item, edited, problems)
    return edited


def _options(item: ReviewItem, edited: Mapping[str, JsonValue]) -> list[str]:
    """The options as they are after the edits so far."""
    now = edited.get("options", item.shown.get("options"))
    return [str(o) for o in now] if isinstance(now, list) else []


def _swap(
    values: Mapping[str, list[Any]], item: ReviewItem, edited: dict[str, JsonValue], problems: list[str]
) -> None:
    """Puts a spare option in the place of a wrong one."""
    spare, letter = _text(values, "swap_in"), _text(values, "replace")
    if spare in ("", NONE_OF_THEM):
        return
    pool, options = item.shown.get("pool"), _options(item, edited)
    number = int(spare[1:]) if spare[:1] == "s" and spare[1:].isdecimal() else 0
    if (
        not isinstance(pool, list)
        or not 1 <= number <= len(pool)
        or letter not in list(LETTERS[: len(options)])
    ):
        problems.append("a spare option that is not there, or none that it replaces")
        return
    options[LETTERS.index(letter)] = str(pool[number - 1])
    if len(set(options)) != len(options):
        problems.append("edited options are fewer than two, or alike")
    edited["options"] = list(options)


def _key(letter: str, item: ReviewItem, edited: dict[str, JsonValue], problems: list[str]) -> None:
    """Takes another option as the right one."""
    if not letter:
        return
    if letter not in list(LETTERS[: len(_options(item, edited))]):
        problems.append("a right option that is not there")
    elif LETTERS.index(letter) != item.shown.get("answer"):
        edited["answer"] = LETTERS.index(letter)
