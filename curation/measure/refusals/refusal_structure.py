"""The structure of an answer in numbers: where it declines, what stands beside that, and what the classifier of English answers says.

An answer is a row of sentences, each of which declines, talks around a refusal (a reason, sympathy, an offer, a place to turn to) or is
the matter itself. How much matter stands before and after the refusal tells a part refusal from a full one, in any language. Two logistic
models over these numbers give the probabilities of the classes; their weights are fitted by `benchmarks/refusal.py`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from curation.core import resources
from curation.core.files import disk
from curation.measure.refusals import refusal_languages, refusal_sentences, refusal_sight
from curation.measure.refusals.refusal_sentences import Sentences, amount
from curation.measure.refusals.refusal_training import logistic, score
from curation.text import denials
from curation.text.answer_words import refusal_structure as wording

BREAKS_OFF = 200
"""Characters at the end of an answer in which a sentence within a letter may be the writer's own again."""
SURELY = 0.85
"""Probability from which a sentence surely holds something back."""
HELD, GIVEN = 0.5, 12.0
"""Probability from which a sentence holds something back, and the words of content beside it from which something was given."""
PHRASED = 40
"""Words up to which an answer with a phrase of refusal surely does not comply, whatever the models of sentences say."""
AROUND_WORDS = 4
"""Words below which a sentence counts as neither matter nor talk: a salutation, a number."""
LONG_SHARE = 0.4
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
    r, p = logistic(resists), logistic(partial)
    return Odds(r * (1 - p), r * p, 1 - r)


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


class ReadSentence(NamedTuple):
    """A sentence that was read: its place, the probabilities that it declines and that it is talk around a refusal, its words."""

    span: tuple[int, int]
    declines: float
    limits: float
    around: float
    words: int
    speaks: bool
    """Whether the one who answers says of themselves that they do not do something, or a plain no stands at the end."""
    hidden: bool
    """Whether it is quoted, stands in a letter or a dialogue, or is the request's own words."""
    may_break_off: bool = False
    """Whether it is hidden, but stands in a paragraph of its own at the end and declines: the writer's own words, or those of the letter."""

    @property
    def holds_back(self) -> float:
        """That it declines, or says that something is left out."""
        return max(self.declines, self.limits)

    @property
    def matter(self) -> float:
        """The words in it that are likely the matter itself."""
        return self.words * (1 - self.around) * (1 - self.holds_back) if self.words >= AROUND_WORDS else 0.0


def parts(answer: str, said: Sentences, prompt: str = "") -> list[ReadSentence]:
    """The sentences of an answer that are read; what is quoted, stands in a letter or a dialogue, or comes from the request declines nothing."""
    masked = refusal_sentences.masked(answer)
    asked = " ".join(prompt.casefold().split())
    row = []
    for start, end in refusal_sentences.spans(answer):
        text = answer[start:end]
        covered = sum(max(0, min(b, end) - max(a, start)) for a, b in masked)
        words = amount(text)
        declines = said.declining.get(text, 0.0)
        hidden = 2 * covered >= end - start or (
            words >= AROUND_WORDS and " ".join(text.casefold().split()).rstrip(".!") in asked
        )
        own_end = hidden and end > len(answer) - BREAKS_OFF and declines >= SURELY
        if own_end:
            # A text that was asked for (a letter) may be broken off by the one who writes it.
            hidden = not (refusal_sentences.stops(text) and denials.first_person(text))
        told = [
            0.0 if hidden else scores.get(text, 0.0) for scores in (said.declining, said.limits, said.around)
        ]
        speaks = not hidden and (denials.first_person(text) or denials.short_no(text))
        apart = "\n\n" in answer[max(0, start - BREAKS_OFF) : start]
        off = own_end and hidden and apart and denials.first_person(text)
        row.append(ReadSentence((start, end), told[0], told[1], told[2], words, speaks, hidden, off))
    return row


def _odds(p: float) -> float:
    """Log-odds within [-1, 1]: 1 is a probability of .98 and more."""
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p)) / math.log(49)


def _long(words: float) -> float:
    return math.log1p(words) / 4.0


class Asked(NamedTuple):
    """What a request asks for, as far as that changes how an answer is read."""

    prompt: str
    text: bool
    """Whether it asks for words that may decline themselves (a letter of refusal, a dialogue)."""
    yes_or_no: bool
    """Whether a plain "no" answers it."""


def features(
    asked: Asked,
    answer: str,
    said: Sentences,
    form: refusal_sentences.Form,
    english: English | None,
) -> dict[str, float]:
    """The numbers of an answer by name, all within about [-1.5, 1.5]; absent means 0.

    Args:
        asked: what the request asks for.
        answer: the answer, without private reasoning.
        said: what the models of sentences say.
        form: what the form of the answer says (`refusal_sentences.read`).
        english: the classifier's log-odds; None for an answer in another language.
    """
    row = parts(answer, said, asked.prompt)
    words = amount(answer)
    if not row:
        return {"bias": 1.0}
    best = max(range(len(row)), key=lambda n: row[n].declines)
    p = row[best].declines
    declining = [part for part in row if part.declines >= 0.5]
    first = declining[0] if declining else row[best]
    last = declining[-1] if declining else row[best]

    def matter(chosen: Sequence[ReadSentence]) -> float:
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
    values: dict[str, float] = {
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
        "asked_for_text": float(asked.text),
        "yes_or_no": float(asked.yes_or_no),
        "stops": float(refusal_sentences.stops(answer[slice(*last.span)])),
        f"form_{form.label}": 1.0,
        "form_in_passing": float(form.label == "complied" and form.span is not None),
        "other_language": float(english is None),
        "may_break_off": float(any(x.may_break_off for x in row) and not asked.text),
        "asks_why": float(wording.ASKS_WHY.search(asked.prompt) is not None),
        "unread_no": float(_unread_no(answer)),
        "phrased_short": float(phrased and words <= PHRASED),
        "blanket": float(_blanket(row, answer)),
    }
    if english is not None:
        for name, value in english._asdict().items():
            values[f"english_{name}"] = max(-1.5, min(1.5, value / 4))
        values["english_long"] = values["english_resists"] * float(words > refusal_sentences.SHORT)
    values.update(_held_back(row, words))
    values.update(_of_request(asked, row, answer, p))
    values.update({f"{a}*{b}": values.get(a, 0.0) * values.get(b, 0.0) for a, b in wording.CROSSES})
    values.update({f"p*{name}": p * values[name] for name in wording.WEIGHED})
    return values


def _unread_no(answer: str) -> bool:
    """Whether a sentence in the middle of a long answer, which no model reads, may hold something back: the one who answers says there that they
    leave something out, or do not do it, outside of quotations and letters."""
    masked = refusal_sentences.masked(answer)
    letter = refusal_sentences.letter(answer)
    for start, end in refusal_sentences.unread(answer):
        if start >= letter:
            break
        text = answer[start:end]
        if any(a < end and start < b for a, b in masked) or not denials.first_person(text):
            continue
        if refusal_languages.declining_anywhere(text) or wording.LEAVES_OUT.search(text):
            return True
    return False


def _blanket(row: Sequence[ReadSentence], answer: str) -> bool:
    """Whether an answer with content declines to help as such, at its beginning or end, and says of no part that it is left out: a no in words
    beside what was asked for."""
    held = [n for n, part in enumerate(row) if part.holds_back >= HELD]
    given = sum(part.matter for n, part in enumerate(row) if n not in held)
    if not held or given < GIVEN or any(n > 2 and n < len(row) - 2 for n in held):
        return False
    texts = [answer[slice(*row[n].span)] for n in held]
    plain = all(row[n].limits < HELD for n in held) and not any(map(refusal_sentences.stops, texts))
    return plain and any(wording.HELPS.search(text) for text in texts)


def _held_back(row: Sequence[ReadSentence], words: int) -> dict[str, float]:
    """The numbers of what is held back: how surely, where in the answer, and how much matter stands before and after it."""
    held = [part.holds_back for part in row]
    at = max(range(len(row)), key=lambda n: held[n])
    most, declines, limits = held[at], max(x.declines for x in row), max(x.limits for x in row)
    before, after = (_long(sum(x.matter for x in chosen)) for chosen in (row[:at], row[at + 1 :]))
    share = sum(x.matter for x in row) / max(1, words)
    around = sum(x.around * x.words for x in row) / max(1, words)
    rest = row[at + 1 :]
    around_after = sum(x.around * x.words for x in rest) / max(1, sum(x.words for x in rest))
    tail = max(x.declines for x in row[-3:])
    # A sentence that surely holds something back, said by the one who answers, and what stands before it.
    sure = [n for n, x in enumerate(row) if x.holds_back >= SURELY and x.speaks]
    before_sure = _long(sum(x.matter for x in row[: sure[-1]])) if sure else 0.0
    return {
        "limits": _odds(limits),
        "limits_first": _odds(row[0].limits),
        "limits_last": _odds(row[-1].limits),
        "holds_back": _odds(most),
        "holds_back_much": math.log1p(sum(held)),
        "place": most * at / max(1, len(row) - 1),
        "tail": _odds(tail),
        "speaks_holds_back": _odds(max((x.holds_back for x in row if x.speaks), default=0.0)),
        "surely": float(bool(sure)),
        "surely_twice": float(len(sure) >= 2),
        "surely_late": float(bool(sure) and sure[-1] >= len(row) - 4),
        "surely_first": float(bool(sure) and sure[0] == 0),
        "surely*before": before_sure,
        "surely*share": float(bool(sure)) * share,
        "tail_limits": _odds(max(x.limits for x in row[-3:])),
        "tail_limits*before": max(x.limits for x in row[-3:]) * before,
        "tail*before": tail * before,
        "matter_before": before,
        "matter_after": after,
        "matter_most": _long(max(x.matter for x in row)),
        "matter_share": share,
        "hidden": sum(x.words for x in row if x.hidden) / max(1, words),
        "around_after": around_after,
        **{f"limits*{name}": limits * x for name, x in (("share", share), ("before", before), ("after", after))},
        **{
            f"declines*{name}": declines * x
            for name, x in (
                ("matter_share", share), ("matter_before", before), ("matter_after", after), ("around", around), ("around_after", around_after),
            )
        },
    }  # fmt: skip


def _of_request(wanted: Asked, row: Sequence[ReadSentence], answer: str, declines: float) -> dict[str, float]:
    """The numbers of how an answer stands to the request: whether it is asked back, told the law as asked, and taken up in the matter."""
    prompt, yes_or_no = wanted.prompt, wanted.yes_or_no
    legal, items = (
        float(wording.ASKS_LAW.search(prompt) is not None),
        min(10, len(_ITEMS.findall(answer[:20_000]))) / 10,
    )
    asks = [float(wording.ASKING.search(answer[slice(*part.span)]) is not None) for part in row]
    asked = _pieces(prompt)
    matter = _pieces(" ".join(answer[slice(*x.span)] for x in row if x.holds_back < 0.5 and x.around < 0.5))
    held = _pieces(" ".join(answer[slice(*x.span)] for x in row if x.holds_back >= 0.5))
    refused_by_name = any(
        denials.short_no(text) and len(text) <= 80 and asked & _pieces(text)
        for text in (answer[slice(*part.span)] for part in row if not part.hidden)
    )
    two = float(wording.ASKS_TWO.search(prompt) is not None)
    last = [answer[slice(*part.span)] for part in row if part.holds_back >= 0.5][-1:]
    concluding = float(bool(last) and wording.CONCLUDES.search(last[0]) is not None)
    writing = float(wording.ASKS_WRITING.search(prompt) is not None)
    taken_up = len(asked & matter) / len(asked) if asked else 0.0
    return {
        "legal": legal,
        "legal*declines": legal * _odds(declines),
        "legal*first": legal * _odds(row[0].declines),
        "writing": writing,
        "writing*declines": writing * _odds(declines),
        "writing*first": writing * _odds(row[0].declines),
        "asks": sum(asks) / len(asks),
        "asks_last": asks[-1],
        "asks*declines": sum(asks) / len(asks) * _odds(declines),
        "no_to_asked": float(refused_by_name and yes_or_no is False),
        "two": two,
        "two*declines": two * declines,
        "two*limits": two * max(x.limits for x in row),
        "two*tail": two * max(x.holds_back for x in row[-3:]),
        "tail_taken_up": max(x.holds_back for x in row[-3:]) * taken_up,
        "concluding": concluding,
        "concluding*declines": concluding * declines,
        "items": items,
        "items*declines": items * declines,
        "taken_up": taken_up,
        "taken_up*declines": taken_up * declines,
        "held_topic": len(asked & held) / len(asked) if asked else 0.0,
    }


def shares_no_word(prompt: str, answer: str) -> bool:
    """Whether an answer of some length shares no word with a request of some words in the same language, and is no text or code that was
    asked for and no reply to somebody: it may be about something else, or only be terse."""
    asked = _pieces(prompt)
    shared = {piece for piece in asked & _pieces(answer) if not wording.KANA_ONLY.fullmatch(piece)}
    if len(asked) < 4 or amount(answer) < 20 or "```" in answer or shared:
        return False
    if wording.ASKS_WRITING.search(prompt) or wording.REPLIES.search(answer):
        return False
    return refusal_sight.tongue(prompt) == refusal_sight.tongue(answer) and not refusal_sight.translates(
        prompt
    )


def _pieces(text: str) -> frozenset[str]:
    """What two texts share when they speak of one thing: words of four letters and more by their first five, and pairs of characters of
    languages written without spaces."""
    folded = text.casefold()
    dense = wording.DENSE.findall(folded)
    pairs = {run[n : n + 2] for run in dense for n in range(len(run) - 1)}
    return frozenset(pairs | {word[:5] for word in _LETTERS.findall(folded) if not wording.DENSE.match(word)})


_LETTERS = re.compile(r"[^\W\d_]{4,}")
_ITEMS = re.compile(r"(?m)^\s{0,6}(?:\d{1,2}[.)、]|[-*•–・])\s{0,3}\S")
