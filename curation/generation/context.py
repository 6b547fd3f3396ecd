"""What every generator is given: the clauses, what they are mapped to, and the settings; and the jobs it plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from pydantic import JsonValue

from curation.core.digests import digest, short_id
from curation.core.items import item_content
from curation.core.records import (
    Candidate,
    CandidateKind,
    CandidateStatus,
    Clause,
    Document,
    Evidence,
    Failure,
    Level,
    Message,
    Origin,
    Picture,
    RubricPoint,
    Rule,
)
from curation.generation.settings import Settings
from curation.text.quotes import find_span

if TYPE_CHECKING:
    from curation.core.ports import Completer
    from curation.core.remote.asking import Asker


Faults = Callable[[Candidate], Sequence[str]]
"""Names the checks that warn of a candidate; empty when none does."""


@dataclass(frozen=True)
class Decided:
    """A candidate of the same dataset on which people decided: an example for a model that writes others."""

    candidate: Candidate
    outcome: Literal["accept", "reject"]
    reasons: tuple[str, ...] = ()
    """Why it was rejected, in words."""


@dataclass(frozen=True)
class Context:
    """The whole input of a generator. `links` gives each clause's qualified categories, best first, with scores."""

    dataset: str
    clauses: Sequence[Clause]
    links: Mapping[str, Sequence[tuple[str, float]]]
    leaves: Mapping[str, tuple[str, str]]
    """Name and definition of each leaf category by its qualified code."""
    settings: Settings
    completer: Completer | None = None
    bases: Sequence[Candidate] = ()
    """Candidates made by the generators before this one, for variants of them."""
    rules: Mapping[str, Sequence[Rule]] = field(default_factory=dict)
    """The rules of each clause that holds their own words, by clause id, in order."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """The documents by slug."""
    asker: Asker | None = None
    """Asks the completer and keeps every answer; None without a completer."""
    decided: Sequence[Decided] = ()
    """What people decided of earlier candidates."""
    refused: Callable[[str, str], bool | None] | None = None
    """Whether an answer (prompt, answer) refuses; None where it cannot be told. Without it, answers are not judged."""
    pilot: int | None = None
    """Most items to make, for a trial; None for as many as the quota asks for."""
    faults: Faults | None = None
    """Names what the checks warn of in a candidate; an offline question with a warning does not leave its generator."""

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """The clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def children(self) -> dict[tuple[str, str, str], list[Clause]]:
        """The clauses below each one, in order, by (document, edition, eid)."""
        found: dict[tuple[str, str, str], list[Clause]] = {}
        for clause in self.clauses:
            if clause.parent:
                found.setdefault((clause.document, clause.edition, clause.parent), []).append(clause)
        return found

    def below(self, clause: Clause) -> list[Clause]:
        """The direct children of a clause."""
        return self.children.get((clause.document, clause.edition, clause.eid), [])

    @cached_property
    def _place(self) -> dict[str, int]:
        return {clause.id: i for i, clause in enumerate(self.clauses)}

    def items_after(self, clause: Clause) -> tuple[Clause, ...]:
        """The marked clauses beside `clause` that follow it without a break: a list whose head is its sibling."""
        clauses: list[Clause] = []
        for other in self.clauses[self._place[clause.id] + 1 :]:
            if (other.document, other.edition) != (clause.document, clause.edition):
                break
            if other.parent == clause.parent:
                if not other.marker:
                    break
                clauses.append(other)
            elif not (other.parent or "").startswith(clauses[-1].eid if clauses else "\0"):
                break
        return tuple(clauses)

    def parent(self, clause: Clause) -> Clause | None:
        """The clause above, None at the top."""
        return (
            self.by_id.get(f"{clause.document}@{clause.edition}#{clause.parent}") if clause.parent else None
        )

    def sure_rules(self, clause: Clause) -> list[Rule]:
        """The rules of a clause that were read with enough certainty to make an item of."""
        return [r for r in self.rules.get(clause.id, ()) if r.certainty >= self.settings.min_certainty]

    @cached_property
    def _above(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rules in self.rules.values():
            for rule in rules:
                for element in rule.elements:
                    if element.clause != rule.id.rpartition("!")[0]:
                        found.setdefault(element.clause, []).append(rule)
        return found

    def rules_with(self, clause: str) -> list[Rule]:
        """The rules of a clause, and after them the rules above it that have it as an element of their list."""
        return [*self.rules.get(clause, ()), *self._above.get(clause, ())]

    def sure_rules_with(self, clause: Clause) -> list[Rule]:
        """`rules_with` without those that were read with too little certainty to make an item of."""
        return [r for r in self.rules_with(clause.id) if r.certainty >= self.settings.min_certainty]

    def categories(self, clause: Clause) -> list[str]:
        """The qualified categories that a candidate of this clause takes over, best first."""
        linked = self.links.get(clause.id, ())
        return [c for c, score in linked if score >= self.settings.min_score][: self.settings.categories_max]


@dataclass(frozen=True)
class Job:
    """One piece of work for a generator. Its key names everything that decides its outcome."""

    key: str
    generator: str
    clause: str
    category: str
    slot: str


@dataclass(frozen=True)
class Outcome:
    """What became of a job. Nothing is lost: what did not become a candidate is a failure with its reason."""

    job: Job
    candidates: tuple[Candidate, ...] = ()
    failures: tuple[Failure, ...] = field(default=())
    skipped: str = ""
    """Where there is no candidate, the code of the reason; `skips.REASONS` holds the codes."""


class Generator(Protocol):
    """A way of making candidates. A new one is an object with these four, and a line in `table.GENERATORS`."""

    name: str
    version: str
    paid: bool
    """Whether a job costs something: then it is written to the journal and never done twice. A generator that also has
    `keeps_answers = True` asks through `context.asker`, which keeps each answer; its jobs are run all at once and always."""

    def plan(self, context: Context) -> Iterator[Job]:
        """The jobs, in the order in which they are to be done."""
        ...

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """One outcome for each job, in the order given."""
        ...


def job(generator: Generator, context: Context, clause: Clause, category: str, slot: str, *more: str) -> Job:
    """A job; its key is the digest of generator, version, dataset, clause words, category, slot and `more`.

    Args:
        generator: The generator; its name and version are in the key.
        context: The context of the run; its dataset is in the key.
        clause: The clause that the job is about; its id and its words are in the key.
        category: A qualified code.
        slot: Tells several jobs of one clause and category apart.
        *more: Anything else that decides what the job makes.
    """
    key = digest(
        generator.name, generator.version, context.dataset, clause.id, clause.sha256, category, slot, *more
    )
    return Job(key, generator.name, clause.id, category, slot)


def evidence(clause: Clause, start: int, end: int) -> Evidence:
    """The words of a clause from `start` to `end`, as evidence."""
    return Evidence(
        clause=clause.id, clause_sha256=clause.sha256, start=start, end=end, quote=clause.text[start:end]
    )


def quoted(clause: Clause, quote: str) -> Evidence | None:
    """The evidence of a quotation: the clause's own words that it names, None where they do not stand there."""
    span = find_span(clause.text, quote)
    return None if span is None else evidence(clause, *span)


def candidate(
    *,
    dataset: str,
    kind: CandidateKind,
    origin: Origin,
    clauses: Sequence[Clause],
    categories: Sequence[str],
    quotes: Sequence[Evidence],
    status: CandidateStatus = "draft",
    text: str = "",
    stem: str = "",
    options: Sequence[str] = (),
    answer: int | None = None,
    explanation: str = "",
    pool: Sequence[str] = (),
    parent: str | None = None,
    variant: str = "base",
    benign: bool = False,
    language: str = "en",
    rules: Sequence[str] = (),
    level: Level = "",
    book: Literal["", "open", "closed"] = "",
    why: Sequence[str] = (),
    misconceptions: Sequence[str] = (),
    derivation: Mapping[str, JsonValue] | None = None,
    messages: Sequence[Message] = (),
    policy: str = "",
    instruction: str = "",
    rubric: Sequence[RubricPoint] = (),
    pictures: Sequence[Picture] = (),
    topic: str = "",
) -> Candidate:
    """A candidate with its ids: the id names what it is and where it came from, the fingerprint what is seen of it.

    It rests on what it quotes too (the words that lead in to an entry of a list): a release carries every clause that is quoted.

    Args:
        dataset: The slug of the dataset.
        kind: `prompt`, `question` or `task`.
        origin: Who or what made it.
        clauses: What the candidate rests on, the clause that it is about first.
        categories: Qualified codes, the one that it counts for first.
        quotes: Spans of the clauses that prove it.
        status: `needs_authoring` for a brief that a person has to write out.
        text: Of a prompt or the situation of a task; empty for a question.
        stem: Of a question, what is asked; else empty.
        options: Of a question, in the order shown; `answer` counts from 0.
        answer: The place of the right option, from 0; None where there are no options.
        explanation: Why the key is right, in words for people.
        pool: Ids of the clauses from which wrong options were taken.
        parent: Id of the candidate that this one varies; None for the first of its family.
        variant: `base`, `revision`, or the kind of variant.
        benign: Whether a model should answer the prompt, as the contrast of one that it should refuse.
        language: A BCP 47 tag.
        rules: Ids of the rules that it rests on.
        level: What answering takes, from recall to combining provisions; empty where it is not known.
        book: Whether the provision is shown with the question; empty where that does not apply.
        why: For each option, why it is right or wrong.
        misconceptions: For each option, the misreading that leads to it; empty text for the key.
        derivation: Facts from which code works the key out (`core.items.derivation`).
        messages: Turns of a conversation; without them `text` is the whole prompt.
        policy: The words of the provision that the system turn gives to the model under test; empty where it gives none.
        instruction: Of a task, what to do; else empty.
        rubric: The points of a task.
        pictures: What is shown with the text.
        topic: The matter below its category, as a heading names it.
    """
    parts = {
        "kind": kind,
        "text": text,
        "stem": stem,
        "options": list(options),
        "answer": answer,
        "explanation": explanation,
    }
    later = {
        "messages": list(messages),
        "policy": policy,
        "instruction": instruction,
        "rubric": list(rubric),
        "pictures": list(pictures),
    }
    fingerprint = item_content.fingerprint({**parts, **later})
    identity = short_id(
        kind[0],
        dataset,
        origin.generator,
        origin.template,
        [c.id for c in clauses],
        variant,
        language,
        fingerprint,
    )
    return Candidate(
        id=identity,
        root=identity,
        dataset=dataset,
        kind=kind,
        status=status,
        text=text,
        messages=list(messages),
        policy=policy,
        instruction=instruction,
        rubric=list(rubric),
        stem=stem,
        options=list(options),
        answer=answer,
        explanation=explanation,
        pool=list(pool),
        categories=list(categories),
        clauses=list(dict.fromkeys([*(c.id for c in clauses), *(quote.clause for quote in quotes)])),
        evidence=list(quotes),
        parent=parent,
        variant=variant,
        benign=benign,
        language=language,
        rules=list(rules),
        level=level,
        book=book,
        why=list(why),
        misconceptions=list(misconceptions),
        derivation=dict(derivation or {}),
        pictures=list(pictures),
        topic=topic,
        origin=origin,
        fingerprint=fingerprint,
    )
