"""Hand-written conversations and open tasks: what a line says of them, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from curation.core.errors import Issue
from curation.core.items import rubric, turns
from curation.core.records import Candidate, Clause, Evidence, Message, Origin, RubricPoint
from curation.generation.context import candidate, quoted

NAME, VERSION = "author", "1"
Clauses = Mapping[str, list[Clause]]
"""Clauses by id and by citation in lower case; several where a citation names several."""


def words(value: Any) -> str:
    """A value of a file as text."""
    return "" if value is None else str(value).strip()


def clause_of(name: str, clauses: Clauses, where: str, issues: list[Issue]) -> Clause | None:
    """The one clause of an id or a citation; None, with an issue, where there is none or several."""
    known = clauses.get(name) or clauses.get(" ".join(name.split()).casefold()) or []
    if len(known) == 1:
        return known[0]
    message = (
        "is cited by several clauses; give the clause's id"
        if known
        else "is not among the clauses; ids and citations: curation show ingest"
    )
    cited = name if len(name) <= 60 else f"{name[:57]}…"
    issues.append(Issue(where, "clause-unknown", f"the clause it cites, {cited!r}, {message}"))
    return None


def quote_of(clause: Clause, quote: str, where: str, issues: list[Issue]) -> Evidence | None:
    """The evidence of a quote; None where none is given or, with an issue, where it is not in the clause."""
    found = quoted(clause, quote) if quote else None
    if quote and found is None:
        message = "its quote is not in the clause; copy it word for word"
        issues.append(Issue(where, "quote-not-verbatim", message))
    return found


def conversation(line: Mapping[str, Any], where: str, issues: list[Issue]) -> tuple[str, list[Message], str]:
    """The user's words, the turns and the policy text of a line; empty, with an issue, where the turns are not sound."""
    read = turns.read(line.get("messages"))
    if isinstance(read, str):
        issues.append(Issue(where, "turns-unreadable", read))
        return "", [], ""
    if message := turns.problem(read):
        issues.append(Issue(where, "turns-order", message))
    text, policy = turns.of_user(read), words(line.get("policy"))
    if (given := words(line.get("text"))) and given != text:
        message = (
            "its text is not what the user says in the turns; leave the text out, it follows from the turns"
        )
        issues.append(Issue(where, "turns-text", message))
    if policy and not any(turn.role == "system" and policy in turn.content for turn in read):
        message = (
            "its policy text stands in no system turn, so a model is not given it; put it there word for word"
        )
        issues.append(Issue(where, "policy-not-shown", message))
    return text, read, policy


def task(
    line: Mapping[str, Any], dataset: str, clauses: Clauses | None, categories: Sequence[str], where: str, issues: list[Issue]
) -> Candidate | None:  # fmt: skip
    """The candidate of a line with a situation, an instruction and a rubric; None, with issues, where one of them is missing.

    The clauses of the points are clauses of the task. A point may carry a `quote` of its first clause: it becomes evidence.

    Args:
        line: The fields of one line.
        dataset: The slug of the dataset that the task is for.
        clauses: Clauses that may be cited; None checks no citation.
        categories: The qualified codes of the task.
        where: File and number of the line, for issues.
        issues: What is wrong is added here.
    """
    text, instruction = words(line.get("text")), words(line.get("instruction"))
    missing = [name for name, value in (("situation", text), ("instruction", instruction)) if not value]
    for name in missing:
        issues.append(
            Issue(where, "task-part-missing", f"a task has no {name}; write it in the column {name}")
        )
    if line.get("stem") or line.get("options"):
        issues.append(Issue(where, "task-question", "has a rubric and options; a task has no options"))
    made, cited, quotes = _rubric(line.get("rubric"), clauses, where, issues)
    for name in _listed(line.get("clause")):
        if clauses is not None and (found := clause_of(name, clauses, where, issues)):
            cited[found.id] = found
    if missing or not made:
        return None
    return candidate(
        dataset=dataset,
        kind="task",
        origin=Origin(generator=NAME, version=VERSION, template="import"),
        clauses=list(cited.values()),
        categories=categories,
        quotes=quotes,
        text=text,
        instruction=instruction,
        rubric=made,
        rules=list(dict.fromkeys(rule for point in made for rule in point.rules)),
        language=words(line.get("language")) or "en",
    )


def _listed(value: Any) -> list[str]:
    """Several names: of a list, or of a text with semicolons between them."""
    pieces = value if isinstance(value, list) else words(value).split(";")
    return [words(piece) for piece in pieces if words(piece)]


def _rubric(
    value: Any, clauses: Clauses | None, where: str, issues: list[Issue]
) -> tuple[list[RubricPoint], dict[str, Clause], list[Evidence]]:
    """The points of a line, the clauses that they rest on by id, and the quotes of these."""
    given = rubric.from_text(value) if isinstance(value, str) else value
    if isinstance(given, str) or not isinstance(given, list) or not given:
        message = (
            given if isinstance(given, str) else "has no rubric; give a list of points, or one point a line"
        )
        issues.append(Issue(where, "rubric-unreadable", message))
        return [], {}, []
    made: list[RubricPoint] = []
    cited: dict[str, Clause] = {}
    quotes: list[Evidence] = []
    for number, one in enumerate(given, 1):
        place = f"{where} > point {number}"
        point, quote = _point(one, number, place, issues)
        if point is None:
            continue
        found = [] if clauses is None else [clause_of(name, clauses, place, issues) for name in point.clauses]
        known = [clause for clause in found if clause is not None]
        cited |= {clause.id: clause for clause in known}
        if known and (evidence := quote_of(known[0], quote, place, issues)):
            quotes.append(evidence)
        ids = [clause.id for clause in known] if clauses is not None else point.clauses
        made.append(point.model_copy(update={"clauses": ids}))
    for name, message in rubric.problems(made):
        issues.append(
            Issue(
                f"{where} > point {name}" if name else where,
                "rubric-unsound",
                f"the rubric {message}" if not name else message,
            )
        )
    return made, cited, quotes


def _point(value: Any, number: int, where: str, issues: list[Issue]) -> tuple[RubricPoint | None, str]:
    """A point and its quote, from a record or from an object of a file."""
    if isinstance(value, RubricPoint):
        return value, ""
    if not isinstance(value, Mapping):
        issues.append(Issue(where, "point-invalid", "is no point; write it as an object with text and role"))
        return None, ""
    parts = {k: v for k, v in value.items() if k not in ("quote", "clause") and v not in (None, "")}
    parts.setdefault("id", f"p{number}")
    parts.setdefault("text", "")
    for name in ("clauses", "rules", "match"):
        if name in parts or (name == "clauses" and value.get("clause")):
            parts[name] = _listed(parts.get(name) or value.get("clause"))
    try:
        return RubricPoint.model_validate(parts), words(value.get("quote"))
    except ValidationError as error:
        for each in error.errors():
            message = f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
            issues.append(Issue(where, "point-invalid", message))
        return None, ""
