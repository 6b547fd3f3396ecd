"""What an English sentence demands: its commands, whom they bind, when they hold and unless what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from curation.core.records import Modality
from curation.rules.english import statements
from curation.rules.english.bearers import agentive
from curation.rules.english.commands import Command, commands, front_negation
from curation.rules.english.decision import decide
from curation.rules.english.imperatives import imperative, plain_verb
from curation.rules.english.labels import label, title_in_capitals
from curation.rules.english.limits import action_end, parts_of, set_parts
from curation.rules.english.operators import Operator, operators
from curation.rules.english.outcomes import Place, stated
from curation.rules.english.roles import opens, tail_role
from curation.rules.english.subjects import object_of, set_bearer, subject_of
from curation.rules.english.verb_forms import third_person
from curation.rules.parts.drafts import ACTION, BEARER, Draft, Span, trimmed
from curation.rules.parts.licences import bare
from curation.text.phrases import fold, hide_asides, words
from curation.text.rule_words import english as wording
from curation.text.rule_words import statements as statements_wording
from curation.text.rule_words.decision import COMPLEMENT_WORDS
from curation.text.rule_words.english_subjects import INTRO
from curation.text.rule_words.lead_ins import CONTENT_THAT


def read(text: str, start: int, end: int, above: Place = "") -> list[Draft]:
    """What the sentence `text[start:end]` demands, in order; empty when it states no rule of its own.

    Args:
        text: The clause.
        start: Where the sentence begins.
        end: One past its end.
        above: What the titles above the clause make of the present tense: `practice` below a policy, a standard or a procedure, which
            says in it what is to be done; `telling` below an introduction.
    """
    if wording.WITHDRAWN.search(text, start, end) or wording.STATEMENT.match(fold(text[start:end])):
        return []
    mark = label(text, start, end)
    begin = title_in_capitals(text, mark.end if mark else start, end)
    if mark is not None and mark.kind == "remark":
        told = wording.OFFERING_WORDS if _DISCUSSED.match(text[start:begin]) else ("imperative",)
        return [_from(draft, start) for draft in _sentence(text, begin, end) if draft.word not in told]
    drafts = _sentence(text, begin, end)
    if " | " in text[start:end]:
        drafts = _without_title(text, end, drafts)
    remarked = _REMARKED.match(text) is not None
    if drafts and drafts[0].word == "imperative" and CONTENT_THAT.match(text) and start < 4:
        drafts = []  # "Content that mocks a child": a kind of content, and nothing to do
    if _DISCUSSED.match(text):
        # What explains a control offers and tells: "vendors may offer products that differ".
        drafts = [draft for draft in drafts if draft.word in wording.DEMANDING_MODALS]
    if not drafts and not remarked:
        labelled = mark is not None or begin > start
        place: Place = "label" if labelled else above
        asks = labelled or (
            place == "practice" and wording.VERB_WITH_NOUN.match(text, begin, end) is not None
        )
        found = stated(text, begin, end, place) or (_bare_verb(text, begin, end) if asks else None)
        if found is not None and found.word == "imperative" and _title_in_row(text, found):
            found = None
        if found is None and place != "telling" and start < 4 and not text[end:].strip():
            found = _verb_with_case(text, begin, end)
        drafts = [found] if found is not None else []
    if mark is not None and mark.kind == "advice":
        for draft in drafts:
            draft.modality = "recommendation" if draft.word in ("imperative", "outcome") else draft.modality
    return drafts if begin == start else [_from(draft, start) for draft in drafts]


def _without_title(text: str, end: int, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a row, without a command that is only a name in it; behind a name the next cell is read."""
    kept = [draft for draft in drafts if draft.word != "imperative" or not _title_in_row(text, draft)]
    if kept or not drafts:
        return kept
    cell = text.find("|", drafts[0].action[0] if drafts[0].action is not None else drafts[0].start, end)
    return _sentence(text, cell + 1, end) if cell > 0 else []


def _title_in_row(text: str, draft: Draft) -> bool:
    """Whether what looks like a command is a name in a row, each long word of its cell with a capital: `B-4 | Secure Yard Storage | new`."""
    at = draft.action[0] if draft.action is not None else draft.start
    begin, stop = text.rfind("|", 0, at) + 1, text.find("|", at)
    if begin == 0 and stop < 0:
        return False
    cell = _CAPITALISED.findall(text[begin : stop if stop > 0 else len(text)])
    return len(cell) > 1 and all(word[0].isupper() for word in cell)


_CAPITALISED = re.compile(r"[A-Za-z]{4,}")


def _bare_verb(text: str, start: int, end: int) -> Draft | None:
    """The command of a verb that may be a noun elsewhere, behind a label: `Recommendation 4: Train staff in its use.`."""
    folded = fold(text[start:end])
    first = _WORD.match(folded)
    if first is None or first[0] not in words("en", "imperatives") or wording.CLAUSE_VERB.search(folded[:60]):
        return None
    if wording.NO_OBJECT.match(folded, first.end()):
        return None  # "Standard: Right to amend.": a title
    draft = Draft("obligation", start, end, 0.65, word="imperative")
    parts_of(text, start, end, draft)
    return draft


def _verb_with_case(text: str, start: int, end: int) -> Draft | None:
    """The command of a verb that may be a noun, by the case behind its object: `Audit the lease data when a device is handed out.`."""
    folded = fold(text[start:end])
    first = _WORD.match(folded)
    if first is None or first[0] not in words("en", "doubtful_imperatives"):
        return None
    if wording.OBJECT_AND_CASE.match(folded, first.end()) is None:
        return None
    draft = Draft("obligation", start, end, 0.6, word="imperative")
    parts_of(text, start, end, draft)
    return draft


_DISCUSSED = re.compile(r"\W*(?:Discussion|Supplemental (?:[\w-]{1,20} )?Guidance|Rationale|Background)\s?:")
"""What a clause begins with that explains a control."""
_REMARKED = re.compile(
    r"\W*(?:Discussion|Supplemental (?:[\w-]{1,20} )?Guidance|Rationale|Notes?|Examples?|Background)\s?:"
)
"""What a clause begins with of which no sentence states an outcome."""


def _sentence(text: str, start: int, end: int) -> list[Draft]:
    """The same of a sentence without the label in front of it."""
    whole = fold(text[start:end])
    if (opening := wording.OPENING.match(whole)) is None:
        return _read(text, start, end)
    main = _main_clause(hide_asides(whole), opening.end())
    if opening["why"]:
        # A recital says why. "Whereas residents may park free, visitors must pay" sets one duty against another.
        if main is None or whole.rstrip()[-1:] in (";", ",", ":"):
            return []
        return [_from(draft, start) for draft in _read(text, start + main, end)]
    if main is not None:
        return _read(text, start, end)  # "Provided that the gate is locked, the guard may leave": a condition
    return [_from(draft, start) for draft in _read(text, start + opening.end(), end)]


def _main_clause(folded: str, start: int) -> int | None:
    """Where the main clause begins behind the clause at `start`: behind a comma that a subject with its command follows.

    None where `start` begins the only clause, and where it begins with words that open a condition of their own.
    """
    first = len(folded[:start]) + len(folded[start:]) - len(folded[start:].lstrip(" ,"))
    if INTRO.match(folded[first:]):
        return None
    ops = operators(folded)
    for match in re.finditer(r",\s+(?=[a-z])", folded[first:]):
        comma, behind = first + match.start(), first + match.end()
        if not _whole_clause(folded[first:comma]) or wording.NO_SUBJECT.match(folded, behind):
            continue
        rest = folded[behind:]
        inside = next(iter(commands(rest, operators(rest))), None)
        if inside is None or ("," in rest[: inside.start] and not INTRO.match(rest)):
            continue
        if rest[: inside.start].strip() and not any(op.start <= behind < op.end for op in ops):
            return behind
    return None


def _whole_clause(clause: str) -> bool:
    """Whether words hold a verb that is not the verb of a relative clause: `the gate is locked`, and not `a guard who is ill`."""
    relatives = sum(op.kind == "relative" for op in operators(clause))
    listed = re.findall(r"[a-z-]+", clause)
    told = sum(_told(before, word) for before, word in pairwise(listed))
    return len(wording.CLAUSE_VERB.findall(clause)) + told > relatives


def _told(before: str, word: str) -> bool:
    """Whether a word is a verb in the present tense behind the word `before`: `owner pays`, `residents park`, and not `the records`."""
    from curation.text import verbs
    from curation.text.packs import pack

    if before in pack("en").determiners or before in pack("en").function_words:
        return before in wording.THIRD_PERSON and third_person(word)
    if before.endswith("s") and not before.endswith("ss"):
        return word not in pack("en").function_words and verbs.base(word) == word
    return third_person(word)


def _read(text: str, start: int, end: int) -> list[Draft]:
    """The same of a sentence that is no recital, without the words that open a proviso."""
    whole = wording.CONTRACTED.sub(" ", fold(text[start:end]))
    folded = _capitals_closed(text, start, end, hide_asides(whole))
    if (known := statements.first(whole, folded)) is not None:
        return [_plain(text, start, end, *known)]
    ops = operators(folded)
    if (known := _essential(whole, folded, ops)) is not None:
        return [_plain(text, start, end, *known)]
    if _NAMED_WHO.match(text, start, end) and ops and ops[0].word == "who":
        ops = ops[1:]  # "WHO recommends that …": a name, printed in capitals
    verbs = commands(folded, ops)
    if not verbs or verbs[0].start > 12:
        command = imperative(folded, _front_end(folded, ops, verbs[0].start if verbs else len(folded)))
        # "Provide access that may be withdrawn": a verb that is no noun commands before any other word can.
        if command is not None and (
            not verbs or plain_verb(folded, command) or wording.ASKS_WHETHER.match(folded, command.start)
        ):
            verbs = [command]
    if not verbs:
        if (late := statements.last(whole, folded)) is not None:
            return [_plain(text, start, end, *late)]
        return []
    drafts = _drafts(text, start, folded, ops, verbs)
    if not drafts and (late := statements.last(whole, folded)) is not None:
        return [_plain(text, start, end, *late)]
    return drafts


def _essential(whole: str, folded: str, ops: Sequence[Operator]) -> statements.Statement | None:
    """What is called essential behind a case in front: `For leased boats, it is critical to ask first.`; None for any other sentence."""
    comma = folded.find(", it ", ops[0].end) if ops and not folded[: ops[0].start].strip() else -1
    if comma < 0:
        return None
    told = statements.first(whole[comma + 2 :], folded[comma + 2 :])
    return told if told is not None and told[0] in ("obligation", "recommendation") else None


_LIMIT_IN_CAPITALS = re.compile(
    r"\W{0,9}(?:EXCEPT|UNLESS|SAVE|IF|WHEN|WHENEVER|WHERE|UPON|DURING|BEFORE|AFTER|UNTIL|ONCE|SUBJECT TO|IN (?:CASE|THE EVENT) OF|IN AN? EMERGENCY)(?:[ ,'/-]{1,2}[A-Z]+){1,14}(?P<gap>\s)\s{0,9}(?=[A-Z][a-z]+ )"
)


def _capitals_closed(text: str, start: int, end: int, folded: str) -> str:
    """Folded words with a comma behind a limit in capitals (`EXCEPT IN AN EMERGENCY The driver shall …`) or before a colon (`When diving: wear …`)."""
    if (front := wording.FRONT_COLON.match(folded)) is not None:
        folded = f"{folded[: front.end() - 1]},{folded[front.end() :]}"
    match = _LIMIT_IN_CAPITALS.match(text, start, end)
    if match is None:
        return folded
    gap = match.start("gap") - start
    return f"{folded[:gap]},{folded[gap + 1 :]}"


_NAMED_WHO = re.compile(r"\W{0,8}(?:The )?WHO\s{1,3}(?=[a-z])")


def _from(draft: Draft, start: int) -> Draft:
    draft.start = start
    return draft


def _plain(text: str, start: int, end: int, modality: Modality, certainty: float) -> Draft:
    """The draft of a statement: its action is the whole statement without conditions and exceptions."""
    draft = Draft(modality, start, end, certainty, word=modality)
    draft.bearer = _named_bearer(text, start, end, modality)
    if modality == "definition":
        parts_of(text, start, end, draft)
        draft.conditions, draft.purpose = _of_text(text, start, draft.conditions), None
        draft.action, draft.opens = trimmed(text, start, end), "definition"
        return draft
    parts_of(text, start, end, draft)
    if draft.action is None:
        draft.action = trimmed(text, start, end)
    draft.opens = tail_role(text, start, end) or "element"
    return draft


def _of_text(text: str, start: int, conditions: Sequence[Span]) -> list[Span]:
    """Of the conditions of a definition the text that it holds in, where that stands in front: `For the purposes of this Part, …`."""
    return [
        span
        for span in conditions
        if not any(map(str.isalnum, text[start : span[0]])) and wording.OF_A_TEXT.match(text, span[0])
    ]


def _named_bearer(text: str, start: int, end: int, modality: Modality) -> Span | None:
    """Whom a statement names: `It is the duty of the owner to …`, `It is essential that providers …`; None when nobody."""
    if modality not in ("obligation", "recommendation"):
        return None
    folded = fold(text[start:end])
    duty = statements_wording.NAMES_DUTY_BEARER.match(
        folded
    ) or statements_wording.RESPONSIBILITY_RESTS_WITH.match(folded)
    if duty is not None:
        return trimmed(text, start + duty.start("who"), start + duty.end("who"))
    opening = wording.THAT.match(folded)
    who = _behind_that(folded, opening.end()) if opening is not None else None
    return trimmed(text, start + who[0], start + who[1]) if who is not None else None


def _behind_that(folded: str, place: int) -> Span | None:
    """Whom the clause at `place` has as its subject, somebody within six words with a verb behind; None when nobody."""
    listed = list(_WORD.finditer(folded, place, min(len(folded), place + 90)))[:8]
    for number, word in enumerate(listed[:-1]):
        follows = listed[number + 1]
        if folded[word.end() : follows.start()].strip() or follows[0] in wording.NO_VERB:
            continue
        if agentive(folded[place : word.end()]) and not agentive(folded[place : follows.end()]):
            return None if wording.UNDERGOES.match(folded, word.end()) else (place, word.end())
    return None


_WORD = re.compile(r"[a-z][a-z'-]*")


def _front_end(folded: str, ops: Sequence[Operator], limit: int) -> int:
    """Where the main clause begins: behind a comma before `limit` that closes a condition in front, else at the start."""
    if ops and ops[0].kind != "relative" and wording.AHEAD.fullmatch(folded, 0, ops[0].start):
        comma = first = folded.find(",", ops[0].end)
        relative = next((op.start for op in ops if op.kind == "relative" and op.start > first), len(folded))
        limit = min(limit, relative)  # "content that you, the user, choose": a verb of the relative clause
        while 0 <= comma < min(limit, len(folded) - 2):
            # "in order to save costs, avoid loss and keep order, the owner shall": verbs of the purpose.
            aims = limit < len(folded) and any(op.kind == "purpose" and op.start < comma for op in ops)
            if not aims and imperative(folded, comma + 1) is not None:
                return comma + 1
            comma = folded.find(",", comma + 1)
        last = folded.rfind(",", first, len(folded) - 2)
        piece = folded.rfind(",", 0, last) + 1
        if last > limit and relative > piece and imperative(folded, last + 1) is not None:
            # "If you see a post that breaks the rules, report it": the relative clause has a verb of its own.
            behind = next((op.end for op in ops if op.start == relative), last)
            if wording.INTERRUPTED.search(folded, first, last):
                return 0  # "the warden shall, if she thinks that it leaks, shut it": the verb of `shall`
            if relative < last and len(folded[behind:last].split()) > 2:
                return last + 1
    if match := wording.FRONT_END.match(folded):
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
        known = drafts[-1].bearer if drafts and command.word in wording.BEARER_MODALS else None
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
    for match in wording.CONJUNCTION.finditer(folded, start, end):
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
    subject = subject_of(folded, ops, begin, command.start)
    front = front_negation(folded, command, begin)
    stated = command.word.startswith("be ") and command.word.rpartition(" ")[2] not in COMPLEMENT_WORDS
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
    ends = action_end(folded, ops, action_start)
    draft.action = trimmed(text, base + action_start, base + ends)
    set_parts(text, base, folded, ops, draft, subject, command, begin, action_start)
    set_bearer(text, base, folded, draft, subject, command, action_start, ends)
    draft.opens = opens(
        folded, ops, action_start, modality, needs_verb=command.word in wording.MODALS and not behind
    )
    named = folded[:action_start].rstrip().endswith(" for") and (command.word.endswith(" for") or behind > 0)
    if named and (holder := _holder(folded, action_start)) is not None:
        # "It is unlawful for any person to sell": who stands behind `for`.
        draft.bearer = trimmed(text, base + holder[0], base + holder[1])
        draft.action = trimmed(text, base + holder[2], base + action_end(folded, ops, holder[2]))
        draft.object = object_of(text, base, folded, holder[2], action_end(folded, ops, holder[2]))
        if BEARER in draft.unparsed:
            draft.unparsed.remove(BEARER)
    elif command.word.endswith(" that") or (
        command.word in wording.ADVISES and predicate.lstrip().startswith("that ")
    ):
        # "It is recommended that hospitals keep", "The board recommends that hospitals keep": who stands behind `that`.
        begins_at = folded.find("that ", command.start) + 5
        who = _behind_that(folded, begins_at)
        if who is not None or command.word in wording.ADVISES:
            draft.bearer = trimmed(text, base + who[0], base + who[1]) if who is not None else None
            draft.unparsed = [fault for fault in draft.unparsed if fault != BEARER]
    elif draft.object is not None and _about_subject(command, predicate, behind):
        # "Smoking is prohibited in the room": what is forbidden is the subject.
        draft.action = draft.object
    if draft.action is None and draft.opens not in ("action",):
        draft.unparsed.append(ACTION)
        draft.certainty = round(draft.certainty * 0.7, 3)
    return draft


def _holder(folded: str, place: int) -> tuple[int, int, int] | None:
    """Who is named at `place`, behind `is unlawful for`, and where the verb begins; None when nobody is."""
    match = wording.FOR_WHOM.match(folded, place)
    if match is None or not agentive(match["who"]):
        return None
    return match.start("who"), match.end("who"), match.end()


def _about_subject(command: Command, predicate: str, behind: int) -> bool:
    """Whether a command such as `is prohibited` says something of its subject and no verb follows."""
    if command.word.startswith("be "):
        return command.word.rpartition(" ")[2] not in wording.CLAUSE_COMPLEMENTS
    return bool(behind) and not wording.ABOUT_SUBJECT.search(predicate[:behind].rstrip())


_ASIDE = re.compile(r"\s*,\s*([^,;:]{2,160}?),\s*(?=[a-z])")


_GAP = re.compile(r"[\s,]*")


def _action_start(folded: str, ops: Sequence[Operator], place: int) -> int:
    """Where the verb begins: behind what commas set off right after the command (`shall, where necessary, inform`)."""
    if (far := _behind_aside(folded, ops, place)) is not None:
        return far
    if (behind := bare(folded, place + len(folded[place:]) - len(folded[place:].lstrip()))) > 0:
        place = behind
    for _ in range(3):
        aside = _ASIDE.match(folded, place)
        if (
            aside is None
            or len(aside[1].split()) > 22
            or not (INTRO.match(aside[1]) or any(op.start == aside.start(1) for op in ops))
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
    if not (INTRO.match(folded[first:]) or any(op.start == first for op in ops)):
        return None
    comma = folded.find(",", first)
    while 0 < comma < len(folded) - 2 and len(folded[first:comma].split()) <= 60:
        command = imperative(folded, comma + 1)
        if command is not None and command.word == "imperative" and plain_verb(folded, command):
            return command.start
        comma = folded.find(",", comma + 1)
    return None
