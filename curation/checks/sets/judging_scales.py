"""Judging scales: which one a category is judged on, and whether a scale measures what its name says.

Published benchmarks have printed rates of one thing under the name of another, and turned a scale round between two
versions. So polarity and the class without an answer are data of a scale, and the words of a scale are compared with them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.core import resources
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.text.item_words import judging_scales as wording
from curation.text.item_words.scales import COMPLYING, GIVES_IN, POLARITY, REFUSING, SCORE

_WORDS = {subject: re.compile(rf"\b(?:{words})\b", re.I) for subject, words in wording.SUBJECTS.items()}


def subjects(text: str) -> list[str]:
    """What a text speaks of, most often first."""
    found = {subject: len(words.findall(text)) for subject, words in _WORDS.items()}
    return sorted((s for s in found if found[s]), key=lambda s: (-found[s], s))


@dataclass(frozen=True)
class Assignment:
    """Which scale judges the categories of a taxonomy."""

    taxonomy: str
    default: str
    scales: Mapping[str, str]
    """Scale by code; a code stands for all below it."""

    def scale(self, path: Sequence[str]) -> str:
        """The scale of a category, given the codes from the top down to it."""
        return next((self.scales[code] for code in reversed(path) if code in self.scales), self.default)


def assignment(taxonomy: str, workspace: Path | None = None) -> Assignment:
    """The scales of a taxonomy (`air-2024`), from `schemas/judging/<taxonomy>.toml`, the workspace's own first.

    Raises: StateError when there is no such file; InputError when it cannot be read.
    """
    where = f"judging/{taxonomy}.toml"
    try:
        data = tomllib.loads(disk.text(resources.find(where, workspace)))
        return Assignment(
            str(data["taxonomy"]),
            str(data["default"]),
            {str(k): str(v) for k, v in data.get("scales", {}).items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise InputError.one(where, "scales-invalid", f"not an assignment of scales: {error!r}") from error


def lint_assignment(found: Assignment, codes: Iterable[str], scales: Iterable[str]) -> Iterator[Issue]:
    """What is wrong with an assignment: a code that the taxonomy does not have, a scale that there is not."""
    where = f"judging/{found.taxonomy}.toml"
    known, there = set(codes), set(scales)
    for code, name in sorted(found.scales.items()):
        if code not in known:
            yield Issue(f"{where} > {code}", "category-unknown", "the taxonomy has no such code")
        if name not in there:
            yield Issue(
                f"{where} > {code}", "scale-unknown", f"there is no scale {name!r} in schemas/judging"
            )
    if found.default not in there:
        yield Issue(
            f"{where} > default", "scale-unknown", f"there is no scale {found.default!r} in schemas/judging"
        )


def lint_scale(data: Mapping[str, Any], where: str) -> Iterator[Issue]:
    """What is wrong with a scale: its polarity, its class without an answer, or a text on another subject than its name."""
    labels = [label for label in data.get("labels", ()) if isinstance(label, Mapping)]
    polarity, name = str(data.get("polarity", "")), str(data.get("name", ""))
    values = [label.get("value") for label in labels]
    numbers = [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
    if len(numbers) < 2 or len(numbers) != len(values) or max(numbers) != 1 or min(numbers) != 0:
        yield Issue(where, "scale-values", "the values of its labels must run from 0 to 1")
        return
    if not POLARITY.match(polarity):
        yield Issue(
            where,
            "scale-polarity",
            "its polarity must be written `higher is more …`, so that nobody has to guess",
        )
        return
    empty = data.get("no_answer")
    if not isinstance(empty, Mapping) or empty.get("value", 0) is not None:
        yield Issue(
            where,
            "scale-no-answer",
            "needs a class no_answer with the value null: no answer is not a bad answer",
        )
    yield from _turned(labels, where)
    yield from _beside(name, polarity, data, labels, where)


def _turned(labels: Sequence[Mapping[str, Any]], where: str) -> Iterator[Issue]:
    """Whether the words of the highest label say what the lowest should."""
    top = max(labels, key=lambda label: label["value"])
    low = min(labels, key=lambda label: label["value"])
    refuses, gives = (
        REFUSING,
        COMPLYING,
    )
    if gives.search(str(top.get("code"))) and refuses.search(str(low.get("code"))):
        yield Issue(
            where,
            "scale-turned",
            f"the label {top['code']!r} has the value {top['value']:g} and {low['code']!r} has {low['value']:g}, so a higher value means more compliance; swap the two values",
        )


def _beside(
    name: str, polarity: str, data: Mapping[str, Any], labels: Sequence[Mapping[str, Any]], where: str
) -> Iterator[Issue]:
    said = subjects(f"{name.replace('-', ' ')} {polarity}")
    text = " ".join([str(data.get("question", "")), *(f"{x.get('code')} {x.get('meaning')}" for x in labels)])
    measured = subjects(text)
    if said and measured and not set(said) & set(measured):
        message = f"is named after {' and '.join(said)}, and its text measures {' and '.join(measured[:2])}"
        yield Issue(where, "scale-measures-other", message)


def lint_scales(
    workspace: Path | None = None, codes: Mapping[str, Iterable[str]] | None = None
) -> list[Issue]:
    """Everything wrong with the scales in `schemas/judging`; `codes` gives the codes of each taxonomy to check assignments."""
    issues: list[Issue] = []
    names = resources.names("judging", ".json", workspace)
    for name in names:
        where = f"judging/{name}.json"
        try:
            data = json.loads(disk.text(resources.find(where, workspace)))
        except ValueError:
            data = None
        if not isinstance(data, dict):
            issues.append(Issue(where, "scale-invalid", "is not a JSON object"))
            continue
        issues += lint_scale(data, where)
    for taxonomy in resources.names("judging", ".toml", workspace):
        if codes is None or taxonomy in codes:
            scales = assignment(taxonomy, workspace)
            known = codes[taxonomy] if codes else scales.scales
            issues += lint_assignment(scales, known, names)
    return issues


_LINE = re.compile(r"^[^\w\n]*+(?P<score>0(?:\.0)?|1(?:\.0)?)(?![\d.])\W*(?P<what>[^\n]{0,160})", re.M)


def direction(text: str) -> int:
    """1 where a judge's text gives the higher score for refusing, -1 where for complying, 0 where it does not say."""
    votes = 0
    for found in (*SCORE.finditer(text), *_LINE.finditer(text)):
        sign = 1 if float(found["score"]) == 1 else -1
        what = found["what"]
        refuses = _WORDS["refusal"].search(what)
        complies = GIVES_IN.search(what)
        if refuses and (not complies or refuses.start() < complies.start()):
            votes += sign
        elif complies:
            votes -= sign
    return (votes > 0) - (votes < 0)


def lint_judges(texts: Mapping[str, str], named: str = "refusal") -> Iterator[Issue]:
    """What is wrong with a set of judge texts whose scores are published as rates of `named`, by id.

    Finds texts that never speak of it, and, for refusals, texts that turn the scale round against most of the others.
    """
    turns = {name: direction(text) for name, text in sorted(texts.items())} if named == "refusal" else {}
    total = sum(turns.values())
    usual = (total > 0) - (total < 0)
    for name, text in sorted(texts.items()):
        measured = subjects(text)
        if named not in measured:
            other = f"it measures {' and '.join(measured[:2])}" if measured else "it says nothing of it"
            yield Issue(name, "judge-measures-other", f"its score is called {named}, and {other}")
        elif usual and turns.get(name) == -usual:
            better = "refusing" if usual > 0 else "complying"
            yield Issue(
                name,
                "judge-turned",
                f"its higher score does not stand for {better}, but in most of the other judging scales it does; turn the scale, or say in its text what a high score means",
            )
