"""Whom an English sentence binds and what it is about: subject, bearer and object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.rules.bearers import agentive, thing
from curation.rules.commands import Command
from curation.rules.decision import passive
from curation.rules.drafts import BEARER, Draft, Span, trimmed
from curation.rules.operators import Operator, operators
from curation.rules.subordinate_clauses import turns_back
from curation.text.phrases import words
from curation.text.verbs import known_word

INTRO = re.compile(
    r"^\W*(?:and |but |or )?(?:however|therefore|additionally|moreover|furthermore|accordingly|thus|consequently|hence|nevertheless|in addition|in particular|as a minimum|at a minimum|in general|generally|finally|also|similarly|likewise|otherwise"
    r"|for|in|under|pursuant|with|by|on|at|to|without|apart from|aside from|leaving aside|saving|excepting|notwithstanding|having|as|following|based|depending|using|within|from|through|except|unless|if|when|whenever|where|wherever|before|after|prior|upon|until|while|during|once|subject|regardless|irrespective"
    r"|provided|so far|so long|absent|barring|failing|throughout|(?:immediately|shortly|directly|promptly) (?:before|after|upon|prior|following)|because|since|taking|considering|further|first|second|third|instead|whether|whatever|although|though|even|not(?=\s+later)|no later|every (?:day|year|month|week|time)|each (?:day|year|month|week|time)|unlike|save|other than|given|despite|whereas|including|especially|only (?:if|when|after|where))\b"
)


_AGREED = re.compile(
    r"(?:^|.*\b)(?:you|users?|customers?|licensees?|recipients?)\s+(?:\w+ly\s+)?(?:agree|acknowledge|understand|undertake|confirm|warrant|represent)(?:\s+and\s+\w+)?(?:\s+that)?\s+(?=\w)"
)


def subject_of(folded: str, ops: Sequence[Operator], begin: int, end: int) -> Span:
    """The span of the subject: of "you agree that you will not" the second `you`."""
    first, last = _nominal(folded, ops, begin, end)
    if (match := _AGREED.match(folded[first:last])) is not None:
        first += match.end()
    before, joined, second = folded[first:last].rpartition(" and ")
    if joined and _SECOND.match(second) and _TOLD.search(before) and agentive(second):
        first = last - len(second)
    back = turns_back(folded[first:last]) if _opens_inside(ops, (first - 1, last)) else None
    if back is not None:
        first += back  # "where he sells the goods he shall": no comma parts the condition from its subject
    if (match := _TITLE.match(folded[first:last])) is not None:
        first += match.end()
    if (match := _DOING.match(folded[first:last])) is not None:
        first += match.start("who")
    return first, last


_DOING = re.compile(
    r"\s{0,9}(?:by|when|upon|before|after|in) [a-z]{2,}ing\b[^,;:]{0,80}\s(?P<who>you|we|they)\s*$"
)
"""A front without a comma: `by using the service you`."""
_TITLE = re.compile(r"(?:[a-z'-]+\s){0,3}[a-z'-]+:\s+(?=[a-z])")
"""A short title in front of the subject: `material changes: we may`."""


_TOLD = re.compile(r"\b(?:is|are)\b")


_SECOND = re.compile(r"(?:the|an?|each|every|any|no)\s[^,;:]+$")
"""A sentence with `is` to which one with a command is joined: `fumes are a hazard and the employer must`."""


_MARK = re.compile(
    r"\s*(?:(?:\([a-z]{1,4}\)|\(\d{1,3}\)){1,3}|\d{1,3}(?:\.\d{1,3}){1,4}\.?|(?:article|section|rule|clause|regulation|\u00a7) ?\d+(?:[.-]\d+)*[a-z]?\s*[:.\u2014-])\s+"
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
            if not INTRO.match(folded[span[0] : span[1]])
            and not _limit_at(folded, ops, span)
            and not _is_title(folded, span, end)
        ),
        kept[-1],
    )
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


def _is_title(folded: str, span: Span, end: int) -> bool:
    """Whether words that a colon or a spaced hyphen closes are a title: `regulatory changes: after a review, the board may`."""
    words = folded[span[0] : span[1]]
    return (
        span[1] < end
        and (folded[span[1]] == ":" or folded.startswith(" - ", span[1]))
        and _DETERMINED.match(words) is None
        and "following" not in words
    )


def _limit_at(folded: str, ops: Sequence[Operator], span: Span) -> bool:
    """Whether words begin with a condition or an exception: `should the pump fail`."""
    begin = span[0] + len(folded[span[0] : span[1]]) - len(folded[span[0] : span[1]].lstrip(" \"'([{"))
    return any(op.start == begin and op.kind in ("condition", "exception", "derogation") for op in ops)


_BY = re.compile(
    r"\bby\s+(?P<who>(?:the |a |an |any |each |every |its |their |such |his |her |one or more |at least \w+ )?[a-z][a-z' -]*)"
)


_NOUN_END = re.compile(
    r"(?<!\s)\s++(?:in|at|on|to|for|with|within|from|after|before|if|when|where|who|which|that|unless|until|during|under|and|or|as|using|through|upon|prior|immediately|promptly|every|without|not|no|by|of)\b"
)


def agent(folded: str, start: int, end: int) -> Span | None:
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


def set_bearer(
    text: str, base: int, folded: str, draft: Draft, subject: Span, command: Command, start: int, end: int
) -> None:
    """Sets bearer and object, or says that the bearer was not found."""
    noun = folded[subject[0] : subject[1]]
    span = trimmed(text, base + subject[0], base + subject[1])
    predicate = folded[command.end :]
    if command.word in ("imperative", "do not"):
        draft.object = object_of(text, base, folded, start, end)
        return
    if command.word.split()[0] in _DEMANDS or _REFUSES.search(command.word):
        _set_addressed(text, base, folded, draft, start, end)
        if draft.bearer is None and agentive(noun) and _NEEDS.match(folded, command.start, end):
            draft.bearer = span
        return
    held = agentive(noun) and _HELD.search(folded[command.end : start]) is not None
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


_DEMANDS = frozenset(
    "prohibit prohibits forbid forbids ban bans disallow disallows require requires do does don't doesn't".split()
)
"""Verbs whose subject is who demands and not who is bound: `We prohibit`, `The act requires`, `We do not allow`."""
_REFUSES = re.compile(r"\b(?:tolerate|condone)$")
_NEEDS = re.compile(
    r"(?:requires?|must require)\s(?:an?\s|the\s|prior\s|written\s|valid\s|special\s){0,4}(?:permits?|licen[cs]es?|approval|consent|permission|authori[sz]ation|clearance|visa|insurance|registration)\b"
)
"""What its subject needs: `A driver requires a permit`, where `The board requires proof` says who demands."""
_ADDRESSED = re.compile(r"\s{0,9}(?P<who>(?!that\b)[a-z][^,;:]{0,80}?)\s+(?:not to|to|from)\s+(?=[a-z])")


def _set_addressed(text: str, base: int, folded: str, draft: Draft, start: int, end: int) -> None:
    """Sets as bearer whom the subject asks: `members` of "The board requires members to sign"; nobody where it names nobody."""
    draft.object = object_of(text, base, folded, start, end)
    match = _ADDRESSED.match(folded, start, end)
    if match is not None and agentive(match["who"]):
        draft.bearer = trimmed(text, base + match.start("who"), base + match.end("who"))


_NAME = re.compile(r"[A-Z][A-Za-z&.-]+(?: [A-Z][A-Za-z&.-]+){0,2}")


def _is_name(printed: str, before: str, predicate: str) -> bool:
    """Whether a subject is a name, printed with capitals and without an article (`In this case, Acme shall`), or the initials of an office."""
    if _OFFICE.fullmatch(printed) is not None:
        if printed.split()[-1].lower() in words("en", "thing_initials"):
            return False
        return _RULES.match(predicate) is not None  # "the QMO may determine"; a system may keep a log
    if _NAME.fullmatch(printed) is None or printed.endswith("s"):
        return False
    if not before.strip():  # every sentence begins with a capital: a name is what no dictionary knows
        return (
            " " not in printed
            and len(printed) > 3
            and not known_word(printed)
            and _DEED.match(predicate) is not None
        )
    # "At night, Noise must stop" names nobody: a word of the lexicon is a name where only somebody does what follows.
    return any(not known_word(word) for word in printed.split()) or _DEED.match(predicate) is not None


_OFFICE = re.compile(r"(?:[Tt]he|[Ee]ach|[Ee]very|[Aa]n?) [A-Z]{2,6}")
_RULES = re.compile(
    r"\s*(?:also |promptly |then )?(?:determine|decide|approve|appoint|consult|consent|hire|employ|pay|agree|convene|authori[sz]e|delegate|require|request|grant|sign|investigate|recommend)\b"
)
"""What only people and bodies do, and no system that initials may stand for."""
_DEED = re.compile(
    r"\s*(?:also |promptly |immediately |not )?(?:notify|inform|provide|pay|submit|ensure|disclose|obtain|deliver|indemnify|reimburse|consult|appoint|cooperate|comply|consent|employ|hire|train|maintain|report|inspect|sign|refrain|use its|log|keep|review|approve|decide|determine|request|issue|establish|publish|monitor|record|document|assess|perform|conduct|implement|retain|delete|respond|enforce|assign|grant|send|collect|suspend|terminate|remove|investigate|require|appoint|consider)\b"
)


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
            last = word.end() + len(" general") * folded.startswith(" general ", word.end())
            return article.start() + len(article[0]) - len(article[0].lstrip()), last
    return None


_OBJECT_END = re.compile(
    r"(?<!\s)\s++(?:in accordance|in order|to|with|for|by|from|in|on|within|at|into|under|through|before|after|if|when|where|unless|without|as|pursuant|against|that|which|who|until|upon|during)\b|[,;:(]"
)


def object_of(text: str, base: int, folded: str, start: int, end: int) -> Span | None:
    """What follows the verb up to the next preposition or mark; None when nothing does."""
    verb = re.compile(
        r"\s*(?:[a-z]+ly\s+)?[a-z'-]+(?:(?:,\s*|\s+(?:and|or)\s+|,\s*(?:and|or)\s+)[a-z'-]+(?=(?:,|\s+(?:and|or|the|a|an|any|all|its|their|each|every|such)\b)))*"
    ).match(folded, start)
    if verb is None or verb.end() >= end:
        return None
    cut = _OBJECT_END.search(folded, verb.end(), end)
    return trimmed(text, base + verb.end(), base + (cut.start() if cut else end))
