"""A rule as a sentence that can be taken apart: who, must or must not, what, when, unless what, and the provision as quoted.

A `Norm` is made only where every part it holds is a whole text; otherwise the reason why not is told as a code of
`skip_reasons.REASONS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from curation.core.records import Clause, Rule, Value
from curation.generation.template.bearers import role
from curation.text import grammar, whole
from curation.text.phrases import pattern
from curation.text.sentences import sentences
from curation.text.stems import content_stems
from curation.text.verbs import only_verb
from curation.text.words import squeeze_marks

Force = Literal["duty", "ban"]


@dataclass(frozen=True)
class Turn:
    """A condition or an exception: the word that opens it, and what has to be so."""

    word: str
    """`if`, `where`, `when`, `before`, `after`, `unless` …, in lower case."""
    body: str
    """What stands behind the word: a clause, or a phrase after `before` and `after`."""
    clause: bool
    """Whether the body is a clause with a finite verb, so that it can be said and denied."""

    @property
    def whole(self) -> str:
        """Word and body."""
        return f"{self.word} {self.body}"


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

    @property
    def says(self) -> tuple[str, str]:
        """The provision as a subject, and `s` or nothing for its verb: `the Rules demand`, `section 3 of the Rules demands`."""
        many = (
            re.match(
                r"the [^,]*\b(?:regulations|rules|terms|guidelines|conditions)(?:, \d{4})?$", self.place, re.I
            )
            is not None
        )
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


_MODAL = re.compile(
    r"\b(?:(?P<not>(?:shall|must|may|can|should|will) (?:not|never|under no circumstances)|cannot|(?:is|are) (?:prohibited|forbidden|banned) from|(?:is|are) not (?:allowed|permitted) to)(?=,|\s)\s*"
    r"|(?P<must>shall|must|(?:is|are) (?:required|obliged) to|(?:has|have) to|may)(?: (?:also|further|then|at all times|in all cases))?)(?=,|\s)\s*",
    re.I,
)
_NEGATIVE_SUBJECT = re.compile(r"^(?:no|no(?=body)|neither|none of) ?(?P<who>.+)$", re.I)
_TAIL_MARKS = re.compile(
    r"(?<![\s;,.:\u2014\u2013-])[\s;,.:\u2014\u2013-]*+(?:\b(?:and|or)\b[\s;,.:\u2014\u2013-]*+)?$"
)
_MARKER = re.compile(r"^\s*\(?(?:[a-z]{1,4}|\d{1,3}(?:\.\d+)*|[ivxIVX]+)[).]\s+(?=\S)|^\s*[-\u2022*]\s+")
_LEAD_WORD = re.compile(
    r"^(?P<word>if|where|when|whenever|wherever|before|after|while|during|upon|prior to|in the event of|in the case of|in case of|unless|until|once|as soon as|for the purposes? of|subject to|notwithstanding|despite|without prejudice to|except)\b\s*",
    re.I,
)
_TURNS = (
    "if",
    "where",
    "when",
    "whenever",
    "wherever",
    "before",
    "after",
    "prior to",
    "unless",
    "except where",
    "except if",
    "except when",
    "provided that",
)
_STOCK = re.compile(
    r"^(?:applicable|appropriate|necessary|possible|practicable|reasonably practicable|relevant|required|requested|so requested|any|available|needed|in use|not in use|feasible|reasonable|available|desired)\b",
    re.I,
)


def own_text(clause: Clause) -> str:
    """The words of a clause without its number, in one line and without Markdown."""
    text = squeeze_marks(re.sub(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", clause.text))
    return _MARKER.sub("", text)


def norm_of(rule: Rule, by_id: Mapping[str, Clause], home: Clause) -> Norm | str:
    """The norm of a rule, or the code of the reason why it gives none."""
    if rule.modality not in ("obligation", "prohibition"):
        return "no-rule"
    chain = [by_id[each] for each in rule.clauses if each in by_id] or [home]
    if (where := place(home, by_id)) is None:
        return "no-title"
    provision = _sentence(rule, chain, home)
    if provision is None:
        return "unread"
    if (topic := _subject_matter(provision, home)) is not None:
        return topic
    parsed = _parsed(provision, rule)
    if parsed is None:
        return "unread"
    force, subject, action, conditions, exceptions, lead = parsed
    reserved = _RESERVED.match(provision)
    if reserved is not None:
        provision = provision[reserved.end() :]
    if _process(subject, action):
        return "not-safety"
    # Whoever acts may stand behind "by": the subject of a passive is never the one who acts.
    many = grammar.plural(subject)
    if many is None or re.search(r"\b(?:they|he|she|it)\b", subject):
        return "unread"
    elements = _elements(rule)
    here = {*rule.clauses, home.id}
    if (rule.elements and not elements) or any(
        part.clause not in here for part in (*rule.conditions, *rule.exceptions)
    ):
        return "incomplete"
    if _HANGING.search(action) or _NO_OBJECT.match(action) or _unfinished(action) or len(action.split()) == 1:
        return "incomplete"
    if re.match(r"(?:its|their|his|her|such|this|these|those|only)\b", subject) or re.search(
        r"\b(?:sections?|paragraphs?|schedules?|parts?|articles?|annex) [\dIVX]", subject, re.I
    ):
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
        whole.fault(turn.body, subject if turn.word not in ("if", "where", "when", "whenever") else "")
        for turn in (*conditions, *exceptions)
    ):
        return (
            "points-elsewhere"
            if any(whole.points_away(t.body) for t in (*conditions, *exceptions))
            else "incomplete"
        )
    rest = whole.without_references(action)
    if whole.points_away(provision) or (rest != action and len(rest.split()) < 4):
        return "points-elsewhere"
    shown = provision if not elements else f"{provision.rstrip(_DASHES)}: {lettered(elements)}"
    return Norm(
        rule, home, force, subject, many, not action.startswith("be ") and rule.bearer is not None, action,
        conditions, exceptions, elements, grammar.upper_first(shown.rstrip(" ;,.")) + ".", where, lead, reserved is None, _value(rule, action),
    )  # fmt: skip


_HANGING = re.compile(
    r"\b(?:is|are|be|was|were|been|has|have|had|make|makes|permit|permits|use|uses|contain|contains|include|includes|show|shows|ensure|ensures|provide|provides|that|who|which|such|only)$",
    re.I,
)
"""A verb that an object or a list should follow, at the end of an action."""
_THAT = re.compile(
    r"\b(?:ensure|ensures|verify|check|ascertain|confirm|see|establish|demonstrate|show|require|arrange|make sure|so|such|manner|way)\w* that (?P<rest>.*)$",
    re.I,
)
_FINITE_WORD = re.compile(r"\b(?:is|are|was|were|has|have|had|can|cannot|may|will|does|do|did|shall|must)\b")


def _unfinished(action: str) -> bool:
    """Whether a clause with `that` has no verb: `ensure that every member of the crew`."""
    match = _THAT.search(action)
    if match is None or _FINITE_WORD.search(match["rest"]):
        return False
    words = re.findall(r"[a-z]+", match["rest"])
    return not any(only_verb(word) and not word.endswith(("ing", "ed")) for word in words[1:])


_NO_OBJECT = re.compile(
    r"(?:submit|send|give|deliver|provide|furnish|keep|record|include|permit|use|show|carry|have|make|maintain|inform) (?:to|in|at|within|on|for|by|with|from|the following|as follows)\b",
    re.I,
)
"""A verb whose object stands in a list that was lost."""
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
        text = squeeze_marks(re.sub(r"(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)", "", text))
        if clause.marker and text.startswith(f"{clause.marker} "):
            text = text[len(clause.marker) + 1 :]
        pieces.append(_MARKER.sub("", _ROW_NUMBER.sub("", text)))
    if (
        len(pieces) > 1
        and pieces[-1][:1].isupper()
        and (modal := _MODAL.search(pieces[-1])) is not None
        and len(pieces[-1][: modal.start()].split()) >= 1
    ):
        # A whole sentence below a heading-like one stands by itself.
        pieces = pieces[-1:]
    joined = " ".join(
        piece.rstrip(" :\u2014\u2013-") if i + 1 < len(pieces) else piece for i, piece in enumerate(pieces)
    )
    return _TAIL_MARKS.sub("", squeeze_marks(joined)) or None


_Parts = tuple[Force, str, str, tuple[Turn, ...], tuple[Turn, ...], str]
_RESERVED = re.compile(
    r"^(?:subject to|notwithstanding|despite|without prejudice to|in addition to) (?:the (?:requirements|provisions) of )?(?:sub)?(?:section|paragraph|article)s? [^,]{1,60}, ",
    re.I,
)
"""A reservation for another provision at the front."""
_PLACED = re.compile(
    r"^(?P<lead>(?:in|on|at|during|within|for|throughout|in the case of|in the event of|in case of|on board) (?!this\b|these\b|that\b|the purposes?\b|addition\b|accordance\b|respect\b|relation\b)[^,;]{3,110}), (?=(?:an?|the|every|each|all|any|no|[a-z]+s) )",
    re.I,
)


def _parsed(provision: str, rule: Rule) -> _Parts | None:
    """Force, subject, action, conditions, exceptions and lead of a sentence `[condition,] subject modal action [condition]`."""
    text = _ASIDE_OF_RULE.sub("", _RESERVED.sub("", provision))
    placed = _PLACED.match(text)
    in_front = ""
    if placed is not None and _MODAL.search(placed["lead"]) is None:
        in_front, text = grammar.lower_first(placed["lead"]), text[placed.end() :]
    conditions: list[Turn] = []
    exceptions: list[Turn] = []
    lead = _LEAD_WORD.match(text)
    if lead is not None:
        cut = _lead_end(text, rule)
        if cut is None:
            return None
        turn = _turn(text[:cut])
        if turn is None:
            return None
        (exceptions if turn.word.startswith(("unless", "except")) else conditions).append(turn)
        text = text[cut:].lstrip(" ,")
    modal = next((m for m in _MODAL.finditer(text) if not _in_relative(text[: m.start()])), None)
    if modal is None:
        return None
    subject, rest = text[: modal.start()].strip(" ,"), text[modal.end() :]
    if (aside := _ASIDE.match(rest if rest.startswith(",") else "")) is not None:
        # "shall, without delay, inform …": the words between the commas go to the end.
        behind = rest[aside.end() :].rstrip(" .;")
        if whole.stops(behind) or _HANGING.search(behind):
            return None
        joint = ", " if _LEAD_WORD.match(aside["aside"]) and "," in behind else " "
        rest = f"{behind}{joint}{aside['aside']}"
    if ("," in subject and not _listed(subject)) or _PREPOSITION.match(subject):
        return None
    negative = _NEGATIVE_SUBJECT.match(subject)
    ban = bool(modal["not"]) != bool(negative)
    if (modal["must"] or "").lower().startswith("may") and not negative:
        return None
    if ban != (rule.modality == "prohibition"):
        return None
    if negative:
        who = re.sub(r"^(?:one|body)\b", "person", negative["who"])
        subject = who if grammar.plural(who) or grammar.uncountable(who) else f"{grammar.article(who)} {who}"
    # A second demand of the sentence ("and shall be closed") is another rule; a second sentence too.
    if (demand := _first_demand(rest)) is None:
        return None
    action, tail = _tails(demand, rule)
    if (
        subject.lower() in ("it", "they")
        and (named := _named_before(conditions, subject.lower())) is not None
    ):
        subject = named
    if tail is None or subject.lower() in ("there", "it", "they"):
        return None
    if (
        not conditions
        and (scoped := _RELATIVE.match(subject)) is not None
        and (body := _scope(scoped)) is not None
    ):
        conditions.append(Turn("where", body, True))
        subject = f"the {scoped['noun']}"
    if (
        (consent := _CONSENT.search(action)) is not None
        and not exceptions
        and not tail
        and not action[consent.end() :].strip()
    ):
        giver, what = consent["giver"], consent["what"].lower()
        exceptions.append(
            Turn("unless", f"{giver} has given {'an approval' if what == 'approval' else what}", True)
        )
        action = action[: consent.start()]
    for turn in [_named(turn, subject) for turn in tail]:
        (exceptions if turn.word.startswith(("unless", "except")) else conditions).append(turn)
    for part in (*rule.conditions, *rule.exceptions):
        words = squeeze_marks(part.text).strip(" ,;.")
        if (
            words
            and words.split()[-1].strip(",;.") in action
            and words in action
            and _LEAD_WORD.match(words)
            and not words.lower().startswith(("during", "while", "until"))
        ):
            return None
    if in_front and whole.fault(in_front):
        return None
    force: Force = "ban" if ban else "duty"
    return (
        force,
        grammar.lower_first(subject),
        action.strip(" ,;"),
        tuple(conditions),
        tuple(exceptions),
        in_front,
    )


_PREPOSITION = re.compile(
    r"(?:in|on|at|for|under|during|between|with|by|from|to|of|as|upon|within|through|notwithstanding|further)\b",
    re.I,
)


def _listed(subject: str) -> bool:
    """Whether the commas of a subject part the members of a list or a relative clause, and no other words."""
    if re.search(r",? (?:or|and) ", subject) and not re.search(
        r"\b(?:if|when|where|while|unless|notwithstanding|subject to|except)\b", subject, re.I
    ):
        return True
    return (
        subject.count(",") == 1
        and re.search(r", (?:who|which|whose|other than|including)\b", subject) is not None
    )


def _named_before(conditions: Sequence[Turn], pronoun: str) -> str | None:
    """What `it` is after one condition that begins with a noun phrase: `the cover` after `a cover is fitted in a hold`."""
    if len(conditions) != 1 or not conditions[0].clause:
        return None
    match = re.match(
        r"(?:an?|the|any|every|each) (?P<noun>(?!person\b)[a-z-]+(?: [a-z-]+){0,5}?) (?:is|are|has|have|was|exceeds)\b",
        conditions[0].body,
        re.I,
    )
    bare = match or re.match(r"(?P<noun>[a-z-]+s(?: and [a-z-]+s)?) are\b", conditions[0].body, re.I)
    if bare is None or re.search(r"\b(?:of|or|in|on|that|which|who)\b", bare["noun"]):
        return None
    named = f"the {bare['noun'].lower()}"
    return named if grammar.plural(named) == (pronoun == "they") else None


_ASIDE_OF_RULE = re.compile(
    r",? (?:(?:fitted|provided|installed|required|carried|made|used) )?(?:in (?:compliance|accordance) with|required by|under|pursuant to|for the purposes? of) (?:this (?:section|part|regulation|division|chapter)|these (?:regulations|rules))(?=,| shall| must),?",
    re.I,
)
"""Words behind a subject that only say by what rule it is there."""
_SECOND = re.compile(r"(?<!that )(?<!which )(?<!who )(?<!what )(?<!they )(?<!it )\b(?:shall|must)\b", re.I)


def _named(turn: Turn, subject: str) -> Turn:
    """A circumstance that begins with a pronoun, with the subject of the rule in its place."""
    # "It" is no person: below "no person shall import an animal unless it is tagged" it is the animal.
    someone = re.search(r"\bpersons?\b", subject) is not None or role(subject) is not None
    pronoun = "(?:they|he or she|he|she)" if someone else "(?:it|they)"
    match = re.match(pronoun + r" (?=(?:is|are|has|have|was|were|can|may|does|do|[a-z]+s?)\b)", turn.body)
    participle = re.match(r"[a-z]+(?:ed|en)\b(?! (?:is|are|has|have|was|were)\b)", turn.body)
    if (
        turn.word not in ("before", "after", "prior to")
        and participle is not None
        and grammar.participle(participle[0])
        and not _FINITE_WORD.search(turn.body)
        and (be := grammar.is_are(subject)) is not None
    ):
        named = re.sub(r"^(?:an?|every|each|any|all) ", "the ", grammar.lower_first(subject))
        return Turn(turn.word, f"{named} {be} {turn.body}", True)
    if match is None or not turn.clause:
        return turn
    named = re.sub(r"^(?:an?|every|each|any|all) ", "the ", grammar.lower_first(subject))
    return Turn(turn.word, f"{named} {turn.body[match.end() :]}", turn.clause)


def _first_demand(rest: str) -> str | None:
    """The words up to a second demand of the same sentence or a second sentence; None where the two cannot be parted."""
    sentence = re.split(r"(?<=[a-z)])\. (?=[A-Z])", rest)[0]
    first, _, behind = sentence.partition(";")
    if re.match(r"\s*(?:or|except|unless|provided|other than|but)\b", behind):
        return None
    second = _SECOND.search(first)
    if second is None:
        return first
    cut = max(first.rfind(" and ", 0, second.start()), first.rfind(" but ", 0, second.start()))
    return first[:cut].rstrip(" ,") if cut > 0 else None


_ASIDE = re.compile(r"^,\s*(?P<aside>[^,]{3,90}),\s*")


_RELATIVE = re.compile(
    r"^(?:an?|any|every|each|no) (?P<noun>[a-z-]+(?: [a-z-]+){0,2}) (?P<who>who|which|that) (?P<rest>[^,]{8,120})$",
    re.I,
)
_CONSENT = re.compile(
    r",? without (?:the |an? )?(?:prior )?(?:written )?(?P<what>permission|consent|authori[sz]ation|approval|authority) (?:of|from) (?P<giver>(?:the|an?) [^,;]{3,60})$",
    re.I,
)


def _scope(match: re.Match[str]) -> str | None:
    """`any person who enters a hold` as the circumstance `the person enters a hold`; None where that is no clause."""
    body = f"the {match['noun']} {match['rest']}"
    if content_stems(match["noun"]) & content_stems(match["rest"]):
        return None
    if re.match(r"(?:is|are|has|have|was|were|can|may)\b", match["rest"]) or re.match(
        r"[a-z]+s\b", match["rest"]
    ):
        return body
    return None


def _in_relative(before: str) -> bool:
    """Whether the words before a modal verb open a relative clause that it may belong to."""
    match = re.search(r"\b(?:who|which|that|whose|what|where|when|if|as)\b(?P<rest>[^,]*)$", before)
    return match is not None and len(match["rest"].split()) <= 2


def _lead_end(text: str, rule: Rule) -> int | None:
    """Where the condition at the front ends: behind the comma before the subject."""
    for part in (*rule.conditions, *rule.exceptions):
        words = squeeze_marks(part.text).strip(" ,;.")
        if (
            len(words) > 8
            and text.lower().startswith(words.lower())
            and text[len(words) : len(words) + 1] == ","
        ):
            return len(words) + 1
    modal = _MODAL.search(text)
    if modal is None:
        return None
    commas = [m.end() for m in re.finditer(r",", text[: modal.start()])]
    return commas[-1] if len(commas) == 1 else None


def _turn(text: str) -> Turn | None:
    """A condition or an exception taken apart; None for one that names no circumstance of its own."""
    plain = squeeze_marks(text).strip(" ,;.")
    match = re.match(rf"({'|'.join(sorted(_TURNS, key=len, reverse=True))})\s+(.+)$", plain, re.I | re.S)
    if match is None:
        return None
    word, body = match[1].lower(), match[2]
    if _STOCK.match(body) and len(body.split()) < 5:
        return None
    if re.search(r"\band (?:that|where|if|when|unless|before|after)\b", body):
        return None
    finite = (
        _finite(body)
        if word in ("before", "after", "prior to")
        else _FINITE_VERB.search(body) is not None or not _PARTICIPIAL.match(body)
    )
    return Turn(word, body, finite)


_PARTICIPIAL = re.compile(r"(?:[a-z]+ly )?[a-z]+(?:ing|ed)\b|in\b|on\b|at\b|not\b|under\b|within\b", re.I)
_FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|can|may|must|shall|will|does|do)\b")


def _finite(body: str) -> bool:
    return _FINITE_VERB.search(body) is not None and not re.match(r"[a-z]+ing\b", body)


_RELATED = re.compile(
    r"(?<!ensure )(?<!ensures )(?<!verify )(?<!ascertain )(?<!check )(?<!confirm )(?<!see )(?<!so )\b(?:that|which|who|whose|whereby)\b"
)
_INNER = re.compile(
    r"(?:,\s*+|(?<![\s,])\s++)(?P<word>unless|except where|except when|except if|if|where|when|whenever|before|after|prior to|provided that|while|until|as long as|so long as|except|other than|to the extent|only if)\s++",
    re.I,
)


def _tails(rest: str, rule: Rule) -> tuple[str, list[Turn] | None]:
    """The action without the conditions and exceptions behind it, and these; None for turns that cannot be taken off whole."""
    known = [squeeze_marks(part.text).strip(" ,;.") for part in (*rule.conditions, *rule.exceptions)]
    for match in _INNER.finditer(rest):
        word = match["word"].lower()
        behind = rest[match.start("word") :]
        if word in ("before", "after", "prior to") and _measured(rest[: match.start()]):
            # "within 15 days after it is received": the event belongs to the period before it.
            return rest, []
        ours = word.startswith(("unless", "except")) or any(
            behind.lower().startswith(words.lower()[:25]) for words in known if words
        )
        if not ours:
            continue
        if word in (
            "while",
            "until",
            "as long as",
            "so long as",
            "to the extent",
            "only if",
            "except",
            "other than",
        ):
            return rest, []
        if _STOCK.match(behind[len(match["word"]) :].strip()) and len(behind.split()) < 7:
            return rest, []
        if _RELATED.search(rest[: match.start()]) and not rest[: match.start() + 1].rstrip().endswith(","):
            # "a lamp that lights when the door opens": the circumstance may belong to the relative clause.
            return rest, None
        turn = _turn(behind)
        if turn is None or ("," in turn.body and _INNER.search(f" {turn.body}")):
            return rest, None
        inner = _INNER.search(f" {turn.body}")
        if inner is not None and inner["word"].lower() in ("unless", "if", "except where", "provided that"):
            return rest, None
        return rest[: match.start()], [turn]
    return rest, []


def _measured(before: str) -> bool:
    return (
        re.search(
            r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|immediately|directly|shortly|long|soon|not later than|no later than|later|earlier|time|first|only|and|or|both)\W*$",
            before,
            re.I,
        )
        is not None
    )


def _elements(rule: Rule) -> tuple[str, ...]:
    texts = tuple(_TAIL_MARKS.sub("", _MARKER.sub("", squeeze_marks(part.text))) for part in rule.elements)
    if len(texts) < 3 or any(whole.fault(text) or len(text.split()) > 18 for text in texts):
        return ()
    return texts


def _value(rule: Rule, action: str) -> Value | None:
    """The one number that the action sets."""
    inside = [v for v in rule.values if squeeze_marks(v.text).lower() in action.lower()]
    return inside[0] if len(inside) == 1 and len(rule.values) == 1 else None


def _subject_matter(provision: str, home: Clause) -> str | None:
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


_OFFICIAL = re.compile(
    r"(?:section|sec\.|s\.|s(?= \d)|art\.?|article|rule|regulation|reg\.|clause|\u00a7|paragraph|para\.?|schedule|annex|appendix|part|chapter|standard)\s*+(?:[^\s\d]{0,40}+\d|[IVXLC]{1,7}\b)",
    re.I,
)
_UNOFFICIAL = re.compile(
    r",?\s*\b(?:item|heading|row|text|unnumbered paragraph|final words|definition|para\.|paragraph|recital|entry|note|list|bullet|point)\s[^,]*$",
    re.I,
)
_TITLE_LESS = re.compile(
    r"^(?:para|item|section|art|annex|appendix|attachment|heading|recital|row|contents|schedule|part|chapter)\b",
    re.I,
)
_SECTION_HEADING = re.compile(
    r"^(?:[Ss]ection |\u00a7 ?)?(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}[A-Z]?)(?:[.:]?\s+\S|$)"
)


def place(clause: Clause, by_id: Mapping[str, Clause]) -> str | None:
    """The provision as cited in running text, with its official number only; None where its document has no title."""
    parts = [part.strip() for part in clause.citation.split(",")]
    # "Wrecked, Abandoned or Hazardous Vessels Act, s. 5": a title may hold commas, and its year stands behind one.
    top = clause.path[0] if clause.path else ""
    own = top.count(",") + 1 if top and clause.citation.startswith(f"{top},") else 1
    own += len(parts) > own and re.fullmatch(r"\d{4}", parts[own]) is not None
    title = _quiet(", ".join(parts[:own]))
    rest = [part for part in parts[own:] if part]
    if (
        re.search(r"[^\W\d_]{3}", title) is None
        or _TITLE_LESS.match(title)
        or not title
        or len(title.split()) > 16
        or not whole.balanced(clause.citation)
    ):
        return None
    named = f"the {title}" if _TAKES_ARTICLE.search(title) and not title.lower().startswith("the ") else title
    while rest and _UNOFFICIAL.match(rest[-1]):
        last = rest.pop()
        if (
            rest
            and re.fullmatch(r"\(\d{1,2}\)", clause.marker)
            and last.startswith("item")
            and re.search(r"\d$", rest[-1])
        ):
            rest[-1] = f"{rest[-1]}{clause.marker}"
    # "SOR/87-612, s 3.7(4)": the number of the instrument says nothing beside its title.
    rest = rest[-1:] if rest and _OFFICIAL.match(rest[-1]) else rest
    number = re.sub(r"^ss?\.? (?=\d)", "section ", ", ".join(rest))
    if not number or not _OFFICIAL.search(number):
        for heading in reversed(clause.path):
            if (match := _SECTION_HEADING.match(heading)) is not None:
                # In laws "8(5)" is the official way; a standard or a manual prints its numbers as they are.
                legal = _LEGAL.search(title) is not None and re.fullmatch(
                    r"\(\d{1,2}(?:\.\d)?\)", clause.marker
                )
                marker = clause.marker if legal else ""
                return f"section {match['number']}{marker} of {named}"
        return named
    return f"{grammar.lower_first(number)} of {named}"


def _quiet(title: str) -> str:
    """A title printed in capitals as a title in running text; a short name such as `LSS-1` stays as it is."""
    words = title.split()
    if len(words) < 3:
        return title
    if 2 * sum(word.isupper() and len(word) > 2 for word in words) < len(words):
        return title
    small = {"of", "the", "and", "on", "for", "in", "to", "a", "an", "by", "with"}
    return " ".join(
        w.lower()
        if w.lower() in small and i
        else w.capitalize()
        if w.isupper() and len(w) > 2 and w.isalpha()
        else w
        for i, w in enumerate(words)
    )


_LEGAL = re.compile(r"\b(?:acts?|regulations?|code|rules|order|by-?laws?|ordinance|statutes?)\b", re.I)
_TAKES_ARTICLE = re.compile(
    r"\b(?:act|regulations?|code|rules?|order|law|by-law|directive|standard|policy|convention|agreement|guidelines?|manual|licence|license|terms)\b",
    re.I,
)
