"""How people answered the questions of a release before they saw the provision: the baseline beside models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from curation.core.errors import InputError
from curation.core.files import disk
from curation.measure.release import ReleaseFolder, family
from curation.measure.settings import Settings
from curation.stats.paired import clustered_rate


class _Answer(NamedTuple):
    person: str
    family: str
    item: str
    right: bool


def baseline(release: ReleaseFolder, settings: Settings) -> dict[str, Any] | None:
    """The share of right first answers, closed book and open book, of the people who judged; None where the release holds none.

    The answers are those of the review's first stages (`audit.json`), before key and explanation were shown. Items whose options or key a
    decision changed afterwards are left out. Both the families of items and the people are clusters; the wider of the two intervals is given.

    Returns: `closed` and `open`, each None or `value`, `low`, `high`, `k`, `n` answers, `n_people`, `n_items`.

    Raises: InputError when `audit.json` cannot be read.
    """
    place = release.folder / "audit.json"
    if not place.is_file():
        return None
    try:
        audit = json.loads(disk.text(place))
        judgements, decisions = list(audit["judgements"]), list(audit["decisions"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError.one(str(place), "audit-unreadable", f"is no audit of a release: {error}") from error
    keys = {row.id: (row.answer, family(row)) for row in release.rows() if row.kind == "question"}
    changed = {d.get("row") for d in decisions if {"options", "answer"} & set(d.get("edited") or ())}
    answers: dict[str, list[_Answer]] = {"closed": [], "open": []}
    for judgement in judgements:
        row = judgement.get("row")
        if (
            row not in keys
            or row in changed
            or not judgement.get("counts")
            or judgement.get("role") != "annotator"
        ):
            continue
        key, group = keys[row]
        told = {"closed": (judgement.get("answers") or {}).get("closed"), "open": judgement.get("answer")}
        for stage, answer in told.items():
            if answer is not None:
                answers[stage].append(_Answer(str(judgement.get("reviewer")), group, row, answer == key))
    if not any(answers.values()):
        return None
    return {stage: _share(told, settings) for stage, told in answers.items()}


def _share(told: Sequence[_Answer], settings: Settings) -> dict[str, Any] | None:
    if not told:
        return None
    right = [a.right for a in told]
    by_item, _ = clustered_rate(right, [a.family for a in told], settings.confidence)
    by_person, _ = clustered_rate(right, [a.person for a in told], settings.confidence)
    lows = [r.low for r in (by_item, by_person) if r.low is not None]
    highs = [r.high for r in (by_item, by_person) if r.high is not None]
    return {
        "value": by_item.value,
        "low": min(lows, default=None),
        "high": max(highs, default=None),
        "k": by_item.k,
        "n": by_item.n,
        "n_people": len({a.person for a in told}),
        "n_items": len({a.item for a in told}),
    }


def sentence(stage: str, share: dict[str, Any]) -> str:
    """What a reader is told of the people's answers."""
    span = "" if share["low"] is None else f" [{100 * share['low']:.1f}, {100 * share['high']:.1f}]"
    book = "before they saw the provision" if stage == "closed" else "with the provision open"
    return f"People {book}: {100 * share['value']:.1f}{span} % right ({share['n']} answers of {share['n_people']} people to {share['n_items']} items)."
