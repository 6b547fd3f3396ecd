"""An accepted edit becomes a new candidate, child of the old one, and goes before people who did not write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curation.core.digests import short_id
from curation.core.items import item_content, rubric, turns
from curation.core.records import Candidate, Decision, Message, Origin


def revised(candidate: Candidate, decision: Decision) -> Candidate:
    """The candidate after the edit of a decision: same root, new id, `parent` the old one."""
    changes: dict[str, object] = dict(decision.edited)
    if isinstance(edited := changes.get("messages"), list):
        changes |= {
            "messages": [Message.model_validate(turn) for turn in edited],
            "text": turns.of_user(edited),
        }
    if isinstance(edited := changes.get("rubric"), list):
        changes["rubric"] = rubric.points(edited)
    if decision.labels:
        changes["categories"] = decision.labels
    if candidate.status == "needs_authoring" and candidate.kind == "prompt" and not candidate.expected:
        # The author wrote it out as the brief says: a request that the clause forbids, or a harmless one beside it.
        changes["expected"] = "comply" if candidate.benign else "refuse"
    after = candidate.model_copy(update=changes)
    fingerprint = item_content.of(after)
    return after.model_copy(
        update={
            "id": short_id("rev", candidate.root, candidate.id, fingerprint, after.categories),
            "parent": candidate.id,
            "variant": "revision",
            "status": "ready",
            "origin": Origin(generator="review", version="1", template=decision.rule),
            "fingerprint": fingerprint,
        }
    )


def of_decisions(candidates: Sequence[Candidate], decisions: Sequence[Decision]) -> list[Candidate]:
    """The candidates that decided revisions make of `candidates`, and of one another, sorted by id."""
    edits: Mapping[str, Decision] = {d.subject: d for d in decisions if d.outcome == "revise" and d.edited}
    children: dict[str, Candidate] = {}
    waiting = [c for c in candidates if c.id in edits]
    while waiting:
        fresh = [revised(c, edits[c.id]) for c in waiting]
        fresh = [c for c in fresh if c.id not in children]
        children |= {c.id: c for c in fresh}
        waiting = [c for c in fresh if c.id in edits]
    return sorted(children.values(), key=lambda c: c.id)
