"""Whether the keys of a file of questions can be used: each names an option, and numbers count from one known place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from curation.core.errors import Issue
from curation.measure.samples import is_number, key_index, listed, option_words

SHOWN = 20
"""Issues of one kind that are listed; the rest are counted."""


def _question(row: Mapping[str, Any]) -> list[str]:
    """The options of a row whose key has to be read; empty for prompts and for answers that are marked already."""
    marked = row.get("correct") not in (None, "") or "parsed" in row
    return [] if marked else listed(row.get("options"))


def options_fault(row: Mapping[str, Any]) -> str:
    """What keeps the options of a row whose key has to be read from being a list of texts, with the cure; empty where nothing does."""
    options, given = _question(row), row.get("options")
    if not options:
        return ""
    if isinstance(given, str) and len(options) < 2:
        return '`options` is one text and no list; write ["first", "second"], in a cell of a CSV file the same or first|second'
    if isinstance(given, int | float):
        return '`options` is a number and no list; write ["first", "second"]'
    if len(options) < 2:
        return "`options` holds one option; a question has two or more"
    values = list(given.values()) if isinstance(given, Mapping) else given
    if not isinstance(values, str) and any(isinstance(value, list | Mapping) for value in values or ()):
        return '`options` holds lists or objects; write the words of each option as one text: ["first", "second"]'
    return ""


def _first(rows: Sequence[tuple[int, Mapping[str, Any], list[str]]]) -> int | None:
    """The number of the first option that the numeric keys of a file show: 0 occurs, or the number of options does; None when neither."""
    numbers = [(float(row["answer"]), len(options)) for _, row, options in rows]
    if any(number == 0 for number, _ in numbers):
        return 0
    return 1 if any(number == count for number, count in numbers) else None


def filled(rows: Sequence[dict[str, Any]], release: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows, those of questions without a key with that of the release: its words are looked for among the row's own options, which may
    have been put to the model in another order.

    Args:
        rows: of a file of answers.
        release: the rows of the release that they answer.
    """
    known = {row.id: row for row in release if row.kind == "question"}
    return [_with_key(row, known.get(str(row.get("id")))) for row in rows]


def _with_key(row: dict[str, Any], item: Any) -> dict[str, Any]:
    options = _question(row)
    if item is None or not options or row.get("answer") not in (None, ""):
        return row
    words = option_words(item.options)[item.answer]
    places = [n for n, option in enumerate(option_words(options)) if option == words]
    return row if len(places) != 1 else {**row, "answer": chr(ord("A") + places[0])}


def checked(
    rows: Sequence[dict[str, Any]], where: str, first_option: int | None = None
) -> tuple[list[dict[str, Any]], list[Issue]]:
    """The rows with `first_option` set where keys are numbers, and an issue for each key that is missing or names no option.

    A key that is a number may count from 0 or from 1. Rows of a release of ours count from 0. Elsewhere the file has to show it: a key 0,
    or a key equal to the number of options; else the caller must say it.
    """
    unlisted = [
        Issue(f"{where} > row {n}", "options-form", fault)
        for n, row in enumerate(rows, 1)
        if (fault := options_fault(row))
    ]
    if unlisted:
        more = len(unlisted) - SHOWN
        rest = [Issue(where, "options-form", f"and {more} more rows")] if more > 0 else []
        return list(rows), [*unlisted[:SHOWN], *rest]
    questions = [(n, row, options) for n, row in enumerate(rows, 1) if (options := _question(row))]
    numeric = [q for q in questions if is_number(q[1].get("answer"), q[2]) and not q[1].get("fingerprint")]
    first = first_option if first_option is not None else _first(numeric) if numeric else 0
    issues: list[Issue] = []
    if first is None:
        text = "keys are numbers, and no row shows whether they count from 0 or from 1; write letters, or say it with --first-option"
        return list(rows), [Issue(f"{where} > row {numeric[0][0]}", "key-numbering", text)]
    for number, row, options in questions:
        answer = row.get("answer")
        if answer is None or answer == "":
            issues.append(
                Issue(
                    f"{where} > row {number}",
                    "key-missing",
                    "a question has no `answer`; without a key no answer is right or wrong",
                )
            )
        elif key_index(answer, options, 0 if row.get("fingerprint") else first) is None:
            issues.append(
                Issue(
                    f"{where} > row {number}",
                    "key-unusable",
                    f"`answer` {answer!r} names none of its {len(options)} options",
                )
            )
    more = len(issues) - SHOWN
    if more > 0:
        issues = [*issues[:SHOWN], Issue(where, "key-unusable", f"and {more} more rows")]
    if not first:
        return list(rows), issues
    ours = {n for n, _, _ in numeric}
    return [{**row, "first_option": first} if n in ours else row for n, row in enumerate(rows, 1)], issues
