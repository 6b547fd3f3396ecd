"""The fingerprint of what a judgement is of: words, options, key, explanation and clause text, and nothing else.

`ReviewItem.revision` names everything on the screen, findings and opinions included, so it differs between an annotator's
and an adjudicator's screen. The content is the same on both, and it is what a release is compared with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from curation.core.digests import canonical_json, digest, fold
from curation.core.items import item_content
from curation.core.records import Candidate, Clause, ItemKind, Judgement, ReviewItem

_HALF = 20
_CITED = "\N{SECTION SIGN}"


def of_candidate(candidate: Candidate, clauses: Sequence[Clause]) -> str:
    """The content of a candidate that rests on `clauses`: two digests, of the words and of the clause text.

    The second is empty when one of the candidate's clauses is missing, since then nothing can be said of it.
    """
    words = _words(candidate.kind, candidate.model_dump(), [c.citation for c in clauses])
    return f"{words}-{_clauses(clauses) if len(clauses) == len(candidate.clauses) else ''}"


def of_clause(clause: Clause) -> str:
    """The content of a mapping item, where the clause is all there is."""
    return f"{_words('mapping', {}, ())}-{_clauses([clause])}"


def of_item(item: ReviewItem) -> str:
    """The content of a frozen item; of a batch of version 0.1 only the words are known."""
    if item.content:
        return item.content
    citations = str(item.shown.get("citation") or "").split(" · ")
    return f"{_words(item.kind, item.shown, citations)}-"


def same(first: str, second: str) -> bool:
    """Whether two contents are the same; an unknown half (or a content that is not known at all) matches any."""
    if not first or not second:
        return True
    (words, _, clauses), (other, _, others) = first.partition("-"), second.partition("-")
    return words == other and (clauses == others or not clauses or not others)


def seen(judgement: Judgement, item: ReviewItem) -> bool:
    """Whether a judgement was made of exactly what is frozen in `item`."""
    return judgement.revision == item.revision and same(judgement.content, of_item(item))


def _words(kind: ItemKind, fields: Mapping[str, Any], citations: Iterable[str]) -> str:
    """Digest of the words. A clause that was renumbered keeps its words, so its own citation counts as one sign."""
    known = sorted({c for c in citations if len(c) > 2}, key=len, reverse=True)
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?![\w(])(?!\.\d)") if known else None

    def text(name: str) -> str:
        value = str(fields.get(name) or "")
        return pattern.sub(_CITED, value) if pattern else value

    if kind == "mapping":
        return digest("mapping")[:_HALF]
    more = _later(fields, pattern)
    if kind == "prompt":
        return digest("prompt", text("text"), bool(fields.get("benign")), *more)[:_HALF]
    if kind == "task":
        return digest("task", text("text"), *more)[:_HALF]
    options = [str(option) for option in fields.get("options") or []]
    parts = (text("stem"), options, fields.get("answer"), text("explanation"))
    return digest("question", *parts, *more)[:_HALF]


def _later(fields: Mapping[str, Any], pattern: re.Pattern[str] | None) -> list[dict[str, Any]]:
    """The parts that only some items have, as people judge them: a point without the ids of its rules and clauses, which
    change with an edition."""
    found = item_content.later(fields)
    for parts in found:
        if "rubric" in parts:
            parts["rubric"] = [
                {k: v for k, v in p.items() if k not in ("rules", "clauses", "match")}
                for p in parts["rubric"]
            ]
    return json.loads(pattern.sub(_CITED, canonical_json(found))) if pattern and found else found


def _clauses(clauses: Sequence[Clause]) -> str:
    """Digest of the clause texts without the printed numbers; a renumbered clause has the same words."""
    return digest(*(fold(c.text.removeprefix(c.marker)).strip() for c in clauses))[:_HALF] if clauses else ""
