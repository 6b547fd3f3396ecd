"""The units that a model is asked about: whole sections, each with the clauses in it that lay down a rule.

A list item or a lead-in cannot bear a question by itself, so a model sees the section that a clause stands in, with the words
outside the section that govern it. Only clauses with a rule that was read with enough certainty and with a category are targets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from curation.core.records import CandidateKind, Clause, Modality
from curation.generation.context import Context
from curation.generation.polarity import FORBIDS

PROVISIONS = frozenset(
    {"article", "section", "rule", "regulation", "standard", "clause", "annex", "schedule"}
)
"""Kinds of clauses that are a provision with a number of its own."""
ASKED: frozenset[Modality] = FORBIDS | {"permission", "exemption", "recommendation", "penalty", "procedure"}
"""Modalities of rules that a question may be about."""

_LEADS, _LEAD_WORDS = 3, 60


@dataclass(frozen=True)
class Section:
    """A part of a document that a model is shown whole."""

    clauses: tuple[Clause, ...]
    """Its clauses, in order."""
    above: tuple[Clause, ...]
    """Clauses outside it whose words its rules are composed of."""
    targets: tuple[Clause, ...]
    """Those of its clauses that items may be made from."""

    @property
    def id(self) -> str:
        """The id of its first clause."""
        return self.clauses[0].id

    @cached_property
    def marks(self) -> dict[str, int]:
        """The number of each clause by its id, from 1 in order: what a model names a paragraph by."""
        return {clause.id: number for number, clause in enumerate((*self.clauses, *self.above), 1)}

    def clause(self, mark: int) -> Clause | None:
        """The clause of a number, None for a number that is not there."""
        everything = (*self.clauses, *self.above)
        return everything[mark - 1] if 0 < mark <= len(everything) else None


def targets(context: Context, kind: CandidateKind) -> list[Clause]:
    """The clauses that items of a kind may be made from, the best mapped first."""
    allowed = FORBIDS if kind == "prompt" else ASKED
    wanted = [
        clause
        for clause in context.clauses
        if clause.text.strip()
        and context.categories(clause)
        # A lead-in alone says who, not what: its rules are those of the entries below it.
        and any(rule.modality in allowed and rule.action is not None for rule in context.sure_rules(clause))
    ]
    return sorted(wanted, key=lambda clause: (-context.links[clause.id][0][1], clause.id))


FEWEST_RULES = 3
"""How many rules a section needs for an open task: a task is about what several of them demand at once."""


def units_of(context: Context, kind: CandidateKind) -> list[tuple[int, Section]]:
    """The sections that items of a kind may be made from, each with its place in the order.

    For tasks those with several rules; provisions of one rule each, as many standards number them, are taken together.
    """
    found = sections(context, targets(context, kind))
    if kind == "task":
        enough: list[Section] = []
        few: list[Section] = []
        for one in found:
            (enough if rules_in(context, one) >= FEWEST_RULES else few).append(one)
        joined = _joined(context, few)
        found = enough + [one for one in joined if rules_in(context, one) >= FEWEST_RULES]
    return list(enumerate(found))


def _joined(context: Context, small: Sequence[Section]) -> list[Section]:
    """Sections below the same heading put together in the order of the text, as far as a model is shown them whole."""
    place = {clause.id: number for number, clause in enumerate(context.clauses)}
    groups: list[list[Section]] = []
    for one in sorted(small, key=lambda one: place[one.id]):
        near = groups[-1] if groups else []
        words = sum(len(c.text.split()) for each in (*near, one) for c in each.clauses)
        if near and _beside(near[-1], one) and words <= context.settings.section_words:
            near.append(one)
        else:
            groups.append([one])
    return [_one_of(group, place) for group in groups]


def _beside(one: Section, other: Section) -> bool:
    """Whether two sections stand below the same clause, or below the same first heading where nothing is above them."""
    a, b = one.clauses[0], other.clauses[0]
    if (a.document, a.edition, a.parent) != (b.document, b.edition, b.parent):
        return False
    return a.parent is not None or a.path[:1] == b.path[:1]


def _one_of(group: Sequence[Section], place: Mapping[str, int]) -> Section:
    """One section of several."""
    inside = {clause.id: clause for one in group for clause in one.clauses}
    above = {clause.id: clause for one in group for clause in one.above if clause.id not in inside}
    return Section(
        tuple(inside.values()), tuple(sorted(above.values(), key=lambda clause: place[clause.id])),
        tuple(clause for one in group for clause in one.targets),
    )  # fmt: skip


def rules_in(context: Context, section: Section) -> int:
    """How many rules its marked clauses hold that were read with enough certainty."""
    return sum(len(context.sure_rules(clause)) for clause in section.targets)


def most_of(context: Context, kind: CandidateKind, section: Section) -> int:
    """Most items that are planned for a section; a task takes several of its rules."""
    most = context.settings.per_call
    return min(most, max(1, rules_in(context, section) // FEWEST_RULES)) if kind == "task" else most


def sections(context: Context, chosen: Sequence[Clause]) -> list[Section]:
    """The sections that hold the chosen clauses, in the order in which the first of each comes; each clause is in one."""
    tree = _Tree(context)
    grouped: dict[str, list[Clause]] = {}
    members: dict[str, tuple[Clause, ...]] = {}
    for clause in chosen:
        whole = tree.section_of(clause)
        members.setdefault(whole[0].id, whole)
        grouped.setdefault(whole[0].id, []).append(clause)
    found = []
    for name, inside in grouped.items():
        place = {clause.id: number for number, clause in enumerate(members[name])}
        ordered = tuple(sorted(inside, key=lambda clause: place[clause.id]))
        found.append(Section(members[name], tree.governing(members[name]), ordered))
    return found


class _Tree:
    """The clauses by their place, and how many words stand below each."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._limit = context.settings.section_words
        self._size: dict[str, int] = {}
        self._runs = self._grouped_runs()

    def section_of(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses of the section that a clause stands in."""
        top = clause
        for above in self._upward(clause):
            if self._words(above) > self._limit or above.kind in ("chapter", "part", "title", "heading"):
                break
            top = above
            if above.kind in PROVISIONS:
                break
        if top is clause and clause.kind not in PROVISIONS:
            return self._runs[clause.id]
        return tuple(self._subtree(top))

    def governing(self, inside: Sequence[Clause]) -> tuple[Clause, ...]:
        """Clauses outside whose words the rules of these are composed of, that open their list, or that lead in their part."""
        own = {clause.id for clause in inside}
        named = {
            name
            for clause in inside
            for rule in self._context.rules.get(clause.id, ())
            for name in rule.clauses
        }
        for above in self._upward(inside[0]):
            if above.text.rstrip().endswith(":"):
                named.add(above.id)
            named |= {clause.id for clause in self._leading(above)}
        outside = {name for name in named if name not in own and name in self._context.by_id}
        return tuple(c for c in self._context.clauses if c.id in outside)

    def _leading(self, above: Clause) -> Iterator[Clause]:
        """The short paragraphs without a number with which a part begins: they may govern all that follows."""
        for clause in self._context.below(above)[:_LEADS]:
            if clause.marker or clause.kind not in ("text", "paragraph"):
                return
            governs = bool(self._context.rules.get(clause.id)) or clause.text.rstrip().endswith(":")
            if governs and len(clause.text.split()) <= _LEAD_WORDS:
                yield clause

    def _upward(self, clause: Clause) -> Iterator[Clause]:
        seen = {clause.id}
        above = self._context.parent(clause)
        while above is not None and above.id not in seen:
            seen.add(above.id)
            yield above
            above = self._context.parent(above)

    def _subtree(self, top: Clause) -> Iterator[Clause]:
        yield top
        for below in self._context.below(top):
            yield from self._subtree(below)

    def _words(self, top: Clause) -> int:
        if top.id not in self._size:
            self._size[top.id] = len(top.text.split()) + sum(map(self._words, self._context.below(top)))
        return self._size[top.id]

    def _grouped_runs(self) -> Mapping[str, tuple[Clause, ...]]:
        """For each clause the clauses around it under the same headings and parent, cut where they become too many."""
        runs: dict[str, tuple[Clause, ...]] = {}
        run: list[Clause] = []
        words = 0

        def close() -> None:
            nonlocal run, words
            runs.update((clause.id, tuple(run)) for clause in run)
            run, words = [], 0

        for clause in self._context.clauses:
            size = len(clause.text.split())
            apart = bool(run) and _home(run[-1]) != _home(clause)
            if run and (apart or words + size > self._limit):
                close()
            run.append(clause)
            words += size
        close()
        return runs


def _home(clause: Clause) -> tuple[str, str, str | None, tuple[str, ...]]:
    return clause.document, clause.edition, clause.parent, tuple(clause.path)
