"""Exactly what an expert sees of an item, and its fingerprint."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict

from pydantic import JsonValue

from curation.core.digests import digest
from curation.core.records import Candidate, Clause, Finding, ItemKind, Mapping, ReviewItem, RubricPoint

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PROPOSALS = 3
LIKELY, CLOSE = 0.5, 0.1
"""A category is likely from this probability on; two are about as likely when they are closer than this."""


def marked(text: str) -> str:
    """`text` with characters that would hide or reverse other text written as escapes; line breaks and tabs stay."""
    return "".join(
        c.encode("unicode_escape").decode("ascii")
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\n\t\u00ad\u200c\u200d"
        else c
        for c in text
    )


def revision(shown: Dict[str, JsonValue]) -> str:
    """Fingerprint of what is shown."""
    return digest(dict(shown))


def item_id(batch: str, kind: ItemKind, subject: str, seen: str) -> str:
    """Id of a review item: digest of batch, kind, subject and revision."""
    return f"item-{digest(batch, kind, subject, seen)[:16]}"


def _sources(clauses: Sequence[Clause]) -> dict[str, JsonValue]:
    return {
        "citation": " · ".join(c.citation for c in clauses),
        "clause": "\n\n".join(c.text for c in clauses),
        "context": "\n".join(dict.fromkeys(" › ".join(c.path) for c in clauses if c.path)),
    }


def of_candidate(
    candidate: Candidate,
    clauses: Sequence[Clause],
    findings: Sequence[Finding],
    near: Dict[str, JsonValue] | None = None,
) -> dict[str, JsonValue]:
    """What is shown of a prompt or a question: its words, where they come from, what the checks suspect.

    `near` is what stands around the clauses (`provision.around`).
    """
    quotes: list[JsonValue] = [e.quote for e in candidate.evidence if e.quote.strip()]
    cited: dict[str, JsonValue] = {"quotes": quotes} if quotes else {}
    common = (
        _sources(clauses)
        | dict(near or {})
        | cited
        | {
            "findings": "\n".join(
                in_words(f) for f in sorted(findings, key=lambda f: (f.field, f.severity, f.message))
            ),
            "categories": list(candidate.categories),
            "fingerprint": candidate.fingerprint,
        }
        | (
            {"pictures": [one.model_dump(mode="json") for one in candidate.pictures]}
            if candidate.pictures
            else {}
        )
    )
    if candidate.kind == "prompt":
        asked: dict[str, JsonValue] = (
            {"brief": candidate.explanation} if candidate.status == "needs_authoring" else {}
        )
        return common | {"text": candidate.text, "benign": candidate.benign} | asked | _turns(candidate)
    if candidate.kind == "task":
        named = {clause.id: clause.citation for clause in clauses}
        return common | {
            "text": candidate.text,
            "instruction": candidate.instruction,
            "rubric": [point.model_dump(mode="json") for point in candidate.rubric],
            "point_citations": {point.id: _cited_by(point, named) for point in candidate.rubric},
        }
    return common | {
        "stem": candidate.stem,
        "options": list(candidate.options),
        "answer": candidate.answer,
        "explanation": candidate.explanation,
        "pool": list(candidate.pool),
    }


def _turns(candidate: Candidate) -> dict[str, JsonValue]:
    """The turns of a conversation and the policy text in them; nothing for a prompt of one text."""
    found: dict[str, JsonValue] = {}
    if candidate.messages:
        found["messages"] = [turn.model_dump(mode="json") for turn in candidate.messages]
    if candidate.policy:
        found["policy"] = candidate.policy
    return found


def _cited_by(point: RubricPoint, named: Dict[str, str]) -> str:
    return " · ".join(named.get(name, name) for name in point.clauses)


_TURN = re.compile(r"messages\[(\d+)\]")
_POINT = re.compile(r"rubric\[([^\[\]]*+)\]")
_FIELD = re.compile(r"options\[(\d+)\]")
_FIELDS = {
    "text": "Prompt", "stem": "Question", "options": "Options", "answer": "Marked answer", "explanation": "Explanation",
    "categories": "Category", "messages": "Turns", "policy": "Policy text", "instruction": "Instruction", "rubric": "Rubric",
}  # fmt: skip


def in_words(finding: Finding) -> str:
    """A finding as a person reads it: the place by its name or letter, no code, no index."""
    place = _FIELD.sub(_letter, finding.field)
    place = _POINT.sub(r"Point \1", _TURN.sub(lambda found: f"Turn {int(found[1]) + 1}", place))
    message = _FIELD.sub(_letter, finding.message)
    message = re.sub(r"\bthe key\b", "the marked answer", re.sub(r"\bstem\b", "question", message))
    return f"{_FIELDS.get(place, place)}: {message}" if place else message


def _letter(found: re.Match[str]) -> str:
    number = int(found[1])
    return f"Option {LETTERS[number]}" if number < len(LETTERS) else f"Option {number + 1}"


def of_clause(
    clause: Clause,
    mappings: Sequence[Mapping],
    names: Callable[[str], str] = str,
    near: Dict[str, JsonValue] | None = None,
) -> dict[str, JsonValue]:
    """What is shown of a clause whose categories are to be judged: its words and the proposals, best first.

    `names` turns a qualified code into the words people know the category by; `near` is what stands around the clause.
    """
    best = [
        m
        for m in sorted(mappings, key=lambda m: (-m.score, m.category))[:PROPOSALS]
        if not m.category.endswith(":none")
    ]
    return (
        _sources([clause])
        | dict(near or {})
        | {
            "categories": [m.category for m in best],
            "names": [names(m.category) for m in best],
            "evidence": [clause.text[m.evidence_start : m.evidence_end] for m in best],
            "findings": "\n".join(doubts(clause, mappings)),
            "fingerprint": clause.sha256,
        }
    )


def doubts(clause: Clause, mappings: Sequence[Mapping]) -> list[str]:
    """What speaks against the proposals of a clause, for the one who judges them."""
    scores = sorted((m.score for m in mappings if not m.category.endswith(":none")), reverse=True)
    found = []
    if clause.modality in ("definition", "other"):
        found.append("The clause may regulate nothing: no prohibition, duty or permission was read in it.")
    if not scores or scores[0] < LIKELY:
        found.append("No category is likely; there may be none.")
    elif len(scores) > 1 and scores[0] - scores[1] < CLOSE:
        found.append("The first two categories are about as likely; one, both or neither may be right.")
    return found


def reworded(item: ReviewItem, more: Dict[str, JsonValue]) -> ReviewItem:
    """The item with further fields shown, its revision and id following."""
    seen = {**item.shown, **more}
    name = revision(seen)
    id = item_id(item.batch, item.kind, item.subject, name)
    return item.model_copy(update={"id": id, "revision": name, "shown": seen})


def freeze(
    batch: str,
    kind: ItemKind,
    subject: str,
    dataset: str,
    shown: dict[str, JsonValue],
    overlap: int,
    priority: float,
    why: list[str],
    content: str = "",
) -> ReviewItem:
    """A review item with its id and revision. `content` as `decisions.content` has it, empty where it is not known.

    Args:
        batch: The name of the batch.
        kind: What is reviewed.
        subject: The id of the candidate or the clause.
        dataset: The slug of the dataset.
        shown: What people see, by the names of the fields.
        overlap: How many people judge it.
        priority: Higher is shown first.
        why: The codes of the reasons for which it is reviewed.
        content: The fingerprint of the words, or an empty text.
    """
    seen = revision(shown)
    return ReviewItem(
        id=item_id(batch, kind, subject, seen), batch=batch, kind=kind, subject=subject, revision=seen,
        dataset=dataset, overlap=overlap, priority=priority, why=why, shown=shown, content=content,
    )  # fmt: skip
