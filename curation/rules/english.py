"""What an English sentence demands: its commands, whom they bind, when they hold and unless what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.core.records import Modality
from curation.rules import statements
from curation.rules.bearers import agentive, thing
from curation.rules.commands import Command, commands, front_negation, imperative, plain_verb
from curation.rules.decision import decide, passive
from curation.rules.drafts import ACTION, BEARER, Draft, Role, Span, trimmed
from curation.rules.operators import Operator, next_bound, noun_phrase, operators
from curation.text.phrases import fold, hide_asides, words

_PARTS = ("condition", "exception", "purpose", "derogation")
_INTRO = re.compile(
    r"^\W*(?:and |but |or )?(?:however|therefore|additionally|moreover|furthermore|accordingly|thus|consequently|hence|nevertheless|in addition|in particular|as a minimum|at a minimum|in general|generally|finally|also|similarly|likewise|otherwise"
    r"|for|in|under|pursuant|with|by|on|at|to|without|notwithstanding|having|as|following|based|depending|using|within|from|through|except|unless|if|when|whenever|where|wherever|before|after|prior|upon|until|while|during|once|subject|regardless|irrespective"
    r"|provided|so far|so long|absent|barring|failing|throughout|(?:immediately|shortly|directly|promptly) (?:before|after|upon|prior|following)|because|since|taking|considering|further|first|second|third|instead|whether|whatever|although|though|even|not(?=\s+later)|no later|every (?:day|year|month|week|time)|each (?:day|year|month|week|time)|unlike|save|other than|given|despite|whereas|including|especially|only (?:if|when|after|where))\b"
)
_CONJUNCTION = re.compile(
    r"(?<!\s)\s*+[;:]\s*+(?:(?:and|but|or|nor)\s*+)?|,\s*+(?:and|but|or|nor)\s++|(?<!\s)\s++(?:and|but|nor)\s++"
)


def read(text: str, start: int, end: int) -> list[Draft]:
    """What the sentence `text[start:end]` demands, in order; empty when it states no rule of its own."""
    folded = hide_asides(whole := fold(text[start:end]))
    if (known := statements.first(whole, folded)) is not None:
        return [_plain(text, start, end, *known)]
    ops = operators(folded)
    found = commands(folded, ops)
    if not found or found[0].start > 12:
        command = imperative(folded, _front_end(folded, ops, found[0].start if found else len(folded)))
        # "Provide access that may be withdrawn": a verb that is no noun commands before any other word can.
        if command is not None and (not found or plain_verb(folded, command)):
            found = [command]
    if not found:
        if (late := statements.last(whole, folded)) is not None:
            return [_plain(text, start, end, *late)]
        return []
    drafts = _drafts(text, start, folded, ops, found)
    if not drafts and (late := statements.last(whole, folded)) is not None:
        return [_plain(text, start, end, *late)]
    return drafts


def _plain(text: str, start: int, end: int, modality: Modality, certainty: float) -> Draft:
    """The draft of a statement: its action is the whole statement without conditions and exceptions."""
    draft = Draft(modality, start, end, certainty, word=modality)
    if modality == "definition":
        parts_of(text, start, end, draft)
        draft.conditions, draft.purpose = [], None
        draft.action, draft.opens = trimmed(text, start, end), "definition"
        return draft
    parts_of(text, start, end, draft)
    if draft.action is None:
        draft.action = trimmed(text, start, end)
    draft.opens = tail_role(text, start, end) or "element"
    return draft


def _front_end(folded: str, ops: Sequence[Operator], limit: int) -> int:
    """Where the main clause begins: behind a comma before `limit` that closes a condition in front, else at the start."""
    if ops and ops[0].kind != "relative" and not folded[: ops[0].start].strip(" \"'([{"):
        comma = folded.find(",", ops[0].end)
        while 0 <= comma < min(limit, len(folded) - 2):
            if imperative(folded, comma + 1) is not None:
                return comma + 1
            comma = folded.find(",", comma + 1)
    if match := re.match(
        r"\W*(?:to|for|in|at|during|rather than|instead of|by|with|as) [^,;:]{3,120},\s+", folded
    ):
        return match.end()
    return 0


def _drafts(
    text: str, base: int, folded: str, ops: Sequence[Operator], found: Sequence[Command]
) -> list[Draft]:
    drafts: list[Draft] = []
    begin = 0
    for number, command in enumerate(found):
        if number:
            joint = _joint(folded, found[number - 1].end, command.start)
            if joint is None:
                continue
            if drafts:
                drafts[-1] = _closed(text, base, folded, ops, drafts[-1], joint[0])
            begin = joint[1]
        # "of whom it knows, or cannot fail to see": only these say by themselves that the same subject goes on.
        known = drafts[-1].bearer if drafts and command.word in ("shall", "must", "may", "is to") else None
        draft = _draft(
            text, base, folded, ops, command, begin, fold(text[known[0] : known[1]]) if known else ""
        )
        if number and draft.bearer is None and not folded[begin : command.start].strip() and drafts:
            draft.bearer = drafts[-1].bearer
            if draft.bearer is not None and BEARER in draft.unparsed:
                draft.unparsed.remove(BEARER)
        if draft.modality == "other" and (drafts or number + 1 < len(found)):
            continue
        drafts.append(draft)
    return [draft for draft in drafts if draft.modality != "other"]


def _joint(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a second main clause is joined to the one before: end of the first, start of the second; None when it is not."""
    last = None
    for match in _CONJUNCTION.finditer(folded, start, end):
        last = match
    if last is None:
        return None
    between = folded[last.end() : end].strip()
    if not between or ";" in last[0] or ":" in last[0] or (len(between.split()) <= 9 and "," not in between):
        return last.start(), last.end()
    return None


def _closed(text: str, base: int, folded: str, ops: Sequence[Operator], draft: Draft, end: int) -> Draft:
    """A draft that ends where the next one begins: its parts are cut there."""
    limit = base + end

    def cut(span: Span | None) -> Span | None:
        return None if span is None or span[0] >= limit else trimmed(text, span[0], min(span[1], limit))

    draft.end = limit
    draft.action, draft.object, draft.purpose = cut(draft.action), cut(draft.object), cut(draft.purpose)
    draft.conditions = [span for part in draft.conditions if (span := cut(part))]
    draft.exceptions = [span for part in draft.exceptions if (span := cut(part))]
    return draft


def _draft(
    text: str, base: int, folded: str, ops: Sequence[Operator], command: Command, begin: int, known: str
) -> Draft:
    """The draft of one command; `known` is the bearer of the command before it, who is meant where no subject stands here."""
    subject = _subject(folded, ops, begin, command.start)
    front = front_negation(folded, command, begin)
    stated = command.word.startswith("be ") and command.word.rpartition(" ")[2] not in (
        "to",
        "from",
        "that",
        "for",
    )
    # Behind "is prohibited" no verb follows, so that what a comma opens there is a limit and no aside.
    verb_start = command.end if stated else _action_start(folded, ops, command.end)
    predicate = " " + folded[verb_start:]
    modality, certainty, behind = decide(
        command, folded[subject[0] : subject[1]].strip() or known, predicate, front
    )
    draft = Draft(modality, base + begin, base + len(folded), certainty, word=command.word)
    if modality == "other":
        return draft
    action_start = _action_start(folded, ops, verb_start + max(0, behind - 1)) if behind else verb_start
    action_end = _action_end(folded, ops, action_start)
    draft.action = trimmed(text, base + action_start, base + action_end)
    _parts(text, base, folded, ops, draft, subject, command, begin, action_start)
    _who(text, base, folded, draft, subject, command, action_start, action_end)
    draft.opens = _opens(folded, ops, action_start, modality)
    named = folded[:action_start].rstrip().endswith(" for") and (command.word.endswith(" for") or behind > 0)
    if named and (holder := _holder(folded, action_start)) is not None:
        # "It is unlawful for any person to sell": who stands behind `for`.
        draft.bearer = trimmed(text, base + holder[0], base + holder[1])
        draft.action = trimmed(text, base + holder[2], base + _action_end(folded, ops, holder[2]))
        draft.object = _object(text, base, folded, holder[2], _action_end(folded, ops, holder[2]))
        if BEARER in draft.unparsed:
            draft.unparsed.remove(BEARER)
    elif draft.object is not None and _about_subject(command, predicate, behind):
        # "Smoking is prohibited in the room": what is forbidden is the subject.
        draft.action = draft.object
    if draft.action is None and draft.opens not in ("action",):
        draft.unparsed.append(ACTION)
        draft.certainty = round(draft.certainty * 0.7, 3)
    return draft


_FOR_WHOM = re.compile(r"\s*(?P<who>[a-z][^,;:]{1,80}?)\s+to\s+(?=[a-z])")


def _holder(folded: str, place: int) -> tuple[int, int, int] | None:
    """Who is named at `place`, behind `is unlawful for`, and where the verb begins; None when nobody is."""
    match = _FOR_WHOM.match(folded, place)
    if match is None or not agentive(match["who"]):
        return None
    return match.start("who"), match.end("who"), match.end()


def _about_subject(command: Command, predicate: str, behind: int) -> bool:
    """Whether a command such as `is prohibited` says something of its subject and no verb follows."""
    if command.word.startswith("be "):
        return command.word.rpartition(" ")[2] not in ("to", "from", "that")
    return bool(behind) and not re.search(r"\b(?:to|from|that)$", predicate[:behind].rstrip())


_AGREED = re.compile(
    r"(?:^|.*\b)(?:you|users?|customers?|licensees?|recipients?)\s+(?:\w+ly\s+)?(?:agree|acknowledge|understand|undertake|confirm|warrant|represent)(?:\s+and\s+\w+)?(?:\s+that)?\s+(?=\w)"
)


def _subject(folded: str, ops: Sequence[Operator], begin: int, end: int) -> Span:
    """The span of the subject: of "you agree that you will not" the second `you`."""
    first, last = _nominal(folded, ops, begin, end)
    if (match := _AGREED.match(folded[first:last])) is not None:
        first += match.end()
    before, joined, second = folded[first:last].rpartition(" and ")
    if joined and _SECOND.match(second) and _TOLD.search(before) and agentive(second):
        first = last - len(second)
    if (match := _TITLE.match(folded[first:last])) is not None:
        first += match.end()
    return first, last


_TITLE = re.compile(r"(?:[a-z'-]+\s){0,3}[a-z'-]+:\s+(?=[a-z])")
"""A short title in front of the subject: `material changes: we may`."""


_TOLD = re.compile(r"\b(?:is|are)\b")
_SECOND = re.compile(r"(?:the|an?|each|every|any|no)\s[^,;:]+$")
"""A sentence with `is` to which one with a command is joined: `fumes are a hazard and the employer must`."""


_MARK = re.compile(
    r"\s*(?:\([a-z]{1,4}\)|\(\d{1,3}\)|(?:article|section|rule|clause|regulation|\u00a7) ?\d+(?:[.-]\d+)*[a-z]?\s*[:.\u2014-])\s+"
)
_ENDS_LIST = re.compile(
    r"\s*(?!(?:the|an?|each|every|any|no|all|its|their|it|they)\s)[a-z-]+ (?:and|or) [a-z]"
)
_DETERMINED = re.compile(r"\s*(?:the|an?|each|every|any)\s")


def _opens_inside(ops: Sequence[Operator], span: Span) -> bool:
    return any(op.kind == "condition" and span[0] < op.start < span[1] for op in ops)


def _nominal(folded: str, ops: Sequence[Operator], begin: int, end: int) -> Span:
    """The span of the subject between the start of the clause and its command, without conditions and introductions."""
    pieces: list[Span] = []
    if (mark := _MARK.match(folded, begin, end)) is not None:
        begin = mark.end()
    at = begin
    # The comma of "1 February, 2026" parts nothing.
    for match in re.finditer(r",(?! \d{4}\b)|[\u2014:]", folded[begin:end]):
        pieces.append((at, begin + match.start()))
        at = begin + match.end()
    pieces.append((at, end))
    kept = [span for span in pieces if folded[span[0] : span[1]].strip()]
    if not kept:
        return end, end
    last = kept[-1] if pieces[-1] == kept[-1] else None
    first = next((span for span in kept if not _INTRO.match(folded[span[0] : span[1]])), kept[-1])
    if last is None:  # a comma stands right before the command: what is between commas is an aside
        return first
    if _opens_inside(ops, first) and _DETERMINED.match(folded[last[0] : last[1]]):
        return last  # a heading in front of the condition: "Transparency On request, the exporter shall"
    if first is kept[0] or re.match(r"\s*(?:and|or)\b", folded[last[0] : last[1]]):
        return first[0], end
    if (
        first is not last
        and _DETERMINED.match(folded[first[0] : first[1]])
        and _ENDS_LIST.match(folded[last[0] : last[1]])
    ):
        return first[0], end  # "Subject to section 2, the design, construction and use of a crane shall"
    return last


_ASIDE = re.compile(r"\s*,\s*([^,;:]{2,160}?),\s*(?=[a-z])")
_GAP = re.compile(r"[\s,]*")


def _action_start(folded: str, ops: Sequence[Operator], place: int) -> int:
    """Where the verb begins: behind what commas set off right after the command (`shall, where necessary, inform`)."""
    if (far := _behind_aside(folded, ops, place)) is not None:
        return far
    for _ in range(3):
        aside = _ASIDE.match(folded, place)
        if (
            aside is None
            or len(aside[1].split()) > 22
            or not (_INTRO.match(aside[1]) or any(op.start == aside.start(1) for op in ops))
        ):
            break
        place = aside.end(1)
    gap = _GAP.match(folded, place)
    return gap.end() if gap else place


def _behind_aside(folded: str, ops: Sequence[Operator], place: int) -> int | None:
    """Where the verb begins behind an aside that holds commas: `shall, in consultation with A or, if there is no A, B, prepare`."""
    if (opening := re.match(r"\s*,\s*", folded[place:])) is None:
        return None
    first = place + opening.end()
    if not (_INTRO.match(folded[first:]) or any(op.start == first for op in ops)):
        return None
    comma = folded.find(",", first)
    while 0 < comma < len(folded) - 2 and len(folded[first:comma].split()) <= 60:
        command = imperative(folded, comma + 1)
        if command is not None and command.word == "imperative" and plain_verb(folded, command):
            return command.start
        comma = folded.find(",", comma + 1)
    return None


def _action_end(folded: str, ops: Sequence[Operator], start: int) -> int:
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
        and not re.match(r",?\s*+(?:(?:and|or|but)\s*+)?$", folded[closing:])
    )


def _parts(
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
    """Conditions, exceptions and the purpose, each from its operator to where it ends."""
    done = begin
    for op in ops:
        if op.start < done or op.kind in ("relative", "prejudice"):
            continue
        end = _part_end(folded, ops, op, subject, command, verb)
        span = trimmed(text, base + op.start, base + end)
        if span is None or len(folded[op.start : end].split()) < 2:
            continue
        if op.kind == "purpose":
            if draft.purpose is None and op.start > command.start:
                draft.purpose = span
            done = op.end
            continue
        if op.kind == "derogation":
            draft.conditions.append(span)
        elif op.kind == "exception":
            draft.exceptions.append(span)
        else:
            draft.conditions.append(span)
        if op.kind == "condition":
            draft.exceptions += _within(text, base, folded, ops, op, end)
        done = end
    _in_brackets(text, base + begin, base + len(folded), draft)


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
    found = []
    for op in ops:
        if (
            op.kind == "exception"
            and outer.end < op.start < end
            and folded[: op.start].rstrip().endswith(",")
        ):
            span = trimmed(text, base + op.start, base + min(end, next_bound(folded, op.end)))
            if span is not None:
                found.append(span)
    return found


_SHORT = re.compile(
    r"\s*(?:(?:so |reasonably |otherwise |legally |technically |specifically )?(?:applicable|appropriate|necessary|needed|required|relevant|possible|feasible|practicable|available|provided|requested|permitted))\b"
)


def _part_end(
    folded: str, ops: Sequence[Operator], op: Operator, subject: Span, command: Command, verb: int
) -> int:
    """One past the last code point of the part that an operator opens."""
    if op.word.startswith("as ") and op.word != "as soon as" and op.word != "as long as":
        return op.end
    if short := _SHORT.match(folded, op.end):
        nearest = next_bound(folded, short.end())
        return nearest if len(folded[short.end() : nearest].split()) <= 5 else short.end()
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
    if not command.word and not folded[: op.start].strip() and (rest := _ITEM.search(folded, op.end, end)):
        return rest.start()
    if op.kind == "exception":
        return _exception_end(folded, ops, op, end)
    before = folded[: op.start].rstrip()
    closing = folded.find(",", op.end)
    if (
        before.endswith(",")
        and 0 < closing < end
        and len(folded[op.end : closing].split()) <= 14
        and folded[closing + 1 :].strip(" .;:")
    ):
        return closing
    for other in ops:
        if (
            other.start >= op.end
            and (other.kind in ("exception", "derogation") or (other.kind == "purpose"))
            and other.start < end
            and not _set_off(folded, other)
        ):
            return other.start
    return end


def _next_in_front(folded: str, ops: Sequence[Operator], op: Operator, limit: int) -> int | None:
    """Where the next part in front begins, when this one is a noun phrase: `Subject to section 2, if the hall is full, …`."""
    if not noun_phrase(op.word):
        return None
    for other in ops:
        if op.end <= other.start < limit and other.kind in ("condition", "exception", "derogation"):
            return other.start if folded[op.end : other.start].rstrip().endswith(",") else None
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
        and _GOES_ON.match(folded, closing) is not None
        and not any(op.end <= other.start < closing for other in ops)
    ):
        return closing
    for other in ops:
        if (
            op.end < other.start < end
            and other.kind == "condition"
            and other.word in _CLAUSAL
            and folded[op.end : other.start].strip()
        ):
            return other.start
    return end


def _set_off(folded: str, op: Operator) -> bool:
    """Whether an exception stands in commas before a relative clause: `an act, other than a joke, that frightens`."""
    return (
        op.kind == "exception"
        and noun_phrase(op.word)
        and re.match(r"[^,;:]{2,90},\s*(?:that|which|who)\b", folded[op.end :]) is not None
    )


_GOES_ON = re.compile(
    r",\s*(?:in|on|at|to|from|with|into|within|under|inside|by|for(?! (?:instance|example)))\s"
)
"""What the action goes on with behind an exception in commas: `store goods, other than tools, in the plant room`."""
_ITEM = re.compile(r",\s+(?:the|an?|each|every|any)\s")
"""What an item is about, behind the condition that it begins with: `in the case of a lift, the load`."""
_CLAUSAL = frozenset(
    {"if", "when", "whenever", "where", "unless", "provided that", "provided", "until", "while"}
)
"""Conditions with a verb, which what is left out does not hold."""


_BY = re.compile(
    r"\bby\s+(?P<who>(?:the |a |an |any |each |every |its |their |such |his |her |one or more |at least \w+ )?[a-z][a-z' -]*)"
)
_NOUN_END = re.compile(
    r"(?<!\s)\s++(?:in|at|on|to|for|with|within|from|after|before|if|when|where|who|which|that|unless|until|during|under|and|or|as|using|through|upon|prior|immediately|promptly|every|without|not|no|by|of)\b"
)


def _agent(folded: str, start: int, end: int) -> Span | None:
    """The span of somebody behind `by` in a passive predicate; None when nobody is named there."""
    for match in _BY.finditer(folded, start, end):
        first, last = match.span("who")
        cut = _NOUN_END.search(folded, first, last)
        noun = folded[first : cut.start() if cut else last]
        if agentive(noun):
            return first, first + len(noun.rstrip())
    return None


_HELD = re.compile(
    r"\bbe\s+(?:\w+ly\s+)?(?:entitled|authori[sz]ed|empowered|permitted|allowed|required|obliged|obligated)\s+to\s*$"
)
"""A passive whose subject is the one who may or must: `shall be entitled to`."""


def _who(
    text: str, base: int, folded: str, draft: Draft, subject: Span, command: Command, start: int, end: int
) -> None:
    """Sets bearer and object, or says that the bearer was not found."""
    noun = folded[subject[0] : subject[1]]
    span = trimmed(text, base + subject[0], base + subject[1])
    predicate = folded[command.end :]
    if command.word in ("imperative", "do not"):
        draft.object = _object(text, base, folded, start, end)
        return
    held = agentive(noun) and _HELD.search(folded[command.end : start]) is not None
    undergoes = (passive(predicate) and not held) or (command.word.startswith("be ") and not agentive(noun))
    if undergoes:
        agent = _agent(folded, start, end)
        if agent is not None:
            draft.bearer = trimmed(text, base + agent[0], base + agent[1])
        draft.object = None if noun.strip() in ("it", "there") else span
    elif span is not None and (named := _antecedent(folded, draft.start - base, subject)) is not None:
        draft.bearer = trimmed(text, base + named[0], base + named[1])
        draft.object = _object(text, base, folded, start, end)
    elif span is not None and agentive(noun):
        draft.bearer = span
        draft.object = _object(text, base, folded, start, end)
    else:
        draft.object = _object(text, base, folded, start, end)
    draft.headless = span is None
    binds = draft.modality in ("obligation", "prohibition", "permission", "recommendation")
    names_nobody = undergoes or (span is not None and thing(noun, text[span[0] : span[1]]))
    if draft.bearer is None and binds and not names_nobody:
        draft.unparsed.append(BEARER)
        draft.certainty = round(draft.certainty * 0.9, 3)


_WORD = re.compile(r"[a-z][a-z'-]*")
_NOUN_START = re.compile(r"\s*(?:the|an?|any|each|every|another|such)\s+(?=[a-z])")


def _antecedent(folded: str, begin: int, subject: Span) -> Span | None:
    """Whom a pronoun stands for that is the subject behind a condition: `If the provider finds …, it shall`.

    The shortest noun phrase behind the word that opens the condition whose last word is somebody; None where there is none.
    """
    if folded[subject[0] : subject[1]].strip(" ,") not in words("en", "back_pronouns"):
        return None
    opening = next((op for op in operators(folded[begin : subject[0]]) if op.kind == "condition"), None)
    mark = _MARK.match(folded, begin)
    if opening is None or folded[mark.end() if mark else begin : begin + opening.start].strip(" \"'([{"):
        return None
    first = begin + opening.end
    article = _NOUN_START.match(folded, first, subject[0])
    if article is None:
        return None
    for number, word in enumerate(_WORD.finditer(folded, article.end(), subject[0])):
        if number > 6 or folded[article.end() : word.end()].count(","):
            return None
        if agentive(folded[first : word.end()].strip()):
            return article.start() + len(article[0]) - len(article[0].lstrip()), word.end()
    return None


_OBJECT_END = re.compile(
    r"(?<!\s)\s++(?:in accordance|in order|to|with|for|by|from|in|on|within|at|into|under|through|before|after|if|when|where|unless|without|as|pursuant|against|that|which|who|until|upon|during)\b|[,;:(]"
)


def _object(text: str, base: int, folded: str, start: int, end: int) -> Span | None:
    """What follows the verb up to the next preposition or mark; None when nothing does."""
    verb = re.compile(
        r"\s*(?:[a-z]+ly\s+)?[a-z'-]+(?:(?:,\s*|\s+(?:and|or)\s+|,\s*(?:and|or)\s+)[a-z'-]+(?=(?:,|\s+(?:and|or|the|a|an|any|all|its|their|each|every|such)\b)))*"
    ).match(folded, start)
    if verb is None or verb.end() >= end:
        return None
    cut = _OBJECT_END.search(folded, verb.end(), end)
    return trimmed(text, base + verb.end(), base + (cut.start() if cut else end))


_ENDS_OPEN = re.compile(r"(?:[^.!?;]|\bfollowing[.;])\Z")
_NOTHING = re.compile(
    r"^[\s,:\u2014-]*(?:(?:be|not|also|only|at least|either|both|do|to|be required to|any of|all of|each of|one of|one or more of|undertake|take|perform|carry out|have to|the|these|following|steps?|measures?|actions?|activities|things|use .{0,40}\bto|ensure|at a minimum|in particular)\b[\s,:\u2014-]*)*$"
)
_THAT = re.compile(
    r"\b(?:ensure|ensuring|verify|demonstrate|guarantee|confirm|provide|show|require|see to it|that)(?: that)?[\s:\u2014-]*$|\bthat[\s,:\u2014-]*$|\bto[\s,:\u2014-]*$"
)


def _opens(folded: str, ops: Sequence[Operator], place: int, modality: Modality) -> Role:
    """What a list below the sentence holds."""
    if not _ENDS_OPEN.search(folded):
        return ""
    rest = folded[place:]
    open_ops = [
        op
        for op in ops
        if op.start >= place and op.kind in ("exception", "condition", "purpose") and _still_open(folded, op)
    ]
    if open_ops and not _LISTS.search(folded):
        return _last_role(open_ops)
    if modality == "definition":
        return "definition"
    if _NOTHING.match(rest):
        return "action"
    return "clause" if _THAT.search(rest) else "element"


_LISTS = re.compile(
    r"^\W*(?:(?:all|each|any|none|one or more) of )?the following (?!conditions|circumstances|cases|criteria|requirements|situations)[a-z-]+"
    r"|\b(?:any|all|one or more|either) of the following(?: [a-z-]+){0,2},? (?:unless|except|without|if|when|where)\b[^:]{8,}:?\s*$"
)
"""A lead-in whose list is named before its last operator: `The following work must not be done unless the owner allows it:`."""


def _last_role(open_ops: Sequence[Operator]) -> Role:
    """What the operators that are open at the end of a lead-in hand to the list below it.

    `unless` and `except where` take a clause, which may hold conditions of its own; `other than first aid if` ends at the `if`.
    """
    last = open_ops[-1]
    if any(op.kind == "exception" and (op is last or not noun_phrase(op.word)) for op in open_ops):
        return "exception"
    return "purpose" if last.kind == "purpose" else "condition"


_ANNOUNCES = re.compile(r"\b(?:is|are|be) (?:the following|as follows)$")
"""What a lead-in ends with whose list says what its subject is: `The period for which it holds is the following:`."""


def _still_open(folded: str, op: Operator) -> bool:
    """Whether a list at the end of the sentence goes on with what the operator opened."""
    rest = folded[op.end :].rstrip(" ,:\u2014")
    if _SHORT.match(rest) or ";" in rest or _ANNOUNCES.search(rest) or op.word.startswith(("as ", "on ")):
        return False
    tail = rest.rpartition(",")[2] if "," in rest else ""
    if "conditions" in tail or "criteria" in tail:
        return True
    if (
        "," in rest
        and tail.strip(" :\u2014")
        and (not folded[: op.start].strip() or folded[: op.start].rstrip().endswith(","))
    ):
        return False  # set off by commas: ", except in an emergency, each worker"
    return not re.match(r"\s*(?:the following|including|namely|in particular|such as|by|and|or)\b", tail)


_CLOSED = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:if|where|when|in the event|in case|while|during|before|after)\b(?!\s*,).{12,},\s*$"
)


def closes_condition(text: str, start: int, end: int) -> bool:
    """Whether a lead-in is a condition that a comma closes, so that the items below it are what it is a condition of."""
    return _CLOSED.match(fold(text[start:end])) is not None


def tail_role(text: str, start: int, end: int) -> Role:
    """What the last operator of a sentence without a command opens for the list below it; empty when nothing is open."""
    folded = hide_asides(fold(text[start:end]))
    if _CLOSED.match(folded):
        return ""
    ops = [
        op
        for op in operators(folded)
        if op.kind in ("exception", "condition", "purpose") and _still_open(folded, op)
    ]
    return _last_role(ops) if ops else ""


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
    _parts(text, start, folded, ops, draft, (0, 0), command, 0, 0)
    stop = _action_end(folded, ops, 0)
    draft.action = trimmed(text, start, start + stop)
