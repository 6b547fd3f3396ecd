"""The word that makes an English sentence a rule: a modal verb, a phrase such as `is prohibited`, `no person shall`.

What a modal does depends on the verb that it stands with: "shall not enter" forbids, "shall not apply" limits, "shall not be
considered" defines (`command_effects`). The tables of verbs are in the English pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curation.rules.english.command_effects import FLAVOURS
from curation.rules.english.operators import Operator
from curation.rules.english.subordinate_clauses import hangs
from curation.rules.english.verb_forms import is_base
from curation.text.phrases import WORDS, alternatives, table, words
from curation.text.rule_words import commands as wording
from curation.text.rule_words.command_effects import ADVERB


@dataclass(frozen=True, slots=True)
class Command:
    """The commanding word of a sentence; offsets in the folded sentence."""

    word: str
    """What it is, in a common form: `shall`, `be prohibited`, `imperative`."""
    start: int
    end: int
    """One past the commanding words: the action begins behind them."""
    negated: bool
    restricted: bool
    """Whether `only` stands with it: what is allowed is allowed in this case alone."""


@lru_cache(maxsize=1)
def _modal() -> re.Pattern[str]:
    parts = alternatives(*(phrase for name in FLAVOURS for phrase in table("en", name)))
    return re.compile(wording.MODAL.pattern.replace("PARTS", parts))


_AFTER = re.compile(rf"(?:(?:\s*+,)?\s++{ADVERB}(?![\w-]))*")
_ONLY = re.compile(r"\bonly\b")


def commands(folded: str, ops: Sequence[Operator]) -> list[Command]:
    """The commanding words of the main clauses, in order; those of subordinate clauses are left out."""
    found: list[Command] = []
    for match in _scan(folded):
        if match.group("dont") and not (match[0].startswith("do ") or match[0].startswith("don")):
            continue  # "does not apply" tells of somebody or something; only "do not" commands
        if match.group("dont") and (
            not _imperative_dont(folded, match.start()) or _told_of_many(folded, ops, match.start())
        ):
            continue
        if match.group("modal") == "may" and (
            wording.MONTH.search(folded, 0, match.start()) or wording.MONTH_AHEAD.match(folded, match.end())
        ):
            continue  # "3 May 2027", "Version 4, May 2000"
        if match.group("be") in wording.FORMS_OF_BE:
            continue
        if not _advice(folded, match) or not _right(folded, match):
            continue
        if wording.BECAUSE.search(folded, max(0, match.start() - 120), match.start()):
            continue  # "it is slow because they must wait": why it is so
        if wording.SUCH_AS.search(folded, max(0, match.start() - 90), match.start()):
            continue  # "such other matters as justice may require"
        if any(op.start == match.start() for op in ops) or (
            hangs(folded, ops, match.start()) and not _behind_front(folded, ops, match)
        ):
            continue  # "Should the pump fail, the attendant must": the verb opens the condition
        found.append(_command(folded, match))
    if len(found) > 1 and (front := _front_condition(folded, ops)) and found[-1].start > front:
        return [command for command in found if command.start > front]
    return found


def _front_condition(folded: str, ops: Sequence[Operator]) -> int:
    """Where the condition that a sentence begins with is closed by a comma and a subject; 0 for a sentence that begins otherwise.

    "If a sheet, other than a copy, that is kept in the hall may be had, the owner shall": `may` stands in the condition.
    """
    if not ops or ops[0].kind != "condition" or folded[: ops[0].start].strip(" \"'([{"):
        return 0
    match = wording.MAIN.search(folded, ops[0].end)
    return match.start() if match else 0


def _scan(folded: str) -> Iterator[re.Match[str]]:
    done = 0
    for word in WORDS.finditer(folded):
        if (
            word[0] in wording.STARTS
            and word.start() >= done
            and (match := _modal().match(folded, word.start())) is not None
        ):
            done = match.end()
            yield match


def _behind_front(folded: str, ops: Sequence[Operator], match: re.Match[str]) -> bool:
    """Whether `do not` stands right behind the comma that closes a limit in front: `If the flag is red, do not enter.`."""
    return (
        match.group("dont") is not None
        and folded[: match.start()].rstrip().endswith(",")
        and bool(ops)
        and not folded[: ops[0].start].strip(" \"'([{")
        and not any(op.kind == "relative" for op in ops if op.start < match.start())
    )


def _imperative_dont(folded: str, start: int) -> bool:
    before = folded[:start].rstrip()
    return not before or before[-1] in ",;:." or wording.IMPERATIVE_DONT.search(before) is not None


def _told_of_many(folded: str, ops: Sequence[Operator], start: int) -> bool:
    """Whether `do not` goes on with a relative clause: `firms that sell tools but do not make them`."""
    return wording.TOLD_OF_MANY.search(folded[:start]) is not None and any(
        op.kind == "relative" and op.end < start for op in ops
    )


def _advice(folded: str, match: re.Match[str]) -> bool:
    """Whether `suggests`, `advises` or `urges` gives advice: an organisation does, that or to do something; evidence and judges do not."""
    if match.group("verb") is None or wording.ADVISING.match(match[0]) is None:
        return True
    before = folded[max(0, match.start() - 160) : match.start()]
    before = re.split(r"[,;:\u2014]", before)[-1].strip(" \"'([{")
    if wording.ADVISER.fullmatch(before) is None:
        return False
    if match[0].endswith("against"):
        return True
    told = wording.ADVISED_TO.match(folded, match.end())
    return told is not None and (told["verb"] is None or is_base(told["verb"]))


def _right(folded: str, match: re.Match[str]) -> bool:
    """Whether a verb follows a right that is more than `the right to`: not in `the right of way to the well`."""
    have = match.group("have")
    if have is None or "right" not in have or "reserve" in have or have.endswith("the right to"):
        return True
    verb = wording.RIGHT_TO.match(folded, match.end())
    if verb is None or not is_base(verb["verb"]):
        return False
    return " of " not in have or verb["verb"] not in words("en", "doubtful_imperatives")


def _command(folded: str, match: re.Match[str]) -> Command:
    start, end = match.start(), match.end()
    text = " ".join(match[0].split())
    if match.group("be"):
        between = match.group("beadv")
        return Command(
            f"be {match.group('part')} {match.group('prep') or ''}".strip(),
            start,
            end,
            bool(wording.NEGATION.search(between)),
            bool(_ONLY.search(between)),
        )
    if match.group("isto"):
        return Command("is to", start, end, " not " in text, False)
    if match.group("have"):
        denied = (
            wording.DENIED_HAVE.search(folded, max(0, start - 30), start) is not None
            or wording.NO_DUTY.match(text) is not None
        )
        return Command("have the right" if "right" in text else "have to", start, end, denied, False)
    if match.group("verb") or match.group("refuse"):
        negated = match.group("refuse") is None and wording.COMMAND.search(folded[:start]) is not None
        return Command(text, start, end, negated, False)
    if match.group("noneed"):
        return Command("need", start, end, True, False)
    if match.group("dont"):
        return Command("do not", start, end, True, False)
    word = match.group("modal")
    negated = word in wording.NEGATED_MODALS
    adverbs = _AFTER.match(folded, end)
    between = adverbs[0] if adverbs else ""
    negated = negated or bool(wording.NEGATION.search(between))
    behind = folded[end + len(between) :]
    restricted = bool(_ONLY.search(between)) or bool(wording.ONLY_BEHIND.match(behind))
    bare = {
        "cannot": "can",
        "can't": "can",
        "needn't": "need",
        "need not": "need",
        "won't": "will",
        "ll": "will",
        "mustn't": "must",
        "shouldn't": "should",
        "shan't": "shall",
    }
    return Command(bare.get(word, word), start, end + len(between), negated, restricted)


def front_negation(folded: str, command: Command, from_: int) -> str:
    """The negative word that the subject of a command begins with: `no` of "no person shall"; empty without one."""
    found = ""
    for match in wording.FRONT_NO.finditer(folded, from_, command.start):
        if match.group("neg") == "no" and wording.NOT_NO.match(folded, match.end()):
            continue
        if match.group("neg") == "no" and wording.NOT_NO.match(folded[match.end() : match.end() + 12]):
            continue
        found = match.group("neg")
    return found
