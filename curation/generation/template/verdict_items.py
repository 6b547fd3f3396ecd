"""Cases with a verdict: one slot of a rule is met or broken, and four options cross the verdict with a reading of the rule.

Each reading is a way to understand the same provision: it holds whatever else is so (`always`), not in a certain circumstance
(`denied`), only in it (`met`), with a further exception, or it is advice. Of a plain rule the first is right, of a rule with an
exception the second, of a rule with a condition the third; so the options alone do not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curation.core.derivation import applies, complies
from curation.generation.template import pleas
from curation.generation.template.norms import Norm
from curation.generation.template.parsing import Turn
from curation.generation.template.people import person
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.telling import (
    Actor,
    actor,
    done,
    is_paper,
    named,
    one_case,
    own_words,
    plain,
    sentence,
    setting,
    undone,
)
from curation.text import whole
from curation.text.grammar import article, denied, head, lower_first, uncountable, upper_first
from curation.text.stems import content_stems

_CLAUSE = 18
"""Words of a circumstance in an option."""


@dataclass(frozen=True)
class Case:
    """The act of a rule in one case, done and left undone."""

    who: Actor
    done: str
    undone: str | None
    lasting: bool
    """Whether it is a state (`is fitted`) and not an act at one time."""


def case_of(norm: Norm) -> Case | None:
    """The act of a rule told of one of those whom it is about; None where it cannot be told."""
    if norm.elements or _EMPTY.match(norm.action) or len(norm.action.split()) < 3:
        return None
    who = actor(norm)
    action = plain(norm.action, norm.rule.id) if norm.force == "ban" else norm.action
    if who is None or action is None:
        return None
    yes = done(norm, who, action)
    no = undone(norm, who, action)
    told = yes if norm.force == "ban" else no
    if told is None or whole.fault(upper_first(told), norm.lead):
        return None
    return Case(who, yes or "", no, _lasts(norm))


_EMPTY = re.compile(
    r"(?:be )?(?:fail|contravene|in contravention|comply with (?:the )?(?:sections?|parts?|this|these|subsections?|regulations?|act|requirements|provisions|conditions)|apply|minus)\b",
    re.I,
)
"""An act that only says that rules are kept."""
_STATES = re.compile(
    r"^(?:be (?!inspected|tested|examined|reported|submitted|notified|checked|calculated|conducted|carried out|sent|given|delivered|returned|reviewed|removed|replaced|cleaned|determined|taken|developed|destroyed|done|performed|used|recorded)|have\b|wear\b|keep\b|maintain\b|carry\b|display\b|contain\b|include\b|bear\b|comply\b|extend\b|possess\b|hold\b)"
)


def _lasts(norm: Norm) -> bool:
    return _STATES.match(norm.action) is not None


_TELLS = re.compile(
    r"(?:be )?(?:[a-z]+ly )?(?:notif|inform|report|regist|record(?!ed by)|appl(?:y|ied)|submi|fil[ei]|send|sent|giv|disclos|declar|certif|specif|includ|set out|stat(?:e|ed)|describ|consult|provide (?:the|an?|any|all)? ?(?:[a-z]+ )?(?:information|written|cop)|mak[e] available|furnish|deliver|advis|consider|issu)",
    re.I,
)


_KEEPS = re.compile(
    r"(?:keep|maintain|make|have|retain|prepare|establish|sign|attach|hold|obtain|issue|set up|draw up|publish|update) (?:the|an?|any|each|every|all|such|up to date|on file)?(?: [a-z-]+)? ?(?:records?|registers?|documents?|plans?|reports?|logs?|lists?|certificates?|licen[cs]es?|permits?|copies|copy|statements?|notices?|data|information|procedures?|programs?|manuals?|polic)",
    re.I,
)


def matter(norm: Norm) -> str:
    """`paper` for a rule about what is written, told or decided, else `work`."""
    written = is_paper(head(norm.subject)) or _TELLS.match(norm.action) or _KEEPS.match(norm.action)
    return "paper" if written else "work"


_FIRMS = re.compile(
    r"\b(?:employer|operator|owner|licensee|permittee|lessee|manufacturer|importer|exporter|supplier|carrier|company|registrant|consignor|shipper|builder|producer|processor|distributor|seller|vendor|proprietor|occupier|contractor|provider|facility|undertaking|corporation|municipality|holder|retailer|wholesaler|packer)s?\b",
    re.I,
)


def _about(norm: Norm, who: Actor) -> tuple[str, ...]:
    if who.person:
        return ("person", "agent", "any")
    if norm.agent and _FIRMS.search(norm.subject):
        return ("firm", "agent", "any")
    return ("agent", "any") if norm.agent else ("thing", "any")


def turned(norm: Norm) -> bool:
    """Whether the question asks for the breach, so that `Yes` and `No` change places; half of the rules are asked so."""
    return pick(f"{norm.rule.id}|turned", 2) == 1


def asked(norm: Norm) -> str:
    """The question after a case."""
    place, many = norm.place, norm.says[1] == ""
    if norm.force == "ban":
        forms: tuple[str, ...] = (
            f"Is this allowed under {place}?",
            f"{'Do' if many else 'Does'} {place} allow this?",
        )
        if turned(norm):
            forms = (f"Is this forbidden by {place}?", f"{'Do' if many else 'Does'} {place} forbid this?")
    else:
        forms = (f"Is this in line with {place}?", f"Does this meet {place}?")
        if turned(norm):
            forms = (f"Is this a breach of {place}?",)
    return forms[pick(f"{norm.rule.id}|asked", len(forms))]


def verdict(norm: Norm, kept: bool) -> str:
    """`Yes` or `No`, as the question is put."""
    return "Yes" if kept != turned(norm) else "No"


_WHY = {
    "always": "The provision lays down the {force} without regard to whether {clause}.",
    "denied": "The provision lifts the {force} where {clause}.",
    "met": "The provision does not lay down the {force} where {clause}.",
}
_WRONG = {
    "always": (
        "an exception or a condition is overlooked",
        "The provision does not lay down the {force} in every case.",
    ),
    "denied": ("an exception is read into the provision", "The provision makes no exception where {clause}."),
    "met": ("a condition is read into the provision", "The provision does not make this a condition."),
    "added": (
        "an exception is read into the provision",
        "The provision does not provide for this exception.",
    ),
    "advice": (
        "a {force} is taken for advice",
        "The provision says what must be, and not what is recommended.",
    ),
}


def _text(norm: Norm, reading: str, kept: bool, clause: str) -> str:
    """An option."""
    start, force = f"{verdict(norm, kept)}, as", norm.force
    match reading:
        case "always":
            return f"{start} the {force} holds even if {clause}"
        case "denied" | "met" if kept:
            return f"{start} the {force} does not hold if {clause}"
        case "denied":
            return f"{start} the {force} holds unless {clause}"
        case "added":
            return f"{start} only {clause} would make it lawful"
        case _:
            advice = (f"this is advice and no {force}", f"this is a recommendation and no {force}")
            return f"{start} {advice[pick(f'{norm.rule.id}|advice', 2)]}"


def _draft(
    norm: Norm,
    form: str,
    slot: str,
    stem: str,
    needs: str,
    met: bool,
    act: bool,
    options: list[tuple[str, str, bool]],
) -> Draft | None:
    """The draft; `options` are (reading, clause, verdict), the key first."""
    kept = complies(norm.force, act, applies(needs, met))
    choices: list[Choice] = []
    for place, (reading, clause, ok) in enumerate(options):
        filled = {"force": norm.force, "clause": clause}
        if place == 0:
            why, name = _WHY[reading].format(**filled), ""
        else:
            name, why = (text.format(**filled) for text in _WRONG[reading])
        text = _text(norm, reading, ok, clause)
        choices.append(Choice(text, {"complies": ok, "needs": reading, "clause": clause}, why, name))
    if options[0][2] != kept or sum(ok for _, _, ok in options) != 2:
        return None
    facts = {"force": norm.force, "done": act, "met": met, "needs": needs}
    return Draft(form, norm, slot, stem, tuple(choices), "application", False, "scope", facts)


def _around(norm: Norm, around: str) -> str:
    return f"{norm.provision} {around}"


_EXCEPTION = re.compile(
    r"\b(?:unless|except|excepting|without|other than|may (?:grant|permit|allow|approve|authorize|dispense|waive|exempt|order|direct)|provided that|permission|so far as|as far as|where (?:practicable|necessary|possible|appropriate)|if (?:practicable|necessary|possible|appropriate|required)|need not|does not apply)\b",
    re.I,
)


def _opens(norm: Norm) -> bool:
    """Whether the clause may lift its own rule, as far as its words tell, or is subject to another one."""
    texts = (norm.home.text, norm.provision)
    return (
        bool(norm.exceptions) or not norm.shown or any(_EXCEPTION.search(text) is not None for text in texts)
    )


def opinions(norm: Norm, around: str) -> Iterator[Draft]:
    """A plain rule that is not kept, and what two people say of it: each reads the rule rightly or wrongly."""
    if _opens(norm) or (case := case_of(norm)) is None or (where := setting(norm)) is None:
        return
    words = _around(norm, around)
    broken = case.done if norm.force == "ban" else case.undone
    one = pleas.plea(
        norm.rule.id, words, norm.action, norm.force, _about(norm, case.who), matter(norm), case.lasting
    )
    if one is None or not broken or not (more := pleas.additions(norm.rule.id, words, one.clause)):
        return
    first, second = _two_names(norm, case.who)
    cells = [(x, y) for x in (True, False) for y in (True, False)]
    key = cells[pick(f"{norm.rule.id}|opinions", 4)]
    says = (
        f"this is a breach even if {one.clause}" if key[0] else f"this is no breach, as {one.clause}",
        _second(key[1], more[0]),
    )
    stem = (
        f"{named(where, case.who)}{sentence(norm, broken)} {one.tell} {first} says that {says[0]}. {second} says that {says[1]}. "
        f"Who is right about {norm.place}?"
    )
    texts = {
        (True, True): f"both {first} and {second}",
        (True, False): f"{first} alone",
        (False, True): f"{second} alone",
        (False, False): f"neither {first} nor {second}",
    }
    choices = tuple(
        Choice(
            upper_first(texts[cell]),
            {"value": list(cell)},
            _heard((first, second), key, cell, one.clause),
            "" if cell == key else _MISREAD[cell[0] != key[0], cell[1] != key[1]],
        )
        for cell in (key, *(c for c in cells if c != key))
    )
    facts = {"value": list(key), "slots": []}
    yield Draft(
        "case-opinions", norm, "action", stem, choices, "application", False, "same", facts, last=True
    )


def _second(right: bool, lawful: str) -> str:
    """What the second person says, rightly or wrongly, of what would make the case lawful."""
    return f"even {lawful} would not make it lawful" if right else f"{lawful} would make it lawful"


def _heard(names: tuple[str, str], key: tuple[bool, bool], cell: tuple[bool, bool], clause: str) -> str:
    """Why an option is right or wrong: what the first and the second of two people got right."""
    said = [f"{name} is {'right' if right else 'wrong'}" for name, right in zip(names, key, strict=True)]
    if cell == key:
        return f"{said[0]}, as the provision makes no exception where {clause}; {said[1]}, as it binds and names no other exception."
    return " and ".join(text for text, a, b in zip(said, key, cell, strict=True) if a != b) + "."


_MISREAD = {
    (True, False): "an exception is read into the provision or a true reading is taken for one",
    (False, True): "a term is read into the provision or a true reading is taken for one",
    (True, True): "both readings are taken for their contraries",
}


def _two_names(norm: Norm, who: Actor) -> tuple[str, str]:
    """Two given names, neither of them that of the case."""
    names = [person(f"{norm.rule.id}|{n}").split()[0] for n in range(9)]
    free = [name for name in dict.fromkeys(names) if name not in who.words]
    return free[0], free[1]


def _said(turn: Turn, who: Actor | None) -> tuple[str, str] | None:
    """A circumstance as a short sentence about one case, and its contrary; None where either cannot be said."""
    body = turn.body.strip(" ,.;")
    body = body if who is None else named(body, who)
    if (
        not turn.clause
        or len(body.split()) > _CLAUSE
        or re.match(r"(?:it|they|he|she|this|that|these|those|not)\b", body, re.I)
        or re.search(r"\b(?:shall|must|such|it|its|their|they|them|therein|thereof)\b", body)
        or whole.fault(upper_first(body))
        or ("," in body and re.search(r", (?:and|or|but)\b", body))
    ):
        return None
    no = denied(body)
    if no is None:
        return None
    return lower_first(own_words(one_case(body))), lower_first(own_words(one_case(no)))


def condition(norm: Norm, around: str) -> Iterator[Draft]:
    """A rule that holds only in a circumstance, in a case in which it is not there."""
    turns = [t for t in norm.conditions if t.word in ("if", "where", "when", "whenever", "wherever")]
    if len(norm.conditions) != 1 or len(turns) != 1 or norm.exceptions:
        return
    case = case_of(norm)
    said = _said(turns[0], case.who) if case is not None else None
    if case is None or said is None or _leans(norm, turns[0]):
        return
    yield from _outside(
        norm, around, "case-condition", "condition", f"{upper_first(said[1])}. ", said[1], case
    )


def _outside(
    norm: Norm, around: str, form: str, slot: str, before: str, clause: str, case: Case
) -> Iterator[Draft]:
    """A case in which a rule does not hold, since `clause` is so."""
    broken = case.done if norm.force == "ban" else case.undone
    more = pleas.additions(norm.rule.id, _around(norm, around), clause)
    if not broken or not more:
        return
    stem = f"{before}{sentence(norm, broken)} {asked(norm)}"
    options = [
        ("met", clause, True),
        ("always", clause, False),
        ("added", more[0], False),
        ("advice", "", True),
    ]
    draft = _draft(norm, form, slot, stem, "met", False, norm.force == "ban", options)
    if draft is not None:
        yield draft


def _leans(norm: Norm, turn: Turn) -> bool:
    """Whether the act names a thing that only the circumstance provides: without a platform there is no flat platform."""
    if (norm.subject.startswith("the ") and not norm.agent) or re.search(r"\bonly\b", turn.body):
        return True
    first = re.split(r"\b(?:is|are|was|were|has|have|can|may|does|do)\b", turn.body)[0]
    if not re.match(r"(?:an?|any)\b", first.strip(), re.I):
        return False
    return bool(content_stems(first) & content_stems(f"{norm.subject} {norm.action}"))


def exception(norm: Norm, around: str) -> Iterator[Draft]:
    """A rule that is lifted in a circumstance, in a case in which it is there or not."""
    turns = [t for t in norm.exceptions if t.word.startswith(("unless", "except"))]
    if len(norm.exceptions) != 1 or len(turns) != 1 or norm.conditions:
        return
    case = case_of(norm)
    said = _said(turns[0], case.who) if case is not None else None
    if said is None or case is None:
        return
    met = pick(f"{norm.rule.id}|exception", 2) == 0
    broken = case.done if norm.force == "ban" else case.undone
    if not broken:
        return
    words = _around(norm, around)
    more = pleas.additions(norm.rule.id, words, said[0])
    clause = said[0]
    if met:
        stem = f"{upper_first(clause)}. {sentence(norm, broken)} {asked(norm)}"
        if not more:
            return
        options = [
            ("denied", clause, True),
            ("always", clause, False),
            ("added", more[0], False),
            ("advice", "", True),
        ]
    else:
        one = pleas.plea(
            norm.rule.id, words, norm.action, norm.force, _about(norm, case.who), matter(norm), case.lasting
        )
        if one is None:
            return
        stem = f"{upper_first(said[1])}. {sentence(norm, broken)} {one.tell} {asked(norm)}"
        options = [
            ("denied", clause, False),
            ("always", clause, False),
            ("advice", "", True),
            ("denied", one.clause, True),
        ]
        options = [options[0], ("always", clause, False), ("denied", one.clause, True), ("advice", "", True)]
    draft = _draft(norm, "case-exception", "exception", stem, "denied", met, norm.force == "ban", options)
    if draft is not None:
        yield draft


_KIND = re.compile(
    r"^(?:an?|every|each|any|all)? ?(?P<kind>portable|electric|electrical|existing|new|wooden|steel|metal|passenger|commercial|residential|hazardous|flammable|combustible|toxic|explosive|radioactive|pregnant|licensed|registered|public|mobile|fixed|automatic|manual|mechanical|hydraulic|pressurized|open|closed|temporary|permanent|underground|indoor|outdoor|foreign|domestic|live|wild|imported|domesticated|unmarked|infected|diseased|inflatable|rigid|watertight|refrigerated|liquid|gaseous|solid|fibreglass|plastic|glass|ceramic|glazed|unattended|derelict|manned|unmanned|remote) (?P<rest>[a-z-]+(?: [a-z-]+)*)$",
    re.I,
)
"""A subject of a certain kind, named by a word before its noun."""


def scope(norm: Norm, around: str) -> Iterator[Draft]:
    """A rule about things or people of a certain kind, and one that is not of that kind."""
    if norm.conditions or norm.exceptions or re.search(r"\b(?:and|or)\b", norm.subject):
        return
    case = case_of(norm)
    if case is None or case.who.person or case.who.many:
        return
    parted = _other_kind(case.who.words)
    if parted is None:
        return
    bare, clause = parted
    if content_stems(clause) & content_stems(norm.action):
        return
    said = re.sub(r"^(?:that|who|which) ", "", clause)
    again = re.sub(r"^an? ", "the ", bare)
    swapped = Case(
        Actor(again, False, False),
        case.done.replace(case.who.words, again, 1),
        None
        if case.undone is None or case.undone.startswith("no ")
        else case.undone.replace(case.who.words, again, 1),
        case.lasting,
    )
    yield from _outside(
        norm, around, "case-scope", "scope", f"{upper_first(bare)} {said}. ", f"{again} {said}", swapped
    )


def _other_kind(words: str) -> tuple[str, str] | None:
    """`a hatch cover` and `that is not portable` of `a portable hatch cover`; None where no kind is named."""
    if re.search(r"\b(?:not|no|never|without|other than|except)\b", words):
        return None
    if (kind := _KIND.match(words)) is not None and " of " not in words and not uncountable(kind["rest"]):
        return f"{article(kind['rest'])} {kind['rest']}", f"that is not {kind['kind']}"
    relative = re.fullmatch(
        r"(?P<bare>an? [a-z-]+(?: [a-z-]+){0,3}) (?P<who>that|which|who) (?P<rest>(?:is|has|can|contains|requires|uses|carries|holds|operates|supports)\b[^,]{4,80})",
        words,
    )
    if relative is not None:
        no = denied(f"it {relative['rest']}")
        return (
            None
            if no is None or re.search(r"\b(?:and|or)\b", relative["rest"])
            else (relative["bare"], f"{relative['who']} {no.split(' ', 1)[1]}")
        )
    part = re.fullmatch(
        r"(?P<bare>an? [a-z-]+(?: [a-z-]+){0,3}?) (?P<verb>used|carried|intended|fitted|engaged|employed|designed|propelled|powered|operated|equipped|stored|located|situated|installed|constructed|made|built|kept) (?P<rest>(?:by|in|for|with|on|at|to|from|as|within|near|of)\b[^,]{3,70})",
        words,
    )
    if part is not None and not re.search(r"\b(?:and|or)\b", part["rest"]):
        return part["bare"], f"that is not {part['verb']} {part['rest']}"
    return None
