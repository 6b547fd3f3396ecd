"""Who must or may do it: the actor of a rule, against the actors of other rules of the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.core.records import Clause
from curation.generation.template.actors import agent, kin, share_root
from curation.generation.template.drafts import Draft, clear, plain, shown_citation, unlike
from curation.generation.template.rule_parser import self_contained, upper_first
from curation.generation.template.source_index import Bank, Parsed, drawn, rank
from curation.text.stems import content_stems
from curation.text.words import squeeze_marks

_ROLES = (
    "The manufacturer", "The importer", "The distributor", "The supplier", "The supervisory authority", "The external auditor",
    "The maintenance contractor", "The insurance carrier", "The visitor", "The carrier",
)  # fmt: skip
_ROLES_MANY = (
    "Manufacturers", "Importers", "Distributors", "Suppliers", "Supervisory authorities", "External auditors",
    "Maintenance contractors", "Insurance carriers", "Visitors", "Carriers",
)  # fmt: skip
# Verbs that say what something is, not what someone does; and passives, whose subject is not the one who acts.
_STATIVE = re.compile(
    r"^(?:be|have|include|contain|consist|apply|mean|remain|become|constitute|cover|relate|refer|take effect|enter into)\b"
)


_NUMBER = re.compile(r"\b(?:its|it|their|them|they|his|her|themselves|itself)\b", re.I)


def stative(action: str) -> bool:
    """Whether an action says what something is or has done to it, not what someone does."""
    return _STATIVE.match(action) is not None


def _many(actor: str) -> bool:
    head = agent(actor) or ""
    return bool(re.search(rf"\b{head}s\b|ies\b", actor, re.I)) and not re.match(
        r"(?:a|an|each|every|the \w+ \w+y)\b", actor, re.I
    )


def role(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """Who has a duty or a power: the actor of an active rule, against other actors of the same document."""
    citation = shown_citation(clause)
    for parsed in bank.by_clause.get(clause.id, ()):
        rule = parsed.rule
        action = f"{rule.action} {rule.tail}".strip()
        if citation is None or not _asks(parsed, action):
            continue
        lead = f", {rule.lead}," if rule.lead else ","
        yield Draft(
            "role",
            squeeze_marks(f"According to {citation}{lead} who {rule.modal} {action}?"),
            upper_first(rule.actor),
            clause,
            parsed.start,
            parsed.end,
            unlike(rule.actor, [upper_first(a) for a in other_roles(bank, parsed, 3)]),
            group=clause.document,
            wider=clause.document,
            about=rule.actor,
            fits=lambda other, own=parsed, rest=action: (  # type: ignore[misc]
                _stranger(own.clause, own.rule.actor, other.about)
                # "its" and "their" tell whether one or many act.
                and (_many(own.rule.actor) == _many(other.about) or not _NUMBER.search(rest))
            ),
        )


def _asks(parsed: Parsed, action: str) -> bool:
    """Whether the rule can be asked for by its actor: active, whole, and silent about who acts."""
    rule = parsed.rule
    head = agent(rule.actor)
    if head is None or rule.negative or stative(rule.action) or not clear(action, 5, 45):
        return False
    if not self_contained(rule.actor) or (rule.lead and not self_contained(rule.lead)):
        return False
    rest = f"{rule.lead} {action}"
    told = re.search(rf"\b{head}", rest, re.I) or content_stems(rule.actor) & content_stems(rest)
    return not told and plain(parsed.clause.text[parsed.start : parsed.end].lstrip())


def _stranger(clause: Clause, actor: str, other: str) -> bool:
    """Whether `other` is plainly somebody else than `actor` and plays no part in the clause."""
    return (
        not kin(agent(actor) or "", agent(other) or "")
        and not share_root(actor, other)
        and not _mentions(clause, other)
    )


def other_roles(bank: Bank, parsed: Parsed, least: int) -> list[str]:
    """Actors that a rule is not about, best first: those of the same document, then usual ones; none that the clause names.

    Empty when the document has fewer than `least`: usual ones alone would give the key away, since they never are it.
    """
    clause, rule = parsed.clause, parsed.rule
    many = _many(rule.actor)
    named = drawn(bank.actors.get(clause.document, {}), f"{clause.id}|{rule.actor}")
    own = _one_a_role([a for a in named if _fit(parsed, a) and _many(a) == many])
    if len(own) < least:
        return []
    typical = [a for a in (_ROLES_MANY if many else _ROLES) if _fit(parsed, a)]
    return [*own, *rank(rule.actor, clause.id, typical)]


def _fit(parsed: Parsed, actor: str) -> bool:
    return (
        agent(actor) is not None
        and len(actor.split()) <= 8
        and self_contained(actor)
        and _stranger(parsed.clause, parsed.rule.actor, actor)
    )


def _mentions(clause: Clause, actor: str) -> bool:
    head = agent(actor)
    # One letter less, so that "authorities" are found where "authority" is looked for.
    return head is not None and re.search(rf"\b{head[:-1]}", clause.text, re.I) is not None


def _one_a_role(actors: Sequence[str]) -> list[str]:
    """The actors in the order given, one a role."""
    chosen: list[str] = []
    for actor in actors:
        if not any(kin(agent(actor) or "", agent(other) or "") for other in chosen):
            chosen.append(actor)
    return chosen
