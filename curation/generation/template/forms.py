"""All forms of questions, and which of them a rule is asked by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from curation.core.records import Clause, Rule
from curation.generation.template.provisions.checklists import Checklist, checklist_of
from curation.generation.template.provisions.ensuring import ensured
from curation.generation.template.provisions.listings import Listing, listings
from curation.generation.template.provisions.norms import Norm, norm_of, printed
from curation.generation.template.provisions.points import Elements, Points, elements_of, points_of
from curation.generation.template.provisions.slots import Roles, roles_of
from curation.generation.template.questions import date_items, detail_items, value_items
from curation.generation.template.questions.gap_texts import alone
from curation.generation.template.questions.question_drafts import QuestionDraft
from curation.text.grammar import verb_first
from curation.text.numerals import SMALL


@dataclass(frozen=True)
class Sources:
    """The rules of a run as norms, and the words that stand beside each of them."""

    rules: Mapping[str, Sequence[Rule]]
    by_id: Mapping[str, Clause]
    certainty: float = 0.0
    """The least certainty of a rule whose words may stand in an option."""
    direct: bool = False
    """Whether direct questions are asked of every part of a provision."""
    _norms: dict[str, Norm | str] = field(default_factory=dict)
    _roles: dict[str, Roles] = field(default_factory=dict)
    _lists: dict[str, list[Listing]] = field(default_factory=dict)
    _provisions: dict[str, list[Norm]] = field(default_factory=dict)
    _said: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def norm(self, rule: Rule) -> Norm | str:
        """The norm of a rule, or the code of the reason why it gives none."""
        if rule.id not in self._norms:
            home = self.by_id[rule.id.rpartition("!")[0]]
            cut = not rule.elements and (self._goes_on(rule, home) or self._alternative(rule, home))
            self._norms[rule.id] = "incomplete" if cut else norm_of(rule, self.by_id, home)
        return self._norms[rule.id]

    def printed(self, rule: Rule) -> Norm | str:
        """The provision of a rule as it is printed, or the code of the reason why it cannot be shown."""
        home = self.by_id[rule.id.rpartition("!")[0]]
        if rule.elements or self._goes_on(rule, home) or self._alternative(rule, home):
            return "incomplete"
        return printed(rule, self.by_id, home)

    def points(self, rule: Rule) -> Points | str:
        """The points of a list that is the condition or the exception of a rule, or the code of the reason why there is none."""
        return points_of(rule, self.by_id, self.by_id[rule.id.rpartition("!")[0]])

    def elements(self, rule: Rule) -> Elements | str:
        """The elements of a rule that is a list, or the code of the reason why there is none."""
        return elements_of(rule, self.by_id, self.by_id[rule.id.rpartition("!")[0]])

    def checklist(self, clause: Clause) -> Checklist | str:
        """The list below a clause with the rules that it holds, or the code of the reason why none can be shown."""
        below = self._below.get((clause.document, clause.eid), [])
        if len(below) < 2:
            return "no-slot"
        nested = frozenset(c.id for c in below if (c.document, c.eid) in self._below)
        rules = [
            rule
            for c in (clause, *below)
            for rule in self.rules.get(c.id, ())
            if rule.certainty >= self.certainty
        ]
        beside = self._below.get((clause.document, clause.parent or ""), [])
        earlier = beside[: beside.index(clause)] if clause in beside else []
        return checklist_of(
            clause,
            below,
            rules,
            self.by_id,
            earlier,
            self._by_eid.get((clause.document, clause.parent or "")),
            nested,
        )

    def roles(self, document: str) -> Roles:
        """Who is told, consents or is bound in one document."""
        if document not in self._roles:
            clauses = [clause for clause in self.by_id.values() if clause.document == document]
            bound = [
                f"{rule.bearer.text}|{verb_first(rule.action.text) or ''}"
                for clause in clauses
                for rule in self.rules.get(clause.id, ())
                if rule.bearer and rule.action and rule.modality == "obligation"
            ]
            bound_in = [
                (rule.bearer.text, clause.id)
                for clause in clauses
                for rule in self.rules.get(clause.id, ())
                if rule.bearer and rule.modality == "obligation"
            ]
            self._roles[document] = replace(roles_of(clauses, bound, bound_in), direct=self.direct)
        return self._roles[document]

    def provisions(self, document: str) -> list[Norm]:
        """The provisions of one document that can be printed, in the order of the text, with certain rules only."""
        if document not in self._provisions:
            texts = (
                self.printed(rule)
                for clause in self.by_id.values()
                if clause.document == document
                for rule in self.rules.get(clause.id, ())
                if rule.certainty >= self.certainty and rule.modality in ("obligation", "prohibition")
            )
            self._provisions[document] = [alone(norm) for norm in texts if not isinstance(norm, str)]
        return self._provisions[document]

    def repeated(self, norm: Norm) -> bool:
        """Whether an earlier provision of the document has the words of this one, or any has them with another number.

        With the same number it is one fact; with others only a heading tells which of them is meant.
        """
        document = norm.rule.document
        if document not in self._said:
            said: dict[str, dict[str, str]] = {}
            for each in self.provisions(document):
                said.setdefault(_masked(each.provision), {}).setdefault(each.provision.lower(), each.rule.id)
            self._said[document] = said
        of_words = self._said[document].get(_masked(norm.provision), {})
        return len(of_words) > 1 or norm.rule.id not in [*of_words.values(), norm.rule.id][:1]

    def listings(self, document: str) -> list[Listing]:
        """The lists of one document that a duty asks for."""
        if document not in self._lists:
            rules = [
                rule
                for clause in self.by_id.values()
                if clause.document == document
                for rule in self.rules.get(clause.id, ())
            ]
            self._lists[document] = list(listings(rules, self.by_id))
        return self._lists[document]

    def listing(self, rule: Rule) -> Listing | None:
        """The list of a rule; None where it has none."""
        if len(rule.elements) < 2:
            return None
        return next((one for one in self.listings(rule.document) if one.rule.id == rule.id), None)

    def _alternative(self, rule: Rule, home: Clause) -> bool:
        """Whether a duty is one entry of a list of which any one is enough: leaving it undone is no breach by itself."""
        if rule.modality != "obligation" or home.parent is None:
            return False
        clauses, places = self._order
        at = places[home.id]
        near = [
            c
            for c in clauses[max(0, at - _NEAR) : at + _NEAR + 1]
            if c.parent == home.parent and c.document == home.document
        ]
        return any(re.search(r"\bor\W*$", c.text) for c in near if _LISTED.match(f"{c.marker} {c.text}"))

    def _goes_on(self, rule: Rule, home: Clause) -> bool:
        """Whether the words of a rule end in the middle and a list follows that was not read as a part of it."""
        clauses, places = self._order
        at = max((places[c] for c in (*rule.clauses, home.id) if c in places), default=places[home.id])
        text = clauses[at].text.rstrip()
        following = clauses[at + 1] if at + 1 < len(clauses) else None
        if text.endswith((".", ".\u201d", ".)")) or following is None or following.document != home.document:
            return False
        if _DASHED.search(text) and following.id not in rule.clauses:
            # "(b) no other person,\u2014" goes on in the line below its list, "must keep---" in the list itself.
            return True
        if not _LISTED.match(f"{following.marker} {following.text}") or following.id in rule.clauses:
            return False
        beside = following.parent == clauses[at].parent and _LISTED.match(f"{clauses[at].marker} {text}")
        return not beside or re.search(r"(?:[:\u2014\u2013]|\bunless|\bif|\bthat|\bwhere)$", text) is not None

    @cached_property
    def _by_eid(self) -> dict[tuple[str, str], Clause]:
        return {(clause.document, clause.eid): clause for clause in self.by_id.values()}

    @cached_property
    def _below(self) -> dict[tuple[str, str], list[Clause]]:
        """The clauses below each clause, in the order of the text."""
        found: dict[tuple[str, str], list[Clause]] = {}
        for clause in self.by_id.values():
            if clause.parent is not None:
                found.setdefault((clause.document, clause.parent), []).append(clause)
        return found

    @cached_property
    def _order(self) -> tuple[list[Clause], dict[str, int]]:
        clauses = list(self.by_id.values())
        return clauses, {clause.id: place for place, clause in enumerate(clauses)}


def _masked(provision: str) -> str:
    """The words of a provision without its numbers."""
    return re.sub(rf"\b(?:\d[\d.,]*|{'|'.join(SMALL[1:])})\b", "#", provision.lower())


_NEAR = 8
"""Clauses before and after an entry of a list that are looked at for further entries."""
_DASHED = re.compile(r"(?:[\u2014\u2013]|\w ?-|--)$")
"""A dash, or hyphens in the place of one, at the end of words that go on."""
_LISTED = re.compile(r"\s*(?:[-\u2022*]\s|\(?[a-z0-9]{1,4}[.)])")


def plain(norm: Norm) -> bool:
    """Whether a rule has no part in which a case could keep it and break it: who knows that it binds has the answer."""
    return not (norm.conditions or norm.exceptions or norm.elements or norm.rule.values)


def drafts(norm: Norm, *, told_cases: bool = True) -> Iterator[QuestionDraft]:
    """The questions that a norm is asked by, those about what it says itself before those about what is read into it.

    Without `told_cases` no act is told anew with another number.
    """
    norm = ensured(norm) or norm
    yield from date_items.date(norm)
    if not told_cases:
        return
    yield from value_items.limit(norm)
    yield from detail_items.frequency(norm)
    yield from detail_items.count(norm)
