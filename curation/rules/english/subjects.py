"""Whom an English sentence binds and what it is about: subject, bearer and object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.rules.english.bearers import agentive, thing
from curation.rules.english.commands import Command
from curation.rules.english.decision import passive
from curation.rules.english.operators import Operator, noun_phrase, operators
from curation.rules.english.subordinate_clauses import turns_back
from curation.rules.parts.drafts import BEARER, Draft, Span, trimmed
from curation.text.phrases import words
from curation.text.rule_words import english_subjects as wording
from curation.text.rule_words.operators import AT_FRONT
from curation.text.verbs import known_word


def subject_of(folded: str, ops: Sequence[Operator], begin: int, end: int) -> Span:
    """The span of the subject: of "you agree that you will not" the second `you`."""
    begin = max(begin, folded.rfind(" | ", begin, end) + 3) if " | " in folded[begin:end] else begin
    first, last = _nominal(folded, ops, begin, end)
    if (match := wording.AGREED.match(folded[first:last])) is not None:
        first += match.end()
    if folded.startswith("that ", first) and len(folded[first:last].split()) > 1:
        joined_on = folded[:first].rstrip()[-1:].isalnum()
        if joined_on or wording.WHOSE_CLAUSE.match(folded, first + 5):
            first += 5  # "we expect that our suppliers will"; "That authority shall" points at somebody
    before, joined, second = folded[first:last].rpartition(" and ")
    if joined and wording.SECOND.match(second) and wording.TOLD.search(before) and agentive(second):
        first = last - len(second)
    back = turns_back(folded[first:last]) if _opens_inside(ops, (first - 1, last)) else None
    if back is not None:
        first += back  # "where he sells the goods he shall": no comma parts the condition from its subject
    if (who := _behind_front(folded, ops, first, last)) is not None:
        first = who
    if (match := _TITLE.match(folded[first:last])) is not None:
        first += match.end()
    if (match := wording.DOING.match(folded[first:last])) is not None:
        first += match.start("who")
    return first, last


def _behind_front(folded: str, ops: Sequence[Operator], first: int, last: int) -> int | None:
    """Where somebody is named behind a limit in front that no comma closes: `On the grant of a licence the holder shall`."""
    begin = first + len(folded[first:last]) - len(folded[first:last].lstrip(" \"'([{"))
    op = next((op for op in ops if op.start == begin and op.kind == "condition"), None)
    if (
        op is None
        or not noun_phrase(op.word)
        or (who := wording.LAST_NAMED.search(folded, op.end, last)) is None
    ):
        return None
    before = folded[op.end : who.start()].split()
    ended = before[-1] if before else op.word.rpartition(" ")[2] if AT_FRONT.fullmatch(op.word) else "of"
    return who.start("who") if ended not in wording.TAKES_NOUN and agentive(who["who"]) else None


_TITLE = re.compile(r"(?:[a-z'-]+\s){0,3}[a-z'-]+:\s+(?=[a-z])")
"""A short title in front of the subject: `material changes: we may`."""


def _opens_inside(ops: Sequence[Operator], span: Span) -> bool:
    return any(op.kind == "condition" and span[0] < op.start < span[1] for op in ops)


def _nominal(folded: str, ops: Sequence[Operator], begin: int, end: int) -> Span:
    """The span of the subject between the start of the clause and its command, without conditions and introductions."""
    pieces: list[Span] = []
    if (mark := wording.MARK.match(folded, begin, end)) is not None:
        begin = mark.end()
    at = begin
    # The comma of "1 February, 2026" parts nothing.
    for match in re.finditer(r",(?! \d{4}\b)|\u2014|:(?!\d)|(?<=\w) - (?=[a-z])", folded[begin:end]):
        pieces.append((at, begin + match.start()))
        at = begin + match.end()
    pieces.append((at, end))
    kept = [span for span in pieces if folded[span[0] : span[1]].strip()]
    if not kept:
        return end, end
    last = kept[-1] if pieces[-1] == kept[-1] else None
    first = next(
        (
            span
            for span in kept
            if not wording.INTRO.match(folded[span[0] : span[1]])
            and not _limit_at(folded, ops, span)
            and not _is_title(folded, span, end)
        ),
        kept[-1],
    )
    if (
        last is not None
        and last != first
        and folded[slice(*last)].strip() in words("en", "personal_subjects")
    ):
        return last  # "stuff happens, so if the pump fails, we will": nothing before a pronoun belongs to it
    if last is None:  # a comma stands right before the command: what is between commas is an aside
        return first
    if _opens_inside(ops, first) and wording.DETERMINED.match(folded[last[0] : last[1]]):
        return last  # a heading in front of the condition: "Transparency On request, the exporter shall"
    if first is kept[0] or wording.NOMINAL.match(folded[last[0] : last[1]]):
        return first[0], end
    if (
        first is not last
        and wording.DETERMINED.match(folded[first[0] : first[1]])
        and wording.ENDS_LIST.match(folded[last[0] : last[1]])
    ):
        return first[0], end  # "Subject to section 2, the design, construction and use of a crane shall"
    return last


def _is_title(folded: str, span: Span, end: int) -> bool:
    """Whether words that a colon or a spaced hyphen closes are a title: `regulatory changes: after a review, the board may`."""
    words = folded[span[0] : span[1]]
    return (
        span[1] < end
        and (folded[span[1]] == ":" or folded.startswith(" - ", span[1]))
        and wording.DETERMINED.match(words) is None
        and "following" not in words
    )


def _limit_at(folded: str, ops: Sequence[Operator], span: Span) -> bool:
    """Whether words begin with a condition or an exception: `should the pump fail`."""
    begin = span[0] + len(folded[span[0] : span[1]]) - len(folded[span[0] : span[1]].lstrip(" \"'([{"))
    return any(op.start == begin and op.kind in ("condition", "exception", "derogation") for op in ops)


def agent(folded: str, start: int, end: int) -> Span | None:
    """The span of somebody behind `by` in a passive predicate; None when nobody is named there."""
    for match in wording.BY.finditer(folded, start, end):
        first, last = match.span("who")
        cut = wording.NOUN_END.search(folded, first, last)
        noun = folded[first : cut.start() if cut else last]
        if agentive(noun):
            return first, first + len(noun.rstrip())
    return None


def set_bearer(
    text: str, base: int, folded: str, draft: Draft, subject: Span, command: Command, start: int, end: int
) -> None:
    """Sets bearer and object, or says that the bearer was not found.

    Args:
        text: The words of the clause.
        base: Where the sentence begins in `text`.
        folded: The sentence in small letters, with as many code points.
        draft: Is filled.
        subject: Where the subject stands in `folded`.
        command: The command of the sentence.
        start: Where the predicate begins in `folded`.
        end: Where the main clause ends in `folded`.
    """
    noun = folded[subject[0] : subject[1]]
    span = trimmed(text, base + subject[0], base + subject[1])
    predicate = folded[command.end :]
    if command.word in wording.ORDERS:
        draft.object = object_of(text, base, folded, start, end)
        return
    if command.word.split()[0] in wording.DEMANDS or wording.REFUSES.search(command.word):
        _set_addressed(text, base, folded, draft, start, end)
        if draft.bearer is None and agentive(noun) and wording.NEEDS.match(folded, command.start, end):
            draft.bearer = span
        return
    held = agentive(noun) and wording.HELD.search(folded[command.end : start]) is not None
    undergoes = (passive(predicate) and not held) or (command.word.startswith("be ") and not agentive(noun))
    if undergoes:
        who = agent(folded, start, end)
        if who is not None:
            draft.bearer = trimmed(text, base + who[0], base + who[1])
        draft.object = None if noun.strip() in ("it", "there") else span
    elif span is not None and (named := _antecedent(folded, draft.start - base, subject)) is not None:
        draft.bearer = trimmed(text, base + named[0], base + named[1])
        draft.object = object_of(text, base, folded, start, end)
    elif span is not None and (
        agentive(noun) or _is_name(text[span[0] : span[1]], folded[: subject[0]], predicate)
    ):
        draft.bearer = span
        draft.object = object_of(text, base, folded, start, end)
    else:
        draft.object = object_of(text, base, folded, start, end)
    draft.headless = span is None
    binds = draft.modality in ("obligation", "prohibition", "permission", "recommendation")
    names_nobody = (
        undergoes or noun.strip() == "there" or (span is not None and thing(noun, text[span[0] : span[1]]))
    )
    if draft.bearer is None and binds and not names_nobody:
        draft.unparsed.append(BEARER)
        draft.certainty = round(draft.certainty * 0.9, 3)


def _set_addressed(text: str, base: int, folded: str, draft: Draft, start: int, end: int) -> None:
    """Sets as bearer whom the subject asks: `members` of "The board requires members to sign"; nobody where it names nobody."""
    draft.object = object_of(text, base, folded, start, end)
    match = wording.ADDRESSED.match(folded, start, end)
    if match is not None and agentive(match["who"]):
        draft.bearer = trimmed(text, base + match.start("who"), base + match.end("who"))


_NAME = re.compile(r"[A-Z][A-Za-z&.-]+(?: [A-Z][A-Za-z&.-]+){0,2}")


def is_office(printed: str) -> bool:
    """Whether a subject is the initials of an office or body as they are printed: `The QMO`, and not `the API`."""
    return wording.OFFICE.fullmatch(printed) is not None and printed.split()[-1].lower() not in words(
        "en", "thing_initials"
    )


def _is_name(printed: str, before: str, predicate: str) -> bool:
    """Whether a subject is a name, printed with capitals and without an article (`In this case, Acme shall`), or the initials of an office."""
    if wording.OFFICE.fullmatch(printed) is not None:
        if not is_office(printed):
            return False
        return wording.RULES.match(predicate) is not None  # "the QMO may determine"; a system may keep a log
    if _NAME.fullmatch(printed) is None or printed.endswith("s"):
        return False
    if not before.strip():  # every sentence begins with a capital: a name is what no dictionary knows
        return (
            " " not in printed
            and len(printed) > 3
            and not known_word(printed)
            and wording.DEED.match(predicate) is not None
        )
    # "At night, Noise must stop" names nobody: a word of the lexicon is a name where only somebody does what follows.
    return any(not known_word(word) for word in printed.split()) or wording.DEED.match(predicate) is not None


_WORD = re.compile(r"[a-z][a-z'-]*")


def _antecedent(folded: str, begin: int, subject: Span) -> Span | None:
    """Whom a pronoun stands for that is the subject behind a condition: `If the provider finds …, it shall`.

    The shortest noun phrase behind the word that opens the condition whose last word is somebody; None where there is none.
    """
    if folded[subject[0] : subject[1]].strip(" ,") not in words("en", "back_pronouns"):
        return None
    opening = next((op for op in operators(folded[begin : subject[0]]) if op.kind == "condition"), None)
    mark = wording.MARK.match(folded, begin)
    if opening is None or folded[mark.end() if mark else begin : begin + opening.start].strip(" \"'([{"):
        return None
    first = begin + opening.end
    article = wording.NOUN_START.match(folded, first, subject[0])
    if article is None:
        return None
    for number, word in enumerate(_WORD.finditer(folded, article.end(), subject[0])):
        if number > 6 or folded[article.end() : word.end()].count(","):
            return None
        if agentive(folded[first : word.end()].strip()):
            last = word.end() + len(" general") * folded.startswith(" general ", word.end())
            return article.start() + len(article[0]) - len(article[0].lstrip()), last
    return None


def object_of(text: str, base: int, folded: str, start: int, end: int) -> Span | None:
    """What follows the verb up to the next preposition or mark; None when nothing does.

    Args:
        text: The words of the clause.
        base: Where the sentence begins in `text`.
        folded: The sentence in small letters, with as many code points.
        start: Where the words behind the verb begin in `folded`.
        end: Where the main clause ends in `folded`.
    """
    verb = wording.OBJECT_OF.match(folded, start)
    if verb is None or verb.end() >= end:
        return None
    cut = wording.OBJECT_END.search(folded, verb.end(), end)
    return trimmed(text, base + verb.end(), base + (cut.start() if cut else end))
