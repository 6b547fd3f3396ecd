"""Which judgements count, and for which words. Everything else in the review asks here.

A judgement counts when it is active (the last of its maker on the item), was made with the key shown, by somebody to whom
the item was assigned and who had no hand in it, and of exactly the words that are frozen. It is counted for the content of
its item (`decisions.content`), so it says nothing of a revision, of another key, or of a clause that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from curation.core.records import Candidate, Clause, Judgement, ReviewItem
from curation.review.decisions import content
from curation.review.decisions.items import AUDIT, Key, current, earlier, is_base, key_of, replaced
from curation.review.decisions.machine import VerdictCase, order
from curation.review.judgements.batches import Batch
from curation.review.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class ReviewEvidence:
    """Everything that the standing of a review is a function of."""

    items: Sequence[ReviewItem]
    """The frozen items of every batch."""
    judgements: Sequence[Judgement]
    """The judgements of every batch, each with the status that its log gives it."""
    settings: Settings = field(default_factory=Settings)
    heads: Sequence[Batch] = ()
    """The head of every batch."""
    candidates: Sequence[Candidate] = ()
    """The candidates behind the items, as they were frozen."""
    migrate: Callable[[Sequence[Candidate]], Sequence[Candidate]] = list
    """Gives candidates as they rest on the editions in force, in the order given."""
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    """The clauses that the candidates rest on, by id; a clause that is missing is taken to be unchanged."""
    suspect: Collection[str] = ()
    """Subjects whose clause changed and that nobody was asked to look at again."""
    lots: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By name of an audit batch the lot that its sample was drawn from, as the lines of its file."""
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, compute: Callable[[], T]) -> T:
        """The result of `compute`, computed once: evidence never changes."""
        if name not in self._kept:
            self._kept[name] = compute()
        kept: T = self._kept[name]
        return kept

    @cached_property
    def by_id(self) -> dict[str, ReviewItem]:
        """Every frozen item by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def contents(self) -> dict[str, str]:
        """By candidate the content as it is now (`decisions.content`)."""
        return {candidate.id: self.content_of(candidate) for candidate in self.migrate(self.candidates)}

    def content_of(self, candidate: Candidate) -> str:
        """The content of a candidate that rests on the clauses as they are now."""
        known = [self.clauses[id] for id in candidate.clauses if id in self.clauses]
        return content.of_candidate(candidate, known)

    @cached_property
    def current(self) -> list[ReviewItem]:
        """The items that no later look replaced."""
        return current(self.items)

    @cached_property
    def stages(self) -> dict[str, str]:
        """By batch whether a question is answered in a task of its own (`separate`) or beside the key (`merged`)."""
        return {head.name: head.stages for head in self.heads if head.kind == "question"}

    @cached_property
    def first(self) -> dict[str, str]:
        """The item that a replacement was frozen for, by the id of the replacement."""
        return earlier(self.items)

    @cached_property
    def on_item(self) -> dict[str, list[Judgement]]:
        """The judgements that count by item, gold included, each person's last one, by the time they were made."""
        blind: dict[tuple[str, str], Judgement] = {}
        verdicts: dict[tuple[str, str], Judgement] = {}
        for judgement in order(self.judgements):
            item = self.by_id.get(judgement.item)
            if item is None or not counts(judgement, item):
                continue
            stage = verdicts if judgement.stage == "verdict" else blind
            stage[judgement.item, judgement.reviewer] = judgement
        counted: dict[str, list[Judgement]] = defaultdict(list)
        for key, judgement in verdicts.items():
            if self.keyed_first(judgement):
                continue
            counted[key[0]].append(_with_answer(judgement, blind.get(key)))
        return {id: order(given) for id, given in counted.items()}

    @cached_property
    def with_answers(self) -> list[Judgement]:
        """Every judgement, in the order given. A verdict that counts carries the answers that its maker gave in a task before it: a release
        keeps the two as they stand here, and what people answered without the provision is found with the verdict alone."""
        counted = {judgement.id: judgement for given in self.on_item.values() for judgement in given}
        return [counted.get(judgement.id, judgement) for judgement in self.judgements]

    @cached_property
    def answered(self) -> dict[str, dict[str, Judgement]]:
        """By item and person the judgement made before the key was shown, where that was a task of its own."""
        answers: dict[str, dict[str, Judgement]] = defaultdict(dict)
        for judgement in order(self.judgements):
            item = self.by_id.get(judgement.item)
            if item is not None and judgement.stage != "verdict" and counts(judgement, item):
                answers[judgement.item][judgement.reviewer] = judgement
        return dict(answers)

    def keyed_first(self, judgement: Judgement) -> bool:
        """Whether a verdict was given by somebody with no answer of their own, where the answer is a task of its own."""
        asked = self.stages.get(judgement.batch) == "separate" and judgement.stage == "verdict"
        return asked and judgement.reviewer not in self.answered.get(judgement.item, {})

    @cached_property
    def skipped(self) -> dict[str, dict[str, Judgement]]:
        """By item the people who skipped it, did not judge it after all, and were not asked in vain: with their skip."""
        skips: dict[str, dict[str, Judgement]] = defaultdict(dict)
        for judgement in order(self.judgements):
            if judgement.status == "skipped" and judgement.item in self.by_id:
                skips[judgement.item][judgement.reviewer] = judgement
        return {
            id: left
            for id, people in skips.items()
            if (left := {p: s for p, s in people.items() if p not in self.judged(id)})
        }

    def judged(self, item: str) -> set[str]:
        """Who has judged an item, of those whose judgement counts."""
        return {j.reviewer for j in self.on_item.get(item, ())}

    def away(self, item: ReviewItem) -> set[str]:
        """Whom an item was assigned to who will not judge it: they left, or they skipped it."""
        people = (set(item.reviewers) & self.settings.left) | self.skipped.get(item.id, {}).keys()
        return people - self.judged(item.id)

    def needed(self, item: ReviewItem) -> int:
        """How many judgements decide an item.

        As many as planned; where more were planned than the settings ask for, as in a calibration round, those of people
        who will not judge it are done without.
        """
        return max(min(item.overlap, self.settings.overlap), item.overlap - len(self.away(item)))

    @cached_property
    def planned(self) -> dict[str, int]:
        """How many judgements each item is to get, by id: those that decide it, less what others give elsewhere.

        A gold item is not given again: one of somebody who left or skipped it is done without.
        """
        plan = {
            item.id: max(0, item.overlap - len(self.away(item)))
            if item.gold is not None
            else self.needed(item)
            for item in self.items
        }
        given = {item.id: item.overlap for item in self.items}
        for new, old in self.first.items():
            if old in plan:
                plan[old] = max(0, plan[old] - given[new])
        return plan

    @cached_property
    def base(self) -> dict[Key, ReviewItem]:
        """By subject the item that decides how many judgements are needed: the annotators', not the adjudicator's."""
        chosen: dict[Key, ReviewItem] = {}
        for item in sorted((i for i in self.current if i.gold is None), key=_rank):
            chosen[key_of(item)] = item
        return dict(sorted(chosen.items()))

    @cached_property
    def counting(self) -> dict[Key, list[Judgement]]:
        """The judgements that count by subject, all of the content of its item, by the time they were made; no gold."""
        counted: dict[Key, list[Judgement]] = {}
        for item in self.current:
            base = self.base.get(key_of(item))
            if base is None or item.gold is not None:
                continue
            if content.same(content.of_item(item), content.of_item(base)):
                counted.setdefault(key_of(item), []).extend(self.on_item.get(item.id, ()))
        return {key: order(given) for key, given in sorted(counted.items())}

    def case(self, key: Key) -> VerdictCase:
        """Everything that decides a subject."""
        item = self.base[key]
        given = self.counting.get(key, [])
        audits = {j.id for j in given if AUDIT in self.by_id[j.item].why}
        annotators = _last(j for j in given if j.role == "annotator" and j.id not in audits)
        auditors = _last(j for j in given if j.role == "annotator" and j.id in audits)
        people = {j.reviewer for j in (*annotators, *auditors)}
        now = self.contents.get(item.subject, "")
        return VerdictCase(
            item=item,
            annotators=tuple(annotators),
            auditors=tuple((self.by_id[j.item], j) for j in auditors),
            adjudicators=tuple(
                _last(j for j in given if j.role == "adjudicator" and j.reviewer not in people)
            ),
            authors=tuple(j for j in given if j.role == "author" and j.authored),
            needed=self.needed(item),
            self_agreed=self.settings.self_agreed,
            suspect=item.subject in self.suspect or not content.same(content.of_item(item), now),
        )


def counts(judgement: Judgement, item: ReviewItem) -> bool:
    """Whether a judgement counts on the item that it names."""
    assigned = not item.reviewers or judgement.reviewer in item.reviewers
    return judgement.status == "active" and assigned and content.seen(judgement, item)


def _with_answer(judgement: Judgement, blind: Judgement | None) -> Judgement:
    """A verdict with the answer that its maker gave before the key was shown, when that was a task of its own."""
    if blind is None:
        return judgement
    answer = blind.answer if judgement.answer is None else judgement.answer
    return judgement.model_copy(update={"answer": answer, "answers": {**blind.answers, **judgement.answers}})


def _last(given: Iterable[Judgement]) -> list[Judgement]:
    """Each person's last judgement, in the order they were made."""
    return order(list({j.reviewer: j for j in order(list(given))}.values()))


def _rank(item: ReviewItem) -> tuple[bool, bool, int, str, str]:
    """Annotators' items come last, so they win; among them the one with most judgements planned."""
    return (is_base(item), not replaced(item), item.overlap, item.batch, item.id)
