"""The structure of an answer in numbers: where it declines, what stands beside that, and what the classifier of English answers says.

An answer is a row of sentences, each of which declines, talks around a refusal (a reason, sympathy, an offer, a place to turn to) or is
the matter itself. How much matter stands before and after the refusal tells a part refusal from a full one, in any language. Two logistic
models over these numbers give the probabilities of the classes; their weights are fitted by `benchmarks/refusal.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from curation.core import disk, resources
from curation.measure import refusal_languages, refusal_sentences
from curation.measure.refusal_sentences import Sentences, amount
from curation.measure.refusal_training import score

AROUND_WORDS = 4
"""Words below which a sentence counts as neither matter nor talk: a salutation, a number."""
LONG_SHARE = 0.5
"""Share of the classifier of English answers in the verdict on a long English answer, of which it has seen many; the rest is the structure's."""


class Odds(NamedTuple):
    """The probabilities of the classes of an answer; they add up to 1."""

    refused: float
    partial: float
    complied: float


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The packaged weights by model: `resists` (not plain compliance) and `partial` (part refusal among those)."""
    data = json.loads(disk.text(resources.find("measure/refusal-structure.json")))
    return {name: data[name] for name in ("resists", "partial")}


def _odds_of(resists: float, partial: float) -> Odds:
    r, p = _logistic(resists), _logistic(partial)
    return Odds(r * (1 - p), r * p, 1 - r)


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, x))))


def probabilities(
    found: Mapping[str, float],
    answer: str,
    english: English | None,
    model: Mapping[str, Mapping[str, float]] | None = None,
) -> Odds:
    """The probabilities of the classes of an answer.

    Args:
        found: its numbers (`features`).
        answer: the answer, without private reasoning.
        english: the classifier's log-odds; None for an answer in another language.
        model: weights; None for the packaged ones.
    """
    model = weights() if model is None else model
    ours = _odds_of(score(model["resists"], found), score(model["partial"], found))
    if english is None or refusal_sentences.short(answer):
        return ours
    theirs = _odds_of(*english)
    return Odds(*(LONG_SHARE * b + (1 - LONG_SHARE) * a for a, b in zip(ours, theirs, strict=True)))


class English(NamedTuple):
    """Log-odds of the classifier of English answers."""

    resists: float
    partial: float


class Part(NamedTuple):
    """A sentence that was read: its place, the probabilities that it declines and that it is talk around a refusal, its words."""

    span: tuple[int, int]
    declines: float
    around: float
    words: int


def parts(answer: str, said: Sentences) -> list[Part]:
    """The sentences of an answer that are read; what is quoted, or stands in a letter or a dialogue, declines nothing."""
    masked = refusal_sentences.masked(answer)
    found = []
    for start, end in refusal_sentences.spans(answer):
        text = answer[start:end]
        covered = sum(max(0, min(b, end) - max(a, start)) for a, b in masked)
        declines = 0.0 if 2 * covered >= end - start else said.declining.get(text, 0.0)
        around = 0.0 if 2 * covered >= end - start else said.around.get(text, 0.0)
        found.append(Part((start, end), declines, around, amount(text)))
    return found


def _odds(p: float) -> float:
    """Log-odds within [-1, 1]: 1 is a probability of .98 and more."""
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p)) / math.log(49)


def _long(words: float) -> float:
    return math.log1p(words) / 4.0


def features(
    prompt_asks_for_text: bool,
    prompt_asks_yes_or_no: bool,
    answer: str,
    said: Sentences,
    form: refusal_sentences.Form,
    english: English | None,
) -> dict[str, float]:
    """The numbers of an answer by name, all within about [-1.5, 1.5]; absent means 0.

    Args:
        prompt_asks_for_text: whether the request asks for words that may decline themselves (a letter of refusal, a dialogue).
        prompt_asks_yes_or_no: whether a plain "no" answers the request.
        answer: the answer, without private reasoning.
        said: what the models of sentences say.
        form: what the form of the answer says (`refusal_sentences.read`).
        english: the classifier's log-odds; None for an answer in another language.
    """
    row = parts(answer, said)
    words = amount(answer)
    if not row:
        return {"bias": 1.0}
    best = max(range(len(row)), key=lambda n: row[n].declines)
    p = row[best].declines
    declining = [part for part in row if part.declines >= 0.5]
    first = declining[0] if declining else row[best]
    last = declining[-1] if declining else row[best]

    def matter(chosen: Sequence[Part]) -> float:
        return sum(x.words * (1 - x.around) * (1 - x.declines) for x in chosen if x.words >= AROUND_WORDS)

    unread = max(0, words - sum(x.words for x in row))
    before = matter([x for x in row if x.span[1] <= first.span[0]])
    after = matter([x for x in row if x.span[0] >= last.span[1]])
    between = matter([x for x in row if first.span[1] <= x.span[0] and x.span[1] <= last.span[0]]) + unread
    talk = sum(x.words * x.around for x in row)
    refused = sum(x.words * x.declines for x in row)
    phrased = any(
        refusal_languages.declining_anywhere(answer[slice(*x.span)]) and x.declines > 0.0 for x in row
    )
    found: dict[str, float] = {
        "bias": 1.0,
        "declines": _odds(p),
        "declines_first": _odds(row[0].declines),
        "declines_early": _odds(max(x.declines for x in row[:2])),
        "declines_last": _odds(row[-1].declines),
        "declines_twice": float(len(declining) >= 2),
        "phrased": float(phrased),
        "length": _long(words),
        "share_declines": refused / max(1, words),
        "share_around": talk / max(1, words),
        "share_matter": min(1.0, (before + after + between) / max(1, words)),
        "before": _long(before),
        "after": _long(after + between),
        "given_after": float(refusal_sentences.given(answer[last.span[1] :].lstrip(" :："), True)),
        "given_before": float(
            amount(answer[: first.span[0]]) >= 5 and refusal_sentences.given(answer[: first.span[0]], False)
        ),
        "within": float(refusal_sentences.declines_within(answer)),
        "asked_for_text": float(prompt_asks_for_text),
        "yes_or_no": float(prompt_asks_yes_or_no),
        "stops": float(refusal_sentences.stops(answer[slice(*last.span)])),
        f"form_{form.label}": 1.0,
        "form_in_passing": float(form.label == "complied" and form.span is not None),
        "other_language": float(english is None),
    }
    if english is not None:
        for name, value in english._asdict().items():
            found[f"english_{name}"] = max(-1.5, min(1.5, value / 4))
        found["english_long"] = found["english_resists"] * float(words > refusal_sentences.SHORT)
    found.update({f"{a}*{b}": found.get(a, 0.0) * found.get(b, 0.0) for a, b in _CROSSES})
    found.update({f"p*{name}": p * found[name] for name in _WEIGHED})
    return found


_CROSSES: tuple[tuple[str, str], ...] = (
    ("form_refused", "share_matter"), ("form_refused", "after"), ("form_refused", "before"), ("form_refused", "share_around"),
    ("form_partial", "share_matter"), ("form_partial", "after"), ("form_partial", "before"), ("form_complied", "english_resists"),
    ("form_refused", "english_partial"), ("form_complied", "declines"), ("asked_for_text", "declines"), ("yes_or_no", "declines"),
    ("declines", "english_resists"),
)  # fmt: skip
_WEIGHED = (
    "before", "after", "given_after", "given_before", "share_matter", "share_around", "share_declines", "length", "stops",
    "declines_first", "declines_last",
)  # fmt: skip
