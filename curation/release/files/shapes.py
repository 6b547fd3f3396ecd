"""The shape of `release.json` and `audit.json`: no value of a release of somebody else is used before its type is checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from curation.core.errors import Issue, visible
from curation.core.files import disk
from curation.release.settings import DatasetSettings

Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=100)]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+(-preview(\.\d+)?)?$", max_length=60)]
MOST = 10_000_000
"""Items of a lot that an audit may name; more is no dataset of ours and would only cost time."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _File(_Shape):
    sha256: Sha
    size: Count


class _Config(_Shape):
    rows: Count
    splits: dict[Name, Count]
    view_of: str
    digest: Sha


class _Parent(_Shape):
    version: Version
    content_sha256: Sha


class _Gate(_Shape):
    name: str
    kind: Literal["structural", "human"]
    state: Literal["passed", "failed", "skipped"]
    is_: Annotated[str, Field(alias="is")]
    need: str
    short: Count


class _Counts(_Shape):
    rows: Count
    families: Count
    judgements: Count
    rows_by_judgements: dict[str, Count]
    by_category: dict[str, Count]
    by_rule: dict[str, Count]
    lost: dict[str, Count]


class _Step(_Shape):
    step: str
    taken: Count
    given: Count
    lost: dict[str, Count]


class _Given(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)
    funnel: list[_Step] = []


class _Figures(_Shape):
    given: _Given
    derived: dict[str, JsonValue]


class _Withdrawn(_Shape):
    id: str
    reason: str
    since: str


class _Inputs(_Shape):
    documents: dict[str, str]
    taxonomies: dict[str, Sha]
    judging: dict[str, Sha]
    guidelines: str
    candidates: Sha
    clauses: Sha
    judgements: Sha
    decisions: Sha
    overridden: dict[str, str]


class _PrivateSplit(_Shape):
    rows: int
    families: int
    digest: Sha
    ids: list[str] = []


class _Private(_Shape):
    splits: dict[Name, _PrivateSplit]
    files: dict[str, _File]


class Manifest(_Shape):
    """`release.json` without its own digest."""

    format: int
    dataset: Name
    version: Version
    comparability: str
    preview: bool
    date: str
    title: str
    kind: Literal["prompt", "question", "task"]
    licence: str
    taxonomy: str
    canary: str
    settings: dict[str, JsonValue]
    parent: _Parent | None
    content_sha256: Sha
    configs: dict[Name, _Config]
    constant: dict[str, JsonValue]
    files: dict[str, _File]
    writers: dict[str, str]
    inputs: _Inputs
    gates: list[_Gate]
    counts: _Counts
    briefs: list[str]
    figures: _Figures
    changes: dict[str, JsonValue]
    withdrawn: list[_Withdrawn]
    bare_tables: bool = False
    graded_tasks: bool = False
    parsed_choices: bool = False
    tells_open: bool = False
    private: _Private | None = None


class _Judgement(_Shape):
    id: str
    subject: str
    kind: str
    role: str
    verdict: str | None
    labels: list[str]
    answer: int | None
    reasons: list[str]
    status: str
    supersedes: str | None
    row: str | None
    reviewer: str
    unit: str | None
    edited: list[str]
    counts: bool = True
    answers: dict[str, int] = {}


class _Decision(_Shape):
    subject: str
    outcome: str
    rule: str
    judgements: list[str]
    agreement: float | None
    labels: list[str]
    reasons: list[str]
    row: str | None
    edited: list[str]


class _Behind(_Shape):
    row: str
    judgements: list[str]


class _Claim(_Shape):
    outcomes: Annotated[list[bool], Field(max_length=MOST)]
    lot: Annotated[int, Field(ge=1, le=MOST)]
    p: Annotated[float, Field(gt=0, lt=1)]
    confidence: Annotated[float, Field(gt=0, lt=1)]
    allowed: Annotated[int, Field(ge=0, le=MOST)]
    method: Literal["fixed", "sequential"]


class _Auditors(_Shape):
    faults: Count
    faults_found: Count
    sound: Count
    sound_passed: Count


class _Uncovered(_Shape):
    outside: list[str]
    mended: list[str]


class _Sample(_Shape):
    claim: _Claim
    auditors: _Auditors | None = None
    beside: dict[str, JsonValue] = {}
    uncovered: _Uncovered | None = None


class _Bare(_Shape):
    k: Count
    n: Annotated[int, Field(ge=1, le=MOST)]


class Audit(_Shape):
    """`audit.json`."""

    canary: str
    error: _Sample | _Bare | None
    judgements: list[_Judgement]
    decisions: list[_Decision]
    behind: list[_Behind]


def problems(where: str, value: object, shape: type[BaseModel]) -> list[Issue]:
    """Every place at which `value` is not of `shape`."""
    try:
        shape.model_validate(value)
    except ValidationError as error:
        return [
            Issue(f"{where} > {visible('.'.join(map(str, e['loc'])))[:200]}", "release-shape", e["msg"])
            for e in error.errors()
        ]
    return []


def audit_of(folder: Path) -> tuple[dict[str, Any], list[Issue]]:
    """The content of `audit.json` without its canary, and every place at which it is none."""
    where = f"{folder.name} > audit.json"
    try:
        value = json.loads(disk.data(folder / "audit.json").decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}, [Issue(where, "release-shape", "is not JSON")]
    if issues := problems(where, value, Audit):
        return {}, issues
    return {name: part for name, part in value.items() if name != "canary"}, []


def manifest_problems(folder: Path, body: Mapping[str, Any]) -> list[Issue]:
    """Every place at which the manifest is not of its shape, its settings included."""
    where = f"{folder.name} > release.json"
    found = problems(where, {k: v for k, v in body.items() if k != "digest"}, Manifest)
    return found or problems(f"{where} > settings", body["settings"], DatasetSettings)
