"""Batches on disk: what was put before whom, frozen, and what came back, append only.

raw/review/<batch>/   batch.json      what sort of work, under which layout, for which taxonomy
                      items.jsonl     the items as shown; never changed
                      candidates.jsonl  the candidates behind them, so that a release needs no generator again
                      layout.xml      the layout they are shown in
                      layout-blind.xml  of questions in two stages: the layout in which they are answered first
                      lot.txt         of an audit: what its sample was drawn from (id, content, category)
                      judgements.jsonl   a log: a later line may supersede or delete an earlier one, nothing is rewritten
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import JsonValue

from curation.core import tables
from curation.core.digests import digest
from curation.core.errors import InputError, StateError
from curation.core.files import disk, io
from curation.core.files.io import locked as workspace_locked
from curation.core.records import Candidate, ItemKind, Judgement, ReviewItem, ReviewRole
from curation.review.board import presentation
from curation.review.board.layout import Layout

Purpose = Literal["review", "calibration", "audit", "adjudication", "writing"]
_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,60}$")


@dataclass(frozen=True)
class Batch:
    """The head of a batch."""

    name: str
    kind: ItemKind
    dataset: str
    taxonomy: str
    """Qualified name of the taxonomy in the layout: `air-2024@1.0`."""
    layout: str
    """Digest of the layout."""
    items: str
    """Digest of the items, part of the mark by which the project is found on a server."""
    role: ReviewRole = "annotator"
    """`adjudicator` for a batch of disagreements."""
    excluded: tuple[str, ...] = ()
    """`subject:pseudonym` pairs of those who must not judge it: they wrote it, or judged it before."""
    hints: bool = True
    """Whether the proposed categories are preselected."""
    guidelines: str = ""
    """Digest of the guidelines."""
    purpose: Purpose = "review"
    """What the batch is for."""
    plan: dict[str, JsonValue] = field(default_factory=dict)
    """Of an audit: the claim as registered when the sample was drawn, before anybody had looked."""
    stages: str = "merged"
    """Of questions: `separate` where the answer is given in a task of its own before the key is shown."""
    blind_layout: str = ""
    """Digest of the layout of those tasks; empty for a batch without them."""

    @property
    def marker(self) -> str:
        """The words by which the project of this batch is found again on a server."""
        return f"curation batch {self.name} {self.items[:16]}"

    @property
    def blind_marker(self) -> str:
        """The words by which the project is found in which the answer is given before the key is shown."""
        return f"{self.marker} answer"


def root(workspace: Path) -> Path:
    """Where batches are."""
    return workspace / "raw" / "review"


def names(workspace: Path) -> list[str]:
    """The batches of a workspace, sorted."""
    return sorted(p.parent.name for p in root(workspace).glob("*/batch.json"))


def folder(workspace: Path, name: str) -> Path:
    """The folder of a batch.

    Raises: InputError for a name that is not one plain file name.
    """
    if not _NAME.match(name):
        raise InputError.one(name, "batch-name", "use lower-case letters, digits, dots and hyphens")
    return root(workspace) / name


def load(workspace: Path, name: str) -> Batch:
    """The head of a batch.

    Raises: StateError when there is no such batch.
    """
    path = folder(workspace, name) / "batch.json"
    if not path.is_file():
        there = ", ".join(names(workspace))
        raise StateError(
            f"there is no batch {name!r}; the batches are: {there}"
            if there
            else f"there is no batch {name!r}; make one with: curation review push --batch {name}"
        )
    data = json.loads(disk.text(path))
    return Batch(**{**data, "excluded": tuple(data["excluded"])})


def layout_of(workspace: Path, name: str) -> Layout:
    """The layout the batch was frozen with."""
    place = folder(workspace, name)
    return Layout(disk.text(place / "layout.xml"), disk.text(place / "guidelines.html"))


def blind_layout_of(workspace: Path, name: str) -> Layout:
    """The layout of the tasks of a batch that are answered before the key is shown."""
    place = folder(workspace, name)
    return Layout(disk.text(place / "layout-blind.xml"), disk.text(place / "guidelines-blind.html"))


def freeze(
    workspace: Path,
    name: str,
    queued: Sequence[ReviewItem],
    layout: Layout,
    taxonomy: str,
    role: ReviewRole = "annotator",
    excluded: Sequence[str] = (),
    hints: bool = True,
    candidates: Sequence[Candidate] = (),
    purpose: Purpose = "review",
    plan: Mapping[str, JsonValue] | None = None,
    lot: Sequence[str] = (),
    blind: Layout | None = None,
) -> Batch:
    """Writes a new batch; its head comes last, so a killed freeze leaves no batch.

    With `blind` its questions are answered in tasks of that layout before the key is shown in others of `layout`.

    Args:
        workspace: The folder of the workspace.
        name: The name of the folder of the batch.
        queued: The items in the order in which they are shown.
        layout: The layout of the tasks; its digest is kept with the batch.
        taxonomy: The name of the taxonomy of the items.
        role: Whom the judgements count for.
        excluded: Pseudonyms of people who may not take part.
        hints: Whether findings and proposals are shown.
        candidates: Those that the items are of; their words are kept with the batch.
        purpose: What the batch is for.
        plan: The plan of an audit; None for other batches.
        lot: Ids of the items that were drawn at random.
        blind: The layout of tasks before the key is shown; None shows it at once.

    Raises: InputError when items of different kinds or datasets are mixed, or the batch exists with other items.
    """
    place = folder(workspace, name)
    kinds = sorted({(i.kind, i.dataset) for i in queued})
    if len(kinds) != 1:
        raise InputError.one(name, "batch-mixed", f"a batch holds one kind of one dataset, not {kinds}")
    named = [rename(i, name) for i in queued]
    head = Batch(
        name, kinds[0][0], kinds[0][1], taxonomy, layout.digest, digest([i.model_dump(mode="json") for i in named]),
        role, tuple(excluded), hints, digest(layout.guidelines), purpose, dict(plan or {}),
        "separate" if blind else "merged", blind.digest if blind else "",
    )  # fmt: skip
    with workspace_locked(workspace):
        if (place / "batch.json").exists():
            if load(workspace, name).items != head.items:
                raise InputError.one(name, "batch-frozen", "is frozen with other items; choose another name")
            return load(workspace, name)
        disk.removed(place / "items.jsonl")
        tables.append_jsonl(place / "items.jsonl", named)
        subjects = {i.subject for i in named}
        disk.removed(place / "candidates.jsonl")
        tables.append_jsonl(place / "candidates.jsonl", [c for c in candidates if c.id in subjects])
        if lot:
            tables.write_atomic(place / "lot.txt", "".join(f"{line}\n" for line in lot))
        tables.write_atomic(place / "layout.xml", layout.xml)
        tables.write_atomic(place / "guidelines.html", layout.guidelines)
        if blind is not None:
            tables.write_atomic(place / "layout-blind.xml", blind.xml)
            tables.write_atomic(place / "guidelines-blind.html", blind.guidelines)
        tables.write_atomic(place / "batch.json", json.dumps(asdict(head), indent=1, sort_keys=True) + "\n")
    return head


def rename(item: ReviewItem, batch: str) -> ReviewItem:
    """The item as part of `batch`, its id following."""
    id = presentation.item_id(batch, item.kind, item.subject, item.revision)
    return item.model_copy(update={"batch": batch, "id": id})


def items(workspace: Path, batch: str | None = None) -> list[ReviewItem]:
    """The frozen items of a batch, or of all."""
    wanted = names(workspace) if batch is None else [batch]
    return [i for n in wanted for i in tables.read_jsonl(folder(workspace, n) / "items.jsonl", ReviewItem)]


def candidates(workspace: Path, batch: str | None = None) -> list[Candidate]:
    """The candidates frozen with one batch, or with all of them, each once, sorted by id."""
    chosen = names(workspace) if batch is None else [batch]
    frozen = [
        c for n in chosen for c in tables.read_jsonl(folder(workspace, n) / "candidates.jsonl", Candidate)
    ]
    return sorted({c.id: c for c in frozen}.values(), key=lambda c: c.id)


def log(workspace: Path, batch: str) -> list[Judgement]:
    """The log of a batch as written."""
    return tables.read_jsonl(folder(workspace, batch) / "judgements.jsonl", Judgement)


def heads(workspace: Path) -> list[Batch]:
    """The head of every batch, sorted by name."""
    return [load(workspace, name) for name in names(workspace)]


def lot_lines(workspace: Path, name: str) -> list[str]:
    """The lot that the sample of an audit was drawn from: id, content and main category by line; empty for another
    batch. A lot of version 0.1 names ids only."""
    path = folder(workspace, name) / "lot.txt"
    return disk.text(path).splitlines() if path.is_file() else []


def lot(workspace: Path, name: str) -> list[str]:
    """The ids that the sample of an audit was drawn from; empty for another batch."""
    return [line.partition("\t")[0] for line in lot_lines(workspace, name)]


def judgements(workspace: Path, batch: str | None = None) -> list[Judgement]:
    """The judgements of a batch, or of all, each with the status it has now; those of people who were excluded from
    an item are invalid."""
    wanted = names(workspace) if batch is None else [batch]
    return [j for n in wanted for j in barred(resolve(log(workspace, n)), load(workspace, n).excluded)]


def barred(given: Sequence[Judgement], excluded: Sequence[str]) -> list[Judgement]:
    """`given`, those by somebody who is excluded from the subject marked invalid."""
    pairs = set(excluded)
    return [
        j.model_copy(update={"status": "invalid"})
        if j.status == "active" and f"{j.subject}:{j.reviewer}" in pairs
        else j
        for j in given
    ]


def resolve(log: Sequence[Judgement]) -> list[Judgement]:
    """The judgements of a log with the status they have now, by the time they were made; notes of deletion are left out.

    A function of the set of lines: logs of several machines may be joined in any order, and a line may be there twice.
    For each item, reviewer and stage (before and after the key was shown) at most one judgement is active: the last one.
    """
    lines: dict[str, Judgement] = {}
    for line in log:
        # The same judgement pulled on two machines: the one that saw the earlier version names it.
        known_line = lines.setdefault(line.id, line)
        lines[line.id] = max(
            known_line, line, key=lambda j: (j.supersedes or "", j.made, j.layout, j.content)
        )
    by_source: dict[str, list[Judgement]] = {}
    for line in lines.values():
        by_source.setdefault(line.source, []).append(line)
    known = [j for of_one in by_source.values() for j in _of_source(of_one)]
    known.sort(key=lambda j: (j.made, j.id))
    last: dict[tuple[str, str, bool], str] = {
        (j.item, j.reviewer, j.stage == "verdict"): j.id for j in known if j.status == "active"
    }
    active = set(last.values())
    return [
        j.model_copy(update={"status": "superseded"}) if j.status == "active" and j.id not in active else j
        for j in known
    ]


def order(line: Judgement) -> tuple[str, bool, str]:
    """What the lines about one annotation are sorted by: when they were made, a note of its deletion after what it deletes.

    The place of a line in a log says nothing: logs of several machines may be joined in any order.
    """
    return line.made, line.status == "deleted", line.id


def _of_source(lines: Sequence[Judgement]) -> list[Judgement]:
    """The versions of one annotation: the last one stands, unless it was withdrawn after that.

    A version that is invalid (somebody else changed it, say) takes nothing back of what its maker said before.
    """
    events = sorted(lines, key=order)
    valid = [j for j in events if j.status != "invalid"]
    if not valid:
        return events
    gone = valid[-1].status == "deleted"
    versions = [j for j in valid if j.status != "deleted"]
    final = versions[-1].id if versions else ""
    resolved = []
    for line in events:
        if line.status == "deleted":
            continue
        if line.status in ("active", "skipped"):
            if line.id != final:
                line = line.model_copy(update={"status": "superseded"})
            elif gone:
                line = line.model_copy(update={"status": "deleted"})
        elif line.status in ("stale", "invalid") and events[-1].status == "deleted":
            line = line.model_copy(update={"status": "deleted"})
        resolved.append(line)
    return resolved


def record(workspace: Path, name: str, new: Sequence[Judgement]) -> None:
    """Appends judgements to the log of a batch, under the lock of the workspace."""
    with workspace_locked(workspace):
        tables.append_jsonl(folder(workspace, name) / "judgements.jsonl", new)


@contextmanager
def talking(workspace: Path, name: str) -> Iterator[None]:
    """Only one push or pull of a batch at a time on this machine; another one waits as writers of a workspace do.

    This lock is held while a server answers. What is written below `raw/` is written under the lock of the workspace, which is
    taken inside this one and never around it.

    Raises: StateError naming the process that pushes or pulls, when it is not done in time.
    """
    place = workspace / ".curation" / "locks" / f"review-{name}.lock"
    with io.signed(place, f"batch {name} is being pushed or pulled by"):
        yield
