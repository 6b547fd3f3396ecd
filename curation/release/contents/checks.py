"""Checks of finished rows, used by the gates before a release is written and by `verify` ever after.

Each gives `(place, what is wrong)` pairs and never repeats a passage of a document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from curation.core.digests import digest, fold
from curation.core.items import rubric, turns

if TYPE_CHECKING:
    import polars as pl

    from curation.release.contents.quotation import Passages

Found = Iterable[tuple[str, str]]


def keys(rows: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Rows without the content their kind asks for, or whose key is not exactly one of at least two different options."""
    columns = ("id", "kind", "text", "stem", "options", "answer")
    yield from _open_items(rows)
    for row, kind, text, stem, options, answer in rows.select(columns).iter_rows():
        if kind != "question":
            if not text.strip() or stem or options or answer is not None:
                yield row, f"a {kind} has a text and nothing of a question"
            continue
        if not stem.strip() or text:
            yield row, "a question has a stem and no prompt text"
        folded = [fold(option).casefold() for option in options]
        if len(folded) < 2 or not all(folded):
            yield row, f"has {len([f for f in folded if f])} options with text, needs two or more"
        if answer is None or not 0 <= answer < len(options):
            yield row, f"its key {answer} is none of {len(options)} options"
        elif folded.count(folded[answer]) != 1:
            yield row, "its keyed option occurs more than once"
        elif len(set(folded)) != len(folded):
            yield row, "two of its options are the same"


def _open_items(rows: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Conversations whose turns are not sound or are not what the text says, and tasks without a sound rubric."""
    columns = ("id", "kind", "text", "messages", "policy", "instruction", "rubric", "clauses")
    for row, kind, text, messages, policy, instruction, points, cited in rows.select(columns).iter_rows():
        if messages or policy:
            yield from ((row, problem) for problem in _turns(kind, text, messages, policy))
        if kind != "task":
            if instruction or points:
                yield row, f"a {kind} has no instruction and no rubric"
            continue
        if not instruction.strip():
            yield row, "a task has an instruction"
        try:
            known = rubric.points(points)
        except ValueError:  # a release of somebody else: pydantic's error is one
            yield row, "its rubric is no list of points"
            continue
        yield from (
            (row, f"its rubric, {name or 'whole'}: {problem}") for name, problem in rubric.problems(known)
        )
        if any(name not in cited for point in known for name in point.clauses):
            yield row, "a point of its rubric rests on a clause that the row does not name"


def _turns(kind: str, text: str, messages: Sequence[Mapping[str, Any]], policy: str) -> Iterator[str]:
    if kind != "prompt":
        yield f"a {kind} has no turns"
    if problem := turns.problem(messages):
        yield problem
    if text != turns.of_user(messages):
        yield "its text is not what the user says in the turns"
    if policy and not any(turn["role"] == "system" and policy in turn["content"] for turn in messages):
        yield "its policy text stands in no system turn"


def content_key(
    kind: str, text: str, stem: str, options: Collection[str], messages: Sequence[Mapping[str, Any]] = (), instruction: str = "",
    pictures: Sequence[Mapping[str, Any]] = (),
) -> str:  # fmt: skip
    """What two rows share when they ask the same: folded words, options in any order; of a conversation every turn, since
    the forms of one prompt share what the user says; and the pictures, since the same words over another ask for something else.

    Args:
        kind: The kind of item.
        text: The words of a prompt.
        stem: The words of a question.
        options: In any order.
        messages: The turns of a conversation, each with role and content.
        instruction: What an open task asks for.
        pictures: Each with its digest.
    """
    folded = sorted(fold(option).casefold() for option in options)
    more = [[turn["role"], fold(turn["content"]).casefold()] for turn in messages]
    more += [[fold(instruction).casefold()]] if instruction else []
    more += [["pictures", *(one["sha256"] for one in pictures)]] if pictures else []
    return digest(kind, fold(text).casefold(), fold(stem).casefold(), folded, *more)


def duplicates(rows: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Rows whose content an earlier row (by id) already has."""
    first: dict[str, str] = {}
    columns = ("id", "kind", "text", "stem", "options", "messages", "instruction", "pictures")
    for row, *content in rows.select(columns).sort("id").iter_rows():
        if (other := first.setdefault(content_key(*content), row)) != row:
            yield row, f"has the same content as {other}"


def families(rows: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """Rows that are in another split than an earlier row (by id) of their family."""
    split: dict[str, str] = {}
    for row, family, where in rows.select("id", "family", "split").sort("id").iter_rows():
        if split.setdefault(family, where) != where:
            yield row, f"is in split {where}, its family in {split[family]}"


def citations(
    rows: pl.DataFrame,
    clauses: pl.DataFrame,
    candidates: Mapping[str, Mapping[str, Any]],
    uncited: bool = False,
) -> Iterator[tuple[str, str]]:
    """Links to clauses that do not hold: unknown clause, no citation, evidence that is not in the clause's words now.

    A row without any clause is one of them, unless `uncited`.
    """
    cited = {c for found in rows["clauses"].to_list() for c in found}
    known = clauses.filter(clauses["id"].is_in(list(cited))).select("id", "citation", "sha256", "text")
    clause = {c[0]: c[1:] for c in known.iter_rows()}
    for row in rows["id"]:
        candidate = candidates[row]
        if not candidate["clauses"] and not uncited:
            yield row, "rests on no clause; name one, or set uncited = true for the dataset"
        for name in candidate["clauses"]:
            if name not in clause:
                yield row, f"rests on {name}, which is not among the clauses"
            elif not clause[name][0]:
                yield row, f"rests on {name}, which has no citation"
        for evidence in candidate["evidence"]:
            yield from ((row, problem) for problem in _evidence(evidence, clause))


def _evidence(evidence: Mapping[str, Any], clause: Mapping[str, tuple[str, str, str]]) -> Iterator[str]:
    name = evidence["clause"]
    if name not in clause:
        yield f"quotes {name}, which is not among the clauses"
        return
    _, sha, text = clause[name]
    if sha != evidence["clause_sha256"]:
        yield f"its link to {name} is suspect: the clause has other words now; look at it again"
    elif text[evidence["start"] : evidence["end"]] != evidence["quote"]:
        yield f"its quote is not what {name} says at that place"


_ALIKE = re.compile(r"\b(nc|nd|sa)\b")


def licences(documents: pl.DataFrame, cited: Collection[str], licence: str) -> Iterator[tuple[str, str]]:
    """Documents whose licence forbids the release's own. Texts that are not passed on bind nobody."""
    ours = set(_ALIKE.findall(licence.lower()))
    for document in documents.sort("slug", "edition").iter_rows(named=True):
        name = f"{document['slug']}@{document['edition']}"
        if name not in cited or not document["redistribute"]:
            continue
        theirs = set(_ALIKE.findall(document["licence"].lower()))
        if not document["licence"].strip():
            yield name, "may be passed on, it says, but names no licence"
        elif "nd" in theirs:
            yield name, f"{document['licence']} allows no adaptation; set redistribute = false"
        elif "nc" in theirs and "nc" not in ours:
            yield name, f"{document['licence']} forbids commercial use, {licence} allows it"
        elif "sa" in theirs and licence.lower() != document["licence"].lower():
            yield name, f"{document['licence']} asks for the same licence, not {licence}"


def copied(rows: pl.DataFrame, passages: Passages) -> Iterator[tuple[str, str]]:
    """Rows that hold a passage of a document that may not be passed on."""
    if not passages:
        return
    single = ("id", "text", "stem", "explanation", "policy", "instruction")
    for row, *alone, options, why, quotes, messages, points in rows.select(
        *single, "options", "why", "quotes", "messages", "rubric"
    ).iter_rows():
        said = [*(turn["content"] for turn in messages), *(point["text"] for point in points)]
        texts = (*alone, *options, *why, *quotes, *said)
        if name := next((found for part in texts if (found := passages.found_in(part))), None):
            yield row, f"holds a passage of {name}, whose document may not be passed on"
