"""A rule as the commands print it: one JSON object, or the cells of a table row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from curation.core.records import Part, Rule, Value


def row(rule: Rule) -> dict[str, Any]:
    """The rule as one line of `curation rules --json`: the documented fields, each part `{text, start, end, clause}` or null."""
    rule = apart(rule)
    return {
        "id": rule.id,
        "document": rule.document,
        "clauses": rule.clauses,
        "citation": rule.citation,
        "language": rule.language,
        "modality": rule.modality,
        "bearer": _part(rule.bearer),
        "action": _part(rule.action),
        "object": _part(rule.object),
        "conditions": [_part(part) for part in rule.conditions],
        "exceptions": [_part(part) for part in rule.exceptions],
        "purpose": _part(rule.purpose),
        "lifts": rule.lifts,
        "values": [_value(value) for value in rule.values],
        "elements": [_part(part) for part in rule.elements],
        "conjunction": rule.conjunction,
        "refers": rule.refers,
        "certainty": rule.certainty,
        "unparsed": rule.unparsed,
    }


def apart(rule: Rule) -> Rule:
    """The rule with an action and an object that end before the exceptions at their end.

    A licence (`without consent`) stands in the action that it is taken out of; who reads the exception beside the action reads it once.
    """
    action, object = (_before(part, rule.exceptions) for part in (rule.action, rule.object))
    if action is rule.action and object is rule.object:
        return rule
    return rule.model_copy(update={"action": action, "object": object})


def _before(part: Part | None, exceptions: Sequence[Part]) -> Part | None:
    for other in sorted(exceptions, key=lambda each: -each.end):
        if part is None or other.clause != part.clause or not part.start < other.start < part.end:
            continue
        kept = part.text[: other.start - part.start].rstrip(" ,;:\n")
        if kept and not part.text[other.end - part.start :].strip(" ,;.\n"):
            part = part.model_copy(update={"text": kept, "end": part.start + len(kept)})
    return part


def _part(part: Part | None) -> dict[str, Any] | None:
    if part is None:
        return None
    return {
        "text": part.text,
        "start": part.start,
        "end": part.end,
        "clause": part.clause,
        "refers": part.refers,
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "comparator": value.comparator,
        "number": value.number,
        "upper": value.upper,
        "unit": value.unit,
        "kind": value.kind,
        "counted_from": value.counted_from,
        "text": value.text,
        "start": value.start,
        "end": value.end,
        "clause": value.clause,
    }


def cells(rule: Rule, width: int = 60) -> tuple[str, ...]:
    """Citation, modality, who, what, when, unless and certainty, each cut to `width` characters."""
    rule = apart(rule)
    who = _short([rule.bearer] if rule.bearer else [], width)
    what = _short([rule.action] if rule.action else [], width)
    return (
        rule.citation,
        rule.modality,
        who,
        what,
        _short(rule.of_whole(rule.conditions), width),
        _short(rule.of_whole(rule.exceptions), width),
        f"{rule.certainty:.2f}",
    )


def _short(parts: Sequence[Part], width: int) -> str:
    text = "; ".join(" ".join(part.text.split()) for part in parts)
    return text if len(text) <= width else text[: width - 1] + "\u2026"
