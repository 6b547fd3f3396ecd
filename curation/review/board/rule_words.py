"""The rules of a provision in words that a reviewer reads, and where their parts stand in the clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import JsonValue

from curation.core.records import Clause, Part, Rule

MOST = 6
"""Most rules that are put on a screen; a clause with more says how many."""
_SAYS = {
    "prohibition": "Forbids", "obligation": "Demands", "permission": "Allows", "recommendation": "Advises", "exemption": "Exempts",
    "scope": "Says what the text applies to", "definition": "Defines", "procedure": "Says how the text takes effect", "penalty": "Punishes",
    "other": "States",
}  # fmt: skip


def shown(clauses: Sequence[Clause], rules: Iterable[Rule]) -> dict[str, JsonValue]:
    """What is shown of the rules of the clauses of an item: `rules` in words, `parts` with kind and words; empty without rules."""
    known = list(rules)
    if not known:
        return {}
    own = {clause.id for clause in clauses}
    lines: list[JsonValue] = [in_words(rule) for rule in known[:MOST]]
    if len(known) > MOST:
        lines.append(f"{len(known) - MOST} more")
    parts: list[JsonValue] = [
        {"kind": kind, "text": part.text}
        for rule in known[:MOST]
        for kind, part in _parts(rule)
        if part.clause in own
    ]
    return {"rules": lines, "parts": parts}


def _parts(rule: Rule) -> Iterable[tuple[str, Part]]:
    if rule.bearer is not None:
        yield "bearer", rule.bearer
    yield from (("condition", part) for part in rule.conditions)
    yield from (("exception", part) for part in rule.exceptions)


def in_words(rule: Rule) -> str:
    """A rule on one line: what it does, who, what, when, unless what, and what could not be read."""
    pieces = [_SAYS.get(rule.modality, rule.modality)]
    for name, parts in (
        ("who", [rule.bearer] if rule.bearer else []),
        ("what", [rule.action] if rule.action else []),
        ("when", rule.of_whole(rule.conditions)),
        ("except", rule.of_whole(rule.exceptions)),
    ):
        if parts:
            pieces.append(f"{name}: {'; '.join(' '.join(part.text.split()) for part in parts)}")
    if rule.unparsed:
        pieces.append(f"({', '.join(rule.unparsed)})")
    return " \u00b7 ".join(pieces)
