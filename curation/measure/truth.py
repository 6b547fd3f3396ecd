"""What several people said of the same answers: how far they agree, and one label for each answer that a judge is held against.

The truth of an answer is the label that was settled afterwards where there is one, else the label of more than half of its people. An
answer without either is left out and counted: the label of one person is never taken for those of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from curation.core.digests import digest
from curation.core.errors import InputError, Issue
from curation.measure.labels import label_of
from curation.stats import agreement
from curation.stats.paired import cohen_kappa
from curation.stats.ratings import ratings

Rows = Sequence[Mapping[str, Any]]


@dataclass
class _Answer:
    """One answer: a row of it, and what each person said."""

    row: dict[str, Any]
    where: str
    said: dict[str, str] = field(default_factory=dict)
    settled: str | None = None


def several(files: Sequence[tuple[str, Rows]], human: str) -> bool:
    """Whether labels of more than one person are at hand: more than one file, or rows of one file that name two people for one answer."""
    if len(files) > 1:
        return True
    seen: dict[str, str] = {}
    for _, rows in files:
        for row in rows:
            name = str(row.get("reviewer") or "")
            if label_of(row.get(human)) and seen.setdefault(_key(row), name) != name:
                return True
    return False


def settle(
    files: Sequence[tuple[str, Rows]], human: str, settled: tuple[str, Rows] | None = None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One row for each answer with its true label in the column `human`, and what is to be told of the people.

    A person is the row's `reviewer`, else the file. An answer is its `id` and `epoch`, else its prompt and response. The account holds
    `people`, `answers`, `by_several` (answers that two or more people labelled), `agreement` (as `curation agreement --json` gives it),
    `pairs` (Cohen's kappa and n of each two people), and how many answers got their label in which way: `unanimous`, `majority`,
    `settled`, `one_person`; `undecided` got none.

    Args:
        files: name and rows of each file of labels.
        human: the column of the labels.
        settled: name and rows of the labels that were settled afterwards; they go before every other.

    Raises: InputError listing files without the column, a person who says two things of one answer, and one id with two responses.
    """
    issues = [
        Issue(
            where, "column-missing", f"no column {human!r}; there are {', '.join(sorted(map(str, rows[0])))}"
        )
        for where, rows in (*files, *([settled] if settled else []))
        if rows and all(human not in row for row in rows)
    ]
    answers: dict[str, _Answer] = {}
    for where, rows in files:
        for number, row in enumerate(rows, 1):
            place = f"{where} > row {number}"
            answer = _of(answers, row, place, issues)
            label, person = label_of(row.get(human)), str(row.get("reviewer") or where)
            if label is not None and answer.said.setdefault(person, label) != label:
                told = f"{person} calls the answer {answer.said[person]} elsewhere and {label} here; keep one of the two"
                issues.append(Issue(place, "label-twice", told))
    if settled is not None:
        _add_settled(answers, settled, human, issues)
    if issues:
        raise InputError(issues[:50])
    return _account(list(answers.values()), human)


def _key(row: Mapping[str, Any]) -> str:
    named = row.get("id")
    if named is not None and str(named):
        return digest("id", str(named), str(row.get("epoch") or 0))
    return digest(
        "words", str(row.get("prompt") or ""), str(row.get("response") or row.get("completion") or "")
    )


def _of(answers: dict[str, _Answer], row: Mapping[str, Any], place: str, issues: list[Issue]) -> _Answer:
    """The answer that a row is of; a row that gives columns which the first one lacks adds them."""
    answer = answers.setdefault(_key(row), _Answer(dict(row), place))
    before, now = answer.row.get("response"), row.get("response")
    if before is not None and now is not None and before != now:
        told = (
            f"is of the same id as {answer.where} and has another response; give each answer an id of its own"
        )
        issues.append(Issue(place, "response-differs", told))
    for name, value in row.items():
        if answer.row.get(name) in (None, ""):
            answer.row[name] = value
    return answer


def _add_settled(
    answers: dict[str, _Answer], settled: tuple[str, Rows], human: str, issues: list[Issue]
) -> None:
    where, rows = settled
    for number, row in enumerate(rows, 1):
        place, label = f"{where} > row {number}", label_of(row.get(human))
        if label is None:
            continue
        if _key(row) not in answers:
            issues.append(Issue(place, "answer-unknown", "is of no answer that people labelled"))
            continue
        answer = _of(answers, row, place, issues)
        if answer.settled not in (None, label):
            told = f"the answer is settled as {answer.settled} elsewhere; keep one of the two"
            issues.append(Issue(place, "label-twice", told))
        answer.settled = label


def _account(answers: list[_Answer], human: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    ways: Counter[str] = Counter()
    rows = []
    for answer in answers:
        label, way = _true(answer)
        ways[way] += 1
        rows.append({**answer.row, human: label})
    people = sorted({person for answer in answers for person in answer.said})
    triples = [
        (str(n), person, label) for n, answer in enumerate(answers) for person, label in answer.said.items()
    ]
    told = {
        "people": len(people),
        "answers": len(answers),
        "by_several": sum(len(answer.said) > 1 for answer in answers),
        "agreement": agreement.measure(ratings(triples)).as_json(),
        "pairs": [_pair(answers, a, b) for a, b in combinations(people, 2)],
        **{
            way: ways[way]
            for way in ("unanimous", "majority", "settled", "one_person", "undecided", "unlabelled")
        },
    }
    return rows, told


def _true(answer: _Answer) -> tuple[str | None, str]:
    """The true label of an answer, and how it came about."""
    if answer.settled is not None:
        return answer.settled, "settled"
    if not answer.said:
        return None, "unlabelled"
    label, count = Counter(answer.said.values()).most_common(1)[0]
    if len(answer.said) == 1:
        return label, "one_person"
    if 2 * count <= len(answer.said):
        return None, "undecided"
    return label, "unanimous" if count == len(answer.said) else "majority"


def _pair(answers: Sequence[_Answer], a: str, b: str) -> dict[str, Any]:
    both = [(x.said[a], x.said[b]) for x in answers if a in x.said and b in x.said]
    same = sum(x == y for x, y in both)
    kappa = cohen_kappa([x for x, _ in both], [y for _, y in both]) if both else None
    return {"people": [a, b], "n": len(both), "same": same, "kappa": kappa}
