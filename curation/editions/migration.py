"""What was made and judged on an earlier edition of a document, migrated to the edition in force.

Where the words of a clause stayed, everything that rests on it follows to its new number. Where they changed, the link is
suspect: the candidate goes before people again with the word diff beside it, and until then nothing decided counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from curation.core import tables
from curation.core.digests import digest, fold
from curation.core.items import item_content
from curation.core.records import (
    Candidate,
    Clause,
    Document,
    Evidence,
    Finding,
    Judgement,
    ReviewItem,
    RubricPoint,
)
from curation.text import worddiff

if TYPE_CHECKING:
    import polars as pl

CHECK = "clause-changed"
"""The finding that a suspect candidate carries, and so the reason of its priority in review."""
REEXAMINES = "reexamines"
"""Field of what is shown of an item that is before people again: the items whose judgements it replaces."""
_AROUND, _LONGEST = 6, 700


@dataclass(frozen=True)
class Move:
    """What became of one clause in the edition in force."""

    kind: str
    """same when the words stayed, else what the comparison of editions calls it."""
    old: Clause
    new: tuple[Clause, ...]
    """Empty for a clause that was deleted."""

    @property
    def diff(self) -> str:
        """The changed words with a little of their surroundings: `[-out-] {+in+}`."""
        new = " ".join(clause.text for clause in self.new)
        said = worddiff.words(fold(self.old.text), fold(new), around=_AROUND)
        return said if len(said) <= _LONGEST else said[:_LONGEST] + " …"


@dataclass(frozen=True)
class Migrated:
    """Candidates as they rest on the editions in force, and the moves that make some of them suspect."""

    candidates: list[Candidate]
    suspect: Mapping[str, tuple[Move, ...]]
    """By candidate id."""


def editions(documents: Sequence[Document]) -> dict[str, str]:
    """The edition in force of every document: the last one listed under its slug."""
    return {document.slug: document.edition for document in documents}


def in_force(clauses: pl.DataFrame, documents: Sequence[Document]) -> pl.DataFrame:
    """The clauses of the editions in force."""
    import polars as pl

    edition = pl.col("document").replace_strict(editions(documents), default=None, return_dtype=pl.String)
    return clauses.filter(pl.col("edition") == edition)


def deleted(clauses: pl.DataFrame, documents: Sequence[Document]) -> frozenset[str]:
    """Ids of the clauses of earlier editions. What `migrate` leaves on one of them rests on a clause that is no longer there."""
    now = in_force(clauses, documents)["id"]
    return frozenset(clauses.filter(~clauses["id"].is_in(now.to_list()))["id"])


def resting_on_deleted(migrated: Migrated) -> set[str]:
    """The candidates that rest on a clause that the edition in force no longer has."""
    return {name for name, moves in migrated.suspect.items() if any(not move.new for move in moves)}


def migrate(
    candidates: Sequence[Candidate], clauses: pl.DataFrame, documents: Sequence[Document]
) -> Migrated:
    """Every candidate of `candidates` on the editions in force; ids stay, so judgements stay with them."""
    moves = _moves({name for c in candidates for name in c.clauses}, clauses, documents)
    migrated, suspect = [], {}
    for candidate in candidates:
        touched = [moves[name] for name in candidate.clauses if name in moves]
        migrated.append(_follow(candidate, moves) if touched else candidate)
        if changed := tuple(move for move in touched if move.kind != "same"):
            suspect[candidate.id] = changed
    return Migrated(migrated, suspect)


def judged(
    judgements: Sequence[Judgement], clauses: pl.DataFrame, documents: Sequence[Document]
) -> list[Judgement]:
    """Judgements of clauses as far as they hold for the editions in force: those on words that changed are left out."""
    moves = _moves({j.subject for j in judgements if j.kind == "mapping"}, clauses, documents)
    held: list[Judgement] = []
    for judgement in judgements:
        move = moves.get(judgement.subject)
        if move is None:
            held.append(judgement)
        elif move.kind == "same":
            held.append(judgement.model_copy(update={"subject": move.new[0].id}))
    return held


def unexamined(migrated: Migrated, items: Sequence[ReviewItem]) -> set[str]:
    """The suspect candidates that have not been frozen for another look at the words as they are now."""
    seen = {(i.subject, i.shown.get("change")) for i in items if REEXAMINES in i.shown}
    return {name for name, moves in migrated.suspect.items() if (name, mark(moves)) not in seen}


def mark(moves: Sequence[Move]) -> str:
    """Names the words that a suspect candidate now rests on; the same words in a later edition give the same mark."""
    return digest(sorted([m.old.sha256, *(c.sha256 for c in m.new)] for m in moves))


def finding(candidate: str, moves: Sequence[Move]) -> Finding:
    """What a reviewer reads beside a suspect candidate."""
    said = [
        f"{m.old.citation} ({m.kind}): {m.diff}" if m.new else f"{m.old.citation} was deleted" for m in moves
    ]
    message = "the clause changed since this was judged; " + ("; ".join(said) or "its edition kept the name")
    return Finding(
        candidate=candidate, check=CHECK, version=1, severity="warn", field="clauses", message=message
    )


def again(
    item: ReviewItem, moves: Sequence[Move], earlier: Sequence[ReviewItem], content: str = ""
) -> dict[str, JsonValue]:
    """The shown fields that make `item` another look: the items it replaces and the words it is about.

    `content` names those words where no move of an edition does: the text was changed under the name of its edition.
    """
    replaced: list[JsonValue] = [
        *sorted(i.id for i in earlier if i.subject == item.subject and i.kind == item.kind)
    ]
    return {REEXAMINES: replaced, "change": mark(moves) if moves else content}


def _moves(wanted: Collection[str], clauses: pl.DataFrame, documents: Sequence[Document]) -> dict[str, Move]:
    """What became of each of the clauses `wanted` (by id) that are not of an edition in force."""
    import polars as pl

    from curation.editions.comparison import compare

    now = editions(documents)
    known = clauses.filter(pl.col("id").is_in(list(wanted)))
    behind = sorted(
        {(d, e) for d, e in known.select("document", "edition").unique().iter_rows() if now.get(d, e) != e}
    )
    moves: dict[str, Move] = {}
    for document, edition in behind:
        old, new = (
            list(
                tables.rows(
                    clauses.filter((pl.col("document") == document) & (pl.col("edition") == e)), Clause
                )
            )
            for e in (edition, now[document])
        )
        by_eid = {c.eid: c for c in new}
        before = {c.eid: c for c in old}
        became: dict[str, list[str]] = defaultdict(list)
        kinds: dict[str, str] = {}
        for change in compare(old, new):
            for eid in change.old:
                became[eid] += change.new
                kinds[eid] = change.kind
        for eid, clause in before.items():
            targets = tuple(by_eid[e] for e in became[eid])
            # Only equal words make a link safe: a number replaced throughout is a rename to the eye and a change of the rule.
            stayed = len(targets) == 1 and _words(targets[0]) == _words(clause)
            kind = kinds.get(eid, "deleted")
            moves[clause.id] = Move(
                "same" if stayed else "modified" if kind in _QUIET else kind, clause, targets
            )
    return moves


_QUIET = frozenset({"same", "renumbered", "moved"})


def _words(clause: Clause) -> str:
    """The words without the printed number, typography folded."""
    return fold(clause.text.removeprefix(clause.marker)).strip()


def _follow(candidate: Candidate, moves: Mapping[str, Move]) -> Candidate:
    """The candidate with its clauses, quotes and cited numbers as the edition in force has them.

    A number cited in its own words follows too: the question "what does Section 4 ask for" would otherwise turn wrong.
    """
    clauses: dict[str, None] = {}
    evidence: list[Evidence] = []
    cited: dict[str, str] = {}
    for name in candidate.clauses:
        move = moves.get(name)
        own = [e for e in candidate.evidence if e.clause == name]
        if move is None or not move.new:
            clauses[name] = None
            evidence += own
            continue
        moved_evidence = [_evidence(e, move.new) for e in own]
        evidence += moved_evidence
        clauses |= dict.fromkeys([e.clause for e in moved_evidence] or [c.id for c in move.new])
        if move.old.citation and move.old.citation != move.new[0].citation:
            cited[move.old.citation] = move.new[0].citation
    moved = candidate.model_copy(
        update={
            "clauses": list(clauses),
            "evidence": evidence,
            "rubric": [_point(point, moves, clauses) for point in candidate.rubric],
        }
    )
    if candidate.rubric and not cited:  # the ids that its points rest on are a part of its fingerprint
        return moved.model_copy(update={"fingerprint": item_content.of(moved)})
    return _recite(moved, cited) if cited else moved


def _point(point: RubricPoint, moves: Mapping[str, Move], clauses: Mapping[str, None]) -> RubricPoint:
    """The point on those `clauses` of its candidate that took the place of its own; one that went away keeps its name."""
    clause_ids: dict[str, None] = {}
    for name in point.clauses:
        move = moves.get(name)
        clause_ids |= dict.fromkeys(
            [c.id for c in move.new if c.id in clauses] if move is not None and move.new else [name]
        )
    return point.model_copy(update={"clauses": list(clause_ids)})


def _recite(candidate: Candidate, cited: Mapping[str, str]) -> Candidate:
    """The candidate with each citation in the place of another; a longer number that begins in the same way is let be."""
    either = "|".join(re.escape(old) for old in sorted(cited, key=len, reverse=True))
    pattern = re.compile(rf"(?:{either})(?![\w(])(?!\.\d)")

    def new(text: str) -> str:
        return pattern.sub(lambda found: cited[found.group()], text)

    after = candidate.model_copy(
        update={
            **{
                n: new(getattr(candidate, n))
                for n in ("text", "stem", "explanation", "policy", "instruction")
            },
            "messages": [
                turn.model_copy(update={"content": new(turn.content)}) for turn in candidate.messages
            ],
            "rubric": [point.model_copy(update={"text": new(point.text)}) for point in candidate.rubric],
        }
    )
    return after.model_copy(update={"fingerprint": item_content.of(after)})


def _evidence(old: Evidence, targets: Sequence[Clause]) -> Evidence:
    """The same words where a new clause has them, else the stretch of the most similar clause that comes nearest."""
    for clause in targets:
        if (start := clause.text.find(old.quote)) >= 0:
            return _quote(clause, start, start + len(old.quote))
    clause, start, end = max(
        ((c, *_nearest(old.quote, c.text)) for c in targets),
        key=lambda found: worddiff.ratio(old.quote, found[0].text[found[1] : found[2]]),
    )
    return _quote(clause, start, end)


def _quote(clause: Clause, start: int, end: int) -> Evidence:
    return Evidence(
        clause=clause.id, clause_sha256=clause.sha256, start=start, end=end, quote=clause.text[start:end]
    )


def _nearest(quote: str, text: str) -> tuple[int, int]:
    """From the first to the last word that `text` shares with `quote` in order; all of `text` when it shares none."""
    words = list(re.finditer(r"\S+", text))
    shared = worddiff.matches(quote.split(), [w.group() for w in words])
    if not shared:
        return 0, len(text)
    (_, first, _), (_, last, size) = shared[0], shared[-1]
    return words[first].start(), words[last + size - 1].end()
