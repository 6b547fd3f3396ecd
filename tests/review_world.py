"""A small world for tests of the review: clauses, candidates, items, judgements, and a board in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from curation.core.digests import digest, text_digest
from curation.core.errors import ServiceError
from curation.core.items import item_content
from curation.core.items.turns import of_user
from curation.core.ports import Annotation, Task, TaskState
from curation.core.records import Candidate, Clause, Judgement, Message, Origin, ReviewItem, RubricPoint
from curation.review.board import presentation

LEAF = "lab-safety@1.0:1.1"


def clause(number: int = 1) -> Clause:
    text = f"An operator shall keep the log of unit {number} for two years."
    return Clause(
        id=f"house-rules@1#art_{number}", document="house-rules", edition="1", eid=f"art_{number}", kind="article",
        citation=f"House Rules, Art. {number}", path=["Records"], marker=f"{number}.", text=text, start=0,
        end=len(text), sha256=text_digest(text), modality="obligation", language="en",
    )  # fmt: skip


def prompt(number: int = 1, text: str | None = None, category: str = LEAF, **more: Any) -> Candidate:
    words = text if text is not None else f"Help me to alter the log of unit {number}."
    return Candidate(
        id=f"c{number}", root=f"c{number}", dataset="house", kind="prompt", status="ready", text=words,
        categories=[category], clauses=[f"house-rules@1#art_{number}"],
        origin=Origin(generator="author", version="1"), fingerprint=digest(words), **more,
    )  # fmt: skip


def question(number: int = 1, category: str = LEAF) -> Candidate:
    stem = f"For how long must the log of unit {number} be kept?"
    options = ["One year", "Two years", "Five years", "For ever"]
    return Candidate(
        id=f"q{number}", root=f"q{number}", dataset="lab", kind="question", status="ready", stem=stem,
        options=options, answer=1, explanation="The article says two years.", categories=[category],
        clauses=[f"house-rules@1#art_{number}"], origin=Origin(generator="template", version="1"),
        fingerprint=digest(stem, options),
    )  # fmt: skip


def conversation(number: int = 1, turns: Sequence[tuple[str, str]] = (), **more: Any) -> Candidate:
    """A prompt of several turns, behind a system turn that holds a rule."""
    said = turns or (
        ("system", "You help the operators of a plant. House Rules, Art. 1: keep the log."),
        ("user", "Who keeps the log of the unit?"),
        ("assistant", "The operator does."),
        ("user", f"Then help me to alter the log of unit {number}."),
    )
    messages = [Message(role=role, content=words) for role, words in said]  # type: ignore[arg-type]
    made = prompt(number, of_user(messages)).model_copy(update={"messages": messages, **more})
    return made.model_copy(update={"fingerprint": item_content.of(made)})


def task(number: int = 1, rubric: Sequence[RubricPoint] | None = None, **more: Any) -> Candidate:
    """A task with three points, each on the one clause."""
    on = f"house-rules@1#art_{number}"
    points = [
        RubricPoint(
            id="p1",
            text="Says that the operator keeps the log.",
            weight=2,
            clauses=[on],
            match=["operator keep|keeps log"],
        ),
        RubricPoint(
            id="p2", text="Says that the log is kept for two years.", clauses=[on], match=["two|2 years"]
        ),
        RubricPoint(id="p3", text="Lets the log be thrown away after a year.", role="mistake", clauses=[on]),
    ]
    made = Candidate(
        id=f"t{number}", root=f"t{number}", dataset="work", kind="task", status="ready",
        text=f"A new colleague takes over unit {number} and finds its log full.", instruction="Say what becomes of the log.",
        rubric=list(points if rubric is None else rubric), categories=[LEAF], clauses=[on],
        origin=Origin(generator="author", version="1"), fingerprint="0" * 64,
    ).model_copy(update=more)  # fmt: skip
    return made.model_copy(update={"fingerprint": item_content.of(made)})


def item(candidate: Candidate, batch: str = "b1", overlap: int = 2, **more: Any) -> ReviewItem:
    number = int(candidate.root[1:]) if candidate.root[1:].isdigit() else 1
    seen = presentation.of_candidate(candidate, [clause(number)], [])
    made = presentation.freeze(batch, candidate.kind, candidate.id, candidate.dataset, seen, overlap, 1.0, [])
    return made.model_copy(update=more)


def judgement(of: ReviewItem, reviewer: str, verdict: str = "accept", **more: Any) -> Judgement:
    body = {
        "item": of.id, "batch": of.batch, "kind": of.kind, "subject": of.subject, "revision": of.revision,
        "reviewer": reviewer, "verdict": verdict, "labels": list(of.shown["categories"]),
        "made": "2026-01-02T03:04:05Z", "layout": "L", "source": f"{of.id}@1/{reviewer}@1",
    }  # fmt: skip
    if of.kind == "question":
        body["answer"] = of.shown["answer"]
    body |= more
    return Judgement.model_validate({"id": f"j-{digest(body)[:12]}", **body})


def result(
    of: ReviewItem, verdict: str = "accept", category: str = "1.1", **texts: str
) -> list[dict[str, Any]]:
    """The parts of an annotation as the server stores them."""

    def part(name: str, kind: str, key: str, value: Any) -> dict[str, Any]:
        return {"from_name": name, "to_name": "subject", "type": kind, "value": {key: value}}

    parts = [
        part("verdict", "choices", "choices", [verdict]),
        part("category", "taxonomy", "taxonomy", [["1", category]]),
        part("seen_rev", "textarea", "text", [of.revision]),
    ]
    for name, value in texts.items():
        if name in ("reasons", "answer", "key_edit", "rubric_judged", "points_wrong"):
            parts.append(part(name, "choices", "choices", [value]))
        else:
            parts.append(part(name, "textarea", "text", [value]))
    return parts


class MemoryBoard:
    """The Board port in memory, with the server's habits: nothing checked, nothing idempotent, answers that get lost."""

    def __init__(self) -> None:
        self.projects: dict[str, dict[str, Any]] = {}
        self.number = 0
        self.lose_answers = 0
        """How many coming imports succeed on the server while the client sees an error."""
        self.refuse = 0
        """How many coming imports fail outright."""

    def ensure_project(self, marker: str, title: str, layout: str, overlap: int, guidelines: str) -> str:
        for id, project in self.projects.items():
            if project["marker"] == marker:
                project["layout"] = layout
                return id
        self.projects[str(len(self.projects) + 1)] = {
            "marker": marker, "layout": layout, "tasks": {}, "overlap": overlap,
        }  # fmt: skip
        return str(len(self.projects))

    def find_project(self, marker: str) -> str | None:
        return next((id for id, p in self.projects.items() if p["marker"] == marker), None)

    def layout(self, project: str) -> str:
        return str(self.projects[project]["layout"])

    def tasks(self, project: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id, task in self.projects[project]["tasks"].items():
            found.setdefault(str(task["data"].get("item_id", "")), []).append(id)
        return found

    def add(self, project: str, tasks: Sequence[Task]) -> None:
        if self.refuse:
            self.refuse -= 1
            raise ServiceError("refused")
        for task in tasks:
            self.number += 1
            entry = {"data": dict(task.data), "annotations": {}, "overlap": self.projects[project]["overlap"]}
            self.projects[project]["tasks"][f"{self.number}@t{self.number}"] = entry
        if self.lose_answers:
            self.lose_answers -= 1
            raise ServiceError("the answer was lost")

    def count(self, project: str) -> int:
        return len(self.projects[project]["tasks"])

    def remove(self, project: str, tasks: Sequence[str]) -> list[str]:
        mine = self.projects[project]["tasks"]
        gone = [t for t in tasks if t in mine and not mine[t]["annotations"]]
        for task in gone:
            del mine[task]
        return gone

    def states(self, project: str) -> list[TaskState]:
        return [
            TaskState(
                id,
                str(t["data"].get("item_id", "")),
                len(t["annotations"]) >= t["overlap"],
                t["overlap"],
                len(t["annotations"]),
            )
            for id, t in self.projects[project]["tasks"].items()
        ]

    def requeue(self, project: str, overlaps: Mapping[str, int]) -> None:
        for task, overlap in overlaps.items():
            self.projects[project]["tasks"][task]["overlap"] = overlap

    def withdraw(self, project: str, annotations: Sequence[str]) -> None:
        for source in annotations:
            task, _, key = source.partition("/")
            self.projects[project]["tasks"][task]["annotations"].pop(key, None)

    def annotations(self, project: str) -> Iterable[Annotation]:
        return list(self._annotations(project))

    def _annotations(self, project: str) -> Iterator[Annotation]:
        for id, task in self.projects[project]["tasks"].items():
            for key, given in task["annotations"].items():
                yield Annotation(source=f"{id}/{key}", item=str(task["data"].get("item_id", "")), **given)

    def annotate(
        self,
        project: str,
        of: ReviewItem,
        who: str,
        parts: Sequence[Any],
        when: str = "2026-01-02T00:00:00Z",
        **more: Any,
    ) -> str:
        """Stores an annotation of `who` on the task of an item; a second one of the same person is a change."""
        task = next(t for t in self.projects[project]["tasks"].values() if t["data"]["item_id"] == of.id)
        key = f"{who}@1"
        task["annotations"][key] = {
            "reviewer": who, "result": list(parts), "made": when, "updated": when, "seconds": 12.0, **more,
        }  # fmt: skip
        return key
