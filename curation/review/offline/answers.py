"""A file of answers, read strictly: it comes from a browser or a spreadsheet on a machine we do not know."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, Issue, visible
from curation.core.files import disk
from curation.review.offline.screens import FORMAT, VERSION

LARGEST = 64_000_000
"""Most bytes of a file of answers."""
LONGEST = 86_400.0
"""Most seconds that one answer may claim."""


@dataclass(frozen=True)
class SavedAnswer:
    """One item's answer: the same parts as an annotation on a server."""

    project: str
    item: str
    result: Sequence[Mapping[str, Any]]
    seconds: float | None = None


@dataclass(frozen=True)
class SavedAnswers:
    """What a file holds."""

    ticket: str
    answers: Sequence[SavedAnswer]


def read(path: Path) -> SavedAnswers:
    """The answers of a file that a page saved.

    Raises: InputError listing everything in the file that is not as a page saves it.
    """
    place = path.name
    if path.stat().st_size > LARGEST:
        raise InputError.one(
            place, "answers-size", f"is larger than {LARGEST // 1_000_000} MB; no page saves such a file"
        )
    try:
        data = json.loads(disk.text(path), parse_constant=lambda _: None)
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError.one(
            place, "answers-format", "holds half a character (a lone \\ud8…), which no page saves"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError.one(place, "answers-format", "is not a file of answers (it is not JSON)") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError.one(place, "answers-format", "is not a file of answers that a review page saved")
    if data.get("version") != VERSION:
        raise InputError.one(
            place, "answers-version", f"was saved by a page of version {visible(str(data.get('version')))}"
        )
    return checked(place, data.get("ticket"), data.get("answers"))


def checked(place: str, ticket: Any, given: Any) -> SavedAnswers:
    """Ticket and answers when they have the right shape; `place` names the file.

    Raises: InputError with one issue for each answer that has not, and for an item answered twice.
    """
    issues: list[Issue] = []
    answers: list[SavedAnswer] = []
    if not isinstance(ticket, str) or not ticket:
        issues.append(
            Issue(
                place,
                "answers-ticket",
                "has no ticket, so nobody knows whose answers these are; take the file that the page saved",
            )
        )
    if not isinstance(given, list):
        issues.append(Issue(place, "answers-format", "holds no list of answers"))
        given = []
    for number, one in enumerate(given, 1):
        answer = _answer(one)
        if answer is None:
            issues.append(
                Issue(f"{place} > answer {number}", "answers-format", "is not an answer that a page saves")
            )
        else:
            answers.append(answer)
    for (_, item), times in Counter((a.project, a.item) for a in answers).items():
        if times > 1:
            issues.append(
                Issue(
                    f"{place} > {visible(item)}",
                    "answers-twice",
                    f"is answered {times} times; keep one answer",
                )
            )
    if issues:
        raise InputError(issues)
    return SavedAnswers(str(ticket), answers)


def _answer(one: Any) -> SavedAnswer | None:
    if not isinstance(one, dict):
        return None
    project, item, result = one.get("project"), one.get("item"), one.get("result")
    if not isinstance(project, str) or not isinstance(item, str) or not isinstance(result, list):
        return None
    if not all(isinstance(part, dict) for part in result):
        return None
    seconds = one.get("seconds")
    known = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds <= LONGEST
    return SavedAnswer(project, item, result, float(seconds) if known else None)  # type: ignore[arg-type]
