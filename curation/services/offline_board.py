"""The Board port on files, for people without a server: tasks go out as a page or a workbook, answers come back as a file.

<folder>/tickets.json      who was given which page: a file of answers is taken for the person its ticket was made for
         <project>/project.json   mark, title, layout, overlap, guidelines
                   tasks.json     every task as it was added
                   answers.json   what came back, with the time at which this machine first had it

The times are this machine's: a file says what its maker's clock said, and may say what it likes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curation.core.digests import digest
from curation.core.errors import StateError
from curation.core.files import disk, io
from curation.core.ports import Annotation, Task, TaskState
from curation.core.tables import write_atomic

SOURCE = "file"
"""Task ids begin with this word, so that none is ever taken for one of a server."""


@dataclass(frozen=True)
class Ticket:
    """What a page or workbook was made for."""

    code: str
    reviewer: str
    projects: tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """One answer of a file."""

    item: str
    result: Sequence[Mapping[str, Any]]
    seconds: float | None = None


def now() -> str:
    """This machine's time, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class OfflineBoard:
    """The Board port on a folder."""

    def __init__(self, folder: Path, clock: Callable[[], str] = now) -> None:
        self.folder, self.url, self._clock = folder, str(folder), clock

    @classmethod
    def of(cls, workspace: Path) -> OfflineBoard:
        """The board of a workspace."""
        return cls(workspace / ".curation" / "offline")

    @contextmanager
    def _changing(self) -> Iterator[None]:
        disk.folder(self.folder, private=True)
        with io.signed(self.folder / "lock", f"{self.folder} is being changed by"):
            yield

    def _read(self, *parts: str) -> Any:
        path = self.folder.joinpath(*parts)
        if not path.is_file():
            return {}
        try:
            return json.loads(disk.text(path))
        except ValueError as error:
            raise StateError(
                f"{path} is damaged; restore it, or delete {self.folder} and export again"
            ) from error

    def _write(self, value: Any, *parts: str) -> None:
        path = self.folder.joinpath(*parts)
        disk.folder(path.parent)
        write_atomic(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def _projects(self) -> dict[str, Any]:
        found = {
            p.parent.name: self._read(p.parent.name, "project.json")
            for p in self.folder.glob("*/project.json")
        }
        return dict(sorted(found.items()))

    def find_project(self, marker: str) -> str | None:
        """Id of the project that carries `marker`, None when there is none."""
        return next((id for id, p in self._projects().items() if p.get("marker") == marker), None)

    def ensure_project(self, marker: str, title: str, layout: str, overlap: int, guidelines: str) -> str:
        """Id of the project that carries `marker`, made or brought up to date.

        Args:
            marker: A text by which the project is found again.
            title: What people read.
            layout: The labelling layout as XML.
            overlap: How many people judge each item.
            guidelines: The instruction for people, as HTML.
        """
        facts = {
            "marker": marker,
            "title": title,
            "layout": layout,
            "overlap": overlap,
            "guidelines": guidelines,
        }
        with self._changing():
            id = self.find_project(marker) or f"p-{digest(marker)[:12]}"
            if self._read(id, "project.json") != facts:
                self._write(facts, id, "project.json")
        return id

    def project(self, id: str) -> dict[str, Any]:
        """Mark, title, layout and guidelines of a project; empty for one that there is not."""
        return dict(self._read(id, "project.json"))

    def layout(self, project: str) -> str:
        """The layout of a project."""
        return str(self._read(project, "project.json").get("layout", ""))

    def entries(self, project: str) -> dict[str, dict[str, Any]]:
        """The tasks of a project by task id, as they were added."""
        return dict(self._read(project, "tasks.json"))

    def tasks(self, project: str) -> dict[str, list[str]]:
        """Task ids by our item id."""
        found: dict[str, list[str]] = {}
        for id, task in self.entries(project).items():
            found.setdefault(str(task["data"].get("item_id", "")), []).append(id)
        return found

    def count(self, project: str) -> int:
        """How many tasks the project holds."""
        return len(self.entries(project))

    def add(self, project: str, tasks: Sequence[Task]) -> None:
        """Adds tasks, all or none."""
        with self._changing():
            entries, when = self.entries(project), self._clock()
            first = max((int(id.partition("@")[0].rpartition("-")[2]) for id in entries), default=0) + 1
            for number, task in enumerate(tasks, first):
                entries[f"{SOURCE}-{project}-{number}@{when}"] = {
                    "data": dict(task.data), "predictions": [dict(p) for p in task.predictions], "overlap": task.overlap,
                }  # fmt: skip
            self._write(entries, project, "tasks.json")

    def remove(self, project: str, tasks: Sequence[str]) -> list[str]:
        """Removes those of `tasks` that nobody has answered."""
        with self._changing():
            entries, answers = self.entries(project), self._read(project, "answers.json")
            worked = {key.partition("/")[0] for key in answers}
            gone = [task for task in tasks if task in entries and task not in worked]
            if gone:
                self._write(
                    {id: t for id, t in entries.items() if id not in set(gone)}, project, "tasks.json"
                )
        return gone

    def annotations(self, project: str) -> Iterable[Annotation]:
        """Every answer of the project."""
        entries = self.entries(project)
        for source, answer in self._read(project, "answers.json").items():
            task = entries.get(source.partition("/")[0], {"data": {}})
            yield Annotation(
                source=source, item=str(task["data"].get("item_id", "")), reviewer=answer["reviewer"],
                result=answer["result"], made=answer["made"], updated=answer["updated"], seconds=answer["seconds"],
                data=task["data"],
            )  # fmt: skip

    def states(self, project: str) -> list[TaskState]:
        """What the board believes of every task: one is done when as many people have answered it as are wanted."""
        answers = [key.partition("/")[0] for key in self._read(project, "answers.json")]
        return [
            TaskState(
                id,
                str(task["data"].get("item_id", "")),
                answers.count(id) >= task["overlap"],
                task["overlap"],
                answers.count(id),
            )
            for id, task in self.entries(project).items()
        ]

    def requeue(self, project: str, overlaps: Mapping[str, int]) -> None:
        """Wants so many answers of each task; the next export holds it for those who have not answered."""
        with self._changing():
            entries = self.entries(project)
            for task, overlap in overlaps.items():
                if task in entries:
                    entries[task]["overlap"] = overlap
            self._write(entries, project, "tasks.json")

    def withdraw(self, project: str, annotations: Sequence[str]) -> None:
        """Removes answers by their `source`."""
        with self._changing():
            kept = {k: v for k, v in self._read(project, "answers.json").items() if k not in set(annotations)}
            self._write(kept, project, "answers.json")

    def issue(self, reviewer: str, items: Mapping[str, Sequence[str]]) -> Ticket:
        """A new ticket for somebody's page with `items` by project; only a file that carries it is taken for that person."""
        with self._changing():
            tickets = self._read("tickets.json")
            ticket = Ticket(secrets.token_urlsafe(16), reviewer, tuple(items))
            tickets[ticket.code] = {
                "reviewer": reviewer, "projects": list(items), "made": self._clock(),
                "items": {project: list(ids) for project, ids in items.items()},
            }  # fmt: skip
            self._write(tickets, "tickets.json")
            disk.private(self.folder / "tickets.json")
        return ticket

    def withdraw_pages(self, reviewer: str) -> int:
        """Takes back the tickets of somebody's pages: their files are not taken any more; gives how many there were."""
        with self._changing():
            tickets = self._read("tickets.json")
            kept = {code: ticket for code, ticket in tickets.items() if ticket["reviewer"] != reviewer}
            if len(kept) < len(tickets):
                self._write(kept, "tickets.json")
                disk.private(self.folder / "tickets.json")
        return len(tickets) - len(kept)

    def reviewers(self) -> set[str]:
        """The pseudonyms of those who have got a page."""
        return {ticket["reviewer"] for ticket in self._read("tickets.json").values()}

    def holders(self, project: str) -> set[str]:
        """The pseudonyms of those who have got a page with this project."""
        tickets = self._read("tickets.json").values()
        return {ticket["reviewer"] for ticket in tickets if project in ticket["projects"]}

    def sent(self, project: str) -> set[tuple[str, str]]:
        """Pairs of item and pseudonym: whose page held which task of a project.

        A ticket of an earlier version names no items: its page may have held every task that there was when it was made.
        """
        known = self.tasks(project)
        first = {item: min(task.partition("@")[2] for task in tasks) for item, tasks in known.items()}
        pairs = set()
        for ticket in self._read("tickets.json").values():
            if project in ticket["projects"]:
                there = [item for item, when in first.items() if when <= str(ticket.get("made", when))]
                items = ticket.get("items", {}).get(project, there)
                pairs |= {(str(item), str(ticket["reviewer"])) for item in items}
        return pairs

    def ticket(self, code: str) -> Ticket | None:
        """The ticket of a code; None when this workspace issued none."""
        known = self._read("tickets.json").get(code)
        return Ticket(code, known["reviewer"], tuple(known["projects"])) if known else None

    def receive(self, project: str, reviewer: str, given: Sequence[Given]) -> list[str]:
        """Stores somebody's answers; those already there as they are keep their time. Returns the items not of the project."""
        with self._changing():
            answers, when = self._read(project, "answers.json"), self._clock()
            by_item = {
                str(task["data"].get("item_id", "")): id for id, task in sorted(self.entries(project).items())
            }
            for answer in given:
                task = by_item.get(answer.item)
                if task is None:
                    continue
                source = f"{task}/{reviewer}@{digest(task, reviewer)[:8]}"
                before = answers.get(source)
                if before is not None and before["result"] == list(answer.result):
                    continue
                answers[source] = {
                    "reviewer": reviewer, "result": [dict(p) if isinstance(p, Mapping) else p for p in answer.result],
                    "made": before["made"] if before else when, "updated": when, "seconds": answer.seconds,
                }  # fmt: skip
            self._write(answers, project, "answers.json")
        return [answer.item for answer in given if answer.item not in by_item]
