"""An item on its way through the passes: what it says so far, what it went through, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import JsonValue

from curation.core.digests import digest, sha256
from curation.core.records import (
    CandidateKind,
    Clause,
    Evidence,
    Expected,
    FailureKind,
    Level,
    PassOutcome,
    PointRole,
)
from curation.generation.model.sections import Section

LETTERS = "ABCDEFGHIJ"
State = Literal["live", "rejected", "failed", "pending"]


@dataclass(frozen=True)
class Brief:
    """What an item is to ask for, as it was planned."""

    section: Section
    clause: Clause
    kind: CandidateKind
    slot: int
    """The item's place in the seeded design."""
    fact: str
    quote: Evidence
    level: Level
    situation: str
    trap: str
    category: str
    design: Mapping[str, str]
    others: tuple[Evidence, ...] = ()
    """Of a task the words of its further rules; `quote` has those of the first."""

    @property
    def key(self) -> str:
        """Names what is planned, so that two briefs for the same are one."""
        more = [quote.quote for quote in self.others]
        parts = (self.section.id, self.clause.sha256, self.kind, self.fact, self.quote.quote, self.level)
        return digest(*parts, more) if more else digest(*parts)


@dataclass(frozen=True)
class Wrong:
    """A wrong option."""

    text: str
    misconception: str
    why: str
    quote: str = ""
    """The words of the section that refute it; empty where they were not found."""


@dataclass(frozen=True)
class TaskPoint:
    """A point of a task's rubric, with the words of the section that it rests on."""

    text: str
    role: PointRole
    weight: int
    quote: Evidence
    match: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModelItem:
    """A question, a pair of prompts or an open task. Frozen: each pass gives a new one."""

    brief: Brief
    state: State = "live"
    reason: str = ""
    """Why it is not live any more."""
    kind: FailureKind = "not-passed"
    """What sort of failure that is."""
    raw: str = ""
    """The answer that failed."""
    model: str = ""
    """The model that wrote it."""
    request: str = ""
    """Digest of the request that it was written for."""
    quotes: tuple[Evidence, ...] = ()
    stem: str = ""
    key: str = ""
    why_key: str = ""
    wrong: tuple[Wrong, ...] = ()
    """Wrong options that stand, best first."""
    text: str = ""
    """The prompt that a model should not simply answer; of a task the situation."""
    instruction: str = ""
    """What a task asks for."""
    points: tuple[TaskPoint, ...] = ()
    """The rubric of a task, in the order of a good answer."""
    twin: str = ""
    changed: str = ""
    why: str = ""
    expected: Expected = ""
    pair: str = ""
    """What a question shares with the twin that shows the same options; empty for one without."""
    first: ModelItem | None = None
    """The question that this one is the twin of; None for any other."""
    categories: tuple[str, ...] = ()
    passes: Mapping[str, PassOutcome] = field(default_factory=dict)
    marks: Mapping[str, JsonValue] = field(default_factory=dict)
    """What each pass found, by its name."""

    @property
    def live(self) -> bool:
        """Whether it is still on its way."""
        return self.state == "live"

    def noted(self, name: str, outcome: PassOutcome, **found: JsonValue) -> ModelItem:
        """The item after a pass, with what it found."""
        marks = {**self.marks, **({name: dict(found)} if found else {})}
        return replace(self, passes={**self.passes, name: outcome}, marks=marks)

    def rejected(self, name: str, reason: str) -> ModelItem:
        """The item, rejected by a pass."""
        passes: dict[str, PassOutcome] = {**self.passes, name: "failed"}
        return replace(self, state="rejected", kind="not-passed", reason=f"{name}: {reason}", passes=passes)

    def unjudged(self, was: ModelItem, names: Sequence[str]) -> str:
        """Why it is not known whether this changed form of `was` holds: the first of the passes `names` that `was` passed and of
        which no answer about this form could be used; empty where there is none."""
        for name in names:
            if (was.passes.get(name), self.passes.get(name)) == ("passed", "skipped"):
                marks = self.marks.get(name)
                return f"{name}: {marks.get('not_done', '') if isinstance(marks, dict) else ''}"
        return ""

    def said(self) -> dict[str, JsonValue]:
        """What it says, for the record of a rejected one."""
        if self.brief.kind == "prompt":
            return {"text": self.text, "twin": self.twin, "expected": self.expected, "fact": self.brief.fact}
        if self.brief.kind == "task":
            points: list[JsonValue] = [f"{point.role}: {point.text}" for point in self.points]
            return {
                "text": self.text,
                "instruction": self.instruction,
                "points": points,
                "fact": self.brief.fact,
            }
        return {
            "stem": self.stem, "key": self.key, "wrong": [w.text for w in self.wrong],
            "explanation": self.why_key, "level": self.brief.level, "fact": self.brief.fact,
        }  # fmt: skip


def shuffled(options: Sequence[str], seed: str) -> list[str]:
    """The options in an order that is the same for the same seed and depends on nothing else."""
    return sorted(options, key=lambda option: sha256(f"{seed}|{option}"))


def lettered(options: Sequence[str]) -> str:
    """The options, one a line, each behind its letter."""
    return "\n".join(f"{LETTERS[i]}. {option}" for i, option in enumerate(options))


def chosen(options: Sequence[str], letters: Sequence[object]) -> list[str]:
    """The options of some letters, each once, in the order of the letters; what is no letter of an option is left out."""
    found: dict[str, None] = {}
    for letter in letters:
        place = LETTERS.find(str(letter).strip().upper()[:1]) if str(letter).strip() else -1
        if 0 <= place < len(options):
            found.setdefault(options[place])
    return list(found)


def folded(text: str) -> str:
    """An option or a prompt as far as it counts for being the same as another."""
    return " ".join(text.split()).casefold().strip(" .;,")
