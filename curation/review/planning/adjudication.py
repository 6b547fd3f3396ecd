"""The disagreements as a batch of their own, for somebody who was none of the annotators and sees no names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import JsonValue

from curation.core.digests import digest
from curation.core.items import rubric, turns
from curation.core.records import Judgement, ReviewItem
from curation.review.board import presentation
from curation.review.board.screen_text import answered, letter
from curation.review.decisions import content
from curation.review.decisions.items import ADJUDICATION, AUDIT, Key, key_of
from curation.review.settings import Settings
from curation.review.standing.evidence import ReviewEvidence
from curation.review.standing.state import decisions

VERSIONS = "versions"
"""Field of what an adjudicator is shown: what each of the others said, in the form in which it can be taken."""


def disagreements(
    evidence: ReviewEvidence, words: Callable[[str], str] = str
) -> tuple[list[ReviewItem], list[str]]:
    """The items that need an adjudicator, and `subject:pseudonym` for everyone who may not take one.

    An item already before an adjudicator who has not judged yet is not made twice; one whose adjudicator left, skipped it, was
    unsure, or that an auditor has objected to since, goes to another. `words` turns a code of a category or reason into
    its name.
    """
    disputed = {(d.kind, d.dataset, d.subject) for d in decisions(evidence) if d.rule == "disagreement"}
    taken = {key_of(i) for i in evidence.current if ADJUDICATION in i.why and _is_coming(i, evidence)}
    cases: list[ReviewItem] = []
    excluded: list[str] = []
    for item in sorted(evidence.current, key=lambda i: (AUDIT not in i.why, i.id)):
        key = key_of(item)
        if key not in disputed or key in taken or item.gold is not None or ADJUDICATION in item.why:
            continue
        taken.add(key)
        given = evidence.counting.get(key, [])
        people = {j.reviewer for j in given} | _who_skipped(evidence, key)
        own = [j for j in given if j.role == "annotator"]
        cases.append(_case(item, own, people, evidence.settings, words))
        excluded += sorted(f"{item.subject}:{p}" for p in people)
    return cases, excluded


def _who_skipped(evidence: ReviewEvidence, key: Key) -> set[str]:
    return {
        name
        for item in evidence.current
        if key_of(item) == key and ADJUDICATION in item.why
        for name in evidence.skipped.get(item.id, ())
    }


def _is_coming(item: ReviewItem, evidence: ReviewEvidence) -> bool:
    """Whether an adjudicator has a case and has still to decide it."""
    if evidence.judged(item.id):
        return False
    if item.reviewers:
        return not set(item.reviewers) <= evidence.away(item)
    return not evidence.skipped.get(item.id)


def _case(
    item: ReviewItem,
    given: Sequence[Judgement],
    people: set[str],
    settings: Settings,
    words: Callable[[str], str],
) -> ReviewItem:
    """The item as an adjudicator sees it: with what was said, for those who said none of it."""
    ordered = sorted(given, key=lambda j: digest(j.id))
    shown = {
        **item.shown,
        "opinions": opinions(ordered, words),
        VERSIONS: [version(j) for j in ordered],
    }
    why = [ADJUDICATION, *(w for w in item.why if w.startswith("finding:"))]
    made = presentation.freeze(
        "", item.kind, item.subject, item.dataset, shown, 1, item.priority, why, content.of_item(item)
    )
    adjudicators = sorted(r.name for r in settings.reviewers if r.adjudicator and not r.left)
    allowed = [a for a in adjudicators if a not in people]
    return made.model_copy(update={"reviewers": allowed}) if allowed else made


def version(judgement: Judgement) -> JsonValue:
    """What an annotator said, without the name, as an adjudicator may take it (`decisions.choosing`)."""
    return {
        "verdict": judgement.verdict, "labels": list(judgement.labels), "answer": judgement.answer,
        "edited": dict(judgement.edited), "reasons": list(judgement.reasons), "comment": judgement.comment,
        "also_right": list(judgement.also_right), "explanation": judgement.explanation,
        **({"answers": dict(judgement.answers)} if judgement.answers else {}),
        **({"points": dict(judgement.points)} if judgement.points else {}),
    }  # fmt: skip


def opinions(given: Sequence[Judgement], words: Callable[[str], str] = str) -> str:
    """What the annotators said, without names, in the order given; options by letter, never by number."""
    lines = []
    for number, judgement in enumerate(given, 1):
        parts: list[str] = [judgement.verdict]
        if judgement.answer is not None:
            parts.append(answered(judgement.answer, judgement.answers))
        parts += [words(code) for code in judgement.labels + judgement.reasons]
        if judgement.also_right:
            parts.append(f"also right: {', '.join(letter(n) for n in judgement.also_right)}")
        if judgement.explanation:
            parts.append(f"explanation {judgement.explanation}")
        for field, value in sorted(judgement.edited.items()):
            parts += spoken(field, value)
        if judgement.comment:
            parts.append(judgement.comment)
        lines.append(f"{number}. " + " · ".join(parts))
    return "\n".join(lines)


def spoken(field: str, value: JsonValue) -> list[str]:
    """An edited field in the words of somebody who reads the item: options under their letters, the key as a letter."""
    if field == "options" and isinstance(value, list):
        return [f"option {letter(n)}: {option}" for n, option in enumerate(value)]
    if field == "messages" and isinstance(value, list):
        said = turns.plain([turn for turn in value if isinstance(turn, dict)])
        return [f"turn {n} ({turn['role']}): {turn['content']}" for n, turn in enumerate(said, 1)]
    if field == "rubric" and isinstance(value, list):
        return rubric.as_text([point for point in value if isinstance(point, dict)]).splitlines()
    if field == "answer" and isinstance(value, int):
        return [f"right answer: {letter(value)}"]
    return [f"{'question' if field == 'stem' else field}: {value}"]
