"""What differs between the candidates of two workspaces, or of two states of one: for a person who reads a pull request."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from curation.core import tables
from curation.core.errors import InputError
from curation.core.items import rubric, turns
from curation.core.records import Candidate, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from curation.pipeline.workspace_run import Run

Kind = Literal["added", "removed", "changed"]
ALIKE = 0.5
"""Least share of equal words at which an item that went and one that came for the same clause count as one that changed."""
MOST_BYTES = 1 << 30
"""Most bytes that a revision of a workspace may unpack to."""


@dataclass(frozen=True)
class Side:
    """The candidates that a workspace would bring before people, and the findings about them."""

    candidates: Mapping[str, Candidate]
    """By id."""
    findings: Mapping[str, Sequence[str]]
    """Checks with a finding of severity `error` or `warn`, by candidate."""
    lost: Mapping[str, int]
    """How many candidates the checks stopped, and how many were duplicates."""


@dataclass(frozen=True)
class CandidateChange:
    """One candidate that came, went, or is another one."""

    kind: Kind
    before: Candidate | None
    after: Candidate | None

    @property
    def shown(self) -> Candidate:
        """The candidate after the change; of one that went, the one before."""
        candidate = self.after or self.before
        assert candidate is not None
        return candidate


@dataclass(frozen=True)
class CandidateDifference:
    """All changes between two sides, by dataset, kind of change and id."""

    before: Side
    after: Side
    changes: Sequence[CandidateChange]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each dataset: candidates before and after, and how many were added, removed and changed."""
        rows: dict[str, Counter[str]] = defaultdict(Counter)
        for name, side in (("before", self.before), ("after", self.after)):
            for candidate in side.candidates.values():
                rows[candidate.dataset][name] += 1
        for change in self.changes:
            rows[change.shown.dataset][change.kind] += 1
        names = ("before", "after", "added", "removed", "changed")
        return {dataset: {name: rows[dataset][name] for name in names} for dataset in sorted(rows)}

    def categories(self) -> dict[str, tuple[int, int]]:
        """The main categories whose count differs: candidates before and after."""
        main = [
            Counter(c.categories[0] if c.categories else "none" for c in side.candidates.values())
            for side in (self.before, self.after)
        ]
        return {
            code: (main[0][code], main[1][code])
            for code in sorted(main[0] | main[1])
            if main[0][code] != main[1][code]
        }

    def new_findings(self) -> list[tuple[str, str]]:
        """Candidate and check of each finding that was not there before."""
        known = {(i, check) for i, checks in self.before.findings.items() for check in checks}
        now = {(i, check) for i, checks in self.after.findings.items() for check in checks}
        return sorted(now - known)


def side(workspace: Path, run: Run | None = None) -> Side:
    """What a workspace would bring before people; steps up to `dedup` that are missing or stale are run, and ask no model anew.

    Raises: StateError when a step would have to ask a model that is not replayed from recordings.
    """
    from curation.pipeline import composition, running

    run = run or composition.open_run(workspace)
    models = run.settings.models
    if models.completer and models.recording != "replay":
        running.fresh(workspace, "dedup", run.adapters)  # says what is stale: a comparison spends nothing
    running.execute(run, "dedup")
    return _side(run)


def _side(run: Run) -> Side:
    from curation.pipeline.running import kept

    candidates = {c.id: c for c in tables.rows(kept(run), Candidate)}
    checks: dict[str, list[str]] = defaultdict(list)
    for finding in tables.rows(run.table("lint"), Finding):
        if finding.severity in ("error", "warn") and finding.candidate in candidates:
            checks[finding.candidate].append(finding.check)
    lost = {"stopped by a check": run.table("generate").height - len(candidates) - run.table("dedup").height}
    lost["duplicates"] = run.table("dedup").height
    return Side(candidates, checks, {why: n for why, n in lost.items() if n > 0})


def compare(before: Side, after: Side) -> CandidateDifference:
    """The changes from one side to the other. Equal ids with equal content are no change.

    An item that went and one that came are one changed item where both rest on the same first clause, are of one dataset
    and kind, and share at least half of their words (`ALIKE`); of several the most alike.
    """
    gone = [c for i, c in before.candidates.items() if i not in after.candidates]
    came = [c for i, c in after.candidates.items() if i not in before.candidates]
    changes = [
        CandidateChange("changed", c, after.candidates[i])
        for i, c in before.candidates.items()
        if i in after.candidates and after.candidates[i].fingerprint != c.fingerprint
    ]
    pairs = _paired(gone, came)
    changes += [CandidateChange("changed", *pair) for pair in pairs]
    taken = {c.id for pair in pairs for c in pair}
    changes += [CandidateChange("removed", c, None) for c in gone if c.id not in taken]
    changes += [CandidateChange("added", None, c) for c in came if c.id not in taken]
    return CandidateDifference(
        before,
        after,
        sorted(changes, key=lambda c: (c.shown.dataset, c.kind, c.shown.clauses[:1], c.shown.id)),
    )


def _paired(gone: Sequence[Candidate], came: Sequence[Candidate]) -> list[tuple[Candidate, Candidate]]:
    from curation.text import worddiff

    def place(candidate: Candidate) -> tuple[str, str, str, bool]:
        clause = candidate.clauses[0].partition("#") if candidate.clauses else ("", "", candidate.root)
        document = clause[0].partition("@")[0]
        return candidate.dataset, candidate.kind, f"{document}#{clause[2]}", candidate.benign

    there = defaultdict(list)
    for candidate in came:
        there[place(candidate)].append(candidate)
    alike = [
        (worddiff.ratio(words_of(old).split(), words_of(new).split(), ALIKE), old, new)
        for old in gone
        for new in there[place(old)]
    ]
    pairs, used = [], set[str]()
    for score, old, new in sorted(alike, key=lambda a: (-a[0], a[1].id, a[2].id)):
        if score >= ALIKE and not used & {old.id, new.id}:
            used |= {old.id, new.id}
            pairs.append((old, new))
    return pairs


def words_of(candidate: Candidate) -> str:
    """All that a reader sees of a candidate, in one line: prompt or turns, situation with rubric, or stem with options and the key."""
    key = f" [{'ABCDEFGHIJ'[candidate.answer % 10]}]" if candidate.answer is not None else ""
    options = " / ".join(candidate.options)
    parts = [
        turns.as_text(candidate.messages) if candidate.messages else candidate.text,
        candidate.instruction,
        rubric.as_text(candidate.rubric),
        f"{candidate.stem}{key}" if candidate.stem else "",
        options,
    ]
    return " ".join(" ".join(part.split()) for part in parts if part)


# --- the two states --------------------------------------------------------------------------------------------------


@contextmanager
def opened(name: str, workspace: Path) -> Iterator[Path]:
    """The folder of a workspace: a path that holds one, or a git revision of `workspace`, unpacked for as long as it is used.

    The steps of a revision are run anew: nothing that is derived is in git.

    Raises: InputError when the name is neither.
    """
    folder = Path(name)
    if (folder / "curation.toml").is_file():
        yield folder.resolve()
        return
    from tempfile import TemporaryDirectory

    packed = _revision(name, workspace)
    with TemporaryDirectory(prefix="curation-diff-") as place:
        target = Path(place) / "workspace"
        _unpack(packed, target)
        yield target


def _revision(name: str, workspace: Path) -> bytes:
    """The files of a git revision of the workspace, as a tar file."""
    fault = InputError.one(
        name,
        "revision-unknown",
        f"is neither a folder with a curation.toml nor a revision of the repository of {workspace.name}; "
        "name a folder, a branch, a tag or a commit (in a shallow clone, fetch it first)",
    )
    if name.startswith("-"):
        raise fault
    try:
        commit = subprocess.run(
            ["git", "-C", str(workspace), "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        packed = subprocess.run(
            ["git", "-C", str(workspace), "archive", "--format=tar", commit.stdout.strip(), "."],
            capture_output=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        raise fault from None
    return packed.stdout


def _extract(archive: tarfile.TarFile, members: list[tarfile.TarInfo], folder: Path) -> None:
    """Writes the members below a folder. Python before 3.11.4 has no filter `data`: there, every link is refused.

    Raises: tarfile.TarError for a link or a path that leads out of the folder.
    """
    if hasattr(tarfile, "data_filter"):
        archive.extractall(folder, filter="data", members=members)
        return
    for member in members:
        leads_out = PurePosixPath(member.name).is_absolute() or ".." in PurePosixPath(member.name).parts
        if leads_out or not (member.isfile() or member.isdir()):
            raise tarfile.TarError(member.name)
    archive.extractall(folder, members=members)


def _unpack(packed: bytes, folder: Path) -> None:
    """Writes the files of a tar file below a folder; links and what leads elsewhere are left out by the filter `data`."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        members = archive.getmembers()
        if sum(member.size for member in members) > MOST_BYTES:
            raise InputError.one("revision", "revision-large", f"unpacks to more than {MOST_BYTES >> 30} GiB")
        try:
            _extract(archive, members, folder)
        except tarfile.TarError as error:
            raise InputError.one(
                "revision", "revision-unsafe", f"holds a link or a path that leads out of it: {error}"
            ) from error
    if not (folder / "curation.toml").is_file():
        raise InputError.one(
            "revision", "revision-unknown", "holds no curation.toml: there was no workspace yet"
        )


# --- Markdown -------------------------------------------------------------------------------------------------------


def markdown(
    difference: CandidateDifference, names: tuple[str, str] = ("before", "after"), most: int = 20
) -> str:
    """The difference as Markdown for a pull request: counts, categories, new findings, then the items themselves.

    Args:
        difference: What `compare` gave.
        names: What the two sides are called.
        most: Most items shown of each dataset and kind of change; the rest is counted.
    """
    lines = ["## Candidates", ""]
    if not difference.changes and not difference.new_findings():
        return "\n".join([*lines, f"No difference between {code(names[0])} and {code(names[1])}.", ""])
    lines += [f"From {code(names[0])} to {code(names[1])}:", ""]
    lines += ["| dataset | before | after | added | removed | changed |", "|---|--:|--:|--:|--:|--:|"]
    for dataset, row in difference.counts().items():
        lines.append(f"| {code(dataset)} | " + " | ".join(str(n) for n in row.values()) + " |")
    lines.append("")
    lines += _category_lines(difference.categories())
    lines += _finding_lines(difference.new_findings())
    groups: dict[tuple[str, Kind], list[CandidateChange]] = defaultdict(list)
    for change in difference.changes:
        groups[change.shown.dataset, change.kind].append(change)
    for (dataset, kind), changes in groups.items():
        lines += _items(f"{kind.capitalize()} in {dataset}: {len(changes)}", changes, most)
    return "\n".join(lines)


def _category_lines(categories: Mapping[str, tuple[int, int]]) -> list[str]:
    if not categories:
        return []
    rows = [f"| {code(name)} | {before} | {after} |" for name, (before, after) in categories.items()]
    return folded(
        f"Categories whose count differs: {len(rows)}",
        ["| category | before | after |", "|---|--:|--:|", *rows],
    )


def _finding_lines(findings: Sequence[tuple[str, str]]) -> list[str]:
    if not findings:
        return []
    counts = Counter(check for _, check in findings)
    rows = [f"| {code(check)} | {n} |" for check, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]
    return folded(f"New findings: {len(findings)}", ["| check | items |", "|---|--:|", *rows])


def _items(title: str, changes: Sequence[CandidateChange], most: int) -> list[str]:
    from curation.text import worddiff

    lines: list[str] = []
    for change in changes[:most]:
        candidate = change.shown
        if change.before is not None and change.after is not None:
            words = worddiff.words(words_of(change.before), words_of(change.after), around=12)
        else:
            words = words_of(candidate)
        where = ", ".join(candidate.clauses[:2]) or "no clause"
        lines.append(f"- {code(candidate.id)} ({code(where)}): {code(shortened(words))}")
    if len(changes) > most:
        lines.append(f"- and {len(changes) - most} more")
    return folded(title, lines)


def folded(title: str, lines: Iterable[str]) -> list[str]:
    """Lines under a title that a reader of the page opens."""
    return ["<details>", f"<summary>{plain(title)}</summary>", "", *lines, "", "</details>", ""]


_MARKS = {letter: f"&#{ord(letter)};" for letter in "<>&\"'|@`*_[]~:#\\$"}
"""Characters that mean something to HTML, Markdown or a page of pull requests, as references to themselves."""


def plain(text: str) -> str:
    """Text in which a page of Markdown sees no markup."""
    return "".join(_MARKS.get(letter, letter) for letter in " ".join(text.split()))


def code(text: str) -> str:
    """Text as code: no mention, link, image or markup of a document or a model has an effect on the page."""
    return f"<code>{plain(text)}</code>"


def shortened(text: str, most: int = 600) -> str:
    """At most `most` characters of a text."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
