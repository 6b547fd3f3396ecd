"""How attentive each person was: faults found and sound items passed, and signs of not looking. For maintainers only.

Nothing here changes what counts: no decision, gate, audit or release asks this module (a test holds that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from curation.core.records import Judgement, ReviewItem
from curation.review.decisions.statements import objects, statement
from curation.review.standing import gold
from curation.review.standing.evidence import ReviewEvidence
from curation.stats import attention
from curation.stats.attention import Sign
from curation.stats.intervals import Rate, clopper_pearson
from curation.text.words import reading_length, words

COPIED_WORDS = 8
"""Words from which on the same free text of two people on one item is a sign: two people seldom write so many alike."""


@dataclass(frozen=True)
class Attention:
    """One person, over every batch that was asked about."""

    reviewer: str
    judgements: int
    sensitivity: Rate
    """Of the gold items with a fault, those that the person objected to; exact interval."""
    specificity: Rate
    """Of the gold items without a fault, those that the person gave the known answer to; exact interval."""
    by_fault: Mapping[str, tuple[int, int]]
    """`(found, met)` by sort of fault."""
    signs: tuple[Sign, ...]
    """Every sign that was looked for, raised or not."""

    @property
    def raised(self) -> list[Sign]:
        """The signs that are reasons for a talk."""
        return [sign for sign in self.signs if sign.raised]

    def as_json(self) -> dict[str, Any]:
        """For machine output; intervals are of 95 %."""
        return {
            "reviewer": self.reviewer,
            "judgements": self.judgements,
            "sensitivity": asdict(self.sensitivity),
            "specificity": asdict(self.specificity),
            "by_fault": {sort: list(pair) for sort, pair in self.by_fault.items()},
            "signs": [asdict(sign) for sign in self.signs],
        }


def of(evidence: ReviewEvidence, batch: str | None = None) -> list[Attention]:
    """Everybody who judged in a batch, or anywhere, sorted by pseudonym."""
    chosen = [i for i in evidence.items if batch in (None, i.batch)]
    given = [j for i in chosen for j in evidence.on_item.get(i.id, ())]
    scores = gold.scores(evidence, batch)
    copies = _copies(evidence, chosen)
    people = sorted({j.reviewer for j in given})
    verdicts = _verdicts(evidence, chosen)
    return [
        Attention(
            who,
            sum(j.reviewer == who for j in given),
            clopper_pearson(scores[who].faults_found, scores[who].faults) if who in scores else _NONE,
            clopper_pearson(scores[who].passed, scores[who].sound) if who in scores else _NONE,
            scores[who].by_fault if who in scores else {},
            (
                _speed(evidence, chosen, who),
                _same_option(evidence, chosen, who),
                attention.same_verdict(*_own_and_others(verdicts, who)),
                *copies.get(who, ()),
            ),
        )
        for who in people
    ]


_NONE = Rate(None, None, None, 0, 0)


def _speed(evidence: ReviewEvidence, items: Iterable[ReviewItem], who: str) -> Sign:
    times: list[tuple[float, float]] = []
    for item in items:
        blind = evidence.answered.get(item.id, {}).get(who)
        own = [j for j in evidence.on_item.get(item.id, ()) if j.reviewer == who and j.role != "author"]
        for judgement, seen_before in ((blind, False), *((j, blind is not None) for j in own)):
            if judgement is not None and judgement.seconds is not None:
                times.append((judgement.seconds, _asked(item, seen_before)))
    return attention.speed([s for s, _ in times], [w for _, w in times])


def _asked(item: ReviewItem, seen_before: bool) -> float:
    """The words that a person cannot judge without: of a question that they have answered already, its explanation."""
    shown = item.shown
    names = (
        ("explanation",)
        if seen_before
        else ("text", "stem", "options")
        if item.kind != "mapping"
        else ("clause",)
    )
    parts = [value for name in names if (value := shown.get(name))]
    texts = [str(t) for part in parts for t in (part if isinstance(part, list) else [part])]
    return sum(map(reading_length, texts))


def _same_option(evidence: ReviewEvidence, items: Iterable[ReviewItem], who: str) -> Sign:
    answers, keys, most = [], [], 2
    for item in items:
        answer = _answers(evidence, item).get(who)
        key, options = item.shown.get("answer"), item.shown.get("options")
        if answer is not None and isinstance(key, int) and isinstance(options, list):
            answers.append(answer)
            keys.append(key)
            most = max(most, len(options))
    return attention.same_option(answers, keys, most)


def _answers(evidence: ReviewEvidence, item: ReviewItem) -> dict[str, int]:
    """The answers given to a question by person, before the key was shown where that was a task of its own."""
    if item.kind != "question":
        return {}
    given = evidence.answered.get(item.id) or {j.reviewer: j for j in evidence.on_item.get(item.id, ())}
    return {who: j.answer for who, j in given.items() if j.answer is not None}


def _verdicts(evidence: ReviewEvidence, items: Iterable[ReviewItem]) -> list[dict[str, bool]]:
    """By item whether each person objected to its words; gold is left out, everybody gets the same faults there."""
    return [
        {
            j.reviewer: statement(j, item).objects
            for j in evidence.on_item.get(item.id, ())
            if j.role == "annotator"
        }
        for item in items
        if item.gold is None
    ]


def _own_and_others(verdicts: Sequence[Mapping[str, bool]], who: str) -> tuple[list[bool], list[bool]]:
    """The verdicts of a person on items that others judged too, and those of the others."""
    shared = [by for by in verdicts if who in by and len(by) > 1]
    return [by[who] for by in shared], [says for by in shared for other, says in by.items() if other != who]


def _copies(evidence: ReviewEvidence, items: Sequence[ReviewItem]) -> dict[str, list[Sign]]:
    """By person the signs of copying: the same mistakes, and the same words, as another."""
    mistakes = _mistakes(evidence, items)
    total = (sum(k for k, _ in mistakes.values()), sum(n for _, n in mistakes.values()))
    found: dict[str, list[Sign]] = defaultdict(list)
    for pair, (k, n) in sorted(mistakes.items()):
        for who, other in (pair, pair[::-1]):
            rest = (total[0] - k, total[1] - n)
            found[who].append(attention.same_mistakes(k, n, rest, f"with {other}", len(mistakes)))
    for (who, other), (k, n) in sorted(_same_words(evidence, items).items()):
        if k:
            found[who].append(Sign("same-words", k, n, 0.0, None, True, f"with {other}"))
    return found


def _mistakes(
    evidence: ReviewEvidence, items: Iterable[ReviewItem]
) -> dict[tuple[str, str], tuple[int, int]]:
    """By pair of people `(the same wrong option, both wrong)`, over questions that nobody objected to once the key was shown:
    where the key itself is wrong, everybody is right to take another option."""
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for item in items:
        key = item.shown.get("answer")
        if any(
            objects(item, j.model_copy(update={"answer": key})) for j in evidence.on_item.get(item.id, ())
        ):
            continue
        wrong = {who: a for who, a in _answers(evidence, item).items() if a not in (key, -1)}
        for pair in combinations(sorted(wrong), 2):
            same, both = counted.get(pair, (0, 0))
            counted[pair] = (same + (wrong[pair[0]] == wrong[pair[1]]), both + 1)
    return counted


def _same_words(
    evidence: ReviewEvidence, items: Iterable[ReviewItem]
) -> dict[tuple[str, str], tuple[int, int]]:
    """By person and other `(items on which both wrote the same at length, items on which both wrote at length)`."""
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for item in items:
        texts = {
            j.reviewer: set(_written(j)) for j in evidence.on_item.get(item.id, ()) if j.role == "annotator"
        }
        wrote = {who: own for who, own in texts.items() if own}
        for who in wrote:
            for other in wrote.keys() - {who}:
                same, both = counted.get((who, other), (0, 0))
                counted[who, other] = (same + bool(wrote[who] & wrote[other]), both + 1)
    return counted


def _written(judgement: Judgement) -> Iterator[tuple[str, ...]]:
    """The free texts of a judgement that are long enough to compare, as words."""
    for text in (judgement.comment, *judgement.edited.values()):
        if isinstance(text, str) and len(found := tuple(words(text))) >= COPIED_WORDS:
            yield found
