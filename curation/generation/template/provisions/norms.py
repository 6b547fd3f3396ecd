"""A rule as a sentence that can be taken apart: who, must or must not, what, when, unless what, and the provision as quoted.

A `Norm` is made only where every part it holds is a whole text; otherwise the reason why not is told as a code of
`skip_reasons.REASONS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curation.core.records import Clause, Rule, Value
from curation.generation.template.provisions.bearers import role
from curation.generation.template.provisions.citing import place_of
from curation.generation.template.provisions.parsing import Force, Turn, parsed, with_modal
from curation.text import cut_off, grammar, whole
from curation.text.phrases import pattern
from curation.text.sentences import sentences
from curation.text.template_words.provisions import norms as wording
from curation.text.template_words.provisions.citing import LETTER
from curation.text.template_words.provisions.parsing import FINITE_WORD, MODAL, RESERVED
from curation.text.verbs import only_verb
from curation.text.words import squeeze_marks


@dataclass(frozen=True)
class Norm:
    """A rule in words that fit together: `<subject> must <action>`."""

    rule: Rule
    home: Clause
    force: Force
    subject: str
    """Who or what it is about, as a noun phrase with a small first letter: `the employer`, `a person`, `training records`."""
    many: bool
    """Whether the subject takes a plural verb."""
    agent: bool
    """Whether the subject is the one who acts; else something is done to it."""
    action: str
    """What is to be done or left undone: a verb phrase in its base form, without conditions, exceptions and full stop."""
    conditions: tuple[Turn, ...]
    exceptions: tuple[Turn, ...]
    elements: tuple[str, ...]
    """The elements of its list, each a whole phrase; empty where one of them is not."""
    provision: str
    """The words of the provision, squeezed, from beginning to end."""
    place: str
    """How the provision is cited in running text: `Section 44(1) of the Human Pathogens and Toxins Act`."""
    lead: str = ""
    """Where or in what case it holds, as the words before the subject: `in a room without windows`; empty where none stand there."""
    shown: bool = True
    """Whether its words can be shown: not where they begin with a reservation for another provision."""
    value: Value | None = None
    """The one number that its action sets; None where it sets none or several."""
    joints: tuple[tuple[str, str], ...] = ()
    """The entries of lists that stand in the provision behind the words above them: each its letter and its first words."""

    @property
    def says(self) -> tuple[str, str]:
        """The provision as a subject, and `s` or nothing for its verb: `the Rules demand`, `section 3 of the Rules demands`."""
        many = wording.SAYS.match(self.place) is not None
        return self.place, "" if many else "s"

    @property
    def must(self) -> str:
        """`must` or `must not`."""
        return "must not" if self.force == "ban" else "must"

    @property
    def be(self) -> str:
        """`is` or `are`."""
        return "are" if self.many else "is"

    @property
    def do(self) -> str:
        """`do` or `does`."""
        return "do" if self.many else "does"


_MARKER = re.compile(
    r"^\s*\(?(?:[a-z]{1,4}|[A-Z]|\d{1,3}(?:\.\d+)*|[ivxIVX]+)[).]\s+(?=\S)|^\s*[-\u2022*]\s+"
    r"|^\s*(?:\d{1,3}[A-Z]{0,2}\.\s?)?(?:[\u2014\u2013]\s?)?\((?:\d{1,3}[A-Z]{0,2}|[a-z]{1,3})\)\s?(?=[A-Z])"
)


_EDITED = re.compile(r"(?<![A-Za-z])[FC]\d{1,3}\[(?P<words>[^\[\]]{0,400})\]")
"""Words that a consolidation marks as amended: `F12[three weeks]`."""
_GLUED = re.compile(r"(?<=[A-Za-z)])\*{1,3}(?=[A-Za-z(])")
"""Asterisks that stand in the place of a space: `under*subsection (2)`."""


def without_markup(text: str) -> str:
    """A text in one line without the marks of Markdown and of consolidations."""
    text = _GLUED.sub(" ", _EDITED.sub(lambda match: match["words"], text))
    text = re.sub(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", text)
    return squeeze_marks(_UNSPACED.sub(") ", text))


_UNSPACED = re.compile(r"(?<=\d)\)(?=[a-z]{2})|(?<=\([a-z])\)(?=[a-z]{2})")
"""A bracket of a reference behind which the space is lost: `subsection (6)shall`."""


def own_text(clause: Clause) -> str:
    """The words of a clause without its number, in one line and without Markdown."""
    text = without_markup(clause.text)
    return _MARKER.sub("", text)


def provision_of(
    rule: Rule, by_id: Mapping[str, Clause], home: Clause, clauses: Sequence[str] = ()
) -> tuple[str, str] | str:
    """The sentence of a duty or ban without its heading and where it stands, or the code of the reason why there is none.

    Args:
        rule: The duty or ban.
        by_id: The clauses of the run.
        home: The clause of the rule.
        clauses: The clauses that hold its words; without them those of the rule.
    """
    if rule.modality not in ("obligation", "prohibition"):
        return "no-rule"
    chain = [by_id[each] for each in clauses or rule.clauses if each in by_id] or [home]
    if (where := place_of(chain, home, by_id)) is None:
        return "no-title"
    provision = _sentence(rule, chain, home)
    over = home.path[-1].strip() if home.path else ""
    if (
        provision is not None
        and over
        and provision.startswith(f"{over} ")
        and provision[len(over) + 1 :][:1].isupper()
    ):
        # "Cessation of activities In the case of a cessation …": the heading of a subsection stands in its line.
        provision = provision[len(over) + 1 :]
    if provision is None:
        return "unread"
    provision = heading_off(provision)
    if (topic := topic_of(provision, home)) is not None:
        return topic
    return provision, where


def norm_of(rule: Rule, by_id: Mapping[str, Clause], home: Clause) -> Norm | str:
    """The norm of a rule, or the code of the reason why it gives none."""
    read = provision_of(rule, by_id, home)
    if isinstance(read, str):
        return read
    here = {*rule.clauses, home.id}
    if any(part.clause not in here for part in (*rule.conditions, *rule.exceptions)):
        return "unread" if parsed(read[0], rule) is None else "incomplete"
    return taken_apart(rule, home, *read)


def taken_apart(rule: Rule, home: Clause, provision: str, where: str) -> Norm | str:
    """The norm of a provision, or the code of the reason why it gives none.

    Args:
        rule: The rule that it states.
        home: The clause of the rule.
        provision: Its sentence.
        where: How it is cited.
    """
    parts = parsed(provision, rule)
    if parts is None:
        return "unread"
    force, subject, action, conditions, exceptions, lead = parts
    reserved = RESERVED.match(provision)
    if reserved is not None:
        provision = provision[reserved.end() :]
    if _process(subject, action):
        return "not-safety"
    # Whoever acts may stand behind "by": the subject of a passive is never the one who acts.
    many = grammar.plural(subject)
    if many is None or wording.PRONOUN_SUBJECT.search(subject):
        return "unread"
    elements = _elements(rule)
    if rule.elements and not elements:
        return "incomplete"
    if (
        cut_off.WANTS_OBJECT.search(action)
        or wording.NO_OBJECT.match(action)
        or _unfinished(action)
        or len(action.split()) == 1
    ):
        return "incomplete"
    if wording.POSSESSIVE_START.match(subject) or wording.PARTS_OF_TEXT.search(subject):
        return "points-elsewhere"
    body = f"{subject} {action}"
    known = " ".join(turn.body for turn in conditions)
    if (
        whole.fault(subject)
        or (not elements and whole.fault(action, f"{known} {subject}"))
        or grammar.verb_first(action) is None
    ):
        return "points-elsewhere" if whole.points_away(body, known) else "incomplete"
    if any(
        whole.fault(turn.body, subject if turn.word not in wording.OPENS_CONDITION else "")
        for turn in (*conditions, *exceptions)
    ):
        return (
            "points-elsewhere"
            if any(whole.points_away(t.body) for t in (*conditions, *exceptions))
            else "incomplete"
        )
    rest = whole.without_references(action)
    if whole.points_away(with_modal(provision)) or (rest != action and len(rest.split()) < 4):
        return "points-elsewhere"
    shown = provision if not elements else f"{provision.rstrip(_DASHES)}: {lettered(elements)}"
    return Norm(
        rule, home, force, subject, many, not action.startswith("be ") and (rule.bearer is not None or role(subject) is not None), action,
        conditions, exceptions, elements, grammar.upper_first(shown.rstrip(" ;,.")) + ".", where, lead, reserved is None, _value(rule, action),
    )  # fmt: skip


def printed(rule: Rule, by_id: Mapping[str, Clause], home: Clause) -> Norm | str:
    """The provision of a rule as it is printed, not taken apart: a norm without subject and action, or the code of a reason."""
    read = provision_of(rule, by_id, home)
    if isinstance(read, str):
        return read
    provision, where = read
    if MODAL.match(provision):
        # "Shall not have any dimension less than 3 m": who or what it is about was lost.
        return "incomplete"
    if wording.BREAKS_OFF.search(provision.rstrip(" ;,.")):
        return "incomplete"
    if _WHOLE_LAW.match(where):
        return "no-title"
    force: Force = "ban" if rule.modality == "prohibition" else "duty"
    text = grammar.upper_first(provision.rstrip(" ;,.")) + "."
    return Norm(
        rule,
        home,
        force,
        "",
        False,
        False,
        "",
        (),
        (),
        (),
        text,
        where,
        shown=not rule.elements,
        joints=_joints(rule, by_id),
    )


def _joints(rule: Rule, by_id: Mapping[str, Clause]) -> tuple[tuple[str, str], ...]:
    """The letters of the entries of lists that a rule is in, and the first words of each."""
    entries = [by_id[each] for each in rule.clauses[1:] if each in by_id]
    return tuple(
        (entry.marker, " ".join(own_text(entry).split()[:_OPENING]))
        for entry in entries
        if LETTER.fullmatch(entry.marker)
    )


_OPENING = 3
"""First words by which an entry of a list is found in its provision."""


_WHOLE_LAW = re.compile(r"the [^,]*\b(?:Act|Regulations?|Rules|Code|Order)\b(?:,? \d{4})?$")
"""A place without a number: nobody finds the provision in the law."""


def heading_off(text: str) -> str:
    """A sentence without the heading that stands before it in one line."""
    run_in = wording.RUN_IN.match(text)
    if run_in is not None and not _letter(text, run_in.end()):
        return text[run_in.end() :]
    modal = MODAL.search(text)
    question = _HEADING_BEFORE_ARTICLE.search(text[: modal.start()] if modal else "")
    if question is not None and not _letter(text, question.end()):
        return text[question.end() :]
    # "Audible signal Dental equipment must emit …": a second capital behind a small word begins the sentence.
    match = _SECOND_CAPITAL.match(text[: modal.start()] if modal else "")
    return text[match.end() :] if match is not None else text


def _letter(text: str, start: int) -> bool:
    """Whether the `A` that begins the rest of a text names a class or a zone and is no article: `a licence of class A the owner`."""
    return wording.NO_ARTICLE.match(text[start:]) is not None or (
        text[start:].startswith("A ") and wording.LETTERED.search(text[:start]) is not None
    )


_HEADING_BEFORE_ARTICLE = re.compile(
    r"^(?:If|When|Where|Who|What|How|For|In|On|At|After|Before) [^.;:,()]{2,80}?[a-z)] (?=(?:A|An|The|Every|Each|No|If|Where|When) [a-z])"
)
"""A heading that begins as a sentence does: `If a driver stops driving A driver must notify …`."""
_SECOND_CAPITAL = re.compile(
    r"^(?!(?:The|An?|Every|Each|No|Any|All|If|Where|When|Despite|Subject|Before|After|In|On|At|For|Except|Unless|It|Of) )"
    r"[A-Z][a-z]+(?: [a-z]+){0,6} (?<!\bof )(?<!\bthe )(?<!\bin )(?<!\bfor )(?<!\bto )(?<!\ba )(?<!\ban )(?<!\band )(?<!\bor )(?<!\bwith )(?<!\bby )(?<!\bon )(?<!\bunder )(?<!ing )(?=[A-Z][a-z]{2,} [a-z])"
)
"""A heading of capital and small words before a sentence that begins without an article."""


def _unfinished(action: str) -> bool:
    """Whether a clause with `that` has no verb: `ensure that every member of the crew`."""
    match = wording.THAT.search(action)
    if match is None or FINITE_WORD.search(match["rest"]):
        return False
    words = re.findall(r"[a-z]+", match["rest"])
    return not any(only_verb(word) and not word.endswith(("ing", "ed")) for word in words[1:])


_DASHES = " :\u2014\u2013-"


def lettered(elements: Sequence[str]) -> str:
    """The elements of a list in one line: `(a) first; (b) second`."""
    return "; ".join(f"({chr(97 + i)}) {element}" for i, element in enumerate(elements[:26]))


_ROW_NUMBER = re.compile(r"^\s*\(?\d{1,3}(?:\.\d{1,2})?\)?\s*\|\s*(?=[A-Z])")
"""The number of a row of a table whose other cell is a sentence."""


def _sentence(rule: Rule, chain: Sequence[Clause], home: Clause) -> str | None:
    """The sentence that states the rule: the words above it and its own, without what other items say."""
    parts = [
        part for part in (rule.bearer, rule.action, rule.object, *rule.conditions, *rule.exceptions) if part
    ]
    pieces: list[str] = []
    for clause in chain:
        text = clause.text
        own = [part for part in parts if part.clause == clause.id]
        spans = list(sentences(text))
        if own and len(spans) > 1:
            first, last = min(p.start for p in own), max(p.end for p in own)
            spans = [(a, b) for a, b in spans if a < last and first < b]
            text = text[spans[0][0] : spans[-1][1]] if spans else text
        text = without_markup(text)
        if clause.marker and text.startswith(f"{clause.marker} "):
            text = text[len(clause.marker) + 1 :]
        pieces.append(_MARKER.sub("", _ROW_NUMBER.sub("", text)))
    if (
        len(pieces) > 1
        and pieces[-1][:1].isupper()
        and (modal := MODAL.search(pieces[-1])) is not None
        and len(pieces[-1][: modal.start()].split()) >= 1
    ):
        # A whole sentence below a heading-like one stands by itself.
        pieces = pieces[-1:]
    joined = " ".join(
        piece.rstrip(" :\u2014\u2013-") if i + 1 < len(pieces) else piece for i, piece in enumerate(pieces)
    )
    return wording.TAIL_MARKS.sub("", squeeze_marks(joined)) or None


def _elements(rule: Rule) -> tuple[str, ...]:
    texts = tuple(
        wording.TAIL_MARKS.sub("", _MARKER.sub("", squeeze_marks(part.text))) for part in rule.elements
    )
    if len(texts) < 3 or any(whole.fault(text) or len(text.split()) > 18 for text in texts):
        return ()
    return texts


def _value(rule: Rule, action: str) -> Value | None:
    """The one number that the action sets."""
    inside = [v for v in rule.values if squeeze_marks(v.text).lower() in action.lower()]
    return inside[0] if len(inside) == 1 and len(rule.values) == 1 else None


def topic_of(provision: str, home: Clause) -> str | None:
    """The code for a provision that is about paperwork, money or the law itself; None for any other."""
    found = pattern("en", "not_safety")
    text = provision.lower()
    heading = " ".join(home.path[-2:]).lower()
    if _DATED.search(provision):
        return "not-safety"
    if found is not None and (found.search(text) or found.search(heading)):
        return "not-safety"
    return None


_DATED = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b|\b(?:January|February|March|April|June|July|August|September|October|November|December) \d{1,2}, \d{4}\b"
)
"""A date of the calendar: commencement or transition."""


def _process(subject: str, action: str) -> bool:
    """Whether a duty is one of the state and its organs, which is no matter of conduct."""
    found = pattern("en", "process_bearers")
    return found is not None and found.search(subject.lower()) is not None
