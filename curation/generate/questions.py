"""The kinds of question that a clause can give an unambiguous key for.

Every kind is a function `(Bank, Clause) -> Iterator[Draft]`. Each stem names the provision it asks about, so that a wrong
option that is true of another provision is still wrong here; and none is made where the key might be argued with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from curation.digests import sha256
from curation.generate.bank import (
    Bank,
    Parsed,
    agent,
    apart,
    article_of,
    drawn,
    fold_option,
    kin,
    rank,
)
from curation.generate.deontic import (
    balanced,
    lower_first,
    overlap,
    self_contained,
    squeeze,
    stems,
    upper_first,
)
from curation.generate.ladders import values, window
from curation.records import Clause


@dataclass(frozen=True)
class Draft:
    """A question before its options are put in order. `ordered` holds them where their order is given by sense."""

    slot: str
    stem: str
    key: str
    wrong: tuple[str, ...]
    """Ranked, best first."""
    clause: Clause
    start: int
    end: int
    ordered: tuple[str, ...] = ()
    fixed: int = 0
    """How many of `wrong` belong to the question by design and are shown whatever their rank."""


_ROLES = (
    "The manufacturer", "The importer", "The distributor", "The supplier", "The supervisory authority", "The external auditor",
    "The maintenance contractor", "The insurance carrier", "The visitor", "The carrier",
)  # fmt: skip
_ROLES_MANY = (
    "Manufacturers", "Importers", "Distributors", "Suppliers", "Supervisory authorities", "External auditors",
    "Maintenance contractors", "Insurance carriers", "Visitors", "Carriers",
)  # fmt: skip
# Verbs that say what something is, not what someone does; and passives, whose subject is not the one who acts.
_STATIVE = re.compile(
    r"^(?:be|have|include|contain|consist|apply|mean|remain|become|constitute|cover|relate|refer|take effect|enter into)\b"
)


def _many(actor: str) -> bool:
    head = agent(actor) or ""
    return bool(re.search(rf"\b{head}s\b|ies\b", actor, re.I)) and not re.match(
        r"(?:a|an|each|every|the \w+ \w+y)\b", actor, re.I
    )


def role(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """Who has a duty or a power: the actor of an active rule, against other actors of the same document."""
    for parsed in bank.by_clause.get(clause.id, ()):
        rule = parsed.rule
        head = agent(rule.actor)
        action = _action(rule.action, rule.tail)
        if head is None or rule.negative or _STATIVE.match(rule.action) or not _clear(action, 5, 45):
            continue
        if re.search(rf"\b{head}", action, re.I) or any(w in stems(action) for w in stems(rule.actor)):
            continue
        lead = f", {rule.lead}," if rule.lead else ","
        if rule.lead and not self_contained(rule.lead):
            continue
        yield Draft(
            "role",
            squeeze(f"According to {clause.citation}{lead} who {rule.modal} {action}?"),
            upper_first(rule.actor),
            _unlike(rule.actor, [upper_first(a) for a in other_roles(bank, parsed, 3)]),
            clause,
            parsed.start,
            parsed.end,
        )


def stative(action: str) -> bool:
    """Whether an action says what something is or has done to it, not what someone does."""
    return _STATIVE.match(action) is not None


def other_roles(bank: Bank, parsed: Parsed, least: int) -> list[str]:
    """Actors that a rule is not about, best first: those of the same document, then usual ones; none that the clause names.

    Empty when the document has fewer than `least`: usual ones alone would give the key away, since they never are it.
    """
    clause, rule = parsed.clause, parsed.rule
    head = agent(rule.actor) or ""
    many = _many(rule.actor)
    named = drawn(bank.actors.get(clause.document, {}), f"{clause.id}|{rule.actor}")
    own = _one_a_role(
        [a for a in named if _other_role(a, head) and not _mentions(clause, a) and _many(a) == many]
    )
    if len(own) < least:
        return []
    typical = [
        a for a in (_ROLES_MANY if many else _ROLES) if _other_role(a, head) and not _mentions(clause, a)
    ]
    return [*own, *rank(rule.actor, clause.id, typical)]


def _action(action: str, tail: str) -> str:
    return f"{action} {tail}".strip()


def _clear(text: str, least: int, most: int) -> bool:
    return (
        least <= len(text.split()) <= most
        and self_contained(text)
        and not text.rstrip().endswith((":", ",", "\u2014"))
    )


def _mentions(clause: Clause, actor: str) -> bool:
    head = agent(actor)
    return head is not None and re.search(rf"\b{head}", clause.text, re.I) is not None


def _other_role(actor: str, head: str) -> bool:
    found = agent(actor)
    return found is not None and not kin(found, head) and len(actor.split()) <= 8 and self_contained(actor)


def _one_a_role(actors: Sequence[str]) -> list[str]:
    """The actors in the order given, one a role."""
    chosen: list[str] = []
    for actor in actors:
        if not any(kin(agent(actor) or "", agent(other) or "") for other in chosen):
            chosen.append(actor)
    return chosen


def _unlike(key: str, wrong: Sequence[str]) -> tuple[str, ...]:
    seen = {fold_option(key)}
    kept = []
    for option in wrong:
        if fold_option(option) not in seen:
            seen.add(fold_option(option))
            kept.append(option)
    return tuple(kept)


def duty(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """What an actor must do under a condition, against duties that the same document lays down elsewhere."""
    for parsed in bank.by_clause.get(clause.id, ()):
        rule = parsed.rule
        condition = rule.lead or rule.tail
        if not condition or rule.modal not in ("shall", "must") or not _clear(condition, 4, 30):
            continue
        if (
            re.search(r"\b(?:it|they|them|he|she)\b", condition)
            or not _duty_text(rule.action)
            or agent(rule.actor) is None
            or not self_contained(rule.actor)
        ):
            continue
        # A condition in front leaves the one at the end to the answer.
        whole = _action(rule.action, rule.tail) if rule.lead else rule.action
        if not _duty_text(whole) or re.match(r"(?:if|when|where) (?:other|not|so)\b", condition):
            continue
        key = upper_first(whole)
        wrong = [
            upper_first(_action(other.rule.action, other.rule.tail))
            for other in bank.rules
            if other.clause.document == clause.document
            and article_of(other.clause) != article_of(clause)
            and other.rule.modal in ("shall", "must")
            and _duty_text(_action(other.rule.action, other.rule.tail))
            and not re.search(r"\b(?:it|its|they|them|their|his|her)\b", other.rule.action)
            and agent(other.rule.actor) is not None
            and apart(other.rule.action, [rule.action, clause.text], 0.2)
        ]
        yield Draft(
            "duty",
            f"According to {clause.citation}, what {rule.modal} {lower_first(rule.actor)} do {condition}?",
            key,
            tuple(rank(key, clause.id, wrong)),
            clause,
            parsed.start,
            parsed.end,
        )


def _duty_text(action: str) -> bool:
    return (
        _clear(action, 3, 28)
        and not _STATIVE.match(action)
        and not re.search(r"\b(?:shall|must|may)\b", action)
    )


_ROOT = 5


def term(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """The term that a definition defines, against other terms that the same document defines."""
    for found in bank.definitions:
        if found.clause.id != clause.id or not _clear(found.meaning, 6, 55):
            continue
        if _shares_root(found.term, found.meaning):
            continue
        wrong = [
            upper_first(other.term)
            for other in bank.definitions
            if other.clause.document == clause.document
            and apart(other.term, [found.term], 0.25)
            and not _shares_root(other.term, found.meaning)
            and not _shares_root(found.term, other.meaning)
            and apart(other.meaning, [found.meaning], 0.4)
        ]
        yield Draft(
            "term",
            f"Which term does {clause.citation} define as follows: \u201c{_clean_quotes(found.meaning)}\u201d?",
            upper_first(found.term),
            tuple(sorted(_unlike(found.term, wrong), key=lambda o: sha256(f"{clause.id}|{o}"))),
            clause,
            found.start,
            found.end,
        )


def _shares_root(term_text: str, meaning: str) -> bool:
    """Whether a word of the term comes back in its definition, which would give it away."""
    roots = {w[:_ROOT].lower() for w in re.findall(r"[A-Za-z]{3,}", term_text)}
    return any(w[:_ROOT].lower() in roots for w in re.findall(r"[A-Za-z]{3,}", meaning))


def _clean_quotes(text: str) -> str:
    return text.replace("\u201c", "\u2018").replace("\u201d", "\u2019")


def value(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """The number, period or frequency that a rule sets, against its neighbours on a ladder."""
    for parsed in bank.by_clause.get(clause.id, ()):
        sentence = squeeze(clause.text[parsed.start : parsed.end])
        found = list(values(sentence))
        if not found or len(sentence.split()) > 60 or not self_contained(sentence):
            continue
        one = found[int(sha256(clause.id)[:8], 16) % len(found)]
        others = {other.shown for other in found}
        # "every 1 year" is no English: the lowest rung is left out after "every".
        every = re.search(r"\bevery\s+$", sentence[: one.start])
        ladder = tuple(
            v
            for v in one.ladder
            if v == one.shown or not (v in others or (every and re.match(r"(?:1|one)\b", v)))
        )
        if len(ladder) < 10 or re.search(
            r"\b(?:an?|per|each|one of|Directive|Regulation|No\.?)\s+$", sentence[: one.start]
        ):
            continue
        # A second look at the same fact would give the value away.
        if sentence.count(one.shown) > 1 or re.search(
            rf"\b{re.escape(one.shown.split()[0])}\b", sentence[: one.start] + sentence[one.end :]
        ):
            continue
        place = int(sha256(f"place|{clause.id}|{one.shown}")[:8], 16) % 4
        chosen, rest = window(ladder, one.shown, 4, place)
        gap = f"{sentence[: one.start]}_____{sentence[one.end :]}"
        wrong = [v for v in chosen if v != one.shown]
        yield Draft(
            "value",
            f"Which value completes this rule of {clause.citation}: \u201c{_clean_quotes(gap)}\u201d?",
            one.shown,
            (*wrong, *rest),
            clause,
            parsed.start,
            parsed.end,
            ordered=tuple(chosen),
            fixed=len(wrong),
        )


_CLASS = re.compile(
    r"^(?:(?P<det>the|an?|any|all|each|every|no|its|their)|(?P<to>to)|(?P<that>that|whether)|(?P<cond>if|where|when|unless)|(?P<prep>in|on|at|by|for|of|with|from|under)"
    r"|(?P<ing>[a-z]{3,}ing)|(?P<word>[a-z\d]))",
    re.I,
)
_JOINT = re.compile(r"[;,.]?\s*(?:and|or)?\s*[;,.]?\s*$")


def _entry(text: str) -> str:
    """An item of a list without its mark, its last conjunction and its final mark."""
    return _JOINT.sub("", re.sub(r"\s+(?:and/or|and|or)\s*$", "", squeeze(text).rstrip(" ;,.")))


def plain_entry(text: str) -> bool:
    """Whether a list item is plain words: no heading number, no label in front of a dash or colon."""
    return not text[:1].isdigit() and not re.search(r"\s[\u2014\u2013-]\s|:\s", text)


def entry_class(text: str) -> str:
    """The grammatical form of a list item by its first word, so that only items of one form stand together."""
    found = _CLASS.match(text)
    return found.lastgroup or "other" if found else "other"


def listing(bank: Bank, clause: Clause) -> Iterator[Draft]:
    """One item of a list, against items of other lists of the same form that this one does not hold."""
    for found in bank.listings:
        if found.head.id != clause.id:
            continue
        entries = [_entry(item.text) for item in found.items]
        lead = found.lead
        if not 4 <= len(lead.split()) <= 45 or not _listing_lead(lead):
            continue
        fit = [
            i
            for i, e in enumerate(entries)
            if _clear(e, 3, 25)
            and entry_class(e) == _common([entry_class(x) for x in entries])
            and not _cues(lead, e)
        ]
        if len(fit) < 2:
            continue
        index = min(fit, key=lambda i: sha256(f"{clause.id}|{entries[i]}"))
        key = entries[index]
        mine = stems(lead)
        wrong = []
        for other in bank.listings:
            if article_of(other.head) == article_of(clause) or overlap(mine, stems(other.lead)) > 0.4:
                continue
            for item in other.items:
                e = _entry(item.text)
                if (
                    _clear(e, 4, 25)
                    and not e[:1].isdigit()
                    and entry_class(e) == entry_class(key)
                    and apart(e, entries, 0.2)
                ):
                    wrong.append(upper_first(e))
        item = found.items[index]
        shown = "".join(c for c in lead if c not in "\u201c\u201d")
        yield Draft(
            "list",
            f"{clause.citation} holds a list that begins with these words: \u201c{shown}\u201d. Which of the following stands in that list?",
            upper_first(key),
            tuple(rank(key, item.id, wrong)),
            item,
            len(item.text) - len(item.text.lstrip()),
            len(item.text.rstrip()),
        )


def _listing_lead(lead: str) -> bool:
    """Whether the head of a list can be understood alone; its own `the following` may point at the list."""
    rest = re.sub(
        r"\b(?:all |any |one or more |each |at least one |either )?(?:of )?(?:the )?following\b",
        "",
        lead,
        flags=re.I,
    )
    return self_contained(rest) and balanced(lead)


def _common(classes: Sequence[str]) -> str:
    return max(sorted(set(classes)), key=classes.count)


def _cues(lead: str, entry: str) -> bool:
    return len(stems(lead) & stems(entry)) > 1


KINDS: dict[str, Callable[[Bank, Clause], Iterator[Draft]]] = {
    "value": value,
    "term": term,
    "role": role,
    "duty": duty,
    "list": listing,
}
"""The kinds of question by slot, the surest first."""
