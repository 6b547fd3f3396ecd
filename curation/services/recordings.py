"""Answers of models in git: the same candidates for colleagues and CI, without a network and without paying.

`raw/recordings/<model>.jsonl` has one line a request, sorted by the request's digest: `digest`, `asked` (the model that was
asked for), `model` (the one that says it answered), `text`, `refusal`, `finish`, `input_tokens`, `output_tokens`. No key, no
header, no time and no address is in it, and the same answers give the same bytes.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from curation.core.digests import canonical_json, digest
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.files.io import locked, write_atomic
from curation.services.dialects.form import Reply

FOLDER = "raw/recordings"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FIELDS: Mapping[str, type] = {
    "digest": str, "asked": str, "model": str, "text": str, "refusal": str, "finish": str, "input_tokens": int, "output_tokens": int,
}  # fmt: skip
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_SECRET = re.compile(
    r"\b(?:sk-(?:ant-|or-|proj-)?[A-Za-z0-9_-]{16,}|AIza[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{20,})"
)


@dataclass(frozen=True)
class Recording:
    """One recorded answer."""

    digest: str
    asked: str
    reply: Reply

    def line(self) -> str:
        """The recording as a line of its file."""
        return canonical_json({"digest": self.digest, "asked": self.asked, **asdict(self.reply)})


class Recordings:
    """The recordings of a workspace. What is added is written by `flush`, sorted, under the workspace's lock."""

    def __init__(self, workspace: Path, replay: bool) -> None:
        self.replay = replay
        self.asked: dict[str, str] = {}
        """The requests that were looked for, by digest, with what they were for."""
        self._workspace = workspace
        self._lock = threading.Lock()
        self._known: dict[str, Recording] | None = None
        self._new: dict[str, Recording] = {}

    @property
    def fingerprint(self) -> str:
        """What decides the answers of a replay: all that is recorded. Empty where the model may still be asked."""
        return digest_of(self._workspace) if self.replay else ""

    def find(self, key: str, purpose: str = "") -> Reply | None:
        """The recorded answer to a request, None when there is none.

        Raises: InputError with everything that is wrong in the files.
        """
        with self._lock:
            self.asked.setdefault(key, purpose)
            if self._known is None:
                self._known = load(self._workspace)
            recording = self._new.get(key) or self._known.get(key)
        return None if recording is None else recording.reply

    def add(self, key: str, asked: str, reply: Reply) -> None:
        """Takes up an answer; the first one to a request stays."""
        with self._lock:
            if self._known is not None and key not in self._known:
                self._new.setdefault(key, Recording(key, asked, reply))

    def flush(self) -> None:
        """Writes what was added. Two processes that record at once lose nothing of each other."""
        with self._lock:
            if not self._new or self.replay:
                return
            with locked(self._workspace):
                together = {**self._new, **load(self._workspace)}
                write(self._workspace, together, {r.asked for r in self._new.values()})
            self._known, self._new = together, {}


def folder(workspace: Path) -> Path:
    """Where the recordings of a workspace are."""
    return workspace / FOLDER


def file_of(workspace: Path, asked: str) -> Path:
    """The file of the answers of a model: its name with other signs than letters, digits, dots and hyphens as hyphens."""
    name = _UNSAFE.sub("-", asked).strip("-.")[:80] or "model"
    return folder(workspace) / f"{name}.jsonl"


def write(workspace: Path, recordings: Mapping[str, Recording], of: set[str]) -> None:
    """Writes the files of the models `of` whole, each with all of `recordings` that belong in it; an empty one is removed."""
    for place in sorted({file_of(workspace, asked) for asked in of}):
        lines = [r.line() for _, r in sorted(recordings.items()) if file_of(workspace, r.asked) == place]
        if lines:
            write_atomic(place, "".join(line + "\n" for line in lines))
        else:
            disk.removed(place)


def load(workspace: Path) -> dict[str, Recording]:
    """The recordings of a workspace by the digest of the request.

    Raises: InputError with everything that is wrong in the files.
    """
    recordings: dict[str, Recording] = {}
    issues: list[Issue] = []
    for path in sorted(folder(workspace).glob("*.jsonl")):
        for recording in _of_file(path, issues):
            other = recordings.setdefault(recording.digest, recording)
            if other != recording:
                issues.append(
                    Issue(
                        f"{path.name} > {recording.digest[:12]}",
                        "recording-twice",
                        "there are two different answers to one request; remove the line of one",
                    )
                )
    if issues:
        raise InputError(issues)
    return recordings


def _of_file(path: Path, issues: list[Issue]) -> Iterator[Recording]:
    for number, line in enumerate(disk.data(path).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            entry = None
        problem = fault(entry)
        if problem:
            where = f"{path.parent.name}/{path.name} > line {number}"
            issues.append(
                Issue(where, "recording-invalid", f"{problem}; take the line back from git, or remove it")
            )
            continue
        about = {name: entry[name] for name in _FIELDS if name not in ("digest", "asked")}
        yield Recording(entry["digest"], entry["asked"], Reply(**about))


def fault(entry: Any) -> str:
    """What is wrong with a line of a file, in words; empty for nothing."""
    if not isinstance(entry, dict):
        return "is no recording (it is no JSON object)"
    if missing := sorted(set(_FIELDS) - set(entry)):
        return f"lacks {', '.join(missing)}"
    if strange := sorted(set(entry) - set(_FIELDS)):
        return f"holds {', '.join(map(str, strange[:3]))}, which no recording has"
    for name, kind in _FIELDS.items():
        if not isinstance(entry[name], kind) or isinstance(entry[name], bool):
            return f"has a {name} that is no {'text' if kind is str else 'number'}"
    if not _DIGEST.fullmatch(entry["digest"]):
        return "has a digest that is none"
    if entry["input_tokens"] < 0 or entry["output_tokens"] < 0:
        return "has a negative number of tokens"
    if _SECRET.search(entry["text"]) or _SECRET.search(entry["refusal"]):
        return "holds what looks like a key"
    return ""


def digest_of(workspace: Path) -> str:
    """The digest of all recordings of a workspace: part of what decides a run that replays them."""
    paths = sorted(folder(workspace).glob("*.jsonl"))
    return digest([[path.name, disk.data(path).decode("utf-8", "replace")] for path in paths])


def models(workspace: Path) -> list[str]:
    """The models that answered, each once, sorted."""
    return sorted({recording.reply.model for recording in load(workspace).values()})
