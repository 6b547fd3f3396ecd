"""All forms of questions, and which of them a rule is asked by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from curation.core.records import Clause, Rule
from curation.generation.template import (
    bearer_items,
    case_items,
    grid_items,
    list_items,
    recall_items,
    value_items,
    when_items,
)
from curation.generation.template.bearers import may_be_one, role
from curation.generation.template.norms import Norm, Turn, norm_of
from curation.generation.template.question_drafts import Draft, pick
from curation.text import whole
from curation.text.grammar import lower_first


@dataclass(frozen=True)
class Sources:
    """The rules of a run as norms, and what other norms of a document lend: bearers and list elements."""

    rules: Mapping[str, Sequence[Rule]]
    by_id: Mapping[str, Clause]
    _norms: dict[str, Norm | str] = field(default_factory=dict)

    def norm(self, rule: Rule) -> Norm | str:
        """The norm of a rule, or the code of the reason why it gives none."""
        if rule.id not in self._norms:
            home = self.by_id[rule.id.rpartition("!")[0]]
            self._norms[rule.id] = norm_of(rule, self.by_id, home)
        return self._norms[rule.id]

    @cached_property
    def bearers(self) -> dict[str, list[str]]:
        """By document, who bears its rules: one a role, in the order of the text."""
        found: dict[str, list[str]] = {}
        for rules in self.rules.values():
            for rule in rules:
                norm = self.norm(rule)
                if isinstance(norm, str) or not norm.agent or (named := role(norm.subject)) is None:
                    continue
                known = found.setdefault(rule.document, [])
                if (
                    len(norm.subject.split()) <= 8
                    and not whole.fault(norm.subject)
                    and not any(may_be_one(named, role(o) or "") for o in known)
                ):
                    known.append(lower_first(norm.subject))
        return found

    @cached_property
    def norms(self) -> dict[str, list[Norm]]:
        """The norms by document, in the order of the text."""
        found: dict[str, list[Norm]] = {}
        for rules in self.rules.values():
            for rule in rules:
                norm = self.norm(rule)
                if not isinstance(norm, str):
                    found.setdefault(rule.document, []).append(norm)
        return found

    @cached_property
    def turns(self) -> dict[str, list[tuple[str, Turn]]]:
        """By document, the circumstances of its rules with the ids of these."""
        return {
            document: [(n.rule.id, t) for n in norms for t in (*n.conditions, *n.exceptions)]
            for document, norms in self.norms.items()
        }

    @cached_property
    def elements(self) -> dict[str, list[tuple[str, str]]]:
        """By document, the elements of its lists with the id of their rule."""
        found: dict[str, list[tuple[str, str]]] = {}
        for rules in self.rules.values():
            for rule in rules:
                norm = self.norm(rule)
                if not isinstance(norm, str):
                    found.setdefault(rule.document, []).extend((rule.id, e) for e in norm.elements)
        return found


def drafts(norm: Norm, sources: Sources) -> Iterator[Draft]:
    """The questions that a norm is asked by, the most telling first."""
    document = norm.rule.document
    bearers = sources.bearers.get(document, ())
    yield from value_items.date(norm)
    yield from grid_items.grid(norm, bearers)
    yield from case_items.exception(norm)
    yield from case_items.threshold(norm)
    yield from case_items.condition(norm)
    yield from case_items.scope(norm)
    by_value = (value_items.limit, value_items.nearest)
    first = pick(f"{norm.rule.id}|form", 2)
    yield from by_value[first](norm)
    yield from list_items.missing(
        norm, [e for rule, e in sources.elements.get(document, ()) if rule != norm.rule.id]
    )
    yield from list_items.listing(norm)
    yield from grid_items.shortfall(norm, bearers)
    yield from case_items.order(norm)
    yield from when_items.when(norm, sources.turns.get(document, ()))
    yield from when_items.aim(norm, sources.norms.get(document, ()))
    yield from bearer_items.recipient(norm, bearers)
    yield from bearer_items.bearer(norm, bearers)
    yield from recall_items.recall(norm, sources.norms.get(document, ()))
    yield from when_items.what(norm, sources.norms.get(document, ()))
    yield from by_value[1 - first](norm)
