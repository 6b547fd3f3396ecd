"""Gold items that a maintainer writes: one JSON object a line, checked all at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from curation.core.digests import digest
from curation.core.errors import InputError, Issue
from curation.core.files import disk
from curation.core.items import item_content, rubric, turns
from curation.core.records import Message, ReviewItem, RubricPoint
from curation.review.board import presentation


class Written(BaseModel):
    """A line of the file: an item as it is to be shown, and what is to be said of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dataset: str = Field(min_length=1)
    kind: Literal["mapping", "prompt", "question", "task"]
    clause: str = Field(min_length=1)
    citation: str = ""
    context: str = ""
    categories: list[str] = Field(min_length=1)
    text: str = ""
    messages: list[Message] = []
    policy: str = ""
    instruction: str = ""
    rubric: list[RubricPoint] = []
    benign: bool = False
    stem: str = ""
    options: list[str] = []
    answer: int | str | None = None
    explanation: str = ""
    verdict: Literal["accept", "revise", "reject"]
    fault: str = ""
    labels: list[str] = []

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.kind == "prompt" and not self.text.strip() and not self.messages:
            raise ValueError("a prompt needs text")
        if self.messages and (self.kind != "prompt" or self.text or turns.problem(self.messages)):
            raise ValueError(
                turns.problem(self.messages) or "messages stand in the place of the text of a prompt"
            )
        if self.kind == "task":
            if not self.text.strip() or not self.instruction.strip():
                raise ValueError("a task needs text (the situation) and instruction")
            if wrong := rubric.problems(self.rubric):
                raise ValueError(f"the rubric, {wrong[0][0] or 'whole'}: {wrong[0][1]}")
        if self.kind == "question":
            if not self.stem.strip() or len(self.options) < 2 or len(set(self.options)) != len(self.options):
                raise ValueError("a question needs a stem and at least two different options")
            if self.key is None:
                raise ValueError("answer must be a letter of an option, or its number from 0")
        if self.fault and self.verdict == "accept":
            raise ValueError("an item with a fault cannot be accepted; give verdict reject or revise")
        return self

    @property
    def key(self) -> int | None:
        """The number of the marked option."""
        if isinstance(self.answer, str):
            place = presentation.LETTERS.find(self.answer.strip().upper()) if self.answer.strip() else -1
        else:
            place = -1 if self.answer is None else self.answer
        return place if 0 <= place < len(self.options) else None


def read(path: Path, names: Callable[[str], str] = str) -> list[ReviewItem]:
    """The gold items of a file. `names` turns a code into the name that people know it by (for clauses).

    Raises: InputError naming every line that cannot be used, and why.
    """
    try:
        lines = disk.text(path).splitlines()
    except (OSError, disk.Unusable) as error:
        raise InputError.one(str(path), "gold-unreadable", f"cannot be read: {error}") from error
    items: list[ReviewItem] = []
    issues: list[Issue] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path.name} > line {number}"
        try:
            items.append(_item(Written.model_validate(json.loads(line)), names))
        except json.JSONDecodeError as error:
            issues.append(Issue(place, "gold-unreadable", f"is not a JSON object: {error}"))
        except ValidationError as error:
            issues += [Issue(f"{place}{_where(e)}", "gold-invalid", _message(e)) for e in error.errors()]
    if not items and not issues:
        issues.append(Issue(path.name, "gold-invalid", "holds no item"))
    if issues:
        raise InputError(issues)
    return items


def _where(error: Any) -> str:
    return "".join(f" > {part}" for part in error["loc"])


def _message(error: Any) -> str:
    return str(error["msg"]).removeprefix("Value error, ")


def _item(written: Written, names: Callable[[str], str]) -> ReviewItem:
    shown: dict[str, JsonValue] = {
        "citation": written.citation, "clause": written.clause, "context": written.context,
        "categories": list(written.categories), "findings": "",
    }  # fmt: skip
    if written.kind == "prompt":
        shown |= {"text": written.text or turns.of_user(written.messages), "benign": written.benign}
        if written.messages:
            shown |= {"messages": [turn.model_dump(mode="json") for turn in written.messages]}
        if written.policy:
            shown |= {"policy": written.policy}
    elif written.kind == "task":
        shown |= {
            "text": written.text, "instruction": written.instruction,
            "rubric": [point.model_dump(mode="json") for point in written.rubric],
            "point_citations": {point.id: written.citation for point in written.rubric},
        }  # fmt: skip
    elif written.kind == "question":
        shown |= {
            "stem": written.stem, "options": list(written.options), "answer": written.key,
            "explanation": written.explanation, "pool": [],
        }  # fmt: skip
    else:
        shown |= {
            "names": [names(c) for c in written.categories],
            "evidence": ["" for _ in written.categories],
            "taxonomy": written.categories[0].partition(":")[0],
        }
    # Parts that came later count where a line has them, so that the items of earlier files keep their names.
    body = {k: v for k, v in written.model_dump(mode="json").items() if v or k not in item_content.LATER}
    shown["fingerprint"] = digest(body)
    subject = f"gold-{digest('written', body)[:12]}"
    made = presentation.freeze("", written.kind, subject, written.dataset, shown, 2, 0.0, [])
    answer: dict[str, JsonValue] = {"verdict": written.verdict}
    if written.verdict == "accept":
        answer["labels"] = list(written.labels or written.categories)
        if written.kind == "question":
            answer["answer"] = written.key
    if written.fault:
        answer["fault"] = written.fault
    return made.model_copy(update={"gold": answer})
