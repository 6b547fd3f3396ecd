"""A rule while it is put together: spans in the clause's text, before clauses are joined and ids are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from curation.core.records import Modality

Span = tuple[int, int]
"""First code point and one past the last, in the clause's text."""
Role = Literal["action", "clause", "element", "condition", "exception", "purpose", "definition", ""]
"""What the items below a lead-in are: whole actions, clauses behind `that`, elements of a list, conditions, exceptions, …"""

BEARER, ACTION = "bearer not found", "action not found"
"""What `unparsed` says: the subject may be somebody and was not recognised; no verb was found. A sentence that names nobody (a passive
without `by`, a requirement on a thing) has no bearer to be found, so nothing of it is unparsed."""


@dataclass(slots=True)
class Draft:
    """What one sentence demands."""

    modality: Modality
    start: int
    end: int
    certainty: float
    bearer: Span | None = None
    action: Span | None = None
    object: Span | None = None
    conditions: list[Span] = field(default_factory=list)
    exceptions: list[Span] = field(default_factory=list)
    purpose: Span | None = None
    headless: bool = False
    """Whether no subject stands before its command: `and must not enter`."""
    unparsed: list[str] = field(default_factory=list)
    opens: Role = ""
    """What items below it are when it is the last sentence of a lead-in."""
    word: str = ""
    """The commanding word; empty where the sentence has none of its own."""


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space, marks and conjunctions around it; None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–•*|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.—–|-"):
        end -= 1
    if text[start:end].lower() in _JOINED:
        end -= 1  # "you're required": the mark joins the verb
    return (start, end) if start < end else None


_JOINED = frozenset({"you'", "you\u2019", "we'", "we\u2019", "they'", "they\u2019"})


def cut_to(draft: Draft, text: str, span: Span) -> Draft:
    """A draft that was read with words behind `span`, with what stands in `span` of `text` alone."""

    def cut(part: Span | None) -> Span | None:
        return None if part is None or part[0] >= span[1] else trimmed(text, part[0], min(part[1], span[1]))

    draft.start, draft.end = span
    draft.bearer, draft.action, draft.object = cut(draft.bearer), cut(draft.action), cut(draft.object)
    draft.conditions = [part for each in draft.conditions if (part := cut(each))]
    draft.exceptions = [part for each in draft.exceptions if (part := cut(each))]
    draft.opens = "element"
    return draft
