"""The operators of an English sentence in order: what opens a condition, an exception, a purpose or a relative clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from curation.rules.english.bearers import agentive
from curation.text.phrases import WORDS, alternatives, table, words
from curation.text.rule_words import operators as wording

OperatorKind = Literal["exception", "condition", "purpose", "relative", "derogation", "prejudice"]

_TABLES: dict[OperatorKind, str] = {
    "exception": "exceptive",
    "derogation": "derogative",
    "prejudice": "prejudice",
    "condition": "conditional",
    "purpose": "purpose",
    "relative": "relative",
}
_BOUND = re.compile(r"[,;\u2014]|:(?!\d)")


@dataclass(frozen=True, slots=True)
class Operator:
    """A word or phrase that opens a part of a sentence; offsets in the folded sentence."""

    kind: OperatorKind
    start: int
    end: int
    word: str


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, re.Pattern[str]]:
    """The operators by the word that they begin with: most words of a sentence begin none and cost one look-up."""
    found: dict[str, dict[OperatorKind, list[str]]] = {}
    for kind, name in _TABLES.items():
        for phrase in table("en", name):
            found.setdefault(re.split(r"[^a-z]", phrase, maxsplit=1)[0], {}).setdefault(kind, []).append(
                phrase
            )
    # An exception is tried before a condition: "except where" is one operator, and so is "other than".
    return {
        word: re.compile(
            "(?:"
            + "|".join(f"(?P<{kind}>{alternatives(*kinds[kind])})" for kind in _TABLES if kind in kinds)
            + r")(?![\w-])"
        )
        for word, kinds in found.items()
    }


def _scan(folded: str) -> Iterator[re.Match[str]]:
    known = _by_first_word()
    done = 0
    for word in WORDS.finditer(folded):
        if word.start() >= done and (pattern := known.get(word[0])) is not None:
            match = pattern.match(folded, word.start())
            if match is not None:
                done = match.end()
                yield match


@lru_cache(maxsize=1)
def _after_measure() -> re.Pattern[str]:
    return re.compile(r"\b" + alternatives(*table("en", "time_nouns")) + r"\s*,?\s*$")


_LAST_WORD = re.compile(r"(?<![\w'-])([\w'-]++)\s*+$")


def operators(folded: str) -> list[Operator]:
    """The operators of a folded sentence, in order."""
    return list(_remembered(folded)) if len(folded) <= _KEPT else _read(folded)


_KEPT = 4000
"""Code points of the longest sentence whose operators are remembered: each is asked for up to five times."""


@lru_cache(maxsize=64)
def _remembered(folded: str) -> tuple[Operator, ...]:
    return tuple(_read(folded))


def _read(folded: str) -> list[Operator]:
    operators = []
    if (turned := wording.TURNED.match(folded)) is not None and "?" not in folded[-3:]:
        operators.append(Operator("condition", turned.start("verb"), turned.end("verb"), "if"))
    elif (case := wording.CASE_IN_FRONT.match(folded)) is not None:
        operators.append(Operator("condition", case.start("case"), case.end("case"), "in the case of"))
    for match in _scan(folded):
        kind: OperatorKind = match.lastgroup  # type: ignore[assignment]
        word = " ".join(match[0].split())
        if operators and match.start() < operators[0].end:
            continue  # "on receipt of": known by its first word already
        if kind in ("condition", "relative", "exception") and not _opens(folded, kind, word, match):
            continue
        operators.append(Operator(kind, match.start(), match.end(), word))
    return operators


def _opens(folded: str, kind: str, word: str, match: re.Match[str]) -> bool:
    """Whether an operator word is used as one: `the place where`, `15 days after`, `that person` are none."""
    before = folded[max(0, match.start() - 40) : match.start()]
    if word in ("when", "where") and wording.ASKS.match(folded, match.end()):
        return False  # "record when and by whom it was done"
    if kind == "relative":
        if word == "that" and wording.THEN_VERB.match(folded, match.end()):
            return True
        return not (word == "that" and (wording.BEFORE_THAT.search(before) or wording.AGREES.search(before)))
    if word == "in":
        return not before.strip() and "," in folded[match.end() :]  # "In deciding the fee, the board shall"
    if word in ("where", "wherever") and (last := _LAST_WORD.search(before)):
        return last[1] not in words("en", "place_nouns")
    if word.startswith("on ") and not word.startswith("on account") and word not in _ON_TIMES:
        return _on_request(folded, word, before, match.end())
    if word == "if" and wording.ASKED.search(before):
        return False  # "check if the gate is shut": what is to be found out
    if word == "upon" and (before.endswith("incumbent ") or wording.PRONOUN.match(folded, match.end())):
        return False
    if word in ("when", "where") and wording.TOLD_WHEN.search(before):
        return False  # "state when the test took place": what is to be told
    if word == "provided" and wording.WAS_GIVEN.search(before) and wording.CASE.match(folded, match.end()):
        return False  # "can only be provided if"
    if wording.AT_FRONT.fullmatch(word):
        return not before.strip(" \"'([{")
    if word in wording.TIMES_OF and wording.ON_OR.search(before):
        return False  # "on or before the end of the year"
    if word == "once" and before.endswith("at "):
        return False  # "at once"
    if word == "before" and (
        wording.BODY.match(folded, match.end()) or wording.BEFORE_WHOM.match(folded, match.end())
    ):
        return False  # "laid before each House"
    if word in wording.TIMES_OF and before.strip() in ("immediately", "directly", "shortly"):
        return True  # in front of the sentence
    if word in wording.TIMES_OF and word != "during":
        return not (
            _after_measure().search(before)
            or (word == "once" and wording.NOT_ONCE.match(folded, match.end()))
        )
    if word == "subject to":
        # "shall be subject to a fine" is no condition; "subject to Article 5" in front or after a comma is one.
        # "firms subject to section 3" says what they are like.
        last = _LAST_WORD.search(before)
        return (
            last is None
            or last[1].endswith(wording.ENDS_OF_PREDICATES)
            or last[1] in words("en", "before_subject_to")
        )
    if word in ("excluding", "without", "absent", "excepting"):
        return True
    if word in (
        "pending",
        "in an emergency",
        "in emergency",
        "in emergencies",
    ):  # "used or pending disposal" says what a thing is like
        return not before.strip() or before.rstrip().endswith(",")
    if word == "as required":
        return not wording.OPENS.match(folded[match.end() : match.end() + 8])
    return True


_ON_TIMES = frozenset({"on request"})


def _on_request(folded: str, word: str, before: str, end: int) -> bool:
    """Whether `on` opens a condition: `on the request of a member`; `vote on the proposal of the board` says about what."""
    last = _LAST_WORD.search(before)
    if last is not None and last[1] in words("en", "before_on"):
        return False
    if not word.endswith("application of"):
        return True
    # "on the application of this Act": how it is applied, and not who applies.
    return agentive(wording.ON_REQUEST.split(folded[end : end + 100])[0])


def noun_phrase(word: str) -> bool:
    """Whether a noun phrase follows an operator, and no clause with a verb: `subject to`, `despite`, `other than`."""
    return _takes_noun().fullmatch(word) is not None


@lru_cache(maxsize=1)
def _takes_noun() -> re.Pattern[str]:
    return re.compile(alternatives(*table("en", "noun_operators")))


def next_bound(folded: str, start: int) -> int:
    """The offset of the next comma, semicolon, colon or dash from `start`, else the length of the sentence."""
    match = _BOUND.search(folded, start)
    return match.start() if match else len(folded)


def first_after(ops: Sequence[Operator], place: int) -> Operator | None:
    """The first operator that begins at or after `place`, relative ones left out."""
    return next((op for op in ops if op.start >= place and op.kind != "relative"), None)
