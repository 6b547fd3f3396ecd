"""Where the conditions, exceptions and purposes of an English sentence begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.rules.english.commands import Command
from curation.rules.english.imperatives import imperative
from curation.rules.english.operators import Operator, next_bound, noun_phrase, operators
from curation.rules.parts.drafts import Draft, Span, trimmed
from curation.text.phrases import fold, hide_asides, pattern
from curation.text.rule_words import english_limits as wording

_PARTS = ("condition", "exception", "purpose", "derogation")


def action_end(folded: str, ops: Sequence[Operator], start: int) -> int:
    """One past the action that begins at `start`: where the first operator or a semicolon behind it stands."""
    for op in ops:
        if op.start > start and op.kind in _PARTS and not _inside(folded, start, op):
            return op.start
    semicolon = folded.find(";", start)
    return semicolon if semicolon > 0 else len(folded)


def _inside(folded: str, start: int, op: Operator) -> bool:
    """Whether an operator set off by commas stands in the middle of the action: `keep, where possible, records`."""
    comma = folded.rfind(",", start, op.start)
    closing = folded.find(",", op.end)
    return (
        comma >= 0
        and not folded[comma + 1 : op.start].strip()
        and 0 < closing - op.end <= 25
        and not wording.INSIDE.match(folded[closing:])
    )


def set_parts(
    text: str,
    base: int,
    folded: str,
    ops: Sequence[Operator],
    draft: Draft,
    subject: Span,
    command: Command,
    begin: int,
    verb: int,
) -> None:
    """Conditions, exceptions and the purpose, each from its operator to where it ends.

    Args:
        text: The words of the clause.
        base: Where the sentence begins in `text`.
        folded: The sentence in small letters, with as many code points.
        ops: The operators of the sentence in order; places count in `folded`.
        draft: Is filled.
        subject: Where the subject stands in `folded`.
        command: The command of the sentence.
        begin: Where the sentence of this command begins in `folded`.
        verb: Where the verb of the action begins in `folded`.
    """
    done = begin
    for op in ops:
        if op.start < done or op.kind in ("relative", "prejudice"):
            continue
        end = _part_end(folded, ops, op, subject, command, verb)
        if (
            op.kind == "purpose"
            and (listed := wording.SUBJECT_BEHIND.search(folded, op.end, end)) is not None
        ):
            end = listed.start()  # "For the purposes of this Act, the owner, the master and the pilot shall"
        span = trimmed(text, base + op.start, base + end)
        if span is None or len(folded[op.start : end].split()) < 2:
            continue
        if op.kind == "purpose" and not (op.start < command.start and wording.OF_TEXT.match(folded, op.end)):
            if draft.purpose is None and op.start > command.start:
                draft.purpose = span
            done = op.end
            continue
        if op.kind == "derogation":
            draft.conditions.append(span)
        elif _takes_out(folded, op, draft):
            draft.exceptions.append(span)
        else:
            draft.conditions.append(span)
        if op.kind == "condition":
            draft.exceptions += _within(text, base, folded, ops, op, end)
        done = end
    _in_brackets(text, base + begin, base + len(folded), draft)
    _left_out(text, base, folded, begin, draft)


_OF_LACK = frozenset({"in the absence of", "absent"})


def _takes_out(folded: str, op: Operator, draft: Draft) -> bool:
    """Whether what an operator opens takes cases out of the rule, and does not say when the rule holds.

    "Subject to section 5" lets that provision prevail; "in the absence of an agreement, the carrier pays" is a condition, and
    takes cases out of a ban alone.
    """
    if op.word in _OF_LACK:
        return draft.modality == "prohibition"
    if op.word == "subject to":
        prevails = pattern("en", "overriding")
        return prevails is not None and prevails.match(folded, op.start) is not None
    return op.kind == "exception"


def _left_out(text: str, base: int, folded: str, begin: int, draft: Draft) -> None:
    """Adds what a participle behind it leaves out, and cuts it off the condition that it stands in."""
    for match in (
        wording.BEHIND_NOUN.finditer(folded, begin)
        if "cepted" in folded or "cluded" in folded or "empted" in folded
        else ()
    ):
        span = (base + match.start("what"), base + match.end("what"))
        draft.conditions = [
            cut if a < span[0] < b and (cut := trimmed(text, a, span[0])) else (a, b)
            for a, b in draft.conditions
        ]
        if draft.action is not None and draft.action[0] < span[0] < draft.action[1]:
            draft.action = trimmed(text, draft.action[0], span[0])
        draft.exceptions.append(span)


_BRACKETED = re.compile(r"\(([^()]{4,})\)")


def _in_brackets(text: str, start: int, end: int, draft: Draft) -> None:
    """Adds what is in brackets that an operator opens, such as `(except as the law requires)` or `(if any)`."""
    for match in _BRACKETED.finditer(text, start, end):
        inside = fold(match[1])
        first = next(iter(operators(inside)), None)
        if first is None or inside[: first.start].strip() or len(inside.split()) < 2:
            continue
        parts = {"exception": draft.exceptions, "condition": draft.conditions}.get(first.kind)
        span = match.span(1)
        if parts is not None and not any(a < span[1] and span[0] < b for a, b in parts):
            parts.append(span)


def _within(
    text: str, base: int, folded: str, ops: Sequence[Operator], outer: Operator, end: int
) -> list[Span]:
    """The exceptions that a condition has in commas of its own: `if it holds a fluid, other than water, that …`."""
    spans = []
    for op in ops:
        if (
            op.kind == "exception"
            and outer.end < op.start < end
            and folded[: op.start].rstrip().endswith(",")
        ):
            span = trimmed(text, base + op.start, base + min(end, next_bound(folded, op.end)))
            if span is not None:
                spans.append(span)
    return spans


def short(folded: str, place: int = 0) -> re.Match[str] | None:
    """A limit of few words at `place` of a folded text: `applicable` of `if applicable`."""
    return wording.SHORT.match(folded, place)


def _part_end(
    folded: str, ops: Sequence[Operator], op: Operator, subject: Span, command: Command, verb: int
) -> int:
    """One past the last code point of the part that an operator opens."""
    if (
        op.word.startswith("as ") and op.word != "as soon as" and op.word != "as long as"
    ) or wording.WHOLE.fullmatch(op.word):
        return op.end
    if short := wording.SHORT.match(folded, op.end):
        nearest = next_bound(folded, short.end())
        most = _LONG_REFERENCE if wording.REFERS.match(folded, short.end()) else _SHORT_REFERENCE
        return nearest if len(folded[short.end() : nearest].split()) <= most else short.end()
    if not command.word and op.word == "in the case of":
        return next_bound(folded, op.end)
    if op.end <= subject[0]:  # in front
        behind = _next_in_front(folded, ops, op, subject[0])
        return behind if behind is not None else subject[0]
    if op.start < command.start:  # an aside between subject and command, or a part of the subject
        comma = folded.find(",", op.end)
        return (
            comma
            if 0 < comma < command.start and folded[: op.start].rstrip().endswith(",")
            else command.start
        )
    if op.start < verb:  # an aside between the command and its verb
        return verb
    semicolon = folded.find(";", op.end)
    end = semicolon if semicolon > 0 else len(folded)
    if not command.word and not folded[: op.start].strip(" \"'([{"):
        if rest := wording.ITEM.search(folded, op.end, end):
            return rest.start()
        comma = folded.find(",", op.end, end)
        if op.kind == "condition" and comma > 0 and imperative(folded, comma + 1) is not None:
            return comma  # an item: "if the flag is red, enter the lock"
        if (op.kind == "exception" or noun_phrase(op.word)) and (
            rest := wording.MAIN_CLAUSE.search(folded, op.end, end)
        ):
            return rest.start()
    if (case := wording.CONSEQUENCE_CLAUSE.search(folded, op.end, end)) is not None:
        end = case.start()
    if op.kind == "exception":
        return _exception_end(folded, ops, op, end)
    if op.word.startswith("provided"):
        return end  # "provided that it is kept dry, is not opened, and is labelled"
    before = folded[: op.start].rstrip()
    closing = folded.find(",", op.end)
    if (
        before.endswith(",")
        and 0 < closing < end
        and len(folded[op.end : closing].split()) <= 14
        and folded[closing + 1 :].strip(" .;:")
    ):
        return closing
    if (measure := wording.THEN_ALWAYS.search(folded, op.end, end)) is not None:
        return measure.start()
    for other in ops:
        if (
            other.start >= op.end
            and (other.kind in ("exception", "derogation") or (other.kind == "purpose"))
            and other.start < end
            and not _set_off(folded, other)
        ):
            return other.start
    return end


_SHORT_REFERENCE, _LONG_REFERENCE = 5, 16
"""Words that may follow a limit of few words: `provided` alone, and with the provision that it points to."""


def _next_in_front(folded: str, ops: Sequence[Operator], op: Operator, limit: int) -> int | None:
    """Where the next part in front begins, when this one is a noun phrase: `Subject to section 2, if the hall is full, …`."""
    if not noun_phrase(op.word):
        return None
    for other in ops:
        if op.end <= other.start < limit and other.kind in ("condition", "exception", "derogation"):
            between = folded[op.end : other.start]
            joint = wording.AND_NEXT.search(between)
            return op.end + joint.start() if joint is not None else None
    return None


def _exception_end(folded: str, ops: Sequence[Operator], op: Operator, end: int) -> int:
    """One past an exception behind the command: one that is a noun phrase ends at a comma or at a condition behind it."""
    if not noun_phrase(op.word):
        return end
    closing = folded.find(",", op.end, end)
    if (
        folded[: op.start].rstrip().endswith(",")
        and closing > 0
        and len(folded[op.end : closing].split()) <= 14
        and wording.GOES_ON.match(folded, closing) is not None
        and not any(op.end <= other.start < closing for other in ops)
    ):
        return closing
    for other in ops:
        if (
            op.end < other.start < end
            and other.kind == "condition"
            and other.word in wording.CLAUSAL
            and folded[op.end : other.start].strip()
            and not folded[: other.start]
            .rstrip()
            .endswith(("cases", "circumstances", "situations", "instances"))
        ):
            return other.start
    return end


def _set_off(folded: str, op: Operator) -> bool:
    """Whether an exception stands in commas before a relative clause: `an act, other than a joke, that frightens`."""
    return (
        op.kind == "exception"
        and noun_phrase(op.word)
        and wording.SET_OFF.match(folded[op.end :]) is not None
    )


def aside(text: str, start: int, end: int) -> Draft:
    """The draft of words that command nothing and set a measure: `three years, if the licence is for storage`."""
    draft = Draft("other", start, end, 0.3, word="other")
    parts_of(text, start, end, draft)
    return draft


def parts_of(text: str, start: int, end: int, draft: Draft) -> None:
    """Sets action, conditions, exceptions and purpose of an item that continues a command above it."""
    folded = hide_asides(fold(text[start:end]))
    ops = operators(folded)
    command = Command("", 0, 0, False, False)
    set_parts(text, start, folded, ops, draft, (0, 0), command, 0, 0)
    stop = action_end(folded, ops, 0)
    draft.action = trimmed(text, start, start + stop)
