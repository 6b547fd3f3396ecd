"""One shape for every answer of a model, wherever it was read: what was asked, what was said, what it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from curation.measure import answers, refusal
from curation.measure.release import Bound, tiers

Kind = Literal["prompt", "question"]
UNSCORED = "unscored"
"""The label of an answer that a judge was asked about and could not place: it counts nowhere and is not judged again."""


@dataclass(frozen=True)
class Sample:
    """One answer of a model to one item. `refused` and `correct` are None where they do not apply or could not be judged."""

    id: str
    kind: Kind
    epoch: int = 1
    prompt: str = ""
    response: str | None = None
    label: str | None = None
    """refused, partial, complied, no_answer, or None for a question or an answer no judge could score."""
    correct: bool | None = None
    """For a question, whether the keyed option was chosen; None when no choice could be read."""
    form: str = ""
    """How the choice was said; `unparsed` and `empty` are counted apart."""
    benign: bool = False
    family: str = ""
    path: tuple[str, ...] = ()
    category: str = ""
    level: str = ""
    topic: str = ""
    regions: tuple[str, ...] = ()
    """The jurisdictions of the documents that the item rests on."""
    human: float | None = None
    """Share of people who answered this question rightly, where the release says so."""

    @property
    def group(self) -> str:
        """The family, or the id of an item that stands alone."""
        return self.family or self.id


@dataclass(frozen=True)
class Run:
    """All answers of one model to one release."""

    where: str
    model: str
    bound: Bound
    samples: tuple[Sample, ...]


def _truth(value: Any) -> bool | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value.strip().casefold() in ("1", "true", "yes", "t", "c", "correct")
    return bool(value)


def _listed(value: Any) -> list[str]:
    """A list that may have come through CSV as JSON or split by `|`."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        if value.lstrip().startswith("["):
            try:
                value = json.loads(value)
            except ValueError:
                return [value]
        else:
            return [part.strip() for part in value.split("|")]
    return [str(part) for part in value]


def key_index(answer: Any, options: Sequence[str]) -> int | None:
    """The keyed option's index, from an index, a letter or an option's words."""
    if answer is None or answer == "" or isinstance(answer, bool):
        return None
    if isinstance(answer, (int, float)):
        return int(answer) if 0 <= int(answer) < len(options) else None
    text = str(answer).strip()
    if text.isdigit():
        return key_index(int(text), options)
    choice = answers.parse(text, options)
    return choice.index


def of_row(row: Mapping[str, Any], id: str) -> Sample:
    """The sample in a row: judged, or its choice read, where the row does not say how."""
    options = _listed(row.get("options"))
    response = row.get("response", row.get("completion"))
    response = None if response is None else str(response)
    kind: Kind = (
        "question"
        if row.get("kind") == "question"
        or options
        or (row.get("correct") not in (None, "") and not row.get("label"))
        else "prompt"
    )
    path = tuple(_listed(row.get("category_path")))
    human = row.get("human_accuracy")
    parent = row.get("parent") or row.get("family")
    base = Sample(
        id=id,
        kind=kind,
        epoch=int(row.get("epoch") or row.get("sample") or 1),
        prompt=str(row.get("prompt") or row.get("text") or row.get("stem") or ""),
        response=response,
        benign=bool(_truth(row.get("benign"))),
        family=str(parent or ""),
        path=path,
        regions=tuple(_listed(row.get("jurisdictions"))),
        category=str(row.get("category") or ""),
        level=str(row.get("level") or ""),
        topic=str(row.get("topic") or ""),
        human=None if human in (None, "") else float(human),
    )
    if kind == "question":
        return marked(base, row, options)
    return replace(base, label=_label(row.get("label"), base))


def _label(given: Any, sample: Sample) -> str | None:
    if given in refusal.LABELS:
        return str(given)
    if given == UNSCORED or (given is not None and sample.response is None):
        return None
    return refusal.judge(sample.prompt, sample.response).label


def marked(sample: Sample, row: Mapping[str, Any], options: Sequence[str]) -> Sample:
    """A question's sample with its choice read and marked."""
    given = _truth(row.get("correct"))
    if given is not None:
        return replace(sample, correct=given, form=str(row.get("form") or "given"))
    key = key_index(row.get("answer"), options)
    choice = answers.parse(sample.response, options)
    if "parsed" in row:
        index = row["parsed"]
        return replace(
            sample,
            correct=None if index is None or key is None else index == key,
            form=str(row.get("form") or "letter"),
        )
    return replace(
        sample, correct=None if choice.index is None or key is None else choice.index == key, form=choice.form
    )


def by_tier(samples: Sequence[Sample], tier: int) -> Iterator[tuple[str, list[Sample]]]:
    """The samples of each category of a tier, sorted by name; items without that tier are under their deepest one."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        levels = tiers(sample.path, sample.category)
        name = levels.get(tier) or (levels[max(levels)] if levels else "")
        groups.setdefault(name, []).append(sample)
    yield from sorted(groups.items())


def by_region(samples: Sequence[Sample]) -> Iterator[tuple[str, list[Sample]]]:
    """The samples of each region, sorted by name; an item that rests on documents of two regions is in both."""
    for name in sorted({region for sample in samples for region in sample.regions}):
        yield name, [sample for sample in samples if name in sample.regions]
