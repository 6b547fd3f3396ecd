"""Four findings of one inspection, of which one is a breach or one is lawful: a judgement over four rules of one document.

A finding is one case of one rule. Those that look like breaches and are none rest on a number within its limit, a condition that
is not met, or an exception that is; those that are breaches on the contrary of these, or on a rule without either. So neither
the wording of a finding nor a general feeling for safety tells which of the four is the odd one; what the rules say does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from curation.core.derivation import kept
from curation.generation.template import cases, detail_items, telling, threshold_items, value_items
from curation.generation.template.norms import Norm
from curation.generation.template.parsing import Force
from curation.generation.template.people import reviewer
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.text import whole
from curation.text.grammar import plural, upper_first
from curation.text.stems import content_stems
from curation.text.verbs import only_verb, singular

Kind = Literal["value", "condition", "exception", "plain"]
Asked = Literal["breach", "lawful"]

_LONGEST, _SHORTEST = 32, 5
"""Words of a finding."""
_WIDEST = 2.2
"""Most times that the longest finding of a question may be as long as the shortest."""
_USES = 1
"""How often a rule stands in questions beside the one whose key it is."""


@dataclass(frozen=True)
class Finding:
    """One case of a rule, in one or two sentences."""

    norm: Norm
    place: int
    """Where its provision stands in the document."""
    kind: Kind
    text: str
    case: Mapping[str, Any]
    """The case in the terms of `core.derivation.kept`."""
    why: str
    misconception: str
    """The misreading by which it is taken for the contrary."""

    @property
    def lawful(self) -> bool:
        """Whether the case keeps the rule."""
        return kept(self.case)

    @property
    def size(self) -> int:
        """Its words."""
        return len(self.text.split())


def findings(norm: Norm, place: int) -> Iterator[Finding]:
    """The findings of a rule: of each of its parts that can be changed, one that keeps it and one that breaks it."""
    if norm.rule.action is not None and any(
        part.clause == norm.home.id != norm.rule.action.clause for part in norm.rule.conditions
    ):
        # One entry of a list of circumstances that may all have to be met.
        return
    if title(norm) == norm.place or _OPEN.search(norm.provision):
        return
    for one in _all(norm, place):
        if (
            _SHORTEST <= one.size <= _LONGEST
            and not whole.stops(one.text)
            and not whole.fault(one.text)
            and whole.balanced(one.text)
            and not _CLUMSY.search(one.text)
        ):
            yield one


_CLUMSY = re.compile(
    r", (?:be|have|on|at|of|for) |\band be\b|\bor (?:not )?(?:more|less|fewer) than\b|^(?:necessary|possible|practicable|feasible|required|applicable)\b|\bif (?:any|feasible|applicable|necessary)\b|\bcan not\b|\b(?:Ste|St|No|Mr|Dr)\.$|\bfailing which\b|\bof (?:every|each|any)\b|\bsuch (?!as\b)|\bor\b.*\bor\b",
    re.I,
)
"""What tells that a sentence was not put together as a person would say it."""


_OPEN = re.compile(r"\b(?:practicab|reasonabl|feasibl|restricted visibility|as far as|so far as)\w*", re.I)
"""Words that leave a duty open: a finding that does not say them may be lawful after all."""
_GRANTED = re.compile(
    r"\b(?:permission|permit|approv|authori|consent|licen[cs]|identification|certificat|holder|exempt)\w*",
    re.I,
)
"""What somebody grants: who reads that it is there, or not, needs no provision to know what follows."""


def _all(norm: Norm, place: int) -> Iterator[Finding]:
    direct = ensured(norm) or norm
    yield from _of_numbers(direct, place)
    if len(direct.conditions) == 1 and not direct.exceptions:
        yield from _of_condition(direct, place)
    if len(direct.exceptions) == 1 and not direct.conditions:
        yield from _of_exception(direct, place)
    if not direct.exceptions and not cases.opens(norm):
        yield from _plain(direct, place)
        yield from _alternative(direct, place)


_ENSURES = re.compile(
    r"(?:ensure|make sure|see to it|see)(?P<aside>,? (?:with respect to|in respect of|at|in|on) (?P<about>[^,]{3,120}),?)? that (?P<who>[a-z][^,;]{2,90}?|it|they) (?P<be>is|are|has|have) (?P<not>not )?(?P<rest>[^;]{4,})$",
    re.I,
)


def ensured(norm: Norm) -> Norm | None:
    """The rule that says directly what a duty to ensure asks for: `a drum has a spooling device`; None for other duties."""
    match = _ENSURES.match(norm.action) if norm.force == "duty" and not norm.elements else None
    if match is None or re.search(
        r"\b(?:that|which|who|whom|where|if|when|unless|while|there|only|either|as|such|same)\b", match["who"]
    ):
        return None
    who = match["who"]
    if who in ("it", "they"):
        about = re.match(
            r"(?:any|each|every|all) (?P<noun>[a-z -]+?)(?= (?:used|at|under|that|which|in|on|installed|located)\b|$)",
            match["about"] or "",
        )
        if about is None:
            return None
        who = f"every {about['noun']}" if who == "it" else about["noun"]
    if re.match(r"(?:the|its|their|his|her|this|these)\b", who) or re.search(
        r"\b(?:it|its|they|their|them|he|she)\b", match["rest"]
    ):
        return None
    last = who.split()[-1]
    several = last.endswith("s") and singular(last) not in (None, last)
    who = re.sub(r"^(?:all|any) " if several else r"^all ", "", who)
    force: Force = "ban" if bool(match["not"]) != bool(re.match(r"no\b", who)) else "duty"
    who = re.sub(r"^no ", "a " if match["be"] in ("is", "has") else "", who)
    many = plural(who)
    if many is None:
        return None
    action = f"{'be' if match['be'] in ('is', 'are') else 'have'} {match['rest']}".rstrip(" .,;")
    return replace(norm, force=force, subject=who, many=many, agent=False, action=action, value=norm.value)


_LEARNED = {
    "limit": "a tighter or a wider limit is remembered",
    "order": "the order is turned round",
}


def _of_numbers(norm: Norm, place: int) -> Iterator[Finding]:
    """A case on either side of a number, and two steps in either order."""
    for form in (
        value_items.limit,
        threshold_items.threshold,
        detail_items.frequency,
        detail_items.count,
        detail_items.order,
    ):
        for other in (False, True):
            for draft in form(norm, other=other):
                key = draft.choices[0]
                yield Finding(
                    norm, place, "value", draft.case, draft.facts, key.why, _LEARNED.get(draft.logic, "")
                )


def _act(norm: Norm) -> tuple[cases.Case, str] | None:
    """The case of a rule and the words for what it does not want."""
    case = cases.case_of(norm)
    broken = None if case is None else case.done if norm.force == "ban" else case.undone
    return None if case is None or not broken else (case, broken)


def _claim(norm: Norm, needs: str, met: bool) -> dict[str, Any]:
    return {"force": norm.force, "done": norm.force == "ban", "needs": needs, "met": met}


def _of_condition(norm: Norm, place: int) -> Iterator[Finding]:
    turn = norm.conditions[0]
    act = _act(norm)
    if act is None or turn.word not in ("if", "where", "when", "whenever", "wherever") or norm.lead:
        return
    case, broken = act
    said = cases.circumstance(turn, case.who)
    if said is None:
        return
    yes, no = said
    words = f"{upper_first(norm.place)} holds only where {yes}"
    yield Finding(
        norm, place, "condition", f"{upper_first(yes)}, {_joined(case, yes, broken)}.",
        _claim(norm, "met", True), f"{words}, as in this case.", "the condition is taken for one that is not met",
    )  # fmt: skip
    # "It is not so, and it is not done" is told by nobody: one half at least says that something is there.
    told = not (_DENIES.search(no) and _DENIES.search(broken))
    if told and not cases.leans(norm, turn) and not _own_act(norm, yes):
        yield Finding(
            norm, place, "condition", f"{upper_first(no)}, {_joined(case, no, broken)}.",
            _claim(norm, "met", False), f"{words}, and here it is not so.", "the condition is overlooked",
        )  # fmt: skip


def _own_act(norm: Norm, yes: str) -> bool:
    """Whether a condition is what its bearer does: of somebody who does not do it at all nobody asks how."""
    return bool(norm.agent and content_stems(yes.split(" ", 3)[0]) and _BEARER.match(yes))


_BEARER = re.compile(
    r"(?:[A-Z][a-z]+ [A-Z][a-z]+|(?:the|an?) (?:person|owner|operator|employer|employee|licensee|holder|master|individual|applicant|carrier|user))\b"
)


def _joined(case: cases.Case, first: str, second: str) -> str:
    """The second half of a sentence about two things: a subject that is the same is not said again."""
    names = (case.who.words, re.sub(r"^an? ", "the ", case.who.words))
    if any(first.lower().startswith(f"{name} ".lower()) for name in names):
        for name in names:
            if second.startswith(f"{name} "):
                return f"and {second[len(name) + 1 :]}"
    return f"and {second}"


def _of_exception(norm: Norm, place: int) -> Iterator[Finding]:
    turn = norm.exceptions[0]
    act = _act(norm)
    if act is None or not turn.word.startswith(("unless", "except")) or _GRANTED.search(turn.body):
        return
    case, broken = act
    said = cases.circumstance(turn, case.who)
    if said is None:
        return
    yes, no = said
    told = telling.sentence(norm, broken).rstrip(".")
    for met, clause in ((True, yes), (False, no)):
        yield Finding(
            norm, place, "exception", f"{told}, {_joined(case, broken, clause)}.", _claim(norm, "denied", met),
            f"{upper_first(norm.place)} makes an exception where {yes}{', as in this case' if met else ', and here it is not so'}.",
            "the exception is overlooked" if met else "the exception is taken for one that is met",
        )  # fmt: skip


def _plain(norm: Norm, place: int) -> Iterator[Finding]:
    if norm.conditions:
        return
    act = _act(norm)
    if act is None:
        return
    yield Finding(
        norm, place, "plain", telling.sentence(norm, act[1]), _claim(norm, "always", True),
        f"{upper_first(norm.place)} {'demands' if norm.force == 'duty' else 'forbids'} {'the contrary' if norm.force == 'duty' else 'this'} and names no exception.",
        "an exception or a condition is read into the provision",
    )  # fmt: skip


_ALTERNATIVE = re.compile(
    r"^(?P<front>(?:be (?:(?:fitted|provided|equipped|supplied|marked|covered|protected|lined) with|(?:made|constructed|built) of|(?:stored|kept|carried|placed|secured) (?:in|on|by))|have|wear|carry|use|provide|contain|display) )"
    r"(?P<first>(?:an?|the )?[a-z][a-z -]{2,50}?),? or (?P<second>(?:an?|of|with|by|in|on)? ?[a-z][^,;]{2,70})$"
)
_SAME_START = re.compile(r"^(?:(?:an?|of|with|by|in|on) )?")


def _alternative(norm: Norm, place: int) -> Iterator[Finding]:
    """A duty that can be kept in two ways, kept in the second."""
    match = _ALTERNATIVE.match(norm.action) if norm.force == "duty" and not norm.conditions else None
    who = telling.actor(norm)
    if (
        match is None
        or who is None
        or only_verb(match["second"].split()[0])
        or " or " in match["second"]
        or " or " in norm.subject
        or re.search(r"\b(?:and|other|another|both|more|less|similar|equivalent|part|any)\b", match["second"])
    ):
        return
    first, second = match["first"], match["second"]
    articles = [re.match(r"an? ", words) is not None for words in (first, second)]
    if articles[0] != articles[1] or (not articles[0] and not match["front"].startswith("be ")):
        return
    act = telling.done(norm, who, f"{match['front']}{second}")
    if act is None:
        return
    yield Finding(
        norm, place, "value", upper_first(f"{act}, and not with {first}." if "with " in match["front"] else f"{act}."),
        {"force": "duty", "done": True, "needs": "always", "met": True},
        f"{upper_first(norm.place)} leaves two ways open, and this is the second.", "only the first of two ways is remembered",
    )  # fmt: skip


def questions(of_document: Sequence[Finding], seed: int) -> Iterator[Draft]:
    """The questions of one document, each key from another rule: one lawful finding among breaches, or one breach among lawful ones."""
    lawful = [one for one in of_document if one.lawful]
    broken = [one for one in of_document if not one.lawful]
    used: Counter[str] = Counter()
    keys: set[str] = set()
    for key in sorted(lawful, key=lambda one: (used[one.text], pick(f"{seed}|{one.text}", 10**6))):
        yield from _question(key, broken, "lawful", used, keys)
    order = sorted(broken, key=lambda one: (one.kind == "plain", pick(f"{seed}|{one.text}", 10**6)))
    for key in order:
        yield from _question(key, lawful, "breach", used, keys)


def _question(
    key: Finding, others: Sequence[Finding], asked: Asked, used: Counter[str], keys: set[str]
) -> Iterator[Draft]:
    if key.norm.rule.id in keys:
        return
    chosen: list[Finding] = []
    rules = {key.norm.rule.id}
    places = {key.norm.place}
    near = sorted(
        (one for one in others if used[one.text] == 0 and used[one.norm.rule.id] < _USES),
        key=lambda one: (one.kind == "plain", one.kind != key.kind, used[one.norm.rule.id] > 0, abs(one.place - key.place)),
    )  # fmt: skip
    for one in near:
        if len(chosen) == 3:
            break
        sizes = [o.size for o in (key, *chosen, one)]
        if (
            one.norm.rule.id in rules
            or one.norm.place in places
            or max(sizes) > _WIDEST * min(sizes)
            or _alike(one, (key, *chosen))
            or sum(o.kind == "plain" for o in (*chosen, one)) > 2
            or sum(o.lawful and o.kind == "condition" for o in (*chosen, one)) > 1
        ):
            continue
        if len(chosen) == 2 and not _hidden(key, (*chosen, one)):
            continue
        chosen.append(one)
        rules.add(one.norm.rule.id)
        places.add(one.norm.place)
    if len(chosen) < 3:
        return
    keys.add(key.norm.rule.id)
    used.update(one.text for one in chosen)
    used.update(one.norm.rule.id for one in chosen)
    yield _draft(key, chosen, asked)


_DENIES = re.compile(r"\b(?:not|no|cannot|without)\b")


def _hidden(key: Finding, others: Sequence[Finding]) -> bool:
    """Whether the key is not the only option with a denial, without one, or with a number."""
    for pattern in (_DENIES, re.compile(r"\d")):
        mine = pattern.search(key.text) is not None
        if all((pattern.search(one.text) is not None) != mine for one in others):
            return False
    return True


def _alike(one: Finding, others: Sequence[Finding]) -> bool:
    """Whether a finding says nearly what another one says."""
    mine = content_stems(one.text)
    return any(
        2 * len(mine & (theirs := content_stems(o.text))) > min(len(mine), len(theirs)) for o in others
    )


_STEMS: Mapping[Asked, tuple[str, ...]] = {
    "lawful": (
        "{who} goes through the report of an inspection under {title}. The inspector takes four findings for breaches and is mistaken about one. Which finding is lawful?",
        "A trainee has listed four breaches of {title} after a first tour. {who} has to strike one of them from the list, as it is lawful. Which one?",
        "Four remarks in an audit under {title} are disputed. Three of them are right to find a breach. Which remark describes what is lawful?",
        "Before an inspection under {title}, {who} checks four points that the staff are worried about. Three of them do break the law. Which point may stay as it is?",
        "Three of these findings break {title}. Which one is lawful?",
        "{who} writes to a client that all but one of four practices have to change under {title}. Which one need not?",
        "Of four complaints that cite {title}, one has no ground. Which one is it?",
        "A manager is fined for three of four findings under {title}. Which finding was no breach?",
    ),
    "breach": (
        "{who} goes through the report of an inspection under {title}. The inspector takes four findings for breaches and is right about one only. Which finding is a breach?",
        "Four practices at different sites have been reported as breaches of {title}. {who} finds that three of them are lawful. Which one has to end?",
        "Four remarks in an audit under {title} are disputed. Three of them are mistaken, as what they describe is lawful. Which remark describes a breach?",
        "Before an inspection under {title}, {who} checks four points that the staff are worried about. Three of them are lawful. Which point breaks the law?",
        "Three of these findings are in line with {title}. Which one is a breach?",
        "{who} writes to a client that one of four practices has to change under {title}. Which one?",
        "Of four complaints that cite {title}, only one has a ground. Which one is it?",
        "A manager is fined for one of four findings under {title}. Which finding was a breach?",
    ),
}


def title(norm: Norm) -> str:
    """The document as named in running text: `the Tackle Regulations`."""
    digit = re.search(r"\d", norm.place)
    name = re.compile(r" of (?=the |[A-Z])").search(norm.place, digit.end()) if digit is not None else None
    if name is None or "," in norm.place[: name.start()]:
        return norm.place
    return norm.place[name.end() :]


def _cited(one: Finding) -> str:
    """A finding behind the number of its provision: `Section 12(3): a valve is missing`."""
    place = one.norm.place
    number = place[: len(place) - len(title(one.norm))].removesuffix(" of ").strip()
    return f"{upper_first(number)}: {one.text}" if number else one.text


def _draft(key: Finding, others: Sequence[Finding], asked: Asked) -> Draft:
    stems = _STEMS[asked]
    stem = stems[pick(f"{key.text}|stem", len(stems))]
    who = reviewer(key.text)
    if not stem.startswith("{who}"):
        who = who if "{who} checks" in stem else who.rstrip(",")
        who = who + "," if "{who} finds" in stem or "{who} has" in stem else who
    text = re.sub(r",,+", ",", stem.format(who=who, title=title(key.norm)))
    choices = tuple(
        Choice(
            _cited(one),
            dict(one.case),
            f"{one.why} It is {'lawful' if one.lawful else 'a breach'}.",
            "" if one is key else one.misconception or "a limit is misremembered",
        )
        for one in (key, *others)
    )
    norms = tuple(one.norm for one in others)
    return Draft(
        "findings", key.norm, "findings", text, choices, "combined", False, "findings", {"asked": asked}, others=norms,
    )  # fmt: skip
