"""What a maintainer does next where people review on files: pages to write, people to find, disagreements to settle, files to take in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from curation.core.counting import counted
from curation.core.records import ReviewItem
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.state import Wait

ADJUDICATE = "curation review adjudicate --freeze-only"
EXPORT = "curation review export"


@dataclass
class OpenReview:
    """What is open in a review on files, counted by who has to do something."""

    due: int = 0
    """Screens that wait for people who get pages, and that no page held yet."""
    sent: int = 0
    """Screens that were sent and are not answered."""
    others: Counter[str] = field(default_factory=Counter)
    """By batch the items for which there are fewer people than judgements wanted."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Those of `others` that somebody skipped."""
    disputes: int = 0
    """Items on which people differ, or that they answered otherwise than marked, and that no adjudicator has yet."""
    unmarked: int = 0
    """Those of `disputes` on which people agree, and on which somebody answered otherwise than marked."""

    def steps(self) -> list[tuple[str, str]]:
        """What the maintainer can do now: command and reason, the first thing first; without the files that are still to come."""
        made = [(EXPORT, "pages for what waits now")] if self.due else []
        for batch, n in sorted(self.others.items()):
            skips = self.skipped[batch]
            why = (
                f", as {counted(skips, 'item')} of it {'was' if skips == 1 else 'were'} skipped"
                if skips
                else ""
            )
            reason = f"{counted(n, 'item')} of {batch} {'needs' if n == 1 else 'need'} another person{why}"
            made.append((f"{EXPORT} --reviewer ADDRESS --batch {batch}", reason))
        if self.disputes:
            differ = self.disputes - self.unmarked
            reasons = [f"people differ on {counted(differ, 'item')}"] if differ else []
            if self.unmarked:
                reasons.append(f"{counted(self.unmarked, 'item')} got an answer other than the marked one")
            reason = f"{' and '.join(reasons)}, which a third person settles"
            made.append((ADJUDICATE, reason))
        return made


def look(workspace: Path, evidence: ReviewEvidence) -> OpenReview:
    """What is open in the review of a workspace whose people work on files."""
    from curation.review.decisions.items import key_of
    from curation.review.planning import adjudication
    from curation.review.standing import pending, state
    from curation.services.offline_board import OfflineBoard

    board = OfflineBoard.of(workspace)
    disputed = [key_of(item) for item in adjudication.disagreements(evidence)[0]]
    found = OpenReview(
        disputes=len(disputed), unmarked=sum(pending.only_unmarked(evidence.case(key)) for key in disputed)
    )
    everybody = {who for item in evidence.items for who in item.reviewers} or board.reviewers()
    heads = {head.name: head for head in evidence.heads}
    ready = _ready(evidence)
    sent: dict[str, set[tuple[str, str]]] = {}
    for marker in {m for head in evidence.heads for m in (head.marker, head.blind_marker)}:
        project = board.find_project(marker)
        sent[marker] = board.sent(project) if project is not None else set()
    for wait in state.waiting(evidence):
        item, head = evidence.by_id[wait.item], heads[wait.batch]
        barred = {who for who in everybody if f"{item.subject}:{who}" in head.excluded}
        people = set(item.reviewers or everybody) - barred - evidence.judged(item.id) - evidence.away(item)
        answered = evidence.answered.get(item.id, {})
        screens: list[tuple[str, str]] = []
        for who in sorted(people):
            first = head.stages == "separate" and who not in answered
            if first or head.stages != "separate" or item.id in ready:
                screens.append((head.blind_marker if first else head.marker, who))
        _count(found, wait, item, evidence, len(people), [(item.id, who) in sent[m] for m, who in screens])
    return found


def _count(
    found: OpenReview,
    wait: Wait,
    item: ReviewItem,
    evidence: ReviewEvidence,
    people: int,
    sent: Sequence[bool],
) -> None:
    """Adds an item that waits: `sent` says of each person who may take its next screen whether a page held it."""
    out = sum(sent)
    found.sent += out
    found.due += max(0, min(wait.missing, len(sent)) - out)
    if people < wait.missing and not item.reviewers:
        found.others[wait.batch] += 1
        found.skipped[wait.batch] += bool(evidence.skipped.get(item.id))


def _ready(evidence: ReviewEvidence) -> set[str]:
    """The items whose answers without the key are all in."""
    from curation.review.board import stages

    own: Mapping[str, list[ReviewItem]] = {head.name: [] for head in evidence.heads}
    for item in evidence.items:
        own[item.batch].append(item)
    left = evidence.settings.left
    return {id for items in own.values() for id in stages.answered(items, evidence.judgements, left)}
