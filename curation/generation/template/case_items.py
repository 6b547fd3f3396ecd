"""Cases in which one circumstance of a rule is met or not: its condition, its exception, or the order of two steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from curation.core.derivation import applies
from curation.generation.template.norms import Norm, Turn
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.wording import plan, planned, shown, verdict
from curation.text import whole
from curation.text.grammar import article, denied, head, lower_first, participle, upper_first, verb_first
from curation.text.packs import pack
from curation.text.verbs import base, third_person

_LONGEST = 16
"""Words of a circumstance that stands in two options."""


def _said(turn: Turn) -> tuple[str, str] | None:
    """A circumstance as a sentence, and its contrary; None where either cannot be said."""
    if (
        not turn.clause
        or len(turn.body.split()) > _LONGEST
        or re.match(
            r"(?:it|they|he|she|this|that|these|there)\b(?! (?:is|are) (?:an?|any|no)\b)", turn.body, re.I
        )
    ):
        return None
    body = turn.body.strip(" ,.;")
    no = denied(body)
    if (
        no is None
        or re.search(r"\b(?:shall|must)\b", body)
        or whole.fault(upper_first(body))
        or ("," in body and re.search(r", (?:and|or|but)\b", body))
    ):
        return None
    return lower_first(body), lower_first(no)


def condition(norm: Norm) -> Iterator[Draft]:
    """A duty that holds only in a circumstance, and a case in or outside it."""
    turns = [t for t in norm.conditions if t.word in ("if", "where", "when", "whenever", "wherever")]
    if len(norm.conditions) != 1 or len(turns) != 1 or norm.exceptions or (said := _said(turns[0])) is None:
        return
    yield from _scope(norm, turns[0], said, "condition", "met")


def exception(norm: Norm) -> Iterator[Draft]:
    """A ban or duty that is lifted in a circumstance, and a case in or outside it."""
    turns = [t for t in norm.exceptions if t.word.startswith(("unless", "except"))]
    if len(norm.exceptions) != 1 or len(turns) != 1 or norm.conditions or (said := _said(turns[0])) is None:
        return
    yield from _scope(norm, turns[0], said, "exception", "denied")


def _scope(norm: Norm, turn: Turn, said: tuple[str, str], form: str, needs: str) -> Iterator[Draft]:
    """Four cases: the circumstance is there or not, the act is done or not. The question decides which of them is the key."""
    subject = norm.subject
    same = re.match(r"(?:an?|every|each|any) (?P<rest>.+)", subject)
    if same is not None and re.search(
        rf"\bthe {re.escape(head(subject))}\b|\bthe {re.escape(same['rest'])}\b", turn.body, re.I
    ):
        # The case speaks of one and the same: "the person wears it, and the person enters".
        subject = f"the {same['rest']}"
    acts = _acts(norm, subject, norm.action)
    if acts is None or (
        said[1].startswith("no ") and _about(turn.body) in f"{norm.subject} {norm.action}".lower().split()
    ):
        # "No platform is there, and the platform is flat" is no case.
        return
    texts = {
        (met, done): f"{said[0] if met else said[1]}, and {acts[0] if done else acts[1]}"
        for met in (True, False)
        for done in (True, False)
    }
    yield _cells(norm, texts, turn.body, form, needs)


def _about(clause: str) -> str:
    """The noun that a clause is about: `platform` of `a platform is provided`."""
    return head(re.split(r"\b(?:is|are|was|were|has|have|can|may|does|do)\b", clause)[0])


def _cells(
    norm: Norm, texts: Mapping[tuple[bool, bool], str], circumstance: str, form: str, needs: str
) -> Draft:
    """The draft of four cases, of which the question picks one."""
    cells = [(x, y) for x in (True, False) for y in (True, False)]
    met, done = cells[pick(f"{norm.rule.id}|{form}", 4)]
    asked = {"applied": applies(needs, met), "done": done}
    choices = []
    for cell in ((met, done), *(c for c in cells if c != (met, done))):
        misconception = "" if cell == (met, done) else _confused(form, cell, (met, done))
        choices.append(
            Choice(
                f"{upper_first(texts[cell])}.",
                {"met": cell[0], "done": cell[1]},
                _told(norm, circumstance, needs, *cell),
                misconception,
            )
        )
    stem = f"{shown(norm)} {_ASKED[norm.force][asked['applied'], done]}"
    facts = {"force": norm.force, "needs": needs, "asked": asked}
    return Draft(f"case-{form}", norm, form, stem, tuple(choices), "application", True, "cell", facts)


_AMOUNT = r"(?P<amount>\d[\d ,]*(?:\.\d+)?|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty) ?(?P<unit>%|[A-Za-z\u00b0\u00b5]+(?:/[a-z0-9]+)?(?: (?:gallons|litres|metres|feet|centimetres|millimetres|inches|pounds|volts|degrees))?)"
_OVER = re.compile(
    rf"(?P<be>\b(?:exceeds|exceed|(?:is|are) (?:more than|greater than|above|over|in excess of))\b|\b(?:of )?(?:more than|greater than|in excess of)\b|\bexceeding\b) {_AMOUNT}"
)


def threshold(norm: Norm) -> Iterator[Draft]:
    """A rule that begins above an amount, and cases above and below it."""
    if norm.exceptions:
        return
    if len(norm.conditions) == 1 and norm.conditions[0].clause:
        sides = _amounts(norm.conditions[0].body, norm.rule.id)
        acts = _acts(norm, norm.subject, norm.action)
        if (
            sides is not None
            and acts is not None
            and not whole.fault(sides[0])
            and len(sides[0].split()) <= _LONGEST
            and not re.search(r"\b(?:shall|must)\b", sides[0])
        ):
            texts = {
                (
                    met,
                    done,
                ): f"{lower_first(sides[0] if met else sides[1])}, and {acts[0] if done else acts[1]}"
                for met in (True, False)
                for done in (True, False)
            }
            yield _cells(norm, texts, norm.conditions[0].body, "threshold", "met")
        return
    if norm.conditions or (sides := _amounts(norm.subject, norm.rule.id)) is None:
        return
    above, below = (_acts(norm, _single(norm, side), norm.action) for side in sides)
    if above is not None and below is not None:
        texts = {
            (met, done): (above if met else below)[0 if done else 1]
            for met in (True, False)
            for done in (True, False)
        }
        yield _cells(norm, texts, norm.subject, "threshold", "met")


def _single(norm: Norm, subject: str) -> str:
    """A subject with `every` or `each` as one of them: `a stage`."""
    match = re.match(r"(?:every|each|all|any) ", subject)
    if match is None:
        return subject
    rest = subject[match.end() :]
    return f"the {rest}" if norm.many else f"{article(rest)} {rest}"


def _amounts(text: str, seed: str) -> tuple[str, str] | None:
    """A text in which an amount is exceeded, once with an amount above and once with one below; None where it names no such amount."""
    matches = list(_OVER.finditer(text))
    if (
        len(matches) != 1
        or re.search(r"\bnot (?:more|greater|exceed)", text)
        or re.match(r"\s*(?:and|or|to|but)\b", text[matches[0].end() :])
    ):
        return None
    match = matches[0]
    number = _plain(match["amount"])
    if number is None or number <= 0:
        return None
    step = number / 2
    above, below = _written(number + step, match["amount"]), _written(number - step, match["amount"])
    if above is None or below is None:
        return None
    be = match["be"]
    joint = (
        "is "
        if be.startswith(("exceeds", "is "))
        else "are "
        if be.startswith(("exceed ", "are ")) or be == "exceed"
        else "of "
    )
    before, behind = text[: match.start()], text[match.end() :]
    if joint == "of " and (
        not before.strip() or re.search(r"\b(?:for|at|than|by|with|to|within|of|when|where|if)\s*$", before)
    ):
        joint = ""
    unit = match["unit"]
    if len(unit) > 4 and unit.islower() and not unit.endswith(("s", "t", "z")):
        unit += "s"
    return f"{before}{joint}{above} {unit}{behind}", f"{before}{joint}{below} {unit}{behind}"


_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}


def _plain(amount: str) -> float | None:
    low = amount.strip().lower()
    if low in _WORDS:
        return float(_WORDS[low])
    try:
        return float(low.replace(" ", "").replace(",", ""))
    except ValueError:
        return None


def _written(number: float, model: str) -> str | None:
    if number <= 0:
        return None
    text = f"{number:g}" if number < 10_000 else f"{int(number)}"
    if number == int(number) and number >= 1000:
        return (
            f"{int(number):,}"
            if "," in model
            else f"{int(number):,}".replace(",", " ")
            if " " in model
            else str(int(number))
        )
    return text


_RELATIVE_INSIDE = re.compile(
    r"\b(?P<noun>(?!such|so|provided|ensure|ensures)[a-z-]+) (?P<who>that|which|who) (?P<rest>(?:is|are|has|have|was|were|can|may|contains?|exceeds?|requires?|involves?|produces?|uses?|operates?|carries|carry|supports?|holds?)\b[^,]*)",
    re.I,
)
_PARTICIPLE = re.compile(
    r"\b(?P<noun>[a-z-]{3,}) (?P<verb>[a-z]{3,}(?:ed|en)|kept|held|built|made|laid) (?P<by>by|in|for|with|on|at|to|from|as|within|near)\b",
    re.I,
)


def scope(norm: Norm) -> Iterator[Draft]:
    """A rule about a thing or person of a certain kind, and cases inside and outside that kind."""
    if re.search(r"\band (?:every|each|all|any)\b", norm.subject):
        return
    if norm.conditions or norm.exceptions:
        return
    for place, text in (("subject", norm.subject), ("action", norm.action)):
        if place == "action" and norm.force == "duty":
            continue
        outside = _outside(text)
        if outside is None:
            continue
        inside = (norm.subject, norm.action)
        other = (outside, norm.action) if place == "subject" else (norm.subject, outside)
        ins, outs = (_acts(norm, _single(norm, s), a) for s, a in (inside, other))
        if ins is None or outs is None:
            continue
        texts = {
            (met, done): (ins if met else outs)[0 if done else 1]
            for met in (True, False)
            for done in (True, False)
        }
        yield _cells(norm, texts, text, "scope", "met")
        return


def _outside(text: str) -> str | None:
    """A noun phrase or verb phrase with its relative clause or participle denied; None where it has none or several."""
    if re.search(r"\b(?:not|no|never|without|unless|other than|except)\b", text, re.I):
        return None
    relatives, participles = list(_RELATIVE_INSIDE.finditer(text)), list(_PARTICIPLE.finditer(text))
    if len(relatives) == 1 and not participles:
        match = relatives[0]
        if re.search(r"\b(?:and|or) (?:is|are|has|have|[a-z]+s) ", match["rest"]):
            return None
        no = (
            denied(f"it {match['rest']}")
            if not re.match(r"(?:are|have|were)\b", match["rest"])
            else denied(f"they {match['rest']}")
        )
        if no is None:
            return None
        return f"{text[: match.start('rest')]}{no.split(' ', 1)[1]}{text[match.end() :]}"
    if len(participles) == 1 and not relatives and participle(participles[0]["verb"]):
        match = participles[0]
        if match["noun"].lower() in pack("en").function_words or match["noun"].lower() in ("be", "being"):
            return None
        return f"{text[: match.start('verb')]}not {text[match.start('verb') :]}"
    return None


_ASKED = {
    "duty": {
        (True, True): "Which of these cases fulfils a duty that the provision imposes?",
        (True, False): "Which of these cases is a breach of the provision?",
        (False, True): "In which of these cases is more done than the provision demands?",
        (False, False): "In which of these cases may it be left undone, as far as this provision goes?",
    },
    "ban": {
        (True, True): "Which of these cases is a breach of the provision?",
        (True, False): "In which of these cases is something left undone that the provision forbids?",
        (
            False,
            True,
        ): "In which of these cases is something done that the provision would forbid in other circumstances?",
        (
            False,
            False,
        ): "In which of these cases is something left undone that the provision would have allowed?",
    },
}


def _told(norm: Norm, circumstance: str, needs: str, met: bool, done: bool) -> str:
    """What a case is under the rule, as a sentence."""
    applied = applies(needs, met)
    force = norm.force
    because = f"The circumstance \u201c{circumstance}\u201d is {'' if met else 'not '}there, so the {force} {'holds' if applied else 'does not hold'}"
    if force == "duty":
        return (
            f"{because}, and it is {'met' if done else 'broken'}."
            if applied
            else f"{because}; what is {'done is done freely' if done else 'left undone is no breach'}."
        )
    return (
        f"{because}, and it is {'broken' if done else 'kept'}."
        if applied
        else f"{because}; the act {'is allowed' if done else 'would have been allowed'}."
    )


def _confused(form: str, cell: tuple[bool, bool], asked: tuple[bool, bool]) -> str:
    names = []
    if cell[0] != asked[0]:
        names.append(f"the {form} is turned round or overlooked")
    if cell[1] != asked[1]:
        names.append("what is done is taken for what is left undone")
    return "; ".join(names)


_SHORT = 16
"""Words of an act that is said in each of four options."""
_SEVERAL = re.compile(r"\b(?:and|or) (?:[a-z]+ly )?(?P<word>[a-z]+)\b")


def _acts(norm: Norm, subject: str, action: str) -> tuple[str, str] | None:
    """The act done and left undone, as clauses; None where it is too long or its verbs cannot be told."""
    if norm.lead or len(action.split()) > _SHORT or len(subject.split()) > _SHORT:
        return None
    # Of one case it is said that a stage is fitted, and not that every stage is.
    who = re.sub(r"^(?:every|each|all|any) ", "the ", subject)
    if action.startswith("be "):
        rest = action[3:]
        if rest.startswith("not ") or re.search(r"\b(?:shall|must)\b", action):
            return None
        return f"{who} {norm.be} {rest}", f"{who} {norm.be} not {rest}"
    verb = verb_first(action)
    if verb is None or not action.startswith(verb) or re.search(r"\b(?:shall|must)\b", action):
        return None
    no = f"{who} {norm.do} not {action}"
    if norm.many:
        return f"{who} {action}", no
    if any(base(m["word"]) == m["word"] for m in _SEVERAL.finditer(action)):
        return (f"{who} decides to {action}", f"{who} decides not to {action}") if norm.agent else None
    return f"{who} {third_person(verb)}{action[len(verb) :]}", no


def order(norm: Norm) -> Iterator[Draft]:
    """Two steps of which a duty names the order, and a plan that keeps or turns it."""
    if norm.force != "duty" or len(norm.conditions) != 1 or norm.exceptions:
        return
    turn = norm.conditions[0]
    word = "before" if turn.word in ("before", "prior to") else turn.word
    if (
        word not in ("before", "after")
        or re.search(r"\b(?:before|after|whichever|number of)\b", turn.body)
        or len(norm.action.split()) > 14
        or len(turn.body.split()) > _LONGEST
        or whole.fault(turn.body, norm.action)
    ):
        return
    turned = "after" if word == "before" else "before"
    told = word if pick(f"{norm.rule.id}|order", 2) else turned
    kept = told == word
    body = lower_first(turn.body)
    sentence = planned(
        norm, f"{norm.action} only {told} {body}" if told == "after" else f"{norm.action} {told} {body}"
    )
    readings = {
        word: f"the time for it is {word} {body}",
        turned: f"the time for it is {turned} {body}",
        "any": "the provision leaves the order of the two open",
        "both": f"it has to be done both before and after {body}",
    }
    whys = {
        word: f"The provision puts it {word} {body}, and the plan {'keeps' if kept else 'turns round'} that order.",
        turned: f"The word in the provision is \u201c{turn.word}\u201d, and this reading turns the order round.",
        "any": f"The word \u201c{turn.word}\u201d fixes the order, so it is not left open.",
        "both": f"The provision asks for it {word} {body} and not a second time.",
    }
    names = {
        word: "",
        turned: "the order is turned round",
        "any": "the order is overlooked",
        "both": "more is asked for than the provision asks",
    }
    complied = {word: kept, turned: not kept, "any": True, "both": False}
    choices = [
        Choice(verdict(complied[o], readings[o]), {"complies": complied[o], "order": o}, whys[o], names[o])
        for o in (word, turned, "any", "both")
    ]
    facts = {"order": word, "planned": told}
    stem = f"{plan(norm, sentence)} How does it stand against {norm.place}?"
    yield Draft("case-order", norm, "order", stem, tuple(choices), "application", False, "order", facts)
