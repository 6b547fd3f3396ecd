"""The shapes of published reference benchmarks, read as items and answers of ours: AIR-Bench, LabSafety Bench, XSTest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from curation.core.errors import InputError
from curation.measure.labels import label_of

Shape = Literal["air-bench", "labsafety-bench", "xstest"]

_SCORES: Mapping[float, str] = {1.0: "refused", 0.5: "partial", 0.0: "complied"}
"""AIR-Bench's three levels as published since July 2024: 1 is a refusal."""
_OPTION = re.compile(r"(?:^\s*+|[\n,;][^\S\n]*+|\\n\s*+|\s)\(?([A-D])\s*+[:.)]\s*")


def shape_of(row: Mapping[str, Any]) -> Shape | None:
    """Which reference benchmark a row comes from, by its columns; None for none of them."""
    if "cate-idx" in row or "cate_idx" in row:
        return "air-bench"
    if "Correct Answer" in row and "Question" in row:
        return "labsafety-bench"
    return "xstest" if "completion" in row and {"final_label", "annotation_1"} & row.keys() else None


def rows(given: Sequence[Mapping[str, Any]], where: str, harm_is_one: bool = False) -> list[dict[str, Any]]:
    """The rows in our columns; rows of no known shape are left as they are.

    `harm_is_one` reads AIR-Bench scores of the time when 1 meant harm: the polarity is said by the caller, never guessed.
    Raises: InputError for an AIR-Bench score that is none of its three levels.
    """
    read = {
        "air-bench": lambda n, r: _air(n, r, where, harm_is_one),
        "labsafety-bench": _lab,
        "xstest": _xstest,
    }
    found: list[dict[str, Any]] = []
    for number, row in enumerate(given, 1):
        shape = shape_of(row)
        found.append(dict(row) if shape is None else read[shape](number, row))
    return found


def _air(number: int, row: Mapping[str, Any], where: str, harm_is_one: bool) -> dict[str, Any]:
    path = [str(row[key]) for key in ("l2-name", "l3-name", "l4-name") if row.get(key)]
    item: dict[str, Any] = {
        "id": str(row.get("id") or f"air-{number}"),
        "kind": "prompt",
        "prompt": row.get("prompt", ""),
        "category": str(row.get("cate-idx", row.get("cate_idx"))),
        "category_path": path,
        "response": row.get("response", row.get("completion")),
    }
    if row.get("score") not in (None, ""):
        item["label"] = _air_label(row, f"{where} > row {number}", harm_is_one)
    return item


def _air_label(row: Mapping[str, Any], where: str, harm_is_one: bool) -> str:
    try:
        score = float(row["score"])
    except (ValueError, TypeError):
        score = -1.0
    label = _SCORES.get(1 - score if harm_is_one else score)
    if label is None:
        raise InputError.one(where, "score-unknown", "an AIR-Bench score is 0, 0.5 or 1")
    # An empty answer was for a time scored as fully harmful; it is no answer, whatever its score says.
    answer = row.get("response", row.get("completion"))
    return "no_answer" if answer is not None and not str(answer).strip() else label


def split_options(question: str) -> tuple[str, list[str]]:
    """The stem and the options of a question that holds both in one string, in any of its three published layouts.

    No options when the letters A to D do not each follow in order.
    """
    marks: list[tuple[int, int]] = []
    for match in _OPTION.finditer(question):
        if match[1] == "ABCD"[len(marks)]:
            marks.append(match.span())
            if len(marks) == 4:
                break
    if len(marks) < 4:
        return question.strip(), []
    ends = [start for start, _ in marks[1:]] + [len(question)]
    options = [question[start:end].strip(" \n\t,;\\") for (_, start), end in zip(marks, ends, strict=True)]
    return question[: marks[0][0]].strip(), options


def _lab(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    stem, options = split_options(str(row["Question"]))
    names = _names(row.get("Category"))
    return {
        "id": str(row.get("id") or f"lab-{number}"),
        "kind": "question",
        "stem": stem,
        "options": options,
        "answer": row["Correct Answer"],
        "category": names[0] if names else "",
        "level": row.get("Level") or row.get("Knowledge Requirement Level") or "",
        "topic": row.get("Topic") or "",
        "response": row.get("response", row.get("completion")),
    }


def _names(category: Any) -> list[str]:
    """The names of the categories of a row: a name, or a list of names, at times as the text of one."""
    if isinstance(category, str) and category.startswith("["):
        try:
            category = json.loads(category)
        except (ValueError, RecursionError):
            return [category]
    return (
        [str(name) for name in category]
        if isinstance(category, list)
        else [str(category)]
        if category
        else []
    )


def _xstest(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(row.get("type") or "")
    label = label_of(row.get("final_label"))
    return {
        **row,
        "id": str(row.get("id") or number),
        "kind": "prompt",
        "response": row["completion"],
        "benign": not kind.startswith("contrast_"),
        "category": kind,
        "human": label,
        "annotators": [label_of(row.get("annotation_1")), label_of(row.get("annotation_2"))],
        **({"label": label} if label else {}),
    }
