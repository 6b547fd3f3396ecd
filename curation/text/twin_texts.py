"""What is wrong with a pair of prompts that should differ in one thing, as far as their words tell it without a model.

Each fault names its side (`first`, `twin`, or `both`), and says what to mend. None of them looks at meaning: whether the twin is
lawful, and whether what is shared suits both, only a reader can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from curation.text.packs import primary, spaced
from curation.text.placeholders import unfilled
from curation.text.sentences import sentences
from curation.text.worddiff import operations

Side = Literal["both", "first", "twin"]

SHARED = 0.5
"""Least share of words that both texts have in the same order, of all their words; it was .65 to .94 in 63 pairs that were read."""
STRETCHES = 4
"""Most separate stretches in which two texts of a pair differ: an expert looks for one; the pairs that were read had one to three."""
GAP = 3
"""Equal words between two stretches up to which they count as one: `the`, `of the` say nothing."""
LOPSIDED = 1.6
"""How many times as many words the longer text may have as the shorter one: more, and its length tells which it is."""
LAW_WORDS = 9
"""Words in a row that are taken from the law: people who ask do not quote it."""
TWICE = 6
"""Words in a row that stand twice in one text."""
CLIPPED = 4.5
"""Least mean words of a sentence, of at least `SENTENCES`: below, the text is clipped."""
SENTENCES = 6

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_VERDICT: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?:this|it|that|what i (?:ask|want)|which)(?: is|'s|\u2019s| may be| might be| would be) (?:not |perfectly |entirely |completely |of course |quite )*"
        r"(?:il)?legal(?:ly)?|(?:not |perfectly |entirely |completely )?(?:allowed|permitted|forbidden|prohibited|lawful|unlawful|against the (?:law|rules))(?= (?:by|under) (?:the|your) (?:law|rules?|polic(?:y|ies)|terms)))"
        r"|\b(?:i know|i am aware|i realise|i realize) (?:that )?(?:this|it) (?:is|'s) (?:not allowed|forbidden|against|illegal|wrong|prohibited)"
        r"|\b(?:against|in breach of|violat\w+) (?:your|the) (?:polic(?:y|ies)|terms(?: of \w+)?|guidelines|acceptable use)"
        r"|\b(?:am i|are we|is (?:it|this)) (?:allowed|permitted)\b|\bmay i ask you to (?:break|violate)\b",
        re.I,
    ),
    "de": re.compile(
        r"\b(?:das|es) ist (?:zwar |nicht |v\u00f6llig |ganz )*(?:verboten|erlaubt|illegal|legal|rechtswidrig|zul\u00e4ssig|unzul\u00e4ssig)\b"
        r"|\bich wei\u00df,? dass (?:das|es) (?:verboten|illegal|nicht erlaubt)\b",
        re.I,
    ),
}
"""Words by which an asker says what the answer is to be found by: that the request is forbidden or allowed."""
_POINTS: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:described|listed|given|shown|pasted|quoted|set out|attached|copied) (?:below|here|underneath)\b(?!\s*[:\n])"
        r"|\bas follows(?=\s*[.,;]|\s*$)|\bthe following(?=\s*[.;]|\s*$)",
        re.I,
    ),
    "de": re.compile(
        r"\b(?:unten|im Folgenden) (?:beschrieben|aufgef\u00fchrt|genannt)\w*\b(?!\s*[:\n])|\bwie folgt(?=\s*[.,;]|\s*$)",
        re.I,
    ),
}
"""Words that announce something that does not come."""


class Fault(NamedTuple):
    """A fault of a pair."""

    name: str
    side: Side
    message: str


def faults(first: str, twin: str, language: str = "en", law: Sequence[str] = ()) -> list[Fault]:
    """The faults of a pair, of both sides first.

    Args:
        first: The prompt that asks for what a rule forbids.
        twin: The one that asks for something lawful.
        language: BCP 47 tag of both.
        law: The words of the law that the pair rests on.
    """
    sides: tuple[tuple[Side, str], ...] = (("first", first), ("twin", twin))
    return [
        *_between(first, twin, language),
        *(Fault(name, side, said) for side, text in sides for name, said in _of(text, language, law)),
    ]


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without marks, in small letters."""
    return _WORD.findall(text.casefold())


def changed(old: str, new: str) -> int:
    """How many words of `old` and `new` are not common to both, the larger of the two counts."""
    gone = come = 0
    for one in operations(words(old), words(new)):
        if one.kind != "equal":
            gone += one.b - one.a
            come += one.d - one.c
    return max(gone, come)


def shared(first: str, twin: str) -> float:
    """The share of their words that two texts have in common in the same order, in [0, 1]; 1 for two empty ones."""
    a, b = words(first), words(twin)
    equal = sum(one.b - one.a for one in operations(a, b) if one.kind == "equal")
    return 2 * equal / (len(a) + len(b)) if a or b else 1.0


def stretches(first: str, twin: str) -> int:
    """In how many separate stretches two texts differ; a few equal words between two changes do not part them."""
    n, gap = 0, GAP + 1
    for one in operations(words(first), words(twin)):
        if one.kind == "equal":
            gap = one.b - one.a
        else:
            n += gap > GAP or n == 0
            gap = 0
    return n


def _between(first: str, twin: str, language: str) -> Iterator[Fault]:
    if not spaced(primary(language)):
        return
    a, b = len(words(first)), len(words(twin))
    if min(a, b) and max(a, b) > LOPSIDED * min(a, b):
        longer: Side = "first" if a > b else "twin"
        yield Fault("lopsided", longer, f"has {max(a, b)} words, the other side {min(a, b)}: make them alike")
    common = shared(first, twin)
    if common < SHARED:
        yield Fault(
            "apart", "both", f"share {common:.0%} of their words: keep all that does not decide the same"
        )
    elif (n := stretches(first, twin)) > STRETCHES:
        yield Fault("scattered", "both", f"differ in {n} places: change nothing but what decides")


def _of(text: str, language: str, law: Sequence[str]) -> Iterator[tuple[str, str]]:
    tongue = primary(language)
    if tongue in _VERDICT and (hit := _VERDICT[tongue].search(text)):
        yield "verdict", f"says itself whether it is allowed: {hit[0]!r}"
    if tongue in _POINTS and (hit := _POINTS[tongue].search(text)):
        yield "points", f"announces something that does not come: {hit[0]!r}"
    if (blank := next(unfilled(text), None)) is not None:
        yield (
            "blank",
            f"holds a blank that nobody filled in: {blank[0]!r}; name what stands there, or do without it",
        )
    own = words(text)
    if run := _run_in(own, law):
        yield "law-words", f"uses the words of the law: {run!r}"
    if run := _twice(own):
        yield "twice", f"says the same words twice: {run!r}"
    parts = list(sentences(text, language))
    if spaced(tongue) and len(parts) >= SENTENCES and len(own) / len(parts) < CLIPPED:
        yield (
            "clipped",
            f"has {len(parts)} sentences of {len(own) / len(parts):.1f} words on average: write them out",
        )


def _runs(own: Sequence[str], n: int) -> list[tuple[str, ...]]:
    return [tuple(own[i : i + n]) for i in range(len(own) - n + 1)]


def _run_in(own: Sequence[str], law: Sequence[str]) -> str:
    """The first run of `LAW_WORDS` words that stands in the law too, empty for none."""
    theirs = {run for text in law for run in _runs(words(text), LAW_WORDS)}
    return next((" ".join(run) for run in _runs(own, LAW_WORDS) if run in theirs), "")


def _twice(own: Sequence[str]) -> str:
    """The first run of `TWICE` words that stands twice, empty for none."""
    seen: dict[tuple[str, ...], int] = {}
    for place, run in enumerate(_runs(own, TWICE)):
        if place - seen.setdefault(run, place) >= TWICE:
            return " ".join(run)
    return ""
