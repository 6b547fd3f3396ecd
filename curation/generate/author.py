"""Hand-written items: from lines of any file into the same lineage as machine-made ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from curation.errors import InputError, Issue
from curation.generate.context import candidate
from curation.generate.llm import find_quote
from curation.records import Candidate, Clause, Evidence, Origin

NAME, VERSION = "author", "1"
FIELDS = (
    "id", "text", "stem", "options", "answer", "explanation", "category", "clause", "quote", "language", "parent",
    "variant", "benign",
)  # fmt: skip
"""The fields that a column can be mapped to."""


def bring_in(
    records: Iterable[Mapping[str, Any]],
    dataset: str,
    columns: Mapping[str, str] | None = None,
    clauses: Mapping[str, Clause] | None = None,
    category: str = "",
) -> list[Candidate]:
    """Candidates of hand-written lines. `columns` says which column holds a field where the names differ.

    `options` is a list, or a text with one option a line or separated by ` | `; `answer` is a letter, a 1-based number or
    the text of an option. With `clauses` every quote has to stand in its clause.

    Raises: InputError with everything that is wrong with any line.
    """
    mapped = dict(columns or {})
    issues = [
        Issue("columns", "field-unknown", f"{name!r} is no field; there are {', '.join(FIELDS)}")
        for name in sorted(set(mapped) - set(FIELDS))
    ]
    if issues:
        raise InputError(issues)
    made: list[Candidate] = []
    ids: dict[str, str] = {}
    for number, record in enumerate(records, 1):
        line = {name: record.get(mapped.get(name, name)) for name in FIELDS}
        found: list[Issue] = []
        one = _candidate(line, dataset, clauses or {}, category, f"line {number}", ids, found)
        issues += found
        if one is not None and not found:
            made.append(one)
            if line["id"] not in (None, ""):
                ids[str(line["id"])] = one.id
    if issues:
        raise InputError(issues)
    return made


def _candidate(
    line: Mapping[str, Any], dataset: str, clauses: Mapping[str, Clause], category: str, where: str,
    ids: Mapping[str, str], issues: list[Issue],
) -> Candidate | None:  # fmt: skip
    cited, quotes = _cited(line, clauses, where, issues)
    stem, text = _words(line["stem"]), _words(line["text"])
    options = options_of(line["options"])
    question = bool(stem or options)
    if not stem and not text:
        issues.append(
            Issue(where, "item-empty", "has neither a text nor a stem; write one or remove the line")
        )
        return None
    answer = answer_of(line["answer"], options) if question else None
    if question and answer is None:
        issues.append(
            Issue(where, "answer-unknown", "the key is none of the options; give its letter, number or text")
        )
    parent = _words(line["parent"])
    if parent and parent not in ids:
        issues.append(Issue(where, "parent-unknown", "its parent is no earlier line of the file"))
    categories = [c for c in (_words(line["category"]) or category).split() if c]
    return candidate(
        dataset=dataset,
        kind="question" if question else "prompt",
        origin=Origin(generator=NAME, version=VERSION, template="import"),
        clauses=cited,
        categories=categories,
        quotes=quotes,
        text="" if question else text,
        stem=stem,
        options=options,
        answer=answer,
        explanation=_words(line["explanation"]),
        parent=ids.get(parent),
        variant=_words(line["variant"]) or "base",
        benign=_words(line["benign"]).lower() in ("true", "yes", "1"),
        language=_words(line["language"]) or "en",
    )


def _cited(
    line: Mapping[str, Any], clauses: Mapping[str, Clause], where: str, issues: list[Issue]
) -> tuple[list[Clause], list[Evidence]]:
    name, quote = _words(line["clause"]), _words(line["quote"])
    if not name:
        return [], []
    clause = clauses.get(name)
    if clause is None:
        issues.append(Issue(where, "clause-unknown", "the clause it cites is not among the clauses"))
        return [], []
    found = find_quote(clause, quote) if quote else None
    if quote and found is None:
        issues.append(
            Issue(where, "quote-not-verbatim", "its quote is not in the clause; copy it word for word")
        )
    return [clause], [found] if found else []


def _words(value: Any) -> str:
    return "" if value is None else str(value).strip()


def options_of(value: Any) -> list[str]:
    """A list of options from a list, or from a text with one option a line or separated by ` | `."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(option).strip() for option in value]
    text = _words(value)
    pieces = text.splitlines() if "\n" in text else text.split(" | ")
    return [piece.strip() for piece in pieces if piece.strip()]


def answer_of(value: Any, options: Sequence[str]) -> int | None:
    """Index of the keyed option: by its text, its letter or its 1-based number; None when it names none."""
    text = _words(value)
    if text in options:
        return options.index(text)
    index = -1
    if text.isdigit():
        index = int(text) - 1
    elif len(text) == 1 and text.isalpha():
        index = ord(text.upper()) - ord("A")
    return index if 0 <= index < len(options) else None
